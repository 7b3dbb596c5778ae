// Applications by year, a panel for each procedure on one scale: a stem and a dot. Where the host has no row of these people
// the zero line itself breaks, as nothing stands there: neither a number nor 0.
import {max} from "d3";
import type {Count} from "../measures/bounds.js";
import type {Status, Unit} from "../measures/codes.js";
import {formatCount, formatNumber} from "../measures/format.js";
import {drawingWords} from "../words/drawing.js";
import {gridLines, yearLabels} from "./axis.js";
import {drawing, settle} from "./drawing.js";
import type {Absence, DrawingOptions} from "./drawing.js";
import {bracketUp, diamond, line, patternIds, patterns} from "./marks.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {standing, textWidth, words, wrap} from "./text.js";

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
  /** The status that is asked for, whose colour the panel takes; without it, ink. */
  readonly status?: Status;
  readonly years: readonly ApplicationsYear[];
  /** What others reported for a year; words stand beside it on the wide drawings. */
  readonly reported?: readonly {readonly year: number; readonly value: number; readonly words?: string}[];
  /** What changes between a year and the next. */
  readonly breaks?: readonly {readonly after: number; readonly words: string}[];
}

/** Panels under each other; all panels have the same years. */
export function lollipops(panels: readonly ApplicationsPanel[], options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle(options, "lollipops");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const ids = patternIds(idPrefix);
  const years = panels[0]?.years.map(({year}) => year) ?? [];
  const top =
    max(panels, ({years: rows, reported}) =>
      Math.max(
        max(rows, ({count}) => (typeof count === "string" ? 0 : count.hi)) ?? 0,
        max(reported ?? [], ({value}) => value) ?? 0
      )
    ) ?? 0;
  const widest = textWidth(formatNumber(top, locale), text.small);
  const allValues = (width - 8) / Math.max(1, years.length) >= widest + 2;
  const left = allValues ? 0 : textWidth(formatNumber(top, locale), text.small) + 8;
  const x = yearScale(years, [left, width]);
  const {step} = x;
  const tall = size === "wide" ? 150 : size === "middle" ? 132 : 104;
  const scale = valueScale([0, Math.max(1, top)], [0, tall]);
  const radius = Math.min(5.5, Math.max(3.2, step * 0.2));
  const stem = Math.min(2.4, Math.max(1.6, step * 0.06));
  const grid = allValues ? [] : gridSteps(top, 3);

  const parts: SVGElement[] = [];
  let y = 0;
  panels.forEach(({name, status, years: rows, reported = [], breaks = []}, n) => {
    y += n ? 26 : 0;
    const kind = status ? `l-${status}` : "ink";
    const fill = status === "temporary" ? `url(#${ids.hatch})` : null;
    parts.push(words(make, 0, y + 14, name, {size: text.plain + 1.5, class: `name ${status ? `t-${status}` : ""}`}));
    const highest = tall + 24 + (breaks.length ? 18 : 0);
    const zero = y + 22 + highest;
    parts.push(
      ...gridLines(make, grid, (value) => zero - scale(value), {
        left,
        right: width,
        size: text.small,
        print: (value) => formatNumber(value, locale)
      })
    );
    for (const {from, to, count} of runs(rows)) {
      const [a, b] = [x(from) - step / 2, x(to) + step / 2];
      if (count) parts.push(line(make, a, zero, b, zero, "zero"));
    }
    for (const {after, words: what} of breaks) {
      const at = x(after) + step / 2;
      const room = width - at - 6;
      parts.push(line(make, at, zero - highest + 6, at, zero, "break", 1.4));
      const fits = textWidth(what, text.small) <= room;
      parts.push(
        words(make, fits ? at + 6 : at - 6, zero - highest + 16, what, {
          size: text.small,
          anchor: fits ? "start" : "end",
          class: "quiet halo"
        })
      );
    }
    const peak = max(rows, ({count}) => (typeof count === "string" ? 0 : count.value));
    const [first, last] = [rows.find(counted), rows.findLast(counted)];
    for (const row of rows) {
      const {year, count, unit = "P", byUnhcr = false} = row;
      if (typeof count === "string") continue;
      const [at, up] = [x(year), zero - scale(count.value)];
      if (count.lo !== count.hi && scale(count.hi - count.lo) >= 2)
        parts.push(
          bracketUp(make, at, zero - scale(count.lo), zero - scale(count.hi), {
            breadth: radius * 2 + Math.min(10, step * 0.3),
            kind: "soft",
            width: 1.1
          })
        );
      if (count.value > 0) parts.push(line(make, at, zero, at, up, kind, stem));
      parts.push(
        unit === "C"
          ? make("rect", {
              x: at - radius * 0.9,
              y: up - radius * 0.9,
              width: radius * 1.8,
              height: radius * 1.8,
              class: `open ${kind}`,
              "stroke-width": 1.6,
              "data-unit": "C"
            })
          : make("circle", {
              cx: at,
              cy: up,
              r: radius,
              class: byUnhcr ? `open ${kind}` : fill ? kind : status ? `m-${status}` : "solid",
              style: fill && !byUnhcr ? `fill:${fill}` : byUnhcr ? "fill:var(--paper)" : null,
              "stroke-width": byUnhcr || fill ? 1.3 : null,
              "data-unit": "P"
            })
      );
      if (allValues || row === first || row === last || count.value === peak) {
        const letters = step < 20 ? text.small : text.plain;
        // A number at the edge stands beside its stem rather than on the numbers of the scale.
        const clear = left + (left ? textWidth(formatNumber(count.value, locale), letters) / 2 : 0);
        parts.push(
          standing(make, Math.max(at, clear), Math.min(up, zero - scale(count.hi)) - radius - 6, count, {
            locale,
            size: letters,
            kind: "value halo"
          })
        );
      }
    }
    const beside = new Set(reported.map(({year}) => year));
    for (const {from, to, count, absence} of runs(rows, beside))
      if (!count && absence !== null) {
        const what = absence === "no row" ? say.noRow : say.notReported;
        const breadth = x(to) - x(from) + step;
        const middle = (x(from) + x(to)) / 2;
        const lines = wrap(what, breadth - 4, text.small);
        const upright = lines.every((one) => textWidth(one, text.small) <= breadth);
        parts.push(
          upright
            ? words(make, middle, zero - 5 - (lines.length - 1) * text.small * 1.12, lines, {
                size: text.small,
                anchor: "middle",
                leading: text.small * 1.12,
                class: "quiet"
              })
            : words(make, Math.min(middle + text.small * 0.35, width - 4), zero - 4, what, {
                size: text.small,
                rotate: -90,
                class: "quiet"
              })
        );
      }
    for (const {year, value, words: what} of reported) {
      const [at, up] = [x(year), zero - scale(value)];
      const row = rows.find((one) => one.year === year);
      parts.push(diamond(make, at, up, size === "phone" ? 12 : 14));
      // Beside a counted year the number of the rows stands there already.
      if (row && counted(row)) continue;
      parts.push(
        words(make, at, up - 12, formatNumber(value, locale), {
          size: text.plain,
          anchor: "middle",
          class: "name rubric halo"
        })
      );
      const lines = wrap(size === "phone" || !what ? say.reported : what, 128, text.small);
      const end = at > width / 2;
      parts.push(
        words(
          make,
          end ? Math.min(width, at + step / 2) : at - step / 2,
          up - 16 - text.plain - (lines.length - 1) * text.small * 1.15,
          lines,
          {
            size: text.small,
            anchor: end ? "end" : "start",
            leading: text.small * 1.15,
            class: "rubric halo"
          }
        )
      );
    }
    parts.push(...yearLabels(make, x, {y: zero + text.small + 6, left: 0, right: width, size: text.small}));
    y = zero + text.small + 8;
  });
  const told = panels
    .map(
      ({name, years: rows, reported = []}) =>
        `${name}: ${rows
          .map(({year, count}) => `${year} ${typeof count === "string" ? count : formatCount(count, locale)}`)
          .join(", ")}.` +
        reported.map(({year, value}) => ` ${say.reported} ${year}: ${formatNumber(value, locale)}.`).join("")
    )
    .join(" ");
  return drawing(
    make,
    {width, height: y + 4, label: label ?? told},
    patterns(
      make,
      ids,
      panels.flatMap(({status}) => status ?? [])
    ),
    ...parts
  );
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

/** Years that follow each other and are alike: counted, without a row, or not reported. Years of `apart` stand in no run of absence. */
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
