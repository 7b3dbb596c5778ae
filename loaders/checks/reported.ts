// Compares figures from other sources with the edition's rows.
import type {DuckDBConnection} from "@duckdb/node-api";
import {isExact} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import type {EurostatRow} from "../../src/measures/crosscheck.js";
import {agrees, ALL, counterpart, isComparable} from "../../src/measures/reported.js";
import type {Beside, ReportedFigure} from "../../src/measures/reported.js";
import {eurostatCounterpart} from "../../src/measures/reportedEurostat.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision} from "../../src/measures/status.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {rows} from "../clean/database.js";
import type {Row} from "../clean/database.js";
import {ruleLine} from "../clean/handTables.js";
import type {TableName} from "../../src/schema/tables.js";
import {NO_ENTRY} from "../../src/words/status.js";
import {n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";
import {rowsOf} from "./eurostat.js";

/** Eurostat's published totals compared with its own table, for the years that the edition has. */
async function eurostatHeadlines(
  db: DuckDBConnection,
  figures: readonly ReportedFigure[],
  tables: readonly TableName[]
): Promise<Map<string, Count>> {
  if (!tables.includes("eurostat_applications") || !tables.includes("memberships")) return new Map();
  const members = await rows(db, "SELECT place FROM memberships WHERE scheme = 'eu' AND year_to IS NULL");
  const eurostat = await rowsOf<EurostatRow>(
    db,
    "SELECT year, origin, asylum, applicant, applications FROM eurostat_applications WHERE origin = 'EXT_EU27_2020'"
  );
  const places = new Set(members.map(({place}) => String(place)));
  return new Map(
    figures.flatMap((figure) => {
      const interval = eurostatCounterpart(figure, eurostat, places);
      return interval ? [[figure.id, interval] as const] : [];
    })
  );
}

export async function reportedFigures({db, tables}: CheckContext, rules: readonly Row[]): Promise<CheckResult> {
  const figures = (await rows(db, "SELECT * FROM reported ORDER BY id")) as unknown as ReportedFigure[];
  const whole = figures.some(({asylum}) => asylum === ALL);
  const hosts = whole ? "true" : "asylum IN (SELECT asylum FROM reported)";
  const read = reader(rules.map(ruleLine));
  const compared = {
    applications: await rowsOf<ApplicationRow>(db, `SELECT * FROM applications WHERE ${hosts}`),
    decisions: await rowsOf<PublishedDecision>(
      db,
      "SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed, total FROM decisions WHERE asylum IN (SELECT asylum FROM reported)"
    )
  };
  const headlines = await eurostatHeadlines(db, figures, tables);
  const outside: string[] = [];
  const comparable = figures.filter((figure) => isComparable(figure) || headlines.has(figure.id));
  for (const figure of comparable) {
    const interval: Beside | null = headlines.get(figure.id) ?? counterpart(figure, compared, read);
    if (agrees(figure, interval)) continue;
    const bounds = interval && !isExact(interval) ? ` [${n(interval.lo)}–${n(interval.hi)}]` : "";
    const cases = interval?.cases ? ` and ${n(interval.cases.value)} cases` : "";
    const against = interval ? `UNHCR ${n(interval.value)}${bounds}${cases}` : NO_ENTRY;
    outside.push(
      `${figure.id}: other source ${figure.comparator === "=" ? "" : figure.comparator}${n(figure.value)}, ${against}${figure.note ? ` (${figure.note})` : ""}`
    );
  }
  return verdict(
    {
      id: "reported",
      title: "Every comparable figure from another source is consistent with UNHCR's range",
      fatal: false
    },
    !outside.length,
    `${n(comparable.length - outside.length)} of ${n(comparable.length)} consistent`,
    "all, or listed as different",
    outside.length ? outside.join("; ") : null
  );
}
