// Methods, Rules by country, Breaks in series, Data and its sub-pages in a browser: without scripts, by keyboard, and their files.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import type {Browser, BrowserContextOptions} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {startBrowser, visit} from "./visit.js";

const address = inject("address");
let browser: Browser;
let sql: Sql;
beforeAll(async () => {
  [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
});
afterAll(async () => {
  await browser.close();
  sql.close();
});
const table = (name: string) => `'${join(PROJECT, "data", "editions", sql.id, `${name}.parquet`)}'`;

const open = async (path: string, options: BrowserContextOptions = {}) => (await visit(browser, path, options)).page;

describe("Rules by country and Breaks in series", () => {
  test("have every rule and every break at an address of its own, without scripts", async () => {
    const rules = await open("rules", {javaScriptEnabled: false});
    for (const {id} of await sql.rows(`SELECT DISTINCT id FROM ${table("rules")}`))
      expect(await rules.locator(`#rule-${String(id)} .reads`).count(), String(id)).toBeGreaterThan(0);
    await rules.context().close();
    const page = await open("breaks", {javaScriptEnabled: false});
    for (const {id} of await sql.rows(
      `SELECT id FROM ${table("breaks")} WHERE verdict = 'open' AND id SIMILAR TO '[a-z]{3}-.*'`
    ))
      expect(await page.locator(`[id="break-${String(id)}"]`).isVisible(), String(id)).toBe(true);
    const told = new Set(await page.locator('[id^="break-"]').evaluateAll((some) => some.map(({id}) => id)));
    for (const {id} of await sql.rows(`SELECT id FROM ${table("breaks")}`))
      expect(told.has(`break-${String(id)}`), String(id)).toBe(true);
    await page.context().close();
  });

  test.each(["rules", "breaks"])(
    "/%s shows one country where it is chosen, and keeps it in the address",
    async (path) => {
      const page = await open(path);
      await page.locator("html[data-filter=ready]").waitFor();
      const shown = () =>
        page
          .locator("[data-country]")
          .evaluateAll((all) => [
            ...new Set(
              (all as unknown as {hidden: boolean; dataset: {country: string}}[])
                .filter(({hidden}) => !hidden)
                .map(({dataset}) => dataset.country)
            )
          ]);
      expect((await shown()).length).toBeGreaterThan(10);
      await page.locator("#by-country").selectOption("rus");
      expect(await shown()).toEqual(["rus"]);
      expect(page.url()).toBe(`${address}${path}#country-rus`);
      await page.locator("#by-country").selectOption("");
      expect((await shown()).length).toBeGreaterThan(10);
      await page.context().close();
    }
  );

  test("lead from an index to each country without scripts", async () => {
    const page = await open("rules", {javaScriptEnabled: false});
    expect(await page.locator("form.by-country").isVisible()).toBe(false);
    await page.locator(".country-index a", {hasText: "Russia"}).click();
    expect(page.url()).toBe(`${address}rules#country-rus`);
    expect(await page.locator("#country-rus h3").isVisible()).toBe(true);
    await page.context().close();
  });
});

describe("Methods", () => {
  test("does not add persons and cases of 2017", async () => {
    const page = await open("method", {javaScriptEnabled: false});
    expect((await page.locator("main").innerText()).replace(/\s+/g, " ")).toContain(
      "The new applications of 2017 are 1,499,626 persons and 142,057 cases."
    );
    await page.context().close();
  });

  test("says of each worked rate what its definition gives, and no rate where the rows hold none", async () => {
    const page = await open("method", {javaScriptEnabled: false});
    const row = async (name: string) =>
      (await page.locator("#rates-worked tbody tr", {hasText: name}).locator("td").allInnerTexts()).map((text) =>
        text.replace(/\s+/g, " ")
      );
    const [, , , japan, russia] = await row("Grant rate");
    expect(japan).toMatch(/^not calculated: grants and refusals/);
    expect(russia).toMatch(
      /^not calculated: the data does not separate refusals from closed cases \(\d+\); it is at least \d+%$/
    );
    expect((await row("UNHCR’s Total Protection Rate"))[4]).toMatch(/^no refusals are reported \(\d+ closed\)$/);
    const [germany] = await row("UNHCR’s Refugee Recognition Rate");
    const [found] = await sql.rows(
      `SELECT round(100 * sum(recognized) / sum(recognized + other + rejected), 1)::DOUBLE AS rate FROM decisions
       WHERE asylum = 'DEU' AND year = 2025 AND level IN ('NA', 'FI', 'FA') AND unit = 'P'`
    );
    expect(germany).toMatch(new RegExp(`^${String(found?.rate)}%`));
    const [, , canada] = await row("Refugee status rate");
    expect(canada).toBe("not calculated: the data does not separate refugee status");
    await page.context().close();
  });

  test("can be walked by its list of places with the keyboard", async () => {
    const page = await open("method");
    const link = page.locator(".answers a", {hasText: "Which years cannot be compared?"});
    await link.focus();
    await page.keyboard.press("Enter");
    expect(page.url()).toBe(`${address}method#open-breaks`);
    await page.context().close();
  });
});

describe("Data, Dictionary and Quality checks", () => {
  test("name the edition, every check and every column, without scripts", async () => {
    const page = await open("data", {javaScriptEnabled: false});
    expect(await page.locator("main").innerText()).toContain(sql.id);
    await page.context().close();
    const listed = await open("checks", {javaScriptEnabled: false});
    const checks = await sql.rows(`SELECT title FROM ${table("checks")}`);
    expect(await listed.locator("#checks-table tbody tr").count()).toBe(checks.length);
    await listed.context().close();
    const dictionary = await open("dictionary", {javaScriptEnabled: false});
    const {resources} = JSON.parse(
      readFileSync(join(PROJECT, "data", "editions", sql.id, "datapackage.json"), "utf8")
    ) as {resources: {name: string; schema: {fields: {name: string}[]}}[]};
    for (const {name, schema} of resources)
      expect(await dictionary.locator(`#columns-${name} tbody th`).allInnerTexts()).toEqual(
        schema.fields.map((field) => field.name)
      );
    await dictionary.context().close();
  });

  test("link to files that are there, also below a path", async () => {
    const page = await open("data", {javaScriptEnabled: false});
    const links = await page
      .locator("#files-edition a, #files-latest a")
      .evaluateAll((found) => found.map((a) => (a as unknown as {href: string}).href));
    expect(links.length).toBeGreaterThan(50);
    for (const link of links) {
      expect(link).toMatch(new RegExp(`^${address}data/(?:${sql.id}|latest)/`));
      expect((await fetch(link, {method: "HEAD"})).status, link).toBe(200);
    }
    await page.context().close();
  });

  test("sends a .csv.gz as a file, and a plain CSV with gzip encoding", async () => {
    const plain = await fetch(`${address}data/latest/decisions.csv`);
    expect(plain.headers.get("content-encoding")).toBe("gzip");
    const packed = await fetch(`${address}data/latest/decisions.csv.gz`);
    expect(packed.headers.get("content-type")).toBe("application/gzip");
    expect(packed.headers.get("content-encoding")).not.toBe("gzip");
    const text = Buffer.from(await plain.arrayBuffer());
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).equals(text)).toBe(true);
    expect(text.subarray(0, 44).toString()).toBe("year,origin,origin_label,asylum,asylum_label");
  });
});

test("Methods and Data stay small, in few requests", async () => {
  for (const [path, limit] of [
    ["method", 220_000],
    ["data", 150_000]
  ] as const) {
    const context = await browser.newContext();
    const page = await context.newPage();
    let bytes = 0,
      requests = 0;
    page.on("requestfinished", (request) => {
      requests++;
      void request.sizes().then(({responseBodySize}) => (bytes += responseBodySize));
    });
    await page.goto(address + path, {waitUntil: "networkidle"});
    await expect.poll(() => bytes).toBeGreaterThan(30_000);
    expect(bytes, path).toBeLessThan(limit);
    expect(requests, path).toBeLessThan(12);
    await context.close();
  }
});
