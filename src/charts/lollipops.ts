// Applications by year, a panel for each procedure on one scale: a stem and a dot. The zero line breaks in years without an entry,
// because such a year has neither a number nor 0.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import {UNITS} from "../measures/codes.js";
import type {Status, Unit} from "../measures/codes.js";
import {formatCount, formatNumber} from "../words/numbers.js";
import {DRAWING_WORDS} from "../words/drawing.js";
import type {DrawingWords} from "../words/drawing.js";
import {gridLines, yearLabels} from "./axis.js";
import {columnsData, countOf, rangeColumns, recordData, whyColumn, whyOf} from "./data.js";
import type {ChartData} from "./data.js";
import {drawing, settle} from "./drawing.js";
import type {Absence, DrawingOptions, Make} from "./drawing.js";
import {bracketUp, diamond, line, patternIds, patterns} from "./marks.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import type {YearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {boundedNumber, textWidth, words, wrap} from "./text.js";

export interface ApplicationsYear {
  readonly year: number;
  readonly count: Count | Absence;
  /** Persons where not given. Cases are squares, never dots. */
  readonly unit?: Unit;
  /** Decided by UNHCR, not the government: a hollow sign. */
  readonly byUnhcr?: boolean;
}

export interface ApplicationsPanel {
  /** "For refugee status". */
  readonly name: string;
  /** The status applied for, which gives the panel its colour; without one the panel is drawn in ink. */
  readonly status?: Status;
  readonly years: readonly ApplicationsYear[];
  /** Figures from other sources for a year; wide drawings print words next to them. */
  readonly reported?: readonly {readonly year: number; readonly value: number; readonly words?: string}[];
  /** What changes between a year and the next. */
  readonly breaks?: readonly {readonly after: number; readonly words: string}[];
}

/** What all panels of a drawing share. */
interface Shared {
  readonly x: YearScale;
  /** How far a value reaches over the zero line, in pixels. */
  readonly rise: (value: number) => number;
  readonly width: number;
  readonly left: number;
  readonly tall: number;
  readonly grid: readonly number[];
  /** Whether every number has room; else the first, the last and the highest are printed. */
  readonly allValues: boolean;
  readonly radius: number;
  readonly text: (typeof TEXT)[Size];
  readonly size: Size;
  readonly hatch: string;
  readonly say: DrawingWords;
}

/** Wider than this a drawing has the whole page, and is taller. */
const FULL = 1000;

/** The width of the widest last number, with its bracket and the gap before it. */
const lastRoom = (panels: readonly ApplicationsPanel[], size: number) =>
  max(panels, ({years}) => {
    const last = years.findLast(counted);
    return last && typeof last.count !== "string" ? textWidth(formatNumber(last.count.value), size) + 16 : 0;
  }) ?? 0;

/** Panels under each other; all panels have the same years. */
export function lollipops(panels: readonly ApplicationsPanel[], options: DrawingOptions = {}): SVGSVGElement {
  recordData("Applications", () => dataOf(panels));
  const {make, width, size, label, idPrefix} = settle(options, "lollipops");
  const text = TEXT[size];
  const say = DRAWING_WORDS;
  const ids = patternIds(idPrefix);
  const years = panels[0]?.years.map(({year}) => year) ?? [];
  const top =
    max(panels, ({years: rows, reported}) =>
      Math.max(
        max(rows, ({count}) => (typeof count === "string" ? 0 : count.hi)) ?? 0,
        max(reported ?? [], ({value}) => value) ?? 0
      )
    ) ?? 0;
  const widest = textWidth(formatNumber(top), text.small);
  const allValues = (width - 8) / Math.max(1, years.length) >= widest + 2;
  const left = allValues ? 0 : widest + 8;
  // Without room for every number the last one is at the right of its dot, where no other stem runs through it.
  const end = allValues ? width : width - lastRoom(panels, text.plain);
  const x = yearScale(years, [left, end]);
  const tall = size === "wide" ? (width > FULL ? 210 : 150) : size === "middle" ? 132 : 104;
  const shared: Shared = {
    ...{x, width, left, tall, allValues, text, size, say},
    rise: valueScale([0, Math.max(1, top)], [0, tall]),
    grid: allValues ? [] : gridSteps(top, 3),
    radius: Math.min(5.5, Math.max(3.2, x.step * 0.2)),
    hatch: `url(#${ids.hatch})`
  };
  const parts: SVGElement[] = [];
  let y = 0;
  panels.forEach((panel, n) => {
    const made = panelOf(make, panel, n ? y + 26 : 0, shared);
    parts.push(...made.parts);
    y = made.bottom;
  });
  const told = panels
    .map(
      ({name, years: rows, reported = []}) =>
        `${name}: ${rows
          .map(
            ({year, count}) =>
              `${year} ${count === "no entry" ? say.noEntry : count === "not reported" ? say.notReported : formatCount(count)}`
          )
          .join(", ")}.` + reported.map(({year, value}) => ` ${say.reported} ${year}: ${formatNumber(value)}.`).join("")
    )
    .join(" ");
  const statuses = panels.flatMap(({status}) => status ?? []);
  return drawing(make, {width, height: y + 4, label: label ?? told}, patterns(make, ids, statuses), ...parts);
}

