// Where within a host: one long table of what publishers give by place, each under its own measure. An application, a decision
// and a stock of people stand in it side by side and are never added; nor are rows of different `admin_level` or `detail`.
import {InputError} from "../sources/shared.js";
import type {Pulled, RawTable} from "../sources/shared.js";
import {OFPRA_COUNTS} from "../sources/ofpra.js";
import {SEM_COUNTS} from "../sources/sem.js";
import {createFromRows, identifier, literal, one, rows} from "./database.js";
import type {DuckDBConnection, Value} from "./database.js";
import {tableSchema} from "../../src/schema/tables.js";
import {readLocations} from "./handTables.js";
import {castTable} from "./shared.js";
import type {Field} from "./shared.js";

const text = (name: string, optional = false): Field => ({raw: name, name, kind: "text", optional});
const count = (name: string, optional = false): Field => ({raw: name, name, kind: "count", optional});
const year: Field = {raw: "year", name: "year", kind: "year"};

async function exists(db: DuckDBConnection, name: string): Promise<boolean> {
  return Number(await one(db, `SELECT count(*) FROM duckdb_tables() WHERE table_name = ${literal(name)}`)) > 0;
}

/** The table, empty where it is not there yet, and the hand-kept names beside it. */
async function prepare(db: DuckDBConnection, publisher: string): Promise<void> {
  const schema = tableSchema("locations");
  if (!(await exists(db, schema.name))) await createFromRows(db, schema, []);
  const names = readLocations().filter((row) => row.publisher === publisher);
  const value = (cell: Value | undefined) => (typeof cell === "string" ? literal(cell) : "NULL");
  await db.run("DROP TABLE IF EXISTS known");
  await db.run(
    "CREATE TABLE known (asylum VARCHAR, published_as VARCHAR, location VARCHAR, kind VARCHAR, iso3166_2 VARCHAR)"
  );
  if (names.length)
    await db.run(
      `INSERT INTO known VALUES ${names
        .map((row) => `(${[row.asylum, row.published_as, row.location, row.kind, row.iso3166_2].map(value).join()})`)
        .join()}`
    );
}

/** Adds rows; a column that is not given is null. */
async function add(db: DuckDBConnection, given: Readonly<Record<string, string>>, from: string): Promise<void> {
  const columns = tableSchema("locations").columns.map(
    ({name, type}) => `CAST(${given[name] ?? "NULL"} AS ${type}) AS ${identifier(name)}`
  );
  await db.run(`INSERT INTO locations SELECT ${columns.join(", ")} FROM ${from}`);
}

const raws = (pulled: Pulled, ...names: string[]): RawTable[] =>
  names.flatMap((name) => (pulled.tables[name] ? [pulled.tables[name]] : []));

async function dropAll(db: DuckDBConnection, ...names: string[]): Promise<void> {
  for (const name of [...names, "known"]) await db.run(`DROP TABLE IF EXISTS ${identifier(name)}`);
}

/**
 * UNHCR's asylum-seekers and refugees at the end of the year. Kinds of place (camp, urban, …) and of housing are summed: they do
 * not part places. A published 5 stands for 3–5; any other value is exact, and no row is below 5.
 */
