// Sums of a question's rows: counts, outcomes and rates with their bounds, in one pass.
import {add, bounded, sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Level} from "../measures/codes.js";
import {newApplicationAdder} from "../measures/newness.js";
import {RATES, splitAcrossLevels, unlessSplit} from "../measures/rates.js";
import type {Rate, RateName, SplitAcrossLevels} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import type {PublishedDecision} from "../measures/status.js";
import {applicationAdder, decisionAdder} from "../measures/sums.js";
import type {Adder, ApplicationRow, Outcomes} from "../measures/sums.js";
import type {StockRow} from "./columns.js";
import {applicationRows, decisionRows, decisionsOfHost, stockRows} from "./ledger.js";
import type {Ledger, Rows} from "./ledger.js";
import type {Row} from "./types.js";

export function rowsOf(ledger: Ledger, selection: Selection): Rows<Row> {
  if (selection.measure === "applications") return applicationRows(ledger, selection);
  if (selection.measure === "decisions" || selection.measure === "rate") return decisionRows(ledger, selection);
  return stockRows(ledger, selection);
}

/** How much a row holds: what kinds, origins and hosts are put in order by. */
export function sizeOf(row: Row, {measure}: Selection): number {
  if ("applications" in row) return row.applications ?? 0;
  if ("closed" in row) return sizeOfDecision(row);
  return (measure === "refugees" ? row.refugees : row.asylum_seekers) ?? 0;
}

/** Everything a decision row holds, closed included. */
function sizeOfDecision({recognized, other, rejected, closed}: PublishedDecision): number {
  return (recognized ?? 0) + (other ?? 0) + (rejected ?? 0) + (closed ?? 0);
}

/** What the rows of one place, kind and span add up to. */
export interface Sum {
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
  readonly newAndRepeat: number;
}

/** The number of people or files decided that a selection of decisions speaks of: every positive decision, or as published. */
export function positiveOf({published, statuses}: Outcomes, reading: Selection["definition"]): Count {
  return reading === "published"
    ? (sum([published.recognized, published.other]) as Count)
    : (sum([
        statuses.refugee_status,
        statuses.undivided,
        statuses.complementary,
        statuses.humanitarian,
        statuses.temporary
      ]) as Count);
}

export const NOTHING: Sum = {count: null, outcomes: null, rate: null, newAndRepeat: 0};
/** Adds the rows of one place, kind and span; which sum it is, the selection says. */
export function adderOf(ledger: Ledger, {measure, definition, types}: Selection, splits: Splits): Adder<Row, Sum> {
  if (measure === "applications") {
    if (types !== "new") {
      const all = applicationAdder();
      return {add: (row) => all.add(row as ApplicationRow), done: () => ({...NOTHING, count: all.done()})};
    }
    const fresh = newApplicationAdder();
    return {
      add: (row) => fresh.add(row as ApplicationRow),
      done: () => {
        const made = fresh.done();
        return made ? {...NOTHING, count: made.count, newAndRepeat: made.new_and_repeat.value} : NOTHING;
      }
    };
  }
  if (measure === "refugees" || measure === "asylum_seekers") {
    let count: Count | null = null;
    return {
      add: (row) => {
        const value = (row as StockRow)[measure];
        if (value !== null) count = add(count ?? ZERO, bounded(value, "stocks"));
      },
      done: () => ({...NOTHING, count})
    };
  }
  const decided = decisionAdder(ledger.read);
  const found = new Map<SplitAcrossLevels, Set<Level>>();
  return {
    add: (row) => {
      decided.add(row as PublishedDecision);
      const split = splits(row as PublishedDecision);
      if (split) found.set(split, (found.get(split) ?? new Set()).add((row as PublishedDecision).level));
    },
    done: () => {
      const outcomes = decided.done();
      if (!outcomes) return NOTHING;
      const count = positiveOf(outcomes, definition);
      if (measure === "decisions") return {...NOTHING, outcomes, count};
      let rate: Rate = RATES[definition as RateName](outcomes);
      for (const [split, levels] of found) for (const level of levels) rate = unlessSplit(rate, level, split);
      return {...NOTHING, outcomes, count, rate};
    }
  };
}

export type Splits = (row: PublishedDecision) => SplitAcrossLevels | null;
/** In a sum over many hosts the two halves of a split may well meet. */
export const noSplits: Splits = () => null;
/** Whether a host split its grants and refusals over levels in a year, looked at where the rows are of one host. */
export function splitsOf(ledger: Ledger, {measure}: Selection): Splits {
  if (measure !== "rate") return noSplits;
  return (row) => splitIn(ledger, row);
}

function splitIn(ledger: Ledger, {asylum, year, unit}: PublishedDecision): SplitAcrossLevels | null {
  const key = `${asylum} ${year} ${unit}`;
  const before = ledger.splits.get(key);
  if (before !== undefined) return before;
  const levels = new Map<Level, Adder<PublishedDecision, Outcomes | null>>();
  decisionsOfHost(ledger, asylum, year).each((row) => {
    if (row.unit !== unit) return;
    let level = levels.get(row.level);
    if (!level) levels.set(row.level, (level = decisionAdder(ledger.read)));
    level.add(row);
  });
  const outcomes = new Map<Level, Outcomes>();
  for (const [level, decided] of levels) {
    const made = decided.done();
    if (made) outcomes.set(level, made);
  }
  const found = splitAcrossLevels(outcomes);
  ledger.splits.set(key, found);
  return found;
}
