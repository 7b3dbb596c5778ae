// The hand-kept tables of data/tables, parsed strictly: an error gives file, line and field.
import {readFileSync, statSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {Ajv} from "ajv";
import {csvParseRows} from "d3";
import {ADDRESSES, ADDRESSES_WORDS} from "../../src/edition/address.js";
import {KIND_NAMES} from "../../src/measures/breaks.js";
import {AUTHORITIES, COLUMNS, LEVELS, STATUSES, UNITS} from "../../src/measures/codes.js";
import type {Scope, RuleLine} from "../../src/measures/status.js";
import {InputError} from "../sources/shared.js";
import type {Row} from "./database.js";

export const TABLES_DIR = fileURLToPath(new URL("../../data/tables", import.meta.url));

/** Controls change how a text is shown without being seen: a bidi control turns the words around it. */
const SEEN = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}]";
const text = {type: "string", pattern: `^${SEEN}+$`, description: "a text without control characters"} as const;
const name = {
  type: "string",
  pattern: "^[^<>\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}]+$",
  description: "a name without <, > and control characters"
} as const;
const address = {type: "string", pattern: ADDRESSES, description: ADDRESSES_WORDS} as const;
const place = {type: "string", pattern: "^[A-Z]{3}$"} as const;
const year = {type: "string", pattern: "^(19|20)[0-9]{2}$"} as const;
const day = {type: "string", pattern: "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"} as const;
const scope = (codes: readonly string[]) =>
  ({type: "string", pattern: `^(\\*|(${codes.join("|")})( (${codes.join("|")}))*)$`}) as const;
const scopes = {
  origin: {type: "string", pattern: "^(\\*|[A-Z]{3}( [A-Z]{3})*)$"},
  level: scope(Object.keys(LEVELS)),
  authority: scope(Object.keys(AUTHORITIES)),
  unit: scope(Object.keys(UNITS))
} as const;

interface TableShape {
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
}

const RULES: TableShape = {
  properties: {
    id: {type: "string", pattern: "^[a-z0-9-]+$"},
    asylum: place,
    ...scopes,
    year_from: year,
    year_to: year,
    column: {enum: COLUMNS},
    status: {enum: STATUSES},
    column_unused: {enum: COLUMNS},
    reason: text,
    source_url: address,
    quoted_text: text,
    confidence: {enum: ["high", "medium-high", "medium"]}
  },
  required: [
    "id",
    "asylum",
    "origin",
    "level",
    "authority",
    "unit",
    "year_from",
    "column",
    "status",
    "reason",
    "confidence"
  ]
};

const BREAKS: TableShape = {
  properties: {
    id: {type: "string", pattern: "^[a-z0-9-]+$"},
    kind: {type: "string", pattern: `^(${KIND_NAMES.join("|")})( (${KIND_NAMES.join("|")}))*$`},
    asylum: {type: "string", pattern: "^(\\*|[A-Z]{3})$"},
    ...scopes,
    year_from: year,
    year_to: year,
    verdict: {enum: ["ruled", "explained", "open"]},
    rule: text,
    confidence: {enum: ["high", "medium-high", "medium", "low-medium", "medium-low", "low"]},
    wording: text,
    source_url: address,
    quoted_text: text
  },
  required: ["id", "asylum", "origin", "level", "authority", "unit", "year_from", "verdict", "wording"]
};

const PLACES: TableShape = {
  properties: {
    place,
    iso2: {type: "string", pattern: "^[A-Z]{2}$"},
    m49: {type: "string", pattern: "^[0-9]{3}$"},
    unhcr_code: name,
    kind: {enum: ["country", "territory", "stateless", "unknown", "people"]},
    name_en: name,
    name_ru: name,
    name_ko: name,
    aliases: name,
    region: {type: "string", pattern: "^[0-9]{3}$"},
    subregion: {type: "string", pattern: "^[0-9]{3}$"},
    bureau: {type: "string", pattern: "^[a-z_]+$"},
    names_source: name
  },
  required: ["place", "kind", "name_en", "name_ru", "name_ko", "names_source"]
};

const REGIONS: TableShape = {
  properties: {
    code: {type: "string", pattern: "^([0-9]{3}|[a-z_]+)$"},
    kind: {enum: ["m49", "bureau", "members"]},
    name_en: name,
    name_ru: name,
    name_ko: name,
    parent: {type: "string", pattern: "^[0-9]{3}$"},
    names_source: name
  },
  required: ["code", "kind", "name_en", "name_ru", "name_ko", "names_source"]
};

