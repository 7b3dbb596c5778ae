// "New applications" follows from types and levels, not from a column, and the types changed in 2006. It is defined in one place, so
// that a chart, a card and a headline cannot mean different things by it.
import {add, bounded, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import type {Unit} from "./codes.js";
import {added, applicationAdder, stageOf} from "./sums.js";
import type {Adder, ApplicationRow} from "./sums.js";

/** The year from which the types N, R, A and so on are given. Earlier rows are "various", but the United States'. */
export const TYPES_SINCE = 2006;

type Kind = Pick<ApplicationRow, "year" | "asylum" | "type" | "level">;

/** New as UNHCR's printed totals count it: the types alone, at every level. */
export function isNewByType({year, asylum, type, level}: Kind): boolean {
  if (year >= TYPES_SINCE) return type === "N" || type === "NR";
  if (asylum === "USA") return type === "N";
  const stage = stageOf(level);
  return type === "V" && (stage === "first" || stage === "combined");
}

/**
 * Whether a row counts new applications: types N and NR; before 2006 V at levels of stage first and combined, and N for the
 * United States, whose rows had types already. At level TA (temporary asylum in the Russian Federation, from 2010 on) every
 * type counts: all 1,020 applications of 2011 are reported under repeat, and a filter on new would drop the year.
 * Source: UNHCR's printed totals equal N + NR (2023: 3,580,728); UNHCR Refugee Data Finder, methodology, "new applications".
 */
export function isNew(row: Kind): boolean {
  return row.level === "TA" || isNewByType(row);
}

/** New applications of one unit, in persons or cases by `unit`. */
export interface NewApplications {
  readonly unit: Unit;
  readonly count: Count;
  /** How many of `count` are reported under NR, new and repeat together: so many may hold repeat applications. */
  readonly new_and_repeat: Count;
  /** How many of `count` are reported at level TA under a type that is neither N nor NR. */
  readonly other_types: Count;
}

/** New applications among rows, as `takes` says which they are and `all` adds them. */
function newAdder(
  takes: (row: ApplicationRow) => boolean,
  all: Adder<ApplicationRow, Count | null>
): Adder<ApplicationRow, NewApplications | null> {
  const parts = {new_and_repeat: ZERO, other_types: ZERO};
  let unit: Unit | null = null;
  return {
    add: (row) => {
      if (!takes(row)) return;
      all.add(row);
      unit = row.unit;
      if (row.applications === null) return;
      if (row.type === "NR")
        parts.new_and_repeat = add(parts.new_and_repeat, bounded(row.applications, "applications"));
      if (!isNewByType(row)) parts.other_types = add(parts.other_types, bounded(row.applications, "applications"));
    },
    done: () => {
      const count = all.done();
      return count && unit && {unit, count, ...parts};
    }
  };
}

/**
 * New applications among rows of one unit and stage, with bounds, and how many of them are NR. Rows that are not new are
 * skipped. Null where no row is new, or every count is missing: an absent row is never 0.
 * Source: see `isNew`. `add` throws a MixError where new rows differ in unit or stage, or are of both levels IN and EO of the United
 * States.
 */
export function newApplicationAdder(): Adder<ApplicationRow, NewApplications | null> {
  return newAdder(isNew, applicationAdder());
}

/** New applications, as `newApplicationAdder` adds them. @throws MixError as it does. */
export function newApplications(rows: Iterable<ApplicationRow>): NewApplications | null {
  return added(newApplicationAdder(), rows);
}

/**
 * The published headline: new applications at all levels, persons and cases separately and never added (2017: 1,499,626 persons
 * and 142,057 cases). As UNHCR prints it, it adds stages and the United States' levels IN and EO, and takes N and NR alone
 * at level TA too: use it to compare a year's total with UNHCR's, never for a country's series. A unit without a new row is
 * null. Throws nothing. Source: UNHCR, Global Trends and Refugee Data Finder.
 */
export function headlineApplications(rows: Iterable<ApplicationRow>): Record<Unit, NewApplications | null> {
  const of = () => newAdder(isNewByType, headlineAdder());
  const units = {P: of(), C: of()};
  for (const row of rows) units[row.unit].add(row);
  return {P: units.P.done(), C: units.C.done()};
}

/** Adds what a series never adds: every stage and level of a headline. */
function headlineAdder(): Adder<ApplicationRow, Count | null> {
  let count: Count | null = null;
  return {
    add: ({applications}) => {
      if (applications !== null) count = add(count ?? ZERO, bounded(applications, "applications"));
    },
    done: () => count
  };
}
