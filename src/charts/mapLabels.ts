// Names with their numbers on a map: each in the sea at the end of a leader, off every country, every dot and every other name. One that
// finds no room is left to the table.
import {descending, range} from "d3";
import type {Make} from "./drawing.js";
import {landOf} from "./land.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {textWidth, words} from "./text.js";
import {mapSize} from "./world.js";
import type {WorldMap, WorldPositions, Zoom} from "./world.js";

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
type Point = readonly [x: number, y: number];

const overlap = (a: Box, b: Box) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
const around = ([x, y]: Point, by: number): Box => ({x0: x - by, x1: x + by, y0: y - by, y1: y + by});
/** Whether a line from `a` to `b` passes through a box: what of it is left after cutting it at each side. */
function crosses([ax, ay]: Point, [bx, by]: Point, {x0, y0, x1, y1}: Box): boolean {
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [ax - bx, ax - x0],
    [bx - ax, x1 - ax],
    [ay - by, ay - y0],
    [by - ay, y1 - ay]
  ] as const) {
    if (step === 0) {
      if (room < 0) return false;
    } else if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  return from < to;
}

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

/** Names stand to the right first, then to the left, then above and below. */
const TURNS = [
  0, -15, 15, 180, 165, 195, -30, 30, 150, 210, -45, 45, 135, 225, -60, 60, 120, 240, -75, 75, 105, 255, -90, 90
];
const STEP = 9;
/** The longest leader, as a share of the drawing's width. */
const LONGEST: Readonly<Record<Size, number>> = {phone: 0.42, middle: 0.34, wide: 0.3};

/** A name in one line or two. */
interface Said {
  readonly lines: readonly string[];
  readonly long: number;
  readonly tall: number;
}

type Anchor = "start" | "middle" | "end";
export interface Label {
  readonly box: Box;
  readonly leader: Leader;
  readonly lines: readonly string[];
  readonly anchor: Anchor;
  readonly strong: boolean;
}

/** The box of a name whose leader ends at a point, by the leader's direction. */
function boxAt([x, y]: Point, turn: number, {long, tall}: Said): {box: Box; anchor: Anchor} {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  if (Math.abs(cos) < 0.3)
    return {
      anchor: "middle",
      box: {x0: x - long / 2, x1: x + long / 2, y0: sin < 0 ? y - tall : y, y1: sin < 0 ? y : y + tall}
    };
  const left = cos < 0 ? x - long : x;
  return {anchor: cos < 0 ? "end" : "start", box: {x0: left, x1: left + long, y0: y - tall / 2, y1: y + tall / 2}};
}

/** What a name has to keep off, or its leader may cross at a cost. */
interface Around {
  readonly width: number;
  readonly height: number;
  readonly size: Size;
  readonly isLand: (box: Box) => boolean;
  readonly points: readonly Box[];
  /** Places that are named. */
  readonly anchors: readonly Point[];
}

/** What one crossing costs, in leaders of 40 pixels, and a name that is left out. */
const [CROSSING, OVER_ANCHOR, LEFT_OUT] = [5, 1, 12] as const;

type Placed = Omit<Label, "strong"> & {readonly cost: number};

/** Every place in the sea where a name has room, the cheapest first: near, and across no other place that is named. */
function placesFor(
  from: Point,
  said: readonly Said[],
  {width, height, size, isLand, points, anchors}: Around
): readonly Placed[] {
  const found: Placed[] = [];
  for (const one of said)
    for (const distance of range(size === "phone" ? 8 : 18, LONGEST[size] * width, STEP))
      for (const angle of TURNS) {
        const turn = (angle * Math.PI) / 180;
        const to: Point = [from[0] + distance * Math.cos(turn), from[1] + distance * Math.sin(turn)];
        const {box, anchor} = boxAt(to, turn, one);
        if (box.x0 < 0 || box.x1 > width || box.y0 < 0 || box.y1 > height || isLand(box)) continue;
        if (points.some((point) => overlap(box, point))) continue;
        const over = anchors.filter((other) => other !== from && crosses(from, to, around(other, 3))).length;
        const cost = distance / 40 + (one.lines.length - 1) * (size === "phone" ? 0.3 : 0.8) + OVER_ANCHOR * over;
        found.push({box, anchor, leader: {from, to}, lines: one.lines, cost});
      }
  return found.sort((a, b) => a.cost - b.cost);
}

/** The best of these places beside names that are placed; null where none is free. */
function freeOf(places: readonly Placed[], taken: readonly Placed[]): Placed | null {
  let best: Placed | null = null;
  for (const one of places) {
    if (best && best.cost <= one.cost) break;
    const {box, leader} = one;
    if (taken.some((other) => overlap(box, other.box))) continue;
    const crossings = taken.filter(
      (other) =>
        cross(leader, other.leader) ||
        crosses(leader.from, leader.to, other.box) ||
        crosses(other.leader.from, other.leader.to, box)
    ).length;
    const cost = one.cost + CROSSING * crossings;
    if (!best || cost < best.cost) best = {...one, cost};
  }
  return best;
}

