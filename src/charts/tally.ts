// Draws a tally with one stroke a person: how many applied, and a bracket under the few who were granted status.
import {range} from "d3";
import type {Count} from "../measures/bounds.js";
import {formatNumber, formatRange} from "../words/numbers.js";
import {columnsData, rangeColumns, recordData} from "./data.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {bracketUnder, line} from "./marks.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface Tally {
  /** All strokes, up to the upper bound; those beyond the lower are dashed. */
  readonly total: Count;
  /** The bracket is under the strokes up to its upper bound. */
  readonly outcome: Count;
  /** The number that somebody else reported, drawn as the first strokes, in red; `short` is printed where `long` does not fit. */
  readonly reported: {readonly value: number; readonly long: string; readonly short: string} | null;
  /** What follows the number of each, such as "applications, or 204 at the fewest". */
  readonly words: {
    readonly total: string;
    readonly outcome: {readonly long: string; readonly short: string};
  };
}

/** Strokes closer than this merge into a grey area. */
const LEAST_PITCH = 4.8;

/** Strokes in rows, and how high the words over and under them reach. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly text: (typeof TEXT)[keyof typeof TEXT];
  readonly wordsSize: number;
  /** Strokes of a row, the pixels of each, and the height of a stroke. */
  readonly perRow: number;
  readonly pitch: number;
  readonly tall: number;
  /** Height of the part above the first row. */
  readonly head: number;
  /** Middle of stroke `i`, and top of row `row`. */
  readonly at: (i: number) => number;
  readonly top: (row: number) => number;
}

export function tally({total, outcome, reported, words: say}: Tally, options: DrawingOptions = {}): SVGSVGElement {
  recordData("Tally", () =>
    columnsData([
      {name: "What", fields: ["Applications", say.outcome.long, ...(reported ? [reported.long] : [])]},
      ...rangeColumns("Number", [total, outcome, ...(reported ? [{value: reported.value, lo: reported.value, hi: reported.value}] : [])]) // prettier-ignore
    ])
  );
  const {make, width, size, label} = settle({width: 1136, ...options}, "tally");
  const text = TEXT[size];
  const number = (n: number) => formatNumber(n);
  const wordsSize = size === "wide" ? 16 : size === "middle" ? 15 : 13.5;
  const rows = Math.max(1, Math.ceil((total.hi * LEAST_PITCH) / width));
  const perRow = Math.ceil(total.hi / rows);
  const pitch = width / perRow;
  const tall = size === "wide" ? 84 : size === "middle" ? 58 : 40;
  const outcomeRow = Math.floor((Math.max(1, outcome.hi) - 1) / perRow);
  const reportedLines = reported ? wrap(fitting(reported, width, wordsSize), width, wordsSize, true) : [];
  const ruler = rows === 1 ? range(50, total.hi + 1, 50).filter((n) => n > outcome.hi + 8) : [];
  const head = (reportedLines.length ? reportedLines.length * wordsSize * 1.25 + 22 : 0) + (ruler.length ? 6 : 0);
  const under = 14 + wordsSize * 1.45;
  const layout: Layout = {
    ...{make, width, text, wordsSize, perRow, pitch, tall, head},
    at: (i) => (i % perRow) * pitch + pitch / 2,
    top: (row) => head + row * (tall + 14) + (row > outcomeRow ? under : 0)
  };
  const outcomeText = `${formatRange(outcome.lo, outcome.hi)} `;
  const totalText = `${number(total.value)} ${say.total}`;
  // On one row both texts are in one line.
  const outcomeRoom = rows === 1 ? width - 24 - textWidth(totalText, wordsSize) : width;
  const bracketTop = layout.top(outcomeRow) + tall;
  const outcomeY = bracketTop + 14 + wordsSize * 1.12;
  const totalY = rows === 1 ? outcomeY : layout.top(rows - 1) + tall + wordsSize * 1.5;
  return drawing(
    make,
    {
      width,
      height: totalY + wordsSize * 0.5,
      label:
        label ??
        `${totalText}, one stroke each. ${outcomeText}${say.outcome.long}: a bracket under the first ${number(outcome.hi)}.` +
          (reported ? ` In red: ${reported.long}.` : "")
    },
    ...(reported ? reportedHead(reportedLines, layout) : []),
    ...allStrokes(total, outcome, reported?.value ?? 0, layout),
    reported && reportedStrokes(reported.value, layout),
    bracketUnder(make, 0, (outcome.hi - outcomeRow * perRow) * pitch, bracketTop + 13, {height: 7, width: 1.6}),
    ...ruler.map((n) => rulerMark(n, number(n), layout)),
    make(
      "text",
      {x: 0, y: outcomeY, "font-size": wordsSize},
      make("tspan", {class: "name"}, outcomeText),
      textWidth(outcomeText + say.outcome.long, wordsSize) > outcomeRoom ? say.outcome.short : say.outcome.long
    ),
    make(
      "text",
      {x: width, y: totalY, "font-size": wordsSize, "text-anchor": "end"},
      make("tspan", {class: "name"}, number(total.value)),
      ` ${say.total}`
    )
  );
}

const fitting = ({long, short}: {long: string; short: string}, width: number, size: number) =>
  textWidth(long, size, true) <= width ? long : short;

/** The words of the reported number over the first stroke, and the line that leads to it. */
function reportedHead(lines: readonly string[], {make, wordsSize, head, at}: Layout): SVGElement[] {
  return [
    words(make, 0, wordsSize, lines, {size: wordsSize, class: "name rubric"}),
    line(make, at(0), head - 17, at(0), head - 11, "rubric-line", 1.2)
  ];
}

/** Strokes beyond the outcome, dashed beyond the lower bound of the total, and those of the outcome that no other source reports. */
function allStrokes(total: Count, outcome: Count, reported: number, layout: Layout): (SVGElement | null)[] {
  const inside = Math.max(reported, outcome.hi);
  const [thin, thick] = [Math.min(1.5, layout.pitch * 0.32), Math.min(2, layout.pitch * 0.42)];
  return [
    strokes(inside, total.lo, {class: "soft", "stroke-width": thin}, layout),
    strokes(
      Math.max(inside, total.lo),
      total.hi,
      {class: "soft", "stroke-width": thin, "stroke-dasharray": "2 3"},
      layout
    ),
    strokes(reported, Math.min(outcome.hi, total.hi), {class: "ink", "stroke-width": thick}, layout)
  ];
}

function strokes(
  from: number,
  to: number,
  attributes: Readonly<Record<string, string | number>>,
  {make, perRow, tall, at, top}: Layout
): SVGElement | null {
  if (from >= to) return null;
  const d = range(from, to).map((i) => `M${round(at(i))} ${round(top(Math.floor(i / perRow)))}v${tall}`);
  return make("path", {d: d.join(""), ...attributes});
}

function reportedStrokes(count: number, {make, tall, at, top}: Layout): SVGElement {
  const d = range(0, count).map((i) => `M${round(at(i))} ${round(top(0) - 10)}v${tall + 10}`);
  return make("path", {d: d.join(""), class: "rubric-line", "stroke-width": 3});
}

function rulerMark(n: number, said: string, {make, width, text, head, at}: Layout): SVGElement {
  const x = at(n - 1);
  return make(
    "g",
    {},
    line(make, x, head - 8, x, head - 3, "soft"),
    words(make, Math.min(x, width - 12), head - 12, said, {size: text.small, anchor: "middle", class: "faint"})
  );
}
