// What two editions differ in, row by row: each table by its key, the largest changes first. It knows no table by name and no
// column by heart: keys come from each edition's own datapackage.json, columns from its files, so that editions of other years,
// with fewer tables or other columns, compare all the same.
import {one, rows, withDatabase} from "../clean/database.js";
import type {DuckDBConnection, Row, Value} from "../clean/database.js";
import {TABLE_NAMES} from "../../src/schema/tables.js";
import type {EditionFolder, Resource, Source} from "./editionFolder.js";
import {absent, diffTable, from, same, typesOf} from "./diffTable.js";
import type {TableDiff} from "./diffTable.js";

export interface EditionDiff {
  readonly a: {readonly id: string; readonly dir: string};
  readonly b: {readonly id: string; readonly dir: string};
  readonly sources: readonly {readonly name: string; readonly words: string}[];
  /** Notes of one side alone, such as tables that a source lacked. */
  readonly notes: {readonly a: readonly string[]; readonly b: readonly string[]};
  readonly tables: readonly TableDiff[];
  /** Breaks by id that B has and A has not; null where a side has no table of breaks. */
  readonly new_breaks: readonly Row[] | null;
  /** Breaks that both have, with another verdict. */
  readonly judged_anew: readonly {readonly id: string; readonly before: Value; readonly after: Value}[];
}

function sourceWords(a: EditionFolder, b: EditionFolder): {name: string; words: string}[] {
  const names = [...new Set([...a.sources, ...b.sources].map(({name}) => name))];
  const when = ({retrieved}: Source) => retrieved ?? "from files";
  return names.map((name) => {
    const [inA, inB] = [a, b].map(({sources}) => sources.find((source) => source.name === name));
    if (!inA || !inB) return {name, words: inA ? "not in B" : "not in A"};
    const bytes = inA.sha256 === inB.sha256 ? "the same bytes" : "other bytes";
    return {name, words: `${bytes} (${when(inA) === when(inB) ? when(inB) : `${when(inA)}, then ${when(inB)}`})`};
  });
}

/**
 * Compares two editions. `limit` is how many of the largest changes of a table are named; null names all. The counts are of all.
 * @throws InputError where a table of either cannot be read.
 */
export async function diffEditions(a: EditionFolder, b: EditionFolder, limit: number | null): Promise<EditionDiff> {
  const known: readonly string[] = TABLE_NAMES;
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  const names = [...new Set([...a.resources, ...b.resources].map(({name}) => name))].sort(
    (x, y) => place(x) - place(y) || (x < y ? -1 : 1)
  );
  return withDatabase(async (db) => {
    const tables: TableDiff[] = [];
    for (const name of names) {
      const [inA, inB] = [a, b].map(({resources}) => resources.find((resource) => resource.name === name));
      if (inA && inB) tables.push(await diffTable(db, a, b, [inA, inB], limit));
      else {
        const [side, resource] = inA ? ([a, inA] as const) : ([b, inB as Resource] as const);
        await typesOf(db, side, resource);
        const count = Number(await one(db, `SELECT count(*) FROM ${from(side, resource)}`));
        tables.push(absent(name, inA ? "not in B" : "not in A", count));
      }
    }
    return {
      a: {id: a.id, dir: a.dir},
      b: {id: b.id, dir: b.dir},
      sources: sourceWords(a, b),
      notes: {
        a: a.notes.filter((note) => !b.notes.includes(note)),
        b: b.notes.filter((note) => !a.notes.includes(note))
      },
      tables,
      ...(await breaksBetween(db, a, b))
    };
  });
}

async function breaksBetween(
  db: DuckDBConnection,
  a: EditionFolder,
  b: EditionFolder
): Promise<Pick<EditionDiff, "new_breaks" | "judged_anew">> {
  const [inA, inB] = [a, b].map(({resources}) => resources.find(({name}) => name === "breaks"));
  if (!inA || !inB) return {new_breaks: null, judged_anew: []};
  const [before, after] = [
    await rows(db, `SELECT * FROM ${from(a, inA)} ORDER BY id`),
    await rows(db, `SELECT * FROM ${from(b, inB)} ORDER BY id`)
  ];
  const known = new Map(before.map((row) => [row.id, row]));
  return {
    new_breaks: after.filter((row) => !known.has(row.id)),
    judged_anew: after.flatMap((row) => {
      const was = known.get(row.id);
      if (!was || same(was.verdict, row.verdict)) return [];
      return [{id: String(row.id), before: was.verdict ?? null, after: row.verdict ?? null}];
    })
  };
}
