// The trail of a figure, from the publisher's own query to the measure: what was asked, the rows as they came, the rule that
// reads them, the row as published here, its bounds and its rates. One trail for each level, authority and unit.
import {existsSync, readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {bounded, isExact} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {APPLICATION_TYPES, AUTHORITIES, COLUMNS, LEVELS, STATUSES, UNITS} from "../../src/measures/codes.js";
import {formatCount, formatNumber, formatShare} from "../../src/words/numbers.js";
import {publisherQueries} from "../../src/measures/publisherQuery.js";
import {RATES, RATE_NAMES, splitAcrossLevels, unlessSplit} from "../../src/measures/rates.js";
import type {Rate, RateName} from "../../src/measures/rates.js";
import {cell, inScope, isWithoutParts, reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleLine} from "../../src/measures/status.js";
import {sumDecisions} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {chosenEdition, editionDir, readPackage, tablesOf} from "./edition.js";
import type {DataPackage} from "./edition.js";
import {literal, rows, withDatabase} from "../clean/database.js";
import type {DuckDBConnection, Row} from "../clean/database.js";
import type {TableName} from "../../src/schema/tables.js";
import {countText, InputError, isRecord, text} from "../sources/shared.js";
import {readSnapshot} from "../sources/snapshots.js";
import {readUnhcrFiles} from "../sources/unhcr.js";
import {ruleLine} from "../clean/handTables.js";

/** A row as the publisher gave it, and where it stands. */
export interface RawRow {
  readonly place: string;
  readonly cells: Readonly<Record<string, string | null>>;
}

/** One published row with all that leads to it and follows from it. */
export interface Trail {
  readonly table: "applications" | "decisions";
  readonly year: number;
  readonly level: string;
  readonly authority: string;
  readonly unit: string;
  readonly type: string | null;
  /** Null where the raw rows are not at hand. */
  readonly raw: readonly RawRow[] | null;
  readonly published: Readonly<Record<string, number | null>>;
  /** By published column: what it is read as, by which rule, with its bounds. */
  readonly read: readonly {
    readonly column: string;
    readonly status: string;
    readonly rule: string | null;
    readonly count: Count | null;
  }[];
  readonly rules: readonly Row[];
  readonly statuses: Readonly<Record<string, Count>> | null;
  readonly rates: readonly {readonly name: RateName; readonly words: string}[];
}

export interface Explained {
  readonly edition: string;
  readonly origin: {readonly code: string; readonly name: string};
  readonly asylum: {readonly code: string; readonly name: string};
  readonly years: readonly [number, number];
  readonly queries: Readonly<Record<"applications" | "decisions", string>>;
  /** Where the raw rows were looked for, or why they are not at hand. */
  readonly raw: string;
  readonly trails: readonly Trail[];
  /** Where a table has no row of the pair and a year: not reported, or no row among others. */
  readonly silent: readonly {readonly table: string; readonly year: number; readonly words: string}[];
  readonly breaks: readonly Row[];
}

const unknown = (source: string, expected: string, found: string, advice: string): InputError =>
  new InputError({source, expected, found, advice});

/** Years as they are asked: 2022, 2011-2019 or 2011–2019. @throws InputError for anything else. */
export function yearsOf(word: string): readonly [number, number] {
  const match = /^((?:19|20)\d\d)(?:[-‐‑–—]((?:19|20)\d\d))?$/.exec(word.trim());
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || to < from)
    throw unknown("explain", "a year or a span such as 2011-2019", JSON.stringify(word), "For example: PRK RUS 2022.");
  return [from, to];
}

