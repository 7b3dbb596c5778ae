// Lists addresses that have moved, in one table: removed pages, and sections that are now separate pages. Readers come to
// the new address with their query and fragment, by a few lines of script; without scripts by a refresh and a plain link.
import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pageFile} from "../html/pageFile.js";
import {atPath} from "./finish/editionPages.js";

/** New addresses of moved pages. Addresses are below the site's root, without a leading slash. */
export const MOVED_PAGES: Readonly<Record<string, string>> = {
  notebooks: "analysis",
  revisions: "check",
  "crosscheck-hosts": "crosscheck"
};

/** Fragments that a page once had, by where they lead now: whole ids, and beginnings of ids, which end in a hyphen. Ids are kept. */
export const MOVED_SECTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  index: {edition: "data", checks: "checks"},
  method: {
    rules: "rules",
    "rule-": "rules",
    "open-breaks": "breaks",
    "found-breaks": "breaks",
    "explained-breaks": "breaks",
    "break-": "breaks",
    "found-kinds": "breaks",
    watched: "about"
  },
  data: {
    dictionary: "dictionary",
    "table-": "dictionary",
    "columns-": "dictionary",
    checks: "checks",
    "checks-": "checks",
    "source-files": "checks"
  }
};

/** The Framework page used as the frame of moved pages. */
export const MOVED_FRAME = "moved/page";

/** Scripts here are written into pages as text: a policy allows each by its hash. */
const inline = (code: string) => `<script type="module">${code}</script>`;

/** The script of a moved page. */
const goOn = (to: string) => inline(`location.replace("./${to}" + location.search + location.hash);`);

/** The script of a page whose sections moved: it follows a fragment that the page no longer has. Ids may have any character. */
function goToSection(sections: Readonly<Record<string, string>>): string {
  return inline(
    `const moved = ${JSON.stringify(sections)};
function follow() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch {}
  if (id === "" || document.getElementById(id)) return;
  const found = Object.keys(moved).find((key) => key.endsWith("-") ? id.startsWith(key) : id === key);
  if (found) location.replace("./" + moved[found] + location.search + location.hash);
}
addEventListener("hashchange", follow);
follow();`
  );
}

/** Where an old address leads, as far as the site in `folder` has the new page; null where the old one is still a page itself. */
export function movedTo(folder: string, page: string): string | null {
  const to = MOVED_PAGES[page];
  return to !== undefined && pageFile(folder, to) !== null ? to : null;
}

/** The page at an address that is gone, in a frame that lies at the site's root. */
function movedPage(frame: string, to: string): string {
  return frame
    .replace(
      "</head>",
      () => `<noscript><meta http-equiv="refresh" content="0; url=./${to}"></noscript>\n${goOn(to)}\n</head>`
    )
    .replace(
      /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/,
      (_, open: string) =>
        `${open}\n<h1>This page has moved</h1>\n<p><a href="./${to}">Go to its new address</a></p>\n</main>`
    );
}

/** Writes a page at each address that is gone and wanted, in the frame of the page `moved/page`, which goes. */
export function writeMoved(folder: string, wanted: (page: string) => boolean = () => true): void {
  const template = join(folder, `${MOVED_FRAME}.html`);
  if (!existsSync(template)) return;
  const frame = readFileSync(template, "utf8");
  rmSync(template);
  for (const page of Object.keys(MOVED_PAGES)) {
    const to = movedTo(folder, page);
    if (to === null || !wanted(page) || pageFile(folder, page) !== null) continue;
    writeFileSync(join(folder, `${page}.html`), movedPage(atPath(frame, `${MOVED_FRAME}.html`, `${page}.html`), to));
  }
}

/** A page that has lost sections, with the script that leads to them; any other page as it is. */
export function withMovedSections(html: string, page: string, folder: string): string {
  const sections = Object.entries(MOVED_SECTIONS[page.replace(/\.html$/, "")] ?? {}).filter(
    ([, to]) => pageFile(folder, to) !== null
  );
  return sections.length
    ? html.replace("</head>", () => `${goToSection(Object.fromEntries(sections))}\n</head>`)
    : html;
}
