// What became of applications, year by year: what was granted stands above the line, what was not below it. The columns as
// published and the same decisions as status in law stand beside each other on one scale, so that a column's name can be held
// against what it was.
import {max, sum} from "d3";
import type {Count} from "../measures/bounds.js";
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {formatNumber} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {
  bar,
  drawing,
  gridSteps,
  labelledYears,
  line,
  patternIds,
  patterns,
  round,
  settle,
  standing,
  TEXT,
  textWidth,
  words,
  wrap,
  yearWords
} from "./svg.js";
import type {Absence, DrawingOptions, Make, Patterns, Size} from "./svg.js";

export interface OutcomesYear {
  readonly year: number;
  readonly outcomes:
    {readonly published: Readonly<Record<Column, Count>>; readonly statuses: Readonly<Record<Status, Count>>} | Absence;
}

export interface OutcomesData {
  readonly years: readonly OutcomesYear[];
  /** Which column a status was filed under, span by span, for the strip under the years. */
  readonly filed?: {
    readonly title: string;
    readonly status: Status;
    readonly spans: readonly {readonly from: number; readonly to: number; readonly column: Column}[];
  };
  /** A short sentence where the thing happens; the year stands before it in bold. It hangs below the line, under `year`. */
  readonly notes?: readonly {readonly year: number; readonly words: string}[];
  readonly breaks?: readonly {readonly after: number; readonly words: string}[];
  /** Names of the two panels, where other words are wanted. */
  readonly titles?: {readonly published: string; readonly law: string};
  /** The title of one panel in place of two, where no rule moves a column: as published and as read are the same. */
  readonly alike?: string;
}

/** The colour of the status that a column's name suggests. */
const SUGGESTED: Readonly<Record<Column, Status>> = {
  recognized: "refugee_status",
  other: "complementary",
  rejected: "refused",
  closed: "otherwise_closed"
};
const ABOVE: readonly Status[] = ["refugee_status", "undivided", "complementary", "humanitarian", "temporary"];
const BELOW: readonly Status[] = ["refused", "undivided_closed", "otherwise_closed"];

interface Segment {
  readonly status: Status;
  readonly count: Count;
}
interface YearColumn {
  readonly year: number;
  readonly above: readonly Segment[];
  readonly below: readonly Segment[];
  readonly absence: Absence | null;
}
interface Panel {
  readonly title: string;
  readonly columns: readonly YearColumn[];
  readonly names: ReadonlyMap<Status, string>;
  readonly always?: Status;
  readonly zero?: string;
}

