// Cleans SEM's figures by Swiss canton.
import type {DuckDBConnection} from "@duckdb/node-api";
import {SEM_COUNTS} from "../../sources/sem.js";
import type {Pulled} from "../../sources/shared.js";
import {identifier, literal} from "../database.js";
import {castTable} from "../shared.js";
import {add, count, dropAll, known, prepare, raws, year} from "./shared.js";

/**
 * What SEM's columns are in law. Provisional admission protects from return under asylum law and is complementary, whether the
 * application was rejected or not entered into; it holds some recognised refugees too, so refugee status is “at least”.
 */
const SEM_MEASURES: Record<(typeof SEM_COUNTS)[number], {measure: string; detail: string | null; from?: number}> = {
  new_applications: {measure: "applications", detail: null},
  // Counted by SEM since 2014, within the new applications: never added to them.
  of_which_multiple_applications: {measure: "multiple_applications", detail: null, from: 2014},
  applications_reopened: {measure: "reopened", detail: null},
  decided_total: {measure: "decisions", detail: null},
  asylum_granted: {measure: "refugee_status", detail: "asylum granted"},
  rejected_with_provisional_admission: {measure: "complementary", detail: "rejected, provisional admission"},
  rejected_without_provisional_admission: {measure: "refused", detail: "rejected"},
  inadmissible_with_provisional_admission: {measure: "complementary", detail: "inadmissible, provisional admission"},
  inadmissible_without_provisional_admission: {measure: "otherwise_closed", detail: "inadmissible"},
  written_off: {measure: "otherwise_closed", detail: "written off"}
};

export async function semLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "sem");
  const [cantons] = raws(pulled, "cantons");
  if (!cantons) throw new Error("source sem has no table cantons");
  await castTable(
    db,
    cantons,
    "sem_cantons",
    [year, await known(db, "canton"), ...SEM_COUNTS.map((name) => count(name))],
    {
      key: ["year", "canton"]
    }
  );
  for (const [column, {measure, detail, from}] of Object.entries(SEM_MEASURES))
    await add(
      db,
      {
        year: "year",
        publisher: "'sem'",
        asylum: "'CHE'",
        location: "coalesce(k.location, canton)",
        published_as: "canton",
        kind: "coalesce(k.kind, 'place')",
        admin_level: "1",
        iso3166_2: "k.iso3166_2",
        measure: literal(measure),
        ...(detail === null ? {} : {detail: literal(detail)}),
        value: identifier(column),
        value_lo: identifier(column),
        value_hi: identifier(column)
      },
      `sem_cantons LEFT JOIN known k ON k.published_as = canton ${from === undefined ? "" : `WHERE year >= ${from}`}`
    );
  await dropAll(db, "sem_cantons");
  return [];
}
