// Keeps the pages of a pull under way on disk, so that an interrupted run resumes without refetching.
import {mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseJson} from "./http.js";
import {byName, digest, isRecord, sha256} from "./shared.js";
import type {RawFile} from "./shared.js";
import {readJsonFile, readSnapshot} from "./keptSnapshot.js";
import type {Snapshot} from "./keptSnapshot.js";

/** Pages of one query that are about different states of the publisher's database: all of them are requested again once. */
export class Changed extends Error {}

interface KeptPage extends RawFile {
  retrieved: string;
}
const PARTIAL_AGE_MS = 24 * 60 * 60 * 1000;
/** The pull under way: a folder with the snapshots that keeps each verified page, so that a cut run can go on. */
export class PartialPull {
  readonly notes: string[] = [];
  readonly #parent: string;
  readonly #dir: string;
  readonly #address: string;
  #started: string;
  #pages = new Map<string, KeptPage>();
  /** Pages this run has reused or requested: only these enter the snapshot. */
  #used = new Set<string>();
  #writing: Promise<void> = Promise.resolve();

  private constructor(parent: string, dir: string, address: string) {
    this.#parent = parent;
    this.#dir = dir;
    this.#address = address;
    this.#started = new Date().toISOString();
  }

  /** Opens the folder of this base and query, with what an earlier run of less than 24 hours ago left in it. */
  static async open(o: {snapshots: string; source: string; address: string; query: unknown}): Promise<PartialPull> {
    const parent = join(o.snapshots, o.source);
    const key = sha256(JSON.stringify([o.address, o.query])).slice(0, 16);
    const pull = new PartialPull(parent, join(parent, `.pull-${key}`), o.address);
    const left = await readJsonFile(join(pull.#dir, "pull.json"));
    const age = isRecord(left) && typeof left.started === "string" ? Date.now() - Date.parse(left.started) : NaN;
    if (isRecord(left) && Array.isArray(left.pages) && age < PARTIAL_AGE_MS) {
      pull.#started = String(left.started);
      for (const page of left.pages as KeptPage[]) pull.#pages.set(page.name, page);
      if (pull.#pages.size > 0) {
        const count = pull.#pages.size;
        const pages = count === 1 ? "1 page" : `${count} pages`;
        pull.notes.push(
          `${o.source}: ${pages} of a pull begun ${pull.#started} were already here and are not asked again`
        );
      }
    } else {
      if (!Number.isNaN(age)) {
        pull.notes.push(`${o.source}: a pull left unfinished more than 24 hours ago was thrown away`);
      }
      await rm(pull.#dir, {recursive: true, force: true});
    }
    await mkdir(pull.#dir, {recursive: true});
    return pull;
  }

  /** How many verified pages lie here. */
  get size(): number {
    return this.#pages.size;
  }

  /** The bytes of a page that an earlier run kept, if undamaged; null where it must be requested. */
  async kept(name: string): Promise<Uint8Array | null> {
    const page = this.#pages.get(name);
    if (!page) return null;
    const bytes = await readFile(join(this.#dir, name)).catch(() => null);
    if (!bytes || sha256(bytes) !== page.sha256) {
      await this.forget(name);
      return null;
    }
    this.#used.add(name);
    return bytes;
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    await writeWhole(join(this.#dir, name), bytes);
    this.#used.add(name);
    this.#pages.set(name, {name, bytes: bytes.length, sha256: sha256(bytes), retrieved: new Date().toISOString()});
    await this.#write();
  }

  async forget(name: string): Promise<void> {
    this.#pages.delete(name);
    this.#used.delete(name);
    await this.#write();
  }

  async body(name: string): Promise<unknown> {
    return parseJson(await readFile(join(this.#dir, name)));
  }

  /** Throws everything away; the next page begins a fresh pull. */
  async discard(): Promise<void> {
    this.#pages.clear();
    this.#used.clear();
    await rm(this.#dir, {recursive: true, force: true});
    await mkdir(this.#dir, {recursive: true});
    this.#started = new Date().toISOString();
  }

  /** Turns the folder into the snapshot of its sha. Bytes that lie there already keep their own record and time. */
  async complete(): Promise<Snapshot> {
    const kept = [...this.#pages.values()].filter(({name}) => this.#used.has(name)).sort(byName);
    const files = kept.map(({name, bytes, sha256}) => ({name, bytes, sha256}));
    const sha = await digest(files, (name) => readFile(join(this.#dir, name)));
    const dir = join(this.#parent, sha);
    const earlier = await readSnapshot(dir, sha);
    if (earlier) {
      await rm(this.#dir, {recursive: true, force: true});
      return earlier;
    }
    const retrieved =
      kept
        .map((page) => page.retrieved)
        .sort()
        .at(-1) ?? this.#started;
    const record = {address: this.#address, retrieved, sha256: sha, files};
    await writeWhole(join(this.#dir, "snapshot.json"), JSON.stringify(record, null, 2) + "\n");
    const wanted = new Set([...files.map(({name}) => name), "snapshot.json", "pull.json"]);
    for (const name of await readdir(this.#dir)) if (!wanted.has(name)) await rm(join(this.#dir, name));
    // The file was found damaged above: its bytes no longer match its name.
    await rm(dir, {recursive: true, force: true});
    await rename(this.#dir, dir);
    // Only after the rename: until then a killed run must find the record of the pages it kept.
    await rm(join(dir, "pull.json"), {force: true});
    return {dir, ...record};
  }

  /** Pages arrive two at a time, their record is written one at a time. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(() => {
      const record = {address: this.#address, started: this.#started, pages: [...this.#pages.values()].sort(byName)};
      return writeWhole(join(this.#dir, "pull.json"), JSON.stringify(record, null, 2) + "\n");
    });
    return this.#writing;
  }
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
