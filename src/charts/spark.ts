// A small line over the years under a large number: its course, the year that is shown, and nothing else. The number itself and
// the table of the chart below say the values.
import {max} from "d3";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {line} from "./marks.js";
import {valueScale, yearScale} from "./scale.js";

export interface SparkLine {
  readonly values: readonly (number | null)[];
  /** A second measure, drawn thin and dashed, such as cases with persons. */
  readonly second?: boolean;
}

const HEIGHT = 44;

/** Lines on one scale from 0; a year without a value is a gap. The value of the year that is shown has a dot. */
export function spark(
  lines: readonly SparkLine[],
  {years, shown}: {readonly years: readonly number[]; readonly shown: number},
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, label} = settle({width: 220, ...options}, "spark");
  const x = yearScale(years, [0, width]);
  const y = valueScale([0, max(lines.flatMap(({values}) => values.map((value) => value ?? 0))) ?? 1], [HEIGHT - 4, 6]);
  const parts: SVGElement[] = [line(make, 0, HEIGHT - 4, width, HEIGHT - 4, "grid")];
  for (const {values, second} of lines) {
    let d = "";
    values.forEach((value, i) => {
      if (value === null) return;
      const isNext = i > 0 && values[i - 1] !== null;
      d += `${isNext ? "L" : "M"}${round(x(years[i] ?? 0))} ${round(y(value))}`;
    });
    parts.push(
      make("path", {
        d,
        class: "ink",
        fill: "none",
        "stroke-width": second ? 1 : 1.6,
        ...(second ? {"stroke-dasharray": "2 2"} : {})
      })
    );
    const value = values[years.indexOf(shown)];
    if (value != null) parts.push(make("circle", {cx: x(shown), cy: y(value), r: second ? 2.2 : 3.4, class: "solid"}));
  }
  return drawing(make, {width, height: HEIGHT, label: label ?? "A line over the years."}, ...parts);
}
