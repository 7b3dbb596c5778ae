// The built site in a real Chromium, served below a path as a static host does.
import {readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {group} from "d3";
import type {Browser, BrowserContextOptions, Page, Route} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {pageFile} from "../../src/html/pageFile.js";
import {filesOf} from "../../src/site/finish/files.js";
import {dataLine} from "../../src/site/frame.js";
import {MOVED_PAGES, MOVED_SECTIONS} from "../../src/site/moved.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {axeFinds, axeFindsIn, startBrowser} from "./visit.js";

const address = inject("address");
const folder = inject("folder");
const html = filesOf(folder).filter((path) => path.endsWith(".html") && path !== "404.html");
/** The cards of figures, which are many and alike, are tried in one visit each. */
const isCard = (path: string) => path.startsWith("figures/");
const cards = html.filter(isCard).map((path) => path.replace(/\.html$/, ""));
/** Pages of countries, those that lead on to a question, and charts for other sites have tests of their own. */
const isTriedElsewhere = (path: string) => /^(?:countries(?:\/|\.html$)|(?:q|embed)\/)/.test(path);
/** Pages made alike by one function: two of each kind stand for the rest, the longest among them. */
const ALIKE = /^(code|world|regions|editions|notebooks)\//;
const weight = (path: string) => statSync(join(folder, path)).size;
const standing = new Set(
  [
    ...group(
      html.filter((path) => ALIKE.test(path)),
      (path) => path.split("/")[0]
    )
  ].flatMap(([, some]) => {
    const bySize = [...some].sort((a, b) => weight(b) - weight(a));
    return [bySize[0], bySize.at(-1)];
  })
);
const pages = html
  .filter((path) => !isCard(path) && !isTriedElsewhere(path) && (!ALIKE.test(path) || standing.has(path)))
  .map((path) => path.replace(/(?:^|(?<=\/))index\.html$|\.html$/, ""));

let browser: Browser;
let sql: Sql;
beforeAll(async () => {
  [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
});
afterAll(async () => {
  await browser.close();
  sql.close();
});

/** Opens a page of the site and keeps account of what a reader's browser would ask of others or complain about. */
async function visit(path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  let bytes = 0;
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(address)) return route.continue();
    if (!/^(?:data|blob):/.test(url)) foreign.push(url);
    return route.abort();
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on(
    "requestfinished",
    (request) =>
      void request.sizes().then(
        ({responseBodySize}) => (bytes += responseBodySize),
        () => 0
      )
  );
  const response = await page.goto(address + path, {waitUntil: "load"});
  await page.evaluate("document.fonts.ready");
  return {page, response, foreign, complaints, bytes: () => bytes, close: () => context.close()};
}

/** Years as a reader lists them: 2006 and 2008–2023. */
function spans(years: readonly number[]): string {
  const starts = years.filter((year) => !years.includes(year - 1));
  const ends = years.filter((year) => !years.includes(year + 1));
  return starts.map((from, i) => (ends[i] === from ? String(from) : `${from}–${ends[i] ?? ""}`)).join(" and ");
}

async function textsOf(page: Page, selector: string): Promise<string[]> {
  return (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}

const fileOf = (path: string) => join(folder, path.endsWith("/") || path === "" ? `${path}index.html` : `${path}.html`);
/** Pages with a figure in a sentence; the others have their numbers in charts and tables, which have tests of their own. */
const speaks = (path: string) => readFileSync(fileOf(path), "utf8").includes('data-figure="');

test("no page shows a link as it is written in Markdown", () => {
  const written = html.filter(
    (path) => !path.startsWith("code/") && /\]\((?:\.?\/|https?:)/.test(readFileSync(join(folder, path), "utf8"))
  );
  expect(written).toEqual([]);
});

test("the pages that argue with numbers print each of them as a figure with a card", () => {
  expect(pages.filter(speaks)).toEqual(expect.arrayContaining(["", "story", "method", "data"]));
});

describe.each(pages.map((path) => ({path, name: path || "the home page"})))("$name", ({path}) => {
  test("loads on a phone without an error, requests no other server, and never scrolls sideways", async () => {
    const {page, response, foreign, complaints, close} = await visit(path, {viewport: {width: 320, height: 640}});
    for (const summary of await page.locator("main summary:visible").all()) await summary.click();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
    expect(response?.status()).toBe(200);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("on a desk too, has nothing that axe finds in either scheme, and is bound by its policy from the first element of its head", async () => {
    // As it is sent: a page's script may put a style before it.
    const first = /<head>\s*<([^>]*)>/.exec(await (await fetch(address + path)).text())?.[1];
    expect(first).toMatch(/^meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'/);
    const {page, foreign, complaints, close} = await visit(path, {colorScheme: "light"});
    for (const summary of await page.locator("main summary:visible").all()) await summary.click();
    expect(await axeFinds(page)).toEqual([]);
    expect(await axeFindsIn(page, "dark")).toEqual([]);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
    const refused = await page.evaluate<string>(`new Promise((done) => {
      addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective + " " + event.blockedURI));
      fetch("https://example.org/").catch(() => {});
    })`);
    expect(refused).toMatch(/^connect-src https:\/\/example\.org/);
    await close();
  });

  test.runIf(speaks(path))("says in its sentences what SQL says over the Parquet", async () => {
    const html = readFileSync(fileOf(path), "utf8");
    const written = Array.from(
      html.matchAll(/<a class="fig([^"]*)" [^>]*data-figure="([^"]*)"[^>]*>(.*?)<\/a>/g),
      ([, names = "", directive = "", inner = ""]) => ({
        directive,
        bracket: names.includes(" b"),
        text: inner.replace(/<[^>]*>/g, "").replace(/&nbsp;/g, " ")
      })
    );
    expect(written.length).toBeGreaterThan(0);
    const number = (n: number) => n.toLocaleString("en");
    for (const {directive, text, bracket} of written) {
      if (!/^(?:applications|decisions) /.test(directive)) continue;
      const {value, lo, hi, years} = await sql.figure(directive);
      const show = / show=(\w+)/.exec(directive)?.[1] ?? "value";
      const exact = lo === hi;
      const expected = {
        value:
          exact || (value >= 100 && hi - lo <= 0.01 * value)
            ? number(value)
            : `${number(value)} [${number(lo)}–${number(hi)}]`,
        plain: number(value),
        lo: number(lo),
        hi: number(hi),
        years: number(years.length),
        span: spans(years),
        absence: years.length ? "" : "no entry"
      }[show];
      expect({directive, text}).toEqual({directive, text: expected});
      expect({directive, bracket}).toEqual({directive, bracket: !exact && (show === "value" || show === "plain")});
    }
  });
});

describe("the home page", () => {
  test("answers without scripts how many applied in the latest year, how it ended and who waits, each with a card", async () => {
    const {page, close} = await visit("", {javaScriptEnabled: false});
    const [now] = await textsOf(page, "#now");
    const [year] = await sql.rows("SELECT max(year)::INTEGER AS latest FROM applications");
    for (const words of [
      `New applications in the world, ${String(year?.latest)}`,
      "2,505,045 persons and 291,558 cases"
    ])
      expect(now).toContain(words);
    expect(await page.locator("#now a.fig[data-card]").count()).toBe(10);
    expect(await page.locator("#home-year").isVisible()).toBe(false);
    await close();
  });

  test("says the findings that it exists for", async () => {
    const {page, close} = await visit("", {javaScriptEnabled: false, viewport: {width: 1440, height: 900}});
    const text = (await textsOf(page, "main")).join(" ");
    for (const words of [
      "the United States received the most new applications: 629,358 persons and 282,594 cases",
      "North Koreans made 208 [204–208] applications for refugee status",
      "reported 98,654 decisions under “recognized”",
      "98,644 were temporary asylum",
      "10 [6–34] refugee status",
      "Spain reported 238,685 decisions on Venezuelans under “other”",
      "South Africa reported 870,979 ",
      "are exchanged: the 637 "
    ])
      expect(text).toContain(words);
    for (const id of [
      ...["by-year-drawn", "received-drawn", "origins-drawn", "ended-drawn", "map-drawn"],
      ...["ten", "tally", "venezuelans-drawn", "netherlands-drawn", "what-a-number-stands-for"]
    ])
      expect(await page.locator(`#${id} .art.wide svg[role=img]`).first().getAttribute("aria-label")).toMatch(/\d/);
    await close();
  });

  test("follows the year that a reader chooses, and comes back to the latest with its cards", async () => {
    const {page, complaints, close} = await visit("");
    await page.locator("#home-year-choice").selectOption("2024");
    await page.locator("html[data-year='2024']").waitFor({state: "attached"});
    expect((await textsOf(page, "#now")).join()).toContain("3,050,315 persons");
    expect((await textsOf(page, "#received-said")).join()).toMatch(/^In 2024 the United States .*729,105 persons/);
    expect(await page.locator("#now a.fig").count()).toBe(0);
    await page.getByRole("button", {name: "The year after"}).click();
    await page.locator("html[data-year='2025']").waitFor({state: "attached"});
    expect(await page.locator("#now a.fig[data-card]").count()).toBe(10);
    expect(complaints).toEqual([]);
    await close();
  });

  test("switches its map between countries of asylum and of origin, numbers and rates", async () => {
    const {page, complaints, close} = await visit("");
    await page.locator("#map-side").selectOption("origins");
    await expect.poll(() => page.locator("#map-drawn h3").innerText()).toContain("country of origin");
    await page.locator("#map-per").selectOption("yes");
    await expect
      .poll(() => page.locator("#map-drawn .unit").innerText())
      .toContain("inhabitants of the country of origin");
    await page.locator("#map-side").selectOption("hosts");
    await page.locator("#map-per").selectOption("no");
    await expect.poll(() => page.locator("#map-drawn h3").innerText()).toContain("country of asylum");
    expect(complaints).toEqual([]);
    await close();
  });

  test("says so where the figures of another year cannot be fetched, and keeps those it has", async () => {
    const {page, close} = await visit("");
    await page.route("**/_home/*", (route) => route.abort());
    await page.locator("#home-year-choice").selectOption("2015");
    await expect.poll(() => page.locator("#home-year [role=status]").textContent()).toMatch(/could not be/);
    expect((await textsOf(page, "#now")).join()).toContain("2,505,045 persons");
    expect(await page.locator("#home-year-choice").inputValue()).toBe("2025");
    expect(await page.locator("#home-year [role=status]").isVisible()).toBe(true);
    await close();
  });

  test("shows the figures of the year that its control names, also after going back", async () => {
    const {page, complaints, close} = await visit("");
    await page.locator("#home-year-choice").selectOption("2015");
    await page.locator("#map-side").selectOption("origins");
    await expect.poll(() => page.locator("#map-drawn h3").innerText()).toContain("country of origin");
    await page.goto(`${address}about`);
    await page.goBack();
    const chosen = await page.locator("#home-year-choice").inputValue();
    const side = await page.locator("#map-side").inputValue();
    await expect.poll(() => page.locator("#now").innerText()).toContain(`New applications in the world, ${chosen}`);
    await expect
      .poll(() => page.locator("#map-drawn h3").innerText())
      .toContain(side === "origins" ? "country of origin" : "country of asylum");
    expect(complaints).toEqual([]);
    await close();
  });

  test("says which year is shown while another is loading", async () => {
    const {page, close} = await visit("");
    const held: Route[] = [];
    await page.route("**/_home/*", (route) => void held.push(route));
    await page.locator("#home-year-choice").selectOption("2015");
    const status = page.locator("#home-year [role=status]");
    await expect.poll(() => status.textContent()).toBe("Loading. Figures of 2025 are still shown.");
    expect(await status.isVisible()).toBe(true);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const route of held) await route.continue();
    await expect.poll(() => status.textContent()).toBe("Figures of 2015");
    await close();
  });

  test("prints no control", async () => {
    const {page, close} = await visit("");
    for (const path of ["", "rules", "breaks", "check"]) {
      await page.goto(`${address}${path}`);
      const controls = page.locator("main form:is(.home-year, .map-choices, .by-country, .check)");
      await controls.first().waitFor({state: "visible"});
      await page.emulateMedia({media: "print"});
      expect([path, await controls.filter({visible: true}).count()]).toEqual([path, 0]);
      await page.emulateMedia({media: null});
    }
    await close();
  });

  test("offers no year after the last and none before the first", async () => {
    const {page, close} = await visit("");
    const disabled = async (name: string) => page.getByRole("button", {name}).getAttribute("aria-disabled");
    expect([await disabled("The year before"), await disabled("The year after")]).toEqual(["false", "true"]);
    await page.locator("#home-year-choice").selectOption("2000");
    await page.locator("html[data-year='2000']").waitFor({state: "attached"});
    expect([await disabled("The year before"), await disabled("The year after")]).toEqual(["true", "false"]);
    await page.getByRole("button", {name: "The year before"}).click({force: true});
    expect(await page.locator("#home-year-choice").inputValue()).toBe("2000");
    await close();
  });
});

describe("the frame of every page", () => {
  test("has the six labels, marks the current one, and dates the data", async () => {
    const {page, close} = await visit("countries/deu", {viewport: {width: 1440, height: 900}});
    expect(await page.locator('nav[aria-label="Site"] a').allInnerTexts()).toEqual([
      ...["Explorer", "Countries", "Analysis", "Check a figure", "Methods", "Data"]
    ]);
    expect(await page.locator('nav[aria-label="Site"] [aria-current]').allInnerTexts()).toEqual(["Countries"]);
    expect(await textsOf(page, ".folio .dated")).toEqual([dataLine(sql.id, sql.id)]);
    await close();
  });

  test.each(["countries", "world", "regions"])("%s is one of three tabs", async (path) => {
    const {page, close} = await visit(path);
    expect(await page.locator("nav.local a").allInnerTexts()).toEqual([
      ...["Countries", "World regions", "Regions within countries"]
    ]);
    expect(await page.locator("nav.local [aria-current=page]").count()).toBe(1);
    await close();
  });

  test("has on a phone a menu that opens by the keyboard and without scripts", async () => {
    const {page, close} = await visit("story", {viewport: {width: 320, height: 640}, javaScriptEnabled: false});
    const menu = page.getByRole("navigation", {name: "Menu"});
    expect(await menu.isVisible()).toBe(false);
    await page.locator("details.menu summary").focus();
    await page.keyboard.press("Enter");
    await menu.getByRole("link", {name: "World regions"}).click();
    await page.waitForURL(/\/world$/);
    await close();
  });

  test("closes the menu of a phone on Escape, with the focus on its button again", async () => {
    const {page, close} = await visit("story", {viewport: {width: 320, height: 640}});
    const [button, menu] = [page.locator("details.menu summary"), page.getByRole("navigation", {name: "Menu"})];
    await button.click();
    await menu.getByRole("link", {name: "World regions"}).focus();
    await page.keyboard.press("Escape");
    expect(await menu.isVisible()).toBe(false);
    expect(await button.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await menu.isVisible()).toBe(true);
    await close();
  });
});

describe("an address that has moved", () => {
  const moved = Object.entries(MOVED_PAGES);
  test.each(moved)("/%s leads to /%s with query and fragment", async (from, to) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${address}${from}?a=1#b`, {waitUntil: "commit"});
    await page.waitForURL(`${address}${to}?a=1#b`);
    await context.close();
  });

  test.each(moved)("/%s leads to /%s without scripts", async (from, to) => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(`${address}${from}`, {waitUntil: "commit"});
    await page.waitForURL(`${address}${to}`);
    await context.close();
  });

  test("every page that it may lead to is there", () => {
    const targets = [
      ...Object.values(MOVED_PAGES),
      ...Object.values(MOVED_SECTIONS).flatMap((sections) => Object.values(sections))
    ];
    expect([...new Set(targets)].filter((to) => pageFile(folder, to) === null)).toEqual([]);
  });

  test("a section leads to the page that has it now", async () => {
    const {page, close} = await visit("method#rule-rus-ta");
    await page.waitForURL(/\/rules#rule-rus-ta$/);
    await page.goto(`${address}method#watched`);
    await page.waitForURL(/\/about#watched$/);
    await page.goto(`${address}data#table-decisions`);
    await page.waitForURL(/\/dictionary#table-decisions$/);
    await close();
  });
});

describe("the story's applications", () => {
  test("are in the HTML with the numbers of the rows", async () => {
    const {page, close} = await visit("story", {javaScriptEnabled: false, viewport: {width: 1440, height: 900}});
    const chart = page.locator("#applications .art.wide svg[role=img]");
    expect(await chart.getAttribute("aria-label")).toMatch(/refugee status/);
    await page.locator("#applications details.behind summary").click();
    const box = await chart.boundingBox();
    expect(box?.width).toBeGreaterThan(900);
    const labels = (await chart.locator("text").allTextContents()).filter((text) => /^\d+$/.test(text));
    for (const level of ["FI", "TA"]) {
      const rows = await sql.rows(
        `SELECT year, sum(applications)::INTEGER AS applications FROM applications
         WHERE origin = 'PRK' AND asylum = 'RUS' AND level = '${level}' GROUP BY year ORDER BY year`
      );
      const table = page.locator(`#rows-${level.toLowerCase()} tbody tr`);
      const shown = (await table.allInnerTexts()).map((row) => row.split("\t"));
      for (const {year, applications} of rows) {
        const row = shown.find(([first]) => first === String(year as number));
        expect(row?.[1]?.split(/\s/)[0]).toBe(String(applications as number));
        expect(labels).toContain(String(applications as number));
      }
      expect(shown.find(([first]) => first === "2024")?.[1]).toBe("no entry");
    }
    await close();
  });

  test("are drawn for a phone as for a desk", async () => {
    const {page, close} = await visit("story", {viewport: {width: 320, height: 640}});
    const [wide, phone] = [page.locator("#applications .art.wide"), page.locator("#applications .art.phone svg")];
    expect(await wide.isVisible()).toBe(false);
    expect((await phone.boundingBox())?.width).toBeLessThanOrEqual(288);
    await close();
  });
});

describe("the home page's weight", () => {
  test("is under 220 kB over the line with its fonts, and what follows the year comes when it is touched", async () => {
    const {page, bytes, close} = await visit("");
    await expect.poll(bytes).toBeGreaterThan(50_000);
    await page.waitForLoadState("networkidle");
    console.log(`the home page: ${bytes()} bytes over the line`);
    expect(bytes()).toBeLessThan(220_000);
    // The page's own and the home page's; a few lines in the page lead old addresses on.
    expect(await page.locator("script[src]").count()).toBe(2);
    await close();
  });

  test("has room for its own two families", async () => {
    const {page, close} = await visit("");
    const loaded = await page.evaluate<string[]>(
      "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('\"', ''))"
    );
    expect(new Set(loaded)).toEqual(new Set(["Brygada 1918 Variable", "Source Sans 3 Variable"]));
    await close();
  });
});

describe("the cards", () => {
  test("of the figures are there, one for each figure that a page prints", () => {
    expect(cards.length).toBeGreaterThan(40);
  });

  test("of figures that no page prints any longer are there: their addresses were cited", () => {
    for (const words of [
      "prk-rus-2000-2025-level-fi-status-refugee_status",
      "ven-esp-2019-2024-level-fi-status-humanitarian"
    ])
      for (const path of [`figures/decisions-${words}`, `editions/${sql.id}/figures/decisions-${words}`])
        expect(pageFile(folder, path), path).not.toBe(null);
  });

  // Each third, one scheme a card, in turn: they are made alike by one function, which has tests of its own.
  const third = cards.filter((_, i) => i % 3 === 0);
  test.each(third.map((path, i) => [path, i % 2 ? "dark" : "light"] as const))(
    "%s loads without a complaint, asks no other host, and has nothing that axe finds (%s)",
    async (path, colorScheme) => {
      const {page, response, foreign, complaints, close} = await visit(path, {
        colorScheme,
        viewport: {width: 320, height: 640}
      });
      expect([response?.status(), foreign, complaints]).toEqual([200, [], []]);
      expect(await axeFinds(page)).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
      await close();
    }
  );
});

describe("the addresses", () => {
  test("a wrong one is answered with 404 and a page that helps", async () => {
    const {page, response, foreign, close} = await visit("no/such/page");
    expect(response?.status()).toBe(404);
    expect(await page.locator("h1").innerText()).toBe("Page not found");
    await page.locator("main .search input").fill("germany");
    await page.locator("[role=option]").first().waitFor();
    // The list lies over the links until it is closed.
    await page.keyboard.press("Escape");
    await page.locator("main").getByRole("link", {name: "the home page"}).click();
    expect(page.url()).toBe(address);
    expect(foreign).toEqual([]);
    await close();
  });

  test("the tables can be taken whole or in part, from the edition and from the latest", async () => {
    const path = join(PROJECT, "data", "editions", sql.id, "applications.parquet");
    const bytes = readFileSync(path);
    for (const edition of [sql.id, "latest"]) {
      const whole = await fetch(`${address}data/${edition}/applications.parquet`);
      expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
      const part = await fetch(`${address}data/${edition}/applications.parquet`, {headers: {Range: "bytes=0-3"}});
      expect([part.status, await part.text()]).toEqual([206, "PAR1"]);
    }
  });
});
