// What a reader means by a few typed letters: places, pairs of places, pages, definitions and figures, by their names in English,
// Russian and Korean. Pure: an index and text in, results out; what was typed is compared and never becomes anything but text.

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
  /** The name that was typed, where it is not the one shown: КНДР beside North Korea. */
  readonly also: readonly Piece[];
  readonly fact: string;
  readonly href: string;
  /** Words that were typed and not understood, so that they were left out. */
  readonly without?: readonly string[];
}

/** Maximum query length; longer input is truncated. */
const MOST_CHARACTERS = 120;
const MOST_WORDS = 8;
/** Words between an origin and a host; `from` and из say that the origin follows. */
const JOINERS = new Set(["in", "to", "and", "at", "into", "в", "во", "и", "на", "from", "out", "of", "the", "из", "с"]);
const FROM = new Set(["from", "из"]);
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th"
};

const withoutJoiners = (tokens: readonly string[]) =>
  tokens.filter((token, i) => !(JOINERS.has(token) && (i === 0 || i === tokens.length - 1)));

/** Letters as they are compared: small, without accents; Korean syllables by their letters, so that half a syllable finds the whole. */
export function fold(text: string): string {
  return Array.from(text.normalize("NFKD").toLowerCase(), (letter) =>
    /\p{M}|['’‘ʼ`.]/u.test(letter) ? "" : (LETTERS[letter] ?? letter)
  ).join("");
}

interface Word {
  readonly folded: string;
  /** Where each folded letter stands in the name: beginning and end of its character. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const isLetter = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** The words of a name with the places of their letters. */
export function wordsOf(name: string): Word[] {
  const words: {folded: string; from: number[]; to: number[]}[] = [];
  let open = false;
  let at = 0;
  for (const character of name) {
    const folded = fold(character);
    if (folded !== "" && !isLetter(folded)) open = false;
    else {
      let word = words.at(-1);
      if (folded !== "" && (!open || !word)) {
        word = {folded: "", from: [], to: []};
        words.push(word);
        open = true;
      }
      if (word && open) {
        word.folded += folded;
        for (let i = 0; i < folded.length; i++) {
          word.from.push(at);
          word.to.push(at + character.length);
        }
      }
    }
    at += character.length;
  }
  return words;
}

/** What was typed, as words to compare. */
export function tokensOf(query: string): string[] {
  return wordsOf(query.slice(0, MOST_CHARACTERS))
    .slice(0, MOST_WORDS)
    .map(({folded}) => folded);
}

/** Letters to change, put in, leave out or exchange until `a` is a beginning of `b`; no more than `most` are counted. */
export function slips(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({length: b.length + 1}, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (next[j - 1] ?? most) + 1,
        (row[j] ?? most) + 1,
        (row[j - 1] ?? most) + (a[i - 1] === b[j - 1] ? 0 : 1)
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? most) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
    if (Math.min(...row) > most) return most + 1;
  }
  return Math.min(...row);
}

/** How ill a typed word fits a word of a name; null where it does not. A beginning fits best, then a stem, then a slip. */
function fit(token: string, word: string): {cost: number; letters: number} | null {
  if (word === token) return {cost: 0, letters: word.length};
  // Two letters begin many names: UK is the United Kingdom before it is Ukraine.
  if (word.startsWith(token)) return {cost: token.length < 3 ? 0.6 : 0.1, letters: token.length};
  if (token.length < 4) return null;
  let stem = 0;
  while (stem < token.length && token[stem] === word[stem]) stem++;
  // Eritreans for Eritrea, Ukrainians for Ukraine, России for Россия.
  if (stem >= 4 && token.length - stem <= 4 && word.length - stem <= 2) return {cost: 3, letters: stem};
  const most = token.length >= 8 ? 2 : 1;
  const count = slips(token, word, most);
  return count <= most ? {cost: 4 + count, letters: Math.min(word.length, token.length)} : null;
}

interface Fitted {
  readonly cost: number;
  readonly spans: readonly (readonly [number, number])[];
}

/** How ill what was typed fits a name of which every typed word must be found; null where one is not. */
function fitName(tokens: readonly string[], words: readonly Word[]): Fitted | null {
  const left = new Set(words);
  const spans: [number, number][] = [];
  let cost = 0;
  for (const token of tokens) {
    let best: {word: Word; cost: number; letters: number} | null = null;
    for (const word of left) {
      const found = fit(token, word.folded);
      // A word further on in a name counts for less than its first.
      const late = word === words[0] ? 0 : 0.3;
      if (found && (!best || found.cost + late < best.cost))
        best = {word, cost: found.cost + late, letters: found.letters};
    }
    if (!best) return null;
    left.delete(best.word);
    cost += best.cost;
    spans.push([best.word.from[0] ?? 0, best.word.to[best.letters - 1] ?? 0]);
  }
  return {cost: cost + Math.min(0.2, left.size * 0.02), spans};
}

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

/** Makes a function from typed text to at most `most` results, best first. Names are folded once. */
export function searcher(index: SearchIndex, most = 8): (query: string) => Result[] {
  let prepared: Prepared | null = null;
  const prepare = (): Prepared =>
    (prepared ??= {
      places: index.places.map((place) => ({
        place,
        names: [place.name, ...place.others].map((text) => ({text, words: wordsOf(text)}))
      })),
      others: index.others.map((entry) => {
        const name = wordsOf(entry.name);
        return {entry, name, all: [...name, ...wordsOf(`${entry.fact} ${entry.words}`)]};
      })
    });

  /** `ofCode` is what a code that is typed whole costs more than a name: alone it may be the beginning of one. */
  const findPlaces = (tokens: readonly string[], ofCode = 0.5): FoundPlace[] => {
    if (!tokens.length) return [];
    const found: FoundPlace[] = [];
    for (const {place, names} of prepare().places) {
      let best: FoundPlace | null = null;
      for (const [i, {text, words}] of names.entries()) {
        const isCode = /^[A-Z]{2,3}$/.test(text);
        if (isCode && tokens.join("") !== words[0]?.folded) continue;
        const fitted = fitName(tokens, words);
        if (!fitted) continue;
        // Places of which nothing is told, such as small islands, come after those with rows.
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
    // Slips and stems are read only where nothing begins as typed.
    return (found[0]?.cost ?? 0) < 3 ? found.filter(({cost}) => cost < 3) : found;
  };

  const findPairs = (all: readonly string[]): {result: Result; places: FoundPlace[]; cost: number}[] => {
    const href = index.pairHref;
    const pairs: {result: Result; places: FoundPlace[]; cost: number}[] = [];
    const seen = new Set<string>();
    for (let cut = 1; cut < all.length; cut++) {
      const reversed = FROM.has(all[cut] ?? "");
      const side = (tokens: readonly string[]) => findPlaces(withoutJoiners(tokens), 0.05).slice(0, 4);
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
            pairs.push({
              // Of several equally good pairs the one with the latest entry comes first.
              cost: a.cost + b.cost + late * 0.4 + (fact === null ? 1 : Math.max(0, 2100 - fact.year) * 0.01 - 0.7),
              places: [origin, host],
              result: {
                kind: "pair",
                name: [...origin.name, {text: " to ", typed: false}, ...host.name],
                also: [
                  ...origin.also,
                  ...(origin.also.length && host.also.length ? [{text: ", ", typed: false}] : []),
                  ...host.also
                ],
                fact: fact?.words ?? "No entry",
                href: href?.(origin.place.code, host.place.code) ?? ""
              }
            });
          }
        }
    }
    pairs.sort((a, b) => a.cost - b.cost);
    return pairs;
  };

  const country = ({place, name, also}: FoundPlace): Result[] =>
    place.href === null ? [] : [{kind: "country", name, also, fact: place.fact, href: place.href}];

  const plain = plainWords(fold);

  /** The place that plain words name: a country of asylum, or of origin where it has no entry as one; or two places; or a region. */
  const sidesOf = (tokens: readonly string[]): Side[] => {
    const words = tokens.filter((token) => !plain.isFiller(token));
    const at = tokens.findIndex(plain.isAgainst);
    const compared = [tokens.slice(0, at), tokens.slice(at + 1)].map(
      (part) => findPlaces(withoutJoiners(part.filter((token) => !plain.isFiller(token))), 0.05)[0]
    );
    const [one, other] = compared;
    if (at > 0 && one && other)
      return [
        {
          name: [...one.name, {text: " and ", typed: false}, ...other.name],
          also: [],
          query: `asylum=${one.place.code},${other.place.code}`
        }
      ];
    const whole = withoutJoiners(words.filter((token) => !plain.isAgainst(token)));
    if (!whole.length) return [{name: [{text: "All countries", typed: false}], also: [], query: ""}];
    const region = regionOf(whole);
    if (region) return [region];
    const places = findPlaces(whole, 0.05);
    const [best] = places;
    if (!best)
      return findPairs(whole)
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
  };

  /** A region that is named whole: by its name or its code. */
  const regionOf = (tokens: readonly string[]): Side | null => {
    const typed = tokens.join(" ");
    const found = prepare().others.find(
      ({entry, name}) =>
        entry.region !== null && [name.map(({folded}) => folded).join(" "), entry.region.split(":")[1]].includes(typed)
    );
    return found?.entry.region
      ? {name: [{text: found.entry.name, typed: true}], also: [], query: `asylum=${found.entry.region}`}
      : null;
  };

  /** A question of the explorer in plain words: places, with a year or what is asked of them; none where either is missing. */
  const findAsked = (tokens: readonly string[]): Result[] => {
    const {asks} = index;
    const isRanked = tokens.some(plain.isRanked);
    const ofOrigins = tokens.some(plain.isOrigins);
    const rest = tokens.filter(
      (token) =>
        !plain.wishes(token) && plain.yearOf(token) === null && !plain.isRanked(token) && !plain.isOrigins(token)
    );
    const wishes = tokens.flatMap((token) => plain.wishes(token) ?? []);
    const named = tokens.flatMap((token) => plain.yearOf(token) ?? []);
    if (!asks) return [];
    const isCompared = tokens.some(plain.isAgainst);
    if (!(isRanked || isCompared || (rest.length && (wishes.length || named.length)))) return [];
    // A rate of refugees is one wish: the first word that asks for a measure alone decides. So is a number of applications by inhabitants.
    const one = wishes.find(({query}) => /measure=rate|shown=/.test(query));
    const wanted = one ? [one] : wishes.length ? [...new Set(wishes)] : [{name: "new applications", query: ""}];
    // An order is of one year: the latest, where none is named.
    const [from, to] = named.length
      ? [Math.min(...named), Math.max(...named)]
      : isRanked
        ? [asks.years[1], asks.years[1]]
        : asks.years;
    const years = from === to ? String(from) : `${from}-${to}`;
    return sidesOf(rest)
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
            fact: `${wish.name}${isRanked ? (ofOrigins ? ", by country of origin" : ", ranked") : ""}, ${years.replace("-", "–")}`,
            href: `${asks.page}?${asked.filter(Boolean).join("&")}${isRanked && ofOrigins && !/origin=|asylum=[A-Z]/.test(query) ? "#origins" : ""}`
          };
        })
      );
  };

  /** What is said of women, men, children and ages, where a page has it. */
  const findSexAge = (tokens: readonly string[]): Result[] =>
    tokens.some(plain.isSexOrAge)
      ? prepare().others.flatMap(({entry: {kind, name, href, fact}}) =>
          href.includes("sex_age") ? [{kind, name: [{text: name, typed: false}], also: [], fact, href}] : []
        )
      : [];

  const isUnderstood = (token: string) =>
    JOINERS.has(token) ||
    plain.wishes(token) !== null ||
    plain.isFiller(token) ||
    plain.isRanked(token) ||
    plain.isOrigins(token) ||
    plain.isAgainst(token) ||
    plain.isSexOrAge(token) ||
    plain.yearOf(token) !== null ||
    findPlaces([token]).some(({cost}) => cost < 4) ||
    prepare().others.some(({all}) => fitName([token], all) !== null);

  const searched = (tokens: readonly string[]): Result[] => {
    const asked = [...findAsked(tokens), ...findSexAge(tokens)];
    const seen = new Set(asked.map(({href}) => href));
    return [...asked, ...findNamed(tokens).filter(({href}) => !seen.has(href))].slice(0, most);
  };

  return (query) => {
    const tokens = tokensOf(query);
    const found = searched(tokens);
    if (found.length) return found;
    // Words that mean nothing here are dropped, and the reader is told which.
    const understood = tokens.filter(isUnderstood);
    const without = tokens.filter((token) => !understood.includes(token)).map((token) => token.normalize("NFC"));
    if (!understood.some((token) => !JOINERS.has(token) && !plain.isFiller(token))) return [];
    const less = searched(understood);
    const bare = understood.filter((token) => !plain.isFiller(token) && !plain.isSexOrAge(token));
    return (less.length ? less : findNamed(bare)).map((result) => ({...result, without}));
  };

  function findNamed(tokens: readonly string[]): Result[] {
    if (!tokens.length) return [];
    const results: {result: Result; cost: number}[] = [];
    const pairs = findPairs(tokens).slice(0, 3);
    const whole = findPlaces(tokens);
    const places = whole.length ? whole : findPlaces(withoutJoiners(tokens));
    // What names one place as a whole is that place: South Sudan, not South Africa and Sudan.
    const named = (places[0]?.cost ?? Infinity) < 3;
    if (index.pairHref) for (const {result, cost} of pairs) results.push({result, cost: cost * 0.5 + (named ? 2 : 0)});
    for (const found of places.slice(0, 6))
      for (const result of country(found)) results.push({result, cost: found.cost});
    // A pair is followed by its two places.
    const [best] = pairs;
    if (best && !named)
      for (const found of best.places)
        for (const result of country(found)) results.push({result, cost: best.cost + 1.5});

    const meant = tokens.filter((token) => !JOINERS.has(token));
    const wanted = meant.length ? meant : tokens;
    const others: {result: Result; cost: number}[] = [];
    for (const {entry, name, all} of prepare().others) {
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
    results.push(...others);
    results.sort((a, b) => a.cost - b.cost);
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
}
