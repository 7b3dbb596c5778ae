// Draws a ranking on a map of the world: five steps of one hue, the largest named with their number, the selected place outlined.
// A page contains the outlines once (`worldDefs`); every drawing refers to them by id.
import {descending, max} from "d3";
import {formatNumber} from "../words/numbers.js";
import {columnsData, percent, recordData} from "./data.js";
import {drawing, maker, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {stepScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
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
  /** The largest number that the steps have room for, where maps of several years share them; else the largest of this map. */
  readonly top?: number | null;
}

/** How far a reader has zoomed in: a point of the map is at `k` times its place plus `x` and `y`, in pixels of the drawing. */
export interface Zoom {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}
export const WHOLE: Zoom = {k: 1, x: 0, y: 0};

/** The size of the map within a drawing of this width, and pixels for each unit of its positions. */
export function mapSize(positions: WorldPositions, width: number) {
  const scale = width / positions.width;
  return {width, height: positions.height * scale, scale};
}

const shadeOf = ({places, share, top}: WorldMap) => {
  const steps = mapSteps(top ?? max(places, ({value}) => value) ?? 0, share);
  const step = stepScale(steps.map(({from}) => from));
  return {steps, stepOf: (value: number) => Math.max(1, step(value))};
};

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

export function worldMap(map: WorldMap, positions: WorldPositions, options: DrawingOptions = {}): SVGSVGElement {
  const {places, outlined, share} = map;
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
  const {height, scale} = mapSize(positions, width);
  const {steps, stepOf} = shadeOf(map);
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
  const parts: SVGElement[] = [
    make("g", {class: "world-window"}, shapes, worldNames(map, positions, {make, width, size}))
  ];
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

/** Places too small for a shape, and the names of the largest: as large at every zoom, and more of them where there is room. */
export function worldNames(
  map: WorldMap,
  positions: WorldPositions,
  {make, width, size, zoom = WHOLE}: {make: Make; width: number; size: Size; zoom?: Zoom}
): SVGElement {
  const {height, scale} = mapSize(positions, width);
  const {stepOf} = shadeOf(map);
  const at = ([x, y]: readonly [number, number]) => [x * scale * zoom.k + zoom.x, y * scale * zoom.k + zoom.y] as const;
  const shaded = new Map(map.places.map((place) => [place.code, place]));
  const dots = Object.entries(positions.dots).flatMap(([code, point]) => {
    const place = shaded.get(code);
    if (!place) return [];
    const [cx, cy] = at(point);
    return [
      make(
        "circle",
        {cx, cy, r: size === "phone" ? 2 : 3, class: `s${stepOf(place.value)}`},
        make("title", {}, `${place.name}: ${place.words}`)
      )
    ];
  });
  const named = labels(make, {map, positions, at, width, height, size, most: Math.round((size === "phone" ? 3 : 6) * Math.sqrt(zoom.k))}); // prettier-ignore
  return make("g", {class: "world-names"}, ...dots, ...named);
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
type Point = readonly [x: number, y: number];

const overlap = (a: Box, b: Box) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
const around = ([x, y]: Point, by: number): Box => ({x0: x - by, x1: x + by, y0: y - by, y1: y + by});
/** Whether a line from `a` to `b` passes through a box, by its points. */
const crosses = (a: Point, b: Point, box: Box) =>
  [0.2, 0.4, 0.6, 0.8, 1].some((t) => overlap(around([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], 2), box));

interface Leader {
  readonly from: Point;
  readonly to: Point;
}
/** Whether two lines cross, by the side of each on which the other's ends lie. */
function cross(a: Leader, b: Leader): boolean {
  const side = ([px, py]: Point, {from, to}: Leader) =>
    Math.sign((to[0] - from[0]) * (py - from[1]) - (to[1] - from[1]) * (px - from[0]));
  return side(a.from, b) !== side(a.to, b) && side(b.from, a) !== side(b.to, a);
}

const ANGLES = [-25, 25, 155, 205, 0, 180, -60, 60, 120, 240];
const DISTANCES: Readonly<Record<Size, readonly number[]>> = {
  phone: [14, 26, 40, 60],
  middle: [30, 52, 80, 115, 150, 190],
  wide: [30, 52, 80, 115, 150, 190]
};

interface Label {
  readonly box: Box;
  readonly leader: Leader;
  /** Whether the name ends at its leader. */
  readonly end: boolean;
}

/** Where a name fits best: on no other name and no place named; near, and on few countries and leaders. */
function roomFor(
  {from, long, tall}: {readonly from: Point; readonly long: number; readonly tall: number},
  {width, height, size}: {readonly width: number; readonly height: number; readonly size: Size},
  {taken, anchors, countries}: {taken: readonly Label[]; anchors: readonly Point[]; countries: readonly Point[]}
): Label | null {
  let best: (Label & {readonly cost: number}) | null = null;
  for (const distance of DISTANCES[size])
    for (const angle of ANGLES) {
      const turn = (angle * Math.PI) / 180;
      const to: Point = [from[0] + distance * Math.cos(turn), from[1] + distance * Math.sin(turn)];
      const end = Math.cos(turn) < 0;
      const box = {x0: end ? to[0] - long : to[0], x1: end ? to[0] : to[0] + long, y0: to[1] - tall / 2, y1: to[1] + tall / 2}; // prettier-ignore
      const leader = {from, to};
      if (box.x0 < 0 || box.x1 > width || box.y0 < 0 || box.y1 > height) continue;
      if (taken.some((other) => overlap(box, other.box))) continue;
      if (anchors.some((anchor) => overlap(box, around(anchor, 5)))) continue;
      const onOthers = taken.filter(
        (other) =>
          cross(leader, other.leader) ||
          crosses(from, to, other.box) ||
          crosses(other.leader.from, other.leader.to, box)
      );
      const onCountries = countries.filter((point) => overlap(box, around(point, 3)));
      const cost = distance / 40 + onCountries.length + 4 * onOthers.length;
      if (!best || cost < best.cost) best = {box, end, leader, cost};
    }
  return best;
}

/**
 * Names with their number at the end of a leader, each where it covers no other name and none of the places named, and as few other
 * countries and leaders as it can. One that finds no room is left to the table.
 */
function labels(
  make: Make,
  o: {
    readonly map: WorldMap;
    readonly positions: WorldPositions;
    readonly at: (point: Point) => Point;
    readonly width: number;
    readonly height: number;
    readonly size: Size;
    readonly most: number;
  }
): SVGElement[] {
  const {places, outlined} = o.map;
  const phone = o.size === "phone";
  const {plain} = TEXT[o.size];
  const pointOf = (code: string) => {
    const point = o.positions.at[code] ?? o.positions.dots[code];
    const found = point && o.at(point);
    return found && 0 <= found[0] && found[0] <= o.width && 0 <= found[1] && found[1] <= o.height ? found : null;
  };
  const inWindow = places.filter(({code}) => pointOf(code));
  const largest = [...inWindow].sort((a, b) => descending(a.value, b.value)).slice(0, o.most);
  const chosen = inWindow.find((place) => place.chosen);
  const named: {code: string; words: string; strong: boolean}[] = [
    ...(chosen && !largest.includes(chosen) ? [chosen] : []),
    ...largest
  ].map((place) => ({code: place.code, words: `${place.name} ${place.words}`, strong: place.chosen}));
  if (outlined && !phone) named.push({code: outlined.code, words: outlined.name, strong: true});
  const anchors = named.flatMap(({code}) => {
    const point = pointOf(code);
    return point ? [point] : [];
  });
  const countries = Object.keys(o.positions.at).flatMap((code) => {
    const point = pointOf(code);
    return point ? [point] : [];
  });
  const taken: Label[] = [];
  const parts: SVGElement[] = [];
  for (const {code, words: said, strong} of named) {
    const from = pointOf(code);
    if (!from) continue;
    const best = roomFor({from, long: textWidth(said, plain, strong) + 6, tall: plain * 1.3}, o, {
      taken,
      anchors,
      countries
    });
    if (!best) continue;
    const {box, end} = best;
    taken.push(best);
    const [ex, ey] = [end ? box.x1 : box.x0, (box.y0 + box.y1) / 2];
    const [x, y] = from;
    parts.push(
      make("path", {
        d: `M${Math.round(x)} ${Math.round(y)}L${Math.round(ex)} ${Math.round(ey)}`,
        class: "ink",
        "stroke-width": 1
      }),
      make("circle", {cx: x, cy: y, r: 2.2, class: "leader-dot"}),
      words(make, end ? ex - 3 : ex + 3, ey + plain * 0.35, said, {
        size: plain,
        anchor: end ? "end" : "start",
        class: strong ? "halo name" : "halo value"
      })
    );
  }
  return parts;
}
