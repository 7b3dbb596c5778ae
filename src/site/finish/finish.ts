// The step after Framework's build: it puts right what Framework's options cannot (language, zoom, policy, fonts, what is
// loaded and not used), adds the files whose addresses are stable, and fails on anything that leads nowhere. Each step is a
// function on text or on the folder of the built site, so that each is tested alone.
import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join, posix} from "node:path";
import {gzipSync} from "node:zlib";
import {loadAccount} from "../../edition/account.js";
import {cardOf} from "../../figures/card.js";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {writeCode} from "./codePages.js";
import {writeCountries} from "./countryPages.js";
import type {Edition} from "../../edition/edition.js";
import {writeDuckdb} from "./duckdbFiles.js";
import type {DuckdbParts} from "./duckdbFiles.js";
import {datedPath, moved, writeEditionPages} from "./editionPages.js";
import type {LocationRow} from "../../edition/locations.js";
import {writeExplorer} from "./explorerPage.js";
import {cardPath, figuresOf} from "../../figures/figure.js";
import type {Computed} from "../../figures/figure.js";
import {copyFonts, fontFaces, PRELOADED} from "../fonts.js";
import {writeNotebooks} from "./notebookScripts.js";
import {writeQuery} from "./queryPage.js";
import {writeCheck} from "./checkPage.js";
import {writeScript} from "../scripts.js";
import {searchOn, writeSearch} from "../../search/index.js";
import {writeRegions} from "../../pages/within/pages.js";
import {withWays} from "./ways.js";
import {writeWorld} from "./worldPages.js";
import {filesOf, SiteError} from "./files.js";

/**
 * Finishes the site of `edition` built in `folder` from the project at `root`.
 * @throws SiteError where Framework's page is not as expected, or a link, id or import leads nowhere.
 */
export async function finish(
  folder: string,
  root: string,
  {edition, locations}: {edition: Edition; locations: readonly LocationRow[] | null}
): Promise<void> {
  copyFonts(join(folder, "_fonts"));
  addFontsToStylesheets(folder);
  dateFiles(folder, edition.id);
  await writeCards(folder, root, edition);
  // Before the countries, whose pages lead to them.
  writeRegions(folder, root, edition, locations);
  writeCountries(folder, edition);
  writeWorld(folder, edition);
  await writeExplorer(folder, root, edition);
  let duckdb: Promise<DuckdbParts> | null = null;
  const withDuckdb = () => (duckdb ??= writeDuckdb(folder, root));
  await writeQuery(folder, root, edition, withDuckdb);
  await writeNotebooks(folder, root, edition, withDuckdb);
  writeCode(folder, root);
  const scripts = [await writeScript(folder, root, "page", "site/page")];
  const search = writeSearch(folder, root, edition);
  for (const page of filesOf(folder).filter((path) => path.endsWith(".html"))) {
    const path = join(folder, page);
    const up = page === "404.html" ? "./" : "../".repeat(page.split("/").length - 1) || "./";
    const html = finishPage(readFileSync(path, "utf8"), {page, up, scripts});
    writeFileSync(path, searchOn(withWays(html, folder, up), {page, up, search}));
  }
  const targets = targetsIn(folder);
  removeUnused(folder, targets);
  checkLinks(folder, targets);
  compress(folder);
}

/**
 * All that is done to the HTML of one page; `up` leads from it to the site's root, `scripts` are what its figures and charts need;
 * it is `live` in the preview, where Framework's client puts in what was edited.
 */
export function finishPage(
  html: string,
  {page, up, scripts = [], live = false}: {page: string; up: string; scripts?: readonly string[]; live?: boolean}
): string {
  // The head is a hundredth of the page, and most steps are on the head alone.
  const end = html.indexOf("</head>");
  const steps = (text: string, each: readonly ((part: string) => string)[]) =>
    each.reduce((part, step) => {
      try {
        return step(part);
      } catch (error) {
        if (error instanceof SiteError) throw new SiteError(`${page}: ${error.message}`);
        throw error;
      }
    }, text);
  const body = steps(html.slice(end), [unwrapHeadings, numberSections, (text) => markCurrent(text, page)]);
  const head = steps(html.slice(0, end), [setLanguage, setViewport, removeGenerator, removeIdleScripts]);
  const needed = needsScripts(body) ? scripts : [];
  const description = descriptionOf(body);
  return steps(`${head}${description}${scriptsAndFonts(up, needed)}${body}`, [(text) => addPolicy(text, live)]);
}

