// Runs the steps after Framework's build, in order: they correct what Framework's options cannot, add the files whose addresses
// are stable, and fail on links without a target. Steps on one page, on links, policies and cards have files of their own.
import {createHash} from "node:crypto";
import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join, posix} from "node:path";
import {setImmediate} from "node:timers/promises";
import {loadAccount} from "../../edition/account.js";
import {describedEdition} from "../../edition/edition.js";
import type {Ledger} from "../../edition/placeLedger.js";
import type {LocationRow} from "../../edition/locations.js";
import {searchOn, writeSearch} from "../../search/index.js";
import {copyFonts, fontFaces} from "../fonts.js";
import {siteOf, writeForMachines} from "../machines/write.js";
import {withMovedSections, writeMoved} from "../moved.js";
import {mostPictures, sharing} from "../pictures/pages.js";
import {writeScript} from "../scripts.js";
import {writeBrief} from "./briefPage.js";
import {writeCards} from "./cards.js";
import {citingOf, withCites} from "./cite.js";
import {compress, packer} from "./compress.js";
import {writeCode} from "./codePages.js";
import {writeDuckdb} from "./duckdbFiles.js";
import type {DuckdbParts} from "./duckdbFiles.js";
import {writeEmbeds} from "./embedPages.js";
import {hasExplorer, writeExplorer, writeExplorerParts} from "./explorerPage.js";
import type {ExplorerParts} from "./explorerPage.js";
import {writeFigure} from "./figurePage.js";
import {filesOf} from "./files.js";
import {writeCompare} from "./comparePage.js";
import {writeCountries, writeRegions, writeWorld} from "./framedPages.js";
import type {Contained} from "./framedPages.js";
import {writeHome} from "./homePage.js";
import {checkLinks, removeUnused, targetsIn} from "./links.js";
import {writeNotebooks} from "./notebookScripts.js";
import {hasPreviews, namedPreviews, takeFrame, writePreviews} from "./previews.js";
import type {PreviewPage} from "./previews.js";
import {previewPagesApart} from "./previewsApart.js";
import {dateOfEdition, finishPage, withLocal} from "./page.js";
import {writeQuery} from "./queryPage.js";
import {writeSheet} from "./sheetPage.js";
import {withWays} from "./ways.js";

/** What was made beside Framework's build. */
interface Before {
  readonly ledger: Ledger;
  readonly locations: readonly LocationRow[] | null;
  readonly contained: Contained;
  /** The facts of every year for the home page; null where it has no choice of a year. */
  readonly years: string | null;
  /** Puts the files below /data/ into the site, once they are written. */
  readonly data: () => Promise<void>;
  /** The folder of the site of the build before, where there is one: what has not changed is not packed again. */
  readonly former: string;
}

/**
 * Finishes the site of `edition` built in `folder` from the project at `root`.
 * @throws SiteError where Framework's page is not as expected, or a link, id or import leads nowhere.
 */
