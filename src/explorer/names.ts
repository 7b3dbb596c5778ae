// Names places, people and countries of asylum in a question's sentences.
import {articled, regionWords} from "../words/places.js";
import {list} from "../words/text.js";
import {formatNumber} from "../words/numbers.js";
import type {Places, Selection} from "../measures/selection.js";
import type {ExplorerRegion} from "./facts.js";

/** What gives names: the ledger, or the form alone while the figures are on their way. */
export interface Named {
  readonly place: (code: string) => {readonly name: string} | undefined;
  readonly facts: {readonly regions: readonly ExplorerRegion[]};
}

export const number = (n: number) => formatNumber(n);
const DATE = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "long", year: "numeric", timeZone: "UTC"});

/** "edition of 25 November 2026"; a second edition of a day keeps its number. */
export function editionWords(id: string): string {
  const [, day, more] = /^(\d{4}-\d{2}-\d{2})(?:-(\d+))?$/.exec(id) ?? [];
  const date = new Date(`${day ?? ""}T00:00:00Z`);
  // An address can name a day that no calendar has, such as 2026-13-45 or 2026-02-30.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day ?? "-")) return `edition ${id}`;
  return `edition of ${DATE.format(date)}${more === undefined ? "" : ` (${more})`}`;
}

/** A place's name as it is written after "in": "the United States". */
export function placeName(ledger: Named, code: string): string {
  return articled(ledger.place(code)?.name ?? code);
}

export function regionName(ledger: Named, places: Extract<Places, {kind: "region"}>): string {
  const {scheme, code} = places;
  const name = ledger.facts.regions.find((region) => region.scheme === scheme && region.code === code)?.name ?? code;
  return regionWords({name, scheme});
}

export function placesWords(ledger: Named, codes: readonly string[]): string {
  return codes.length > 4 ? `${codes.length} countries` : list(codes.map((code) => placeName(ledger, code)));
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

/** "Israel", "Europe", "all countries", "Europe without Germany". */
export function hostWords(ledger: Named, {asylums}: Pick<Selection, "asylums">): string {
  if (asylums.kind === "places") return placesWords(ledger, asylums.codes);
  const all = asylums.kind === "all" ? "all countries" : regionName(ledger, asylums);
  return asylums.but ? `${all} without ${placesWords(ledger, asylums.but)}` : all;
}

/** The name of the file: the question, in characters that every file system accepts. */
export function fileName(
  ledger: Named,
  {state: {selection}}: {readonly state: {readonly selection: Selection}}
): string {
  const words = `${selection.measure} ${peopleWords(ledger, selection)} ${hostWords(ledger, selection)} ${selection.years.join(" ")}`;
  return `${words
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 90)
    .toLowerCase()}.csv`;
}
