// Series by year, a panel each: one large, or small multiples of which those of a group share a scale. Bounds are a band, a year
// without a row is a gap, and a rate that is no one number is a band without a line. In a group each panel draws the others
// behind its own, so that the eye compares without a key.
import {area, group, line as lineOf, max} from "d3";
import {formatNumber} from "../measures/format.js";
import {gridLines, yearLabels} from "./axis.js";
import {drawing, round, settle} from "./drawing.js";
import type {Absence, DrawingOptions, Make} from "./drawing.js";
import {line} from "./marks.js";
import {gridSteps, valueScale, yearScale} from "./scale.js";
import type {YearScale} from "./scale.js";
import {TEXT} from "./sizes.js";
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
  /** A line of its own under the name, such as the step and the unit. */
  readonly under: string;
  /** Panels of one group share a scale. */
  readonly group: string;
  /** Cases are squares, never dots. */
  readonly square: boolean;
  readonly points: readonly MultiplesPoint[];
}

export interface Multiples {
  readonly panels: readonly MultiplesPanel[];
  /** The top of the scale where it is given, such as 1 for rates, which are printed as per cent. */
  readonly share?: boolean;
  /** What changes between a year and the next; the notes say what. Drawn in every panel. */
  readonly breaks?: readonly SeriesBreak[];
}

export interface SeriesBreak {
  /** The first year after the change. */
  readonly before: number;
  readonly letter: string;
  /** Others are counted after it: a line across would show growth that is none, so the line ends and another begins. */
  readonly parts?: boolean;
}

export function multiples(
  {panels, share = false, breaks = []}: Multiples,
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, locale, size, label} = settle(options, "multiples");
  const text = TEXT[size];
  const many = panels.length > 1;
  const across = !many
    ? 1
    : Math.min(
        panels.length,
        size === "wide" ? (panels.length === 2 ? 2 : width > 900 ? ([3, 5, 6].includes(panels.length) ? 3 : 4) : 3) : 2
      );
  const gap = size === "phone" ? 16 : 28;
  const each = (width - gap * (across - 1)) / across;
  const tall = many ? (across <= 2 && size !== "phone" ? 150 : 104) : size === "phone" ? 170 : 250;
  const tops = new Map(
    [...group(panels, (panel) => panel.group)].map(([name, some]) => [
      name,
      share ? 1 : Math.max(1e-9, max(some, ({points}) => max(points, ({hi, value}) => hi ?? value ?? 0)) ?? 0)
    ])
  );
  const parts: SVGElement[] = [];
  let [y, rowTall] = [0, 0];
  panels.forEach((panel, i) => {
    const column = i % across;
    if (column === 0 && i > 0) {
      y += rowTall + 22;
      rowTall = 0;
    }
    const made = panelOf(make, panel, {
      x: column * (each + gap),
      y,
      width: each,
      tall,
      top: tops.get(panel.group) ?? 1,
      share,
      small: text.small,
      plain: text.plain,
      many,
      breaks,
      others: many ? panels.filter((one) => one.group === panel.group && one !== panel) : [],
      locale
    });
    parts.push(...made.parts);
    rowTall = Math.max(rowTall, made.height);
  });
  const told = panels
    .map(({name, under, points}) => {
      const some = points.filter(({value, lo}) => value !== null || lo !== null);
      const ends = some.length > 1 ? [some[0], some.at(-1)] : some;
      return `${name}${under ? `, ${under}` : ""}: ${ends.map((point) => (point ? `${point.year} ${point.words}` : "")).join(", ") || "no number"}`;
    })
    .join("; ");
  return drawing(make, {width, height: y + rowTall, label: label ?? `${told}.`}, ...parts);
}

