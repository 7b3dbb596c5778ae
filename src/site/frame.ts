// The frame of every page: masthead with the menu, the line that dates the data, footer, and what belongs in the head.
import type {Edition} from "../edition/edition.js";
import {editionDate, nextEdition} from "../words/editionDate.js";
import {FOOT, menuLinks, menuList} from "./menu.js";

/**
 * One pattern a page, for temporary statuses alone: every chart fills with `url(#hatch)`. It is drawn in a svg without a size,
 * as a pattern inside a hidden element is not drawn in some browsers.
 */
export const HATCH =
  '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>' +
  '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="5" height="5" style="fill:var(--hatch-bg)"/><rect width="2.2" height="5" style="fill:var(--o-temp)"/>' +
  "</pattern></defs></svg>";

/** The icon, inline: without one, browsers request it and report that it is missing. */
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
 * The target of “Leave this site”: an innocuous address, or an empty page.
 * @throws RangeError where EXIT_URL is not an address of the web.
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

/** What dates the data of a page: its edition, and when the next one comes. A page of an earlier edition says that it is one. */
export function dataLine(edition: string, current: string): string {
  if (edition !== current) return `Data as of ${editionDate(edition)}, an earlier edition`;
  const next = nextEdition(edition);
  return `Data as of ${editionDate(edition)}${next === null ? "" : `; next edition: ${next}`}`;
}

const line = (edition: string, current: string) => `<span class="dated">${escape(dataLine(edition, current))}</span>`;

/** The frame of a page of the current edition, with the dates of another. */
export function datedFrame(html: string, edition: string, current: string): string {
  return html.replaceAll(line(current, current), () => line(edition, current));
}

export function frame({id}: Edition): Frame {
  return {
    head: `<link rel="icon" href="${ICON}">` + SEARCH_HEAD,
    header:
      `<a class="skip" href="#observablehq-main">Skip to main content</a>` +
      `<div class="mast"><div class="row"><a class="word" href="/">Asylum Ledger</a>` +
      `<nav aria-label="Site">${menuLinks()}</nav>` +
      SEARCH +
      `<details class="menu"><summary>Menu</summary><nav aria-label="Menu">${menuList()}</nav></details></div>` +
      `<p class="folio">${line(id, id)} <span>Asylum figures and what is behind them</span></p></div>` +
      `<button type="button" class="leave" data-exit="${escape(exitOf(process.env))}" hidden>Leave this site</button>${HATCH}`,
    footer:
      `<div class="foot"><div class="in"><p class="name">Asylum Ledger</p>` +
      `<div><p>Figures: UNHCR Refugee Population Statistics Database, CC BY 4.0, with our reclassification rules. No endorsement is implied.</p>` +
      `<p>${line(id, id)}</p></div>` +
      `<div><p>No cookies, no tracking, nothing loaded from other sites.</p><p><a data-way="about#watched">If you may be watched</a></p></div>` +
      `<nav aria-label="About this site"><ul>${FOOT.map(({path, name}) => `<li><a data-way="${path}">${name}</a></li>`).join("")}</ul></nav></div></div>`
  };
}
