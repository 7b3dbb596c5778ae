// What the search asks an edition for and what it gets back. The explorer's code answers, in a script of its own that the search loads
// when a reader has typed a question: both rooms know each other by these types alone.
import type {Cell} from "./address.js";

export interface Lookup {
  /** The explorer's question: the query of its address. */
  readonly question: string;
  /** Of decisions: what is counted. */
  readonly cell: Cell | null;
  /** Whether the latest year with a number is meant, since none was typed. */
  readonly latest: boolean;
  /** Which side is ranked; null where one number answers. */
  readonly ranked: "origin" | "asylum" | null;
}

/** An answer as it is shown under a hit. */
export interface FoundNumber {
  /** "27 persons"; a sentence where several places are compared. */
  readonly number: string;
  /** What it counts and the edition. */
  readonly under: string;
}

/** The files of the edition and the script that answers, by their paths below the site's root. */
export interface LookupFiles {
  readonly script: string;
  readonly edition: string;
  readonly thread: string;
  readonly facts: string;
  readonly decisions: string;
  readonly applications: string;
  readonly stocks: string | null;
  readonly details: string;
  /** The SHA-256 of each file, by its path. */
  readonly sums: Readonly<Record<string, string>>;
}

/** What the script exports. */
export interface LookupScript {
  /** @throws Error where a file cannot be fetched or is damaged. */
  readonly look: (lookup: Lookup, files: LookupFiles, root: string) => Promise<FoundNumber>;
}
