// Analyses a query without running it: the tables it may name, sums of rows that must not be
// added, and the position of an error. DuckDB itself decides what the query means.

/** Names and keywords of a query in lower case, without strings and comments. */
export function wordsOf(sql: string): Set<string> {
  const parts =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|\$\$[\s\S]*?(?:\$\$|$)|"((?:[^"]|"")*)(?:"|$)|([\p{L}_][\p{L}\p{N}_$]*)/gu;
  return new Set(
    Array.from(sql.matchAll(parts), ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? "").toLowerCase())
  );
}

/**
 * The tables that a query may name, in their own order. A name that is a column or an alias too is taken for the table: a table
 * that is fetched in vain costs less than one that is missing.
 */
export function tablesNamed(sql: string, tables: readonly string[]): string[] {
  const words = wordsOf(sql);
  return tables.filter((table) => words.has(table));
}

const EUROSTAT = ["eurostat_applications", "eurostat_decisions", "eurostat_sex_age"];
const ADDING = new Set(["sum", "avg", "mean", "fsum", "sumkahan", "kahan_sum", "favg", "total"]);
/** Columns that separate rows which must not be added, and what a sum without them mixes. */
const APART: readonly {readonly tables: readonly string[]; readonly column: string; readonly words: string}[] = [
  {
    tables: ["applications", "decisions", "cells", "counts"],
    column: "unit",
    words: "persons (P) and cases (C) are in the same column and must not be added: select or group by unit."
  },
  {
    tables: ["applications", "decisions", "cells", "counts"],
    column: "level",
    words: "levels of a procedure decide on the same people one after the other: select or group by level."
  },
  {
    tables: ["applications"],
    column: "type",
    words:
      "new, repeat and appeal applications are in the same column: select or group by type. New ones are N and NR, before 2006 V."
  },
  {
    tables: ["counts"],
    column: "measure",
    words:
      "applications in a year and people at its end are in the same column and must not be added: select or group by measure."
  },
  {
    tables: EUROSTAT,
    column: "aggregate",
    words: "totals such as the European Union are rows too, next to what they add up: select by aggregate."
  }
];

/** What a query adds that must not be added, in words; nothing where it names the columns that separate it. */
export function mixes(sql: string, tables: readonly string[]): string[] {
  const words = wordsOf(sql);
  if (![...words].some((word) => ADDING.has(word))) return [];
  return APART.filter(({tables: of, column}) => of.some((table) => tables.includes(table)) && !words.has(column)).map(
    ({tables: of, words: told}) => `In ${of.filter((table) => tables.includes(table)).join(" and ")}, ${told}`
  );
}

/** What DuckDB says is wrong with a query, and where. */
export interface QueryError {
  readonly words: string;
  /** Its place in the query, as offsets of its characters; null where DuckDB names no place. */
  readonly at: {readonly from: number; readonly to: number} | null;
}

const NO_WAY_OUT =
  "This page’s database cannot open files or addresses, or load extensions. Use the edition’s tables by their names.";

/** Reads an error of DuckDB: its parser's come as JSON, all others as words with the line and a caret under it. */
export function readError(message: string, sql: string): QueryError {
  let [kind, told] = ["", message];
  if (message.startsWith("{"))
    try {
      const parsed = JSON.parse(message) as {exception_type?: string; exception_message?: string};
      [kind, told] = [`${parsed.exception_type ?? "Parser"} Error: `, parsed.exception_message ?? message];
    } catch {
      // Words that begin with a brace are words.
    }
  const [, words = told, line = "", excerpt = "", before = ""] =
    /^([\s\S]*?)\n+LINE (\d+): ([^\n]*)\n( *)\^/.exec(told) ?? [];
  const blocked = /^Permission Error|extension/.test(`${kind}${words}`);
  const outside = /^Out of Memory Error/.test(words)
    ? "Out of Memory Error: the query needs more than the 768 MB of memory that this page may use. Ask for fewer rows or columns."
    : `${kind}${words}`.trim();
  return {
    words: blocked ? `${outside.split("\n")[0] ?? ""} ${NO_WAY_OUT}` : outside,
    at: line === "" ? null : placeOf(sql, Number(line), excerpt, before.length - `LINE ${line}: `.length, words)
  };
}

/**
 * DuckDB shows a part of a long line between dots, and its caret is misplaced after letters of more than one byte: the
 * name that the error quotes is looked for nearby.
 */
function placeOf(sql: string, line: number, excerpt: string, caret: number, words: string): {from: number; to: number} {
  const lines = sql.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
  const text = lines[line - 1] ?? "";
  const dots = excerpt.startsWith("...") ? 3 : 0;
  const shown = excerpt.slice(dots).replace(/\.\.\.$/, "");
  const column = Math.max(0, Math.min(Math.max(0, text.indexOf(shown)) + caret - dots, text.length));
  const named = /"([^"\n]+)"/.exec(words)?.[1];
  if (named !== undefined) {
    const places = Array.from(
      text.toLowerCase().matchAll(new RegExp(escape(named.toLowerCase()), "g")),
      ({index}) => index
    );
    const [nearest] = places.sort((a, b) => Math.abs(a - column) - Math.abs(b - column));
    if (nearest !== undefined && Math.abs(nearest - column) <= 24)
      return {from: start + nearest, to: start + nearest + named.length};
  }
  const length = /^[\p{L}\p{N}_]+|^./u.exec(text.slice(column))?.[0].length ?? 0;
  return {from: start + column, to: Math.min(start + column + length, sql.length)};
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A query in an address, after the `#`, which no server is sent. */
export function hashOf(sql: string): string {
  return `#sql=${encodeURIComponent(sql)}`;
}
/** The query that an address holds; null where it holds none. */
export function sqlOf(hash: string): string | null {
  const [, coded] = /^#sql=(.+)$/.exec(hash) ?? [];
  if (coded === undefined) return null;
  try {
    return decodeURIComponent(coded);
  } catch {
    return null;
  }
}
