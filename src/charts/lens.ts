// A few people in a great many, on one scale. The bar holds them all; the few are thinner on it than a line can be, so a lens
// shows that end of the bar, one stroke a person, with the bracket of what rounding leaves room for.
import {range} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bar, bracketUnder, diamond, line, patternIds, patterns} from "./marks.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface Lens {
  /** The many and their words: "temporary asylum, a permit of up to a year". */
  readonly many: {readonly count: Count; readonly status: Status; readonly words: string};
  /** The few: "refugee status". */
  readonly few: {readonly count: Count; readonly status: Status; readonly words: string};
  readonly reported?: {readonly value: number; readonly words: string};
}

export function lens({many, few, reported}: Lens, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle({width: 620, ...options}, "lens");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const ids = patternIds(idPrefix);
  const wordsSize = text.plain + 1;
  const all = many.count.value + few.count.value;
  const manyNumber = formatNumber(many.count.value, locale);
  const manyLines = wrap(`${manyNumber} ${many.words}`, width, wordsSize, true);
  const barTop = manyLines.length * wordsSize * 1.25 + 8;
  const barTall = size === "phone" ? 30 : 40;
  const barBottom = barTop + barTall;
  const onBar = (few.count.value / all) * width;

  // The lens holds the few to their upper bound, a little of the many at its left, and nothing beyond the bar's end: what lies
  // past the published number is drawn as ghost strokes.
  const strokes = Math.max(few.count.hi, reported?.value ?? 0);
  const before = Math.ceil(strokes * 0.24);
  const lensLeft = size === "phone" ? 0 : width * 0.22;
  const lensWidth = width - lensLeft;
  const pitch = lensWidth / (before + strokes);
  const at = (i: number) => lensLeft + (before + i) * pitch + pitch / 2;
  const from = lensLeft + before * pitch;
  const lensTop = barBottom + (size === "phone" ? 42 : 52) + (reported ? 18 : 0);
  const lensTall = size === "phone" ? 44 : 64;
  const lensBottom = lensTop + lensTall;
  // Seen through the lens a stroke is a block.
  const block = pitch * 0.66;
  const blocks = (a: number, b: number, attributes: Readonly<Record<string, string | number>>) =>
    range(a, b).map((i) =>
      make("rect", {x: at(i) - block / 2, y: lensTop, width: block, height: lensTall, ...attributes})
    );
  const exact = few.count.lo === few.count.hi;
  const fewText = formatCount(few.count, locale);
  const fewLines = wrap(`${fewText} ${few.words}`, width - (size === "phone" ? 0 : lensLeft), wordsSize, true);
  const factor = Math.round(pitch / (width / all) / 100) * 100;
  const fewY = lensBottom + 22 + wordsSize;
  const scaleWords = say.times(factor);
  const scaleLines = wrap(scaleWords, size === "phone" ? width : width - from, text.small);
  const scaleY = fewY + fewLines.length * wordsSize * 1.25 + 2;
  return drawing(
    make,
    {
      width,
      height: scaleY + 8 + (scaleLines.length - 1) * text.small * 1.25,
      label:
        label ??
        `${manyNumber} ${many.words} and ${fewText} ${few.words}, on one scale; the part of the bar with the ${formatNumber(few.count.value, locale)} is shown again, one block a person. ${scaleWords}` +
          (reported ? ` ${say.reported}: ${formatNumber(reported.value, locale)} ${reported.words}.` : "")
    },
    patterns(make, ids, [many.status, few.status]),
    words(make, 0, wordsSize, manyLines, {size: wordsSize, class: `name t-${many.status}`}),
    bar(make, many.status, ids, {x: 0, y: barTop, width, height: barTall}),
    // The end of the bar, and the two lines of sight that open from it.
    line(
      make,
      width - Math.max(0.6, onBar),
      barTop - 6,
      width - Math.max(0.6, onBar),
      barBottom + 6,
      `l-${few.status}`,
      1.4
    ),
    make("path", {
      d: `M${round(width - 0.6)} ${round(barBottom + 6)}L${round(from)} ${round(lensTop - (reported ? 30 : 12))}M${round(width - 0.6)} ${round(barBottom + 6)}V${round(lensTop - (reported ? 30 : 12))}`,
      class: "soft",
      "stroke-width": 1,
      "stroke-dasharray": "1 3"
    }),
    // The many go on to the left.
    ...range(-before, 0).map((i) =>
      bar(make, many.status, ids, {x: at(i) - block / 2, y: lensTop, width: block, height: lensTall})
    ),
    ...blocks(0, few.count.lo, {class: `m-${few.status}`}),
    ...blocks(few.count.lo, few.count.value, {
      class: `l-${few.status}`,
      style: "fill:var(--band)",
      "stroke-width": 1.3
    }),
    ...blocks(Math.max(few.count.lo, few.count.value), few.count.hi, {class: "cell", "stroke-width": 1}),
    exact
      ? null
      : bracketUnder(make, from + few.count.lo * pitch, from + few.count.hi * pitch, lensBottom + 14, {
          height: 8,
          width: 1.6
        }),
    reported && diamond(make, at(reported.value - 1), lensTop - 10, 14),
    reported &&
      words(
        make,
        Math.min(
          at(reported.value - 1) + 10,
          width - textWidth(`${formatNumber(reported.value, locale)} ${reported.words}`, text.small, true)
        ),
        lensTop - 6,
        `${formatNumber(reported.value, locale)} ${reported.words}`,
        {size: text.small, class: "name rubric halo"}
      ),
    words(
      make,
      size === "phone" ? 0 : from,
      fewY,
      size === "phone" ? fewLines : wrap(`${fewText} ${few.words}`, width - from, wordsSize, true),
      {
        size: wordsSize,
        class: `name t-${few.status}`
      }
    ),
    words(make, size === "phone" ? 0 : from, scaleY + 2, scaleLines, {size: text.small, class: "quiet"})
  );
}
