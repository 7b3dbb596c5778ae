// What an answer of the explorer is made of: kinds of rows, points, series, ranking, matrix, outcomes.
import type {Count} from "../measures/bounds.js";
import type {Level, Stage, Unit} from "../measures/codes.js";
import type {Touched} from "../measures/breakEffects.js";
import type {Headline, InUnits, SeriesBreak} from "../measures/headline.js";
import type {UnseenOrigins} from "../measures/unseenOrigins.js";
import type {RankedHeadline} from "../measures/headlineRanking.js";
import type {JoinedOutcomes, LeftOut} from "../measures/outcomes.js";
import type {Denominator} from "../measures/perInhabitants.js";
import type {Rate} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
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

/** Why there is no number; none is 0. `no entry`: the country reported, and has nothing for this group; `not separated`: new applications are reported with appeals; `in persons`, `in cases`: counted so, where the question is about the other unit. */
export type NoEntry = "no entry" | "not reported" | "in persons" | "in cases";
export type Absence = NoEntry | "not separated";
/** One number of one year, or why there is none. */
export interface Point {
  readonly year: number;
  /** As shown: a count, a number per 100,000 inhabitants, an index, or a fraction for a rate. */
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** The count; null for rates and where there is no row. */
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
  /** How many of the new applications are reported as new and repeat together. */
  readonly newAndRepeat: Count;
  /** Where stages are joined: the one stage of those, as the question of their own card; null where there are several. */
  readonly newAndRepeatOf?: Pick<Selection, "stages" | "levels"> | null;
  readonly absence: Absence | null;
  /** The unit in which the same place has a number for this year, where there is none in this one: then nothing is missing. */
  readonly countedIn?: Unit;
  /** New applications and appeals together, where the data does not separate them. */
  readonly mixed?: Count | null;
  /** What a number for each 100,000 inhabitants was divided by. */
  readonly denominator?: Denominator | null;
  /** Why joined decisions give no rate. */
  readonly why?: string | null;
  /** Countries whose decisions a rate excludes from numerator and denominator. */
  readonly left_out?: readonly LeftOut[];
  /** Applications closed without a decision, where they outnumber the decisions of a rate. */
  readonly closed?: Count | null;
  /** Whether grants are missing by a reviewed break; see `isMinimum` for the numbers that this makes a minimum. */
  readonly atLeast?: boolean;
  /** Whether the number is the least, as many have no stated origin or the data does not separate others from appeals; see `least.ts`. */
  readonly isLeast?: boolean;
}

/** What the rows of one place, kind and span add up to. */
export type Sum = Pick<
  Point,
  "count" | "outcomes" | "rate" | "newAndRepeat" | "why" | "left_out" | "closed" | "atLeast"
>;

export interface Series {
  /** The place that tells this series from the others, or null where there is one. */
  readonly place: string | null;
  readonly kind: Kind;
  readonly points: readonly Point[];
}

/** Years of a place that are not in its number: applications that the data does not separate from appeals, or another unit. */
export interface YearsWithout {
  readonly years: readonly number[];
  readonly why: "not separated" | "other unit";
  /** What is left out is counted so, and how much it is where that can be said. */
  readonly unit: Unit;
  readonly size: number | null;
  /** Whether the number is the least by it. */
  readonly isLeast: boolean;
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
  /** All new applications of a question: persons and cases side by side; `value` is only for order and length. */
  readonly headline?: RankedHeadline;
  /** The units in which the card of this place's new applications counts the same. */
  readonly counted?: readonly Unit[];
  /** The steps at which they were counted, where they are new applications. */
  readonly steps?: string;
  readonly why?: string | null;
  readonly closed?: Count | null;
  readonly left_out?: readonly LeftOut[];
  readonly atLeast?: boolean;
  readonly denominator?: Denominator | null;
  readonly without?: readonly YearsWithout[];
  /** Units whose number is the least, as many have no stated origin. */
  readonly least?: readonly Unit[];
}

