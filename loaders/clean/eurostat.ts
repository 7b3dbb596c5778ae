// Cleans Eurostat's rows: codes and labels of any age become one spelling, places ISO 3166-1 alpha-3. Millions
// of rows are cleaned where DuckDB reads them, held as codes (13 bytes a row), and only what is kept is sorted.
import {
  AGE_SPELLINGS,
  AGES,
  AGGREGATES,
  APPLICANT_SPELLINGS,
  DECISION_SPELLINGS,
  FLAGS,
  SEX_SPELLINGS
} from "../../src/measures/eurostat.js";
import {InputError} from "../sources/shared.js";
import type {EurostatTable, Subject} from "../sources/eurostat.js";
import {identifier, literal, one, rows} from "./database.js";
import type {DuckDBConnection} from "./database.js";
import {readEurostatPlaces} from "./handTables.js";

/** A column of the raw rows, and the code of each spelling it may hold. */
interface Coded {
  readonly raw: string;
  readonly spellings: ReadonlyMap<string, string>;
  readonly expected: string;
}

const map = (spellings: Readonly<Record<string, string>>) => new Map(Object.entries(spellings));
const named = (spellings: ReadonlyMap<string, string>) => `one of ${[...spellings.keys()].join(", ")}`;

const LETTERS = Object.keys(FLAGS);
const COUNT = "regexp_full_match(value, '[0-9]{1,9}')";
// R writes a round number as 2e+05, a browser a large one as 1,234, pandas a column with gaps as 355.0.
const OTHER_COUNT = `(regexp_full_match(value, '[0-9]{1,3}(,[0-9]{3}){1,2}|[1-9](\\.[0-9]+)?[eE]\\+?0?[0-8]|[0-9]{1,9}\\.0{1,2}') AND TRY_CAST(replace(value, ',', '') AS DOUBLE) % 1 = 0)`;
const IS_COUNT = `(value IS NULL OR value IN (':', 'NA') OR ${COUNT} OR ${OTHER_COUNT})`;
const IS_FLAG = `(flag IS NULL OR flag = 'NA' OR regexp_full_match(flag, '[${LETTERS.join("")}]*:?|:[${LETTERS.join("")}]*'))`;
const IS_PERSONS = "((unit IS NULL OR unit IN ('PER', 'Person')) AND (freq IS NULL OR freq = 'A'))";

/** A column's text as its list spells it: pandas writes a year as 2019.0, R's package as the day it begins. */
const spelled = (column: string): string =>
  column === "time"
    ? "CASE WHEN regexp_full_match(time, '[0-9]{4}\\.0') OR (freq = 'A' AND regexp_full_match(time, '[0-9]{4}-01-01')) THEN left(time, 4) ELSE time END"
    : column;

/** Years, and quarters as 2008Q1: more than any table has. */
const TIMES = new Map(
  Array.from({length: 110}, (_, i) => String(1990 + i)).flatMap((year) =>
    ["", "Q1", "Q2", "Q3", "Q4"].map((quarter) => [year + quarter, year + quarter] as const)
  )
);

/** The closed lists of a subject, codes and labels alike. A file of codes with a label in it was edited by hand, and is accepted. */
function lists(subject: Subject): readonly Coded[] {
  const {codes, labels} = readEurostatPlaces();
  const places = new Map([...labels, ...codes]);
  const kinds = map(subject === "applications" ? APPLICANT_SPELLINGS : DECISION_SPELLINGS);
  const place =
    "a code or label of data/tables/eurostat.csv, or a code of ISO 3166-1 or name of data/tables/places.csv";
  return [
    {raw: "time", spellings: TIMES, expected: "a year such as 2008, or a quarter such as 2008Q1"},
    {raw: "citizen", spellings: places, expected: place},
    {raw: "geo", spellings: places, expected: place},
    {raw: "sex", spellings: map(SEX_SPELLINGS), expected: named(map(SEX_SPELLINGS))},
    {raw: "age", spellings: map(AGE_SPELLINGS), expected: named(map(AGE_SPELLINGS))},
    {raw: "kind", spellings: kinds, expected: named(kinds)}
  ];
}

