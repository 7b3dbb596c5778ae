// Computes the numbers of one country of asylum in up to three years before and after each break in its series.
import {range} from "d3";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import type {Rate} from "../../measures/rates.js";
import {single} from "../axis.js";
import {joinedOf, sumOfJoined} from "../joined.js";
import type {Ledger} from "../ledger.js";
import {breakMarks} from "../plates/overTime.js";
import type {Series, View} from "../types.js";

const MOST_YEARS = 3;

export interface Side {
  readonly years: readonly [number, number];
  /** Years with a number. */
  readonly given: number;
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
  // A rate of several years is one of joined stages, as the answer's is.
  if (selection.measure === "rate" && !view.joined) return [];
  const marks = breakMarks(ledger, view);
  const [first, last] = selection.years;
  const series = view.main ?? view.series.slice(0, 1);
  return marks.flatMap(({before: year, words}, i) => {
    const from = Math.max(first, year - MOST_YEARS, marks[i - 1]?.before ?? first);
    const to = Math.min(last, year + MOST_YEARS - 1, (marks[i + 1]?.before ?? last + 1) - 1);
    return series.flatMap((one): BeforeAfter[] => {
      const before = from < year ? sideOf(ledger, view, one, [from, year - 1]) : null;
      const after = year <= to ? sideOf(ledger, view, one, [year, to]) : null;
      return before?.given || after?.given ? [{year, words, unit: one.kind.unit, before, after}] : [];
    });
  });
}

function sideOf(ledger: Ledger, {state}: View, {kind, points}: Series, years: readonly [number, number]): Side {
  const {selection} = state;
  if (selection.measure === "rate") {
    const joined = joinedOf(ledger, {...state, selection: {...selection, years}})?.all.units[kind.unit];
    const made = joined ? sumOfJoined(joined, selection) : null;
    const given = points.filter(({year, outcomes}) => year >= years[0] && year <= years[1] && outcomes).length;
    return {years, given, count: null, mean: null, rate: made?.rate ?? null, why: made?.why ?? null};
  }
  const counts = range(years[0], years[1] + 1).flatMap(
    (year) => points.find((point) => point.year === year)?.count ?? []
  );
  const count = sum(counts);
  const n = counts.length;
  const mean = count && {value: count.value / n, lo: count.lo / n, hi: count.hi / n};
  return {years, given: n, count, mean, rate: null, why: null};
}
