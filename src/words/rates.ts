// Names of rates, and a rate in words, with the reason where it cannot be calculated.
import type {JoinedRate} from "../measures/outcomes.js";
import type {Rate, RateName} from "../measures/rates.js";
import {formatNumber, formatShare, leastPercent} from "./numbers.js";

/** UNHCR's two rates keep the capitals of UNHCR's definitions. */
export const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status rate",
  positive: "grant rate",
  unhcr_recognition: "UNHCR’s Refugee Recognition Rate",
  unhcr_protection: "UNHCR’s Total Protection Rate"
};

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
      return "not calculated: grants and refusals are reported at different stages";
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
  if (found.kind === "split") return "not calculated: grants and refusals are reported at different stages";
  if (found.kind === "not separated") return "not calculated: the data does not separate refugee status";
  return isLeast ? leastRateWords(found.rate) : rateWords(found.rate);
}
