// The parts of a claim as fields: what a sentence was understood as, what a reader corrected, and an address that keeps both.
import {isRate, WHAT_WORDS, WHATS} from "../../words/claim/claim.js";
import type {Claim, Understood, What} from "../../words/claim/claim.js";
import type {Outside} from "../../words/claim/outside.js";
import type {ClaimList} from "./checkList.js";
import {LONGEST} from "./longest.js";
import {numberIn} from "../../words/claim/numbers.js";
import {list} from "../../words/text.js";
import {understand} from "../../words/claim/understand.js";

/** What the fields hold: texts, empty where nothing is chosen. */
export interface Parts {
  readonly what: string;
  readonly origin: string;
  readonly asylum: string;
  readonly from: string;
  readonly to: string;
  readonly number: string;
}
export const PART_NAMES = ["what", "origin", "asylum", "from", "to", "number"] as const;

/** The value of the fields for places: everyone, or every country. */
export const EVERYWHERE = "all";

/** What the fields hold for a sentence. */
export function partsOf({what, origin, asylum, isPlaced, region, years, numbers}: Understood): Parts {
  const isKnown = isPlaced && (region === null || asylum !== null);
  return {
    what: what ?? "",
    origin: origin ?? EVERYWHERE,
    asylum: asylum ?? (isKnown ? EVERYWHERE : ""),
    from: String(years?.[0] ?? ""),
    to: String(years?.[1] ?? ""),
    number: numbers.length === 1 ? (numbers[0]?.words ?? "") : ""
  };
}

/** A sentence and the fields: as understood, with what was corrected. */
export interface Asked {
  readonly text: string;
  readonly understood: Understood;
  readonly parts: Parts;
}

/** Countries and regions with their names, as lines of the list of places. */
const namedIn = ({places, regions}: ClaimList) => [
  ...places,
  ...regions.map(([code = "", ...names]) => [code, "", "", "", ...names])
];

export function askedOf(claims: ClaimList, pasted: string, corrected: Partial<Parts> = {}): Asked {
  const text = pasted.slice(0, LONGEST).trim();
  const understood = understand(namedIn(claims), text, claims.years[1]);
  return {text, understood, parts: {...partsOf(understood), ...corrected}};
}

/** The query of an address: the sentence, and the fields that differ from how it was understood. */
export function queryOf({text, understood, parts}: Asked): string {
  const own = partsOf(understood);
  const query = new URLSearchParams({claim: text});
  for (const name of PART_NAMES) if (parts[name] !== own[name]) query.set(name, parts[name]);
  return query.toString();
}

/** The sentence and corrections of an address; null where it has none. Anything that is no choice is dropped. */
export function askedBy(claims: ClaimList, search: string): Asked | null {
  const query = new URLSearchParams(search);
  const text = query.get("claim");
  if (text === null || text.trim() === "") return null;
  const corrected: Partial<Record<keyof Parts, string>> = {};
  for (const name of PART_NAMES) {
    const value = query.get(name);
    if (value !== null && isChoice(claims, name, value)) corrected[name] = value;
  }
  return askedOf(claims, text, corrected);
}

function isChoice({places, regions, years}: ClaimList, name: keyof Parts, value: string): boolean {
  if (name === "what") return value === "" || (WHATS as readonly string[]).includes(value);
  if (name === "number") return value.length <= 40;
  if (name === "from" || name === "to") return /^\d{4}$/.test(value) && years[0] <= Number(value) && Number(value) <= years[1]; // prettier-ignore
  return value === EVERYWHERE || [...places, ...regions].some(([code]) => code === value);
}

/** A claim, or what is missing before it can be checked, in words for readers. */
export function claimOf({understood, parts}: Asked): Claim | {readonly outside: Outside} | {readonly lacks: string} {
  // A reader who chooses what is counted has the number compared with that.
  if (understood.outside !== null && parts.what === "") return {outside: understood.outside};
  const number = numberIn(parts.number);
  const [from, to] = [Number(parts.from || parts.to), Number(parts.to || parts.from)];
  const lacks = [
    ...(number ? [] : [understood.numbers.length > 1 && parts.number === "" ? `one number (the sentence has ${list(understood.numbers.slice(0, 6).map(({words}) => words))}: check one at a time)` : "a number"]),
    ...(from > 0 ? [] : ["a year"]),
    ...(parts.asylum === "" ? [understood.region === null ? "a country" : `a country (we check countries, UN and UNHCR regions, the EU and the world, not “${understood.region}”)`] : [])
  ]; // prettier-ignore
  if (!number || lacks.length) return {lacks: list(lacks)};
  const what = (WHATS as readonly string[]).includes(parts.what) ? (parts.what as What) : null;
  return {
    what,
    origin: parts.origin === EVERYWHERE ? null : parts.origin,
    asylum: parts.asylum === EVERYWHERE ? null : parts.asylum,
    ...(understood.but.length && parts.asylum === partsOf(understood).asylum ? {but: understood.but} : {}),
    years: from <= to ? [from, to] : [to, from],
    // A number without its sign is a percentage where a rate is asked for.
    number: what !== null && isRate(what) && !number.isShare && number.value <= 100 ? {...number, isShare: true, value: number.value / 100, step: 0.01} : number, // prettier-ignore
    also: what === understood.what ? understood.also : [],
    stage: understood.stage
  };
}

/** The choices of the field for what is counted. */
export const WHAT_CHOICES: readonly (readonly [value: string, words: string])[] = [
  ["", "not said: any figure"],
  ...WHATS.map((what) => [what, WHAT_WORDS[what]] as const)
];
