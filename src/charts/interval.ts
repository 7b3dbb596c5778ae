// Draws ranges on one scale: rounding range, published number and figures from other sources, so that a reader sees whether a reported
// number is inside the range.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import {NO_ENTRY} from "../words/status.js";
import type {DrawingWords} from "../words/drawing.js";
import {stepsAcross} from "./axis.js";
import {columnsData, rangeColumns, recordData, whyColumn} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {bracketAcross, diamond, line} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {boundedNumber, textWidth, words, wrap} from "./text.js";

export interface IntervalRow {
  readonly name: string;
  /** Null where the database has no entry: only the reported figure is drawn. */
  readonly count: Count | null;
  readonly reported?: readonly {
    readonly value: number;
    readonly comparator?: "=" | ">" | "<";
    readonly words?: string;
  }[];
  /** The row of the sum. */
  readonly strong?: boolean;
  /** Words where nothing was reported: "none found". */
  readonly remark?: string;
}

export interface Intervals {
  readonly rows: readonly IntervalRow[];
  /** The status whose colour the published tick has; ink for applications. */
  readonly status?: Status;
  /** Each row begins where the one before ended, so that the eye adds them up; strong rows begin at 0. */
  readonly steps?: boolean;
  /** Whether the number and its bounds are printed at the end of each row. True where not given. */
  readonly numbers?: boolean;
}

type Reported = NonNullable<IntervalRow["reported"]>[number];

/** What the marks of one drawing share. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly phone: boolean;
  readonly text: (typeof TEXT)[keyof typeof TEXT];
  readonly say: DrawingWords;
  readonly status: Status | undefined;
  readonly numbers: boolean;
  /** Whether names are above their rows, because they are too wide for the left margin. */
  readonly stacked: boolean;
  readonly left: number;
  readonly right: number;
  /** Height of a line without words over it: as high as the others where most rows have a reported number. */
  readonly rise: number;
  readonly redSize: number;
  readonly x: (value: number) => number;
}

/** Where each row begins on the scale: at 0, or in steps where the row before ended. */
function startsOf({rows, steps = false}: Intervals): number[] {
  let reached = 0;
  return rows.map(({count, strong = false}) => {
    if (!steps || strong) return 0;
    const start = reached;
    reached += count?.hi ?? 0;
    return start;
  });
}

function layoutOf({rows, status, numbers = true}: Intervals, top: number, options: DrawingOptions): Layout {
  const {make, width, size} = settle({width: 620, ...options}, "interval");
  const text = TEXT[size];
  const say = DRAWING_WORDS;
  const widestName = max(rows, ({name}) => textWidth(name, text.plain, true)) ?? 0;
  const stacked = widestName > width * 0.3;
  const left = stacked ? 1 : widestName > 0 ? widestName + 16 : 6;
  const numberText = ({count}: IntervalRow) => (count ? formatCount(count) : say.noEntry);
  const numberRoom = numbers ? (max(rows, (row) => textWidth(numberText(row), text.plain)) ?? 0) + 18 : 0;
  const right = width - Math.max(numberRoom, 12);
  const redSize = text.small + 0.5;
  const reportedRows = rows.filter(({reported}) => reported?.length).length;
  const even = reportedRows * 2 > rows.length && rows.every(({reported}) => !reported?.some(({words: what}) => what));
  return {
    ...{make, width, text, say, status, numbers, stacked, left, right, redSize},
    phone: size === "phone",
    rise: even ? redSize * 1.2 : 0,
    x: valueScale([0, top], [left, right - 2])
  };
}

