// The pages of the preview. Framework's preview serves Markdown; this module completes pages as the build does, with the same
// functions, each on request: a country's page in its template, the explorer's answer, a figure's card. It caches each page until
// Framework's page, from which it was made, changes.
import {createHash} from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {loadAccount} from "../../edition/account.js";
import {describedEdition, keptEditions, loadEdition} from "../../edition/edition.js";
import {CHART_PAGE, EMBEDS, LOADED_PAGE} from "../../explorer/embed/address.js";
import {PREVIEWS} from "../../explorer/previewLink.js";
import type {Edition} from "../../edition/edition.js";
import {loadLocations} from "../../edition/locations.js";
import type {LocationRow} from "../../edition/locations.js";
import {notebookNames} from "../../notebooks/_shared/compute.js";
import {ledgerOf} from "../../edition/placeLedger.js";
import {writeRegions} from "../../pages/within/pages.js";
import {searchOn, writeSearch} from "../../search/index.js";
import {writeData} from "../downloads.js";
import {copyFonts} from "../fonts.js";
import {markdownPages, writeAddresses} from "../finish/addresses.js";
import {writeCards} from "../finish/cards.js";
import {writeCompare} from "../finish/comparePage.js";
import {citingOf, withCites} from "../finish/cite.js";
import {writeCode} from "../finish/codePages.js";
import {writeDuckdb} from "../finish/duckdbFiles.js";
import type {DuckdbParts} from "../finish/duckdbFiles.js";
import {chartPage, cutPage, framedPage, framesOf, loadedPage} from "../finish/embedPages.js";
import {writeExplorer, writeExplorerParts} from "../finish/explorerPage.js";
import type {ExplorerParts} from "../finish/explorerPage.js";
import {writeFigure} from "../finish/figurePage.js";
import {filesOf} from "../finish/files.js";
import {writeCountries, writeWorld} from "../finish/framedPages.js";
import {homeYears, writeHome} from "../finish/homePage.js";
import {writeNotebooks} from "../finish/notebookScripts.js";
import {dateOfEdition, finishPage, withLocal} from "../finish/page.js";
import {namedPreviews, previewPages, takeFrame, writePreviews} from "../finish/previews.js";
import type {FramedQuestion} from "../finish/framedQuestion.js";
import {writeQuery} from "../finish/queryPage.js";
import {writeBrief} from "../finish/briefPage.js";
import {writeSheet} from "../finish/sheetPage.js";
import {withWays} from "../finish/ways.js";
import {siteOf} from "../machines/write.js";
import {MOVED_FRAME, MOVED_PAGES, withMovedSections, writeMoved} from "../moved.js";
import {writeScript} from "../scripts.js";

/** The path of the search index, which is built on the first request. */
const SEARCH_LIST = "_search/list.preview.json";

/** How to complete a page that Framework's preview serves in part. */
interface Making {
  /** The page of Framework in which it is written. */
  readonly frame: string;
  /** Writes it into `folder`, where Framework's pages that it needs are. */
  readonly make: (page: string) => Promise<void> | void;
}

/** Framework's answer for a page: its HTML, or null where it has no such page. */
export type AskFramework = (page: string) => Promise<string | null>;

export interface PreviewPages {
  readonly edition: string;
  /** The page of Framework that the page at an address is made from: `countries/place` for `countries/deu`. */
  readonly frameOf: (page: string) => string;
  /** Whether a page has more than Framework wrote. */
  readonly isFilled: (page: string) => boolean;
  /** The HTML of a page as the built site has it, or null where there is none. */
  readonly htmlOf: (page: string) => Promise<string | null>;
  /** A part of a page that Framework's client puts in, as the built site has it. */
  readonly partOf: (html: string, page: string) => string;
  /** Sees that the file at a path of the site is there, where it is one that is made; the folders in which files then lie. */
  readonly prepare: (path: string) => Promise<void>;
  readonly folders: readonly string[];
}

/**
 * Opens the pages of the project at `root`; what is made for them lies in `work`. `stamp` marks the state in which a page is.
 * Long because what makes each kind of page shares one folder, one turn and what was made before.
 */
