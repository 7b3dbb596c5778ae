// Checks Eurostat's tables, and compares them with UNHCR's.
import type {DuckDBConnection} from "@duckdb/node-api";
import {isExact} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {byClass, crosscheck, CROSSCHECK_CLASSES, unexplained} from "../../src/measures/crosscheck.js";
import type {Compared, EurostatRow} from "../../src/measures/crosscheck.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {columns, identifier, rows} from "../clean/database.js";
import type {TableName} from "../../src/schema/tables.js";
import {NO_ENTRY} from "../../src/words/status.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";
import {countColumns} from "./keys.js";

/** One line of the comparison, in words. */
function compared({asylum, origin, year, unhcr_new, eurostat_first_time, eurostat_all}: Compared): string {
  const shown = (count: Count | null) =>
    count ? `${n(count.value)}${isExact(count) ? "" : ` [${n(count.lo)}–${n(count.hi)}]`}` : NO_ENTRY;
  return `${asylum} ${origin} ${year}: UNHCR ${shown(unhcr_new)}, Eurostat ${shown(eurostat_first_time ?? eurostat_all)}${eurostat_first_time ? "" : " (all)"}`;
}

/** UNHCR's applications compared with Eurostat's by class of difference, and the largest unexplained differences. */
export async function twoLedgers({db}: CheckContext): Promise<CheckResult[]> {
  const unhcr = await rowsOf<ApplicationRow>(
    db,
    `SELECT year, origin, asylum, authority, type, level, unit, applications FROM applications
     WHERE asylum IN (SELECT asylum FROM eurostat_applications) ORDER BY ALL`
  );
  const eurostat = await rowsOf<EurostatRow>(
    db,
    "SELECT year, origin, asylum, applicant, applications FROM eurostat_applications WHERE NOT aggregate ORDER BY ALL"
  );
  const {rows: beside, empty, hosts, years: span} = crosscheck(unhcr, eurostat);
  const classes = byClass(beside);
  const told = {fatal: false, result: "told", expected: null} as const;
  return [
    {
      ...told,
      id: "crosscheck.classes",
      title:
        "UNHCR’s new applications compared with Eurostat’s first-time applicants, by country of asylum, origin and year",
      figure: `${n(classes.agrees.rows)} of ${n(beside.length)} agree within rounding, ${span.join("–")}`,
      detail: [
        ...CROSSCHECK_CLASSES.map(
          (name) => `${name} ${n(classes[name].rows)}, ${n(classes[name].beyond_rounding)} persons beyond rounding`
        ),
        `nothing to compare ${n(empty)} (0 or no entry in both); ${hosts.length} countries of asylum`
      ].join("\n")
    },
    {
      ...told,
      id: "crosscheck.unexplained",
      title: "The largest unexplained differences between UNHCR and Eurostat",
      figure: `${n(classes.unexplained.rows)} unexplained`,
      detail: unexplained(beside).map(compared).join("\n") || null
    }
  ];
}

/** How much of Eurostat's sex and age the edition leaves out, and that all of it is 0. */
export async function zerosLeftOut({db}: CheckContext): Promise<CheckResult> {
  const key = "year, origin, asylum, applicant";
  const [found] = await rows(
    db,
    `SELECT count(*) FILTER (there.year IS NULL) AS left_out, count(*) FILTER (there.year IS NULL AND applications IS DISTINCT FROM 0) AS above_0, count(*) AS all
     FROM eurostat_applications LEFT JOIN (SELECT DISTINCT ${key} FROM eurostat_sex_age) AS there USING (${key})
     WHERE extract = 'migr_asyappctza'`
  );
  return verdict(
    {
      id: "eurostat.sex-age",
      title: "What eurostat_sex_age leaves out is all 0"
    },
    Number(found?.above_0) === 0,
    `${n(found?.left_out)} of ${n(found?.all)} combinations of year, origin, country of asylum and type of applicant left out, ${n(found?.above_0)} of them above 0`,
    "none above 0"
  );
}

/** Eurostat rounds to 5; any other value would need another rounding range. */
export async function multiplesOfFive({db}: CheckContext, tables: readonly TableName[]): Promise<CheckResult> {
  const off: string[] = [];
  let counts = 0;
  for (const table of tables)
    for (const {name} of countColumns(table)) {
      const [found] = await rows(
        db,
        `SELECT count(*) AS counts, count(*) FILTER (${identifier(name)} % 5 <> 0) AS off FROM ${table} WHERE ${identifier(name)} IS NOT NULL`
      );
      counts += Number(found?.counts);
      if (Number(found?.off)) off.push(`${name} of ${table}: ${n(found?.off)}`);
    }
  return verdict(
    {id: "eurostat.fives", title: "Every value of Eurostat is a multiple of 5", fatal: false},
    !off.length,
    `${n(counts)} values, ${off.length ? "some are not" : "all are"}`,
    "all",
    listed(off)
  );
}

export async function rowsOf<T>(db: DuckDBConnection, sql: string): Promise<T[]> {
  const found = await columns(db, sql);
  const names = Object.keys(found);
  return (found[names[0] ?? ""] ?? []).map(
    (_, i) => Object.fromEntries(names.map((name) => [name, found[name]?.[i]])) as unknown as T
  );
}