const typeOf = (column: string) => `eurostat_${column}`;

/**
 * Reads every row into one table of codes, spelled as received, and finds the first invalid field: a spelling
 * that no list has leaves a null behind.
 */
async function coded(db: DuckDBConnection, subject: Subject, extracts: readonly EurostatTable[]): Promise<string> {
  const columns = lists(subject);
  const into = `coded_${subject}`;
  for (const {raw, spellings} of columns) {
    await db.run(`DROP TYPE IF EXISTS ${typeOf(raw)}`);
    await db.run(`CREATE TYPE ${typeOf(raw)} AS ENUM (${[...spellings.keys()].map(literal).join(", ")})`);
  }
  await db.run(`CREATE TABLE ${into} (extract UTINYINT, ${columns.map(({raw}) => `${raw} ${typeOf(raw)}`).join(", ")},
    value INTEGER, flags USMALLINT, fits BOOLEAN)`);
  // Flags as bits: a text of each row would take more than the rest of it.
  const bits = LETTERS.map((letter, bit) => `CASE WHEN contains(flag, '${letter}') THEN ${1 << bit} ELSE 0 END`).join(
    " + "
  );
  for (const [nth, raw] of extracts.entries())
    await raw.portions(db, async (relation, place) => {
      const {rowsChanged} = await db.run(`
        INSERT INTO ${into}
        SELECT ${nth}, ${columns.map(({raw: c}) => `TRY_CAST(${spelled(c)} AS ${typeOf(c)})`).join(", ")},
          CASE WHEN ${COUNT} THEN CAST(value AS INTEGER)
            WHEN ${OTHER_COUNT} THEN CAST(TRY_CAST(replace(value, ',', '') AS DOUBLE) AS INTEGER) END,
          CASE WHEN flag IS NULL THEN 0 ELSE ${bits} END,
          ${IS_COUNT} AND ${IS_FLAG} AND ${IS_PERSONS}
        FROM ${relation} AS raw`);
      const bad = columns.map(({raw: c}) => `${c} IS NULL`).join(" OR ");
      if (Number(await one(db, `SELECT count(*) FROM ${into} WHERE extract = ${nth} AND (NOT fits OR ${bad})`)))
        await refuse(db, raw, relation, place, columns);
      return rowsChanged;
    });
  await once(db, into, extracts);
  return into;
}

/** Finds the first row that is at fault, with its place. */
async function refuse(
  db: DuckDBConnection,
  raw: EurostatTable,
  relation: string,
  place: (row: number) => string,
  columns: readonly Coded[]
): Promise<never> {
  const faults: readonly {field: string; at: string; fits: string; expected: string}[] = [
    ...columns.map(({raw: c, expected}) => ({
      field: c,
      at: c,
      fits: `TRY_CAST(${spelled(c)} AS ${typeOf(c)}) IS NOT NULL`,
      expected
    })),
    {
      field: "value",
      at: "value",
      fits: IS_COUNT,
      expected: "a whole number of at most nine digits, or : where it is missing"
    },
    {field: "flag", at: "flag", fits: IS_FLAG, expected: `flags of ${LETTERS.join(", ")}`},
    {
      field: "unit",
      at: "concat_ws(' ', unit, freq)",
      fits: IS_PERSONS,
      expected: "persons (PER or Person), by year (A)"
    }
  ];
  // The rows of a file are numbered for this question alone: it holds them to one thread and their order.
  const numbered = relation.startsWith("(SELECT ")
    ? relation.replace("(SELECT ", "(SELECT row_number() OVER () AS row, ")
    : relation;
  for (const {field, at, fits, expected} of faults) {
    const [row] = await rows(
      db,
      `SELECT row, ${at} AS found FROM ${numbered} AS raw WHERE NOT ${fits} ORDER BY row LIMIT 1`
    );
    if (row)
      throw new InputError({
        source: raw.name,
        row: place(Number(row.row)),
        field: field === "kind" ? (raw.subject === "applications" ? "applicant" : "decision") : field,
        expected,
        found: row.found === null ? "nothing" : JSON.stringify(row.found),
        advice:
          "If Eurostat has a new spelling, add it to src/measures/eurostat.ts or data/tables/eurostat.csv; otherwise correct the file. The last edition is unchanged"
      });
  }
  throw new Error(`${raw.name}: a row is at fault, and none is found`);
}

