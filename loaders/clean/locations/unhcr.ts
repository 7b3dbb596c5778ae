// Cleans UNHCR's demographics by region within the country of asylum.
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Pulled} from "../../sources/shared.js";
import {BARE_NAME, joinAlike} from "../alikePlaces.js";
import {rows} from "../database.js";
import {UNHCR_PAIR} from "../pairs.js";
import {castTable} from "../shared.js";
import type {CastOptions, Field} from "../shared.js";
import {add, count, dropAll, noTotal, prepare, raws, year} from "./shared.js";

/**
 * UNHCR's asylum-seekers and refugees at the end of the year. Kinds of place (camp, urban, …) and of housing are summed: they do
 * not part places. A published 5 means 3–5; any other value is exact, and no row is below 5.
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
      // The level is parsed out of the name. The hand-kept table joins names first; then a name that has one label a year.
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
