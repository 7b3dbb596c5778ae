// Draws one panel of a series by year: its lines, its rounding band, its points and their values. Start at `panelOf`.
import {area, line as lineOf, max} from "d3";
import {formatNumber} from "../words/numbers.js";
import {NO_ENTRY, NOT_REPORTED} from "../words/status.js";
import {gridLines, yearLabels} from "./axis.js";
import {round} from "./drawing.js";
import type {Absence, Make} from "./drawing.js";
import {line} from "./marks.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import type {YearScale} from "./scale.js";
import {textWidth, words, wrap} from "./text.js";

export interface MultiplesPoint {
  readonly year: number;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** The number as it is printed. */
  readonly words: string;
  readonly absence: Absence | null;
  /** Fewer than 25 decisions, or no rate: a cross on the zero line, or at its value. */
  readonly marked?: boolean;
}

export interface MultiplesPanel {
  readonly name: string;
  /** A second line under the name, such as the step and the unit. */
  readonly under: string;
  /** Panels of one group share a scale. */
  readonly group: string;
  /** Cases are squares, never dots. */
  readonly square: boolean;
  readonly points: readonly MultiplesPoint[];
  /** What changes in this series alone, where it is not of every panel. */
  readonly breaks?: readonly SeriesBreak[];
}

export interface SeriesBreak {
  /** The first year after the change. */
  readonly before: number;
  readonly letter: string;
  /** Others are counted after it: a line across would show growth that is none, so the line ends and another begins. */
  readonly parts?: boolean;
}

/** The position of a panel, and the settings it shares with the others. */
export interface PanelFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly tall: number;
  /** The top of the scale. */
  readonly top: number;
  readonly share: boolean;
  readonly small: number;
  readonly plain: number;
  /** Whether it is one of several. */
  readonly many: boolean;
  readonly breaks: readonly SeriesBreak[];
  /** Whether any panel has a break, whose letter needs room. */
  readonly lettered: boolean;
  /** The panels of its group, drawn behind it. */
  readonly others: readonly MultiplesPanel[];
}

/** The scales of a panel, its sides, and the years before which a line ends. */
interface Scales {
  readonly x: YearScale;
  readonly y: (n: number) => number;
  readonly left: number;
  readonly right: number;
  readonly floor: number;
  readonly ceiling: number;
  readonly parting: ReadonlySet<number>;
}

export function panelOf(make: Make, panel: MultiplesPanel, frame: PanelFrame): {parts: SVGElement[]; height: number} {
  const {x: left, y: top, width, tall, share, small, many, breaks, lettered, others} = frame;
  const {points} = panel;
  const head = headOf(make, panel, frame);
  // Letters of breaks are above the highest value.
  const floor = head.bottom + (lettered ? 40 : 26) + tall;
  const steps = share
    ? many
      ? [0.5, 1]
      : [0.25, 0.5, 0.75, 1]
    : gridSteps(frame.top, many ? 2 : 4, frame.top >= (many ? 4 : 8));
  const print = (n: number) => (share ? `${Math.round(n * 100)}%` : formatNumber(n));
  const margin = Math.max(14, (max(steps, (n) => textWidth(print(n), small)) ?? 0) + 7);
  const right = left + width;
  const years = points.map(({year}) => year);
  const scales = (end: number): Scales => ({
    x: yearScale(years, [left + margin, end]),
    y: valueScale([0, frame.top], [floor, floor - tall]),
    left,
    right,
    floor,
    ceiling: floor - tall,
    parting: new Set(breaks.flatMap(({before, parts: parted}) => (parted ? [before] : [])))
  });
  // Where the last label would cover the line it has room of its own at the right.
  const usual = scales(right - 8);
  const beside = besideLast(points, {share, small}, usual);
  const at = beside === null ? usual : scales(right - beside);
  const ends = many ? {shown: new Set([years[0] ?? 0, years.at(-1) ?? 0]), print: String} : {};
  return {
    parts: [
      ...head.parts,
      ...gridLines(make, steps, at.y, {left: left + margin, right, size: small, print}),
      ...zeroLines(make, points, at),
      ...breakLines(make, breaks, small, at),
      ...others.flatMap(({points: theirs}) => lines(make, theirs, at, "behind-line", 1)),
      ...bands(make, points, at),
      // Below the line: the halo of a number never cuts it.
      ...values(make, points, {share, small, isBeside: beside !== null}, at),
      ...lines(make, points, at, "series-line", many ? 1.8 : 2.4),
      ...dots(make, panel, many ? 2.4 : 4, at),
      ...absences(make, points, small, at),
      ...yearLabels(make, at.x, {y: floor + small + 5, left, right, size: small, ...ends})
    ],
    height: floor + small + 12 - top
  };
}

