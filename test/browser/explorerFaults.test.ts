// The explorer without its data: slow, refused, broken off, damaged. It says what was asked, what is coming and what failed, and
// shows no answer under an address that asks another question.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser, Page, Route} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {startBrowser} from "./visit.js";

const address = inject("address");
const DECISIONS = /\/decisions\.[0-9a-f]+\.parquet$/;
const QUESTION = "measure=decisions&origin=SYR&asylum=DEU&years=2015-2020";
const ASKED = /You asked for decisions on people from Syria in Germany, 2015–2020\./;
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function open(query: string, pattern: RegExp, fault: (route: Route) => void | Promise<void>): Promise<Page> {
  const page = await (await browser.newContext({viewport: {width: 1280, height: 900}})).newPage();
  await page.route(pattern, fault);
  await page.goto(`${address}explorer${query}`, {waitUntil: "domcontentloaded"});
  return page;
}
const ready = (page: Page) => page.locator("html[data-explorer=ready]").waitFor();
const isAnswered = async (page: Page) => (await page.locator("#finding").count()) > 0;

/** A bit of the file flipped, as a disk or a line flips it. */
async function flipped(route: Route): Promise<void> {
  const body = Buffer.from(await (await route.fetch()).body());
  body.writeUInt8(body.readUInt8(body.length >> 1) ^ 4, body.length >> 1);
  await route.fulfill({body});
}

describe("while its figures are on their way", () => {
  test("it says what was asked and what is coming, shows no other answer, and its sentence and title are the question's already", async () => {
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    const page = await open(`?${QUESTION}`, DECISIONS, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByText(ASKED).waitFor();
    expect(await page.locator(".on-its-way").innerText()).toMatch(/Loading:.*decisions/);
    expect(await page.locator("#answer").isVisible()).toBe(false);
    expect(await page.locator('select[name="measure"]').inputValue()).toBe("decisions");
    expect(await page.locator('[data-pick="origin"] .chosen').innerText()).toBe("Syria");
    expect(await page.locator('select[name="from"]').inputValue()).toBe("2015");
    expect(await page.title()).toMatch(/Syria in Germany/);
    release();
    await ready(page);
    expect(await page.locator("#finding").innerText()).toMatch(/Germany.*Syria/);
    expect(new URL(page.url()).search).toBe(`?${QUESTION}`);
    expect(await page.locator('select[name="measure"]').inputValue()).toBe("decisions");
    expect(await page.getByText(ASKED).count()).toBe(0);
    await page.context().close();
  });
});

test("what is changed before the figures are there keeps the rest of the question", async () => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  const page = await open(`?${QUESTION}`, DECISIONS, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByText(ASKED).waitFor();
  await page.locator('select[name="to"]').selectOption("2018");
  release();
  await page.waitForURL("**years=2015-2018**");
  const {searchParams} = new URL(page.url());
  expect(["measure", "origin", "asylum", "years"].map((key) => searchParams.get(key))).toEqual([
    "decisions",
    "SYR",
    "DEU",
    "2015-2018"
  ]);
  await page.context().close();
});

describe("where its figures cannot be had", () => {
  test.each<[string, (route: Route) => void | Promise<void>, RegExp]>([
    [
      "are not there",
      (route) => route.fulfill({status: 404}),
      /decisions\.[0-9a-f]+\.parquet could not be fetched: it is not there/
    ],
    ["are refused", (route) => route.fulfill({status: 503}), /the site answered 503/],
    ["cannot be reached", (route) => route.abort(), /the site cannot be reached/],
    ["have one bit flipped", flipped, /is damaged, or of another edition than this page/],
    [
      "are a page of the host's",
      (route) => route.fulfill({body: "<!doctype html>"}),
      /is damaged, or of another edition/
    ]
  ])("as they %s, it says so in the place of the answer, and answers when asked again", async (_, fault, why) => {
    const page = await open(`?${QUESTION}`, DECISIONS, fault);
    await ready(page);
    const words = await page.locator("#unanswered").innerText();
    expect(words).toMatch(/^We could not load the data\./);
    expect(words).toMatch(ASKED);
    expect(words).toMatch(why);
    expect(await isAnswered(page)).toBe(false);
    expect(new URL(page.url()).search).toBe(`?${QUESTION}`);
    await page.unroute(DECISIONS);
    await page.getByRole("button", {name: "Try again"}).click();
    await page.locator("#finding").waitFor();
    expect(await page.locator("#finding").innerText()).toMatch(/Germany.*Syria/);
    await page.context().close();
  });

  test("the answer that came with the page stays under its own address, and what is asked next is said to have none", async () => {
    const page = await open("", DECISIONS, (route) => route.fulfill({status: 503}));
    await ready(page);
    const before = await page.locator("#finding").innerText();
    await page.locator('select[name="measure"]').selectOption("decisions");
    await page.getByText("We could not answer your last question").waitFor();
    expect(await page.locator("#tell").innerText()).toMatch(
      /the site answered 503.*Below is the answer to the question before it\./s
    );
    expect(await page.locator("#finding").innerText()).toBe(before);
    expect(new URL(page.url()).search).toBe("");
    await page.context().close();
  });

  test("no answer is left under an address that history leads to", async () => {
    const page = await open(`?${QUESTION}`, /\/stocks\.parquet$/, flipped);
    await ready(page);
    expect(await isAnswered(page)).toBe(true);
    await page.evaluate(
      "history.pushState(null, '', '?measure=refugees&origin=UKR'); dispatchEvent(new PopStateEvent('popstate'))"
    );
    await page.locator("#unanswered").waitFor();
    expect(await page.locator("#unanswered").innerText()).toMatch(/stocks\.parquet is damaged/);
    expect(await isAnswered(page)).toBe(false);
    await page.goBack();
    await page.locator("#finding").waitFor();
    expect(await page.locator("#finding").innerText()).toMatch(/Germany.*Syria/);
    await page.context().close();
  });
});

test("the sums in the page are those of the files that it fetches", async () => {
  const {createHash} = await import("node:crypto");
  const folder = inject("folder");
  const html = readFileSync(join(folder, "explorer.html"), "utf8");
  const sums = JSON.parse((/ data-sums="([^"]*)"/.exec(html)?.[1] ?? "").replaceAll("&quot;", '"')) as Record<
    string,
    string
  >;
  expect(Object.keys(sums).length).toBeGreaterThanOrEqual(5);
  for (const [path, sum] of Object.entries(sums))
    expect([
      path,
      createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex")
    ]).toEqual([path, sum]);
});
