// Counts by place in words, cells and sums: a value with the range that its publisher's rounding allows, or the range alone.
import {ascending, descending, group, rollup} from "d3";
import {addCounts} from "../../edition/locations.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {formatNumber, formatRange, printsRange} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";
import {isExact} from "../../measures/bounds.js";

export const percent = (part: number, whole: number) => {
  const share = (100 * part) / whole;
  return share > 0 && share < 1 ? "under 1%" : share > 99 && share < 100 ? "over 99%" : `${Math.round(share)}%`;
};

/** The range of a count, where it changes what a reader writes; null where the value alone does. */
export function rangeOf({value, lo, hi}: PlaceCount): string | null {
  if (value === null) return formatRange(lo, hi);
  return lo !== hi && printsRange({value, lo, hi}) ? formatRange(lo, hi) : null;
}

/** A value as it is drawn and described: without a range that would change nothing. */
export const drawn = (count: PlaceCount): PlaceCount =>
  rangeOf(count) === null && count.value !== null ? {value: count.value, lo: count.value, hi: count.value} : count;

/** A count in a sentence: its value, with its range where that matters; the range alone where a part of it is suppressed. */
export function told(count: PlaceCount): string {
  const {value, lo, hi} = count;
  const range = rangeOf(count);
  if (value === null)
    return `between <span class="fig b">${formatNumber(lo)}</span> and <span class="fig b">${formatNumber(hi)}</span>`;
  const bounds = range === null ? "" : `<span class="bounds">&nbsp;[${range}]</span>`;
  return `<span class="fig${isExact({value, lo, hi}) ? "" : " b"}">${formatNumber(value)}${bounds}</span>`;
}

export function cell(count: PlaceCount | null | undefined, absent = "–"): string {
  if (!count) return `<td class="none">${absent}</td>`;
  const range = rangeOf(count);
  if (count.value === null) return `<td><span class="bounds">${range ?? ""}</span></td>`;
  return `<td>${formatNumber(count.value)}${range === null ? "" : `<span class="bounds">&nbsp;[${range}]</span>`}</td>`;
}

export const sizeOf = ({value, lo}: PlaceCount) => value ?? lo;

/** Sums by name and year of the rows given, in one map. */
export function byName(
  rows: readonly LocationRow[],
  name: (row: LocationRow) => string = ({location}) => location
): Map<string, Map<number, PlaceCount>> {
  return rollup(rows, addCounts, name, ({year}) => year);
}

/** Sums by year. */
export const byYear = (rows: readonly LocationRow[]): Map<number, PlaceCount> =>
  rollup(rows, addCounts, ({year}) => year);

export const yearsOf = (rows: readonly LocationRow[]): number[] =>
  [...new Set(rows.map(({year}) => year))].sort(ascending);

export const totalOf = (rows: readonly LocationRow[]): PlaceCount | null => (rows.length ? addCounts(rows) : null);

/** A count that may be missing, in a sentence. */
export const toldOr = (count: PlaceCount | null | undefined) => (count ? told(count) : NO_ENTRY);

/** Names by the size of their last count, the highest first. */
export function highest(counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>, year: number): string[] {
  return [...counts]
    .flatMap(([name, years]) => {
      const count = years.get(year);
      return count ? [{name, size: sizeOf(count)}] : [];
    })
    .sort((a, b) => descending(a.size, b.size) || ascending(a.name, b.name))
    .map(({name}) => name);
}

export function shares(rows: readonly LocationRow[]): Map<number, {placed: PlaceCount; all: PlaceCount}> {
  return new Map(
    [...group(rows, ({year}) => year)]
      .sort(([a], [b]) => a - b)
      .map(([year, some]) => [
        year,
        {placed: addCounts(some.filter(({kind}) => kind === "place")), all: addCounts(some)}
      ])
  );
}
