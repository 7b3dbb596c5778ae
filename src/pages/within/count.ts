// Counts by place in words, cells and sums: a value with the interval that its publisher's rounding leaves, or the interval alone.
import {ascending, descending, group, rollup} from "d3";
import {addCounts} from "../../edition/locations.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {formatNumber} from "../../words/numbers.js";
import {isExact} from "../../measures/bounds.js";

export const percent = (part: number, whole: number) => {
  const share = (100 * part) / whole;
  return share > 0 && share < 1 ? "under 1%" : share > 99 && share < 100 ? "over 99%" : `${Math.round(share)}%`;
};

/** A count in a sentence: its value with bounds, or the bounds alone where a part of it is suppressed. */
export function told({value, lo, hi}: PlaceCount): string {
  if (value === null) return `<span class="fig b">${formatNumber(lo)}–${formatNumber(hi)}</span>`;
  const bounds =
    lo === value && hi === value ? "" : `<span class="bounds">&nbsp;[${formatNumber(lo)}–${formatNumber(hi)}]</span>`;
  return `<span class="fig${bounds ? " b" : ""}">${formatNumber(value)}${bounds}</span>`;
}

export const cell = (count: PlaceCount | null | undefined, absent = "–") =>
  !count
    ? `<td class="none">${absent}</td>`
    : count.value === null
      ? `<td><span class="bounds">${formatNumber(count.lo)}–${formatNumber(count.hi)}</span></td>`
      : `<td>${formatNumber(count.value)}${isExact({...count, value: count.value}) ? "" : `<span class="bounds">&nbsp;[${formatNumber(count.lo)}–${formatNumber(count.hi)}]</span>`}</td>`;

export const sizeOf = ({value, lo}: PlaceCount) => value ?? lo;

/** Sums by name and year of the rows given, in one map. */
export function byName(
  rows: readonly LocationRow[],
  name: (row: LocationRow) => string = ({location}) => location
): Map<string, Map<number, PlaceCount>> {
  return rollup(rows, addCounts, name, ({year}) => year);
}

export const totalOf = (rows: readonly LocationRow[]): PlaceCount | null => (rows.length ? addCounts(rows) : null);

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