/**
 * The trail of every figure of a pair and a span of years.
 * @throws InputError for a code that is no place of the edition, a year, edition or folder that is none.
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
    // Views and not tables: of a hundred thousand rows some tens are asked for.
    for (const name of tables)
      await db.run(
        `CREATE VIEW ${name} AS SELECT * FROM read_parquet(${literal(join(editionDir(target, id), `${name}.parquet`))})`
      );
    const [origin, asylum] = [await placeOf(db, o.origin, "origin"), await placeOf(db, o.asylum, "host")];
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
        ...decided.map((row) => decisionTrail(row, rules, raw.decisions, ofHost))
      ],
      silent: await silence(db, tables, asylum.code, years, {applications: applied, decisions: decided}),
      breaks: tables.includes("breaks")
        ? await rows(
            db,
            `SELECT * FROM breaks WHERE (asylum = ${literal(asylum.code)}) AND (origin = '*' OR list_contains(string_split(origin, ' '), ${literal(origin.code)}))
               AND year_from <= ${years[1]} AND coalesce(year_to, 9999) >= ${years[0]} ORDER BY year_from, id`
          )
        : []
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
  // A code is that place's, whatever else bears it as a name.
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
    "the code of a place (three capitals, as UNHCR's rows have them with cf_type=ISO), or its name",
    JSON.stringify(word),
    like.length
      ? `Did you mean ${like.map(({code, name}) => `${String(code)} (${String(name)})`).join(", ")}?`
      : "The table places of the edition lists all codes."
  );
}

/** A row with a level, a unit and so on; what the raw rows of the same key are found by. */
type Keyed = Readonly<Record<string, unknown>>;

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
              ? `no row: 0 to 2 at a level if rounding alone removed it, as ${asylum} has rows of other origins that year (${others
                  .map(
                    (row) =>
                      `level ${String(row.level)}, authority ${String(row.authority)}, ${wordOf(UNITS, row.unit)}: ${String(row.rows)}`
                  )
                  .join("; ")})`
              : `not reported: ${asylum} has no row of ${table} at all that year`
      });
    }
  }
  return told;
}

function wordOf(codes: Readonly<Record<string, string>>, code: unknown): string {
  return codes[String(code)] ?? String(code);
}

function rawOf(raw: readonly RawRow[] | null, row: Keyed, names: Readonly<Record<string, string>>): RawRow[] | null {
  return (
    raw?.filter(({cells}) => Object.entries(names).every(([ours, theirs]) => cells[theirs] === String(row[ours]))) ??
    null
  );
}

function applicationTrail(row: Row, raw: readonly RawRow[] | null): Trail {
  const published = row as unknown as ApplicationRow;
  return {
    table: "applications",
    ...keyOf(row),
    type: String(row.type),
    raw: rawOf(raw, row, {
      year: "year",
      type: "app_type",
      level: "dec_level",
      authority: "procedure_type",
      unit: "app_pc"
    }),
    published: {applications: published.applications},
    read: [
      {
        column: "applications",
        status: "applications, as published",
        rule: null,
        count: published.applications === null ? null : bounded(published.applications, "applications")
      }
    ],
    rules: [],
    statuses: null,
    rates: []
  };
}

const keyOf = (row: Row) => ({
  year: Number(row.year),
  level: String(row.level),
  authority: String(row.authority),
  unit: String(row.unit)
});

/** `ofHost` is all that the host filed in these years: it tells grants and refusals that are filed at different levels. */
function decisionTrail(
  row: Row,
  rules: readonly Row[],
  raw: readonly RawRow[] | null,
  ofHost: readonly PublishedDecision[]
): Trail {
  const published = row as unknown as PublishedDecision;
  const lines = rules.map((each) => ({each, line: ruleLine(each)}));
  const applied = lines.filter(({line}) => inScope(line, published));
  const read = reader(lines.map(({line}): RuleLine => line));
  const reading = read(published);
  const outcomes = sumDecisions([published], read);
  const alike = ofHost.filter(({year, unit}) => year === published.year && unit === published.unit);
  const split = splitAcrossLevels(
    new Map(
      [...new Set(alike.map(({level}) => level))].flatMap((level) => {
        const sums = sumDecisions(
          alike.filter((each) => each.level === level),
          read
        );
        return sums ? [[level, sums] as const] : [];
      })
    )
  );
  return {
    table: "decisions",
    ...keyOf(row),
    type: null,
    raw: rawOf(raw, row, {year: "year", level: "dec_level", authority: "procedure_type", unit: "dec_pc"}),
    published: Object.fromEntries([...COLUMNS, "total" as const].map((column) => [column, published[column]])),
    read: COLUMNS.map((column) => ({
      column,
      status: isWithoutParts(published) ? "no parts are given" : reading.status[column],
      rule: applied.find(({line}) => line.column === column)?.line.id ?? null,
      count: isWithoutParts(published) ? null : cell(published, column, reading)
    })),
    rules: applied.map(({each}) => each),
    statuses: outcomes && !isWithoutParts(published) ? outcomes.statuses : null,
    rates: outcomes
      ? RATE_NAMES.map((name) => ({name, words: rateWords(unlessSplit(RATES[name](outcomes), published.level, split))}))
      : []
  };
}

