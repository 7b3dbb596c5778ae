// Names of rates, and a rate in words, with the reason where it cannot be calculated.
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
    if (rate.reason === "no refusals reported")
      return `no refusals reported (${formatNumber(rate.closed.value)} closed)`;
    if (rate.reason === "refused and closed not separated")
      return `refused and closed not separated (${formatNumber(rate.undivided_closed.value)})${rate.lo === null || rate.lo === 0 ? "" : `, at least ${formatShare({value: null, lo: rate.lo, hi: rate.lo})}`}`;
    return rate.reason;
  }
  const digits = rate.hi - rate.lo <= NARROW ? 1 : 0;
  const share = formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, digits);
  return rate.marked ? `${share}*` : share;
}
