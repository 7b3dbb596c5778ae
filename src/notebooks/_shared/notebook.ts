// What a notebook is: steps that are each computed twice, by SQL and by arquero, charts and sentences over their rows, and choices
// that a reader may change. The build and the browser run the same notebook; a notebook itself draws nothing and reads no file.
import type * as arquero from "arquero";
import type {ColumnTable} from "arquero";
import type {Plate} from "../../charts/plate.js";
import type {Count} from "../../measures/bounds.js";

/** A notebook says something that its rows do not hold, or its two ways differ. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** What a reader has chosen, by the name of the choice. Each value is one of those offered. */
export type Chosen = Readonly<Record<string, string>>;

export interface Choice {
  /** The word before the list. */
  readonly label: string;
  readonly initial: string;
  /** Places or years of the decisions, in the order of their names, or a list of values with their words. */
  readonly among: "hosts" | "origins" | "years" | readonly (readonly [value: string, words: string])[];
  /** The first year offered. */
  readonly since?: number;
  /** The places offered, where not all are. */
  readonly only?: readonly string[];
}

/**
 * What the second way begins from. It never sees the edition's rules: the site's own code has read and bounded each cell.
 * Expressions of `cells` and `counts` know what was chosen as `$`, years as numbers.
 */
export interface Given {
  readonly aq: typeof arquero;
  readonly op: typeof arquero.op;
  /** The rows of the edition's table `cells`, but for `rule`. */
  readonly cells: ColumnTable;
  /** The rows of the edition's table `counts`. */
  readonly counts: ColumnTable;
  /** The rows of an earlier step, as arquero made them. */
  readonly step: (name: string) => ColumnTable;
  /** A table of the edition as it is, of those that the notebook needs. */
  readonly table: (name: string) => ColumnTable;
}

/** How a column is printed: a place by its name; a count or share with the bounds in `<column>_lo` and `<column>_hi`. */
export type Kind = "text" | "year" | "place" | "unit" | "count" | "number" | "share" | "percent" | "status" | "ratio";

export interface Step {
  /** The columns that identify a row. */
  readonly key: readonly string[];
  /** One SELECT over the edition's tables, `cells` and `counts` among them, and the steps before it. */
  readonly sql: (chosen: Chosen) => string;
  /** The same rows by arquero, from the given tables. */
  readonly arquero: (given: Given, chosen: Chosen) => ColumnTable;
  /** The table that a reader sees: head, column, and how it is printed. */
  readonly columns: readonly (readonly [head: string, column: string, kind?: Kind])[];
}

/** What charts and sentences are made from. */
export interface Results {
  readonly chosen: Chosen;
  readonly rows: (step: string) => readonly Row[];
  /** A place's name in English. */
  readonly place: (code: string) => string;
}

/** A chart of a notebook. Its id, its source line and the way to its code are added. */
export type Chart = Omit<Plate, "id" | "source" | "made" | "links" | "table">;

export interface Notebook {
  /** Tables that older editions lack. Without them the page says so, and nothing is computed. */
  readonly needs?: readonly string[];
  readonly choices: Readonly<Record<string, Choice>>;
  readonly steps: Readonly<Record<string, Step>>;
  readonly charts: Readonly<Record<string, (results: Results) => Chart>>;
  /** Sentences and numbers in words, by name. One is `finding`, the sentence in which the notebook ends. */
  readonly says: (results: Results) => Readonly<Record<string, string>>;
}

/** The tables of the edition that a notebook's steps ask for. */
export function tablesOf(notebook: Notebook): string[] {
  const {steps, needs = []} = notebook;
  const text = Object.values(steps)
    .map(({sql}) => sql(initialOf(notebook)))
    .join("\n");
  const begins = ["cells", "counts"].filter((name) => new RegExp(`\\b(FROM|JOIN) ${name}\\b`).test(text));
  return [...new Set(["places", ...begins, ...needs])];
}

/** A text in SQL. */
export function quote(text: string | undefined): string {
  if (text === undefined) throw new NotebookError("a choice that the notebook does not offer was asked for");
  return `'${text.replaceAll("'", "''")}'`;
}

/** A year or another whole number in SQL. @throws NotebookError where it is none. */
export function whole(text: string | undefined): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw new NotebookError(`${String(text)} is no whole number`);
  return Number(text);
}

/** A number of a row. @throws NotebookError where the column holds none: a missing number is never 0. */
export function number(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== "number") throw new NotebookError(`there is no number in ${column} of ${JSON.stringify(row)}`);
  return value;
}

/** A text of a row. */
export function text(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== "string") throw new NotebookError(`there is no text in ${column} of ${JSON.stringify(row)}`);
  return value;
}

/** A count of a row with its bounds, from a column and those named after it. */
export function count(row: Row | undefined, column: string): Count {
  return {value: number(row, column), lo: number(row, `${column}_lo`), hi: number(row, `${column}_hi`)};
}

/** Whether two values of two ways are the same: whole numbers exactly, fractions but for the last bits of their arithmetic. */
export function isSame(a: Value, b: Value): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * Holds the rows of both ways against each other.
 * @throws NotebookError naming the step, the row, and both numbers, where they differ.
 */
export function mustAgree(name: string, {key}: Step, bySql: readonly Row[], byArquero: readonly Row[]): void {
  const of = (row: Row) => key.map((column) => String(row[column])).join(" ");
  const index = (rows: readonly Row[], way: string) => {
    const found = new Map<string, Row>();
    for (const row of rows) {
      if (found.has(of(row))) throw new NotebookError(`step ${name}: ${way} gives the row ${of(row)} twice`);
      found.set(of(row), row);
    }
    return found;
  };
  const [sql, arquero] = [index(bySql, "SQL"), index(byArquero, "arquero")];
  for (const [at, row] of arquero)
    if (!sql.has(at))
      throw new NotebookError(`step ${name}: SQL has no row ${at}, arquero gives ${JSON.stringify(row)}`);
  for (const [at, row] of sql) {
    const other = arquero.get(at);
    if (!other) throw new NotebookError(`step ${name}: arquero has no row ${at}, SQL gives ${JSON.stringify(row)}`);
    for (const column of Object.keys(row))
      if (!isSame(row[column] ?? null, other[column] ?? null))
        throw new NotebookError(
          `step ${name}, row ${at}, ${column}: SQL gives ${String(row[column])}, arquero gives ${String(other[column])}`
        );
  }
}

/** What was chosen, each value one of those offered. @throws NotebookError for one that is not. */
export function chosenOf(
  offered: Readonly<Record<string, readonly (readonly [string, string])[]>>,
  wanted: Chosen
): Chosen {
  for (const [name, value] of Object.entries(wanted))
    if (!offered[name]?.some(([each]) => each === value))
      throw new NotebookError(`“${value}” is not among the choices of ${name}`);
  return wanted;
}

/** The initial choices. */
export function initialOf({choices}: Notebook): Chosen {
  return Object.fromEntries(Object.entries(choices).map(([name, {initial}]) => [name, initial]));
}
