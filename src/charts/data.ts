// The numbers of a drawing as columns and rows, said by the function that draws them: what a reader saves as CSV is what is drawn. A
// drawing records its numbers; whoever makes a chart from drawings without a table listens.
import {range} from "d3";
import type {Count} from "../measures/bounds.js";
import {ABSENCE_WORDS} from "../words/status.js";
import type {Absence} from "./drawing.js";

export type Field = string | number | null;

/**
 * The first column says what a row is. A number that is missing is null, never 0, and a column says why ("no entry", "not reported").
 */
export interface ChartData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Field[])[];
}

export interface NamedData {
  readonly name: string;
  readonly data: ChartData;
}

let heard: NamedData[] | null = null;

/** Records the numbers of a drawing while a chart listens; `name` tells it from others of the same chart. */
export function recordData(name: string, data: () => ChartData): void {
  heard?.push({name, data: data()});
}

/** Draws, and returns the numbers that the drawings recorded. */
export function withData<T>(draw: () => T): {readonly drawn: T; readonly data: ChartData | null} {
  const before = heard;
  const mine: NamedData[] = [];
  heard = mine;
  try {
    const drawn = draw();
    return {drawn, data: mine.length ? joined(mine) : null};
  } finally {
    heard = before;
  }
}

/** Several tables in one: the first column says which of them a row is from. */
export function joined(tables: readonly NamedData[]): ChartData {
  const [only, ...more] = tables;
  if (only && !more.length) return only.data;
  const columns = [...new Set(tables.flatMap(({data}) => data.columns))];
  return {
    columns: ["Table", ...columns],
    rows: tables.flatMap(({name, data}) =>
      data.rows.map((row) => [name, ...columns.map((column) => row[data.columns.indexOf(column)] ?? null)])
    )
  };
}

/** A column of a drawing's data: its name, and its fields, one for each row. */
export interface Column {
  readonly name: string;
  readonly fields: readonly Field[];
}

/** Data from columns; one that has no field at all is left out. */
export function columnsData(columns: readonly Column[]): ChartData {
  const shown = columns.filter(({fields}) => fields.some((field) => field !== null && field !== ""));
  const rows = Math.max(0, ...shown.map(({fields}) => fields.length));
  return {
    columns: shown.map(({name}) => name),
    rows: range(rows).map((i) => shown.map(({fields}) => fields[i] ?? null))
  };
}

/** A number and the two ends of its range, which are left out where no number has ends. */
export function rangeColumns(name: string, counts: readonly (Partial<Count> | null)[]): Column[] {
  const value = (of: keyof Count) => counts.map((count) => tidy(count?.[of] ?? null));
  const isRanged = counts.some((count) => count?.lo !== undefined || count?.hi !== undefined);
  return [
    {name, fields: value("value")},
    ...(isRanged
      ? [
          {name: `${name}, lowest`, fields: value("lo")},
          {name: `${name}, highest`, fields: value("hi")}
        ]
      : [])
  ];
}

export const WHY = "Note";
export const ABSENT: Readonly<Record<Absence, string>> = ABSENCE_WORDS;
const isAbsence = (value: unknown): value is Absence =>
  typeof value === "string" && value !== "not separated" && Object.hasOwn(ABSENT, value);

/** Why a row has no number. */
export const whyColumn = (fields: readonly Field[]): Column => ({name: WHY, fields});

/** A count, or null where it is absent. */
export const countOf = (count: Count | Absence): Count | null => (typeof count === "string" ? null : count);
export const whyOf = (count: unknown): string | null => (isAbsence(count) ? ABSENT[count] : null);

/** A share as a percentage. */
export const percent = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : tidy(share * 100);
export const percents = (of: {readonly value: number | null; readonly lo: number | null; readonly hi: number | null} | null) =>
  of && {...withNumber("value", of.value), ...withNumber("lo", of.lo), ...withNumber("hi", of.hi)}; // prettier-ignore
const withNumber = (name: "value" | "lo" | "hi", share: number | null): Partial<Count> => {
  const number = percent(share);
  return number === null ? {} : {[name]: number};
};

/** Without the last digits of a computed number. */
const tidy = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(10)));
