// The explorer's page after Framework's build: its files written, its default question answered in the HTML, its script named in
// its head alone.
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {DEFAULT_QUESTION, formatState, parseState} from "../../explorer/address.js";
import {packApplications, packDecisions} from "../../explorer/columns.js";
import {openLedger} from "../../explorer/ledger.js";
import type {Ledger} from "../../explorer/ledger.js";
import {questionForm} from "../../explorer/question.js";
import {renderView} from "../../explorer/render.js";
import {PLACES} from "../../explorer/plates/options.js";
import {viewOf} from "../../explorer/view.js";
import {worldDefs} from "../../charts/worldMap.js";
import {keptEditions, loadEdition} from "../../edition/edition.js";
import type {Edition} from "../../edition/edition.js";
import {loadAccount} from "../../edition/account.js";
import type {Account} from "../../edition/account.js";
import {explorerTables, writeExplorerData} from "./explorerData.js";
import type {LookupFiles} from "../../figures/lookup.js";
import type {ExplorerEditions, ExplorerFiles} from "./explorerData.js";
import {figureDetails} from "./figureDetails.js";
import {writePreviewList} from "./previews.js";
import {writeLoadedScripts, writeScript} from "../scripts.js";
import type {LoadedScript} from "../scripts.js";
import {worldShapes} from "../../charts/atlas.js";

const PAGE = "explorer.html";

/** Pages that a reader without scripts is led to, where the site has them. */
function waysOn(folder: string): string {
  return ["countries.html", "countries/index.html"].some((page) => existsSync(join(folder, page)))
    ? ' The <a href="./countries">country pages</a> tell each host and origin without them.'
    : "";
}

/** What the explorer, the page of any figure and the fact sheets share: the edition as they answer from it, and where their files and scripts lie. */
export interface ExplorerParts {
  readonly ledger: Ledger;
  /** What the ledger was opened from, to open it on another thread. */
  readonly opened: Parameters<typeof openLedger>;
  /** The attributes by which a page's script finds the files and their checksums. */
  readonly attributes: string;
  /** The scripts of the pages, with the parts that each loads at once. */
  readonly scripts: Readonly<
    Record<"explorer" | "figure" | "sheet" | "brief" | "watch" | "compare" | "embed", LoadedScript>
  >;
  /** What the search loads to answer a question. */
  readonly lookup: LookupFiles;
}

/** Writes the files and scripts of the explorer, of the page of any figure and of the fact sheets. */
export async function writeExplorerParts(
  folder: string,
  root: string,
  edition: Edition,
  previews: readonly string[]
): Promise<ExplorerParts> {
  const tables = await explorerTables(edition, root);
  const account = await loadAccount(root, edition);
  const files = writeExplorerData(folder, edition, tables, figureDetails(edition, account.revisions));
  const scripts = await writeLoadedScripts(folder, root, {
    explorer: "explorer/browser",
    figure: "explorer/figure/browser",
    sheet: "explorer/sheet/browser",
    brief: "explorer/brief/browser",
    watch: "explorer/watch/browser",
    compare: "explorer/twoCountries/browser",
    lookup: "explorer/lookupBrowser",
    embed: "explorer/embed/browser"
  });
  const thread = await writeScript(folder, root, "explorerColumns", "explorer/worker");
  const [editions, editionsSum] = await writeExplorerEditions(folder, root, edition.id, {files, account});
  const sums = JSON.stringify({...files.sums, [editions]: editionsSum}).replaceAll('"', "&quot;");
  const opened: ExplorerParts["opened"] = [
    tables.facts,
    {applications: packApplications(edition.applications), decisions: packDecisions(edition.decisions)}
  ];
  return {
    ledger: openLedger(...opened),
    opened,
    scripts,
    lookup: {...files, edition: edition.id, script: scripts.lookup.path, thread},
    attributes: `data-sums="${sums}" data-thread="./${thread}" data-editions="./${editions}" data-previews="./${writePreviewList(folder, previews)}" data-edition="${edition.id}" data-facts="./${files.facts}" data-decisions="./${files.decisions}" data-applications="./${files.applications}" data-stocks="${files.stocks === null ? "" : `./${files.stocks}`}" data-sex-age="${files.sex_age ? `./${files.sex_age.first_time} ./${files.sex_age.all}` : ""}" data-details="./${files.details}"`
  };
}

/** The tags of a page's script and of what it loads at once. */
export const scriptTags = ({path, parts}: LoadedScript): string =>
  `${parts.map((part) => `<link rel="modulepreload" href="./${part}">\n`).join("")}<script type="module" src="./${path}"></script>\n`;

export const hasExplorer = (folder: string): boolean => existsSync(join(folder, PAGE));

/** Completes the explorer in the site built in `folder`; a site without the page is left as it is. */
export async function writeExplorer(
  folder: string,
  edition: Edition,
  parts: () => Promise<ExplorerParts>
): Promise<void> {
  const path = join(folder, PAGE);
  if (!existsSync(path)) return;
  const {ledger, attributes, scripts} = await parts();
  const {state} = parseState(DEFAULT_QUESTION, {years: ledger.facts.years});
  const document = PAPER;
  const answer = element(
    document,
    "div",
    {id: "answer", class: "answer", "data-state": formatState(state)},
    ...renderView(ledger, viewOf(ledger, state), {document, live: false})
  ).outerHTML;
  const form = questionForm(ledger, state, document);
  const holder = '<div id="explorer"></div>';
  const html = readFileSync(path, "utf8");
  if (!html.includes(holder)) throw new Error(`${PAGE}: the place of the explorer is not there`);
  writeFileSync(
    path,
    html
      .replace(
        holder,
        () =>
          `${form.outerHTML}<div class="tell" id="tell" role="status"></div>` +
          `<noscript><p class="caution"><b>Scripts are off.</b> This page answers one question without them.${waysOn(folder)}</p></noscript>` +
          `<nav class="onpage" id="places" aria-label="On this page">${placesOf(answer)}</nav>` +
          `<details class="acts-fold"><summary>Copy, embed or print this answer</summary><span class="acts" id="acts" ${attributes}></span></details>${worldDefs(worldShapes(edition.atlas).paths, document).outerHTML}${answer}`
      )
      .replace(
        "</head>",
        () =>
          `<script>if(location.search||/^#[a-z_]+=/.test(location.hash))document.documentElement.classList.add("asking")</script>\n` +
          `${scriptTags(scripts.explorer)}</head>`
      )
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
  {files, account}: {files: ExplorerFiles; account: Account}
): Promise<readonly [path: string, sum: string]> {
  const kept: Record<string, ExplorerFiles | null> = {};
  for (const id of keptEditions(root)) {
    if (id === current) kept[id] = files;
    else {
      const earlier = await loadEdition(root, id);
      const has = (name: string) => earlier.package.resources.some((resource) => resource.name === name);
      kept[id] = ["applications", "decisions", "places", "regions", "rules", "breaks", "reporting"].every(has)
        ? writeExplorerData(
            folder,
            earlier,
            await explorerTables(earlier, root),
            figureDetails(earlier, account.revisions)
          )
        : null;
    }
  }
  const text = JSON.stringify({current, kept} satisfies ExplorerEditions);
  const sum = createHash("sha256").update(text).digest("hex");
  const path = `_explorer/editions.${sum.slice(0, 8)}.json`;
  writeFileSync(join(folder, path), text);
  return [path, sum];
}
