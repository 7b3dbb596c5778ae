// Compares one table of two editions row by row, by its key, the largest changes first.
import {join} from "node:path";
import {STATUSES} from "../../src/measures/codes.js";
import {identifier, literal, one, rows} from "../clean/database.js";
import type {DuckDBConnection, Row, Value} from "../clean/database.js";
import {InputError} from "../sources/shared.js";
import type {EditionFolder, Resource} from "./editionFolder.js";

export type Kind = "added" | "gone" | "changed";

/** One row that differs. `before` and `after` hold the columns that changed; all columns where it was added or removed. */
export interface ChangedRow {
  readonly kind: Kind;
  readonly key: Row;
  readonly before: Row | null;
  readonly after: Row | null;
  /** The largest difference of one count of the row; 0 where only words changed. */
  readonly size: number;
}

export interface Tally {
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
}

export interface TableDiff extends Tally {
  readonly table: string;
  /** "both", or the side that lacks the table: nothing is compared then. */
  readonly there: "both" | "not in A" | "not in B";
  readonly rows_a: number | null;
  readonly rows_b: number | null;
  readonly key: readonly string[];
  /** Columns of one side only: listed, and not counted as changes. */
  readonly columns_only_a: readonly string[];
  readonly columns_only_b: readonly string[];
  /** Columns whose type differs: compared as text. */
  readonly columns_retyped: readonly string[];
  /** Rows changed in what the ledger reads alone (statuses and rule ids), the published cells being the same. */
  readonly read_anew: number | null;
  /** How many changed rows differ in each column. */
  readonly by_column: readonly {readonly column: string; readonly rows: number}[];
  /** Rows by country of asylum, origin, place and year, as far as the table has these columns, the most rows first. */
  readonly by: Readonly<Record<string, readonly ({readonly value: Value} & Tally)[]>>;
  /** The largest first, up to the limit. */
  readonly largest: readonly ChangedRow[];
}

/** By what the rows of a table are counted, where it has the column. */
const AXES = ["asylum", "origin", "place", "year"] as const;

/** What the ledger reads into a row of decisions; the rest of a row is the publisher's. */
const READ: readonly string[] = [...STATUSES, "rule_positive", "rule_negative"];

/** Numbers the rows that share a key: an edition made elsewhere may repeat a key. */
const NTH = "nth with this key";

export const from = (side: EditionFolder, resource: Resource) =>
  `read_parquet(${literal(join(side.dir, resource.path))})`;

export async function typesOf(
  db: DuckDBConnection,
  side: EditionFolder,
  resource: Resource
): Promise<Map<string, string>> {
  try {
    const found = await rows(db, `DESCRIBE SELECT * FROM ${from(side, resource)}`);
    return new Map(found.map((row) => [String(row.column_name), String(row.column_type)]));
  } catch (error) {
    throw new InputError({
      source: join(side.dir, resource.path),
      expected: "a table in Parquet",
      found: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "",
      advice: "Take the edition again from where it was published."
    });
  }
}

const NOTHING = {added: 0, gone: 0, changed: 0};

export function absent(table: string, there: "not in A" | "not in B", count: number): TableDiff {
  return {
    table,
    there,
    rows_a: there === "not in A" ? null : count,
    rows_b: there === "not in B" ? null : count,
    ...NOTHING,
    key: [],
    columns_only_a: [],
    columns_only_b: [],
    columns_retyped: [],
    read_anew: null,
    by_column: [],
    by: {},
    largest: []
  };
}

const tallies = `count(*) FILTER (kind = 'added')::INTEGER AS added, count(*) FILTER (kind = 'gone')::INTEGER AS gone,
  count(*) FILTER (kind = 'changed')::INTEGER AS changed`;

interface Compared {
  readonly key: readonly string[];
  readonly common: readonly string[];
  readonly retyped: readonly string[];
  readonly cells: readonly string[];
  readonly quantities: readonly string[];
}

/** Creates the table `difference`: a row for each row that was added, removed or changed, with the cells of both sides. */
async function createDifference(
  db: DuckDBConnection,
  [a, inA]: readonly [EditionFolder, Resource],
  [b, inB]: readonly [EditionFolder, Resource],
  {key, common, retyped, cells, quantities}: Compared
): Promise<void> {
  const cast = (column: string) =>
    retyped.includes(column) ? `CAST(${identifier(column)} AS VARCHAR) AS ${identifier(column)}` : identifier(column);
  const keys = key.map(identifier).join(", ");
  const twice = async (folder: EditionFolder, resource: Resource) =>
    (await rows(db, `SELECT 1 FROM ${from(folder, resource)} GROUP BY ${keys} HAVING count(*) > 1 LIMIT 1`)).length > 0;
  const nth =
    (await twice(a, inA)) || (await twice(b, inB))
      ? `row_number() OVER (PARTITION BY ${keys} ORDER BY ${common.map(identifier).join(", ")})`
      : "1";
  const side = (folder: EditionFolder, resource: Resource) =>
    `(SELECT ${common.map(cast).join(", ")}, true AS "is there", ${nth} AS ${identifier(NTH)} FROM ${from(folder, resource)})`;
  const differs = (column: string) => `a.${identifier(column)} IS DISTINCT FROM b.${identifier(column)}`;
  const size = quantities.length
    ? `greatest(${quantities.map((c) => `abs(coalesce(b.${identifier(c)}, 0) - coalesce(a.${identifier(c)}, 0))`).join(", ")})`
    : "0";
  await db.run(`CREATE OR REPLACE TABLE difference AS SELECT
    CASE WHEN a."is there" IS NULL THEN 'added' WHEN b."is there" IS NULL THEN 'gone' ELSE 'changed' END AS kind,
    CAST(${size} AS DOUBLE) AS size,
    ${[...key, NTH].map((c) => `CASE WHEN b."is there" THEN b.${identifier(c)} ELSE a.${identifier(c)} END AS ${identifier(c)}`).join(", ")}
    ${cells.map((c) => `, a.${identifier(c)} AS ${identifier(`a ${c}`)}, b.${identifier(c)} AS ${identifier(`b ${c}`)}`).join("")}
    FROM ${side(a, inA)} a FULL JOIN ${side(b, inB)} b
      ON ${[...key, NTH].map((c) => `a.${identifier(c)} IS NOT DISTINCT FROM b.${identifier(c)}`).join(" AND ")}
    WHERE a."is there" IS NULL OR b."is there" IS NULL${cells.map((c) => ` OR ${differs(c)}`).join("")}`);
}