/** Replaces what must stand in the page once: where Framework's template has changed, the build says so. */
function replaceOnce(html: string, pattern: string | RegExp, replacement: string, what: string): string {
  const replaced = html.replace(pattern, () => replacement);
  if (replaced === html) throw new SiteError(`Framework's page has no ${what} where it was expected`);
  return replaced;
}

/** Framework's template names no language. */
export function setLanguage(html: string): string {
  return replaceOnce(html, /<html>/, '<html lang="en">', "html element");
}

/** Framework forbids zoom, which people with weak sight need. */
export function setViewport(html: string): string {
  return replaceOnce(
    html,
    /<meta name="viewport"[^>]*>/,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n' +
      '<meta name="color-scheme" content="light dark">',
    "viewport"
  );
}

export function removeGenerator(html: string): string {
  return html.replace(/<meta name="generator"[^>]*>\n?/, "");
}

/**
 * Framework writes into a page, and into modules, when each file was made that they ask for: the time of this build. Theirs is the
 * day of the edition that they were taken from, so that the same edition gives the same site.
 */
export function dateOfEdition(text: string, edition: string): string {
  const time = Date.parse(`${edition.slice(0, 10)}T00:00:00Z`);
  return text.replace(/("?lastModified"?:\s*)\d+(?:\.\d+)?/g, (_, before: string) => `${before}${time}`);
}

function dateFiles(folder: string, edition: string): void {
  for (const file of filesOf(folder).filter((path) => path.endsWith(".html") || /^_import\/.*\.js$/.test(path))) {
    const text = readFileSync(join(folder, file), "utf8");
    if (text.includes("lastModified")) writeFileSync(join(folder, file), dateOfEdition(text, edition));
  }
}

/** Framework makes each heading one link to itself; a heading that is a link says nothing to those who list links. */
export function unwrapHeadings(html: string): string {
  return html.replace(/<a class="observablehq-header-anchor" href="[^"]*">(.*?)<\/a>(?=<\/h\d>)/gs, "$1");
}

/**
 * Framework loads its runtime on every page. Where the page's own script does nothing but import it, no reader needs it. On the
 * 404 page it also adds a script that asks the server for the address without its last slash; a static host answers both.
 */
export function removeIdleScripts(html: string): string {
  const idle = /<script type="module">\s*import "[^"]*\/_observablehq\/client\.[^"]*";\s*<\/script>\n?/;
  const asking = /<script type="module">\s*if \(location\.pathname\.endsWith\("\/"\)\)[\s\S]*?<\/script>\n?/;
  const without = html.replace(asking, "");
  if (!idle.test(without)) return without;
  return without.replace(idle, "").replace(/<link rel="modulepreload" href="[^"]*\/_observablehq\/[^"]*">\n?/g, "");
}

/** Sections that name a word for the rail are numbered by the stylesheet. */
export function numberSections(html: string): string {
  return / data-rail="/.test(html)
    ? replaceOnce(html, /<main id="observablehq-main" class="/, '<main id="observablehq-main" class="numbered ', "main")
    : html;
}

/** Tells in the masthead which of its links leads to this page. */
export function markCurrent(html: string, page: string): string {
  const here = page.replace(/(?:^|\/)index\.html$/, "").replace(/\.html$/, "");
  return html.replace(/<nav aria-label="Site">[\s\S]*?<\/nav>/, (nav) =>
    nav.replace(/<a href="([^"]*)"/g, (link, href: string) => {
      const target = posix.normalize(posix.join(posix.dirname(page), href)).replace(/^\.$|\/$/g, "");
      return target === here ? `${link} aria-current="page"` : link;
    })
  );
}

/** Scripts go to pages with figures, charts or the search alone: a page of words asks for none. */
function needsScripts(html: string): boolean {
  return html.includes(' data-card=""') || html.includes('<form class="search');
}

