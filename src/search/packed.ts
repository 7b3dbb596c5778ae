// Packs the search index into a file: places and pairs as short lists, since it has every pair of the edition. The build packs it and the
// browser unpacks it; both are here and tested against each other.
import type {LookupFiles} from "../figures/lookup.js";
import type {OtherEntry, PairFact, PlaceEntry, SearchIndex} from "./names.js";

export interface Packed {
  /** The years in the address of a pair. */
  readonly years: readonly [number, number];
  /** The page that takes a pair, or null. */
  readonly explorer: string | null;
  /** The folder of the places' pages. */
  readonly countries: string;
  /** Code, name, other names parted by |, whether it has a page, fact. */
  readonly places: readonly (readonly [code: string, name: string, others: string, page: 0 | 1, fact: string])[];
  /**
   * By country of asylum: `origin:year:count` for each origin with an entry, separated by spaces; the place's number and the years before the edition's
   * last in base 36. A count is in persons, after `c` in cases, both joined by `+`, with its bounds as `5~3~5`; it is missing where there is
   * no number, or a second procedure.
   */
  readonly pairs: Readonly<Record<string, string>>;
  readonly others: readonly (readonly [
    kind: OtherEntry["kind"],
    name: string,
    href: string,
    fact: string,
    words: string,
    /** A region as the explorer calls it. */
    region?: string
  ])[];
  /** Charts of the countries' pages: id, title with … for the country, and for each place in turn whether its page has it. */
  readonly charts: readonly (readonly [id: string, title: string, has: string])[];
  /** The pages that compare two countries and check a printed figure, or null. */
  readonly compare: string | null;
  readonly check: string | null;
  /** What answers a question in the edition, or null. */
  readonly lookup: LookupFiles | null;
}

const number = (text: string) => Number(text).toLocaleString("en");

/** Counts as they are packed, in words: 881 persons; 5 [3–5] persons and 12 cases. */
export function countWords(packed: string): string {
  const one = (part: string) => {
    const cases = part.startsWith("c");
    const [value = "", lo, hi] = part.replace(/^c/, "").split("~");
    const bounds = lo === undefined || hi === undefined ? "" : `\u00a0[${number(lo)}–${number(hi)}]`;
    const unit = value === "1" ? (cases ? "case" : "person") : cases ? "cases" : "persons";
    return `${number(value)}${bounds} ${unit}`;
  };
  return packed.split("+").map(one).join(" and ");
}

/** How many persons and cases a packed count has. */
const sizeOf = (packed: string) => packed.split("+").reduce((all, part) => all + Number(/\d+/.exec(part)?.[0] ?? 0), 0);

export function unpack(packed: Packed): SearchIndex {
  const {years, explorer, countries, places, pairs, others, charts, compare, check} = packed;
  const numbers = new Map(places.map(([code], i) => [code, i]));
  const hosts = new Map<string, Map<string, PairFact>>();
  const pairsOf = (asylum: string): Map<string, PairFact> => {
    const known = hosts.get(asylum);
    if (known) return known;
    const made = new Map<string, PairFact>();
    for (const part of (pairs[asylum] ?? "").split(" ").filter(Boolean)) {
      const [origin = "", before = "", count = ""] = part.split(":");
      const code = places[parseInt(origin, 36)]?.[0];
      const year = years[1] - parseInt(before, 36);
      if (code !== undefined)
        made.set(code, {
          year,
          size: sizeOf(count),
          words: count === "" ? `Latest entry: ${year}` : `New applications in ${year}: ${countWords(count)}`
        });
    }
    hosts.set(asylum, made);
    return made;
  };
  return {
    places: places.map(([code, name, names, page, fact]): PlaceEntry => ({
      code,
      name,
      others: names.split("|").filter(Boolean),
      href: page ? `${countries}/${code.toLowerCase()}` : null,
      fact
    })),
    others: others.map(([kind, name, href, fact, words, region = null]) => ({kind, name, href, fact, words, region})),
    pairHref:
      explorer === null
        ? null
        : (origin, asylum) => `${explorer}?origin=${origin}&asylum=${asylum}&years=${years[0]}-${years[1]}`,
    asks: explorer === null ? null : {page: explorer, years},
    ...{compare, check},
    charts: charts.map(([id, title, has]) => ({id, title, has: (code) => has[numbers.get(code) ?? -1] === "1"})),
    isHost: (code) => Boolean(pairs[code]),
    pairFact: (origin, asylum) => pairsOf(asylum).get(origin) ?? null
  };
}
