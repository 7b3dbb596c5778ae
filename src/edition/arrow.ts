// Converts the edition's Parquet to Arrow for DuckDB: DuckDB-WASM reads no Parquet without fetching an extension, and
// returns Arrow too. Decoding needs no page, so that tests do it without one.
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

export type Cut = "rows" | "columns" | "bytes";
/** How much of an answer is kept; rows are kept whole or not at all. */
export interface Limits {
  readonly most: number;
  readonly columns?: number;
  readonly bytes?: number;
}

/** What a query answers. */
export interface Answer {
  readonly columns: readonly AnswerColumn[];
  readonly rows: number;
  /** Of what there was more than is kept: an answer that is whole names nothing. */
  readonly cut: readonly Cut[];
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
export function answerOf(
  messages: Uint8Array[],
  {most, columns: mostColumns = Infinity, bytes: mostBytes = Infinity}: Limits
): Answer {
  const table = tableFromIPC(messages, {useBigInt: true, useDecimalInt: true, useDate: true});
  const kept = Math.min(table.numCols, mostColumns);
  const rows = rowsWithin(table, {columns: kept, most: Math.min(table.numRows, most), bytes: mostBytes});
  const seen = new Map<string, number>();
  const columns = table.schema.fields.slice(0, kept).map(({name, type}, i): AnswerColumn => {
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
  const cut: Cut[] = [];
  if (table.numRows > rows) cut.push(rows < most ? "bytes" : "rows");
  if (table.numCols > kept) cut.push("columns");
  return {columns, rows, cut};
}

/** How many rows come before one that would take more bytes than these; nothing of them is decoded for it. */
function rowsWithin(
  table: ReturnType<typeof tableFromIPC>,
  {columns, most, bytes}: {readonly columns: number; readonly most: number; readonly bytes: number}
): number {
  if (bytes === Infinity) return most;
  const batches = Array.from({length: columns}, (_, i) => table.getChildAt(i).data as unknown as Stored[]);
  let [row, sum] = [0, 0];
  for (let b = 0; b < (batches[0]?.length ?? 0); b++)
    for (let i = 0; i < (batches[0]?.[b]?.length ?? 0); i++, row++) {
      if (row === most) return most;
      for (const column of batches) sum += bytesOf(column[b], i, i + 1);
      if (sum > bytes) return row;
    }
  return Math.min(row, most);
}

/** The parts of Flechette's column batch from which its size is computed. */
interface Stored {
  readonly length: number;
  readonly offsets?: ArrayLike<number | bigint>;
  readonly children?: readonly Stored[];
  readonly stride?: number;
  /** A dictionary-encoded column: indices into a list of distinct values. */
  readonly dictionary?: unknown;
  readonly at: (index: number) => unknown;
}

/** Bytes of rows `from` to `to` of a batch, including the contents of their lists. */
function bytesOf(batch: Stored | undefined, from: number, to: number): number {
  if (!batch) return 0;
  const own = 8 * (to - from);
  const {offsets, children, stride} = batch;
  if (batch.dictionary !== undefined) {
    let sum = own;
    for (let i = from; i < to; i++) sum += String(batch.at(i)).length;
    return sum;
  }
  if (offsets) {
    const [start, end] = [Number(offsets[from]), Number(offsets[to])];
    return own + (children?.[0] ? bytesOf(children[0], start, end) : end - start);
  }
  const wide = stride ?? 1;
  return (children ?? []).reduce((sum, child) => sum + bytesOf(child, from * wide, to * wide), own);
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
