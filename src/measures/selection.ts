// A reader's question as one typed value that an address carries. An address may be years old or made by a stranger, so parsing one
// never fails: invalid parts are dropped and listed.
import {APPLICATION_TYPES, AUTHORITIES, LEVELS, STAGES} from "./codes.js";
import type {ApplicationType, Authority, Level, Stage, Unit} from "./codes.js";
import {RATE_NAMES} from "./rates.js";
import type {RateName} from "./rates.js";
import {stageOf} from "./sums.js";

/** How regions are drawn: M49's, UNHCR's bureaus, or the members of a union, who change by year. */
export const REGION_SCHEMES = ["m49", "bureau", "members"] as const;
export type RegionScheme = (typeof REGION_SCHEMES)[number];
export interface Region {
  readonly scheme: RegionScheme;
  readonly code: string;
}

/** Every place, some places by their code in UNHCR's rows, or the places of one region; `but` are left out of many. */
export type Places =
  | {readonly kind: "all"; readonly but?: readonly string[]}
  | {readonly kind: "places"; readonly codes: readonly string[]}
  | ({readonly kind: "region"; readonly but?: readonly string[]} & Region);

export const MEASURES = ["applications", "decisions", "rate", "refugees", "asylum_seekers"] as const;
export type Measure = (typeof MEASURES)[number];

/** How decisions are grouped: by legal status, or by the column they were published in. */
export const READINGS = ["status", "published"] as const;
export type ReadingName = (typeof READINGS)[number];

export interface Selection {
  readonly measure: Measure;
  /** For decisions a reading, for a rate its name, otherwise null. */
  readonly definition: ReadingName | RateName | null;
  readonly origins: Places;
  readonly asylums: Places;
  /** First and last year, both within. */
  readonly years: readonly [number, number];
  /** Stages, shown separately and never added; at least one. */
  readonly stages: readonly Stage[];
  /** Levels within the stages, or null for all of them. */
  readonly levels: readonly Level[] | null;
  /** New applications as UNHCR counts them, every type, or some types. Only applications have types. */
  readonly types: "new" | "all" | readonly ApplicationType[];
  readonly authority: Authority | "all";
  /** Persons, cases, or both shown separately. */
  readonly unit: Unit | "both";
}

/** Why a part of an address was dropped. */
export type ProblemReason =
  | "unknown key"
  | "unknown value"
  | "given twice"
  | "too many"
  | "too long"
  /** The key or value has no meaning for this measure or with the other choices. */
  | "does not fit"
  /** Years outside the edition: the years within it are taken, or its nearest year. */
  | "outside the edition";

/** A part of an address that was dropped. `value` is its text, cut to 80 characters: never markup. */
export interface Problem {
  readonly key: string;
  readonly value: string;
  readonly reason: ProblemReason;
}

/** What the current edition has; without it, an address is checked by its form only. */
export interface Known {
  /** The default years. */
  readonly years?: readonly [number, number];
  readonly place?: (code: string) => boolean;
  readonly region?: (scheme: RegionScheme, code: string) => boolean;
}

/** More places than the publisher has. */
const MOST_PLACES = 250;
/** Longer than the longest address `formatSelection` can write. */
const MOST_CHARACTERS = 4096;
const FIRST_YEAR = 1951,
  LAST_YEAR = 2100;

const ALL = {kind: "all"} as const;
const ALL_STAGES = Object.keys(STAGES) as Stage[];
export const ALL_LEVELS = Object.keys(LEVELS) as Level[];
const ALL_TYPES = Object.keys(APPLICATION_TYPES) as ApplicationType[];
const ALL_AUTHORITIES = Object.keys(AUTHORITIES) as Authority[];
const UNIT_NAMES = {persons: "P", cases: "C"} as const;

/** What an address without any part means: new applications everywhere, nothing left out. */
export const DEFAULT_SELECTION: Selection = {
  measure: "applications",
  definition: null,
  origins: ALL,
  asylums: ALL,
  years: [2000, 2025],
  stages: ALL_STAGES,
  levels: null,
  types: "new",
  authority: "all",
  unit: "both"
};

/** The keys of an address in the order they are written. */
const KEYS = [
  "measure",
  "definition",
  "origin",
  "asylum",
  "years",
  "stage",
  "level",
  "type",
  "authority",
  "unit"
] as const;
type Key = (typeof KEYS)[number];

const EVERYWHERE: readonly Key[] = ["measure", "origin", "asylum", "years"];
/** The options of each measure: stocks have no stages and decisions no types. */
const KEYS_OF: Record<Measure, readonly Key[]> = {
  applications: [...EVERYWHERE, "stage", "level", "type", "authority", "unit"],
  decisions: [...EVERYWHERE, "definition", "stage", "level", "authority", "unit"],
  rate: [...EVERYWHERE, "definition", "stage", "level", "authority", "unit"],
  refugees: EVERYWHERE,
  asylum_seekers: EVERYWHERE
};

const isOneOf = <T extends string>(list: readonly T[], text: string): text is T =>
  (list as readonly string[]).includes(text);