export async function finish(
  folder: string,
  root: string,
  {ledger, locations, contained, years, data, former}: Before
): Promise<void> {
  const {edition} = ledger;
  const account = await loadAccount(root, edition);
  copyFonts(join(folder, "_fonts"));
  addFontsToStylesheets(folder);
  dateFiles(folder, edition.id);
  const names = hasPreviews(folder) ? namedPreviews(edition, process.env) : [];
  let explorer: Promise<ExplorerParts> | null = null;
  const withExplorer = () => (explorer ??= writeExplorerParts(folder, root, edition, names));
  const preparing = hasPreviews(folder)
    ? previewPagesApart({frame: takeFrame(folder), opened: (await withExplorer()).opened, names})
    : new Map<string, PreviewPage>();
  if (years !== null) await writeHome(folder, root, () => Promise.resolve(years));
  await writeCards(folder, root, edition, account);
  // Before the countries, whose pages lead to them.
  writeRegions(folder, root, {edition, locations}, {contained});
  writeCountries(folder, ledger, {contained});
  writeWorld(folder, ledger, {contained});
  await writeExplorer(folder, edition, withExplorer);
  await writeFigure(folder, withExplorer);
  await writeSheet(folder, withExplorer);
  await writeCompare(folder, withExplorer);
  await writeBrief(folder, "brief", withExplorer);
  await writeBrief(folder, "watch", withExplorer);
  let duckdb: Promise<DuckdbParts> | null = null;
  const withDuckdb = () => (duckdb ??= writeDuckdb(folder, root));
  await writeQuery(folder, root, edition, withDuckdb);
  await writeNotebooks(folder, root, edition, withDuckdb);
  writeCode(folder, root);
  writeMoved(folder);
  const site = siteOf(process.env);
  const scripts = [await writeScript(folder, root, "page", "site/page")];
  const citing = citingOf(edition.id, site, (id) => describedEdition(root, id).sources);
  const search = writeSearch(folder, root, edition, hasExplorer(folder) ? (await withExplorer()).lookup : null);
  // What other processes make is waited for as late as possible.
  await data();
  await writeForMachines(folder, root, account, {site, years: ledger.span});
  const prepared = await preparing;
  const previews = writePreviews(folder, prepared);
  const {shared, write} = sharing(folder, root, {edition: edition.id, site, most: mostPictures(process.env), previews});
  // Pages are packed beside the rest of the work, other files last.
  const packing = packer(folder, former);
  const pages = filesOf(folder).filter((path) => path.endsWith(".html"));
  for (const page of pages) {
    const path = join(folder, page);
    const up = page === "404.html" ? "./" : "../".repeat(page.split("/").length - 1) || "./";
    const whole = withCites(readFileSync(path, "utf8"), page, citing);
    const html = withWays(withLocal(withMovedSections(whole, page, folder), page), folder, up);
    const finished = shared(searchOn(finishPage(html, {page, up, scripts}), {page, up, search}), page, up);
    writeFileSync(path, finished);
    packing.add(page, Buffer.from(finished));
    // A turn of the event loop, in which packed pages are written.
    await setImmediate();
  }
  await Promise.all([write(), packing.done()]);
  await writeEmbeds(folder, root, {
    pages,
    questions: [...prepared.values()].map(({framed}) => framed),
    explorer: hasExplorer(folder) ? await withExplorer() : null,
    edition,
    site
  });
  const targets = targetsIn(folder);
  removeUnused(folder, targets);
  checkLinks(folder, targets);
  await compress(folder, former);
}

function dateFiles(folder: string, edition: string): void {
  for (const file of filesOf(folder).filter((path) => path.endsWith(".html") || /^_import\/.*\.js$/.test(path))) {
    const text = readFileSync(join(folder, file), "utf8");
    if (text.includes("lastModified")) writeFileSync(join(folder, file), dateOfEdition(text, edition));
  }
}

/** Puts the `@font-face` rules before each stylesheet of the site, and names it by its new contents. */
export function addFontsToStylesheets(folder: string): void {
  const sheets = filesOf(folder).filter((path) => /^_import\/.*\.css$/.test(path));
  const renamed = new Map<string, string>();
  for (const sheet of sheets) {
    const up = posix.relative(posix.dirname(sheet), "_fonts");
    const css = `${fontFaces(up)}\n${readFileSync(join(folder, sheet), "utf8")}`;
    const hash = createHash("sha256").update(css).digest("hex").slice(0, 8);
    const name = sheet.replace(/\.[0-9a-f]{8}\.css$/, `.${hash}.css`);
    rmSync(join(folder, sheet));
    writeFileSync(join(folder, name), css);
    renamed.set(posix.basename(sheet), posix.basename(name));
  }
  for (const page of filesOf(folder).filter((path) => path.endsWith(".html"))) {
    let html = readFileSync(join(folder, page), "utf8");
    for (const [before, after] of renamed) html = html.replaceAll(before, after);
    writeFileSync(join(folder, page), html);
  }
}
