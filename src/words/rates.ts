// What rates are called, and a rate in words: the one place that says why a rate is not given.
import type {JoinedRate} from "../measures/outcomes.js";
import type {Rate, RateName} from "../measures/rates.js";
import {formatNumber, formatShare} from "./numbers.js";

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
    if (rate.reason === "no refusal is on file")
      return `no refusal is reported (${formatNumber(rate.closed.value)} closed)`;
    if (rate.reason === "refusals and closings are not told apart")
      return `refused and closed are not separated in the data (${formatNumber(rate.undivided_closed.value)})${rate.lo === null || rate.lo === 0 ? "" : `, at least ${formatShare({value: null, lo: rate.lo, hi: rate.lo})}`}`;
    if (rate.reason === "grants and refusals are filed at different levels")
      return "not calculated: grants and refusals are reported at different stages";
    return rate.reason;
  }
  const digits = rate.hi - rate.lo <= NARROW ? 1 : 0;
  const share = formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, digits);
  return rate.marked ? `${share}*` : share;
}

/** A rate at first instance and combined in words, or why there is none. */
export function joinedRateWords(found: JoinedRate | null): string {
  if (!found) return "no decision";
  if (found.kind === "split") return "not calculated: grants and refusals are reported at different stages";
  if (found.kind === "not separated") return "not calculated: the data does not separate refugee status";
  return rateWords(found.rate);
}
