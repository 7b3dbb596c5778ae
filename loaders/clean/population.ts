// Cleans inhabitants by place and year, from 2000 to the last year of the asylum tables. The World Bank is a year behind: a year it has
// not reached takes its last one, and population_year says so.
import {InputError} from "../sources/shared.js";
import type {RawTable} from "../sources/shared.js";
import {literal, rows} from "./database.js";
import type {DuckDBConnection} from "./database.js";
import {castTable} from "./shared.js";

/**
 * Every code of the Bank's that is not one of our places: its aggregates, and two economies that we count with others.
 * The list is closed, so that a country under an old or mistaken code never vanishes among them.
 */
const NO_PLACES = [
  ..."AFE AFR AFW ARB CAA CEA CEB CEU CLA CME CSA CSS DEA DEC DFS DLA DMN DNF DNS DSA DSF DSS DXS EAP EAR EAS".split(
    " "
  ),
  ..."ECA ECS EMU EUU FCS FXS HIC HPC IBB IBD IBT IDA IDB IDX INX LAC LAP LCN LCR LDC LIC LMC LMY LTE MDE MEA".split(
    " "
  ),
  ..."MIC MNA NAC NAF NRS NXS OED OSS PRE PSS PST SAS SSA SSF SST SXZ TEA TEC TLA TMN TSA TSS UMC WLD XZN".split(" "),
  // Channel Islands, Kosovo.
  "CHI",
  "XKX"
] as const;

/** How far the places may fall short of the Bank's own world: it counts a few that are none of ours, some 0.4%. */
const WORLD_TOLERANCE = 0.02;
/** With so many places a file holds the world, and its sum is held against the Bank's own. */
const PLACES_OF_THE_WORLD = 150;

/** `yearTo` null: to the Bank's own last year. Needs the table `places`, which parts countries from the Bank's aggregates. */
export async function population(db: DuckDBConnection, raw: RawTable, yearTo: number | null): Promise<void> {
  await castTable(
    db,
    raw,
    "bank",
    [
      {
        raw: "code",
        name: "place",
        kind: {pattern: "[A-Z]{3}", words: "a code of three capitals, ISO 3166-1 alpha-3 or the Bank's"}
      },
      {raw: "year", name: "year", kind: "year"},
      {raw: "value", name: "population", kind: "real", from: 0, optional: true}
    ],
    {key: ["code", "year"], places: [{name: "name", code: "code"}]}
  );
  await everyCodeKnown(db, raw);
  await sumsToTheWorld(db, raw);
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

/** @throws InputError for a code that is neither a place nor one of the Bank's aggregates: its country would vanish. */
async function everyCodeKnown(db: DuckDBConnection, raw: RawTable): Promise<void> {
  const unknown = await rows(
    db,
    `SELECT DISTINCT place FROM bank WHERE place NOT IN (SELECT place FROM places) AND place NOT IN (${NO_PLACES.map(literal).join(", ")}) ORDER BY place`
  );
  if (!unknown.length) return;
  throw new InputError({
    source: raw.name,
    field: "code",
    expected: "codes of data/tables/places.csv, or of the Bank's aggregates",
    found: unknown.map(({place}) => String(place)).join(", "),
    advice:
      "An old code (ZAR, ROM) must become the one of today. A new place is a line in data/tables/places.csv, a new aggregate a code in loaders/clean/population.ts. The last edition is unchanged."
  });
}

/** @throws InputError where the places of a year do not add up to the Bank's own world: some are missing, or in thousands. */
async function sumsToTheWorld(db: DuckDBConnection, raw: RawTable): Promise<void> {
  const [apart] = await rows(
    db,
    `WITH parts AS (SELECT year, sum(population) AS parts, count(population) AS n FROM bank JOIN places USING (place) GROUP BY year),
       world AS (SELECT year, population AS world FROM bank WHERE place = 'WLD')
     SELECT year, parts, world, n FROM parts JOIN world USING (year)
     WHERE world > 0 AND (parts > world * ${1 + WORLD_TOLERANCE} OR (n >= ${PLACES_OF_THE_WORLD} AND parts < world * ${1 - WORLD_TOLERANCE}))
     ORDER BY year LIMIT 1`
  );
  if (!apart) return;
  const number = (value: unknown) => Math.round(Number(value)).toLocaleString("en");
  throw new InputError({
    source: raw.name,
    row: `year ${String(apart.year)}`,
    field: "value",
    expected: `the ${String(apart.n)} places to add up to the Bank's own World, ${number(apart.world)}, within ${WORLD_TOLERANCE * 100}%`,
    found: number(apart.parts),
    advice:
      "Check whether a place is missing, is listed under two codes or is counted in thousands; download the file again. The last edition is unchanged."
  });
}