function panelOf(
  make: Make,
  panel: ApplicationsPanel,
  y: number,
  shared: Shared
): {parts: SVGElement[]; bottom: number} {
  const {name, status, years, breaks = []} = panel;
  const {x, rise, width, left, tall, grid, text} = shared;
  const highest = tall + 24 + (breaks.length ? 18 : 0);
  const size = text.plain + 1.5;
  const titles = wrap(name, width, size, true);
  const zero = y + 22 + (titles.length - 1) * size * 1.25 + highest;
  return {
    parts: [
      words(make, 0, y + 14, titles, {size, class: `name ${status ? `t-${status}` : ""}`}),
      ...gridLines(make, grid, (value) => zero - rise(value), {
        left,
        right: width,
        size: text.small,
        print: (value) => formatNumber(value)
      }),
      ...runs(years)
        .filter(({count}) => count)
        .map(({from, to}) => line(make, x(from) - x.step / 2, zero, x(to) + x.step / 2, zero, "zero")),
      ...breakLines(make, breaks, zero, zero - highest, shared),
      ...stems(make, panel, zero, shared),
      ...absences(make, panel, zero, shared),
      ...reportedMarks(make, panel, zero, shared),
      ...yearLabels(make, x, {y: zero + text.small + 6, left: 0, right: width, size: text.small})
    ],
    bottom: zero + text.small + 8
  };
}

function breakLines(
  make: Make,
  breaks: NonNullable<ApplicationsPanel["breaks"]>,
  zero: number,
  top: number,
  {x, width, text}: Shared
): SVGElement[] {
  return breaks.flatMap(({after, words: what}) => {
    const at = x(after) + x.step / 2;
    const fits = textWidth(what, text.small) <= width - at - 6;
    return [
      line(make, at, top + 6, at, zero, "break", 1.4),
      words(make, fits ? at + 6 : at - 6, top + 16, what, {
        size: text.small,
        anchor: fits ? "start" : "end",
        class: "quiet halo"
      })
    ];
  });
}

/** A stem and its head for each counted year, the bracket of its bounds, and its number where it has room. */
function stems(make: Make, {status, years}: ApplicationsPanel, zero: number, shared: Shared): SVGElement[] {
  const {x, rise, left, allValues, radius, text, hatch} = shared;
  const kind = status ? `l-${status}` : "ink";
  const width = Math.min(2.4, Math.max(1.6, x.step * 0.06));
  const peak = max(years, ({count}) => (typeof count === "string" ? 0 : count.value));
  const [first, last] = [years.find(counted), years.findLast(counted)];
  return years.flatMap((row) => {
    const {year, count, unit = "P", byUnhcr = false} = row;
    if (typeof count === "string") return [];
    const [at, up] = [x(year), zero - rise(count.value)];
    const parts: SVGElement[] = [];
    if (count.lo !== count.hi && rise(count.hi - count.lo) >= 2)
      parts.push(
        bracketUp(make, at, zero - rise(count.lo), zero - rise(count.hi), {
          breadth: radius * 2 + Math.min(10, x.step * 0.3),
          kind: "soft",
          width: 1.1
        })
      );
    if (count.value > 0) parts.push(line(make, at, zero, at, up, kind, width));
    const fill = status === "temporary" ? hatch : null;
    parts.push(
      unit === "C"
        ? make("rect", {
            ...{x: at - radius * 0.9, y: up - radius * 0.9, width: radius * 1.8, height: radius * 1.8},
            class: `open ${kind}`,
            "stroke-width": 1.6,
            "data-unit": "C"
          })
        : make("circle", {
            ...{cx: at, cy: up, r: radius},
            class: byUnhcr ? `open ${kind}` : fill ? kind : status ? `m-${status}` : "solid",
            style: fill && !byUnhcr ? `fill:${fill}` : byUnhcr ? "fill:var(--paper)" : null,
            "stroke-width": byUnhcr || fill ? 1.3 : null,
            "data-unit": "P"
          })
    );
    if (allValues || row === first || row === last || count.value === peak) {
      const letters = x.step < 20 ? text.small : text.plain;
      // A number at the left edge is placed next to its stem, clear of the numbers of the scale.
      const clear = left + (left ? textWidth(formatNumber(count.value), letters) / 2 : 0);
      const atEnd = !allValues && row === last;
      parts.push(
        boundedNumber(
          make,
          atEnd ? at + radius + 5 : Math.max(at, clear),
          atEnd ? Math.min(up + letters * 0.36, zero - 3) : Math.min(up, zero - rise(count.hi)) - radius - 6,
          count,
          {size: letters, kind: "value halo", ...(atEnd ? {anchor: "start"} : {})}
        )
      );
    }
    return parts;
  });
}

