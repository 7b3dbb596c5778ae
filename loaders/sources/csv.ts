// Reads a CSV file that fits into memory, after checking each of its lines.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {whatBytesAre, whatHeaderIs} from "./diagnose.js";
import type {Diagnosis} from "./diagnose.js";
import {theFile} from "./files.js";
import {causeOf, InputError, sha256} from "./shared.js";
import type {RawFile, RawTable} from "./shared.js";
import {EXTRA_COLUMN, identifier, literal} from "./tables.js";
import {scanCsv, sortedLines} from "./largeCsv.js";

/** What a CSV file of a source must hold. */
export interface CsvForm {
  /** The raw table's name. */
  name: string;
  /** The source's folder and the file's path in it, without extension (.csv or .csv.gz). */
  dir: string;
  path: string;
  /** Other names of the publisher's download in the same folder, without extension. */
  also?: RegExp | undefined;
  columns: readonly string[];
  /** The header of a column where the file calls it otherwise, or the headers that it may have. */
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Columns that a file may lack: they are missing in every row. */
  optional?: readonly string[];
  /** What a file is that lacks a column, and what to do about it, where its publisher makes such files. */
  lacking?: (header: readonly string[], column: string) => Pick<Diagnosis, "found" | "advice"> | null;
  /** Columns in which "-" means missing. */
  counts?: readonly string[];
  /** Codes that the file writes otherwise than the rows do: column, then code there, then code here. */
  codes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Codes that a file may leave blank: of a row whose column `where` is that name. */
  fill?: Readonly<Record<string, {readonly where: string; readonly is: string; readonly code: string}>>;
  /** Columns that the file is known to have and the ledger does not read; where they are named, any other column is rejected. */
  unread?: readonly string[];
  /** What parts the fields, where it is not a comma. */
  delimiter?: "\t";
  /** How messages and the record name the file, where not by its path in `dir`. */
  shown?: string;
}

/**
 * Opens a CSV file: bytes hashed, header and every line checked, nothing loaded yet.
 * DuckDB alone would not do: it drops what follows an unclosed quote, skips blank lines, and takes a cut .gz for whole.
 * @throws InputError where the file is missing, cut, not UTF-8, lacks a column, or has a malformed line.
 */
export async function openCsv(form: CsvForm): Promise<{table: RawTable; file: RawFile}> {
  const {path, ending} = theFile(form.dir, form, form.shown ?? form.path);
  const file = join(form.dir, path);
  const name = form.shown === undefined ? path : form.shown + ending;
  const label = name.slice(name.lastIndexOf("/") + 1);
  const refuse: Refuse = (expected, found, where = {}) => {
    const advice = "Correct the file or take it from its source again; nothing was published.";
    throw new InputError({source: name, ...where, expected, found, advice});
  };

  const {bytes, plain} = await bytesOf(file, name);
  const delimiter = form.delimiter ?? ",";
  const headersOf = headersIn(form);
  const required = form.columns.filter((column) => !form.optional?.includes(column));
  const diagnosed =
    whatBytesAre(plain) ??
    whatHeaderIs(plain, {
      delimiter,
      like: required.map((column) => headersOf(column)[0]).join(", "),
      isHeader: (fields) => required.every((column) => headersOf(column).some((header) => fields.includes(header)))
    });
  if (diagnosed) throw new InputError({source: name, ...diagnosed});
  const checkHeader = (fields: readonly string[]): void => {
    for (const column of form.columns) checkColumn(form, name, fields, column, refuse);
  };
  const {header, lines} = scanCsv(
    plain,
    delimiter,
    (line, expected, found) => refuse(expected, found, {row: `line ${line}`}),
    checkHeader
  );
  if (!lines.length) refuse("rows below the header", "the header alone");

  const known = new Set([...form.columns.flatMap(headersOf), ...(form.unread ?? header)]);
  const extra = header.find((column) => !known.has(column));
  if (extra !== undefined)
    throw new InputError({
      source: name,
      row: "line 1",
      field: extra,
      expected: `no column but ${header.filter((column) => known.has(column)).join(", ")}`,
      found: "one more",
      advice: EXTRA_COLUMN
    });

  const recorded = rawFile(name, plain);
  const checked = sha256(bytes);
  const place = (row: number): string => `${label}, line ${lines[row - 1] ?? row + 1}`;
  const select = selectColumns(form, header, plain, lines);
  // Named by position: a header may be any text, and unused columns may repeat a name.
  const named = header.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const table: RawTable = {
    name: form.name,
    columns: form.columns,
    totals: null,
    place,
    async load(db, into) {
      if (sha256(await readFile(file)) !== checked) refuse("the bytes that were checked", "other bytes");
      try {
        await db.run(
          `CREATE TABLE ${identifier(into)} AS SELECT row_number() OVER () AS row, ${select.join(", ")}
           FROM read_csv(${literal(file)}, auto_detect=false, columns={${named}}, header=true, nullstr='', quote='"',
             escape='"', delim=${literal(form.delimiter ?? ",")}, strict_mode=true, parallel=false)`
        );
      } catch (error) {
        const [said = ""] = causeOf(error).split("\n");
        const line = /on Line: (\d+)/.exec(said)?.[1];
        refuse("lines that DuckDB can read", said, line === undefined ? {} : {row: `line ${line}`});
      }
      const counted = await db.runAndReadAll(`SELECT count(*)::INTEGER FROM ${identifier(into)}`);
      const loaded = Number(counted.getRows()[0]?.[0]);
      if (loaded !== lines.length) refuse(`${lines.length} rows`, `${loaded} after loading`);
    }
  };
  return {table, file: recorded};
}

