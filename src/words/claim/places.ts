// The countries that a sentence names, by name, other name, code or people ("Afghans"), and which side each is on: the country of origin
// or the country of asylum. The list of places has no words for peoples, so they are compared with the beginnings of names.
import {countryOfPeople} from "../demonyms.js";
import {list} from "../text.js";

/** Code, M49 region, subregion, bureau, name, then other names: a line of the box's list. */
export type PlaceLine = readonly string[];

interface Mention {
  /** More than one where a word fits several places. */
  readonly codes: readonly string[];
  /** Where it begins and ends in the folded text. */
  readonly from: number;
  readonly to: number;
  /** Whether it names people ("Eritreans") or is their adjective. */
  readonly isPeople: boolean;
}

export interface Placed {
  readonly origin: string | null;
  readonly asylum: string | null;
  readonly isPlaced: boolean;
  /** A region that is named and no country of asylum. */
  readonly region: string | null;
  /** Countries of asylum that are left out of a region or of all: "Europe without Germany". */
  readonly but: readonly string[];
  /** Whether places are meant of which there is no figure: part of a country, its neighbours, everyone but some. */
  readonly isOfPart: boolean;
  /** Whether it says of what origin some were: "one in three was Afghan". */
  readonly isOfOrigin: boolean;
  readonly doubts: readonly string[];
}

interface Folded {
  readonly text: string;
  /** The offset of each folded letter in the text. */
  readonly at: readonly number[];
}

/** Lower case without accents, of the same words. */
function fold(text: string): Folded {
  let folded = "";
  const at: number[] = [];
  let offset = 0;
  for (const letter of text) {
    const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ]/g, "'").toLowerCase();
    for (let i = 0; i < plain.length; i++) at.push(offset);
    folded += plain;
    offset += letter.length;
  }
  return {text: folded, at};
}
const plain = (text: string) => fold(text).text;

/** What may follow a name, or its beginning, in the word for its people. */
const ENDINGS = ["s", "n", "ns", "an", "ans", "ian", "ians", "ien", "iens", "i", "is", "ese", "lese", "ish", "er", "ers", "vian", "vians", "ar", "ars", ""]; // prettier-ignore
/** What a name may lose before such an ending: Afghan-istan, German-y, Ukrain-e. */
const LOST = new Set(["a", "ia", "y", "e", "o", "s", "on", "istan", "stan", "land", "iye", "ey", "en", "ea"]);
const COMMON = new Set([
  "northern",
  "southern",
  "eastern",
  "western",
  "central",
  "states",
  "status",
  "people",
  "person",
  "persons",
  "united",
  "green",
  "origin",
  "origins",
  "unknown"
]);
/** Regions that the box does not check. */
const REGION = /\b(?:latin america|middle east|balkans|member states|schengen|scandinavia|benelux|baltics?|maghreb|sahel|horn of africa)\b/; // prettier-ignore
/** After a region's name or adjective: "European countries". */
const COUNTRIES = /^[ -](?:member |host )?(?:countries|country|states?|nations?|governments?|union|bloc)\b/;

interface Name {
  readonly code: string;
  readonly name: string;
  /** Without its article. */
  readonly bare: string;
}

