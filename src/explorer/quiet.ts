// Reads and writes questions in addresses: after ?, which a server can log, or after #, which browsers never send. Both work the same;
// later questions use the place of the first.

export interface Asked {
  readonly query: string;
  /** Whether the question is after #. */
  readonly quiet: boolean;
}

/** The question in an address, or empty. The id of a section is not a question. */
export function questionIn({search, hash}: {readonly search: string; readonly hash: string}): Asked {
  return /^#[a-z_]+=/.test(hash) ? {query: hash.slice(1), quiet: true} : {query: search.slice(1), quiet: false};
}

/** An address of a page with a question. */
export function addressWith(page: string, {query, quiet}: Asked): string {
  return `${page}${quiet ? "#" : "?"}${query}`;
}

/** Moves a link's question after #; other links are unchanged. @throws TypeError for an invalid link. */
export function quietLink(link: string, base?: string): string {
  const url = new URL(link, base);
  if (url.search.length > 1) {
    url.hash = url.search.slice(1);
    url.search = "";
  }
  return url.href;
}
