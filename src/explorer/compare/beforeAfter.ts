// Computes the numbers of one country of asylum in up to three years before and after each break in its series.
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import type {Rate} from "../../measures/rates.js";
import type {Selection} from "../../measures/selection.js";
import type {State} from "../address.js";
import {single} from "../axis.js";
import {answerOf} from "../figure/answer.js";
import {joinedOf, sumOfJoined} from "../joined.js";
import type {Ledger} from "../ledger.js";
import {breakMarks} from "../plates/overTime.js";
import type {Kind, Series, View} from "../types.js";

const MOST_YEARS = 3;

export interface Side {
  /** Years with a number. */
  readonly years: readonly number[];
  /** Their counts together, and the mean of a year; null for a rate and where no year has a number. */
  readonly count: Count | null;
  readonly mean: Count | null;
  /** The rate of all decisions of these years together. */
  readonly rate: Rate | null;
  /** Why there is no rate. */
  readonly why: string | null;
}

export interface BeforeAfter {
  /** The first year after the break. */
  readonly year: number;
  readonly words: string;
  readonly unit: Unit;
  readonly before: Side | null;
  readonly after: Side | null;
}

/** Breaks of one country with what lies on both sides; years beyond another break are in neither. */
export function beforeAfterOf(ledger: Ledger, view: View): BeforeAfter[] {
  const {selection} = view.state;
  if (single(selection.asylums) === null || view.axis !== null) return [];
  const marks = breakMarks(ledger, view, null, true);
  const [first, last] = selection.years;
  const series = view.main ?? view.series.slice(0, 1);
  return marks.flatMap(({before: year, words}, i) => {
    const from = Math.max(first, year - MOST_YEARS, marks[i - 1]?.before ?? first);
    const to = Math.min(last, year + MOST_YEARS - 1, (marks[i + 1]?.before ?? last + 1) - 1);
    return series.flatMap((one): BeforeAfter[] => {
      const before = from < year ? sideOf(ledger, view, one, [from, year - 1]) : null;
      const after = year <= to ? sideOf(ledger, view, one, [year, to]) : null;
      return before?.years.length || after?.years.length ? [{year, words, unit: one.kind.unit, before, after}] : [];
    });
  });
}

function sideOf(
  ledger: Ledger,
  {state, joined}: View,
  {kind, points}: Series,
  [from, to]: readonly [number, number]
): Side {
  const {selection} = state;
  const within = points.filter(({year}) => year >= from && year <= to);
  if (selection.measure === "rate") {
    const span = {...selection, years: [from, to] as const};
    const made = joined ? joinedRate(ledger, {...state, selection: span}, kind) : stageRate(ledger, span, kind);
    const years = within.filter(({outcomes}) => outcomes).map(({year}) => year);
    return {years, count: null, mean: null, rate: made?.rate ?? null, why: made?.why ?? null};
  }
  const given = within.filter(({count}) => count);
  const count = sum(given.map((point) => point.count));
  const n = given.length;
  const mean = count && {value: count.value / n, lo: count.lo / n, hi: count.hi / n};
  return {years: given.map(({year}) => year), count, mean, rate: null, why: null};
}

/** The rate of several years at first instance, alone or combined with appeal. */
function joinedRate(ledger: Ledger, state: State, {unit}: Kind): Pick<Side, "rate" | "why"> | null {
  const joined = joinedOf(ledger, state)?.all.units[unit];
  const made = joined ? sumOfJoined(joined, state.selection) : null;
  return made && {rate: made.rate, why: made.why ?? null};
}

/** The rate of several years of one stage, as its source card has it. */
function stageRate(ledger: Ledger, selection: Selection, kind: Kind): Pick<Side, "rate" | "why"> | null {
  const {numbers} = answerOf(ledger, {selection, cell: null, per: null, edition: null});
  return numbers.find((one) => one.kind.id === kind.id) ?? null;
}
