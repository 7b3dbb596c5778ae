// Draws a ranking on a map of the world: five steps of one hue, the largest named with their number, the selected place outlined.
// A page contains the outlines once (`worldDefs`); every drawing refers to them by id.
import {max} from "d3";
import {formatNumber} from "../words/numbers.js";
import {columnsData, percent, recordData} from "./data.js";
import {drawing, maker, settle} from "./drawing.js";
import type {DrawingOptions, Make} from "./drawing.js";
import {mapSize, WHOLE} from "./world.js";
import type {WorldMap, WorldPositions, Zoom} from "./world.js";
import {drawnLabels, mapLabels} from "./mapLabels.js";
import {stepScale} from "./scale.js";
import {TEXT} from "./sizes.js";
import type {Size} from "./sizes.js";
import {words} from "./text.js";

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
  const {scale} = mapSize(positions, width);
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
  const most = Math.round((size === "phone" ? 3 : 6) * Math.sqrt(zoom.k));
  const named = mapLabels(map, positions, {width, size, zoom, most});
  return make("g", {class: "world-names"}, ...dots, ...drawnLabels(make, named, size));
}
