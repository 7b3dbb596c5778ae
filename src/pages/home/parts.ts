// What the parts of the home page share: their options, the line of their source, and the link to the explorer.
import {figureHref, places, withLinks, yearOf} from "../../figures/link.js";
import type {Linked, TextLink} from "../../figures/link.js";
import {countLink, element} from "../../html/table.js";
import type {Count} from "../../measures/bounds.js";
import type {Status, Unit} from "../../measures/codes.js";
import type {InUnits} from "../../measures/headline.js";
import {formatNumber} from "../../words/numbers.js";
import {editionDate} from "../../words/editionDate.js";
import type {HomeFacts, HomePlace} from "./facts.js";

/** What is counted where a number of the first screen has a card: its words as a figure, made by the build for the latest year. */
export type CardOf = (number: "persons" | "cases" | "waiting" | Status, text: string, count: Count) => Node | string;

export interface HomeOptions {
  readonly document: Document;
  /** Links a number to its card; a number without one is text. */
  readonly card?: CardOf;
}

export const sourceOf = ({edition}: HomeFacts) => `Source: UNHCR, edition of ${editionDate(edition)}.`;

export function maker(document: Document) {
  return (name: string, attributes: Record<string, string> = {}, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
}

/** The cards of the new applications of a place in a year, by unit. */
export function placeFigure(
  {code, unlike}: HomePlace,
  side: "asylum" | "origin",
  year: number
): (unit: Unit) => Linked | null {
  const where = side === "asylum" ? {asylums: places(code)} : {origins: places(code)};
  return (unit) => ({...where, unit, years: yearOf(year), ...(unlike?.includes(unit) ? {added: "own"} : {})});
}

/** A number in a table, linked where it has a card. */
export const numberIn = (document: Document, count: Count, of: Linked | null): HTMLElement =>
  countLink(document, count, of && figureHref("./", of));

/** Links for the numbers of both units in a text. */
export const linksOf = (counts: InUnits<Count>, of: (unit: Unit) => Linked | null): TextLink[] =>
  (["P", "C"] as const).flatMap((unit) => {
    const [count, figure] = [counts[unit], of(unit)];
    return count && figure ? [{text: formatNumber(count.value), figure}] : [];
  });

/** A text whose numbers lead to their cards. */
export const said = (document: Document, text: string, links: readonly TextLink[]): readonly (string | Node)[] =>
  withLinks(text, links, ({text: number, figure}) =>
    element(document, "a", {class: "n", href: figureHref("./", figure)}, number)
  );

/** The link from a chart to the explorer, with its year. */
export function way(document: Document, id: string, query: string, words: string): HTMLElement {
  return element(
    document,
    "p",
    {class: "ways", id: `${id}-way`},
    element(document, "a", {href: `./explorer?${query}`}, words)
  );
}