function rateWords(rate: Rate): string {
  const between = (lo: number, hi: number) =>
    `between ${formatShare({value: lo, lo, hi: lo}, "en")} and ${formatShare({value: hi, lo: hi, hi}, "en")}`;
  if (rate.kind === "rate")
    return `${formatShare(rate, "en")}, of ${formatNumber(rate.decisions, "en")} decisions${rate.marked ? " (under 25: marked, in no ranking)" : ""}`;
  if (rate.kind === "interval") return `${between(rate.lo, rate.hi)}, no value in between is known`;
  return rate.reason;
}

// ------------------------------------------------------------------------------------------------ the raw rows

interface RawRows {
  readonly words: string;
  readonly applications: readonly RawRow[] | null;
  readonly decisions: readonly RawRow[] | null;
}

async function rawRows(
  pack: DataPackage,
  o: {readonly from: string | null; readonly snapshots: string; readonly years: readonly [number, number]},
  origin: string,
  asylum: string
): Promise<RawRows> {
  const source = pack.sources.find(({name}) => name === "unhcr");
  if (o.from !== null) {
    const {tables, record} = await readUnhcrFiles(o.from);
    const differ = record.files.filter(
      ({name, sha256}) => !source?.files.some((file) => file.name === name && file.sha256 === sha256)
    );
    const of = async (name: string) =>
      withDatabase(async (db) => {
        const table = tables[name];
        if (!table) return null;
        await table.load(db, "raw");
        const found = await rows(
          db,
          `SELECT * FROM raw WHERE coo_iso = ${literal(origin)} AND coa_iso = ${literal(asylum)}
             AND TRY_CAST(year AS INTEGER) BETWEEN ${o.years[0]} AND ${o.years[1]} ORDER BY row`
        );
        return found.map(({row, ...cells}): RawRow => ({
          place: table.place(Number(row)),
          cells: Object.fromEntries(
            Object.entries(cells).map(([key, value]) => [key, value === null ? null : String(value)])
          )
        }));
      });
    return {
      words: differ.length
        ? `from ${o.from}; not the files this edition was made from: ${differ.map(({name}) => name).join(", ")}`
        : `from ${o.from}, the files this edition was made from (same SHA-256)`,
      applications: await of("asylum_applications"),
      decisions: await of("asylum_decisions")
    };
  }
  const dir = source ? join(o.snapshots, "unhcr", source.sha256) : null;
  if (source && dir !== null && existsSync(join(dir, "snapshot.json"))) {
    if (!(await readSnapshot(dir, source.sha256)))
      throw unknown(
        dir,
        "the answers as they came",
        "others, or fewer",
        "Remove this folder and run the command again."
      );
    return {
      words: `from the snapshot ${dir}`,
      applications: snapshotRows(dir, "asylum-applications", o.years, origin, asylum),
      decisions: snapshotRows(dir, "asylum-decisions", o.years, origin, asylum)
    };
  }
  return {
    words: source
      ? `not at hand: ${
          source.address === null
            ? `this edition was made from files (${source.files.map(({name}) => name).join(", ")}); name the folder that holds them with --from DIR`
            : `the snapshot ${source.sha256} is not in ${o.snapshots}; the query above asks the publisher`
        }`
      : "not at hand: this edition has no source unhcr",
    applications: null,
    decisions: null
  };
}

function snapshotRows(
  dir: string,
  endpoint: string,
  [from, to]: readonly [number, number],
  origin: string,
  asylum: string
): RawRow[] {
  const found: RawRow[] = [];
  const pages = readdirSync(dir)
    .filter((name) => name.startsWith(`${endpoint}-`) && name.endsWith(".json"))
    .sort();
  for (const [page, file] of pages.entries()) {
    const body: unknown = JSON.parse(readFileSync(join(dir, file), "utf8"));
    const items: unknown[] = isRecord(body) && Array.isArray(body.items) ? body.items : [];
    for (const [item, row] of items.entries()) {
      if (!isRecord(row) || text(row.coo_iso) !== origin || text(row.coa_iso) !== asylum) continue;
      if (Number(row.year) < from || Number(row.year) > to) continue;
      found.push({
        place: `${endpoint} page ${page + 1}, item ${item + 1} (${file})`,
        cells: Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            /^(?:applied|dec_(?!level|pc))/.test(key) ? countText(value) : text(value)
          ])
        )
      });
    }
  }
  return found;
}