/** The members of a closed list that are given, each once, in the list's order. */
const inOrder = <T extends string>(list: readonly T[], given: readonly T[]): T[] =>
  list.filter((member) => given.includes(member));

function definitionsOf(measure: Measure): readonly (ReadingName | RateName)[] {
  return measure === "decisions" ? READINGS : measure === "rate" ? RATE_NAMES : [];
}

/** The default definition. It is always written, so that a rate is never without its name. */
function defaultDefinition(measure: Measure): ReadingName | RateName | null {
  return measure === "decisions" ? "status" : measure === "rate" ? "positive" : null;
}

function canonicalPlaces(places: Places): Places {
  if (places.kind === "places") {
    for (const code of places.codes)
      if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`${JSON.stringify(code)} is not a code of a place`);
    const codes = [...new Set(places.codes)].sort();
    if (codes.length > MOST_PLACES) throw new RangeError(`more than ${MOST_PLACES} places`);
    return codes.length ? {kind: "places", codes} : ALL;
  }
  if (places.kind === "region") {
    const {scheme, code} = places;
    if (!(scheme === "m49" ? /^\d{3}$/ : /^[a-z][a-z_]{0,39}$/).test(code))
      throw new RangeError(`${JSON.stringify(code)} is not a region of ${scheme}`);
    return scheme === "m49" && code === "001" ? withoutSome(ALL, places.but) : withoutSome({kind: "region", scheme, code}, places.but); // prettier-ignore
  }
  return withoutSome(ALL, places.but);
}
const withoutSome = (places: Exclude<Places, {kind: "places"}>, but: readonly string[] = []): Places =>
  but.length ? {...places, but: [...new Set(but)].sort()} : places;

/**
 * The canonical form of all selections that ask for the same: lists sorted and without repeats, options that the measure does not
 * have at their default, a list of everything as no list.
 * @throws RangeError where a code of a place or region, or a year, is malformed, or years are reversed.
 */
export function canonical(selection: Selection): Selection {
  const {measure, years} = selection;
  const [from, to] = years;
  if (!(Number.isInteger(from) && Number.isInteger(to) && FIRST_YEAR <= from && from <= to && to <= LAST_YEAR))
    throw new RangeError(`${String(from)}–${String(to)} are not years`);
  const has = (key: Key) => KEYS_OF[measure].includes(key);
  const stages = has("stage") ? inOrder(ALL_STAGES, selection.stages) : [];
  const taken = stages.length ? stages : ALL_STAGES;
  const open = ALL_LEVELS.filter((level) => taken.includes(stageOf(level)));
  const levels = has("level") && selection.levels ? inOrder(open, selection.levels) : [];
  const {types} = selection;
  const someTypes = typeof types === "string" ? [] : inOrder(ALL_TYPES, types);
  const definition = selection.definition;
  return {
    measure,
    definition:
      definition !== null && isOneOf(definitionsOf(measure), definition) ? definition : defaultDefinition(measure),
    origins: canonicalPlaces(selection.origins),
    asylums: canonicalPlaces(selection.asylums),
    years: [from, to],
    stages: taken,
    levels: levels.length && levels.length < open.length ? levels : null,
    types: !has("type")
      ? "new"
      : typeof types === "string"
        ? types
        : someTypes.length === ALL_TYPES.length
          ? "all"
          : someTypes.length
            ? someTypes
            : "new",
    authority: has("authority") ? selection.authority : "all",
    unit: has("unit") ? selection.unit : "both"
  };
}

function formatPlaces(places: Places): string | null {
  if (places.kind === "places") return places.codes.join(",");
  return places.kind === "region" ? `${places.scheme}:${places.code}` : null;
}

/**
 * A selection as the query of an address, without "?": `measure=rate&definition=positive&origin=PRK&asylum=RUS&years=2011-2019`.
 * Defaults are left out, but years are always written: the next edition has one year more, and an address that is cited must
 * go on asking for the same. The text needs no escaping. `parseSelection` gives the canonical selection back.
 * @throws RangeError where a code or year is malformed; see `canonical`.
 */
export function formatSelection(selection: Selection): string {
  const {measure, definition, origins, asylums, years, stages, levels, types, authority, unit} = canonical(selection);
  const [from, to] = years;
  const parts: Record<Key, string | null> = {
    measure: measure === DEFAULT_SELECTION.measure ? null : measure,
    definition,
    origin: formatPlaces(origins),
    asylum: formatPlaces(asylums),
    years: from === to ? String(from) : `${from}-${to}`,
    stage: stages.length === ALL_STAGES.length ? null : stages.join(","),
    level: levels && levels.join(","),
    type: typeof types !== "string" ? types.join(",") : types === "new" ? null : types,
    authority: authority === "all" ? null : authority,
    unit: unit === "both" ? null : unit === "P" ? "persons" : "cases"
  };
  return KEYS.flatMap((key) => (parts[key] === null ? [] : [`${key}=${parts[key]}`])).join("&");
}

/** Codes are read in any case; another text stays as it was given. */
export const asCode = (text: string): string => (/^[a-z]{3}$/i.test(text) ? text.toUpperCase() : text);

