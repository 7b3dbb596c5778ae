// The place that a chart or an answer keeps for its block “Cite”: the build and the page's script fill it (src/figures/citeBlock.ts).
import {element} from "./table.js";

/** What is cited, in the words of the block's button. */
export const CITED_KINDS = ["figure", "chart", "answer", "page"] as const;
export type CitedKind = (typeof CITED_KINDS)[number];

/** `address` is as a link of the page would have it; `sources` are names with a space between two, UNHCR alone where not given. */
export function citePlace(
  document: Document,
  {
    title,
    address,
    kind,
    sources = "unhcr"
  }: {readonly title: string; readonly address: string; readonly kind: CitedKind; readonly sources?: string}
): HTMLElement {
  return element(document, "div", {
    class: "cite",
    "data-title": title,
    "data-address": address,
    "data-kind": kind,
    ...(sources === "unhcr" ? {} : {"data-sources": sources})
  });
}
