// The address of two countries side by side: `a=DEU&b=FRA&year=2023`, and the edition.

/** What the page shows without a question. */
const DEFAULT_PAIR = ["DEU", "FRA"] as const;

export interface AskedPair {
  readonly a: string;
  readonly b: string;
  readonly year: number;
  /** Null for the latest edition. */
  readonly edition: string | null;
}

export interface KnownPlaces {
  readonly years: readonly [number, number];
  readonly place: (code: string) => boolean;
}

/** The query of an address, without "?". */
export const pairQuery = ({
  a,
  b,
  year,
  edition = null
}: Omit<AskedPair, "edition"> & {edition?: string | null}): string =>
  `a=${a}&b=${b}&year=${year}${edition === null ? "" : `&edition=${edition}`}`;

/** The edition that an address names; null for the latest. */
export const editionOf = (query: string): string | null =>
  new URLSearchParams(query.slice(0, 2000)).get("edition")?.slice(0, 40) || null;

/** Parses an address, with sentences on what cannot be as asked. Never throws. */
export function parsePair(query: string, {years, place}: KnownPlaces): {asked: AskedPair; problems: string[]} {
  const given = new URLSearchParams(query.slice(0, 2000));
  const problems: string[] = [];
  const codes = (["a", "b"] as const).map((key) => {
    const code = given.get(key)?.toUpperCase() || null;
    if (code === null || place(code)) return code;
    problems.push(`We ignored “${key}=${code.slice(0, 40)}”: this edition has no such country.`);
    return null;
  });
  // One country alone is compared with the example that it is not.
  const other = (taken: string | null | undefined) => DEFAULT_PAIR.find((code) => code !== taken) ?? DEFAULT_PAIR[0];
  const a = codes[0] ?? other(codes[1]);
  const b = codes[1] ?? other(a);
  if (a === b) problems.push("Both are the same country: choose another.");
  const text = given.get("year");
  const year = /^\d{4}$/.test(text ?? "") ? Number(text) : null;
  const isThere = year !== null && years[0] <= year && year <= years[1];
  if (text !== null && text !== "" && !isThere)
    problems.push(`We ignored “year=${text.slice(0, 40)}”: this edition has the years ${years[0]} to ${years[1]}.`);
  return {asked: {a, b, year: isThere ? year : years[1], edition: editionOf(query)}, problems};
}
