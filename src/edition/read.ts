// Reads tables of an edition from Parquet and checks that each column is present, complete and of the schema's type.
import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parquetMetadataAsync} from "hyparquet/src/index.js";
import type {SchemaElement} from "hyparquet/src/types.js";
import type {ColumnType} from "../schema/column.js";
import {tableSchema} from "../schema/tables.js";
import type {Column, Columns, Row, TableName} from "../schema/tables.js";
import {EditionError} from "./kept.js";
import {parquetColumns} from "./parquet.js";

export type Cell = string | number | boolean | null | readonly string[];
export type TableColumns = Readonly<Record<string, ArrayLike<Cell>>>;

/** Columns that older editions lack, with the value for each of their rows: before the finder, all breaks were hand-kept. */
const LATER: Readonly<Record<string, Readonly<Record<string, Cell>>>> = {
  breaks: {kind: null, found_by: "hand", table: null, year: null, judged_by: null, evidence: null, size: null},
  events: {kind: "happened", origin: null, asylum: null, quoted_text: null},
  reported: {rounded_to: null, note: null}
} satisfies {[Name in TableName]?: Partial<Row<Name>>};

/** How Parquet keeps each type of the schema. */
const STORED: Readonly<Record<ColumnType, (element: SchemaElement) => boolean>> = {
  INTEGER: ({type}) => type === "INT32",
  DOUBLE: ({type}) => type === "DOUBLE",
  BOOLEAN: ({type}) => type === "BOOLEAN",
  VARCHAR: ({type}) => type === "BYTE_ARRAY",
  "VARCHAR[]": ({num_children}) => num_children === 1
};

/**
 * Columns of a table of edition `id` in `folder`, all of them where none are named.
 * @throws EditionError where the table or a column is missing, of another type, or cut.
 */
export async function readColumns<Name extends TableName, Some extends Column<Name> = Column<Name>>(
  folder: string,
  id: string,
  name: Name,
  some?: readonly Some[]
): Promise<Columns<Name, Some>> {
  const path = join(folder, `${name}.parquet`);
  if (!existsSync(path)) throw new EditionError(`edition ${id} has no table ${name}`);
  const bytes = await readFile(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const metadata = await parquetMetadataAsync(file);
  const present = new Map(metadata.schema.map((element) => [element.name, element]));
  const later = LATER[name] ?? {};
  const rows = Number(metadata.num_rows);
  const wanted = tableSchema(name).columns.filter(
    (column) => !some || (some as readonly string[]).includes(column.name)
  );
  for (const {name: column, type} of wanted) {
    const element = present.get(column);
    if (!element && later[column] === undefined)
      throw new EditionError(`table ${name} of edition ${id} has no column ${column}`);
    if (element && !STORED[type](element))
      throw new EditionError(
        `column ${column} of table ${name} of edition ${id} should be ${type}, it is ${element.type ?? "a group"}`
      );
  }
  const there = wanted.filter((column) => present.has(column.name)).map((column) => column.name);
  const read = (await parquetColumns(file, {metadata, some: there})) as Record<string, Cell[]>;
  for (const column of there)
    if ((read[column]?.length ?? 0) !== rows && rows > 0)
      throw new EditionError(
        `table ${name} of edition ${id} is cut: ${rows} rows, ${read[column]?.length ?? 0} in column ${column}`
      );
  // The only cast to the schema's types: names and stored types are checked above.
  return Object.fromEntries(
    wanted.map(({name: column}) => [
      column,
      rows ? (read[column] ?? new Array<Cell>(rows).fill(later[column] ?? null)) : []
    ])
  ) as unknown as Columns<Name, Some>;
}

/** A table without rows, for one that an edition lacks. */
export function noColumns<Name extends TableName, Some extends Column<Name> = Column<Name>>(
  name: Name
): Columns<Name, Some> {
  return Object.fromEntries(tableSchema(name).columns.map((column) => [column.name, []])) as unknown as Columns<
    Name,
    Some
  >;
}

/** Columns as rows. */
export function toRows<R extends object>(columns: {readonly [Name in keyof R]: ArrayLike<R[Name]>}): R[] {
  const entries = Object.entries<ArrayLike<unknown>>(columns);
  const rows = entries[0]?.[1].length ?? 0;
  return Array.from(
    {length: rows},
    (_, i) => Object.fromEntries(entries.map(([name, cells]) => [name, cells[i]])) as R
  );
}
