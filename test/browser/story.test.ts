// The story in a browser: with scripts and without, by keyboard, on paper.
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {startBrowser, visit} from "./visit.js";

const address = inject("address");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const open = async (path: string, options: BrowserContextOptions = {}) => (await visit(browser, path, options)).page;
const focused = (page: Page) => page.evaluate<string>("document.activeElement.getAttribute('data-figure') ?? ''");

describe("without scripts", () => {
  test("shows every figure, chart and table, and a number links to its card's page", async () => {
    const page = await open("story", {javaScriptEnabled: false});
    expect(await page.locator("a.fig").count()).toBeGreaterThan(50);
    expect(await page.locator("figure.plate").count()).toBeGreaterThanOrEqual(8);
    for (const plate of await page.locator("figure.plate").all())
      expect(await plate.locator(".art.wide svg[role=img]").first().isVisible()).toBe(true);
    await page.locator("a.fig[data-card]").first().click();
    expect(page.url()).toContain("/figures/");
    expect(await page.locator("main.card h1").innerText()).toBe("Applications");
    expect(await page.locator("main.card .big").innerText()).toMatch(/208[\s\S]*between 204 and 208/);
    await page.locator("main.card .top a", {hasText: "nine years"}).click();
    expect(page.url()).toBe(`${address}story`);
    await page.context().close();
  });

  test("draws a stroke for each application", async () => {
    const page = await open("story", {javaScriptEnabled: false});
    expect(await page.locator("#tally .art.wide svg").getAttribute("aria-label")).toMatch(/208/);
    await page.context().close();
  });
});

describe("a figure's card", () => {
  test("opens in a dialog by keyboard, closes by Escape and by its button, and gives the focus back", async () => {
    const page = await open("story");
    for (const close of ["Escape", "Enter"]) {
      const link = page.locator("a.fig[data-card]").nth(3);
      const name = await link.getAttribute("data-figure");
      await link.focus();
      await page.keyboard.press("Enter");
      const dialog = page.locator("dialog.card[open]");
      await dialog.waitFor();
      expect(page.url()).toBe(`${address}story`);
      expect(await dialog.getAttribute("aria-labelledby")).toBe("card-title");
      if (close === "Enter") await dialog.locator(".top button").focus();
      await page.keyboard.press(close);
      await dialog.waitFor({state: "detached"});
      expect(await focused(page)).toBe(name);
    }
    await page.context().close();
  });

  test("has the value on its bracket, the interval drawn, the rows, the rule, what others reported, and a caution", async () => {
    const page = await open("figures/decisions-prk-rus-2011-2019-level-fi-status-refugee_status");
    const text = (await page.locator("main.card").innerText()).replace(/\s+/g, " ");
    for (const words of [
      "between 0 and 18",
      "Definition",
      "What it does not mean",
      "As reported to UNHCR",
      "rus-closed-2",
      "consistent with UNHCR’s range",
      "Kommersant",
      "edition"
    ])
      expect(text).toContain(words);
    expect(await page.locator("main.card .art svg[role=img]").count()).toBe(3);
    expect(await page.locator("main.card table tbody tr").count()).toBe(9);
    await page.context().close();
  });

  test("every card opens from the story and closes again", async () => {
    const page = await open("story");
    const links = page.locator("a.fig[data-card]");
    for (let i = 0; i < (await links.count()); i++) {
      await links.nth(i).focus();
      await page.keyboard.press("Enter");
      await page.locator("dialog.card[open] h1").waitFor();
      await page.keyboard.press("Escape");
      await page.locator("dialog.card").waitFor({state: "detached"});
    }
    await page.context().close();
  });

  test("on a phone is a page of its own", async () => {
    const page = await open("story", {viewport: {width: 320, height: 640}});
    await page.locator("a.fig[data-card]").first().click();
    await page.waitForURL("**/figures/**");
    await page.context().close();
  });
});

describe("a chart", () => {
  test("shows the numbers of a year by arrow keys and by pointer, as its table has them", async () => {
    const page = await open("story");
    const arts = page.locator("#applications .arts");
    await arts.focus();
    await page.keyboard.press("ArrowRight");
    expect(await arts.locator(".told").innerText()).toMatch(/^2006 .*Applications? 7|^2006 7/);
    await arts
      .locator(".art.wide svg text", {hasText: /^2011$/})
      .first()
      .hover();
    expect(await arts.locator(".told").innerText()).toMatch(/^2011 /);
    await page.context().close();
  });
});

describe("on paper", () => {
  test("no chart is cut by the edge of a sheet", async () => {
    const page = await open("story");
    await page.emulateMedia({media: "print"});
    const cut = await page.evaluate<string[]>(
      "[...document.querySelectorAll('figure.plate .arts')].filter((e) => !/avoid/.test(getComputedStyle(e).breakInside) && !/avoid/.test(getComputedStyle(e.closest('figure')).breakInside)).map((e) => e.closest('figure').id)"
    );
    expect(cut).toEqual([]);
    const wide = await page.evaluate<number>(
      "Math.max(...[...document.querySelectorAll('figure svg')].filter((s) => s.getBoundingClientRect().width).map((s) => s.getBoundingClientRect().width))"
    );
    expect(wide).toBeLessThanOrEqual(1280);
    const pdf = await page.pdf({format: "A4"});
    expect(pdf.length).toBeGreaterThan(100_000);
    await page.context().close();
  });
});

describe("what the story costs", () => {
  test("at most 220 kB over the line with its fonts, and no WebAssembly", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let bytes = 0,
      requests = 0,
      wasm = 0;
    page.on("requestfinished", (request) => {
      requests++;
      if (/\.wasm/.test(request.url())) wasm++;
      void request.sizes().then(({responseBodySize}) => (bytes += responseBodySize));
    });
    await page.goto(`${address}story`, {waitUntil: "networkidle"});
    await expect.poll(() => bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(220_000);
    expect(wasm).toBe(0);
    expect(requests).toBeLessThan(15);
    await context.close();
  });
});
