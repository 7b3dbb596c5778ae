// The figures of one page as CSV.
import {ascending, csvFormatRows} from "d3";
import {harmless} from "../../edition/csv.js";
import type {LocationRow} from "../../edition/locations.js";

const CSV_COLUMNS = [
  "year",
  "period",
  "publisher",
  "location",
  "kind",
  "within",
  "admin_level",
  "iso3166_2",
  "measure",
  "detail",
  "value",
  "value_lo",
  "value_hi",
  "flag"
];

/** The figures of one page as CSV: a missing value is nothing between two commas. */

export function csvOf(rows: readonly LocationRow[]): string {
  const sorted = [...rows].sort(
    (a, b) =>
      ascending(a.publisher, b.publisher) ||
      ascending(a.measure, b.measure) ||
      ascending(a.detail ?? "", b.detail ?? "") ||
      ascending(a.location, b.location) ||
      ascending(a.year, b.year) ||
      ascending(a.period ?? "", b.period ?? "") ||
      ascending(a.within ?? "", b.within ?? "") ||
      ascending(a.kind, b.kind) ||
      ascending(a.level ?? 0, b.level ?? 0)
  );
  return `${csvFormatRows([
    CSV_COLUMNS,
    ...sorted.map((each) =>
      [
        each.year,
        each.period,
        each.publisher,
        each.location,
        each.kind,
        each.within,
        each.level,
        each.iso,
        each.measure,
        each.detail,
        each.value,
        each.lo,
        each.hi,
        each.flag
      ].map((value) => (value === null ? "" : typeof value === "string" ? harmless(value) : String(value)))
    )
  ])}\n`;
}
