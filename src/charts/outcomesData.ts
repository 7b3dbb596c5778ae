// The numbers of a drawing of outcomes as columns and rows: each year's published columns and legal statuses.
import type {Count} from "../measures/bounds.js";
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {refugeeStatusCount} from "../measures/separated.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import {columnsData, rangeColumns, whyColumn, whyOf} from "./data.js";
import type {ChartData} from "./data.js";
import type {Absence} from "./drawing.js";

export interface OutcomesYear {
  readonly year: number;
  readonly outcomes:
    {readonly published: Readonly<Record<Column, Count>>; readonly statuses: Readonly<Record<Status, Count>>} | Absence;
}

/** Refugee status that the data does not separate from other protection has no number, and is never 0. */
function refugeeStatus(row: Exclude<OutcomesYear["outcomes"], Absence> | null): {
  count: Count | null;
  why: string | null;
} {
  if (!row) return {count: null, why: null};
  const {refugee_status: count} = row.statuses;
  const {kind} = refugeeStatusCount(row);
  if (kind === "not separated") return {count: null, why: "refugee status: not separated in the data"};
  return {count, why: kind === "at least" ? "refugee status: at least" : null};
}

/** Each column as reported, where a panel shows them, and each status that occurs, year by year. */
export function outcomesData(years: readonly OutcomesYear[], isTwice: boolean): ChartData {
  const {status, column} = DRAWING_WORDS;
  const rows = years.map(({outcomes: row}) => (typeof row === "string" ? null : row));
  const refugees = rows.map(refugeeStatus);
  const used = STATUSES.filter((each) => each !== "refugee_status" && rows.some((row) => row && row.statuses[each].hi > 0));
  return columnsData([
    {name: "Year", fields: years.map(({year}) => year)},
    ...(isTwice ? COLUMNS.flatMap((each) => rangeColumns(column[each], rows.map((row) => row?.published[each] ?? null))) : []),
    ...rangeColumns(status.refugee_status, refugees.map(({count}) => count)),
    ...used.flatMap((each) => rangeColumns(status[each], rows.map((row) => row?.statuses[each] ?? null))),
    whyColumn(years.map(({outcomes: row}, i) => whyOf(row) ?? refugees[i]?.why ?? null))
  ]);
} // prettier-ignore
