// The page "Check a figure" as its readers meet it: a claim typed, its ruling read, a part corrected, the address shared.
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

const address = inject("address");
const CLAIM = "Russia recognised 98,654 refugees in 2022";
let browser: Browser;
let sql: Sql;

beforeAll(async () => {
  [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
});
afterAll(async () => {
  await browser.close();
  sql.close();
});

/** Waits for the answer, and gives its finding. */
async function finding(page: Page): Promise<string> {
  await page.locator("html[data-check=done]").waitFor();
  return page.locator("#check-answer .finding").innerText();
}

describe("A claim", () => {
  test("is loaded for only when it is sent, and ruled on with its reasons, a card and a sentence to print", async () => {
    const {page, asked, complaints, close} = await visit(browser, "check");
    expect(asked.filter((url) => url.includes(".parquet") || url.includes("_check/"))).toEqual([]);
    await page.locator("#pasted").fill(CLAIM);
    await page.getByRole("button", {name: "Check", exact: true}).click();
    expect(await finding(page)).toMatch(/Agrees with another definition\s.*98,654.*“recognized”/s);
    const answer = await page.locator("#check-answer").innerText();
    expect(answer).toMatch(/98,644 temporary asylum and 10 refugee status/);
    expect(answer).toMatch(/Russia granted refugee status in 6 to 34 decisions/);
    const links = await page.locator("#check-answer a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(links).toContain("./figure?measure=decisions&definition=status&asylum=RUS&years=2022&unit=persons&cell=refugee_status"); // prettier-ignore
    expect(await page.locator("#check-what").inputValue()).toBe("refugee_status");
    expect(foreign(asked)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("whose measure is corrected is ruled on again, and its address gives the same ruling to another reader", async () => {
    const {page, close} = await visit(browser, `check?claim=${encodeURIComponent("Russia recognised 98,644 people in 2022")}`); // prettier-ignore
    expect(await finding(page)).toMatch(/another (?:definition|stage)/);
    await page.locator("#check-what").selectOption("temporary");
    await expect.poll(() => finding(page)).toMatch(/^Agrees\s/);
    const shared = await page.locator("#check-link").evaluate((a) => (a as HTMLAnchorElement).href);
    expect(shared).toBe(page.url());
    const other = await visit(browser, shared.slice(address.length));
    expect(await finding(other.page)).toMatch(/^Agrees\s/);
    expect(await other.page.locator("#check-what").inputValue()).toBe("temporary");
    await Promise.all([close(), other.close()]);
  });

  test("has the number of the rows, by the keyboard alone", async () => {
    const {page, close} = await visit(browser, "check");
    await page.locator("html[data-check=ready]").waitFor();
    await page.locator("#pasted").focus();
    await page.keyboard.type("Germany received 1,234,567 asylum applications in 2023");
    await page.keyboard.press("Enter");
    const [row] = await sql.rows(
      `SELECT sum(applications)::INTEGER AS n FROM '${PROJECT}/data/editions/${sql.id}/applications.parquet'
       WHERE asylum = 'DEU' AND year = 2023 AND type IN ('N', 'NR') AND level IN ('FI', 'NA', 'FA')`
    );
    expect(await finding(page)).toContain(`${Number(row?.n).toLocaleString("en-GB")} new asylum applications`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("check-what");
    await close();
  });

  test("that lacks a part says which, and a text of markup stays text", async () => {
    const hostile = "<img src=x onerror=\"document.title='hurt'\"> 12 refugees";
    const {page, complaints, close} = await visit(browser, `check?claim=${encodeURIComponent(hostile)}`);
    expect(await finding(page)).toMatch(/^Cannot be checked yet\s.*a year and a country/s);
    await page.locator("#check-asylum").selectOption("TCD");
    await page.locator("#check-to").selectOption("2020");
    await expect.poll(() => finding(page)).toMatch(/Differs/);
    expect(await page.title()).toMatch(/^Check a figure/);
    expect(await page.locator("main img").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test("whose data does not load says so, and is ruled on at the second try", async () => {
    const {page, close} = await visit(browser, "check");
    await page.route("**/*.parquet", (route) => route.abort());
    await page.locator("#pasted").fill(CLAIM);
    await page.getByRole("button", {name: "Check", exact: true}).click();
    await page.locator("html[data-check=failed]").waitFor();
    expect(await page.locator("#check-answer").innerText()).toMatch(/could not load/);
    await page.unroute("**/*.parquet");
    await page.getByRole("button", {name: "Try again"}).click();
    expect(await finding(page)).toMatch(/98,654/);
    await close();
  });
});

test("Claims of reports and articles are readable without scripts, each with its ruling and source", async () => {
  const {page, close} = await visit(browser, "check", {javaScriptEnabled: false});
  expect(await page.locator("#check-form").isVisible()).toBe(false);
  const rows = page.locator("[id^=claims-] tbody tr");
  const [count] = await sql.rows(`SELECT count(*)::INTEGER AS n FROM '${PROJECT}/data/editions/${sql.id}/reported.parquet'`);
  expect(await rows.count()).toBe(Number(count?.n));
  const row = rows.filter({hasText: "KBS World"}).filter({hasText: "2011–2019"}).first();
  expect((await row.textContent()) ?? "").toMatch(/207.*208 \(rounding allows 204 to 208\).*Agrees within rounding/);
  await close();
}); // prettier-ignore

test.each([320, 1440])("Every state is accessible and fits at %i px", async (width) => {
  const {page, close} = await visit(browser, `check?claim=${encodeURIComponent(CLAIM)}`, {viewport: {width, height: 900}});
  await finding(page);
  await page.locator("#check-answer details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
  expect(await axeFinds(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await close();
}); // prettier-ignore
