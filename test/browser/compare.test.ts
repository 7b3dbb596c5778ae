// Comparing in the explorer, as readers do: lines side by side or together by keyboard, flows, numbers and rates on a phone, and a pair
// among all pairs.
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function open(query: string, width = 1280) {
  const opened = await visit(browser, `explorer${query && `?${query}`}`, {viewport: {width, height: 900}});
  await opened.page.locator("html[data-explorer=ready]").waitFor();
  return opened;
}
const names = (page: Page) => page.locator("#over-time .art:visible .over-name");
const focused = (page: Page) => page.evaluate<string>("document.activeElement.id");

describe("a comparison", () => {
  test("of lines changes the address and the chart by keyboard, keeps the focus, and goes back", async () => {
    const {page, complaints, asked, close} = await open("origin=SYR&asylum=DEU,FRA,ITA&years=2000-2024");
    expect(await names(page).count()).toBe(0);
    await page.locator("#way-together").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**lines=together");
    await expect.poll(() => names(page).count()).toBe(3);
    await expect.poll(() => focused(page)).toBe("way-together");
    await page.locator("#way-log").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**lines=together&scale=log");
    await expect.poll(() => page.locator("#over-time .unit").innerText()).toContain("logarithmic");
    expect(await page.locator('select[name="scale"]').inputValue()).toBe("log");
    await page.locator("#over-time-table > summary").press("Enter");
    expect(await page.locator("#over-time-rows tbody tr").count()).toBe(25);
    await page.locator("#table").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.locator("#options > summary").press("Enter");
    await page.locator('select[name="lines"]').selectOption("apart");
    await page.waitForURL((url) => !/lines|scale/.test(url.search));
    await expect.poll(() => names(page).count()).toBe(0);
    await page.goBack();
    await expect.poll(() => names(page).count()).toBe(3);
    expect([complaints, foreign(asked)]).toEqual([[], []]);
    await close();
  });

  test("of a union fits a phone: flows, numbers and rates, and a ranking of one year", async () => {
    const {page, complaints, close} = await open("measure=decisions&asylum=members:eu&years=2022-2024", 320);
    for (const id of ["ranking", "origins", "flows", "scatter"])
      await page.locator(`#${id} .art:visible svg`).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(await page.locator("#flows .art:visible svg").getAttribute("aria-label")).toContain("Largest");
    expect(await page.locator('a[href="#flows"]').count()).toBe(1);
    expect(await axeFinds(page)).toEqual([]);
    await page.locator("#origins details.ways > summary").click();
    const link = page.locator('#origins details.ways a:text-is("2023")');
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await link.click();
    await page.waitForURL("**years=2023");
    await expect.poll(() => focused(page)).toBe("origins");
    expect(await page.locator("#origins h3").innerText()).toContain("2023");
    expect(complaints).toEqual([]);
    await close();
  });

  test("of a pair among all pairs is added to the page’s own example, and leads to the flows", async () => {
    const {page, complaints, close} = await open("");
    const note = page.locator("#pair-rank");
    await note.waitFor();
    expect(await note.innerText()).toMatch(/In 2025 this was the [\d,]+(?:st|nd|rd|th) largest of [\d,]+ pairs/);
    await note.locator("a").click();
    await page.waitForURL("**years=2025");
    await expect.poll(() => focused(page)).toBe("flows");
    expect(complaints).toEqual([]);
    await close();
  });
});
