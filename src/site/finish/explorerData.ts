// Writes what the explorer fetches: the edition's rows as small columns, the small tables as one file of JSON. Year-end figures are
// taken from the edition itself when a question needs them.
import {breakWords} from "../../words/breakWording.js";
import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {ascending, group, range} from "d3";
import {BLANK_DECISION, fillDecision, packDecisions} from "../../explorer/columns.js";
import type {Columns, StockRow} from "../../explorer/columns.js";
import type {FigureDetails} from "../../explorer/figure/details.js";
import type {ExplorerBreak, ExplorerFacts, ExplorerPlace, ExplorerRegion, NotCounted} from "../../explorer/facts.js";
import {onlyOtherLevelsAdder} from "../../measures/headline.js";
import type {NewKey} from "../../measures/headline.js";
import {splitHostsAdder, withheldHosts} from "../../measures/outcomes.js";
import {reader} from "../../measures/status.js";
import {added} from "../../measures/sums.js";
import {heaviest, isFinding, isTold, withTables} from "../../measures/breaks.js";
import type {Membership} from "../../measures/matches.js";
import {sumsOf} from "./duckdbFiles.js";
import {sexAgeFacts, sexAgeFiles} from "./sexAgeFiles.js";
import type {SexAgeFiles} from "./sexAgeFiles.js";
import {tablesIn} from "./editionTables.js";
import type {Tables} from "./editionTables.js";
import type {Who} from "../../explorer/sexAge/table.js";
import {foundOf} from "../../edition/edition.js";
import type {Break, Edition} from "../../edition/edition.js";
import {worldShapes} from "../../charts/atlas.js";

/** The folder of the files, below the site's root. */
export interface ExplorerFiles {
  readonly facts: string;
  readonly decisions: string;
  readonly applications: string;
  /** Null where the edition has no year-end figures. */
  readonly stocks: string | null;
  /** Eurostat's applicants by sex and age, first-time and all; null where the edition has none. */
  readonly sex_age: Readonly<Record<Who, string>> | null;
  /** What cards need besides: sources, figures from other sources, revisions. */
  readonly details: string;
  /** SHA-256 of each, by its path: the browser compares with it what it fetched. */
  readonly sums: Readonly<Record<string, string>>;
}

/** The editions that the explorer can show, by id. */
export interface ExplorerEditions {
  readonly current: string;
  /** Every edition kept; one without files cannot be shown. */
  readonly kept: Readonly<Record<string, ExplorerFiles | null>>;
}

export interface ExplorerTables {
  readonly facts: ExplorerFacts;
  /** Null where the edition has no such table. */
  readonly stocks: Columns<StockRow> | null;
  /** Null where the edition has no such table. */
  readonly sexAge: SexAgeFiles | null;
  /** Decisions as the browser gets them: `total` where it is not the sum of its parts, else null. */
  readonly decisions: Uint8Array;
}

async function placesOf({rows, from, isThere}: Tables): Promise<ExplorerPlace[]> {
  const named = await rows<ExplorerPlace>(`SELECT place AS code, name_en AS name, region, subregion, bureau,
    list_filter(list_concat([name_ru, name_ko], aliases), x -> x IS NOT NULL) AS also FROM ${from("places")} ORDER BY name_en, place`);
  // Editions made before the table existed have no unions.
  const members = group(
    isThere("memberships")
      ? await rows<Membership & {place: string}>(
          `SELECT place, scheme, year_from, year_to FROM ${from("memberships")} ORDER BY place, scheme`
        )
      : [],
    ({place}) => place
  );
  return named.map((place) => {
    const memberships = members
      .get(place.code)
      ?.map(({scheme, year_from, year_to}): Membership => ({scheme, year_from, year_to}));
    return memberships ? {...place, memberships} : place;
  });
}

