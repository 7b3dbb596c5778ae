// Understands a line of plain words as a question for the explorer: places on either side, what is counted, years, an order; and the
// question's other likely meanings.
import type {Side} from "../words/claim/places.js";
import {list} from "../words/text.js";
import {articled} from "../words/places.js";
import {fold} from "./letters.js";
import {readLine} from "./line.js";
import type {Line, Spot} from "./line.js";
import type {Prepared, Result, SearchIndex} from "./names.js";
import {APPLICATIONS, DECISIONS, NOT_REFUSED, plainWords, REFUGEES, SEX_AND_AGE} from "./plainWords.js";
import type {Wish} from "./plainWords.js";
import {regionWithout} from "./regionWithout.js";

const plain = plainWords(fold);
/** The question as understood, and at most so many other meanings. */
const MOST_MEANINGS = 4;
/** The most places of one side, as the explorer takes them. */
const MOST_PLACES = 8;
/** So many people who applied make an order of two names plausible, and so many times more the other order likelier. */
const [SOME, FAR_MORE] = [500, 20] as const;
/** So few make it likelier that two countries are to be compared. */
const FEW = 100;

/** One side of a question: places, a region, or everywhere. */
type Places = readonly string[];

/** A question without its measure. */
interface Sides {
  readonly origins: Places;
  readonly asylums: Places;
}

/** How many applied in each country of the latest year with an entry. */
const sizeOf = (index: SearchIndex, origin: string, hosts: Places) =>
  hosts.reduce((all, host) => all + (index.pairFact(origin, host)?.size ?? 0), 0);

/** The sides of a line's places, the likeliest first. Places that no word puts on a side are told by how many applied where. */
function sidesOf(index: SearchIndex, {spots, tokens, text}: Line): Sides[] {
  const main = (some: readonly Spot[]) => [...new Set(some.flatMap(({codes}) => codes[0] ?? []))].slice(0, MOST_PLACES);
  const of = (side: Side) => main(spots.filter((spot) => spot.side === side));
  const [origins, asylums, open] = [of("origin"), of("asylum"), of(null)];
  const free = open.filter((code) => !origins.includes(code) && !asylums.includes(code));
  const [first = "", ...rest] = free;
  if (!free.length) return [{origins, asylums}];
  const compared = {origins, asylums: [...asylums, ...free]};
  const isJoined = /\band\b|[,&+]/i.test(text);
  if (origins.length)
    return [compared, ...(isJoined && !asylums.length ? [{origins: [...origins, ...free], asylums}] : [])];
  if (tokens.some(plain.isAgainst)) return [compared, {origins: free, asylums}];
  // "Syria, Germany and Austria": those who came from the first; alone the place where people applied.
  if (asylums.length) return [{origins: free, asylums}, compared];
  if (!rest.length) {
    const both = [{origins: [], asylums: free}, {origins: free, asylums: []}]; // prettier-ignore
    return index.isHost(first) ? both : both.reverse();
  }
  const came = {origins: [first], asylums: rest};
  if (rest.length > 1) return sizeOf(index, first, rest) >= SOME ? [came, compared] : [compared, came];
  const [second = ""] = rest;
  const back = {origins: [second], asylums: [first]};
  const [there, here] = [sizeOf(index, first, [second]), sizeOf(index, second, [first])];
  const both = index.isHost(first) && index.isHost(second) ? [compared] : [];
  const reverse = index.pairFact(second, first) === null ? [] : [back];
  if (here >= SOME && here >= FAR_MORE * there) return [back, came, ...(isJoined ? both : [])];
  return isJoined && Math.max(there, here) < FEW
    ? [...both, came, ...reverse]
    : [came, ...reverse, ...(isJoined || Math.max(there, here) < FEW ? both : [])];
}

/** The other places that an ambiguous name may mean, each in place of the first. */
function otherNames({places}: Prepared, {spots}: Line, {origins, asylums}: Sides): Sides[] {
  const hasEntry = (code: string) => places.some(({place}) => place.code === code && place.fact !== "");
  return spots.flatMap(({codes: [first = "", ...others]}) =>
    others
      .filter(hasEntry)
      .slice(0, 3)
      .map((code) => {
        const other = (side: Places) => side.map((each) => (each === first ? code : each));
        return {origins: other(origins), asylums: other(asylums)};
      })
  );
}

interface Question extends Sides {
  readonly wish: Wish;
  readonly years: readonly [number, number] | null;
}

/** The words of a line that do not name its places. */
interface Manner {
  readonly isRanked: boolean;
  readonly ofOrigins: boolean;
  readonly isPerHead: boolean;
  readonly isAppeal: boolean;
  /** Whether it names a measure or an order, or two places. */
  readonly isWhole: boolean;
}