export async function diffTable(
  db: DuckDBConnection,
  a: EditionFolder,
  b: EditionFolder,
  [inA, inB]: readonly [Resource, Resource],
  limit: number | null
): Promise<TableDiff> {
  const [typesA, typesB] = [await typesOf(db, a, inA), await typesOf(db, b, inB)];
  const common = [...typesB.keys()].filter((column) => typesA.has(column));
  const isThere = (column: string) => common.includes(column);
  // The newer edition's key, as far as both have its columns; without any, whole rows are compared.
  const named = (inB.key.every(isThere) ? inB.key : inA.key.every(isThere) ? inA.key : inB.key).filter(isThere);
  const key = named.length ? named : common;
  const retyped = common.filter((column) => typesA.get(column) !== typesB.get(column));
  const cells = common.filter((column) => !key.includes(column));
  const quantities = cells.filter(
    (column) =>
      (inA.quantities.includes(column) || inB.quantities.includes(column)) &&
      [typesA, typesB].every((types) => /INT|DOUBLE|FLOAT|DECIMAL/.test(types.get(column) ?? ""))
  );
  await createDifference(db, [a, inA], [b, inB], {key, common, retyped, cells, quantities});
  const changedIn = (column: string) => `${identifier(`a ${column}`)} IS DISTINCT FROM ${identifier(`b ${column}`)}`;
  const [tally] = (await rows(db, `SELECT ${tallies} FROM difference`)) as unknown as Tally[];
  const by: Record<string, readonly ({readonly value: Value} & Tally)[]> = {};
  for (const axis of AXES.filter((each) => key.includes(each)))
    by[axis] = (await rows(
      db,
      `SELECT ${identifier(axis)} AS value, ${tallies} FROM difference GROUP BY ${identifier(axis)} ORDER BY count(*) DESC, value`
    )) as unknown as ({readonly value: Value} & Tally)[];
  const byColumn: {column: string; rows: number}[] = [];
  for (const column of cells) {
    const changed = Number(
      await one(db, `SELECT count(*) FROM difference WHERE kind = 'changed' AND ${changedIn(column)}`)
    );
    if (changed) byColumn.push({column, rows: changed});
  }
  const published = cells.filter((column) => !READ.includes(column));
  const read =
    inB.name === "decisions" && cells.some((column) => READ.includes(column))
      ? Number(
          await one(
            db,
            `SELECT count(*) FROM difference WHERE kind = 'changed'${published.map((c) => ` AND NOT (${changedIn(c)})`).join("")}`
          )
        )
      : null;
  const order = [...key, NTH].map((c) => `${identifier(c)} NULLS FIRST`).join(", ");
  const found = await rows(
    db,
    `SELECT * FROM difference ORDER BY size DESC, ${order}${limit === null ? "" : ` LIMIT ${limit}`}`
  );
  const counted = async (folder: EditionFolder, resource: Resource) =>
    Number(await one(db, `SELECT count(*) FROM ${from(folder, resource)}`));
  const [rowsA, rowsB] = [await counted(a, inA), await counted(b, inB)];
  await db.run("DROP TABLE difference");
  return {
    table: inB.name,
    there: "both",
    rows_a: rowsA,
    rows_b: rowsB,
    ...(tally ?? NOTHING),
    key,
    columns_only_a: [...typesA.keys()].filter((column) => !typesB.has(column)),
    columns_only_b: [...typesB.keys()].filter((column) => !typesA.has(column)),
    columns_retyped: retyped,
    read_anew: read,
    by_column: byColumn,
    by,
    largest: found.map((row) => changedRow(row, key, cells))
  };
}

function changedRow(row: Row, key: readonly string[], cells: readonly string[]): ChangedRow {
  const kind = row.kind as Kind;
  const apart = cells.filter((column) => !same(row[`a ${column}`], row[`b ${column}`]));
  const of = (side: "a" | "b") =>
    Object.fromEntries(
      (kind === "changed" ? apart : cells).map((column) => [column, row[`${side} ${column}`] ?? null])
    );
  return {
    kind,
    key: Object.fromEntries(key.map((column) => [column, row[column] ?? null])),
    before: kind === "added" ? null : of("a"),
    after: kind === "gone" ? null : of("b"),
    size: Number(row.size)
  };
}

export const same = (a: Value | undefined, b: Value | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
