// The committed edition and what tests make of all its rows, once for each process: files of tests share one, and read alone.
import {loadEdition} from "../../src/edition/edition.js";
import type {Edition} from "../../src/edition/edition.js";
import {ledgerOf} from "../../src/edition/placeLedger.js";
import type {Ledger} from "../../src/edition/placeLedger.js";
import {PROJECT} from "../../src/site/build.js";
import {figureValues} from "../pages/figureValues.js";

/** A function that makes something when it is first called, and gives the same from then on; one for each key. */
export function once<T, Key = undefined>(make: (key?: Key) => Promise<T>): (key?: Key) => Promise<T> {
  const made = new Map<Key | undefined, Promise<T>>();
  return (key) => {
    const kept = made.get(key) ?? make(key);
    made.set(key, kept);
    return kept;
  };
}

/** The current edition, or another that is kept. */
export const committedEdition = once<Edition, string>((id) => loadEdition(PROJECT, id));
/** Its rows by place. */
export const committedLedger = once<Ledger>(async () => ledgerOf(await committedEdition()));
/** What addresses of figures count, by its rows alone. */
export const committedValues = once(async () => figureValues(await committedEdition()));
