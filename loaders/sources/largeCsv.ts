// Reads a CSV file of any size: its bytes are checked as a stream, and DuckDB reads it from the disk.
import {isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {createReadStream, statSync} from "node:fs";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import {dsvFormat} from "d3";
import {whatBytesAre, whatFooterIs, whatHeaderIs} from "./diagnose.js";
import {isThere, theFile} from "./files.js";
import {causeOf, InputError} from "./shared.js";
import type {RawFile} from "./shared.js";
import {literal} from "./tables.js";

/** A large CSV file whose rows DuckDB reads where they lie. */
export interface LargeCsv {
  header: readonly string[];
  /** Whether tabs part its fields. */
  isTsv: boolean;
  /** Expected number of rows, from the file's lines: readers compare theirs with it. */
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
 * @throws InputError where the file is cut, has a blank line before a row, or is there twice.
 */
export async function openLargeCsv(o: {
  dir: string;
  path: string;
  also?: RegExp | undefined;
  endings?: readonly string[] | undefined;
  /** Older files are not always in UTF-8. */
  encoding?: "utf-8" | "latin-1";
  /** Whether fields are the header that is wanted, separated by tabs or by commas, and how the header is worded. */
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
  // By content and not by name: a tab-separated file is often renamed to .csv.
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
 * they came, packed or not. On the command line: (un)zip, `{ read -r head; echo "$head"; LC_ALL=C sort; } | sha256sum`.
 */
export function sortedLines(plain: Buffer): Buffer {
  const text = plain.toString("latin1");
  const [head = "", ...lines] = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return Buffer.from(`${[head, ...lines.sort()].join("\n")}\n`, "latin1");
}
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
type Refuse = (line: number, expected: string, found: string) => never;

/** Refuses bytes that are not UTF-8, with the line of the first. */
function refuseOtherText(bytes: Buffer, refuse: Refuse): void {
  if (isUtf8(bytes)) return;
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const next = bytes.indexOf(LF, start);
    const stop = next === -1 ? bytes.length : next;
    if (!isUtf8(bytes.subarray(start, stop))) refuse(number, "text in UTF-8", "bytes that are not");
    start = stop + 1;
  }
}

/** Walks over a CSV (RFC 4180) and gives its header, tested first, and the line on which each row begins; `refuse` must throw. */
export function scanCsv(
  bytes: Buffer,
  delimiter: string,
  refuse: Refuse,
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
  refuseOtherText(bytes, refuse);
  return {header, lines};
}
