// Errors of the file system (no room, no right to write, a file where a folder should be), worded as those of bad input: place,
// reason, and what to do. Half-written files are removed before; the last edition is unchanged.
import {causeOf} from "../sources/shared.js";

const ROOM = "free some room there, or publish elsewhere with --out (raw answers with --snapshots)";
const RIGHT = "make it writable, or publish elsewhere with --out (raw answers with --snapshots)";
const ADVICE: Readonly<Record<string, readonly [refusal: string, advice: string]>> = {
  ENOSPC: ["no room is left", ROOM],
  EDQUOT: ["the quota is used up", ROOM],
  EFBIG: [
    "a file may not grow that large",
    "raise the limit on the size of a file (ulimit -f), or publish elsewhere with --out"
  ],
  EACCES: ["it may not be read or written", RIGHT],
  EPERM: ["it may not be read or written", RIGHT],
  EROFS: ["it can only be read", RIGHT],
  ENOTDIR: ["there is a file where a folder should be", "remove the file, or name another folder with --out"],
  EEXIST: ["there is a file where a folder should be", "remove the file, or name another folder with --out"],
  EISDIR: ["there is a folder where a file should be", "remove the folder, or name another place with --out"],
  ENOENT: ["there is no such file or folder", "look whether another program removed it"],
  ELOOP: ["links lead round in a circle", "remove the link, or name another place"],
  ENAMETOOLONG: ["its name is too long", "name a shorter place"],
  EIO: ["the disk gives an error", "see to the disk, or publish elsewhere with --out"],
  EBUSY: ["another program uses it", "close that program"],
  EMFILE: ["too many files are open", "raise the limit on open files (ulimit -n) and run the command again"]
};

// DuckDB writes files itself and reports errors only as text.
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, "ENOSPC"],
  [/disk quota exceeded/i, "EDQUOT"],
  [/file too large/i, "EFBIG"],
  [/permission denied/i, "EACCES"],
  [/read-only file system/i, "EROFS"]
];

/** The message for an error of the machine; null where the error is another one. */
export function machineRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const said = causeOf(error);
  const {code, path} = error as NodeJS.ErrnoException;
  const known = code ?? WORDS.find(([words]) => words.test(said))?.[1] ?? "";
  const found = ADVICE[known];
  if (!found) return null;
  const [refusal, advice] = found;
  return `${path ?? /"([^"]+)"/.exec(said)?.[1] ?? "a file"}: ${refusal} (${said}). Nothing was published and the last edition is unchanged: ${advice}, and run the command again.`;
}
