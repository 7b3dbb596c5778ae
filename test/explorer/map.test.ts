// The map's years and choices: each year's ranking against SQL, one scale for all years, labels that cover no other, and links to the
// same question by number, per 100,000 inhabitants and as a grant rate.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {maker} from "../../src/charts/drawing.js";
import {max, polygonContains, range} from "d3";
import type {Edition} from "../../src/edition/edition.js";
import {worldShapes} from "../../src/charts/atlas.js";
import {ringsOf} from "../../src/charts/land.js";
import {mapLabels} from "../../src/charts/mapLabels.js";
import type {Box} from "../../src/charts/mapLabels.js";
import {sizeOf} from "../../src/charts/sizes.js";
import {mapSize} from "../../src/charts/world.js";
import type {Zoom} from "../../src/charts/world.js";
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
import {committedEdition} from "../edition/committed.js";

let ledger: Ledger;
let sql: Sql;
let edition: Edition;
beforeAll(async () => {
  [{ledger}, sql, edition] = await Promise.all([ledgerOf(), openSql(PROJECT), committedEdition()]);
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
  test("a year's places and numbers are those of SQL", async () => {
    const {years} = yearsOf("measure=refugees&origin=SYR&years=2010-2025");
    const stocks = `'${PROJECT}/data/editions/${sql.id}/stocks.parquet'`;
    const expected = await sql.rows(
      `SELECT asylum, refugees::INT AS n FROM ${stocks} WHERE origin = 'SYR' AND year = 2015 AND refugees > 5 ORDER BY n DESC, asylum`
    );
    const found = years.rankingOf(2015).places.filter(({value}) => (value ?? 0) > 5);
    expect(found.map(({code, value}) => [code, value]).sort()).toEqual(
      expected.map(({asylum, n}) => [asylum, n]).sort()
    );
  });

  test("a number has the same colour in every year, that of the question as it was opened", () => {
    const {state, ranking, years} = yearsOf("origin=SYR&years=2025");
    const top = max(mapOf(ledger, {state, ranking}).places, ({value}) => value) ?? 0;
    // In 2015 more people applied than in 2025: the last step is open.
    expect(max(years.rankingOf(2015).places, ({value}) => value ?? 0)).toBeGreaterThan(top);
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
            /<text x="([^"]+)" y="([^"]+)"[^>]*>(.+?)<\/text>/g
          )
        ].map(([, x, y, words]) => ({x: Number(x), y: Number(y), words: words?.replace(/<[^>]*>/g, " ").trim()}));
      const point = ledger.facts.world.at.DEU ?? [0, 0];
      const scale = width / ledger.facts.world.width;
      const [x, y] = [width / 2 - point[0] * scale * k, 100 - point[1] * scale * k];
      const found = names({k, x: k === 1 ? 0 : x, y: k === 1 ? 0 : y});
      expect(found.some(({words}) => /^Germany\s+158,657/.test(words ?? ""))).toBe(true);
      if (k === 5) expect(found.length).toBeGreaterThan(names({k: 1, x: 0, y: 0}).length);
      for (const one of found) expect(0 <= one.x && one.x <= width).toBe(true);
      const lines = found.map((one) => one.y);
      expect(new Set(found.map(({words}) => words)).size).toBe(lines.length);
    }
  );
});

/** Rings of every country in pixels of a map, with the box that each fills. */
function outlines(width: number, {k, x, y}: Zoom) {
  const unit = (width / ledger.facts.world.width) * k;
  return [...worldShapes([...edition.atlas]).paths].flatMap(([code, d]) =>
    ringsOf(d).map((ring) => {
      const points = ring.map(([px, py]): [number, number] => [px * unit + x, py * unit + y]);
      const [xs, ys] = [points.map(([px]) => px), points.map(([, py]) => py)];
      return {code, points, x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys)};
    })
  );
}

/** The countries whose land a box covers: by points of the box within an outline, and by points of an outline within the box. */
function landUnder(box: Box, rings: ReturnType<typeof outlines>): string[] {
  const inside = ([x, y]: readonly [number, number]) => box.x0 < x && x < box.x1 && box.y0 < y && y < box.y1;
  return rings
    .filter((ring) => ring.x0 < box.x1 && box.x0 < ring.x1 && ring.y0 < box.y1 && box.y0 < ring.y1)
    .filter(
      ({points}) =>
        range(box.x0, box.x1, 1.5).some((x) =>
          range(box.y0, box.y1, 1.5).some((y) => polygonContains(points, [x, y]))
        ) ||
        points.some(([x, y], i) => {
          const [px, py] = points.at(i - 1) ?? [x, y];
          return range(0, 1.001, 1 / Math.max(1, Math.hypot(x - px, y - py))).some((t) => inside([px + (x - px) * t, py + (y - py) * t])); // prettier-ignore
        })
    )
    .map(({code}) => code);
}

describe("the names on a map keep off all land", () => {
  const QUERIES = [
    "origin=SYR&years=2015",
    "origin=AFG&years=2024",
    "origin=ERI&years=2010-2025",
    "asylum=DEU&years=2023",
    "asylum=CHE&years=2022",
    "years=2025",
    "measure=refugees&origin=UKR&years=2024",
    "measure=rate&definition=positive&origin=IRQ&years=2016-2020",
    "years=2023&shown=per_100000"
  ];
  test.each([
    [288, 3],
    [656, 6],
    [944, 6],
    [1136, 6]
  ])("on a map of %d pixels, whole and zoomed", (width, most) => {
    let [named, wanted] = [0, 0];
    for (const query of QUERIES) {
      const state = stateOf(query);
      const map = mapOf(ledger, {state, ranking: viewOf(ledger, state).ranking});
      const {scale} = mapSize(ledger.facts.world, width);
      const [px, py] = ledger.facts.world.at.AUT ?? [0, 0];
      for (const k of [1, 2.5, 6, 12]) {
        const zoom = {k, x: k === 1 ? 0 : width / 2 - px * scale * k, y: k === 1 ? 0 : width * 0.2 - py * scale * k};
        const rings = outlines(width, zoom);
        const labels = mapLabels(map, ledger.facts.world, {width, size: sizeOf(width), zoom, most});
        for (const {box, lines, leader} of labels) {
          expect([query, k, lines.join(" "), landUnder(box, rings)]).toEqual([query, k, lines.join(" "), []]);
          expect(leader.from).not.toEqual(leader.to);
          expect(labels.filter(({box: b}) => b.x0 < box.x1 && box.x0 < b.x1 && b.y0 < box.y1 && box.y0 < b.y1)).toHaveLength(1); // prettier-ignore
        }
        if (k === 1) [named, wanted] = [named + labels.length, wanted + Math.min(most, map.places.length)];
      }
    }
    // Most of the largest have room in the sea.
    expect(named / wanted).toBeGreaterThan(width < 480 ? 0.6 : 0.8);
  });
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
