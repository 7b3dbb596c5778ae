// Checks that every country code is known, and counts figures on people of unknown origin.
import {AGGREGATES, EUROSTAT_ORIGINS} from "../../src/measures/eurostat.js";
import {identifier, literal, rows} from "../clean/database.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";

/** Codes that a table may hold with places: sums, former states and groups defined by a status. */
const OF_EUROSTAT = [...AGGREGATES, ...Object.keys(EUROSTAT_ORIGINS)];
const BEYOND_PLACES: Partial<Record<TableName, readonly string[]>> = {
  reported: ["ALL", "eu", "eu_plus"],
  eurostat_applications: OF_EUROSTAT,
  eurostat_sex_age: OF_EUROSTAT,
  eurostat_decisions: OF_EUROSTAT
};
export async function knownPlaces({db, tables}: CheckContext): Promise<CheckResult> {
  const unknown: string[] = [];
  const at = new Set<TableName>();
  for (const table of tables) {
    for (const column of tableSchema(table)
      .columns.map((c) => c.name)
      .filter((c) => c === "origin" || c === "asylum" || c === "place")) {
      // Rules and breaks name several places or all of them, events a town.
      if (table === "rules" || table === "breaks" || table === "events" || table === "places") continue;
      const codes = await rows(
        db,
        `SELECT ${column} AS code, count(*) AS rows FROM ${identifier(table)}
         WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT place FROM places)${BEYOND_PLACES[table] ? ` AND ${column} NOT IN (${BEYOND_PLACES[table].map(literal).join(", ")})` : ""} GROUP BY ALL ORDER BY ALL`
      );
      if (codes.length) at.add(table);
      unknown.push(...codes.map((row) => `${String(row.code)} as ${column} in ${n(row.rows)} rows of ${table}`));
    }
  }
  return verdict(
    {id: "places", title: "Every place is known", tables: [...at]},
    !unknown.length,
    `${n(unknown.length)} unknown`,
    "0",
    unknown.length ? `${String(listed(unknown))}: add a line to data/tables/places.csv` : null
  );
}

/** Rows of unknown origin in the latest year; rankings of origins say so. */
export async function unknownOrigins({db}: CheckContext, table: "applications" | "decisions"): Promise<CheckResult> {
  const value = table === "applications" ? "applications" : "total";
  const found = await rows(
    db,
    `SELECT unit, sum(${value}) FILTER (origin = 'UNK') AS unknown, sum(${value}) AS all FROM ${table}
     WHERE year = (SELECT max(year) FROM ${table}) GROUP BY unit ORDER BY unit DESC`
  );
  return {
    id: `unknown-origin.${table}`,
    title: `How much of the latest year's ${table} has no origin`,
    fatal: false,
    result: "told",
    figure: found
      .map((row) => `${n(row.unknown)} of ${n(row.all)} ${row.unit === "P" ? "persons" : "cases"}`)
      .join("; "),
    expected: null,
    detail: null
  };
}
