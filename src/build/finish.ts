// The step after Framework's build: it puts right what Framework's options cannot (language, zoom, policy, fonts, what is
// loaded and not used), adds the files whose addresses are stable, and fails on anything that leads nowhere. Each step is a
// function on text or on the folder of the built site, so that each is tested alone.
import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {dirname, join, posix, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {build as esbuild} from "esbuild";
import {JSDOM} from "jsdom";
import {loadAccount} from "./account.js";
import {cardOf} from "./cards.js";
import {writeCode} from "./codePages.js";
import {writeCountries} from "./countries.js";
import {writeDownloads} from "./downloads.js";
import {currentEdition, loadEdition} from "./edition.js";
import {datedPath, moved, writeEditionPages} from "./editionPages.js";
import {writeRegions} from "./locationPages.js";
import {writeExplorer} from "./explorerPage.js";
import {cardPath, figuresOf} from "./figures.js";
import type {Computed} from "./figures.js";
import {PRELOADED, copyFonts, fontFaces} from "./fonts.js";
import {writeNotebooks} from "./notebookScripts.js";
import {writeQuery} from "./queryPage.js";
import {writeRevisions} from "./revisions.js";
import {writeSearch} from "./searchIndex.js";
import {writeWorld} from "./world.js";

/** The built site has a fault that a reader would meet. */
export class SiteError extends Error {
  override name = "SiteError";
}

/** Every file under `folder`, as paths with `/`, in order. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join("/"))
    .sort();
}

/**
 * Finishes the site built in `folder` from the project at `root`.
 * @throws SiteError where Framework's page is not as expected, or a link, id or import leads nowhere.
 */
export async function finish(folder: string, root: string): Promise<void> {
  copyFonts(join(folder, "_fonts"));
  addFontsToStylesheets(folder);
  await writeCards(folder, root);
  // Before the countries, whose pages lead to them.
  await writeRegions(folder, root);
  await writeCountries(folder, root);
  await writeWorld(folder, root);
  await writeExplorer(folder, root);
  await writeQuery(folder, root);
  await writeNotebooks(folder, root);
  writeCode(folder, root);
  const scripts = await writeScripts(folder);
  for (const page of filesOf(folder).filter((path) => path.endsWith(".html"))) {
    const path = join(folder, page);
    const up = page === "404.html" ? "./" : "../".repeat(page.split("/").length - 1) || "./";
    writeFileSync(path, finishPage(readFileSync(path, "utf8"), {page, up, scripts}));
  }
  await writeSearch(folder, root);
  removeUnused(folder);
  await copyEditions(folder, root);
  await writeDownloads(folder, root);
  checkLinks(folder);
  compress(folder);
}

/** All that is done to the HTML of one page; `up` leads from it to the site's root, `scripts` are what its figures and charts need. */
export function finishPage(
  html: string,
  {page, up, scripts = []}: {page: string; up: string; scripts?: readonly string[]}
): string {
  return [
    setLanguage,
    setViewport,
    removeGenerator,
    unwrapHeadings,
    removeIdleScripts,
    numberSections,
    (text: string) => markCurrent(text, page),
    (text: string) => addScripts(text, up, scripts),
    (text: string) => addPreloads(text, up),
    addPolicy
  ].reduce((text, step) => {
    try {
      return step(text);
    } catch (error) {
      if (error instanceof SiteError) throw new SiteError(`${page}: ${error.message}`);
      throw error;
    }
  }, html);
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

export function addPreloads(html: string, up: string): string {
  const links = PRELOADED.map(
    (file) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${up}_fonts/${file}">\n`
  );
  return replaceOnce(html, "</head>", `${links.join("")}</head>`, "end of head");
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
export function addScripts(html: string, up: string, scripts: readonly string[]): string {
  if (!html.includes(' data-card=""') && !html.includes('<form class="search')) return html;
  return replaceOnce(
    html,
    "</head>",
    `${scripts.map((file) => `<script type="module" src="${up}${file}"></script>\n`).join("")}</head>`,
    "end of head"
  );
}

/** Bundles what runs in the browser, named by its contents. Returns the paths below the site's root. */
export async function writeScripts(folder: string): Promise<string[]> {
  const {outputFiles} = await esbuild({
    entryPoints: [join(dirname(fileURLToPath(import.meta.url)), "..", "browser", "page.ts")],
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2020",
    write: false,
    logLevel: "silent"
  });
  return outputFiles.map(({contents}) => {
    const path = `_scripts/page.${createHash("sha256").update(contents).digest("hex").slice(0, 8)}.js`;
    mkdirSync(join(folder, "_scripts"), {recursive: true});
    writeFileSync(join(folder, path), contents);
    return path;
  });
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
export async function writeCards(folder: string, root: string): Promise<void> {
  if (!existsSync(join(folder, CARD_TEMPLATE))) return;
  const edition = await loadEdition(root);
  const figure = figuresOf(edition);
  const {document} = new JSDOM("").window;
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
    const main = document.createElement("main");
    main.id = "observablehq-main";
    main.className = "card";
    const top = document.createElement("div");
    top.className = "top";
    for (const each of pages) {
      const back = document.createElement("a");
      back.href = `../${each.replace(/index\.html$/, "").replace(/\.html$/, "")}`;
      back.textContent = `Back to “${titleOf(readFileSync(join(folder, each), "utf8"))}”`;
      top.append(back);
    }
    const parts = cardOf(edition, computed, document, {
      now: `./${posix.basename(path)}`,
      dated: `../${datedPath(path, edition.id)}`
    });
    main.append(top, ...parts);
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
  await writeRevisions(folder, root, account, figures);
}

const JAVASCRIPT = /^(?:|module|text\/javascript|application\/javascript)$/;

/** A page that tells its script where DuckDB lies. */
const HAS_DUCKDB = / data-duckdb="/;

/**
 * The policy of a page: nothing but the site itself, and of inline scripts those the build wrote, by their hashes. Pages with
 * DuckDB alone may compile WebAssembly and start a worker from a blob, which has this policy too; they connect no further.
 */
export function policyOf(html: string): string {
  const hashes: string[] = [];
  for (const [, attributes = "", script = ""] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    const type = /\btype="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (!/\bsrc=/.test(attributes) && JAVASCRIPT.test(type))
      hashes.push(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  const duckdb = HAS_DUCKDB.test(html);
  return [
    "default-src 'none'",
    ["script-src 'self'", ...(duckdb ? ["'wasm-unsafe-eval'"] : []), ...new Set(hashes)].join(" "),
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
export function addPolicy(html: string): string {
  return replaceOnce(
    html,
    /<head>/,
    `<head>\n<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`,
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
export function removeUnused(folder: string): void {
  const files = filesOf(folder);
  const used = new Set(files.filter((path) => !/^_(?:observablehq|npm|node|import)\//.test(path)));
  const present = new Set(files);
  for (const path of used)
    for (const target of targetsOf(folder, path)) if (present.has(target.path)) used.add(target.path);
  for (const path of files) if (!used.has(path)) rmSync(join(folder, path));
  for (const room of ["_observablehq", "_npm", "_node", "_import"]) removeEmpty(join(folder, room));
}

function removeEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, {withFileTypes: true}))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (!readdirSync(folder).length) rmSync(folder, {recursive: true});
}

/** `/data/<edition>/…` for every edition kept, and `/data/latest/…` for the current one: addresses that can be cited. */
export async function copyEditions(folder: string, root: string): Promise<void> {
  const current = await currentEdition(root);
  const editions = join(root, "data", "editions");
  const copy = (id: string, name: string) => {
    const to = join(folder, "data", name);
    mkdirSync(to, {recursive: true});
    for (const file of readdirSync(join(editions, id)))
      if (/\.(?:parquet|json)$/.test(file)) cpSync(join(editions, id, file), join(to, file));
  };
  for (const {name} of readdirSync(editions, {withFileTypes: true}).filter((entry) => entry.isDirectory()))
    if (!name.startsWith(".")) copy(name, name);
  copy(current, "latest");
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

/** The opening tags of a page. Comments and the insides of scripts and styles are no tags. */
function tagsOf(html: string): Tag[] {
  const markup = html.replace(/<!--[\s\S]*?-->/g, "").replace(/(<(script|style)\b[^>]*>)[\s\S]*?(?=<\/\2>)/g, "$1");
  return Array.from(
    markup.matchAll(/<([a-z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi),
    ([, name = "", text = ""]) => ({
      name: name.toLowerCase(),
      attributes: new Map(
        Array.from(text.matchAll(/([^\s=]+)(?:="([^"]*)")?/g), ([, key = "", value = ""]) => [key, unescapeHtml(value)])
      )
    })
  );
}

/** Where an address written in `page` leads, or null where it leaves the site. */
function resolveTarget(folder: string, page: string, written: string, isModule = false): Target | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return null;
  const [, address = "", id] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(written) ?? [];
  const hash = id ? decodeURIComponent(id) : null;
  if (address === "") return {path: page, id: hash, written};
  if (address.startsWith("/"))
    throw new SiteError(`${page}: ${written} begins at the host's root: below a base path it leads nowhere`);
  if (isModule && !address.startsWith("."))
    throw new SiteError(`${page}: imports ${written}, which a browser cannot find`);
  const path = posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(address)));
  const candidates = [path, `${path}.html`, posix.join(path, "index.html")];
  const found = candidates.find((file) => existsSync(join(folder, file)) && statSync(join(folder, file)).isFile());
  return {path: found ?? path, id: hash, written};
}

/** The files and ids that a page, stylesheet or module of the site leads to. */
export function targetsOf(folder: string, file: string): Target[] {
  const written: [address: string, isModule: boolean][] = [];
  if (file.endsWith(".html")) {
    const html = readFileSync(join(folder, file), "utf8");
    for (const {name, attributes} of tagsOf(html))
      for (const key of LINKS[name] ?? []) {
        const value = attributes.get(key);
        if (value === undefined) continue;
        if (key === "srcset")
          for (const part of value.split(",")) written.push([part.trim().split(/\s+/)[0] ?? "", false]);
        else written.push([value, false]);
      }
    for (const [, script = ""] of html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g))
      written.push(...importsOf(script));
    for (const [, sheet = ""] of html.matchAll(/<style>([\s\S]*?)<\/style>/g)) written.push(...urlsOf(sheet));
  } else if (file.endsWith(".css")) written.push(...urlsOf(readFileSync(join(folder, file), "utf8")));
  else if (file.endsWith(".js")) written.push(...importsOf(readFileSync(join(folder, file), "utf8")));
  return written.flatMap(([address, isModule]) => resolveTarget(folder, file, address, isModule) ?? []);
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
export function checkLinks(folder: string): void {
  const files = filesOf(folder);
  const present = new Set(files);
  const ids = new Map<string, Set<string>>();
  const faults: string[] = [];
  for (const page of files.filter((path) => path.endsWith(".html"))) {
    const html = readFileSync(join(folder, page), "utf8");
    const seen = new Set<string>();
    for (const {attributes} of tagsOf(html)) {
      const id = attributes.get("id");
      if (id === undefined) continue;
      if (seen.has(id)) faults.push(`${page}: the id ${id} stands twice`);
      seen.add(id);
    }
    ids.set(page, seen);
    const left = /:(?:fig|component|says)\[[^\]<]*\]?/.exec(html.replace(/<(code|pre)\b[\s\S]*?<\/\1>/g, ""));
    if (left) faults.push(`${page}: the directive ${left[0]} was not read`);
  }
  for (const file of files) {
    try {
      for (const {path, id, written} of targetsOf(folder, file))
        if (present.has(path)) {
          if (id !== null && ids.get(path)?.has(id) === false) faults.push(`${file}: ${written}: there is no such id`);
        } else if (!isOffered(file, path)) faults.push(`${file}: ${written} leads nowhere`);
    } catch (error) {
      if (!(error instanceof SiteError)) throw error;
      faults.push(error.message);
    }
  }
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
