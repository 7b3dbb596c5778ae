// Checks that publishers' files are regular files. Reading a pipe or a device could wait for ever: both are met
// before anything is opened.
import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {InputError} from "./shared.js";

/** Publishers' folders are at most three deep. */
const MOST_LEVELS = 4;

/** @throws InputError that names the first thing below the folders of `dir` that is neither a file nor a folder. */
export function assertPlainFiles(dir: string, folders: readonly string[]): void {
  for (const folder of folders) walk(dir, folder, 1);
}

function walk(dir: string, path: string, level: number): void {
  const stat = statSync(join(dir, path), {throwIfNoEntry: false});
  if (!stat || stat.isFile()) return;
  if (stat.isDirectory()) {
    if (level < MOST_LEVELS) for (const name of readdirSync(join(dir, path))) walk(dir, join(path, name), level + 1);
    return;
  }
  throw new InputError({
    source: join(dir, path),
    expected: "a file",
    found: stat.isFIFO() ? "a pipe" : stat.isSocket() ? "a socket" : "a device",
    advice: "Write what it gives into a file first, and put that in its place. Nothing was published."
  });
}
