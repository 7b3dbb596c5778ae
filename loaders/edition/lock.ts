// Allows one refresh at a time in a folder. The lock names the machine, process, start and a random token of the run that holds it. Only a
// lock whose process has ended on this machine is taken over; any other state ends with a message that names the file.
import {randomUUID} from "node:crypto";
import {linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {InputError, isRecord} from "../sources/shared.js";

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the run began, ISO 8601. */
  readonly started: string;
  /** When the system started the process, in its own ticks: another process with the same number has another. Null where unknown. */
  readonly ticks: string | null;
  readonly token: string;
}

/** A lock is some 200 bytes; a larger file is none. */
const MOST_BYTES = 4096;
/** How often to retry reading a lock that vanishes meanwhile. */
const TRIES = 5;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Field 22 of /proc/PID/stat (the name in field 2 may hold blanks and brackets); null on systems without it. */
function ticksOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** The holder that a lock names; null where there is no lock. @throws InputError where the file is something else. */
function holderOf(lock: string): Holder | null {
  const refuse = (found: string, advice = ""): never => {
    throw new InputError({
      source: lock,
      expected: "the lock of a refresh (machine, process, start, token)",
      found,
      advice: `${advice}If no refresh is at work in this folder, remove ${lock} and run the command again.`
    });
  };
  try {
    const stat = lstatSync(lock);
    if (stat.isDirectory()) refuse("a folder");
    if (!stat.isFile()) refuse("no regular file");
    if (stat.size > MOST_BYTES) refuse(`${stat.size} bytes`);
    const text = readFileSync(lock, "utf8");
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return refuse(stat.size ? `${stat.size} bytes that are none` : "an empty file");
    }
    if (
      !isRecord(value) ||
      typeof value.host !== "string" ||
      typeof value.started !== "string" ||
      typeof value.token !== "string" ||
      !Number.isSafeInteger(value.pid) ||
      Number(value.pid) < 1
    )
      return refuse("a file without them");
    const {host, started, token} = value;
    return {host, pid: Number(value.pid), started, token, ticks: typeof value.ticks === "string" ? value.ticks : null};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Text of a lock as it may be printed: a file in a shared folder may hold anything. */
const shown = (text: string) => JSON.stringify(text.slice(0, 80)).slice(1, -1);

/** @throws InputError unless the holder's process has ended on this machine. */
function assertEnded(lock: string, holder: Holder): void {
  const {host, pid, started, ticks} = holder;
  const refuse = (found: string, advice: string): never => {
    throw new InputError({source: lock, expected: "no other run publishing into the same folder", found, advice});
  };
  const since = `since ${shown(started)}`;
  const remove = `remove ${lock} and run the command again.`;
  if (host !== hostname())
    refuse(
      `process ${pid} of the machine ${shown(host)}, ${since}`,
      `Wait until it ends, or publish elsewhere with --out. If no refresh is at work there, ${remove}`
    );
  if (!isAlive(pid)) return;
  const now = ticksOf(pid);
  if (pid === process.pid || (ticks !== null && now !== null && ticks !== now))
    refuse(
      `process ${pid}, ${since}; the process of that number is another one now`,
      `The run that took the lock has ended: if no refresh is at work in this folder, ${remove}`
    );
  refuse(
    `process ${pid} at work, ${since}`,
    `Wait until it ends, or publish elsewhere with --out. If that process is not a refresh, ${remove}`
  );
}

/** Removes the lock of a run that has ended, unless a third run took it over meanwhile. */
function leave(lock: string, {token}: Holder): void {
  const aside = `${lock}-${process.pid}-left`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside)?.token !== token) linkSync(aside, lock);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, {force: true});
  }
}

/** Takes the lock and returns its token. */
function take(lock: string): string {
  const token = randomUUID();
  const started = new Date(Date.now() - Math.round(process.uptime() * 1000)).toISOString();
  const mine = `${lock}-${process.pid}`;
  const text = JSON.stringify({host: hostname(), pid: process.pid, started, ticks: ticksOf(process.pid), token});
  try {
    for (let nth = 0; nth < TRIES; nth++) {
      try {
        // Written to another file and linked into place: the lock is never seen half written.
        writeFileSync(mine, `${text}\n`);
        linkSync(mine, lock);
        return token;
      } catch (error) {
        // Missing where a run on another machine took it for an abandoned one.
        if (!["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      }
      const holder = holderOf(lock);
      if (holder === null) continue;
      assertEnded(lock, holder);
      leave(lock, holder);
    }
  } catch (error) {
    // A write to a full disk does not name its file.
    if (error instanceof Error && "code" in error && !("path" in error)) Object.assign(error, {path: lock});
    throw error;
  } finally {
    rmSync(mine, {force: true});
  }
  throw new InputError({
    source: lock,
    expected: "a lock that can be taken",
    found: "other runs that take it and leave it",
    advice: "Run the command again when they have ended."
  });
}

/**
 * Holds the target for one run. A lock that a killed run left on this machine is taken over, and its unfinished files are
 * removed. `work` can check whether it still holds the lock before it publishes.
 * @throws InputError where another run holds the target, or something else has the lock's name.
 */
export async function withLock<T>(target: string, work: (assertHeld: () => void) => Promise<T>): Promise<T> {
  mkdirSync(join(target, "editions"), {recursive: true});
  const lock = join(target, ".lock");
  const token = take(lock);
  const isHeld = () => {
    try {
      return holderOf(lock)?.token === token;
    } catch {
      return false;
    }
  };
  try {
    for (const left of readdirSync(join(target, "editions")).filter((name) => name.startsWith(".new-")))
      rmSync(join(target, "editions", left), {recursive: true, force: true});
    for (const left of readdirSync(target)) {
      const pid = /^\.lock-(\d+)(?:-left)?$/.exec(left)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(target, left), {force: true});
    }
    return await work(() => {
      if (isHeld()) return;
      throw new InputError({
        source: lock,
        expected: "the lock that this run took",
        found: "none, or that of another run",
        advice: "Nothing was published. Do not remove the lock of a run that is at work; run the command again."
      });
    });
  } finally {
    // Another run's lock is not removed.
    if (isHeld()) rmSync(lock, {force: true});
  }
}
