// Pulls raw snapshots: stores every response unchanged, page by page, so that an interrupted run resumes. Pages are checked
// against each other, because a publisher's fault can look like figures.
import {HttpClient, Transient} from "./http.js";
import {InputError} from "./shared.js";
import type {HttpOptions, Reporter} from "./shared.js";
import {Changed, PartialPull} from "./partialPull.js";
import {askPages, goOn} from "./pages.js";
import type {AskPages} from "./pages.js";
import type {Snapshot} from "./keptSnapshot.js";

/**
 * One pull, from first request to snapshot. `ask` runs once, and once more from the start if the publisher's
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
 * One pull of whole files: each is requested once, or taken from an unfinished pull.
 * @throws InputError where a file does not arrive, or is an HTML page.
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

/** @throws Transient where a page of HTML, or an empty body, comes instead of a file. */
function plainText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") throw new Transient("nothing, with status 200");
  if (text.trimStart().startsWith("<")) throw new Transient("a page of HTML with status 200");
  return text;
}
