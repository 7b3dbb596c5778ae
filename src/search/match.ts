// Finds what a reader means by a few typed letters: places, pairs of places, pages, definitions and figures, by their names in
// English, Russian and Korean. Pure: an index and text in, results out. Typed text is only compared, and stays text.
import {fitName, fold, FROM, JOINERS, tokensOf, withoutJoiners, wordsOf} from "./letters.js";
import type {Fitted, Word} from "./letters.js";
import {plainWords, REFUGEES} from "./plainWords.js";

export type Kind = "pair" | "country" | "region" | "page" | "section" | "method" | "rule" | "figure";

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
}

export interface SearchIndex {
  readonly places: readonly PlaceEntry[];
  readonly others: readonly OtherEntry[];
  /** The address of a pair, or null where there is no page for pairs. */
  readonly pairHref: ((origin: string, asylum: string) => string) | null;
  /** The page that takes a question of the explorer and the years it has, or null where there is none. */
  readonly asks: {readonly page: string; readonly years: readonly [number, number]} | null;
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
}

const plain = plainWords(fold);

function pieces(name: string, spans: Fitted["spans"]): Piece[] {
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

interface FoundPlace {
  readonly place: PlaceEntry;
  readonly cost: number;
  readonly name: readonly Piece[];
  readonly also: readonly Piece[];
}
/** The places of a question in plain words, as the explorer takes them. */
interface Side {
  readonly name: readonly Piece[];
  readonly also: readonly Piece[];
  readonly query: string;
}
interface Prepared {
  readonly places: readonly {readonly place: PlaceEntry; readonly names: readonly {text: string; words: Word[]}[]}[];
  readonly others: readonly {readonly entry: OtherEntry; readonly name: Word[]; readonly all: Word[]}[];
}

/** A result with its cost: the lower, the better. */
interface Ranked {
  readonly result: Result;
  readonly cost: number;
}
interface FoundPair extends Ranked {
  readonly places: readonly FoundPlace[];
}

const preparedOf = (index: SearchIndex): Prepared => ({
  places: index.places.map((place) => ({
    place,
    names: [place.name, ...place.others].map((text) => ({text, words: wordsOf(text)}))
  })),
  others: index.others.map((entry) => {
    const name = wordsOf(entry.name);
    return {entry, name, all: [...name, ...wordsOf(`${entry.fact} ${entry.words}`)]};
  })
});

/** `ofCode` is the extra cost of a code typed in full: alone it may be the beginning of a name. */
function findPlaces({places}: Prepared, tokens: readonly string[], ofCode = 0.5): FoundPlace[] {
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

const pairResult = (index: SearchIndex, origin: FoundPlace, host: FoundPlace, fact: PairFact | null): Result => ({
  kind: "pair",
  name: [...origin.name, {text: " to ", typed: false}, ...host.name],
  also: [...origin.also, ...(origin.also.length && host.also.length ? [{text: ", ", typed: false}] : []), ...host.also],
  fact: fact?.words ?? "No entry",
  href: index.pairHref?.(origin.place.code, host.place.code) ?? ""
});

/** Pairs of an origin and a country of asylum that the words name, cut at each place between two words; best first. */
function findPairs(index: SearchIndex, prepared: Prepared, all: readonly string[]): FoundPair[] {
  const pairs: FoundPair[] = [];
  const seen = new Set<string>();
  for (let cut = 1; cut < all.length; cut++) {
    const reversed = FROM.has(all[cut] ?? "");
    const side = (tokens: readonly string[]) => findPlaces(prepared, withoutJoiners(tokens), 0.05).slice(0, 4);
    const [first, second] = [side(all.slice(0, cut)), side(all.slice(cut))];
    for (const a of first)
      for (const b of second) {
        if (a.place === b.place) continue;
        for (const [origin, host, late] of [
          [reversed ? b : a, reversed ? a : b, 0],
          [reversed ? a : b, reversed ? b : a, 1]
        ] as const) {
          const key = `${origin.place.code} ${host.place.code}`;
          if (seen.has(key)) continue;
          const fact = index.pairFact(origin.place.code, host.place.code);
          // The reverse pair is offered only where it has an entry.
          if (late === 1 && fact === null) continue;
          seen.add(key);
          // Of several equally good pairs the one with the latest entry comes first.
          const cost = a.cost + b.cost + late * 0.4 + (fact === null ? 1 : Math.max(0, 2100 - fact.year) * 0.01 - 0.7);
          pairs.push({cost, places: [origin, host], result: pairResult(index, origin, host, fact)});
        }
      }
  }
  pairs.sort((a, b) => a.cost - b.cost);
  return pairs;
}

const country = ({place, name, also}: FoundPlace): Result[] =>
  place.href === null ? [] : [{kind: "country", name, also, fact: place.fact, href: place.href}];

/** Two countries of asylum that are compared, "United Kingdom against France"; null where the words name no such pair. */
function findCompared(prepared: Prepared, tokens: readonly string[]): Side | null {
  const at = tokens.findIndex(plain.isAgainst);
  if (at <= 0) return null;
  const side = (part: readonly string[]) =>
    findPlaces(prepared, withoutJoiners(part.filter((token) => !plain.isFiller(token))), 0.05)[0];
  const [one, other] = [side(tokens.slice(0, at)), side(tokens.slice(at + 1))];
  return one && other
    ? {
        name: [...one.name, {text: " and ", typed: false}, ...other.name],
        also: [],
        query: `asylum=${one.place.code},${other.place.code}`
      }
    : null;
}

/** A region that is named whole: by its name or its code. */
function findRegion({others}: Prepared, tokens: readonly string[]): Side | null {
  const typed = tokens.join(" ");
  const found = others.find(
    ({entry, name}) =>
      entry.region !== null && [name.map(({folded}) => folded).join(" "), entry.region.split(":")[1]].includes(typed)
  );
  return found?.entry.region
    ? {name: [{text: found.entry.name, typed: true}], also: [], query: `asylum=${found.entry.region}`}
    : null;
}

/** The place that plain words name: a country of asylum, or of origin where it has no entry as one; or two places; or a region. */
function findSides(index: SearchIndex, prepared: Prepared, tokens: readonly string[]): Side[] {
  const compared = findCompared(prepared, tokens);
  if (compared) return [compared];
  const whole = withoutJoiners(tokens.filter((token) => !plain.isFiller(token) && !plain.isAgainst(token)));
  if (!whole.length) return [{name: [{text: "All countries", typed: false}], also: [], query: ""}];
  const region = findRegion(prepared, whole);
  if (region) return [region];
  const places = findPlaces(prepared, whole, 0.05);
  const [best] = places;
  if (!best)
    return findPairs(index, prepared, whole)
      .slice(0, 2)
      .map(({result, places: [origin, host]}) => ({
        name: result.name,
        also: result.also,
        query: `origin=${origin?.place.code ?? ""}&asylum=${host?.place.code ?? ""}`
      }));
  // Korea is the one of the two that reports.
  const host = places.find(({place, cost}) => cost <= best.cost + 0.1 && index.isHost(place.code));
  const {name, also, place} = host ?? best;
  return [{name, also, query: `${host ? "asylum" : "origin"}=${place.code}`}];
}

/** Answers an explorer question in plain words: places with a year, a measure or an order; none where all are missing. */
function findAsked(index: SearchIndex, prepared: Prepared, tokens: readonly string[]): Result[] {
  const {asks} = index;
  const isRanked = tokens.some(plain.isRanked);
  const ofOrigins = tokens.some(plain.isOrigins);
  const rest = tokens.filter(
    (token) => !plain.wishes(token) && plain.yearOf(token) === null && !plain.isRanked(token) && !plain.isOrigins(token)
  );
  const wishes = tokens.flatMap((token) => plain.wishes(token) ?? []);
  const named = tokens.flatMap((token) => plain.yearOf(token) ?? []);
  if (!asks) return [];
  if (!(isRanked || tokens.some(plain.isAgainst) || (rest.length && (wishes.length || named.length)))) return [];
  // In "rate of refugees" the first word that names a measure decides; so does a number of applications by inhabitants.
  const one = wishes.find(({query}) => /measure=rate|shown=/.test(query));
  const wanted = one ? [one] : wishes.length ? [...new Set(wishes)] : [{name: "new applications", query: ""}];
  // A ranking is of one year: the latest, where none is named.
  const [from, to] = named.length
    ? [Math.min(...named), Math.max(...named)]
    : isRanked
      ? [asks.years[1], asks.years[1]]
      : asks.years;
  const years = from === to ? String(from) : `${from}-${to}`;
  const order = isRanked ? (ofOrigins ? ", by country of origin" : ", ranked") : "";
  return findSides(index, prepared, rest)
    .filter(({query}) => query !== "" || isRanked)
    .flatMap(({name, also, query}) =>
      (query.startsWith("origin=") && query.includes("&") && wanted.includes(REFUGEES)
        ? [REFUGEES, ...wanted.filter((wish) => wish !== REFUGEES)]
        : wanted
      ).map((wish): Result => {
        const parts = wish.query.split("&").filter(Boolean);
        const shown = parts.filter((part) => part.startsWith("shown"));
        const asked = [...parts.filter((part) => !shown.includes(part)), query, `years=${years}`, ...shown];
        return {
          kind: "pair",
          name,
          also,
          fact: `${wish.name}${order}, ${years.replace("-", "–")}`,
          href: `${asks.page}?${asked.filter(Boolean).join("&")}${isRanked && ofOrigins && !/origin=|asylum=[A-Z]/.test(query) ? "#origins" : ""}`
        };
      })
    );
}

/** Pages and sections on women, men, children and ages. */
const findSexAge = ({others}: Prepared, tokens: readonly string[]): Result[] =>
  tokens.some(plain.isSexOrAge)
    ? others.flatMap(({entry: {kind, name, href, fact}}) =>
        href.includes("sex_age") ? [{kind, name: [{text: name, typed: false}], also: [], fact, href}] : []
      )
    : [];

function findOthers(prepared: Prepared, tokens: readonly string[]): Ranked[] {
  const meant = tokens.filter((token) => !JOINERS.has(token));
  const wanted = meant.length ? meant : tokens;
  const others: Ranked[] = [];
  for (const {entry, name, all} of prepared.others) {
    const fitted = fitName(wanted, all);
    if (!fitted) continue;
    const inName = fitName(wanted, name);
    const {kind, href, fact} = entry;
    const later = {region: 0.15, page: 0.2, section: 0.8, method: 0.4, rule: 1, figure: 2.2}[kind];
    others.push({
      result: {kind, name: pieces(entry.name, inName?.spans ?? []), also: [], fact, href},
      cost: fitted.cost + later + (inName ? 0 : 1.2)
    });
  }
  return others;
}

/** The first `most` results, each address once and at most three figures. */
function shownOf(results: readonly Ranked[], most: number): Result[] {
  const exact = (results[0]?.cost ?? 0) < 3;
  const shown: Result[] = [];
  const seen = new Set<string>();
  const figures = {left: 3};
  for (const {result, cost} of results) {
    if (shown.length >= most) break;
    if (seen.has(result.href) || (exact && cost >= 6)) continue;
    if (result.kind === "figure" && figures.left-- <= 0) continue;
    seen.add(result.href);
    shown.push(result);
  }
  return shown;
}

/** Places, pairs, pages, definitions and figures whose names have every typed word. */
function findNamed(index: SearchIndex, prepared: Prepared, tokens: readonly string[], most: number): Result[] {
  if (!tokens.length) return [];
  const results: Ranked[] = [];
  const pairs = findPairs(index, prepared, tokens).slice(0, 3);
  const whole = findPlaces(prepared, tokens);
  const places = whole.length ? whole : findPlaces(prepared, withoutJoiners(tokens));
  // Words that name one place in full mean that place: South Sudan, not South Africa and Sudan.
  const named = (places[0]?.cost ?? Infinity) < 3;
  if (index.pairHref) for (const {result, cost} of pairs) results.push({result, cost: cost * 0.5 + (named ? 2 : 0)});
  for (const found of places.slice(0, 6)) for (const result of country(found)) results.push({result, cost: found.cost});
  // A pair is followed by its two places.
  const [best] = pairs;
  if (best && !named)
    for (const found of best.places) for (const result of country(found)) results.push({result, cost: best.cost + 1.5});

  results.push(...findOthers(prepared, tokens));
  results.sort((a, b) => a.cost - b.cost);
  return shownOf(results, most);
}

/** Makes a function from typed text to at most `most` results, best first. Names are folded once. */
export function searcher(index: SearchIndex, most = 8): (query: string) => Result[] {
  let kept: Prepared | null = null;
  const prepare = (): Prepared => (kept ??= preparedOf(index));
  const named = (tokens: readonly string[]) => findNamed(index, prepare(), tokens, most);

  const isUnderstood = (token: string) =>
    JOINERS.has(token) ||
    plain.wishes(token) !== null ||
    plain.isFiller(token) ||
    plain.isRanked(token) ||
    plain.isOrigins(token) ||
    plain.isAgainst(token) ||
    plain.isSexOrAge(token) ||
    plain.yearOf(token) !== null ||
    findPlaces(prepare(), [token]).some(({cost}) => cost < 4) ||
    prepare().others.some(({all}) => fitName([token], all) !== null);

  const searched = (tokens: readonly string[]): Result[] => {
    const asked = [...findAsked(index, prepare(), tokens), ...findSexAge(prepare(), tokens)];
    const seen = new Set(asked.map(({href}) => href));
    return [...asked, ...named(tokens).filter(({href}) => !seen.has(href))].slice(0, most);
  };

  return (query) => {
    const tokens = tokensOf(query);
    const found = searched(tokens);
    if (found.length) return found;
    // Words that mean nothing here are left out, and the results name them.
    const understood = tokens.filter(isUnderstood);
    const without = tokens.filter((token) => !understood.includes(token)).map((token) => token.normalize("NFC"));
    if (!understood.some((token) => !JOINERS.has(token) && !plain.isFiller(token))) return [];
    const less = searched(understood);
    const bare = understood.filter((token) => !plain.isFiller(token) && !plain.isSexOrAge(token));
    return (less.length ? less : named(bare)).map((result) => ({...result, without}));
  };
}
