// The page of any figure in a real browser: its number, its sentence and how it is copied, an earlier edition, files that cannot be had, and
// what it says without scripts.
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {PROJECT} from "../../src/site/build.js";
import {sql} from "../edition/parquet.js";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const EDITIONS = readdirSync(join(PROJECT, "data", "editions")).sort();
const [OLDEST = ""] = EDITIONS;
const QUERY = "measure=decisions&definition=status&origin=SYR&asylum=DEU&years=2015&cell=refugee_status";
const ready = (page: Page) => page.locator("html[data-figure=ready]").waitFor();
async function open(query: string, options: BrowserContextOptions = {}) {
  const visited = await visit(browser, `figure?${query}`, options);
  await ready(visited.page);
  return visited;
}

describe("the page of any figure", () => {
  test("shows the number that SQL gives, in its heading, title and sentence, and asks no other host", async () => {
    const [found] = await sql(
      "SELECT sum(refugee_status)::INTEGER AS n FROM {decisions} WHERE origin = 'SYR' AND asylum = 'DEU' AND year = 2015 AND level IN ('FI', 'NA', 'FA')"
    );
    const number = Number(found?.n).toLocaleString("en");
    const {page, asked, complaints, close} = await open(QUERY);
    expect(await page.locator(".big .fig").innerText()).toBe(number);
    expect(await page.locator("h1").innerText()).toMatch(/Refugee status granted.*Syria.*Germany.*2015/);
    expect(await page.title()).toContain(await page.locator("h1").innerText());
    expect(await page.locator("[data-sentence=short]").innerText()).toContain(number);
    expect(await page.locator("div.cite").getAttribute("data-address")).toMatch(/edition=\d{4}-\d{2}-\d{2}/);
    expect(foreign(asked)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("copies its sentence by keyboard", async () => {
    const {page, close} = await open(QUERY, {permissions: ["clipboard-read", "clipboard-write"]});
    const sentence = await page.locator("[data-sentence=short]").innerText();
    const button = page.getByRole("button", {name: "Copy sentence"});
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", {name: "Copied"}).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(sentence.trim());
    await close();
  });

  test("of an earlier edition shows that edition's number and whether it was revised", async () => {
    const [revision] = await sql(
      `SELECT year, origin, asylum, before, after FROM {revisions} WHERE edition_before = '${OLDEST}' AND "table" = 'applications'
        AND change = 'changed' AND level = 'AR' AND type = 'A' AND after > before AND before > 10 ORDER BY after DESC, origin LIMIT 1`
    );
    const question = `origin=${String(revision?.origin)}&asylum=${String(revision?.asylum)}&years=${String(revision?.year)}&stage=appeal&type=A`;
    const {page, close} = await open(`${question}&edition=${OLDEST}`);
    expect(await page.locator(".big .fig").first().innerText()).toBe(Number(revision?.before).toLocaleString("en"));
    const said = await page.locator("#tell").innerText();
    expect(said).toContain("not of the latest");
    expect(said).toMatch(/It was revised: in the latest edition/);
    expect(said).toContain(Number(revision?.after).toLocaleString("en"));
    await close();
  });

  test("compares with another edition when asked", async () => {
    const {page, close} = await open(QUERY);
    await page.locator(`[data-compare="${OLDEST}"]`).click();
    await page.locator(`p[data-edition="${OLDEST}"]`).waitFor();
    expect(await page.locator(`p[data-edition="${OLDEST}"]`).innerText()).toMatch(
      /\d.*\((?:the same|another number)\)/
    );
    await close();
  });

  test("says which parts of an address it dropped, and names an edition that is not kept", async () => {
    const {page, close} = await open("asylum=DEU&years=2020&cell=nothing&edition=1999-01-01");
    const said = await page.locator("#tell").innerText();
    expect(said).toContain("1999-01-01");
    expect(said).toContain("cell=nothing");
    await close();
  });

  test("says what failed where its files cannot be had, and answers when asked again", async () => {
    const page = await (await browser.newContext()).newPage();
    const files = /\/decisions\.[0-9a-f]+\.parquet$/;
    await page.route(files, (route) => route.fulfill({status: 503}));
    await page.goto(`${inject("address")}figure?${QUERY}`);
    await ready(page);
    expect(await page.locator("#unanswered").innerText()).toContain("503");
    expect(await page.locator(".big").count()).toBe(0);
    await page.unroute(files);
    await page.getByRole("button", {name: "Try again"}).click();
    await page.locator(".big .fig").waitFor();
    await page.context().close();
  });

  test("without scripts says what it needs and leads on", async () => {
    const {page, close} = await visit(browser, `figure?${QUERY}`, {javaScriptEnabled: false});
    const words = await page.locator("main").innerText();
    expect(words).toContain("Scripts are off");
    expect(await page.locator('main a[href$="explorer"]').count()).toBeGreaterThan(0);
    expect(await page.locator('main a[href$="data"]').count()).toBe(1);
    await close();
  });

  test.each([320, 1440])("has no fault that axe finds and no sideways scroll at %i px", async (width) => {
    const {page, close} = await open(QUERY, {viewport: {width, height: 900}});
    expect(await axeFinds(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await close();
  });
});
