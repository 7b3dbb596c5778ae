// The page that shows the source card of any figure: its place, its script, and what it says without scripts or without a question.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {replaceOnce} from "./html.js";
import {scriptTags} from "./explorerPage.js";
import type {ExplorerParts} from "./explorerPage.js";

const PAGE = "figure.html";

/** Completes the page in the site built in `folder`; a site without it is left as it is. */
export async function writeFigure(folder: string, parts: () => Promise<ExplorerParts>): Promise<void> {
  const path = join(folder, PAGE);
  if (!existsSync(path)) return;
  const {attributes, scripts} = await parts();
  const main =
    `<main id="observablehq-main" class="card figure"><div id="acts" hidden ${attributes}></div>` +
    `<div id="tell" role="status"></div><div id="card">` +
    `<h1 id="card-title">The source card of any figure</h1>` +
    `<p class="lead">Every number on this site has a source card: the number with its range, a sentence to print, what it does not mean, and where it comes from. The address of this page says which figure.</p>` +
    `<p>Numbers in the <a href="./explorer">explorer</a> lead here.</p></div>` +
    `<noscript><p class="caution"><b>Scripts are off.</b> A script computes this card in your browser from the edition’s files. Without scripts, the <a href="./explorer">explorer</a> answers one question, and <a href="./data">Data</a> has the files. The figures in our texts have cards that need no scripts.</p></noscript></main>`;
  const html = replaceOnce(
    readFileSync(path, "utf8"),
    /<main id="observablehq-main"[\s\S]*<\/main>/,
    "<main></main>",
    "main"
  );
  writeFileSync(
    path,
    html.replace("<main></main>", () => main).replace("</head>", () => `${scriptTags(scripts.figure)}</head>`)
  );
}
