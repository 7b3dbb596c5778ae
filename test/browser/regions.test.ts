// Pages of regions in a real Chromium: what their tables and files say is what SQL says over the edition's places. The lists of
// regions and of world regions, and the longest and the shortest page of each kind, are visited with the other pages of the site.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {csvParse} from "d3";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {axeFinds, startBrowser, visit as openPage} from "./visit.js";

const address = inject("address");
const folder = inject("folder");

let browser: Browser;
let sql: Sql;
beforeAll(async () => {
  [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
  await sql.rows(`CREATE VIEW locations AS FROM '${join(PROJECT, "data", "editions", sql.id, "locations.parquet")}'`);
});
afterAll(async () => {
  await browser.close();
  sql.close();
});

async function visit(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, path, options);
  // Tables behind the drawings.
  await opened.page.evaluate("document.querySelectorAll('details.behind').forEach((each) => (each.open = true))");
  return opened;
}

/** The cells of a table as it is shown: by the name of the row and the head of the column. */
async function cellsOf(page: Page, table: string): Promise<Map<string, string>> {
  const lines = await page.evaluate<string[][]>(
    `[...document.querySelectorAll("#${table} tr")].map((line) => [...line.cells].map((cell) => cell.textContent))`
  );
  const [heads = [], ...rows] = lines.map((line) => line.map((text) => text.replace(/\s/g, " ")));
  return new Map(
    rows.flatMap(([name = "", ...cells]) => cells.map((text, i) => [`${name} ${heads[i + 1] ?? ""}`, text]))
  );
}

interface Interval {
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
}

const number = (n: number) => n.toLocaleString("en");
/** A count as a page prints it: its range where that is wider than 1% or the count is below 100, and alone where a part is suppressed. */
const printed = ({value, lo, hi}: Interval) =>
  value === null
    ? `${number(lo)}–${number(hi)}`
    : lo === hi || (value >= 100 && hi - lo <= 0.01 * value)
      ? number(value)
      : `${number(value)} [${number(lo)}–${number(hi)}]`;

const SAMPLES = [
  {
    code: "CHE",
    measure: "applications",
    years: [1999, 2008, 2015],
    regions: ["Zürich", "Bern", "Vaud", "Genève", "Ticino"]
  },
  {
    code: "CAN",
    measure: "claimants",
    years: [2017, 2019, 2023],
    regions: ["Ontario", "Quebec", "Alberta", "British Columbia", "Manitoba"]
  }
] as const;

describe.each(SAMPLES)("the figures of $code by region", ({code, measure, years, regions}) => {
  const bySql = async () => {
    const rows = await sql.rows(
      `SELECT location, year, CASE WHEN count(value) = count(*) THEN sum(value)::INTEGER END AS value,
        sum(value_lo)::INTEGER AS lo, sum(value_hi)::INTEGER AS hi FROM locations
       WHERE asylum = '${code}' AND measure = '${measure}' AND kind = 'place'
        AND year IN (${years.join(", ")}) AND location IN (${regions.map((name) => `'${name}'`).join(", ")})
       GROUP BY location, year ORDER BY location, year`
    );
    expect(rows).toHaveLength(15);
    return rows as unknown as (Interval & {location: string; year: number})[];
  };

  test("are on the page what SQL says over the edition: five regions in three years", async () => {
    const {page, close} = await visit(`regions/${code.toLowerCase()}`, {javaScriptEnabled: false});
    const cells = await cellsOf(page, "map-rows");
    for (const row of await bySql()) {
      const name = `${row.location} ${row.year}`;
      expect(`${name}: ${cells.get(name) ?? "no cell"}`).toBe(`${name}: ${printed(row)}`);
    }
    await close();
  });

  test("are the same in the CSV that the page leads to", async () => {
    const {page, close} = await visit(`regions/${code.toLowerCase()}`, {javaScriptEnabled: false});
    const href = await page.locator("main a[download]").first().getAttribute("href");
    const response = await fetch(new URL(href ?? "", page.url()));
    expect(response.status).toBe(200);
    const rows = csvParse(await response.text());
    for (const {location, year, value, lo, hi} of await bySql()) {
      const some = rows.filter(
        (row) =>
          row.location === location && row.year === String(year) && row.measure === measure && row.kind === "place"
      );
      const sum = (column: string) => some.reduce((all, row) => all + Number(row[column]), 0);
      const known = some.every((row) => row.value !== "");
      expect({location, year, value: known ? sum("value") : null, lo: sum("value_lo"), hi: sum("value_hi")}).toEqual({
        ...{location, year, value, lo, hi}
      });
    }
    await close();
  });
});

