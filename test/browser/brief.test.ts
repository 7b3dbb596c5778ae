// A brief and a dashboard in a real browser: filled from the explorer, a source card and a page, ordered by the keyboard, saved as one
// file that opens without a network, and printed; the dashboard's numbers are those of the source cards.
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {afterAll, beforeAll, expect, inject, test} from "vitest";
import type {Browser, Page} from "playwright-core";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), "ledger-brief-"));
});
afterAll(async () => {
  rmSync(folder, {recursive: true, force: true});
  await browser.close();
});

const ready = (page: Page) => page.locator("html[data-brief=ready]").waitFor({state: "attached"});
const titles = (page: Page) => page.locator(".brief h2").allInnerTexts();
const wide = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth");

async function saved(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** Opens a chart's menu as the chart itself does: its event collects what others offer. */
const CHOOSE = `(id) => {
  const figure = document.getElementById(id);
  const acts = [];
  document.dispatchEvent(new CustomEvent("chartmenu", {detail: {figure, add: (words, act) => acts.push([words, act])}}));
  const found = acts.find(([words]) => words === "Add to brief");
  return found[1]();
}`;

test("a brief is filled from three pages, ordered by keyboard, saved, and opens by itself", async () => {
  const {page, complaints, asked, close} = await visit(browser, "explorer?origin=ERI&asylum=ISR&years=2000-2025");
  await page.locator("html[data-explorer=ready]").waitFor();
  const [brief] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("button", {name: "Add chart to brief"}).click()
  ]);
  brief.on("pageerror", (error) => complaints.push(error.message));
  await ready(brief);
  await page.goto(`${inject("address")}figure?measure=refugees&asylum=TUR&years=2025`);
  await page.getByRole("button", {name: "Add figure to brief"}).click();
  await page.locator(".brief-said").getByText("Added to your brief as item 2.").waitFor();
  await page.goto(`${inject("address")}countries/deu`);
  await page.evaluate(`(${CHOOSE})("outcomes-1")`);
  await page.locator(".brief-said").getByText("as item 3.").waitFor();
  await ready(brief);
  const before = await titles(brief);
  expect(before).toHaveLength(3);
  expect(new URL(brief.url()).search).toBe("");

  // Captions are text, whatever they hold.
  const hostile = '<img src=x onerror="document.title=1"> & 5 < 6';
  await brief.getByLabel("Title of the brief").fill("Hearing");
  await brief.getByLabel("Caption of item 1").fill(hostile);
  await brief.getByRole("button", {name: "Move up item 3"}).focus();
  await brief.keyboard.press("Enter");
  await ready(brief);
  expect(await titles(brief)).toEqual([before[0], before[2], before[1]]);
  expect(await brief.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Move up item 2");
  await brief.getByRole("button", {name: "Remove item 1"}).press("Enter");
  await brief.getByRole("button", {name: "Undo"}).press("Enter");
  await ready(brief);
  expect(await axeFinds(brief)).toEqual([]);

  const path = await saved(brief, "#save-html");
  const file = await saved(brief, "#save-file");
  const numbers = (some: Page) => some.locator(".brief svg text").allTextContents();
  const [shown, drawn] = [await titles(brief), await numbers(brief)];
  // The address holds all of it.
  await brief.reload();
  await ready(brief);
  expect([await titles(brief), await brief.locator("#brief-name").innerText()]).toEqual([shown, "Hearing"]);
  expect(await brief.getByLabel("Caption of item 1").inputValue()).toBe(hostile);
  // A file of the reader's does too.
  await brief.evaluate("location.hash = 'title=Other&figure=asylum=DEU'");
  await brief.getByText("Other", {exact: true}).waitFor();
  await brief.locator(".brief-more summary").click();
  await brief.getByLabel("Open a brief file").setInputFiles(file);
  await brief.locator("#brief-name", {hasText: "Hearing"}).waitFor();
  await ready(brief);
  expect(await titles(brief)).toEqual(shown);
  for (const colorScheme of ["light", "dark"] as const) {
    await brief.emulateMedia({colorScheme});
    await brief.setViewportSize({width: 320, height: 700});
    expect(await wide(brief)).toBeLessThanOrEqual(320);
    expect(await axeFinds(brief)).toEqual([]);
  }
  // A tab behind another draws no text, and Chromium remarks that its fonts were preloaded and not used.
  expect([complaints.filter((each) => !/was preloaded using link preload/.test(each)), foreign(asked)]).toEqual([
    [],
    []
  ]);
  await close();

  const alone = await browser.newContext({offline: true, viewport: {width: 1280, height: 900}});
  const reader = await alone.newPage();
  const loaded: string[] = [];
  reader.on("request", (request) => loaded.push(request.url()));
  await reader.goto(pathToFileURL(path).href);
  expect(await titles(reader)).toEqual(shown);
  expect(await numbers(reader)).toEqual(drawn);
  expect(await reader.locator(".brief-caption").allTextContents()).toEqual([hostile]);
  expect(await reader.title()).toBe("Hearing");
  expect(await reader.locator(".brief-cite").count()).toBe(3);
  expect(await reader.evaluate("[...document.fonts].filter(({status}) => status === 'loaded').length")).toBeGreaterThan(
    0
  );
  expect(loaded.filter((address) => !/^(?:file|data):/.test(address))).toEqual([]);
  expect(readFileSync(path, "utf8")).not.toMatch(/<script|<link/);
  expect(await axeFinds(reader)).toEqual([]);
  // On paper a drawing is on the page of its title.
  expect((await reader.pdf({format: "A4"})).length).toBeGreaterThan(20_000);
  await alone.close();
});

