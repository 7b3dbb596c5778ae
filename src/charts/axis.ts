// Draws axes: grid lines with their numbers, and labels of years.
import type {Make} from "./drawing.js";
import {line} from "./marks.js";
import {gridSteps} from "./scale.js";
import type {YearScale} from "./scale.js";
import {textWidth, words} from "./text.js";

/** Lines across a drawing, each with its number at the left of it. */
export function gridLines(
  make: Make,
  values: readonly number[],
  y: (value: number) => number,
  {
    left,
    right,
    size,
    print
  }: {
    readonly left: number;
    readonly right: number;
    readonly size: number;
    readonly print: (value: number) => string;
  }
): SVGElement[] {
  return values.flatMap((value) => [
    line(make, left, y(value), right, y(value), "grid"),
    gridNumber(make, left, y(value), print(value), size)
  ]);
}

/** A number of the scale at the left of its line. */
export function gridNumber(make: Make, left: number, y: number, what: string, size: number): SVGElement {
  return words(make, left - 6, y + 4, what, {size, anchor: "end", class: "quiet"});
}

/** Values for lines along a lying scale: at most `most`, and fewer where their numbers would touch. */
export function stepsAcross(
  top: number,
  most: number,
  x: (value: number) => number,
  {size, print}: {readonly size: number; readonly print: (value: number) => string}
): number[] {
  const clear = (value: number, i: number, all: readonly number[]) => {
    const before = all[i - 1] ?? 0;
    return x(value) - x(before) >= (textWidth(print(value), size) + textWidth(print(before), size)) / 2 + 5;
  };
  for (let count = most; count > 1; count--) {
    const steps = gridSteps(top, count);
    if (steps.every(clear)) return steps;
  }
  return gridSteps(top, 1);
}

/** The years that are printed under a drawing, none reaching beyond its sides. */
export function yearLabels(
  make: Make,
  x: YearScale,
  {
    y,
    left,
    right,
    size,
    shown = labelledYears(x.years, x.step),
    print = (year) => yearWords(year, x.years, x.step)
  }: {
    /** The baseline. */
    readonly y: number;
    readonly left: number;
    readonly right: number;
    readonly size: number;
    readonly shown?: Iterable<number>;
    readonly print?: (year: number) => string;
  }
): SVGElement[] {
  return Array.from(shown, (year) => {
    const half = textWidth(print(year), size) / 2;
    const at = Math.min(right - half, Math.max(left + half, x(year)));
    return words(make, at, y, print(year), {size, anchor: "middle", class: "quiet"});
  });
}

/** Years whose labels are printed: all where they fit, else the first, the last and every fifth, none within two of the ends. */
export function labelledYears(years: readonly number[], step: number): Set<number> {
  if (step >= 27) return new Set(years);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const near = Math.ceil(33 / step);
  const fifths = years.filter((year) => year % 5 === 0 && year - first >= near && last - year >= near);
  return new Set([first, ...fifths, last]);
}

/** A year under a column: in full for the first, the last and each fifth, ’07 between them. */
export function yearWords(year: number, years: readonly number[], step: number): string {
  const full = step >= 36 || year % 5 === 0 || year === years[0] || year === years.at(-1);
  return full && !(step < 36 && step >= 27 && year % 5 !== 0) ? String(year) : `’${String(year).slice(2)}`;
}
