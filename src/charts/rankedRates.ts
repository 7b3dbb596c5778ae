// Draws a ranked list of places: a rate with two signs of uncertainty (a bar for rounding, a whisker for chance), or a count as a bar
// filled to its lower bound.
import {max} from "d3";
import {stepsAcross} from "./axis.js";
import {columnsData, percent, percents, rangeColumns, recordData, WHY, whyColumn} from "./data.js";
import type {ChartData} from "./data.js";
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
  /** The interval of chance variation, for a rate. */
  readonly chance: {readonly lo: number; readonly hi: number} | null;
  /** The number as printed, and the counts it is computed from. */
  readonly words: string;
  readonly ground: string;
  readonly chosen: boolean;
  /** The part of the value counted in cases: a separate segment after the persons. */
  readonly cases?: number;
}

export function rankedRates(
  rows: readonly RankedValue[],
  {share}: {share: boolean},
  options: DrawingOptions = {}
): SVGSVGElement {
  recordData("Ranking", () => dataOf(rows, share));
  const {make, width, size, label} = settle({width: 620, ...options}, "ranked-rates");
  const text = TEXT[size];
  const phone = size === "phone";
  const top = share ? 1 : Math.max(1e-9, max(rows, ({hi}) => hi) ?? 1);
  const room = (of: (row: RankedValue) => string, bold = false) =>
    (max(rows, (row) => textWidth(of(row), text.plain, bold)) ?? 0) + 14;
  const left = phone ? 6 : room(({name}) => name, true);
  const wordsRoom = phone ? 0 : room((row) => row.words, true);
  const groundRoom = phone || rows.every(({ground}) => !ground) ? 0 : room(({ground}) => ground);
  const right = width - wordsRoom - groundRoom - 10;
  const x = valueScale([0, top], [left, right]);
  const pitch = phone ? 38 : 24;
  const head = 20;
  const floor = head + rows.length * pitch + 2;
  const marks = share
    ? [0, 0.25, 0.5, 0.75, 1]
    : [
        0,
        ...stepsAcross(top, phone ? 3 : 5, x, {
          size: text.small,
          print: (value) => formatNumber(value)
        }).filter(() => top >= 4)
      ];
  const parts: SVGElement[] = [];
  for (const n of marks) {
    parts.push(line(make, x(n), head, x(n), floor, n === 0 ? "zero" : "grid"));
    if (!share || n * 2 === Math.round(n * 2))
      parts.push(
        words(make, x(n), 12, share ? (n === 1 ? "100%" : String(n * 100)) : formatNumber(n), {
          size: text.small,
          anchor: n === 0 && phone ? "start" : "middle",
          class: "quiet"
        })
      );
  }
  rows.forEach((row, i) => {
    const y = head + i * pitch + (phone ? 28 : pitch / 2);
    const base = y + text.plain * 0.35;
    if (phone) {
      parts.push(words(make, 0, y - 11, row.name, {size: text.plain, class: `halo ${row.chosen ? "name" : ""}`}));
      parts.push(
        words(make, width, y - 11, `${row.words}${row.ground ? `, ${row.ground}` : ""}`, {
          size: text.plain,
          anchor: "end",
          class: "halo value"
        })
      );
    } else {
      parts.push(
        words(make, left - 12, base, row.name, {size: text.plain, anchor: "end", class: row.chosen ? "name" : ""})
      );
      parts.push(words(make, width - groundRoom, base, row.words, {size: text.plain, anchor: "end", class: "name"}));
      if (row.ground)
        parts.push(words(make, width, base, row.ground, {size: text.plain, anchor: "end", class: "quiet"}));
    }
    parts.push(...(share ? rateMarks : countMarks)(row, {make, x, y}));
  });
  const told = rows.map((row) => `${row.name} ${row.words}${row.ground ? ` (${row.ground})` : ""}`).join("; ");
  return drawing(make, {width, height: floor + 6, label: label ?? `${told}.`}, ...parts);
}

