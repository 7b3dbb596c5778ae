// Checks the number of rows of each table and year against the last edition: a publisher that loses rows is noticed.
import {identifier, one, rows} from "../clean/database.js";
import type {TableName} from "../../src/schema/tables.js";
import {n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";

/** A year with at least this many rows on either side of a hole shows that the hole is a loss, not a thin selection. */
const FULL_YEAR = 1000;
/** Fatal where a full year is missing between two others, or a year of the edition in the target is missing. */
export async function years(context: CheckContext, table: TableName): Promise<CheckResult> {
  const {db, before} = context;
  const found = await rows(db, `SELECT year, count(*) AS rows FROM ${identifier(table)} GROUP BY ALL ORDER BY ALL`);
  const here = new Map(found.map((row) => [Number(row.year), Number(row.rows)]));
  const [first, last] = [Math.min(...here.keys()), Math.max(...here.keys())];
  const holes: number[] = [];
  for (let year = first; year < last; year++) if (!here.has(year)) holes.push(year);
  const between = (year: number) => {
    const known = [...here.keys()];
    return [Math.max(...known.filter((y) => y < year)), Math.min(...known.filter((y) => y > year))];
  };
  const lost = holes.filter((year) => between(year).every((y) => (here.get(y) ?? 0) >= FULL_YEAR)).map(String);
  if (before?.tables.includes(table)) {
    const gone = await rows(
      db,
      `SELECT DISTINCT year FROM ${identifier(`before_${table}`)} WHERE year NOT IN (SELECT year FROM ${identifier(table)}) ORDER BY year`
    );
    lost.push(...gone.map((row) => `${String(row.year)} (in edition ${before.id})`));
  }
  const title = `${table} has every year, and none is lost`;
  const figure = here.size ? `${first}–${last}, ${here.size} years` : "no year";
  if (!lost.length && holes.length)
    return {
      id: `years.${table}`,
      title,
      fatal: true,
      result: "told",
      figure,
      expected: "every year",
      detail: `no rows in ${holes.join(", ")}`
    };
  return verdict(
    {id: `years.${table}`, title, tables: [table]},
    !lost.length,
    figure,
    "every year",
    lost.length ? `lost: ${lost.join(", ")}` : null
  );
}

/** Tables that a review changes row by row, and those made of other tables: their number of rows does not show a loss. */
const NOT_COUNTED: readonly TableName[] = [
  ...(["places", "regions", "memberships", "rules", "breaks", "checks"] as const),
  ...(["cells", "counts"] as const)
];
export async function rowCounts(context: CheckContext): Promise<CheckResult[]> {
  const {db, tables, before, footnotesGiven} = context;
  const results: CheckResult[] = [];
  for (const table of tables) {
    if (table === "checks") continue;
    const check = {
      id: `rows.${table}`,
      title: `${table} has at least 95% of the rows of the previous edition`,
      tables: [table]
    };
    const here = Number(await one(db, `SELECT count(*) FROM ${identifier(table)}`));
    if (!before?.tables.includes(table)) {
      results.push({
        ...check,
        fatal: true,
        result: "skipped",
        figure: `${n(here)} rows`,
        expected: null,
        detail: "no edition in the target has this table"
      });
      continue;
    }
    const there = Number(await one(db, `SELECT count(*) FROM ${identifier(`before_${table}`)}`));
    const excused = NOT_COUNTED.includes(table) || (table === "footnotes" && !footnotesGiven);
    results.push(
      verdict(
        {...check, fatal: !excused},
        here >= 0.95 * there,
        `${n(here)} rows`,
        `at least 95% of ${n(there)} (edition ${before.id})`
      )
    );
  }
  return results;
}
