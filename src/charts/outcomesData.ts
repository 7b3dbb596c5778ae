// The numbers of a drawing of outcomes as columns and rows: each year's published columns and legal statuses.
import type {Count} from "../measures/bounds.js";
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {heldTogether} from "../measures/separated.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import {columnsData, rangeColumns, whyColumn, whyOf} from "./data.js";
import type {ChartData} from "./data.js";
import type {Absence} from "./drawing.js";

export interface OutcomesYear {
  readonly year: number;
  readonly outcomes:
    {readonly published: Readonly<Record<Column, Count>>; readonly statuses: Readonly<Record<Status, Count>>} | Absence;
}

/** A status that the data holds together with another has no number where it is 0, and else the least. */
function separated(
  row: Exclude<OutcomesYear["outcomes"], Absence> | null,
  status: Status
): {
  count: Count | null;
  why: string | null;
} {
  if (!row) return {count: null, why: null};
  const {[status]: count} = row.statuses;
  if (!heldTogether(row, status)) return {count, why: null};
  const name = DRAWING_WORDS.status[status];
  return count.value === 0
    ? {count: null, why: `${name}: not separated in the data`}
    : {count, why: `${name}: at least`};
}

/** Each column as reported, where a panel shows them, and each status that occurs, year by year. */
export function outcomesData(years: readonly OutcomesYear[], isTwice: boolean): ChartData {
  const {status, column} = DRAWING_WORDS;
  const rows = years.map(({outcomes: row}) => (typeof row === "string" ? null : row));
  const used = STATUSES.filter((each) => each === "refugee_status" || rows.some((row) => row && row.statuses[each].hi > 0));
  const shown = used.map((each) => ({each, found: rows.map((row) => separated(row, each))}));
  return columnsData([
    {name: "Year", fields: years.map(({year}) => year)},
    ...(isTwice ? COLUMNS.flatMap((each) => rangeColumns(column[each], rows.map((row) => row?.published[each] ?? null))) : []),
    ...shown.flatMap(({each, found}) => rangeColumns(status[each], found.map(({count}) => count))),
    whyColumn(years.map(({outcomes: row}, i) => whyOf(row) ?? (shown.flatMap(({found}) => found[i]?.why ?? []).join("; ") || null)))
  ]);
} // prettier-ignore
