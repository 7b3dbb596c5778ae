// Names of rates, and a rate in words, with the reason where it cannot be calculated.
import {BREAK_EFFECTS} from "../measures/breakEffects.js";
import type {JoinedRate, LeftOut} from "../measures/outcomes.js";
import type {Rate, RateName} from "../measures/rates.js";
import {formatNumber, formatShare, leastPercent} from "./numbers.js";
import {list} from "./text.js";

/** UNHCR's two rates keep the capitals of UNHCR's definitions. */
export const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status rate",
  positive: "grant rate",
  unhcr_recognition: "UNHCR’s Refugee Recognition Rate",
  unhcr_protection: "UNHCR’s Total Protection Rate"
};

export const DIFFERENT_STAGES = "grants and refusals are reported at different stages";

const REFERRED = "claims that are passed on to an immigration judge are reported as closed and not as refused";
/** Why a reviewed break forbids a rate, as a clause. */
const FORBIDDEN: Readonly<Record<(typeof BREAK_EFFECTS.no_rate)[number], string>> = {
  "usa-in-referrals-2009": REFERRED,
  "usa-in-referrals-2014":
    "claims that are passed on to an immigration judge are reported partly as refused and partly as closed",
  "usa-in-referrals-2015": REFERRED,
  "zaf-ar-recognized-2020": "the decisions reported under “recognized” cannot all be grants"
};
/** Why breaks forbid a rate, as a clause. */
export function forbiddenWords(breaks: Iterable<string>): string {
  const reasons = BREAK_EFFECTS.no_rate.filter((id) => [...breaks].includes(id)).map((id) => FORBIDDEN[id]);
  return list([...new Set(reasons)]);
}

/** Why countries that are left out of a rate enter none, as a clause. */
export function leftOutReason(some: readonly LeftOut[]): string {
  const breaks = some.flatMap(({by}) => by ?? []);
  return some.length > 0 && some.every(({by}) => by !== undefined) ? forbiddenWords(breaks) : DIFFERENT_STAGES;
}

/** Below this width of its range a rate has one decimal. */
const NARROW = 0.05;

/** A rate with its range, marked where decisions are few; or counts, or why it cannot be calculated. */
export function rateWords(rate: Rate): string {
  if (rate.kind === "none") {
    if (rate.reason === "fewer than 10 decisions")
      return `${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)} decisions`;
    if (rate.reason === "no refusals reported")
      return `no refusals are reported (${formatNumber(rate.closed.value)} closed)`;
    if (rate.reason === "refused and closed not separated")
      return `not calculated: the data does not separate refusals from closed cases (${formatNumber(rate.undivided_closed.value)})${rate.lo === null || rate.lo < 0.01 ? "" : `; it is ${leastPercent(rate.lo)}`}`;
    if (rate.reason === "grants and refusals reported at different stages")
      return `not calculated: ${DIFFERENT_STAGES}`;
    if (rate.reason === "only a total is given") return "only a total is published, without outcomes";
    if (rate.reason === "some figures are missing") return "part of the figures is missing";
    return rate.reason;
  }
  const digits = digitsOf(rate);
  const share = formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, digits);
  return rate.marked ? `${share}*` : share;
}

/** A rate from which grants are missing: the least it can be, "at least 16.7%". What cannot be calculated stays as it is. */
export function leastRateWords(rate: Rate): string {
  if (rate.kind === "none") return rateWords(rate);
  return `${leastPercent(rate.lo, digitsOf(rate))}${rate.marked ? "*" : ""}`;
}

/** How many decimals a rate has: one where its range is narrow, else none. */
export function digitsOf({lo, hi}: {readonly lo: number | null; readonly hi: number | null}): 0 | 1 {
  return lo !== null && hi !== null && hi - lo <= NARROW ? 1 : 0;
}

/** A rate at first instance and combined in words, or why there is none. */
export function joinedRateWords(found: JoinedRate | null, isLeast = false): string {
  if (!found) return "no decision";
  if (found.kind === "split") return `not calculated: ${leftOutReason(found.left_out)}`;
  if (found.kind === "not separated") return "not calculated: the data does not separate refugee status";
  return isLeast ? leastRateWords(found.rate) : rateWords(found.rate);
}
