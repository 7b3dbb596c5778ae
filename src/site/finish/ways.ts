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
  return replaced(html, (before, way, after, words) => {
    const [, address = "", id] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(way.replaceAll("&amp;", "&")) ?? [];
    const file = pageFile(folder, address);
    const there = file !== null && (id === undefined || hasId(file, id));
    return there ? ` <a${before} href="${up}${way}"${after}>${words}</a>` : "";
  })
    .replace(/<li>\s*(?:<ul>\s*<\/ul>)?\s*<\/li>/g, "")
    .replace(/<p class="ways">\s*<\/p>\n?/g, "");
}

const MARK = " data-way=";
const LINK = /^<a((?:\s+[\w-]+="[^"]*")*?)\s+data-way="([^"]*)"([^>]*)>([\s\S]*?)<\/a>/;

/** The HTML with each such link and the white space before it replaced. Looks at these links alone: a page has thousands of others. */
function replaced(html: string, by: (before: string, way: string, after: string, words: string) => string): string {
  let [done, from] = ["", 0];
  for (let at = html.indexOf(MARK); at >= 0; at = html.indexOf(MARK, Math.max(at + 1, from))) {
    const start = html.lastIndexOf("<a", at);
    const end = html.indexOf("</a>", at) + "</a>".length;
    const found = start < from ? null : LINK.exec(html.slice(start, end));
    if (!found) continue;
    const [, before = "", way = "", after = "", words = ""] = found;
    done += html.slice(from, start).trimEnd() + by(before, way, after, words);
    from = end;
  }
  return done + html.slice(from);
}
