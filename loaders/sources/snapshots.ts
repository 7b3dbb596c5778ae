// Raw snapshots: every answer as it came, kept page by page while a pull is under way so that a cut run can go on, and
// checked page against page, because a publisher's fault can look like figures.

import {setMaxListeners} from "node:events";
import {mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {Excess, HttpClient, parseJson, Transient} from "./http.js";
import {byName, digest, InputError, isRecord, sha256} from "./shared.js";
import type {HttpOptions, RawFile, Reporter, SourceRecord} from "./shared.js";

/** Pages of one query that speak of different states of the publisher's database: all of them are asked afresh once. */
export class Changed extends Error {}

/** A publisher's answers as they came, on disk. */
export interface Snapshot {
  dir: string;
  address: string;
  retrieved: string;
  sha256: string;
  files: RawFile[];
}

interface KeptPage extends RawFile {
  retrieved: string;
}

const PARTIAL_AGE_MS = 24 * 60 * 60 * 1000;

/** The pull under way: a folder beside the snapshots that keeps each verified page, so that a cut run can go on. */
export class PartialPull {
  readonly notes: string[] = [];
  readonly #parent: string;
  readonly #dir: string;
  readonly #address: string;
  #started: string;
  #pages = new Map<string, KeptPage>();
  /** Pages this run has taken or asked: only these enter the snapshot. */
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

  /** The bytes of a page an earlier run kept, if they are still what it kept; null where it must be asked. */
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
    // What lies there was found damaged above: its bytes are no longer those of its name.
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

async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch {
    return null;
  }
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

/** What a page says of itself and of its query. */
export interface Page {
  page: number;
  pages: number;
  rows: number;
  /** The publisher's sums over the query, as they stand on this page. */
  total: unknown;
  /** The sha-256 of its rows alone: two pages with the same rows are one page sent twice. */
  fingerprint: string;
}

/** One query answered in pages. `read` throws InputError where the answer's form is not the publisher's. */
export interface PagedQuery {
  name: string;
  file(page: number): string;
  address(page: number): URL;
  /** Statuses other than 200 whose body `read` takes. */
  answers?: readonly number[];
  read(body: unknown, page: number): Page;
}

/** Asks all pages of a query, each checked against the first. */
export type AskPages = (query: PagedQuery) => Promise<Page[]>;

/**
 * One pull from first question to snapshot. `ask` is run once, and once more from nothing where the publisher's
 * database changed between its pages.
 */
export async function pullSnapshot<T>(
  o: {
    source: string;
    address: string;
    query: unknown;
    snapshots: string;
    reporter: Reporter;
    http?: HttpOptions | undefined;
  },
  ask: (pages: AskPages, partial: PartialPull) => Promise<T>
): Promise<{snapshot: Snapshot; answer: T; notes: string[]}> {
  const client = new HttpClient(o.http ?? {}, o.reporter);
  const partial = await PartialPull.open(o);
  const notes = partial.notes;
  for (const note of notes) o.reporter.note(note);
  const run = () => ask((query) => askPages(query, client, partial, o.reporter), partial);
  try {
    let answer: T;
    try {
      answer = await run();
    } catch (error) {
      if (!(error instanceof Changed)) throw error;
      const note = `${o.source}: ${error.message}; everything was thrown away and is asked afresh`;
      notes.push(note);
      o.reporter.note(note);
      await partial.discard();
      answer = await run();
    }
    return {snapshot: await partial.complete(), answer, notes};
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
    await partial.discard();
    throw new InputError({
      source: o.source,
      expected: "pages of one state of the publisher's database",
      found: `${error.message}, a second time`,
      advice: "The publisher seems to be changing its figures now: run the same command again in an hour."
    });
  } finally {
    client.close();
  }
}

/**
 * One pull of files that a publisher offers whole: each is asked once, or taken from an unfinished pull.
 * @throws InputError where a file does not come, or is a page of HTML in its place.
 */
export async function pullFiles(
  o: {source: string; address: string; snapshots: string; reporter: Reporter; http?: HttpOptions | undefined},
  files: readonly {name: string; address: URL}[]
): Promise<{snapshot: Snapshot; notes: string[]}> {
  const client = new HttpClient(o.http ?? {}, o.reporter);
  const partial = await PartialPull.open({...o, query: files.map(({address}) => String(address))});
  for (const note of partial.notes) o.reporter.note(note);
  const {signal: stop} = new AbortController();
  const form = {mediatype: "text/csv, */*", words: "CSV"};
  try {
    o.reporter.start(o.source);
    for (const {name, address} of files) {
      const kept = await partial.kept(name);
      const question = {address, label: name, advice: () => goOn(partial.size), stop, form};
      const bytes = kept ?? (await client.ask(question, () => null, plainText)).bytes;
      if (!kept) await partial.keep(name, bytes);
      o.reporter.advance(1, bytes.length);
    }
    o.reporter.done();
    return {snapshot: await partial.complete(), notes: partial.notes};
  } finally {
    client.close();
  }
}

/** @throws Transient where a page of HTML, or nothing, stands in place of a file. */
function plainText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") throw new Transient("nothing, with status 200");
  if (text.trimStart().startsWith("<")) throw new Transient("a page of HTML with status 200");
  return text;
}

/** UNHCR's largest table is some ten pages, the World Bank's some five. */
const MOST_PAGES = 5000;

async function askPages(
  query: PagedQuery,
  client: HttpClient,
  partial: PartialPull,
  reporter: Reporter
): Promise<Page[]> {
  const stop = new AbortController();
  // Every page waits on this one signal; Node holds more than ten listeners for a leak.
  setMaxListeners(0, stop.signal);
  const pages = new Map<number, Page>();
  const seen: {first: Page | null} = {first: null};

  const check = (body: unknown, number: number): Page => {
    const page = query.read(body, number);
    const label = `${query.name} page ${number}`;
    const {first} = seen;
    if (first) {
      const told = `${page.pages} pages and total ${canonical(page.total)}`;
      const before = `${first.pages} pages and total ${canonical(first.total)}`;
      if (told !== before) throw new Changed(`${label} tells of ${told}, page 1 of ${before}`);
    }
    if (!(page.pages <= MOST_PAGES))
      throw new Excess(`at most ${MOST_PAGES.toLocaleString("en")} pages`, `${page.pages} pages`);
    if (page.page !== number) throw new Transient(`an answer that says it is page ${page.page}`);
    if (page.rows === 0 && page.pages > 0) throw new Transient(`no rows, though there are ${page.pages} pages`);
    if (page.rows > 0 && page.pages === 0) throw new Transient(`${page.rows} rows, though it says there is no page`);
    if (first && (page.rows > first.rows || (number < first.pages && page.rows < first.rows))) {
      throw new Transient(`${page.rows} rows where page 1 has ${first.rows}`);
    }
    return page;
  };

  /** A kept page was verified by the run that kept it; null where it does not fit this run: it is asked again. */
  const recheck = (bytes: Uint8Array, number: number): Page | null => {
    try {
      return check(parseJson(bytes), number);
    } catch (error) {
      if (error instanceof Transient || error instanceof InputError) return null;
      throw error;
    }
  };

  const take = async (number: number): Promise<Page> => {
    const name = query.file(number);
    let bytes = await partial.kept(name);
    let page = bytes && recheck(bytes, number);
    if (!bytes || !page) {
      const question = {
        address: query.address(number),
        label: `${query.name} page ${number}`,
        advice: () => goOn(partial.size),
        stop: stop.signal,
        answers: query.answers
      };
      const answer = await client.ask(question, (body) => check(body, number));
      ({bytes, value: page} = answer);
      await partial.keep(name, bytes);
    }
    pages.set(number, page);
    if (number === 1 && !seen.first) {
      seen.first = page;
      reporter.start(query.name, page.rows * page.pages);
    }
    reporter.advance(page.rows, bytes.length);
    return page;
  };

  const takeAll = async (numbers: number[]): Promise<void> => {
    let failure: unknown;
    const one = async (number: number): Promise<void> => {
      try {
        await take(number);
      } catch (error) {
        // The first failure ends the others; what they throw then is only that end.
        if (stop.signal.aborted) return;
        failure = error;
        stop.abort(error);
      }
    };
    await Promise.all(numbers.map(one));
    if (stop.signal.aborted) throw failure;
  };

  try {
    const {pages: count} = await take(1);
    await takeAll(Array.from({length: Math.max(count - 1, 0)}, (_, i) => i + 2));
    // Which of two pages with the same rows is the wrong one cannot be told from them: both are asked again.
    const {retries, minDelayMs} = client.options;
    for (let round = 0; ; round++) {
      const repeated = repeats(pages);
      if (repeated.length === 0) break;
      for (const number of repeated) await partial.forget(query.file(number));
      if (round === retries) {
        throw new InputError({
          source: query.name,
          row: `pages ${repeated.join(", ")}`,
          expected: "other rows on each page",
          found: `the same rows on several (after ${retries + 1} tries)`,
          advice: goOn(partial.size)
        });
      }
      reporter.note(`${query.name}: pages ${repeated.join(", ")} hold the same rows; asking again`);
      await new Promise((resolve) => setTimeout(resolve, minDelayMs * 2 ** round));
      await takeAll(repeated);
    }
  } finally {
    if (seen.first) reporter.done();
  }
  return [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);
}

function goOn(kept: number): string {
  if (kept === 0) return "Run the same command again when the publisher can be reached.";
  return `Run the same command again: the ${kept === 1 ? "1 page already here is" : `${kept} pages already here are`} kept.`;
}

function repeats(pages: Map<number, Page>): number[] {
  const byRows = new Map<string, number[]>();
  for (const [number, {fingerprint}] of pages) byRows.set(fingerprint, [...(byRows.get(fingerprint) ?? []), number]);
  return [...byRows.values()]
    .filter((numbers) => numbers.length > 1)
    .flat()
    .sort((a, b) => a - b);
}

function canonical(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** One parsed answer of a snapshot. @throws InputError where it is no longer what was verified. */
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

/** What a record tells of a snapshot. */
export function snapshotRecord(snapshot: Snapshot): Pick<SourceRecord, "address" | "retrieved" | "sha256" | "files"> {
  const {address, retrieved, sha256, files} = snapshot;
  return {address, retrieved, sha256, files};
}
