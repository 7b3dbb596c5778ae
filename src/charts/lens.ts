// A few people among very many, on one scale. On the bar of all of them the few are thinner than a line, so a lens enlarges that end
// of the bar: one block a person, with the bracket of the rounding range.
import {range} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import {columnsData, rangeColumns, recordData} from "./data.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {bar, bracketUnder, diamond, line, patternIds, patterns} from "./marks.js";
import type {Patterns} from "./marks.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface Lens {
  /** The many and their words: "temporary asylum, a permit of up to a year". */
  readonly many: {readonly count: Count; readonly status: Status; readonly words: string};
  /** The few: "refugee status". */
  readonly few: {readonly count: Count; readonly status: Status; readonly words: string};
  readonly reported?: {readonly value: number; readonly words: string};
}

/** Where bar and lens are, and how wide a person is in the lens. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly text: (typeof TEXT)[keyof typeof TEXT];
  readonly ids: Patterns;
  readonly wordsSize: number;
  readonly bar: {readonly top: number; readonly bottom: number};
  /** Top and bottom of the lens, and where in it the few begin. */
  readonly view: {readonly top: number; readonly bottom: number; readonly from: number};
  /** Persons of the many that are shown before the few. */
  readonly before: number;
  readonly pitch: number;
  /** Left end of the words under the lens. */
  readonly wordsLeft: number;
}

/** The lens shows the few to their upper bound and some of the many at their left; persons beyond the published number are open. */
function layoutOf({few, reported}: Lens, manyLines: number, options: DrawingOptions): Layout {
  const {make, width, size, idPrefix} = settle({width: 620, ...options}, "lens");
  const phone = size === "phone";
  const text = TEXT[size];
  const wordsSize = text.plain + 1;
  const barTop = manyLines * wordsSize * 1.25 + 8;
  const barBottom = barTop + (phone ? 30 : 40);
  const strokes = Math.max(few.count.hi, reported?.value ?? 0);
  const before = Math.ceil(strokes * 0.24);
  const left = phone ? 0 : width * 0.22;
  const pitch = (width - left) / (before + strokes);
  const from = left + before * pitch;
  const top = barBottom + (phone ? 42 : 52) + (reported ? 18 : 0);
  return {
    ...{make, width, text, wordsSize, before, pitch},
    ids: patternIds(idPrefix),
    bar: {top: barTop, bottom: barBottom},
    view: {top, bottom: top + (phone ? 44 : 64), from},
    wordsLeft: phone ? 0 : from
  };
}

export function lens(data: Lens, options: DrawingOptions = {}): SVGSVGElement {
  const {many, few, reported} = data;
  recordData("Numbers", () =>
    columnsData([
      {name: "What", fields: [many.words, few.words, ...(reported ? [`${few.words}, ${reported.words}`] : [])]},
      ...rangeColumns("Number", [many.count, few.count, ...(reported ? [{value: reported.value, lo: reported.value, hi: reported.value}] : [])]) // prettier-ignore
    ])
  );
  const {width, size, label} = settle({width: 620, ...options}, "lens");
  const say = DRAWING_WORDS;
  const number = (n: number) => formatNumber(n);
  const manyWords = `${number(many.count.value)} ${many.words}`;
  const fewWords = `${formatCount(few.count)} ${few.words}`;
  const reportedWords = reported && `${number(reported.value)} ${reported.words}`;
  const manyLines = wrap(manyWords, width, TEXT[size].plain + 1, true);
  const layout = layoutOf(data, manyLines.length, options);
  const {make, text, ids, wordsSize, bar: whole, view, pitch, wordsLeft} = layout;
  const all = many.count.value + few.count.value;
  const scaleWords = say.times(Math.round(pitch / (width / all) / 100) * 100);
  const fewLines = wrap(fewWords, width - wordsLeft, wordsSize, true);
  const scaleLines = wrap(scaleWords, width - wordsLeft, text.small);
  const fewY = view.bottom + 22 + wordsSize;
  const scaleY = fewY + fewLines.length * wordsSize * 1.25 + 2;
  return drawing(
    make,
    {
      width,
      height: scaleY + 8 + (scaleLines.length - 1) * text.small * 1.25,
      label:
        label ??
        `${manyWords} and ${fewWords}, on one scale; the part of the bar with the ${number(few.count.value)} is shown again, one block a person. ${scaleWords}` +
          (reportedWords ? ` ${say.reported}: ${reportedWords}.` : "")
    },
    patterns(make, ids, [many.status, few.status]),
    words(make, 0, wordsSize, manyLines, {size: wordsSize, class: `name t-${many.status}`}),
    bar(make, many.status, ids, {x: 0, y: whole.top, width, height: whole.bottom - whole.top}),
    ...endOfBar(few, (few.count.value / all) * width, reported !== undefined, layout),
    ...personBlocks(data, layout),
    ...(reported && reportedWords ? reportedMark(reported.value, reportedWords, layout) : []),
    words(make, wordsLeft, fewY, fewLines, {size: wordsSize, class: `name t-${few.status}`}),
    words(make, wordsLeft, scaleY + 2, scaleLines, {size: text.small, class: "quiet"})
  );
}