export function outcomes(data: OutcomesData, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle(options, "outcomes");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const ids = patternIds(idPrefix);
  const years = data.years.map(({year}) => year);
  const read = (asPublished: boolean): YearColumn[] =>
    data.years.map(({year, outcomes: row}) => {
      if (typeof row === "string") return {year, above: [], below: [], absence: row};
      const segments: Segment[] = asPublished
        ? COLUMNS.map((column) => ({status: SUGGESTED[column], count: row.published[column]}))
        : STATUSES.map((status) => ({status, count: row.statuses[status]}));
      const of = (side: readonly Status[]) =>
        side.flatMap((status) => segments.filter((segment) => segment.status === status && segment.count.hi > 0));
      return {year, above: of(ABOVE), below: of(BELOW), absence: null};
    });
  const both: Panel[] = [
    {
      title: data.titles?.published ?? say.asPublished,
      columns: read(true),
      names: new Map(COLUMNS.map((column) => [SUGGESTED[column], say.column[column]]))
    },
    {
      title: data.titles?.law ?? say.inLaw,
      columns: read(false),
      names: new Map(STATUSES.map((s) => [s, say.status[s]])),
      // That nobody was given the status is the point of the drawing: its name stands in the key all the same.
      always: "refugee_status",
      zero: say.zeroInEvery(say.status.refugee_status)
    }
  ];
  const panels = data.alike === undefined ? both : both.slice(1).map((panel) => ({...panel, title: data.alike ?? ""}));
  const all = panels.flatMap(({columns}) => columns);
  const total = (segments: readonly Segment[], end: "lo" | "value" | "hi") => sum(segments, ({count}) => count[end]);
  const highest = max(all, ({above}) => total(above, "hi")) ?? 0;
  const deepest = max(all, ({below}) => total(below, "hi")) ?? 0;
  const perPerson = (size === "wide" ? 330 : size === "middle" ? 260 : 214) / Math.max(1, highest + deepest);

  const beside = width >= 880 && panels.length > 1;
  const gap = beside ? 40 : 0;
  const each = beside ? (width - gap) / 2 : width;
  const steps = gridSteps(Math.max(highest, deepest), 3);
  const margin = textWidth(formatNumber(steps.at(-1) ?? 0, locale), text.small) + 7;
  const step = (each - margin) / Math.max(1, years.length);
  const breadth = Math.min(44, step * 0.84);
  const shown = labelledYears(years, step);
  const parts: SVGElement[] = [];
  const keyRows = Math.max(
    ...panels.map((panel) => key(make, panel, {x0: 0, y: 0, width: each, ids, size: text.small + 0.5}).rows)
  );
  const scaled = highest * perPerson;
  // The words of a year without a row stand upright over the line: where little was granted they need room of their own.
  const absent = data.years.some(({outcomes: row}) => typeof row === "string");
  const wordRoom = absent ? Math.max(0, textWidth(say.notReported, text.small) + 8 - scaled) : 0;
  const breakRoom = (data.breaks?.length ? 20 : 0) + wordRoom;

  let bottom = 0;
  let lowest = 0;
  const underneath: (() => void)[] = [];
  panels.forEach((panel, n) => {
    const x0 = beside ? n * (each + gap) : 0;
    const y0 = beside || n === 0 ? 0 : bottom + 30;
    const x = (year: number) => x0 + margin + (years.indexOf(year) + 0.5) * step;
    parts.push(words(make, x0, y0 + 14, panel.title, {size: text.plain + 1.5, class: "name"}));
    const row = key(make, panel, {x0, y: y0 + 24, width: each, ids, size: text.small + 0.5});
    parts.push(row.drawn);
    const zero = y0 + 24 + (beside ? keyRows : row.rows) * 21 + 22 + breakRoom + highest * perPerson;
    const floor = zero + deepest * perPerson;
    const scale = (value: number) => zero - value * perPerson;
    for (const value of steps)
      for (const signed of [value, -value])
        if ((signed > 0 ? highest : deepest) >= value)
          parts.push(
            line(make, x0 + margin, scale(signed), x0 + each, scale(signed), "grid"),
            words(make, x0 + margin - 6, scale(signed) + 4, formatNumber(value, locale), {
              size: text.small,
              anchor: "end",
              class: "quiet"
            })
          );
    parts.push(words(make, x0 + margin - 6, zero + 4, "0", {size: text.small, anchor: "end", class: "quiet"}));
    for (const {after, words: what} of data.breaks ?? []) {
      const at = x(after) + step / 2;
      const fits = textWidth(what, text.small) <= x0 + each - at - 6;
      parts.push(
        line(make, at, zero - highest * perPerson - breakRoom - 4, at, floor, "break", 1.4),
        words(make, at + (fits ? 6 : -6), zero - highest * perPerson - breakRoom + 6, what, {
          size: text.small,
          anchor: fits ? "start" : "end",
          class: "quiet halo"
        })
      );
    }
    for (const column of panel.columns) {
      const at = x(column.year);
      if (column.absence !== null) {
        const what = column.absence === "no row" ? say.noRow : say.notReported;
        parts.push(
          words(make, at + text.small * 0.35, zero - 6, what, {size: text.small, rotate: -90, class: "quiet"})
        );
        continue;
      }
      parts.push(line(make, at - step / 2, zero, at + step / 2, zero, "zero"));
      for (const [segments, sign] of [
        [column.above, 1],
        [column.below, -1]
      ] as const)
        parts.push(
          ...stack(make, segments, {at, zero, sign, perPerson, breadth, step, ids, small: text.small, locale})
        );
    }
    // The number of the deepest column hangs under it, above the years.
    const hangs = panel.columns.some(
      ({below}) => below.length > 1 && zero + total(below, "hi") * perPerson > floor - text.small
    );
    let low = hangs ? floor + text.small : floor;
    const taken: {readonly from: number; readonly to: number; readonly y: number}[] = [];
    // From the right: a note hangs as near to its year as what stands at its right allows.
    if (n === 1)
      for (const {year, words: what} of [...(data.notes ?? [])].sort((a, b) => b.year - a.year)) {
        const room = Math.min(size === "phone" ? 150 : 210, each - margin);
        const lead = `${year} `;
        const lines = wrap(`${lead}${what}`, room, text.small);
        const long = max(lines, (one) => textWidth(one, text.small, true)) ?? 0;
        const start = Math.min(x(year) - breadth / 2, x0 + each - long);
        const under = panel.columns.filter(
          (column) => x(column.year) + breadth / 2 > start - 6 && x(column.year) - breadth / 2 < start + long + 6
        );
        const depth = max(under, ({below}) => total(below, "hi") + (below.length ? 9 / perPerson : 0)) ?? 0;
        let y = scale(-depth) + text.small + 10;
        for (const other of taken)
          if (other.to > start - 10 && other.from < start + long + 10) y = Math.max(y, other.y + text.small + 8);
        const end = y + (lines.length - 1) * text.small * 1.25;
        taken.push({from: start, to: start + long, y: end});
        low = Math.max(low, end + 4);
        parts.push(
          make(
            "text",
            {x: start, y, "font-size": text.small, class: "halo"},
            ...lines.map((one, i) =>
              make(
                "tspan",
                {x: start, dy: i ? text.small * 1.25 : null},
                i === 0 && make("tspan", {class: "name"}, lead.trim()),
                i === 0 ? one.slice(lead.length - 1) : one
              )
            )
          )
        );
      }
    lowest = Math.max(beside ? lowest : 0, low);
    underneath.push(() => {
      const yearsY = lowest + 10 + text.small;
      const low = lowest;
      parts.push(line(make, x0 + margin, low + 6, x0 + each, low + 6, "grid"));
      for (const year of shown)
        parts.push(
          words(
            make,
            Math.min(x(year), x0 + each - textWidth(yearWords(year, years, step), text.small) / 2),
            yearsY + 2,
            yearWords(year, years, step),
            {
              size: text.small,
              anchor: "middle",
              class: "quiet"
            }
          )
        );
      bottom = Math.max(bottom, yearsY + 8);
      if (n === panels.length - 1 && data.filed)
        bottom = Math.max(
          bottom,
          strip(make, data.filed, parts, {x, x0, each, step, breadth, top: yearsY + 20, text, say})
        );
    });
    if (!beside || n === panels.length - 1) for (const finish of underneath.splice(0)) finish();
  });
  const told = panels
    .map(
      ({title, columns, names}) =>
        `${title}: ${columns
          .map(({year, above, below, absence}) =>
            absence !== null
              ? `${year} ${absence}`
              : `${year} ${
                  [...above, ...below]
                    .filter(({count}) => count.value > 0)
                    .map(({status, count}) => `${names.get(status) ?? status} ${formatNumber(count.value, locale)}`)
                    .join(", ") || "0"
                }`
          )
          .join("; ")}.`
    )
    .join(" ");
  return drawing(make, {width, height: bottom + 4, label: label ?? told}, patterns(make, ids, STATUSES), ...parts);
}

