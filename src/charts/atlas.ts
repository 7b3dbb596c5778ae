// Makes the shapes of the world map at build time, from Natural Earth's 1:110 million countries (world-atlas, public domain) by one
// reviewed step, projected once, and put into a page once, so that three sizes of a map share it and no reader needs a projection.
//
// The reviewed step: Crimea is drawn with Ukraine, as the General Assembly affirmed (A/RES/68/262); Western Sahara apart, south of
// 27°40' N, as the UN lists it among non-self-governing territories; northern Cyprus with Cyprus, Somaliland with Somalia, and
// Kosovo with Serbia, as UNHCR's rows count them ("Serbia and Kosovo: S/RES/1244 (1999)"). Boundaries imply no endorsement.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {geoArea, geoCentroid, geoContains, geoEqualEarth, geoPath} from "d3";
import type {Feature, MultiPolygon, Polygon, Position} from "geojson";
import type {Geom} from "polygon-clipping";
import {feature, merge} from "topojson-client";
import {presimplify, simplify} from "topojson-simplify";
import type {
  GeometryCollection,
  MultiPolygon as ArcsOfMany,
  Polygon as ArcsOfOne,
  Topology
} from "topojson-specification";
import {packLand} from "./land.js";
import type {WorldPositions} from "./world.js";
import polygonClipping from "polygon-clipping";

const WIDTH = 1500;
const CRIMEA: [number, number] = [34.2, 45.2];
const WESTERN_SAHARA_TOP = 27 + 40 / 60;
const NOT_DRAWN = new Set(["Antarctica", "Fr. S. Antarctic Lands"]);
/** Shapes of Natural Earth without a code, and the place whose rows include them. */
const JOINED: Readonly<Record<string, string>> = {Kosovo: "688", "N. Cyprus": "196", Somaliland: "706"};

type Arcs = ArcsOfOne<{name: string}> | ArcsOfMany<{name: string}>;
type World = Topology<{countries: GeometryCollection<{name: string}>}>;
type Shape = Polygon | MultiPolygon;

export interface WorldShapes {
  /** Path data by place, in whole units of a map that is `positions.width` wide; "" is land without a code. */
  readonly paths: ReadonlyMap<string, string>;
  readonly positions: WorldPositions;
}

function atlas(scale: "110m" | "50m"): World {
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as World;
}

/** The countries of the 1:110 million map by M49 code, after the reviewed step. @throws Error where the atlas is not as it was. */
export function countriesAsDrawn(): Map<string, Shape> {
  // Bends of less than this many square degrees are not seen at the widths that are drawn.
  const world = simplify(presimplify(atlas("110m")), 0.06);
  const given = world.objects.countries.geometries as (Arcs & {id?: string})[];
  const nameOf = ({properties}: Arcs) => properties?.name ?? "";
  const parts = new Map<string, Arcs[]>();
  for (const shape of given) {
    const id = JOINED[nameOf(shape)] ?? shape.id ?? "";
    if (!NOT_DRAWN.has(nameOf(shape))) parts.set(id, [...(parts.get(id) ?? []), shape]);
  }
  // Crimea is a separate polygon in the Russian shape: its arcs go to Ukraine and the border between them goes.
  const [russia] = parts.get("643") ?? [];
  if (russia?.type !== "MultiPolygon") throw new Error("world-atlas: Russia is not in parts");
  const one = (arcs: number[][]): ArcsOfOne<{name: string}> => ({type: "Polygon", arcs, properties: {name: ""}});
  const isCrimea = (arcs: number[][]) => geoContains(feature(world, one(arcs)), CRIMEA);
  const crimea = russia.arcs.filter(isCrimea);
  if (crimea.length !== 1) throw new Error(`world-atlas: Crimea is in ${crimea.length} parts of Russia`);
  parts.set("643", [{...russia, arcs: russia.arcs.filter((arcs) => !isCrimea(arcs))}]);
  parts.set("804", [...(parts.get("804") ?? []), ...crimea.map(one)]);

  const shapes = new Map<string, Shape>();
  for (const [id, some] of parts) {
    const [first] = some;
    if (first) shapes.set(id, some.length > 1 ? merge(world, some) : shapeOf(world, first));
  }
  // Morocco reaches over Western Sahara on this map: what lies south of the line goes to the territory.
  const south: Geom = [[[[-20, 15], [0, 15], [0, WESTERN_SAHARA_TOP], [-20, WESTERN_SAHARA_TOP], [-20, 15]]]]; // prettier-ignore
  const morocco = geom(shapes.get("504"));
  shapes.set("732", many(polygonClipping.union(geom(shapes.get("732")), polygonClipping.intersection(morocco, south))));
  shapes.set("504", many(polygonClipping.difference(morocco, south)));
  return shapes;
}

