// Draws up to eight series by year over each other, each named at its end and with a hue, a dash and a marker of its own. Persons and
// cases are panels of their own, on scales of their own. On a logarithmic scale a 0 is marked at the foot.
import {area, line as lineOf, max, min} from "d3";
import {formatNumber} from "../words/numbers.js";
import {gridLines, yearLabels} from "./axis.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {spread} from "./labels.js";
import {line} from "./marks.js";
import {cross, runsOf} from "./multiplesPanel.js";
import type {MultiplesPoint} from "./multiplesPanel.js";
import {logScale, powerBelow} from "./logScale.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import type {YearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";

/** The most lines that can be told by their look. */
export const MOST_LINES = 8;

export interface NamedLine {
  readonly name: string;
  /** Which of the looks it has, from 0; the same place has the same in every panel. */
  readonly look: number;
  readonly points: readonly MultiplesPoint[];
  /** The first years after a break in this series. */
  readonly breaks: readonly number[];
}

export interface LinesPanel {
  /** Over the panel where there are several, such as "Counted in persons". */
  readonly title: string;
  /** Cases are squares. */
  readonly square: boolean;
  readonly lines: readonly NamedLine[];
}

export interface Lines {
  readonly panels: readonly LinesPanel[];
  /** Rates, which are printed as percentages up to 100%. */
  readonly share: boolean;
  readonly log: boolean;
}

const DASHES = [null, "8 3", "2 3", "10 3 2 3", "15 4", "5 2 1 2 1 2", "1 4", "5 5"] as const;
const CIRCLE = "M3.5 0a3.5 3.5 0 1 1 -7 0a3.5 3.5 0 1 1 7 0Z";
const UP = "M0 -4.8L4.2 2.6H-4.2Z";
const DOWN = "M0 4.8L4.2 -2.6H-4.2Z";
const STAR = "M0 -5L1.2 -1.6L4.8 -1.5L1.9 0.6L2.9 4L0 2L-2.9 4L-1.9 0.6L-4.8 -1.5L-1.2 -1.6Z";
const MARKERS: readonly {readonly d: string; readonly isHollow: boolean}[] = [
  {d: CIRCLE, isHollow: false},
  {d: UP, isHollow: false},
  {d: CIRCLE, isHollow: true},
  {d: DOWN, isHollow: false},
  {d: UP, isHollow: true},
  {d: STAR, isHollow: false},
  {d: DOWN, isHollow: true},
  {d: STAR, isHollow: true}
];

export function lines({panels, share, log}: Lines, options: DrawingOptions = {}): SVGSVGElement {
  const {make, width, size, label, tallOf} = settle(options, "lines");
  const parts: SVGElement[] = [];
  let y = 0;
  for (const panel of panels) {
    if (y > 0) y += 26;
    const made = panelOf(make, panel, {y, width, size, share, log, tallOf, isTitled: panels.length > 1});
    parts.push(...made.parts);
    y += made.height;
  }
  const told = panels
    .map(({title, lines: some}) => `${title}${log ? ", logarithmic scale" : ""}: ${some.map(endsOf).join("; ")}`)
    .join(". ");
  return drawing(make, {width, height: y, label: label ?? `${told}.`}, ...parts);
}

function endsOf({name, points}: NamedLine): string {
  const some = points.filter(({value, lo}) => value !== null || lo !== null);
  const ends = some.length > 1 ? [some[0], some.at(-1)] : some;
  return `${name}: ${ends.map((point) => (point ? `${point.year} ${point.words}` : "")).join(", ") || "no number"}`;
}

interface Frame {
  readonly y: number;
  readonly width: number;
  readonly size: Size;
  readonly share: boolean;
  readonly log: boolean;
  readonly isTitled: boolean;
  readonly tallOf: (usual: number) => number;
}

/** The scales of a panel; `up` gives the foot for what a logarithmic scale has no place for. */
interface Scales {
  readonly x: YearScale;
  readonly up: (n: number) => number;
  readonly floor: number;
  /** Where a 0 is marked on a logarithmic scale; null on a linear one. */
  readonly foot: number | null;
}

