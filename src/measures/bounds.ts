// Rounding ranges of counts. Publishers round small counts to protect people, so a count carries the range of its possible values,
// and every sum and rate keeps that range.

/** A count with its rounding range, the possible true values. `lo` ≤ `value` ≤ `hi`; exact where all three are equal. */
export interface Count {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/** Which publisher's rounding applies. UNHCR rounds decisions below 10, applications and stocks below 5; Eurostat everything. */
export type Rounding = "decisions" | "applications" | "stocks" | "eurostat";

export const ZERO: Count = {value: 0, lo: 0, hi: 0};

/** An exact count, such as the zero of a column that a country does not use. */
export function exact(value: number): Count {
  return {value, lo: value, hi: value};
}

/**
 * The bounds of one published count, in persons or cases.
 * UNHCR rounds decision counts below 10 and other counts below 5 to the nearest multiple of 5: a decision cell of
 * 0 means 0–2, 5 means 3–7 and 10 means 8–10; an application or a stock of 0 means 0–2 and 5 means 3–5; every other
 * value is exact. Eurostat rounds every value to the nearest 5: v means v−2 to v+2, never below 0.
 * Sources: UNHCR, Refugee Data Finder, methodology; Eurostat, metadata of migr_asyapp and migr_asydec.
 * @throws RangeError where the value is not a count (negative or fractional); a missing count is null and never comes here.
 */
export function bounded(value: number, rounding: Rounding): Count {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${String(value)} is not a count`);
  if (rounding === "eurostat") return {value, lo: Math.max(0, value - 2), hi: value + 2};
  if (value === 0) return {value, lo: 0, hi: 2};
  if (value === 5) return rounding === "decisions" ? {value, lo: 3, hi: 7} : {value, lo: 3, hi: 5};
  if (value === 10 && rounding === "decisions") return {value, lo: 8, hi: 10};
  return exact(value);
}

export function add(a: Count, b: Count): Count {
  return {value: a.value + b.value, lo: a.lo + b.lo, hi: a.hi + b.hi};
}

/** The sum of counts with its bounds. Missing counts (null) add nothing; null where every one is missing or none is given. */
export function sum(counts: Iterable<Count | null>): Count | null {
  let total: Count | null = null;
  for (const count of counts) if (count) total = total ? add(total, count) : count;
  return total;
}

export function isExact(count: Count): boolean {
  return count.lo === count.hi;
}

/** Whether a number reported elsewhere can be the true value behind a count. `>` "more than" and `<` "under" hold where some value satisfies them. */
export function contains(count: Count, reported: number, comparator: "=" | ">" | "<" = "="): boolean {
  if (comparator === ">") return count.hi > reported;
  if (comparator === "<") return count.lo < reported;
  return count.lo <= reported && reported <= count.hi;
}
