// Charts in pages of another origin: drawn with scripts and without, as high as they are, of the edition that was chosen; and no
// other page of the site is shown in a frame.
import {createServer} from "node:http";
import type {Server} from "node:http";
import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Browser, BrowserContextOptions, FrameLocator, Page} from "playwright-core";
import {afterAll, beforeAll, expect, inject, test} from "vitest";
import {embedCode, pageEmbed, previewEmbed, questionEmbed} from "../../src/explorer/embed/address.js";
import type {Theme} from "../../src/explorer/embed/address.js";
import {headersOf} from "../../src/site/headers.js";
import {listen} from "../../src/site/serve.js";
import {axeFinds, foreign, startBrowser, visit} from "./visit.js";

let browser: Browser;
let server: Server;
let host: string;
const root = () => inject("address");
/** What the host page holds. */
let body = "";

beforeAll(async () => {
  server = createServer(
    (_, response) =>
    response
      .writeHead(200, {"Content-Type": "text/html;charset=utf-8"})
      .end(`<!DOCTYPE html><html lang="en"><title>A host page</title><link rel="icon" href="data:,"><p>A host page</p>${body}</html>`) // prettier-ignore
  );
  [browser, host] = await Promise.all([startBrowser(), listen(server, 0)]);
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const code = (address: string, {theme = "reader", follows = true}: {theme?: Theme; follows?: boolean} = {}) =>
  embedCode({address, root: root(), title: "A chart", theme, height: 300, follows});

interface Hosted {
  readonly page: Page;
  readonly frames: readonly FrameLocator[];
  readonly asked: {readonly url: string; readonly referer: string | undefined}[];
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** A page of another origin with these frames. */
async function hosted(codes: readonly string[], options: BrowserContextOptions = {}): Promise<Hosted> {
  body = codes.join("\n");
  const context = await browser.newContext({viewport: {width: 660, height: 900}, ...options});
  const page = await context.newPage();
  const asked: {url: string; referer: string | undefined}[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => void asked.push({url: request.url(), referer: request.headers().referer}));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(host, {waitUntil: "load"});
  const frames = codes.map((_, i) => page.locator("iframe").nth(i).contentFrame());
  return {page, frames, asked, complaints, close: () => context.close()};
}

const ERITREANS = "origin=ERI&asylum=ISR&years=2000-2025";
/** UNHCR corrected Canada's decisions of 2025 between the editions of June and November 2026. */
const REVISED = "asylum=CAN&years=2024-2025&measure=decisions";

test("without scripts a likely question and a chart of a page are a picture with its table, in the chosen colours", async () => {
  const {page, frames, asked, complaints, close} = await hosted(
    [
      code(previewEmbed("SYR-DEU", "2026-06-12"), {theme: "dark"}),
      code(pageEmbed("story", "applications"), {theme: "light"}),
      // The page has no table behind this chart: the frame makes it from the drawing's numbers.
      code(pageEmbed("story", "first-instance"))
    ],
    // Without an emulated scheme: the scheme of the frame's element is the preferred one inside it.
    {javaScriptEnabled: false, viewport: {width: 360, height: 900}, colorScheme: null}
  );
  for (const [frame, title] of [
    [frames[0], "New asylum applications by people from Syria in Germany, 2000–2025"],
    [frames[1], "Applications by North Koreans in Russia, by procedure and year"],
    [frames[2], "Decisions on refugee status for North Koreans, first instance"]
  ] as const) {
    expect(await frame?.locator("h1").textContent()).toBe(title);
    expect(await frame?.locator(".art.phone svg").first().isVisible()).toBe(true);
    expect(await frame?.locator(".art.middle").isVisible()).toBe(false);
    expect(await frame?.locator(".source > span").first().textContent()).toMatch(/edition of 25 November 2026/);
    // Without a script the page cannot know that its address names another edition.
    expect(await frame?.locator("noscript").innerText()).toMatch(/shows the edition of 25 November 2026, the latest/);
    await frame?.locator("summary", {hasText: "Table"}).click();
    expect(await frame?.locator("details.behind td", {hasText: /^[\d,]+$/}).count()).toBeGreaterThan(8);
  }
  const ground = (i: number) => page.frames()[i]?.evaluate("getComputedStyle(document.body).backgroundColor");
  expect([await ground(1), await ground(2)]).toEqual(["rgb(21, 23, 27)", "rgb(251, 250, 246)"]);
  expect(asked.filter(({url}) => !url.startsWith(root()) && !url.startsWith(host)).map(({url}) => url)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("with scripts frames draw the chart asked for, of the edition asked for, become as high as it, and send nothing", async () => {
  const {page, frames, asked, complaints, close} = await hosted([
    code(questionEmbed(ERITREANS, "outcomes", null), {theme: "dark"}),
    code(questionEmbed(REVISED, "outcomes", "2026-06-12")),
    code(pageEmbed("countries/deu", "outcomes-1")),
    code("embed/from-SYR", {theme: "dark"}),
    code(questionEmbed(REVISED, "outcomes", null))
  ]);
  const [outcomes, earlier, loaded, written, latest] = frames;
  await outcomes?.locator("figure#outcomes").waitFor();
  expect(await outcomes?.locator("h1").textContent()).toMatch(
    /^Decisions on asylum claims by people from Eritrea in Israel/
  );
  expect(await outcomes?.locator("figure").count()).toBe(1);
  expect(await outcomes?.locator(".art.middle svg").first().isVisible()).toBe(true);
  const link = outcomes?.getByRole("link", {name: "Asylum Ledger"});
  expect(await link?.evaluate((one: HTMLAnchorElement) => [one.href, one.target, one.rel])).toEqual([
    `${root()}explorer?${ERITREANS}#outcomes`,
    "_blank",
    "noopener"
  ]);
  await earlier?.locator("figure#outcomes").waitFor();
  expect(await earlier?.locator(".source").textContent()).toContain("edition of 12 June 2026");
  await latest?.locator("figure#outcomes").waitFor();
  const last = async (frame: FrameLocator | undefined) =>
    (await frame?.locator("details.behind tbody tr").allTextContents())?.filter((row) => row.startsWith("2025"));
  expect(await last(earlier)).not.toEqual(await last(latest));
  await loaded?.locator("figure#outcomes-1").waitFor();
  expect(await loaded?.locator(".source").textContent()).toContain("25 November 2026");
  expect(await written?.locator("h1").textContent()).toBe(
    "New asylum applications by people from Syria in all countries, 2000–2025"
  );
  for (const [i, frame] of frames.entries()) {
    const element = page.locator("iframe").nth(i);
    await expect
      .poll(async () => {
        const inside = await frame.locator("body").evaluate((one) => Math.ceil(one.getBoundingClientRect().height));
        return Number(await element.getAttribute("height")) - inside;
      })
      .toBe(0);
  }
  const before = Number(await page.locator("iframe").nth(3).getAttribute("height"));
  await written?.locator("summary", {hasText: "Table"}).click();
  await expect.poll(async () => Number(await page.locator("iframe").nth(3).getAttribute("height"))).toBeGreaterThan(before + 300); // prettier-ignore
  const scheme = (i: number) => page.frames()[i]?.evaluate("getComputedStyle(document.body).backgroundColor");
  expect([await scheme(1), await scheme(2)]).toEqual(["rgb(21, 23, 27)", "rgb(251, 250, 246)"]);
  expect(asked.filter(({url}) => !url.startsWith(root()) && !url.startsWith(host)).map(({url}) => url)).toEqual([]);
  // A stylesheet's own address with the fonts that it names, at most; never the host page's, or the frame's with its question.
  const referers = asked.filter(({url}) => url.startsWith(root())).map(({referer}) => referer ?? "");
  expect(referers.filter((each) => each !== "" && !each.includes("/_import/"))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.frames()[1]?.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test("with scripts a frame shows the edition that it was made for, or says which one it shows", async () => {
  const {frames, complaints, close} = await hosted([
    code(previewEmbed("SYR-DEU", "2026-06-12")),
    code(pageEmbed("countries/deu", "outcomes-1", "2026-06-12")),
    code(pageEmbed("story", "applications", "2026-06-12")),
    code(pageEmbed("story", "first-instance", "2026-11-25"))
  ]);
  const [pinned, country, story, current] = frames;
  // A written page of a question goes to the chart of the edition that its address names.
  await pinned?.locator("h1", {hasText: "from Syria in Germany"}).waitFor();
  await expect.poll(() => pinned?.locator(".source").textContent()).toContain("edition of 12 June 2026");
  // A chart of a page is kept for the latest edition alone, and says so.
  for (const [frame, page] of [[country, "countries/deu#outcomes-1"], [story, "story#applications"]] as const) {
    await frame?.locator("figure").waitFor();
    expect(await frame?.locator("main > .caution").textContent()).toMatch(/Not the edition of 12 June 2026.*shows the edition of 25 November 2026/);
    expect(await frame?.getByRole("link", {name: "See the page"}).evaluate((one: HTMLAnchorElement) => one.href)).toBe(root() + page);
  } // prettier-ignore
  await current?.locator("figure").waitFor();
  expect(await current?.locator(".caution").count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test("pages outside /embed/ show nothing in a frame, and embeds have headers for it", async () => {
  const paths = ["", "explorer", "q/SYR-DEU", "story"];
  const {frames, close} = await hosted(paths.map((path) => `<iframe src="${root()}${path}" title="x"></iframe>`));
  for (const frame of frames) expect(await frame.locator("main").count()).toBe(0);
  await close();
  for (const [path, ancestors] of [
    ["embed/SYR-DEU", "frame-ancestors *"],
    ["embed/chart", "frame-ancestors *"],
    ["q/SYR-DEU", "frame-ancestors 'none'"]
  ] as const)
    // prettier-ignore
    expect((await fetch(root() + path)).headers.get("content-security-policy")).toBe(ancestors);
  expect(headersOf("embed/chart.html")).not.toHaveProperty("X-Frame-Options");
});

test.each([
  ["embed/SYR-DEU", {width: 320, height: 700}, "light"],
  [`${questionEmbed("asylum=DEU&years=2025&measure=decisions", "ranking", null)}&theme=dark`, {width: 320, height: 700}, "light"], // prettier-ignore
  [questionEmbed("asylum=DEU&years=2025", "map", null), {width: 800, height: 700}, "dark"],
  ["embed/home/map-drawn", {width: 320, height: 700}, "dark"]
] as const)("%s at %j is accessible, and scrolls down alone", async (path, viewport, colorScheme) => {
  const {page, asked, complaints, close} = await visit(browser, path, {viewport, colorScheme});
  await page.locator("figure.plate").waitFor();
  expect(await axeFinds(page)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(viewport.width);
  expect(await page.locator("meta[name=robots]").getAttribute("content")).toBe("noindex");
  expect(foreign(asked)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("the explorer and the menu of a chart give the code of a frame that is there", async () => {
  const {page, asked, complaints, close} = await visit(browser, "explorer?origin=SYR&asylum=DEU&years=2000-2025", {
    permissions: ["clipboard-read", "clipboard-write"]
  });
  await page.locator('[data-explorer="ready"]').waitFor();
  await page.getByRole("button", {name: "Embed", exact: true}).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("iframe").contentFrame().locator("h1", {hasText: "from Syria in Germany"}).waitFor();
  expect(await axeFinds(page)).toEqual([]);
  const written = async () => dialog.locator("textarea").inputValue();
  expect(await written()).toContain(`src="${root()}embed/SYR-DEU"`);
  await dialog.getByRole("radio", {name: /Always of the edition of 25 November 2026/}).check();
  await dialog.getByRole("radio", {name: "Dark"}).check();
  await dialog.getByRole("checkbox").uncheck();
  await expect.poll(written).toContain("embed/SYR-DEU?edition=2026-11-25&amp;theme=dark");
  expect(await written()).not.toContain("<script");
  await dialog.getByRole("button", {name: "Copy code"}).click();
  await expect.poll(() => page.evaluate<string>("navigator.clipboard.readText()")).toBe(await written());
  await page.keyboard.press("Escape");
  expect(await page.evaluate("document.activeElement?.textContent")).toBe("Embed");
  await page.goto(`${root()}story`, {waitUntil: "load"});
  // As the menu of a chart asks for what it may offer.
  await page.evaluate(`document.dispatchEvent(new CustomEvent("chartmenu", {detail: {figure: document.querySelector("figure#applications"), add: (words, act) => words === "Embed…" && act()}}))`); // prettier-ignore
  await dialog.locator("iframe").contentFrame().locator("h1", {hasText: "North Koreans in Russia"}).waitFor();
  expect(await written()).toContain(`src="${root()}embed/story/applications"`);
  await dialog.getByRole("radio", {name: /^Of the edition of 25 November 2026/}).check();
  await expect.poll(written).toContain(`src="${root()}embed/story/applications?edition=2026-11-25"`);
  expect(foreign(asked)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("the framed pages of a site are at most 16 MB, and each that is written without scripts has its table", () => {
  const folder = join(inject("folder"), "embed");
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"}).filter((path) => statSync(join(folder, path)).isFile()); // prettier-ignore
  const bytes = files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  expect(files.filter((path) => path.endsWith(".html")).length).toBeGreaterThan(40);
  expect(bytes).toBeLessThan(16e6);
  const written = files.filter((path) => path.endsWith(".html") && !["chart.html", "page.html"].includes(path));
  expect(
    written.filter((path) => !/<tbody>[^]*\d[^]*<\/tbody>/.test(readFileSync(join(folder, path), "utf8")))
  ).toEqual([]);
  expect(readFileSync(join(folder, "SYR-DEU.html"), "utf8")).not.toMatch(/<script(?! src="\.\.\/_scripts\/)/);
});
