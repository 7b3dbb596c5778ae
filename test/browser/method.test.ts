// The pages on method and data as their readers meet them: without scripts, by keyboard, and with files that can be taken.
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

describe("the page on method", () => {
  test("has every rule at an address of its own and every open break, without scripts", async () => {
    const page = await open("method", {javaScriptEnabled: false});
    for (const {id} of await sql.rows(`SELECT DISTINCT id FROM ${table("rules")}`))
      expect(await page.locator(`#rule-${String(id)} .reads`).count(), String(id)).toBeGreaterThan(0);
    for (const {id} of await sql.rows(
      `SELECT id FROM ${table("breaks")} WHERE verdict = 'open' AND id SIMILAR TO '[a-z]{3}-.*'`
    ))
      expect(await page.locator(`[id="break-${String(id)}"]`).isVisible(), String(id)).toBe(true);
    const told = new Set(await page.locator('[id^="break-"]').evaluateAll((some) => some.map(({id}) => id)));
    for (const {id} of await sql.rows(`SELECT id FROM ${table("breaks")}`))
      expect(told.has(`break-${String(id)}`), String(id)).toBe(true);
    await page.context().close();
  });

  test("keeps persons and cases of 2017 apart", async () => {
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
    const [, , , russia] = await row("Grant rate");
    expect(russia).toMatch(/^refused and closed not separated \(\d+\), at least \d+ ?%$/);
    expect((await row("UNHCR’s Total Protection Rate"))[3]).toMatch(/^no refusals reported \(\d+ closed\)$/);
    const [germany] = await row("UNHCR’s Refugee Recognition Rate");
    const [found] = await sql.rows(
      `SELECT round(100 * sum(recognized) / sum(recognized + other + rejected), 1)::DOUBLE AS rate FROM decisions
       WHERE asylum = 'DEU' AND year = 2016 AND level = 'NA' AND unit = 'P'`
    );
    expect(germany).toMatch(new RegExp(`^${String(found?.rate)}%`));
    const [, , canada] = await row("Refugee status rate");
    expect(canada).toMatch(/^0–\d+ %$/);
    await page.context().close();
  });

  test("can be walked by its list of places with the keyboard", async () => {
    const page = await open("method");
    const link = page.locator(".here a", {hasText: "Open breaks"});
    await link.focus();
    await page.keyboard.press("Enter");
    expect(page.url()).toBe(`${address}method#open-breaks`);
    await page.context().close();
  });
});

describe("the page on data", () => {
  test("names the edition, every check and every column, without scripts", async () => {
    const page = await open("data", {javaScriptEnabled: false});
    expect(await page.locator("main").innerText()).toContain(`edition ${sql.id}`);
    const checks = await sql.rows(`SELECT title FROM ${table("checks")}`);
    expect(await page.locator("#checks-table tbody tr").count()).toBe(checks.length);
    const {resources} = JSON.parse(
      readFileSync(join(PROJECT, "data", "editions", sql.id, "datapackage.json"), "utf8")
    ) as {resources: {name: string; schema: {fields: {name: string}[]}}[]};
    for (const {name, schema} of resources)
      expect(await page.locator(`#columns-${name} tbody th`).allInnerTexts()).toEqual(
        schema.fields.map((field) => field.name)
      );
    await page.context().close();
  });

  test("leads to files that are there, below a path too, and beside the folder of its own name", async () => {
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

  test("gives a packed file as it is, and the plain one over a short line", async () => {
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

test("each of the two pages stays small, in few requests", async () => {
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
    await expect.poll(() => bytes).toBeGreaterThan(60_000);
    expect(bytes, path).toBeLessThan(limit);
    expect(requests, path).toBeLessThan(12);
    await context.close();
  }
});
