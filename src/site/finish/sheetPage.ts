// The page of fact sheets after Framework's build: where its script writes the sheet, and what a reader without scripts sees.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {replaceOnce} from "./html.js";
import {scriptTags} from "./explorerPage.js";
import type {ExplorerParts} from "./explorerPage.js";

const PAGE = "sheet.html";

/** Completes the page in the site built in `folder`; a site without it is left as it is. */
export async function writeSheet(folder: string, parts: () => Promise<ExplorerParts>): Promise<void> {
  const path = join(folder, PAGE);
  if (!existsSync(path)) return;
  const {attributes, scripts} = await parts();
  const html = replaceOnce(readFileSync(path, "utf8"), '<div id="sheet-page"></div>', sheetMain(attributes), "sheet");
  writeFileSync(
    path,
    html.replace("</head>", () => `${scriptTags(scripts.sheet)}</head>`)
  );
}

/** The contents of the page; `attributes` name the explorer's files. */
function sheetMain(attributes: string): string {
  return (
    `<div class="sheet-tools" id="acts" ${attributes}><p><a href="./countries">Countries</a> <a href="./world">World regions</a> <a href="./explorer">Explorer</a></p>` +
    `<button type="button" class="btn" id="print" hidden>Print</button></div>` +
    `<div class="tell" id="tell" role="status"></div>` +
    `<noscript><p class="caution"><b>Scripts are off.</b> A fact sheet is made in your browser from the edition’s files. The <a href="./countries">country pages</a> and the <a href="./world">pages of world regions</a> have the same figures without scripts, and print well.</p></noscript>` +
    `<div id="sheet"><h1>Fact sheet</h1></div>`
  );
}
