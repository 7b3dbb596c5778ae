// What stands round every page: masthead, folio line, footer, and what belongs in the head.
import type {Edition} from "../edition/edition.js";

/**
 * One pattern a page, for temporary statuses alone: every chart fills with `url(#hatch)`. It is drawn in a svg without a size,
 * as a pattern inside a hidden element is not drawn in some browsers.
 */
const HATCH =
  '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>' +
  '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="5" height="5" style="fill:var(--hatch-bg)"/><rect width="2.2" height="5" style="fill:var(--o-temp)"/>' +
  "</pattern></defs></svg>";

/** The bracket, in the page itself: a browser that finds no icon asks for one and reports that there is none. */
const ICON = `data:image/svg+xml;base64,${Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" fill="#fbfaf6"/>' +
    '<path d="M2 6v7h12V6" fill="none" stroke="#1d1b18" stroke-width="2"/></svg>'
).toString("base64")}`;

/**
 * The search in the masthead; the home page has its own, larger. Without scripts a field that no page answers is not shown:
 * the build names the page that does.
 */
const SEARCH =
  '<form class="search small" role="search"><label class="unseen" for="site-search">Find a country, a pair, a page or a definition</label>' +
  '<input id="site-search" name="q" type="search" placeholder="Search" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" maxlength="120"></form>' +
  '<a class="to-search" href="/#search">Search</a>';
const SEARCH_HEAD =
  "<noscript><style>form.search:not([action]),.search .examples,.to-search{display:none!important}</style></noscript>";

/**
 * The pages of the site, in the order of the masthead; the footer tells each by its whole name. Without a short name a page
 * stands in the footer alone: the masthead has no room for all.
 */
const PAGES: readonly (readonly [path: string, short: string | null, name: string])[] = [
  ["/", "Home", "Home"],
  ["/story", "One in nine years", "One recognised refugee in nine years"],
  ["/explorer", "Explorer", "Explorer: any origin, any host, every year"],
  ["/countries", "Countries", "Countries: each as host and as origin"],
  ["/notebooks", "Notebooks", "Notebooks: six questions, their code in sight, each answer computed twice"],
  ["/world", null, "World regions: M49, UNHCR’s bureaus, the European Union, EU+, and EU and EFTA"],
  ["/regions", null, "Regions: where within a country"],
  ["/crosscheck", null, "Two ledgers: UNHCR’s figures beside Eurostat’s"],
  ["/method", "Method", "Method: definitions, rounding, rules, open breaks"],
  ["/data", "Data", "Data: the edition, its checks, downloads"],
  ["/check", null, "Check a figure: what publishers changed since we first published it"],
  ["/query", "Query", "Query: SQL over every table, in your browser"]
];

/**
 * Where “Leave this site” leads: an address that whoever looks over a shoulder may see, or an empty page.
 * @throws RangeError where EXIT_URL is no address of the web.
 */
export function exitOf({EXIT_URL: text = ""}: NodeJS.ProcessEnv): string {
  if (text === "") return "about:blank";
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:") throw new RangeError(`EXIT_URL is “${text}”, and must begin with https://`);
  return url.href;
}
const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

export interface Frame {
  readonly head: string;
  readonly header: string;
  readonly footer: string;
}

export function frame({id}: Edition): Frame {
  return {
    head: `<link rel="icon" href="${ICON}">` + SEARCH_HEAD,
    header:
      `<a class="skip" href="#observablehq-main">To the text</a>` +
      `<div class="mast"><div class="row"><a class="word" href="/">Asylum Ledger</a>` +
      `<nav aria-label="Site">${PAGES.flatMap(([path, short]) => (short === null ? [] : [`<a href="${path}">${short}</a>`])).join(" ")}</nav>` +
      SEARCH +
      `<a class="contents" href="#contents">Contents</a></div>` +
      `<p class="folio"><span>Edition ${id}</span> <span>Asylum figures, as published and as read</span></p></div>` +
      `<button type="button" class="leave" data-exit="${escape(exitOf(process.env))}" hidden>Leave this site</button>${HATCH}`,
    footer:
      `<div class="foot"><div class="in"><p class="name">Asylum Ledger</p>` +
      `<div><p>Figures: UNHCR Refugee Population Statistics Database, CC BY 4.0, as published and as read by the ledger’s rules. No endorsement is implied.</p>` +
      `<p>No cookies, no counters, no outside hosts. <a href="/method#watched">If you may be watched</a></p></div>` +
      `<div><p>Edition ${id}. Each number opens a card with its rows, its rule and what others reported.</p></div>` +
      `<nav id="contents" aria-label="Contents"><ul>${PAGES.map(([path, , name]) => `<li><a href="${path}">${name}</a></li>`).join("")}</ul></nav></div></div>`
  };
}
