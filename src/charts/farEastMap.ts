// Where it happened: the events of the time-line on a small map of the Russian Far East, by the same numbers.
import {geoConicEquidistant, group, line as lineOf, polygonContains} from "d3";
import {drawingWords} from "../words/drawing.js";
import {drawing, round, settle} from "./drawing.js";
import type {DrawingOptions} from "./drawing.js";
import {line, ringPath} from "./marks.js";
import {TEXT} from "./sizes.js";
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
    })
    .clipExtent([
      [0, 0],
      [width, height]
    ]);
  const pairs = (flat: readonly number[]) => {
    const points: [number, number][] = [];
    for (let i = 0; i + 1 < flat.length; i += 2) points.push([(flat[i] ?? 0) / 100, (flat[i + 1] ?? 0) / 100]);
    return points;
  };
  const projected = (flat: readonly number[]) =>
    pairs(flat).flatMap((point) => {
      const at = projection(point);
      return at ? [at] : [];
    });

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
  const coast = geography.land.map(projected);
  const taken: (readonly [left: number, top: number, right: number, bottom: number])[] = [];
  const onLand = (x: number, y: number) => coast.some((ring) => polygonContains(ring, [x, y]));
  const labels = clusters.flatMap((cluster) => {
    const alone = cluster.length === 1;
    const reach = alone ? 11 : size === "phone" ? 26 : 44;
    const [from, to] = [Math.min(...cluster.map(({x}) => x)), Math.max(...cluster.map(({x}) => x))];
    // The sea lies at the right: names stand there wherever they can, in two lines if they must.
    const oneLine = Math.max(
      ...cluster.map(({name, numbers}) => textWidth(`${numbers.join(", ")} ${name}`, labelSize, true))
    );
    const toRight = width - to - reach - 4 >= Math.min(oneLine, 104);
    const room = (toRight ? width - to : from) - reach - 4;
    const written = cluster.map((place) => {
      const lead = `${place.numbers.join(", ")} `;
      return {place, lead, lines: wrap(`${lead}${place.name}`, room, labelSize, true)};
    });
    const leading = labelSize * 1.15;
    const tall = written.reduce((sum, {lines}) => sum + lines.length * leading + 6, 0);
    let y = Math.min(
      height - tall,
      cluster.reduce((s, one) => s + one.y, 0) / cluster.length + (alone ? 0 : 8) - tall / 2
    );
    return written.map(({place, lead, lines}) => {
      const d = toRight ? 1 : -1;
      const labelX = (toRight ? to : from) + d * reach;
      const first = alone ? place.y + labelSize * 0.35 : y + labelSize;
      const middle = first - labelSize * 0.35;
      y += lines.length * leading + 6;
      const long = Math.max(...lines.map((one) => textWidth(one, labelSize, true)));
      taken.push([
        toRight ? labelX : labelX - long,
        first - labelSize,
        toRight ? labelX + long : labelX,
        first + lines.length * leading
      ]);
      return make(
        "g",
        {},
        alone
          ? null
          : make("path", {
              d: `M${round(place.x + d * 4)} ${round(place.y)}L${round(labelX - d * 14)} ${round(middle)}H${round(labelX - d * 5)}`,
              class: "soft",
              "stroke-width": 1
            }),
        make(
          "text",
          {
            x: labelX,
            y: first,
            "font-size": labelSize,
            "text-anchor": toRight ? null : "end",
            class: onLand(labelX + (d * long) / 2, middle) ? "halo on-land" : "halo"
          },
          ...lines.map((one, i) =>
            make(
              "tspan",
              {x: labelX, dy: i ? leading : null},
              i === 0 && make("tspan", {class: "name serif"}, lead.trim()),
              i === 0 ? one.slice(lead.length - 1) : one
            )
          )
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
      ...geography.land.map((ring) => make("path", {d: ringPath(projected(ring)), class: "land coast"})),
      ...geography.borders.map((border) =>
        make("path", {d: lineOf().digits(2)(projected(border)), class: "border", "stroke-width": 1})
      )
    ),
    ...countries.flatMap(({name, longitude, latitude}) => {
      const [x, y] = projection([longitude, latitude]) ?? [-1, -1];
      const half = textWidth(name, text.small) / 2;
      const free = taken.every(([l, t, r, b]) => x + half < l - 2 || x - half > r + 2 || y < t || y - text.small > b);
      return free && x - half > 0 && x + half < width && y > 12 && y < height - 6
        ? [words(make, x, y, name, {size: text.small, anchor: "middle", class: "faint"})]
        : [];
    }),
    line(make, 0, height, width, height, "grid"),
    ...shown.map(({x, y}) => make("circle", {cx: x, cy: y, r: 4, class: "solid dot"})),
    ...labels,
    words(make, 0, height + 4 + text.small, say.boundariesNote, {size: text.small, class: "faint"})
  );
}
