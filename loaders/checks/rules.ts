// Checks that the rules that reclassify decisions fit the edition's rows, and lists what they change.
import type {DuckDBConnection} from "@duckdb/node-api";
import {rollup, sum} from "d3";
import {STATUSES} from "../../src/measures/codes.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleFaults} from "../../src/measures/status.js";
import {one, rows} from "../clean/database.js";
import type {Row} from "../clean/database.js";
import {ruleLine} from "../clean/handTables.js";
import {effects} from "../clean/rules.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";

export async function ruleFaults({db}: CheckContext, rules: readonly Row[]): Promise<CheckResult[]> {
  const {rows: moved, faults} = await effects(db, rules);
  const hosts = Number(await one(db, "SELECT count(DISTINCT asylum) FROM decisions"));
  return [
    ...faultChecks(faults, rules.length, hosts >= HOSTS_OF_THE_WORLD),
    await recognizedByStatus(db, rules),
    newYears(moved, Number(await one(db, "SELECT max(year) FROM decisions")))
  ];
}

/** From so many countries on, an edition covers the world. In a smaller one, a line that matches nothing is not a fault. */
const HOSTS_OF_THE_WORLD = 100;
function faultChecks(faults: RuleFaults, lines: number, whole: boolean): CheckResult[] {
  return [
    verdict(
      {id: "rules.unused", title: "No column that a rule calls unused has a number"},
      !faults.unused.length,
      `${n(faults.unused.length)} cells`,
      "0",
      listed(faults.unused)
    ),
    verdict(
      {id: "rules.overlap", title: "No two rules apply to the same figure"},
      !faults.overlaps.length,
      `${n(faults.overlaps.length)} cells`,
      "0",
      listed(faults.overlaps)
    ),
    verdict(
      {id: "rules.unmatched", title: "Every line of the rules applies to some figure", fatal: whole},
      !faults.unmatched.length,
      `${n(faults.unmatched.length)} of ${n(lines)} lines match nothing`,
      "0",
      listed(faults.unmatched)
    )
  ];
}

/** Decisions reported under "recognized" in each year, by legal status, for persons and for cases. */
async function recognizedByStatus(db: DuckDBConnection, rules: readonly Row[]): Promise<CheckResult> {
  const read = reader(rules.map(ruleLine));
  const filed = (await rows(
    db,
    "SELECT year, origin, asylum, authority, level, unit, recognized FROM decisions WHERE recognized > 0"
  )) as unknown as PublishedDecision[];
  const byYear = rollup(
    filed,
    (ofStatus) => sum(ofStatus, (row) => row.recognized ?? 0),
    (row) => row.year,
    (row) => (row.unit === "P" ? "persons" : "cases"),
    (row) => read(row).status.recognized
  );
  const told = [...byYear]
    .sort(([a], [b]) => a - b)
    .map(([year, units]) => {
      const ofUnit = [...units]
        .sort()
        .reverse()
        .map(([unit, statuses]) => {
          const parts = STATUSES.filter((status) => statuses.has(status)).map(
            (status) => `${status} ${n(statuses.get(status))}`
          );
          return `${n(sum(statuses.values()))} ${unit}: ${parts.join(", ")}`;
        });
      return `${year}: ${ofUnit.join("; ")}`;
    });
  return {
    id: "recognized",
    title: "What is reported under “recognized” in each year, by legal status",
    fatal: false,
    result: "told",
    figure: told.at(-1) ?? "nothing",
    expected: null,
    detail: told.join("\n") || null
  };
}

/** Rules without a last year apply to a new year as well: a note, because nobody has reviewed evidence for that year. */
function newYears(moved: readonly Row[], last: number): CheckResult {
  const open = moved.filter((row) => row.year_to === null && row.last_year === last).map((row) => String(row.id));
  return {
    id: "rules.new-year",
    title: "Rules with no end year, applied to the latest year without new evidence",
    fatal: false,
    result: "told",
    figure: `${n(open.length)} lines applied to ${last}`,
    expected: null,
    detail: listed([...new Set(open)])
  };
}
