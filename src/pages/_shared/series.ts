// Rows of one level and unit, which alone may be added.
import {ascending, group} from "d3";
import type {Row} from "../../edition/placeLedger.js";
import type {Level, Unit} from "../../measures/codes.js";

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
export function yearsOf(series: readonly Series<Row>[]): number[] {
  return [...new Set(series.flatMap(({years}) => years))].sort(ascending);
}