function panelOf(make: Make, panel: LinesPanel, frame: Frame): {parts: SVGElement[]; height: number} {
  const {y: top, width, size, share, log, isTitled, tallOf} = frame;
  const {small, plain} = TEXT[size];
  const parts: SVGElement[] = [];
  const drawn = panel.lines.filter(({points}) => points.some(hasPlace));
  // On a phone names beside the lines would take half of the plot: a key over it has them.
  const isKeyed = size === "phone";
  const under = isTitled ? plain + 20 : 12;
  const key = isKeyed ? keyOf(make, drawn, {top: top + under - 6, width, plain, isSquare: panel.square}) : null;
  const head = under + (key?.tall ?? 0);
  if (isTitled) parts.push(words(make, 0, top + 15, panel.title, {size: plain + 1.5, class: "name serif"}));
  const tall = tallOf(isKeyed ? 260 : 330);
  const floor = top + head + tall;
  const {up, steps, hasFoot} = upScale(panel, {floor, tall, share, log});
  const print = (n: number) => (share ? `${Math.round(n * 100)}%` : formatNumber(n));
  const margin = Math.max(14, (max(steps, (n) => textWidth(print(n), small)) ?? 0) + 7);
  const most = size === "middle" ? 150 : 200;
  const names = drawn.map(({name}) => wrap(name, most, plain, true));
  const room = isKeyed ? 10 : Math.min(most, max(names.flat(), (name) => textWidth(name, plain, true)) ?? 0) + 24;
  const foot = hasFoot ? floor + small + 8 : null;
  const x = yearScale(panel.lines[0]?.points.map(({year}) => year) ?? [], [margin, width - room]);
  const at: Scales = {x, up, floor, foot};
  parts.push(
    ...gridLines(make, steps, up, {left: margin, right: width - room, size: small, print}),
    line(make, margin, floor, width - room, floor, log ? "frame" : "zero")
  );
  if (foot !== null) parts.push(words(make, margin - 6, foot + 4, "0", {size: small, anchor: "end", class: "quiet"}));
  parts.push(
    ...drawn.flatMap((one) => bands(make, one, at)),
    ...drawn.flatMap((one) => paths(make, one, at)),
    ...drawn.flatMap((one) => markers(make, one, panel.square, at)),
    ...drawn.flatMap((one) => breakTicks(make, one, at)),
    ...(key?.parts ?? nameLabels(make, drawn, names, {at, plain, left: width - room, ceiling: top + head - 6}))
  );
  const below = (foot ?? floor) + small + (foot === null ? 5 : 8);
  const isNarrow = x.step < 27;
  const ends = new Set([x.years[0] ?? 0, x.years.at(-1) ?? 0]);
  parts.push(
    ...yearLabels(make, x, {
      y: below,
      left: 0,
      right: isKeyed ? width : width - room + 18,
      size: small,
      ...(isNarrow && size === "phone" ? {shown: ends, print: String} : {})
    })
  );
  return {parts, height: below + 7 - top};
}

const hasPlace = ({value, lo}: MultiplesPoint) => value !== null || lo !== null;

/** The upright scale of a panel and the values of its grid lines. */
function upScale(
  {lines: some}: LinesPanel,
  {floor, tall, share, log}: {floor: number; tall: number; share: boolean; log: boolean}
): {up: (n: number) => number; steps: readonly number[]; hasFoot: boolean} {
  const points = some.flatMap((one) => one.points.filter(hasPlace));
  const top = share ? 1 : Math.max(1e-9, max(points, ({hi, value}) => hi ?? value ?? 0) ?? 0);
  const lowest = min(points, ({value}) => (value !== null && value > 0 ? value : undefined));
  if (!log || share || lowest === undefined) {
    const steps = share ? [0.25, 0.5, 0.75, 1] : gridSteps(top, 4, top >= 8);
    return {up: valueScale([0, top], [floor, floor - tall]), steps, hasFoot: false};
  }
  const from = powerBelow(lowest);
  const {at, steps} = logScale([from, Math.max(top, from * 10)], [floor, floor - tall]);
  const hasFoot = points.some(({value}) => value === 0);
  return {up: (n) => (n > 0 ? Math.min(floor, at(n)) : floor), steps, hasFoot};
}

