// The tables of single counts, in a second way: by SQL from the published columns and the rules, and against what the site's own
// code makes of the same rows for twenty questions, with their ranges.
import {beforeAll, describe, expect, test} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import {ANY, applicationRows, decisionRows} from "../../src/edition/select.js";
import type {Selection} from "../../src/edition/select.js";
import {reader} from "../../src/measures/status.js";
import {sumApplications, sumDecisions} from "../../src/measures/sums.js";
import {sql} from "./parquet.js";
import {committedEdition} from "./committed.js";

/** A line of the rules speaks of a row: its axes are `*`, or codes with a space between them. */
const inScope = (line: string) =>
  `${line}.asylum = one.asylum AND one.year BETWEEN ${line}.year_from AND coalesce(${line}.year_to, 9999)
  ${["origin", "level", "authority", "unit"]
    .map((axis) => `AND (${line}.${axis} = '*' OR list_contains(string_split(${line}.${axis}, ' '), one.${axis}))`)
    .join("\n  ")}`;

/** A row with a total and four zeros gives no parts and is left out. */
const CELLS = `WITH one AS (
  UNPIVOT (
    SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed FROM {decisions}
    WHERE NOT (coalesce(total, 0) > 0 AND recognized = 0 AND other = 0 AND rejected = 0 AND closed = 0)
  ) ON recognized, other, rejected, closed INTO NAME published_column VALUE value
)
SELECT one.*,
  coalesce(moved.status, CASE one.published_column
    WHEN 'recognized' THEN 'refugee_status' WHEN 'other' THEN 'complementary'
    WHEN 'rejected' THEN 'refused' ELSE 'otherwise_closed' END) AS status,
  coalesce(moved.id, unused.id) AS rule,
  CASE value WHEN 5 THEN 3 WHEN 10 THEN 8 ELSE value END AS value_lo,
  CASE value WHEN 0 THEN CASE WHEN unused.id IS NULL THEN 2 ELSE 0 END WHEN 5 THEN 7 ELSE value END AS value_hi
FROM one
LEFT JOIN {rules} moved ON moved."column" = one.published_column AND ${inScope("moved")}
LEFT JOIN {rules} unused ON unused.column_unused = one.published_column AND ${inScope("unused")}`;

const NAMES = "year, origin, asylum, authority, level, unit, published_column, value, status, rule, value_lo, value_hi";

const of = (some: Partial<Selection>): Selection => ({...ANY, unit: ["P"], level: ["FI"], ...some});
const DECISIONS: readonly (readonly [string, Selection])[] = [
  ["everyone everywhere at first instance in 2022", of({years: [[2022, 2022]]})],
  ["Syrians in Germany, 2014 to 2019", of({origin: ["SYR"], asylum: ["DEU"], level: ["NA"], years: [[2014, 2019]]})],
  ["Germany in 2016", of({asylum: ["DEU"], level: ["NA"], years: [[2016, 2016]]})],
  ["Russia's temporary asylum", of({asylum: ["RUS"], level: ["TA"]})],
  ["North Koreans in Russia", of({origin: ["PRK"], asylum: ["RUS"]})],
  ["Venezuelans in Spain", of({origin: ["VEN"], asylum: ["ESP"]})],
  ["Eritreans in Switzerland", of({origin: ["ERI"], asylum: ["CHE"]})],
  ["appeals in the United Kingdom", of({asylum: ["GBR"], level: ["AR"]})],
  ["cases in the United States", of({asylum: ["USA"], level: ["EO"], unit: ["C"]})],
  ["Canada since 2018", of({asylum: ["CAN"], years: [[2018, 2025]]})],
  ["Türkiye by UNHCR", of({asylum: ["TUR"], authority: ["U"]})],
  ["Afghans in the Netherlands and Belgium", of({origin: ["AFG"], asylum: ["NLD", "BEL"]})],
  ["stateless people at first instance", of({origin: ["XXA"]})]
];
const APPLICATIONS: readonly (readonly [string, Selection])[] = [
  ["new applications of 2024", of({type: ["N"], years: [[2024, 2024]]})],
  ["North Koreans everywhere", of({origin: ["PRK"]})],
  ["Germany, new, by level NA", of({asylum: ["DEU"], level: ["NA"], type: ["N"]})],
  ["cases in the United States at level IN", of({asylum: ["USA"], level: ["IN"], unit: ["C"]})],
  ["repeat applications in Germany", of({asylum: ["DEU"], level: ["RA"], type: ["R"]})],
  ["appeals in Sweden", of({asylum: ["SWE"], level: ["AR"], type: ["A"]})],
  ["people of unknown origin in 2025", of({origin: ["UNK"], years: [[2025, 2025]]})]
];

