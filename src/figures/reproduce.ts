// Anybody can compute a figure again: one line of SQL for DuckDB, one of R and one of Python, over the files of its edition. Which rows
// are added is one condition, written in each language.

/** Which rows a figure takes. A row must be of every column that a condition names. */
export type Condition =
  | {readonly column: string; readonly in: readonly string[]}
  | {readonly from: number; readonly to: number}
  | {readonly all: readonly Condition[]}
  | {readonly any: readonly Condition[]}
  | {readonly not: Condition};

/** What is added, or divided: columns of a table, whose rows a condition takes. */
export interface Recomputed {
  readonly table: "applications" | "decisions" | "stocks";
  readonly columns: readonly string[];
  /** For a rate: the columns that the sum is divided by. */
  readonly by?: readonly string[];
  /** For a number per 100,000 inhabitants. */
  readonly inhabitants?: number | null;
  readonly where: Condition;
}

export interface ReproduceLines {
  readonly duckdb: string;
  readonly r: string;
  readonly python: string;
}

interface Language {
  readonly text: (value: string) => string;
  readonly name: (column: string) => string;
  readonly year: string;
  readonly list: (column: string, values: readonly string[]) => string;
  readonly equal: string;
  readonly and: string;
  readonly or: string;
  readonly not: (condition: string) => string;
  /** A condition that no row fulfils. */
  readonly none: string;
  readonly span: (from: number, to: number) => string;
}
/** Codes are of letters, digits and underscores: none needs escaping, and anything else is an error. */
function code(value: string): string {
  if (!/^\w+$/.test(value)) throw new RangeError(`${JSON.stringify(value)} is not a code`);
  return value;
}
const list = (values: readonly string[], text: Language["text"]) => values.map(text).join(", ");

const single = (value: string) => `'${code(value)}'`;
const double = (value: string) => `"${code(value)}"`;
const SQL: Language = {
  text: single,
  name: (column) => column,
  year: "year",
  list: (column, values) => `${column} IN (${list(values, single)})`,
  equal: "=",
  and: " AND ",
  or: " OR ",
  not: (condition) => `NOT (${condition})`,
  none: "false",
  span: (from, to) => `year BETWEEN ${from} AND ${to}`
};
const R: Language = {
  text: double,
  name: (column) => column,
  year: "year",
  list: (column, values) => `${column} %in% c(${list(values, double)})`,
  equal: "==",
  and: " & ",
  or: " | ",
  not: (condition) => `!(${condition})`,
  none: "FALSE",
  span: (from, to) => `year >= ${from} & year <= ${to}`
};
const PYTHON: Language = {
  text: double,
  name: (column) => `r["${column}"]`,
  year: 'int(r["year"])',
  list: (column, values) => `${column} in [${list(values, double)}]`,
  equal: "==",
  and: " and ",
  or: " or ",
  not: (condition) => `not (${condition})`,
  none: "False",
  span: (from, to) => `${from} <= int(r["year"]) <= ${to}`
};

function written(condition: Condition, language: Language, inside = false): string {
  if ("column" in condition) {
    const name = language.name(condition.column);
    const [only, ...others] = condition.in;
    if (only === undefined) return language.none;
    return others.length ? language.list(name, condition.in) : `${name} ${language.equal} ${language.text(only)}`;
  }
  if ("from" in condition) {
    const {from, to} = condition;
    return from === to ? `${language.year} ${language.equal} ${from}` : language.span(from, to);
  }
  if ("not" in condition) return language.not(written(condition.not, language));
  if ("all" in condition) {
    const parts = condition.all.map((one) => written(one, language, true));
    return parts.length > 1 && inside ? `(${parts.join(language.and)})` : parts.join(language.and);
  }
  const parts = condition.any.map((one) => written(one, language, true));
  return parts.length > 1 ? `(${parts.join(language.or)})` : parts.join("");
}

/** A condition in SQL. */
export const sqlOf = (condition: Condition): string => written(condition, SQL);

/** The three lines. `base` is where the edition's files lie, with a slash at its end: an address, or a folder. */
export function reproduceLines(
  {table, columns, by, inhabitants = null, where}: Recomputed,
  base: string
): ReproduceLines {
  const isWeb = /^https?:/.test(base);
  const file = (ending: string) => `${base}${table}.${ending}`;
  const times = inhabitants === null ? "" : ` * 100000.0 / ${inhabitants}`;
  const sql = (some: readonly string[]) => `sum(${some.join(" + ")})`;
  const r = (some: readonly string[]) => `sum(${some.join(" + ")}, na.rm = TRUE)`;
  const cells = (some: readonly string[]) => some.map((column) => `int(r["${column}"] or 0)`).join(" + ");
  const opened = isWeb ? `urllib.request.urlopen("${file("csv.gz")}")` : `"${file("csv.gz")}"`;
  const rows = `[r for r in csv.DictReader(gzip.open(${opened}, "rt", encoding="utf-8")) if ${written(where, PYTHON)}]`;
  const python = (some: readonly string[]) => `sum(${cells(some)} for r in rows)`;
  return {
    duckdb: `SELECT ${sql(columns)}${by ? ` / ${sql(by)}` : ""}${times} FROM '${file("parquet")}' WHERE ${written(where, SQL)}`,
    r: `with(subset(read.csv(${isWeb ? `gzcon(url("${file("csv.gz")}"))` : `"${file("csv.gz")}"`}, na.strings = "", encoding = "UTF-8"), ${written(where, R)}), ${r(columns)}${by ? ` / ${r(by)}` : ""}${times})`,
    python: `import csv, gzip${isWeb ? ", urllib.request" : ""}; rows = ${rows}; print(${python(columns)}${by ? ` / ${python(by)}` : ""}${times})`
  };
}
