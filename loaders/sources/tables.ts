// How raw rows enter DuckDB as verbatim text: from the pages of a snapshot, from a short list, or from a CSV file whose
// every line was checked first.

import {isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {createReadStream, statSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {createGunzip, gunzipSync} from "node:zlib";
import {BIGINT, DuckDBDataChunk, VARCHAR} from "@duckdb/node-api";
import type {DuckDBConnection} from "@duckdb/node-api";
import {dsvFormat} from "d3";
import {whatBytesAre, whatFooterIs, whatHeaderIs} from "./diagnose.js";
import type {Diagnosis} from "./diagnose.js";
import {isThere, theFile} from "./files.js";
import {byName, causeOf, InputError, sha256} from "./shared.js";
import type {RawFile, RawTable, SourceRecord} from "./shared.js";
import {snapshotBody} from "./snapshots.js";
import type {Snapshot} from "./snapshots.js";

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

// A DuckDB data chunk holds at most 2,048 rows.
const CHUNK_ROWS = 2048;

/** What to do about a column that nobody has read yet: it may part rows, or take cases out of another column. */
export const EXTRA_COLUMN =
  "See what it holds: a new column may part rows or take cases out of another one. Then name it in loaders/sources, as read or as unread. Nothing was published.";

/** A table whose rows lie in the pages of a snapshot, loaded page by page so that one page at a time is in memory. */
export function pagedTable(o: {
  /** The raw table's name. */
  name: string;
  columns: readonly string[];
  snapshot: Snapshot;
  /** The query's name, as places tell it. */
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

/** What a CSV file of a source must hold. */
export interface CsvForm {
  /** The raw table's name. */
  name: string;
  /** The folder the source lies in, and the file's path there without its ending (.csv or .csv.gz). */
  dir: string;
  path: string;
  /** Other names that the publisher's download bears in the same folder, without their ending. */
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
  /** Columns that the file is known to have and the ledger does not read; where they are named, any other column is refused. */
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
  const refuse = (expected: string, found: string, where: {row?: string; field?: string} = {}): never => {
    const advice = "Correct the file or take it from its source again; nothing was published.";
    throw new InputError({source: name, ...where, expected, found, advice});
  };

  const {bytes, plain} = await bytesOf(file, name);
  const delimiter = form.delimiter ?? ",";
  const headersOf = (column: string): readonly string[] => {
    const headers = form.headers?.[column] ?? column;
    return typeof headers === "string" ? [headers] : headers;
  };
  const required = form.columns.filter((column) => !form.optional?.includes(column));
  const diagnosed =
    whatBytesAre(plain) ??
    whatHeaderIs(plain, {
      delimiter,
      like: required.map((column) => headersOf(column)[0]).join(", "),
      isHeader: (fields) => required.every((column) => headersOf(column).some((header) => fields.includes(header)))
    });
  if (diagnosed) throw new InputError({source: name, ...diagnosed});
  const meetHeader = (fields: readonly string[]): void => {
    for (const column of form.columns) {
      const wanted = headersOf(column);
      const times = fields.filter((field) => wanted.includes(field)).length;
      if (times === 1 || (times === 0 && form.optional?.includes(column))) continue;
      const field = wanted[0] ?? column;
      const expected = `column ${field}`;
      const why = times === 0 ? form.lacking?.(fields, column) : null;
      if (why) throw new InputError({source: name, row: "line 1", field, expected, ...why});
      refuse(expected, times === 0 ? `the columns ${fields.join(", ")}` : `it ${times} times`, {row: "line 1", field});
    }
  };
  const {header, lines} = scanCsv(
    plain,
    delimiter,
    (line, expected, found) => refuse(expected, found, {row: `line ${line}`}),
    meetHeader
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
  // DuckDB's plain trim takes spaces alone, in half the time; a file without other blanks needs no more.
  const plainBlanks =
    (form.delimiter === "\t" || !plain.includes("\t")) &&
    !plain.includes("\u00a0") &&
    (lines.at(-1) ?? 1) <= lines.length + 1;
  const blanks = plainBlanks ? "" : ", ' ' || chr(9) || chr(10) || chr(13) || chr(160)";
  const select = form.columns.map((column) => {
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
  // Named by position: a header may hold any text, and columns that are not asked for may bear one name twice.
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

/** A large CSV file whose rows DuckDB reads where they lie. */
export interface LargeCsv {
  header: readonly string[];
  /** Whether tabs part its fields. */
  isTsv: boolean;
  /** Rows that the file's lines promise: whoever reads it holds what came against it. */
  rows: number;
  file: RawFile;
  place: (row: number) => string;
  /** The rows as SQL, every field text in a column c0, c1 …; nothing is loaded. */
  relation: string;
  /** @throws InputError where other bytes lie there than were opened, or other rows came of them than its lines promise. */
  verify: (rows: number) => void;
  /** The error of DuckDB's reader as one that names the file's line. */
  refused: (error: unknown) => InputError;
}

/**
 * Opens a CSV file of millions of lines (.csv or .csv.gz unless said otherwise): unpacked once as a stream, hashed, its lines counted. DuckDB drops
 * what follows an unclosed quote, skips blank lines and takes a cut .gz for whole: the stream meets the last, the count the others.
 * Null where there is no such file.
 * @throws InputError where the file is cut, has a blank line before a row, or lies there twice.
 */
export async function openLargeCsv(o: {
  dir: string;
  path: string;
  also?: RegExp | undefined;
  endings?: readonly string[] | undefined;
  /** Older files are not always in UTF-8. */
  encoding?: "utf-8" | "latin-1";
  /** Whether fields are the header that is wanted, parted by tabs or by commas, and how the header is worded. */
  isHeader: (fields: readonly string[], isTsv: boolean) => boolean;
  like: string;
}): Promise<LargeCsv | null> {
  if (!isThere(o.dir, o)) return null;
  const {path: name, ending} = theFile(o.dir, o);
  const path = join(o.dir, name);
  const refusal = (expected: string, found: string, row?: string): InputError =>
    new InputError({
      source: name,
      row,
      expected,
      found,
      advice: "Correct the file or take it from its source again; nothing was published."
    });
  const state = () => {
    const {size, mtimeMs} = statSync(path);
    return `${size} ${mtimeMs}`;
  };
  const opened = state();
  let scan: Awaited<ReturnType<typeof scanLines>>;
  try {
    scan = await scanLines(path, ending.endsWith(".gz"));
  } catch (error) {
    throw refusal(ending.endsWith(".gz") ? "a whole gzip file" : "a readable file", causeOf(error));
  }
  const encoding = o.encoding ?? "utf-8";
  const head = new TextDecoder(encoding === "utf-8" ? "utf-8" : "latin1").decode(scan.head);
  // By what it holds and not by its name: a file of tabs is often renamed to .csv.
  const isTsv = o.isHeader(head.replace(/^\ufeff/, "").split("\t"), true);
  const delimiter = isTsv ? "\t" : ",";
  const header = (dsvFormat(delimiter).parseRows(head.replace(/^\ufeff/, ""))[0] ?? []).map((field) => field.trim());
  const diagnosed =
    whatBytesAre(scan.begin) ??
    whatHeaderIs(scan.begin, {delimiter, like: o.like, isHeader: (fields) => o.isHeader(fields, isTsv)});
  if (diagnosed) throw new InputError({source: name, ...diagnosed});
  if (scan.blank !== null) throw refusal("a row", "a blank line", `line ${scan.blank}`);
  if (scan.lines < 2) throw refusal("rows below the header", "the header alone");
  const columns = header.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  return {
    header,
    isTsv,
    rows: scan.lines - 1,
    file: {name, bytes: scan.bytes, sha256: scan.sha256},
    place: (row) => `${name.slice(name.lastIndexOf("/") + 1)}, line ${row + 1}`,
    relation: `read_csv(${literal(path)}, auto_detect=false, columns={${columns}}, header=true, nullstr='', quote='"', escape='"',
      delim=${literal(delimiter)}, strict_mode=true, encoding=${literal(encoding)})`,
    verify(rows) {
      if (state() !== opened) throw refusal("the file that was opened", "another one, written meanwhile");
      if (rows !== scan.lines - 1) throw refusal(`${scan.lines - 1} rows, one a line`, `${rows}`);
    },
    refused(error) {
      const [said = ""] = causeOf(error).split("\n");
      const line = /on Line: (\d+)/.exec(causeOf(error))?.[1];
      return refusal("lines that DuckDB can read", said, line === undefined ? undefined : `line ${line}`);
    }
  };
}

/** One pass over the bytes: how many, their sha-256, the first line, how many lines hold text, the first blank one before a row. */
async function scanLines(
  path: string,
  packed: boolean
): Promise<{bytes: number; sha256: string; begin: Buffer; head: Buffer; lines: number; blank: number | null}> {
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  const seen = {bytes: 0, lines: 0, ended: 0, empty: 0, blank: 0, isText: false};
  const count = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      hash.update(chunk);
      seen.bytes += chunk.length;
      if (seen.ended === 0) head.push(chunk);
      for (let at = 0; at < chunk.length;) {
        const next = chunk.indexOf(LF, at);
        const stop = next === -1 ? chunk.length : next;
        if (stop > at && !(stop === at + 1 && chunk[at] === CR)) {
          seen.isText = true;
          seen.blank ||= seen.empty;
        }
        if (next === -1) break;
        seen.ended++;
        if (seen.isText) seen.lines++;
        else seen.empty ||= seen.ended;
        seen.isText = false;
        at = next + 1;
      }
    }
    // The last line may end without a line feed.
    if (seen.isText) seen.lines++;
  };
  const file = createReadStream(path, {highWaterMark: 1 << 20});
  if (packed) await pipeline(file, createGunzip({chunkSize: 1 << 20}), count);
  else await pipeline(file, count);
  const first = Buffer.concat(head);
  const stop = first.indexOf(LF);
  return {
    bytes: seen.bytes,
    sha256: hash.digest("hex"),
    begin: first.subarray(0, 1 << 16),
    head: first.subarray(0, stop === -1 ? undefined : stop),
    lines: seen.lines,
    blank: seen.blank || null
  };
}

/**
 * A file's first line and then its other lines in the order of their bytes: the same rows have the same digest in whatever order
 * they came, packed or not. By hand: (un)zip, `{ read -r head; echo "$head"; LC_ALL=C sort; } | sha256sum`.
 */
function sortedLines(plain: Buffer): Buffer {
  const text = plain.toString("latin1");
  const [head = "", ...lines] = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return Buffer.from(`${[head, ...lines.sort()].join("\n")}\n`, "latin1");
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Walks over a CSV (RFC 4180) and gives its header, tested first, and the line on which each row begins; `refuse` must throw. */
function scanCsv(
  bytes: Buffer,
  delimiter: string,
  refuse: (line: number, expected: string, found: string) => never,
  meetHeader: (fields: readonly string[]) => void
): {header: string[]; lines: number[]} {
  const parted = delimiter.charCodeAt(0);
  const lines: number[] = [];
  let header: string[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 1;
  let ending = 0;
  let blank = 0;
  while (at < bytes.length) {
    const begin = at;
    const beginLine = line;
    let fields = 1;
    for (; ; at++) {
      if (bytes[at] === QUOTE) {
        for (at++; at < bytes.length; at++) {
          if (bytes[at] === LF) line++;
          if (bytes[at] !== QUOTE) continue;
          if (bytes[at + 1] !== QUOTE) break;
          at++;
        }
        if (at >= bytes.length) refuse(beginLine, "a quote that is closed", "the end of the file");
        at++;
      } else {
        while (at < bytes.length && bytes[at] !== parted && bytes[at] !== LF && bytes[at] !== CR) {
          if (bytes[at] === QUOTE) refuse(line, "a quote only around a whole field", "one within a field");
          at++;
        }
      }
      if (bytes[at] !== parted) break;
      fields++;
    }
    const end = at;
    if (at < bytes.length) {
      const stop = bytes[at] === CR && bytes[at + 1] === LF ? CR : bytes[at];
      if (stop !== CR && stop !== LF)
        refuse(line, "the next field or the end of the line after a closing quote", "more text");
      if (stop === CR && bytes[at + 1] !== LF) refuse(line, "a line feed after a carriage return", "none");
      if (ending !== 0 && stop !== ending) refuse(line, "lines that end in one way", "two ways (LF and CR LF)");
      ending = stop;
      at += stop === CR ? 2 : 1;
      line++;
    }
    if (beginLine === 1) {
      // d3's parseRows and not parse: it compiles nothing.
      header = (dsvFormat(delimiter).parseRows(bytes.toString("utf8", begin, end))[0] ?? []).map((field) =>
        field.trim()
      );
      meetHeader(header);
      continue;
    }
    // Blank lines at the end of a hand-kept file are harmless; before a row they are a row that was lost.
    if (end === begin) {
      blank ||= beginLine;
      continue;
    }
    if (blank !== 0 || fields !== header.length) {
      const note = lines.length ? whatFooterIs(bytes.toString("utf8", begin), delimiter, header.length) : null;
      if (note !== null) refuse(beginLine, "rows to the end of the file", `a note below them: ${JSON.stringify(note)}`);
      if (blank !== 0) refuse(blank, "a row", "a blank line");
      const more =
        fields === header.length + 1 && bytes[end - 1] === parted ? ", the last one empty: a comma too many" : "";
      refuse(beginLine, `${header.length} fields, as the first line has`, `${fields}${more}`);
    }
    lines.push(beginLine);
  }
  if (!isUtf8(bytes)) {
    let start = 0;
    for (let number = 1; start < bytes.length; number++) {
      const next = bytes.indexOf(LF, start);
      const stop = next === -1 ? bytes.length : next;
      if (!isUtf8(bytes.subarray(start, stop))) refuse(number, "text in UTF-8", "bytes that are not");
      start = stop + 1;
    }
  }
  return {header, lines};
}

/** What a record tells of files that were read; one digest over their names and digests in sorted name order. */
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
