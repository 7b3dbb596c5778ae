// The query page as its readers meet it: nothing fetched before they ask, nothing sent when they do; answers, errors, links, stops.
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import {createRequire} from "node:module";
import {join} from "node:path";
import {parquetReadObjects} from "hyparquet/src/index.js";
import {chromium} from "playwright-core";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {filesOf} from "../../src/build/finish.js";
import {listen} from "../../src/build/serve.js";
import {hashOf} from "../../src/query/sql.js";

const address = inject("address");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser: Browser;
beforeAll(async () => {
  const {executablePath, env} = inject("browser");
  browser = await chromium.launch({executablePath, env: {...process.env, ...env}, args: ["--no-sandbox"]});
});
afterAll(() => browser.close());

interface Visit {
  readonly page: Page;
  readonly complaints: string[];
  readonly asked: string[];
}

async function open(hash = "", options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const complaints: string[] = [],
    asked: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${address}query${hash}`, {waitUntil: "load"});
  if (options.javaScriptEnabled !== false) await page.locator("html[data-query=ready]").waitFor();
  return {page, complaints, asked};
}

async function write(page: Page, sql: string): Promise<void> {
  await page.locator(".cm-content").fill(sql);
}
/** Runs what stands in the editor, or `sql`, and waits for what is told. */
async function run(page: Page, sql?: string): Promise<string> {
  if (sql !== undefined) await write(page, sql);
  await page.locator("#run").click();
  await page.locator("html[data-query=done]").waitFor({timeout: 120_000});
  return page.locator("#told").innerText();
}
const cells = async (page: Page) =>
  (await page.locator("#answer-table tbody tr").allInnerTexts()).map((row) => row.split("\t").map((cell) => cell.trim()));

describe("the query page", () => {
  test("fetches nothing of DuckDB and no table before a query is run, and only from its own site after", async () => {
    const {page, complaints, asked} = await open();
    const heavy = () => asked.filter((url) => /_duckdb|duckdb|\.wasm|\.parquet/.test(url));
    expect(heavy()).toEqual([]);
    expect(await page.locator("#told").innerText()).toMatch(/first run fetches DuckDB from this site: 7\.7 MB/);
    expect(await run(page)).toMatch(/^\d+ rows in /);
    expect(heavy().filter((url) => /\.(?:wasm|parquet)$/.test(url)).map((url) => url.replace(/^.*\/|\.[0-9a-f]{8}/g, "")).sort()).toEqual(
      ["decisions.parquet", "duckdb.wasm"]
    );
    expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith("blob:"))).toEqual([]);
    const shown = await cells(page);
    expect(shown).toContainEqual(["2022", "TA", "98,644", "0", "98,644"]);
    expect(shown).toContainEqual(["2022", "FI", "10", "10", "0"]);
    expect(await page.locator("#answer-chart svg").getAttribute("aria-label")).toContain("highest 98,644 (2022, TA)");

    await page.locator('[data-sort="4"]').click();
    expect((await cells(page))[0]?.[0]).toBe("2014");
    const take = async (format: string) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-format=${format}]`).click()]);
      return {name: file.suggestedFilename(), bytes: readFileSync(await file.path())};
    };
    const csv = await take("csv");
    expect(csv.name).toMatch(/^asylum-ledger-\d{4}-\d{2}-\d{2}-query\.csv$/);
    expect(csv.bytes.toString().split("\n").slice(0, 2)).toEqual([
      "year,level,filed_under_recognized,refugee_status,temporary",
      "2014,TA,0,0,250044"
    ]);
    expect(JSON.parse((await take("json")).bytes.toString())).toContainEqual(expect.objectContaining({year: 2022, level: "TA", temporary: 98644}));
    const parquet = new Uint8Array((await take("parquet")).bytes).buffer;
    expect((await parquetReadObjects({file: parquet}))[0]).toMatchObject({year: 2014, temporary: 250044});
    await page.locator('[data-choice="mark"]').selectOption("bar");
    expect(await page.locator("#answer-chart svg rect").count()).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("lets no query out: no request arrives at another server, whatever is tried", async () => {
    const arrived: string[] = [];
    const other = createServer((request, response) => {
      arrived.push(`${request.method ?? ""} ${request.url ?? ""}`);
      response.writeHead(200, {"Access-Control-Allow-Origin": "*", "Content-Type": "text/csv"}).end("a,b\n1,2\n");
    });
    const elsewhere = await listen(other, 0);
    try {
      // The server would be seen.
      await fetch(`${elsewhere}seen`);
      expect(arrived).toEqual(["GET /seen"]);
      const {page, asked} = await open();
      for (const sql of [
        `SELECT * FROM read_csv('${elsewhere}a.csv')`,
        `SELECT * FROM '${elsewhere}b.csv'`,
        `SELECT * FROM read_parquet('${elsewhere}c.parquet')`,
        `SELECT * FROM read_text('${elsewhere}d.txt')`,
        "LOAD httpfs",
        `LOAD '${elsewhere}e.duckdb_extension.wasm'`,
        `ATTACH '${elsewhere}f.db' AS f`,
        `COPY (SELECT 1) TO '${elsewhere}g.csv'`,
        `SET custom_extension_repository = '${elsewhere}'`,
        "SET enable_external_access = true",
        "RESET lock_configuration"
      ])
        expect([sql, await run(page, sql)]).toEqual([sql, expect.stringMatching(/Error|could not be answered/)]);
      // Installing is refused without a word; what would be installed is not fetched.
      await run(page, "INSTALL httpfs");
      await run(page, `INSTALL spatial FROM '${elsewhere}'`);
      expect(await run(page, "LOAD spatial")).toContain("opens no file and no address");
      // A picture, a script and a request from the page itself are forbidden too.
      await page.evaluate(`fetch("${elsewhere}h").catch(() => 0)`);
      expect(arrived).toEqual(["GET /seen"]);
      expect(asked.filter((url) => url.startsWith(elsewhere) && !url.endsWith("/h"))).toEqual([]);
      await page.context().close();
    } finally {
      other.closeAllConnections();
      await new Promise((done) => other.close(done));
    }
  });

  test("shows the query of a link and runs it when the reader says so; errors, cuts and stops are told", async () => {
    const {page, complaints, asked} = await open(hashOf("SELECT yaer\nFROM decisions"));
    expect(await page.locator(".cm-content").innerText()).toContain("yaer");
    expect(await page.locator("#told").innerText()).toContain("came with the link");
    expect(asked.filter((url) => url.includes("_duckdb"))).toEqual([]);

    expect(await run(page)).toMatch(/^Line 1\. .*"yaer" not found/s);
    expect(await page.locator(".cm-lintRange-error").innerText()).toBe("yaer");

    expect(await run(page, "SELECT year, origin FROM decisions")).toContain("The answer is cut. The first 10,000 rows");
    expect(await page.locator("#answer-table tbody tr").count()).toBe(300);
    expect(await page.locator(".rowcount").innerText()).toContain("300 of 10,000");
    expect(new URL(page.url()).hash).toBe(hashOf("SELECT year, origin FROM decisions"));

    await write(page, "SELECT sum(a.year * b.year + c.year) FROM decisions a, decisions b, decisions c");
    await page.locator("#run").click();
    await expect.poll(() => page.locator("#stop").isEnabled()).toBe(true);
    await page.waitForTimeout(300);
    await page.locator("#stop").click();
    await page.locator("html[data-query=done]").waitFor({timeout: 60_000});
    expect(await page.locator("#told").innerText()).toContain("The run was stopped");
    expect(await run(page, "SELECT count(*) AS n, sum(recognized) AS s FROM decisions WHERE level = 'FI'")).toContain(
      "persons (P) and cases (C) stand in the same column"
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("completes by keyboard a place by its name, and lets the keyboard out", async () => {
    const {page} = await open();
    await write(page, "");
    await page.locator(".cm-content").focus();
    await page.keyboard.type("SELECT year FROM decisions WHERE origin = '북한");
    await page.locator(".cm-tooltip-autocomplete li[aria-selected]").waitFor();
    expect(await page.locator(".cm-tooltip-autocomplete li[aria-selected]").innerText()).toContain("North Korea");
    // A list that has just appeared takes no Enter, so that one in the flow of writing stays a new line.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".cm-content").innerText()).toContain("origin = 'PRK'");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('.cm-editor') === null")).toBe(true);
    await page.context().close();
  });

  test.each([
    ["light", 1280],
    ["dark", 320]
  ] as const)("axe finds nothing in the %s scheme at %i px, and nothing scrolls sideways", async (colorScheme, width) => {
    const {page} = await open("", {colorScheme, viewport: {width, height: 800}});
    await run(page, "SELECT column_name, 1 AS n FROM (DESCRIBE places)");
    for (const summary of await page.locator("main summary").all()) await summary.click();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await page.evaluate(axe);
    expect(
      await page.evaluate<string[]>(
        "axe.run().then(({violations}) => violations.map(({id, impact, nodes}) => `${impact} ${id}: ${nodes.map((n) => n.target).join(', ')}`))"
      )
    ).toEqual([]);
    await page.context().close();
  });

  test("says without scripts what is needed, and shows tables and questions", async () => {
    const {page} = await open("", {javaScriptEnabled: false});
    expect(await page.locator(".caution").first().innerText()).toContain("Scripts are off");
    expect(await page.locator("#run").isVisible()).toBe(false);
    expect(await page.locator(".schema details").count()).toBeGreaterThan(10);
    await page.locator('[data-table="decisions"] summary').click();
    expect(await page.locator('[data-table="decisions"] dd').first().isVisible()).toBe(true);
    await page.locator("#question-russia summary").click();
    expect(await page.locator("#question-russia code").innerText()).toContain("FROM decisions");
    await page.context().close();
  });
});

test("no page without DuckDB allows WebAssembly or a worker from a blob, and none connects elsewhere", () => {
  const folder = inject("folder");
  for (const path of filesOf(folder).filter((name) => name.endsWith(".html"))) {
    const html = readFileSync(join(folder, path), "utf8");
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect([path, /connect-src 'self';/.test(policy)]).toEqual([path, true]);
    expect([path, /wasm|worker-src [^;]*blob/.test(policy)]).toEqual([path, html.includes(' data-duckdb="')]);
  }
});
