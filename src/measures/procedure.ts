// One procedure in one country for people of one origin, year by year: applications and their outcomes. Defines the data that
// the chart and the table of a procedure share.
import type {Count} from "./bounds.js";
import type {Level, Unit} from "./codes.js";
import type {Outcomes} from "./sums.js";

/**
 * Why a year has no count. `no entry`: the country has rows of that level for others that year, so the count is 0 to 2 if rounding
 * alone removed the row. `not reported`: it has none. Neither is 0.
 */
export type Absence = "no entry" | "not reported";

export interface ProcedureYear {
  readonly year: number;
  readonly applications: Count | Absence;
  readonly outcomes: Outcomes | Absence;
}

export interface Procedure {
  readonly level: Level;
  readonly unit: Unit;
  readonly years: readonly ProcedureYear[];
  /** All years with a row together; null where no year has one. */
  readonly applications: Count | null;
  readonly outcomes: Outcomes | null;
}

/** What a chart or table is drawn with: the document that makes its elements, and the width it has, in CSS pixels. */
export interface Drawing {
  readonly document: Document;
  readonly width?: number;
}
