// A question in an address stands after ?, which a host can log, or after #, which no browser sends. Either is read alike; what is
// asked next stays where the first question stood.

export interface Asked {
  readonly query: string;
  /** Whether it stands after #. */
  readonly quiet: boolean;
}

/** The question that an address holds; empty where it holds none. The name of a place on the page is no question. */
export function questionIn({search, hash}: {readonly search: string; readonly hash: string}): Asked {
  return /^#[a-z_]+=/.test(hash) ? {query: hash.slice(1), quiet: true} : {query: search.slice(1), quiet: false};
}

/** An address of a page with a question. */
export function addressWith(page: string, {query, quiet}: Asked): string {
  return `${page}${quiet ? "#" : "?"}${query}`;
}

/** A link with its question after #; one without a question, or with it there already, is as it was. @throws TypeError for what is no link. */
export function quietLink(link: string, base?: string): string {
  const url = new URL(link, base);
  if (url.search.length > 1) {
    url.hash = url.search.slice(1);
    url.search = "";
  }
  return url.href;
}
