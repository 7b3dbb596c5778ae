// What a citation says: the publishers first, named as their terms require, then this site as the tool, its edition, the address, and
// the licence of each publisher, as the edition's own list of sources has them.
import {editionDate} from "./editionDate.js";
import {list} from "./text.js";

/** A source as `datapackage.json` of an edition has it. */
export interface CitedSource {
  readonly name: string;
  readonly publisher: string;
  /** How the publisher wants to be named, or the statement that its licence requires. */
  readonly attribution: string;
  readonly licence: {readonly title: string};
}

/** Sources that pages show together, by name: what can be cited. The first publisher's figures are the subject. */
export const CITED_TOGETHER: readonly (readonly string[])[] = [
  ["ledger"],
  ["unhcr"],
  ["eurostat"],
  ["unhcr", "worldbank"],
  ["unhcr", "eurostat"],
  ["unhcr", "worldbank", "eurostat"],
  ["sem"],
  ["ircc"],
  ["home_office"],
  ["unhcr", "sem"],
  ["unhcr", "ircc"],
  ["unhcr", "home_office"]
];

/** This site as the author of a page of its own, such as Methods. */
const LEDGER: CitedSource = {
  name: "ledger",
  publisher: "Asylum Ledger contributors",
  attribution: "Asylum Ledger contributors",
  licence: {title: "Creative Commons Attribution 4.0"}
};

/** Sources that have no one publisher to name: each row names its own. */
const MANY_PUBLISHERS = "reported";

/** The sources of an edition that a citation of all of it names; one publisher's tables are named once. */
export function allCited<S extends CitedSource>(sources: readonly S[]): S[] {
  return sources.filter(
    (source, i) =>
      source.name !== MANY_PUBLISHERS &&
      sources.findIndex(({attribution, publisher}) => attribution === source.attribution && publisher === source.publisher) === i // prettier-ignore
  );
}

/** The sources of these names, in their order; null where the edition lacks one. */
export function citedSources(sources: readonly CitedSource[], names: readonly string[]): CitedSource[] | null {
  const found = names.map((name) => [...sources, LEDGER].find((source) => source.name === name));
  return found.every((source) => source !== undefined) ? found : null;
}

/** How publishers are named in the source line of a chart. */
const NAMED: readonly (readonly [name: string, words: RegExp])[] = [
  ["unhcr", /\bUNHCR\b/],
  ["worldbank", /\bWorld Bank\b/],
  ["eurostat", /\bEurostat\b/],
  ["sem", /\bSEM\b/],
  ["ircc", /\bIRCC\b/],
  ["home_office", /\bHome Office\b/]
];

/** The sources that a source line names, in the order in which they are cited. */
export const sourcesIn = (words: string): string[] => NAMED.flatMap(([name, is]) => (is.test(words) ? [name] : []));

/** The sources of several charts together, in the order in which they are cited. */
export const together = (some: readonly (readonly string[])[]): string[] =>
  NAMED.flatMap(([name]) => (some.some((names) => names.includes(name)) ? [name] : []));

/** Some publishers require a statement instead of a name. */
const isStatement = ({attribution}: CitedSource) => attribution.startsWith("Contains ");

/** The name that comes first: as the publisher requires it, else its own. */
export function requiredName(source: CitedSource): string {
  const name = source.attribution.replace(/^Source: /, "");
  return isStatement(source) || source.publisher.includes(name) ? source.publisher : name;
}

/** The author of a bibliography's entry: the required name without table codes. */
export function authorName(source: CitedSource): string {
  const name = requiredName(source);
  return name.includes(",") ? source.publisher : name;
}

function licenceOf(source: CitedSource): string {
  if (isStatement(source)) return source.attribution;
  const [title = ""] = source.licence.title.split(";");
  return title.replace(/^Creative Commons Attribution 4\.0\b.*$/, "CC BY 4.0");
}

/** The licences of all sources, said once where they are the same. */
export function licenceWords(sources: readonly CitedSource[]): string {
  const words = [...new Set(sources.map(licenceOf))];
  if (words.length === 1) return words[0] ?? "";
  const under = (licence: string) => sources.filter((source) => licenceOf(source) === licence).map(authorName);
  return words.map((licence) => `${list(under(licence))}: ${licence}`).join("; ");
}

/** "Asylum Ledger, edition of 25 November 2026". */
export const siteWords = (edition: string) => `Asylum Ledger, edition of ${editionDate(edition)}`;

export interface Cited {
  readonly title: string;
  /** Whole where the site knows its own. */
  readonly address: string;
  readonly edition: string;
  /** The day of access as readers see it; left out where nobody has opened the page yet, and the edition dates it. */
  readonly accessed?: string;
}

/** A citation as plain text. Names with commas in them are parted by semicolons, and the title follows a full stop. */
export function plainCitation(sources: readonly CitedSource[], {title, address, edition, accessed}: Cited): string {
  const day = accessed === undefined ? "" : `, accessed ${accessed}`;
  return `${sources.map(requiredName).join("; ")}. ${title}. Via ${siteWords(edition)}${day}, ${address} (${licenceWords(sources)})`;
}

/** What an edition as a whole is called in a citation. */
export const DATASET_TITLE = "Asylum applications and decisions by origin, country of asylum and year";

/** The address of an edition that stays, below the site's own. */
export const editionAddress = (edition: string, site: string | null) => `${site ?? "/"}editions/${edition}/`;

/** CITATION.txt: how to cite the files next to it. `site` is the site's address, ending in a slash. */
export function citationText(sources: readonly CitedSource[], edition: string, site: string | null): string {
  const address = editionAddress(edition, site);
  const all = allCited(sources);
  const unhcr = citedSources(sources, ["unhcr"]) ?? all.slice(0, 1);
  return [
    "How to cite these files",
    "",
    "Applications, decisions and year-end figures:",
    plainCitation(unhcr, {title: DATASET_TITLE, address, edition}),
    "",
    "The whole edition:",
    plainCitation(all, {title: DATASET_TITLE, address, edition}),
    "",
    "Add the day on which you took the files. Figures from other sources (reported): cite the publisher that each row names.",
    ...(site === null ? ["The address begins with that of the site from which you took the files."] : []),
    "",
    "Publishers, and the terms of each:",
    ...all.map((source) => `- ${source.publisher}. ${source.attribution}. Licence: ${source.licence.title}.`),
    "The classification, rounding ranges and rates are by Asylum Ledger, CC BY 4.0. No publisher endorses them.",
    ""
  ].join("\n");
}
