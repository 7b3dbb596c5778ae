// Opens DuckDB in memory, which reads, cleans, sorts and writes rows. No extension is fetched, no file outside the named ones
// is touched.
import {BOOLEAN, DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, LIST, listValue, VARCHAR} from "@duckdb/node-api";
import type {DuckDBConnection, DuckDBType, DuckDBValue} from "@duckdb/node-api";
import type {ColumnType, TableSchema} from "../../src/schema/column.js";

export type {DuckDBConnection} from "@duckdb/node-api";

const TYPES: Record<ColumnType, DuckDBType> = {INTEGER, VARCHAR, BOOLEAN, DOUBLE, "VARCHAR[]": LIST(VARCHAR)};
/** DuckDB's vector size: a data chunk takes no more rows. */
const CHUNK = 2048;

/** Runs `work` on a new database, which is always closed afterwards. */
export async function withDatabase<T>(work: (db: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: "1GB"
  });
  const db = await instance.connect();
  try {
    return await work(db);
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}

export type Value = string | number | boolean | null | readonly string[];
export type Row = Record<string, Value>;

function plain(value: DuckDBValue): Value {
  if (typeof value === "bigint") return Number(value);
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (typeof value === "object" && "items" in value && Array.isArray(value.items)) return value.items.map(String);
  return String(value);
}

/** The rows of a query as plain objects. For results of some hundreds of rows; large tables go by `columns`. */
export async function rows(db: DuckDBConnection, sql: string): Promise<Row[]> {
  const result = await db.runAndReadAll(sql);
  return result
    .getRowObjects()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

/** The one value of a query that has one row and one column. */
export async function one(db: DuckDBConnection, sql: string): Promise<Value> {
  const [row] = await rows(db, sql);
  if (!row) throw new Error(`no row: ${sql}`);
  return Object.values(row)[0] ?? null;
}

/** A large table as columns of plain values. */
export async function columns(db: DuckDBConnection, sql: string): Promise<Record<string, Value[]>> {
  const result = await db.runAndReadAll(sql);
  return Object.fromEntries(
    Object.entries(result.getColumnsObject()).map(([name, values]) => [name, values.map(plain)])
  );
}

/** Creates a table of the edition's schema from columns, in slices of one data chunk. */
export async function createFromColumns(
  db: DuckDBConnection,
  schema: TableSchema,
  values: Record<string, ArrayLike<Value>>,
  name: string = schema.name
): Promise<void> {
  await db.run(
    `CREATE TABLE ${identifier(name)} (${schema.columns.map((c) => `${identifier(c.name)} ${c.type}`).join(", ")})`
  );
  const length = Object.values(values)[0]?.length ?? 0;
  const appender = await db.createAppender(name);
  const types = schema.columns.map((c) => TYPES[c.type]);
  for (let from = 0; from < length; from += CHUNK) {
    const to = Math.min(from + CHUNK, length);
    const chunk = DuckDBDataChunk.create(types, to - from);
    schema.columns.forEach((column, i) => {
      const source = values[column.name];
      if (!source) throw new Error(`${name}: column ${column.name} is not given`);
      const slice: DuckDBValue[] = [];
      for (let row = from; row < to; row++) {
        const value = source[row] ?? null;
        slice.push(Array.isArray(value) ? listValue(value as string[]) : (value as DuckDBValue));
      }
      chunk.setColumnValues(i, slice);
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** The same from rows. */
export async function createFromRows(db: DuckDBConnection, schema: TableSchema, from: readonly Row[]): Promise<void> {
  await createFromColumns(
    db,
    schema,
    Object.fromEntries(schema.columns.map((c) => [c.name, from.map((row) => row[c.name] ?? null)]))
  );
}

/** A name or a text as SQL takes it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Writes a table as Parquet: rows in the schema's total order, Zstandard, one row group, so that the same rows give the same
 * bytes in any order of arrival.
 */
export async function writeParquet(db: DuckDBConnection, schema: TableSchema, file: string): Promise<void> {
  const selected = schema.columns.map((c) => identifier(c.name)).join(", ");
  const ordered = schema.order.map((c) => `${identifier(c)} ASC NULLS FIRST`).join(", ");
  await db.run(
    `COPY (SELECT ${selected} FROM ${identifier(schema.name)} ORDER BY ${ordered}) TO ${literal(file)} ` +
      `(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 22, ROW_GROUP_SIZE 10000000)`
  );
}
