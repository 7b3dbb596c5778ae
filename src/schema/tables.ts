// The tables of an edition, one list: cleaning takes the order of rows from it, the checks the keys, datapackage.json its
// dictionary, the downloads their labels, and the pages the types of their rows. A new table is a file next to this one and a
// line in the list.
import {checks, revisions} from "./account.js";
import {cells, counts} from "./cells.js";
import type {ColumnName, ColumnsOf, RowOf, TableSchema} from "./column.js";
import {eurostatApplications, eurostatDecisions, eurostatSexAge} from "./eurostat.js";
import {locations} from "./locations.js";
import {memberships, places, regions} from "./places.js";
import {population} from "./population.js";
import {events, reported} from "./reported.js";
import {breaks, rules} from "./rules.js";
import {applications, decisions, footnotes, reporting, stocks} from "./unhcr.js";
// add-source: imports end here.

export const TABLES = [
  applications,
  decisions,
  cells,
  counts,
  reporting,
  stocks,
  locations,
  population,
  eurostatApplications,
  eurostatSexAge,
  eurostatDecisions,
  places,
  regions,
  memberships,
  reported,
  events,
  footnotes,
  rules,
  breaks,
  revisions,
  checks
  // add-source: tables end here.
] as const;

type Tables = {readonly [T in (typeof TABLES)[number] as T["name"]]: T};
export type TableName = keyof Tables;
export type Table<Name extends TableName = TableName> = Tables[Name];

/** A row of a table, with all its columns or some of them. */
export type Row<Name extends TableName, Some extends Column<Name> = Column<Name>> = RowOf<Tables[Name], Some>;
/** The same rows as columns. */
export type Columns<Name extends TableName, Some extends Column<Name> = Column<Name>> = ColumnsOf<Tables[Name], Some>;
/** The names of a table's columns. */
export type Column<Name extends TableName> = ColumnName<Tables[Name]>;

export const TABLE_NAMES = TABLES.map(({name}) => name) as readonly TableName[];

/** Whether a name is that of a table. */
export function isTable(name: string): name is TableName {
  return (TABLE_NAMES as readonly string[]).includes(name);
}

/** @throws Error where the edition has no table of this name. */
export function tableSchema(name: TableName): TableSchema<TableName> {
  const schema: TableSchema<TableName> | undefined = TABLES.find((table) => table.name === name);
  if (!schema) throw new Error(`no table ${name}`);
  return schema;
}
