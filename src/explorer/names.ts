// Names of places, people and hosts in a question's sentences.
import {formatNumber} from "../words/numbers.js";
import type {Places, Selection} from "../measures/selection.js";
import type {ExplorerRegion} from "./ledger.js";

/** What gives names: the ledger, or the form alone while the figures are on their way. */
export interface Named {
  readonly place: (code: string) => {readonly name: string} | undefined;
  readonly facts: {readonly regions: readonly ExplorerRegion[]};
}

export const list = (words: readonly string[]) => new Intl.ListFormat("en", {type: "conjunction"}).format(words);
export const number = (n: number) => formatNumber(n, "en");
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** A place's name as it stands after "in": "the United States". */
export function placeName(ledger: Named, code: string): string {
  const name = ledger.place(code)?.name ?? code;
  return /^(?:United |Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Central African|Dominican Rep|Democratic|Republic|Russian|.* Islands$)/.test(
    name
  )
    ? `the ${name}`
    : name;
}

export function regionName(ledger: Named, places: Extract<Places, {kind: "region"}>): string {
  const {scheme, code} = places;
  const name = ledger.facts.regions.find((region) => region.scheme === scheme && region.code === code)?.name ?? code;
  if (scheme === "bureau") return `${name.replace(/^The /, "the ")} (UNHCR’s region)`;
  return /^(?:Americas|Caribbean|Micronesian Region|European Union|EU and EFTA)$/.test(name) ? `the ${name}` : name;
}

export function placesWords(ledger: Named, codes: readonly string[]): string {
  return codes.length > 4 ? `${codes.length} places` : list(codes.map((code) => placeName(ledger, code)));
}

/** "people from Eritrea", "stateless people", "people of unknown origin", "people from anywhere". */
export function peopleWords(ledger: Named, {origins}: Pick<Selection, "origins">): string {
  if (origins.kind === "all") return "people from anywhere";
  if (origins.kind === "region") return `people from ${regionName(ledger, origins)}`;
  const [code = ""] = origins.codes;
  if (origins.codes.length === 1) {
    if (code === "XXA") return "stateless people";
    if (code === "UNK") return "people of unknown origin";
    if (code === "TIB") return "Tibetans";
  }
  return `people from ${placesWords(ledger, origins.codes)}`;
}

/** "Israel", "Europe", "all countries". */
export function hostWords(ledger: Named, {asylums}: Pick<Selection, "asylums">): string {
  if (asylums.kind === "all") return "all countries";
  return asylums.kind === "region" ? regionName(ledger, asylums) : placesWords(ledger, asylums.codes);
}
