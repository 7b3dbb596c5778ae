// Names what a fact sheet is about: its title, and its places as sentences to print have them.
import {capital} from "../../words/text.js";
import type {Ledger} from "../ledger.js";
import {hostWords, peopleWords, placeName, regionName} from "../names.js";
import type {Subject} from "./address.js";

/** Groups of people that are not named by a country: a sentence with "people from" does not fit them. */
const NOT_FROM: readonly string[] = ["UNK", "XXA", "TIB"];

/** "Asylum in Germany", "People from North Korea seeking asylum in the Russian Federation", "Asylum worldwide". */
export function titleOf(ledger: Ledger, {origins, asylums}: Subject): string {
  const where = asylums.kind === "all" ? "worldwide" : `in ${hostWords(ledger, {asylums})}`;
  if (origins.kind === "all") return `Asylum ${where}`;
  return `${capital(peopleWords(ledger, {origins}))} seeking asylum ${where}`;
}

/** The origins of a sentence to print; null for everyone. `fits` is false where the people have no country. */
export function printedOrigins(
  ledger: Ledger,
  {origins}: Subject
): {readonly names: readonly string[] | null; readonly fits: boolean} {
  if (origins.kind === "all") return {names: null, fits: true};
  if (origins.kind === "region") return {names: [regionName(ledger, origins)], fits: true};
  return {
    names: origins.codes.map((code) => placeName(ledger, code)),
    fits: !origins.codes.some((code) => NOT_FROM.includes(code))
  };
}

/** The countries of asylum of a sentence to print; null for all. */
export function printedAsylums(ledger: Ledger, {asylums}: Subject): readonly string[] | null {
  if (asylums.kind === "all") return null;
  if (asylums.kind === "region") return [`countries in ${regionName(ledger, asylums)}`];
  return asylums.codes.map((code) => placeName(ledger, code));
}