export async function unhcrLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "unhcr");
  const fields: Field[] = [
    year,
    {raw: "coo_iso", name: "origin", kind: "place"},
    {raw: "coa_iso", name: "asylum", kind: "place"},
    {raw: "pop_type", name: "pop_type", kind: "text"},
    text("location"),
    count("total", true)
  ];
  const [first, later] = raws(pulled, "demographics", "demographics_later");
  if (!first) throw new Error("source demographics has no table demographics");
  await castTable(db, first, "unhcr_places", fields, "pop_type IN ('ASY', 'REF')");
  const notes: string[] = [];
  if (later) {
    await castTable(db, later, "unhcr_later", fields, "pop_type IN ('ASY', 'REF')");
    const replaced = await rows(db, "SELECT DISTINCT year FROM unhcr_later ORDER BY year");
    await db.run("DELETE FROM unhcr_places WHERE year IN (SELECT year FROM unhcr_later)");
    await db.run("INSERT INTO unhcr_places SELECT * FROM unhcr_later");
    notes.push(`UNHCR's places of ${replaced.map((row) => String(row.year)).join(", ")} are from unhcr/demographics`);
  }
  await add(
    db,
    {
      year: "year",
      publisher: "'unhcr'",
      asylum: "asylum",
      // The level is parsed out of the name; names are joined by the hand-kept table alone.
      location: "coalesce(location_joined, trim(regexp_replace(location, '\\s*\\[[^\\]]*\\]$', '')))",
      published_as: "location",
      kind: "coalesce(kind, 'place')",
      admin_level: "nullif(regexp_extract(location, '\\[Admin ([0-9])', 1), '')",
      iso3166_2: "iso3166_2",
      measure: "CASE pop_type WHEN 'ASY' THEN 'asylum_seekers' ELSE 'refugees' END",
      origin: "origin",
      value: "value",
      value_lo: "value_lo",
      value_hi: "value_hi"
    },
    `(SELECT p.year, p.asylum, p.origin, p.pop_type, p.location, k.location AS location_joined, k.kind, k.iso3166_2,
        CASE WHEN count(*) = count(total) THEN sum(total) END AS value,
        CASE WHEN count(*) = count(total) THEN sum(CASE total WHEN 5 THEN 3 ELSE total END) END AS value_lo,
        CASE WHEN count(*) = count(total) THEN sum(CASE total WHEN 0 THEN 2 ELSE total END) END AS value_hi
      FROM unhcr_places p
      LEFT JOIN known k ON k.published_as = p.location AND k.asylum IN (p.asylum, '*')
      GROUP BY ALL)`
  );
  await dropAll(db, "unhcr_places", "unhcr_later");
  return notes;
}

/**
 * What SEM's columns are in law. Provisional admission protects from return under asylum law and is complementary, whether the
 * application was rejected or not entered into; it holds some recognised refugees too, so refugee status is “at least”.
 */
const SEM_MEASURES: Record<(typeof SEM_COUNTS)[number], {measure: string; detail: string | null; from?: number}> = {
  new_applications: {measure: "applications", detail: null},
  // Counted by SEM since 2014, within the new applications: never added to them.
  of_which_multiple_applications: {measure: "multiple_applications", detail: null, from: 2014},
  applications_reopened: {measure: "reopened", detail: null},
  decided_total: {measure: "decisions", detail: null},
  asylum_granted: {measure: "refugee_status", detail: "asylum granted"},
  rejected_with_provisional_admission: {measure: "complementary", detail: "rejected, provisional admission"},
  rejected_without_provisional_admission: {measure: "refused", detail: "rejected"},
  inadmissible_with_provisional_admission: {measure: "complementary", detail: "inadmissible, provisional admission"},
  inadmissible_without_provisional_admission: {measure: "otherwise_closed", detail: "inadmissible"},
  written_off: {measure: "otherwise_closed", detail: "written off"}
};

export async function semLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "sem");
  const [cantons] = raws(pulled, "cantons");
  if (!cantons) throw new Error("source sem has no table cantons");
  await castTable(db, cantons, "sem_cantons", [year, text("canton"), ...SEM_COUNTS.map((name) => count(name))]);
  for (const [column, {measure, detail, from}] of Object.entries(SEM_MEASURES))
    await add(
      db,
      {
        year: "year",
        publisher: "'sem'",
        asylum: "'CHE'",
        location: "coalesce(k.location, canton)",
        published_as: "canton",
        kind: "coalesce(k.kind, 'place')",
        admin_level: "1",
        iso3166_2: "k.iso3166_2",
        measure: literal(measure),
        ...(detail === null ? {} : {detail: literal(detail)}),
        value: identifier(column),
        value_lo: identifier(column),
        value_hi: identifier(column)
      },
      `sem_cantons LEFT JOIN known k ON k.published_as = canton ${from === undefined ? "" : `WHERE year >= ${from}`}`
    );
  await dropAll(db, "sem_cantons");
  return [];
}

/** A rounded Canadian count: a multiple of 5 or "--", which IRCC says stands for a value between 0 and 5. */
const SUPPRESSED = "--";

