// Draws the outcomes of one year as a list of bars: one in the colour of each status, with its name and number.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status} from "../measures/codes.js";
import {columnsData, rangeColumns, recordData} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bar, line, patternIds, patterns} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

export interface StatusBar {
  readonly status: Status;
  readonly name: string;
  readonly count: Count;
  /** The number as it is printed. */
  readonly words: string;
}

export function statusBars(rows: readonly StatusBar[], options: DrawingOptions = {}): SVGSVGElement {
  recordData("Outcomes", () =>
    columnsData([
      {name: "Outcome", fields: rows.map(({name}) => name)},
      ...rangeColumns("Number", rows.map(({count}) => count)) // prettier-ignore
    ])
  );
  const {make, width, size, label, idPrefix} = settle({width: 620, ...options}, "status-bars");
  const text = TEXT[size];
  const phone = size === "phone";
  const ids = patternIds(idPrefix);
  const room = (of: (row: StatusBar) => string) => (max(rows, (row) => textWidth(of(row), text.plain, true)) ?? 0) + 12;
  const left = phone ? 0 : room(({name}) => name);
  const right = width - room((row) => row.words);
  const x = valueScale([0, max(rows, ({count}) => count.value) ?? 1], [left, right]);
  const [thick, leading] = [phone ? 16 : 20, text.plain * 1.25];
  const parts: (SVGElement | null)[] = [];
  let y = 0;
  for (const row of rows) {
    // On a phone the name is above its bar, in as many lines as it takes.
    const lines = phone ? wrap(row.name, width, text.plain) : [row.name];
    const top = phone ? y + 4 + lines.length * leading : y + 5;
    const middle = top + thick / 2 + text.plain * 0.35;
    parts.push(
      words(make, phone ? 0 : left - 12, phone ? y + text.plain : middle, lines, {
        size: text.plain,
        anchor: phone ? "start" : "end",
        leading
      }),
      bar(make, row.status, ids, {x: left, y: top, width: Math.max(0.75, x(row.count.value) - left), height: thick}),
      words(make, x(row.count.value) + 8, middle, row.words, {size: text.plain, class: "name"})
    );
    y = top + thick + (phone ? 10 : 5);
  }
  return drawing(
    make,
    {width, height: y + 2, label: label ?? `${rows.map((row) => `${row.name} ${row.words}`).join("; ")}.`},
    patterns(
      make,
      ids,
      rows.map(({status}) => status)
    ),
    phone ? null : line(make, left, 0, left, y, "zero"),
    ...parts
  );
}