/** One side of a year's column: segments from the line outwards, the number of each where it fits, and the bracket of their sum. */
function stack(
  make: Make,
  segments: readonly Segment[],
  {
    at,
    zero,
    sign,
    perPerson,
    breadth,
    step,
    ids,
    small,
    locale
  }: {
    at: number;
    zero: number;
    sign: 1 | -1;
    perPerson: number;
    breadth: number;
    step: number;
    ids: Patterns;
    small: number;
    locale: "en" | "ru" | "ko";
  }
): SVGElement[] {
  const parts: SVGElement[] = [];
  const labels: SVGElement[] = [];
  const [lo, hi] = [sum(segments, ({count}) => count.lo), sum(segments, ({count}) => count.hi)];
  const bounded = (hi - lo) * perPerson >= 3;
  const end =
    zero -
    sign *
      Math.max(
        hi,
        sum(segments, ({count}) => count.value)
      ) *
      perPerson;
  let from = 0;
  const drawn = segments.filter(({count}) => count.value > 0);
  drawn.forEach(({status, count}, i) => {
    const [a, b] = [zero - sign * from * perPerson, zero - sign * (from + count.value) * perPerson];
    const [y, height] = [Math.min(a, b), Math.abs(a - b)];
    const parted = i > 0 ? 0.75 : 0;
    const rect = bar(make, status, ids, {
      x: at - breadth / 2,
      y: y + (sign < 0 ? parted : 0),
      width: breadth,
      height: height - parted
    });
    if (rect) parts.push(rect);
    const number = formatNumber(count.value, locale);
    const fits = textWidth(number, small) <= breadth + 1;
    const exact = count.lo === count.hi;
    if (fits && exact && height >= small + 3) {
      const patterned = status === "temporary" || status === "humanitarian" || status.startsWith("undivided");
      labels.push(
        words(make, at, y + height / 2 + small * 0.36, number, {
          size: small,
          anchor: "middle",
          class: patterned ? "value halo" : `value on-${status}`
        })
      );
    } else if (i === drawn.length - 1 && textWidth(number, small) + (exact ? 0 : 5) <= step) {
      labels.push(
        standing(make, at, sign > 0 ? end - 6 - (exact ? 0 : 2) : end + small + 4, count, {
          locale,
          size: small,
          kind: "value halo"
        })
      );
    }
    from += count.value;
  });
  // Outside the bar a whisker reaches the upper bound; inside it a notch shows the lower.
  if (bounded) {
    const breadthOf = Math.min(9, breadth * 0.5);
    const value = sum(segments, ({count}) => count.value);
    const tick = (n: number) =>
      `M${round(at - breadthOf / 2)} ${round(zero - sign * n * perPerson)}h${round(breadthOf)}`;
    parts.push(
      make("path", {
        d: `M${round(at)} ${round(zero - sign * value * perPerson)}V${round(zero - sign * hi * perPerson)}${tick(hi)}`,
        class: "ink",
        "stroke-width": 1.1
      })
    );
    if (lo > 0 && lo < value) parts.push(make("path", {d: tick(lo), class: "notch", "stroke-width": 1.4}));
  }
  return [...parts, ...labels];
}

