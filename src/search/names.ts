// What the search's index holds, with its names folded once, and the places that typed words name. Typed text is only compared, and
// stays text.
import type {Lookup} from "../figures/lookup.js";
import type {PlaceLine} from "../words/claim/places.js";
import {fitName, wordsOf} from "./letters.js";
import type {Fitted, Word} from "./letters.js";

export type Kind = "pair" | "country" | "region" | "page" | "section" | "chart" | "method" | "rule" | "figure";

/** A place: its code, its name in English, its other names, the page about it (or its rows, where it has no page) and one fact. */
export interface PlaceEntry {
  readonly code: string;
  readonly name: string;
  readonly others: readonly string[];
  readonly href: string | null;
  readonly fact: string;
}

/** A region of the world, a page, a section of one, a definition, a rule or a figure. `words` are found too and not shown. */
export interface OtherEntry {
  readonly kind: Exclude<Kind, "pair" | "country">;
  readonly name: string;
  readonly href: string;
  readonly fact: string;
  readonly words: string;
  /** A region as the explorer calls it; null for all else. */
  readonly region: string | null;
}

export interface PairFact {
  readonly words: string;
  /** The latest year with an entry. */
  readonly year: number;
  /** How many persons and cases that year, or 0 where there is no one number. */
  readonly size: number;
}

/** A chart that many countries' pages have. */
export interface CountryChart {
  readonly id: string;
  /** Its title, with … for the country's name. */
  readonly title: string;
  readonly has: (code: string) => boolean;
}

export interface SearchIndex {
  readonly places: readonly PlaceEntry[];
  readonly others: readonly OtherEntry[];
  /** The address of a pair, or null where there is no page for pairs. */
  readonly pairHref: ((origin: string, asylum: string) => string) | null;
  /** The page that takes a question of the explorer and the years it has, or null where there is none. */
  readonly asks: {readonly page: string; readonly years: readonly [number, number]} | null;
  /** The pages that compare two countries and check a printed figure, or null where there is none. */
  readonly compare: string | null;
  readonly check: string | null;
  /** The charts of the countries' pages. */
  readonly charts: readonly CountryChart[];
  /** Whether a place has an entry as a country of asylum. */
  readonly isHost: (code: string) => boolean;
  /** One fact about a pair that has rows, or null where it has none. */
  readonly pairFact: (origin: string, asylum: string) => PairFact | null;
}

/** A piece of a name, and whether it was typed. */
export interface Piece {
  readonly text: string;
  readonly typed: boolean;
}

export interface Result {
  readonly kind: Kind;
  readonly name: readonly Piece[];
  /** The matched name, where another one is shown: КНДР with North Korea. */
  readonly also: readonly Piece[];
  readonly fact: string;
  readonly href: string;
  /** Words that were typed and not understood, so that they were left out. */
  readonly without?: readonly string[];
  /** Of a question: what answers it in the edition. */
  readonly asks?: Lookup;
}

export function pieces(name: string, spans: Fitted["spans"]): Piece[] {
  const typed: Piece[] = [];
  let at = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from > at) typed.push({text: name.slice(at, from), typed: false});
    if (to > Math.max(at, from)) typed.push({text: name.slice(Math.max(at, from), to), typed: true});
    at = Math.max(at, to);
  }
  if (at < name.length) typed.push({text: name.slice(at), typed: false});
  return typed;
}

export interface FoundPlace {
  readonly place: PlaceEntry;
  readonly cost: number;
  readonly name: readonly Piece[];
  readonly also: readonly Piece[];
}
export interface Prepared {
  readonly places: readonly {readonly place: PlaceEntry; readonly names: readonly {text: string; words: Word[]}[]}[];
  /** Every word of a place's names. */
  readonly words: ReadonlySet<string>;
  /** The same places as the reading of claims takes them. */
  readonly lines: readonly PlaceLine[];
  readonly others: readonly {readonly entry: OtherEntry; readonly name: Word[]; readonly all: Word[]}[];
}

export function preparedOf(index: SearchIndex): Prepared {
  const places = index.places.map((place) => ({
    place,
    names: [place.name, ...place.others].map((text) => ({text, words: wordsOf(text)}))
  }));
  return {
    places,
    words: new Set(places.flatMap(({names}) => names.flatMap(({words}) => words.map(({folded}) => folded)))),
    lines: index.places.map(({code, name, others}) => [code, "", "", "", name, ...others]),
    others: index.others.map((entry) => {
      const name = wordsOf(entry.name);
      return {entry, name, all: [...name, ...wordsOf(`${entry.fact} ${entry.words}`)]};
    })
  };
}

/** `ofCode` is the extra cost of a code typed in full: alone it may be the beginning of a name. */
export function findPlaces({places}: Prepared, tokens: readonly string[], ofCode = 0.5): FoundPlace[] {
  if (!tokens.length) return [];
  const found: FoundPlace[] = [];
  for (const {place, names} of places) {
    let best: FoundPlace | null = null;
    for (const [i, {text, words}] of names.entries()) {
      const isCode = /^[A-Z]{2,3}$/.test(text);
      if (isCode && tokens.join("") !== words[0]?.folded) continue;
      const fitted = fitName(tokens, words);
      if (!fitted) continue;
      // Places without a fact, such as small islands, come after those with rows.
      const cost = fitted.cost + (isCode ? ofCode : i === 0 ? 0 : 0.05) + (place.fact === "" ? 0.6 : 0);
      if (best && best.cost <= cost) continue;
      best =
        i === 0
          ? {place, cost, name: pieces(text, fitted.spans), also: []}
          : {place, cost, name: [{text: place.name, typed: false}], also: pieces(text, fitted.spans)};
    }
    if (best) found.push(best);
  }
  found.sort((a, b) => a.cost - b.cost || (a.place.name < b.place.name ? -1 : 1));
  // Typos and stems count only where no name begins as typed.
  return (found[0]?.cost ?? 0) < 3 ? found.filter(({cost}) => cost < 3) : found;
}
