// Computes country-years for the break finder: the published counts of a country, level, authority, unit and year, over all origins.
import {groups, sum as total} from "d3";
import {add, bounded, exact, sum, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import type {BreakTable} from "./breaks.js";
import {COLUMNS} from "./codes.js";
import type {Authority, Column, DecisionKey, Level, Unit} from "./codes.js";
import {cell, isWithoutParts} from "./status.js";
import type {PublishedDecision, Reading} from "./status.js";
import type {ApplicationRow} from "./sums.js";

/** One year of a country's rows at a level, by authority and unit, all origins together. */
export interface YearOfRows {
  readonly table: BreakTable;
  readonly asylum: string;
  readonly level: Level;
  readonly authority: Authority;
  readonly unit: Unit;
  readonly year: number;
  readonly rows: number;
  /** The published columns; a column that is missing in every row is absent, never 0. */
  readonly cells: Readonly<Partial<Record<Column | "applications", Count>>>;
  /** Applications, or decisions of every column; a total without parts counts here alone. */
  readonly all: Count;
  /** The part of `all` without an origin. */
  readonly unknown: Count;
}

/** Country-years at each level, authority and unit. `read` says which zeros are exactly 0. */
export function yearsOfRows(
  applications: Iterable<ApplicationRow>,
  decisions: Iterable<PublishedDecision>,
  read: (key: DecisionKey) => Reading
): YearOfRows[] {
  interface Open extends Omit<YearOfRows, "rows" | "all" | "unknown" | "cells"> {
    rows: number;
    all: Count;
    unknown: Count;
    cells: Partial<Record<Column | "applications", Count>>;
  }
  const years = new Map<string, Open>();
  const at = (table: BreakTable, {asylum, level, authority, unit, year}: Omit<DecisionKey, "origin">): Open => {
    const key = `${table} ${asylum} ${level} ${authority} ${unit} ${year}`;
    let open = years.get(key);
    if (!open) {
      open = {table, asylum, level, authority, unit, year, rows: 0, all: ZERO, unknown: ZERO, cells: {}};
      years.set(key, open);
    }
    open.rows++;
    return open;
  };
  const count = (open: Open, origin: string, column: Column | "applications" | null, n: Count) => {
    open.all = add(open.all, n);
    if (origin === "UNK") open.unknown = add(open.unknown, n);
    if (column) open.cells[column] = add(open.cells[column] ?? ZERO, n);
  };
  for (const row of applications) {
    const open = at("applications", row);
    if (row.applications !== null) count(open, row.origin, "applications", bounded(row.applications, "applications"));
  }
  for (const row of decisions) {
    const open = at("decisions", row);
    if (isWithoutParts(row)) {
      count(open, row.origin, null, exact(row.total ?? 0));
      continue;
    }
    const reading = read(row);
    for (const column of COLUMNS) {
      const n = cell(row, column, reading);
      if (n) count(open, row.origin, column, n);
    }
  }
  return [...years.values()];
}

/** Sums years that differ only in authority. */
export function together(years: readonly YearOfRows[]): YearOfRows[] {
  return groups(years, ({table, asylum, level, unit, year}) => `${table} ${asylum} ${level} ${unit} ${year}`).flatMap(
    ([, some]) => {
      const [first] = some;
      if (!first) return [];
      const cells: Partial<Record<Column | "applications", Count>> = {};
      for (const {cells: of} of some)
        for (const [column, n] of Object.entries(of) as [Column | "applications", Count][])
          cells[column] = add(cells[column] ?? ZERO, n);
      return [
        {
          ...first,
          rows: total(some, ({rows}) => rows),
          cells,
          all: sum(some.map(({all}) => all)) ?? ZERO,
          unknown: sum(some.map(({unknown}) => unknown)) ?? ZERO
        }
      ];
    }
  );
}
