// Outcomes of one year under each other: a bar in the colour of each status, with its name and its number.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bar, line, patternIds, patterns} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words} from "./text.js";

export interface StatusBar {
  readonly status: Status;
  readonly name: string;
  readonly count: Count;
  /** The number as it is printed. */
  readonly words: string;
}

export function statusBars(rows: readonly StatusBar[], options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, size, label, idPrefix} = settle({width: 620, ...options}, "status-bars");
  const text = TEXT[size];
  const phone = size === "phone";
  const ids = patternIds(idPrefix);
  const room = (of: (row: StatusBar) => string) => (max(rows, (row) => textWidth(of(row), text.plain, true)) ?? 0) + 12;
  const left = phone ? 0 : room(({name}) => name);
  const right = width - (phone ? 0 : room((row) => row.words));
  const x = valueScale([0, max(rows, ({count}) => count.value) ?? 1], [left, right]);
  const pitch = phone ? 44 : 30;
  const parts = rows.flatMap((row, i) => {
    const top = i * pitch;
    const y = top + (phone ? 20 : 5);
    const base = phone ? top + 14 : y + 10 + text.plain * 0.35;
    return [
      words(make, phone ? 0 : left - 12, base, row.name, {size: text.plain, anchor: phone ? "start" : "end"}),
      bar(make, row.status, ids, {
        x: left,
        y,
        width: Math.max(0.75, x(row.count.value) - left),
        height: phone ? 16 : 20
      }),
      words(make, phone ? width : x(row.count.value) + 8, base, row.words, {
        size: text.plain,
        anchor: phone ? "end" : "start",
        class: "name"
      })
    ].filter((part) => part !== null);
  });
  const height = rows.length * pitch + 2;
  return drawing(
    make,
    {width, height, label: label ?? `${rows.map((row) => `${row.name} ${row.words}`).join("; ")}.`},
    patterns(
      make,
      ids,
      rows.map(({status}) => status)
    ),
    line(make, left, 0, left, height, "zero"),
    ...parts
  );
}