describe("Switzerland's cantons", () => {
  test("add up to what SEM printed for 2014, 2015 and 2018", async () => {
    const {page, close} = await visit("regions/che", {javaScriptEnabled: false});
    const cells = await cellsOf(page, "not-stated-rows");
    for (const [year, total] of [
      [2014, 23_765],
      [2015, 39_523],
      [2018, 15_255]
    ] as const) {
      const [row] = await sql.rows(
        `SELECT sum(value)::INTEGER AS total FROM locations WHERE publisher = 'sem' AND measure = 'applications' AND year = ${year}`
      );
      expect([row?.total, cells.get(`${year} All`)]).toEqual([total, number(total)]);
    }
    await close();
  });

  test("are in the description of the map for those who do not see it", async () => {
    const {page, close} = await visit("regions/che", {javaScriptEnabled: false});
    const label = await page.locator("#map svg[role=img]").first().getAttribute("aria-label");
    const highest = await sql.rows(
      `SELECT location, sum(value)::INTEGER AS value FROM locations
       WHERE publisher = 'sem' AND measure = 'applications' AND year = 2018 AND kind = 'place'
       GROUP BY location ORDER BY value DESC LIMIT 4`
    );
    for (const {location, value} of highest)
      expect(label).toContain(`${location as string} ${number(value as number)}`);
    await close();
  });

  test("are sorted by the keyboard", async () => {
    const {page, close} = await visit("regions/che");
    const first = () => page.locator("#map-rows tbody th").first().innerText();
    const head = page.locator("#map-rows thead th", {hasText: "1999"});
    await head.locator("button").focus();
    await page.keyboard.press("Enter");
    expect([await head.getAttribute("aria-sort"), await first()]).toEqual(["descending", "Zürich"]);
    await page.keyboard.press("Space");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    const [least] = await sql.rows(
      `SELECT min_by(location, value) AS location FROM locations WHERE publisher = 'sem' AND measure = 'applications' AND year = 1999`
    );
    expect(await first()).toBe(least?.location);
    await close();
  });
});

describe("Canada's claimants", () => {
  test("that are printed as “--” have a range and no value", async () => {
    const rows = await sql.rows("SELECT value, value_lo, value_hi FROM locations WHERE flag = 'suppressed'");
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row).toEqual({value: null, value_lo: 0, value_hi: 5});
    const {page, close} = await visit("regions/can", {javaScriptEnabled: false});
    expect([...(await cellsOf(page, "offices-provinces")).values()]).toContain("0–5");
    expect([...(await cellsOf(page, "map-rows")).keys()]).toContain("Ontario 2025, January to July");
    await close();
  });
});

describe("The United Kingdom's people on asylum support", () => {
  test("are not joined by a line across a change of whom the Home Office counts", async () => {
    const {page, close} = await visit("regions/gbr", {javaScriptEnabled: false});
    const drawn = await page.evaluate<{breaks: number[]; lines: {from: number; to: number}[]}>(`(() => {
      const svg = document.querySelector("#regions-years .art.wide svg");
      const ends = (path) => {
        const {x, width} = path.getBBox();
        return {from: x, to: x + width};
      };
      return {
        breaks: [...svg.querySelectorAll("path.break")].map((line) => line.getBBox().x),
        lines: [...svg.querySelectorAll(".series-line, .behind-line")].map(ends)
      };
    })()`);
    expect(drawn.breaks.length).toBeGreaterThanOrEqual(4 * 12);
    expect(drawn.lines.length).toBeGreaterThan(12);
    for (const {from, to} of drawn.lines) for (const at of drawn.breaks) expect(from < at && at < to).toBe(false);
    await close();
  });
});

describe.each(["regions/che", "regions/gbr", "world/western-europe"])("%s", (path) => {
  test.each(["light", "dark"] as const)(
    "has nothing that axe finds, no complaint, no other host, %s",
    async (scheme) => {
      const {page, asked, complaints, close} = await visit(path, {colorScheme: scheme});
      const found = await axeFinds(page);
      expect([found, complaints]).toEqual([[], []]);
      expect(asked.filter((url) => !url.startsWith(address) && !/^(?:data|blob):/.test(url))).toEqual([]);
      expect(asked.filter((url) => url.startsWith(address)).length).toBeLessThanOrEqual(10);
      await close();
    }
  );

  test("never scrolls sideways at 320 px", async () => {
    const {page, close} = await visit(path, {viewport: {width: 320, height: 640}});
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
    await close();
  });
});

test.each(["regions", "regions/che", "regions/can", "regions/gbr", "world", "world/western-europe"])(
  "%s is under 120 kB, packed",
  (path) => {
    expect(gzipSync(readFileSync(join(folder, `${path}.html`))).length).toBeLessThan(120_000);
  }
);
