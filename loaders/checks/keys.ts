// Checks what holds of every table: keys are unique, and counts are whole numbers of at least 0.
import {identifier, one, rows} from "../clean/database.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {listed, n, verdict} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";

export async function uniqueKeys({db}: CheckContext, table: TableName): Promise<CheckResult> {
  const keys = tableSchema(table).key.map(identifier).join(", ");
  const twice = await rows(
    db,
    `SELECT ${keys}, count(*) AS times FROM ${identifier(table)} GROUP BY ALL HAVING times > 1 ORDER BY ALL LIMIT 1000`
  );
  return verdict(
    {id: `keys.${table}`, title: `No two rows of ${table} have the same key`, tables: [table]},
    !twice.length,
    `${n(twice.length)} keys occur more than once`,
    "0",
    listed(twice.map((row) => Object.values(row).map(String).join(" ")))
  );
}

export const countColumns = (table: TableName) =>
  tableSchema(table).columns.filter((column) => column.unit && column.type === "INTEGER");
export async function counts({db}: CheckContext, table: TableName): Promise<CheckResult> {
  const counted = countColumns(table);
  const types = await rows(
    db,
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = '${table}'`
  );
  const fractional = counted
    .filter((c) => types.find((t) => t.name === c.name)?.type !== "INTEGER")
    .map((c) => `${c.name} is no whole number`);
  const negative: string[] = [];
  for (const {name} of counted) {
    const below = Number(await one(db, `SELECT count(*) FROM ${identifier(table)} WHERE ${identifier(name)} < 0`));
    if (below) negative.push(`${name} below 0 in ${n(below)} rows`);
  }
  const faults = [...fractional, ...negative];
  return verdict(
    {id: `counts.${table}`, title: `No count of ${table} is negative or fractional`, tables: [table]},
    !faults.length,
    `${n(faults.length)} of ${counted.length} columns at fault`,
    "0",
    listed(faults)
  );
}
