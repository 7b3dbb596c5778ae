// Which editions are there: the current one, named by one line of `data/edition`, and those that are kept beside it.
import {existsSync, readdirSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";

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
  const id = (await readFile(pointer, "utf8")).trim();
  if (!/^[\w-]+$/.test(id)) throw new EditionError(`data/edition should hold one edition's id, it holds “${id}”`);
  if (!existsSync(join(root, "data", "editions", id, "datapackage.json")))
    throw new EditionError(`data/edition names ${id}, but data/editions/${id}/datapackage.json is not there`);
  return id;
}

/** The editions kept under `root`, the oldest first. */
export function keptEditions(root: string): string[] {
  const folder = join(root, "data", "editions");
  return readdirSync(folder)
    .filter((id) => /^\d{4}-\d\d-\d\d(?:-\d+)?$/.test(id) && existsSync(join(folder, id, "datapackage.json")))
    .sort(inTime);
}

/** Editions in their order in time: 2026-11-24 before 2026-11-24-2. */
export function inTime(a: string, b: string): number {
  return a.localeCompare(b, "en", {numeric: true});
}
