// Scales of drawings, all from d3: linear values, years side by side, round numbers for grid lines.
import {range as numbers, scaleLinear, scalePoint, scaleThreshold, ticks} from "d3";

/** A linear scale from `domain` to `range`. An empty domain maps to the start of the range. */
export function valueScale(domain: readonly [number, number], range: readonly [number, number]): (n: number) => number {
  if (domain[0] === domain[1]) return () => range[0];
  return scaleLinear(domain, range);
}

/** A band scale for years: each is in the middle of its share of the range. */
export interface YearScale {
  (year: number): number;
  /** The share of a year, in pixels. */
  readonly step: number;
  readonly years: readonly number[];
}

/** A year outside `years` is half a share before the first, so that a break after it is at the left edge. */
export function yearScale(years: readonly number[], range: readonly [number, number]): YearScale {
  const point = scalePoint(years, range).padding(0.5);
  const step = years.length ? point.step() : range[1] - range[0];
  return Object.assign((year: number) => point(year) ?? range[0] - step / 2, {step, years});
}

/**
 * Values of grid lines above 0 up to `top`: d3's ticks for the largest count that gives at most `most` lines, and whole numbers alone
 * unless `whole` is false, because people are counted in whole numbers.
 */
export function gridSteps(top: number, most: number, whole = true): number[] {
  for (let count = most; count > 0; count--) {
    const steps = ticks(0, top, count).filter((n) => n > 0);
    if (steps.length <= most && (!whole || steps.every(Number.isInteger))) return steps;
  }
  return [];
}

/** Which step of a map a number is in: 0 below the first, else from 1. `from` are the lower ends of the steps, rising. */
export function stepScale(from: readonly number[]): (n: number) => number {
  return scaleThreshold(from, numbers(from.length + 1));
}