function namesOf(places: readonly PlaceLine[]): Name[] {
  return places
    .flatMap(([code = "", , , , ...names]) =>
      names.map((each) => {
        const name = plain(each);
        return {code, name, bare: name.replace(/^(?:el|the) /, "")};
      })
    )
    .filter(({name}) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
}

const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** The places with a name of several words that begins with this one. */
const beginning = (names: readonly Name[], word: string) =>
  names.flatMap(({code, name}) =>
    name.length > word.length && name.startsWith(word) && !/\p{L}/u.test(name[word.length] ?? "") ? [code] : []
  );

/** Names written out, the longest first, so that Guinea-Bissau is not taken for Guinea. */
function written(names: readonly Name[], original: string, folded: Folded): {mentions: Mention[]; rest: string} {
  let words = folded.text;
  const mentions: Mention[] = [];
  const take = (from: number, to: number) => (words = words.slice(0, from) + " ".repeat(to - from) + words.slice(to));
  for (const {code, name} of names) {
    for (let from = words.indexOf(name); from >= 0; from = words.indexOf(name, from + 1)) {
      if (isLetter(words[from - 1])) continue;
      const ending = /^\p{L}*/u.exec(words.slice(from + name.length))?.[0] ?? "";
      const to = from + name.length + ending.length;
      const start = folded.at[from] ?? 0;
      const isCapital = /^\p{Lu}/u.test(original.slice(start));
      // Codes and short names are also ordinary words: in, it, no, us.
      if (name.length <= 4 && /^[a-z.]+$/.test(name)) {
        const written = original.slice(start, (folded.at[to - 1] ?? 0) + 1);
        if (name.length <= 3 && written !== written.toUpperCase()) continue;
        if (!isCapital || ending) continue;
      }
      const ofPeople = name.length > 4 ? (/[a-z]/.test(name) ? ENDINGS.includes(ending) : ending.length <= 3) : ending === ""; // prettier-ignore
      if (!ofPeople) continue;
      const others = ending.startsWith("n") ? beginning(names, `${name}n`) : [];
      mentions.push({
        codes: [...new Set([code, ...others])],
        from,
        to,
        isPeople: ending !== "" || /ians?$|^tibetans?$/.test(name)
      });
      take(from, to);
    }
  }
  return {mentions, rest: words};
}

/** Words for peoples: "Afghans" begins like Afghanistan. The longest beginning decides; where several places fit, all are given. */
function peoples(names: readonly Name[], rest: string, isCapital: (at: number) => boolean): Mention[] {
  const mentions: Mention[] = [];
  for (const match of rest.matchAll(/\p{L}{3,}/gu)) {
    const word = match[0];
    const to = match.index + word.length;
    const irregular = isCapital(match.index) ? countryOfPeople(word) : undefined;
    if (irregular !== undefined) {
      mentions.push({codes: [irregular], from: match.index, to, isPeople: true});
      continue;
    }
    if (word.length < 4 || COMMON.has(word)) continue;
    // Every stem has four letters at least: other names need no look at their endings.
    const begun = word.slice(0, 4);
    const near = names.filter(({bare}) => bare.startsWith(begun));
    let best: {length: number; exact: boolean; codes: Set<string>} | null = null;
    for (const ending of ENDINGS) {
      if (!word.endsWith(ending)) continue;
      const stem = word.slice(0, word.length - ending.length);
      if (stem.length < 4) continue;
      for (const {code, bare} of near) {
        const exact = bare === stem && ending !== "";
        if (!exact && !(bare.startsWith(stem) && LOST.has(bare.slice(stem.length)))) continue;
        if (best && (best.exact === exact ? best.length > stem.length : best.exact)) continue;
        if (!best || best.exact !== exact || best.length < stem.length)
          best = {length: stem.length, exact, codes: new Set()};
        best.codes.add(code);
      }
    }
    // "Dominicans" and "Congolese" may be of either of two countries.
    const singular = word.replace(/s$/, "");
    const first = word.endsWith("ese") ? word.replace(/l?ese$/, "") : singular;
    for (const code of beginning(names, first)) (best ??= {length: 0, exact: true, codes: new Set()}).codes.add(code);
    if (best) mentions.push({codes: [...best.codes], from: match.index, to, isPeople: true});
  }
  return mentions;
}

const AUTHORITIES = /^(?:'s)? (?:authorities|government|officials?|courts?|state|ministry|office|migration|interior|immigration|figures|statistics|data|agency|border|police|parliament)\b/; // prettier-ignore
const DECIDES =
  /^(?:'s)?,? (?:has |had |have |also |only |officially |only officially )*(?:recogni[sz]e[sd]?|grant(?:s|ed)?|receive[sd]?|reject(?:s|ed)?|refuse[sd]?|register(?:s|ed)?|accept(?:s|ed)?|host(?:s|ed)?|takes?|took|gave|gives?|approve[sd]?|den(?:y|ies|ied)|decide[sd]?|saw|had|got|record(?:s|ed)?|count(?:s|ed)?|close[sd]?|is home|was home|shelter(?:s|ed)?|processed|turned)\b/;

/** "Sudan is the largest country of origin". */
const OF_ORIGIN =
  /^,? (?:is|was|were|are|became|remains?|remained) (?:[a-z'-]+ ){0,5}(?:origins?|source|nationality|nationalities)\b/;

/** The side that the words around a place say it is on; null where they say nothing. */
export type Side = "origin" | "asylum" | null;

/** Whether the code of a place is a region's: "m49:150". */
export const isRegion = (code: string | null): boolean => code?.includes(":") ?? false;

/** A place as a text names it. */
export interface NamedPlace {
  /** More than one where a word fits several places. */
  readonly codes: readonly string[];
  readonly side: Side;
  /** Whether a verb after it alone gives the side: "Germany refused", but also "Albania grant rate". */
  readonly isByVerb: boolean;
  /** Where its words begin and end in the text (NFC). */
  readonly from: number;
  readonly to: number;
}

function sideOf({codes: [code], from, to, isPeople}: Mention, text: string): {side: Side; isByVerb: boolean} {
  const said = (side: Side, isByVerb = false) => ({side, isByVerb});
  const before = text
    .slice(Math.max(0, from - 40), from)
    .trimEnd()
    .replace(/ the$/, "");
  const after = text.slice(to, to + 40);
  if (AUTHORITIES.test(after)) return said("asylum");
  const areCountries = code !== undefined && isRegion(code) && COUNTRIES.test(after);
  if (isPeople && !areCountries) return said("origin");
  if (OF_ORIGIN.test(after)) return said("origin");
  if (/\b(?:from|fled|fleeing|left|leaving|citizens of|nationals of|people of)$/.test(before)) return said("origin");
  if (/\b(?:in|into|to|at|within|inside|by|reached|entered)$/.test(before)) return said("asylum");
  if (areCountries) return said("asylum");
  return DECIDES.test(after) ? said("asylum", true) : said(null);
}

const NAMES = new WeakMap<readonly PlaceLine[], readonly Name[]>();

/** Every place that a text (NFC) names, in the order of the text, and the rest of the text's words. */
function namedIn(places: readonly PlaceLine[], text: string): {mentions: NamedPlace[]; rest: string} {
  const names = NAMES.get(places) ?? namesOf(places);
  NAMES.set(places, names);
  const folded = fold(text);
  const {mentions: found, rest} = written(names, text, folded);
  const isCapital = (at: number) => /^\p{Lu}/u.test(text.slice(folded.at[at] ?? 0));
  const ofCountries = names.filter(({code}) => !isRegion(code));
  const mentions = [...found, ...peoples(ofCountries, rest, isCapital)]
    .sort((a, b) => a.from - b.from)
    .map((mention) => ({
      codes: mention.codes,
      ...sideOf(mention, folded.text),
      from: folded.at[mention.from] ?? 0,
      to: (folded.at[mention.to - 1] ?? 0) + 1
    }));
  return {mentions, rest};
}

/** Every place that a text (NFC) names, in the order of the text. */
export const mentionsIn = (places: readonly PlaceLine[], text: string): NamedPlace[] => namedIn(places, text).mentions;

/** Words before a place that is left out: "without", "except for", "outside". */
const LEFT_OUT =
  /(?:\b(?:without|except(?:ing)?(?: for)?|excluding|excl\.?|other than|apart from|aside from|outside(?: of)?|not (?:counting|including)|exclusive of|with the exception of|minus|bar|barring|save(?: for)?|leaving (?:out|aside)|omitting|ignoring|disregarding)|\b(?:all|every\w*|countr(?:y|ies)|states?|nations?|world|anywhere|any\w*) but)(?: in| for| from)?(?: the)? $|\bnon-? ?$/i;
/** Words after it. */
const IS_LEFT_OUT =
  /^,? (?:excluded|excepted|aside|apart|(?:is |are )?(?:not (?:counted|included)|left out)|exclusive)\b/i;
const FROM = /\b(?:from|fled|fleeing|citizens of|nationals of|people of)\b(?!.*\b(?:in|to|at|within|by)\b)/i;
/** Places that are no country or region of the list: "northern Italy", "Germany’s neighbours", "the rest of Europe". */
const PART_BEFORE =
  /\b(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|(?:rest|parts?|areas?|regions?|provinces?|cit(?:y|ies)|capital|neighbou?rs?|(?:one|two|three|some|many|several|few|none|any) (?:countries|states)) of|elsewhere in|countries (?:near|bordering|around)|bordering|neighbou?ring|other)(?: the)?[ -]$/i;
/** Something else left out, by its name: "without Bavaria". */
const WITHOUT_OTHER = /\b(?:without|except(?:ing)?(?: for)?|excluding|outside(?: of)?|other than|apart from|aside from) (?:in )?(?:the )?(?=\p{Lu})/gu; // prettier-ignore
const WERE = /\b(?:were|was|are|is)(?: an?| all| mostly| mainly)? $/i;
const PART_AFTER =
  /^(?:'s?)? (?:neighbou?r\w*|capital|biggest cit|largest cit|north\b|south\b|east\b|west\b|border (?:region|area))/i;

/** Which of the places a text names are left out: those after "without", and those joined to them by commas and "and". */
function leftOut(mentions: readonly NamedPlace[], text: string): ReadonlySet<NamedPlace> {
  const out = new Set<NamedPlace>();
  for (let i = 0; i < mentions.length; i++) {
    const first = mentions[i];
    if (!first) continue;
    if (IS_LEFT_OUT.test(text.slice(first.to))) out.add(first);
    if (!LEFT_OUT.test(text.slice(Math.max(0, first.from - 60), first.from))) continue;
    const run = [first];
    // After a comma alone another part of the sentence may begin: "Without Germany, Europe received".
    let last = 1;
    for (let next = mentions[i + 1]; next; next = mentions[i + run.length]) {
      const between = /^(,? (?:and|or|nor|&)|,)(?: the)? $/i.exec(text.slice(run.at(-1)?.to, next.from))?.[1];
      if (between === undefined) break;
      run.push(next);
      if (between !== ",") last = run.length;
    }
    for (const place of run.slice(0, last)) out.add(place);
  }
  return out;
}

/** The country of origin and the country of asylum that a text names. */
export function placesIn(places: readonly PlaceLine[], original: string): Placed {
  const name = (code: string) => places.find(([each]) => each === code)?.[4] ?? code;
  const normal = original.normalize("NFC");
  const folded = plain(normal);
  const {mentions: named, rest} = namedIn(places, normal);
  const words = normal.replace(/[’‘ʼ]/g, "'");
  const out = leftOut(named, words);
  const mentions = named.filter((mention) => !out.has(mention));
  const doubts: string[] = [];
  const sides: Record<"origin" | "asylum", string[]> = {origin: [], asylum: []};
  const open: string[] = [];
  for (const mention of mentions) {
    const [code = ""] = mention.codes;
    if (mention.codes.length > 1)
      doubts.push(
        `“${normal.slice(mention.from, mention.to)}” may mean ${list(mention.codes.map(name)).replace(/ and (?=[^,]*$)/, " or ")}: we took ${name(code)}.`
      );
    const {side} = mention;
    const into = side === null ? open : sides[side];
    if (!into.includes(code)) into.push(code);
  }
  for (const code of open) {
    if (sides.origin.includes(code) || sides.asylum.includes(code)) continue;
    // Two names alone are read as "Haiti Canada", the origin first; a single one is where the applications were made.
    const free: "origin" | "asylum" =
      sides.origin.length === 0 && (sides.asylum.length > 0 || open.length > 1) ? "origin" : "asylum";
    sides[free].push(code);
  }
  for (const side of ["origin", "asylum"] as const) {
    // "In Germany, more than anywhere in Europe": the country is meant.
    const countries = sides[side].filter((code) => !isRegion(code));
    if (countries.length) sides[side] = countries;
    if (sides[side].length > 1)
      doubts.push(
        `It names several countries of ${side}: ${list(sides[side].map(name))}. We took ${name(sides[side][0] ?? "")}; check one at a time.`
      );
  }
  const but = [...new Set([...out].flatMap(({codes}) => codes))].sort();
  const [asylum = null, ...others] = sides.asylum;
  // Countries alone can be left out of a figure, of a region or of all.
  const isLeavable =
    [...out].every(
      ({codes, from, side}) =>
        codes.length === 1 &&
        !isRegion(codes[0] ?? null) &&
        side !== "origin" &&
        !FROM.test(words.slice(Math.max(0, from - 60), from))
    ) &&
    others.length === 0 &&
    (asylum === null || isRegion(asylum));
  const isOfPart =
    (out.size > 0 && !isLeavable) ||
    [...words.matchAll(WITHOUT_OTHER)].some(
      ({index, 0: {length}}) => !named.some(({from, to}) => from <= index + length && index + length < to)
    ) ||
    /\b(?:rest of the world|elsewhere in the world)\b/.test(folded) ||
    mentions.some(
      ({from, to}) =>
        PART_BEFORE.test(words.slice(Math.max(0, from - 40), from)) || PART_AFTER.test(words.slice(to, to + 40))
    );
  return {
    origin: sides.origin[0] ?? null,
    asylum,
    but: isLeavable ? but : [],
    isOfPart,
    isOfOrigin: mentions.some(
      ({from, side}) => side === "origin" && WERE.test(words.slice(Math.max(0, from - 20), from))
    ),
    isPlaced: named.length > 0 || /\b(?:world|worldwide|globally|global|all countries)\b/.test(folded),
    region: sides.asylum.length ? null : (REGION.exec(rest)?.[0] ?? null),
    doubts
  };
}
