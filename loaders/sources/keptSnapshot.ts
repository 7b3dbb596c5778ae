// Reads a snapshot that is kept on disk: a publisher's answers, with where and when they were retrieved.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parseJson} from "./http.js";
import {digest, InputError, isRecord, sha256} from "./shared.js";
import type {RawFile, SourceRecord} from "./shared.js";

/** A publisher's answers as they came, on disk. */
export interface Snapshot {
  dir: string;
  address: string;
  retrieved: string;
  sha256: string;
  files: RawFile[];
}

/** The record of a snapshot whose pages are those that came; null where one was changed or is missing. */
export async function readSnapshot(dir: string, sha: string): Promise<Snapshot | null> {
  const record = await readJsonFile(join(dir, "snapshot.json"));
  if (!isRecord(record) || record.sha256 !== sha || !Array.isArray(record.files)) return null;
  const files = record.files as RawFile[];
  const found = await digest(files, (name) => readFile(join(dir, name))).catch(() => null);
  if (found !== sha) return null;
  return {dir, address: String(record.address), retrieved: String(record.retrieved), sha256: sha, files};
}

/** One parsed answer of a snapshot. @throws InputError where it has changed since it was verified. */
export async function snapshotBody(snapshot: Snapshot, name: string): Promise<unknown> {
  const bytes = await readFile(join(snapshot.dir, name)).catch(() => null);
  const recorded = snapshot.files.find((file) => file.name === name);
  if (!bytes || !recorded || sha256(bytes) !== recorded.sha256) {
    throw new InputError({
      source: "snapshot",
      row: name,
      expected: "the bytes that were verified when they came",
      found: bytes ? "other bytes" : "no file",
      advice: "Remove this snapshot's folder and run the command again."
    });
  }
  return parseJson(bytes);
}

/** The fields of a record about its snapshot. */
export function snapshotRecord(snapshot: Snapshot): Pick<SourceRecord, "address" | "retrieved" | "sha256" | "files"> {
  const {address, retrieved, sha256, files} = snapshot;
  return {address, retrieved, sha256, files};
}

export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch {
    return null;
  }
}
