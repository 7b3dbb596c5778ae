// Which editions exist: the current one, named by the one line of `data/edition`, and those kept.
import {existsSync, readdirSync, statSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {DataPackage} from "./package.js";
import {faultWords, inspect, misnamed, unsummedWords} from "./whole.js";

/** The edition cannot be read: there is none, it is not where `data/edition` says, or a table or column is missing. */
export class EditionError extends Error {
  override name = "EditionError";
}

/**
 * The id of the current edition of the site under `root`, from the one line of `data/edition`.
 * @throws EditionError where the file is missing, or names an edition that is not there.
 */
export async function currentEdition(root: string): Promise<string> {
  const pointer = join(root, "data", "edition");
  if (!existsSync(pointer))
    throw new EditionError(
      "there is no edition to build from: data/edition is missing (npm run data -- refresh makes one)"
    );
  // Anything else than a file might be waited for without end.
  if (!statSync(pointer).isFile()) throw new EditionError("data/edition should be a file that holds one edition's id");
  const id = (await readFile(pointer, "utf8")).trim();
  if (!/^[\w-]+$/.test(id)) throw new EditionError(`data/edition should hold one edition's id, it holds “${id}”`);
  if (!existsSync(join(root, "data", "editions", id)))
    throw new EditionError(`data/edition names ${id}, but data/editions/${id}/datapackage.json is not there`);
  return id;
}

/**
 * What an edition says of itself, after each of its files was compared with it.
 * @throws EditionError that names a file that is not what was published, and how to restore it.
 */
export function describedEdition(root: string, id: string): DataPackage {
  const folder = join("data", "editions", id);
  const {pack, faults, isSummed} = inspect<DataPackage>(join(root, folder));
  const wrong = pack && misnamed(folder, pack);
  const all = wrong ? [wrong, ...faults] : faults;
  if (!pack || all.length) throw new EditionError(faultWords(all).replaceAll(join(root, "data"), "data"));
  if (!isSummed && !told.has(folder)) console.warn(unsummedWords(folder));
  told.add(folder);
  return pack;
}
/** Editions already warned about because their datapackage.json has no SHA-256. */
const told = new Set<string>();

/** @throws EditionError where a file of any kept edition differs from what was published. */
export function verifyKept(root: string): void {
  for (const id of keptEditions(root)) describedEdition(root, id);
}

/** The editions kept under `root`, the oldest first. */
export function keptEditions(root: string): string[] {
  const folder = join(root, "data", "editions");
  return readdirSync(folder)
    .filter((id) => /^\d{4}-\d\d-\d\d(?:-\d+)?$/.test(id))
    .sort(inTime);
}

/** Editions in their order in time: 2026-11-24 before 2026-11-24-2. */
export function inTime(a: string, b: string): number {
  return a.localeCompare(b, "en", {numeric: true});
}
