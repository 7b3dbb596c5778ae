// The cross-check of the committed edition, computed a second time by SQL over its Parquet: nothing of src/measures is used there.
import {beforeAll, describe, expect, test} from "vitest";
import {byClass, crosscheck} from "../../src/measures/crosscheck.js";
import type {Crosscheck, EurostatRow} from "../../src/measures/crosscheck.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {columnsOf, sql} from "./parquet.js";

/**
 * Both ledgers by host, origin and year: sums and bounds of UNHCR's new (n), UNHCR's all but appeals (w), Eurostat's first-time (f) and
 * all (a), in the unit compared. Level's stages are written out.
 */
const BESIDE = `
  WITH hosts AS (SELECT DISTINCT asylum FROM {eurostat_applications} WHERE NOT aggregate),
  span AS (SELECT min(year) AS a, max(year) AS b FROM {eurostat_applications} WHERE NOT aggregate),
  u AS (
    SELECT asylum, CASE WHEN origin IN ('HKG', 'MAC', 'TIB') THEN 'CHN' ELSE origin END AS origin, year, unit, applications AS v,
      CASE applications WHEN 0 THEN 0 WHEN 5 THEN 3 ELSE applications END AS lo, CASE applications WHEN 0 THEN 2 ELSE applications END AS hi,
      type IN ('N', 'NR') AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') AS fresh,
      type NOT IN ('A', 'J', 'BL') AND level IN ('FI', 'NA', 'IN', 'EO', 'FA', 'RA') AS whole
    FROM {applications}, span WHERE asylum IN (SELECT asylum FROM hosts) AND year BETWEEN a AND b AND applications IS NOT NULL
  ),
  units AS (SELECT asylum, year, bool_or(unit = 'P') AS persons FROM u WHERE fresh GROUP BY ALL),
  ours AS (
    SELECT u.asylum, u.origin, u.year, sum(v) FILTER (fresh) AS n, sum(lo) FILTER (fresh) AS n_lo, sum(hi) FILTER (fresh) AS n_hi,
      sum(v) FILTER (whole) AS w, sum(lo) FILTER (whole) AS w_lo, sum(hi) FILTER (whole) AS w_hi
    FROM u LEFT JOIN units USING (asylum, year) WHERE unit = CASE WHEN persons IS NULL OR persons THEN 'P' ELSE 'C' END GROUP BY ALL
  ),
  e AS (
    SELECT asylum, CASE origin WHEN 'XKX' THEN 'SRB' ELSE origin END AS origin, year, applicant, applications AS v,
      greatest(0, applications - 2) AS lo, applications + 2 AS hi
    FROM {eurostat_applications} WHERE NOT aggregate AND applications IS NOT NULL
  ),
  theirs AS (
    SELECT asylum, origin, year, sum(v) FILTER (applicant = 'first_time') AS f, sum(lo) FILTER (applicant = 'first_time') AS f_lo,
      sum(hi) FILTER (applicant = 'first_time') AS f_hi, sum(v) FILTER (applicant = 'all') AS a, sum(lo) FILTER (applicant = 'all') AS a_lo,
      sum(hi) FILTER (applicant = 'all') AS a_hi
    FROM e GROUP BY ALL
  ),
  keys AS (SELECT DISTINCT asylum, origin, year FROM u UNION SELECT asylum, origin, year FROM theirs),
  pairs AS (
    SELECT *, coalesce(n_lo, 0) AS o_lo, coalesce(n_hi, 2) AS o_hi, coalesce(f_lo, a_lo, 0) AS t_lo, coalesce(f_hi, a_hi, 2) AS t_hi,
      (asylum, year) IN (SELECT (asylum, year) FROM units) AND (asylum, year) IN (SELECT (asylum, year) FROM e) AS reported
    FROM keys LEFT JOIN ours USING (asylum, origin, year) LEFT JOIN theirs USING (asylum, origin, year) LEFT JOIN units USING (asylum, year)
  ),
  classed AS (
    SELECT *, greatest(0, o_lo - t_hi, t_lo - o_hi) AS beyond,
      CASE WHEN NOT reported THEN 'not_reported' WHEN NOT persons THEN 'unit'
        WHEN f IS NOT NULL AND o_lo <= t_hi AND t_lo <= o_hi THEN 'agrees'
        WHEN f IS NULL AND a IS NOT NULL AND ((o_lo <= a_hi AND a_lo <= o_hi) OR (w_lo <= a_hi AND a_lo <= w_hi)) THEN 'definition'
        WHEN f IS NOT NULL AND ((w_lo <= f_hi AND f_lo <= w_hi) OR (o_lo <= a_hi AND a_lo <= o_hi) OR (w_lo <= a_hi AND a_lo <= w_hi)
          OR (o_lo > f_hi AND o_hi < a_lo)) THEN 'definition'
        ELSE 'other' END AS class
    FROM pairs WHERE coalesce(n, 0) + coalesce(w, 0) + coalesce(f, 0) + coalesce(a, 0) > 0
  )`;