test("a brief of an earlier edition shows it, and says which figures the latest changes", async () => {
  const {page, close} = await visit(
    browser,
    "brief#edition=2026-06-12&figure=origin=COL%26asylum=CAN%26years=2025&chart=origin=COL%26asylum=CAN%23over-time"
  );
  await ready(page);
  expect(await page.locator(".brief .big").innerText()).toContain("2,481");
  await page.getByRole("button", {name: "Which figures would change?"}).click();
  await page.locator("#edition li").nth(1).waitFor();
  expect(await page.locator("#edition li").first().innerText()).toContain("1 number changes: 2,481, then 2,649.");
  // The drawing of all years has this number too.
  expect(await page.locator("#edition li").nth(1).innerText()).toMatch(/numbers? changes?: .*2,481, then 2,649/);
  await page.getByRole("button", {name: "Move to the latest edition"}).click();
  await ready(page);
  expect(await page.locator(".brief .big").innerText()).toContain("2,649");
  expect(page.url()).toContain("edition=2026-11-25");
  await close();
});

test("a dashboard is made by its picker, and its numbers are those of the source cards", async () => {
  const {page, complaints, asked, close} = await visit(browser, "watch");
  expect(await page.getByRole("link", {name: /^Syrians/}).count()).toBe(1);
  // Nothing of the edition is loaded before it is asked for.
  expect(asked.filter((address) => /_explorer|\.parquet/.test(address))).toEqual([]);
  await page.getByLabel("Country or region of origin").fill("Colombia");
  await page.getByLabel("Country or region of asylum").fill("canada");
  await page.getByRole("button", {name: "Add a card"}).press("Enter");
  await page.locator("html[data-watch=ready]").waitFor();
  expect(page.url()).toMatch(/watch#pair=COL-CAN$/);
  const card = page.locator("#card-COL-CAN");
  expect(await card.locator('[data-figure="applications"] .revised').innerText()).toContain(
    "2,481 in the edition of 12 June 2026"
  );
  const links = await card
    .locator("dd.v a")
    .evaluateAll((all) => all.map((link) => [(link as HTMLAnchorElement).href, link.textContent]));
  expect(links.length).toBeGreaterThan(2);
  await page.getByLabel("Country or region of asylum").fill("EU");
  await page.getByRole("button", {name: "Add a card"}).press("Enter");
  await page.locator("html[data-watch=ready]").waitFor();
  expect(page.url()).toMatch(/watch#asylum=members:eu&pair=COL-CAN$/);
  const union = page.locator(".watch-card", {has: page.getByRole("heading", {name: "Asylum in the European Union"})});
  expect(await union.locator("dd.v").first().innerText()).toBe("670,999");
  expect(await union.locator(".since").innerText()).toContain("12 June 2026");
  await page.getByLabel("Country or region of origin").fill("Nowhere");
  await page.getByRole("button", {name: "Add a card"}).click();
  expect(await page.locator("#tell").innerText()).toContain("no place “Nowhere”");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({colorScheme});
    await page.setViewportSize({width: 320, height: 700});
    expect(await wide(page)).toBeLessThanOrEqual(320);
    expect(await axeFinds(page)).toEqual([]);
  }
  for (const [href = "", shown = ""] of links.slice(0, 2)) {
    await page.goto(href);
    await page.locator("html[data-figure=ready]").waitFor();
    expect((await page.locator(".big .fig").first().innerText()).toLowerCase()).toBe(shown.toLowerCase());
  }
  expect([complaints, foreign(asked)]).toEqual([[], []]);
  await close();
});
