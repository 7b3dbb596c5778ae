// The pages that answer from the explorer's files after Framework's build: the files written once, each page's contents in its place,
// its script named in its head alone. The explorer's default question is answered in the HTML.
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {DEFAULT_QUESTION, formatState, parseState} from "../../explorer/address.js";
import {packApplications, packDecisions} from "../../explorer/columns.js";
import {openLedger} from "../../explorer/ledger.js";
import {questionForm} from "../../explorer/question.js";
import {renderView} from "../../explorer/render.js";
import {PLACES} from "../../explorer/plates/options.js";
import {viewOf} from "../../explorer/view.js";
import {worldDefs} from "../../charts/worldMap.js";
import {keptEditions, loadEdition} from "../../edition/edition.js";
import type {Edition} from "../../edition/edition.js";
import {explorerTables, writeExplorerData} from "./explorerData.js";
import type {ExplorerEditions, ExplorerFiles, ExplorerTables} from "./explorerData.js";
import {sheetMain} from "./sheetPage.js";
import {writeScript} from "../scripts.js";
import {worldShapes} from "../../charts/atlas.js";

/** A page whose script answers from the explorer's files. */
interface ExplorerPage {
  readonly file: string;
  /** The place in the page that its contents take. */
  readonly holder: string;
  /** The name of its script, and the module that it runs. */
  readonly script: readonly [name: string, module: string];
  /** What takes the holder's place; `attributes` name the files for `explorer/load.ts`, on the element with the id "acts". */
  readonly fill: (attributes: string, made: Made) => string;
  /** Whether the page shows an answer before its script does, and hides it where the address has another question. */
  readonly isAnswered?: boolean;
}
/** What the pages are made from. */
interface Made {
  readonly edition: Edition;
  readonly tables: ExplorerTables;
  readonly folder: string;
}

export const EXPLORER_PAGES: readonly ExplorerPage[] = [
  {
    file: "explorer.html",
    holder: '<div id="explorer"></div>',
    script: ["explorer", "explorer/browser"],
    fill: explorerMain,
    isAnswered: true
  },
  {
    file: "sheet.html",
    holder: '<div id="sheet-page"></div>',
    script: ["sheet", "explorer/sheet/browser"],
    fill: sheetMain
  }
];

/** Pages that a reader without scripts is led to, where the site has them. */
function waysOn(folder: string): string {
  return ["countries.html", "countries/index.html"].some((page) => existsSync(join(folder, page)))
    ? ' The <a href="./countries">country pages</a> tell each host and origin without them.'
    : "";
}

/** Completes the wanted pages of the explorer in the site built in `folder`; a page that the site lacks is left out. */
export async function writeExplorer(
  folder: string,
  root: string,
  edition: Edition,
  wanted: (page: string) => boolean = () => true
): Promise<void> {
  const pages = EXPLORER_PAGES.filter(({file}) => wanted(file.replace(".html", "")) && existsSync(join(folder, file)));
  if (!pages.length) return;
  const tables = await explorerTables(edition, root);
  const files = writeExplorerData(folder, edition, tables);
  const thread = await writeScript(folder, root, "explorerColumns", "explorer/worker");
  const [editions, editionsSum] = await writeExplorerEditions(folder, root, edition.id, files);
  const sums = JSON.stringify({...files.sums, [editions]: editionsSum}).replaceAll('"', "&quot;");
  const attributes = `data-sums="${sums}" data-thread="./${thread}" data-editions="./${editions}" data-edition="${edition.id}" data-facts="./${files.facts}" data-decisions="./${files.decisions}" data-applications="./${files.applications}" data-stocks="${files.stocks === null ? "" : `./${files.stocks}`}"`;
  for (const {file, holder, script: names, fill, isAnswered = false} of pages) {
    const path = join(folder, file);
    const html = readFileSync(path, "utf8");
    if (!html.includes(holder)) throw new Error(`${file} has no ${holder}`);
    const script = await writeScript(folder, root, ...names);
    writeFileSync(
      path,
      html
        .replace(holder, () => fill(attributes, {edition, tables, folder}))
        .replace(
          "</head>",
          () =>
            (isAnswered ? `<script>if(location.search||/^#[a-z_]+=/.test(location.hash))document.documentElement.classList.add("asking")</script>\n` : "") +
            `<script type="module" src="./${script}"></script>\n</head>`
        )
    );
  }
}

/** The explorer's form and its default question, answered. */
function explorerMain(attributes: string, {edition, tables, folder}: Made): string {
  const ledger = openLedger(tables.facts, {
    applications: packApplications(edition.applications),
    decisions: packDecisions(edition.decisions)
  });
  const {state} = parseState(DEFAULT_QUESTION, {years: tables.facts.years});
  const document = PAPER;
  const answer = element(
    document,
    "div",
    {id: "answer", class: "answer", "data-state": formatState(state)},
    ...renderView(ledger, viewOf(ledger, state), {document, live: false})
  ).outerHTML;
  return (
    `${questionForm(ledger, state, document).outerHTML}<div class="tell" id="tell" role="status"></div>` +
    `<noscript><p class="caution"><b>Scripts are off.</b> This page answers one question without them.${waysOn(folder)}</p></noscript>` +
    `<nav class="onpage" aria-label="On this page">${placesOf(answer)}<span class="acts" id="acts" ${attributes}></span></nav>${worldDefs(worldShapes(edition.atlas).paths, document).outerHTML}${answer}`
  );
}

/** Links to the places of the page that an answer has. */
function placesOf(answer: string): string {
  return PLACES.flatMap(([id, words]) => (answer.includes(` id="${id}"`) ? `<a href="#${id}">${words}</a>` : [])).join(
    " "
  );
}

/** The files of each edition that is kept, so that an address may name one; one that lacks a table it needs is listed without. */
async function writeExplorerEditions(
  folder: string,
  root: string,
  current: string,
  files: ExplorerFiles
): Promise<readonly [path: string, sum: string]> {
  const kept: Record<string, ExplorerFiles | null> = {};
  for (const id of keptEditions(root)) {
    if (id === current) kept[id] = files;
    else {
      const earlier = await loadEdition(root, id);
      const has = (name: string) => earlier.package.resources.some((resource) => resource.name === name);
      kept[id] = ["applications", "decisions", "places", "regions", "rules", "breaks", "reporting"].every(has)
        ? writeExplorerData(folder, earlier, await explorerTables(earlier, root))
        : null;
    }
  }
  const text = JSON.stringify({current, kept} satisfies ExplorerEditions);
  const sum = createHash("sha256").update(text).digest("hex");
  const path = `_explorer/editions.${sum.slice(0, 8)}.json`;
  writeFileSync(join(folder, path), text);
  return [path, sum];
}
