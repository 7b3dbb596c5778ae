// A refresh: pull, clean, check, publish, in this order.
import {withDatabase} from "../clean/database.js";
import {assertDate, baseEdition} from "./dates.js";
import {currentEdition, editions, readPackage, tablesOf} from "./edition.js";
import {assertNoFewer} from "./handTables.js";
import {withLock} from "./lock.js";
import {inNewFolder} from "./publish.js";
import {SOURCE_NAMES, SOURCES, sourcesFor} from "../sources/sources.js";
import type {SourceName} from "../sources/sources.js";
import {InputError} from "../sources/shared.js";
import type {Pulled} from "../sources/shared.js";
import {readRules} from "../clean/handTables.js";
import {RefusedError} from "./refreshOptions.js";
import type {Refreshed, RefreshOptions} from "./refreshOptions.js";
import {assertNoneDropped, dropError, editionNotes, sourcesOf} from "./editionSources.js";
import {clean, LAST, SourceFailure, tablesIn} from "./cleanSources.js";
import {choose} from "./writeEdition.js";
import type {Ground} from "./writeEdition.js";

/**
 * Rebuilds an edition from its sources and publishes it, whole or not at all.
 * @throws InputError for bad input, RefusedError where a fatal check fails; the last edition is then unchanged.
 */
export async function refresh(o: RefreshOptions): Promise<Refreshed> {
  return withLock(o.target, async (assertHeld) => {
    // An error in the hand-kept rules is not a publisher's fault: it is found before any request.
    readRules();
    const current = currentEdition(o.target);
    assertDate(o, current);
    const base = baseEdition(o.date, current, editions(o.target));
    const before = base === null ? null : readPackage(o.target, base, o.note);
    if (before) assertNoneDropped(o, before);
    const fewer = before ? await assertNoFewer({target: o.target, before, accepted: o.acceptFewer ?? []}) : [];
    fewer.forEach(o.note);
    const pulled = new Map<SourceName, Pulled>();
    const failed = new Map<SourceName, string>();
    const excuse = (name: SourceName, error: InputError | RefusedError): void => {
      if (!o.keepGoing || !isPublisher(name)) throw error;
      o.note(`${name} fails and is left as it was: ${error.message}`);
      pulled.delete(name);
      failed.set(name, error instanceof InputError ? reasonOf(error) : error.message);
      if (![...pulled.keys()].some(isPublisher) && o.only.filter(isPublisher).every((each) => failed.has(each)))
        throw new InputError({
          source: "the publishers",
          expected: "one at least that can be read",
          found: `none (${[...failed.keys()].join(", ")})`,
          advice: "Nothing was published; see what each said above, and run the same command again."
        });
    };
    for (const name of SOURCE_NAMES.filter((source) => o.only.includes(source))) {
      try {
        pulled.set(name, await o.pull(name));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        excuse(name, error);
      }
    }
    for (;;) {
      o.note("cleaning, checking and writing");
      try {
        return await attempt(o, {base, current, before, notes: fewer, assertHeld}, pulled, failed);
      } catch (error) {
        if (error instanceof SourceFailure) excuse(error.source, error.cause);
        else if (error instanceof RefusedError) {
          const blamed = o.keepGoing ? blame(error).filter((name) => pulled.has(name)) : [];
          if (!blamed.length) throw error;
          for (const name of blamed) excuse(name, error);
        } else throw error;
      }
    }
  });
}

function isPublisher(name: SourceName): boolean {
  return SOURCES.find((source) => source.name === name)?.base !== null;
}

function reasonOf({message, advice}: InputError): string {
  return message.endsWith(advice) ? message.slice(0, -advice.length).trim() : message;
}

/** The sources whose rows the failed checks are about; none where one of them is about no single source's rows. */
function blame({checks}: RefusedError): SourceName[] {
  const blamed = new Set<SourceName>();
  for (const {result, tables = []} of checks) {
    if (result !== "fails") continue;
    if (!tables.length) return [];
    for (const table of tables) {
      const sourced = sourcesFor(table);
      if (!sourced.length) return [];
      for (const source of sourced) blamed.add(source);
    }
  }
  return [...blamed];
}

/** Cleans, checks and publishes one edition from the sources that were pulled. */
function attempt(
  o: RefreshOptions,
  ground: Ground,
  pulled: ReadonlyMap<SourceName, Pulled>,
  failed: ReadonlyMap<SourceName, string>
): Promise<Refreshed> {
  return withDatabase((db) =>
    inNewFolder(o.target, async (folder) => {
      const {before} = ground;
      const remarks = await clean(db, pulled, before, o);
      const sources = sourcesOf(pulled, failed, before, o);
      const made = await tablesIn(db);
      const lost =
        before && !o.drop ? tablesOf(before).filter((name) => !LAST.includes(name) && !made.includes(name)) : [];
      if (before && lost.length)
        throw dropError(before.id, lost, "sources that no longer give them", "To keep them, give their files too.");
      const notes = [...editionNotes(sources, pulled, failed, made), ...ground.notes, ...remarks, ...o.notes];
      remarks.forEach(o.note);
      return choose(o, db, folder, ground, sources, notes, new Set(pulled.keys()));
    })
  );
}
