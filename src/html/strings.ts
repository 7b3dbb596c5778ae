// Writes tables, headings and paragraphs as strings, for the hundreds of generated pages.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {escape, figure} from "../words/country.js";
import {formatNumber, leastCount, printsRange} from "../words/numbers.js";

/** Placeholder for the number of a figure: each page numbers its own figures. */
export const FIGURE = "Figure #";
/** A number in a table with its bracket sign, and its range where that changes what a reader writes; `href` leads to its card. */
export const numberCell = (count: Count | null | undefined, absent = "–", href: string | null = null) =>
  count ? `<td>${linked(numberWords(count), href)}</td>` : `<td class="none">${absent}</td>`;

/** A number that can be higher: "at least", or the published number with the lower end of its range after it where that is less. HTML. */
export function leastWords(count: Count, href: string | null = null, rows?: string): string {
  const words = linked(figure(count, rows, false), href);
  if (count.lo === count.value) return `at least ${words}`;
  return `${words} (${count.lo > 0 ? leastCount(count) : "0 or more"})`;
}

/** The cell of such a number. */
export const leastCell = (count: Count | null, href: string | null = null): string =>
  count ? `<td>${leastWords(count, href)}</td>` : numberCell(count);

function numberWords(count: Count): string {
  if (isExact(count)) return formatNumber(count.value);
  if (!printsRange(count)) return figure(count, undefined, false);
  return `${formatNumber(count.value)}<span class="bounds">&nbsp;[${formatNumber(count.lo)}–${formatNumber(count.hi)}]</span>`;
}

/** A number of a table as a link that looks like the number; the number alone where it has no card. HTML. */
export const linked = (html: string, href: string | null) =>
  href === null ? html : `<a class="n" href="${escape(href)}">${html}</a>`;

export function table(
  id: string,
  caption: string,
  heads: readonly string[],
  rows: readonly string[],
  names = ""
): string {
  return (
    `<div class="scroll" id="${id}" role="region" tabindex="0" aria-labelledby="${id}-caption"><table${names ? ` class="${names}"` : ""}>` +
    `<caption id="${id}-caption">${escape(caption)}</caption><thead><tr>${heads.map((head) => `<th scope="col"><span class="head">${head}</span></th>`).join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table></div>`
  );
}

export const row = (name: string, ...cells: string[]) => `<tr><th scope="row">${name}</th>${cells.join("")}</tr>`;
export const textCell = (text: string) => `<td class="t">${text}</td>`;
export const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");
export const section = (id: string, rail: string, title: string) =>
  `<h2 id="${id}" data-rail="${escape(rail)}">${escape(title)}</h2>`;
export const paragraph = (html: string, names = "") => `<p${names ? ` class="${names}"` : ""}>${html}</p>`;