function headOf(
  make: Make,
  {name, under}: MultiplesPanel,
  {x, y: top, width, small, plain, many}: PanelFrame
): {parts: SVGElement[]; bottom: number} {
  const parts: SVGElement[] = [];
  const titles = many ? wrap(name, width, plain + 1.5, true) : [];
  const unders = many && under ? wrap(under, width, small) : [];
  let y = top;
  if (titles.length) {
    parts.push(words(make, x, y + 15, titles, {size: plain + 1.5, class: "name serif"}));
    y += 15 + (titles.length - 1) * (plain + 1.5) * 1.25 + 3;
  }
  if (unders.length) {
    parts.push(words(make, x, y + small, unders, {size: small, class: "quiet"}));
    y += unders.length * small * 1.25 + 2;
  }
  return {parts, bottom: y};
}

/** The zero line breaks in years that the country does not report. */
function zeroLines(make: Make, points: readonly MultiplesPoint[], {x, floor}: Scales): SVGElement[] {
  return runsOf(points, ({absence}) => absence !== "not reported").map((run) => {
    const [from, to] = sidesOf(run, x);
    return line(make, from, floor, to, floor, "zero");
  });
}

function breakLines(
  make: Make,
  breaks: readonly SeriesBreak[],
  small: number,
  {x, floor, ceiling}: Scales
): SVGElement[] {
  const [first = 0, last = 0] = [x.years[0], x.years.at(-1)];
  // Letters of neighbouring years are beside each other, where the years are narrower than a letter.
  let free = -Infinity;
  return breaks
    .filter(({before}) => before > first && before <= last)
    .flatMap(({before, letter}) => {
      const at = x(before) - x.step / 2;
      const half = textWidth(letter, small) / 2;
      const middle = Math.max(at, free + half);
      free = middle + half + 3;
      return [
        line(make, at, ceiling - 20, at, floor, "break", 1.4),
        words(make, middle, ceiling - 24, letter, {size: small, anchor: "middle", class: "quiet"})
      ];
    });
}

function lines(
  make: Make,
  points: readonly MultiplesPoint[],
  {x, y, parting}: Scales,
  kind: string,
  width: number
): SVGElement[] {
  const years = new Set(x.years);
  const path = lineOf<MultiplesPoint>(
    ({year}) => x(year),
    ({value}) => y(value ?? 0)
  ).digits(2);
  return runsOf(points, ({value, year}) => value !== null && years.has(year), parting)
    .filter((run) => run.length > 1)
    .map((run) => make("path", {d: path(run), class: kind, "stroke-width": width}));
}