const shapeOf = (world: World, arcs: Arcs): Shape =>
  arcs.type === "Polygon" ? feature(world, arcs).geometry : feature(world, arcs).geometry;

function geom(shape: Shape | undefined): Geom {
  if (!shape) throw new Error("world-atlas: Morocco or Western Sahara is not there");
  return (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates) as Geom;
}

/** polygon-clipping winds rings as a plane does; the sphere wants the outer ring clockwise. */
function many(clipped: ReturnType<typeof polygonClipping.union>): MultiPolygon {
  return {type: "MultiPolygon", coordinates: clipped.map((rings) => rings.map((ring) => [...ring].reverse()))};
}

function polygonsOf(shape: Shape): Position[][][] {
  return shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
}

/** The part of a shape that a label points at: its largest polygon. */
function mainPart(shape: Shape): Polygon {
  const polygons = polygonsOf(shape).map((coordinates): Polygon => ({type: "Polygon", coordinates}));
  const [first] = polygons.sort((a, b) => geoArea(b) - geoArea(a));
  return first ?? {type: "Polygon", coordinates: []};
}

let made: WorldShapes | null = null;

/** The world's shapes, by the edition's codes. Made once. @throws Error where the atlas is not as it was reviewed. */
export function worldShapes(places: readonly {readonly place: string; readonly m49: string | null}[]): WorldShapes {
  if (made) return made;
  const codeOf = new Map(places.flatMap(({place, m49}) => (m49 === null ? [] : [[m49, place] as const])));
  const shapes = countriesAsDrawn();
  // French Guiana is a part of France there and a separate place here.
  const france = shapes.get("250");
  if (france) {
    const [home, overseas] = [[] as Position[][][], [] as Position[][][]];
    for (const polygon of polygonsOf(france)) ((polygon[0]?.[0]?.[0] ?? 0) < -20 ? overseas : home).push(polygon);
    shapes.set("250", {type: "MultiPolygon", coordinates: home});
    shapes.set("254", {type: "MultiPolygon", coordinates: overseas});
  }
  const all: Feature = {
    type: "Feature",
    properties: {},
    geometry: {type: "GeometryCollection", geometries: [...shapes.values()]}
  };
  const projection = geoEqualEarth().fitWidth(WIDTH, all);
  const path = geoPath(projection).digits(0);
  const height = Math.ceil(path.bounds(all)[1][1]);
  const paths = new Map<string, string>();
  const at: Record<string, readonly [number, number]> = {};
  for (const [id, shape] of [...shapes].sort()) {
    const code = codeOf.get(id) ?? "";
    paths.set(code, (paths.get(code) ?? "") + relative(path(shape) ?? ""));
    const point = projection(geoCentroid(mainPart(shape)));
    if (code && point) at[code] = [Math.round(point[0]), Math.round(point[1])];
  }
  // Places too small for this scale are dots, where the 1:50 million map has them.
  const dots: Record<string, readonly [number, number]> = {};
  const finer = atlas("50m");
  for (const shape of feature(finer, finer.objects.countries).features) {
    const code = codeOf.get(String(shape.id));
    if (code === undefined || paths.has(code) || code in dots) continue;
    const point = projection(geoCentroid(shape));
    if (point) dots[code] = [Math.round(point[0]), Math.round(point[1])];
  }
  const land = packLand(paths.values(), {width: WIDTH, height});
  made = {paths, positions: {width: WIDTH, height, at, dots, land}};
  return made;
}

/** The same outline in steps from point to point, without points that fall on the one before. */
function relative(absolute: string): string {
  return absolute
    .split("M")
    .slice(1)
    .map((ring) => {
      const points = ring
        .replace("Z", "")
        .split("L")
        .map((pair) => pair.split(",").map(Number) as [number, number]);
      const [first] = points;
      if (!first) return "";
      let [x, y] = first;
      let steps = "";
      for (const [px, py] of points.slice(1)) {
        if (px === x && py === y) continue;
        const [dx, dy] = [px - x, py - y];
        steps += `${dx < 0 || !steps ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
        [x, y] = [px, py];
      }
      return steps ? `M${first[0]} ${first[1]}l${steps}z` : "";
    })
    .join("");
}
