// Puts “Cite” on every page: at its end for the page, and for each chart and figure where the page keeps a place for it. The citation is
// there as plain text without scripts; its formats come from a file that is fetched when a reader opens the block.
import {posix} from "node:path";
import {citations, CITATION_FORMATS} from "../../figures/citation.js";
import type {CitationTemplates} from "../../figures/citation.js";
import {citationTemplates, WHOLE_EDITION} from "../../figures/citationTemplates.js";
import {citeBlock} from "../../figures/citeBlock.js";
import {plainParts} from "../../figures/citeText.js";

import {CITED_KINDS} from "../../html/citePlace.js";
import type {CitedKind} from "../../html/citePlace.js";
import {PAPER} from "../../html/paper.js";
import {element} from "../../html/table.js";
import {allCited, CITED_TOGETHER, citedSources, DATASET_TITLE, editionAddress, together} from "../../words/cite.js";
import type {CitedSource} from "../../words/cite.js";
import {editionDate} from "../../words/editionDate.js";
import {pathOf} from "../machines/sitemap.js";
import {SiteError} from "./files.js";
import {escapeHtml, unescapeHtml} from "./html.js";

/** What the blocks of a site need. */
export interface Citing {
  /** The current edition. */
  readonly edition: string;
  /** The site's address, ending in a slash; null where it is not set. */
  readonly site: string | null;
  /** The templates of an edition without a day of access, by the names of the sources, or for the whole. */
  readonly templates: (edition: string, names: string) => CitationTemplates;
}

/** `sourcesOf` reads the sources of an edition, as its `datapackage.json` lists them. */
export function citingOf(
  edition: string,
  site: string | null,
  sourcesOf: (edition: string) => readonly CitedSource[]
): Citing {
  const made = new Map<string, CitationTemplates>();
  return {
    edition,
    site,
    templates: (id, names) => {
      const key = `${id} ${names}`;
      const known = made.get(key);
      if (known) return known;
      const all = sourcesOf(id);
      const found = names === WHOLE_EDITION ? allCited(all) : citedSources(all, names.split(" "));
      if (!found) throw new SiteError(`the edition ${id} has not all of the sources ${names}, which a page cites`);
      const templates = citationTemplates(found, id, {dated: false});
      made.set(key, templates);
      return templates;
    }
  };
}

/** The group of sources with templates that has all of these: as few others as can be, else the whole edition. */
function group(names: readonly string[]): string {
  const [found] = CITED_TOGETHER.filter((each) => names.every((name) => each.includes(name))).sort(
    (one, other) => one.length - other.length
  );
  return names.length === 0 ? "unhcr" : (found?.join(" ") ?? WHOLE_EDITION);
}

const textOf = (html: string) =>
  unescapeHtml(html.replace(/<[^>]*>/g, ""))
    .replace(/\s+/g, " ")
    .trim();

/** What a page of a country or region is called in a citation, in front of its charts too; null for other pages. */
function placeOf(page: string, title: string): string | null {
  return /^(?:countries|world|regions)\//.test(page) ? title.replace(/: regions$/, "") : null;
}

function titleOf(html: string, page: string): string {
  const title = textOf(/<title>([^<]*)/.exec(html)?.[1] ?? "").replace(/ \| Asylum Ledger$/, "");
  const place = placeOf(page, title);
  if (place !== null)
    return `${place}: ${page.startsWith("regions/") ? "figures by region" : "asylum applications and decisions"}`;
  const heading = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "");
  return page === "index.html" || title === "" ? heading : title;
}

/** Pages that show inhabitants of the World Bank without a chart of them. */
const hasInhabitants = (html: string, page: string) =>
  /^(?:index\.html|explorer\.html|(?:countries|world)\b)/.test(page) && /per 100,000/.test(html);

/** A place that a page keeps for a block: an empty element with what is cited. */
const PLACE = /<(\w+) class="cite"((?: data-[a-z]+="[^"]*")+)><\/\1>/g;
/** A place for the citation of the edition as a dataset, in every format or in one. */
const WHOLE = /<div data-cite-whole="([^"]*)"(?: data-cite-format="([^"]*)")?><\/div>/g;
/** Stands for the site's address where it is not set. */
const NOWHERE = "site:/";

/** Pages of our own words and tools, whose author is this site. */
const OURS = /^(?:about|analysis|breaks|check|checks|code|dictionary|method|query|rules)\.html$/;

/**
 * A page that readers look for: not code, which CITATION.cff is for, nor one that leads on to another, nor those whose script writes
 * what is cited: a card has its own block, and a fact sheet its source.
 */
const isCited = (html: string, page: string) =>
  !["404.html", "figure.html", "sheet.html", "brief.html", "watch.html"].includes(page) &&
  !/^(?:code|q)\//.test(page) &&
  !html.includes('http-equiv="refresh"') &&
  html.includes("</main>");

const attributesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    Array.from(text.matchAll(/data-([a-z]+)="([^"]*)"/g), ([, key = "", value = ""]) => [key, unescapeHtml(value)])
  );

interface Page {
  readonly file: string;
  readonly edition: string;
  readonly title: string;
  /** The name before the titles of charts; null where they need none. */
  readonly place: string | null;
  /** As a link of the page. */
  readonly address: string;
  /** What is at the end of the page: the page, or for a figure's card the figure. */
  readonly kind: CitedKind;
  readonly citing: Citing;
}

