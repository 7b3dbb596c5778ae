// The account of revisions that an edition carries: what the earlier edition knew, and what differs from it now.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {REVISED, REVISED_TABLES, revisionsOf} from "../../src/measures/revisions.js";
import type {RevisedTable, TableColumns} from "../../src/measures/revisions.js";
import {columns, createFromRows, identifier, literal} from "../clean/database.js";
import type {DuckDBConnection, Row} from "../clean/database.js";
import {editionDir} from "./edition.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";

/**
 * Creates the table of revisions of edition `id`, whose other tables are in the database, against edition `before` of the
 * target; empty where there is none. Tables that either lacks are not compared. Returns additions that are not revisions.
 */
export async function createRevisions(
  db: DuckDBConnection,
  o: {
    readonly target: string;
    readonly id: string;
    readonly before: string | null;
    readonly tables: readonly TableName[];
  }
): Promise<string[]> {
  const schema = tableSchema("revisions");
  const found: Row[] = [];
  const notes: string[] = [];
  await db.run("DROP TABLE IF EXISTS revisions");
  if (o.before !== null) {
    const {before} = o;
    const file = (table: string) => join(editionDir(o.target, before), `${table}.parquet`);
    const from = (table: string) => `read_parquet(${literal(file(table))})`;
    for (const table of REVISED_TABLES) {
      if (!o.tables.includes(table) || !existsSync(file(table))) continue;
      const {revisions, new_years} = revisionsOf(
        table,
        await take(db, table, from(table)),
        await take(db, table, identifier(table))
      );
      for (const revision of revisions) found.push({...revision, edition_before: before, edition: o.id});
      for (const {year, rows} of new_years)
        notes.push(`new in this edition and not among its revisions: ${table} of ${year}, ${rows} rows`);
    }
    await createFromRows(db, schema, found);
    if (existsSync(file("revisions")))
      await db.run(
        `INSERT INTO revisions SELECT ${schema.columns.map((c) => identifier(c.name)).join(", ")} FROM ${from("revisions")}`
      );
  } else await createFromRows(db, schema, []);
  return notes;
}

async function take(db: DuckDBConnection, table: RevisedTable, from: string): Promise<TableColumns> {
  const {key, counts} = REVISED[table];
  return (await columns(
    db,
    `SELECT ${[...key, ...counts].map(identifier).join(", ")} FROM ${from}`
  )) as unknown as TableColumns;
}