const partOf = (key: "origin" | "asylum", places: Places) => (places.length ? [`${key}=${places.join(",")}`] : []);
const yearsPart = ([from, to]: readonly [number, number]) => (from === to ? String(from) : `${from}-${to}`);

/** What the explorer's answer to decisions does not begin with: its chart of outcomes shows them. */
const NOT_GRANTED: readonly (Wish["cell"] | null)[] = ["refused", "otherwise_closed"];

/** A question as a hit: its words, its address in the explorer, and what to look up. */
function resultOf(index: SearchIndex, prepared: Prepared, asked: Question, manner: Manner): Result {
  const {page, years: span} = index.asks ?? {page: "", years: [0, 0] as const};
  const {wish, origins, asylums} = asked;
  const {isRanked, ofOrigins, isPerHead, isAppeal} = manner;
  const isRate = wish.query.includes("measure=rate");
  const years = asked.years ?? (isRanked ? ([span[1], span[1]] as const) : span);
  const ranked = isRanked
    ? ofOrigins || (asylums.length === 1 && !asylums[0]?.includes(":"))
      ? "origin"
      : "asylum"
    : null;
  const question = [
    ...(wish.query ? [wish.query] : []),
    ...partOf("origin", origins),
    ...partOf("asylum", asylums),
    `years=${yearsPart(years)}`,
    ...(isAppeal ? ["stage=appeal"] : []),
    ...(isPerHead && !isRate ? ["shown=per_100000"] : [])
  ].join("&");
  const hasOrigins = ranked === "origin" && !origins.length && !asylums.some((code) => !code.includes(":"));
  const words = [
    wish.name + (isAppeal ? " on appeal" : "") + (isPerHead && !isRate ? " per 100,000 inhabitants" : ""),
    ...(ranked === "origin" ? ["by country of origin"] : ranked ? ["ranked"] : []),
    asked.years === null && ranked === null ? "latest year" : yearsPart(years).replace("-", "–")
  ];
  return {
    kind: "pair",
    name: [{text: nameOf(prepared, {origins, asylums}), typed: false}],
    also: [],
    fact: words.join(", "),
    href: `${page}?${question}${hasOrigins ? "#origins" : NOT_GRANTED.includes(wish.cell ?? null) && !isRanked ? "#outcomes" : ""}`,
    // A place and a year alone may be the beginning of a question: its number is not looked up. Sex and age have several numbers, and the
    // highest grant rate is not the highest rate of refusals.
    ...(manner.isWhole && wish !== SEX_AND_AGE && !(isRanked && wish === NOT_REFUSED)
      ? {asks: {question, cell: wish.cell ?? null, latest: asked.years === null && ranked === null, ranked}}
      : {})
  };
}

/** "Syria to Germany, Austria and Sweden", "People from Syria", "Germany and France", "All countries". */
function nameOf(prepared: Prepared, {origins, asylums}: Sides): string {
  const name = (code: string) =>
    code.includes(":")
      ? articled(prepared.others.find(({entry}) => entry.region === code)?.entry.name ?? code)
      : (prepared.places.find(({place}) => place.code === code)?.place.name ?? code);
  const where = list(asylums.map(name));
  const from = list(origins.map(name));
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  if (!origins.length) return where === "" ? "All countries" : capital(where);
  return where === ""
    ? `People from ${list(origins.map((code) => articled(name(code))))}`
    : `${capital(from)} to ${where}`;
}

/** The way to compare two countries' pages. */
function comparedPages(index: SearchIndex, prepared: Prepared, {asylums}: Sides): Result[] {
  const [a = "", b = ""] = asylums;
  if (index.compare === null || asylums.length !== 2 || a.includes(":") || b.includes(":")) return [];
  return [
    {
      kind: "page",
      name: [{text: `${nameOf(prepared, {origins: [], asylums})}, side by side`, typed: false}],
      also: [],
      fact: "Two countries’ figures in one table",
      href: `${index.compare}?a=${a}&b=${b}`
    }
  ];
}

/** A line with a number that is no year: whether it agrees with the data. */
function toCheck(index: SearchIndex, {text, numbers}: Line): Result[] {
  const [number] = numbers;
  const isFigure = number && (number.isShare || number.value >= 100 || /[.,]/.test(number.words));
  if (!isFigure || index.check === null) return [];
  return [
    {
      kind: "page",
      name: [{text: `Check this figure: “${text.trim()}”`, typed: false}],
      also: [],
      fact: "Does it agree with UNHCR’s data?",
      href: `${index.check}?${new URLSearchParams({claim: text.trim()}).toString()}`
    }
  ];
}