function panelOf(
  make: Make,
  {name, under, square, points}: MultiplesPanel,
  {
    x: x0,
    y: y0,
    width,
    tall,
    top,
    share,
    small,
    plain,
    many,
    breaks,
    others,
    locale
  }: {
    x: number;
    y: number;
    width: number;
    tall: number;
    top: number;
    share: boolean;
    small: number;
    plain: number;
    many: boolean;
    breaks: readonly SeriesBreak[];
    others: readonly MultiplesPanel[];
    locale: "en" | "ru" | "ko";
  }
): {parts: SVGElement[]; height: number} {
  const parts: SVGElement[] = [];
  const titles = many ? wrap(name, width, plain + 1.5, true) : [];
  const unders = many && under ? wrap(under, width, small) : [];
  let y = y0;
  if (titles.length) {
    parts.push(words(make, x0, y + 15, titles, {size: plain + 1.5, class: "name serif"}));
    y += 15 + (titles.length - 1) * (plain + 1.5) * 1.25 + 3;
  }
  if (unders.length) {
    parts.push(words(make, x0, y + small, unders, {size: small, class: "quiet"}));
    y += unders.length * small * 1.25 + 2;
  }
  const years = points.map(({year}) => year);
  const parting = new Set(breaks.flatMap(({before, parts: parted}) => (parted ? [before] : [])));
  // Letters of breaks stand over the highest value.
  const floor = y + (breaks.length ? 40 : 26) + tall;
  const steps = share ? (many ? [0.5, 1] : [0.25, 0.5, 0.75, 1]) : gridSteps(top, many ? 2 : 4, top >= (many ? 4 : 8));
  const stepWords = (n: number) => (share ? `${Math.round(n * 100)} %` : formatNumber(n, locale));
  const margin = Math.max(14, (max(steps, (n) => textWidth(stepWords(n), small)) ?? 0) + 7);
  const room = width - margin - 8;
  const x = yearScale(years, [x0 + margin, x0 + margin + room]);
  const {step} = x;
  const scale = valueScale([0, top], [floor, floor - tall]);
  const {path, between, edges} = shapes(x, scale);
  parts.push(...gridLines(make, steps, scale, {left: x0 + margin, right: x0 + width, size: small, print: stepWords}));
  // The zero line itself breaks where the host reports nobody.
  for (const run of runsOf(points, ({absence}) => absence !== "not reported"))
    parts.push(
      line(
        make,
        x((run[0] as MultiplesPoint).year) - step / 2,
        floor,
        x((run.at(-1) as MultiplesPoint).year) + step / 2,
        floor,
        "zero"
      )
    );
  for (const {before, letter} of breaks)
    if (before > (years[0] ?? 0) && before <= (years.at(-1) ?? 0))
      parts.push(
        line(make, x(before) - step / 2, floor - tall - 20, x(before) - step / 2, floor, "break", 1.4),
        words(make, x(before) - step / 2, floor - tall - 24, letter, {size: small, anchor: "middle", class: "quiet"})
      );
  for (const {points: theirs} of others)
    for (const run of runsOf(theirs, ({value}) => value !== null, parting))
      if (run.length > 1) parts.push(make("path", {d: path(run), class: "behind-line", "stroke-width": 1}));
  // The band of rounding, only where it is wider than the line.
  for (const run of runsOf(points, ({lo, hi}) => lo !== null && hi !== null, parting)) {
    const wide = max(run, ({lo, hi}) => Math.abs(scale(lo ?? 0) - scale(hi ?? 0))) ?? 0;
    if (wide < 2.5) continue;
    if (run.length === 1) {
      const [only] = run as [MultiplesPoint];
      const at = x(only.year);
      parts.push(
        make("path", {
          d: `M${round(at)} ${round(scale(only.lo ?? 0))}V${round(scale(only.hi ?? 0))}M${round(at - 4)} ${round(scale(only.lo ?? 0))}h8M${round(at - 4)} ${round(scale(only.hi ?? 0))}h8`,
          class: "soft",
          "stroke-width": 1.2
        })
      );
      continue;
    }
    parts.push(
      make("path", {d: between(run), class: "band"}),
      make("path", {d: edges(run), class: "band-edge", "stroke-width": 1})
    );
  }
  for (const run of runsOf(points, ({value}) => value !== null, parting))
    if (run.length > 1)
      parts.push(make("path", {d: path(run), class: "series-line", "stroke-width": many ? 1.8 : 2.4}));
  const radius = Math.min(many ? 2.4 : 4, Math.max(1.6, step * 0.22));
  for (const point of points) {
    if (point.value === null) {
      if (point.marked && point.lo === null)
        parts.push(make("path", {d: cross(x(point.year), floor, 3), class: "soft", "stroke-width": 1.2}));
      continue;
    }
    const [at, up] = [x(point.year), scale(point.value)];
    if (point.marked) parts.push(make("path", {d: cross(at, up, radius + 1), class: "ink", "stroke-width": 1.4}));
    else if (square)
      parts.push(
        make("rect", {
          x: at - radius,
          y: up - radius,
          width: radius * 2,
          height: radius * 2,
          class: "soft",
          style: "fill:var(--paper)",
          "stroke-width": 1.4
        })
      );
    else parts.push(make("circle", {cx: at, cy: up, r: radius, class: "series-dot"}));
  }
  // Values: all where they fit, else the highest and the last.
  const valued = points.filter((point) => point.value !== null);
  const highest = valued.reduce<MultiplesPoint | null>(
    (best, point) => ((point.value ?? 0) > (best?.value ?? -1) ? point : best),
    null
  );
  const widest = max(valued, (point) => textWidth(bare(point.words), small)) ?? 0;
  const named =
    widest + 4 <= step
      ? valued
      : [...new Set([highest, valued.at(-1)])].filter((point) => point !== null && point !== undefined);
  const placed: {from: number; to: number}[] = [];
  for (const point of named) {
    const what = bare(point.words);
    const long = textWidth(what, small, true);
    const at = Math.max(x0 + long / 2, Math.min(x(point.year), x0 + width - long / 2));
    if (placed.some(({from, to}) => at - long / 2 < to + 2 && at + long / 2 > from - 2)) continue;
    placed.push({from: at - long / 2, to: at + long / 2});
    parts.push(
      words(make, at, scale(Math.max(point.value ?? 0, share ? 0 : (point.hi ?? 0))) - 7, what, {
        size: small,
        anchor: "middle",
        class: "value halo"
      })
    );
  }
  for (const run of runsOf(points, ({absence}) => absence !== null)) {
    const what = run[0]?.absence === "no row" ? "no row" : "not reported";
    const alike = run.every(({absence}) => absence === run[0]?.absence);
    const from = x((run[0] as MultiplesPoint).year) - step / 2;
    const to = x((run.at(-1) as MultiplesPoint).year) + step / 2;
    if (alike && to - from >= textWidth(what, small) + 4)
      parts.push(words(make, (from + to) / 2, floor - 6, what, {size: small, anchor: "middle", class: "quiet halo"}));
  }
  parts.push(
    ...yearLabels(make, x, {
      y: floor + small + 5,
      left: x0,
      right: x0 + width,
      size: small,
      ...(many ? {shown: new Set([years[0] ?? 0, years.at(-1) ?? 0]), print: String} : {})
    })
  );
  return {parts, height: floor + small + 12 - y0};
}

