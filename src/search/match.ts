// Finds what a reader means by a few typed letters: questions, places, pairs of places, pages, charts, definitions and figures, by their
// names in English, Russian and Korean. Pure: an index and text in, results out.
import {articled} from "../words/places.js";
import {notHeld} from "./notHeld.js";
import {findAsked} from "./asked.js";
import type {Asked} from "./asked.js";
import {fitName, fold, FROM, JOINERS, tokensOf, withoutJoiners} from "./letters.js";
import {findPlaces, pieces, preparedOf} from "./names.js";
import type {FoundPlace, PairFact, PlaceEntry, Prepared, Result, SearchIndex} from "./names.js";
import {plainWords} from "./plainWords.js";

const plain = plainWords(fold);

/** A result with its cost: the lower, the better. */
interface Ranked {
  readonly result: Result;
  readonly cost: number;
}
interface FoundPair extends Ranked {
  readonly places: readonly FoundPlace[];
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
    const later = {region: 0.15, page: 0.2, section: 0.8, method: 0.4, chart: 0.9, rule: 1, figure: 2.2}[kind];
    others.push({
      result: {kind, name: pieces(entry.name, inName?.spans ?? []), also: [], fact, href},
      cost: fitted.cost + later + (inName ? 0 : 1.2)
    });
  }
  return others;
}

/** The first `most` results, each address once, at most three figures and as many charts. */
function shownOf(results: readonly Ranked[], most: number): Result[] {
  const exact = (results[0]?.cost ?? 0) < 3;
  const shown: Result[] = [];
  const seen = new Set<string>();
  const left = {figure: 3, chart: 3};
  for (const {result, cost} of results) {
    if (shown.length >= most) break;
    if (seen.has(result.href) || (exact && cost >= 6)) continue;
    if ((result.kind === "figure" || result.kind === "chart") && left[result.kind]-- <= 0) continue;
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

/** The pages of the countries that a question names, and the charts there that show what it asks of one of them. */
function pagesOf(index: SearchIndex, prepared: Prepared, {hits, codes, charts}: Asked): Result[] {
  const places = codes.flatMap((code) => prepared.places.find(({place}) => place.code === code)?.place ?? []);
  const whole = (place: PlaceEntry): FoundPlace => ({
    place,
    cost: 0,
    name: [{text: place.name, typed: false}],
    also: []
  });
  const [place] = places;
  const shown = place && places.length === 1 && hits.length ? index.charts.filter(({id}) => charts.includes(id)) : [];
  return [
    ...places.flatMap((each) => country(whole(each))),
    ...shown.flatMap(({id, title, has}): Result[] =>
      place && has(place.code) && place.href !== null
        ? [
            {
              kind: "chart",
              name: [{text: title.replace("…", articled(place.name)), typed: false}],
              also: [],
              fact: `On the page of ${articled(place.name)}`,
              href: `${place.href}#${id}`
            }
          ]
        : []
    )
  ];
}

/** Makes a function from typed text to at most `most` results, best first. Names are folded once. */
export function searcher(index: SearchIndex, most = 8): (query: string) => Result[] {
  let kept: Prepared | null = null;
  const prepare = (): Prepared => (kept ??= preparedOf(index));
  const named = (tokens: readonly string[]) => findNamed(index, prepare(), tokens, most);

  const isUnderstood = (token: string) =>
    JOINERS.has(token) ||
    plain.isSaid(token) ||
    findPlaces(prepare(), [token]).some(({cost}) => cost < 4) ||
    prepare().others.some(({all}) => fitName([token], all) !== null);

  const searched = (query: string, tokens: readonly string[]): Result[] => {
    const asked = findAsked(index, prepare(), query);
    const results = new Map<string, Result>();
    for (const result of [
      ...asked.hits,
      // Without a place, words for women, men and ages lead to the table that has them.
      ...findSexAge(prepare(), tokens),
      ...pagesOf(index, prepare(), asked),
      ...named(tokens)
    ])
      if (!results.has(result.href)) results.set(result.href, result);
    return [...results.values()].slice(0, most);
  };

  /** What is found, and what the data does not hold: after places that were found whole, as stateless people in Sweden. */
  const withMissing = (query: string, found: readonly Result[]): Result[] => {
    const missing = notHeld(query, index.asks);
    const [first] = found;
    if (!missing) return [...found];
    const isWhole = first && (first.kind === "pair" || first.kind === "country") && !first.without;
    return isWhole ? [...found.slice(0, most - 1), missing] : [missing, ...found.slice(0, most - 1)];
  };

  return (query) => withMissing(query, foundBy(query));
  function foundBy(query: string): Result[] {
    const tokens = tokensOf(query);
    const found = searched(query, tokens);
    if (found.length) return found;
    // Words that mean nothing here are left out, and the results name them.
    const understood = tokens.filter(isUnderstood);
    const without = tokens.filter((token) => !understood.includes(token)).map((token) => token.normalize("NFC"));
    if (!understood.some((token) => !JOINERS.has(token) && !plain.isFiller(token)))
      return named(tokens.filter((token) => !plain.isAsking(token)));
    const less = searched(understood.join(" "), understood);
    const bare = understood.filter((token) => !plain.isFiller(token) && !plain.isSexOrAge(token));
    const some = less.length ? less : named(bare);
    if (some.length) return some.map((result) => ({...result, without}));
    // The places that it names, without what else is asked.
    const isPlace = (token: string) =>
      token.length > 3 && !plain.isAsking(token) && findPlaces(prepare(), [token]).some(({cost}) => cost < 1);
    const typedPlaces = understood.filter(isPlace);
    // "Gaza Palestinians" names one place twice.
    const codes = new Set(typedPlaces.map((token) => findPlaces(prepare(), [token])[0]?.place.code));
    const places = codes.size === 1 ? typedPlaces.slice(0, 1) : typedPlaces;
    const others = tokens.filter((token) => !typedPlaces.includes(token) && !JOINERS.has(token));
    return places.length ? named(places).map((result) => ({...result, without: others})) : [];
  }
}
