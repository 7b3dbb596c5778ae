// The trail of a figure, from the publisher's own query to the measure: what was asked, the rows as they came, the rule that
// reads them, the row as published here, its bounds and its rates. One trail for each level, authority and unit.
import {join} from "node:path";
import {UNITS} from "../../src/measures/codes.js";
import {effectsOf} from "../../src/measures/breakEffects.js";
import type {BreakScope} from "../../src/measures/breakEffects.js";
import {publisherQueries} from "../../src/measures/publisherQuery.js";
import type {PublishedDecision} from "../../src/measures/status.js";
import {chosenEdition, editionDir, readPackage, tablesOf} from "./edition.js";
import {literal, rows, withDatabase} from "../clean/database.js";
import type {DuckDBConnection, Row} from "../clean/database.js";
import type {TableName} from "../../src/schema/tables.js";
import {InputError} from "../sources/shared.js";
import {applicationTrail, decisionTrail, wordOf} from "./trails.js";
import type {Trail} from "./trails.js";
import {rawRows} from "./rawRows.js";

export interface Explained {
  readonly edition: string;
  readonly origin: {readonly code: string; readonly name: string};
  readonly asylum: {readonly code: string; readonly name: string};
  readonly years: readonly [number, number];
  readonly queries: Readonly<Record<"applications" | "decisions", string>>;
  /** Where the raw rows were looked for, or why they are not at hand. */
  readonly raw: string;
  readonly trails: readonly Trail[];
  /** Years without an entry for the pair: not reported at all, or no entry among others. */
  readonly silent: readonly {readonly table: string; readonly year: number; readonly words: string}[];
  readonly breaks: readonly Row[];
}

const unknown = (source: string, expected: string, found: string, advice: string): InputError =>
  new InputError({source, expected, found, advice});

/** Parses years: 2022, 2011-2019 or 2011–2019. @throws InputError for anything else. */
export function yearsOf(word: string): readonly [number, number] {
  const match = /^((?:19|20)\d\d)(?:[-‐‑–—]((?:19|20)\d\d))?$/.exec(word.trim());
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || to < from)
    throw unknown("explain", "a year or a span such as 2011-2019", JSON.stringify(word), "For example: PRK RUS 2022.");
  return [from, to];
}

/**
 * The trail of every figure of a pair and a span of years.
 * @throws InputError for a code that is not a place of the edition, a year, edition or folder that is none.
 */
export async function explain(
  target: string,
  o: {
    readonly edition: string | null;
    readonly origin: string;
    readonly asylum: string;
    readonly years: readonly [number, number];
    readonly from: string | null;
    readonly snapshots: string;
    readonly tell?: (text: string) => void;
  }
): Promise<Explained> {
  const id = chosenEdition(target, o.edition);
  const pack = readPackage(target, id, o.tell);
  const there = tablesOf(pack);
  const wanted: readonly TableName[] = ["applications", "decisions", "reporting", "rules", "breaks", "places"];
  const tables = wanted.filter((name) => there.includes(name));
  if (!tables.includes("places") || !(tables.includes("applications") || tables.includes("decisions")))
    throw unknown(`edition ${id}`, "tables of applications or decisions", tables.join(", "), "Name another edition.");
  return withDatabase(async (db) => {
    // Views and not tables: only some tens of a hundred thousand rows are needed.
    for (const name of tables)
      await db.run(
        `CREATE VIEW ${name} AS SELECT * FROM read_parquet(${literal(join(editionDir(target, id), `${name}.parquet`))})`
      );
    const [origin, asylum] = [await placeOf(db, o.origin, "origin"), await placeOf(db, o.asylum, "country of asylum")];
    const {years} = o;
    const pair = `origin = ${literal(origin.code)} AND asylum = ${literal(asylum.code)} AND year BETWEEN ${years[0]} AND ${years[1]}`;
    const taken = async (table: "applications" | "decisions") =>
      tables.includes(table)
        ? rows(
            db,
            `SELECT * FROM ${table} WHERE ${pair} ORDER BY year, level, unit, authority${table === "applications" ? ", type" : ""}`
          )
        : [];
    const [applied, decided] = [await taken("applications"), await taken("decisions")];
    const rules = tables.includes("rules")
      ? await rows(db, `SELECT * FROM rules WHERE asylum = ${literal(asylum.code)} ORDER BY id, "column"`)
      : [];
    const ofHost = decided.length
      ? ((await rows(
          db,
          `SELECT * FROM decisions WHERE asylum = ${literal(asylum.code)} AND year BETWEEN ${years[0]} AND ${years[1]}`
        )) as unknown as PublishedDecision[])
      : [];
    const raw = await rawRows(pack, o, origin.code, asylum.code);
    const breaks = tables.includes("breaks")
      ? await rows(
          db,
          `SELECT * FROM breaks WHERE (asylum = ${literal(asylum.code)}) AND (origin = '*' OR list_contains(string_split(origin, ' '), ${literal(origin.code)}))
             AND year_from <= ${years[1]} AND coalesce(year_to, 9999) >= ${years[0]} ORDER BY year_from, id`
        )
      : [];
    const noRate = effectsOf(breaks as unknown as BreakScope[], "no_rate");
    return {
      edition: id,
      origin,
      asylum,
      years,
      queries: {
        applications: queryOf("applications", origin.code, asylum.code, years),
        decisions: queryOf("decisions", origin.code, asylum.code, years)
      },
      raw: raw.words,
      trails: [
        ...applied.map((row) => applicationTrail(row, raw.applications)),
        ...decided.map((row) => decisionTrail(row, rules, raw.decisions, {ofHost, noRate}))
      ],
      silent: await silence(db, tables, asylum.code, years, {applications: applied, decisions: decided}),
      breaks
    };
  });
}