/** The extracts of a subject: the tables themselves before older extracts, which add keys and change none. */
function ordered(tables: readonly EurostatTable[], subject: Subject): EurostatTable[] {
  return tables.filter((table) => table.subject === subject).sort((a, b) => Number(a.older) - Number(b.older));
}

const isSum = (column: string) => `${column} IN (${AGGREGATES.map(literal).join(", ")})`;
const number = (value: unknown) => Number(value).toLocaleString("en");

/**
 * Makes the edition's tables from pulled rows and returns notes.
 * @throws InputError for the first row that is at fault, also where one key occurs twice in one extract.
 */
export async function eurostat(db: DuckDBConnection, tables: readonly EurostatTable[]): Promise<string[]> {
  const notes: string[] = [];
  for (const subject of ["applications", "decisions"] as const) {
    const extracts = ordered(tables, subject);
    if (!extracts.length) continue;
    const from = await coded(db, subject, extracts);
    for (const {raw, spellings} of lists(subject)) {
      const values = [...spellings].map(([spelling, code]) => `(${literal(spelling)}, ${literal(code)})`).join(", ");
      await db.run(
        `CREATE TABLE as_${raw} AS SELECT CAST(s AS ${typeOf(raw)}) AS spelling, c AS code FROM (VALUES ${values}) AS v(s, c)`
      );
    }
    notes.push(...(await published(db, subject, from, extracts)));
    for (const {raw} of lists(subject)) await db.run(`DROP TABLE as_${raw}`);
    await db.run(`DROP TABLE ${from}`);
  }
  return notes;
}

/** @throws InputError where an extract gives one key twice: nothing shows which of the two is right. */
async function once(db: DuckDBConnection, from: string, extracts: readonly EurostatTable[]): Promise<void> {
  // The cells of sex and age as bits: a repeated cell sets one bit and counts two.
  const cell = `(1::BIGINT << (enum_code(sex) * ${Object.keys(AGE_SPELLINGS).length} + enum_code(age)))`;
  const [twice] = await rows(
    db,
    `SELECT extract, concat_ws(' ', time, citizen, geo, kind) AS cell FROM ${from} GROUP BY extract, time, citizen, geo, kind
     HAVING count(*) <> bit_count(bit_or(${cell})) ORDER BY ALL LIMIT 1`
  );
  if (twice) throw standsTwice(extracts[Number(twice.extract)], String(twice.cell));
}

function standsTwice(extract: EurostatTable | undefined, cell: string): InputError {
  return new InputError({
    source: extract?.name ?? "eurostat",
    row: cell,
    expected: "one row for each sex and age",
    found: "one twice",
    advice: "Take the file from its source again; the last edition is unchanged"
  });
}