export interface Ranking {
  readonly axis: Axis;
  readonly years: readonly [number, number];
  /** In order; for rates, those that can be ranked. Unknown origin comes last. */
  readonly places: readonly RankedPlace[];
  /** Rates of places that are left out, and why, by reason. */
  readonly leftOut: readonly RankedPlace[];
  /** What the sum of the places does not hold, where there is such a line; and UNHCR's total of a region or the world, which does. */
  readonly beyond?: readonly {readonly words: string; readonly number: InUnits<Count>}[];
  readonly printed?: InUnits<Count> | null;
}

export interface Matrix {
  readonly years: readonly [number, number];
  readonly origins: readonly string[];
  readonly asylums: readonly string[];
  /** By origin and country of asylum: null where there is no row. */
  readonly cells: readonly (readonly (RankedPlace | null)[])[];
}

export interface OutcomesView {
  readonly kind: Kind;
  /** The joined outcomes, where first instance and combined are added together. */
  readonly joined?: JoinedOutcomes;
  readonly years: readonly {readonly year: number; readonly outcomes: Outcomes | NoEntry}[];
  readonly all: Outcomes;
}

/** One place's new applications of one year. */
export interface HeadlineYear {
  readonly year: number;
  /** Null where the place has no entry of any application. */
  readonly headline: Headline | null;
  /** The number by unit, with the room for origins that rounding removed whole; null where there is none. */
  readonly number: InUnits<Count>;
  /** How many origins may have been removed, by unit: 0 unless every origin is added. */
  readonly unseen: UnseenOrigins;
  /** The same of applications that are new and repeat together. */
  readonly unseenOfBoth: Readonly<Record<Unit, number>>;
  /** Units whose number is the least; see `least.ts`. */
  readonly least?: readonly Unit[];
}

export interface HeadlineSeries {
  /** The place that tells this series from the others, or null where there is one. */
  readonly place: string | null;
  readonly years: readonly HeadlineYear[];
  /** Where one country's series continues at other levels or in another unit. */
  readonly breaks: readonly SeriesBreak[];
}

export interface HeadlineView {
  /** Whether numbers are totals of every level, as UNHCR prints them: of the world, a region or a union, but not of countries. */
  readonly printed: boolean;
  readonly places: readonly HeadlineSeries[];
  /** The places as series to draw and to list, persons before cases. */
  readonly series: readonly Series[];
  /** The whole selection, by year: names what a list of places leaves out. */
  readonly whole: readonly HeadlineYear[];
}

/** Outcomes in one place and year, or in several, by unit. */
export interface Decisions {
  readonly units: Readonly<Record<Unit, JoinedOutcomes | null>>;
  /** Breaks by which positive decisions are missing: counts and rates are the least. */
  readonly atLeast: Readonly<Record<Unit, readonly Touched[]>>;
}

export interface JoinedYear extends Decisions {
  readonly year: number;
}

export interface JoinedView {
  readonly places: readonly {readonly place: string | null; readonly years: readonly JoinedYear[]}[];
  /** The places as series to draw and to list. */
  readonly series: readonly Series[];
  /** The whole selection, by year and over all years. */
  readonly whole: readonly JoinedYear[];
  readonly all: Decisions;
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
  /** The answer to a question about all new applications; null for other questions. */
  readonly headline: HeadlineView | null;
  /** Decisions with first instance and combined added together; null for a single stage. */
  readonly joined: JoinedView | null;
  /** The series that answer first, drawn and listed before the separations; null where those are the answer. */
  readonly main: readonly Series[] | null;
  readonly outcomes: readonly OutcomesView[];
  readonly ranking: Ranking | null;
  /** Where a question has several places on both sides: the ranking of those that `ranking` does not compare. */
  readonly otherRanking: Ranking | null;
  readonly matrix: Matrix | null;
  /** Whether any row answers the question. */
  readonly empty: boolean;
}

export type Row = ApplicationRow | PublishedDecision | StockRow;
export interface Loss {
  readonly term: string;
  readonly words: string;
}
