// Compares figures from other sources with UNHCR's: consistent with the range of the rows, or not. A difference is shown, never
// smoothed.
import {contains, sum} from "./bounds.js";
import type {Count} from "./bounds.js";
import {STAGES} from "./codes.js";
import type {DecisionKey, Level, PositiveStatus} from "./codes.js";
import {headlineApplications, isNew} from "./newness.js";
import {added, stageOf, sumApplications, sumDecisions} from "./sums.js";
import {knownOriginsAdder, unseenOriginsAdder, withUnseen} from "./unseenOrigins.js";
import type {ApplicationRow} from "./sums.js";
import type {PublishedDecision, Reading} from "./status.js";

/** In place of an origin: every origin; in place of a country of asylum: the world. */
export const ALL = "ALL";

/** One figure as a named publication states it, in persons or cases. `origin` ALL: every origin; `asylum` ALL: the world. */
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
  /** The step a printed figure was rounded to: 100,000 for “2.6 million”. Null or absent where it is stated in full. */
  readonly rounded_to?: number | null;
  /** Why the figure differs from the rows, where that is known. */
  readonly note?: string | null;
}

/** The rows compared with a figure from another source. Where they include cases, each case adds at least one person. */
export interface Beside extends Count {
  readonly cases?: Count;
  /** Whether the upper end includes decisions that may be of another status. */
  readonly mixed?: boolean;
}

/** A country's outcomes are reported at these levels together: Japan's grants at FA, Spain's at FI. */
const FIRST_AND_COMBINED: readonly Level[] = [...STAGES.first, ...STAGES.combined];

/**
 * The rows that each measure is compared with. One person can have both an application for refugee status and one for
 * temporary asylum: where both are compared together they are added, and the page says so.
 */
export const COUNTERPARTS: Readonly<
  Record<
    string,
    | {readonly applications: readonly Level[]}
    | {readonly decisions: readonly Level[]; readonly status: PositiveStatus}
    | "new"
  >
> = {
  new_applications: "new",
  refugee_status_applications: {applications: ["FI"]},
  temporary_asylum_applications: {applications: ["TA"]},
  asylum_applications: {applications: ["FI", "TA"]},
  asylum_applicants: {applications: ["FI", "TA"]},
  refugee_status_granted: {decisions: FIRST_AND_COMBINED, status: "refugee_status"},
  complementary_protection_granted: {decisions: FIRST_AND_COMBINED, status: "complementary"},
  humanitarian_residence_granted: {decisions: FIRST_AND_COMBINED, status: "humanitarian"},
  temporary_asylum_granted: {decisions: ["TA"], status: "temporary"}
};

/** Whether the database has a counterpart at all: whole years, a whole country, a measure that its rows hold. */
export function isComparable(figure: ReportedFigure): boolean {
  return (
    figure.region === null && figure.year_from !== null && figure.year_to !== null && figure.measure in COUNTERPARTS
  );
}

/**
 * The interval of the rows that a reported figure is about, in its unit. Null where there is no such row, or where the figure
 * cannot be compared.
 */
export function counterpart(
  figure: ReportedFigure,
  rows: {applications: readonly ApplicationRow[]; decisions: readonly PublishedDecision[]},
  read: (key: DecisionKey) => Reading
): Beside | null {
  const against = COUNTERPARTS[figure.measure];
  const {year_from, year_to} = figure;
  if (!against || !isComparable(figure) || year_from === null || year_to === null) return null;
  const unit = figure.unit === "persons" ? "P" : "C";
  const ofPair = (row: {origin: string; asylum: string}) =>
    (figure.asylum === ALL || row.asylum === figure.asylum) && (figure.origin === ALL || row.origin === figure.origin);
  const ofYears = (row: {year: number}) => row.year >= year_from && row.year <= year_to;
  const spokenOf = (row: {year: number; origin: string; asylum: string; unit: string}) =>
    ofPair(row) && ofYears(row) && row.unit === unit;
  // A sum over every origin has room for those that rounding removed.
  const everyOrigin = (found: Count, takes: (row: ApplicationRow) => boolean): Count => {
    if (figure.origin !== ALL) return found;
    const entries = rows.applications.filter((row) => ofPair(row) && row.unit === unit);
    const unseen = added(unseenOriginsAdder(added(knownOriginsAdder(), entries)), entries.filter(takes));
    return withUnseen(found, unseen[unit]);
  };
  if (against === "new") {
    const found = newBeside(
      rows.applications.filter((row) => ofPair(row) && ofYears(row)),
      {unit, world: figure.asylum === ALL}
    );
    return found && {...everyOrigin(found, ofYears), ...(found.cases ? {cases: found.cases} : {})};
  }
  if ("applications" in against) {
    const isOf = ({level}: ApplicationRow) => against.applications.includes(level);
    const found = sum(
      against.applications.map((level) =>
        sumApplications(rows.applications.filter((row) => row.level === level && spokenOf(row)))
      )
    );
    return found && everyOrigin(found, (row) => ofYears(row) && isOf(row));
  }
  const statuses = against.decisions.flatMap((level) => {
    const found = sumDecisions(
      rows.decisions.filter((row) => row.level === level && spokenOf(row)),
      read
    );
    return found ? [found.statuses] : [];
  });
  const granted = sum(statuses.map((each) => each[against.status]));
  // What is not separated may be of any status: it widens the interval and adds nothing to the count.
  const undivided = sum(statuses.map((each) => each.undivided));
  return granted && undivided?.hi ? {...granted, hi: granted.hi + undivided.hi, mixed: true} : granted;
}

/**
 * New applications as a country counts them, stages first and combined together; for the world as UNHCR prints it, every level.
 * Persons with the cases with them, which are never added.
 */
function newBeside(rows: readonly ApplicationRow[], {unit, world}: {unit: "P" | "C"; world: boolean}): Beside | null {
  const counted = world ? rows : rows.filter((row) => isNew(row) && ["first", "combined"].includes(stageOf(row.level)));
  const {P, C} = headlineApplications(counted);
  if (unit === "C") return C?.count ?? null;
  return P && {...P.count, ...(C ? {cases: C.count} : {})};
}

/** Whether the figure lies inside the interval of its rows. No row is outside: the database says nothing where others counted. */
export function agrees(figure: ReportedFigure, interval: Beside | null): boolean {
  if (interval === null) return false;
  const {cases} = interval;
  // What a case holds is not known, so that there is no upper end.
  const room = cases ? {value: interval.value, lo: interval.lo + cases.lo, hi: Infinity} : interval;
  const half = (figure.rounded_to ?? 0) / 2;
  if (figure.comparator !== "=" || half === 0) return contains(room, figure.value, figure.comparator);
  return room.lo <= figure.value + half && figure.value - half <= room.hi;
}
