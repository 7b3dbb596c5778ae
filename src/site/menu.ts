// The pages of the site, once: the six labels of the menu, the tabs and sub-pages under each, and which label a page belongs to.
// Links are `data-way`: the build removes those to pages that the site lacks.
import {escape} from "../words/country.js";

/** A page of the menu or of a local navigation: its address below the root, without a slash, and its label. */
export interface SitePage {
  readonly path: string;
  readonly name: string;
}

/** A label of the menu with what lies under it. */
export interface Section extends SitePage {
  /** Pages of equal rank or below it, itself first: linked at the top of each of them. Empty where there is one page alone. */
  readonly pages: readonly SitePage[];
  /** Further pages that belong to it: an address, or a folder that ends in a slash. */
  readonly holds: readonly string[];
}

export const MENU: readonly Section[] = [
  {path: "explorer", name: "Explorer", pages: [], holds: ["figure"]},
  {
    path: "countries",
    name: "Countries",
    pages: [
      {path: "countries", name: "Countries"},
      {path: "world", name: "World regions"},
      {path: "regions", name: "Regions within countries"}
    ],
    holds: ["compare", "countries/", "world/", "regions/"]
  },
  {path: "analysis", name: "Analysis", pages: [], holds: ["story", "notebooks", "notebooks/"]},
  {path: "check", name: "Check a figure", pages: [], holds: ["revisions", "editions/"]},
  {
    path: "method",
    name: "Methods",
    pages: [
      {path: "method", name: "Methods"},
      {path: "rules", name: "Rules by country"},
      {path: "breaks", name: "Breaks in series"},
      {path: "crosscheck", name: "UNHCR and Eurostat compared"}
    ],
    holds: ["crosscheck-hosts"]
  },
  {
    path: "data",
    name: "Data",
    pages: [
      {path: "data", name: "Files"},
      {path: "dictionary", name: "Dictionary"},
      {path: "query", name: "Query with SQL"},
      {path: "checks", name: "Quality checks"},
      {path: "code", name: "Code"}
    ],
    holds: ["code/"]
  }
];

/** What every footer leads to. */
export const FOOT: readonly SitePage[] = [
  {path: "about", name: "About and contact"},
  {path: "about#cite", name: "How to cite"},
  {path: "about#corrections", name: "Corrections"},
  {path: "about#licence", name: "Licence"}
];

/** The address of a page below the root, from its file: `countries/deu`, and an empty one for the home page. */
export const addressOf = (page: string): string => page.replace(/(?:^|\/)index\.html$/, "").replace(/\.html$/, "");

/** The label of the menu that a page belongs to; null for the home page, cards and About. */
export function sectionOf(page: string): Section | null {
  const here = addressOf(page);
  return (
    MENU.find(
      ({path, pages, holds}) =>
        here === path ||
        pages.some((one) => one.path === here) ||
        holds.some((one) => (one.endsWith("/") ? `${here}/`.startsWith(one) : one === here))
    ) ?? null
  );
}

const way = ({path, name}: SitePage) => `<a data-way="${path}">${escape(name)}</a>`;

/** The six labels, for a page with room for them. */
export function menuLinks(): string {
  return MENU.map(way).join(" ");
}

/** The menu with everything under each label, for a narrow page. */
export function menuList(): string {
  return `<ul>${MENU.map((section) => {
    const below = section.pages.filter(({path}) => path !== section.path);
    return `<li>${way(section)}${below.length ? `<ul>${below.map((page) => `<li>${way(page)}</li>`).join("")}</ul>` : ""}</li>`;
  }).join("")}<li>${way({path: "about", name: "About and contact"})}</li></ul>`;
}

/**
 * The local navigation of a page: the pages of its section, of which it is one. Pages below these, such as one country's, lead back
 * by the menu and have none.
 */
export function localNavigation(page: string): string {
  const here = addressOf(page);
  const section = sectionOf(page);
  if (!section?.pages.some(({path}) => path === here)) return "";
  return `<nav class="local" aria-label="${escape(section.name)}">${section.pages.map(way).join(" ")}</nav>`;
}

/** Marks the links of navigations that lead to this page, and the label of the menu that it belongs to. */
export function markCurrent(html: string, page: string, resolve: (href: string) => string): string {
  const here = addressOf(page);
  const section = sectionOf(page);
  return html.replace(/<nav (?:aria-label="(?:Site|Menu)"|class="local")[\s\S]*?<\/nav>/g, (nav) =>
    nav.replace(/<a href="([^"]*)"/g, (link, href: string) => {
      const target = resolve(href);
      if (target === here) return `${link} aria-current="page"`;
      return section && target === section.path ? `${link} aria-current="true"` : link;
    })
  );
}
