// Opens the search's list when the field is first used: what finds, and what looks a question's number up in the edition. Loaded then, so
// that pages are smaller.
import type {FoundNumber, Lookup, LookupScript} from "../figures/lookup.js";
import {searcher} from "./match.js";
import type {Result} from "./names.js";
import {unpack} from "./packed.js";
import type {Packed} from "./packed.js";

export interface Found {
  readonly find: (query: string) => Result[];
  /** The root of the site. */
  readonly root: string;
  /** Looks a question's number up; null where the site has none. */
  readonly look: ((asks: Lookup) => Promise<FoundNumber>) | null;
}

/** Fetches the list at an address. @throws Error where it cannot be fetched. */
export async function open(list: string): Promise<Found> {
  const address = new URL(list, document.baseURI);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  const packed = (await answer.json()) as Packed;
  const root = new URL("..", address).href;
  const {lookup: files} = packed;
  const known = new Map<string, Promise<FoundNumber>>();
  return {
    find: searcher(unpack(packed)),
    root,
    look:
      files &&
      ((asks) => {
        const key = JSON.stringify(asks);
        const before = known.get(key);
        if (before) return before;
        const script = import(new URL(files.script, root).href) as Promise<LookupScript>;
        const found = script.then(({look}) => look(asks, files, root));
        known.set(key, found);
        // What failed is tried again when it is asked for again.
        found.catch(() => known.delete(key));
        return found;
      })
  };
}
