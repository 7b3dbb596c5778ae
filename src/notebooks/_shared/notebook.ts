// Defines notebooks: steps that are each computed twice, by SQL and by Arquero, charts and sentences over their rows, and settings
// that a reader may change. The build and the browser run the same notebook; a notebook itself draws nothing and reads no file.
import type * as arquero from "arquero";
import type {ColumnTable} from "arquero";
import type {Plate} from "../../charts/plate.js";
import type {Linked, TextLink} from "../../figures/link.js";
import type {Count} from "../../measures/bounds.js";
import {BREAK_EFFECTS} from "../../measures/breakEffects.js";
import type {BreakEffect} from "../../measures/breakEffects.js";
import {STAGES} from "../../measures/codes.js";
import type {Stage} from "../../measures/codes.js";

/** A notebook names something that its rows do not have, or its two computations differ. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** What a reader has chosen, by the name of the setting. Each value is one of those offered. */
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
 * The input of the second computation. The site's own code has classified each published figure and computed its range, so a
 * notebook never applies the rules itself. Expressions over `cells` and `counts` see the chosen values as `$`, years as numbers.
 */
export interface Given {
  readonly aq: typeof arquero;
  readonly op: typeof arquero.op;
  /**
   * The rows of the edition's table `cells` without `rule`, and a column for each effect of a break: 1 where it applies, else 0.
   */
  readonly cells: ColumnTable;
  /** The rows of the edition's table `counts`. */
  readonly counts: ColumnTable;
  /** The rows of an earlier step, as computed by Arquero. */
  readonly step: (name: string) => ColumnTable;
  /** A table of the edition, unchanged; one of the notebook's `needs`. */
  readonly table: (name: string) => ColumnTable;
}

/** How a column is printed: a place by its name; a count or share with its range from `<column>_lo` and `<column>_hi`. */
export type Kind =
  "text" | "year" | "place" | "unit" | "count" | "number" | "share" | "percent" | "status" | "ratio" | "yes";

export interface Step {
  /** What its table shows: "Decisions and grant rates, 2025". */
  readonly caption: (chosen: Chosen) => string;
  /** The columns that identify a row. */
  readonly key: readonly string[];
  /** One SELECT over the edition's tables, such as `cells` and `counts`, and the steps before it. */
  readonly sql: (chosen: Chosen) => string;
  /** The same rows computed by Arquero from the given tables. */
  readonly arquero: (given: Given, chosen: Chosen) => ColumnTable;
  /** The table that a reader sees: head, column, and how it is printed. */
  readonly columns: readonly (readonly [head: string, column: string, kind?: Kind])[];
  /** The columns whose number in a row is the least there can be, as on its card: grants are missing, or not separated. */
  readonly least?: (row: Row, column: string) => boolean;
  /** By column, the figure whose source card has the number of a row; null where no card counts the same. */
  readonly cards?: Readonly<Record<string, (row: Row, chosen: Chosen) => Linked | null>>;
}

/** What charts and sentences are made from. */
export interface Results {
  readonly chosen: Chosen;
  readonly rows: (step: string) => readonly Row[];
  /** A place's name in English. */
  readonly place: (code: string) => string;
}

/** A chart of a notebook. Its id, its source line and the link to its code are added. */
export type Chart = Omit<Plate, "id" | "source" | "made" | "links" | "table">;

export interface Notebook {
  /** Tables that older editions lack. Without them the page says so, and nothing is computed. */
  readonly needs?: readonly string[];
  /** Whose figures the charts show, where not UNHCR's alone. */
  readonly publishers?: string;
  readonly choices: Readonly<Record<string, Choice>>;
  readonly steps: Readonly<Record<string, Step>>;
  readonly charts: Readonly<Record<string, (results: Results) => Chart>>;
  /** Sentences by name. `finding` is the one sentence at the top of the page and in the list of notebooks. */
  readonly says: (results: Results) => Readonly<Record<string, string>>;
  /** The numbers of its sentences that have a source card, by the sentence's name. */
  readonly links?: (results: Results) => Readonly<Record<string, readonly TextLink[]>>;
}

/** The tables of the edition that a notebook's steps read. */
export function tablesOf(notebook: Notebook): string[] {
  const {steps, needs = []} = notebook;
  const text = Object.values(steps)
    .map(({sql}) => sql(initialOf(notebook)))
    .join("\n");
  const begins = ["cells", "counts", "breaks"].filter((name) => new RegExp(`\\b(FROM|JOIN) ${name}\\b`).test(text));
  return [...new Set(["places", ...begins, ...needs])];
}

/**
 * A condition in SQL: the row of `cells` was not published in a year in which the country reports grants at one stage and refusals
 * at another: Japan since 2021, Israel from 2015 to 2017. No rate can be made of these.
 */
export const NOT_SPLIT =
  "NOT (asylum = 'JPN' AND year >= 2021) AND NOT (asylum = 'ISR' AND year BETWEEN 2015 AND 2017)";
/** The same condition for Arquero. */
export const notSplit =
  "d => !(d.asylum === 'JPN' && d.year >= 2021) && !(d.asylum === 'ISR' && d.year >= 2015 && d.year <= 2017)";

/** A condition in SQL: a break has this effect on the row of `cells`. */
export function effectOn(effect: BreakEffect): string {
  const takes = (column: string) =>
    `(b.${column} = '*' OR list_contains(string_split(b.${column}, ' '), cells.${column}))`;
  return `EXISTS (
      SELECT 1 FROM breaks b WHERE b.id IN (${BREAK_EFFECTS[effect].map(quote).join(", ")})
        AND cells.year BETWEEN b.year_from AND coalesce(b.year_to, cells.year)
        AND ${["asylum", "origin", "level", "authority", "unit"].map(takes).join("\n        AND ")}
    )`;
}

