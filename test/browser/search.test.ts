// The search in a real Chromium, on the built site.
import {readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {filesOf} from "../../src/site/finish/files.js";
import {pageFile} from "../../src/html/pageFile.js";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

let browser: Browser;
const address = inject("address");

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function open(path = "", options: BrowserContextOptions = {}) {
  const opened = await visit(browser, path, options);
  return {...opened, field: opened.page.locator("form.search [role=combobox]")};
}

/** Options of the search, not of the home page's own choices. */
const options = (page: Page) => page.locator("[role=option]");
const clean = (text: string) => text.replace(/\s+/g, " ").trim();

describe("the search", () => {
  test.each([
    [
      "eritr israel",
      /^Explorer Eritrea to Israel New applications in 2025: [\d,]+ persons$/,
      "explorer?origin=ERI&asylum=ISR&years=2000-2025"
    ],
    ["КНДР", /^Country North Korea КНДР New applications /, "countries/prk"],
    ["북한", /^Country North Korea 북한 New applications /, "countries/prk"]
  ])("takes who types “%s” to what they mean", async (query, words, href) => {
    const {page, field, complaints, close} = await open();
    await field.fill(query);
    await expect.poll(async () => clean(await options(page).first().innerText())).toMatch(words);
    await field.press("Enter");
    await page.waitForURL(address + href);
    expect(complaints).toEqual([]);
    await close();
  });

  test("shows a question’s number under its hit, from files that are fetched once the reader pauses", async () => {
    const {page, field, asked, complaints, close} = await open();
    const files = () => asked.filter((url) => url.includes("/_explorer/")).length;
    await field.fill("Germany");
    await options(page).first().waitFor();
    expect(files()).toBe(0);
    await field.fill("Syria Germany 2015 refused");
    const answer = options(page).first().locator(".answer .number");
    await answer.waitFor();
    expect(clean(await options(page).first().innerText())).toMatch(
      /^Explorer Syria to Germany refusals, 2015 [\d,]+ persons? 2015 · .*edition of \d+ \w+ \d{4}$/
    );
    expect(await page.locator(".found-status").textContent()).toContain(await answer.textContent());
    expect(files()).toBeGreaterThan(0);
    expect(foreign(asked)).toEqual([]);
    await field.press("Enter");
    await page.waitForURL(
      `${address}explorer?measure=decisions&definition=status&origin=SYR&asylum=DEU&years=2015#outcomes`
    );
    expect(complaints).toEqual([]);
    await close();
  });

  test("fetches no figures where the browser saves data", async () => {
    const {page, field, asked, close} = await open();
    await page.evaluate("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})");
    await field.fill("Syria Germany 2015 refused");
    await options(page).first().waitFor();
    expect(await page.locator("[role=option] .answer").count()).toBe(0);
    // The next question is answered from the list alone as well.
    await field.fill("Syria Germany 2016 refused");
    await expect.poll(async () => clean(await options(page).first().innerText())).toContain("2016");
    expect(asked.filter((url) => url.includes("/_explorer/"))).toEqual([]);
    await close();
  });

  test("leads to two countries side by side, which a phone shows without a sideways scroll and axe finds nothing in", async () => {
    const {page, field, complaints, close} = await open("", {viewport: {width: 320, height: 800}});
    await field.fill("compare Germany and France");
    await options(page).first().waitFor();
    await field.press("Enter");
    await page.waitForURL(`${address}compare?a=DEU&b=FRA`);
    await page.locator("html[data-pair=ready]").waitFor();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
    expect(await axeFinds(page)).toEqual([]);
    await page.getByLabel("Year").selectOption("2016");
    await page.waitForURL(/year=2016$/);
    await page.locator("html[data-pair=ready]").waitFor();
    expect(await page.locator("#table-asylum").innerText()).toContain("722,373");
    expect(complaints).toEqual([]);
    await close();
  });

  test("asks for its list when the field is first used, and not before", async () => {
    const {page, field, asked, close} = await open();
    const lists = () => asked.filter((url) => url.includes("/_search/")).length;
    expect(lists()).toBe(0);
    await field.focus();
    await expect.poll(lists).toBe(1);
    await field.fill("isr");
    await options(page).first().waitFor();
    expect(lists()).toBe(1);
    await close();
  });

  test("is a combobox that the keyboard moves through", async () => {
    const {page, field, close} = await open();
    await field.fill("korea");
    await options(page).nth(1).waitFor();
    expect(await field.getAttribute("aria-expanded")).toBe("true");
    const active = async () => {
      const id = (await field.getAttribute("aria-activedescendant")) ?? "";
      expect(await page.locator("[role=option][aria-selected=true]").getAttribute("id")).toBe(id);
      return (await options(page).all()).length && Number(id.split("-").at(-1));
    };
    const count = await options(page).count();
    expect(await active()).toBe(1);
    await field.press("ArrowDown");
    expect(await active()).toBe(2);
    await field.press("ArrowUp");
    await field.press("ArrowUp");
    expect(await active()).toBe(count);
    await field.press("ArrowDown");
    expect(await active()).toBe(1);
    await field.press("ArrowDown");
    const second = clean(await options(page).nth(1).innerText());
    await field.press("Enter");
    await page.waitForURL(/countries\/(?:kor|prk)$/);
    expect(second).toContain(page.url().endsWith("kor") ? "South Korea" : "North Korea");
    await close();
  });

  test("closes by Escape and keeps the words, empties by a second, and opens again", async () => {
    const {page, field, close} = await open();
    await field.fill("israel");
    await options(page).first().waitFor();
    await field.press("Escape");
    expect(await page.getByRole("listbox").count()).toBe(0);
    expect([await field.inputValue(), await field.getAttribute("aria-expanded")]).toEqual(["israel", "false"]);
    expect(await field.getAttribute("aria-activedescendant")).toBeNull();
    await field.press("ArrowDown");
    await options(page).first().waitFor();
    await field.press("Escape");
    await field.press("Escape");
    expect(await field.inputValue()).toBe("");
    await field.fill("israel");
    await options(page).first().waitFor();
    await field.press("Tab");
    expect(await page.getByRole("listbox").count()).toBe(0);
    await close();
  });

  test("follows a press of the mouse, and its examples", async () => {
    const {page, field, close} = await open();
    await page.getByRole("button", {name: "Eritrea Israel"}).click();
    await options(page).first().waitFor();
    expect(await field.inputValue()).toBe("Eritrea Israel");
    await options(page).nth(1).click();
    await page.waitForURL(`${address}countries/eri`);
    await close();
  });

  test("says how many results there are, and when there are none", async () => {
    const {page, field, close} = await open();
    const status = page.locator(".found-status");
    await field.fill("israel");
    await expect.poll(() => status.textContent()).toMatch(/^\d+ results?$/);
    await field.fill("qqqqxx");
    await expect.poll(() => status.textContent()).toContain("No results for “qqqqxx”");
    expect(await status.isVisible()).toBe(true);
    await close();
  });

  test.each([
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "' OR 1=1 --",
    "%00%0d%0a",
    "\u202egnp.exe",
    "a".repeat(5000),
    "{{constructor}}${1}"
  ])("leaves hostile text as text: %s", async (text) => {
    const {page, field, asked, complaints, close} = await open();
    page.on("dialog", () => complaints.push("a dialog opened"));
    await field.fill(text);
    await expect.poll(() => page.locator(".found-status").textContent()).not.toBe("");
    expect(await page.locator(".search :is(img, script, iframe, a)").count()).toBe(0);
    // Enter goes to what is found, or stays: never anywhere else.
    await field.press("Enter");
    await page.waitForLoadState("networkidle");
    expect(page.url().startsWith(address)).toBe(true);
    expect(foreign(asked)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(["light", "dark"] as const)("has nothing that axe finds with its list open, %s", async (colorScheme) => {
    for (const [path, width] of [
      ["", 1440],
      ["", 320],
      ["story", 1440]
    ] as const) {
      const {page, field, close} = await open(path, {colorScheme, viewport: {width, height: 800}});
      await field.fill("korea");
      await options(page).first().waitFor();
      await page.evaluate("document.fonts.ready");
      expect(await axeFinds(page)).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
      await close();
    }
  });

  test("is in the masthead of other pages, and its links work from their depth", async () => {
    const {page, field, close} = await open("story");
    await field.fill("russia");
    await options(page).first().waitFor();
    await field.press("Enter");
    await page.waitForURL(`${address}countries/rus`);
    await close();
  });

  test("on a phone is a link to the home page's field", async () => {
    const {page, field, close} = await open("story", {viewport: {width: 320, height: 640}});
    expect(await page.getByRole("combobox").count()).toBe(0);
    await page.getByRole("link", {name: "Search"}).click();
    await page.waitForURL(/#search$/);
    await field.fill("북한");
    await options(page).first().waitFor();
    await close();
  });

  test("without scripts is a form that the countries answer", async () => {
    const {page, close} = await open("", {javaScriptEnabled: false});
    await page.locator("#search").fill("Eritrea");
    await page.locator("#search").press("Enter");
    await page.waitForURL(`${address}countries?q=Eritrea`);
    await close();
  });
});

describe("before its pages are there", () => {
  const folder = inject("folder");
  test("the list leads only to pages of the built site", () => {
    const [list = ""] = filesOf(folder).filter((path) => /^_search\/.*\.json$/.test(path));
    const {explorer, places, others} = JSON.parse(readFileSync(join(folder, list), "utf8")) as {
      explorer: string | null;
      places: [string, string, string, number, string][];
      others: [string, string, string][];
    };
    expect(explorer === null).toBe(pageFile(folder, "explorer") === null);
    for (const [code, , , page] of places)
      expect(page === 1).toBe(pageFile(folder, `countries/${code.toLowerCase()}`) !== null);
    for (const [, , href] of others) expect(pageFile(folder, href.split("#")[0] ?? "")).not.toBeNull();
    expect(statSync(join(folder, `${list}.gz`)).size).toBeLessThan(61_000);
  });
});
