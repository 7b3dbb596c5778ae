// The lines of a card's tables: published entries of one year, stage and unit added.
import type {Count} from "../measures/bounds.js";
import type {Column, Status} from "../measures/codes.js";

/** One published row, or several of one year and level added, with the status of each column. */
export interface CardRow {
  readonly year: number;
  readonly level: string;
  /** "persons" or "cases"; absent where the table is of one unit. */
  readonly unit?: string;
  /** How many published rows are added here. */
  readonly rows: number;
  readonly published: Readonly<Record<Column, Count>>;
  readonly read: Readonly<Record<Column, Status>>;
}

/** Entries of one year and stage added. */
export interface CardLine {
  readonly year: number;
  readonly level: string;
  readonly unit?: string;
  readonly rows: number;
  readonly count: Count;
}