/** Rounding ranges, where they are wider than the line; a year alone has a bracket. */
function bands(make: Make, {look, points}: NamedLine, {x, up}: Scales): SVGElement[] {
  const band = area<MultiplesPoint>(
    ({year}) => x(year),
    ({lo}) => up(lo ?? 0),
    ({hi}) => up(hi ?? 0)
  ).digits(2);
  const isWide = ({lo, hi}: MultiplesPoint) => lo !== null && hi !== null && Math.abs(up(lo) - up(hi)) >= 2.5;
  return runsOf(points, ({lo, hi}) => lo !== null && hi !== null).flatMap((run) => {
    if (!run.some(isWide)) return [];
    const [only] = run;
    if (run.length > 1 || !only) return [make("path", {d: band(run), class: `over-band ranged ${hue(look)}`})];
    const [left, low, high] = [round(x(only.year) - 4), round(up(only.lo ?? 0)), round(up(only.hi ?? 0))];
    const d = `M${round(x(only.year))} ${low}V${high}M${left} ${low}h8M${left} ${high}h8`;
    return [make("path", {d, class: `over-line ranged ${hue(look)}`, "stroke-width": 1.2})];
  });
}

const hue = (look: number) => `k${(look % MOST_LINES) + 1}`;

/** The line of each run of years with a number; on a logarithmic scale a 0 ends a run. */
function paths(make: Make, {look, points}: NamedLine, {x, up, foot}: Scales): SVGElement[] {
  const path = lineOf<MultiplesPoint>(
    ({year}) => x(year),
    ({value}) => up(value ?? 0)
  ).digits(2);
  return runsOf(points, ({value}) => value !== null && (foot === null || value > 0))
    .filter((run) => run.length > 1)
    .map((run) =>
      make("path", {
        d: path(run),
        class: `over-line ${hue(look)}`,
        "stroke-width": 2,
        "stroke-dasharray": DASHES[look % MOST_LINES]
      })
    );
}

/** Markers: at each year where there is room, else at every few years, other ones for each line; always at ends and alone. */
function markers(make: Make, {look, points}: NamedLine, isSquare: boolean, {x, up, foot, floor}: Scales): SVGElement[] {
  const every = Math.max(1, Math.ceil(14 / x.step));
  const lone = new Set(
    runsOf(points, ({value}) => value !== null && (foot === null || value > 0)).flatMap((run) => [
      run[0]?.year,
      run.at(-1)?.year
    ])
  );
  return points.flatMap(({year, value, lo, marked}, i) => {
    if (value === null)
      return marked && lo === null
        ? [make("path", {d: cross(x(year), floor, 3), class: `over-line few ${hue(look)}`, "stroke-width": 1.2})]
        : [];
    const isZero = foot !== null && value === 0;
    const y = isZero ? foot : up(value);
    if (marked)
      return [make("path", {d: cross(x(year), y, 4), class: `over-line few ${hue(look)}`, "stroke-width": 1.5})];
    if (!isZero && !lone.has(year) && (i + look) % every !== 0) return [];
    return [marker(make, look, isSquare, x(year), y)];
  });
}

/** The marker of a line: squares for cases. */
function marker(make: Make, look: number, isSquare: boolean, x: number, y: number): SVGElement {
  if (isSquare)
    return make("rect", {
      ...{x: x - 3, y: y - 3, width: 6, height: 6},
      class: `over-dot hollow ${hue(look)}`,
      "stroke-width": 1.4
    });
  const {d, isHollow} = MARKERS[look % MOST_LINES] as (typeof MARKERS)[number];
  return make("path", {
    d,
    transform: `translate(${round(x)} ${round(y)})`,
    class: `over-dot ${isHollow ? "hollow " : ""}${hue(look)}`,
    "stroke-width": isHollow ? 1.5 : 0.5
  });
}

