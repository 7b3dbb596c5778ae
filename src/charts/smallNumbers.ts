// The same years once more, at a scale where a published 0 that may be 2 can be seen.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {gridLines, gridNumber, yearLabels} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {Absence, DrawingOptions} from "./drawing.js";
import {bar, bracketUp, diamond, line, patternIds, patterns} from "./marks.js";
import {valueScale, yearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {boundedNumber, textWidth, words} from "./text.js";

export interface SmallNumbers {
  readonly name: string;
  readonly status: Status;
  readonly years: readonly {readonly year: number; readonly count: Count | Absence}[];
  /** All years together, beside the name. */
  readonly total: Count | null;
  readonly reported?: readonly {readonly year: number; readonly value: number}[];
}

export function smallNumbers(
  {name, status, years: rows, total, reported = []}: SmallNumbers,
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle(options, "small-numbers");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const ids = patternIds(idPrefix);
  const years = rows.map(({year}) => year);
  const top = Math.max(
    2,
    max(rows, ({count}) => (typeof count === "string" ? 0 : count.hi)) ?? 0,
    max(reported, ({value}) => value) ?? 0
  );
  const margin = textWidth(formatNumber(top, locale), text.small) + 7;
  const x = yearScale(years, [margin, width]);
  const {step} = x;
  const breadth = Math.min(34, step * 0.7);
  const per = Math.min(24, 110 / top);
  const zero = 22 + 30 + top * per;
  const y = valueScale([0, top], [zero, zero - top * per]);
  const parts: (SVGElement | null)[] = [];
  parts.push(words(make, 0, 15, name, {size: text.plain + 1.5, class: `name t-${status}`}));
  if (total)
    parts.push(
      boundedNumber(make, textWidth(name, text.plain + 1.5, true) + 12, 15, total, {
        locale,
        size: text.plain + 1.5,
        anchor: "start",
        bounds: true
      })
    );
  const ticks = [...new Set([1, Math.ceil(top / 2), top])].filter((value) => value * per >= 12 || value === top);
  parts.push(
    ...gridLines(make, ticks, y, {
      left: margin,
      right: width,
      size: text.small,
      print: (value) => formatNumber(value, locale)
    }),
    gridNumber(make, margin, zero, "0", text.small)
  );
  for (const {year, count} of rows) {
    const at = x(year);
    if (typeof count === "string") {
      const what = count === "no row" ? say.noRow : say.notReported;
      const flat = textWidth(what, text.small) <= step;
      parts.push(
        words(
          make,
          flat ? at : at + text.small * 0.35,
          zero - 5,
          what,
          flat
            ? {size: text.small, anchor: "middle", class: "quiet"}
            : {size: text.small, rotate: -90, class: "quiet halo"}
        )
      );
      continue;
    }
    parts.push(line(make, at - step / 2, zero, at + step / 2, zero, "zero"));
    parts.push(
      bar(make, status, ids, {x: at - breadth / 2, y: y(count.lo), width: breadth, height: zero - y(count.lo)})
    );
    if (count.lo !== count.hi)
      parts.push(bracketUp(make, at, y(count.lo), y(count.hi), {breadth, kind: "ink", width: 1.4}));
    parts.push(line(make, at - breadth / 2, y(count.value), at + breadth / 2, y(count.value), `l-${status}`, 3));
    const number = formatNumber(count.value, locale);
    if (textWidth(number, text.small) <= step)
      parts.push(
        words(make, at, y(count.hi) - 6, number, {
          size: text.small + 0.5,
          anchor: "middle",
          class: `value halo t-${status}`
        })
      );
  }
  for (const {year, value} of reported) {
    const at = x(year);
    parts.push(diamond(make, at, y(value), 13));
  }
  parts.push(...yearLabels(make, x, {y: zero + text.small + 6, left: 0, right: width, size: text.small}));
  const told =
    `${name}${total ? ` ${formatCount(total, locale)}` : ""}: ` +
    rows
      .map(({year, count}) => `${year} ${typeof count === "string" ? count : formatCount(count, locale)}`)
      .join(", ") +
    "." +
    reported.map(({year, value}) => ` ${say.reported} ${year}: ${formatNumber(value, locale)}.`).join("");
  return drawing(
    make,
    {width, height: zero + text.small + 12, label: label ?? told},
    patterns(make, ids, [status]),
    ...parts
  );
}
