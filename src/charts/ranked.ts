// Ranking of countries of asylum or origin: a stacked bar of decisions by status for each, all on one scale. Persons are bars; cases are thin
// lines that end in a square, because a case is a different unit and must not be compared with persons.
import {max, stack, sum} from "d3";
import {ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {STATUSES} from "../measures/codes.js";
import type {Status, Unit} from "../measures/codes.js";
import {formatCount, formatNumber, formatRange} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import type {DrawingWords} from "../words/drawing.js";
import {stepsAcross} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {bar, bracketUnder, diamond, line, patternIds, patterns} from "./marks.js";
import type {Patterns} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {boundedNumber, textWidth, words} from "./text.js";

export interface RankedRow {
  readonly name: string;
  readonly unit: Unit;
  /** A status without a count is not drawn. */
  readonly statuses: Readonly<Partial<Record<Status, Count>>>;
  readonly chosen?: boolean;
  readonly reported?: number;
}

export interface Ranked {
  /** Drawn in this order. */
  readonly rows: readonly RankedRow[];
  /** The status whose number is printed and whose bounds are drawn. */
  readonly of: Status;
  /** Headings of the two columns of numbers. */
  readonly heads?: {readonly of: string; readonly all: string};
}

const ORDER = STATUSES.filter((status) => status !== "not_decided");

const totalOf = ({statuses}: RankedRow): Count => ({
  value: sum(ORDER, (status) => statuses[status]?.value ?? 0),
  lo: sum(ORDER, (status) => statuses[status]?.lo ?? 0),
  hi: sum(ORDER, (status) => statuses[status]?.hi ?? 0)
});

/** Whether decisions that the data does not separate may include the status, so that only a range can be printed. */
const isRange = ({statuses}: RankedRow, of: Status) =>
  (of === "refugee_status" || of === "complementary") && (statuses.undivided?.value ?? 0) > 0;

function numberOf(row: RankedRow, of: Status): Count {
  const count = row.statuses[of] ?? ZERO;
  return isRange(row, of) ? {...count, hi: count.hi + (row.statuses.undivided?.hi ?? 0)} : count;
}

function numberText(row: RankedRow, of: Status): string {
  const count = numberOf(row, of);
  return isRange(row, of) ? formatRange(count.lo, count.hi) : formatCount(count);
}

/** The total of a row, after its number: "553 / 1,140". Empty where there is nothing to add. */
function tail(row: RankedRow, {single, say}: Layout): string {
  const all = formatNumber(totalOf(row).value);
  if (row.unit === "C") return single ? ` ${say.cases}` : ` / ${all} ${say.cases}`;
  return single ? "" : ` / ${all}`;
}

const totalText = (row: RankedRow, {say}: Pick<Layout, "say">) =>
  `${formatNumber(totalOf(row).value)} ${row.unit === "C" ? say.cases : ""}`.trim();

/** What the marks of one drawing share. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly phone: boolean;
  readonly text: (typeof TEXT)[keyof typeof TEXT];
  readonly say: DrawingWords;
  readonly ids: Patterns;
  readonly of: Status;
  readonly heads: {readonly of: string; readonly all: string};
  /** Whether one status is all that is drawn: then there is no key and no column of totals. */
  readonly single: boolean;
  /** Where the bars begin, and where the column of numbers ends. */
  readonly left: number;
  readonly numbersEnd: number;
  /** Value of the longest bar, and the scale up to it. */
  readonly top: number;
  readonly x: (value: number) => number;
  readonly pitch: number;
}

const BAR = 13;