/** The same as a column of the effect's name: 1 or 0. */
export const effectColumn = (effect: BreakEffect): string =>
  `CASE WHEN ${effectOn(effect)} THEN 1 ELSE 0 END AS ${effect}`;

const STAGE_NAMES = Object.keys(STAGES) as Stage[];
/** The stage of a row of `cells`, in SQL and for Arquero. */
export const STAGE = `CASE ${STAGE_NAMES.map((stage) => `WHEN level IN (${STAGES[stage].map(quote).join(", ")}) THEN '${stage}'`).join(" ")} END`;
export const stageHere = `d => ${STAGE_NAMES.map((stage) => `op.includes(${JSON.stringify(STAGES[stage])}, d.level) ? '${stage}' : `).join("")}null`;
/** The stage in a column of a row; null where it has several. */
export const stageOf = (row: Row): Stage | null => STAGE_NAMES.find((stage) => stage === row.stage) ?? null;

/**
 * In SQL, how many origins rounding may have removed from a sum of applications over all origins: those with an entry in a country in
 * another year and none here. Each may be of two applicants. `seen` is a condition on the rows of the sum, `by` what it is summed by.
 */
export function unseenSql(seen: string, by: readonly string[]): string {
  const same = ["asylum", ...by].map((column) => `s.${column} = here.${column}`).join(" AND ");
  return `seen AS (
  SELECT DISTINCT asylum, origin, ${by.join(", ")} FROM counts WHERE measure = 'applications' AND ${seen}
), ever AS (
  SELECT asylum, unit, origin, min(year) AS first, max(year) AS last FROM counts WHERE measure = 'applications' GROUP BY ALL
), unseen AS (
  -- Origins that rounding may have removed: with an entry in the country in another year
  SELECT ${by.map((column) => `here.${column}`).join(", ")}, count(*) AS lost
  FROM (SELECT DISTINCT asylum, ${by.join(", ")} FROM seen) here JOIN ever ON ever.asylum = here.asylum AND ever.unit = here.unit
  WHERE (first <> year OR last <> year) AND NOT EXISTS (FROM seen s WHERE ${same} AND s.origin = ever.origin)
  GROUP BY ALL
)`;
}
/** The same by Arquero; `sums` are sums by these columns, to whose upper end `all_hi` it adds two for each origin. */
export function withUnseenOrigins(
  sums: ColumnTable,
  counts: ColumnTable,
  {seen, by}: {readonly seen: readonly string[]; readonly by: readonly string[]}
): ColumnTable {
  const all = counts.filter("d => d.measure === 'applications'");
  const rows = seen.reduce((some, one) => some.filter(one), all).select("asylum", "origin", ...by).dedupe(); // prettier-ignore
  const ever = all.groupby("asylum", "unit", "origin").rollup({first: "d => op.min(d.year)", last: "d => op.max(d.year)"}); // prettier-ignore
  const lost = rows
    .select("asylum", ...by)
    .dedupe()
    .join(ever, [
      ["asylum", "unit"],
      ["asylum", "unit"]
    ])
    .filter("d => d.first !== d.year || d.last !== d.year")
    .antijoin(rows, [
      ["asylum", "origin", ...by],
      ["asylum", "origin", ...by]
    ])
    .groupby(...by)
    .rollup({lost: "d => op.count()"});
  return sums.join_left(lost, [[...by], [...by]]).derive({all_hi: "d => d.all_hi + 2 * (d.lost > 0 ? d.lost : 0)"});
}

/** What follows the name of a country whose positive decisions, and so its rates, are at least those shown. */
export const leastMark = (row: Row): string => (row.least === 1 ? " (at least)" : "");
export const LEAST_NOTE = {
  term: "At least.",
  text: "The country reports some grants of protection as refusals or not at all, so its rates are at least those shown."
};

/** A text in SQL. */
export function quote(text: string | undefined): string {
  if (text === undefined) throw new NotebookError("the notebook has no such setting");
  return `'${text.replaceAll("'", "''")}'`;
}

/** A year or another whole number in SQL. @throws NotebookError for anything else. */
export function whole(text: string | undefined): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw new NotebookError(`${String(text)} is not a whole number`);
  return Number(text);
}

/** A number of a row. @throws NotebookError where the column has none: a missing number is never 0. */
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

/** A count of a row with its range, from a column and its `_lo` and `_hi`. */
export function count(row: Row | undefined, column: string): Count {
  return {value: number(row, column), lo: number(row, `${column}_lo`), hi: number(row, `${column}_hi`)};
}

/** A rate of a row with its range, from a column and its `_lo` and `_hi`. */
export function share(row: Row, column: string): {value: number; lo: number; hi: number} {
  return {value: number(row, column), lo: number(row, `${column}_lo`), hi: number(row, `${column}_hi`)};
}

/** Whether two computed values are equal: whole numbers exactly, fractions up to floating-point error. */
export function isSame(a: Value, b: Value): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * Compares the rows of both computations.
 * @throws NotebookError with the step, the row and both numbers where they differ.
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

/** Checks that each chosen value is offered. @throws NotebookError for one that is not. */
export function chosenOf(
  offered: Readonly<Record<string, readonly (readonly [string, string])[]>>,
  wanted: Chosen
): Chosen {
  for (const [name, value] of Object.entries(wanted))
    if (!offered[name]?.some(([each]) => each === value))
      throw new NotebookError(`“${value}” is not offered for ${name}`);
  return wanted;
}

/** The initial settings. */
export function initialOf({choices}: Notebook): Chosen {
  return Object.fromEntries(Object.entries(choices).map(([name, {initial}]) => [name, initial]));
}