function queryOf(
  table: "applications" | "decisions",
  origin: string,
  asylum: string,
  years: readonly [number, number]
): string {
  return publisherQueries({table, origin: [origin], asylum: [asylum], years: [years]})[0] ?? "";
}

/** A place by its code, or by a name that no other place has. @throws InputError where a word names none, or several. */
async function placeOf(db: DuckDBConnection, word: string, what: string): Promise<{code: string; name: string}> {
  const said = literal(word.trim());
  const found = await rows(
    db,
    `SELECT place AS code, name_en AS name, place = ${said} AS by_code FROM places
     WHERE place = upper(${said}) OR iso2 = upper(${said}) OR lower(${said}) IN (lower(name_en), lower(name_ru), lower(name_ko))
       OR list_contains(list_transform(aliases, x -> lower(x)), lower(${said}))`
  );
  // A code takes precedence over the same text as a name.
  const place = found.find(({by_code}) => by_code === true) ?? (found.length === 1 ? found[0] : undefined);
  if (place) return {code: String(place.code), name: String(place.name)};
  const like = await rows(
    db,
    `SELECT place AS code, name_en AS name FROM places
     WHERE lower(name_en) = lower(${literal(word)}) OR place = upper(${literal(word)}) OR iso2 = upper(${literal(word)}) OR unhcr_code = upper(${literal(word)})
       OR contains(lower(name_en), lower(${literal(word)})) OR contains(lower(name_ru), lower(${literal(word)})) OR list_contains(list_transform(aliases, x -> lower(x)), lower(${literal(word)}))
     ORDER BY name_en LIMIT 6`
  );
  throw unknown(
    `explain, ${what}`,
    "the code of a country (three capitals, as UNHCR gives them with cf_type=ISO), or its name",
    JSON.stringify(word),
    like.length
      ? `Did you mean ${like.map(({code, name}) => `${String(code)} (${String(name)})`).join(", ")}?`
      : "All codes are in the table places of the edition."
  );
}

async function silence(
  db: DuckDBConnection,
  tables: readonly TableName[],
  asylum: string,
  [from, to]: readonly [number, number],
  taken: Readonly<Record<"applications" | "decisions", readonly Row[]>>
): Promise<Explained["silent"]> {
  const told: {table: string; year: number; words: string}[] = [];
  for (const table of ["applications", "decisions"] as const) {
    if (!tables.includes(table)) {
      told.push({table, year: from, words: `this edition has no table of ${table}`});
      continue;
    }
    const [span] = await rows(db, `SELECT min(year) AS a, max(year) AS b FROM ${table}`);
    for (let year = from; year <= to; year++) {
      if (taken[table].some((row) => row.year === year)) continue;
      const others = await rows(
        db,
        `SELECT level, unit, authority, count(*)::INTEGER AS rows FROM ${table} WHERE asylum = ${literal(asylum)} AND year = ${year} GROUP BY ALL ORDER BY ALL`
      );
      told.push({
        table,
        year,
        words:
          year < Number(span?.a) || year > Number(span?.b)
            ? `the edition's ${table} are of ${String(span?.a)} to ${String(span?.b)}`
            : others.length
              ? `no entry: at most 2 at a level, as rounding removes 1 and 2; ${asylum} reported other origins that year (${others
                  .map(
                    (row) =>
                      `level ${String(row.level)}, authority ${String(row.authority)}, ${wordOf(UNITS, row.unit)}: ${String(row.rows)}`
                  )
                  .join("; ")})`
              : `not reported: ${asylum} has no ${table} of any origin that year`
      });
    }
  }
  return told;
}