function layoutOf({rows, of, heads}: Ranked, options: DrawingOptions): Layout {
  const {make, width, size, idPrefix} = settle({width: 944, ...options}, "ranked");
  const phone = size === "phone";
  const text = TEXT[size];
  const say = DRAWING_WORDS;
  const single = rows.every((row) => ORDER.every((status) => status === of || row.statuses[status] === undefined));
  const titles = {of: heads?.of ?? say.status[of], all: heads?.all ?? say.decided};
  const widest = (words: (row: RankedRow) => string, bold = false) =>
    max(rows, (row) => textWidth(words(row), text.plain, bold)) ?? 0;
  const left = phone ? 0 : widest(({name}) => name, true) + 14;
  const ofRoom = phone
    ? 0
    : Math.max(
        max(rows, (row) => textWidth(numberText(row, of), text.plain) + 6) ?? 0,
        textWidth(titles.of, text.small, true)
      ) + 16;
  const allRoom =
    phone || single
      ? 0
      : Math.max(
          widest((row) => totalText(row, {say})),
          textWidth(titles.all, text.small)
        ) + 16;
  const hasCases = rows.some(({unit}) => unit === "C");
  const caseRoom = single && !phone && hasCases ? textWidth(` ${say.cases}`, text.plain) + 4 : 0;
  const top = Math.max(
    1,
    max(rows, (row) => Math.max(totalOf(row).value, row.statuses[of]?.hi ?? 0, row.reported ?? 0)) ?? 1
  );
  return {
    ...{make, width, phone, text, say, of, single, left, top},
    ids: patternIds(idPrefix),
    heads: titles,
    numbersEnd: width - allRoom - caseRoom,
    x: valueScale([0, top], [left, width - ofRoom - allRoom - caseRoom - (phone ? 8 : 6)]),
    pitch: phone ? 41 : 25
  };
}

export function ranked(data: Ranked, options: DrawingOptions = {}): SVGSVGElement {
  const {rows} = data;
  const layout = layoutOf(data, options);
  const {make, width, text, ids, single, left, pitch} = layout;
  const used = ORDER.filter((status) => rows.some((row) => (row.statuses[status]?.value ?? 0) > 0));
  const legend = single ? null : key(used, layout);
  const headY = (legend ? legend.lastRow + 26 : 0) + 14;
  const top = headY + 10;
  const floor = top + rows.length * pitch + 2;
  const layers = stack<unknown, RankedRow, Status>()
    .keys(ORDER)
    .value((row, status) => row.statuses[status]?.value ?? 0)(rows);
  return drawing(
    make,
    {width, height: floor + text.small + 10, label: options.label ?? description(rows, layout)},
    patterns(make, ids, used),
    ...(legend?.drawn ?? []),
    ...headings(headY, layout),
    ...grid(top, floor, layout),
    ...rows.flatMap((row, i) => {
      const y = top + i * pitch + (layout.phone ? 29 : pitch / 2);
      const spans = layers.map((layer) => ({status: layer.key, from: layer[i]?.[0] ?? 0, to: layer[i]?.[1] ?? 0}));
      return [
        ...(layout.phone ? wordsOver(row, y - 13, layout) : wordsBeside(row, y + text.plain * 0.35, layout)),
        ...rowMarks(row, spans, y, layout)
      ];
    }),
    line(make, left, top - 2, left, floor, "zero")
  );
}

/** The key, in the order of every stack: a swatch and its name, in rows that fit. */
function key(
  used: readonly Status[],
  {make, width, text, say, ids}: Layout
): {drawn: (SVGElement | null)[]; lastRow: number} {
  const drawn: (SVGElement | null)[] = [];
  let [x, y] = [0, 0];
  for (const status of used) {
    const name = say.status[status];
    const room = 22 + textWidth(name, text.small, true);
    if (x > 0 && x + room > width) [x, y] = [0, y + 20];
    drawn.push(bar(make, status, ids, {x, y: y + 3, width: 16, height: 12}));
    drawn.push(words(make, x + 22, y + 13, name, {size: text.small, class: `name t-${status}`}));
    x += room + 16;
  }
  return {drawn, lastRow: y};
}

/** Headings of the columns of numbers; on a phone both in one line. */
function headings(y: number, {make, width, phone, text, of, heads, single, numbersEnd}: Layout): SVGElement[] {
  if (phone)
    return [
      make(
        "text",
        {x: width, y, "font-size": text.small, "text-anchor": "end", class: "quiet"},
        make("tspan", {class: `name t-${of}`}, heads.of),
        single ? null : ` / ${heads.all}`
      )
    ];
  const all = single ? [] : [words(make, width, y, heads.all, {size: text.small, anchor: "end", class: "quiet"})];
  return [words(make, numbersEnd, y, heads.of, {size: text.small, anchor: "end", class: `name t-${of}`}), ...all];
}