/** A key over the plot: each line's look and name, from the highest at the end down, in two columns where they fit. */
function keyOf(
  make: Make,
  drawn: readonly NamedLine[],
  {top, width, plain, isSquare}: {top: number; width: number; plain: number; isSquare: boolean}
): {parts: SVGElement[]; tall: number} {
  const sample = 30;
  const half = width / 2;
  const lastOf = ({points}: NamedLine) => {
    const last = points.findLast(hasPlace);
    return last?.value ?? last?.hi ?? 0;
  };
  const inOrder = [...drawn].sort((a, b) => lastOf(b) - lastOf(a));
  const isDouble = inOrder.every(({name}) => textWidth(name, plain, true) <= half - sample - 8);
  const columns = isDouble ? 2 : 1;
  const [leading, gap] = [plain * 1.2, 4];
  const texts = inOrder.map(({name}) => wrap(name, width / columns - sample - 8, plain, true));
  const parts: SVGElement[] = [];
  let y = top;
  for (let i = 0; i < inOrder.length; i += columns) {
    const row = texts.slice(i, i + columns);
    row.forEach((text, n) => {
      const {look} = inOrder[i + n] as NamedLine;
      const [x, middle] = [n * half, y + leading / 2];
      parts.push(
        make("path", {
          d: `M${round(x)} ${round(middle)}h24`,
          class: `over-line ${hue(look)}`,
          "stroke-width": 2,
          "stroke-dasharray": DASHES[look % MOST_LINES]
        }),
        marker(make, look, isSquare, x + 12, middle),
        words(make, x + sample, y + plain * 0.95, text, {size: plain, leading, class: `over-name ${hue(look)}`})
      );
    });
    y += Math.max(...row.map(({length}) => length)) * leading + gap;
  }
  return {parts, tall: y - top + 8};
}

/** A dotted stroke across a line between the years of a break. */
function breakTicks(make: Make, {points, breaks}: NamedLine, {x, up, floor}: Scales): SVGElement[] {
  return breaks.flatMap((before) => {
    const sides = [before - 1, before].flatMap((year) => {
      const value = points.find((point) => point.year === year)?.value ?? null;
      return value === null ? [] : [up(value)];
    });
    if (!sides.length) return [];
    const y = sides.reduce((sum, n) => sum + n, 0) / sides.length;
    const at = x(before) - x.step / 2;
    return [line(make, at, y - 13, at, Math.min(y + 13, floor + 3), "break", 1.8)];
  });
}

/** The name of each line at its end, with a thin line to it where it had to move or the line ends before the last year. */
function nameLabels(
  make: Make,
  drawn: readonly NamedLine[],
  names: readonly (readonly string[])[],
  {at: {x, up, floor, foot}, plain, left, ceiling}: {at: Scales; plain: number; left: number; ceiling: number}
): SVGElement[] {
  const leading = plain * 1.15;
  const ends = drawn.map(({points}) => {
    const last = points.findLast(hasPlace);
    const value = last?.value ?? ((last?.lo ?? 0) + (last?.hi ?? last?.lo ?? 0)) / 2;
    return {x: x(last?.year ?? 0), y: foot !== null && value === 0 ? foot : up(value)};
  });
  const middles = spread(
    names.map((name, i) => ({at: ends[i]?.y ?? 0, tall: name.length * leading + 3})),
    [ceiling, (foot ?? floor) + 10]
  );
  return drawn.flatMap(({look}, i) => {
    const [name, end, middle] = [names[i] ?? [], ends[i] ?? {x: 0, y: 0}, middles[i] ?? 0];
    const lead =
      Math.abs(middle - end.y) > 4 || end.x < x(x.years.at(-1) ?? 0)
        ? [line(make, end.x + 6, end.y, left + 18, middle, "frame", 0.9)]
        : [];
    return [
      ...lead,
      words(make, left + 21, middle - (name.length * leading) / 2 + plain * 0.85, name, {
        size: plain,
        leading,
        class: `over-name halo ${hue(look)}`
      })
    ];
  });
}
