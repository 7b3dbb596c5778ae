// What an answer of the explorer is made of: kinds of rows, points, series, ranking, matrix, outcomes.
import type {Count} from "../measures/bounds.js";
import type {Level, Stage, Unit} from "../measures/codes.js";
import type {Rate} from "../measures/rates.js";
import type {PublishedDecision} from "../measures/status.js";
import type {ApplicationRow, Outcomes} from "../measures/sums.js";
import type {State} from "./address.js";
import type {StockRow} from "./columns.js";

/** Rows that may be added: one step of the procedure in one unit. Year-end figures are of one kind. */
export interface Kind {
  readonly id: string;
  readonly stage: Stage | null;
  readonly levels: readonly Level[];
  readonly unit: Unit;
}

export type Absence = "no row" | "not reported";
/** One number of one year, or why there is none. */
export interface Point {
  readonly year: number;
  /** As shown: a count, a number per 100,000 inhabitants, an index, or a fraction for a rate. */
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** What was counted; null for rates and where there is no row. */
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
  /** How many of new applications stand under new and repeat together. */
  readonly newAndRepeat: number;
  readonly absence: Absence | null;
}

export interface Series {
  /** The place that tells this series from the others, or null where there is one. */
  readonly place: string | null;
  readonly kind: Kind;
  readonly points: readonly Point[];
}

export interface RankedPlace {
  readonly code: string;
  readonly kind: Kind;
  readonly chosen: boolean;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
}

export interface Ranking {
  readonly axis: Axis;
  readonly years: readonly [number, number];
  /** In order; for rates, those that may be ranked. Unknown origin stands last. */
  readonly places: readonly RankedPlace[];
  /** Rates of places that are left out, and why, by reason. */
  readonly leftOut: readonly RankedPlace[];
}

export interface Matrix {
  readonly years: readonly [number, number];
  readonly origins: readonly string[];
  readonly asylums: readonly string[];
  /** By origin and host: null where there is no row. */
  readonly cells: readonly (readonly (RankedPlace | null)[])[];
}

export interface OutcomesView {
  readonly kind: Kind;
  readonly years: readonly {readonly year: number; readonly outcomes: Outcomes | Absence}[];
  readonly all: Outcomes;
}

export const AXES = ["origin", "asylum"] as const;
export type Axis = (typeof AXES)[number];

export interface View {
  readonly state: State;
  readonly axis: Axis | null;
  /** Kinds with a row, the one with most first. */
  readonly kinds: readonly Kind[];
  /** By kind, then by size. */
  readonly series: readonly Series[];
  readonly outcomes: readonly OutcomesView[];
  readonly ranking: Ranking | null;
  readonly matrix: Matrix | null;
  /** Whether any row answers the question. */
  readonly empty: boolean;
}

export type Row = ApplicationRow | PublishedDecision | StockRow;
export interface Loss {
  readonly term: string;
  readonly words: string;
}
