// The map's years and choices: each year's ranking against SQL, one scale for all years, labels that cover no other, and links to the
// same question by number, per 100,000 inhabitants and as a grant rate.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {maker} from "../../src/charts/drawing.js";
import {mapSteps, worldNames} from "../../src/charts/worldMap.js";
import {element} from "../../src/html/table.js";
import {PAPER} from "../../src/html/paper.js";
import {parseState} from "../../src/explorer/address.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {otherMaps} from "../../src/explorer/map/ways.js";
import {mapYears} from "../../src/explorer/map/years.js";
import {mapOf, mapPlate} from "../../src/explorer/plates/map.js";
import {viewOf} from "../../src/explorer/view.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
});
afterAll(() => sql.close());

const stateOf = (query: string) =>
  parseState(query, {years: ledger.facts.years, place: (code) => ledger.place(code) !== undefined}).state;

function yearsOf(query: string) {
  const state = stateOf(query);
  const {ranking} = viewOf(ledger, state);
  if (!ranking) throw new Error(`${query} has no ranking`);
  return {state, ranking, years: mapYears(ledger, state, ranking)};
}

describe("the years of a map", () => {
  test("a year's places and numbers are those of SQL, and the scale has room for the largest of every year", async () => {
    const {years} = yearsOf("measure=refugees&origin=SYR&years=2010-2025");
    const stocks = `'${PROJECT}/data/editions/${sql.id}/stocks.parquet'`;
    const expected = await sql.rows(
      `SELECT asylum, refugees::INT AS n FROM ${stocks} WHERE origin = 'SYR' AND year = 2015 AND refugees > 5 ORDER BY n DESC, asylum`
    );
    const found = years.rankingOf(2015).places.filter(({value}) => (value ?? 0) > 5);
    expect(found.map(({code, value}) => [code, value]).sort()).toEqual(
      expected.map(({asylum, n}) => [asylum, n]).sort()
    );
    const [top] = await sql.rows(
      `SELECT max(refugees)::INT AS n FROM ${stocks} WHERE origin = 'SYR' AND year BETWEEN ${ledger.facts.years.join(" AND ")}`
    );
    const told: number[] = [];
    expect(await years.top((percent) => told.push(percent))).toBe(top?.n);
    expect(told.at(-1)).toBe(100);
  });

  test("a number has the same colour in every year, that of the scale of all years", async () => {
    const {years} = yearsOf("origin=SYR&years=2015-2025");
    const top = await years.top(() => undefined);
    const from = mapSteps(top, false).map((step) => step.from);
    for (const year of [2012, 2015, 2023]) {
      const view = {state: years.stateOf(year), ranking: years.rankingOf(year)};
      const html = mapPlate(ledger, view, {document: PAPER, live: false, sizes: ["wide"]}, {top, least: 0})[0]?.outerHTML; // prettier-ignore
      expect(html).toContain(String(year));
      for (const {code, value} of mapOf(ledger, view, top).places) {
        const drawn = new RegExp(`href="#world-${code}" class="(s\\d)"`).exec(html ?? "")?.[1];
        if (drawn) expect(`${code} ${drawn}`).toBe(`${code} s${Math.max(1, from.filter((n) => n <= value).length)}`);
      }
    }
  });

  test("a year without an entry keeps the map, with no place coloured", () => {
    const {years, ranking} = yearsOf("origin=SSD&years=2012-2025");
    expect(years.rankingOf(2003)).toEqual({axis: ranking.axis, years: [2003, 2003], places: [], leftOut: []});
    const view = {state: years.stateOf(2003), ranking: years.rankingOf(2003)};
    expect(mapPlate(ledger, view, {document: PAPER, live: false}, {top: 100, least: 0})).toHaveLength(1);
    expect(mapPlate(ledger, view, {document: PAPER, live: false})).toEqual([]);
  });

  test("an index has no slider: one year of it means nothing", () => {
    expect(yearsOf("origin=SYR&years=2015-2025&shown=index").years.range).toBeNull();
    expect(yearsOf("origin=SYR&years=2015-2025").years.range).toEqual(ledger.facts.years);
  });
});

describe("the names on a map", () => {
  test.each([
    ["wide", 944, 1],
    ["wide", 944, 5],
    ["phone", 288, 3]
  ] as const)(
    "on a %s map of %d pixels at %d times, more are named when zoomed, and every one within it",
    (size, width, k) => {
      const {state, ranking} = yearsOf("origin=SYR&years=2015");
      const map = mapOf(ledger, {state, ranking});
      const names = (zoom: {k: number; x: number; y: number}) =>
        [
          ...worldNames(map, ledger.facts.world, {make: maker(PAPER), width, size, zoom}).outerHTML.matchAll(
            /<text x="([^"]+)" y="([^"]+)"[^>]*>([^<]+)</g
          )
        ].map(([, x, y, words]) => ({x: Number(x), y: Number(y), words}));
      const point = ledger.facts.world.at.DEU ?? [0, 0];
      const scale = width / ledger.facts.world.width;
      const [x, y] = [width / 2 - point[0] * scale * k, 100 - point[1] * scale * k];
      const found = names({k, x: k === 1 ? 0 : x, y: k === 1 ? 0 : y});
      expect(found.some(({words}) => words?.startsWith("Germany 158,657"))).toBe(true);
      if (k === 5) expect(found.length).toBeGreaterThan(names({k: 1, x: 0, y: 0}).length);
      for (const one of found) expect(0 <= one.x && one.x <= width).toBe(true);
      const lines = found.map((one) => one.y);
      expect(new Set(found.map(({words}) => words)).size).toBe(lines.length);
    }
  );
});

test("the same map by number, per 100,000 inhabitants and as a grant rate has an address each", () => {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(PAPER, name, attributes, ...contents);
  const html = otherMaps(stateOf("origin=AFG&years=2020-2024"), "asylum", make).outerHTML;
  expect(html).toContain("?origin=AFG&amp;years=2020-2024&amp;shown=per_100000");
  expect(html).toMatch(/measure=rate&amp;definition=positive&amp;origin=AFG&amp;years=2020-2024/);
  expect(html).toMatch(/<b aria-current="true">Number<\/b>/);
  const stocks = otherMaps(stateOf("measure=refugees&asylum=DEU&years=2024&shown=per_100000_origin"), "origin", make);
  expect(stocks.outerHTML).not.toContain("rate");
  expect(stocks.outerHTML).toMatch(/<b aria-current="true">Per 100,000 inhabitants<\/b>/);
});
