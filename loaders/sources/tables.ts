// Loads raw rows into DuckDB as verbatim text: from the pages of a snapshot, from a short list, or from a CSV file whose
// every line was checked first.
import {BIGINT, DuckDBDataChunk, VARCHAR} from "@duckdb/node-api";
import type {DuckDBConnection} from "@duckdb/node-api";
import {byName, sha256} from "./shared.js";
import type {RawFile, RawTable, SourceRecord} from "./shared.js";
import {snapshotBody} from "./keptSnapshot.js";
import type {Snapshot} from "./keptSnapshot.js";

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

// A DuckDB data chunk holds at most 2,048 rows.
const CHUNK_ROWS = 2048;

/** Advice for an unknown column: it may split rows, or take cases out of another column. */
export const EXTRA_COLUMN =
  "See what it holds: a new column may part rows or take cases out of another one. Then name it in loaders/sources, as read or as unread. Nothing was published.";

/** A table whose rows lie in the pages of a snapshot, loaded page by page so that one page at a time is in memory. */
export function pagedTable(o: {
  /** The raw table's name. */
  name: string;
  columns: readonly string[];
  snapshot: Snapshot;
  /** The query's name, as shown in the places of rows. */
  query: string;
  pages: readonly {file: string; rows: number}[];
  rows: (body: unknown) => readonly (string | null)[][];
  totals: Record<string, number> | null;
}): RawTable {
  return {
    name: o.name,
    columns: o.columns,
    totals: o.totals,
    place(row) {
      let item = row;
      for (const [index, page] of o.pages.entries()) {
        if (item <= page.rows) return `${o.query} page ${index + 1}, item ${item}`;
        item -= page.rows;
      }
      return `${o.query}, row ${row}`;
    },
    async load(db, table) {
      const append = await appender(db, table, o.columns);
      for (const {file} of o.pages) append.rows(o.rows(await snapshotBody(o.snapshot, file)));
      append.close();
    }
  };
}

/** A table whose few rows are at hand, in their order. */
export function listedTable(o: {
  name: string;
  columns: readonly string[];
  rows: readonly (string | null)[][];
  place: (row: number) => string;
}): RawTable {
  return {
    name: o.name,
    columns: o.columns,
    totals: null,
    place: o.place,
    async load(db, table) {
      const append = await appender(db, table, o.columns);
      append.rows(o.rows);
      append.close();
    }
  };
}

async function appender(
  db: DuckDBConnection,
  table: string,
  columns: readonly string[]
): Promise<{rows: (rows: readonly (string | null)[][]) => void; close: () => void}> {
  const fields = ["row BIGINT", ...columns.map((column) => `${identifier(column)} VARCHAR`)];
  await db.run(`CREATE TABLE ${identifier(table)} (${fields.join(", ")})`);
  const sink = await db.createAppender(table);
  const types = [BIGINT, ...columns.map(() => VARCHAR)];
  let count = 0n;
  return {
    rows(rows) {
      for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
        const slice = rows.slice(start, start + CHUNK_ROWS);
        const chunk = DuckDBDataChunk.create(types, slice.length);
        chunk.setRows(slice.map((row) => [++count, ...row]));
        sink.appendDataChunk(chunk);
      }
    },
    close() {
      sink.closeSync();
    }
  };
}

/** The record of files that were read, with one digest over their names and digests, sorted by name. */
export function filesRecord(
  opened: readonly {file: RawFile}[]
): Pick<SourceRecord, "address" | "retrieved" | "sha256" | "files"> {
  const files = opened.map(({file}) => file).sort(byName);
  return {
    address: null,
    retrieved: null,
    sha256: sha256(files.map((file) => `${file.name}\0${file.sha256}\n`).join("")),
    files
  };
}
