// Draws a map of the Russian Far East with the places of the timeline's events, under the same numbers.
import {geoConicEquidistant, group, line as lineOf, polygonContains} from "d3";
import {DRAWING_WORDS} from "../words/drawing.js";
import {columnsData, recordData} from "./data.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {line, ringPath} from "./marks.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {textWidth, words, wrap} from "./text.js";
import {inOrder} from "./timeline.js";

/** Coast and borders as far-east.json has them: rings and lines of longitude, latitude in hundredths of a degree. */
export interface Geography {
  readonly land: readonly (readonly number[])[];
  readonly borders: readonly (readonly number[])[];
}

export interface MapEvent {
  readonly date: string;
  readonly place: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

export interface FarEastMap {
  readonly events: readonly MapEvent[];
  readonly geography: Geography;
  /** Names of countries and where they are printed. */
  readonly countries?: readonly {readonly name: string; readonly longitude: number; readonly latitude: number}[];
}

/** The extent of the map: west, south, east, north. */
const VIEW = [121, 40.2, 143.2, 53] as const;

/** The corners that must be in view; a phone has less of the sea and more of the north and south. */
function projectionOf(width: number, height: number, size: Size) {
  const [west, , east] = VIEW;
  const [left, bottom, right, top] = size === "phone" ? [124.5, 39.8, 139.5, 53.4] : VIEW;
  return geoConicEquidistant()
    .parallels([43, 50])
    .rotate([-(west + east) / 2, 0])
    .fitSize([width, height], {
      type: "MultiPoint",
      coordinates: [
        [left, bottom],
        [right, bottom],
        [left, top],
        [right, top]
      ]
    })
    .clipExtent([
      [0, 0],
      [width, height]
    ]);
}

type Projection = ReturnType<typeof projectionOf>;
type Point = [number, number];

/** Points of a flat list of coordinates, in pixels. */
function projected(flat: readonly number[], projection: Projection): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) points.push([(flat[i] ?? 0) / 100, (flat[i + 1] ?? 0) / 100]);
  return points.flatMap((point) => {
    const at = projection(point);
    return at ? [at] : [];
  });
}

interface PlaceOnMap {
  readonly name: string;
  /** Numbers of its events on the time-line. */
  readonly numbers: readonly number[];
  readonly x: number;
  readonly y: number;
}

/** Places with their events, by coordinates. Events without coordinates are only on the time-line. */
function placesOf(events: readonly MapEvent[], projection: Projection): PlaceOnMap[] {
  const located = inOrder(events)
    .map((event, i) => ({...event, number: i + 1}))
    .filter(({longitude, latitude}) => longitude !== undefined && latitude !== undefined);
  const places = group(located, ({longitude, latitude}) => `${String(longitude)} ${String(latitude)}`);
  return [...places.values()].map((at) => {
    const [first] = at;
    const [x, y] = projection([first?.longitude ?? 0, first?.latitude ?? 0]) ?? [0, 0];
    return {name: first?.place ?? "", numbers: at.map(({number}) => number), x, y};
  });
}

/** Places closer than this share a column of labels. */
const NEAR = 46;

function clustersOf(places: readonly PlaceOnMap[]): PlaceOnMap[][] {
  const clusters: PlaceOnMap[][] = [];
  for (const place of [...places].sort((a, b) => a.y - b.y)) {
    const cluster = clusters.find((one) => one.some(({x, y}) => Math.hypot(x - place.x, y - place.y) < NEAR));
    if (cluster) cluster.push(place);
    else clusters.push([place]);
  }
  return clusters;
}

/** What the marks of one drawing share. */
interface Layout {
  readonly make: Make;
  readonly width: number;
  readonly height: number;
  readonly size: Size;
  readonly text: (typeof TEXT)[Size];
  readonly projection: Projection;
}

interface Label {
  readonly place: PlaceOnMap;
  readonly lead: string;
  readonly lines: readonly string[];
  /** Baseline of the first line, and where the lines begin (or end, at the left of the places). */
  readonly x: number;
  readonly y: number;
  readonly long: number;
  /** 1 where the label is at the right of its place, −1 at the left. */
  readonly side: 1 | -1;
  /** Whether no other place is near, so that the label needs no leader. */
  readonly alone: boolean;
}