/**
 * IRCC rounds to the nearest 5, so a value is ±2; a printed 0 is 0; "--" has no value and the bounds 0 and 5 of IRCC's own words.
 * The rows of the whole country are IRCC's own totals; a province has none over its offices.
 */
export async function irccLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "ircc");
  const [byYear, byMonth] = [pulled.tables.claimants_by_year, pulled.tables.claimants_by_month];
  if (byYear) await irccYears(db, byYear);
  else if (byMonth) await irccMonths(db, byMonth);
  else throw new Error("source ircc has no table of claimants");
  await dropAll(db, "ircc_claimants", "ircc_years");
  return [];
}

const LO = `CASE value WHEN '${SUPPRESSED}' THEN 0 WHEN '0' THEN 0 ELSE CAST(value AS INTEGER) - 2 END`;
const HI = `CASE value WHEN '${SUPPRESSED}' THEN 5 WHEN '0' THEN 0 ELSE CAST(value AS INTEGER) + 2 END`;

/** Casts a raw table whose counts may be suppressed. @throws InputError for anything else than "--" or a multiple of 5. */
async function castRounded(
  db: DuckDBConnection,
  raw: RawTable,
  column: string,
  fields: readonly Field[]
): Promise<void> {
  const rounded = `(${SUPPRESSED}|[0-9]{0,8}[05])`;
  await castTable(db, raw, "ircc_claimants", [
    ...fields,
    {raw: column, name: "value", kind: {pattern: rounded, words: `"${SUPPRESSED}" or a multiple of 5`}}
  ]);
}

const IRCC_COLUMNS = {
  year: "year",
  publisher: "'ircc'",
  asylum: "'CAN'",
  location: "coalesce(k.location, province)",
  published_as: "province",
  kind: "coalesce(k.kind, 'place')",
  admin_level: "CASE k.kind WHEN 'country' THEN 0 ELSE 1 END",
  iso3166_2: "k.iso3166_2",
  measure: "'claimants'",
  value: "value",
  value_lo: "value_lo",
  value_hi: "value_hi"
} as const;

/** The last month of the last year, where the file ends within it: IRCC's file of July 2025. */
const IRCC_PARTS = {2025: "2025-01/2025-07"} as const;