/** What a line asks. */
export interface Asked {
  /** The question as understood, then its other meanings; empty where the line asks none. */
  readonly hits: readonly Result[];
  /** The countries that it names. */
  readonly codes: Places;
  /** The charts of a country's page that show what it asks. */
  readonly charts: readonly string[];
}

/** The charts of countries' pages on a measure, of those who applied there or of its own people elsewhere. */
function chartsOf({query}: Wish, {asylums}: Sides): string[] {
  const where = asylums.length ? ["1", "here"] : ["elsewhere", "elsewhere"];
  if (/decisions|rate/.test(query)) return [`outcomes-${where[0] ?? ""}`];
  return [query.includes("asylum_seekers") ? `pending-${where[1] ?? ""}` : `applications-${where[0] ?? ""}`];
}

const NOTHING: Asked = {hits: [], codes: [], charts: []};

/** What a line asks; nothing where it names no measure, year or order with its places. */
export function findAsked(index: SearchIndex, prepared: Prepared, query: string): Asked {
  const {asks} = index;
  if (!asks) return NOTHING;
  const others = regionWithout(index, prepared, query);
  if (others) return {...NOTHING, hits: others};
  const line = readLine(index, prepared, query, asks.years);
  const {tokens, spots, years, without} = line;
  const ofSexAge = tokens.some(plain.isSexOrAge);
  const wishes = ofSexAge ? [SEX_AND_AGE] : plain.wishesIn(line.text.normalize("NFKC").toLowerCase(), tokens);
  const isRanked = !ofSexAge && tokens.some(plain.isRanked);
  const isPerHead =
    !ofSexAge && (tokens.some(plain.isPerHead) || /\bper (?:person|resident|citizen)\b/i.test(line.text));
  const manner: Manner = {
    ...{isRanked, isPerHead},
    ofOrigins: tokens.some(plain.isOrigins),
    isAppeal: tokens.some(plain.isAppeal),
    isWhole: isRanked || isPerHead || wishes.length > 0 || spots.length > 1
  };
  const isNamed = wishes.length > 0 || years !== null || isPerHead || manner.isAppeal;
  const check = toCheck(index, line);
  const isAsked =
    manner.isRanked ||
    wishes.includes(NOT_REFUSED) ||
    (spots.length > 0 && (isNamed || tokens.some(plain.isAgainst))) ||
    spots.length > 2;
  // One unknown word beside one place may be the beginning of anything.
  const sides = sidesOf(index, line);
  const [main] = sides;
  if (!main || !isAsked || (without.length > spots.length && !manner.isRanked)) return {...NOTHING, hits: check};
  const isPair = main.origins.length === 1 && main.asylums.length === 1;
  const [wish = manner.isAppeal ? DECISIONS : APPLICATIONS, ...otherWishes] =
    // Countries are ranked by their rate: that of refusals is the grant rate's in reverse.
    isRanked && wishes.includes(NOT_REFUSED)
      ? [NOT_REFUSED]
      : (isPair || isPerHead) && wishes.includes(REFUGEES)
        ? [REFUGEES, ...wishes.filter((one) => one !== REFUGEES)]
        : wishes;
  const question: Question = {...main, wish, years};
  // A place is not ranked among itself, nor do its people go to it.
  const isIdle = ({origins, asylums}: Sides) =>
    // A union beside a country is no question of the explorer.
    (asylums.length > 1 && asylums.some((code) => code.includes(":"))) ||
    (origins.length > 1 && origins.some((code) => code.includes(":"))) ||
    origins.some((code) => asylums.includes(code)) ||
    (manner.ofOrigins && origins.length > 0 && !asylums.length);
  const meanings = [
    question,
    ...otherWishes.map((other) => ({...question, wish: other})),
    ...otherNames(prepared, line, main).map((other) => ({...question, ...other})),
    ...sides.slice(1).map((other) => ({...question, ...other})),
    ...(years !== null && !manner.isRanked && years[1] < asks.years[1] ? [{...question, years: null}] : [])
  ].filter((each) => !isIdle(each));
  const hits = new Map(
    meanings.map((each) => {
      const hit = resultOf(index, prepared, each, manner);
      return [hit.href, without.length ? {...hit, without} : hit] as const;
    })
  );
  const found = [...hits.values()].slice(0, MOST_MEANINGS);
  const pages = comparedPages(index, prepared, main);
  return {
    // “Compare Germany and France” asks for all of both.
    hits:
      tokens.some(plain.isCompare) && !isNamed
        ? [...pages, ...found]
        : [...found.slice(0, 1), ...check, ...found.slice(1), ...pages],
    codes: [...main.origins, ...main.asylums].filter((code) => !code.includes(":")),
    charts: chartsOf(wish, main)
  };
}
