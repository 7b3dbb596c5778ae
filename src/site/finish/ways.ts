// Links to pages that a site may lack (`data-way`): `<a data-way="explorer?origin=VEN">` leads there where the built site has
// the page, and the id where one is named; otherwise it goes, and a paragraph that held nothing else with it.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {pageFile} from "../../html/pageFile.js";

/**
 * The HTML of one page with its `data-way` links resolved or removed; `up` leads to the site's root. `hasId` says whether a page has an id: as its file says,
 * unless the pages are still to be written.
 */
export function withWays(
  html: string,
  folder: string,
  up: string,
  hasId = (file: string, id: string) => readFileSync(join(folder, file), "utf8").includes(` id="${id}"`)
): string {
  if (!html.includes(" data-way=")) return html;
  return html
    .replace(
      /\s*<a((?:\s+[\w-]+="[^"]*")*?)\s+data-way="([^"]*)"([^>]*)>([\s\S]*?)<\/a>/g,
      (_, before: string, way: string, after: string, words: string) => {
        const [, address = "", id] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(way.replaceAll("&amp;", "&")) ?? [];
        const file = pageFile(folder, address);
        const there = file !== null && (id === undefined || hasId(file, id));
        return there ? ` <a${before} href="${up}${way}"${after}>${words}</a>` : "";
      }
    )
    .replace(/<li>\s*(?:<ul>\s*<\/ul>)?\s*<\/li>/g, "")
    .replace(/<p class="ways">\s*<\/p>\n?/g, "");
}
