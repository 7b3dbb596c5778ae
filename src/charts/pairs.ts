// Draws two shares of a place on one line: a filled dot and a hollow one, joined by a hairline, each on the bar of its rounding
// range. For the same rows counted in two ways, or a rate observed and expected.
import {max} from "d3";
import {columnsData, percents, rangeColumns, recordData} from "./data.js";
import type {ChartData} from "./data.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {line} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words} from "./text.js";
import {formatPercent} from "../words/numbers.js";

export interface SharePoint {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

export interface PairRow {
  readonly name: string;
  readonly filled: SharePoint;
  readonly hollow: SharePoint;
  readonly chosen: boolean;
}

export interface Pairs {
  readonly rows: readonly PairRow[];
  /** What the two signs are, for the key and for readers who do not see the drawing. */
  readonly filled: string;
  readonly hollow: string;
}

export function pairs({rows, filled, hollow}: Pairs, options: DrawingOptions = {}): SVGSVGElement {
  recordData("Shares", () => dataOf({rows, filled, hollow}));
  const {make, width, size, label} = settle({width: 620, ...options}, "pairs");
  const text = TEXT[size];
  const phone = size === "phone";
  const percent = (n: number) => formatPercent(n);
  const left = phone ? 6 : (max(rows, ({name}) => textWidth(name, text.plain, true)) ?? 0) + 14;
  const wordsRoom = phone ? 0 : textWidth("100%", text.plain, true) + 10;
  const right = width - 2 * wordsRoom - 12;
  const x = valueScale([0, 1], [left, right]);
  const pitch = phone ? 38 : 24;
  // The key: each sign with its words, one below the other where the drawing is narrow.
  const key = phone ? 2 * 18 + 4 : 24;
  const head = key + 18;
  const floor = head + rows.length * pitch + 2;
  const dot = (cx: number, cy: number, isFilled: boolean) =>
    make("circle", {
      cx,
      cy,
      r: 4,
      class: isFilled ? "series-dot ringed" : "soft",
      ...(isFilled ? {} : {style: "fill:var(--paper)", "stroke-width": 1.6})
    });
  const second = phone ? 6 : 22 + textWidth(filled, text.small) + 16;
  const parts: SVGElement[] = [
    dot(6, 8, true),
    words(make, 16, 12, filled, {size: text.small, class: "quiet"}),
    dot(second, phone ? 26 : 8, false),
    words(make, second + 10, phone ? 30 : 12, hollow, {size: text.small, class: "quiet"})
  ];
  for (const n of [0, 0.25, 0.5, 0.75, 1])
    parts.push(
      line(make, x(n), head, x(n), floor, n === 0 ? "zero" : "grid"),
      ...(n % 0.5 === 0
        ? [
            words(make, x(n), head - 6, n === 1 ? "100%" : String(n * 100), {
              size: text.small,
              anchor: n === 0 && phone ? "start" : "middle",
              class: "quiet"
            })
          ]
        : [])
    );
  rows.forEach((row, i) => {
    const y = head + i * pitch + (phone ? 28 : pitch / 2);
    const base = y + text.plain * 0.35;
    const [first, other] = [percent(row.filled.value), percent(row.hollow.value)];
    if (phone)
      parts.push(
        words(make, 0, y - 11, row.name, {size: text.plain, class: `halo ${row.chosen ? "name" : ""}`}),
        words(make, width, y - 11, `${first}, ${other}`, {size: text.plain, anchor: "end", class: "halo value"})
      );
    else
      parts.push(
        words(make, left - 12, base, row.name, {size: text.plain, anchor: "end", class: row.chosen ? "name" : ""}),
        words(make, width - wordsRoom, base, first, {size: text.plain, anchor: "end", class: "name"}),
        words(make, width, base, other, {size: text.plain, anchor: "end", class: "quiet"})
      );
    parts.push(
      make("path", {
        d: `M${round(x(row.filled.value))} ${round(y)}H${round(x(row.hollow.value))}`,
        class: "soft",
        "stroke-width": 1
      })
    );
    for (const {lo, hi} of [row.hollow, row.filled])
      if (x(hi) - x(lo) >= 1.5)
        parts.push(make("rect", {x: x(lo), y: y - 5, width: x(hi) - x(lo), height: 10, class: "rounding-bar"}));
    parts.push(dot(x(row.hollow.value), y, false), dot(x(row.filled.value), y, true));
  });
  const told = rows
    .map((row) => `${row.name}: ${percent(row.filled.value)} ${filled}, ${percent(row.hollow.value)} ${hollow}`)
    .join("; ");
  return drawing(make, {width, height: floor + 6, label: label ?? `${told}.`}, ...parts);
}

/** Both shares of each place, as numbers and as printed. */
function dataOf({rows, filled, hollow}: Pairs): ChartData {
  const columns = (name: string, points: readonly SharePoint[]) => [
    ...rangeColumns(`${name} (%)`, points.map(percents)),
    {name: `${name}, as printed`, fields: points.map(({value}) => formatPercent(value))}
  ];
  return columnsData([
    {name: "Place", fields: rows.map(({name}) => name)},
    ...columns(filled, rows.map((row) => row.filled)), // prettier-ignore
    ...columns(hollow, rows.map((row) => row.hollow)) // prettier-ignore
  ]);
}
