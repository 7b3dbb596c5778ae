// A hand-kept table that loses its lines would silently change what every figure means. An edition says with how many lines of each
// it was made, and the next one has at least as many, unless --accept-fewer is given.
import {join} from "node:path";
import {csvParseRows} from "d3";
import {literal, rows, withDatabase} from "../clean/database.js";
import {editionDir, tablesOf} from "./edition.js";
import type {DataPackage} from "./edition.js";
import {InputError} from "../sources/shared.js";
import {handTableText, TABLES_DIR} from "../clean/handTables.js";
import type {TableName} from "../../src/schema/tables.js";

/** The files of data/tables that loaders read into an edition. */
export const HAND_TABLES = [
  ...["rules", "breaks", "places", "regions", "memberships"],
  ...["eurostat", "locations", "ofpra", "reported", "events"]
] as const;
export type HandTable = (typeof HAND_TABLES)[number];

/** How many lines each hand-kept table has now. */
export function handLines(dir: string = TABLES_DIR): Record<string, number> {
  return Object.fromEntries(
    HAND_TABLES.map((name) => [name, Math.max(csvParseRows(handTableText(name, dir)).length - 1, 0)])
  );
}

/** For editions without these counts: derived from their tables. A member of the union has a line in the file and two in the table. */
const LINES: readonly (readonly [TableName, string])[] = [
  ["rules", "count(*)"],
  ["places", "count(*)"],
  ["regions", "count(*)"],
  ["memberships", "count(DISTINCT place)"]
];

async function linesOf(target: string, pack: DataPackage): Promise<Readonly<Record<string, number>>> {
  if (pack.hand_tables) return pack.hand_tables;
  const there = tablesOf(pack);
  return withDatabase(async (db) => {
    const lines: Record<string, number> = {};
    const count = async (name: TableName, counted: string, where = "true") => {
      const file = literal(join(editionDir(target, pack.id), `${name}.parquet`));
      const [row] = await rows(db, `SELECT ${counted} AS n FROM read_parquet(${file}) WHERE ${where}`);
      return Number(row?.n);
    };
    for (const [name, counted] of LINES) if (there.includes(name)) lines[name] = await count(name, counted);
    if (there.includes("breaks")) {
      const file = literal(join(editionDir(target, pack.id), "breaks.parquet"));
      const columns = await rows(db, `DESCRIBE SELECT * FROM read_parquet(${file})`);
      const isFound = columns.some(({column_name}) => column_name === "found_by");
      lines.breaks = await count("breaks", "count(*)", isFound ? "found_by = 'hand'" : "true");
    }
    return lines;
  });
}

/**
 * Compares the hand-kept tables with those that the edition before was made with, and returns what the new edition says of tables
 * that have fewer lines on purpose.
 * @throws InputError that names each table that has fewer lines and is not among `accepted`.
 */
export async function assertNoFewer(
  o: {readonly target: string; readonly before: DataPackage; readonly accepted: readonly string[]},
  now: Readonly<Record<string, number>> = handLines()
): Promise<string[]> {
  const then = await linesOf(o.target, o.before);
  const fewer = HAND_TABLES.filter((name) => (now[name] ?? 0) < (then[name] ?? 0));
  const words = (name: string) => `${name} ${now[name] ?? 0} (${then[name] ?? 0} in edition ${o.before.id})`;
  const refused = fewer.filter((name) => !o.accepted.includes(name));
  if (refused.length)
    throw new InputError({
      source: refused.map((name) => `data/tables/${name}.csv`).join(", "),
      expected: `at least as many lines as edition ${o.before.id} was made with`,
      found: refused.map(words).join(", "),
      advice:
        `Restore ${refused.length === 1 ? "the file" : "the files"} (git restore ${refused.map((name) => `data/tables/${name}.csv`).join(" ")}), ` +
        `or add --accept-fewer ${refused.join(",")} if lines were taken out on purpose. Nothing was published.`
    });
  return fewer.map((name) => `fewer lines in a hand-kept table, accepted when this edition was made: ${words(name)}`);
}
