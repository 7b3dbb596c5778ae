// An edition as other engines expect it: a folder a table, in it a folder a year, as Hive names them. The year is a column of the files
// too, with its type, so that an engine that reads files alone loses nothing. Written whole or not at all.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import {dirname, join} from "node:path";
import {PACKAGE, PACKAGE_SUM, packageSum} from "../../src/edition/whole.js";
import {identifier, literal, one, rows, withDatabase} from "../clean/database.js";
import type {DuckDBConnection} from "../clean/database.js";
import {chosenEdition, editionDir, readPackage, tablesOf} from "./edition.js";
import {citationText} from "../../src/words/cite.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import type {TableSchema} from "../../src/schema/column.js";
import {InputError, sha256} from "../sources/shared.js";

export const PARTITIONS = ["year"] as const;
export type Partition = (typeof PARTITIONS)[number];

export interface Exported {
  readonly id: string;
  readonly out: string;
  /** Rows and files of each table. */
  readonly tables: ReadonlyMap<TableName, {readonly rows: number; readonly files: number}>;
}

/**
 * Writes an edition in `target` as a partitioned folder `out`. Tables without the partition's column are one file each. Rows keep
 * the order of the edition within a file: the same edition gives the same bytes.
 * @throws InputError where there is no edition, or where `out` exists already.
 */
export async function exportEdition(o: {
  target: string;
  id: string | null;
  out: string;
  partition: Partition;
  tell?: (text: string) => void;
}): Promise<Exported> {
  const id = chosenEdition(o.target, o.id);
  const pack = readPackage(o.target, id, o.tell);
  if (existsSync(o.out))
    throw new InputError({
      source: o.out,
      expected: "a folder that is not there yet",
      found: "one that is",
      advice: "remove it, or name another with --out"
    });
  mkdirSync(dirname(o.out), {recursive: true});
  const work = `${o.out}.new-${process.pid}`;
  rmSync(work, {recursive: true, force: true});
  try {
    const tables = new Map<TableName, {rows: number; files: number}>();
    const resources: Resource[] = [];
    await withDatabase(async (db) => {
      for (const name of tablesOf(pack)) {
        const file = join(editionDir(o.target, id), `${name}.parquet`);
        const written = await writeTable(db, tableSchema(name), {file, folder: work, partition: o.partition});
        resources.push(written);
        tables.set(name, {rows: written.rows, files: written.path.length});
      }
    });
    const described = {
      ...pack,
      title: `Asylum Ledger, edition ${id}, by ${o.partition}`,
      resources: resources.map((written) => ({...pack.resources.find(({name}) => name === written.name), ...written}))
    };
    const description = `${JSON.stringify(described, null, 2)}\n`;
    writeFileSync(join(work, PACKAGE), description);
    writeFileSync(join(work, PACKAGE_SUM), packageSum(Buffer.from(description)));
    writeFileSync(join(work, "citation.txt"), citationText(pack.sources, id, null));
    flushAll(work);
    renameSync(work, o.out);
    return {id, out: o.out, tables};
  } finally {
    rmSync(work, {recursive: true, force: true});
  }
}

/** A table's part of datapackage.json: its files in order, each with its digest. */
interface Resource {
  readonly name: TableName;
  readonly path: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly hash: readonly string[];
}

async function writeTable(
  db: DuckDBConnection,
  {name, columns, order}: TableSchema<TableName>,
  {file, folder, partition}: {file: string; folder: string; partition: Partition}
): Promise<Resource> {
  const from = `read_parquet(${literal(file)})`;
  const sorted = order.map((column) => `${identifier(column)} ASC NULLS FIRST`).join(", ");
  // A table whose rows may lack the value is written whole.
  const values = columns.some((column) => column.name === partition && column.required)
    ? (await rows(db, `SELECT DISTINCT ${identifier(partition)} AS value FROM ${from} ORDER BY value`)).map(
        ({value}) => value
      )
    : [undefined];
  const path: string[] = [];
  // A table without rows is still a table: one file says its columns.
  for (const value of values.length ? values : [undefined]) {
    if (value !== undefined && !Number.isInteger(value))
      throw new Error(`${name}: a row without a ${partition} belongs to no partition`);
    const room = value === undefined ? name : `${name}/${partition}=${String(value)}`;
    mkdirSync(join(folder, room), {recursive: true});
    const part = `${room}/part-0.parquet`;
    const where = value === undefined ? "" : ` WHERE ${identifier(partition)} = ${String(value)}`;
    await db.run(
      `COPY (SELECT * FROM ${from}${where} ORDER BY ${sorted}) TO ${literal(join(folder, part))} ` +
        `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 10000000)`
    );
    path.push(part);
  }
  const files = path.map((part) => readFileSync(join(folder, part)));
  const wanted = Number(await one(db, `SELECT count(*) FROM ${from}`));
  const list = path.map((part) => literal(join(folder, part))).join(", ");
  const found = path.length ? Number(await one(db, `SELECT count(*) FROM read_parquet([${list}])`)) : 0;
  if (found !== wanted) throw new Error(`${name}: ${found} of ${wanted} rows were written`);
  return {
    name,
    path,
    rows: found,
    bytes: files.reduce((sum, bytes) => sum + bytes.length, 0),
    hash: files.map((bytes) => `sha256:${sha256(bytes)}`)
  };
}

/** Flushes a folder and all below it to disk, so that the rename after it cannot reach the disk first. */
function flushAll(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) flushAll(path);
    else flush(path);
  }
  flush(folder);
}

function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