/** What a page says of itself where it is found or shared: its deck in at most two lines, else what it is of. */
export function descriptionOf(body: string): string {
  const main = body.slice(Math.max(0, body.indexOf("<main")));
  const textOf = (found: string) =>
    unescapeHtml(found.replace(/<code>:[\s\S]*?<\/code>/g, "…").replace(/<[^>]*>/g, ""))
      .replace(/\s+/g, " ")
      .trim();
  const deck = textOf(/<p class="(?:deck|lead)"[^>]*>([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "");
  const title = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? "");
  const text = deck || (title && `${title}: asylum figures as published and as read, with their bounds and sources.`);
  if (text === "") return "";
  const short = text.length <= 200 ? text : `${text.slice(0, 199).replace(/[\s,;:]+\S*$/, "")}…`;
  return `<meta name="description" content="${escapeHtml(short)}">\n`;
}

/** What the head ends with: the page's scripts, and the fonts that every page shows at once. */
function scriptsAndFonts(up: string, scripts: readonly string[]): string {
  return [
    ...scripts.map((file) => `<script type="module" src="${up}${file}"></script>\n`),
    ...PRELOADED.map(
      (file) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${up}_fonts/${file}">\n`
    )
  ].join("");
}

/** A page's own title, without the site's name. */
function titleOf(html: string): string {
  return unescapeHtml(/<title>([^<|]*)/.exec(html)?.[1] ?? "").trim();
}

const CARD_TEMPLATE = "figures/card.html";

/**
 * Writes a page for each figure that the site's pages print, in the frame of the page `figures/card`, which goes; and the same
 * for each edition that is kept.
 */
export async function writeCards(folder: string, root: string, edition: Edition): Promise<void> {
  if (!existsSync(join(folder, CARD_TEMPLATE))) return;
  const figure = figuresOf(edition);
  const document = PAPER;
  const frame = readFileSync(join(folder, CARD_TEMPLATE), "utf8");
  const printed = new Map<string, {computed: Computed; pages: Set<string>}>();
  for (const page of filesOf(folder).filter((path) => path.endsWith(".html") && path !== CARD_TEMPLATE))
    for (const {name, attributes} of tagsOf(readFileSync(join(folder, page), "utf8"))) {
      const directive = attributes.get("data-figure");
      if (name !== "a" || directive === undefined || !attributes.has("data-card")) continue;
      const computed = figure(directive);
      const path = cardPath(computed);
      if (path === null) continue;
      const card = printed.get(path) ?? {computed, pages: new Set()};
      printed.set(path, {computed: card.computed, pages: card.pages.add(page)});
    }
  const page = (path: string, main: HTMLElement, title: string, id: string): string =>
    moved(
      replaceOnce(frame, /<main id="observablehq-main"[\s\S]*<\/main>/, "<main></main>", "main"),
      CARD_TEMPLATE,
      path
    )
      .replace("<main></main>", () => main.outerHTML)
      .replaceAll(`Edition ${edition.id}`, () => `Edition ${id}`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(`${title} | Asylum Ledger`)}</title>`);
  for (const [path, {computed, pages}] of printed) {
    const top = element(
      document,
      "div",
      {class: "top"},
      ...Array.from(pages, (each) =>
        element(
          document,
          "a",
          {href: `../${each.replace(/index\.html$/, "").replace(/\.html$/, "")}`},
          `Back to “${titleOf(readFileSync(join(folder, each), "utf8"))}”`
        )
      )
    );
    const parts = cardOf(edition, computed, document, {
      now: `./${posix.basename(path)}`,
      dated: `../${datedPath(path, edition.id)}`
    });
    const main = element(document, "main", {id: "observablehq-main", class: "card"}, top, ...parts);
    const title = parts
      .slice(0, 2)
      .map((part) => part.textContent)
      .join(" | ");
    writeFileSync(join(folder, `${path}.html`), page(`${path}.html`, main, title, edition.id));
  }
  rmSync(join(folder, CARD_TEMPLATE));
  const account = await loadAccount(root, edition);
  const figures = await writeEditionPages({
    ...{folder, root, edition, account, document, page},
    printed: new Map([...printed].map(([path, {computed}]) => [path, computed]))
  });
  await writeCheck(folder, root, account, figures);
}

const JAVASCRIPT = /^(?:|module|text\/javascript|application\/javascript)$/;

/** A page that tells its script where DuckDB lies. */
const HAS_DUCKDB = / data-duckdb="/;

/**
 * The policy of a page: nothing but the site itself, and of inline scripts those the build wrote, by their hashes. Pages with
 * DuckDB alone may compile WebAssembly and start a worker from a blob, which has this policy too; they connect no further. A page of
 * the preview may evaluate code, as a cell that was edited is; no page of a built site is `live`.
 */
export function policyOf(html: string, live = false): string {
  const hashes: string[] = [];
  for (const [, attributes = "", script = ""] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    const type = /\btype="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (!/\bsrc=/.test(attributes) && JAVASCRIPT.test(type))
      hashes.push(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  const duckdb = HAS_DUCKDB.test(html);
  return [
    "default-src 'none'",
    [
      "script-src 'self'",
      ...(duckdb ? ["'wasm-unsafe-eval'"] : []),
      ...(live ? ["'unsafe-eval'"] : []),
      ...new Set(hashes)
    ].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    duckdb ? "worker-src 'self' blob:" : "worker-src 'self'",
    "base-uri 'self'",
    "form-action 'self'"
  ].join("; ");
}

/** The policy stands first in the head: what comes before it would not be bound by it. */
export function addPolicy(html: string, live = false): string {
  return replaceOnce(
    html,
    /<head>/,
    `<head>\n<meta http-equiv="Content-Security-Policy" content="${policyOf(html, live)}">`,
    "head"
  );
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

/** What Framework wrote for pages and no page, stylesheet or module asks for any more. */
export function removeUnused(folder: string, targets = targetsIn(folder)): void {
  const files = filesOf(folder);
  const used = new Set(files.filter((path) => !/^_(?:observablehq|npm|node|import)\//.test(path)));
  const present = new Set(files);
  for (const path of used) for (const target of targets(path).to) if (present.has(target.path)) used.add(target.path);
  for (const path of files) if (!used.has(path)) rmSync(join(folder, path));
  for (const room of ["_observablehq", "_npm", "_node", "_import"]) removeEmpty(join(folder, room));
}

function removeEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, {withFileTypes: true}))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (!readdirSync(folder).length) rmSync(folder, {recursive: true});
}

/** A place that a file of the site leads to: a file of the site, and an id in it. */
export interface Target {
  readonly path: string;
  readonly id: string | null;
  readonly written: string;
}

const LINKS: Readonly<Record<string, readonly string[]>> = {
  a: ["href"],
  area: ["href"],
  link: ["href"],
  script: ["src"],
  img: ["src", "srcset"],
  source: ["src", "srcset"],
  video: ["src", "poster"],
  audio: ["src"],
  iframe: ["src"],
  use: ["href"],
  form: ["action"]
};

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function unescapeHtml(text: string): string {
  if (!text.includes("&")) return text;
  return text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, "&");
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Attributes that lead somewhere, name a place, or tell a card: other tags are passed over, as drawings have thousands. */
const TELLS = /\s(?:id|href|src|srcset|action|poster|data-card)=/;

/** The opening tags of a page that lead somewhere or are led to. Comments and the insides of scripts and styles are no tags. */
function tagsOf(html: string): Tag[] {
  const markup = html.replace(/<!--[\s\S]*?-->/g, "").replace(/(<(script|style)\b[^>]*>)[\s\S]*?(?=<\/\2>)/g, "$1");
  const tags: Tag[] = [];
  for (const [, name = "", text = ""] of markup.matchAll(/<([a-z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi))
    if (TELLS.test(text))
      tags.push({
        name: name.toLowerCase(),
        attributes: new Map(
          Array.from(text.matchAll(/([^\s=]+)(?:="([^"]*)")?/g), ([, key = "", value = ""]) => [
            key,
            unescapeHtml(value)
          ])
        )
      });
  return tags;
}

/** Where an address written in `page` leads, or null where it leaves the site. */
function resolveTarget(
  present: ReadonlySet<string>,
  page: string,
  [written, isModule]: readonly [address: string, isModule: boolean]
): Target | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return null;
  const [, address = "", id] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(written) ?? [];
  const hash = id ? decodeURIComponent(id) : null;
  if (address === "") return {path: page, id: hash, written};
  if (address.startsWith("/"))
    throw new SiteError(`${page}: ${written} begins at the host's root: below a base path it leads nowhere`);
  if (isModule && !address.startsWith("."))
    throw new SiteError(`${page}: imports ${written}, which a browser cannot find`);
  const path = posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(address)));
  const found = [path, `${path}.html`, posix.join(path, "index.html")].find((file) => present.has(file));
  return {path: found ?? path, id: hash, written};
}