interface Place {
  readonly make: Make;
  readonly x: (value: number) => number;
  readonly y: number;
}

/** A rate: a bar for its rounding range, a whisker for chance, and a dot for the value. */
function rateMarks(row: RankedValue, {make, x, y}: Place): SVGElement[] {
  const marks: SVGElement[] = [];
  const long = x(row.hi) - x(row.lo);
  if (long >= 1.5) marks.push(make("rect", {x: x(row.lo), y: y - 5, width: long, height: 10, class: "rounding-bar"}));
  if (row.chance) {
    const {lo, hi} = row.chance;
    marks.push(
      make("path", {
        d: `M${round(x(lo))} ${round(y)}H${round(x(hi))}M${round(x(lo))} ${round(y - 4)}v8M${round(x(hi))} ${round(y - 4)}v8`,
        class: "ink chance",
        "stroke-width": 1.2
      })
    );
  }
  marks.push(make("circle", {cx: x(row.value), cy: y, r: 4, class: "series-dot ringed"}));
  return marks;
}

/** A count: a bar up to its lower bound, its part in cases, and an outline up to its upper bound. */
function countMarks(row: RankedValue, {make, x, y}: Place): SVGElement[] {
  const marks: SVGElement[] = [];
  marks.push(
    make("rect", {
      x: x(0),
      y: y - 6,
      width: Math.max(0.75, x(row.lo) - x(0)),
      height: 12,
      class: row.chosen ? "count-bar chosen" : "count-bar"
    })
  );
  // The segment of cases at the end of the bar, separated from the persons by a line and drawn as an outline.
  if (row.cases)
    marks.push(
      make("rect", {
        x: Math.max(x(0), x(row.value - row.cases)),
        y: y - 4.5,
        width: Math.max(0.75, x(row.value) - Math.max(x(0), x(row.value - row.cases)) - 1),
        height: 9,
        class: "cases-segment"
      })
    );
  if (x(row.hi) - x(row.lo) >= 1.5)
    marks.push(
      make("rect", {x: x(row.lo), y: y - 6, width: x(row.hi) - x(row.lo), height: 12, class: "ghost"}),
      make("path", {
        d: `M${round(x(row.hi))} ${round(y - 6)}v12M${round(x(row.lo))} ${round(y)}H${round(x(row.hi))}`,
        class: "soft",
        "stroke-width": 1.1
      })
    );
  return marks;
}

/** The rows as drawn. Where some are counted in cases, persons and cases are columns of their own, and are never added. */
function dataOf(rows: readonly RankedValue[], share: boolean): ChartData {
  const isMixed = rows.some(({cases}) => cases);
  const isWhole = !share && rows.every(({value}) => Number.isInteger(value));
  const persons = rows.map(({value, cases = 0}) => value - cases || null);
  return columnsData([
    {name: "Place", fields: rows.map(({name}) => name)},
    ...(isMixed
      ? [
          {name: "Persons", fields: persons},
          {name: "Cases", fields: rows.map(({cases}) => cases ?? null).map((cases) => cases || null)},
          {name: "As printed", fields: rows.map(({words}) => words)},
          whyColumn(rows.map(({cases}, i) => (persons[i] ? (cases ? null : "no entry in cases") : "no entry in persons")))
        ]
      : [
          ...rangeColumns(share ? "Rate (%)" : "Number", share ? rows.map(percents) : rows),
          {name: "Chance variation, lowest (%)", fields: rows.map(({chance}) => percent(chance?.lo))},
          {name: "Chance variation, highest (%)", fields: rows.map(({chance}) => percent(chance?.hi))},
          {name: "As printed", fields: rows.map(({words}) => (isWhole ? null : words))},
          {name: share ? "Of decisions" : WHY, fields: rows.map(({ground}) => ground || null)}
        ])
  ]);
} // prettier-ignore
