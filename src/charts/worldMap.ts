// Draws a ranking on a map of the world: five steps of one hue, the largest named with their number, the selected place outlined.
// A page contains the outlines once (`worldDefs`); every drawing refers to them by id.
import {descending, max} from "d3";
import {formatNumber} from "../words/numbers.js";
import {columnsData, percent, recordData} from "./data.js";
import {drawing, maker, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {stepScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import {textWidth, words} from "./text.js";

/** Where shapes lie on a map of this width and height: anchors of labels, and places too small to have a shape. */
export interface WorldPositions {
  readonly width: number;
  readonly height: number;
  readonly at: Readonly<Record<string, readonly [number, number]>>;
  readonly dots: Readonly<Record<string, readonly [number, number]>>;
}

export interface MapPlace {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** The number as it is printed. */
  readonly words: string;
  readonly chosen: boolean;
}

export interface WorldMap {
  readonly places: readonly MapPlace[];
  /** The place that all of them are looked at from: outlined in ink and left as paper. */
  readonly outlined: {readonly code: string; readonly name: string} | null;
  /** Rates from 0 to 1, in steps of a quarter; else counts, in steps by powers of ten. */
  readonly share: boolean;
}

const SHARES = [0, 0.05, 0.25, 0.5, 0.75];

/** Lower ends of the five steps, by powers of ten below the largest value; and how each is printed. */
export function mapSteps(top: number, share: boolean): {readonly from: number; readonly words: string}[] {
  if (share)
    return SHARES.map((from, i) => ({
      from,
      words: `${Math.round(from * 100)}–${Math.round((SHARES[i + 1] ?? 1) * 100)}%`
    }));
  const highest = Math.floor(Math.log10(Math.max(top, 1e-9)));
  const print = (n: number) => formatNumber(n);
  return [4, 3, 2, 1, 0].map((below, i) => {
    const from = 10 ** (highest - below);
    const next = 10 ** (highest - below + 1);
    const whole = from >= 1;
    if (i === 4) return {from, words: `${print(from)} and more`};
    if (i === 0) return {from: 0, words: `under ${print(next)}`};
    return {from, words: whole ? `${print(from)}–${print(next - 1)}` : `${print(from)} to under ${print(next)}`};
  });
}

/** The outlines, once a page: a drawing of no size whose paths the maps use. */
export function worldDefs(paths: ReadonlyMap<string, string>, document: Document): SVGElement {
  const make = maker(document);
  return make(
    "svg",
    {width: "0", height: "0", "aria-hidden": "true", class: "world-defs"},
    make("defs", {}, ...[...paths].map(([code, d]) => make("path", {id: `world-${code}`, d})))
  );
}

export function worldMap(
  {places, outlined, share}: WorldMap,
  positions: WorldPositions,
  options: DrawingOptions = {}
): SVGSVGElement {
  recordData("Map", () =>
    columnsData([
      {name: "Place", fields: places.map(({name}) => name)},
      {name: "Code", fields: places.map(({code}) => code)},
      {
        name: share ? "Rate that gives the colour (%)" : "Number that gives the colour",
        fields: places.map(({value}) => (share ? percent(value) : Number(value.toPrecision(10))))
      },
      {name: "As printed", fields: places.map(({words}) => words)}
    ])
  );
  const {make, width, size, label} = settle(options, "world");
  const text = TEXT[size];
  const scale = width / positions.width;
  const height = positions.height * scale;
  const steps = mapSteps(max(places, ({value}) => value) ?? 0, share);
  const step = stepScale(steps.map(({from}) => from));
  const stepOf = (value: number) => Math.max(1, step(value));
  const shapes = make("g", {transform: `scale(${scale})`, class: "world"});
  const shaded = new Map(places.map((place) => [place.code, place]));
  const use = (code: string, name: string, title: string | null) =>
    make("use", {href: `#world-${code}`, class: name}, title === null ? null : make("title", {}, title));
  for (const code of Object.keys(positions.at)) {
    const place = shaded.get(code);
    if (code === outlined?.code) continue;
    shapes.append(
      use(code, place ? `s${stepOf(place.value)}` : "land", place ? `${place.name}: ${place.words}` : null)
    );
  }
  if (outlined && outlined.code in positions.at) shapes.append(use(outlined.code, "outlined", outlined.name));
  const parts: SVGElement[] = [shapes];
  const radius = size === "phone" ? 2 : 3;
  for (const [code, [x, y]] of Object.entries(positions.dots)) {
    const place = shaded.get(code);
    if (place)
      parts.push(
        make(
          "circle",
          {cx: x * scale, cy: y * scale, r: radius, class: `s${stepOf(place.value)}`},
          make("title", {}, `${place.name}: ${place.words}`)
        )
      );
  }
  parts.push(
    ...labels(make, {places, outlined, positions, scale, width, height, phone: size === "phone", plain: text.plain})
  );
  const [keyTop, wide] = [height + 18, Math.min(620, width)];
  const each = wide / steps.length;
  // On a phone a step is narrower than its words: they take three lines, the last aligned to the edge.
  const rows = size === "phone" ? 3 : 1;
  steps.forEach((step, i) => {
    const isLast = rows > 1 && i === steps.length - 1;
    parts.push(
      make("rect", {x: i * each, y: keyTop, width: each - 2, height: 10, class: `s${i + 1}`}),
      words(make, isLast ? wide - 2 : i * each, keyTop + 25 + 13 * (i % rows), step.words, {
        size: text.small,
        anchor: isLast ? "end" : "start",
        class: "quiet"
      })
    );
  });
  const told = places.map((place) => `${place.name} ${place.words}`).join("; ");
  return drawing(
    make,
    {width, height: keyTop + 19 + 13 * rows, label: label ?? `A world map. ${told || "No number"}.`},
    ...parts
  );
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const overlap = (a: Box, b: Box) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

/** Names with their number at the end of a leader, each where it covers no other name and no anchor; one that finds no room is left to the table. */
function labels(
  make: ReturnType<typeof maker>,
  o: {
    readonly places: readonly MapPlace[];
    readonly outlined: WorldMap["outlined"];
    readonly positions: WorldPositions;
    readonly scale: number;
    readonly width: number;
    readonly height: number;
    readonly phone: boolean;
    readonly plain: number;
  }
): SVGElement[] {
  const pointOf = (code: string) => o.positions.at[code] ?? o.positions.dots[code];
  const largest = [...o.places].sort((a, b) => descending(a.value, b.value)).slice(0, o.phone ? 3 : 6);
  const chosen = o.places.find((place) => place.chosen);
  const named: {code: string; words: string; strong: boolean}[] = [
    ...(chosen && !largest.includes(chosen) ? [chosen] : []),
    ...largest
  ].map((place) => ({code: place.code, words: `${place.name} ${place.words}`, strong: place.chosen}));
  if (o.outlined && !o.phone) named.push({code: o.outlined.code, words: o.outlined.name, strong: true});
  const anchors = named.flatMap(({code}) => {
    const point = pointOf(code);
    return point ? [[point[0] * o.scale, point[1] * o.scale] as const] : [];
  });
  const taken: Box[] = [];
  const parts: SVGElement[] = [];
  for (const {code, words: said, strong} of named) {
    const point = pointOf(code);
    if (!point) continue;
    const [x, y] = [point[0] * o.scale, point[1] * o.scale];
    const long = textWidth(said, o.plain, strong) + 6;
    const tall = o.plain * 1.3;
    let best: {box: Box; end: boolean} | null = null;
    search: for (const distance of o.phone ? [14, 26, 40] : [30, 52, 80, 115, 150])
      for (const angle of [-25, 25, 155, 205, 0, 180, -60, 60, 120, 240]) {
        const turn = (angle * Math.PI) / 180;
        const [ex, ey] = [x + distance * Math.cos(turn), y + distance * Math.sin(turn)];
        const end = Math.cos(turn) < 0;
        const box = {x0: end ? ex - long : ex, x1: end ? ex : ex + long, y0: ey - tall / 2, y1: ey + tall / 2};
        if (box.x0 < 0 || box.x1 > o.width || box.y0 < 0 || box.y1 > o.height) continue;
        if (taken.some((other) => overlap(box, other))) continue;
        if (anchors.some(([ax, ay]) => overlap(box, {x0: ax - 5, x1: ax + 5, y0: ay - 5, y1: ay + 5}))) continue;
        best = {box, end};
        break search;
      }
    if (!best) continue;
    const {box, end} = best;
    taken.push(box);
    const [ex, ey] = [end ? box.x1 : box.x0, (box.y0 + box.y1) / 2];
    parts.push(
      make("path", {
        d: `M${Math.round(x)} ${Math.round(y)}L${Math.round(ex)} ${Math.round(ey)}`,
        class: "ink",
        "stroke-width": 1
      }),
      make("circle", {cx: x, cy: y, r: 2.2, class: "leader-dot"}),
      words(make, end ? ex - 3 : ex + 3, ey + o.plain * 0.35, said, {
        size: o.plain,
        anchor: end ? "end" : "start",
        class: strong ? "halo name" : "halo value"
      })
    );
  }
  return parts;
}
