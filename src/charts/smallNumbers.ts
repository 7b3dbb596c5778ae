// Small counts by year, on a scale large enough to see that a published 0 may be 2.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import type {DrawingWords} from "../words/drawing.js";
import {gridLines, gridNumber, yearLabels} from "./axis.js";
import {ABSENT, columnsData, countOf, rangeColumns, recordData, whyColumn, whyOf} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {Absence, DrawingOptions, Make} from "./drawing.js";
import {bar, bracketUp, diamond, line, patternIds, patterns} from "./marks.js";
import type {Patterns} from "./marks.js";
import {valueScale, yearScale} from "./scale.js";
import type {YearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {boundedNumber, textWidth, words} from "./text.js";

export interface SmallNumbers {
  readonly name: string;
  readonly status: Status;
  readonly years: readonly {readonly year: number; readonly count: Count | Absence}[];
  /** All years together, next to the name. */
  readonly total: Count | null;
  readonly reported?: readonly {readonly year: number; readonly value: number}[];
}

/** What the marks of one drawing share. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly text: (typeof TEXT)[keyof typeof TEXT];
  readonly say: DrawingWords;
  readonly status: Status;
  readonly ids: Patterns;
  readonly x: YearScale;
  readonly y: (value: number) => number;
}

export function smallNumbers(data: SmallNumbers, options: DrawingOptions = {}): SVGSVGElement {
  const {status, years: rows, reported = []} = data;
  recordData(data.name, () =>
    columnsData([
      {name: "Year", fields: [...rows.map(({year}) => year), ...(data.total ? ["All years"] : [])]},
      ...rangeColumns(data.name, [...rows.map(({count}) => countOf(count)), ...(data.total ? [data.total] : [])]),
      {name: "Other sources", fields: rows.map(({year}) => reported.find((one) => one.year === year)?.value ?? null)},
      whyColumn(rows.map(({count}) => whyOf(count)))
    ])
  );
  const {make, width, size, label, idPrefix} = settle(options, "small-numbers");
  const text = TEXT[size];
  const top = Math.max(
    2,
    max(rows, ({count}) => (typeof count === "string" ? 0 : count.hi)) ?? 0,
    max(reported, ({value}) => value) ?? 0
  );
  const margin = textWidth(formatNumber(top), text.small) + 7;
  const perPerson = Math.min(24, 110 / top);
  const zero = 22 + 30 + top * perPerson;
  const layout: Layout = {
    ...{make, width, text, status},
    say: DRAWING_WORDS,
    ids: patternIds(idPrefix),
    x: yearScale(
      rows.map(({year}) => year),
      [margin, width]
    ),
    y: valueScale([0, top], [zero, zero - top * perPerson])
  };
  const ticks = [...new Set([1, Math.ceil(top / 2), top])].filter((n) => n * perPerson >= 12 || n === top);
  const print = (value: number) => formatNumber(value);
  return drawing(
    make,
    {width, height: zero + text.small + 12, label: label ?? description(data, layout)},
    patterns(make, layout.ids, [status]),
    ...title(data, layout),
    ...gridLines(make, ticks, layout.y, {left: margin, right: width, size: text.small, print}),
    gridNumber(make, margin, zero, "0", text.small),
    ...rows.flatMap(({year, count}) =>
      typeof count === "string" ? [absence(year, count, layout)] : yearMarks(year, count, layout)
    ),
    ...reported.map(({year, value}) => diamond(make, layout.x(year), layout.y(value), 13)),
    ...yearLabels(make, layout.x, {y: zero + text.small + 6, left: 0, right: width, size: text.small})
  );
}

/** The name, followed by the sum of all years. */
function title({name, total}: SmallNumbers, {make, text, status}: Layout): SVGElement[] {
  const size = text.plain + 1.5;
  const drawn = [words(make, 0, 15, name, {size, class: `name t-${status}`})];
  const left = textWidth(name, size, true) + 12;
  if (total) drawn.push(boundedNumber(make, left, 15, total, {size, anchor: "start", bounds: true}));
  return drawn;
}

/** Why a year has no count, in words: upright where they are wider than the year. */
function absence(year: number, why: Absence, {make, text: {small}, x, y}: Layout): SVGElement {
  const what = ABSENT[why];
  const flat = textWidth(what, small) <= x.step;
  return flat
    ? words(make, x(year), y(0) - 5, what, {size: small, anchor: "middle", class: "quiet"})
    : words(make, x(year) + small * 0.35, y(0) - 5, what, {size: small, rotate: -90, class: "quiet halo"});
}

/** A bar to the lower bound, the bracket of the bounds, a line at the published number, and the number where it fits. */
function yearMarks(year: number, count: Count, {make, text, status, ids, x, y}: Layout): (SVGElement | null)[] {
  const {step} = x;
  const at = x(year);
  const zero = y(0);
  const breadth = Math.min(34, step * 0.7);
  const number = formatNumber(count.value);
  return [
    line(make, at - step / 2, zero, at + step / 2, zero, "zero"),
    bar(make, status, ids, {x: at - breadth / 2, y: y(count.lo), width: breadth, height: zero - y(count.lo)}),
    count.lo === count.hi ? null : bracketUp(make, at, y(count.lo), y(count.hi), {breadth, kind: "ink", width: 1.4}),
    line(make, at - breadth / 2, y(count.value), at + breadth / 2, y(count.value), `l-${status}`, 3),
    textWidth(number, text.small) > step
      ? null
      : words(make, at, y(count.hi) - 6, number, {
          size: text.small + 0.5,
          anchor: "middle",
          class: `value halo t-${status}`
        })
  ];
}

/** The drawing in words. */
function description({name, years, total, reported = []}: SmallNumbers, {say}: Layout): string {
  const counts = years.map(({year, count}) => `${year} ${typeof count === "string" ? count : formatCount(count)}`);
  const others = reported.map(({year, value}) => ` ${say.reported} ${year}: ${formatNumber(value)}.`);
  return `${name}${total ? ` ${formatCount(total)}` : ""}: ${counts.join(", ")}.${others.join("")}`;
}
