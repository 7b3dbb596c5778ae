// Cleans pulled rows into the database, next to the tables kept from the last edition.
import {cells, counts} from "../clean/cells.js";
import {breaks} from "../clean/breaks.js";
import {setEditionYear} from "../clean/shared.js";
import {createFromRows, identifier, literal} from "../clean/database.js";
import type {DuckDBConnection} from "../clean/database.js";
import {attach, tablesOf} from "./edition.js";
import type {DataPackage} from "./edition.js";
import {TABLE_NAMES, tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {SOURCES, sourcesFor} from "../sources/sources.js";
import type {SourceName} from "../sources/sources.js";
import {InputError} from "../sources/shared.js";
import type {Pulled} from "../sources/shared.js";
import {readBreaks, readMemberships, readPlaces, readRegions, readRules, ruleLine} from "../clean/handTables.js";
import type {RefreshOptions} from "./refreshOptions.js";

/** A publisher whose rows were rejected while they were cleaned. Caught by refresh. */
export class SourceFailure extends Error {
  readonly source: SourceName;
  override readonly cause: InputError;
  constructor(source: SourceName, cause: InputError) {
    super(cause.message);
    this.source = source;
    this.cause = cause;
  }
}

/** Cleans pulled rows into the database and returns notes. */
export async function clean(
  db: DuckDBConnection,
  pulled: ReadonlyMap<SourceName, Pulled>,
  before: DataPackage | null,
  {target, without, date}: RefreshOptions
): Promise<string[]> {
  const notes: string[] = [];
  await setEditionYear(db, Number(date.slice(0, 4)));
  await createFromRows(db, tableSchema("places"), readPlaces());
  await createFromRows(db, tableSchema("regions"), readRegions());
  await createFromRows(db, tableSchema("memberships"), readMemberships());
  if (before) {
    const isKept = (source: SourceName) => !pulled.has(source) && !without.includes(source);
    const kept = tablesOf(before).filter((name) => sourcesFor(name).some(isKept));
    await attach(db, target, before.id, kept);
    // Of a table that several sources fill, the rows of those that are not kept give way.
    for (const name of kept) {
      const {from} = tableSchema(name);
      if (typeof from === "string") continue;
      const gone = Object.entries(from).filter(([source]) => !isKept(source as SourceName));
      if (gone.length)
        await db.run(
          `DELETE FROM ${identifier(name)} WHERE publisher IN (${gone.map(([, publisher]) => literal(publisher)).join()})`
        );
    }
  }
  for (const source of SOURCES) {
    const fresh = pulled.get(source.name);
    if (!fresh) continue;
    try {
      notes.push(...(await source.clean(db, fresh)));
    } catch (error) {
      throw error instanceof InputError ? new SourceFailure(source.name, error) : error;
    }
  }
  await cells(db, readRules().map(ruleLine));
  await counts(db);
  await breaks(db, readBreaks());
  return notes;
}

/** Tables that describe the others and the edition compared with: recreated for each candidate id. */
export const LAST: readonly TableName[] = ["revisions", "checks"];

export async function tablesIn(db: DuckDBConnection): Promise<TableName[]> {
  const result = await db.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  const names = new Set(result.getRows().map(([name]) => name));
  return TABLE_NAMES.filter((name) => names.has(name));
}