/** The few at the end of the bar, and the two dotted lines that open from it to the lens. */
function endOfBar(
  {status}: Lens["few"],
  breadth: number,
  hasReport: boolean,
  {make, width, bar: {top, bottom}, view}: Layout
): SVGElement[] {
  const at = width - Math.max(0.6, breadth);
  const [edge, start, end] = [round(width - 0.6), round(bottom + 6), round(view.top - (hasReport ? 30 : 12))];
  return [
    line(make, at, top - 6, at, bottom + 6, `l-${status}`, 1.4),
    make("path", {
      d: `M${edge} ${start}L${round(view.from)} ${end}M${edge} ${start}V${end}`,
      class: "soft",
      "stroke-width": 1,
      "stroke-dasharray": "1 3"
    })
  ];
}

/** The middle of person `i` of the few, from 0; the many are before 0. */
const middleOf = (i: number, {view, pitch}: Layout) => view.from + i * pitch + pitch / 2;

/** One block a person: the many, the few to the lower bound, to the published number, to the upper bound; and the bracket. */
function personBlocks({many, few: {count, status}}: Lens, layout: Layout): (SVGElement | null)[] {
  const {make, ids, before, pitch, view} = layout;
  const breadth = pitch * 0.66;
  const box = (i: number) => ({
    x: middleOf(i, layout) - breadth / 2,
    y: view.top,
    width: breadth,
    height: view.bottom - view.top
  });
  const blocks = (from: number, to: number, attributes: Readonly<Record<string, string | number>>) =>
    range(from, to).map((i) => make("rect", {...box(i), ...attributes}));
  return [
    ...range(-before, 0).map((i) => bar(make, many.status, ids, box(i))),
    ...blocks(0, count.lo, {class: `m-${status}`}),
    ...blocks(count.lo, count.value, {class: `l-${status}`, style: "fill:var(--band)", "stroke-width": 1.3}),
    ...blocks(Math.max(count.lo, count.value), count.hi, {class: "cell", "stroke-width": 1}),
    count.lo === count.hi
      ? null
      : bracketUnder(make, view.from + count.lo * pitch, view.from + count.hi * pitch, view.bottom + 14, {
          height: 8,
          width: 1.6
        })
  ];
}

/** What others reported: a diamond over the last person it counts, and its words. */
function reportedMark(value: number, said: string, layout: Layout): SVGElement[] {
  const {make, width, text, view} = layout;
  const at = middleOf(value - 1, layout);
  const left = Math.min(at + 10, width - textWidth(said, text.small, true));
  return [
    diamond(make, at, view.top - 10, 14),
    words(make, left, view.top - 6, said, {size: text.small, class: "name rubric halo"})
  ];
}