export function interval(data: Intervals, options: DrawingOptions = {}): SVGSVGElement {
  const {rows: drawn} = data;
  recordData("Numbers", () =>
    columnsData([
      {name: "What", fields: drawn.map(({name}) => name)},
      ...rangeColumns("Number", drawn.map(({count}) => count)), // prettier-ignore
      {
        name: "Other sources",
        fields: drawn.map(({reported}) => reported?.map(({comparator = "=", value}) => `${comparator === "=" ? "" : comparator}${value}`).join("; ") ?? null) // prettier-ignore
      },
      whyColumn(drawn.map(({count, remark}) => (count ? (remark ?? null) : NO_ENTRY)))
    ])
  );
  const {rows, steps = false} = data;
  const starts = startsOf(data);
  const top = Math.max(
    1,
    max(rows, ({count, reported = []}, i) =>
      Math.max((starts[i] ?? 0) + (count?.hi ?? 0), max(reported, ({value}) => value) ?? 0)
    ) ?? 1
  );
  const layout = layoutOf(data, top, options);
  const {make, width, text, phone, stacked} = layout;
  const parts: SVGElement[] = [];
  const spans: Span[] = [];
  let y = 10;
  rows.forEach((row, i) => {
    if (row.strong && i > 0) y += 8;
    const drawn = drawRow(row, starts[i] ?? 0, y, layout);
    parts.push(...drawn.parts);
    spans.push(drawn.span);
    y = drawn.bottom + (phone ? 8 : 6);
  });
  const axis = y + 4;
  return drawing(
    make,
    {width, height: axis + text.small + 10, label: options.label ?? description(rows, layout)},
    ...grid({top, steps, axis, spans: stacked ? spans : [{top: 4, bottom: axis}]}, layout),
    ...parts
  );
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** A row from `y` down: name, reported figures above it, bracket and published number, and the number in words. */
function drawRow(
  row: IntervalRow,
  start: number,
  y: number,
  layout: Layout
): {parts: SVGElement[]; span: Span; bottom: number} {
  const {make, text, stacked, phone, width, redSize, x} = layout;
  const {name, reported = [], strong = false} = row;
  const parts: SVGElement[] = [];
  let top = y;
  if (stacked && name) {
    parts.push(words(make, 0, top + text.plain, name, {size: text.plain, class: strong ? "name" : ""}));
    top += text.plain + 6;
  }
  const notes = reported.map((one) => ({
    at: x(start + one.value),
    lines: wrap(reportedWords(one), Math.min(width - 8, phone ? 190 : 320), redSize, true)
  }));
  const rise = max(notes, ({lines}) => lines.length * redSize * 1.2) ?? layout.rise;
  const height = strong ? 22 : 16;
  const mid = top + (rise ? rise + 6 : 0) + height / 2 + 2;
  if (!stacked && name) parts.push(nameBeside(name, strong, mid, layout));
  parts.push(
    ...countMarks(row, start, {mid, height}, layout),
    ...reportedMarks(notes, {mid, height, strong}, layout),
    ...rowWords(row, start, mid, layout)
  );
  return {
    parts,
    span: {top: stacked ? top + 2 : 4, bottom: mid + height / 2 + 4},
    bottom: mid + height / 2
  };
}

function reportedWords({value, comparator, words: what}: Reported): string {
  const sign = comparator === ">" ? ">\u2009" : comparator === "<" ? "<\u2009" : "";
  return `${sign}${formatNumber(value)}${what ? ` ${what}` : ""}`;
}

function nameBeside(name: string, strong: boolean, mid: number, {make, text, left}: Layout): SVGElement {
  return words(make, left - 16, mid + text.plain * 0.35, name, {
    size: text.plain,
    anchor: "end",
    class: strong ? "name" : ""
  });
}

/** The bracket of the bounds and the tick of the published number. */
function countMarks(
  {count, strong = false}: IntervalRow,
  start: number,
  {mid, height}: {readonly mid: number; readonly height: number},
  {make, status, x}: Layout
): SVGElement[] {
  if (!count) return [];
  const at = x(start + count.value);
  const tick = line(make, at, mid - height / 2 - 3, at, mid + height / 2 + 3, status ? `l-${status}` : "ink", 3.4);
  if (count.lo === count.hi) return [tick];
  const style = {breadth: height, width: strong ? 2.4 : 1.5};
  return [bracketAcross(make, x(start + count.lo), x(start + count.hi), mid, style), tick];
}

/** What others reported: a diamond, and its words over the row so that they cover neither bracket nor number. */
function reportedMarks(
  notes: readonly {readonly at: number; readonly lines: readonly string[]}[],
  {mid, height, strong}: {readonly mid: number; readonly height: number; readonly strong: boolean},
  {make, width, redSize}: Layout
): SVGElement[] {
  let until = 0;
  return notes.flatMap(({at, lines}) => {
    const long = max(lines, (one) => textWidth(one, redSize, true)) ?? 0;
    const before = lines[0] && lines[0].length < 4 ? long / 2 : 6;
    const from = Math.max(until, Math.min(Math.max(0, at - before), width - long));
    until = from + long + 8;
    return [
      diamond(make, at, mid, strong ? 16 : 13),
      words(make, from, mid - height / 2 - 6 - (lines.length - 1) * redSize * 1.2, lines, {
        size: redSize,
        leading: redSize * 1.2,
        class: "name rubric halo"
      })
    ];
  });
}

/** The remark of a row where nothing was reported, and its number at the right. */
function rowWords(
  {count, reported = [], strong = false, remark}: IntervalRow,
  start: number,
  mid: number,
  {make, width, text, say, numbers, right, x}: Layout
): SVGElement[] {
  const said: SVGElement[] = [];
  if (!reported.length && remark) {
    const at = Math.min(x(start + (count?.hi ?? 0)) + 10, right - textWidth(remark, text.small));
    said.push(words(make, at, mid + text.small * 0.35, remark, {size: text.small, class: "quiet halo"}));
  }
  if (!numbers) return said;
  const baseline = mid + text.plain * 0.35;
  const style = {size: text.plain, anchor: "end"} as const;
  said.push(
    count
      ? boundedNumber(make, width, baseline, count, {
          ...style,
          bounds: true,
          kind: strong ? "name" : "value"
        })
      : words(make, width, baseline, say.noEntry, {...style, class: "quiet"})
  );
  return said;
}

/** Grid lines for each group of rows, with their numbers at the bottom. The end of a sum has a line too. */
function grid(
  {top, steps, axis, spans}: {top: number; steps: boolean; axis: number; spans: readonly Span[]},
  {make, text, phone, left, x}: Layout
): SVGElement[] {
  const print = (value: number) => formatNumber(value);
  const steady = stepsAcross(top, phone ? 4 : top <= 20 ? 10 : 6, x, {size: text.small, print});
  const isFar = top - (steady.at(-1) ?? 0) > top * 0.12;
  return [0, ...steady, ...(steps && isFar ? [top] : [])].flatMap((value) => [
    ...spans.map((span) => line(make, x(value), span.top, x(value), span.bottom, value === 0 ? "zero" : "grid")),
    words(make, x(value), axis + text.small + 4, print(value), {
      size: text.small,
      anchor: value === 0 && left < 5 ? "start" : "middle",
      class: "quiet"
    })
  ]);
}

/** The drawing in words. */
function description(rows: readonly IntervalRow[], {say}: Layout): string {
  const said = rows.map(({name, count, reported = []}) => {
    const others = reported.map(
      ({value, words: what}) => `, ${say.reported} ${formatNumber(value)}${what ? ` ${what}` : ""}`
    );
    return `${name}: ${count ? formatCount(count) : say.noEntry}${others.join("")}`;
  });
  return `${said.join("; ")}.`;
}
