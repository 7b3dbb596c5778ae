// One number of a figure and what stands beside it, as every kind of figure makes it: none yet, none at all and why, the least.
import {range} from "d3";
import type {AskedFigure, Cell} from "../../figures/address.js";
import type {Count} from "../../measures/bounds.js";
import {COLUMNS, STAGES, STATUSES} from "../../measures/codes.js";
import type {Column, Status, Unit} from "../../measures/codes.js";
import type {LeftOut} from "../../measures/outcomes.js";
import type {PerInhabitants} from "../../measures/perInhabitants.js";
import type {Rate} from "../../measures/rates.js";
import type {Selection} from "../../measures/selection.js";
import type {PublishedDecision} from "../../measures/status.js";
import type {ApplicationRow, Outcomes} from "../../measures/sums.js";
import type {Each} from "../../figures/entries.js";
import {asksHeadline} from "../headline.js";
import {kindOf} from "../kinds.js";
import {isReported} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {inOtherUnit} from "../otherUnit.js";
import type {Absence, Kind} from "../types.js";
import type {StockRow} from "../columns.js";
import type {Mixed} from "./beside.js";
import type {Unknown} from "./unknown.js";

/** One number of a figure, of rows that may be added. */
export interface FigureNumber {
  readonly kind: Kind;
  /** The sum; null where there is no entry, for rates, and where the data does not separate it. */
  readonly count: Count | null;
  /** Of rates. */
  readonly rate: Rate | null;
  /** Of figures per 100,000 inhabitants. */
  readonly per: PerInhabitants | null;
  /** Why there is no entry. */
  readonly absence: Absence | null;
  /** Why there is no number although there are entries, as a clause. */
  readonly why: string | null;
  /** What the data does not separate this number from, so that it is the least or cannot be told. */
  readonly together: Count | null;
  /** Whether some are missing or not separated, so that the number is the least. */
  readonly isLeast: boolean;
  /** People without a stated origin, some of whom may be of these origins. */
  readonly unknown: Unknown | null;
  /** New applications that the data does not separate from appeals. */
  readonly mixed: Mixed | null;
  /** Of substantive decisions: whether refusals are not separated from closed cases, which are no decisions: the most it can be. */
  readonly isMost: boolean;
  /** Origins that rounding may have removed from a sum over every origin. */
  readonly unseen: number;
  /** Countries that a rate leaves out. */
  readonly leftOut: readonly LeftOut[];
  /** Applications closed without a decision, where they are more than the decisions of a rate. */
  readonly closed: Count | null;
  /** Decisions of which only a total is published: in no status. */
  readonly withoutParts: number;
  /** Of decisions: every outcome of the entries. */
  readonly outcomes: Outcomes | null;
  /** Whether the United States' immigration courts decided claims that are not in it. */
  readonly withoutCourts: boolean;
  /** Rules that classify entries of it. */
  readonly rules: readonly string[];
}

/** The entries that a figure's numbers add. */
export interface FigureEntries {
  readonly applications: Each<ApplicationRow> | null;
  readonly decisions: Each<PublishedDecision> | null;
  readonly stocks: Each<StockRow> | null;
}

export interface FigureAnswer {
  readonly asked: AskedFigure;
  /** The selection with the years that are counted: of year-end figures and figures per inhabitant, the last one. */
  readonly selection: Selection;
  /** At least one; the one that answers first comes first. */
  readonly numbers: readonly FigureNumber[];
  readonly entries: FigureEntries;
}

export type Made = Pick<FigureAnswer, "numbers" | "entries">;
export type Asks = Pick<AskedFigure, "cell" | "added">;

export const UNITS = ["P", "C"] as const;
export const NONE: Omit<FigureNumber, "kind"> = {
  ...{count: null, rate: null, per: null, absence: null, why: null, together: null, isLeast: false, isMost: false},
  ...{unknown: null, mixed: null},
  ...{unseen: 0, leftOut: [], closed: null, withoutParts: 0, rules: []},
  ...{outcomes: null, withoutCourts: false}
};
export const NO_ENTRIES: FigureEntries = {applications: null, decisions: null, stocks: null};

/** Whether a figure is all new applications as UNHCR counts them: not every stage added. */
export const isHeadline = ({asked, selection}: Pick<FigureAnswer, "asked" | "selection">): boolean =>
  asked.added !== "stages" && asksHeadline(selection);

export const isColumn = (cell: Cell | null): cell is Column => (COLUMNS as readonly (Cell | null)[]).includes(cell);
export const isStatus = (cell: Cell | null): cell is Status => (STATUSES as readonly (Cell | null)[]).includes(cell);

/** Units in which there is a number; one without any where there is none. */
export const unitsOf = (selection: Selection, has: (unit: Unit) => boolean): readonly Unit[] => {
  const some = UNITS.filter(has);
  return some.length ? some : [selection.unit === "C" ? "C" : "P"];
};

/** Why there is no entry: of countries that are named, whether any reported in these years. */
export function absenceOf(ledger: Ledger, selection: Selection, {levels, unit}: Kind): Absence {
  const {measure, asylums, authority, years} = selection;
  const elsewhere = inOtherUnit(ledger, selection, null);
  for (let year = years[0]; year <= years[1]; year++) {
    const other = elsewhere(null, year);
    if (other) return other;
  }
  if (asylums.kind !== "places") return "no entry";
  const table = measure === "applications" ? "applications" : "decisions";
  return range(years[0], years[1] + 1).some((year) =>
    asylums.codes.some((asylum) =>
      levels.some((level) => isReported(ledger, {table, year, asylum, authority, level, unit}))
    )
  )
    ? "no entry"
    : "not reported";
}

export function withoutEntry(ledger: Ledger, selection: Selection): FigureNumber {
  const {stages, levels, unit} = selection;
  const level = levels?.[0] ?? STAGES[stages[0] ?? "first"][0];
  const kind = kindOf({asylum: "", level, unit: unit === "C" ? "C" : "P"});
  return {...NONE, kind, absence: absenceOf(ledger, selection, kind)};
}

/** What is beside a number, and whether it is the least by it. */
export const beside = ({value}: Count, unknown: Unknown | null, mixed: Mixed | null, isLeast = false) => ({
  ...{unknown, mixed},
  isLeast: isLeast || (value > 0 && ((unknown?.isLeast ?? false) || (mixed?.isLeast ?? false)))
});
