// Selects the rows of a figure, chart or table from the edition's columns, without creating an object for each row.
import {ascending, group, least, range, sum} from "d3";
import type {ApplicationType, Authority, Level, Unit} from "../measures/codes.js";
import {decisionAt} from "../measures/status.js";
import type {PublishedDecision, Scope} from "../measures/status.js";
import type {ApplicationRow} from "../measures/sums.js";
import type {Edition} from "./edition.js";

/** Which rows: every axis takes any code (`*`) or some. */
export interface Selection {
  readonly origin: Scope<string>;
  readonly asylum: Scope<string>;
  /** Spans of whole years, first and last included. */
  readonly years: readonly (readonly [from: number, to: number])[];
  readonly level: Scope<Level>;
  readonly authority: Scope<Authority>;
  readonly unit: Scope<Unit>;
  /** Type of application; decisions have none. */
  readonly type: Scope<ApplicationType>;
}

export const ANY: Selection = {
  origin: "*",
  asylum: "*",
  years: [[0, 9999]],
  level: "*",
  authority: "*",
  unit: "*",
  type: "*"
};

interface Axes {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly authority: ArrayLike<Authority>;
  readonly level: ArrayLike<Level>;
  readonly unit: ArrayLike<Unit>;
}

function takes<T extends string>(scope: Scope<T>, codes: ArrayLike<T>, i: number): boolean {
  return scope === "*" || scope.includes(codes[i] as T);
}

function inYears(years: Selection["years"], year: number): boolean {
  return years.some(([from, to]) => from <= year && year <= to);
}

type Side = "origin" | "asylum";
/** The rows of each place, in their order; made once for each table and side: a build selects thousands of times. */
const rowsOf = new WeakMap<Axes, Partial<Record<Side, ReadonlyMap<string, readonly number[]>>>>();

function byPlace(columns: Axes, side: Side): ReadonlyMap<string, readonly number[]> {
  const known = rowsOf.get(columns) ?? {};
  rowsOf.set(columns, known);
  return (known[side] ??= group(range(columns.year.length), (i) => columns[side][i] as string));
}

/** The rows among which those of a selection are, in their order: those of the side that names fewer. */
function candidates(columns: Axes, selection: Selection): readonly number[] {
  const named = (["asylum", "origin"] as const).flatMap((side) => {
    const scope = selection[side];
    return scope === "*" ? [] : [[...new Set(scope)].map((code) => byPlace(columns, side).get(code) ?? [])];
  });
  const fewest = least(named, (lists) => sum(lists, ({length}) => length));
  if (!fewest) return range(columns.year.length);
  return fewest.length === 1 ? (fewest[0] ?? []) : fewest.flat().sort(ascending);
}

function indices(columns: Axes, selection: Selection): number[] {
  const {origin, asylum, years, level, authority, unit} = selection;
  return candidates(columns, selection).filter(
    (i) =>
      takes(asylum, columns.asylum, i) &&
      takes(origin, columns.origin, i) &&
      inYears(years, columns.year[i] as number) &&
      takes(level, columns.level, i) &&
      takes(authority, columns.authority, i) &&
      takes(unit, columns.unit, i)
  );
}

/** The published decision rows of a selection. Its type is ignored: decisions have none. */
export function decisionRows({decisions}: Edition, selection: Selection): PublishedDecision[] {
  return indices(decisions, selection).map((i) => decisionAt(decisions, i));
}

/** The application rows of a selection. */
export function applicationRows({applications}: Edition, selection: Selection): ApplicationRow[] {
  const rows: ApplicationRow[] = [];
  for (const i of indices(applications, selection))
    if (takes(selection.type, applications.type, i))
      rows.push({
        year: applications.year[i] as number,
        origin: applications.origin[i] as string,
        asylum: applications.asylum[i] as string,
        authority: applications.authority[i] as Authority,
        type: applications.type[i] as ApplicationType,
        level: applications.level[i] as Level,
        unit: applications.unit[i] as Unit,
        applications: applications.applications[i] as number | null
      });
  return rows;
}
