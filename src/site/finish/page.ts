// Finishes the HTML of one page after Framework: language, zoom, headings, unused loads, description, fonts,
// policy. Each step is a function on text.
import {posix} from "node:path";
import {PRELOADED} from "../fonts.js";
import {localNavigation, markCurrent} from "../menu.js";
import {SiteError} from "./files.js";
import {escapeHtml, replaceOnce, unescapeHtml} from "./html.js";
import {addPolicy} from "./policy.js";

/**
 * Applies every step to the HTML of one page. `up` is the relative path to the site's root, `scripts` are those that figures and charts
 * need; `live` is set in the preview, where Framework's client applies edits.
 */
export function finishPage(
  html: string,
  {page, up, scripts = [], live = false}: {page: string; up: string; scripts?: readonly string[]; live?: boolean}
): string {
  // Most steps concern the head alone, a hundredth of the page: splitting first makes them fast.
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
  const body = steps(html.slice(end), [
    unwrapHeadings,
    numberSections,
    (text) => markCurrent(text, page, (href) => addressFrom(page, href))
  ]);
  const head = steps(html.slice(0, end), [setLanguage, setViewport, removeGenerator, removeIdleScripts]);
  const needed = needsScripts(body) ? scripts : [];
  const description = descriptionOf(body);
  return steps(`${head}${description}${scriptsAndFonts(up, needed)}${body}`, [(text) => addPolicy(text, live)]);
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
 * Replaces the modification times that Framework writes into pages and modules by the day of the edition, so that the same edition
 * builds the same bytes.
 */
export function dateOfEdition(text: string, edition: string): string {
  const time = Date.parse(`${edition.slice(0, 10)}T00:00:00Z`);
  return text.replace(/("?lastModified"?:\s*)\d+(?:\.\d+)?/g, (_, before: string) => `${before}${time}`);
}

/** Removes the link to itself that Framework puts in each heading: in a screen reader's list of links it is noise. */
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

/** The address below the site's root that a link of a page leads to, without its query and fragment. */
function addressFrom(page: string, href: string): string {
  const path = href.replace(/[?#].*$/, "");
  return posix.normalize(posix.join(posix.dirname(page), path)).replace(/^\.$|\/$/g, "");
}

/** A page with the navigation of its section before its main part, where it has one. */
export function withLocal(html: string, page: string): string {
  const local = localNavigation(page);
  return local === "" ? html : html.replace(/<main\b/, () => `${local}\n<main`);
}

/** Adds scripts only to pages with figures, charts or the search. */
function needsScripts(html: string): boolean {
  return html.includes(' data-card=""') || html.includes('<form class="search');
}

/** The description of a page in search results and shared links: its deck in at most two lines, else its topic. */
export function descriptionOf(body: string): string {
  const main = body.slice(Math.max(0, body.indexOf("<main")));
  const textOf = (found: string) =>
    unescapeHtml(found.replace(/<code>:[\s\S]*?<\/code>/g, "…").replace(/<[^>]*>/g, ""))
      .replace(/\s+/g, " ")
      .trim();
  const deck = textOf(/<p class="(?:deck|lead)"[^>]*>([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "");
  const title = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? "");
  const text = deck || (title && `${title}: asylum figures with their rounding ranges, legal status and sources.`);
  if (text === "") return "";
  const short = text.length <= 200 ? text : `${text.slice(0, 199).replace(/[\s,;:]+\S*$/, "")}…`;
  return `<meta name="description" content="${escapeHtml(short)}">\n`;
}

/** The end of the head: the page's scripts, and the fonts that every page needs first. */
function scriptsAndFonts(up: string, scripts: readonly string[]): string {
  return [
    ...scripts.map((file) => `<script type="module" src="${up}${file}"></script>\n`),
    ...PRELOADED.map(
      (file) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${up}_fonts/${file}">\n`
    )
  ].join("");
}
