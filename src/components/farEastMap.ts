// Where it happened: the events of the time-line on a small map of the Russian Far East, by the same numbers.
import {geoConicEquidistant, group} from "d3";
import type {GeoPermissibleObjects} from "d3";
import {drawingWords} from "./drawingWords.js";
import {drawing, line, round, settle, TEXT, textWidth, words} from "./svg.js";
import type {DrawingOptions} from "./svg.js";
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
  /** Names of countries, where they stand. */
  readonly countries?: readonly {readonly name: string; readonly longitude: number; readonly latitude: number}[];
}

/** What is shown: west, south, east, north. */
const VIEW = [121, 40.2, 143.2, 53] as const;

export function farEastMap(
  {events, geography, countries = []}: FarEastMap,
  options: DrawingOptions = {}
): SVGSVGElement {
  const {make, width, locale, size, label, idPrefix} = settle({width: 620, ...options}, "far-east");
  const text = TEXT[size];
  const say = drawingWords(locale);
  const height = Math.round(width * (size === "phone" ? 1.02 : size === "middle" ? 0.72 : 0.72));
  const [west, south, east, north] = VIEW;
  const projection = geoConicEquidistant()
    .parallels([43, 50])
    .rotate([-(west + east) / 2, 0])
    .fitSize([width, height], {
      type: "MultiPoint",
      coordinates:
        size === "phone"
          ? [
              [124.5, 39.8],
              [139.5, 39.8],
              [124.5, 53.4],
              [139.5, 53.4]
            ]
          : [
              [west, south],
              [east, south],
              [west, north],
              [east, north]
            ]
    } as GeoPermissibleObjects)
    .clipExtent([
      [0, 0],
      [width, height]
    ]);
  const pairs = (flat: readonly number[]) => {
    const points: [number, number][] = [];
    for (let i = 0; i + 1 < flat.length; i += 2) points.push([(flat[i] ?? 0) / 100, (flat[i + 1] ?? 0) / 100]);
    return points;
  };
  // Planar polygons are drawn point by point: on the sphere a ring's direction would decide which side is land.
  const trace = (flat: readonly number[], closed: boolean) =>
    pairs(flat)
      .map((point) => projection(point))
      .filter((point) => point !== null)
      .map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`)
      .join("") + (closed ? "Z" : "");

  const clip = `${idPrefix}-clip`;
  const numbered = inOrder(events).map((event, i) => ({...event, number: i + 1}));
  const places = [
    ...group(
      numbered.filter(({longitude, latitude}) => longitude !== undefined && latitude !== undefined),
      ({longitude, latitude}) => `${String(longitude)} ${String(latitude)}`
    ).values()
  ].map((at) => {
    const [first] = at;
    const point = projection([first?.longitude ?? 0, first?.latitude ?? 0]) ?? [0, 0];
    return {name: first?.place ?? "", numbers: at.map(({number}) => number), x: point[0], y: point[1]};
  });
  const shown = places.filter(({x, y}) => x >= 0 && x <= width && y >= 0 && y <= height);

  // Places close together are told apart by leaders: their names stand in a column beside them, in the order of latitude.
  const near = 46;
  const clusters: (typeof shown)[] = [];
  for (const place of [...shown].sort((a, b) => a.y - b.y)) {
    const cluster = clusters.find((one) => one.some(({x, y}) => Math.hypot(x - place.x, y - place.y) < near));
    if (cluster) cluster.push(place);
    else clusters.push([place]);
  }
  const labelSize = text.plain;
  const row = labelSize * 1.55;
  const labels = clusters.flatMap((cluster) => {
    const alone = cluster.length === 1;
    const long = Math.max(
      ...cluster.map(({name, numbers}) => textWidth(`${numbers.join(", ")} ${name}`, labelSize, true))
    );
    const x = Math.max(...cluster.map((place) => place.x));
    const toRight = x + (alone ? 14 : 44) + long < width;
    const middle = cluster.reduce((s, {y}) => s + y, 0) / cluster.length;
    return cluster.map((place, i) => {
      const labelX = alone
        ? place.x + (toRight ? 11 : -11)
        : toRight
          ? x + 44
          : Math.min(...cluster.map((one) => one.x)) - 44;
      const labelY = alone
        ? place.y
        : Math.min(height - row * (cluster.length - i) + row * 0.3, middle + 8 + (i - (cluster.length - 1) / 2) * row);
      const d = toRight ? 1 : -1;
      return make(
        "g",
        {},
        alone
          ? null
          : make("path", {
              d: `M${round(place.x + d * 4)} ${round(place.y)}L${round(labelX - d * 16)} ${round(labelY)}H${round(labelX - d * 5)}`,
              class: "soft",
              "stroke-width": 1
            }),
        make(
          "text",
          {
            x: labelX,
            y: labelY + labelSize * 0.35,
            "font-size": labelSize,
            "text-anchor": toRight ? null : "end",
            class: "halo"
          },
          make("tspan", {class: "name serif"}, place.numbers.join(", ")),
          ` ${place.name}`
        )
      );
    });
  });
  return drawing(
    make,
    {
      width,
      height: height + 6 + text.small * 1.4,
      label:
        label ??
        `Map. ${shown.map(({name, numbers}) => `${name}: ${numbers.join(", ")}`).join("; ")}. ${say.boundariesNote}`
    },
    make("defs", {}, make("clipPath", {id: clip}, make("rect", {width, height}))),
    make(
      "g",
      {"clip-path": `url(#${clip})`},
      ...geography.land.map((ring) => make("path", {d: trace(ring, true), class: "land coast"})),
      ...geography.borders.map((border) => make("path", {d: trace(border, false), class: "border", "stroke-width": 1}))
    ),
    ...countries.flatMap(({name, longitude, latitude}) => {
      const [x, y] = projection([longitude, latitude]) ?? [-1, -1];
      const half = textWidth(name, text.small) / 2;
      return x - half > 0 && x + half < width && y > 12 && y < height - 6
        ? [words(make, x, y, name, {size: text.small, anchor: "middle", class: "faint"})]
        : [];
    }),
    line(make, 0, height, width, height, "grid"),
    ...shown.map(({x, y}) => make("circle", {cx: x, cy: y, r: 4, class: "solid dot"})),
    ...labels,
    words(make, 0, height + 4 + text.small, say.boundariesNote, {size: text.small, class: "faint"})
  );
}
