// Pages of countries: twelve of differing kinds in a real Chromium, all of them by their files.
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser, BrowserContextOptions} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {axeFinds, axeFindsIn, startBrowser, visit as openPage} from "./visit.js";

const folder = inject("folder");
/** Two procedures; large; two units; no applications there; many origins; small; stateless; not separated; split stages. */
const SAMPLE = ["rus", "deu", "usa", "kor", "tur", "prk", "ukr", "cok", "isr", "can", "xxa", "jpn"];

let browser: Browser;
let sql: Sql;
beforeAll(async () => {
  [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
  await sql.rows(`CREATE VIEW stocks AS FROM '${join(PROJECT, "data", "editions", sql.id, "stocks.parquet")}'`);
});
afterAll(async () => {
  await browser.close();
  sql.close();
});

async function visit(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, path, options);
  for (const summary of await opened.page.locator("main summary").all()) await summary.click();
  return opened;
}

const html = (code: string) => readFileSync(join(folder, "countries", `${code}.html`), "utf8");

/** Origins with an entry at the host in another year and none among those of the words: rounding may have removed 2 of each. */
async function unseen(table: string, asylum: string, year: string, unit: string, seen: string): Promise<number> {
  const [found] = await sql.rows(
    `SELECT count(*)::INTEGER AS n FROM (SELECT DISTINCT origin FROM ${table} WHERE asylum = '${asylum}' AND year <> ${year}
       AND ${unit} EXCEPT SELECT origin FROM ${table} WHERE asylum = '${asylum}' AND year = ${year} AND ${unit} AND ${seen})`
  );
  return Number(found?.n);
}

/** Value and bounds of the words that stand with a figure, by SQL over the Parquet. */
async function bySql(words: string): Promise<{value: number; lo: number; hi: number}> {
  const everyOrigin = words.endsWith(" unseen");
  const asked = words.replace(/ unseen$/, "");
  const [table = "", origin = "", asylum = "", year = "", of = ""] = asked.split(" ");
  const widened = async (found: {value: number; lo: number; hi: number}, unit: string, seen: string) => ({
    ...found,
    hi: found.hi + (everyOrigin ? 2 * (await unseen(table, asylum, year, unit, seen)) : 0)
  });
  if (table === "stocks") {
    const column = of.replace("of=", "");
    const [found] = await sql.rows(
      `SELECT sum(${column})::INTEGER AS value, sum(CASE ${column} WHEN 5 THEN 3 ELSE ${column} END)::INTEGER AS lo,
        sum(CASE ${column} WHEN 0 THEN 2 ELSE ${column} END)::INTEGER AS hi FROM stocks
       WHERE year = ${year} AND ('${origin}' = '*' OR origin = '${origin}') AND ('${asylum}' = '*' OR asylum = '${asylum}')`
    );
    return widened(found as unknown as {value: number; lo: number; hi: number}, `${column} IS NOT NULL`, "true");
  }
  // Of applications the upper end of every origin has those that rounding removed already.
  return sql.figure(asked);
}

describe.each(SAMPLE)("the page of %s", (code) => {
  test("has nothing that axe finds and no complaint, light and dark", async () => {
    const {page, complaints, close} = await visit(`countries/${code}`, {colorScheme: "light"});
    expect(await axeFinds(page)).toEqual([]);
    expect(await axeFindsIn(page, "dark")).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
  test("never scrolls sideways at 320 px, nor at 700", async () => {
    const {page, close} = await visit(`countries/${code}`, {viewport: {width: 320, height: 640}});
    for (const width of [320, 700]) {
      await page.setViewportSize({width, height: 640});
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
    }
    await close();
  });
  test("shows the figures of SQL over the Parquet", async () => {
    const number = (n: number) => n.toLocaleString("en");
    const figures = Array.from(
      html(code).matchAll(
        /<span class="fig( b)?" data-rows="([^"]*)">([\d,]+)(?:<span class="bounds">&nbsp;\[([^\]]*)\])?/g
      )
    );
    expect(figures.length).toBeGreaterThan(2);
    for (const [, bracket, words = "", value, range] of figures) {
      const {value: n, lo, hi} = await bySql(words);
      expect({words, value, bracket: bracket !== undefined}).toEqual({words, value: number(n), bracket: lo !== hi});
      if (range !== undefined) expect({words, range}).toEqual({words, range: `${number(lo)}–${number(hi)}`});
    }
  });
});

describe("the list of countries", () => {
  test("names every place with rows but Unknown, and each has its page", async () => {
    const rows = await sql.rows(
      `SELECT DISTINCT unnest([origin, asylum]) AS place FROM
        (SELECT origin, asylum FROM applications UNION SELECT origin, asylum FROM decisions UNION SELECT origin, asylum FROM stocks)`
    );
    const codes = rows.map(({place}) => place as string).filter((place) => place !== "UNK");
    expect(codes.length).toBeGreaterThan(200);
    const {page, close} = await visit("countries", {javaScriptEnabled: false});
    const links = await page.evaluate<string[]>(
      "[...document.querySelectorAll('main table tbody th a')].map((link) => link.getAttribute('href'))"
    );
    expect(links.map((href) => href.replace("./countries/", "").toUpperCase()).sort()).toEqual([...codes].sort());
    for (const code of codes) expect(existsSync(join(folder, "countries", `${code.toLowerCase()}.html`))).toBe(true);
    await close();
  });
  test("leads to a page whose title and heading are the place's name", async () => {
    const {page, close} = await visit("countries", {javaScriptEnabled: false});
    await page.getByRole("link", {name: "South Korea", exact: true}).click();
    await page.waitForURL(/\/countries\/kor$/);
    expect(await page.locator("h1").innerText()).toBe("South Korea");
    expect(await page.title()).toBe("South Korea | Asylum Ledger");
    await close();
  });
  test("stays light: no page over 72 kB, gzip, of which an eighth leads from numbers to their cards", () => {
    for (const code of SAMPLE) expect({code, light: gzipSync(html(code)).length < 72_000}).toEqual({code, light: true});
  });
});