/** What one file of the site leads to, and what it has of its own that is led to. */
interface Links {
  readonly to: readonly Target[];
  /** The ids of a page, those that stand twice as often as they stand. */
  readonly ids: readonly string[];
  /** A directive that was left as it was written. */
  readonly left: string | null;
}

/** The links of each page, stylesheet and module of the site, each file read once. */
export function targetsIn(folder: string): (file: string) => Links {
  const present = new Set(filesOf(folder));
  const read = new Map<string, Links>();
  return (file) => {
    const known = read.get(file) ?? linksOf(folder, file, present);
    read.set(file, known);
    return known;
  };
}

function linksOf(folder: string, file: string, present: ReadonlySet<string>): Links {
  const written: [address: string, isModule: boolean][] = [];
  const ids: string[] = [];
  let left: string | null = null;
  if (file.endsWith(".html")) {
    const html = readFileSync(join(folder, file), "utf8");
    for (const {name, attributes} of tagsOf(html)) {
      const id = attributes.get("id");
      if (id !== undefined) ids.push(id);
      for (const key of LINKS[name] ?? []) {
        const value = attributes.get(key);
        if (value === undefined) continue;
        if (key === "srcset")
          for (const part of value.split(",")) written.push([part.trim().split(/\s+/)[0] ?? "", false]);
        else written.push([value, false]);
      }
    }
    for (const [, script = ""] of html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g))
      written.push(...importsOf(script));
    for (const [, sheet = ""] of html.matchAll(/<style>([\s\S]*?)<\/style>/g)) written.push(...urlsOf(sheet));
    if (/:(?:fig|component|says)\[/.test(html))
      left = /:(?:fig|component|says)\[[^\]<]*\]?/.exec(html.replace(/<(code|pre)\b[\s\S]*?<\/\1>/g, ""))?.[0] ?? null;
  } else if (file.endsWith(".css")) written.push(...urlsOf(readFileSync(join(folder, file), "utf8")));
  else if (file.endsWith(".js")) written.push(...importsOf(readFileSync(join(folder, file), "utf8")));
  return {to: written.flatMap((each) => resolveTarget(present, file, each) ?? []), ids, left};
}

