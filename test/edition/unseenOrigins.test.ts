// The upper end of sums over every origin: the totals that hosts themselves published lie inside with it and outside without.
import {group} from "d3";
import {beforeAll, expect, test} from "vitest";
import type {Count} from "../../src/measures/bounds.js";
import {contains} from "../../src/measures/bounds.js";
import {
  headlineAdder,
  headlinePart,
  listed,
  onlyAmong,
  onlyOtherLevelsAdder,
  printedTotal
} from "../../src/measures/headline.js";
import type {Headline, OnlyOtherLevels} from "../../src/measures/headline.js";
import {added} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {knownOriginsAdder, unseenOriginsAdder, withUnseen} from "../../src/measures/unseenOrigins.js";
import type {Entry, KnownOrigins} from "../../src/measures/unseenOrigins.js";
import {sql} from "./parquet.js";
import {applications} from "./rows.js";

let rows: ApplicationRow[], only: OnlyOtherLevels, known: KnownOrigins;
beforeAll(async () => {
  rows = await applications();
  only = onlyAmong(added(onlyOtherLevelsAdder(), rows));
  known = added(knownOriginsAdder(), rows);
});

const isListed = (row: ApplicationRow) =>
  ["first_and_combined", "only_other_levels"].includes(headlinePart(row, only) ?? "");

test.each([
  ["DEU", 2024, 229_751, 229_740, 30],
  ["GBR", 2024, 108_138, 108_136, 28],
  ["KOR", 2023, 18_837, 18_826, 29],
  ["KOR", 2024, 18_336, 18_327, 28],
  ["ESP", 2025, 144_396, 144_387, 34]
])(
  "%s %i: the national total of %i lies inside with unseen origins and outside without",
  (asylum, year, national, value, n) => {
    const some = rows.filter((row) => row.asylum === asylum && row.year === year && isListed(row));
    const count = listed(added(headlineAdder(only), some) as Headline).P?.count as Count;
    const unseen = added(unseenOriginsAdder(known), some);
    expect(count.value).toBe(value);
    expect(unseen).toEqual({P: n, C: 0});
    expect(contains(count, national)).toBe(false);
    expect(contains(withUnseen(count, unseen.P), national)).toBe(true);
  }
);

/** Origins with an entry at a host, in one unit, in another year, and none among the rows that `takes` chooses. */
const UNSEEN = (takes: string) =>
  `
  WITH chosen AS (SELECT DISTINCT asylum, unit, year, origin FROM {applications} WHERE ${takes}),
    entries AS (SELECT DISTINCT asylum, unit, year, origin FROM {applications})
  SELECT asylum, h.year, unit, count(DISTINCT e.origin)::INTEGER AS n
  FROM (SELECT DISTINCT asylum, unit, year FROM chosen) h
  JOIN entries e USING (asylum, unit)
  WHERE e.year <> h.year AND NOT EXISTS (
    SELECT 1 FROM chosen c WHERE c.asylum = h.asylum AND c.unit = h.unit AND c.year = h.year AND c.origin = e.origin)
  GROUP BY asylum, h.year, unit ORDER BY asylum, h.year, unit`;
const NEW = "year >= 2006 AND type IN ('N', 'NR')";

test("every country, year and unit has as many unseen origins as SQL counts", async () => {
  const expected = await sql(UNSEEN(NEW));
  const some = rows.filter(({year, type}) => year >= 2006 && (type === "N" || type === "NR"));
  const found = [...group(some, ({asylum, year, unit}) => `${asylum} ${year} ${unit}`)].flatMap(([key, ones]) => {
    const {P, C} = added(unseenOriginsAdder(known), ones);
    return P + C > 0 ? [`${key} ${P + C}`] : [];
  });
  expect(found.sort()).toEqual(
    expected.map(({asylum, year, unit, n}) => `${String(asylum)} ${String(year)} ${String(unit)} ${String(n)}`).sort()
  );
  expect(found.length).toBeGreaterThan(2000);
});

test("the world of 2024 adds its countries': 8,094 people at most, some 8,100", async () => {
  const some = rows.filter(({year, type}) => year === 2024 && (type === "N" || type === "NR"));
  const unseen = added(unseenOriginsAdder(known), some);
  const [sums] = await sql(`SELECT sum(n)::INTEGER AS n FROM (${UNSEEN(`year = 2024 AND type IN ('N', 'NR')`)})`);
  expect(unseen).toEqual({P: sums?.n, C: 0});
  expect(2 * unseen.P).toBe(8094);
  const total = printedTotal(added(headlineAdder(only), some) as Headline).P as Count;
  expect(withUnseen(total, unseen.P).hi - total.hi).toBe(8094);
});

test("year-end figures have them too: asylum-seekers in every country of 2024, as SQL counts", async () => {
  const stocks = (await sql(
    "SELECT year, origin, asylum FROM {stocks} WHERE asylum_seekers IS NOT NULL"
  )) as unknown as Entry[];
  const found = added(
    unseenOriginsAdder(added(knownOriginsAdder(), stocks)),
    stocks.filter(({year}) => year === 2024)
  );
  const [expected] = await sql(`
    WITH entries AS (SELECT DISTINCT asylum, year, origin FROM {stocks} WHERE asylum_seekers IS NOT NULL),
      ever AS (SELECT DISTINCT asylum, origin FROM entries WHERE year <> 2024)
    SELECT count(*)::INTEGER AS n FROM ever
    WHERE asylum IN (SELECT asylum FROM entries WHERE year = 2024)
      AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.year = 2024 AND e.asylum = ever.asylum AND e.origin = ever.origin)`);
  expect(found).toEqual({P: expected?.n, C: 0});
  expect(found.P).toBeGreaterThan(1000);
});
