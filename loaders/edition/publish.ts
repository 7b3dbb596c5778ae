// Publishing: an edition appears whole or not at all. It is written with the others under a name no reader looks at, flushed to
// disk, renamed to its id, and only then named as the current one. Killed at any instant, readers see the old edition or the new.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {join} from "node:path";
import {editionDir} from "./edition.js";

/** Flushes a file or a folder to disk, so that a rename after it cannot reach the disk first. */
function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A folder for an edition that is being written; removed if the work fails. */
export async function inNewFolder<T>(target: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(target, "editions", `.new-${process.pid}`);
  mkdirSync(folder, {recursive: true});
  try {
    return await work(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Whether two folders hold the same files, byte for byte. */
export function sameBytes(a: string, b: string): boolean {
  const [inA, inB] = [readdirSync(a).sort(), readdirSync(b).sort()];
  return (
    inA.join() === inB.join() && inA.every((name) => readFileSync(join(a, name)).equals(readFileSync(join(b, name))))
  );
}

/** Gives the written folder its id. */
export function publish(target: string, folder: string, id: string): void {
  for (const name of readdirSync(folder)) flush(join(folder, name));
  flush(folder);
  renameSync(folder, editionDir(target, id));
  flush(join(target, "editions"));
}

/** Names the current edition; nothing is written where it is named already. */
export function point(target: string, id: string): void {
  const pointer = join(target, "edition");
  const line = `${id}\n`;
  if (existsSync(pointer) && readFileSync(pointer, "utf8") === line) return;
  writeFileSync(`${pointer}.new`, line);
  flush(`${pointer}.new`);
  renameSync(`${pointer}.new`, pointer);
  flush(target);
}
