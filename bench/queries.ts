// Measures the site's ten questions, each answered in three ways: SQL, d3-array over columns, and arquero. The answers are
// rows of a key and a number in one order, so that a bench can hold them to be equal before it times them.
import {ascending, descending, range, rollup} from "d3";
import {desc, escape, op} from "arquero";
import type {ColumnTable} from "arquero";

export interface Columns {
  readonly [column: string]: ArrayLike<string | number | null>;
}
export interface Tables<T> {
  readonly applications: T;
  readonly decisions: T;
  readonly stocks: T;
}
export type Answer = readonly (readonly [key: string, number: number])[];

export interface Query {
  readonly name: string;
  readonly sql: string;
  readonly d3: (tables: Tables<Columns>) => Answer;
  readonly arquero: (tables: Tables<ColumnTable>) => Answer;
}

type Table = keyof Tables<unknown>;
type Row = Readonly<Record<string, string | number | null>>;

/** One shape serves the ten: rows that hold, grouped by a key, a column added up, in the order of the key or of the sum. */
interface Shape {
  readonly name: string;
  readonly table: Table;
  readonly where: readonly (readonly [column: string, values: readonly (string | number)[]])[];
  readonly by: string;
  readonly sum: string;
  readonly most?: number;
}

const SHAPES: readonly Shape[] = [
  {name: "one pair over the years", table: "applications", where: [["origin", ["ERI"]], ["asylum", ["ISR"]], ["unit", ["P"]]], by: "year", sum: "applications"}, // prettier-ignore
  {name: "the world's new applications by year", table: "applications", where: [["type", ["N", "NR"]], ["unit", ["P"]]], by: "year", sum: "applications"}, // prettier-ignore
  {name: "hosts of one origin, ranked", table: "applications", where: [["origin", ["AFG"]], ["unit", ["P"]], ["year", range(2015, 2026)]], by: "asylum", sum: "applications", most: 30}, // prettier-ignore
  {name: "origins at one host, ranked", table: "applications", where: [["asylum", ["DEU"]], ["unit", ["P"]], ["year", [2023]]], by: "origin", sum: "applications", most: 30}, // prettier-ignore
  {name: "one level of one host over the years", table: "decisions", where: [["asylum", ["RUS"]], ["level", ["TA"]], ["unit", ["P"]]], by: "year", sum: "recognized"}, // prettier-ignore
  {name: "recognised by host in a year", table: "decisions", where: [["level", ["FI"]], ["unit", ["P"]], ["year", [2022]]], by: "asylum", sum: "recognized"}, // prettier-ignore
  {name: "refusals of the world by year", table: "decisions", where: [["unit", ["P"]]], by: "year", sum: "rejected"},
  {name: "applications without an origin by year", table: "applications", where: [["origin", ["UNK"]], ["unit", ["C"]]], by: "year", sum: "applications"}, // prettier-ignore
  {name: "year-end refugees of one origin by host", table: "stocks", where: [["origin", ["SYR"]], ["year", [2024]]], by: "asylum", sum: "refugees", most: 30}, // prettier-ignore
  {name: "year-end asylum-seekers of the world by year", table: "stocks", where: [], by: "year", sum: "asylum_seekers"}
];

const literal = (value: string | number) => (typeof value === "number" ? String(value) : `'${value}'`);

function sqlOf({table, where, by, sum, most}: Shape): string {
  const held = where.map(([column, values]) => `${column} IN (${values.map(literal).join(", ")})`);
  const order = most === undefined ? '"key"' : '"number" DESC, "key"';
  return (
    `SELECT CAST(${by} AS VARCHAR) AS "key", CAST(coalesce(sum(${sum}), 0) AS DOUBLE) AS "number" FROM ${table}` +
    `${held.length ? ` WHERE ${held.join(" AND ")}` : ""} GROUP BY ALL ORDER BY ${order}${most === undefined ? "" : ` LIMIT ${most}`}`
  );
}

function byD3({table, where, by, sum, most}: Shape, tables: Tables<Columns>): Answer {
  const columns = tables[table];
  const [key, numbers] = [columns[by] ?? [], columns[sum] ?? []];
  const held = where.map(
    ([column, values]) => [columns[column] ?? [], new Set<string | number | null>(values)] as const
  );
  const rows: number[] = [];
  for (let i = 0; i < key.length; i++) if (held.every(([cells, values]) => values.has(cells[i] ?? null))) rows.push(i);
  const sums = rollup(
    rows,
    (some) => {
      let n = 0;
      for (const i of some) n += Number(numbers[i] ?? 0);
      return n;
    },
    (i) => String(key[i])
  );
  const answer = [...sums].sort((a, b) => (most === undefined ? 0 : descending(a[1], b[1])) || ascending(a[0], b[0]));
  return answer.slice(0, most);
}

function byArquero({table, where, by, sum, most}: Shape, tables: Tables<ColumnTable>): Answer {
  const values = where.map(([column, some]) => [column, new Set<string | number | null>(some)] as const);
  const held = tables[table].filter(
    escape((row: Row) => values.every(([column, some]) => some.has(row[column] ?? null)))
  );
  const summed = held.groupby(by).rollup({number: op.sum(sum)});
  const ordered = most === undefined ? summed.orderby(by) : summed.orderby(desc("number"), by).slice(0, most);
  return (ordered.objects() as Row[]).map((row) => [String(row[by]), Number(row.number ?? 0)] as const);
}

export const QUERIES: readonly Query[] = SHAPES.map((shape) => ({
  name: shape.name,
  sql: sqlOf(shape),
  d3: (tables) => byD3(shape, tables),
  arquero: (tables) => byArquero(shape, tables)
}));
