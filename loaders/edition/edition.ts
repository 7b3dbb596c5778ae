// An edition as it stands in a folder: <target>/edition names the current one, <target>/editions/<id>/ holds it.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {identifier, literal} from "../clean/database.js";
import type {DuckDBConnection} from "../clean/database.js";
import {TABLE_NAMES} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {InputError} from "../sources/shared.js";
import type {SourceRecord} from "../sources/shared.js";

/** What an edition says of one of its sources: the pull's record, the publisher's own column sums, and what was remarkable. */
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
  /** What was expected and what was found, in words. */
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
  const id = readFileSync(pointer, "utf8").trim();
  if (!EDITION_ID.test(id) || !existsSync(join(editionDir(target, id), "datapackage.json")))
    throw new InputError({
      source: pointer,
      expected: "the id of an edition beside it",
      found: JSON.stringify(id),
      advice: `write one of ${editions(target).join(", ") || "the editions"} into it`
    });
  return id;
}

export function readPackage(target: string, id: string): DataPackage {
  const file = join(editionDir(target, id), "datapackage.json");
  return JSON.parse(readFileSync(file, "utf8")) as DataPackage;
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
