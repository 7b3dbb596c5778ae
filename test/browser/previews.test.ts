// A shared question, as readers meet it: the explorer copies the link of its own page, which leads on to the explorer, and can be read
// without scripts.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, inject, test} from "vitest";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

let browser: Browser;
beforeAll(async () => void (browser = await startBrowser()));
afterAll(() => browser.close());

const COPYING = {permissions: ["clipboard-read", "clipboard-write"]};
const READY = '[data-explorer="ready"]';
const button = (page: Page) => page.getByRole("button", {name: "Copy link with preview"});

test("the explorer copies the link of a question's own page, which leads on to the same question", async () => {
  const {page, asked, complaints, close} = await visit(
    browser,
    "explorer?origin=SYR&asylum=DEU&years=2000-2025",
    COPYING
  );
  await page.locator(READY).waitFor();
  await button(page).click();
  await expect
    .poll(() => page.evaluate<string>("navigator.clipboard.readText()"))
    .toBe(`${inject("address")}q/SYR-DEU`);
  await page.goto(`${inject("address")}q/SYR-DEU`, {waitUntil: "commit"});
  await page.waitForURL("**/explorer?origin=SYR&asylum=DEU&years=2000-2025");
  await page.locator(READY).waitFor();
  expect(await page.title()).toBe("New asylum applications by people from Syria in Germany, 2000–2025 | Asylum Ledger");
  expect(foreign(asked)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("a question without a page, and one that is kept after #, have no such button", async () => {
  for (const path of ["explorer?origin=SYR&asylum=DEU&years=2025", "explorer#origin=SYR&asylum=DEU&years=2000-2025"]) {
    const {page, close} = await visit(browser, path);
    await page.locator(READY).waitFor();
    expect(await button(page).isVisible()).toBe(false);
    await close();
  }
});

test("without scripts the page has its answer, its table and a button, at 320 pixels too", async () => {
  const {page, close} = await visit(browser, "q/ERI-ISR", {
    javaScriptEnabled: false,
    viewport: {width: 320, height: 800}
  });
  expect(page.url()).toBe(`${inject("address")}q/ERI-ISR`);
  expect(await page.locator("main p.lead").textContent()).toMatch(
    /^In 2025 Israel received 881 new asylum applications/
  );
  expect(await page.locator("main tbody tr").count()).toBeGreaterThanOrEqual(26);
  expect(await page.locator("main a.btn").getAttribute("href")).toBe(
    "../explorer?origin=ERI&asylum=ISR&years=2000-2025"
  );
  for (const path of ["q/ERI-ISR", "q/SYR-DEU", "q/DEU", "q/SYR"]) {
    await page.goto(`${inject("address")}${path}`);
    expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 320]);
  }
  await page.goto(`${inject("address")}q/ERI-ISR`);
  expect((await page.locator("main a.btn").boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await close();
});

test("the page is clean for assistive technology, as its HTML is written", async () => {
  const html = readFileSync(join(inject("folder"), "q", "ERI-ISR.html"), "utf8").replace(
    /<script type="module">location[^<]*<\/script>/,
    ""
  );
  const {page, close} = await visit(browser, "about");
  await page.route("**/q/ERI-ISR", (route) =>
    route.fulfill({contentType: "text/html", body: html.replace(/<meta http-equiv="Content[^>]*>/, "")})
  );
  await page.goto(`${inject("address")}q/ERI-ISR`, {waitUntil: "load"});
  expect(await axeFinds(page)).toEqual([]);
  await close();
});
