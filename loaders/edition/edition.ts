// An edition in its folder: <target>/edition names the current one, <target>/editions/<id>/ holds it.
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {inspect, misnamed, unsummedWords} from "../../src/edition/whole.js";
import type {Fault} from "../../src/edition/whole.js";
import {identifier, literal} from "../clean/database.js";
import type {DuckDBConnection} from "../clean/database.js";
import {TABLE_NAMES} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {InputError} from "../sources/shared.js";
import type {SourceRecord} from "../sources/shared.js";

/** An edition's record of a source: the pull, the publisher's own column sums, and notes. */
export interface EditionSource extends SourceRecord {
  readonly totals: Readonly<Record<string, Readonly<Record<string, number>> | null>>;
  readonly notes: readonly string[];
  /** Where the source could not be read for this edition: its record and tables are those of an earlier one. */
  readonly stale?: Stale;
}

export interface Stale {
  /** The day the tables were retrieved or, where no record of it came with them, that of the edition they are from; YYYY-MM-DD. */
  readonly since: string;
  /** The edition that published them first. */
  readonly edition: string;
  /** The expected and the actual state, in words. */
  readonly reason: string;
}

export interface EditionResource {
  readonly name: TableName;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** "sha256:" and the digest. */
  readonly hash: string;
}

/** datapackage.json as far as the loaders read it again. */
export interface DataPackage {
  readonly id: string;
  readonly compared_with: string | null;
  readonly notes: readonly string[];
  readonly sources: readonly EditionSource[];
  readonly resources: readonly EditionResource[];
  /** Lines of each hand-kept table that the edition was made with; editions before November 2026 do not say. */
  readonly hand_tables?: Readonly<Record<string, number>>;
}

export const EDITION_ID = /^(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d+))?$/;

/** Editions in their order in time: 2026-11-24 before 2026-11-24-2. */
export function byEdition(a: string, b: string): number {
  const parts = (id: string) => EDITION_ID.exec(id) ?? [];
  const [, dayA = "", nthA = "1"] = parts(a),
    [, dayB = "", nthB = "1"] = parts(b);
  return dayA === dayB ? Number(nthA) - Number(nthB) : dayA < dayB ? -1 : 1;
}

export function editionDir(target: string, id: string): string {
  return join(target, "editions", id);
}

export function editions(target: string): string[] {
  const dir = join(target, "editions");
  return existsSync(dir)
    ? readdirSync(dir)
        .filter((id) => EDITION_ID.test(id))
        .sort(byEdition)
    : [];
}

/** The id that <target>/edition names; null where no edition was published there. @throws InputError where it names none that is there. */
export function currentEdition(target: string): string | null {
  const pointer = join(target, "edition");
  if (!existsSync(pointer)) return null;
  const stat = statSync(pointer);
  const id = stat.isFile() && stat.size < 100 ? readFileSync(pointer, "utf8").trim() : null;
  if (id === null || !EDITION_ID.test(id) || !existsSync(editionDir(target, id)))
    throw new InputError({
      source: pointer,
      expected: "a file with the id of one of the editions next to it",
      found: id === null ? "no such file, but something else of that name" : JSON.stringify(id),
      advice: `Write one of ${editions(target).join(", ") || "the editions"} into it.`
    });
  return id;
}

/** The selected edition, or the current one. @throws InputError that lists the editions where there is none. */
export function chosenEdition(target: string, asked: string | null): string {
  const id = asked ?? currentEdition(target);
  if (id !== null && EDITION_ID.test(id) && existsSync(editionDir(target, id))) return id;
  const kept = editions(target);
  throw new InputError({
    source: join(target, "editions"),
    expected: id === null ? "a published edition" : `edition ${id}`,
    found: kept.length ? kept.join(", ") : "none",
    advice: kept.length
      ? "Name one of these with --edition, or publish one with: npm run data -- refresh"
      : "Publish one with: npm run data -- refresh"
  });
}

/** Damage as the error that ends a command. */
export function damaged(faults: readonly Fault[]): InputError {
  const [first] = faults;
  const {file, expected, found, restore} = first ?? {file: "", expected: "", found: "", restore: ""};
  const others = faults.slice(1).map((fault) => fault.file);
  return new InputError({
    source: file,
    expected,
    found,
    advice: others.length ? `${restore} Also damaged: ${others.join(", ")}.` : restore
  });
}

/** Every fault of an edition's files, with its datapackage.json where that can be read. */
export function inspectEdition(target: string, id: string): ReturnType<typeof inspect<DataPackage>> {
  const folder = editionDir(target, id);
  const inspected = inspect<DataPackage>(folder);
  const wrong = inspected.pack && misnamed(folder, inspected.pack);
  return wrong ? {...inspected, faults: [wrong, ...inspected.faults]} : inspected;
}

/**
 * Reads an edition's datapackage.json and verifies each file against it. Calls `tell` for an edition whose datapackage.json has
 * no SHA-256.
 * @throws InputError that names a file that differs from what was published, and how to restore it.
 */
export function readPackage(target: string, id: string, tell?: (text: string) => void): DataPackage {
  const {pack, faults, isSummed} = inspectEdition(target, id);
  if (!pack || faults.length) throw damaged(faults);
  if (!isSummed) tell?.(unsummedWords(editionDir(target, id)));
  return pack;
}

/** The tables an edition holds, in the order of the schema. */
export function tablesOf(pack: DataPackage): TableName[] {
  return TABLE_NAMES.filter((name) => pack.resources.some((resource) => resource.name === name));
}

/** Reads tables of an edition into the database, each under its own name or behind a prefix. */
export async function attach(
  db: DuckDBConnection,
  target: string,
  id: string,
  names: readonly TableName[],
  prefix = ""
): Promise<void> {
  for (const name of names) {
    const file = join(editionDir(target, id), `${name}.parquet`);
    await db.run(`CREATE TABLE ${identifier(prefix + name)} AS SELECT * FROM read_parquet(${literal(file)})`);
  }
}
