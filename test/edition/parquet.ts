// SQL over the committed edition: the second, independent computation that tests hold the measures against.
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {columns, rows, withDatabase} from "../../loaders/clean/database.js";
import type {Row, Value} from "../../loaders/clean/database.js";
import {ruleLine} from "../../loaders/clean/handTables.js";
import type {RuleLine} from "../../src/measures/status.js";

export const DATA = fileURLToPath(new URL("../../data", import.meta.url));
export const EDITION = readFileSync(`${DATA}/edition`, "utf8").trim();
export const FOLDER = `${DATA}/editions/${EDITION}`;

/** `{name}` in the query stands for that table of the edition. */
const filled = (query: string) =>
  query.replace(/\{(\w+)\}/g, (_, name: string) => `read_parquet('${FOLDER}/${name}.parquet')`);

export function sql(query: string): Promise<Row[]> {
  return withDatabase((db) => rows(db, filled(query)));
}

/** The first row's values, in the order of the query. */
export async function values(query: string): Promise<Value[]> {
  return Object.values((await sql(query))[0] ?? {});
}

export function columnsOf(query: string): Promise<Record<string, Value[]>> {
  return withDatabase((db) => columns(db, filled(query)));
}

export async function rules(): Promise<RuleLine[]> {
  return (await sql("SELECT * FROM {rules}")).map(ruleLine);
}
