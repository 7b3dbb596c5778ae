// Writes Eurostat's applicants by sex and age as the explorer fetches them: one row a country of asylum, citizenship and year, in a file
// for first-time applicants and one for all. A citizenship that UNHCR counts with another has that one's code, in a row of its own.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {ExplorerFacts} from "../../explorer/facts.js";
import {WHO} from "../../explorer/sexAge/table.js";
import type {Who} from "../../explorer/sexAge/table.js";
import {JOINED} from "../../measures/crosscheck.js";
import {SEX_AGE_CELLS} from "../../schema/sexAgeCells.js";
import type {SexAgeCell} from "../../schema/sexAgeCells.js";
import {AGGREGATES} from "../../schema/eurostatCodes.js";
import type {Tables} from "./editionTables.js";

export type SexAgeFiles = Readonly<Record<Who, Uint8Array>>;

const TABLE = "eurostat_sex_age";
const SEXES: Readonly<Record<string, string>> = {t: "T", f: "F", m: "M", u: "UNK"};

/** A cell's column in the edition's table, for the rows of its sex. */
function cellSql(cell: SexAgeCell): string {
  const [sex = "", ...age] = cell.split("_");
  // The table's columns are y_lt14, y14_17, …
  const name = age.join("_");
  const column = name === "total" || name === "unknown" ? name : /^\d/.test(name) ? `y${name}` : `y_${name}`;
  return `max(${column}) FILTER (sex = '${SEXES[sex] ?? ""}') AS ${cell}`;
}

const quoted = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(", ");
/** Sums of countries of asylum are left out, and sums of citizenships but the total of all. */
const ROWS = `asylum NOT IN (${quoted(AGGREGATES)}) AND origin NOT IN (${quoted(AGGREGATES.filter((code) => code !== "TOTAL"))})`;

export async function sexAgeFacts({rows, from, isThere}: Tables): Promise<ExplorerFacts["sex_age"]> {
  if (!isThere(TABLE)) return null;
  const found = await rows<{asylum: string; a: number; b: number}>(
    `SELECT asylum, min(year) a, max(year) b FROM ${from(TABLE)} WHERE ${ROWS} GROUP BY asylum ORDER BY asylum`
  );
  return {
    hosts: found.map(({asylum}) => asylum),
    years: [Math.min(...found.map(({a}) => a)), Math.max(...found.map(({b}) => b))]
  };
}

export async function sexAgeFiles(
  {from, isThere}: Tables,
  connection: DuckDBConnection,
  work: string
): Promise<SexAgeFiles | null> {
  if (!isThere(TABLE)) return null;
  const files: Partial<Record<Who, Uint8Array>> = {};
  const joined = Object.entries(JOINED)
    .map(([code, other]) => `WHEN '${code}' THEN '${other}'`)
    .join(" ");
  for (const who of WHO) {
    const target = join(work, `${who}.parquet`);
    await connection.run(`COPY (
        SELECT asylum, CASE cell.origin ${joined} ELSE cell.origin END AS origin, year, ${SEX_AGE_CELLS.join(", ")}
        FROM (SELECT asylum, origin, year, ${SEX_AGE_CELLS.map(cellSql).join(", ")} FROM ${from(TABLE)}
          WHERE applicant = '${who}' AND ${ROWS} GROUP BY asylum, origin, year) AS cell
        ORDER BY asylum, cell.origin, year)
      TO '${target.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 22, ROW_GROUP_SIZE 1000000)`);
    files[who] = readFileSync(target);
  }
  return files as SexAgeFiles;
}
