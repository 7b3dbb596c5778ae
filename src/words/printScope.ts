// What sentences to print share: whose figure it is, where and when, its source in brackets, and names that can be printed.
import {capital, list} from "./text.js";
import type {Count} from "../measures/bounds.js";
import type {Unit} from "../measures/codes.js";
import {editionDate} from "./editionDate.js";
import {formatNumber, leastCount, printsRange} from "./numbers.js";
import {ALL_ADDED, OWN_ADDED} from "./stages.js";
import {NOT_COUNTRIES, peopleFrom, printedName} from "./places.js";

/** Whose number it is, and where it comes from. */
export interface Scope {
  /** Countries of origin with their articles; null for people from everywhere. */
  readonly origins: readonly string[] | null;
  /** Countries of asylum, or one region ("countries in Europe"); null for every country. */
  readonly asylums: readonly string[] | null;
  readonly years: readonly [first: number, last: number];
  /** "first instance"; null where stages do not apply or all that may be joined are. */
  readonly stage: string | null;
  readonly unit: Unit;
  /** "UNHCR", the attribution its licence requires. */
  readonly publisher: string;
  /** The edition's id. */
  readonly edition: string;
  /** Who decided, where it is not the country's government: "UNHCR in Syria", "the immigration courts of the United States". */
  readonly by?: string;
  /** One of two procedures of a country that has two: Russia decides on refugee status and on temporary asylum. */
  readonly procedure?: "refugee_status" | "temporary_asylum";
  /** What belongs to the same people and countries and is not in the number: "the United States’ immigration courts". */
  readonly notIncluded?: readonly string[];
}

/** Both end with their source in brackets or with a sentence after it. */
export interface PrintedWords {
  readonly short: string;
  readonly full: string;
}

/** More names than these are a number of countries in the short sentence. */
const MOST_NAMES = 5;

const names = (some: readonly string[]) => some.map(printedName);
/** "people from Eritrea"; null for people from everywhere. */
export function people({origins}: Scope, most = MOST_NAMES): string | null {
  if (!origins) return null;
  return origins.length > most ? `people from ${origins.length} countries of origin` : peopleFrom(names(origins));
}

/** People of an origin as a noun: "refugees from Eritrea", "person of unknown origin", "stateless people". */
export function nounOf({origins}: Scope, noun: string, most = MOST_NAMES): string {
  if (!origins) return noun;
  if (origins.length > most) return `${noun} from ${origins.length} countries of origin`;
  const groups = origins.filter((name) => name === "Stateless" || name === "Tibetan").map(lower);
  const known = names(origins.filter((name) => !NOT_COUNTRIES.includes(name)));
  const after = [
    ...(known.length ? [`from ${list(known)}`] : []),
    ...(origins.includes("Unknown") ? ["of unknown origin"] : [])
  ];
  return after.length ? `${noun} ${[...after, ...groups].join(" or ")}` : `${groups.join(" or ")} ${noun}`;
}
const lower = (name: string) => (name === "Stateless" ? "stateless" : name);

function placesOf({asylums}: Scope, most: number): string | null {
  if (!asylums) return null;
  return asylums.length > most ? `${asylums.length} countries of asylum` : list(names(asylums));
}

/** Who received or decided, as the subject of a sentence. */
export const hosts = (scope: Scope, most = MOST_NAMES): string =>
  scope.by ?? placesOf(scope, most) ?? "countries worldwide";

/** " in Germany", " worldwide". */
export function where(scope: Scope, most = MOST_NAMES): string {
  const places = placesOf(scope, most);
  return places === null ? " worldwide" : ` in ${places}`;
}

export const when = ([first, last]: Scope["years"]): string =>
  first === last ? `in ${first}` : `from ${first} to ${last}`;

/** "(UNHCR, via Asylum Ledger, edition of 25 November 2026)". */
export const source = ({publisher, edition}: Scope): string =>
  `(${publisher}, via Asylum Ledger, edition of ${editionDate(edition)})`;