// ------------------------------------------------------------------------------------------------- as words

/** Names of the rates, in the words of the Method page. */
const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status rate (by status)",
  positive: "positive rate (by status)",
  unhcr_recognition: "UNHCR's refugee recognition rate (by column)",
  unhcr_protection: "UNHCR's total protection rate (by column)"
};

const boundsWords = (count: Count | null) =>
  count === null ? "empty" : `${formatCount(count, "en")}${isExact(count) ? ", exact" : ""}`;

/** As lines of text. */
export function explainText(explained: Explained): string {
  const {origin, asylum, years, edition} = explained;
  const span = years[0] === years[1] ? String(years[0]) : `${years[0]}–${years[1]}`;
  const lines = [`${origin.name} (${origin.code}) in ${asylum.name} (${asylum.code}), ${span}, edition ${edition}`, ""];
  lines.push(`query, applications: ${explained.queries.applications}`);
  lines.push(`query, decisions:    ${explained.queries.decisions}`);
  lines.push(`raw rows: ${explained.raw}`);
  for (const trail of explained.trails) lines.push("", ...trailLines(trail));
  for (const {table, year, words} of explained.silent) lines.push("", `${table} of ${year}: ${words}`);
  if (explained.breaks.length) lines.push("", "to be known of these rows:");
  for (const each of explained.breaks)
    lines.push(`  ${String(each.id)} (${String(each.verdict)}): ${String(each.wording)}`);
  return lines.join("\n");
}

function trailLines(trail: Trail): string[] {
  const {table, year, level, authority, unit, type} = trail;
  const lines = [
    [
      `${table} of ${year}`,
      `level ${level} (${wordOf(LEVELS, level)})`,
      `authority ${authority} (${wordOf(AUTHORITIES, authority)})`,
      ...(type === null ? [] : [`type ${type} (${wordOf(APPLICATION_TYPES, type)})`]),
      `unit ${unit} (${wordOf(UNITS, unit)})`
    ].join(", ")
  ];
  if (trail.raw !== null && !trail.raw.length) lines.push("  raw row     none with this key");
  for (const {place, cells} of trail.raw ?? [])
    lines.push(
      `  raw row     ${place}`,
      `              ${Object.entries(cells)
        .map(([name, value]) => `${name}=${value ?? "-"}`)
        .join(" ")}`
    );
  lines.push(
    `  published   ${Object.entries(trail.published)
      .map(([column, value]) => `${column} ${value === null ? "empty" : formatNumber(value, "en")}`)
      .join(", ")}`
  );
  if (table === "applications") {
    lines.push(`  bounds      ${boundsWords(trail.read[0]?.count ?? null)}`);
    return lines;
  }
  for (const {column, status, rule, count} of trail.read)
    lines.push(
      `  read        “${column}” as ${status}${rule === null ? " (no rule: the column's name)" : ` (rule ${rule})`}: ${boundsWords(count)}`
    );
  for (const rule of trail.rules) {
    lines.push(
      `  rule        ${String(rule.id)}: “${String(rule.column)}” is ${String(rule.status)}${rule.column_unused == null ? "" : `, “${String(rule.column_unused)}” is not used`}; confidence ${String(rule.confidence)}`,
      `              ${String(rule.reason)}`,
      `              source: ${rule.source_url == null ? "the rows alone" : String(rule.source_url)}`
    );
  }
  if (trail.statuses)
    lines.push(
      `  by status   ${STATUSES.flatMap((status) => {
        const count = trail.statuses?.[status];
        return count && (count.hi > 0 || count.value > 0) ? [`${status} ${formatCount(count, "en")}`] : [];
      }).join(", ")}`
    );
  for (const {name, words} of trail.rates) lines.push(`  rate        ${RATE_WORDS[name]}: ${words}`);
  return lines;
}