async function published(
  db: DuckDBConnection,
  subject: Subject,
  from: string,
  extracts: readonly EurostatTable[]
): Promise<string[]> {
  const kind = subject === "applications" ? "applicant" : "decision";
  const notes: string[] = [];
  await db.run(`
    CREATE TABLE totals AS
    SELECT extract, CAST(left(as_time.code, 4) AS INTEGER) AS year, TRY_CAST(substr(as_time.code, 6) AS INTEGER) AS quarter, as_citizen.code AS origin,
      as_geo.code AS asylum, as_kind.code AS kind, value, flags
    FROM ${from} AS raw ${["time", "citizen", "geo", "kind"].map((c) => `JOIN as_${c} ON as_${c}.spelling = raw.${c}`).join(" ")}
    WHERE sex IN ('T', 'Total') AND age IN ('TOTAL', 'Total')`);
  // Two spellings of one code are on two rows, and no key is repeated in the raw rows.
  const [twice] = await rows(
    db,
    `SELECT extract, concat_ws(' ', year, quarter, origin, asylum, kind) AS cell FROM totals GROUP BY extract, year, quarter, origin, asylum, kind
     HAVING count(*) > 1 ORDER BY ALL LIMIT 1`
  );
  if (twice) throw standsTwice(extracts[Number(twice.extract)], String(twice.cell));
  const name = `CASE extract ${extracts.map(({extract}, nth) => `WHEN ${nth} THEN ${literal(extract)}`).join(" ")} END`;
  const flag = `nullif(concat(${LETTERS.map((letter, bit) => `CASE WHEN flags & ${1 << bit} > 0 THEN '${letter}' END`).join(", ")}), '')`;
  // The first extract that has a key gives its row.
  await db.run(`
    CREATE TABLE eurostat_${subject} AS
    SELECT year, ${subject === "decisions" ? "quarter," : ""} origin, asylum, kind AS ${kind}, 'T' AS sex, 'TOTAL' AS age, value AS ${subject},
      ${flag} AS flag, ${isSum("origin")} OR ${isSum("asylum")} AS aggregate, ${name} AS extract
    FROM totals QUALIFY row_number() OVER (PARTITION BY year, quarter, origin, asylum, kind ORDER BY totals.extract) = 1`);
  for (const [nth, {extract, older}] of extracts.entries()) {
    if (!older || nth === 0) continue;
    const equal = ["year", "origin", "asylum", "kind"].map((c) => `o.${c} = n.${c}`).join(" AND ");
    const [apart] = await rows(
      db,
      `SELECT count(*) AS both, count(*) FILTER (o.value IS DISTINCT FROM n.value) AS differ
       FROM totals AS o JOIN totals AS n ON ${equal} AND o.quarter IS NOT DISTINCT FROM n.quarter
       WHERE o.extract = ${nth} AND n.extract = 0`
    );
    if (Number(apart?.both))
      notes.push(
        `${extract}: ${number(apart?.both)} of its values are also in ${extracts[0]?.extract ?? ""}, which has other values for ${number(apart?.differ)} of them; those of ${extracts[0]?.extract ?? ""} are kept`
      );
  }
  await db.run("DROP TABLE totals");
  if (subject === "applications") await sexAndAge(db, from, extracts, flag);
  else {
    const parts = Number(
      await one(db, `SELECT count(*) FROM ${from} WHERE sex NOT IN ('T', 'Total') OR age NOT IN ('TOTAL', 'Total')`)
    );
    if (parts) notes.push(`eurostat_decisions leaves out ${number(parts)} values by sex and age`);
  }
  return notes;
}

/** Sex and age, of the table itself alone: the ages of a row side by side, and no row where every count is 0. */
async function sexAndAge(
  db: DuckDBConnection,
  from: string,
  extracts: readonly EurostatTable[],
  flag: string
): Promise<void> {
  if (extracts[0]?.older) return;
  const ages = Object.entries(AGES)
    .map(([age, column]) => `max(value) FILTER (age = ${literal(age)}) AS ${identifier(column)}`)
    .join(", ");
  await db.run(`
    CREATE TABLE eurostat_sex_age AS
    WITH told AS (
      SELECT DISTINCT time, citizen, geo, kind FROM ${from} WHERE extract = 0 AND (value <> 0 OR value IS NULL OR flags <> 0)
    ), wide AS (
      SELECT time, citizen, geo, kind, sex, ${ages},
        string_agg(concat(age, ' ', ${flag}, CASE WHEN value IS NULL THEN ':' END), ', ' ORDER BY age)
          FILTER (flags <> 0 OR value IS NULL) AS flags
      FROM ${from} SEMI JOIN told USING (time, citizen, geo, kind) WHERE extract = 0
      GROUP BY time, citizen, geo, kind, sex
    )
    SELECT CAST(left(as_time.code, 4) AS INTEGER) AS year, as_citizen.code AS origin, as_geo.code AS asylum, as_kind.code AS applicant,
      as_sex.code AS sex, ${Object.values(AGES).map(identifier).join(", ")}, flags, ${isSum("as_citizen.code")} OR ${isSum("as_geo.code")} AS aggregate
    FROM wide ${["time", "citizen", "geo", "kind", "sex"].map((c) => `JOIN as_${c} ON as_${c}.spelling = wide.${c}`).join(" ")}`);
}
