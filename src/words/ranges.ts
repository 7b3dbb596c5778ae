// When a range is printed in a sentence: only where it would change what a reader writes. Tables print every range.
import type {Count} from "../measures/bounds.js";
import {formatCount, formatNumber, formatPercent, formatShare, printsRange} from "./numbers.js";
import {digitsOf} from "./rates.js";

/** A count in a sentence: "2,962,872", or "4,350 [2,610–4,350]" where the range matters. */
export function countInSentence(count: Count): string {
  return printsRange(count) ? formatCount(count) : formatNumber(count.value);
}

interface Share {
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
}

/** A rate in a sentence, with its range where that is wider than 1% of the rate. */
export function rateInSentence(share: Share): string {
  const {value, lo, hi} = share;
  return value === null || hi - lo > 0.01 * value ? formatShare(share, digitsOf(share)) : formatPercent(value, 1);
}

/** A rate to the nearest whole percentage: "about 47%", or its range where that is wider than one percentage point. */
export function aboutRate({value, lo, hi}: Share): string {
  if (hi - lo > 0.01) return formatShare({value, lo, hi});
  return `about ${formatPercent(value ?? (lo + hi) / 2)}`;
}
