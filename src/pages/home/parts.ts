// What the parts of the home page share: their options, the line of their source, and the link to the explorer.
import {element} from "../../html/table.js";
import type {Count} from "../../measures/bounds.js";
import type {Status} from "../../measures/codes.js";
import {editionDate} from "../../words/editionDate.js";
import type {HomeFacts} from "./facts.js";

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

/** The link from a chart to the explorer, with its year. */
export function way(document: Document, id: string, query: string, words: string): HTMLElement {
  return element(
    document,
    "p",
    {class: "ways", id: `${id}-way`},
    element(document, "a", {href: `./explorer?${query}`}, words)
  );
}