/** Labels of places that are close together: a column next to them, by latitude, each with a leader line to its place. */
function labelsOf(cluster: readonly PlaceOnMap[], {width, height, size, text: {plain}}: Layout): Label[] {
  const alone = cluster.length === 1;
  const reach = alone ? 11 : size === "phone" ? 26 : 44;
  const [from, to] = [Math.min(...cluster.map(({x}) => x)), Math.max(...cluster.map(({x}) => x))];
  const leadOf = ({numbers}: PlaceOnMap) => `${numbers.join(", ")} `;
  const oneLine = Math.max(...cluster.map((place) => textWidth(`${leadOf(place)}${place.name}`, plain, true)));
  // The sea is at the right: labels go there wherever they fit, in two lines if they must.
  const toRight = width - to - reach - 4 >= Math.min(oneLine, 104);
  const side = toRight ? 1 : -1;
  const room = (toRight ? width - to : from) - reach - 4;
  const leading = plain * 1.15;
  const written = cluster.map((place) => {
    const lead = leadOf(place);
    return {place, lead, lines: wrap(`${lead}${place.name}`, room, plain, true)};
  });
  const tall = written.reduce((sum, {lines}) => sum + lines.length * leading + 6, 0);
  const centre = cluster.reduce((sum, {y}) => sum + y, 0) / cluster.length + (alone ? 0 : 8);
  let top = Math.min(height - tall, centre - tall / 2);
  return written.map((label) => {
    const y = alone ? label.place.y + plain * 0.35 : top + plain;
    top += label.lines.length * leading + 6;
    const long = Math.max(...label.lines.map((one) => textWidth(one, plain, true)));
    return {...label, x: (toRight ? to : from) + side * reach, y, long, side, alone};
  });
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

function boxOf({x, y, long, side, lines}: Label, {text: {plain}}: Layout): Box {
  const left = side === 1 ? x : x - long;
  return [left, y - plain, left + long, y + lines.length * plain * 1.15];
}

export function farEastMap(
  {events, geography, countries = []}: FarEastMap,
  options: DrawingOptions = {}
): SVGSVGElement {
  recordData("Events", () => {
    const sorted = inOrder(events);
    return columnsData([
      {name: "Number", fields: sorted.map((_, i) => i + 1)},
      {name: "Date", fields: sorted.map(({date}) => date)},
      {name: "Place", fields: sorted.map(({place}) => place)},
      {name: "Latitude", fields: sorted.map(({latitude}) => latitude ?? null)},
      {name: "Longitude", fields: sorted.map(({longitude}) => longitude ?? null)}
    ]);
  });
  const {make, width, size, label, idPrefix} = settle({width: 620, ...options}, "far-east");
  const text = TEXT[size];
  const say = DRAWING_WORDS;
  const height = Math.round(width * (size === "phone" ? 1.02 : 0.72));
  const projection = projectionOf(width, height, size);
  const layout: Layout = {make, width, height, size, text, projection};
  const shown = placesOf(events, projection).filter(({x, y}) => x >= 0 && x <= width && y >= 0 && y <= height);
  const labels = clustersOf(shown).flatMap((cluster) => labelsOf(cluster, layout));
  const boxes = labels.map((one) => boxOf(one, layout));
  const land = geography.land.map((ring) => projected(ring, projection));
  const said = shown.map(({name, numbers}) => `${name}: ${numbers.join(", ")}`).join("; ");
  return drawing(
    make,
    {width, height: height + 6 + text.small * 1.4, label: label ?? `Map. ${said}. ${say.boundariesNote}`},
    ...landMarks(land, geography.borders, `${idPrefix}-clip`, layout),
    ...countryNames(countries, boxes, layout),
    line(make, 0, height, width, height, "grid"),
    ...shown.map(({x, y}) => make("circle", {cx: x, cy: y, r: 4, class: "solid dot"})),
    ...labels.map((one) => labelMark(one, land, layout)),
    words(make, 0, height + 4 + text.small, say.boundariesNote, {size: text.small, class: "faint"})
  );
}

function landMarks(
  land: readonly Point[][],
  borders: Geography["borders"],
  clip: string,
  {make, width, height, projection}: Layout
): SVGElement[] {
  const border = lineOf().digits(2);
  return [
    make("defs", {}, make("clipPath", {id: clip}, make("rect", {width, height}))),
    make(
      "g",
      {"clip-path": `url(#${clip})`},
      ...land.map((ring) => make("path", {d: ringPath(ring), class: "land coast"})),
      ...borders.map((one) => make("path", {d: border(projected(one, projection)), class: "border", "stroke-width": 1}))
    )
  ];
}

/** Names of countries, where they are inside the frame and touch no label of a place. */
function countryNames(
  countries: NonNullable<FarEastMap["countries"]>,
  boxes: readonly Box[],
  {make, width, height, text: {small}, projection}: Layout
): SVGElement[] {
  return countries.flatMap(({name, longitude, latitude}) => {
    const [x, y] = projection([longitude, latitude]) ?? [-1, -1];
    const half = textWidth(name, small) / 2;
    const isFree = boxes.every(([l, t, r, b]) => x + half < l - 2 || x - half > r + 2 || y < t || y - small > b);
    const isInside = x - half > 0 && x + half < width && y > 12 && y < height - 6;
    return isFree && isInside ? [words(make, x, y, name, {size: small, anchor: "middle", class: "faint"})] : [];
  });
}

/** Numbers and name of a place, and the leader to it. */
function labelMark(
  {place, lead, lines, x, y, long, side, alone}: Label,
  land: readonly Point[][],
  {make, text: {plain}}: Layout
): SVGElement {
  const middle = y - plain * 0.35;
  const isOnLand = land.some((ring) => polygonContains(ring, [x + (side * long) / 2, middle]));
  const leader = `M${round(place.x + side * 4)} ${round(place.y)}L${round(x - side * 14)} ${round(middle)}H${round(x - side * 5)}`;
  return make(
    "g",
    {},
    alone ? null : make("path", {d: leader, class: "soft", "stroke-width": 1}),
    make(
      "text",
      {
        x,
        y,
        "font-size": plain,
        "text-anchor": side === 1 ? null : "end",
        class: isOnLand ? "halo on-land" : "halo"
      },
      ...lines.map((one, i) =>
        make(
          "tspan",
          {x, dy: i ? plain * 1.15 : null},
          i === 0 && make("tspan", {class: "name serif"}, lead.trim()),
          i === 0 ? one.slice(lead.length - 1) : one
        )
      )
    )
  );
}
