// Makes the yearly files of a country of asylum, a country of origin or a pair: a line for each year, measure and unit, with the
// figures that the pages show, for R, Python, DuckDB or a spreadsheet.
import {ascending, group} from "d3";
import type {Count} from "../measures/bounds.js";
import {POSITIVE_STATUSES, STATUSES, UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {listed, printedTotal, remainder} from "../measures/headline.js";
import {allOutcomes} from "../measures/outcomes.js";
import {heldTogether} from "../measures/separated.js";
import type {PublishedDecision} from "../measures/status.js";
import type {ApplicationRow, Outcomes} from "../measures/sums.js";
import {withUnseen} from "../measures/unseenOrigins.js";
import type {Ledger, Stock} from "./placeLedger.js";

/** One figure of one year. */
export interface YearlyLine {
  readonly year: number;
  readonly measure: YearlyMeasure;
  readonly unit: Unit;
  /** Null where the data does not separate it: never 0 then. */
  readonly value: number | null;
  /** The rounding range: the true number lies between the two. */
  readonly at_least: number;
  readonly at_most: number;
  /** The break in series that makes the number the least there can be, by its id; null where there is none. */
  readonly least_by: string | null;
}

/** The measures of a line. */
export const YEARLY_MEASURES = {
  new_applications: "New asylum applications",
  new_applications_other: "New asylum applications reported at other stages or procedures, not in new_applications",
  refugee_status: "Decisions granting refugee status",
  undivided: "Decisions granting refugee status or other protection, not separated in the data",
  complementary: "Decisions granting complementary protection",
  humanitarian: "Decisions granting residence on humanitarian grounds",
  temporary: "Decisions granting a temporary status by national law",
  refused: "Decisions refusing protection",
  undivided_closed: "Decisions refused or closed, not separated in the data",
  otherwise_closed: "Cases closed without a decision",
  not_decided: "Cases removed from the count without a decision",
  asylum_seekers: "Asylum-seekers with a pending application at the end of the year",
  refugees: "Refugees living in the country of asylum at the end of the year"
} as const;
export type YearlyMeasure = keyof typeof YEARLY_MEASURES;

/** Whose figures: a country of asylum, a country of origin, or both. */
export type Side =
  | {readonly asylum: string; readonly origin: null}
  | {readonly asylum: null; readonly origin: string}
  | {readonly asylum: string; readonly origin: string};

/** The rows of one side, each a part of the edition. */
export interface SideRows {
  readonly applications: readonly ApplicationRow[];
  readonly decisions: readonly PublishedDecision[];
  readonly stocks: ReadonlyMap<number, Stock>;
}

const line = (year: number, measure: YearlyMeasure, unit: Unit, {value, lo, hi}: Count): YearlyLine => ({
  year,
  measure,
  unit,
  value,
  at_least: lo,
  at_most: hi,
  least_by: null
});

/**
 * Every line of one side, by year, in the order of the measures, persons before cases. A year without an entry has no line.
 * A country of asylum's applications and year-end figures are sums over origins: the upper end has room for those that
 * rounding removed. An origin's new applications are those of every level, as UNHCR prints totals.
 */
export function yearlyLines(ledger: Ledger, side: Side, {applications, decisions, stocks}: SideRows): YearlyLine[] {
  const lines: YearlyLine[] = [];
  for (const [year, rows] of group(applications, (row) => row.year)) lines.push(...newLines(ledger, side, year, rows));
  for (const [year, rows] of group(decisions, (row) => row.year)) {
    const joined = ledger.joined(rows);
    for (const unit of ["P", "C"] as const) {
      const outcomes = joined[unit] && allOutcomes(joined[unit]);
      const own = rows.filter((row) => row.unit === unit);
      if (outcomes) lines.push(...outcomeLines(year, unit, outcomes, leastBy(ledger, own)));
    }
  }
  for (const [year, {seekers, refugees}] of stocks) {
    const unseen = (kind: keyof Stock) => (side.origin === null ? ledger.unseenStock(side.asylum, year, kind) : 0);
    if (seekers) lines.push(line(year, "asylum_seekers", "P", withUnseen(seekers, unseen("seekers"))));
    if (refugees) lines.push(line(year, "refugees", "P", withUnseen(refugees, unseen("refugees"))));
  }
  const order = Object.keys(YEARLY_MEASURES);
  return lines.sort(
    (a, b) =>
      ascending(a.year, b.year) ||
      ascending(order.indexOf(a.measure), order.indexOf(b.measure)) ||
      // P before C.
      ascending(b.unit, a.unit)
  );
}

function newLines(ledger: Ledger, side: Side, year: number, rows: readonly ApplicationRow[]): YearlyLine[] {
  const headline = ledger.headline(rows);
  if (!headline) return [];
  const isTotal = side.asylum === null;
  const host = listed(headline);
  const number = isTotal ? printedTotal(headline) : {P: host.P?.count ?? null, C: host.C?.count ?? null};
  const inNumber = rows.filter((row) => {
    const part = ledger.part(row);
    return part === "first_and_combined" || part === "only_other_levels";
  });
  const unseen = side.origin === null ? ledger.unseen(inNumber) : {P: 0, C: 0};
  return (["P", "C"] as const).flatMap((unit) => {
    const count = number[unit];
    const others = isTotal ? [] : remainder(headline).flatMap((one) => one[unit]?.count ?? []);
    return [
      ...(count ? [line(year, "new_applications", unit, withUnseen(count, unseen[unit]))] : []),
      ...(others.length
        ? [
            line(year, "new_applications_other", unit, {
              value: others.reduce((all, {value}) => all + value, 0),
              lo: others.reduce((all, {lo}) => all + lo, 0),
              hi: others.reduce((all, {hi}) => all + hi, 0)
            })
          ]
        : [])
    ];
  });
}

/** Statuses with a count; a status has no value where the data does not separate it, and its range takes in what it may be part of. */
function outcomeLines(year: number, unit: Unit, outcomes: Outcomes, least_by: string | null): YearlyLine[] {
  const isPositive = (status: string) => (POSITIVE_STATUSES as readonly string[]).includes(status);
  return STATUSES.flatMap((status) => {
    const count = outcomes.statuses[status];
    const marked = {least_by: isPositive(status) ? least_by : null};
    const together = heldTogether(outcomes, status);
    if (together && (count.hi > 0 || status === "refugee_status")) {
      const widest = {...count, hi: count.hi + together.hi};
      return [{...line(year, status, unit, widest), ...marked, value: count.value === 0 ? null : count.value}];
    }
    return count.hi === 0 ? [] : [{...line(year, status, unit, count), ...marked}];
  });
}

/** The break by which positive decisions are missing from some rows; null where there is none. */
function leastBy(ledger: Ledger, rows: readonly PublishedDecision[]): string | null {
  const ids = new Set(rows.flatMap((row) => ledger.atLeast(row) ?? []));
  return ids.size ? [...ids].join(" ") : null;
}

/** The columns of the files, in their order. */
export const YEARLY_COLUMNS = [
  "year",
  "origin",
  "origin_label",
  "asylum",
  "asylum_label",
  "measure",
  "measure_label",
  "unit",
  "unit_label",
  "value",
  "at_least",
  "at_most",
  "least_by"
] as const;

/** A line as the files have it; "*" and "any country" where a side is every country. */
export function yearlyRow(
  {asylum, origin}: Side,
  {year, measure, unit, value, at_least, at_most, least_by}: YearlyLine,
  places: ReadonlyMap<string, string>
): Record<(typeof YEARLY_COLUMNS)[number], string | number | null> {
  const label = (code: string | null) => (code === null ? "any country" : (places.get(code) ?? code));
  return {
    year,
    origin: origin ?? "*",
    origin_label: label(origin),
    asylum: asylum ?? "*",
    asylum_label: label(asylum),
    measure,
    measure_label: YEARLY_MEASURES[measure],
    unit,
    unit_label: UNITS[unit],
    value,
    at_least,
    at_most,
    least_by
  };
}
