// The query page as its readers meet it: nothing of DuckDB before they ask, answers that are the edition's, and no way out.
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import type {Server} from "node:http";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {filesOf} from "../../src/site/finish/files.js";
import {listen} from "../../src/site/serve.js";
import {QUESTIONS} from "../../src/query/questions.js";
import {hashOf} from "../../src/query/sql.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {axeFinds, startBrowser, visit} from "./visit.js";

const address = inject("address");
let browser: Browser;
let sql: Sql;
/** A server of another origin on the same machine, and what was asked of it. */
let other: Server;
let elsewhere: string;
const arrived: string[] = [];

beforeAll(async () => {
  other = createServer((request, response) => {
    arrived.push(request.url ?? "");
    response.writeHead(200, {"Access-Control-Allow-Origin": "*", "Content-Type": "text/csv"}).end("a,b\n1,2\n");
  });
  [browser, sql, elsewhere] = await Promise.all([startBrowser(), openSql(PROJECT), listen(other, 0)]);
});
afterAll(async () => {
  await browser.close();
  sql.close();
  other.closeAllConnections();
  await new Promise((done) => other.close(done));
});

async function open(hash = "", options: BrowserContextOptions = {}) {
  const opened = await visit(browser, `query${hash}`, options);
  if (options.javaScriptEnabled !== false) await opened.page.locator("html[data-query=ready]").waitFor();
  return opened;
}

/** What the page tells after a run of this query. */
async function ask(page: Page, query: string): Promise<string> {
  const editor = page.locator(".cm-content");
  await editor.fill(query);
  await page.locator("#run").click();
  await page.locator("html[data-query=done]").waitFor();
  return page.locator("#told").innerText();
}

/** A row of an answer: counts of whole numbers come as texts of their digits. */
type Row = readonly (string | number | null)[];

const cells = async (page: Page): Promise<string[][]> =>
  page
    .locator("#answer-table tbody tr")
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent)));