/** Why years have no number: lying where the words fit, else upright. */
function absences(
  make: Make,
  {years, reported = []}: ApplicationsPanel,
  zero: number,
  {x, width, text, say}: Shared
): SVGElement[] {
  const beside = new Set(reported.map(({year}) => year));
  return runs(years, beside).flatMap(({from, to, count, absence}) => {
    if (count || absence === null) return [];
    const what = absence === "no entry" ? say.noEntry : say.notReported;
    const breadth = x(to) - x(from) + x.step;
    const middle = (x(from) + x(to)) / 2;
    const lines = wrap(what, breadth - 4, text.small);
    const leading = text.small * 1.12;
    const lies = lines.every((one) => textWidth(one, text.small) <= breadth);
    return lies
      ? [
          words(make, middle, zero - 5 - (lines.length - 1) * leading, lines, {
            size: text.small,
            anchor: "middle",
            leading,
            class: "quiet"
          })
        ]
      : [
          words(make, Math.min(middle + text.small * 0.35, width - 4), zero - 4, what, {
            size: text.small,
            rotate: -90,
            class: "quiet"
          })
        ];
  });
}

/** What others reported: a diamond, and its number and words in years without a number of their own. */
function reportedMarks(
  make: Make,
  {years, reported = []}: ApplicationsPanel,
  zero: number,
  {x, rise, width, text, size, say}: Shared
): SVGElement[] {
  return reported.flatMap(({year, value, words: what}) => {
    const [at, up] = [x(year), zero - rise(value)];
    const sign = diamond(make, at, up, size === "phone" ? 12 : 14);
    const row = years.find((one) => one.year === year);
    // A counted year already has its number.
    if (row && counted(row)) return [sign];
    const lines = wrap(size === "phone" || !what ? say.reported : what, 128, text.small);
    const leading = text.small * 1.15;
    const end = at > width / 2;
    return [
      sign,
      words(make, at, up - 12, formatNumber(value), {
        size: text.plain,
        anchor: "middle",
        class: "name rubric halo"
      }),
      words(
        make,
        end ? Math.min(width, at + x.step / 2) : at - x.step / 2,
        up - 16 - text.plain - (lines.length - 1) * leading,
        lines,
        {size: text.small, anchor: end ? "end" : "start", leading, class: "rubric halo"}
      )
    ];
  });
}

function counted(row: ApplicationsYear): boolean {
  return typeof row.count !== "string";
}

interface Run {
  readonly from: number;
  to: number;
  readonly count: boolean;
  readonly absence: Absence | null;
}

/** Runs of years of one kind: counted, without an entry, or not reported. Years in `apart` belong to no run without an entry. */
function runs(rows: readonly ApplicationsYear[], apart: ReadonlySet<number> = new Set()): Run[] {
  const found: Run[] = [];
  for (const {year, count} of rows) {
    const absence = typeof count === "string" ? (apart.has(year) ? null : count) : null;
    const before = found.at(-1);
    const isCount = typeof count !== "string";
    if (before?.count === isCount && before.absence === absence) before.to = year;
    else found.push({from: year, to: year, count: isCount, absence});
  }
  return found;
}

/** The numbers of every panel, year by year. */
function dataOf(panels: readonly ApplicationsPanel[]): ChartData {
  const rows = panels.flatMap(({name, years, reported}) =>
    years.map((year) => ({name, ...year, other: reported?.find((one) => one.year === year.year)?.value ?? null}))
  );
  return columnsData([
    {name: "Series", fields: rows.map(({name}) => (panels.length > 1 ? name : null))},
    {name: "Year", fields: rows.map(({year}) => year)},
    ...rangeColumns("Number", rows.map(({count}) => countOf(count))), // prettier-ignore
    {name: "Counted in", fields: rows.map(({unit = "P", count}) => (typeof count === "string" ? null : UNITS[unit]))},
    {name: "Other sources", fields: rows.map(({other}) => other)},
    whyColumn(rows.map(({count}) => whyOf(count)))
  ]);
}
