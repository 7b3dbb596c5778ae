// Publishing: an edition appears whole or not at all. It is written beside the others under a name no reader looks at, flushed to
// disk, renamed to its id, and only then named as the current one. Killed at any instant, readers see the old edition or the new.
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
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
import {InputError} from "../sources/shared.js";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Flushes a file or a folder to disk, so that a rename after it cannot outrun what it names. */
function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Holds the target for one run: a second run is told to wait, a lock that a killed run left is taken over, and what such a run
 * left half written is removed.
 * @throws InputError where another run is alive.
 */
export async function withLock<T>(target: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(join(target, "editions"), {recursive: true});
  const lock = join(target, ".lock");
  take(lock);
  try {
    for (const left of readdirSync(join(target, "editions")).filter((name) => name.startsWith(".new-")))
      rmSync(join(target, "editions", left), {recursive: true, force: true});
    return await work();
  } finally {
    rmSync(lock, {force: true});
  }
}

function take(lock: string): void {
  // Written beside and linked into place: the lock is never seen without its pid, which another run would take for one left over.
  const mine = `${lock}-${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        linkSync(mine, lock);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = holderOf(lock);
      if (holder > 0 && holder !== process.pid && isAlive(holder))
        throw new InputError({
          source: lock,
          expected: "no other run publishing into the same folder",
          found: `process ${holder} at work`,
          advice: "Wait until it ends, or publish elsewhere with --out."
        });
      leave(lock, holder);
    }
  } finally {
    rmSync(mine, {force: true});
  }
}

/** The pid in a lock; 0 where it is gone or holds none. */
function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0;
  }
}

/** Removes the lock that a killed run left, unless a third run has taken it over meanwhile. */
function leave(lock: string, holder: number): void {
  const aside = `${lock}-${process.pid}-left`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside) !== holder) linkSync(aside, lock);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, {force: true});
  }
}

/** A folder for an edition that is being written; removed at once where the work fails. */
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

/** Gives the written folder its id and makes it the current edition. */
export function publish(target: string, folder: string, id: string): void {
  for (const name of readdirSync(folder)) flush(join(folder, name));
  flush(folder);
  renameSync(folder, editionDir(target, id));
  flush(join(target, "editions"));
  point(target, id);
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
