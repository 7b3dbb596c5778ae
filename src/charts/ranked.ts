// Hosts or origins under each other: what was decided, by status, from one line on one scale. Persons are bars; cases are lines
// with a square, as they count something else and are never measured against persons.
import {max, stack, sum} from "d3";
import {ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {STATUSES} from "../measures/codes.js";
import type {Status, Unit} from "../measures/codes.js";
import {formatCount, formatNumber, formatRange} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {stepsAcross} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {bar, bracketUnder, diamond, line, patternIds, patterns} from "./marks.js";
import {valueScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {standing, textWidth, words} from "./text.js";

export interface RankedRow {
  readonly name: string;
  readonly unit: Unit;
  /** Statuses that are not given are not drawn. */
  readonly statuses: Readonly<Partial<Record<Status, Count>>>;
  readonly chosen?: boolean;
  readonly reported?: number;
}

export interface Ranked {
  /** In the order wanted. */
  readonly rows: readonly RankedRow[];
  /** The status whose bounds are drawn and whose number is printed. */
  readonly of: Status;
  /** Words over the two columns of numbers. */
  readonly heads?: {readonly of: string; readonly all: string};
}

export function ranked({rows, of, heads}: Ranked, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle({width: 944, ...options}, "ranked");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const ids = patternIds(idPrefix);
  const phone = size === "phone";
  const order = STATUSES.filter((status) => status !== "not_decided");
  const total = (row: RankedRow): Count => ({
    value: sum(order, (status) => row.statuses[status]?.value ?? 0),
    lo: sum(order, (status) => row.statuses[status]?.lo ?? 0),
    hi: sum(order, (status) => row.statuses[status]?.hi ?? 0)
  });
  const single = rows.every((row) => order.every((status) => status === of || row.statuses[status] === undefined));
  const top = Math.max(
    1,
    max(rows, (row) => Math.max(total(row).value, row.statuses[of]?.hi ?? 0, row.reported ?? 0)) ?? 1
  );
  const tail = (row: RankedRow) => {
    const all = formatNumber(total(row).value, locale);
    if (row.unit === "C") return single ? ` ${say.cases}` : ` / ${all} ${say.cases}`;
    return single ? "" : ` / ${all}`;
  };
  // What is not told apart may be of the status, all of it or none: then there is no number, an interval alone.
  const undivided = (row: RankedRow) =>
    (of === "refugee_status" || of === "complementary") && (row.statuses.undivided?.value ?? 0) > 0;
  const numberOf = (row: RankedRow): Count => {
    const count = row.statuses[of] ?? ZERO;
    return undivided(row) ? {...count, hi: count.hi + (row.statuses.undivided?.hi ?? 0)} : count;
  };
  const numberText = (row: RankedRow) => {
    const count = numberOf(row);
    return undivided(row) ? formatRange(count.lo, count.hi, locale) : formatCount(count, locale);
  };
  const nameRoom = phone ? 0 : (max(rows, ({name}) => textWidth(name, text.plain, true)) ?? 0) + 14;
  const headOf = heads?.of ?? say.status[of];
  const headAll = heads?.all ?? say.decided;
  const ofRoom = phone
    ? 0
    : Math.max(
        max(rows, (row) => textWidth(numberText(row), text.plain) + 6) ?? 0,
        textWidth(headOf, text.small, true)
      ) + 16;
  const allText = (row: RankedRow) =>
    `${formatNumber(total(row).value, locale)} ${row.unit === "C" ? say.cases : ""}`.trim();
  const allRoom =
    phone || single
      ? 0
      : Math.max(max(rows, (row) => textWidth(allText(row), text.plain)) ?? 0, textWidth(headAll, text.small)) + 16;
  const caseRoom =
    single && !phone ? (rows.some(({unit}) => unit === "C") ? textWidth(` ${say.cases}`, text.plain) + 4 : 0) : 0;
  const left = nameRoom;
  const right = width - ofRoom - allRoom - caseRoom - (phone ? 8 : 6);
  const x = valueScale([0, top], [left, right]);
  const pitch = phone ? 41 : 25;
  const thick = 13;
  const parts: (SVGElement | null)[] = [];

  // Key, in the order of every stack.
  const used = order.filter((status) => rows.some((row) => (row.statuses[status]?.value ?? 0) > 0));
  let keyX = 0;
  let keyY = 0;
  if (!single)
    for (const status of used) {
      const name = say.status[status];
      const room = 22 + textWidth(name, text.small, true);
      if (keyX > 0 && keyX + room > width) [keyX, keyY] = [0, keyY + 20];
      parts.push(bar(make, status, ids, {x: keyX, y: keyY + 3, width: 16, height: 12}));
      parts.push(words(make, keyX + 22, keyY + 13, name, {size: text.small, class: `name t-${status}`}));
      keyX += room + 16;
    }
  const headY = (single ? 0 : keyY + 26) + 14;
  if (!phone) {
    parts.push(
      words(make, width - allRoom - caseRoom, headY, headOf, {size: text.small, anchor: "end", class: `name t-${of}`})
    );
    if (!single) parts.push(words(make, width, headY, headAll, {size: text.small, anchor: "end", class: "quiet"}));
  } else
    parts.push(
      make(
        "text",
        {x: width, y: headY, "font-size": text.small, "text-anchor": "end", class: "quiet"},
        make("tspan", {class: `name t-${of}`}, headOf),
        single ? null : ` / ${headAll}`
      )
    );
  const top0 = headY + 10;
  const marks = [
    ...(phone ? [] : [0]),
    ...stepsAcross(top, phone ? 3 : 5, x, {
      size: text.small,
      print: (value) => formatNumber(value, locale)
    })
  ];
  const floor = top0 + rows.length * pitch + 2;
  for (const value of marks) if (value > 0) parts.push(line(make, x(value), top0, x(value), floor, "grid"));
  for (const value of marks.length && !phone ? marks : [0, ...marks])
    parts.push(
      words(make, x(value), floor + text.small + 4, formatNumber(value, locale), {
        size: text.small,
        anchor: value === 0 && phone ? "start" : "middle",
        class: "quiet"
      })
    );

  // Statuses of a row from the line onwards, each from the end of the one before.
  const layers = stack<unknown, RankedRow, Status>()
    .keys(order)
    .value((row, status) => row.statuses[status]?.value ?? 0)(rows);
  rows.forEach((row, i) => {
    const y = top0 + i * pitch + (phone ? 17 : 0) + (phone ? 12 : pitch / 2);
    const baseline = y + text.plain * 0.35;
    const emphasised = numberOf(row);
    const nameClass = row.chosen ? "name" : "";
    if (phone) {
      parts.push(words(make, 0, y - 13, row.name, {size: text.plain, class: `${nameClass} halo`}));
      const after = tail(row);
      const afterRoom = textWidth(after, text.plain);
      if (after)
        parts.push(words(make, width, y - 13, after.trim(), {size: text.plain, anchor: "end", class: "quiet halo"}));
      parts.push(
        standing(make, width - (after ? afterRoom + 2 : 0), y - 13, emphasised, {
          range: undivided(row),
          locale,
          size: text.plain,
          anchor: "end",
          kind: `name halo t-${of}`
        })
      );
    } else {
      parts.push(words(make, left - 12, baseline, row.name, {size: text.plain, anchor: "end", class: nameClass}));
      parts.push(
        standing(make, width - allRoom - caseRoom, baseline, emphasised, {
          range: undivided(row),
          locale,
          size: text.plain,
          anchor: "end",
          bounds: true,
          kind: `name t-${of}`
        })
      );
      if (!single)
        parts.push(words(make, width, baseline, allText(row), {size: text.plain, anchor: "end", class: "quiet"}));
      else if (row.unit === "C")
        parts.push(words(make, width, baseline, say.cases, {size: text.plain, anchor: "end", class: "quiet"}));
    }
    const bars = layers.map((layer) => {
      const [from = 0, to = 0] = layer[i] ?? [];
      if (to <= from) return null;
      if (row.unit === "C") return line(make, x(from), y, x(to), y, `l-${layer.key}`, 3);
      const parted = from > 0 ? 0.75 : 0;
      return bar(make, layer.key, ids, {
        x: x(from) + parted,
        y: y - thick / 2,
        width: Math.max(0.75, x(to) - x(from) - parted),
        height: thick
      });
    });
    parts.push(make("g", {"data-unit": row.unit}, ...bars));
    if (row.unit === "C")
      parts.push(
        make("rect", {
          x: x(total(row).value) - 5,
          y: y - 5,
          width: 10,
          height: 10,
          class: "open soft",
          style: "fill:var(--paper)",
          "stroke-width": 1.6,
          "data-unit": "C"
        })
      );
    // The bar stands on its bracket, as a number does in a sentence.
    if (emphasised.lo !== emphasised.hi && x(emphasised.hi) - x(emphasised.lo) >= 2.5)
      parts.push(
        bracketUnder(make, x(emphasised.lo), x(emphasised.hi), y + thick / 2 + 4, {
          height: 4.5,
          kind: "ink",
          width: 1.3
        })
      );
    if (row.reported !== undefined) parts.push(diamond(make, x(row.reported), y, 13));
  });
  parts.push(line(make, left, top0 - 2, left, floor, "zero"));
  const told = rows
    .map(
      (row) =>
        `${row.name}: ${say.status[of]} ${numberText(row)}` +
        (single ? "" : `, ${formatNumber(total(row).value, locale)} ${say.decided}`) +
        (row.unit === "C" ? ` (${say.cases})` : "") +
        (row.reported === undefined ? "" : `, ${say.reported} ${formatNumber(row.reported, locale)}`)
    )
    .join("; ");
  return drawing(
    make,
    {width, height: floor + text.small + 10, label: label ?? `${told}.`},
    patterns(make, ids, used),
    ...parts
  );
}
