// Runs every check that an edition's tables allow. A fatal check that fails rejects the edition; others only warn.
import {locationChecks} from "./locations.js";
import {unitChecks} from "./units.js";
import {rows} from "../clean/database.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";
import {rowCounts, years} from "./rowCounts.js";
import {countColumns, counts, uniqueKeys} from "./keys.js";
import {apiTotals, statusSums, totalsAgainstParts} from "./totals.js";
import {knownPlaces, unknownOrigins} from "./places.js";
import {ruleFaults} from "./rules.js";
import {multiplesOfFive, twoLedgers, zerosLeftOut} from "./eurostat.js";
import {reportedFigures} from "./reported.js";
import {breaksFound} from "./breaks.js";

/** A source that fails keeps the tables of an earlier edition; the check gives their date. */
function freshSources({stale}: CheckContext): CheckResult {
  return verdict(
    {id: "sources", title: "Every source could be read for this edition", fatal: false},
    !stale.length,
    `${n(stale.length)} stale`,
    "0, or each named with the date of its tables",
    listed(stale.map(({name, since, edition, reason}) => `${name}: tables of ${since} (edition ${edition}): ${reason}`))
  );
}

/** Every check that the tables at hand allow, in the order of their ids. */
export async function runChecks(context: CheckContext): Promise<CheckResult[]> {
  const {db, tables} = context;
  const has = (...names: TableName[]) => names.every((name) => tables.includes(name));
  const results: CheckResult[] = [];
  for (const table of tables) {
    if (table === "checks") continue;
    results.push(await uniqueKeys(context, table));
    if (countColumns(table).length) results.push(await counts(context, table));
  }
  results.push(freshSources(context), await knownPlaces(context), ...(await rowCounts(context)));
  for (const table of ["applications", "decisions", "stocks", "eurostat_applications", "eurostat_decisions"] as const)
    if (has(table)) results.push(await years(context, table));
  if (has("breaks")) results.push(...(await breaksFound(context)));
  if (has("locations")) results.push(...(await locationChecks(context)));
  results.push(...(await unitChecks(context)));
  if (has("applications", "decisions", "rules")) {
    const rules = await rows(db, 'SELECT * FROM rules ORDER BY asylum, id, "column"');
    results.push(
      ...(await statusSums(context)),
      await totalsAgainstParts(context),
      ...(await apiTotals(context)),
      ...(await ruleFaults(context, rules)),
      await unknownOrigins(context, "applications"),
      await unknownOrigins(context, "decisions")
    );
    if (has("reported")) results.push(await reportedFigures(context, rules));
  }
  const ofEurostat = tables.filter((table) => tableSchema(table).from === "eurostat");
  if (ofEurostat.length) results.push(await multiplesOfFive(context, ofEurostat));
  if (has("eurostat_applications", "eurostat_sex_age")) results.push(await zerosLeftOut(context));
  if (has("applications", "eurostat_applications")) results.push(...(await twoLedgers(context)));
  return results.sort((a, b) => (a.id < b.id ? -1 : 1));
}
