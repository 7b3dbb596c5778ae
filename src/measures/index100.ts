// Converts counts to an index with a base year of 100. The base is a rounded count too, so its range widens the range
// of every other year.
import type {Count} from "./bounds.js";

/** An index with its interval; `hi` is null where the base may be 0 and the index has no upper end. */
export interface IndexValue {
  readonly value: number;
  readonly lo: number;
  readonly hi: number | null;
}

/** A year and its count, or null where there is none. */
export interface YearCount {
  readonly year: number;
  readonly count: Count | null;
}

/** The first year with a count above 0, which is 100; null where there is none. */
export function indexBase(years: Iterable<YearCount>): (YearCount & {readonly count: Count}) | null {
  for (const {year, count} of years) if (count && count.value > 0) return {year, count};
  return null;
}

/**
 * A count against a base of 100: from its lower end over the base's upper end to its upper over the base's lower. The two count
 * different entries, so every pair of true values is possible; the base's own year is exactly 100, whatever its true value is.
 * @throws RangeError where the base is 0.
 */
export function indexOf(count: Count, base: Count): IndexValue {
  if (base.value <= 0) throw new RangeError("an index needs a base above 0");
  return {
    value: (100 * count.value) / base.value,
    lo: (100 * count.lo) / base.hi,
    hi: base.lo > 0 ? (100 * count.hi) / base.lo : null
  };
}

/** Years as an index, the first year above 0 as 100; null where there is no count, and all null where there is no base. */
export function indexSeries(years: readonly YearCount[]): {
  readonly base: YearCount | null;
  readonly years: readonly {readonly year: number; readonly index: IndexValue | null}[];
} {
  const base = indexBase(years);
  return {
    base,
    years: years.map(({year, count}) => ({
      year,
      index: !base || !count ? null : year === base.year ? {value: 100, lo: 100, hi: 100} : indexOf(count, base.count)
    }))
  };
}
