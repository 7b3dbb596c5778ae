// One stroke a person: so many asked that they can be counted, and so few were granted that a bracket holds them.
import {range} from "d3";
import type {Count} from "../measures/bounds.js";
import {formatNumber, formatRange} from "../measures/format.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bracketUnder, line} from "./marks.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface Tally {
  /** All strokes, up to the upper bound; those beyond the lower are dashed. */
  readonly total: Count;
  /** What the bracket holds: strokes up to its upper bound. */
  readonly outcome: Count;
  /** The second hand's number, in red, the first strokes; `short` stands where `long` has no room. */
  readonly reported: {readonly value: number; readonly long: string; readonly short: string} | null;
  /** What follows the number of each, such as "applications, or 204 at the fewest". */
  readonly words: {
    readonly total: string;
    readonly outcome: {readonly long: string; readonly short: string};
  };
}

/** Strokes closer than this are a grey area. */
const LEAST_PITCH = 4.8;

export function tally({total, outcome, reported, words: say}: Tally, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, locale, size, label} = settle({width: 1136, ...options}, "tally");
  const text = TEXT[size];
  const wordsSize = size === "wide" ? 16 : size === "middle" ? 15 : 13.5;
  const rows = Math.max(1, Math.ceil((total.hi * LEAST_PITCH) / width));
  const perRow = Math.ceil(total.hi / rows);
  const pitch = width / perRow;
  const tall = size === "wide" ? 84 : size === "middle" ? 58 : 40;
  const apart = 14;
  const marked = reported?.value ?? 0;
  const outcomeRow = Math.floor((Math.max(1, outcome.hi) - 1) / perRow);

  const at = (i: number) => (i % perRow) * pitch + pitch / 2;
  const reportedLines = reported
    ? wrap(textWidth(reported.long, wordsSize, true) <= width ? reported.long : reported.short, width, wordsSize, true)
    : [];
  const ruler = rows === 1 ? range(50, total.hi + 1, 50).filter((n) => n > outcome.hi + 8) : [];
  const head = (reportedLines.length ? reportedLines.length * wordsSize * 1.25 + 22 : 0) + (ruler.length ? 6 : 0);
  const outcomeText = `${formatRange(outcome.lo, outcome.hi, locale)} `;
  const totalText = `${formatNumber(total.value, locale)} ${say.total}`;
  const outcomeWords =
    rows === 1 && textWidth(outcomeText + say.outcome.long + totalText, wordsSize) < width - 24
      ? say.outcome.long
      : rows === 1 || textWidth(outcomeText + say.outcome.long, wordsSize) > width
        ? say.outcome.short
        : say.outcome.long;
  const under = 14 + wordsSize * 1.45;
  const top = (row: number) => head + row * (tall + apart) + (row > outcomeRow ? under : 0);

  const strokes = (from: number, to: number, kind: string, stroke: number, dash: string | null = null) =>
    from < to &&
    make("path", {
      d: range(from, to)
        .map((i) => `M${round(at(i))} ${round(top(Math.floor(i / perRow)))}v${tall}`)
        .join(""),
      class: kind,
      "stroke-width": stroke,
      "stroke-dasharray": dash
    });
  const inside = Math.max(marked, outcome.hi);
  const bracketTop = top(outcomeRow) + tall;
  const firstOfRow = outcomeRow * perRow;
  const bottom = top(rows - 1) + tall;
  const outcomeY = bracketTop + 14 + wordsSize * 1.12;
  const totalY = rows === 1 ? outcomeY : bottom + wordsSize * 1.5;

  return drawing(
    make,
    {
      width,
      height: totalY + wordsSize * 0.5,
      label:
        label ??
        `${totalText}, one stroke each. ${outcomeText}${say.outcome.long}: a bracket under the first ${formatNumber(outcome.hi, locale)}.` +
          (reported ? ` In red: ${reported.long}.` : "")
    },
    reported && words(make, 0, wordsSize, reportedLines, {size: wordsSize, class: "name rubric"}),
    reported && line(make, at(0), head - 17, at(0), head - 11, "rubric-line", 1.2),
    strokes(inside, total.lo, "soft", Math.min(1.5, pitch * 0.32)),
    strokes(Math.max(inside, total.lo), total.hi, "soft", Math.min(1.5, pitch * 0.32), "2 3"),
    strokes(marked, Math.min(outcome.hi, total.hi), "ink", Math.min(2, pitch * 0.42)),
    reported &&
      make("path", {
        d: range(0, marked)
          .map((i) => `M${round(at(i))} ${round(top(0) - 10)}v${tall + 10}`)
          .join(""),
        class: "rubric-line",
        "stroke-width": 3
      }),
    bracketUnder(make, 0, (outcome.hi - firstOfRow) * pitch, bracketTop + 13, {height: 7, width: 1.6}),
    ...ruler.map((n) =>
      make(
        "g",
        {},
        line(make, at(n - 1), head - 8, at(n - 1), head - 3, "soft"),
        words(make, Math.min(at(n - 1), width - 12), head - 12, formatNumber(n, locale), {
          size: text.small,
          anchor: "middle",
          class: "faint"
        })
      )
    ),
    make(
      "text",
      {x: 0, y: outcomeY, "font-size": wordsSize},
      make("tspan", {class: "name"}, outcomeText),
      outcomeWords
    ),
    make(
      "text",
      {x: width, y: totalY, "font-size": wordsSize, "text-anchor": "end"},
      make("tspan", {class: "name"}, formatNumber(total.value, locale)),
      ` ${say.total}`
    )
  );
}
