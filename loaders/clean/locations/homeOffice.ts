// Cleans the Home Office's figures of people supported, by local authority.
import type {DuckDBConnection} from "@duckdb/node-api";
import {InputError} from "../../sources/shared.js";
import type {Pulled, RawTable} from "../../sources/shared.js";
import {rows} from "../database.js";
import {castTable, standsTwice} from "../shared.js";
import {add, count, dropAll, noTotal, prepare, raws} from "./shared.js";

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
 * @throws InputError where a row is repeated.
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
