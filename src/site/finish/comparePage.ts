// The page that lays two countries side by side, after Framework's build: where its script writes them, and what a reader without scripts
// sees.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {ExplorerFacts} from "../../explorer/facts.js";
import {escapeHtml, replaceOnce} from "./html.js";
import {scriptTags} from "./explorerPage.js";
import type {ExplorerParts} from "./explorerPage.js";

const PAGE = "compare.html";

/** Completes the page in the site built in `folder`; a site without it is left as it is. */
export async function writeCompare(folder: string, parts: () => Promise<ExplorerParts>): Promise<void> {
  const path = join(folder, PAGE);
  if (!existsSync(path)) return;
  const {ledger, attributes, scripts} = await parts();
  const html = replaceOnce(
    readFileSync(path, "utf8"),
    '<div id="compare-page"></div>',
    compareMain(attributes, ledger.facts),
    "compare"
  );
  writeFileSync(
    path,
    html.replace("</head>", () => `${scriptTags(scripts.compare)}</head>`)
  );
}

/** The contents of the page: the choice of countries and year, which the script fills in; `attributes` name the explorer's files. */
function compareMain(attributes: string, {places, years}: Pick<ExplorerFacts, "places" | "years">): string {
  const option = (value: string, words: string) => `<option value="${value}">${escapeHtml(words)}</option>`;
  const countries = places.map(({code, name}) => option(code, name)).join("");
  const all = Array.from({length: years[1] - years[0] + 1}, (_, i) => String(years[1] - i));
  return (
    `<form class="pair" id="pair" method="get" action="./compare">` +
    `<label>Country <select name="a">${countries}</select></label> <label>and <select name="b">${countries}</select></label> ` +
    `<label>Year <select name="year">${all.map((year) => option(year, year)).join("")}</select></label> ` +
    `<button type="submit" class="btn">Compare</button></form>` +
    `<div id="acts" hidden ${attributes}></div><div class="tell" id="tell" role="status"></div>` +
    `<noscript><p class="caution"><b>Scripts are off.</b> This table is made in your browser from the edition’s files. The <a href="./countries">country pages</a> have the same figures without scripts.</p></noscript>` +
    `<h1 id="compared">Two countries, side by side</h1>`
  );
}
