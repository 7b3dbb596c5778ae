// Divides the world into regions: M49's regions and subregions, UNHCR's bureaus, and the European Union and EU and EFTA by
// year. Gives the rows of each region and how many of its countries report.
import {ascending, group} from "d3";
import {sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {liesIn} from "../measures/matches.js";
import type {Regions} from "../measures/matches.js";
import type {Region} from "../measures/selection.js";
import type {Edition} from "./edition.js";

export interface WorldRegion extends Region {
  readonly name: string;
  /** Its page's name below `world/`. */
  readonly slug: string;
  /** The M49 region that it is a part of; null for the five largest and for what is not M49's. */
  readonly parent: string | null;
}

type WithRegions = Pick<Edition, "areas" | "atlas" | "memberships">;

const WORLD = "001";

/** An address keeps its words when a name loses its article. */
function slugOf(scheme: Region["scheme"], code: string, name: string): string {
  if (scheme === "members") return code.replaceAll("_", "-");
  const words = name
    .toLowerCase()
    .replace(/^the /, "")
    .replaceAll(/[^a-z]+/g, "-");
  return scheme === "bureau" ? `unhcr-${words}` : words;
}

/** Every region of the edition but the world: M49's, each followed by its parts, then the bureaus, then the unions. */
export function worldRegions({areas, memberships}: WithRegions): WorldRegion[] {
  const made = areas
    .filter(({code, kind}) => code !== WORLD && (kind !== "members" || memberships.length > 0))
    .map(({code, kind, name_en, parent}): WorldRegion => ({
      scheme: kind,
      code,
      name: name_en,
      slug: slugOf(kind, code, name_en),
      parent: parent === WORLD ? null : parent
    }))
    .sort((a, b) => ascending(a.name.replace(/^The /, ""), b.name.replace(/^The /, "")));
  const of = (scheme: Region["scheme"]) => made.filter((region) => region.scheme === scheme);
  const m49 = of("m49");
  return [
    ...m49
      .filter(({parent}) => parent === null)
      .flatMap((region) => [region, ...m49.filter(({parent}) => parent === region.code)]),
    ...of("bureau"),
    ...of("members").sort((a, b) => ascending(a.code, b.code))
  ];
}

/** The regions of each place, for `liesIn`. */
export function regionsByPlace({atlas, memberships}: WithRegions): (code: string) => Regions | null {
  const spans = group(memberships, ({place}) => place);
  const known = new Map(
    atlas.map(({place, region, subregion, bureau}) => [
      place,
      {region, subregion, bureau, memberships: spans.get(place) ?? []}
    ])
  );
  return (code) => known.get(code) ?? null;
}

/** The parts of the world: some regions, and each place outside them, such as unknown origin, as a separate line. */
export interface Part {
  readonly name: string;
  readonly region: WorldRegion | null;
  /** The one place that it is, outside every region; null for regions and for several places. */
  readonly code: string | null;
  /** Codes of places that lie in it. */
  readonly takes: (code: string) => boolean;
}

/** Places outside every region, in display order: after all regions. */
const APART: readonly (readonly [code: string, name: string])[] = [
  ["UNK", "Unknown"],
  ["XXA", "Stateless"],
  ["TIB", "Tibetan"]
];

/**
 * The five M49 regions, their subregions, or the bureaus, with the places outside them: together the world, each place once.
 * A part may have no rows, such as Antarctica.
 */
export function partsOfWorld(edition: WithRegions, division: "regions" | "subregions" | "bureaus"): Part[] {
  const regionsOf = regionsByPlace(edition);
  const chosen = worldRegions(edition).filter(({scheme, parent}) =>
    division === "bureaus" ? scheme === "bureau" : scheme === "m49" && (parent === null) === (division === "regions")
  );
  const within = (region: WorldRegion) => (code: string) => liesIn(regionsOf(code), region, 0);
  const without = edition.atlas
    .map(({place, kind}) => ({place, kind}))
    .filter(({place}) => !chosen.some((region) => within(region)(place)));
  const rank = (place: string) => APART.findIndex(([code]) => code === place) + 1 || APART.length + 1;
  const lines = without
    .filter(({kind}) => kind !== "country" && kind !== "territory")
    .sort((a, b) => ascending(rank(a.place), rank(b.place)) || ascending(a.place, b.place))
    .map(({place}): Part => ({
      name: APART.find(([code]) => code === place)?.[1] ?? place,
      region: null,
      code: place,
      takes: (code) => code === place
    }));
  const rest = new Set(without.filter(({kind}) => kind === "country" || kind === "territory").map(({place}) => place));
  return [
    ...chosen.map((region): Part => ({name: region.name, region, code: null, takes: within(region)})),
    ...(rest.size
      ? [{name: "Territories in no region", region: null, code: null, takes: (code: string) => rest.has(code)}]
      : []),
    ...lines
  ];
}

/** The rows of a region, from rows by place. A union's rows are those of the years in which the place was a member. */
export function rowsWithin<T extends {readonly year: number}>(
  edition: WithRegions,
  region: Region,
  byPlace: ReadonlyMap<string, readonly T[]>
): T[] {
  const regionsOf = regionsByPlace(edition);
  const found: T[] = [];
  for (const [code, rows] of byPlace) {
    const regions = regionsOf(code);
    if (region.scheme !== "members") {
      if (liesIn(regions, region, 0)) for (const row of rows) found.push(row);
    } else for (const row of rows) if (liesIn(regions, region, row.year)) found.push(row);
  }
  return found;
}

/** The places of a region in a year, or of every year where none is given. */
export function placesOf(edition: WithRegions, region: Region, year?: number): string[] {
  const regionsOf = regionsByPlace(edition);
  return edition.atlas
    .map(({place}) => place)
    .filter((code) => {
      const regions = regionsOf(code);
      if (year !== undefined || region.scheme !== "members") return liesIn(regions, region, year ?? 0);
      return (regions?.memberships ?? []).some(({scheme}) => scheme === region.code);
    });
}

export interface Reporting {
  readonly year: number;
  /** Countries with a row of anyone, at any level and in any unit. */
  readonly hosts: number;
  /** Countries that could have had one: members of the year, or places with a row in any year. */
  readonly of: number;
}

/** How many countries of a region have a row of a table, year by year. `of` counts a union's members, or whoever ever had a row. */
export function reportingOf(
  edition: WithRegions & Pick<Edition, "reporting">,
  region: Region,
  table: "applications" | "decisions",
  [from, to]: readonly [number, number]
): Reporting[] {
  const regionsOf = regionsByPlace(edition);
  const years = new Map<number, Set<string>>();
  const ever = new Set<string>();
  for (const row of edition.reporting) {
    if (row.table !== table || !liesIn(regionsOf(row.asylum), region, row.year)) continue;
    ever.add(row.asylum);
    const hosts = years.get(row.year);
    if (hosts) hosts.add(row.asylum);
    else years.set(row.year, new Set([row.asylum]));
  }
  return Array.from({length: to - from + 1}, (_, i) => {
    const year = from + i;
    return {
      year,
      hosts: years.get(year)?.size ?? 0,
      of: region.scheme === "members" ? placesOf(edition, region, year).length : ever.size
    };
  });
}

/** Year-end stocks of a region: the sum of its places' in each year, and how many places have a row. */
export function stocksWithin<T extends string>(
  edition: WithRegions,
  region: Region,
  byPlace: ReadonlyMap<string, ReadonlyMap<number, Readonly<Record<T, Count | null>>>>,
  kinds: readonly T[]
): Map<number, Record<T, Count | null> & {places: number}> {
  const regionsOf = regionsByPlace(edition);
  const found = new Map<number, Record<T, Count | null> & {places: number}>();
  for (const [code, years] of byPlace)
    for (const [year, counts] of years) {
      if (!liesIn(regionsOf(code), region, year)) continue;
      const before = found.get(year);
      found.set(year, {
        ...(Object.fromEntries(kinds.map((kind) => [kind, sum([before?.[kind] ?? null, counts[kind]])])) as Record<
          T,
          Count | null
        >),
        places: (before?.places ?? 0) + 1
      });
    }
  return found;
}

/** The regions of a place that have pages: M49's from large to small, and the European Union with the years of membership. */
export function regionsOfPlace(edition: WithRegions, code: string): {region: WorldRegion; years: string | null}[] {
  const regions = regionsByPlace(edition)(code);
  return worldRegions(edition).flatMap((region): {region: WorldRegion; years: string | null}[] => {
    if (region.scheme === "m49") return liesIn(regions, region, 0) ? [{region, years: null}] : [];
    const one = region.code === "eu" && regions?.memberships?.find(({scheme}) => scheme === "eu");
    if (!one) return [];
    const [from, to] = [one.year_from ?? "", one.year_to];
    return [{region, years: to === null ? `since ${from}` : `${from}–${to}`}];
  });
}
