// Writes the pages below /embed/ that other sites may frame: one for each likely question, one for each chart of the pages, one that
// draws a chart of any answer, and one that loads a chart out of a page that has too many neighbours. The first two need no scripts.
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {worldDefs} from "../../charts/worldMap.js";
import {worldShapes} from "../../charts/atlas.js";
import type {Edition} from "../../edition/edition.js";
import {CHART_PAGE, isWritten, LOADED_PAGE, pageEmbed} from "../../explorer/embed/address.js";
import {cutFigure, figuresIn, framedFigure, framedMain, titleIn} from "../../explorer/embed/framedFigure.js";
import {PAPER} from "../../html/paper.js";
import {editionDate} from "../../words/editionDate.js";
import {HATCH} from "../frame.js";
import {pathOf} from "../machines/sitemap.js";
import {writeScript} from "../scripts.js";
import {scriptTags} from "./explorerPage.js";
import type {ExplorerParts} from "./explorerPage.js";
import {SiteError} from "./files.js";
import {escapeHtml} from "./html.js";
import {upFrom} from "./framedQuestion.js";
import type {FramedQuestion} from "./framedQuestion.js";

/** What every framed page of a site has in common. */
export interface Frames {
  /** The stylesheet, and the script of every framed page, by their paths below the site's root. */
  readonly sheet: string;
  readonly script: string;
  /** The site's own address, ending in a slash; null where it is not set. */
  readonly site: string | null;
  /** The edition that written charts are of. */
  readonly edition: string;
}

/** The stylesheet that a finished page names. */
function sheetOf(html: string): string {
  const [, sheet] = /<link rel="stylesheet"[^>]* href="(?:\.{0,2}\/)*(_import\/look[^"]*)"/.exec(html) ?? [];
  if (sheet === undefined) throw new SiteError("a page names no stylesheet where it was expected");
  return sheet;
}

/** Writes the script of the framed pages. `page` is a finished page, whose stylesheet they share. */
export async function framesOf(
  folder: string,
  root: string,
  {page, site, edition}: Pick<Frames, "site" | "edition"> & {readonly page: string}
): Promise<Frames> {
  const script = await writeScript(folder, root, "framed", "explorer/embed/framed");
  return {sheet: sheetOf(page), script, site, edition};
}

/** The strictest policy that a framed page can have: one that loads files may connect to the site. */
function policyOf(loads: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    ...(loads ? ["connect-src 'self'", "worker-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ");
}

interface Framed extends FramedQuestion {
  /** For pages whose scripts draw the chart. */
  readonly scripts?: string;
  readonly before?: string;
}

/** The HTML of a framed page. Its colour scheme is the stylesheet's. */
export function framedPage(
  {address, title, of, main, scripts = "", before = ""}: Framed,
  {sheet, script, site, edition}: Frames
): string {
  const up = upFrom(address);
  const canonical = site === null ? `${up}${of}` : new URL(of, site).href;
  const hatch = scripts !== "" || main.includes("url(#hatch)") ? HATCH : "";
  // A page with scripts reads its edition from what it loads. Without a script, no page knows which one its address names.
  const isWhole = scripts === "";
  const shown = isWhole
    ? `<noscript><p class="unit">This frame shows the edition of ${editionDate(edition)}, the latest, even where its address names another.</p></noscript>`
    : "";
  return `<!DOCTYPE html>
<html lang="en"${isWhole ? ` data-edition="${escapeHtml(edition)}"` : ""}>
<head>
<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts !== "")}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} | Asylum Ledger</title>
<link rel="canonical" href="${escapeHtml(canonical)}">
<link rel="stylesheet" href="${up}${sheet}">
<script src="${up}${script}"></script>
${scripts}</head>
<body class="embed">
${hatch}${before}<main>${main}${shown}</main>
</body>
</html>
`;
}

/** The framed page of a chart of a finished page; null where the page has no such chart. */
export function cutPage(html: string, {page, chart}: {page: string; chart: string}, frames: Frames): string | null {
  const figure = cutFigure(html, chart);
  if (figure === null) return null;
  const of = pathOf(`${page}.html`);
  const address = pageEmbed(page, chart);
  const main = framedMain(framedFigure(figure, {up: upFrom(address), of}));
  return framedPage({address, title: titleIn(figure), of, main}, frames);
}

const noScript = (words: string, link: string) => `<noscript><p class="caution"><b>Scripts are off.</b> ${words} ${link}</p></noscript>`; // prettier-ignore
const onSite = (href: string) => `<a href="../${href}" target="_blank" rel="noopener">See it on Asylum Ledger</a>.`;

/** The page that draws a chart of any answer. */
export function chartPage(
  {attributes, scripts}: Pick<ExplorerParts, "attributes" | "scripts">,
  edition: Edition,
  frames: Frames
): string {
  // prettier-ignore
  const below = (text: string) => text.replaceAll('"./', '"../');
  return framedPage(
    {
      address: CHART_PAGE,
      title: "A chart",
      of: "explorer",
      main: noScript("A script draws this chart.", onSite("explorer")),
      scripts: below(scriptTags(scripts.embed)),
      before: `<div id="acts" hidden ${below(attributes)}></div>${worldDefs(worldShapes(edition.atlas).paths, PAPER).outerHTML}`
    },
    frames
  );
}

/** The page that loads a chart out of another page. */
export async function loadedPage(folder: string, root: string, frames: Frames): Promise<string> {
  const script = await writeScript(folder, root, "loaded", "explorer/embed/loaded");
  return framedPage(
    {
      address: LOADED_PAGE,
      title: "A chart",
      of: "countries",
      main: noScript("A script loads this chart.", onSite("countries")),
      scripts: `<script type="module" src="../${script}"></script>\n`
    },
    frames
  );
}

function write(folder: string, address: string, html: string): void {
  const path = join(folder, `${address}.html`);
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, html);
}

/**
 * Writes every framed page into the finished site in `folder`. `pages` are its files; `questions` are what the preview pages drew.
 */
export async function writeEmbeds(
  folder: string,
  root: string,
  {pages, questions, explorer, edition, site}: {
    pages: readonly string[];
    questions: readonly FramedQuestion[];
    explorer: ExplorerParts | null;
    edition: Edition;
    site: string | null;
  } // prettier-ignore
): Promise<void> {
  const frames = await framesOf(folder, root, {
    page: readFileSync(join(folder, "index.html"), "utf8"),
    site,
    edition: edition.id
  });
  for (const question of questions) write(folder, question.address, framedPage(question, frames));
  for (const file of pages) {
    const page = file.replace(/\.html$/, "");
    if (!isWritten(page) || page === "explorer") continue;
    const html = readFileSync(join(folder, file), "utf8");
    for (const chart of figuresIn(html))
      write(folder, pageEmbed(page, chart), cutPage(html, {page, chart}, frames) ?? "");
  }
  if (explorer) write(folder, CHART_PAGE, chartPage(explorer, edition, frames));
  write(folder, LOADED_PAGE, await loadedPage(folder, root, frames));
}
