// Intervals on one scale: what the rows allow, what was published, what others reported. Inside or outside is for the eye.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {formatCount, formatNumber} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {stepsAcross} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {bracketAcross, diamond, line} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {standing, textWidth, words, wrap} from "./text.js";

export interface IntervalRow {
  readonly name: string;
  /** Null: the database has no row; what was reported stands alone. */
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

export function interval(
  {rows, status, steps = false, numbers = true}: Intervals,
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, locale, size, label} = settle({width: 620, ...options}, "interval");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const names = rows.map(({name}) => name);
  const widestName = max(names, (name) => textWidth(name, text.plain, true)) ?? 0;
  const stacked = widestName > width * 0.3;
  const left = stacked ? 1 : widestName > 0 ? widestName + 16 : 6;
  const numberRoom = numbers
    ? (max(rows, ({count}) =>
        count ? textWidth(formatCount(count, locale), text.plain) : textWidth(say.noRow, text.plain)
      ) ?? 0) + 18
    : 0;
  const starts: number[] = [];
  let reached = 0;
  for (const {count, strong} of rows) {
    starts.push(steps && !strong ? reached : 0);
    if (steps && !strong) reached += count?.hi ?? 0;
  }
  const top = Math.max(
    1,
    max(rows, ({count, reported = []}, i) =>
      Math.max((starts[i] ?? 0) + (count?.hi ?? 0), max(reported, ({value}) => value) ?? 0)
    ) ?? 1
  );
  const right = width - Math.max(numberRoom, 12);
  const x = valueScale([0, top], [left, right - 2]);
  const redSize = text.small + 0.5;

  // Where most rows have a reported number all rows are equally far apart.
  const reportedRows = rows.filter(({reported}) => reported?.length).length;
  const even = reportedRows * 2 > rows.length && rows.every(({reported}) => !reported?.some(({words: what}) => what));

  const parts: SVGElement[] = [];
  const spans: {readonly top: number; readonly bottom: number}[] = [];
  let y = 10;
  rows.forEach(({name, count, reported = [], strong = false, remark}, i) => {
    const start = starts[i] ?? 0;
    if (strong && i > 0) y += 8;
    if (stacked && name) {
      parts.push(words(make, 0, y + text.plain, name, {size: text.plain, class: strong ? "name" : ""}));
      y += text.plain + 6;
    }
    // Words of what was reported stand over the row, so that neither the bracket nor the number is covered.
    const placed = reported.map((one) => ({
      ...one,
      at: x(start + one.value),
      shown: `${one.comparator === ">" ? ">\u2009" : one.comparator === "<" ? "<\u2009" : ""}${formatNumber(one.value, locale)}${one.words ? ` ${one.words}` : ""}`
    }));
    const over = placed.flatMap((one) => {
      const whole = wrap(one.shown, Math.min(width - 8, size === "phone" ? 190 : 320), redSize, true);
      return [{...one, whole}];
    });
    const rise = max(over, ({whole}) => whole.length * redSize * 1.2) ?? (even ? redSize * 1.2 : 0);
    const height = strong ? 22 : 16;
    const mid = y + (rise ? rise + 6 : 0) + height / 2 + 2;
    spans.push({top: stacked ? y + 2 : 4, bottom: mid + height / 2 + 4});
    if (!stacked && name)
      parts.push(
        words(make, left - 16, mid + text.plain * 0.35, name, {
          size: text.plain,
          anchor: "end",
          class: strong ? "name" : ""
        })
      );
    if (count) {
      if (count.lo !== count.hi)
        parts.push(
          bracketAcross(make, x(start + count.lo), x(start + count.hi), mid, {
            breadth: height,
            width: strong ? 2.4 : 1.5
          })
        );
      parts.push(publishedTick(make, x(start + count.value), mid, height, status));
    }
    let until = 0;
    for (const {at, whole} of over) {
      const long = max(whole, (one) => textWidth(one, redSize, true)) ?? 0;
      const from = Math.max(
        until,
        Math.min(Math.max(0, at - (whole[0] && whole[0].length < 4 ? long / 2 : 6)), width - long)
      );
      parts.push(
        diamond(make, at, mid, strong ? 16 : 13),
        words(make, from, mid - height / 2 - 6 - (whole.length - 1) * redSize * 1.2, whole, {
          size: redSize,
          leading: redSize * 1.2,
          class: "name rubric halo"
        })
      );
      until = from + long + 8;
    }
    if (!reported.length && remark)
      parts.push(
        words(
          make,
          Math.min(x(start + (count?.hi ?? 0)) + 10, right - textWidth(remark, text.small)),
          mid + text.small * 0.35,
          remark,
          {size: text.small, class: "quiet halo"}
        )
      );
    if (numbers)
      parts.push(
        count
          ? standing(make, width, mid + text.plain * 0.35, count, {
              locale,
              size: text.plain,
              anchor: "end",
              bounds: true,
              kind: strong ? "name" : "value"
            })
          : words(make, width, mid + text.plain * 0.35, say.noRow, {size: text.plain, anchor: "end", class: "quiet"})
      );
    y = mid + height / 2 + (size === "phone" ? 8 : 6);
  });
  const axis = y + 4;
  const steady = stepsAcross(top, size === "phone" ? 4 : top <= 20 ? 10 : 6, x, {
    size: text.small,
    print: (value) => formatNumber(value, locale)
  });
  // The end of a sum is what the reader adds up to: it is named too.
  const marks = [0, ...steady, ...(steps && top - (steady.at(-1) ?? 0) > top * 0.12 ? [top] : [])];
  const grid = marks.flatMap((value) => [
    // Under names the lines stand still: they run beside the rows alone.
    ...(stacked ? spans : [{top: 4, bottom: axis}]).map((span) =>
      line(make, x(value), span.top, x(value), span.bottom, value === 0 ? "zero" : "grid")
    ),
    words(make, x(value), axis + text.small + 4, formatNumber(value, locale), {
      size: text.small,
      anchor: value === 0 && left < 5 ? "start" : "middle",
      class: "quiet"
    })
  ]);
  const told = rows
    .map(
      ({name, count, reported = []}) =>
        `${name}: ${count ? formatCount(count, locale) : say.noRow}` +
        reported
          .map(({value, words: what}) => `, ${say.reported} ${formatNumber(value, locale)}${what ? ` ${what}` : ""}`)
          .join("")
    )
    .join("; ");
  return drawing(make, {width, height: axis + text.small + 10, label: label ?? `${told}.`}, ...grid, ...parts);
}

function publishedTick(make: Make, x: number, y: number, height: number, status: Status | undefined): SVGElement {
  return line(make, x, y - height / 2 - 3, x, y + height / 2 + 3, status ? `l-${status}` : "ink", 3.4);
}