describe("the query page", () => {
  test("asks for nothing of DuckDB before the reader runs a query, and shows a linked query without running it", async () => {
    const linked = "SELECT count(*) AS n FROM decisions";
    const {page, asked, complaints, close} = await open(hashOf(linked));
    expect(await page.locator(".cm-content").innerText()).toContain(linked);
    expect(await page.locator("#told").innerText()).toContain("came with the link");
    // What the page asks for by itself has come.
    await page.waitForLoadState("networkidle");
    expect(asked.filter((url) => /duckdb|\.wasm|\.parquet|worker/.test(url))).toEqual([]);
    expect(await page.locator("#result").isVisible()).toBe(false);

    await page.locator("#run").click();
    await page.locator("html[data-query=done]").waitFor();
    const [expected] = await sql.rows("SELECT count(*)::INTEGER AS n FROM decisions");
    expect(await cells(page)).toEqual([[Number(expected?.n).toLocaleString("en")]]);
    // Only the table that the query names is fetched.
    expect(asked.filter((url) => url.endsWith(".parquet")).map((url) => url.split("/").at(-1))).toEqual([
      "decisions.parquet"
    ]);
    expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith("blob:"))).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("answers as the edition does, in table, sentence, chart and files, at an address that holds the query", async () => {
    const {page, complaints, close} = await open();
    const question = QUESTIONS.find(({id}) => id === "russia");
    await page.locator("#starts a", {hasText: "What did Russia report"}).click();
    await page.locator("#run").click();
    await page.locator("html[data-query=done]").waitFor();
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `CREATE VIEW decisions AS FROM '${join(PROJECT, "data", "editions", sql.id, "decisions.parquet")}'`
    );
    const expected = (await connection.runAndReadAll(question?.sql ?? "")).getRowsJson() as Row[];
    const shown = expected.map(([year, level, ...counts]) => [
      String(year),
      String(level),
      ...counts.map((count) => (count === null ? "null" : Number(count).toLocaleString("en")))
    ]);
    expect(shown.flat()).toContain("98,644");
    expect(await cells(page)).toEqual(shown);
    expect(new URL(page.url()).hash).toBe(hashOf(question?.sql ?? ""));
    expect((await page.locator("#answer-chart .finding").innerText()).length).toBeGreaterThan(20);
    expect(await page.locator("#answer-chart svg").count()).toBeGreaterThan(0);

    // Sorted by a press, and by the keyboard again.
    const sort = page.locator("#answer-table th").nth(2).getByRole("button");
    await sort.click();
    expect((await cells(page))[0]?.[2]).toBe("98,644");
    await sort.press("Enter");
    expect(await page.locator("#answer-table th").nth(2).getAttribute("aria-sort")).toBe("ascending");
    await sort.press("Enter");

    const taken = async (format: string) => {
      const coming = page.waitForEvent("download");
      await page.locator(`[data-format=${format}]`).click();
      const path = await (await coming).path();
      return {path, text: readFileSync(path, "utf8")};
    };
    const heads = ["year", "level", "reported_under_recognized", "refugee_status", "temporary"];
    const file = (await taken("csv")).text.trim().split("\n");
    const csv = file.filter((line) => !line.startsWith('"# '));
    const remarks = file.slice(0, file.length - csv.length).map((line) => line.slice(3, -1));
    expect(remarks.join("\n")).toContain(`edition ${sql.id}`);
    expect(remarks.join("\n")).toContain(question?.sql);
    expect([csv[0], csv.length]).toEqual([heads.join(","), expected.length + 1]);
    expect(csv[1]).toMatch(/^2022,TA,98644,/);
    const json = JSON.parse((await taken("json")).text) as Record<string, unknown>[];
    expect(json[0]).toMatchObject({year: 2022, level: "TA", reported_under_recognized: 98644});
    const parquet = await taken("parquet");
    const read = await connection.runAndReadAll(`FROM read_parquet('${parquet.path}') ORDER BY level, year`);
    expect(read.columnNames()).toEqual(heads);
    expect(
      (read.getRowsJson() as Row[]).map((row) => row.map((cell) => (cell === null ? null : String(cell))))
    ).toEqual(expected.map((row) => row.map((cell) => (cell === null ? null : String(cell)))));
    const told = await connection.runAndReadAll(
      `SELECT decode(key)::VARCHAR AS k, decode(value)::VARCHAR AS v FROM parquet_kv_metadata('${parquet.path}')`
    );
    expect(told.getRowsJson()).toContainEqual(["edition", sql.id]);
    expect(told.getRowsJson()).toContainEqual(["query", question?.sql]);
    connection.closeSync();
    instance.closeSync();
    expect(complaints).toEqual([]);
    await close();
  });

  test("has no way out: what would open a file or an address fails, and no request leaves", async () => {
    const {page, asked, close} = await open();
    const before = "SELECT 1 AS one";
    expect(await ask(page, before)).toMatch(/^1 row/);
    const since = asked.length;
    for (const attempt of [
      `SELECT * FROM read_csv('${elsewhere}a.csv')`,
      `SELECT * FROM read_parquet('${elsewhere}a.parquet')`,
      `SELECT * FROM '${address}data/latest/decisions.parquet'`,
      `SELECT * FROM read_text('${elsewhere}a.txt')`,
      "LOAD httpfs",
      `LOAD '${elsewhere}x.duckdb_extension.wasm'`,
      `ATTACH '${elsewhere}a.duckdb' AS outside`,
      `COPY (SELECT 1 AS secret) TO '${elsewhere}taken.csv'`,
      "COPY (SELECT 1 AS secret) TO 'opfs://taken.csv'",
      "SET enable_external_access = true",
      "SET autoload_known_extensions = true",
      "RESET lock_configuration",
      "SET memory_limit = '4GB'"
    ])
      expect(await ask(page, attempt), attempt).toMatch(/^(?:No answer|Line \d+|Not run)\./);
    for (const attempt of ["INSTALL httpfs", `INSTALL spatial FROM '${elsewhere}'`, "LOAD spatial"])
      expect(await ask(page, attempt)).toMatch(/^Not run\..*, not (?:INSTALL|LOAD)\./);
    expect(asked.slice(since)).toEqual([]);
    // The page itself is forbidden it a second time.
    await page.evaluate(`fetch("${elsewhere}page").catch(() => 0)`);
    expect(arrived).toEqual([]);
    // The other server is there, and would have been heard.
    await fetch(`${elsewhere}heard`);
    expect(arrived).toEqual(["/heard"]);
    expect(await ask(page, before)).toMatch(/^1 row/);
    await close();
  });

  test("marks an error at its place, cuts what is too long, refuses what is too large, and can be stopped", async () => {
    const {page, complaints, close} = await open();
    expect(await ask(page, "SELECT year,\n  recognised\nFROM decisions LIMIT 1")).toMatch(/^Line 2\./);
    expect(await page.locator(".cm-lintRange-error").innerText()).toBe("recognised");
    expect(await ask(page, "SELECT range AS n FROM range(20000)")).toMatch(
      /^Not the whole answer\. Showing the first 10,000 rows/
    );
    expect(await ask(page, "SELECT list(repeat(range::VARCHAR, 300)) AS l FROM range(2000000)")).toContain("768 MB");

    await page
      .locator(".cm-content")
      .fill("SELECT count(*) AS n FROM range(100000000) a, range(1000) b WHERE a.range = b.range + 1");
    await page.locator(".cm-content").press("Control+Enter");
    await page.locator("html[data-query=running]").waitFor();
    await page.getByText("Running.", {exact: true}).waitFor();
    await page.locator("#stop").click();
    await page.locator("html[data-query=done]").waitFor();
    expect(await page.locator("#told").innerText()).toBe("Stopped.");
    expect(await ask(page, "SELECT count(*) AS n FROM decisions WHERE year = 2022")).toMatch(/^1 row/);
    expect(complaints).toEqual([]);
    await close();
  });

  test("runs no statement that changes a table, so that a link poisons no later answer", async () => {
    const truth = "SELECT sum(refugee_status) AS n FROM decisions WHERE origin = 'ERI' AND year = 2019";
    const [expected] = await sql.rows(
      "SELECT sum(count)::INTEGER AS n FROM cells WHERE status = 'refugee_status' AND origin = 'ERI' AND year = 2019"
    );
    const shown = [[Number(expected?.n).toLocaleString("en")]];
    const {page, complaints, close} = await open(
      hashOf("UPDATE decisions SET refugee_status = 7; SELECT 'looks harmless' AS x")
    );
    await page.locator("#run").click();
    await page.locator("html[data-query=done]").waitFor();
    expect(await page.locator("#told").innerText()).toMatch(/^Not run\..*has more than one.*Nothing was run\.$/);
    expect(await page.locator("#result").isVisible()).toBe(false);
    await ask(page, truth);
    expect(await cells(page)).toEqual(shown);
    for (const attempt of [
      "UPDATE decisions SET refugee_status = 7",
      "WITH a AS (SELECT 7 AS n) UPDATE decisions SET refugee_status = n FROM a",
      "CREATE OR REPLACE TEMP VIEW decisions AS SELECT 'ERI' AS origin, 2019 AS year, 7 AS refugee_status",
      "CREATE OR REPLACE TEMP MACRO sum(x) AS 7",
      "EXPLAIN ANALYZE UPDATE decisions SET refugee_status = 7",
      "DROP TABLE decisions",
      "SET VARIABLE x = 7",
      "SELECT * FROM enable_logging()"
    ]) {
      expect(await ask(page, attempt), attempt).toMatch(/^Not run\./);
      // What stood there before is not an answer to this.
      expect(await page.locator("#result").isVisible()).toBe(false);
    }
    expect(await ask(page, "SELECT setseed(0.5)")).toMatch(/^1 row/);
    await ask(page, truth);
    expect(await cells(page)).toEqual(shown);
    await ask(page, "SUMMARIZE decisions");
    expect((await cells(page)).length).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
    await close();
  });

  test("leaves no old answer under a query that failed, and its address is that of the query asked", async () => {
    const {page, close} = await open();
    expect(await ask(page, "SELECT 1 AS one")).toMatch(/^1 row/);
    const wrong = "SELECT nothing FROM decisions";
    expect(await ask(page, wrong)).toMatch(/^Line 1\./);
    expect(await page.locator("#result").isVisible()).toBe(false);
    expect(await page.locator("#answer-table").count()).toBe(0);
    expect(new URL(page.url()).hash).toBe(hashOf(wrong));
    await close();
  });

  test.each(["SELECT repeat('x', 1000000) AS x FROM range(100)", "SELECT repeat('x', 30000000) AS x FROM range(20)"])(
    "cuts what is too large, and goes on answering: %s",
    async (heavy) => {
      const {page, close} = await open();
      await ask(page, "SELECT 1");
      expect(await ask(page, heavy)).toMatch(/^(?:Not the whole answer\..*16 MB|No answer\..*memory)/i);
      for (const row of await cells(page)) for (const cell of row) expect(cell.length).toBeLessThan(300);
      // What a browser lays out is small, however much the query answers.
      expect(await page.evaluate<number>("document.body.textContent.length")).toBeLessThan(400_000);
      expect(await ask(page, "SELECT 1 AS one")).toMatch(/^1 row/);
      await close();
    }
  );

  test("stops while DuckDB or a table is on its way, and runs again afterwards", async () => {
    const {page, close} = await open();
    for (const pattern of [/\.wasm$/, /decisions\.parquet$/]) {
      let held = () => {};
      const asked = new Promise<void>((done) => (held = done));
      // Never answered.
      await page.route(pattern, () => held());
      await page.locator(".cm-content").fill("SELECT count(*) AS n FROM decisions");
      await page.locator("#run").click();
      await asked;
      await page.locator("#stop").click();
      await page.locator("html[data-query=done]").waitFor();
      expect(await page.locator("#told").innerText()).toBe("Stopped.");
      expect(await page.locator("#coming").isVisible()).toBe(false);
      await page.unroute(pattern);
    }
    expect(await ask(page, "SELECT count(*) AS n FROM decisions")).toMatch(/^1 row/);
    await close();
  });

  test("gives DuckDB no table that is not the edition's, byte for byte, and takes the whole one afterwards", async () => {
    const {page, close} = await open();
    const query = "SELECT count(*) AS n FROM decisions";
    const whole = readFileSync(join(PROJECT, "data", "editions", sql.id, "decisions.parquet"));
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(20_000) ^ 1, 20_000);
    const refused = async (body: Buffer, words: RegExp): Promise<void> => {
      await page.route(/decisions\.parquet$/, (route) => route.fulfill({body}));
      expect(await ask(page, query)).toMatch(words);
      expect(await page.locator("#result").isVisible()).toBe(false);
      await page.unroute(/decisions\.parquet$/);
    };
    for (const body of [flipped, whole.subarray(0, 9000), Buffer.from("<!doctype html>")])
      await refused(body, /^No answer\. decisions\.parquet is damaged, or of another edition/);
    await page.route(/decisions\.parquet$/, (route) => route.fulfill({status: 404}));
    expect(await ask(page, query)).toMatch(/decisions\.parquet could not be fetched: it is not there \(404\)/);
    await page.unroute(/decisions\.parquet$/);
    await page.route(/decisions\.parquet$/, (route) => route.abort());
    expect(await ask(page, query)).toMatch(/decisions\.parquet could not be fetched: the site cannot be reached/);
    await page.unroute(/decisions\.parquet$/);
    expect(await ask(page, query)).toMatch(/^1 row/);
    await close();
  });

  test("says where a query adds what must not be added", async () => {
    const {page, close} = await open();
    expect(await ask(page, "SELECT sum(applications) AS n FROM applications WHERE year = 2017")).toMatch(
      /Do not add these\.[\s\S]*cases/
    );
    await close();
  });

  test("leaves what a query answers as text", async () => {
    const {page, complaints, close} = await open();
    page.on("dialog", () => complaints.push("a dialog opened"));
    const hostile = "<img src=x onerror=alert(1)>";
    await ask(page, `SELECT '${hostile}' AS "<b onclick=alert(2)>x</b>", 1 AS n`);
    expect(await cells(page)).toEqual([[hostile, "1"]]);
    expect(await page.locator("#result :is(img, b[onclick])").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test("completes tables, columns and places by any of their names, and Tab leaves the editor", async () => {
    const {page, close} = await open();
    const editor = page.locator(".cm-content");
    const chosen = page.locator(".cm-tooltip-autocomplete li[aria-selected]");
    await editor.fill("");
    await editor.focus();
    for (const [typed, offered] of [
      ["SELECT * FROM decis", "decisions"],
      [" WHERE recogn", "recognized"]
    ] as const) {
      await page.keyboard.type(typed);
      await expect.poll(() => page.locator(".cm-tooltip-autocomplete").innerText()).toContain(offered);
      await page.keyboard.press("Escape");
      await editor.fill("SELECT * FROM decisions");
    }
    await editor.fill("");
    await page.keyboard.type("SELECT year FROM decisions WHERE origin = '북한");
    await chosen.waitFor();
    expect(await chosen.innerText()).toContain("North Korea");
    // A list that has just appeared takes no Enter, so that one in the flow of writing stays a new line: its own 75 ms.
    await page.evaluate("new Promise((done) => setTimeout(done, 200))");
    await page.keyboard.press("Enter");
    await expect.poll(() => editor.innerText()).toContain("origin = 'PRK'");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate<boolean>("document.activeElement.closest('.cm-editor') === null")).toBe(true);
    await close();
  });

  test.each([
    ["light", 1280],
    ["dark", 320]
  ] as const)(
    "with an answer has nothing that axe finds, %s at %i px, and scrolls no page sideways",
    async (colorScheme, width) => {
      const {page, close} = await open("", {colorScheme, viewport: {width, height: 800}});
      await ask(
        page,
        "SELECT year, origin, sum(recognized) AS n FROM decisions WHERE asylum = 'ISR' AND unit = 'P' AND level = 'FA' GROUP BY ALL"
      );
      // A list of completions is a passing thing, moved through from the editor.
      await page.locator(".cm-content").press("Escape");
      for (const summary of await page.locator("main summary").all()) await summary.click();
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      expect(await axeFinds(page)).toEqual([]);
      await close();
    }
  );

  test("without scripts lists the tables, their columns and the questions", async () => {
    const {page, close} = await open("", {javaScriptEnabled: false});
    expect(await page.locator("noscript .caution").innerText()).toContain("Scripts are off.");
    expect(await page.locator("#run").isVisible()).toBe(false);
    expect(await page.locator(".schema details").count()).toBeGreaterThan(10);
    await page.locator('[data-table="decisions"] summary').click();
    expect(await page.locator('[data-table="decisions"] dd').first().isVisible()).toBe(true);
    await page.locator("#question-russia summary").click();
    expect(await page.locator("#question-russia code").innerText()).toContain("FROM decisions");
    await close();
  });
});

test("no page without DuckDB allows WebAssembly or a worker from a blob, and none connects elsewhere", () => {
  const folder = inject("folder");
  for (const path of filesOf(folder).filter((name) => name.endsWith(".html"))) {
    const html = readFileSync(join(folder, path), "utf8");
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    // A chart for other sites that needs no file connects to nothing at all.
    const connects = /connect-src ([^;]*);/.exec(policy)?.[1] ?? (/^embed\//.test(path) ? "'self'" : "");
    expect([path, connects]).toEqual([path, "'self'"]);
    expect([path, /wasm|worker-src [^;]*blob/.test(policy)]).toEqual([path, html.includes(' data-duckdb="')]);
  }
});
