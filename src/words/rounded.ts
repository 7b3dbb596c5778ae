// Sentences made of several figures, right for none, one, few and many.
import {formatNumber, formatPercent} from "./numbers.js";

/** How many published counts may mean more than one number. */
export interface RoundedCells {
  /** Published counts that are 0, 5 or 10 by rounding. */
  readonly rounded: number;
  readonly all: number;
}

/** What rounding does to the published counts of decisions as a whole. */
export function roundedSentence({rounded, all}: RoundedCells): string {
  if (all === 0) return "The edition holds no published count of decisions.";
  const counts = (n: number) => `${formatNumber(n)} published ${n === 1 ? "count" : "counts"} of decisions`;
  if (rounded === 0) return `Of ${counts(all)} none is a 0, a 5 or a 10 that rounding may have made.`;
  if (rounded === all)
    return all === 1
      ? "The one published count of decisions may mean more than one number."
      : `Each of ${counts(all)} may mean more than one number.`;
  const verb = rounded === 1 ? "is a 0, a 5 or a 10 that may mean" : "are a 0, a 5 or a 10 that may mean";
  return `Of ${counts(all)} ${formatNumber(rounded)} (${formatPercent(rounded / all)}) ${verb} more than one number.`;
}
