// Checks that figures did not change their unit and that no country disappeared: against the previous edition, and against the totals
// that a publisher prints with their parts.
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";
import {rows} from "../clean/database.js";

/** No revision of a census is of this size: thousands, or another country's row, are. */
const OTHER_UNIT = 5;

/** Places in the last edition that have no inhabitants now, and places whose last common year is in another unit. */
async function populationAgainstBefore({db}: CheckContext): Promise<CheckResult[]> {
  const gone = await rows(
    db,
    `SELECT DISTINCT place FROM before_population WHERE population > 0 AND place NOT IN (SELECT place FROM population WHERE population > 0) ORDER BY place`
  );
  const given = "year = population_year AND population > 0";
  const common = await rows(
    db,
    `SELECT place, year, b.population AS before, p.population AS now
     FROM (SELECT * FROM population WHERE ${given}) p JOIN (SELECT * FROM before_population WHERE ${given}) b USING (place, year)
     QUALIFY row_number() OVER (PARTITION BY place ORDER BY year DESC) = 1 ORDER BY place`
  );
  const apart = common.filter(({before, now}) => {
    const factor = Number(now) / Number(before);
    return factor >= OTHER_UNIT || factor <= 1 / OTHER_UNIT;
  });
  return [
    verdict(
      {
        id: "population.gone",
        title: "Every place that had inhabitants in the edition before has some now",
        fatal: false,
        tables: ["population"]
      },
      !gone.length,
      `${n(gone.length)} places gone`,
      "0, or named",
      listed(gone.map(({place}) => String(place)))
    ),
    verdict(
      {
        id: "population.unit",
        title: "No place's inhabitants are in another unit than in the edition before, in the latest year of both",
        tables: ["population"]
      },
      !apart.length,
      `${n(apart.length)} of ${n(common.length)} places differ by a factor of ${OTHER_UNIT} or more`,
      "0",
      listed(apart.map((row) => `${String(row.place)} ${String(row.year)}: ${n(row.before)} before, ${n(row.now)} now`))
    )
  ];
}

/** From so many origins on, a country's rows are complete enough to be compared with its total from below. */
const ORIGINS_OF_A_WHOLE = 100;

/** Eurostat prints a total with its citizenships; each value is rounded to 5, so each may be 2.5 off. */
async function eurostatTotals({db}: CheckContext, table: "applications" | "decisions"): Promise<CheckResult[]> {
  const kind = table === "applications" ? "applicant" : "decision";
  const quarter = table === "decisions" ? "quarter," : "";
  const compared = await rows(
    db,
    `WITH parts AS (SELECT year, ${quarter} asylum, ${kind}, sum(${table})::BIGINT AS parts, count(${table}) AS n
       FROM eurostat_${table} WHERE NOT aggregate GROUP BY ALL),
     total AS (SELECT year, ${quarter} asylum, ${kind}, ${table} AS total FROM eurostat_${table} WHERE origin = 'TOTAL' AND ${table} IS NOT NULL)
     SELECT concat_ws(' ', asylum, ${kind}, year${quarter ? ", quarter" : ""}) AS what, parts, total, abs(parts - total) > 2.5 * (n + 1) AS differs,
       parts > 1.1 * total + 2.5 * n + 5 OR (n >= ${ORIGINS_OF_A_WHOLE} AND parts < 0.5 * total - 2.5 * n) AS far
     FROM parts JOIN total USING (${quarter} year, asylum, ${kind})
     ORDER BY abs(parts - total) DESC, what`
  );
  if (!compared.length) return [];
  const found = compared.filter((row) => row.differs === true);
  const far = found.filter((row) => row.far === true);
  return [
    verdict(
      {
        id: `eurostat.totals-${table}`,
        title: `Eurostat's ${table} by citizenship add up to its own total of the country`,
        // A few differences are the publisher's own; a large one means another unit, or a row counted twice.
        fatal: far.length > 0,
        tables: [`eurostat_${table}`]
      },
      !found.length,
      `${n(found.length)} of ${n(compared.length)} totals differ by more than rounding, ${n(far.length)} of them by far`,
      "0",
      listed(found.map((row) => `${String(row.what)}: parts ${n(row.parts)}, total ${n(row.total)}`))
    )
  ];
}

/** OFPRA's rows of the country, the régions and the départements nest. */
async function ofpraTotals({db}: CheckContext): Promise<CheckResult> {
  const found = await rows(
    db,
    `WITH of AS (SELECT year, measure, detail, admin_level, sum(value)::BIGINT AS value FROM locations WHERE publisher = 'ofpra' GROUP BY ALL)
     SELECT concat_ws(' ', p.year, p.measure, p.detail, CASE p.admin_level WHEN 1 THEN 'régions' ELSE 'départements' END) AS what,
       p.value AS parts, t.value AS total, abs(p.value - t.value) > 0.1 * t.value + 5 AS far
     FROM of p JOIN of t ON p.year = t.year AND p.measure = t.measure AND p.detail IS NOT DISTINCT FROM t.detail AND t.admin_level = 0
     WHERE p.admin_level > 0 AND p.value IS DISTINCT FROM t.value ORDER BY what`
  );
  const far = found.filter((row) => row.far === true);
  return verdict(
    {
      id: "locations.ofpra",
      title: "OFPRA's régions and départements add up to its own total",
      fatal: far.length > 0,
      tables: ["locations"]
    },
    !found.length,
    `${n(found.length)} sums differ, ${n(far.length)} by more than a tenth`,
    "0",
    listed(found.map((row) => `${String(row.what)}: ${n(row.parts)}, total ${n(row.total)}`))
  );
}

/** Every check of units and totals that the tables at hand allow. */
export async function unitChecks(context: CheckContext): Promise<CheckResult[]> {
  const {db, tables, before} = context;
  const results: CheckResult[] = [];
  if (tables.includes("population") && before?.tables.includes("population"))
    results.push(...(await populationAgainstBefore(context)));
  for (const table of ["applications", "decisions"] as const)
    if (tables.includes(`eurostat_${table}`)) results.push(...(await eurostatTotals(context, table)));
  if (
    tables.includes("locations") &&
    (await rows(db, "SELECT 1 FROM locations WHERE publisher = 'ofpra' LIMIT 1")).length
  )
    results.push(await ofpraTotals(context));
  return results;
}
