// Ranking of places by a rate, with rounding (a bar) and chance (a whisker) drawn separately, or by a count, as a bar filled to its
// lower bound.
import {max} from "d3";
import {stepsAcross} from "./axis.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {line} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words} from "./text.js";
import {formatNumber} from "../words/numbers.js";

export interface RankedValue {
  readonly name: string;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  /** The interval of chance, for a rate. */
  readonly chance: {readonly lo: number; readonly hi: number} | null;
  /** The number as printed, and the decisions it is computed from. */
  readonly words: string;
  readonly ground: string;
  readonly chosen: boolean;
}

/** What the marks of one drawing share. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly phone: boolean;
  readonly text: (typeof TEXT)[keyof typeof TEXT];
  /** Where the names end and the scale begins. */
  readonly left: number;
  /** Where the column of numbers ends; that of their grounds ends at the width. */
  readonly numbersEnd: number;
  readonly x: (value: number) => number;
}

const HEAD = 20;

export function rankedRates(
  rows: readonly RankedValue[],
  {share}: {share: boolean},
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, locale, size, label} = settle({width: 620, ...options}, "ranked-rates");
  const text = TEXT[size];
  const phone = size === "phone";
  const top = share ? 1 : Math.max(1e-9, max(rows, ({hi}) => hi) ?? 1);
  const room = (of: (row: RankedValue) => string, bold = false) =>
    (max(rows, (row) => textWidth(of(row), text.plain, bold)) ?? 0) + 14;
  const left = phone ? 6 : room(({name}) => name, true);
  const numberRoom = phone ? 0 : room((row) => row.words, true);
  const groundRoom = phone || rows.every(({ground}) => !ground) ? 0 : room(({ground}) => ground);
  const x = valueScale([0, top], [left, width - numberRoom - groundRoom - 10]);
  const layout: Layout = {make, width, phone, text, left, numbersEnd: width - groundRoom, x};
  const pitch = phone ? 38 : 24;
  const floor = HEAD + rows.length * pitch + 2;
  const print = (value: number) => formatNumber(value, locale);
  const steps = share || top < 4 ? [] : stepsAcross(top, phone ? 3 : 5, x, {size: text.small, print});
  return drawing(
    make,
    {width, height: floor + 6, label: label ?? description(rows)},
    ...(share
      ? [0, 0.25, 0.5, 0.75, 1].flatMap((n) =>
          gridLine(n, n * 2 === Math.round(n * 2) ? percent(n) : null, floor, layout)
        )
      : [0, ...steps].flatMap((n) => gridLine(n, print(n), floor, layout))),
    ...rows.flatMap((row, i) => {
      const y = HEAD + i * pitch + (phone ? 28 : pitch / 2);
      return [
        ...(phone ? wordsOver(row, y - 11, layout) : wordsBeside(row, y + text.plain * 0.35, layout)),
        ...(share ? rateMarks(row, y, layout) : countMarks(row, y, layout))
      ];
    })
  );
}

const percent = (n: number) => (n === 1 ? "100 %" : String(n * 100));

/** A line of the scale with its number, if any, over it. */
function gridLine(
  n: number,
  number: string | null,
  floor: number,
  {make, text, phone, x}: Layout
): (SVGElement | null)[] {
  return [
    line(make, x(n), HEAD, x(n), floor, n === 0 ? "zero" : "grid"),
    number === null
      ? null
      : words(make, x(n), 12, number, {
          size: text.small,
          anchor: n === 0 && phone ? "start" : "middle",
          class: "quiet"
        })
  ];
}

/** On a phone: the name, and the number with its ground, in a line over the marks. */
function wordsOver(row: RankedValue, y: number, {make, width, text}: Layout): SVGElement[] {
  const number = `${row.words}${row.ground ? `, ${row.ground}` : ""}`;
  return [
    words(make, 0, y, row.name, {size: text.plain, class: `halo ${row.chosen ? "name" : ""}`}),
    words(make, width, y, number, {size: text.plain, anchor: "end", class: "halo value"})
  ];
}

/** The name at the left of the marks, the number and its ground at their right. */
function wordsBeside(row: RankedValue, y: number, {make, width, text, left, numbersEnd}: Layout): SVGElement[] {
  const said = [
    words(make, left - 12, y, row.name, {size: text.plain, anchor: "end", class: row.chosen ? "name" : ""}),
    words(make, numbersEnd, y, row.words, {size: text.plain, anchor: "end", class: "name"})
  ];
  if (row.ground) said.push(words(make, width, y, row.ground, {size: text.plain, anchor: "end", class: "quiet"}));
  return said;
}

/** A rate: the bar of rounding, the whisker of chance, a dot at the value. */
function rateMarks({value, lo, hi, chance}: RankedValue, y: number, {make, x}: Layout): SVGElement[] {
  const marks: SVGElement[] = [];
  const long = x(hi) - x(lo);
  if (long >= 1.5) marks.push(make("rect", {x: x(lo), y: y - 5, width: long, height: 10, class: "rounding-bar"}));
  if (chance) {
    const [from, to] = [round(x(chance.lo)), round(x(chance.hi))];
    const d = `M${from} ${round(y)}H${to}M${from} ${round(y - 4)}v8M${to} ${round(y - 4)}v8`;
    marks.push(make("path", {d, class: "ink", "stroke-width": 1.2}));
  }
  marks.push(make("circle", {cx: x(value), cy: y, r: 4, class: "series-dot ringed"}));
  return marks;
}

/** A count: a bar to the lower bound, an open bar and a bracket on to the upper. */
function countMarks({lo, hi, chosen}: RankedValue, y: number, {make, x}: Layout): SVGElement[] {
  const long = x(hi) - x(lo);
  const marks = [
    make("rect", {
      x: x(0),
      y: y - 6,
      width: Math.max(0.75, x(lo) - x(0)),
      height: 12,
      class: chosen ? "count-bar chosen" : "count-bar"
    })
  ];
  if (long >= 1.5)
    marks.push(
      make("rect", {x: x(lo), y: y - 6, width: long, height: 12, class: "ghost"}),
      make("path", {
        d: `M${round(x(hi))} ${round(y - 6)}v12M${round(x(lo))} ${round(y)}H${round(x(hi))}`,
        class: "soft",
        "stroke-width": 1.1
      })
    );
  return marks;
}

/** The drawing in words. */
function description(rows: readonly RankedValue[]): string {
  const said = rows.map((row) => `${row.name} ${row.words}${row.ground ? ` (${row.ground})` : ""}`);
  return `${said.join("; ")}.`;
}
