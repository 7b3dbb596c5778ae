// What every source shares: the error that rejects bad input, the shape of what a source returns, and helpers that parse values.
// Requests are in http.ts, stored answers in snapshots.ts, and how rows enter DuckDB in tables.ts.

import {createHash} from "node:crypto";
import type {DuckDBConnection} from "@duckdb/node-api";

/** Bad input, rejected. The message gives the source, row and field, what was expected, what was found, and what to do. */
export class InputError extends Error {
  readonly source: string;
  readonly row: string | null;
  readonly field: string | null;
  readonly expected: string;
  readonly found: string;
  readonly advice: string;

  constructor(what: {
    source: string;
    row?: string | undefined;
    field?: string | undefined;
    expected: string;
    found: string;
    advice: string;
  }) {
    const place = [what.source, what.row, what.field].filter((part) => part !== undefined).join(", ");
    super(`${place}: expected ${what.expected}; found ${what.found}. ${what.advice}`);
    this.name = "InputError";
    this.source = what.source;
    this.row = what.row ?? null;
    this.field = what.field ?? null;
    this.expected = what.expected;
    this.found = what.found;
    this.advice = what.advice;
  }
}

/** Receives a pull's progress. The command line draws a bar or prints plain lines. */
export interface Reporter {
  start(label: string, totalRows?: number): void;
  advance(rows: number, bytes: number): void;
  note(text: string): void;
  done(): void;
}

/** A raw file: its name, its bytes unpacked, and its sha-256, over a CSV file's lines in sorted order, over an answer as it came. */
export interface RawFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** What an edition records about a source. */
export interface SourceRecord {
  /** As the list of sources calls it. */
  name: string;
  title: string;
  publisher: string;
  licence: {name: string; title: string; path: string};
  attribution: string;
  /** The public landing page of the dataset, never the address of a test server. */
  path: string;
  /** The request; null where files were read. */
  address: string | null;
  /** When the publisher answered, from the snapshot's own record; null where files were read. */
  retrieved: string | null;
  /** Over all files in sorted name order: their bytes as answered (see `digest`), or for files read their names and digests. */
  sha256: string;
  files: RawFile[];
}

/** One raw table: verbatim text (trimmed; missing is NULL; "NA" is a value), with the number of each row. */
export interface RawTable {
  name: string;
  columns: readonly string[];
  /** Where a row (from 1) is: "asylum_applications.csv.gz, line 17" or "asylum-applications page 3, item 17". */
  place(row: number): string;
  /** Creates `table` with `row BIGINT` and each column as VARCHAR. @throws InputError where the raw bytes have changed. */
  load(db: DuckDBConnection, table: string): Promise<void>;
  /** The publisher's own column sums over the whole query; null where it gives none, and from files. */
  totals: Record<string, number> | null;
}

export interface Pulled {
  record: SourceRecord;
  tables: Record<string, RawTable>;
  notes: string[];
}

/** Options of the HTTP client. The defaults are considerate of publishers; tests use small ones. */
export interface HttpOptions {
  /** How long one request may take, its body included. Default 60,000. */
  timeoutMs?: number;
  /** How many times a failed request is retried. Default 4. */
  retries?: number;
  /** The wait before the first retry; it doubles each time. Default 1,000. */
  minDelayMs?: number;
  /** The longest accepted wait of a Retry-After header. Default 120,000. */
  maxRetryAfterMs?: number;
  /** Maximum concurrent requests. Default 2. */
  concurrency?: number;
  /** Requests begun in any second. Default 4. */
  startsPerSecond?: number;
  /** The most bytes of one answer, unpacked. Default 256 MiB. */
  mostBytes?: number;
}

/** A text without the name and password that an address in it may carry. */
export function withoutPassword(text: string): string {
  return text.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/?#"']*@/gi, "$1…@");
}

/**
 * The base address without slashes at its end. It is printed and published with the edition, so it may hold no secret.
 * @throws InputError where it is none, or holds a name, a password, a question or a fragment; they are not printed.
 */
export function baseAddress(base: string, source: string): string {
  const refuse = (expected: string, found: string, advice: string): never => {
    throw new InputError({source, field: "base address", expected, found, advice});
  };
  const address = URL.canParse(base) ? new URL(base) : null;
  if (!address || !/^https?:$/.test(address.protocol))
    return refuse(
      "an http or https address",
      base.includes("@") ? "another text, not printed as it may hold a password" : JSON.stringify(base),
      "Correct it, or leave it out to use the publisher's own."
    );
  if (address.username || address.password)
    refuse(
      "an address without a name or password, as it is published with the edition",
      `one with them, at ${address.host}`,
      "Leave them out; where the server requires them, give a proxy on this machine that adds them."
    );
  if (address.search || address.hash)
    refuse(
      "an address without ? and #, as it is published with the edition",
      `one with them, at ${address.host}`,
      "Leave out what comes after the path."
    );
  return base.replace(/\/+$/, "");
}

/** @throws InputError where the years are not whole numbers in order. */
export function checkYears(source: string, yearFrom: number, yearTo: number): void {
  if (Number.isInteger(yearFrom) && Number.isInteger(yearTo) && yearFrom <= yearTo) return;
  throw new InputError({
    source,
    field: "years",
    expected: "two whole years, the first not after the last",
    found: `${yearFrom} to ${yearTo}`,
    advice: "Correct the years and run the command again."
  });
}

export const byName = (a: {name: string}, b: {name: string}): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** One sha-256 over several files: name, length and bytes of each, sorted by name. */
export async function digest(files: readonly RawFile[], read: (name: string) => Promise<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for (const {name} of [...files].sort(byName)) {
    const bytes = await read(name);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as trimmed text; null where the field is empty. */
export function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const trimmed = (typeof value === "string" ? value : JSON.stringify(value)).trim();
  return trimmed === "" ? null : trimmed;
}

/** The digits of a count; null for "-", which means not applicable or not collected, never zero. */
export function countText(value: unknown): string | null {
  const digits = text(value);
  return digits === "-" ? null : digits;
}

/** The innermost reason an error gives, in words. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? causeOf(error.cause) : error.message;
}
