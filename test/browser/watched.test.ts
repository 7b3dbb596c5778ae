// For people who may be watched: questions that no server is sent, and a way to leave at once.
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {axeFinds, startBrowser, visit} from "./visit.js";

const address = inject("address");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
const COPYING = {permissions: ["clipboard-read", "clipboard-write"]};
const copied = (page: Page) => page.evaluate<string>("navigator.clipboard.readText()");

describe("a question after #", () => {
  test("is answered as after ?, goes on there, and is in no request", async () => {
    const {page, asked, complaints, close} = await visit(
      browser,
      "explorer#origin=PRK&asylum=RUS&years=2011-2019",
      COPYING
    );
    await page.locator("html[data-explorer=ready]").waitFor();
    const finding = await page.locator("#finding").innerText();
    for (const name of ["North Korea", "Russia"]) expect(finding).toContain(name);
    await page.locator("#options > summary").click();
    await page.locator('select[name="unit"]').selectOption("persons");
    await page.waitForURL("**unit=persons");
    expect(page.url()).toMatch(/explorer#origin=PRK&asylum=RUS&years=2011-2019&unit=persons$/);
    // A place on the page does not take the question's place.
    const before = page.url();
    await page.locator('.onpage a[href="#rows-table"], .onpage a[href^="#"]').first().click();
    expect(page.url()).toBe(before);
    await page.reload();
    await page.locator("html[data-explorer=ready]").waitFor();
    expect(await page.locator('select[name="unit"]').inputValue()).toBe("persons");
    await page.goBack();
    await expect.poll(() => page.locator('select[name="unit"]').inputValue()).toBe("both");
    expect(asked.filter((url) => new URL(url).search !== "" || /PRK/.test(new URL(url).pathname))).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("is copied from the explorer and from the page that explains it", async () => {
    const {page, close} = await visit(browser, "explorer?origin=PRK&asylum=RUS&years=2011-2019", COPYING);
    await page.locator("html[data-explorer=ready]").waitFor();
    await page.getByRole("button", {name: "Copy link that servers do not log"}).click();
    await page.getByRole("button", {name: "Link copied (question after #)"}).waitFor();
    expect(await copied(page)).toBe(`${address}explorer#origin=PRK&asylum=RUS&years=2011-2019`);
    await page.goto(`${address}about#watched`);
    const field = page.getByLabel("A link of this site");
    expect(await field.inputValue()).toMatch(/explorer#origin=/);
    await field.fill(`${address}explorer?origin=ERI&asylum=SDN`);
    await page.getByRole("button", {name: "Copy it with its question after #"}).click();
    await page.getByText("The link is copied").waitFor();
    expect(await copied(page)).toBe(`${address}explorer#origin=ERI&asylum=SDN`);
    await close();
  });
});

describe("leaving the site", () => {
  test.each(["", "story", "explorer", "countries/prk", "method", "query", "nothing-here"])(
    "is one press on /%s",
    async (path) => {
      const {page, close} = await visit(browser, path, {viewport: {width: 360, height: 640}});
      const leave = page.getByRole("button", {name: "Leave this site"});
      await leave.waitFor();
      const box = await leave.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      // In sight wherever the reader is.
      await page.evaluate("scrollTo(0, document.body.scrollHeight)");
      expect(
        await leave.evaluate((button) => {
          const {left, top, width, height} = button.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2) === button;
        })
      ).toBe(true);
      await leave.click();
      await page.waitForURL("about:blank");
      await close();
    }
  );

  test("leaves the page it was pressed on out of “back”", async () => {
    const {page, close} = await visit(browser, "data");
    await page.goto(`${address}story`);
    await page.getByRole("button", {name: "Leave this site"}).click();
    await page.waitForURL("about:blank");
    await page.goBack();
    expect(page.url()).toBe(`${address}data`);
    await close();
  });

  test("is not offered without scripts, where it would do nothing", async () => {
    const {page, close} = await visit(browser, "about", {javaScriptEnabled: false});
    expect(await page.locator("button.leave").isVisible()).toBe(false);
    expect(await page.locator("form.quiet").isVisible()).toBe(false);
    expect(await page.locator("#watched").isVisible()).toBe(true);
    await close();
  });

  test.each([
    ["light", 1280],
    ["dark", 320]
  ] as const)("has nothing that axe finds, %s at %i px", async (colorScheme, width) => {
    const {page, close} = await visit(browser, "about#watched", {colorScheme, viewport: {width, height: 700}});
    await page.getByRole("button", {name: "Leave this site"}).waitFor();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(await axeFinds(page)).toEqual([]);
    await close();
  });
});