export async function openPages(
  root: string,
  {work, ask, stamp}: {work: string; ask: AskFramework; stamp: (hash: string) => string}
): Promise<PreviewPages> {
  const [edition, locations] = await Promise.all([loadEdition(root), loadLocations(root)]);
  const [folder, cards] = [join(work, "site"), join(work, "cards")];
  prepareFolder(root, folder, edition, locations);
  const scripts = [await writeScript(folder, root, "page", "site/page")];
  const ledger = ledgerOf(edition);
  const citing = citingOf(edition.id, siteOf(process.env), (id) => describedEdition(root, id).sources);
  const written = new Set(markdownPages(root));
  const previews = namedPreviews(edition, process.env);
  const questions = new Map<string, FramedQuestion>();
  let duckdb: Promise<DuckdbParts> | null = null;
  let explorer: Promise<ExplorerParts> | null = null;
  const withExplorer = () => (explorer ??= writeExplorerParts(folder, root, edition, previews));
  const withDuckdb = () => (duckdb ??= writeDuckdb(folder, root));

  /** Framework's page, as it is now, put into a folder. */
  const fresh = async (page: string, into = folder): Promise<string | null> => {
    const html = await ask(page);
    if (html === null) return null;
    const path = join(into, `${page}.html`);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, html);
    return html;
  };
  const all = async (into: string) => {
    for (const page of markdownPages(root)) await fresh(page, into);
  };

  let facts: Promise<string> | null = null;
  const years = () => (facts ??= homeYears(root, ledger));
  let cardsOf: string | null = null;
  const withCards = async () => {
    // A page may print other figures when its words are others.
    const state = markdownPages(root)
      .map((page) => `${page} ${statSync(join(root, "src", `${page}.md`)).mtimeMs}`)
      .join();
    if (cardsOf === state) return;
    rmSync(cards, {recursive: true, force: true});
    await all(cards);
    await writeHome(cards, root, years);
    await writeCards(cards, root, edition, await loadAccount(root, edition));
    cardsOf = state;
  };
  const inPlace = {
    countries: (page: string) => writeCountries(folder, ledger, {wanted: (each) => each === page}),
    world: (page: string) => writeWorld(folder, ledger, {wanted: (each) => each === page}),
    regions: (page: string) => writeRegions(folder, root, {edition, locations}, {wanted: (each) => each === page})
  };
  const list = (room: keyof typeof inPlace, frame: string): Making => ({
    frame: room,
    make: async (page) => {
      await fresh(frame);
      inPlace[room](page);
    }
  });
  const within = (room: keyof typeof inPlace, frame: string): Making => ({frame, make: inPlace[room]});
  const fromCards = (frame: string): Making => ({
    frame,
    make: async (page) => {
      await withCards();
      copyPage(cards, folder, page);
    }
  });
  const code: Making = {
    frame: "code",
    make: () => {
      linkEveryModule(root, folder);
      writeCode(folder, root);
      rmSync(join(folder, EVERY_MODULE));
    }
  };
  const singles: Readonly<Record<string, Making>> = {
    countries: list("countries", "countries/place"),
    world: list("world", "world/region"),
    regions: list("regions", "regions/place"),
    index: {frame: "index", make: () => writeHome(folder, root, years)},
    explorer: {frame: "explorer", make: () => writeExplorer(folder, edition, withExplorer)},
    figure: {frame: "figure", make: () => writeFigure(folder, withExplorer)},
    sheet: {frame: "sheet", make: () => writeSheet(folder, withExplorer)},
    brief: {frame: "brief", make: () => writeBrief(folder, "brief", withExplorer)},
    watch: {frame: "watch", make: () => writeBrief(folder, "watch", withExplorer)},
    compare: {frame: "compare", make: () => writeCompare(folder, withExplorer)},
    query: {frame: "query", make: () => writeQuery(folder, root, edition, withDuckdb)},
    check: fromCards("check"),
    code
  };
  const makingOf = (page: string): Making | null => {
    if (page in MOVED_PAGES && !written.has(page))
      return {frame: MOVED_FRAME, make: () => writeMoved(folder, (each) => each === page)};
    if (singles[page]) return singles[page];
    const [, room = "", name = ""] = /^(\w+)\/(.+)$/.exec(page) ?? [];
    switch (room) {
      case "countries":
        return within("countries", "countries/place");
      case "world":
        return within("world", "world/region");
      case "regions":
        return within("regions", "regions/place");
      case "figures":
      case "editions":
        return fromCards("figures/card");
      case PREVIEWS:
        return {
          frame: `${PREVIEWS}/page`,
          make: async () => {
            const name = page.slice(PREVIEWS.length + 1);
            const {ledger: opened} = await withExplorer();
            const made = previewPages(takeFrame(folder), opened, previews.includes(name) ? [name] : []);
            for (const {framed} of made.values()) questions.set(name, framed);
            writePreviews(folder, made);
          }
        };
      case "code":
        return code;
      case "notebooks":
        return notebookNames(root).includes(name)
          ? {frame: page, make: () => writeNotebooks(folder, root, edition, withDuckdb)}
          : null;
      default:
        return null;
    }
  };

  const made = new Map<string, {readonly from: string; readonly html: string | null}>();
  const inTurn = turns();
  const filled = (page: string, {frame, make}: Making): Promise<string | null> =>
    inTurn(async () => {
      const before = await fresh(frame);
      if (before === null) return null;
      const from = createHash("sha256").update(before).digest("hex");
      const known = made.get(page);
      if (known?.from === from) return known.html;
      const path = join(folder, `${page}.html`);
      // An earlier version, or an empty placeholder for links, is not the page.
      if (frame !== page) rmSync(path, {force: true});
      await make(page);
      const html = existsSync(path) ? readFileSync(path, "utf8") : null;
      made.set(page, {from, html});
      return html;
    });

  const upOf = (page: string) => (page === "404" ? "./" : "../".repeat(page.split("/").length - 1) || "./");
  const finished = (html: string, page: string) => {
    const up = upOf(page);
    const file = `${page}.html`;
    const marked = html.replace(
      /(\bopen\(\{hash: ")([^"]*)/,
      (_, before: string, hash: string) => before + stamp(hash)
    );
    const led = withWays(
      withLocal(withMovedSections(withCites(dateOfEdition(marked, edition.id), file, citing), file, folder), file),
      folder,
      up,
      () => true
    );
    return searchOn(finishPage(led, {page: file, up, scripts, live: true}), {
      page: file,
      up,
      search: {list: SEARCH_LIST, action: "countries"}
    });
  };
  const finishedPage = async (page: string): Promise<string | null> => {
    const making = makingOf(page);
    const html = making ? await filled(page, making) : await fresh(page);
    return html === null ? null : finished(html, page);
  };
  /** A page below /embed/ as the build writes it; null where there is none. */
  const framed = async (page: string): Promise<string | null> => {
    const frames = await framesOf(folder, root, {
      page: (await finishedPage("about")) ?? "",
      site: siteOf(process.env),
      edition: edition.id
    });
    if (page === CHART_PAGE) return chartPage(await withExplorer(), edition, frames);
    if (page === LOADED_PAGE) return loadedPage(folder, root, frames);
    const [, of = "", chart = ""] = /^embed\/(?:(.+)\/)?([^/]+)$/.exec(page) ?? [];
    if (of === "") {
      const drawn = questions.get(chart) ?? (await finishedPage(`${PREVIEWS}/${chart}`), questions.get(chart));
      return drawn ? framedPage(drawn, frames) : null;
    }
    const whole = of === "home" ? "index" : of;
    const html = await finishedPage(whole);
    return html === null ? null : cutPage(html, {page: whole, chart}, frames);
  };
  return {
    edition: edition.id,
    folders: [folder, cards],
    frameOf: (page) => makingOf(page)?.frame ?? page,
    isFilled: (page) => makingOf(page) !== null,
    htmlOf: (page) => (page.startsWith(`${EMBEDS}/`) ? framed(page) : finishedPage(page)),
    partOf: (html, page) => withWays(html, folder, upOf(page), () => true),
    prepare: async (path) => {
      if (path === SEARCH_LIST)
        await inTurn(async () => {
          if (existsSync(join(folder, path))) return;
          await all(folder);
          const {list: written} = writeSearch(folder, root, edition, (await withExplorer()).lookup);
          cpSync(join(folder, written), join(folder, path));
        });
      else if (path.startsWith("data/") && (!existsSync(join(folder, path)) || /\.(?:json|sha256)$/.test(path)))
        await inTurn(() => writeTables(root, folder));
      else if (/^regions\/\w+\.csv$/.test(path) && !existsSync(join(folder, path))) {
        const page = path.slice(0, -".csv".length);
        const making = makingOf(page);
        if (making) await filled(page, making);
      }
    }
  };
}

