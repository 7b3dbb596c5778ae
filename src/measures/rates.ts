// Recognition and grant rates. A rate is made from one sum of decisions, has a range, and says why there is none where the data
// cannot give one.
import {add, sum, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import {POSITIVE_STATUSES} from "./codes.js";
import type {Level, Unit} from "./codes.js";
import {MixError, stageOf} from "./sums.js";
import type {Outcomes} from "./sums.js";

/** The four rates on offer, two as UNHCR computes them and two by legal status. */
export const RATE_NAMES = ["refugee_status", "positive", "unhcr_recognition", "unhcr_protection"] as const;
export type RateName = (typeof RATE_NAMES)[number];

/** Fewer decisions than this are given as counts. Rounding alone can move a rate of nine decisions by a third. */
export const COUNTS_BELOW = 10;
/**
 * A rate over fewer decisions than this is marked and left out of rankings.
 * Source: TRAC, Syracuse University, gives no yearly rate of an immigration judge or a nationality under 25 decisions.
 */
export const MARKED_BELOW = 25;

/** A fraction of 0–1 with its interval; `value` is null where numerator and denominator are both published as 0. */
export interface Share {
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
}

/** What a rate rests on. Counts are decisions of the year, in persons or cases by `unit`. */
interface Ground {
  readonly name: RateName;
  readonly unit: Unit;
  /** What the rate counts as success: refugee status alone, or every positive decision. */
  readonly numerator: Count;
  /** Decisions as published: positive, refused, and refusals and closings not separated. Otherwise closed is in no rate. */
  readonly decisions: number;
  readonly positive: Count;
  readonly refused: Count;
  /** Refusals and closings not separated; 0 in UNHCR's two rates, which know no such thing. */
  readonly undivided_closed: Count;
  readonly closed: Count;
  /** Decisions in rows that give a total and no parts: they enter no rate. */
  readonly without_parts: number;
}

/** A rate with a central value: numerator ÷ decisions as published. */
export interface CentralRate extends Ground {
  readonly kind: "rate";
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  /** Under 25 decisions: shown with a mark and left out of rankings. */
  readonly marked: boolean;
}

/** A rate known as an interval alone, as a share of its rows is not separated: drawn as a band without a line. */
export interface IntervalRate extends Ground {
  readonly kind: "interval";
  readonly lo: number;
  readonly hi: number;
  readonly marked: boolean;
}

/** Why the rows give no rate. Each is what the page says, in place of a number. */
export type NoRateReason =
  | "only a total is given"
  | "some figures are missing"
  | "no substantive decision"
  | "no refusals reported"
  | "refused and closed not separated"
  | "fewer than 10 decisions"
  | "grants and refusals reported at different stages";

/** No rate, and why. The ends of the interval stay where they say something: the lower end is shown with the words. */
export interface NoRate extends Ground {
  readonly kind: "none";
  readonly reason: NoRateReason;
  readonly lo: number | null;
  readonly hi: number | null;
}

export type Rate = CentralRate | IntervalRate | NoRate;

/** The ends of A ÷ (A + B); an end with denominator 0 takes the other's value. Null where both are 0 ÷ 0. */
function ends(lowA: number, highB: number, highA: number, lowB: number): {lo: number; hi: number} | null {
  const lo = lowA + highB > 0 ? lowA / (lowA + highB) : null;
  const hi = highA + lowB > 0 ? highA / (highA + lowB) : null;
  if (lo === null) return hi === null ? null : {lo: hi, hi};
  return {lo, hi: hi ?? lo};
}

/**
 * A ÷ (A + B) over different cells, as a fraction with its interval: from A.lo ÷ (A.lo + B.hi) to A.hi ÷ (A.hi + B.lo).
 * Bounding a numerator and a total that share cells would give more than 100%. An end whose denominator is 0 takes the
 * value of the other end. `value` is null where both published counts are 0; the whole is null where both can be nothing
 * but 0. Source of the form: interval arithmetic over the rounding of the published cells.
 */
export function share(a: Count, b: Count): Share | null {
  const interval = ends(a.lo, b.hi, a.hi, b.lo);
  return interval && {value: a.value + b.value > 0 ? a.value / (a.value + b.value) : null, ...interval};
}

function noRate(ground: Ground, reason: NoRateReason, kept: {lo: number; hi: number} | null): NoRate {
  const {name, unit, numerator, decisions, positive, refused, undivided_closed, closed, without_parts} = ground;
  const rest = {name, unit, numerator, decisions, positive, refused, undivided_closed, closed, without_parts};
  return {kind: "none", ...rest, reason, lo: kept ? kept.lo : null, hi: kept ? kept.hi : null};
}

/**
 * Gives the interval its words. The order of the reasons is deliberate: "5 of 5" reads as 100%, so a missing refusal is
 * said before a small number is. Closings not separated silence a rate only where its upper end says nothing: where
 * complementary protection is shown with refugee status, the refugee status rate still has an upper end worth printing.
 */
function rate(ground: Ground, outcomes: Outcomes, found: Share | null): Rate {
  const {decisions, positive, refused, undivided_closed} = ground;
  if (outcomes.missing > 0) return noRate(ground, "some figures are missing", null);
  if (decisions === 0 || !found)
    return noRate(ground, ground.without_parts > 0 ? "only a total is given" : "no substantive decision", null);
  if (refused.value === 0 && undivided_closed.value > 0 && (found.hi === 1 || positive.hi === 0))
    return noRate(ground, "refused and closed not separated", found);
  if (refused.value === 0 && undivided_closed.value === 0 && positive.value > 0)
    return noRate(ground, "no refusals reported", found);
  if (decisions < COUNTS_BELOW) return noRate(ground, "fewer than 10 decisions", found);
  const {value, lo, hi} = found;
  const marked = decisions < MARKED_BELOW;
  return value === null
    ? {kind: "interval", ...ground, lo, hi, marked}
    : {kind: "rate", ...ground, value, lo, hi, marked};
}

function publishedGround(name: RateName, outcomes: Outcomes, numerator: Count): Ground {
  const {recognized, other, rejected, closed} = outcomes.published;
  return {
    name,
    unit: outcomes.unit,
    numerator,
    decisions: recognized.value + other.value + rejected.value,
    positive: add(recognized, other),
    refused: rejected,
    undivided_closed: ZERO,
    closed,
    without_parts: outcomes.without_parts
  };
}

/**
 * UNHCR's refugee recognition rate, from the published columns: recognized ÷ (recognized + other + rejected), a fraction.
 * `kind` "none" says why the rows give no rate. Otherwise closed is in neither part. Throws nothing.
 * Source: UNHCR, Refugee Data Finder, methodology, "Refugee Recognition Rate"; the bounds are ours.
 */
export function unhcrRecognitionRate(outcomes: Outcomes): Rate {
  const {recognized, other, rejected} = outcomes.published;
  const ground = publishedGround("unhcr_recognition", outcomes, recognized);
  return rate(ground, outcomes, share(recognized, add(other, rejected)));
}

/**
 * UNHCR's total protection rate, from the published columns: (recognized + other) ÷ (recognized + other + rejected), a
 * fraction. `kind` "none" says why the rows give no rate. Otherwise closed is in neither part. Throws nothing.
 * Source: UNHCR, Refugee Data Finder, methodology, "Total Protection Rate"; the bounds are ours.
 */
export function unhcrProtectionRate(outcomes: Outcomes): Rate {
  const {recognized, other, rejected} = outcomes.published;
  const positive = add(recognized, other);
  return rate(publishedGround("unhcr_protection", outcomes, positive), outcomes, share(positive, rejected));
}

function statusGround(name: RateName, outcomes: Outcomes, numerator: Count): Ground {
  const {refused, undivided_closed, otherwise_closed} = outcomes.statuses;
  const positive = positiveDecisions(outcomes);
  return {
    name,
    unit: outcomes.unit,
    numerator,
    decisions: positive.value + refused.value + undivided_closed.value,
    positive,
    refused,
    undivided_closed,
    closed: otherwise_closed,
    without_parts: outcomes.without_parts
  };
}

/** Every positive decision by status: refugee status, undivided, complementary, humanitarian, temporary. */
function positiveDecisions({statuses}: Outcomes): Count {
  return sum(POSITIVE_STATUSES.map((status) => statuses[status])) ?? ZERO;
}

/**
 * The refugee status rate, by legal status: refugee status ÷ (positive + refused + refusals and closings not separated),
 * a fraction. Undivided positives may all be refugee status or none, and undivided closings all refusals or none: where
 * either is above 0 there is an interval and no central value. `kind` "none" says why the rows give no rate. Otherwise
 * closed and not decided are in neither part. Throws nothing.
 * Source: the form of UNHCR's Refugee Recognition Rate (Refugee Data Finder, methodology), over our statuses,
 * which follow Eurostat's kinds of positive decision (metadata of migr_asydec).
 */
export function refugeeStatusRate(outcomes: Outcomes): Rate {
  const {
    refugee_status: r,
    undivided: u,
    complementary,
    humanitarian,
    temporary,
    refused,
    undivided_closed: m
  } = outcomes.statuses;
  const others = sum([complementary, humanitarian, temporary, refused]) ?? ZERO;
  const ground = statusGround("refugee_status", outcomes, r);
  const interval = ends(r.lo, others.hi + u.hi + m.hi, r.hi + u.hi, others.lo);
  const value = u.value > 0 || m.value > 0 || ground.decisions === 0 ? null : r.value / ground.decisions;
  return rate(ground, outcomes, interval && {value, ...interval});
}

/**
 * The grant rate, by legal status: positive ÷ (positive + refused + refusals and closings not separated), a fraction.
 * Where refusals and closings are not separated there is an interval and no central value. `kind` "none" says why the
 * rows give no rate. Otherwise closed and not decided are in neither part. Throws nothing.
 * Source: the form of UNHCR's Total Protection Rate (Refugee Data Finder, methodology) and of Eurostat's recognition rate
 * (metadata of migr_asydec, humanitarian reasons included), over our statuses.
 */
export function positiveRate(outcomes: Outcomes): Rate {
  const {refused, undivided_closed: m} = outcomes.statuses;
  const positive = positiveDecisions(outcomes);
  const ground = statusGround("positive", outcomes, positive);
  const interval = ends(positive.lo, refused.hi + m.hi, positive.hi, refused.lo);
  const value = m.value > 0 || ground.decisions === 0 ? null : positive.value / ground.decisions;
  return rate(ground, outcomes, interval && {value, ...interval});
}

/** The rates by name, so that a selection can name one. */
export const RATES = {
  refugee_status: refugeeStatusRate,
  positive: positiveRate,
  unhcr_recognition: unhcrRecognitionRate,
  unhcr_protection: unhcrProtectionRate
} as const satisfies Record<RateName, (outcomes: Outcomes) => Rate>;

/** Whether a rate can be ranked: known, with a central value, over at least 25 decisions. Rankings say how many were left out. */
export function canRank(rate: Rate): rate is CentralRate {
  return rate.kind === "rate" && !rate.marked;
}

/** The 97.5th percentile of the standard normal distribution, for an interval of 95%. */
const Z = 1.959963984540054;

/**
 * The Wilson score interval at 95% for `successes` of `n`, as fractions: what chance would do to the share if the decisions
 * were independent draws from one urn. They are not (families, judges and policies move together), so it is drawn next to the
 * rounding, with another sign, and never added to it. Null where n is 0.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927), 209–212.
 * @throws RangeError where `successes` or `n` is not a count, or there are more successes than draws.
 */
export function wilson(successes: number, n: number): {value: number; lo: number; hi: number} | null {
  if (!Number.isSafeInteger(successes) || !Number.isSafeInteger(n) || successes < 0 || successes > n)
    throw new RangeError(`${String(successes)} of ${String(n)} is no share of draws`);
  if (n === 0) return null;
  const value = successes / n;
  const shrink = 1 + Z ** 2 / n;
  const middle = (value + Z ** 2 / (2 * n)) / shrink;
  const half = (Z / shrink) * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
  return {value, lo: Math.max(0, Math.min(value, middle - half)), hi: Math.min(1, Math.max(value, middle + half))};
}

/** The levels among which a country may have spread one procedure, and what is reported at each. */
export interface SplitAcrossLevels {
  readonly grants_at: Level;
  /** Levels whose refusals belong to the same applicants' procedure, in the order given. */
  readonly refusals_at: readonly Level[];
  /** Positive decisions at the level of grants, and refusals at the others. */
  readonly granted: Count;
  readonly refused: Count;
}

/** A level holds nearly all where it holds at least this share, and nearly none where it holds at most the rest. */
const NEARLY_ALL = 0.99;

/**
 * Whether a country reports its grants at one level and its refusals at another, from what it reported at each level in one year and
 * unit, over all authorities and origins. Then a rate at either level alone means nothing: 100% here, 0% there.
 *
 * It does where, among levels of the stages first, combined and appeal, one level of stage first or combined holds at least
 * 99% of the positive decisions and at most 1% of the refusals (refused, and refusals and closings not separated), while
 * another level of stage first or combined holds at least 25 refusals and at most 1% of the positives; both sides at least
 * 25 decisions. A level of appeal alone never makes a split: appeals refuse much everywhere, and repeat, other status and
 * backlog decide something else. In UNHCR's rows of 2000–2025 this holds for Japan 2021–2025 (FA against FI and AR) and
 * Israel 2015–2017 (FI against FA) and no other country; the nearest is Kyrgyzstan 2008 with 97.6% of the positives, where
 * government and UNHCR each granted and refused.
 *
 * Null where there is no split. Source: the rows themselves; 25 as in `MARKED_BELOW`.
 * @throws MixError where levels are given in different units.
 */
export function splitAcrossLevels(outcomesByLevel: ReadonlyMap<Level, Outcomes>): SplitAcrossLevels | null {
  const units = new Set([...outcomesByLevel.values()].map((outcomes) => outcomes.unit));
  if (units.size > 1) throw new MixError("persons and cases are never compared across levels");
  const levels = [...outcomesByLevel]
    .map(([level, outcomes]) => {
      const {refused, undivided_closed} = outcomes.statuses;
      return {
        level,
        stage: stageOf(level),
        granted: positiveDecisions(outcomes),
        refused: add(refused, undivided_closed)
      };
    })
    .filter(({stage}) => stage === "first" || stage === "combined" || stage === "appeal");
  const allGranted = levels.reduce((n, {granted}) => n + granted.value, 0);
  const allRefused = levels.reduce((n, {refused}) => n + refused.value, 0);
  const few = 1 - NEARLY_ALL;
  for (const grants of levels) {
    if (grants.stage === "appeal" || grants.granted.value < MARKED_BELOW) continue;
    if (grants.granted.value < NEARLY_ALL * allGranted || grants.refused.value > few * allRefused) continue;
    const refusals = levels.filter(
      ({level, granted, refused}) => level !== grants.level && refused.value > 0 && granted.value <= few * allGranted
    );
    if (!refusals.some(({stage, refused}) => stage !== "appeal" && refused.value >= MARKED_BELOW)) continue;
    return {
      grants_at: grants.level,
      refusals_at: refusals.map(({level}) => level),
      granted: grants.granted,
      refused: sum(refusals.map(({refused}) => refused)) ?? ZERO
    };
  }
  return null;
}

/** The rate of one level, withheld where the country splits grants and refusals across levels and this level is one of them. */
export function unlessSplit(rate: Rate, level: Level, split: SplitAcrossLevels | null): Rate {
  if (!split || (level !== split.grants_at && !split.refusals_at.includes(level))) return rate;
  return noRate(rate, "grants and refusals reported at different stages", null);
}