async function irccYears(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castRounded(db, raw, "claimants", [year, text("office"), text("province")]);
  const part = `CASE year ${Object.entries(IRCC_PARTS)
    .map(([ending, span]) => `WHEN ${ending} THEN '${span}'`)
    .join(" ")} END`;
  await add(
    db,
    {
      ...IRCC_COLUMNS,
      period: part,
      detail: "nullif(office, 'Total')",
      value: `CASE WHEN value <> '${SUPPRESSED}' THEN CAST(value AS INTEGER) END`,
      value_lo: LO,
      value_hi: HI,
      flag: `concat_ws(' ', CASE value WHEN '${SUPPRESSED}' THEN 'suppressed' ELSE 'rounded' END, CASE WHEN ${part} IS NOT NULL THEN 'part_of_year' END)`
    },
    "ircc_claimants LEFT JOIN known k ON k.published_as = province"
  );
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Months are summed with their bounds; the country's sums by office and over offices stand beside, as in the yearly file. */
async function irccMonths(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castRounded(db, raw, "total", [
    year,
    {raw: "month", name: "month", kind: {codes: MONTHS}},
    text("office"),
    text("province")
  ]);
  const months = `list_position([${MONTHS.map((month) => literal(month)).join()}], month)`;
  await db.run(`
    CREATE TABLE ircc_years AS
    WITH last AS (SELECT year, max(${months}) AS month FROM ircc_claimants GROUP BY year),
    months AS (
      SELECT year, office, province, value, CAST(${LO} AS INTEGER) AS lo, CAST(${HI} AS INTEGER) AS hi FROM ircc_claimants)
    SELECT year, office, province,
      CASE WHEN last.month < 12 THEN year || '-01/' || year || '-' || lpad(CAST(last.month AS VARCHAR), 2, '0') END AS period,
      CASE WHEN count(*) FILTER (value = '${SUPPRESSED}') = 0 THEN sum(CASE WHEN value <> '${SUPPRESSED}' THEN CAST(value AS INTEGER) END) END AS value,
      sum(lo) AS value_lo, sum(hi) AS value_hi
    FROM (SELECT year, office, province, value, lo, hi FROM months
      UNION ALL SELECT year, office, '(all)', value, lo, hi FROM months
      UNION ALL SELECT year, NULL, '(all)', value, lo, hi FROM months) JOIN last USING (year)
    GROUP BY year, office, province, last.month`);
  await add(
    db,
    {
      ...IRCC_COLUMNS,
      period: "period",
      detail: "office",
      flag: "concat_ws(' ', 'rounded', 'summed', CASE WHEN value IS NULL THEN 'suppressed' END, CASE WHEN period IS NOT NULL THEN 'part_of_year' END)"
    },
    "ircc_years LEFT JOIN known k ON k.published_as = province"
  );
}

/**
 * People on asylum support at the end of a quarter. The types of housing are summed; a quarter that only the file of all types
 * together holds has no detail and takes the region that the area last had, by its code or, where the code is new, its name.
 */
export async function homeOfficeLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "home_office");
  const [support, areas] = raws(pulled, "support", "areas");
  if (!support || !areas) throw new Error("source home_office lacks a table");
  const date = {pattern: "20[0-9]{2}-(03-31|06-30|09-30|12-31)", words: "the last day of a quarter"};
  await castTable(db, support, "uk_support", [
    {raw: "date", name: "date", kind: date},
    text("support"),
    text("region"),
    text("authority"),
    text("code"),
    count("people")
  ]);
  await castTable(db, areas, "uk_areas", [
    {raw: "periodEnd", name: "date", kind: date},
    text("areaCode"),
    text("areaName"),
    count("value")
  ]);
  await sameWhereTheyMeet(db, areas);
  const common = {
    year: "CAST(substr(date, 1, 4) AS INTEGER)",
    period: "date",
    publisher: "'home_office'",
    asylum: "'GBR'",
    measure: "'supported'",
    value: "people",
    value_lo: "people",
    value_hi: "people"
  };
  await add(
    db,
    {
      ...common,
      location:
        "CASE WHEN coalesce(k.kind, 'place') = 'place' THEN coalesce(a.location, authority) ELSE k.location END",
      published_as: "authority",
      kind: "coalesce(k.kind, 'place')",
      within: "CASE WHEN coalesce(k.kind, 'place') = 'place' THEN coalesce(k.location, region) END",
      code: "CASE WHEN coalesce(k.kind, 'place') = 'place' THEN code END",
      admin_level: "CASE WHEN coalesce(k.kind, 'place') = 'place' THEN 2 END",
      detail: "support"
    },
    `(SELECT date, support, region, authority, code, sum(people) AS people FROM uk_support GROUP BY ALL)
      LEFT JOIN known k ON k.published_as = region
      LEFT JOIN known a ON a.published_as = authority`
  );
  await add(
    db,
    {
      ...common,
      location: "coalesce(a.location, areaName)",
      published_as: "areaName",
      kind: "'place'",
      within: "coalesce(k.location, ofCode, ofName)",
      code: "areaCode",
      admin_level: "2",
      flag: "'all_types'"
    },
    `(SELECT date, areaCode, areaName, value AS people FROM uk_areas WHERE date > (SELECT max(date) FROM uk_support))
      LEFT JOIN (SELECT code, max_by(region, date) AS ofCode FROM uk_support GROUP BY code) ON code = areaCode
      LEFT JOIN (SELECT authority, max_by(region, date) AS ofName FROM uk_support GROUP BY authority) ON authority = areaName
      LEFT JOIN known k ON k.published_as = coalesce(ofCode, ofName)
      LEFT JOIN known a ON a.published_as = areaName`
  );
  await dropAll(db, "uk_support", "uk_areas");
  return [];
}

