// Makes a table of an edition as CSV: its columns in their order, each column of codes followed by the column of their English labels.
// What a value looks like is decided here, once for each different value; DuckDB reads the Parquet and joins the rows, twenty times
// as fast as a row at a time.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import type {DuckDBConnection} from "@duckdb/node-api";
import {harmless} from "../edition/csv.js";
import type {ColumnSchema} from "../schema/column.js";
import {isLabelled, KEY_OF, labelName} from "../schema/descriptor.js";
import {isTable, tableSchema} from "../schema/tables.js";

type Cell = string | number | bigint | boolean | null | undefined | readonly string[];

/**
 * One cell. A missing value is nothing between two commas, an empty text a pair of quotation marks; a list is joined by " | ". A
 * publisher's text is escaped, so that no spreadsheet computes it.
 */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const words = typeof value === "object" ? value.join(" | ") : value;
  const text = typeof words === "string" ? harmless(words) : String(words);
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What codes of places and regions are called, by the table that names them. */
export type Names = Readonly<Record<keyof typeof KEY_OF, ReadonlyMap<string, string>>>;

/** The label of a cell of a column: of a list of codes, each one's label; null where the edition has none. */
function labelOf({codes = {}, refers, others = {}, scope}: ColumnSchema, cell: Cell, names: Names): string | null {
  if (cell === null || cell === undefined) return null;
  const one = (code: string) => codes[code] ?? (refers && names[refers].get(code)) ?? others[code] ?? null;
  const text = String(cell);
  if (!scope) return one(text);
  if (text === "*") return "any";
  return text
    .split(" ")
    .map((code) => one(code) ?? code)
    .join(" | ");
}

export interface CsvMaker {
  /** The CSV of the table in `folder`, in UTF-8. @throws DuckDB's error where its file is missing or is no Parquet. */
  readonly csvOf: (folder: string, table: string, names?: Names) => Promise<Buffer>;
  /** The names of places and regions in the edition in `folder`; none where it has no such tables. */
  readonly namesIn: (folder: string) => Promise<Names>;
  readonly close: () => void;
}

const NO_NAMES: Names = {places: new Map(), regions: new Map()};

/** Opens a database in memory that makes CSV of any number of tables, until it is closed. */
export async function csvMaker(): Promise<CsvMaker> {
  const instance = await DuckDBInstance.create(":memory:", {threads: "1"});
  const connection = await instance.connect();
  await connection.run("SET autoinstall_known_extensions = false");
  return {
    csvOf: (folder, table, names = NO_NAMES) => csvOf(connection, {folder, table, names}),
    namesIn: (folder) => namesIn(connection, folder),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function namesIn(connection: DuckDBConnection, folder: string): Promise<Names> {
  const namesOf = async (table: keyof typeof KEY_OF): Promise<ReadonlyMap<string, string>> => {
    const path = join(folder, `${table}.parquet`);
    if (!existsSync(path)) return new Map();
    const read = await connection.runAndReadAll(`SELECT ${identifier(KEY_OF[table])}, name_en FROM ${literal(path)}`);
    return new Map((read.getRowsJS() as [string, string | null][]).map(([code, name]) => [code, name ?? code]));
  };
  return {places: await namesOf("places"), regions: await namesOf("regions")};
}

/** Rows that are joined to one text at a time. */
const ROWS = 50_000;

async function csvOf(
  connection: DuckDBConnection,
  {folder, table, names}: {readonly folder: string; readonly table: string; readonly names: Names}
): Promise<Buffer> {
  const file = literal(join(folder, `${table}.parquet`));
  const columns = (await connection.runAndReadAll(`DESCRIBE FROM ${file}`)).getRowsJS() as [string, string][];
  const known: readonly ColumnSchema[] = isTable(table) ? tableSchema(table).columns : [];
  const header: string[] = [];
  const cells: string[] = [];
  const joins: string[] = [];
  for (const [i, [name, type]] of columns.entries()) {
    const schema = known.find((each) => each.name === name);
    const labelled = schema && isLabelled(schema) ? schema : null;
    const column = `rows.${identifier(name)}`;
    header.push(name, ...(labelled ? [labelName(labelled)] : []));
    if (type === "INTEGER" && !labelled) {
      cells.push(`coalesce(${column}::VARCHAR, '')`);
      continue;
    }
    await fillLooks(connection, {column: identifier(name), file, looks: `looks_${i}`}, (cell) =>
      labelled ? `${csvCell(cell)},${csvCell(labelOf(labelled, cell, names))}` : csvCell(cell)
    );
    cells.push(`coalesce(looks_${i}.look, '${labelled ? "," : ""}')`);
    joins.push(`LEFT JOIN looks_${i} ON looks_${i}.value = ${column}`);
  }
  const read = await connection.runAndReadAll(
    `SELECT string_agg(line, '' ORDER BY file_row_number) FROM (
       SELECT file_row_number, concat(${cells.join(", ',', ")}, chr(10)) AS line
       FROM read_parquet(${file}, file_row_number = true) AS rows ${joins.join(" ")})
     GROUP BY file_row_number // ${ROWS} ORDER BY file_row_number // ${ROWS}`
  );
  const lines = read.getRowsJS().map(([text]) => Buffer.from(text as string));
  return Buffer.concat([Buffer.from(`${header.join(",")}\n`), ...lines]);
}

/** Fills a table with each different value of a column, and what it looks like in CSV. */
async function fillLooks(
  connection: DuckDBConnection,
  {column, file, looks}: {readonly column: string; readonly file: string; readonly looks: string},
  look: (cell: Cell) => string
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE numbered AS
     SELECT value, (row_number() OVER ())::INTEGER AS number FROM (SELECT DISTINCT ${column} AS value FROM ${file})`
  );
  const values = (await connection.runAndReadAll("FROM numbered")).getRowsJS() as [Cell, number][];
  await connection.run("CREATE OR REPLACE TEMP TABLE seen (number INTEGER, look VARCHAR)");
  const appender = await connection.createAppender("seen");
  for (const [value, number] of values) {
    appender.appendInteger(number);
    appender.appendVarchar(look(value));
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${looks} AS SELECT value, look FROM numbered JOIN seen USING (number)`
  );
}
