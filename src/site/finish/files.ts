// The files of a built site, and the error that stops a build.
import {readdirSync} from "fs";
import {join, relative, sep} from "path/posix";

/** A fault of the built site that readers would see. */
export class SiteError extends Error {
  override name = "SiteError";
}

/** Every file under `folder`, as paths with `/`, in order. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