/** @throws InputError where the two files give an area and quarter different numbers of people. */
async function sameWhereTheyMeet(db: DuckDBConnection, areas: RawTable): Promise<void> {
  const [apart] = await rows(
    db,
    `WITH s AS (SELECT date, code AS areaCode, sum(people) AS people FROM uk_support GROUP BY ALL)
     SELECT date, areaCode, people, value FROM s JOIN uk_areas USING (date, areaCode) WHERE people <> value ORDER BY ALL LIMIT 1`
  );
  if (!apart) return;
  throw new InputError({
    source: areas.name,
    row: `${String(apart.areaCode)}, ${String(apart.date)}`,
    field: "value",
    expected: `${String(apart.people)}, as local_authority_support has it`,
    found: String(apart.value),
    advice: "One of the two files was revised: take both of the same release."
  });
}

const OFPRA_MEASURES: Record<string, {measure: string; detail: string | null}> = {
  premiere_demande: {measure: "applications", detail: null},
  reexamen: {measure: "repeat_applications", detail: null},
  reouverture: {measure: "reopened", detail: null},
  refugie: {measure: "refugee_status", detail: "OFPRA"},
  protection_subsidiaire: {measure: "complementary", detail: "OFPRA"},
  rejet: {measure: "refused", detail: "OFPRA"},
  cloture: {measure: "otherwise_closed", detail: "OFPRA"},
  // The court's annulments are decisions of another stage: never added to OFPRA's.
  cnda_refugie: {measure: "appeal_refugee_status", detail: "CNDA"},
  cnda_protection_subsidiaire: {measure: "appeal_complementary", detail: "CNDA"}
};

/** Codes that are no département of their own: Corsica unsplit, and the overseas collectivities by their ISO codes. */
const OFPRA_CODES = {
  "20": "FR-20R",
  "9715": "FR-MF",
  "975": "FR-PM",
  "977": "FR-BL",
  "978": "FR-MF",
  "986": "FR-WF",
  "987": "FR-PF",
  "988": "FR-NC"
} as const;

/** OFPRA's rows of the country, a région and a département nest: `admin_level` 0, 1 and 2 tell them apart. */
export async function ofpraLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "ofpra");
  for (const raw of Object.values(pulled.tables)) {
    const [kind = "", ending = ""] = raw.name.split("_");
    const counted = OFPRA_COUNTS[kind as keyof typeof OFPRA_COUNTS];
    await castTable(db, raw, "ofpra_file", [
      {raw: "niveau", name: "niveau", kind: {codes: ["Total", "Région", "Département"]}},
      text("code_departement", true),
      text("departement", true),
      ...counted.map((name) => count(name, true))
    ]);
    const isDepartement = "niveau = 'Département'";
    const code = `CASE WHEN ${isDepartement} THEN CASE WHEN regexp_full_match(code_departement, '[0-9]') THEN '0' || code_departement ELSE code_departement END END`;
    const known = `CASE code ${Object.entries(OFPRA_CODES)
      .map(([from, to]) => `WHEN '${from}' THEN '${to}'`)
      .join(
        " "
      )} ELSE CASE WHEN regexp_full_match(code, '(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-46])') THEN 'FR-' || code END END`;
    for (const name of counted) {
      const {measure, detail} = OFPRA_MEASURES[name] ?? {measure: name, detail: null};
      await add(
        db,
        {
          year: ending,
          publisher: "'ofpra'",
          asylum: "'FRA'",
          location: "coalesce(k.location, CASE niveau WHEN 'Total' THEN 'France' ELSE coalesce(departement, code) END)",
          published_as: "coalesce(departement, code_departement, niveau)",
          kind: "coalesce(k.kind, CASE niveau WHEN 'Total' THEN 'country' ELSE 'place' END)",
          code: "code",
          admin_level: "CASE niveau WHEN 'Total' THEN 0 WHEN 'Région' THEN 1 ELSE 2 END",
          iso3166_2: known,
          measure: literal(measure),
          ...(detail === null ? {} : {detail: literal(detail)}),
          value: identifier(name),
          value_lo: identifier(name),
          value_hi: identifier(name)
        },
        `(SELECT *, ${code} AS code FROM ofpra_file) LEFT JOIN known k ON k.published_as IN (code_departement, departement) AND ${isDepartement}`
      );
    }
    await db.run("DROP TABLE ofpra_file");
  }
  await dropAll(db);
  return [];
}