/** The band of rounding, only where it is wider than the line; a year alone has a bracket. */
function bands(make: Make, points: readonly MultiplesPoint[], {x, y, parting}: Scales): SVGElement[] {
  const upper = ({hi}: MultiplesPoint) => y(hi ?? 0);
  const lower = ({lo}: MultiplesPoint) => y(lo ?? 0);
  const at = ({year}: MultiplesPoint) => x(year);
  const band = area<MultiplesPoint>(at, lower, upper).digits(2);
  const [above, below] = [lineOf<MultiplesPoint>(at, upper).digits(2), lineOf<MultiplesPoint>(at, lower).digits(2)];
  return runsOf(points, ({lo, hi}) => lo !== null && hi !== null, parting).flatMap((run) => {
    if ((max(run, (point) => Math.abs(lower(point) - upper(point))) ?? 0) < 2.5) return [];
    const [only] = run;
    if (run.length === 1 && only) {
      const [left, low, high] = [round(at(only) - 4), round(lower(only)), round(upper(only))];
      const d = `M${round(at(only))} ${low}V${high}M${left} ${low}h8M${left} ${high}h8`;
      return [make("path", {d, class: "soft ranged", "stroke-width": 1.2})];
    }
    return [
      make("path", {d: band(run), class: "band ranged"}),
      make("path", {d: `${above(run) ?? ""}${below(run) ?? ""}`, class: "band-edge", "stroke-width": 1})
    ];
  });
}

/** Persons are dots, cases squares; what rests on few decisions is a cross, at its value or, without one, on the zero line. */
function dots(make: Make, {square, points}: MultiplesPanel, most: number, {x, y, floor}: Scales): SVGElement[] {
  const radius = Math.min(most, Math.max(1.6, x.step * 0.22));
  return points.flatMap((point) => {
    const at = x(point.year);
    if (point.value === null)
      return point.marked && point.lo === null
        ? [make("path", {d: cross(at, floor, 3), class: "soft few", "stroke-width": 1.2})]
        : [];
    const up = y(point.value);
    if (point.marked) return [make("path", {d: cross(at, up, radius + 1), class: "ink few", "stroke-width": 1.4})];
    if (!square) return [make("circle", {cx: at, cy: up, r: radius, class: "series-dot"})];
    const side = radius * 2;
    return [
      make("rect", {
        ...{x: at - radius, y: up - radius, width: side, height: side},
        class: "soft",
        style: "fill:var(--paper)",
        "stroke-width": 1.4
      })
    ];
  });
}

interface Printed {
  readonly point: MultiplesPoint;
  readonly what: string;
  readonly at: number;
  /** The baseline. */
  readonly up: number;
  /** Whether it covers no part of the line. */
  readonly isClear: boolean;
}

interface ValueLook {
  readonly share: boolean;
  readonly small: number;
}

/** Values: all where they fit, else the highest and the last; one that would cover another is left out. Each is above its point, or below it where the line passes above. */
function printed(points: readonly MultiplesPoint[], {share, small}: ValueLook, scales: Scales): Printed[] {
  const {x, y, left, right, floor} = scales;
  const valued = points.filter((point) => point.value !== null);
  const highest = valued.reduce<MultiplesPoint | null>(
    (best, point) => ((point.value ?? 0) > (best?.value ?? -1) ? point : best),
    null
  );
  const widest = max(valued, (point) => textWidth(bare(point.words), small)) ?? 0;
  const named =
    widest + 4 <= x.step
      ? valued
      : [...new Set([highest, valued.at(-1)])].filter((point) => point !== null && point !== undefined);
  const placed: {readonly from: number; readonly to: number}[] = [];
  return named.flatMap((point) => {
    const what = bare(point.words);
    const half = textWidth(what, small, true) / 2;
    const at = Math.max(left + half, Math.min(x(point.year), right - half));
    if (placed.some(({from, to}) => at - half < to + 2 && at + half > from - 2)) return [];
    placed.push({from: at - half, to: at + half});
    const above = y(Math.max(point.value ?? 0, share ? 0 : (point.hi ?? 0))) - 7;
    const below = y(Math.min(point.value ?? 0, share ? 1 : (point.lo ?? 0))) + small + 5;
    const isClear = (up: number) => !crosses(points, {x0: at - half, x1: at + half, y0: up - small * 0.8, y1: up + 2}, scales);
    const up = !isClear(above) && below < floor - 2 && isClear(below) ? below : above;
    return [{point, what, at, up, isClear: isClear(up)}];
  });
} // prettier-ignore

