// Makes the tables `cells` and `counts`: one row per published count, with its legal status and rounding range. They are
// made from the tables that the edition has, so that an edition that keeps older tables has them too.
import {group} from "d3";
import {bounded} from "../../src/measures/bounds.js";
import {COLUMNS} from "../../src/measures/codes.js";
import type {Column} from "../../src/measures/codes.js";
import {cell, decisionAt, inScope, isWithoutParts, reader} from "../../src/measures/status.js";
import type {DecisionColumns, PublishedDecision, RuleLine} from "../../src/measures/status.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {Row, TableName} from "../../src/schema/tables.js";
import {columns, createFromColumns, literal, one} from "./database.js";
import type {DuckDBConnection, Value} from "./database.js";

async function isThere(db: DuckDBConnection, name: TableName): Promise<boolean> {
  return Boolean(await one(db, `SELECT count(*) FROM duckdb_tables() WHERE table_name = ${literal(name)}`));
}

interface Collector<Name extends TableName> {
  readonly made: Record<string, Value[]>;
  readonly add: (row: Row<Name>) => void;
}

/** Rows collected as columns: half a million objects would take far more memory. */
function collector<Name extends "cells" | "counts">(name: Name): Collector<Name> {
  const names = tableSchema(name).columns.map((column) => column.name);
  const made: Record<string, Value[]> = Object.fromEntries(names.map((column) => [column, []]));
  return {
    made,
    add: (row) => {
      for (const column of names) made[column]?.push((row as Readonly<Record<string, Value>>)[column] ?? null);
    }
  };
}

/** The rules that are about one column of a row: those that classify it, or say that the country does not use it. */
function ruleOf(lines: readonly RuleLine[], row: PublishedDecision, column: Column): string | null {
  const ids = lines
    .filter((line) => (line.column === column || line.column_unused === column) && inScope(line, row))
    .map(({id}) => id);
  return ids.length ? [...new Set(ids)].join(" ") : null;
}

/** Makes `cells` from the decisions, where the edition has some and no such table yet. */
export async function cells(db: DuckDBConnection, rules: readonly RuleLine[]): Promise<void> {
  if (!(await isThere(db, "decisions")) || (await isThere(db, "cells"))) return;
  const published = (await columns(
    db,
    "SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed, total FROM decisions"
  )) as unknown as DecisionColumns;
  const read = reader(rules);
  const ofHost = group(rules, (line) => line.asylum);
  const {made, add} = collector("cells");
  for (let i = 0; i < published.year.length; i++) {
    const row = decisionAt(published, i);
    if (isWithoutParts(row)) continue;
    const reading = read(row);
    const lines = ofHost.get(row.asylum);
    for (const column of COLUMNS) {
      const bounds = cell(row, column, reading);
      if (!bounds) continue;
      const {year, origin, asylum, authority, level, unit} = row;
      add({
        ...{year, origin, asylum, authority, level, unit, published_column: column, value: bounds.value},
        ...{status: reading.status[column], rule: lines ? ruleOf(lines, row, column) : null},
        ...{value_lo: bounds.lo, value_hi: bounds.hi}
      });
    }
  }
  await createFromColumns(db, tableSchema("cells"), made);
}

/** Makes `counts` from applications and stocks, of those that the edition has, where it has no such table yet. */
export async function counts(db: DuckDBConnection): Promise<void> {
  const given = (await isThere(db, "applications")) || (await isThere(db, "stocks"));
  if (!given || (await isThere(db, "counts"))) return;
  const {made, add} = collector("counts");
  const addAll = async (table: "applications" | "stocks", measure: Row<"counts">["measure"], sql: string) => {
    if (!(await isThere(db, table))) return;
    const found = (await columns(db, sql)) as unknown as {
      readonly [
        Name in Exclude<keyof Row<"counts">, "measure" | "value_lo" | "value_hi">
      ]: readonly Row<"counts">[Name][];
    };
    found.value.forEach((value, i) => {
      const {lo, hi} = bounded(value, table);
      const at = <T>(cells: readonly T[]) => cells[i] as T;
      add({
        ...{year: at(found.year), origin: at(found.origin), asylum: at(found.asylum), authority: at(found.authority)},
        ...{type: at(found.type), level: at(found.level), unit: at(found.unit), measure},
        ...{value, value_lo: lo, value_hi: hi}
      });
    });
  };
  await addAll(
    "applications",
    "applications",
    `SELECT year, origin, asylum, authority, type, level, unit, applications AS value
     FROM applications WHERE applications IS NOT NULL`
  );
  for (const measure of ["refugees", "asylum_seekers"] as const)
    await addAll(
      "stocks",
      measure,
      `SELECT year, origin, asylum, NULL AS authority, NULL AS type, NULL AS level, 'P' AS unit, ${measure} AS value
       FROM stocks WHERE ${measure} IS NOT NULL`
    );
  await createFromColumns(db, tableSchema("counts"), made);
}
