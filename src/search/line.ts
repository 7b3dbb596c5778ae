// Reads a line of plain words: the places and regions that it names, each with the side that its words say, its years and its numbers.
// Names, peoples and numbers are read as on Check a figure; names that are only begun, misspelt or written in another language are found as
// in the rest of the search.
import type {Stated} from "../words/claim/claim.js";
import {numbersIn} from "../words/claim/numbers.js";
import {mentionsIn} from "../words/claim/places.js";
import type {Side} from "../words/claim/places.js";
import {fold, FROM, JOINERS, wordsOf} from "./letters.js";
import {findPlaces} from "./names.js";
import type {Prepared, SearchIndex} from "./names.js";
import {plainWords} from "./plainWords.js";

const plain = plainWords(fold);
const MOST_CHARACTERS = 120;

/** A place or region that a line names. */
export interface Spot {
  /** Codes of places, the likeliest first; a region's code as the explorer has it. */
  readonly codes: readonly string[];
  readonly isRegion: boolean;
  readonly side: Side;
  readonly at: number;
}

export interface Line {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly spots: readonly Spot[];
  /** Words that mean nothing here. */
  readonly without: readonly string[];
  readonly years: readonly [number, number] | null;
  readonly numbers: readonly Stated[];
}

const tokensIn = (text: string) => wordsOf(text).map(({folded}) => folded);

/** Regions by their names and codes, as tokens. */
function regionOf({others}: Prepared, tokens: readonly string[]): string | null {
  const typed = tokens.join(" ");
  const found = others.find(
    ({entry, name}) =>
      entry.region !== null && [name.map(({folded}) => folded).join(" "), entry.region.split(":")[1]].includes(typed)
  );
  return found?.entry.region ?? null;
}

/** A typo is one of a word of at least so many letters; a shorter word has to be whole, unless it is the last one and being typed. */
const TYPO = 5;

/** Countries as likely as the first, those that receive applications before others: Korea is the one of the two that reports. */
function likeliest(index: SearchIndex, prepared: Prepared, tokens: readonly string[], last: string): string[] {
  if (tokens.some((token) => token.length < 4 && token !== last && !prepared.words.has(token))) return [];
  const found = findPlaces(prepared, tokens, 0.05);
  if ((found[0]?.cost ?? 0) >= 4 && tokens.some((token) => token.length < TYPO)) return [];
  const near = found.filter(({cost}) => cost <= (found[0]?.cost ?? 0) + 0.1).map(({place}) => place.code);
  return [...near.filter((code) => index.isHost(code)), ...near.filter((code) => !index.isHost(code))].slice(0, 3);
}

/** The places of a run of words that no sentence names: whole, cut in two, or word by word. Adds to `without` what names none. */
function spotsIn(find: (tokens: readonly string[]) => string[], run: readonly string[], without: string[]): string[][] {
  const whole = find(run);
  if (whole.length) return [whole];
  for (let cut = 1; cut < run.length; cut++) {
    const one = find(run.slice(0, cut));
    const other = one.length ? find(run.slice(cut)) : [];
    if (other.length) return [one, other];
  }
  if (run.length > 1) return run.flatMap((token) => spotsIn(find, [token], without));
  without.push(...run);
  return [];
}

/** Regions of several words, which have words of countries' names: the European Union, Southern Africa. `rest` is the text without them. */
function longRegions(prepared: Prepared, text: string): {spots: Spot[]; rest: string} {
  const words = wordsOf(text);
  const spots: Spot[] = [];
  let rest = text;
  for (let i = 0; i < words.length; i++) {
    const tokens = words.slice(i, i + 6).map(({folded}) => folded);
    const length = [6, 5, 4, 3, 2].find((n) => n <= tokens.length && regionOf(prepared, tokens.slice(0, n)) !== null);
    if (length === undefined) continue;
    const [from, to] = [words[i]?.from[0] ?? 0, words[i + length - 1]?.to.at(-1) ?? 0];
    const isFrom = words.slice(Math.max(0, i - 2), i).some(({folded}) => FROM.has(folded));
    const code = regionOf(prepared, tokens.slice(0, length)) ?? "";
    spots.push({codes: [code], isRegion: true, side: isFrom ? "origin" : "asylum", at: from});
    rest = `${rest.slice(0, from)}${"·".repeat(to - from)}${rest.slice(to)}`;
    i += length - 1;
  }
  return {spots, rest};
}