/** The number without its bounds, which are drawn. */
const bare = (text: string) => text.replace(/ \[.*\]/, "");
const cross = (x: number, y: number, r: number) =>
  `M${round(x - r)} ${round(y - r)}L${round(x + r)} ${round(y + r)}M${round(x - r)} ${round(y + r)}L${round(x + r)} ${round(y - r)}`;

/** The line of values, the band between bounds, and the two edges of the band. */
function shapes(x: YearScale, y: (n: number) => number) {
  const along = (n: (point: MultiplesPoint) => number | null) =>
    lineOf<MultiplesPoint>(
      ({year}) => x(year),
      (point) => y(n(point) ?? 0)
    ).digits(2);
  const [value, upper, lower] = [along((one) => one.value), along((one) => one.hi), along((one) => one.lo)];
  const band = area<MultiplesPoint>(
    ({year}) => x(year),
    ({lo}) => y(lo ?? 0),
    ({hi}) => y(hi ?? 0)
  ).digits(2);
  return {
    path: (run: readonly MultiplesPoint[]) => value(run),
    between: (run: readonly MultiplesPoint[]) => band(run),
    edges: (run: readonly MultiplesPoint[]) => `${upper(run) ?? ""}${lower(run) ?? ""}`
  };
}

/** Points in a row that are taken; a run ends before a year of `parting` too. */
function runsOf(
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
