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
import {BARE_NAME, joinAlike} from "./alikePlaces.js";
import {UNHCR_PAIR} from "./pairs.js";
import {castTable, standsTwice} from "./shared.js";
import type {CastOptions, Field} from "./shared.js";

const text = (name: string, optional = false): Field => ({raw: name, name, kind: "text", optional});
const count = (name: string, optional = false): Field => ({raw: name, name, kind: "count", optional});
/** The name of a part, which a sum over the parts is none of. */
const noTotal = (name: string): Field => ({
  raw: name,
  name,
  kind: {
    pattern:
      "(?i)\\W*(grand |sub-?)?(total|all|ensemble|gesamt|insgesamt)( (areas|regions|provinces|places|général))?\\W*",
    isNot: true,
    words: "the name of a part, not of the sum over the parts"
  }
});
/** The same, where the publisher's own word for the sum is set apart. */
const noTotalBut = (name: string, own: string): Field => {
  const field = noTotal(name);
  return typeof field.kind === "object" && "pattern" in field.kind
    ? {...field, kind: {pattern: `(${own})|.*`, words: field.kind.words}}
    : field;
};
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

/** A part that the hand-kept names list: any other name may be a sum, or the same part spelt otherwise. */
async function known(db: DuckDBConnection, name: string, where = "true"): Promise<Field> {
  const names = await rows(db, `SELECT DISTINCT published_as AS name FROM known WHERE ${where} ORDER BY name`);
  return {raw: name, name, kind: {codes: names.map((row) => String(row.name))}};
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
    noTotal("location"),
    count("total", true)
  ];
  // A folder may hold the last year's file alone.
  const [first, later] = raws(pulled, "demographics", "demographics_later");
  if (!first) throw new Error("source demographics has no table");
  const options: CastOptions = {
    where: "pop_type IN ('ASY', 'REF')",
    key: ["year", "coo_iso", "coa_iso", "pop_type", "location", "loc_type", "acc_type"],
    places: UNHCR_PAIR
  };
  await castTable(db, first, "unhcr_places", fields, options);
  const notes: string[] = [];
  if (later) {
    await castTable(db, later, "unhcr_later", fields, options);
    const replaced = await rows(db, "SELECT DISTINCT year FROM unhcr_later ORDER BY year");
    await db.run("DELETE FROM unhcr_places WHERE year IN (SELECT year FROM unhcr_later)");
    await db.run("INSERT INTO unhcr_places SELECT * FROM unhcr_later");
    notes.push(`UNHCR's places of ${replaced.map((row) => String(row.year)).join(", ")} are from unhcr/demographics`);
  }
  await joinAlike(db);
  await add(
    db,
    {
      year: "year",
      publisher: "'unhcr'",
      asylum: "asylum",
      // The level is parsed out of the name. The hand-kept table joins names first; then a name that stands under one label a year.
      location: "coalesce(location_joined, location_alike, location_bare)",
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
    `(SELECT p.year, p.asylum, p.origin, p.pop_type, p.location, k.location AS location_joined,
        a.location AS location_alike, ${BARE_NAME} AS location_bare, k.kind, coalesce(k.iso3166_2, a.iso3166_2) AS iso3166_2,
        CASE WHEN count(*) = count(total) THEN sum(total) END AS value,
        CASE WHEN count(*) = count(total) THEN sum(CASE total WHEN 5 THEN 3 ELSE total END) END AS value_lo,
        CASE WHEN count(*) = count(total) THEN sum(CASE total WHEN 0 THEN 2 ELSE total END) END AS value_hi
      FROM unhcr_places p
      LEFT JOIN known k ON k.published_as = p.location AND k.asylum IN (p.asylum, '*')
      LEFT JOIN alike a ON a.published_as = p.location AND a.asylum = p.asylum
      GROUP BY ALL)`
  );
  await dropAll(db, "unhcr_places", "unhcr_later", "alike");
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
  await castTable(
    db,
    cantons,
    "sem_cantons",
    [year, await known(db, "canton"), ...SEM_COUNTS.map((name) => count(name))],
    {
      key: ["year", "canton"]
    }
  );
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
  fields: readonly Field[],
  key: readonly string[]
): Promise<void> {
  const rounded = `(${SUPPRESSED}|[0-9]{0,8}[05])`;
  const kind = {pattern: rounded, isCount: true, words: `"${SUPPRESSED}" or a multiple of 5`} as const;
  await castTable(db, raw, "ircc_claimants", [...fields, {raw: column, name: "value", kind}], {key});
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

/** A whole year, or the months of it that a file holds. */
const PERIOD = {
  pattern: "(19|20)[0-9]{2}|(19|20)[0-9]{2}-01/(19|20)[0-9]{2}-(0[1-9]|1[0-2])",
  words: "a year such as 2024, or its months such as 2025-01/2025-07"
} as const;

/**
 * The months that each year's rows hold, as the file tells them; a year before the last is whole where nothing else is told.
 * @throws InputError where nobody told the span of the last year, or one year has two.
 */
async function spansTold(db: DuckDBConnection, raw: RawTable): Promise<void> {
  const years = await rows(
    db,
    `SELECT year, list_sort(list(DISTINCT period) FILTER (period IS NOT NULL)) AS spans FROM ircc_claimants GROUP BY year ORDER BY year`
  );
  for (const [index, {year: ofYear, spans}] of years.entries()) {
    const told = Array.isArray(spans) ? spans.map(String) : [];
    const refuse = (expected: string, found: string): never => {
      throw new InputError({
        source: raw.name,
        row: `year ${String(ofYear)}`,
        field: "period",
        expected,
        found,
        advice:
          "Tell it in a column period (2025-01/2025-07 for a part, 2025 for a whole year), or in the file's name: derived_year_office_province_2015-01_2025-07.csv. The last edition stands as it was."
      });
    };
    if (told.length > 1) refuse("one span of months a year", told.join(" and "));
    if (told[0] !== undefined && !told[0].split("/").every((part) => part.startsWith(String(ofYear))))
      refuse(`a span of ${String(ofYear)}`, told[0]);
    if (!told.length && index === years.length - 1)
      refuse("the months that the last year holds, which IRCC publishes before it is over", "nothing that tells them");
  }
}

async function irccYears(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castRounded(
    db,
    raw,
    "claimants",
    [
      year,
      noTotalBut("office", "Total"),
      await known(db, "province"),
      {raw: "period", name: "period", kind: PERIOD, optional: true}
    ],
    ["year", "office", "province"]
  );
  await spansTold(db, raw);
  const part = "CASE WHEN contains(period, '/') AND period NOT LIKE '%-12' THEN period END";
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

/** @throws InputError where a year lacks a month before its last one: its sum would be of fewer months than it says. */
async function everyMonth(db: DuckDBConnection, raw: RawTable, months: string): Promise<void> {
  const [gap] = await rows(
    db,
    `SELECT year, list_sort(list(DISTINCT ${months})) AS there FROM ircc_claimants
     GROUP BY year HAVING count(DISTINCT month) < max(${months}) ORDER BY year LIMIT 1`
  );
  if (!gap) return;
  const there = Array.isArray(gap.there) ? gap.there.map(Number) : [];
  const last = Math.max(...there);
  throw new InputError({
    source: raw.name,
    row: `year ${String(gap.year)}`,
    field: "month",
    expected: `every month to ${MONTHS[last - 1] ?? ""}`,
    found: `none of ${MONTHS.filter((_, month) => month + 1 < last && !there.includes(month + 1)).join(", ")}`,
    advice: "Ask again or take the file from its source again; the last edition stands as it was."
  });
}

/** Months are summed with their bounds; the country's sums by office and over offices stand beside, as in the yearly file. */
async function irccMonths(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castRounded(
    db,
    raw,
    "total",
    [
      year,
      {raw: "month", name: "month", kind: {codes: MONTHS}},
      noTotal("office"),
      // The months are added up: a line of the country's own would count everyone twice.
      await known(db, "province", "kind <> 'country'")
    ],
    ["year", "month", "office", "province"]
  );
  const months = `list_position([${MONTHS.map((month) => literal(month)).join()}], month)`;
  await everyMonth(db, raw, months);
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
    noTotal("support"),
    noTotal("region"),
    noTotal("authority"),
    {raw: "code", name: "code", kind: {pattern: `${AUTHORITY}|N/A.*`, words: "the code of a local authority, or N/A"}},
    noTotal("accommodation"),
    count("people")
  ]);
  await castTable(
    db,
    areas,
    "uk_areas",
    [
      {raw: "periodEnd", name: "date", kind: date},
      {raw: "areaCode", name: "areaCode", kind: {pattern: AUTHORITY, words: "the code of a local authority"}},
      noTotal("areaName"),
      count("value")
    ],
    {key: ["periodEnd", "areaCode"]}
  );
  await supportOnce(db, support);
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

/** Codes of the Office for National Statistics for local authorities; those of regions and nations are sums over them. */
const AUTHORITY = "(E0[6-9]|S12|W06|N09)[0-9]{6}";

/**
 * The Home Office gives some authorities two rows of one type of housing with different numbers (Edinburgh at the end of 2022), which
 * its table of all types adds up. So two rows of one key count where that table says so, and never where they are alike.
 * @throws InputError where a row stands twice.
 */
async function supportOnce(db: DuckDBConnection, support: RawTable): Promise<void> {
  const key = ["date", "support", "region", "authority", "code", "accommodation"] as const;
  await support.load(db, "raw_support_again");
  const [twice] = await rows(
    db,
    `WITH sums AS (SELECT date, code, sum(people) AS people FROM uk_support GROUP BY ALL),
       alike AS (SELECT sums.date, code FROM sums JOIN uk_areas a ON a.date = sums.date AND areaCode = code AND a.value = sums.people)
     SELECT min(row) AS first, min(row, 2)[2] AS second, concat_ws(', ', ${key.join(", ")}) AS what
     FROM raw_support_again GROUP BY ${key.join(", ")}
     HAVING count(*) > count(DISTINCT people) OR (count(*) > 1 AND (date, code) NOT IN (SELECT (date, code) FROM alike))
     ORDER BY second LIMIT 1`
  );
  await db.run("DROP TABLE raw_support_again");
  if (twice)
    throw standsTwice(support, {
      key,
      what: String(twice.what),
      first: Number(twice.first),
      second: Number(twice.second)
    });
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

/** @throws InputError where a row of a part bears the name of the sum: it would be added to the parts. */
async function partsAreNoTotal(db: DuckDBConnection, raw: RawTable): Promise<void> {
  const [total] = await rows(
    db,
    "SELECT niveau, departement FROM ofpra_file WHERE niveau <> 'Total' AND regexp_full_match(departement, '(?i)(total|ensemble|france).*') LIMIT 1"
  );
  if (!total) return;
  throw new InputError({
    source: raw.name,
    field: "niveau",
    expected: `Total, as the row is “${String(total.departement)}”`,
    found: String(total.niveau),
    advice: "Ask the publisher or mend the file, then run the command again; the last edition stands as it was."
  });
}

/** OFPRA's rows of the country, a région and a département nest: `admin_level` 0, 1 and 2 tell them apart. */
export async function ofpraLocations(db: DuckDBConnection, pulled: Pulled): Promise<string[]> {
  await prepare(db, "ofpra");
  for (const raw of Object.values(pulled.tables)) {
    const [kind = "", ending = ""] = raw.name.split("_");
    const counted = OFPRA_COUNTS[kind as keyof typeof OFPRA_COUNTS];
    await castTable(
      db,
      raw,
      "ofpra_file",
      [
        {raw: "niveau", name: "niveau", kind: {codes: ["Total", "Région", "Département"]}},
        text("code_departement", true),
        text("departement", true),
        ...counted.map((name) => count(name, true))
      ],
      {key: ["niveau", "code_departement", "departement"]}
    );
    await partsAreNoTotal(db, raw);
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