/** Regions and places in the words between two mentions. */
function inGap(index: SearchIndex, prepared: Prepared, gap: string, {at, last}: {at: number; last: string}) {
  const spots: Spot[] = [];
  const without: string[] = [];
  const tokens = tokensIn(gap);
  const find = (some: readonly string[]) => likeliest(index, prepared, some, last);
  let side: Side = null;
  let run: string[] = [];
  const end = () => {
    for (const codes of run.length ? spotsIn(find, run, without) : []) spots.push({codes, isRegion: false, side, at});
    run = [];
    side = null;
  };
  for (let i = 0; i < tokens.length; i++) {
    const length = [4, 3, 2, 1].find(
      (n) => i + n <= tokens.length && regionOf(prepared, tokens.slice(i, i + n)) !== null
    );
    const token = tokens[i] ?? "";
    if (length !== undefined) {
      end();
      const region = regionOf(prepared, tokens.slice(i, i + length)) ?? "";
      const isFrom = tokens.slice(Math.max(0, i - 2), i).some((each) => FROM.has(each));
      spots.push({codes: [region], isRegion: true, side: isFrom ? "origin" : "asylum", at});
      i += length - 1;
    } else if (JOINERS.has(token) || plain.isSaid(token)) {
      end();
      if (FROM.has(token)) side = "origin";
      else if (["in", "into", "to", "at", "в"].includes(token)) side = "asylum";
    } else run.push(token);
  }
  end();
  return {spots, without};
}

/** Years that a line names, with three on both sides of a year that it asks to look before and after. */
function yearsIn(text: string, [first, last]: readonly [number, number]) {
  const {years, numbers} = numbersIn(text, last);
  const around = /\bbefore and (?:after|since) (?:\p{L}+ )*((?:19|20)\d\d)\b/iu.exec(text)?.[1];
  const asked = around === undefined ? years : ([Number(around) - 3, Number(around) + 3] as const);
  if (!asked) return {years: null, numbers, lost: []};
  const [from, to] = asked;
  const isThere = to >= first && from <= last;
  return {
    years: isThere ? ([Math.max(first, from), Math.min(last, to)] as const) : null,
    numbers,
    lost: isThere ? [] : [from === to ? String(from) : `${from}–${to}`]
  };
}

/** A name of one word that others have too: Guinea, Congo. */
function alsoNamed({places}: Prepared, typed: string): string[] {
  const tokens = tokensIn(typed);
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) return [];
  return places.filter(({names}) => names[0]?.words.some(({folded}) => folded === token)).map(({place}) => place.code);
}

/** Reads a line; `span` is the years of the edition. */
export function readLine(index: SearchIndex, prepared: Prepared, query: string, span: readonly [number, number]): Line {
  const whole = query.slice(0, MOST_CHARACTERS).normalize("NFC");
  const {spots, rest: text} = longRegions(prepared, whole);
  // "Origins" begins like a name for people of unknown origin.
  const mentions = mentionsIn(prepared.lines, text).filter(
    ({from, to}) => !tokensIn(text.slice(from, to)).every(plain.isSaid)
  );
  const without: string[] = [];
  const last = tokensIn(text).at(-1) ?? "";
  let from = 0;
  const gap = (to: number) => {
    const found = inGap(index, prepared, text.slice(from, to), {at: from, last});
    spots.push(...found.spots);
    without.push(...found.without);
  };
  for (const mention of mentions) {
    gap(mention.from);
    const others = alsoNamed(prepared, text.slice(mention.from, mention.to));
    spots.push({
      codes: [...new Set([...mention.codes, ...others])],
      isRegion: false,
      side: mention.isByVerb ? null : mention.side,
      at: mention.from
    });
    from = mention.to;
  }
  gap(text.length);
  const {years, numbers, lost} = yearsIn(whole, span);
  spots.sort((a, b) => a.at - b.at);
  return {text: whole, tokens: tokensIn(whole), spots, without: [...without, ...lost], years, numbers};
}
