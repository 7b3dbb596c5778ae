// A column is not a status. UNHCR's rows have two columns for positive decisions and two for the rest; what each held in
// law differs by country and year. Rules, kept as reviewed data, say where a column holds something else than its name
// suggests; the published columns stay as they were.
import {group} from "d3";
import {add, bounded, exact} from "./bounds.js";
import type {Count} from "./bounds.js";
import {COLUMNS, DEFAULT_STATUS, STATUSES} from "./codes.js";
import type {Authority, Column, DecisionKey, Level, Status, Unit} from "./codes.js";

/** Any code, or some. */
export type Scope<T extends string> = "*" | readonly T[];

/** One line of a rule: it reads one column of the rows in its scope as one status. The lines of one rule share its id. */
export interface RuleLine {
  readonly id: string;
  readonly asylum: string;
  readonly origin: Scope<string>;
  readonly level: Scope<Level>;
  readonly authority: Scope<Authority>;
  readonly unit: Scope<Unit>;
  readonly year_from: number;
  /** Last year, or null for "and on": a new year is ruled alike and named by the checks. */
  readonly year_to: number | null;
  readonly column: Column;
  readonly status: Status;
  /** A column the country does not use in this scope: its zeros are exactly 0, and a number above 0 in it is a fault. */
  readonly column_unused: Column | null;
}

/** The published cells of a decision row. A missing count is null, never 0. */
export interface PublishedDecision extends DecisionKey {
  readonly recognized: number | null;
  readonly other: number | null;
  readonly rejected: number | null;
  readonly closed: number | null;
  readonly total: number | null;
}

/** The legal status of each column of a row. */
export interface Reading {
  readonly status: Readonly<Record<Column, Status>>;
  readonly unused: readonly Column[];
  /** The rule that reclassifies a positive column of this row, or null where the default applies. */
  readonly rule_positive: string | null;
  readonly rule_negative: string | null;
}

const DEFAULT: Reading = {status: DEFAULT_STATUS, unused: [], rule_positive: null, rule_negative: null};
const isPositive = (column: Column) => column === "recognized" || column === "other";

const takes = <T extends string>(scope: Scope<T>, code: T) => scope === "*" || scope.includes(code);

export function inScope(line: RuleLine, key: DecisionKey): boolean {
  return (
    line.asylum === key.asylum &&
    key.year >= line.year_from &&
    (line.year_to === null || key.year <= line.year_to) &&
    takes(line.level, key.level) &&
    takes(line.authority, key.authority) &&
    takes(line.unit, key.unit) &&
    takes(line.origin, key.origin)
  );
}

function joinIds(ids: readonly string[]): string | null {
  return ids.length ? [...new Set(ids)].join(" ") : null;
}

/**
 * Compiles the rules into a function from a row's key to the status of each of its columns. Countries without a rule take the
 * default, and rows matched by the same lines share one result, so a hundred thousand rows take some milliseconds.
 */
export function reader(rules: readonly RuleLine[]): (key: DecisionKey) => Reading {
  const byHost = new Map(
    [...group(rules, (line) => line.asylum)].map(([asylum, lines]) => [
      asylum,
      {lines, made: new Map<string, Reading>()}
    ])
  );
  return (key) => {
    const host = byHost.get(key.asylum);
    if (!host) return DEFAULT;
    let marks = "";
    for (const line of host.lines) marks += inScope(line, key) ? "1" : "0";
    let reading = host.made.get(marks);
    if (!reading) host.made.set(marks, (reading = readBy(host.lines.filter((_, i) => marks[i] === "1"))));
    return reading;
  };
}

function readBy(lines: readonly RuleLine[]): Reading {
  if (!lines.length) return DEFAULT;
  const status = {...DEFAULT_STATUS} as Record<Column, Status>;
  for (const line of lines) status[line.column] = line.status;
  return {
    status,
    unused: lines.flatMap((line) => line.column_unused ?? []),
    rule_positive: joinIds(lines.filter((line) => isPositive(line.column)).map((line) => line.id)),
    rule_negative: joinIds(lines.filter((line) => !isPositive(line.column)).map((line) => line.id))
  };
}

/** A row with a total and four zeros gives no outcomes: 95 rows of 2000–2025. Their status is null. */
export function isWithoutParts(row: PublishedDecision): boolean {
  const {total, recognized, other, rejected, closed} = row;
  return recognized === 0 && other === 0 && rejected === 0 && closed === 0 && (total ?? 0) > 0;
}

/** The cells of a row by legal status. Null where the publisher gave no parts, or left the cell empty. */
export function statuses(row: PublishedDecision, reading: Reading): Record<Status, number | null> {
  const cells = Object.fromEntries(STATUSES.map((status) => [status, isWithoutParts(row) ? null : 0])) as Record<
    Status,
    number | null
  >;
  if (isWithoutParts(row)) return cells;
  for (const column of COLUMNS) {
    const status = reading.status[column];
    const before = cells[status],
      published = row[column];
    cells[status] = before === null || published === null ? null : before + published;
  }
  return cells;
}

/** The bounds of one published cell: exactly 0 where a rule says that the country does not use the column. Null where it is missing. */
export function cell(row: PublishedDecision, column: Column, reading: Reading): Count | null {
  return cellOf(row[column], column, reading);
}

