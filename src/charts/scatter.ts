// Draws places by how many decisions were made and what share was granted: a dot each, with the range of its rate as a thin line, on a
// logarithmic scale of decisions. The largest and the chosen are named, the others are in the table.
import {extent} from "d3";
import {formatNumber} from "../words/numbers.js";
import {gridLines} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {besideDots} from "./labels.js";
import {line} from "./marks.js";
import {logScale} from "./logScale.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words} from "./text.js";

export interface ScatterDot {
  readonly name: string;
  /** How many decisions, above 0. */
  readonly size: number;
  /** The rate as a fraction; null where only its range is known. */
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
  /** The rate as it is printed. */
  readonly words: string;
  /** Whether it is named wherever there is room. */
  readonly chosen: boolean;
}

export interface Scatter {
  readonly dots: readonly ScatterDot[];
  /** What the scale across counts. */
  readonly across: string;
}

export function scatter({dots, across}: Scatter, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, size, label} = settle(options, "scatter");
  const {plain, small} = TEXT[size];
  const isPhone = size === "phone";
  const head = 26;
  const tall = isPhone ? 300 : 380;
  const floor = head + tall;
  const left = textWidth("100%", small) + 8;
  const [least = 1, most = 10] = extent(dots, (dot) => dot.size);
  // The largest dots keep off the right side, where their names are.
  const x = logScale([least * 0.8, most * 1.3], [left + 4, width - 4]);
  const y = valueScale([0, 1], [floor, head]);
  const isNamed = new Set(
    [...dots].sort((a, b) => b.size - a.size).slice(0, isPhone ? 8 : size === "middle" ? 10 : 14)
  );
  const named = [...dots]
    .sort((a, b) => Number(b.chosen) - Number(a.chosen) || b.size - a.size)
    .filter((dot) => dot.chosen || isNamed.has(dot));
  const at = (dot: ScatterDot) => ({x: x.at(dot.size), y: y(dot.value ?? (dot.lo + dot.hi) / 2)});
  const corners = besideDots(
    named.map((dot) => ({...at(dot), width: textWidth(dot.name, plain, dot.chosen) + 2, tall: plain + 2})),
    dots.map(at),
    {width, top: 0, bottom: floor - 2}
  );
  const ticks = x.steps.filter((n, i, all) => {
    const before = all[i - 1];
    return (
      before === undefined ||
      x.at(n) - x.at(before) >= (textWidth(formatNumber(n), small) + textWidth(formatNumber(before), small)) / 2 + 6
    );
  });
  const told = [...named]
    .sort((a, b) => b.size - a.size)
    .map((dot) => `${dot.name} ${dot.words} of ${formatNumber(dot.size)}`);
  return drawing(
    make,
    {width, height: floor + 2 * small + 18, label: label ?? `${across}, logarithmic scale. ${told.join("; ")}.`},
    ...gridLines(make, [0.25, 0.5, 0.75, 1], y, {
      left,
      right: width,
      size: small,
      print: (n) => `${Math.round(n * 100)}%`
    }),
    ...ticks.flatMap((n) => [
      line(make, x.at(n), floor, x.at(n), floor + 4, "zero"),
      words(
        make,
        Math.min(x.at(n), width - textWidth(formatNumber(n), small) / 2),
        floor + small + 6,
        formatNumber(n),
        {
          size: small,
          anchor: "middle",
          class: "quiet"
        }
      )
    ]),
    line(make, left, floor, width, floor, "zero"),
    words(make, width, floor + 2 * small + 12, across, {size: small, anchor: "end", class: "quiet"}),
    ...dots.flatMap((dot) => {
      const {x: cx, y: cy} = at(dot);
      const range = y(dot.lo) - y(dot.hi) >= 1.5 ? [line(make, cx, y(dot.lo), cx, y(dot.hi), "soft", 1)] : [];
      const r = dot.chosen ? 5 : isNamed.has(dot) ? 4 : 2.6;
      return [...range, ...(dot.value === null ? [] : [make("circle", {cx, cy, r, class: "series-dot ringed"})])];
    }),
    ...named.flatMap((dot, i) => {
      const corner = corners[i];
      if (!corner) return [];
      return [
        words(make, corner.x, corner.y + plain * 0.85, dot.name, {
          size: plain,
          class: dot.chosen ? "name halo" : "halo"
        })
      ];
    })
  );
}
