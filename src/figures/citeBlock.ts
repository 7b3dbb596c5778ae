// “Cite” for a figure, a chart, an answer or a page: closed until a reader opens it, with the citation as plain text in it, which needs
// no script. A script adds the other formats, copying and files when it is opened (citeOpen.ts).
import type {CitedKind} from "../html/citePlace.js";
import {element} from "../html/table.js";

export interface CiteBlock {
  readonly title: string;
  /** As a link of the page would have it: whole, relative to the page, or an id in it after “#”. */
  readonly address: string;
  /** The citation as plain text; nothing where the page has none yet, and it is fetched when the block is opened. */
  readonly text?: readonly (string | Node)[];
  readonly kind?: CitedKind;
  /** The names of the sources, with a space between two; UNHCR alone where not given. */
  readonly sources?: string;
  /** The edition of a page, which its charts have too. */
  readonly edition?: string;
}

/** The block for a figure, a chart, an answer or a page. */
export function citeBlock(
  document: Document,
  {title, address, text = [], kind = "figure", sources = "unhcr", edition}: CiteBlock
): HTMLElement {
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
    element(document, "p", {class: "ref"}, ...text)
  );
}
