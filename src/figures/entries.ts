// The entries behind a figure, added by year, stage and unit for its card: as published, with the legal status of each column.
import {ascending} from "d3";
import {add, bounded, exact, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS, UNITS} from "../measures/codes.js";
import type {Column, DecisionKey} from "../measures/codes.js";
import {cell, isWithoutParts} from "../measures/status.js";
import type {PublishedDecision, Reading} from "../measures/status.js";
import type {ApplicationRow} from "../measures/sums.js";
import type {CardLine, CardRow} from "./cardLines.js";

/** Visits rows in turn; the row may be one object that changes. */
export type Each<Row> = (visit: (row: Row) => void) => void;

const inOrder = (a: CardLine | CardRow, b: CardLine | CardRow) =>
  ascending(a.year, b.year) || ascending(a.level, b.level) || ascending(a.unit, b.unit);

/** Decisions; rows that give a total and no parts are left out. */
export function decisionLines(each: Each<PublishedDecision>, read: (key: DecisionKey) => Reading): CardRow[] {
  const made = new Map<
    string,
    Omit<CardRow, "rows" | "published"> & {rows: number; published: Record<Column, Count>}
  >();
  each((row) => {
    if (isWithoutParts(row)) return;
    const reading = read(row);
    const key = `${row.year} ${row.level} ${row.unit} ${Object.values(reading.status).join()}`;
    let line = made.get(key);
    if (!line)
      made.set(
        key,
        (line = {
          year: row.year,
          level: row.level,
          unit: UNITS[row.unit],
          rows: 0,
          published: Object.fromEntries(COLUMNS.map((column) => [column, exact(0)])) as Record<Column, Count>,
          read: reading.status
        })
      );
    line.rows++;
    for (const column of COLUMNS) {
      const count = cell(row, column, reading);
      if (count) line.published[column] = add(line.published[column], count);
    }
  });
  return [...made.values()].sort(inOrder);
}

/** Applications of the same year, level and unit. */
export function applicationLines(each: Each<ApplicationRow>): CardLine[] {
  const made = new Map<string, {-readonly [K in keyof CardLine]: CardLine[K]}>();
  each((row) => {
    const key = `${row.year} ${row.level} ${row.unit}`;
    let line = made.get(key);
    if (!line) made.set(key, (line = {year: row.year, level: row.level, unit: UNITS[row.unit], rows: 0, count: ZERO}));
    line.rows++;
    if (row.applications !== null) line.count = add(line.count, bounded(row.applications, "applications"));
  });
  return [...made.values()].sort(inOrder);
}