function pageOf(html: string, file: string, citing: Citing): Page {
  const {site} = citing;
  const [, kept] = /^editions\/([\d-]+)\//.exec(file) ?? [];
  const title = titleOf(html, file);
  const isCard = /<main[^>]* class="card"/.test(html);
  // A card of the latest edition has a permanent address beside its own.
  const path = isCard && kept === undefined ? `editions/${citing.edition}/${pathOf(file)}` : pathOf(file);
  const link = posix.relative(posix.dirname(file), path.replace(/\/$/, ""));
  const local = path === "" || path.endsWith("/") ? "./" : link.startsWith(".") ? link : `./${link}`;
  return {
    file,
    citing,
    edition: kept ?? citing.edition,
    title: title.replace(/, edition [\d-]+$/, "").replaceAll(" | ", ": "),
    place: placeOf(file, title.replace(/: [^:]*$/, "")),
    address: site === null ? local : new URL(path, site).href,
    kind: isCard ? "figure" : "page"
  };
}

/** An address of the page as it is printed: whole where the site knows its own. `base` is the address to which an id belongs. */
function printed({file, citing: {site}}: Page, address: string, base: string): string {
  const here = new URL(pathOf(file), site ?? NOWHERE);
  return new URL(address, address.startsWith("#") ? new URL(base, here) : here).href.replace(/^site:\/*/, "/");
}

function blockOf(
  page: Page,
  the: {title: string; address: string; kind: CitedKind; sources: string},
  base: string
): HTMLElement {
  const {citing, edition} = page;
  const templates = citing.templates(editionIn(the.address) ?? edition, the.sources);
  return citeBlock(PAPER, {
    ...the,
    text: plainParts(PAPER, templates, {title: the.title, shown: printed(page, the.address, base)}),
    ...(the.kind === "page" || the.kind === "answer" ? {edition} : {})
  });
}

/** The HTML of a page with its blocks. */
export function withCites(html: string, file: string, citing: Citing): string {
  if (!isCited(html, file)) return html;
  const page = pageOf(html, file, citing);
  const places = Array.from(html.matchAll(PLACE), ([, , attributes = ""]) => attributesOf(attributes));
  const answer = places.find((place) => place.get("kind") === "answer")?.get("address");
  const base = answer ?? page.address;
  const {place} = page;
  const filled = html
    .replace(PLACE, (_, _name, attributes: string) => {
      const read = attributesOf(attributes);
      const [said = "", address = "", kind = "figure"] = ["title", "address", "kind"].map((key) => read.get(key));
      return blockOf(
        page,
        {
          title: place === null || said.includes(place) ? said : `${place}: ${said}`,
          address: citing.site === null || address.startsWith("#") ? address : printed(page, address, base),
          kind: CITED_KINDS.find((each) => each === kind) ?? "figure",
          sources: group(namesOf(read))
        },
        base
      ).outerHTML;
    })
    .replace(WHOLE, (_, names: string, format?: string) => wholeEdition(page, names, format));
  // A figure's card and an answer have their own block.
  if (places.some((each) => each.get("kind") !== "chart")) return filled;
  const shown = together([...places.map(namesOf), ...(hasInhabitants(html, file) ? [["unhcr", "worldbank"]] : [])]);
  const sources = OURS.test(file) ? "ledger" : group(shown);
  const ending = blockOf(page, {title: page.title, address: page.address, kind: page.kind, sources}, base);
  ending.append(stays(page));
  const paper = element(
    PAPER,
    "p",
    {class: "cite-print"},
    "Cite as: ",
    ...plainParts(PAPER, citing.templates(page.edition, sources), {
      title: page.title,
      shown: printed(page, page.address, base)
    })
  );
  const end = filled.lastIndexOf("</main>");
  return `${filled.slice(0, end)}${ending.outerHTML}${paper.outerHTML}\n${filled.slice(end)}`;
}

const namesOf = (place: ReadonlyMap<string, string>) => (place.get("sources") ?? "unhcr").split(" ");

/** The edition that an address names. */
const editionIn = (address: string) => /(?:[?&#]edition=|\beditions\/)(\d{4}-\d\d-\d\d(?:-\d+)?)/.exec(address)?.[1];

/** Which link is permanent, for readers without scripts. */
function stays({file, address, edition}: Page): HTMLElement {
  const isPermanent = editionIn(address) !== undefined || file.startsWith("editions/");
  const up = "../".repeat(file.split("/").length - 1) || "./";
  return element(
    PAPER,
    "p",
    {class: "stays"},
    ...(isPermanent
      ? [`The link is permanent: it keeps showing the edition of ${editionDate(edition)}.`]
      : [
          "The link always shows the latest edition. Permanent link of the data: ",
          element(PAPER, "a", {href: `${up}editions/${edition}/`}, `edition of ${editionDate(edition)}`),
          "."
        ])
  );
}

/** An edition as a dataset in every format, or in one, each in a box of its own. */
function wholeEdition({citing, edition, file}: Page, names: string, only?: string): string {
  const address = editionAddress(edition, citing.site);
  const link = `${"../".repeat(file.split("/").length - 1) || "./"}editions/${edition}/`;
  return citations(citing.templates(edition, names), {title: DATASET_TITLE, address, accessed: null})
    .filter(([format]) => only === undefined || format === only)
    .map(([format, text]) => {
      const words = CITATION_FORMATS[format];
      const shown = text
        .trimEnd()
        .split(address)
        .map(escapeHtml)
        .join(`<span class="to">${escapeHtml(address)}</span>`);
      return (
        `<div class="cite-as" data-address="${link}"><p class="small">${words}</p>` +
        `<pre class="recipe" tabindex="0" role="region" aria-label="${words}, ${names === WHOLE_EDITION ? "whole edition" : "UNHCR’s tables"}"><code>${shown}</code></pre></div>`
      );
    })
    .join("\n");
}
