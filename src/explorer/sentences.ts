// What the sentences of every answer share: who received or decided, a number with its range, the change since the year before.
import {range} from "d3";
import {decidersIn} from "../words/country.js";
import {list} from "../words/text.js";
import {formatCount, printsRange} from "../words/numbers.js";
import type {Count} from "../measures/bounds.js";
import type {Level, Unit} from "../measures/codes.js";
import type {InUnits} from "../measures/headline.js";
import type {Selection} from "../measures/selection.js";
import {isReported} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {hostWords, number, peopleWords, placeName} from "./names.js";
import type {View} from "./types.js";

/** An answer in two paragraphs: the latest year and the peak, then what it is made of, gaps and totals. */
export interface Finding {
  readonly first: string;
  readonly more: string;
}
export const paragraphs = (first: readonly string[], more: readonly string[] = []): Finding => ({
  first: first.join(" "),
  more: more.join(" ")
});

/** A number in a sentence, with its range where that would change what a reader writes: over 1% of it, or under 100. */
export function figure(count: Count): string {
  return printsRange(count)
    ? `${number(count.value)} (between ${number(count.lo)} and ${number(count.hi)})`
    : number(count.value);
}

/** A number within brackets or a list, with its range in square brackets under the same condition. */
export const short = (count: Count) => (printsRange(count) ? formatCount(count) : number(count.value));

export const IN_UNIT: Readonly<Record<Unit, string>> = {P: "counted in persons", C: "counted in cases"};

/** "In 2025 Israel", "From 2015 to 2025, 5 countries": a comma keeps two numbers from being taken for one. */
export const whenWho = (when: string, who: string): string => `${when}${/^\d/.test(who) ? "," : ""} ${who}`;

/** Who receives or decides: "Israel", "countries in Europe", "countries worldwide". */
export function countries(ledger: Ledger, {state: {selection}}: View): string {
  const {asylums} = selection;
  if (asylums.kind === "all") return "countries worldwide";
  const words = hostWords(ledger, selection);
  return asylums.kind === "region" ? `countries in ${words}` : words;
}

/** Who decided at some levels in some years: one country of asylum, UNHCR in it, or both; else `countries`. */
export function deciders(
  ledger: Ledger,
  view: View,
  {levels, years: [from, to]}: {readonly levels: readonly Level[]; readonly years: Selection["years"]}
): string {
  const {asylums, authority: asked} = view.state.selection;
  const who = countries(ledger, view);
  const [asylum, ...others] = asylums.kind === "places" ? asylums.codes : [];
  if (asylum === undefined || others.length) return who;
  const authorities = (asked === "all" ? (["G", "J", "U"] as const) : [asked]).filter((authority) =>
    range(from, to + 1).some((year) =>
      levels.some((level) =>
        (["P", "C"] as const).some((unit) =>
          isReported(ledger, {table: "decisions", year, asylum, authority, level, unit})
        )
      )
    )
  );
  return decidersIn(who, authorities);
}

/** " by people from Eritrea", or nothing for all origins. */
export function whom(ledger: Ledger, {state: {selection}}: View, preposition: "by" | "on" | "for"): string {
  return selection.origins.kind === "all" ? "" : ` ${preposition} ${peopleWords(ledger, selection)}`;
}

/** ", up from 81 in 2024": how a number compares with the one of the year before. */
export function changeSince(now: Count, then: Count, year: number): string {
  return now.value === then.value
    ? `, as many as in ${year}`
    : `, ${now.value > then.value ? "up" : "down"} from ${number(then.value)} in ${year}`;
}

/** "The peak was 6,348 in 2018." Nothing for one year or two, which the first sentence covers. */
export function peakSentence(
  counted: readonly {readonly year: number; readonly size: number; readonly words: string}[]
): string[] {
  const [first] = counted;
  const latest = counted.at(-1);
  if (!first || !latest || counted.length < 3) return [];
  const peak = counted.reduce((best, one) => (one.size > best.size ? one : best), latest);
  if (peak.size === 0) return [`No year from ${first.year} to ${latest.year} has a published number above 0.`];
  return [peak === latest ? `No year since ${first.year} had more.` : `The peak was ${peak.words} in ${peak.year}.`];
}

/** "Totals for 2000–2025, which cannot be added together: 16,619 persons (appeal); …", or the one total there is. */
export function totalsSentence(years: string, totals: readonly string[]): string[] {
  const [only] = totals;
  if (only === undefined) return [];
  if (totals.length === 1) return [`Total for ${years}: ${only}.`];
  const MOST = 4;
  const more = totals.length > MOST ? `; ${totals.length - MOST} more in the table` : "";
  return [`Totals for ${years}, which cannot be added together: ${totals.slice(0, MOST).join("; ")}${more}.`];
}

/** One value in persons and one in cases, never added: "629,358 persons and 282,594 cases". */
export function unitsWords(
  {P, C}: InUnits<Count>,
  words: (count: Count) => string = (count) => number(count.value)
): string {
  const one = (count: Count | null, unit: Unit) =>
    count
      ? [
          `${words(count)} ${unit === "P" ? (count.value === 1 ? "person" : "persons") : count.value === 1 ? "case" : "cases"}`
        ]
      : [];
  return list([...one(P, "P"), ...one(C, "C")]);
}

/** "these 6 countries", or the names of up to five. */
export function together(ledger: Ledger, codes: readonly string[]): string {
  return codes.length > 5 ? `these ${codes.length} countries` : list(codes.map((code) => placeName(ledger, code)));
}

/** The first sentence of an answer. "St." ends none. */
export const firstSentence = (text: string): string => /^.*?(?<!\bSt)\.(?= [A-Z]|$)/.exec(text)?.[0] ?? text;
