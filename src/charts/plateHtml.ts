// Writes a chart with its frame as a string, for the hundreds of generated pages.
import {PAPER} from "../html/paper.js";
import {plate} from "./plate.js";

/** A plate drawn on paper with the table behind it put in as text. */
export function plateHtml(make: Omit<Parameters<typeof plate>[0], "table">, behind: string): string {
  const html = plate(
    {...make, data: null, links: [{words: "Table", href: `#${make.id}-table`}]},
    {document: PAPER}
  ).outerHTML;
  const details = `<details class="behind" id="${make.id}-table"><summary>Table</summary>${behind}</details>`;
  return html.replace(/(?=<div class="cite"(?: [\w-]+="[^"]*")*><\/div><\/figure>$)/, () => details);
}