type Refuse = (expected: string, found: string, where?: {row?: string; field?: string}) => never;

/** The headers that each column may have in the file. */
function headersIn({headers}: CsvForm): (column: string) => readonly string[] {
  return (column) => {
    const some = headers?.[column] ?? column;
    return typeof some === "string" ? [some] : some;
  };
}

/** @throws InputError where the header lacks a column that the file must have, or has it twice. */
function checkColumn(form: CsvForm, name: string, fields: readonly string[], column: string, refuse: Refuse): void {
  const wanted = headersIn(form)(column);
  const times = fields.filter((field) => wanted.includes(field)).length;
  if (times === 1 || (times === 0 && form.optional?.includes(column))) return;
  const field = wanted[0] ?? column;
  const expected = `column ${field}`;
  const why = times === 0 ? form.lacking?.(fields, column) : null;
  if (why) throw new InputError({source: name, row: "line 1", field, expected, ...why});
  refuse(expected, times === 0 ? `the columns ${fields.join(", ")}` : `it ${times} times`, {row: "line 1", field});
}

/** The SQL that trims each column, and gives missing values and codes as the rows have them. */
function selectColumns(form: CsvForm, header: readonly string[], plain: Buffer, lines: ArrayLike<number>): string[] {
  const headersOf = headersIn(form);
  // DuckDB's plain trim removes spaces only, in half the time: enough for a file without other blanks.
  const plainBlanks =
    (form.delimiter === "\t" || !plain.includes("\t")) &&
    !plain.includes("\u00a0") &&
    (lines[lines.length - 1] ?? 1) <= lines.length + 1;
  const blanks = plainBlanks ? "" : ", ' ' || chr(9) || chr(10) || chr(13) || chr(160)";
  return form.columns.map((column) => {
    const at = header.findIndex((field) => headersOf(column).includes(field));
    if (at === -1) return `NULL::VARCHAR AS ${identifier(column)}`;
    let value = `nullif(trim(c${at}${blanks}), '')`;
    if (form.counts?.includes(column)) value = `nullif(${value}, '-')`;
    for (const [there, here] of Object.entries(form.codes?.[column] ?? {})) {
      value = `CASE ${value} WHEN ${literal(there)} THEN ${literal(here)} ELSE ${value} END`;
    }
    const fill = form.fill?.[column];
    if (fill) {
      const by = header.findIndex((field) => headersOf(fill.where).includes(field));
      if (by >= 0)
        value = `CASE WHEN ${value} IS NULL AND trim(c${by}) = ${literal(fill.is)} THEN ${literal(fill.code)} ELSE ${value} END`;
    }
    return `${value} AS ${identifier(column)}`;
  });
}

/**
 * The bytes of a file as they lie there and unpacked.
 * @throws InputError where it cannot be read or its packing is cut.
 */
export async function bytesOf(file: string, name: string): Promise<{bytes: Buffer; plain: Buffer}> {
  const advice = "Correct the file or take it from its source again; nothing was published.";
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new InputError({source: name, expected: "a file that can be read", found: causeOf(error), advice});
  });
  if (!file.endsWith(".gz")) return {bytes, plain: bytes};
  try {
    return {bytes, plain: gunzipSync(bytes)};
  } catch (error) {
    throw new InputError({source: name, expected: "a whole gzip file", found: causeOf(error), advice});
  }
}

/** What an edition records of a file of lines. */
export function rawFile(name: string, plain: Buffer): RawFile {
  return {name, bytes: plain.length, sha256: sha256(sortedLines(plain))};
}