/** One piece of work after another: they write into the same folder. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** The folder as it begins: fonts, the edition's own files, and an empty page at each address, so that pages lead to each other. */
function prepareFolder(root: string, folder: string, edition: Edition, locations: readonly LocationRow[] | null): void {
  copyFonts(join(folder, "_fonts"));
  writeAddresses(folder, {markdown: markdownPages(root), edition, locations});
  mkdirSync(join(folder, "data"), {recursive: true});
  for (const [name, id] of [
    ...keptEditions(root).map((each) => [each, each] as const),
    ["latest", edition.id] as const
  ])
    symlinkSync(resolve(root, "data", "editions", id), join(folder, "data", name), "junction");
}

/** The tables as the build publishes them, CSV among them, in the place of the edition's own files. */
async function writeTables(root: string, folder: string): Promise<void> {
  const written = join(folder, "data.written");
  if (existsSync(join(folder, "data", "written"))) return;
  await writeData(written, root);
  writeFileSync(join(written, "written"), "");
  rmSync(join(folder, "data"), {recursive: true});
  renameSync(written, join(folder, "data"));
}

/** A page as it was made in another folder, or that there is none. */
function copyPage(from: string, to: string, page: string): void {
  const file = `${page}.html`;
  rmSync(join(to, file), {force: true});
  if (!existsSync(join(from, file))) return;
  mkdirSync(dirname(join(to, file)), {recursive: true});
  cpSync(join(from, file), join(to, file));
}

const EVERY_MODULE = "every-module.html";

/** The build lists the code that pages lead to; the preview, which has not made every page, lists what they may lead to. */
function linkEveryModule(root: string, folder: string): void {
  const rooms = ["charts", "explorer", "figures", "measures", "notebooks", "pages", "query", "search"];
  const modules = rooms.flatMap((room) =>
    existsSync(join(root, "src", room))
      ? filesOf(join(root, "src", room))
          .filter((file) => file.endsWith(".ts"))
          .map((file) => `${room}/${file.slice(0, -3)}`)
      : []
  );
  writeFileSync(join(folder, EVERY_MODULE), modules.map((module) => `<a href="./code/${module}"></a>`).join("\n"));
}
