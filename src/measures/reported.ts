// Figures that others reported, beside the rows of the database: inside the interval of the rows, or not. A disagreement is
// shown, never smoothed.
import {contains, sum} from "./bounds.js";
import type {Count} from "./bounds.js";
import type {DecisionKey, Level} from "./codes.js";
import {sumApplications, sumDecisions} from "./sums.js";
import type {ApplicationRow} from "./sums.js";
import type {PublishedDecision, Reading} from "./status.js";

/** One figure as a named publication states it, in persons or cases. `origin` ALL: every origin. */
export interface ReportedFigure {
  readonly id: string;
  readonly origin: string;
  readonly asylum: string;
  readonly region: string | null;
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly measure: string;
  readonly value: number;
  readonly comparator: "=" | ">" | "<";
  readonly unit: "persons" | "cases";
}

/**
 * What a reported measure is compared with. One person may stand both in an application for refugee status and in one for
 * temporary asylum: where both are compared together they are added, and the reader is told.
 */
const COUNTERPARTS: Readonly<
  Record<
    string,
    | {readonly applications: readonly Level[]}
    | {readonly decisions: Level; readonly status: "refugee_status" | "temporary"}
  >
> = {
  refugee_status_applications: {applications: ["FI"]},
  temporary_asylum_applications: {applications: ["TA"]},
  asylum_applications: {applications: ["FI", "TA"]},
  asylum_applicants: {applications: ["FI", "TA"]},
  refugee_status_granted: {decisions: "FI", status: "refugee_status"},
  temporary_asylum_granted: {decisions: "TA", status: "temporary"}
};

/** Whether the database has a counterpart at all: whole years, a whole country, a measure that its rows hold. */
export function isComparable(figure: ReportedFigure): boolean {
  return (
    figure.region === null && figure.year_from !== null && figure.year_to !== null && figure.measure in COUNTERPARTS
  );
}

/**
 * The interval of the rows that a reported figure speaks of, in its unit. Null where there is no such row, or where the figure
 * cannot be compared.
 */
export function counterpart(
  figure: ReportedFigure,
  rows: {applications: readonly ApplicationRow[]; decisions: readonly PublishedDecision[]},
  read: (key: DecisionKey) => Reading
): Count | null {
  const against = COUNTERPARTS[figure.measure];
  const {year_from, year_to} = figure;
  if (!against || !isComparable(figure) || year_from === null || year_to === null) return null;
  const spokenOf = (row: {year: number; origin: string; asylum: string; unit: string}) =>
    row.asylum === figure.asylum &&
    (figure.origin === "ALL" || row.origin === figure.origin) &&
    row.year >= year_from &&
    row.year <= year_to &&
    row.unit === (figure.unit === "persons" ? "P" : "C");
  if ("applications" in against)
    return sum(
      against.applications.map((level) =>
        sumApplications(rows.applications.filter((row) => row.level === level && spokenOf(row)))
      )
    );
  const decided = rows.decisions.filter((row) => row.level === against.decisions && spokenOf(row));
  return sumDecisions(decided, read)?.statuses[against.status] ?? null;
}

/** Whether the figure lies inside the interval of its rows. No row is outside: the database says nothing where others counted. */
export function agrees(figure: ReportedFigure, interval: Count | null): boolean {
  return interval !== null && contains(interval, figure.value, figure.comparator);
}
