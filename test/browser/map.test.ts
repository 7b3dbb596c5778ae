// The explorer's map in a browser: zoom by keyboard and wheel, a year to choose and to play, and the view by sex and age, on a phone.
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, expect, inject, test} from "vitest";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";
import type {Visit} from "./visit.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const ready = ({page}: Visit) =>
  page.locator("html[data-explorer=ready] #answer:not([aria-busy])").waitFor({state: "attached"});
const scrollsSideways = ({page}: Visit) => page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");

test("women and children among applicants, and the map by keyboard, on a phone with reduced motion", async () => {
  const reader = await visit(browser, "explorer?measure=sex_age&origin=SYR&asylum=DEU,SWE&years=2014-2025", {
    viewport: {width: 320, height: 740},
    reducedMotion: "reduce"
  });
  const {page} = reader;
  await ready(reader);
  const finding = await page.locator("#finding > p").first().innerText();
  expect(finding).toMatch(
    /^In 2022, 72,775 people from Syria .*19,520 were women or girls \(26\.8%\).*27,355 were children/
  );
  expect(await page.locator("#sex-age svg").count()).toBeGreaterThan(0);
  expect(await scrollsSideways(reader)).toBe(false);
  expect(await axeFinds(page)).toEqual([]);
  expect(reader.asked.filter((url) => /first-time\..*\.parquet/.test(url))).toHaveLength(1);

  // Back to UNHCR's figures, whose map waits until it is near.
  await page.getByRole("link", {name: "UNHCR’s figures for this question"}).click();
  await page.locator("#over-time").waitFor();
  await page.goto(`${inject("address")}explorer?origin=SYR&years=2010-2025`);
  await ready(reader);
  await page.locator("#map").scrollIntoViewIfNeeded();
  await page.locator("#map .map-tools").waitFor();
  expect(await page.getByRole("button", {name: "Play the years"}).count()).toBe(0);
  for (const box of await page.locator("#map .map-tools :is(button, a, input):visible").all()) {
    const size = await box.boundingBox();
    expect(size?.height).toBeGreaterThanOrEqual(44);
  }

  const at = () => page.locator("#map .art:visible .world").getAttribute("transform");
  const whole = await at();
  await page.locator("#map .arts").hover();
  await page.mouse.wheel(0, 40);
  expect(await at()).toBe(whole);
  await page.locator("#map .arts").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  expect(await at()).not.toBe(whole);
  // The zoom goes to the largest number, and the map moves by buttons.
  const germany = await page.locator('#map .art:visible use[href="#world-DEU"]').boundingBox();
  const window = await page.locator("#map .art:visible svg").boundingBox();
  expect(germany && window && germany.x > window.x && germany.x + germany.width < window.x + window.width).toBe(true);
  const zoomed = await at();
  await page.getByRole("button", {name: "Move the map left"}).click();
  expect(await at()).not.toBe(zoomed);
  await page.locator("#map .arts").focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.locator("#map .told").innerText()).toMatch(/^Germany [\d,]+/);
  await page.keyboard.press("0");
  expect(await at()).toMatch(/^translate\(0 0\)/);

  const slider = page.getByRole("slider", {name: "Year of the map"});
  await slider.fill("2015");
  await page.locator("#map .told", {hasText: /^2015/}).waitFor();
  const told = page.locator("#map .told");
  expect(await told.innerText()).toContain("Germany 158,657");
  expect(await told.getAttribute("aria-live")).toBe("polite");
  expect(await page.locator("#map-title").innerText()).toContain("2015");
  // The question is as it was; a link asks for the year.
  expect(page.url()).toContain("years=2010-2025");
  expect(await page.getByRole("link", {name: "Show 2015 everywhere"}).getAttribute("href")).toContain("years=2015");
  expect(await scrollsSideways(reader)).toBe(false);
  expect(await axeFinds(page)).toEqual([]);

  await page.emulateMedia({reducedMotion: "no-preference"});
  await page.locator("#map .ways").getByRole("link", {name: "Per 100,000 inhabitants"}).click();
  await page.waitForURL(/shown=per_100000/);
  await ready(reader);
  await page.locator("#map").scrollIntoViewIfNeeded();
  await page.getByRole("button", {name: "Play the years"}).click();
  const year = () => page.locator("#map output").innerText();
  await page.locator("#map .told", {hasText: /^20(?:0[1-9]|1)/}).waitFor();
  await page.getByRole("button", {name: "Pause"}).click();
  expect(await year()).toMatch(/^20/);
  expect(foreign(reader.asked)).toEqual([]);
  expect(reader.complaints).toEqual([]);
  await reader.close();
});
