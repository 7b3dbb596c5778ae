// What all publishers of figures by region share: fields, checks of places, and the table `locations` that rows are added to. An
// application, a decision and a number of people each have a measure of their own; rows of different measures, `admin_level` or
// `detail` are never added.
import type {DuckDBConnection} from "@duckdb/node-api";
import {tableSchema} from "../../../src/schema/tables.js";
import type {Pulled, RawTable} from "../../sources/shared.js";
import {createFromRows, identifier, literal, one, rows} from "../database.js";
import type {Value} from "../database.js";
import {readLocations} from "../handTables.js";
import type {Field} from "../shared.js";

export const text = (name: string, optional = false): Field => ({raw: name, name, kind: "text", optional});
export const count = (name: string, optional = false): Field => ({raw: name, name, kind: "count", optional});
/** The name of a part, which a sum over the parts is none of. */
export const noTotal = (name: string): Field => ({
  raw: name,
  name,
  kind: {
    pattern:
      "(?i)\\W*(grand |sub-?)?(total|all|ensemble|gesamt|insgesamt)( (areas|regions|provinces|places|général))?\\W*",
    isNot: true,
    words: "the name of a part, not of the sum over the parts"
  }
});
/** The same, with the publisher's own name for the sum separate. */
export const noTotalBut = (name: string, own: string): Field => {
  const field = noTotal(name);
  return typeof field.kind === "object" && "pattern" in field.kind
    ? {...field, kind: {pattern: `(${own})|.*`, words: field.kind.words}}
    : field;
};
export const year: Field = {raw: "year", name: "year", kind: "year"};

async function exists(db: DuckDBConnection, name: string): Promise<boolean> {
  return Number(await one(db, `SELECT count(*) FROM duckdb_tables() WHERE table_name = ${literal(name)}`)) > 0;
}

/** The table, empty where it is not there yet, and the hand-kept names. */
export async function prepare(db: DuckDBConnection, publisher: string): Promise<void> {
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
export async function known(db: DuckDBConnection, name: string, where = "true"): Promise<Field> {
  const names = await rows(db, `SELECT DISTINCT published_as AS name FROM known WHERE ${where} ORDER BY name`);
  return {raw: name, name, kind: {codes: names.map((row) => String(row.name))}};
}

/** Adds rows; a column that is not given is null. */
export async function add(db: DuckDBConnection, given: Readonly<Record<string, string>>, from: string): Promise<void> {
  const columns = tableSchema("locations").columns.map(
    ({name, type}) => `CAST(${given[name] ?? "NULL"} AS ${type}) AS ${identifier(name)}`
  );
  await db.run(`INSERT INTO locations SELECT ${columns.join(", ")} FROM ${from}`);
}

export const raws = (pulled: Pulled, ...names: string[]): RawTable[] =>
  names.flatMap((name) => (pulled.tables[name] ? [pulled.tables[name]] : []));
export async function dropAll(db: DuckDBConnection, ...names: string[]): Promise<void> {
  for (const name of [...names, "known"]) await db.run(`DROP TABLE IF EXISTS ${identifier(name)}`);
}
