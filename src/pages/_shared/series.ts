// Rows of one level and unit, which alone may be added, and which of them a page draws.
import {ascending, descending, group} from "d3";
import type {Row} from "../../edition/placeLedger.js";
import type {Level, Unit} from "../../measures/codes.js";
import {newApplications, TYPES_SINCE} from "../../measures/newness.js";
import {stageOf} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import type {Count} from "../../measures/bounds.js";

/** Rows of one level and unit: what may be added. */
export interface Series<T extends Row> {
  readonly level: Level;
  readonly unit: Unit;
  readonly rows: readonly T[];
  readonly byYear: ReadonlyMap<number, T[]>;
  readonly years: readonly number[];
}

export function seriesOf<T extends Row>(rows: readonly T[]): Series<T>[] {
  return Array.from(group(rows, (row) => `${row.level} ${row.unit}`).values(), (some): Series<T> => {
    const byYear = group(some, (row) => row.year);
    const [{level, unit}] = some as [T, ...T[]];
    return {level, unit, rows: some, byYear, years: [...byYear.keys()].sort(ascending)};
  });
}
const weigh = (row: Row & {applications?: number | null; total?: number | null}) => row.applications ?? row.total ?? 0;
export const weight = (series: Series<Row>, since: number) =>
  series.rows.reduce((n, row) => (row.year >= since ? n + weigh(row) : n), 0);
/**
 * The series that a page draws, each alone: that of most rows in the last five years, and one more where it holds a twentieth of
 * the first. Appeals, repeats and backlog stand in the table of levels.
 */
export function drawnSeries<T extends Row>(all: readonly Series<T>[], last: number): Series<T>[] {
  const open = all.filter(({level}) => ["first", "combined", "other"].includes(stageOf(level)));
  const ordered = [...open].sort(
    (a, b) =>
      descending(weight(a, last - 4), weight(b, last - 4)) ||
      descending(weight(a, 0), weight(b, 0)) ||
      ascending(a.level + a.unit, b.level + b.unit)
  );
  const [first, ...rest] = ordered;
  if (!first) return [];
  const second = rest
    .sort((a, b) => descending(weight(a, 0), weight(b, 0)))
    .find((series) => weight(series, 0) >= Math.max(100, weight(first, 0) / 20));
  const drawn = second ? [first, second] : [first];
  return drawn.sort((a, b) => ascending(stageOf(a.level) === "other", stageOf(b.level) === "other"));
}

/** The types that are new, as an address of rows names them; null for years whose rows have no types. */
export function newTypes(level: Level, year: number): string | null {
  return level === "TA" ? "" : year >= TYPES_SINCE ? " type=N+NR" : null;
}

export function yearsOf(series: readonly Series<Row>[]): number[] {
  return [...new Set(series.flatMap(({years}) => years))].sort(ascending);
}

export function newOf(rows: readonly ApplicationRow[] | undefined): Count | null {
  return newApplications(rows ?? [])?.count ?? null;
}
