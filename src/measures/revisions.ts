// Finds what a publisher revised by comparing the rows of two editions by key. Pure: the
// refresh uses it to record revisions in each edition, the build for editions without that record.
import {ascending} from "d3";
import {COLUMNS} from "./codes.js";

/** The tables whose revisions are recorded, each with its key and the columns that the publisher gives. */
export const REVISED = {
  applications: {
    key: ["year", "origin", "asylum", "authority", "type", "level", "unit"],
    counts: ["applications"]
  },
  decisions: {
    key: ["year", "origin", "asylum", "authority", "level", "unit"],
    counts: [...COLUMNS, "total"]
  },
  stocks: {key: ["year", "origin", "asylum"], counts: ["refugees", "asylum_seekers"]}
} as const satisfies Record<string, {readonly key: readonly string[]; readonly counts: readonly string[]}>;
export type RevisedTable = keyof typeof REVISED;
export const REVISED_TABLES = Object.keys(REVISED) as RevisedTable[];

/** Columns of one table of an edition; missing counts are null. */
export type TableColumns = Readonly<Record<string, ArrayLike<string | number | null>>>;

/** One cell that was published otherwise in the next edition. */
export interface Revision {
  readonly table: RevisedTable;
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  /** Null where the table has no such column. */
  readonly authority: string | null;
  readonly type: string | null;
  readonly level: string | null;
  readonly unit: string | null;
  /** Whether the whole row was added or removed, or is in both editions. */
  readonly change: "added" | "gone" | "changed";
  readonly column: string;
  /** As published; null where the cell was empty, or there was no row (see `change`). */
  readonly before: number | null;
  readonly after: number | null;
}

export interface Revised {
  readonly revisions: readonly Revision[];
  /** Years that the earlier edition did not have at all, with their rows: new, not revised, and not among the revisions. */
  readonly new_years: readonly {readonly year: number; readonly rows: number}[];
}

/**
 * The cells of a table that differ between two editions. A row that was added or is gone gives each of its counts that is not
 * empty (the first, where all are). A year that the earlier edition does not have at all is new and no revision.
 */
export function revisionsOf(table: RevisedTable, before: TableColumns, after: TableColumns): Revised {
  const {key, counts} = REVISED[table];
  const column = (columns: TableColumns, name: string) => {
    const found = columns[name];
    if (!found) throw new Error(`${table} has no column ${name}`);
    return found;
  };
  const side = (columns: TableColumns) => ({
    keys: key.map((name) => column(columns, name)),
    counts: counts.map((name) => column(columns, name)),
    rows: column(columns, "year").length
  });
  const [a, b] = [side(before), side(after)];
  const keyAt = ({keys}: typeof a, i: number) => keys.map((each) => String(each[i])).join(" ");
  const there = new Map<string, number>();
  for (let i = 0; i < a.rows; i++) there.set(keyAt(a, i), i);
  const years = new Set(Array.from({length: a.rows}, (_, i) => Number(a.keys[0]?.[i])));
  const fresh = new Map<number, number>();
  const revisions: Revision[] = [];
  const tell = (from: typeof a, i: number, change: Revision["change"], cells: readonly Cell[]) => {
    const at = (name: string) => {
      const value = (key as readonly string[]).includes(name)
        ? from.keys[(key as readonly string[]).indexOf(name)]?.[i]
        : null;
      return value == null ? null : String(value);
    };
    for (const cell of cells)
      revisions.push({
        table,
        year: Number(at("year")),
        origin: at("origin") ?? "",
        asylum: at("asylum") ?? "",
        authority: at("authority"),
        type: at("type"),
        level: at("level"),
        unit: at("unit"),
        change,
        ...cell
      });
  };
  const countAt = ({counts: columns}: typeof a, c: number, i: number) => {
    const value = columns[c]?.[i];
    return value == null ? null : Number(value);
  };
  const given = (cells: readonly Cell[]) => {
    const some = cells.filter((cell) => cell.before !== null || cell.after !== null);
    return some.length ? some : cells.slice(0, 1);
  };
  for (let i = 0; i < b.rows; i++) {
    const name = keyAt(b, i);
    const was = there.get(name);
    if (was === undefined) {
      const year = Number(b.keys[0]?.[i]);
      if (years.has(year))
        tell(b, i, "added", given(counts.map((each, c) => ({column: each, before: null, after: countAt(b, c, i)}))));
      else fresh.set(year, (fresh.get(year) ?? 0) + 1);
      continue;
    }
    there.delete(name);
    const cells = counts
      .map((each, c) => ({column: each, before: countAt(a, c, was), after: countAt(b, c, i)}))
      .filter((cell) => cell.before !== cell.after);
    if (cells.length) tell(b, i, "changed", cells);
  }
  for (const i of there.values())
    tell(a, i, "gone", given(counts.map((each, c) => ({column: each, before: countAt(a, c, i), after: null}))));
  return {
    revisions,
    new_years: [...fresh].map(([year, rows]) => ({year, rows})).sort((x, y) => ascending(x.year, y.year))
  };
}

type Cell = Pick<Revision, "column" | "before" | "after">;