/** The names of a map's largest places, of the chosen one and of the one they are looked at from, where there is room. */
export function mapLabels(
  {places, outlined}: WorldMap,
  positions: WorldPositions,
  {width, size, zoom, most}: {readonly width: number; readonly size: Size; readonly zoom: Zoom; readonly most: number}
): Label[] {
  const {height, scale} = mapSize(positions, width);
  const {plain} = TEXT[size];
  const unit = scale * zoom.k;
  const pointOf = (code: string): Point | null => {
    const point = positions.at[code] ?? positions.dots[code];
    if (!point) return null;
    const [x, y] = [point[0] * unit + zoom.x, point[1] * unit + zoom.y];
    return 0 <= x && x <= width && 0 <= y && y <= height ? [x, y] : null;
  };
  const inWindow = places.filter(({code}) => pointOf(code));
  const chosen = inWindow.find((place) => place.chosen);
  const largest = [...inWindow].sort((a, b) => descending(a.value, b.value)).slice(0, most);
  const named: {code: string; name: string; words: string; strong: boolean}[] = [
    ...(chosen && !largest.includes(chosen) ? [chosen] : []),
    ...largest
  ].map((place) => ({code: place.code, name: place.name, words: place.words, strong: place.chosen}));
  if (outlined && size !== "phone") named.push({code: outlined.code, name: outlined.name, words: "", strong: true});
  const boxesOf = (some: readonly {readonly code: string}[], by: number) =>
    some.flatMap(({code}) => {
      const point = pointOf(code);
      return point ? [around(point, by)] : [];
    });
  const onLand = landOf(positions);
  const space: Omit<Around, "anchors"> = {
    ...{width, height, size},
    isLand: ({x0, y0, x1, y1}) =>
      onLand({
        ...{x0: (x0 - zoom.x) / unit, x1: (x1 - zoom.x) / unit},
        ...{y0: (y0 - zoom.y) / unit, y1: (y1 - zoom.y) / unit}
      }),
    points: [
      ...boxesOf(named, 5),
      ...boxesOf(
        places.filter(({code}) => code in positions.dots),
        4
      )
    ]
  };
  const wanted = named.flatMap(({code, name, words: number, strong}): Wanted[] => {
    const from = pointOf(code);
    if (!from) return [];
    const said = (lines: readonly string[]): Said => ({
      lines,
      long: Math.max(...lines.map((line) => textWidth(line, plain, strong))) + 6,
      tall: plain * (1.3 + 1.2 * (lines.length - 1))
    });
    return [
      {from, strong, said: number === "" ? [said([name])] : [said([`${name} ${number}`]), said([`${name} `, number])]}
    ];
  });
  return bestOf(wanted, {...space, anchors: wanted.map(({from}) => from)}).flatMap((placed, i) =>
    placed ? [{...placed, strong: wanted[i]?.strong ?? false}] : []
  );
}

interface Wanted {
  readonly from: Point;
  readonly said: readonly Said[];
  readonly strong: boolean;
}

/**
 * Places for names, each null where it finds none. Which is placed first decides who has room: from the largest, from each side, and
 * then each once more with the others where they are; the order that costs least wins.
 */
function bestOf(wanted: readonly Wanted[], space: Around): readonly (Placed | null)[] {
  const all = wanted.map((_, i) => i);
  const by = (of: (point: Point) => number) =>
    [...all].sort((a, b) => of(wanted[a]?.from ?? [0, 0]) - of(wanted[b]?.from ?? [0, 0]));
  const places = wanted.map(({from, said}) => placesFor(from, said, space));
  const orders = [all, by(([, y]) => y), by(([, y]) => -y), by(([x]) => x), by(([x]) => -x)];
  let best: {placed: readonly (Placed | null)[]; cost: number} | null = null;
  for (const order of orders) {
    const placed: (Placed | null)[] = wanted.map(() => null);
    const others = (i: number) => placed.flatMap((one, j) => (one && j !== i ? [one] : []));
    for (const i of [...order, ...order]) placed[i] = freeOf(places[i] ?? [], others(i)) ?? placed[i] ?? null;
    // A crossing is of two names, and the larger of the places are missed most.
    const cost = placed.reduce((sum, one, i) => sum + (one?.cost ?? LEFT_OUT + (wanted.length - i)), 0);
    if (!best || cost < best.cost) best = {placed, cost};
  }
  return best?.placed ?? [];
}

/** The names drawn, each with its leader. */
export function drawnLabels(make: Make, labels: readonly Label[], size: Size): SVGElement[] {
  const {plain} = TEXT[size];
  return labels.flatMap(({box, leader: {from, to}, lines, anchor, strong}) => [
    make("path", {
      d: `M${Math.round(from[0])} ${Math.round(from[1])}L${Math.round(to[0])} ${Math.round(to[1])}`,
      class: "ink",
      "stroke-width": 1
    }),
    make("circle", {cx: from[0], cy: from[1], r: 2.2, class: "leader-dot"}),
    words(
      make,
      anchor === "start" ? box.x0 + 3 : anchor === "end" ? box.x1 - 3 : (box.x0 + box.x1) / 2,
      box.y0 + plain,
      lines,
      {size: plain, leading: plain * 1.2, anchor, class: strong ? "halo name" : "halo value"}
    )
  ]);
}