/** "881", "between 204 and 208"; "at least 1,200" is the lower end, as more would overstate. */
export function amount(count: Count, isLeast: boolean): string {
  if (isLeast) return leastCount(count);
  return printsRange(count)
    ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}`
    : formatNumber(count.value);
}

/** Whether the number printed by `amount` is 1. */
export const isOne = (count: Count, isLeast: boolean): boolean =>
  isLeast ? count.lo === 1 : !printsRange(count) && count.value === 1;

export const plural = (one: boolean, word: string): string => (one ? word : `${word}s`);

/** In a short sentence, where persons go without saying. */
export const inCases = (unit: Unit): string => (unit === "C" ? ", counted in cases, not persons" : "");
export const inUnit = (unit: Unit): string =>
  unit === "P" ? "counted in persons" : "counted in cases, each of which can cover several persons";

const STAGES: Readonly<Record<string, string>> = {
  "first instance": "at first instance",
  appeal: "on appeal",
  "first instance and appeal combined": "at first instance and appeal combined",
  "first instance, alone or combined with appeal": "at first instance, alone or combined with appeals",
  "repeat applications": "on repeat applications",
  backlog: "from the backlog",
  [ALL_ADDED]: "at all stages together",
  [OWN_ADDED]: "at first instance, alone or with appeals",
  "temporary asylum": "in the procedure for temporary asylum",
  "temporary asylum procedure": "in the procedure for temporary asylum",
  "refugee status": "in the procedure for refugee status"
};
/** " at first instance", " on appeal"; empty where there is no stage, or where the procedure is named already. */
export function atStage({stage, procedure}: Scope): string {
  if (stage === null || (procedure === "temporary_asylum" && stage === "temporary asylum")) return "";
  return ` ${STAGES[stage] ?? `at ${stage.replace("stages added", "stages together")}`}`;
}

/** The stage where the short sentence would be misread without it: not where all that may be joined are. */
export const atShortStage = (scope: Scope): string => (JOINED.test(scope.stage ?? "") ? "" : atStage(scope));
const JOINED = /^first instance(?:,| and)/;

/** What UNHCR's rounding of small numbers means, or Eurostat's of all. */
export const rounds = (publisher: string): string =>
  publisher === "Eurostat" ? "Eurostat rounds its numbers" : `${publisher} rounds small numbers`;

/** A rounded number before rounding, as a sentence; empty where it is exact. */
export function rangeSentence({publisher}: Scope, {value, lo, hi}: Count): string {
  return lo === hi
    ? ""
    : `${rounds(publisher)}: the published entries add up to ${formatNumber(value)}, and the number before rounding is between ${formatNumber(lo)} and ${formatNumber(hi)}.`;
}

/** Unknown origin would be taken for a country. */
export const unknownSentence = ({origins}: Scope): string =>
  origins?.includes("Unknown") ? "“Unknown origin” means that the data does not give a country of origin." : "";

/** The same at the end of a short sentence. */
export const notIncludedAfter = ({notIncluded}: Scope): string =>
  notIncluded?.length ? `, not including ${list(notIncluded)}` : "";

export const notIncludedSentence = ({notIncluded}: Scope): string =>
  notIncluded?.length ? `Not included: ${list(notIncluded)}.` : "";

/** Sentences that are not empty, one after the other. */
export const sentences = (some: readonly string[]): string => some.filter(Boolean).join(" ");

/** The whole list of countries, where the short sentence has their number alone. */
export function namedSentence({origins, asylums}: Scope): string {
  const isLong = (some: readonly string[] | null) => some !== null && some.length > MOST_NAMES;
  return sentences([
    ...(origins && isLong(origins) ? [`The applicants are ${peopleFrom(names(origins))}.`] : []),
    ...(asylums && isLong(asylums) ? [`${capital(list(names(asylums)))} are the countries of asylum.`] : [])
  ]);
}