/** The key of a panel, in the order of every stack: a swatch and its name, in rows that fit. */
function key(
  make: Make,
  {columns, names, always, zero}: Panel,
  {x0, y, width, ids, size}: {x0: number; y: number; width: number; ids: Patterns; size: number}
): {drawn: SVGElement; rows: number} {
  const used = new Set(
    columns
      .flatMap(({above, below}) => [...above, ...below])
      .filter(({count}) => count.value > 0)
      .map(({status}) => status)
  );
  const drawn = make("g", {});
  let [x, row] = [x0, 0];
  for (const status of [...ABOVE, ...BELOW]) {
    const isZero = status === always && !used.has(status);
    const name = isZero ? zero : names.get(status);
    if (name === undefined || !(used.has(status) || isZero)) continue;
    const room = 22 + textWidth(name, size, true);
    if (x > x0 && x + room > x0 + width) [x, row] = [x0, row + 1];
    const swatch = bar(make, status, ids, {x, y: y + row * 21 + 3, width: 16, height: 12});
    if (swatch) drawn.append(swatch);
    drawn.append(words(make, x + 22, y + row * 21 + 13.5, name, {size, class: `name t-${status}`}));
    x += room + 16;
  }
  return {drawn, rows: row + 1};
}

/** The strip under the years: one lane a column, a span drawn solid where the status was filed under it. No bracket: it is no bound. */
function strip(
  make: Make,
  {title, status, spans}: NonNullable<OutcomesData["filed"]>,
  parts: SVGElement[],
  {
    x,
    x0,
    each,
    step,
    breadth,
    top,
    text,
    say
  }: {
    x: (year: number) => number;
    x0: number;
    each: number;
    step: number;
    breadth: number;
    top: number;
    text: (typeof TEXT)[Size];
    say: ReturnType<typeof drawingWords>;
  }
): number {
  const titleLines = wrap(title, each, text.small, true);
  parts.push(words(make, x0, top + text.small, titleLines, {size: text.small, class: "name"}));
  let y = top + titleLines.length * text.small * 1.25 + 8;
  for (const column of COLUMNS) {
    const mine = spans.filter((span) => span.column === column);
    const [first] = mine;
    if (!first) continue;
    const name = say.column[column];
    const before = x(first.from) - step / 2 - x0;
    const above = textWidth(name, text.small, true) + 8 > before;
    parts.push(words(make, x0, y + text.small, name, {size: text.small, class: `t-${status}`}));
    if (above) y += text.small + 3;
    for (const {from, to} of mine) {
      const rect = make("rect", {
        x: x(from) - breadth / 2,
        y: y + text.small * 0.4,
        width: x(to) - x(from) + breadth,
        height: 5,
        class: `strip s-${status}`
      });
      parts.push(rect);
    }
    y += text.small + 6;
  }
  return y + 2;
}