/** Inhabitants by place and year, and the year they were counted in where it is another. */
async function populationOf({rows, from, isThere}: Tables, first: number, last: number) {
  const population: Record<string, (number | null)[]> = {};
  const populationYear: Record<string, Record<string, number>> = {};
  for (const {place, year, population: count, counted_in} of isThere("population")
    ? await rows<{place: string; year: number; population: number | null; counted_in: number | null}>(
        `SELECT place, year, population, population_year AS counted_in FROM ${from("population")} ORDER BY place, year`
      )
    : []) {
    (population[place] ??= Array.from({length: last - first + 1}, () => null))[year - first] = count;
    if (counted_in !== null && counted_in !== year) (populationYear[place] ??= {})[year] = counted_in;
  }
  return {population, populationYear};
}

/** Reads the tables that the explorer needs of the edition at `root`. */
export async function explorerTables(edition: Edition, root: string): Promise<ExplorerTables> {
  const folder = join(root, "data", "editions", edition.id);
  const work = join(
    tmpdir(),
    `ledger-explorer-${process.pid}-${createHash("sha256").update(root).digest("hex").slice(0, 8)}`
  );
  mkdirSync(work, {recursive: true});
  const instance = await DuckDBInstance.create(":memory:", {threads: "1"});
  const connection = await instance.connect();
  try {
    await connection.run("SET autoinstall_known_extensions = false");
    const tables = tablesIn(folder, connection);
    const {rows, from, isThere} = tables;
    const target = join(work, "decisions.parquet");
    await connection.run(`COPY (SELECT asylum, level, unit, authority, origin, year, recognized, other, rejected, closed,
        nullif(total, recognized + other + rejected + closed) AS total FROM ${from("decisions")}
        ORDER BY asylum, level, unit, authority, origin, year)
      TO '${target.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 22, ROW_GROUP_SIZE 1000000)`);
    const years = (
      await rows<{a: number; b: number}>(`SELECT min(year) a, max(year) b FROM ${from("applications")}`)
    )[0];
    if (!years) throw new Error("the edition has no application");
    const places = await placesOf(tables);
    const regions = await rows<ExplorerRegion>(
      `SELECT kind AS scheme, code, name_en AS name FROM ${from("regions")} WHERE code <> '001' ORDER BY kind DESC, name_en, code`
    );
    const {population, populationYear} = await populationOf(tables, years.a, years.b);
    const kinds = await rows<NewKey>(
      `SELECT DISTINCT asylum, year, type, level FROM ${from("applications")} ORDER BY ALL`
    );
    const stocks = isThere("stocks")
      ? ((
          await connection.runAndReadAll(
            `SELECT year, origin, asylum, refugees, asylum_seekers FROM ${from("stocks")} ORDER BY asylum, origin, year`
          )
        ).getColumnsObject() as unknown as Columns<StockRow>)
      : null;
    const source = edition.package.sources.find(({name}) => name === "unhcr");
    return {
      facts: {
        edition: edition.id,
        source: source ? `${source.publisher}, ${source.title}, ${source.licence.title}` : "UNHCR",
        cited: edition.package.sources.flatMap(({name, publisher, attribution, licence}) =>
          name === "unhcr" || name === "worldbank"
            ? [{name, publisher, attribution, licence: {title: licence.title}}]
            : []
        ),
        years: [years.a, years.b],
        places,
        regions,
        rules: edition.rules,
        reasons: Object.fromEntries([...edition.ruleTexts].map(([id, {reason}]) => [id, reason])),
        breaks: breaksOf(edition),
        reporting: reportingOf(edition, years.a, years.b),
        population,
        population_year: populationYear,
        only_other_levels: added(onlyOtherLevelsAdder(), kinds),
        split_hosts: [...splitHostsOf(edition), ...withheldHosts(edition.breaks, [years.a, years.b])],
        not_counted: edition.events.flatMap(({date, kind, origin, asylum, what_en, source}): NotCounted[] =>
          kind === "not_counted" ? [{date, kind, origin: origin ?? null, asylum: asylum ?? null, what_en, source}] : []
        ),
        sex_age: await sexAgeFacts(tables),
        world: worldShapes(edition.atlas).positions
      },
      stocks,
      sexAge: await sexAgeFiles(tables, connection, work),
      decisions: readFileSync(target)
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(work, {recursive: true, force: true});
  }
}

/** The countries, years and units whose grants and refusals are reported at different levels, from every decision. */
function splitHostsOf({decisions, rules}: Edition): ExplorerFacts["split_hosts"] {
  const packed = packDecisions(decisions);
  const adder = splitHostsAdder(reader(rules));
  const row = {...BLANK_DECISION};
  for (let i = 0; i < packed.year.length; i++) {
    fillDecision(packed, i, row);
    adder.add(row);
  }
  return adder.done().map(({asylum, year, unit}) => ({asylum, year, unit}));
}

/** Hand-kept lines, by country and year; then findings without an explanation, the largest first. */
function breaksOf(edition: Edition): ExplorerBreak[] {
  const breaks = withTables(edition.breaks);
  const told = (each: Break): ExplorerBreak => {
    const {id, asylum, origin, level, unit, authority, year_from, year_to, verdict} = each;
    const {kind, table} = each;
    return {id, ...(kind ? {kind} : {}), ...(table ? {table} : {}), asylum, origin, level, unit, authority, year_from, year_to, verdict, wording: breakWords(each)}; // prettier-ignore
  };
  const by = (a: Break, b: Break) =>
    ascending(a.asylum, b.asylum) || ascending(a.year_from, b.year_from) || ascending(a.id, b.id);
  return [
    ...breaks
      .filter((each) => !isFinding(each))
      .sort(by)
      .map(told),
    ...breaks
      .filter(isTold)
      .flatMap((each) => foundOf(each) ?? [])
      .sort(heaviest)
      .map((each): ExplorerBreak => ({...told(each), found_by: "finder"}))
  ];
}

function reportingOf({reporting}: Edition, from: number, to: number): Record<string, string> {
  const years = new Map<string, Set<number>>();
  for (const {table, asylum, authority, level, unit, year} of reporting) {
    const key = `${table} ${asylum} ${authority} ${level} ${unit}`;
    years.set(key, (years.get(key) ?? new Set()).add(year));
  }
  return Object.fromEntries(
    [...years].map(([key, set]) => [
      key,
      range(from, to + 1)
        .map((year) => (set.has(year) ? "1" : "0"))
        .join("")
    ])
  );
}

/** Writes the explorer's files below `folder`, named by their contents. Returns their paths. */
export function writeExplorerData(
  folder: string,
  edition: Edition,
  {facts, decisions, stocks, sexAge}: ExplorerTables,
  details: FigureDetails
): ExplorerFiles {
  mkdirSync(join(folder, "_explorer"), {recursive: true});
  const sums: Record<string, string> = {};
  const write = (name: string, ending: string, bytes: Uint8Array | string) => {
    const sum = createHash("sha256").update(bytes).digest("hex");
    const path = `_explorer/${name}.${sum.slice(0, 8)}.${ending}`;
    writeFileSync(join(folder, path), bytes);
    sums[path] = sum;
    return path;
  };
  const own = (name: string) => {
    const path = `data/${edition.id}/${name}.parquet`;
    sums[path] = sumsOf(edition)[`${name}.parquet`] ?? "";
    return path;
  };
  return {
    facts: write("facts", "json", JSON.stringify(facts)),
    decisions: write("decisions", "parquet", decisions),
    applications: own("applications"),
    stocks: stocks && own("stocks"),
    sex_age: sexAge && {
      first_time: write("first-time", "parquet", sexAge.first_time),
      all: write("all-applicants", "parquet", sexAge.all)
    },
    details: write("details", "json", JSON.stringify(details)),
    sums
  };
}
