// Writes an answer to a file: CSV, JSON, or Parquet, which keeps types.
import {parquetWriteBuffer} from "hyparquet-writer";
import {HARMLESS_NOTE, csvField, remarks} from "../edition/csv.js";
import type {Answer, AnswerColumn, Cell, Kind} from "../edition/arrow.js";

export const FORMATS = ["csv", "json", "parquet"] as const;
export type Format = (typeof FORMATS)[number];

const iso = (date: Date, kind: Kind): string =>
  kind === "date" ? date.toISOString().slice(0, 10) : date.toISOString();

/** A cell as text: days and moments as ISO 8601, the parts of a list by " | " as in the edition's own CSV. */
export function cellText(cell: Cell, kind: Kind): string {
  if (cell === null) return "";
  if (cell instanceof Date) return iso(cell, kind);
  if (Array.isArray(cell)) return (cell as readonly Cell[]).map((part) => cellText(part, "text")).join(" | ");
  return String(cell);
}

/** The query and edition of a file, how to cite it, and which rows are missing. */
export interface Origin {
  readonly edition: string;
  readonly cite: string;
  readonly query: string;
  readonly cut: string | null;
}

/** Remarks that name edition, query and citation; then the answer, with nothing between two commas for a missing value. */
export function csvOf({columns, rows}: Answer, {edition, cite, query, cut}: Origin): string {
  const field = (cell: Cell, kind: Kind): string =>
    typeof cell === "string" || Array.isArray(cell) || cell instanceof Date
      ? csvField(cellText(cell, kind))
      : csvField(cell as Exclude<Cell, readonly Cell[] | Date>);
  const lines = Array.from({length: rows}, (_, row) =>
    columns.map(({values, kind}) => field(values[row] ?? null, kind)).join(",")
  );
  return `${[
    ...remarks(`Asylum Ledger, edition ${edition}, the answer to this query:`),
    ...remarks(query),
    ...(cut === null ? [] : remarks(cut)),
    ...remarks(`Cite as: ${cite}`),
    ...remarks(HARMLESS_NOTE),
    columns.map(({name}) => csvField(name)).join(","),
    ...lines
  ].join("\n")}\n`;
}

/** A name for a file that says which query it answers: its first words, and eight digits of its checksum. */
export function fileName({edition, query}: Origin, sum: string, format: Format): string {
  const words = query
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ")
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  return `asylum-ledger-${edition}-${words || "query"}-${sum.slice(0, 8)}.${format}`;
}

/** Rows as objects. A whole number beyond 2⁵³ is a text of its digits, which no reader of JSON rounds. */
export function jsonOf({columns, rows}: Answer): string {
  const objects = Array.from({length: rows}, (_, row) =>
    Object.fromEntries(columns.map(({name, values, kind}) => [name, jsonCell(values[row] ?? null, kind)]))
  );
  return `[\n${objects.map((object) => JSON.stringify(object)).join(",\n")}\n]\n`;
}

function jsonCell(cell: Cell, kind: Kind): unknown {
  if (typeof cell === "bigint") return String(cell);
  if (cell instanceof Date) return iso(cell, kind);
  if (Array.isArray(cell)) return (cell as readonly Cell[]).map((part) => jsonCell(part, "text"));
  return cell;
}

/** Parquet with the types of the answer; its metadata name the query, the edition and its citation. */
export function parquetOf(answer: Answer, {edition, cite, query, cut}: Origin): ArrayBuffer {
  const told = {edition, cite, query, ...(cut === null ? {} : {cut})};
  return parquetWriteBuffer({
    columnData: answer.columns.map((column) => ({name: column.name, ...parquetColumn(column)})),
    kvMetadata: Object.entries(told).map(([key, value]) => ({key, value}))
  });
}

function parquetColumn({kind, values}: AnswerColumn): {
  data: unknown[];
  type: "INT32" | "INT64" | "DOUBLE" | "BOOLEAN" | "STRING" | "TIMESTAMP";
} {
  const kept = (read: (cell: Exclude<Cell, null>) => unknown) =>
    values.map((cell) => (cell === null ? null : read(cell)));
  switch (kind) {
    case "integer": {
      const numbers = values.filter((cell) => cell !== null).map(Number);
      if (numbers.every((value) => value >= -(2 ** 31) && value < 2 ** 31)) return {data: kept(Number), type: "INT32"};
      const fits = values.every(
        (cell) => cell === null || BigInt.asIntN(64, BigInt(String(cell))) === BigInt(String(cell))
      );
      return fits
        ? {data: kept((cell) => BigInt(cell as number | bigint)), type: "INT64"}
        : {data: kept((cell) => cellText(cell, kind)), type: "STRING"};
    }
    case "number":
      return {data: kept(Number), type: "DOUBLE"};
    case "boolean":
      return {data: kept((cell) => cell), type: "BOOLEAN"};
    case "timestamp":
      return {data: kept((cell) => cell), type: "TIMESTAMP"};
    default:
      return {data: kept((cell) => cellText(cell, kind)), type: "STRING"};
  }
}