/** The same of a count that was taken out of its row. */
export function cellOf(published: number | null, column: Column, {unused}: Reading): Count | null {
  if (published === null) return null;
  return published === 0 && unused.length && unused.includes(column) ? exact(0) : bounded(published, "decisions");
}

/** Columns of decision rows, as the edition has them. */
export interface DecisionColumns {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly authority: ArrayLike<Authority>;
  readonly level: ArrayLike<Level>;
  readonly unit: ArrayLike<Unit>;
  readonly recognized: ArrayLike<number | null>;
  readonly other: ArrayLike<number | null>;
  readonly rejected: ArrayLike<number | null>;
  readonly closed: ArrayLike<number | null>;
  readonly total: ArrayLike<number | null>;
}

/** Row `i` of a table held as columns. @throws RangeError where there is no such row. */
export function decisionAt(columns: DecisionColumns, i: number): PublishedDecision {
  if (i < 0 || i >= columns.year.length) throw new RangeError(`no decision row ${i}`);
  return {
    year: columns.year[i] as number,
    origin: columns.origin[i] as string,
    asylum: columns.asylum[i] as string,
    authority: columns.authority[i] as Authority,
    level: columns.level[i] as Level,
    unit: columns.unit[i] as Unit,
    recognized: columns.recognized[i] as number | null,
    other: columns.other[i] as number | null,
    rejected: columns.rejected[i] as number | null,
    closed: columns.closed[i] as number | null,
    total: columns.total[i] as number | null
  };
}

export type StatusColumns = Record<Status, (number | null)[]> &
  Record<"rule_positive" | "rule_negative", (string | null)[]>;

/**
 * The rules applied to published decision rows: each row's cells by legal status and the rules that read them. The
 * published columns are not touched. The same function serves cleaning and the browser.
 */
export function applyRules(columns: DecisionColumns, rules: readonly RuleLine[]): StatusColumns {
  const read = reader(rules);
  const rows = columns.year.length;
  const read_as = Object.fromEntries(
    [...STATUSES, "rule_positive", "rule_negative"].map((name) => [name, new Array<null>(rows)])
  ) as unknown as StatusColumns;
  for (let i = 0; i < rows; i++) {
    const row = decisionAt(columns, i);
    const reading = read(row);
    const cells = statuses(row, reading);
    for (const status of STATUSES) read_as[status][i] = cells[status];
    read_as.rule_positive[i] = reading.rule_positive;
    read_as.rule_negative[i] = reading.rule_negative;
  }
  return read_as;
}

/** Contradictions between rules and rows, each as one sentence. All three are fatal: the edition is not published. */
export interface RuleFaults {
  readonly overlaps: string[];
  readonly unused: string[];
  readonly unmatched: string[];
}

/** The effect of one line: rows in scope, rows above 0, and the sums of its column with bounds, for persons and for cases. */
export interface RuleEffect {
  rows: number;
  rows_above_0: number;
  persons: Count;
  cases: Count;
  /** The last year of the rows in scope; null where the line matches none. */
  last_year: number | null;
}

/**
 * The effect of each line of the rules, in order, and contradictions between rules and rows: two lines on
 * one cell, a number above 0 in a column said to be unused, a line that matches no row.
 */
export function ruleEffects(
  columns: DecisionColumns,
  rules: readonly RuleLine[]
): {effects: RuleEffect[]; faults: RuleFaults} {
  const effects = rules.map((): RuleEffect => ({
    rows: 0,
    rows_above_0: 0,
    persons: exact(0),
    cases: exact(0),
    last_year: null
  }));
  const faults: RuleFaults = {overlaps: [], unused: [], unmatched: []};
  const hosts = new Set(rules.map((line) => line.asylum));
  for (let i = 0; i < columns.year.length; i++) {
    if (!hosts.has(columns.asylum[i] as string)) continue;
    const row = decisionAt(columns, i);
    const where = `${row.year} ${row.origin} in ${row.asylum}, authority ${row.authority}, level ${row.level}, unit ${row.unit}`;
    const taken = new Map<Column, string>();
    rules.forEach((line, n) => {
      if (!inScope(line, row)) return;
      const before = taken.get(line.column);
      if (before !== undefined) faults.overlaps.push(`${before} and ${line.id} both read ${line.column} of ${where}`);
      taken.set(line.column, line.id);
      if (line.column_unused && (row[line.column_unused] ?? 0) > 0)
        faults.unused.push(
          `${line.id} says ${line.column_unused} is unused, but it holds ${String(row[line.column_unused])} in ${where}`
        );
      const effect = effects[n] as RuleEffect;
      const published = row[line.column] ?? 0;
      effect.rows++;
      if (published > 0) effect.rows_above_0++;
      const unit = row.unit === "P" ? "persons" : "cases";
      effect[unit] = add(effect[unit], bounded(published, "decisions"));
      effect.last_year = Math.max(effect.last_year ?? 0, row.year);
    });
  }
  rules.forEach((line, n) => {
    if (effects[n]?.rows === 0) faults.unmatched.push(`${line.id} (column ${line.column}) matches no row`);
  });
  return {effects, faults};
}