function importsOf(script: string): [string, boolean][] {
  const statements =
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"';]*?from\s*)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;
  return Array.from(script.matchAll(statements), ([, named, called]) => [named ?? called ?? "", true]);
}

function urlsOf(sheet: string): [string, boolean][] {
  return Array.from(sheet.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g), ([, address = ""]) => [address, false]);
}

/**
 * Framework's runtime can load libraries that a page names without importing them. No page does (the build would have to
 * fetch them, and fails), so that these addresses are never asked for.
 */
function isOffered(file: string, target: string): boolean {
  return file.startsWith("_observablehq/") && /^_(?:npm|observablehq\/stdlib)\//.test(target);
}

/**
 * Fails where a link, an id or an imported module leads nowhere, where an id stands twice on a page, and where a directive was
 * left as it was written. All faults are told at once.
 */
export function checkLinks(folder: string, targets = targetsIn(folder)): void {
  const files = filesOf(folder);
  const present = new Set(files);
  const ids = new Map<string, ReadonlySet<string>>();
  const faults: string[] = [];
  const linksIn = (file: string): Links | null => {
    try {
      return targets(file);
    } catch (error) {
      if (!(error instanceof SiteError)) throw error;
      faults.push(error.message);
      return null;
    }
  };
  const links = files.map((file) => [file, linksIn(file)] as const);
  for (const [page, found] of links) {
    if (found === null || !page.endsWith(".html")) continue;
    const seen = new Set<string>();
    for (const id of found.ids) {
      if (seen.has(id)) faults.push(`${page}: the id ${id} stands twice`);
      seen.add(id);
    }
    ids.set(page, seen);
    if (found.left !== null) faults.push(`${page}: the directive ${found.left} was not read`);
  }
  for (const [file, found] of links)
    for (const {path, id, written} of found?.to ?? [])
      if (present.has(path)) {
        if (id !== null && ids.get(path)?.has(id) === false) faults.push(`${file}: ${written}: there is no such id`);
      } else if (!isOffered(file, path)) faults.push(`${file}: ${written} leads nowhere`);
  if (faults.length) throw new SiteError(faults.join("\n"));
}

/** A `.gz` beside each text file that gets smaller by it: the server compresses nothing by itself. */
export function compress(folder: string): void {
  for (const file of filesOf(folder).filter((path) => /\.(?:html|css|js|json|svg|txt|xml)$/.test(path))) {
    const bytes = readFileSync(join(folder, file));
    const packed = gzipSync(bytes, {level: 9});
    if (bytes.length > 512 && packed.length < bytes.length) writeFileSync(join(folder, `${file}.gz`), packed);
  }
}