/** Parses the parts of one query, and lists what it drops. */
class QueryReader {
  readonly problems: Problem[] = [];
  readonly given = new Map<Key, string>();

  drop(key: string, value: string, reason: ProblemReason): void {
    // Caps the list: an address can have thousands of unknown parts.
    if (this.problems.length < 20) this.problems.push({key: key.slice(0, 40), value: value.slice(0, 80), reason});
  }

  constructor(query: URLSearchParams) {
    for (const [key, value] of query)
      if (!isOneOf(KEYS, key)) this.drop(key, value, "unknown key");
      else if (this.given.has(key)) this.drop(key, value, "given twice");
      else this.given.set(key, value);
  }

  one<T extends string>(key: Key, list: readonly T[]): T | null {
    const text = this.given.get(key);
    if (text === undefined) return null;
    if (isOneOf(list, text)) return text;
    this.drop(key, text, "unknown value");
    return null;
  }

  /** The known members of a comma-separated list; null where there are none. */
  some<T extends string>(key: Key, list: readonly T[]): T[] | null {
    const members = [...new Set(this.given.get(key)?.split(",") ?? [])];
    const known = members.filter((member): member is T & string => {
      if (isOneOf(list, member)) return true;
      this.drop(key, member, "unknown value");
      return false;
    });
    return known.length ? known : null;
  }

  places(key: "origin" | "asylum", known: Known): Places {
    const text = this.given.get(key);
    if (text === undefined || /^all$/i.test(text)) return ALL;
    const region = /^(?:(m49):(\d{3})|(bureau|members):([a-z][a-z_]{0,39}))$/.exec(text.toLowerCase());
    if (region) {
      const scheme = (region[1] ?? region[3]) as RegionScheme;
      const code = region[2] ?? region[4] ?? "";
      if (scheme === "m49" && code === "001") return ALL;
      if (known.region?.(scheme, code) ?? true) return {kind: "region", scheme, code};
    }
    const codes = [...new Set(text.split(",").map(asCode))].filter((code) => {
      if (/^[A-Z]{3}$/.test(code) && (known.place?.(code) ?? true)) return true;
      this.drop(key, code, "unknown value");
      return false;
    });
    codes.slice(MOST_PLACES).forEach((code) => this.drop(key, code, "too many"));
    return codes.length ? {kind: "places", codes: codes.slice(0, MOST_PLACES)} : ALL;
  }

  years(): readonly [number, number] | null {
    const text = this.given.get("years");
    if (text === undefined) return null;
    const match = /^(\d{4})(?:-(\d{4}))?$/.exec(text);
    const from = Number(match?.[1]),
      to = Number(match?.[2] ?? match?.[1]);
    if (match && FIRST_YEAR <= from && from <= to && to <= LAST_YEAR) return [from, to];
    this.drop("years", text, "unknown value");
    return null;
  }
}

/**
 * The selection that a query asks for, in its canonical form, and the parts of the query that were dropped. Never throws: anything
 * unknown, repeated, too long or without meaning for the measure is dropped, listed in `problems`, and replaced by its default.
 * With `known`, codes that the edition does not have are unknown too.
 */
export function parseSelection(
  query: string | URLSearchParams,
  known: Known = {}
): {selection: Selection; problems: Problem[]} {
  const text = typeof query === "string" ? query : query.toString();
  const tooLong = text.length > MOST_CHARACTERS;
  const reader = new QueryReader(new URLSearchParams(tooLong ? "" : text));
  if (tooLong) reader.drop("", text, "too long");

  const measure = reader.one("measure", MEASURES) ?? DEFAULT_SELECTION.measure;
  for (const [key, value] of reader.given)
    if (!KEYS_OF[measure].includes(key)) {
      reader.drop(key, value, "does not fit");
      reader.given.delete(key);
    }

  const named = reader.one("definition", [...READINGS, ...RATE_NAMES]);
  if (named !== null && !isOneOf(definitionsOf(measure), named)) reader.drop("definition", named, "does not fit");

  const stages = reader.some("stage", ALL_STAGES) ?? ALL_STAGES;
  const levels = reader.some("level", ALL_LEVELS);
  for (const level of levels ?? []) if (!stages.includes(stageOf(level))) reader.drop("level", level, "does not fit");

  const types = reader.given.get("type");
  const unit = reader.one("unit", ["persons", "cases", "both"]);
  const selection = canonical({
    measure,
    definition: named,
    origins: reader.places("origin", known),
    asylums: reader.places("asylum", known),
    years: reader.years() ?? known.years ?? DEFAULT_SELECTION.years,
    stages,
    levels,
    types: types === "all" || types === "new" ? types : (reader.some("type", ALL_TYPES) ?? DEFAULT_SELECTION.types),
    authority: reader.one("authority", [...ALL_AUTHORITIES, "all"]) ?? DEFAULT_SELECTION.authority,
    unit: unit === null || unit === "both" ? "both" : UNIT_NAMES[unit]
  });
  return {selection, problems: reader.problems};
}