/** Whether the line passes through a box. */
function crosses(
  points: readonly MultiplesPoint[],
  {x0, x1, y0, y1}: {x0: number; x1: number; y0: number; y1: number},
  {x, y, parting}: Scales
): boolean {
  return runsOf(points, ({value}) => value !== null, parting).some((run) =>
    run.slice(1).some((to, i) => {
      const from = run[i] as MultiplesPoint;
      const [ax, bx, ay, by] = [x(from.year), x(to.year), y(from.value ?? 0), y(to.value ?? 0)];
      const [left, right] = [Math.max(x0, ax), Math.min(x1, bx)];
      if (left >= right) return false;
      const [l, r] = [left, right].map((at) => ay + ((at - ax) / (bx - ax)) * (by - ay)) as [number, number];
      return Math.min(l, r) < y1 && Math.max(l, r) > y0;
    })
  );
}

/** The room at the right that the last label needs, where it would cover the line over and under its point; else null. */
function besideLast(points: readonly MultiplesPoint[], look: ValueLook, scales: Scales): number | null {
  const last = points.findLast(({value}) => value !== null);
  const label = printed(points, look, scales).find(({point}) => point === last);
  const isEnd = last?.year === scales.x.years.at(-1);
  return label && isEnd && !label.isClear ? textWidth(label.what, look.small, true) + 12 : null;
}

function values(
  make: Make,
  points: readonly MultiplesPoint[],
  {isBeside, ...look}: ValueLook & {readonly isBeside: boolean},
  scales: Scales
): SVGElement[] {
  const {x, y} = scales;
  const last = points.findLast(({value}) => value !== null);
  return printed(points, look, scales).map(({point, what, at, up}) =>
    isBeside && point === last
      ? words(make, x(point.year) + 8, y(point.value ?? 0) + look.small * 0.35, what, {size: look.small, class: "value halo"})
      : words(make, at, up, what, {size: look.small, anchor: "middle", class: "value halo"})
  );
} // prettier-ignore

/** Why years have no number, where all of a run have the same reason and the words fit. */
function absences(make: Make, points: readonly MultiplesPoint[], small: number, {x, floor}: Scales): SVGElement[] {
  return runsOf(points, ({absence}) => absence !== null).flatMap((run) => {
    const what = run[0]?.absence === "no entry" ? NO_ENTRY : NOT_REPORTED;
    const [from, to] = sidesOf(run, x);
    if (!run.every(({absence}) => absence === run[0]?.absence) || to - from < textWidth(what, small) + 4) return [];
    return [words(make, (from + to) / 2, floor - 6, what, {size: small, anchor: "middle", class: "quiet halo"})];
  });
}

/** Where the share of the first year of a run begins, and where that of the last ends. */
function sidesOf(run: readonly MultiplesPoint[], x: YearScale): [number, number] {
  return [x(run[0]?.year ?? 0) - x.step / 2, x(run.at(-1)?.year ?? 0) + x.step / 2];
}

/** The number without its bounds, which are drawn. */
const bare = (text: string) => text.replace(/ \[.*\]/, "");
/** A cross around a point. */
export const cross = (x: number, y: number, r: number) =>
  `M${round(x - r)} ${round(y - r)}L${round(x + r)} ${round(y + r)}M${round(x - r)} ${round(y + r)}L${round(x + r)} ${round(y - r)}`;

/** Points in a row that are taken; a run ends before a year of `parting` too. */
export function runsOf(
  points: readonly MultiplesPoint[],
  takes: (point: MultiplesPoint) => boolean,
  parting: ReadonlySet<number> = new Set()
): MultiplesPoint[][] {
  const runs: MultiplesPoint[][] = [];
  let open: MultiplesPoint[] | null = null;
  for (const point of points) {
    if (takes(point)) {
      if (open && !parting.has(point.year)) open.push(point);
      else runs.push((open = [point]));
    } else open = null;
  }
  return runs;
}
