// A brief as a document: what is saved as one HTML file, without scripts, with nothing that it loads.
import {element} from "../../html/table.js";
import {nameOf} from "./address.js";
import type {Brief} from "./address.js";
import {prefixed} from "./cut.js";
import type {Part} from "./parts.js";
import {editionWords} from "../names.js";

export interface Saved {
  readonly document: Document;
  /** The whole address of the brief. */
  readonly address: string;
  /** "28 November 2026". */
  readonly made: string;
  readonly edition: string;
}

/** "Figures of the edition of 25 November 2026. Made on 28 November 2026 with Asylum Ledger." */
export const madeWords = (edition: string, made: string) =>
  `Figures of the ${editionWords(edition)}. Made on ${made} with Asylum Ledger.`;

/** A caption's lines as paragraphs: text, never markup. */
export function captionParts(document: Document, caption: string): HTMLElement[] {
  return caption
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => element(document, "p", {class: "brief-caption", dir: "auto"}, line));
}

/** What stands under an item: its notes, its citation and its link. */
export function sourceParts(document: Document, {cite, address, notes, element: shown}: Part): HTMLElement[] {
  const [before = "", after] = cite.split(address);
  const link = () => element(document, "a", {href: address}, address);
  return [
    ...notes.map((words) => element(document, "p", {class: "caution"}, words)),
    ...(shown && cite
      ? [
          element(
            document,
            "p",
            {class: "brief-cite"},
            ...(after === undefined ? [`${cite} `, link()] : [before, link(), after])
          )
        ]
      : [])
  ];
}

/** The brief without its controls. */
export function briefArticle(brief: Brief, parts: readonly Part[], saved: Saved): HTMLElement {
  const {document, address, made, edition} = saved;
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const sections = brief.items.map(({caption}, i) => {
    const part = parts[i];
    return make(
      "section",
      {class: "brief-item"},
      ...captionParts(document, caption),
      ...(part?.element ? [prefixed(document.importNode(part.element, true), `item-${i + 1}-`)] : []),
      ...(part ? sourceParts(document, part) : [])
    );
  });
  return make(
    "main",
    {class: "brief saved"},
    make("h1", {dir: "auto"}, nameOf(brief)),
    make("p", {class: "brief-made"}, madeWords(edition, made)),
    ...sections,
    make("p", {class: "brief-foot"}, make("a", {href: address}, "Open this brief on the site"))
  );
}

/** Nothing loads and nothing runs, whatever a caption holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The file: `styles` are rules, `defs` the patterns that every page has, as markup. */
export function savedHtml(
  article: HTMLElement,
  {title, styles, defs}: {readonly title: string; readonly styles: string; readonly defs: string}
): string {
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n` +
    `<meta name="color-scheme" content="light dark">\n<title>${escape(title)}</title>\n` +
    `<style>\n${styles.replaceAll("</", "<\\/")}\n</style>\n</head>\n<body>\n${defs}\n${article.outerHTML}\n</body>\n</html>\n`
  );
}
