// The same years once more, at a scale where a published 0 that may be 2 can be seen.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {
  bar,
  bracketUp,
  diamond,
  drawing,
  labelledYears,
  line,
  patternIds,
  patterns,
  settle,
  standing,
  TEXT,
  textWidth,
  words,
  yearWords
} from "./svg.js";
import type {Absence, DrawingOptions} from "./svg.js";

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
  const step = (width - margin) / Math.max(1, years.length);
  const breadth = Math.min(34, step * 0.7);
  const per = Math.min(24, 110 / top);
  const zero = 22 + 30 + top * per;
  const x = (year: number) => margin + (years.indexOf(year) + 0.5) * step;
  const parts: (SVGElement | null)[] = [];
  parts.push(words(make, 0, 15, name, {size: text.plain + 1.5, class: `name t-${status}`}));
  if (total)
    parts.push(
      standing(make, textWidth(name, text.plain + 1.5, true) + 12, 15, total, {
        locale,
        size: text.plain + 1.5,
        anchor: "start",
        bounds: true
      })
    );
  const ticks = [...new Set([1, Math.ceil(top / 2), top])].filter((value) => value * per >= 12 || value === top);
  for (const value of ticks)
    parts.push(
      line(make, margin, zero - value * per, width, zero - value * per, "grid"),
      words(make, margin - 6, zero - value * per + 4, formatNumber(value, locale), {
        size: text.small,
        anchor: "end",
        class: "quiet"
      })
    );
  parts.push(words(make, margin - 6, zero + 4, "0", {size: text.small, anchor: "end", class: "quiet"}));
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
      bar(make, status, ids, {x: at - breadth / 2, y: zero - count.lo * per, width: breadth, height: count.lo * per})
    );
    if (count.lo !== count.hi)
      parts.push(bracketUp(make, at, zero - count.lo * per, zero - count.hi * per, {breadth, kind: "ink", width: 1.4}));
    parts.push(
      line(
        make,
        at - breadth / 2,
        zero - count.value * per,
        at + breadth / 2,
        zero - count.value * per,
        `l-${status}`,
        3
      )
    );
    const number = formatNumber(count.value, locale);
    if (textWidth(number, text.small) <= step)
      parts.push(
        words(make, at, zero - count.hi * per - 6, number, {
          size: text.small + 0.5,
          anchor: "middle",
          class: `value halo t-${status}`
        })
      );
  }
  for (const {year, value} of reported) {
    const at = x(year);
    parts.push(diamond(make, at, zero - value * per, 13));
  }
  for (const year of labelledYears(years, step))
    parts.push(
      words(
        make,
        Math.min(x(year), width - textWidth(yearWords(year, years, step), text.small) / 2),
        zero + text.small + 6,
        yearWords(year, years, step),
        {size: text.small, anchor: "middle", class: "quiet"}
      )
    );
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