/** Lines of the scale from `top` to `floor` with their numbers under them. */
function grid(top: number, floor: number, {make, text, phone, x, top: highest}: Layout): SVGElement[] {
  const print = (value: number) => formatNumber(value);
  const steps = stepsAcross(highest, phone ? 3 : 5, x, {size: text.small, print});
  return [
    ...steps.map((value) => line(make, x(value), top, x(value), floor, "grid")),
    ...[0, ...steps].map((value) =>
      words(make, x(value), floor + text.small + 4, print(value), {
        size: text.small,
        anchor: value === 0 && phone ? "start" : "middle",
        class: "quiet"
      })
    )
  ];
}

/** On a phone: name, number and total in a line over the bar. */
function wordsOver(row: RankedRow, y: number, layout: Layout): SVGElement[] {
  const {make, width, text, of} = layout;
  const after = tail(row, layout);
  const afterRoom = textWidth(after, text.plain);
  return [
    words(make, 0, y, row.name, {size: text.plain, class: `${row.chosen ? "name" : ""} halo`}),
    ...(after ? [words(make, width, y, after.trim(), {size: text.plain, anchor: "end", class: "quiet halo"})] : []),
    boundedNumber(make, width - (after ? afterRoom + 2 : 0), y, numberOf(row, of), {
      range: isRange(row, of),
      size: text.plain,
      anchor: "end",
      kind: `name halo t-${of}`
    })
  ];
}

/** The name at the left of the bar, number and total at its right. */
function wordsBeside(row: RankedRow, y: number, layout: Layout): SVGElement[] {
  const {make, width, text, of, say, single, left, numbersEnd} = layout;
  const last = single ? (row.unit === "C" ? say.cases : null) : totalText(row, layout);
  return [
    words(make, left - 12, y, row.name, {size: text.plain, anchor: "end", class: row.chosen ? "name" : ""}),
    boundedNumber(make, numbersEnd, y, numberOf(row, of), {
      range: isRange(row, of),
      size: text.plain,
      anchor: "end",
      bounds: true,
      kind: `name t-${of}`
    }),
    ...(last === null ? [] : [words(make, width, y, last, {size: text.plain, anchor: "end", class: "quiet"})])
  ];
}

/** The stack of a row, the bracket of its number's bounds under it, and what others reported. */
function rowMarks(
  row: RankedRow,
  spans: readonly {readonly status: Status; readonly from: number; readonly to: number}[],
  y: number,
  {make, ids, of, x}: Layout
): SVGElement[] {
  const bars = spans.map(({status, from, to}) => {
    if (to <= from) return null;
    if (row.unit === "C") return line(make, x(from), y, x(to), y, `l-${status}`, 3);
    const gap = from > 0 ? 0.75 : 0;
    return bar(make, status, ids, {
      x: x(from) + gap,
      y: y - BAR / 2,
      width: Math.max(0.75, x(to) - x(from) - gap),
      height: BAR
    });
  });
  const marks = [make("g", {"data-unit": row.unit}, ...bars)];
  if (row.unit === "C") marks.push(caseSquare(make, x(totalOf(row).value), y));
  const {lo, hi} = numberOf(row, of);
  if (lo !== hi && x(hi) - x(lo) >= 2.5)
    marks.push(bracketUnder(make, x(lo), x(hi), y + BAR / 2 + 4, {height: 4.5, kind: "ink", width: 1.3}));
  if (row.reported !== undefined) marks.push(diamond(make, x(row.reported), y, 13));
  return marks;
}

function caseSquare(make: Make, x: number, y: number): SVGElement {
  return make("rect", {
    x: x - 5,
    y: y - 5,
    width: 10,
    height: 10,
    class: "open soft",
    style: "fill:var(--paper)",
    "stroke-width": 1.6,
    "data-unit": "C"
  });
}

/** The drawing in words. */
function description(rows: readonly RankedRow[], {of, single, say}: Layout): string {
  const said = rows.map(
    (row) =>
      `${row.name}: ${say.status[of]} ${numberText(row, of)}` +
      (single ? "" : `, ${formatNumber(totalOf(row).value)} ${say.decided}`) +
      (row.unit === "C" ? ` (${say.cases})` : "") +
      (row.reported === undefined ? "" : `, ${say.reported} ${formatNumber(row.reported)}`)
  );
  return `${said.join("; ")}.`;
}