const where = ({origin, asylum, years, level, authority, unit, type}: Selection, hasType: boolean): string =>
  [
    ...Object.entries({origin, asylum, level, authority, unit, ...(hasType ? {type} : {})}).flatMap(([axis, scope]) =>
      scope === "*" ? [] : [`${axis} IN (${scope.map((code) => `'${code}'`).join()})`]
    ),
    `(${years.map(([from, to]) => `year BETWEEN ${from} AND ${to}`).join(" OR ")})`
  ].join(" AND ");

let edition: Edition;
beforeAll(async () => {
  edition = await committedEdition();
});

describe("the table cells", () => {
  test("holds what SQL makes of the published columns and the rules, row for row", async () => {
    const [found] = await sql(`WITH made AS (${CELLS})
      SELECT (SELECT count(*) FROM made)::INTEGER AS made, (SELECT count(*) FROM {cells})::INTEGER AS kept,
        (SELECT count(*) FROM (SELECT ${NAMES} FROM made EXCEPT ALL SELECT ${NAMES} FROM {cells}))::INTEGER AS apart`);
    expect(found?.apart).toBe(0);
    expect(found?.kept).toBe(found?.made);
    expect(Number(found?.kept)).toBeGreaterThan(400_000);
  });

  test.each(DECISIONS)("added by SQL is the site's figure with its range: %s", async (_, selection) => {
    const site = sumDecisions(decisionRows(edition, selection), reader(edition.rules));
    const found = await sql(
      `SELECT status, sum(value)::INTEGER AS value, sum(value_lo)::INTEGER AS lo, sum(value_hi)::INTEGER AS hi
       FROM {cells} WHERE ${where(selection, false)} GROUP BY status ORDER BY status`
    );
    const statuses = Object.entries(site?.statuses ?? {})
      .filter(([status]) => found.some((row) => row.status === status))
      .map(([status, count]) => ({status, ...count}))
      .sort((a, b) => (a.status < b.status ? -1 : 1));
    expect(found).toEqual(statuses);
    expect(found.length).toBeGreaterThan(0);
    // A status without a row has nothing in the site's figures either.
    for (const [status, count] of Object.entries(site?.statuses ?? {}))
      if (!found.some((row) => row.status === status)) expect(count).toEqual({value: 0, lo: 0, hi: 0});
  });
});

describe("the table counts", () => {
  test.each(APPLICATIONS)("added by SQL is the site's figure with its range: %s", async (_, selection) => {
    const [found] = await sql(
      `SELECT sum(value)::INTEGER AS value, sum(value_lo)::INTEGER AS lo, sum(value_hi)::INTEGER AS hi
       FROM {counts} WHERE measure = 'applications' AND ${where(selection, true)}`
    );
    expect(found).toEqual(sumApplications(applicationRows(edition, selection)));
    expect(Number(found?.hi)).toBeGreaterThan(0);
  });

  test("holds the year-end figures of stocks, one for one, with the bounds of counts below five", async () => {
    for (const measure of ["refugees", "asylum_seekers"]) {
      const stock = `SELECT year, origin, asylum, ${measure} AS value,
        CASE ${measure} WHEN 5 THEN 3 ELSE ${measure} END AS value_lo, CASE ${measure} WHEN 0 THEN 2 ELSE ${measure} END AS value_hi
        FROM {stocks} WHERE ${measure} IS NOT NULL`;
      const [found] = await sql(`WITH a AS (${stock}), b AS (
        SELECT year, origin, asylum, value, value_lo, value_hi FROM {counts} WHERE measure = '${measure}' AND level IS NULL)
        SELECT (SELECT count(*) FROM a)::INTEGER AS a, (SELECT count(*) FROM b)::INTEGER AS b,
          (SELECT count(*) FROM (FROM a EXCEPT ALL FROM b))::INTEGER AS apart`);
      expect([measure, found?.apart, found?.b]).toEqual([measure, 0, found?.a]);
      expect(Number(found?.a)).toBeGreaterThan(100_000);
    }
  });
});