describe("Two ledgers", () => {
  let found: Crosscheck;
  beforeAll(async () => {
    const rowsOf = async <T>(query: string): Promise<T[]> => {
      const columns = await columnsOf(query);
      const names = Object.keys(columns);
      return (columns[names[0] ?? ""] ?? []).map(
        (_, i) => Object.fromEntries(names.map((name) => [name, columns[name]?.[i]])) as unknown as T
      );
    };
    found = crosscheck(
      await rowsOf<ApplicationRow>(
        "SELECT * FROM {applications} WHERE year >= 2008 AND asylum IN (SELECT asylum FROM {eurostat_applications})"
      ),
      await rowsOf<EurostatRow>("SELECT * FROM {eurostat_applications} WHERE NOT aggregate")
    );
  });

  test("SQL over the Parquet finds the same comparisons, and as many that agree, differ by definition or unit, or are not reported", async () => {
    const classes = byClass(found.rows);
    const other = (["level", "year", "unknown_origin", "near", "unexplained"] as const).map((name) => classes[name]);
    const sum = (pick: (each: {rows: number; beyond_rounding: number}) => number) =>
      other.reduce((all, each) => all + pick(each), 0);
    const counted = await sql(
      `${BESIDE} SELECT class, CAST(count(*) AS INTEGER) AS rows, CAST(sum(beyond) AS INTEGER) AS beyond_rounding FROM classed GROUP BY ALL ORDER BY class`
    );
    expect(counted).toEqual([
      {class: "agrees", ...classes.agrees},
      {class: "definition", ...classes.definition},
      {class: "not_reported", ...classes.not_reported},
      {class: "other", rows: sum((each) => each.rows), beyond_rounding: sum((each) => each.beyond_rounding)},
      {class: "unit", ...classes.unit}
    ]);
    expect(classes.agrees.rows).toBeGreaterThan(found.rows.length / 2);
  });

  test("SQL ranks the same largest differences among those that are neither agreed nor of another definition", async () => {
    const largest = await sql(
      `${BESIDE} SELECT asylum, origin, year, CAST(beyond AS INTEGER) AS beyond FROM classed WHERE class = 'other' ORDER BY beyond DESC, asylum, origin, year LIMIT 40`
    );
    const ours = found.rows
      .filter((row) => !["agrees", "definition", "not_reported", "unit"].includes(row.class))
      .slice(0, 40)
      .map(({asylum, origin, year, beyond_rounding: beyond}) => ({asylum, origin, year, beyond}));
    expect(ours).toEqual(largest);
  });

  test("the edition's checks agree with what is computed here", async () => {
    const [told] = await sql("SELECT figure FROM {checks} WHERE id = 'crosscheck.classes'");
    const n = (count: number) => count.toLocaleString("en");
    expect(told?.figure).toBe(
      `${n(byClass(found.rows).agrees.rows)} of ${n(found.rows.length)} agree within rounding, ${found.years.join("–")}`
    );
  });
});
