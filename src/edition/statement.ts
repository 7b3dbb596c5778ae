// Decides which statements the query page runs: a single SELECT. DuckDB parses it without running it; the error gives the reason.

/** DuckDB's own tokens: where each begins, in bytes of UTF-8, and what kind it is. Comments are none. */
export interface Tokens {
  readonly offsets: readonly number[];
  readonly types: readonly number[];
}

/** The statement is not run, and why. */
export class RefusedError extends Error {
  override name = "RefusedError";
}

const LONGEST = 100_000;
const TAKEN = "This page answers one SELECT at a time (or WITH, FROM, VALUES, EXPLAIN, DESCRIBE, SUMMARIZE, SHOW)";
/** Functions that change the database beyond the query, run a text as a query, or read memory. */
const FORBIDDEN = new Set([
  ...["query", "query_table", "arrow_scan", "arrow_scan_dumb", "seq_scan"],
  ...["enable_logging", "disable_logging", "truncate_duckdb_logs", "write_log", "checkpoint", "force_checkpoint"]
]);
const CHANGING = new Set([
  "insert",
  "update",
  "delete",
  "merge",
  "create",
  "drop",
  "alter",
  "truncate",
  "copy",
  "comment"
]);

/** The first word of each token, in lower case; signs as they are. */
function wordsOf(sql: string, {offsets}: Tokens): {readonly word: string; readonly at: number}[] {
  const bytes = new TextEncoder().encode(sql);
  const read = new TextDecoder();
  return offsets.map((at, i) => {
    const text = read.decode(bytes.subarray(at, offsets[i + 1]));
    const [, quoted, plain] = /^"((?:[^"]|"")*)"|^([\p{L}_][\p{L}\p{N}_$]*)/u.exec(text) ?? [];
    return {word: (quoted?.replaceAll('""', '"') ?? plain ?? text.slice(0, 1)).toLowerCase(), at};
  });
}

/**
 * The part of a query that must be a single SELECT: all of it, or the statement that an EXPLAIN explains.
 * @throws RefusedError where it is too long, empty or calls what no reader needs.
 */
export function selectIn(sql: string, tokens: Tokens): string {
  if (sql.length > LONGEST)
    throw new RefusedError(`The query has more than ${LONGEST.toLocaleString("en")} characters, and was not run.`);
  const words = wordsOf(sql, tokens);
  const called = words.find(({word}, i) => FORBIDDEN.has(word) && words[i + 1]?.word === "(");
  if (called)
    throw new RefusedError(
      `This page does not run ${called.word}(): it would run text as a query, or change what later queries answer. Nothing was run.`
    );
  if (words[0]?.word !== "explain") return sql;
  let first = 1;
  if (words[1]?.word === "analyze") first = 2;
  else if (words[1]?.word === "(" && /^(?:analyze|format)$/.test(words[2]?.word ?? ""))
    first = words.findIndex(({word}) => word === ")") + 1;
  const from = words[first]?.at;
  return from === undefined ? "" : new TextDecoder().decode(new TextEncoder().encode(sql).subarray(from));
}

/** A statement that DuckDB can prepare only where `select` is a single SELECT; preparing runs nothing. */
export function probeOf(select: string): string {
  return `FROM query('${select.replaceAll("'", "''")}')`;
}

/** Why a statement is rejected, from DuckDB's error on the probe; null where the error has another cause. */
export function refusalOf(message: string, sql: string, tokens: Tokens): string | null {
  if (!message.includes("Expected a single SELECT statement")) return null;
  const words = wordsOf(sql, tokens);
  const ends = words.findIndex(({word}) => word === ";");
  const first = (words[0]?.word === "explain" ? words.slice(1) : words).find(
    ({word}) => !/^(?:analyze|\()$/.test(word)
  );
  const name = (first?.word ?? "").toUpperCase();
  if (ends >= 0 && words.slice(ends).some(({word}) => word !== ";"))
    return `${TAKEN}: this text has more than one, separated by “;”. Nothing was run.`;
  if (name === "PIVOT")
    return `${TAKEN}: DuckDB makes two statements of a PIVOT without values. Name them, such as PIVOT … ON year IN (2022, 2023). Nothing was run.`;
  const changing = words.find(({word}) => CHANGING.has(word));
  if (changing && (name === "WITH" || CHANGING.has(name.toLowerCase())))
    return `${TAKEN}. ${changing.word.toUpperCase()} would change what later queries answer. Nothing was run.`;
  return `${TAKEN}, not ${name === "" ? "this text" : name}. Nothing was run.`;
}