const EUROSTAT: TableShape = {
  properties: {
    code: {type: "string", pattern: "^[A-Z0-9_]{2,}$"},
    place: {type: "string", pattern: "^([A-Z]{3}|[A-Z0-9_]{4,})$"},
    label: name,
    note: text
  },
  required: ["code", "place"]
};

const MEMBERSHIPS: TableShape = {
  properties: {
    scheme: {enum: ["eu", "eu_plus", "eu_efta"]},
    place,
    joined: day,
    left: day,
    year_from: year,
    year_to: year,
    treaty: text,
    source_url: {type: "string", pattern: "^https://\\S+( \\| https://\\S+)*$"}
  },
  required: ["scheme", "place", "treaty", "source_url"]
};

const LOCATIONS: TableShape = {
  properties: {
    publisher: {enum: ["unhcr", "sem", "ircc", "home_office", "ofpra"]},
    asylum: {type: "string", pattern: "^(\\*|[A-Z]{3})$"},
    published_as: name,
    location: name,
    kind: {enum: ["place", "country", "dispersed", "unknown", "various", "not_stated"]},
    iso3166_2: {type: "string", pattern: "^[A-Z]{2}-[A-Z0-9]{1,3}$"},
    reason: text
  },
  required: ["publisher", "asylum", "published_as", "location", "kind", "reason"]
};

/** The text of a hand-kept table. @throws InputError where there is no such file, or it is not a regular file. */
export function handTableText(table: string, dir: string = TABLES_DIR): string {
  const path = `${dir}/${table}.csv`;
  const stat = statSync(path, {throwIfNoEntry: false});
  if (!stat?.isFile())
    throw new InputError({
      source: `data/tables/${table}.csv`,
      expected: "a file",
      found: stat ? "something else of that name" : "no such file",
      advice: `Restore it (git restore data/tables/${table}.csv) and run the command again.`
    });
  return readFileSync(path, "utf8");
}

/**
 * One hand-kept table as rows of text; an empty field is null.
 * @throws InputError for a column too many or missing, a line of another length, a field outside its pattern.
 */
function readTable(table: string, shape: TableShape, dir: string): Record<string, string | null>[] {
  const file = `data/tables/${table}.csv`;
  const [header = [], ...lines] = csvParseRows(handTableText(table, dir));
  const expected = Object.keys(shape.properties);
  const advice = `mend ${file} and run the command again`;
  if (header.join() !== expected.join())
    throw new InputError({
      source: file,
      row: "line 1",
      expected: `the columns ${expected.join(", ")}`,
      found: header.join(", "),
      advice
    });
  const properties = Object.fromEntries(
    Object.entries(shape.properties).map(([field, schema]) => [
      field,
      shape.required.includes(field) ? schema : {anyOf: [{type: "null"}, schema]}
    ])
  );
  const valid = new Ajv({strict: false}).compile({type: "object", properties});
  return lines.map((line, i) => {
    const row = `line ${i + 2}${line[0] ? ` (${line[0]})` : ""}`;
    if (line.length !== header.length)
      throw new InputError({
        source: file,
        row,
        expected: `${header.length} fields`,
        found: String(line.length),
        advice
      });
    const record: Record<string, string | null> = Object.fromEntries(
      header.map((field, f) => [field, line[f] || null])
    );
    const errors = valid(record) ? [] : valid.errors;
    if (errors?.length) {
      const [error] = errors;
      const field = error?.instancePath.slice(1) ?? "";
      throw new InputError({
        source: file,
        row,
        field,
        expected: expectation(shape.properties[field]),
        found: JSON.stringify(record[field] ?? null),
        advice
      });
    }
    return record;
  });
}

/** A field's form in words, or the pattern itself where it is readable. */
function expectation(form: object | undefined): string {
  return form && "description" in form ? String(form.description) : JSON.stringify(form);
}

const number = (value: string | null | undefined) => (value == null ? null : Number(value));

/** A rule's or break's scope as a table holds it. */
export function parseScope<T extends string>(scopeText: string): Scope<T> {
  return scopeText === "*" ? "*" : (scopeText.split(" ") as T[]);
}

/** A row of the rules table, from the hand-kept file or from an edition, as the line that src/measures applies. */
export function ruleLine(row: Row): RuleLine {
  return {
    id: String(row.id),
    asylum: String(row.asylum),
    origin: parseScope(String(row.origin)),
    level: parseScope(String(row.level)),
    authority: parseScope(String(row.authority)),
    unit: parseScope(String(row.unit)),
    year_from: Number(row.year_from),
    year_to: row.year_to == null ? null : Number(row.year_to),
    column: row.column as RuleLine["column"],
    status: row.status as RuleLine["status"],
    column_unused: row.column_unused as RuleLine["column_unused"]
  };
}

