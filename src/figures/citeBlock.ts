// “Cite” for a figure, a chart, an answer or a page: closed until a reader opens it, with the citation as plain text in it, which needs
// no script. A script adds the other formats, copying and files when it is opened (citeOpen.ts).
import {element} from "../html/table.js";
import {ADDRESS_PLACE, citation} from "./citation.js";
import type {CitationTemplates} from "./citation.js";

/** What is cited, in the words of the block's button. */
export const CITED_KINDS = ["figure", "chart", "answer", "page"] as const;
export type CitedKind = (typeof CITED_KINDS)[number];

export interface CiteBlock {
  readonly title: string;
  /** As a link of the page would have it: whole, relative to the page, or an id in it after “#”. */
  readonly address: string;
  /** The address to print, where it is not the one of the link. */
  readonly shown?: string;
  /** Null where the page has none yet: they are fetched when the block is opened. */
  readonly templates: CitationTemplates | null;
  /** ISO 8601; null where the edition alone dates the citation. */
  readonly accessed: string | null;
  readonly kind?: CitedKind;
  /** The names of the sources, with a space between two; UNHCR alone where not given. */
  readonly sources?: string;
  /** The edition of a page, which its charts have too. */
  readonly edition?: string;
}

/** The block for a figure, a chart, an answer or a page. */
export function citeBlock(document: Document, the: CiteBlock): HTMLElement {
  const {title, address, kind = "figure", sources = "unhcr", edition} = the;
  return element(
    document,
    "details",
    {
      class: "cite",
      "data-title": title,
      "data-address": address,
      ...(sources === "unhcr" ? {} : {"data-sources": sources}),
      ...(edition === undefined ? {} : {"data-page": edition})
    },
    element(document, "summary", {}, `Cite this ${kind}`),
    element(document, "p", {class: "ref"}, ...plainParts(document, the))
  );
}

/** The plain text, with the address in an element of its own: a page below another path completes it. */
export function plainParts(
  document: Document,
  {title, address, shown = address, templates, accessed}: CiteBlock
): (string | Node)[] {
  if (!templates) return [];
  // The place of the address stays in, to be found.
  const [before = "", after = ""] = citation(templates, "plain", {title, address: ADDRESS_PLACE, accessed}).split(
    ADDRESS_PLACE
  );
  return [before, element(document, "span", {class: "to"}, shown), after];
}

/** A place for the block of a chart or an answer: the build and the page's script fill it. */
export function citePlace(
  document: Document,
  {title, address, kind, sources = "unhcr"}: Pick<CiteBlock, "title" | "address" | "kind" | "sources">
): HTMLElement {
  return element(document, "div", {
    class: "cite",
    "data-title": title,
    "data-address": address,
    ...(kind === undefined ? {} : {"data-kind": kind}),
    ...(sources === "unhcr" ? {} : {"data-sources": sources})
  });
}
