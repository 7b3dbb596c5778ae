// Inhabitants by place and year, from 2000 to the last year of the asylum tables. The World Bank is a year behind: a year it has
// not reached takes its last one, and population_year says so.
import type {RawTable} from "../sources/shared.js";
import type {DuckDBConnection} from "./database.js";
import {castTable} from "./shared.js";

/** `yearTo` null: to the Bank's own last year. Needs the table `places`, which parts countries from the Bank's aggregates. */
export async function population(db: DuckDBConnection, raw: RawTable, yearTo: number | null): Promise<void> {
  await castTable(db, raw, "bank", [
    {raw: "code", name: "place", kind: "text", optional: true},
    {raw: "year", name: "year", kind: "year"},
    {raw: "value", name: "population", kind: "real", from: 0, optional: true}
  ]);
  await db.run(`
    CREATE TABLE population AS
    WITH given AS (
      SELECT place, year, CAST(round(population) AS INTEGER) AS population
      FROM bank JOIN places USING (place) WHERE population IS NOT NULL
    ), years AS (
      SELECT CAST(unnest(generate_series(2000, ${yearTo ?? "(SELECT max(year) FROM given)"})) AS INTEGER) AS year
    )
    SELECT known.place, years.year, given.population, given.year AS population_year
    FROM (SELECT DISTINCT place FROM given) AS known CROSS JOIN years
    ASOF JOIN given ON given.place = known.place AND given.year <= years.year`);
  await db.run("DROP TABLE bank");
}
