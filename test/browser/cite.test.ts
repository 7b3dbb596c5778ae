// “Cite” as a reader uses it: opened and copied by keyboard, on a page, a chart, the explorer's answer and a card; without scripts; and
// nothing is fetched before it is opened.
import type {Browser, Page} from "playwright-core";
import {parse as parseBibtex} from "@retorquere/bibtex-parser";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

const address = inject("address");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
const COPYING = {permissions: ["clipboard-read", "clipboard-write"]};
const copied = (page: Page) => page.evaluate<string>("navigator.clipboard.readText()");
const ofCite = (asked: readonly string[]) => asked.filter((url) => /cite/i.test(new URL(url).pathname));
/** The reader's own day, as the citation writes it. */
const today = (page: Page) =>
  page.evaluate<string>("new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'long', year: 'numeric'}).format()");

describe("a country's page", () => {
  test("is cited by keyboard; its templates are fetched when the block is opened, from this site alone", async () => {
    const {page, asked, complaints, close} = await visit(browser, "countries/deu", COPYING);
    expect(ofCite(asked)).toEqual([]);
    const block = page.locator("main > details.cite");
    await block.locator("summary").focus();
    await page.keyboard.press("Enter");
    await block.locator(".how").waitFor();
    expect(ofCite(asked).map((url) => new URL(url).pathname.replace(/.*\//, ""))).toEqual([
      expect.stringMatching(/^citeOpen\./),
      "cite.json"
    ]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SELECT");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await block.getByText("Copied.").waitFor();
    const text = await copied(page);
    expect(text).toMatch(/^UNHCR Refugee Population Statistics Database\. Germany: .*\(CC BY 4\.0\)$/);
    expect(text).toContain(`, ${address}countries/deu (`);
    expect(text).toContain(`accessed ${await today(page)},`);
    await block.getByText("always shows the latest edition").waitFor();
    expect(await block.locator(".stays a").getAttribute("href")).toMatch(/\/editions\/\d{4}-\d\d-\d\d\/$/);
    expect(await axeFinds(page)).toEqual([]);
    expect(foreign(asked)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("has a citation for each chart, which BibTeX reads and which can be saved", async () => {
    const {page, close} = await visit(browser, "countries/deu", COPYING);
    const block = page.locator(".plate details.cite").first();
    await block.locator("summary").click();
    await block.locator(".how").waitFor();
    await block.locator("select").selectOption("bibtex");
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      block.getByRole("button", {name: "Download .bib"}).click()
    ]);
    expect(saved.suggestedFilename()).toMatch(/\.bib$/);
    await block.getByRole("button", {name: "Copy"}).click();
    await block.getByText("Copied.").waitFor();
    const [entry] = parseBibtex(await copied(page), {sentenceCase: false}).entries;
    const id = await page.locator(".plate").first().getAttribute("id");
    expect(entry?.fields.url).toBe(`${address}countries/deu#${id ?? ""}`);
    expect(entry?.fields.title).toContain("Germany");
    await close();
  });

  test("shows the citation as plain text without scripts", async () => {
    const {page, close} = await visit(browser, "countries/deu", {javaScriptEnabled: false});
    const block = page.locator("main > details.cite");
    await block.locator("summary").click();
    const text = await block.locator(".ref").innerText();
    expect(text).toMatch(/^UNHCR Refugee Population Statistics Database\. Germany: .* edition of \d+ \w+ \d{4}, /);
    expect(text).not.toContain("accessed");
    await close();
  });

  test("fits a phone of 320 px, with places to touch of 44 px, and is printed in one line", async () => {
    const {page, close} = await visit(browser, "countries/deu", {viewport: {width: 320, height: 700}});
    const block = page.locator("main > details.cite");
    await block.locator("summary").click();
    await block.locator(".how").waitFor();
    await block.locator("select").selectOption("csl-json");
    for (const part of await block.locator("summary, select, button").all())
      expect((await part.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    await page.emulateMedia({media: "print"});
    expect(await page.locator(".cite-print").innerText()).toContain(`${address}countries/deu`);
    expect(await block.isVisible()).toBe(false);
    await close();
  });
});

test("the explorer's answer is cited with its question and edition, also after another question", async () => {
  const {page, asked, complaints, close} = await visit(browser, "explorer?origin=ERI&asylum=ISR", COPYING);
  await page.locator("html[data-explorer=ready]").waitFor();
  expect(ofCite(asked)).toEqual([]);
  // The build's own answer has the block itself, a later answer has a place with the block in it.
  const block = page.locator('#answer > details.cite, #answer > .cite[data-kind="answer"] > details');
  await block.locator("summary").click();
  await block.locator(".how").waitFor();
  expect(await block.locator(".ref").innerText()).toMatch(
    /Eritrea in Israel.*explorer\?origin=ERI&asylum=ISR\S*&edition=/s
  );
  await block.getByText("The link is permanent").waitFor();
  await page.locator("#options > summary").click();
  await page.locator('select[name="unit"]').selectOption("persons");
  await page.waitForURL("**unit=persons*");
  await page.locator('#answer .cite[data-kind="answer"][data-address*="unit=persons"] summary').click();
  await expect.poll(() => block.locator(".ref").innerText()).toContain("unit=persons");
  const chart = page.locator("#over-time details.cite, .plate details.cite").first();
  await chart.locator("summary").click();
  await chart.locator(".how").waitFor();
  expect(await chart.locator(".ref").innerText()).toMatch(/unit=persons\S*&edition=\S+#\S+ \(CC BY 4\.0\)/);
  expect(await axeFinds(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("a figure's card is cited at its permanent address, on its page and beside the text", async () => {
  const {page, complaints, close} = await visit(browser, "story", COPYING);
  await page.locator("a.fig[data-card]").first().click();
  const dialog = page.locator("dialog.card");
  const block = dialog.locator("details.cite");
  await block.locator("summary").click();
  await block.locator(".how").waitFor();
  expect(await block.locator(".ref").innerText()).toMatch(/\/(?:editions\/[\d-]+\/figures\/|figure\?\S*edition=)/);
  await block.getByText("The link is permanent").waitFor();
  expect(await axeFinds(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("a place that a script adds to a page later gets its block", async () => {
  const {page, close} = await visit(browser, "story");
  await page.evaluate(
    "document.querySelector('main').insertAdjacentHTML('beforeend', '<div class=\"cite\" data-title=\"A figure\" data-address=\"./figure?origin=ERI&edition=2026-11-25\"></div>')"
  );
  const block = page.locator('.cite[data-title="A figure"] details');
  await block.locator("summary").click();
  await block.locator(".how").waitFor();
  expect(await block.locator(".ref").innerText()).toContain(`A figure. Via Asylum Ledger, edition of 25 November 2026`);
  expect(await block.locator(".ref").innerText()).toContain(`${address}figure?origin=ERI&edition=2026-11-25`);
  await close();
});

test("the edition is cited on Data in seven formats without scripts, and copied with one button each", async () => {
  const still = await visit(browser, "data", {javaScriptEnabled: false});
  expect(await still.page.locator(".cite-as:not(details *) pre").count()).toBe(7);
  await still.close();
  const {page, close} = await visit(browser, "data", COPYING);
  const box = page.locator(".cite-as:not(details *)").nth(4);
  await box.getByRole("button").click();
  await box.getByText("Copied").waitFor();
  const [entry] = parseBibtex(await copied(page), {sentenceCase: false}).entries;
  expect(entry?.fields.url).toMatch(new RegExp(`^${address}editions/\\d{4}-\\d\\d-\\d\\d/$`));
  expect(await axeFinds(page)).toEqual([]);
  await close();
});
