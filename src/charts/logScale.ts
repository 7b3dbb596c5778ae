// Logarithmic scales: linear ones of powers of ten, so that no page loads another scale for them.
import {scaleLinear} from "d3";

/** The power of ten at or below a number above 0. */
export const powerBelow = (n: number): number => 10 ** Math.floor(Math.log10(n) + 1e-9);

/** A logarithmic scale between two numbers above 0, with round values for grid lines: powers of ten, and 2 and 5 of each where there are few. */
export function logScale(
  [from, to]: readonly [number, number],
  range: readonly [number, number]
): {readonly at: (n: number) => number; readonly steps: readonly number[]} {
  const decades = Math.log10(to / from);
  const steps: number[] = [];
  for (let power = powerBelow(from); power <= to; power *= 10)
    for (const n of decades < 2.2 ? [1, 2, 5] : [1])
      if (n * power >= from && n * power <= to) steps.push(Number((n * power).toPrecision(3)));
  const at = scaleLinear([Math.log10(from), Math.log10(to)], range);
  return {at: (n) => at(Math.log10(n)), steps};
}
