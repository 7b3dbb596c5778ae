// Between the edition's Parquet and DuckDB stands Arrow: DuckDB-WASM has no Parquet of its own without fetching an extension, and
// what it answers is Arrow too. Decoding needs no page, so that tests do it without one.
import {
  Type,
  bool,
  columnFromArray,
  dictionary,
  float64,
  int32,
  int64,
  list,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  utf8
} from "@uwdata/flechette";
import type {DataType} from "@uwdata/flechette";
import {decompress} from "fzstd";
import {parquetMetadataAsync, parquetRead, parquetSchema} from "hyparquet/src/index.js";
import type {SchemaTree} from "hyparquet/src/index.js";

/** What a column of an answer holds: whole numbers, fractions, truth values, days, moments, texts, or lists of texts. */
export type Kind = "integer" | "number" | "boolean" | "date" | "timestamp" | "text" | "list";
export type Cell = number | bigint | string | boolean | Date | readonly Cell[] | null;

/** A column of an answer. A missing value is null, never 0. */
export interface AnswerColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly values: readonly Cell[];
}

/** What a query answers. */
export interface Answer {
  readonly columns: readonly AnswerColumn[];
  readonly rows: number;
  /** Whether there were more rows than were asked for. */
  readonly cut: boolean;
}

/**
 * A Parquet file of the edition as a stream of Arrow, column by column.
 * @throws Error for a type that no table of the edition has.
 */
export async function arrowOfParquet(file: ArrayBuffer): Promise<Uint8Array> {
  const metadata = await parquetMetadataAsync(file);
  const columns: [string, ReturnType<typeof columnFromArray>][] = [];
  for (const tree of parquetSchema(metadata).children) {
    const {name} = tree.element;
    const chunks: unknown[][] = [];
    await parquetRead({
      file,
      metadata,
      columns: [name],
      compressors: {ZSTD: (input, length) => decompress(input, new Uint8Array(length))},
      onChunk: ({columnData}) => chunks.push(columnData as unknown[])
    });
    const [only, ...more] = chunks;
    const values = only && !more.length ? only : chunks.flatMap((chunk) => Array.from(chunk));
    columns.push([name, columnFromArray(values, arrowType(tree))]);
    await pause();
  }
  const bytes = tableToIPC(tableFromColumns(columns), {format: "stream"});
  if (!bytes) throw new Error("the table could not be written as Arrow");
  return bytes;
}

/** Lets a page answer between two columns. */
const pause = () => new Promise<void>((done) => setTimeout(done));

/** Texts repeat: each is written once and named by its number. */
function text(): DataType {
  return dictionary(utf8(), int32());
}

function arrowType({element, children}: SchemaTree): DataType {
  if (children.length) return list(utf8());
  if (element.type === "INT32") return int32();
  if (element.type === "INT64") return int64();
  if (element.type === "DOUBLE") return float64();
  if (element.type === "BOOLEAN") return bool();
  if (element.type === "BYTE_ARRAY") return text();
  throw new Error(`${element.name}: no table of the edition has a column of ${element.type ?? "no type"}`);
}

/** How many rows one message of an answer brings. */
export function rowsOf(header: Uint8Array, message: Uint8Array): number {
  return tableFromIPC([header, message]).numRows;
}

/** What DuckDB answered, of its messages in Arrow; of a column's name given twice the second is called `name_2`. */
export function answerOf(messages: Uint8Array[], {most}: {most: number}): Answer {
  const table = tableFromIPC(messages, {useBigInt: true, useDecimalInt: true, useDate: true});
  const rows = Math.min(table.numRows, most);
  const seen = new Map<string, number>();
  const columns = table.schema.fields.map(({name, type}, i): AnswerColumn => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const kind = kindOf(type);
    const values: Cell[] = [];
    const column = table.getChildAt(i);
    const divisor = type.typeId === Type.Decimal ? 10 ** type.scale : 1;
    for (let row = 0; row < rows; row++) {
      const cell = cellOf(column.at(row), kind);
      values.push(divisor === 1 || cell === null ? cell : Number(cell) / divisor);
    }
    return {name: nth === 1 ? name : `${name}_${nth}`, kind, values};
  });
  return {columns, rows, cut: table.numRows > rows};
}

function kindOf(type: DataType): Kind {
  switch (type.typeId) {
    case Type.Int:
      return "integer";
    case Type.Decimal:
      return type.scale === 0 ? "integer" : "number";
    case Type.Float:
      return "number";
    case Type.Bool:
      return "boolean";
    case Type.Date:
      return "date";
    case Type.Timestamp:
      return "timestamp";
    case Type.List:
    case Type.FixedSizeList:
    case Type.LargeList:
      return "list";
    default:
      return "text";
  }
}

/** Whole numbers beyond 2⁵³ keep all their digits as bigint; all others are numbers. */
function cellOf(value: unknown, kind: Kind): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Date) return value;
  if (kind === "list" && isList(value)) return Array.from(value, (part) => cellOf(part, "text"));
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
