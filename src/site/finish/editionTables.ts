// Queries the Parquet tables of an edition's folder over a connection of DuckDB.
import {existsSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";

/** Queries the tables of an edition's folder over a connection. */
export function tablesIn(folder: string, connection: DuckDBConnection) {
  return {
    rows: async <T>(query: string): Promise<T[]> =>
      (await connection.runAndReadAll(query)).getRowObjectsJson() as unknown as T[],
    from: (table: string) => `'${join(folder, `${table}.parquet`).replaceAll("'", "''")}'`,
    isThere: (table: string) => existsSync(join(folder, `${table}.parquet`))
  };
}
export type Tables = ReturnType<typeof tablesIn>;
