// Builds the site's tables: a caption, header cells with a scope. A wide table scrolls inside its own box, which
// the keyboard can reach.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {formatBounds, formatNumber, leastCount, printsRange} from "../words/numbers.js";

type Content = string | Node | null;

/** An element with attributes and contents; a null content is left out. */
export function element(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...contents: readonly Content[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  for (const content of contents) if (content !== null) made.append(content);
  return made;
}

/** A link to another site, or plain text for sources kept in the repository, which have no address. */
export function outward(document: Document, href: string, words: string): HTMLElement | string {
  return /^https?:/.test(href) ? element(document, "a", {href}, words) : words;
}

/** A count in a cell: the number, and its bounds where it has any; `href` leads to its card. */
export function countCell(document: Document, count: Count, href: string | null = null): HTMLElement {
  const bounds = isExact(count) ? null : element(document, "span", {class: "bounds"}, `\u00a0${formatBounds(count)}`);
  return element(document, "td", {}, ...numberParts(document, [formatNumber(count.value), bounds], href));
}

/**
 * The contents of a number that can be higher: "at least", or the published number with the lower end of its range after it where that is
 * less; `href` leads to its card.
 */
export function leastParts(document: Document, count: Count, href: string | null): readonly (string | Node)[] {
  const words = isExact(count)
    ? formatNumber(count.value)
    : element(document, "span", {class: "fig b"}, formatNumber(count.value));
  return leastAround(href === null ? words : element(document, "a", {class: "n", href}, words), count);
}

/** The same around the element of a number; the element alone where the number is not the least. */
export const leastAround = (number: string | Node, count: Count | null): readonly (string | Node)[] =>
  !count
    ? [number]
    : count.lo === count.value
      ? ["at least ", number]
      : [number, ` (${count.lo > 0 ? leastCount(count) : "0 or more"})`];

/** A count for a cell of words: its range where that changes what a reader writes, else the bracket sign; `href` leads to its card. */
export function countLink(document: Document, count: Count, href: string | null): HTMLElement {
  const parts = printsRange(count)
    ? [formatNumber(count.value), element(document, "span", {class: "bounds"}, `\u00a0${formatBounds(count)}`)]
    : [
        isExact(count)
          ? formatNumber(count.value)
          : element(document, "span", {class: "fig b"}, formatNumber(count.value))
      ];
  return href === null ? element(document, "span", {}, ...parts) : element(document, "a", {class: "n", href}, ...parts);
}

/** A number of a table as a link that looks like the number; the number alone where it has no card. */
export function numberParts(document: Document, contents: readonly Content[], href: string | null): readonly Content[] {
  return href === null ? contents : [element(document, "a", {class: "n", href}, ...contents)];
}

/** The head of a table: one row of names of its columns. */
export function tableHead(document: Document, names: readonly string[]): HTMLElement {
  const cells = names.map((name) => element(document, "th", {scope: "col"}, name));
  return element(document, "thead", {}, element(document, "tr", {}, ...cells));
}

/** A table that scrolls sideways inside itself where the page is narrower; `id` names it and its caption. */
export function scrolling(
  document: Document,
  table: HTMLElement,
  {id, caption, wide = false}: {id: string; caption: string; wide?: boolean}
): HTMLElement {
  table.prepend(element(document, "caption", {id: `${id}-caption`}, caption));
  return element(
    document,
    "div",
    {class: wide ? "scroll wide" : "scroll", id, role: "region", tabindex: "0", "aria-labelledby": `${id}-caption`},
    table
  );
}