export function readRules(dir: string = TABLES_DIR): Row[] {
  return readTable("rules", RULES, dir).map((row) => ({
    ...row,
    year_from: number(row.year_from),
    year_to: number(row.year_to)
  }));
}

export function readBreaks(dir: string = TABLES_DIR): Row[] {
  return readTable("breaks", BREAKS, dir).map((row) => ({
    ...row,
    year_from: number(row.year_from),
    year_to: number(row.year_to)
  }));
}

export function readPlaces(dir: string = TABLES_DIR): Row[] {
  return readTable("places", PLACES, dir).map((row) => ({...row, aliases: row.aliases?.split(" | ") ?? []}));
}

export function readRegions(dir: string = TABLES_DIR): Row[] {
  return readTable("regions", REGIONS, dir);
}

/**
 * Where Eurostat's codes and labels of citizens and countries lead: every spelling to a place of ours. A code that the table does not
 * name is ISO 3166-1 alpha-2; a label it does not name is the place's name in English.
 */
export function readEurostatPlaces(dir: string = TABLES_DIR): {
  codes: Map<string, string>;
  labels: Map<string, string>;
} {
  const places = readPlaces(dir);
  const hand = readTable("eurostat", EUROSTAT, dir);
  const codes = new Map<string, string>();
  const labels = new Map<string, string>();
  for (const {place: code, iso2, name_en} of places) {
    labels.set(String(name_en), String(code));
    if (iso2 !== null) codes.set(String(iso2), String(code));
  }
  // Greece and the United Kingdom have the codes EL and UK only: their ISO codes would be a third spelling.
  for (const {place: to} of hand) for (const [iso2, code] of codes) if (code === to && iso2 !== to) codes.delete(iso2);
  for (const {code, place: to, label} of hand) {
    codes.set(String(code), String(to));
    if (label !== null && label !== undefined) labels.set(label, String(to));
  }
  return {codes, labels};
}

/** The year in which a day of change counts first: the one at whose end, on 31 December, it had come. */
const yearOf = (date: string) => Number(date.slice(0, 4));

/**
 * Who was in the European Union, in EU+ and in the EU and EFTA, by year. A place counts in each year on whose 31 December it was a member: Croatia,
 * which joined on 1 July 2013, from 2013 on; the United Kingdom, which left on 1 February 2020, to 2019. EU+ is every member of
 * the year with Norway and Switzerland in every year, as the European Union Agency for Asylum counts it; the EU and EFTA is EU+
 * with Iceland and Liechtenstein in every year. The file lists a place once, under the smallest union it is in; the table holds it
 * under each.
 * @throws InputError also where the years are not those of the dates, a place is not in data/tables/places.csv, or a line is repeated.
 */
export function readMemberships(dir: string = TABLES_DIR): Row[] {
  const source = "data/tables/memberships.csv";
  const advice = `mend ${source} and run the command again`;
  const places = new Set(readPlaces(dir).map((row) => row.place));
  const seen = new Set<string>();
  const listed = readTable("memberships", MEMBERSHIPS, dir).map((row, i): Row => {
    const {scheme, joined, left} = row;
    const code = row.place ?? "";
    const refuse = (field: string, expected: string, found: string | null | undefined): never => {
      throw new InputError({
        source,
        row: `line ${i + 2} (${code})`,
        field,
        expected,
        found: found ?? "nothing",
        advice
      });
    };
    if (!places.has(code)) refuse("place", "a place of data/tables/places.csv", code);
    if (seen.has(code))
      refuse(
        "place",
        "each place once, under the smallest union: a member of the EU is in EU+ and in the EU and EFTA by that",
        `${code} again`
      );
    seen.add(code);
    if (scheme === "eu" && !joined) refuse("joined", "the day of accession", joined);
    const from = joined ? String(yearOf(joined)) : null;
    const to = left ? String(yearOf(left) - 1) : null;
    if (row.year_from !== from) refuse("year_from", from ?? "nothing", row.year_from);
    if (row.year_to !== to) refuse("year_to", to ?? "nothing", row.year_to);
    return {...row, year_from: number(from), year_to: number(to)};
  });
  const wider = ["eu", "eu_plus", "eu_efta"];
  return listed.flatMap((row) => wider.slice(wider.indexOf(String(row.scheme))).map((scheme) => ({...row, scheme})));
}

/** Publishers' other spellings of places, and names that are not places: reviewed, with a reason for each. */
export function readLocations(dir: string = TABLES_DIR): Row[] {
  return readTable("locations", LOCATIONS, dir);
}
