// Sums of a question's rows: counts, outcomes and rates with their bounds, in one pass.
import {add, bounded, sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {missesGrants} from "../measures/breakEffects.js";
import type {Level} from "../measures/codes.js";
import {newApplicationAdder} from "../measures/newness.js";
import {DIFFERENT_STAGES, forbiddenWords} from "../words/rates.js";
import {RATES, splitAcrossLevels, unlessSplit} from "../measures/rates.js";
import type {Rate, RateName, SplitAcrossLevels} from "../measures/rates.js";
import {closedBeside} from "../measures/outcomes.js";
import {decidesRefugeeStatus, separatedRefugeeStatusRate} from "../measures/separated.js";
import type {Selection} from "../measures/selection.js";
import type {PublishedDecision} from "../measures/status.js";
import {applicationAdder, decisionAdder} from "../measures/sums.js";
import type {Adder, ApplicationRow, Outcomes} from "../measures/sums.js";
import type {StockRow} from "./columns.js";
import {unseenOriginsAdder, withUnseen} from "../measures/unseenOrigins.js";
import {applicationRows, decisionRows, decisionsOfHost, knownOrigins, stockRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {Rows} from "./rows.js";
import type {Point, RankedPlace, Row, Sum} from "./types.js";

export function rowsOf(ledger: Ledger, selection: Selection): Rows<Row> {
  if (selection.measure === "applications") return applicationRows(ledger, selection);
  if (selection.measure === "decisions" || selection.measure === "rate") return decisionRows(ledger, selection);
  return stockRows(ledger, selection);
}

/** The size of a row, by which kinds, origins and countries of asylum are sorted. */
export function sizeOf(row: Row, {measure}: Selection): number {
  if ("applications" in row) return row.applications ?? 0;
  if ("closed" in row) return sizeOfDecision(row);
  return (measure === "refugees" ? row.refugees : row.asylum_seekers) ?? 0;
}

/** Everything a decision row holds, closed included. */
function sizeOfDecision({recognized, other, rejected, closed}: PublishedDecision): number {
  return (recognized ?? 0) + (other ?? 0) + (rejected ?? 0) + (closed ?? 0);
}

/** The count of a selection of decisions: every positive decision, or the published column. */
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

/** The rates of refugee status alone. */
export const OF_REFUGEES: readonly RateName[] = ["refugee_status", "unhcr_recognition"];
/**
 * Whether a number is a minimum: some have no stated origin or are not separated, or grants are missing, where the one number of
 * decisions is of all protection and not of two columns as published.
 */
export const isMinimum = (
  {definition}: Pick<Selection, "definition">,
  {
    atLeast,
    isLeast,
    least = [],
    without = [],
    kind
  }: Pick<Point, "atLeast" | "isLeast"> & Partial<Pick<RankedPlace, "least" | "without" | "kind">>
): boolean =>
  Boolean(isLeast) ||
  (kind !== undefined && (least.includes(kind.unit) || without.some((one) => one.isLeast && one.unit === kind.unit))) ||
  (Boolean(atLeast) && missesGrants(definition === "status" ? "protection" : definition));
export const NOTHING: Sum = {count: null, outcomes: null, rate: null, newAndRepeat: ZERO};
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
        return made ? {...NOTHING, count: made.count, newAndRepeat: made.new_and_repeat} : NOTHING;
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
  let atLeast = false;
  // A region's rate excludes countries that report grants and refusals at different levels, from numerator and denominator.
  const comparable = measure === "rate" && splits === noSplits ? decisionAdder(ledger.read) : null;
  const found = new Map<SplitAcrossLevels, Set<Level>>();
  const forbidden = new Set<string>();
  let decidesRefugees = true;
  return {
    add: (row) => {
      decided.add(row as PublishedDecision);
      const {asylum, year, unit} = row as PublishedDecision;
      if (!atLeast && ledger.effects.positives_at_least(row as PublishedDecision) !== null) atLeast = true;
      const forbids = measure === "rate" ? ledger.effects.no_rate(row as PublishedDecision) : null;
      if (forbids !== null) forbidden.add(forbids);
      if (comparable && forbids === null && ledger.isSplit(asylum, year, unit) === null)
        comparable.add(row as PublishedDecision);
      if (!decidesRefugeeStatus((row as PublishedDecision).level)) decidesRefugees = false;
      const split = splits(row as PublishedDecision);
      if (split) found.set(split, (found.get(split) ?? new Set()).add((row as PublishedDecision).level));
    },
    done: () => {
      const outcomes = decided.done();
      if (!outcomes) return NOTHING;
      const count = positiveOf(outcomes, definition);
      if (measure === "decisions") return {...NOTHING, outcomes, count, atLeast};
      const rated = comparable ? comparable.done() : outcomes;
      if (!rated)
        return {...NOTHING, outcomes, count, why: forbidden.size ? forbiddenWords(forbidden) : DIFFERENT_STAGES};
      // Of a single country no year is left out: its rate would be of other years than asked.
      if (!comparable && forbidden.size) return {...NOTHING, outcomes, count, why: forbiddenWords(forbidden)};
      if (OF_REFUGEES.includes(definition as RateName) && !decidesRefugees)
        return {...NOTHING, outcomes, count, why: "refugee status is not decided in this procedure"};
      const separated = definition === "refugee_status" ? separatedRefugeeStatusRate(rated) : null;
      if (separated?.kind === "not separated")
        return {...NOTHING, outcomes, count, why: "refugee status is not separated in the data"};
      let rate: Rate = separated ?? RATES[definition as RateName](rated);
      for (const [split, levels] of found) for (const level of levels) rate = unlessSplit(rate, level, split);
      return {...NOTHING, outcomes, count, rate, closed: closedBeside(rate), atLeast};
    }
  };
}

/**
 * The same with the origins that rounding may have removed, of applications and year-end figures: for rows of every origin.
 * Where an origin is compared its own rows have none.
 */
export function everyOriginAdder(ledger: Ledger, selection: Selection, splits: Splits): Adder<Row, Sum> {
  const {measure, origins} = selection;
  const all = adderOf(ledger, selection, splits);
  if (origins.kind !== "all" || measure === "decisions" || measure === "rate") return all;
  const known = knownOrigins(ledger, measure);
  const unseen = unseenOriginsAdder(known);
  // Applications that are new and repeat together are a number of their own.
  const unseenOfBoth = unseenOriginsAdder(known);
  return {
    add: (row) => {
      all.add(row);
      const isCounted = measure === "applications" || (row as StockRow)[measure] !== null;
      if (isCounted) unseen.add(row);
      if ("type" in row && row.type === "NR") unseenOfBoth.add(row);
    },
    done: () => {
      const made = all.done();
      const [lost, ofBoth] = [unseen.done(), unseenOfBoth.done()];
      return made.count
        ? {
            ...made,
            count: withUnseen(made.count, lost.P + lost.C),
            newAndRepeat: withUnseen(made.newAndRepeat, ofBoth.P + ofBoth.C)
          }
        : made;
    }
  };
}

export type Splits = (row: PublishedDecision) => SplitAcrossLevels | null;
/** A sum over many countries can include both halves of a split. */
export const noSplits: Splits = () => null;
/** Whether a country reported grants and refusals at different levels in a year, for rows of one country. */
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
