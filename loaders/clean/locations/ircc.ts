// Cleans IRCC's claimants by Canadian province and office.
import type {DuckDBConnection} from "@duckdb/node-api";
import {InputError} from "../../sources/shared.js";
import type {Pulled, RawTable} from "../../sources/shared.js";
import {literal, rows} from "../database.js";
import {castTable} from "../shared.js";
import type {Field} from "../shared.js";
import {add, dropAll, known, noTotal, noTotalBut, prepare, year} from "./shared.js";

/** A rounded Canadian count: a multiple of 5 or "--", which IRCC defines as a value between 0 and 5. */
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
 * The months that each year's rows hold, as the file states them; a year before the last is whole unless the file says otherwise.
 * @throws InputError where the months of the last year are not stated, or one year has two spans.
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
          "Tell it in a column period (2025-01/2025-07 for a part, 2025 for a whole year), or in the file's name: derived_year_office_province_2015-01_2025-07.csv. The last edition is unchanged."
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
    advice: "Ask again or take the file from its source again; the last edition is unchanged."
  });
}

/** Months are summed with their bounds; the country's sums by office and over offices are kept too, as in the yearly file. */
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
