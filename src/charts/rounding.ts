// The true counts that a rounded number may be: each number on the bracket of its range, over a ruler of single persons.
import {range} from "d3";
import type {Count} from "../measures/bounds.js";
import {formatNumber} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import {columnsData, rangeColumns, recordData} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bracketUnder, line} from "./marks.js";
import {TEXT} from "./sizes.js";
import {words} from "./text.js";

/** Published numbers with their ranges, in rising order; ranges may share their ends only. */
export function rounding(counts: readonly Count[], options: DrawingOptions = {}): SVGSVGElement {
  recordData("Published numbers", () => columnsData(rangeColumns("Published number", counts)));
  const {make, width, size, label} = settle({width: 272, ...options}, "rounding");
  const text = TEXT[size];
  const say = DRAWING_WORDS;
  const top = Math.max(...counts.map(({hi}) => hi)) + 2;
  const pitch = width / (top + 1);
  const x = (n: number) => (n + 0.5) * pitch;
  const numeral = Math.min(40, pitch * 2);
  const bracket = 10 + numeral + 8;
  const ruler = bracket + 22;
  return drawing(
    make,
    {
      width,
      height: ruler + 6 + text.small + 6,
      label:
        label ??
        `${counts.map(({value, lo, hi}) => `${formatNumber(value)} ${say.published}: ${lo === hi ? formatNumber(lo) : say.range(lo, hi)}`).join("; ")}.`
    },
    ...counts.flatMap(({value, lo, hi}) => [
      make("rect", {
        x: x(lo) - pitch * 0.42,
        y: 6,
        width: x(hi) - x(lo) + pitch * 0.84,
        height: bracket - 6,
        class: "ghost"
      }),
      words(make, (x(lo) + x(hi)) / 2, 8 + numeral * 0.86, formatNumber(value), {
        size: numeral,
        anchor: "middle",
        class: "serif"
      }),
      bracketUnder(make, x(lo) - pitch * 0.42, x(hi) + pitch * 0.42, bracket, {height: 9, width: 1.8}),
      ...range(lo, hi + 1).map((n) => line(make, x(n), bracket + 5, x(n), ruler - 3, "ink", n === value ? 3 : 1.6))
    ]),
    line(make, 0, ruler, width, ruler, "zero"),
    ...range(0, top + 1).flatMap((n) => [
      line(make, x(n), ruler, x(n), ruler + 4, "zero"),
      pitch >= 15 || n % 5 === 0 || counts.some(({lo, hi}) => n === lo || n === hi)
        ? words(make, x(n), ruler + 7 + text.small, formatNumber(n), {
            size: text.small,
            anchor: "middle",
            class: "quiet"
          })
        : null
    ])
  );
}
