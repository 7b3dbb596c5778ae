// Publishers' files made from the committed edition, so that a clone by itself can rebuild an edition from real rows. A test
// may take some hosts, shuffle the rows or spoil a field.
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {csvFormatRows, randomLcg, shuffler} from "d3";
import {rows, withDatabase} from "../../loaders/clean/database.js";
import type {Row} from "../../loaders/clean/database.js";

const DATA = fileURLToPath(new URL("../../data", import.meta.url));
const FOLDER = join(DATA, "editions", readFileSync(join(DATA, "edition"), "utf8").trim());

/** Countries of asylum with rules and without, with persons alone and with both units, with two levels: some ten thousand rows. */
export const SOME_HOSTS = ["RUS", "PRT", "JPN", "ISR", "KOR"];

export type Tables = Record<
  "asylum_applications" | "asylum_decisions" | "population" | "countries" | "bank" | "reported" | "events",
  Row[]
>;

const NAMED = "JOIN places o ON o.place = t.origin JOIN places a ON a.place = t.asylum";
const NAMES =
  "t.year, o.name_en AS coo_name, coalesce(o.unhcr_code, o.place) AS coo, t.origin AS coo_iso, a.name_en AS coa_name, coalesce(a.unhcr_code, a.place) AS coa, t.asylum AS coa_iso";

/** The raw rows of the publishers as the edition lets them be written again. `hosts` null: every host. */
export async function upstreamTables(hosts: readonly string[] | null): Promise<Tables> {
  return withDatabase(async (db) => {
    const from = (table: string) => `read_parquet('${FOLDER}/${table}.parquet')`;
    const some = hosts ? `WHERE t.asylum IN (${hosts.map((host) => `'${host}'`).join()})` : "";
    await db.run(`CREATE TABLE places AS SELECT * FROM ${from("places")}`);
    return {
      asylum_applications: await rows(
        db,
        `SELECT ${NAMES}, authority AS procedure_type, type AS app_type, level AS dec_level, unit AS app_pc, applications AS applied FROM ${from("applications")} t ${NAMED} ${some}`
      ),
      asylum_decisions: await rows(
        db,
        `SELECT ${NAMES}, authority AS procedure_type, level AS dec_level, unit AS dec_pc, recognized AS dec_recognized, other AS dec_other, rejected AS dec_rejected, closed AS dec_closed, total AS dec_total FROM ${from("decisions")} t ${NAMED} ${some}`
      ),
      population: await rows(db, `SELECT ${NAMES}, refugees, asylum_seekers FROM ${from("stocks")} t ${NAMED} ${some}`),
      countries: await rows(
        db,
        "SELECT CASE place WHEN 'UNK' THEN 'XXX' ELSE place END AS iso_code, unhcr_code, name_en AS name, bureau AS unhcr_region, region AS unsd_region, subregion AS unsd_subregion, NULL AS unsd_imregion FROM places WHERE unhcr_code IS NOT NULL"
      ),
      bank: await rows(
        db,
        `SELECT name_en AS "Country Name", place AS "Country Code", year AS "Year", population AS "Value" FROM ${from("population")} JOIN places USING (place) WHERE year = population_year`
      ),
      reported: await rows(db, `SELECT * FROM ${from("reported")}`),
      events: await rows(db, `SELECT * FROM ${from("events")}`)
    };
  });
}

/** Writes the tables as the publishers lay them out below `dir`, rows in an order drawn from `seed`. */
export function writeUpstream(dir: string, tables: Tables, seed?: number): void {
  const files: readonly [keyof Tables, string][] = [
    ["asylum_applications", "unhcr/asylum_applications.csv.gz"],
    ["asylum_decisions", "unhcr/asylum_decisions.csv.gz"],
    ["population", "unhcr/population.csv.gz"],
    ["countries", "unhcr/countries.csv"],
    ["bank", "worldbank/population.csv"],
    ["reported", "russia/reported_figures.csv"],
    ["events", "russia/reported_events.csv"]
  ];
  for (const [name, file] of files) {
    const written = seed === undefined ? tables[name] : shuffler(randomLcg(seed))([...tables[name]]);
    const header = Object.keys(tables[name][0] ?? {});
    const text = csvFormatRows([header, ...written.map((row) => header.map((column) => String(row[column] ?? "")))]);
    mkdirSync(join(dir, file, ".."), {recursive: true});
    writeFileSync(join(dir, file), file.endsWith(".gz") ? gzipSync(`${text}\n`) : `${text}\n`);
  }
}
