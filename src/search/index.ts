// Builds the search index from the edition and from the pages of the built site: only what exists is in it.
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createHash} from "node:crypto";
import {join, posix} from "node:path";
import {csvParseRows, group} from "d3";
import {JSDOM} from "jsdom";
import type {LookupFiles} from "../figures/lookup.js";
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {headlineAdder, headlinePart, listed, onlyAmong, onlyOtherLevelsAdder} from "../measures/headline.js";
import type {OnlyOtherLevels} from "../measures/headline.js";
import {knownOriginsAdder, unseenOriginsAdder, withUnseen} from "../measures/unseenOrigins.js";
import type {UnseenOrigins} from "../measures/unseenOrigins.js";
import {headlineApplications} from "../measures/newness.js";
import {added} from "../measures/sums.js";
import type {ApplicationRow} from "../measures/sums.js";
import {STATUS_WORDS} from "../words/status.js";
import {countWords} from "./packed.js";
import type {Packed} from "./packed.js";
import {PLAIN_NAMES} from "./plainWords.js";
import type {Edition} from "../edition/edition.js";
import {worldRegions} from "../edition/worldRegions.js";
import {ANY, applicationRows} from "../edition/select.js";
import {pageFile} from "../html/pageFile.js";
import {articled} from "../words/places.js";

export const SEARCH_FOLDER = "_search";
/** Pages of definitions and methods: each of their headings is found. */
const METHODS = ["method", "rules", "breaks", "crosscheck", "dictionary", "checks"];
/** Other words by which readers look for a page, by its address. */
export const PAGE_WORDS = {
  "": "home asylum ledger",
  data: "data download csv parquet files tables excel spreadsheet dataset скачать 내려받기",
  brief: "brief briefing report document dossier print printable pdf put together collect charts own for a hearing",
  watch: "watch my own countries dashboard follow favourites favorites latest alerts updates changes monitor",
  compare: "compare comparison two countries versus against side by side",
  check: "check verify fact quote claim number true false",
  explorer: "explorer chart graph map query custom search build a chart",
  about: "about contact who error mistake correction privacy licence licensing email",
  query: "query sql duckdb api database",
  world: "world regions worldwide global totals",
  countries: "countries list all country profiles"
} as const;
/** The same of sections that explain what readers can do, by their addresses. */
export const SECTION_WORDS: Readonly<Record<string, string>> = {
  "about#take":
    "save copy download chart charts image picture png svg csv zip powerpoint slide embed embedding iframe widget website print printing paper pdf share instagram story",
  "about#cite": "cite citation citing quote reference bibtex apa how to source attribution credit",
  "about#contact": "report an error mistake wrong number correction contact email",
  "about#licence": "licence license licensing reuse copyright terms permission",
  "about#watched": "privacy private is my visit cookies tracking anonymous safe hide history"
};
/** Other words that readers use, by a word of the heading. */
const ALSO_CALLED: readonly (readonly [RegExp, string])[] = [
  [/temporary/i, "temporary asylum временное убежище 임시 비호"],
  [/refugee status/i, "recognised recognized convention статус беженца 난민 지위"],
  [/complementary/i, "subsidiary protection дополнительная защита 보충적 보호"],
  [/rate/i, "refusal rejection recognition rate protection rate share grant доля признания беженцев 난민 인정률"],
  [/round|bound|bracket/i, "rounding bounds interval округление 반올림"],
  [/status/i, "refugee status complementary subsidiary protection humanitarian temporary asylum статус 지위"],
  [/file/i, "parquet csv download tables скачать 내려받기"],
  [/person|case/i, "persons cases unit человек случай 명 건"]
];

export interface Pages {
  readonly explorer: boolean;
  /** Addresses of pages that hits lead to, or null where the site lacks them. */
  readonly compare?: string | null;
  readonly check?: string | null;
  readonly charts?: Packed["charts"];
  readonly lookup?: LookupFiles | null;
  /** Codes of the places that have a page. */
  readonly countries: ReadonlySet<string>;
  readonly others: Packed["others"];
}

function countPacked({value, lo, hi}: Count, unit: "P" | "C"): string {
  const bounds = isExact({value, lo, hi}) ? "" : `~${lo}~${hi}`;
  return `${unit === "C" ? "c" : ""}${value}${bounds}`;
}

const UNITS = ["P", "C"] as const;

/**
 * A country's number of the rows, in persons and in cases; empty where there is none, and where it has a second procedure, which one
 * number would leave out.
 */
function newCounts(
  rows: readonly ApplicationRow[],
  only: OnlyOtherLevels,
  unseen: UnseenOrigins = {P: 0, C: 0}
): string {
  const headline = added(headlineAdder(only), rows);
  if (!headline || headline.lines.some(({part}) => part === "temporary_asylum")) return "";
  const number = listed(headline);
  return UNITS.flatMap((unit) =>
    number[unit] ? [countPacked(withUnseen(number[unit].count, unseen[unit]), unit)] : []
  ).join("+");
}

/** The list of one edition and the pages that there are. `placesCsv` is the hand-kept table of names. */
export function packIndex(
  edition: Edition,
  placesCsv: string,
  {explorer, countries, others, compare = null, check = null, charts = [], lookup = null}: Pages
): Packed {
  const rows = applicationRows(edition, ANY);
  const only = onlyAmong(added(onlyOtherLevelsAdder(), rows));
  let [from, to] = [Infinity, -Infinity];
  for (const {year} of rows) [from, to] = [Math.min(from, year), Math.max(to, year)];
  const [heads = [], ...lines] = csvParseRows(placesCsv);
  const column = (line: readonly string[], name: string) => line[heads.indexOf(name)] ?? "";
  const known = new Map(lines.map((line) => [column(line, "place"), line]));
  const origins = added(knownOriginsAdder(), rows);
  const last = rows.filter(({year}) => year === to);
  const [byHost, byOrigin] = [group(last, ({asylum}) => asylum), group(last, ({origin}) => origin)];
  const codes = [...edition.places.keys()].sort();
  const numbers = new Map(codes.map((code, i) => [code, i]));

  const factOf = (code: string): string => {
    // People of every origin: as on its card, with those whom rounding may have removed.
    const asked = byHost.get(code) ?? [];
    const isListed = (row: ApplicationRow) => ["first_and_combined", "only_other_levels"].includes(headlinePart(row, only) ?? ""); // prettier-ignore
    const host = newCounts(asked, only, added(unseenOriginsAdder(origins), asked.filter(isListed)));
    const came = headlineApplications(byOrigin.get(code) ?? []);
    const origin = UNITS.flatMap((unit) => (came[unit] ? [countPacked(came[unit].count, unit)] : [])).join("+");
    const size = (packed: string) => (packed === "" ? -1 : Number(/\d+/.exec(packed)?.[0]));
    if (host === "" && origin === "") return "";
    return size(host) >= size(origin)
      ? `New applications in ${to}: ${countWords(host)}`
      : `New applications by its people in ${to}: ${countWords(origin)}`;
  };
  const pairs: Record<string, string> = {};
  for (const [asylum, ofHost] of group(rows, (row) => row.asylum))
    pairs[asylum] = Array.from(
      group(ofHost, ({origin}) => origin),
      ([origin, ofPair]) => {
        const latest = Math.max(...ofPair.map(({year}) => year));
        const n = numbers.get(origin) ?? 0;
        return `${n.toString(36)}:${(to - latest).toString(36)}:${newCounts(
          ofPair.filter(({year}) => year === latest),
          only
        )}`;
      }
    )
      .sort()
      .join(" ");
  return {
    years: [from, to],
    explorer: explorer ? "explorer" : null,
    countries: "countries",
    places: codes.map((code) => {
      const line = known.get(code) ?? [];
      const names = [column(line, "name_ru"), column(line, "name_ko"), ...column(line, "aliases").split(" | "), code];
      const name = edition.places.get(code) ?? code;
      names.push(...(PLAIN_NAMES[code] ?? []));
      const besides = [...new Set(names.filter((each) => each !== "" && each !== name))];
      return [code, name, besides.join("|"), countries.has(code) ? 1 : 0, factOf(code)];
    }),
    pairs,
    others,
    ...{charts, compare, check, lookup}
  };
}

/** A rule in words: the country, the years, its column, and as what we reclassify it. */
function ruleName(edition: Edition, id: string): string {
  const line = edition.rules.find((rule) => rule.id === id);
  if (!line) return id;
  const {asylum, column, year_from, year_to, status} = line;
  const years = year_to === year_from ? String(year_from) : `${year_from}–${year_to ?? ""}`;
  return `${edition.places.get(asylum) ?? asylum} ${years}: “${column}” reclassified as ${STATUS_WORDS[status]}`;
}

const squeeze = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

const HEADINGS = new Set(["h2", "h3", "dt"]);
const BLOCKS = new Set(["section", "article", "div", "tr"]);
/** Whether an element of a page is found by its words: a heading with an id, or a rule. */
const isFound = ({localName, id}: Element): boolean =>
  (HEADINGS.has(localName) && id !== "") || (BLOCKS.has(localName) && id.startsWith("rule-"));

/** Every element below `root`, in order. A walk: jsdom takes seconds for the same by querySelectorAll on the longest pages. */
function elementsIn(root: Element | null): Element[] {
  const elements: Element[] = [];
  if (root === null) return elements;
  const SHOW_ELEMENT = 1;
  const walker = root.ownerDocument.createTreeWalker(root, SHOW_ELEMENT);
  while (walker.nextNode()) elements.push(walker.currentNode as Element);
  return elements;
}

/** What the pages of the built site are called, their sections, definitions and rules, and the figures that they print. */
export function othersOf(folder: string, edition: Edition): Packed["others"] {
  const others: [Packed["others"][number][0], string, string, string, string][] = [];
  const top = readdirSync(folder).filter((file) => file.endsWith(".html") && file !== "404.html");
  for (const folderOfPage of readdirSync(folder, {withFileTypes: true}))
    if (folderOfPage.isDirectory() && existsSync(join(folder, folderOfPage.name, "index.html")))
      top.push(`${folderOfPage.name}/index.html`);
  const printed = new Set<string>();
  // One window for all pages: each takes jsdom longer than a page.
  const parser = new new JSDOM("").window.DOMParser();
  for (const page of top.sort()) {
    // Without drawings, which have nothing to find and half of the elements.
    const html = readFileSync(join(folder, page), "utf8").replace(/<svg\b[\s\S]*?<\/svg>/g, "");
    // An old address that only leads to the new one has nothing to find.
    if (html.includes('http-equiv="refresh"')) continue;
    const document = parser.parseFromString(html, "text/html");
    const address = page.replace(/(?:^|\/)index\.html$|\.html$/, "");
    const title = squeeze(document.querySelector("h1")?.textContent);
    const isMethod = METHODS.includes(address);
    if (title)
      others.push(["page", title, address, "", (PAGE_WORDS as Readonly<Record<string, string>>)[address] ?? address]);
    const elements = elementsIn(document.querySelector("main"));
    for (const heading of elements.filter(isFound)) {
      const isRule = heading.id.startsWith("rule-");
      if ((!isRule && !isMethod && heading.tagName !== "H2") || heading.id.endsWith("-moves")) continue;
      const words = squeeze((heading.querySelector("h2, h3, h4, dt, th") ?? heading).textContent).slice(0, 90);
      if (words === "") continue;
      const id = heading.id.replace(/^rule-/, "");
      const explains = isMethod || address === "data";
      others.push([
        isRule ? "rule" : isMethod ? "method" : "section",
        isRule ? ruleName(edition, id) : words,
        `${address}#${heading.id}`,
        isRule ? id : title === words ? "" : title,
        isRule || !explains
          ? (SECTION_WORDS[`${address}#${heading.id}`] ?? "")
          : ALSO_CALLED.filter(([pattern]) => pattern.test(words))
              .map(([, also]) => also)
              .join(" ")
      ]);
    }
    // Sex and age are in one table alone, which no heading names.
    const sexAge = document.getElementById("table-eurostat_sex_age");
    if (sexAge)
      others.push([
        "section",
        "Women, men and children, by age",
        `${address}#${sexAge.id}`,
        "Eurostat’s table of applicants in European countries; it ends in 2022",
        "women men girls boys gender sex female male children minors age unaccompanied женщины мужчины дети пол возраст 여성 남성 아동 성별 연령"
      ]);
    // Not by a selector: to match one, jsdom works out a link's whole address.
    for (const link of elements.filter(
      (one) => one.localName === "a" && one.hasAttribute("data-card") && one.classList.contains("fig")
    ))
      printed.add(posix.normalize(posix.join(posix.dirname(page), link.getAttribute("href") ?? "")));
  }
  for (const path of [...printed].sort().slice(0, 300)) {
    if (!existsSync(join(folder, `${path}.html`))) continue;
    const document = parser.parseFromString(readFileSync(join(folder, `${path}.html`), "utf8"), "text/html");
    const text = (part: string) => squeeze(document.querySelector(part)?.textContent);
    const name = text("#card-title");
    const bounds = /^between ([\d,]+) and ([\d,]+)$/.exec(text("p.big .bb b"));
    const value = `${text("p.big .fig")}${bounds ? `\u00a0[${bounds[1] ?? ""}–${bounds[2] ?? ""}]` : ""}`;
    if (name) others.push(["figure", `${name}, ${text("p.of")}`, path, value, "figure"]);
  }
  return others;
}

/** The pages of the world's regions, by their names in three languages, with the kind of region each is. */
export function regionsIn(folder: string, edition: Edition, regionsCsv: string): Packed["others"] {
  const [heads = [], ...lines] = csvParseRows(regionsCsv);
  const column = (line: readonly string[], name: string) => line[heads.indexOf(name)] ?? "";
  return worldRegions(edition).flatMap(({scheme, code, name, slug}) => {
    if (pageFile(folder, `world/${slug}`) === null) return [];
    const line = lines.find((one) => column(one, "kind") === scheme && column(one, "code") === code) ?? [];
    const kind = {m49: "UN region (M49)", bureau: "UNHCR region", members: "members change by year"}[scheme];
    const words = [column(line, "name_ru"), column(line, "name_ko"), code.replace("_plus", "+"), "region регион 지역"];
    return [["region", name, `world/${slug}`, kind, words.join(" "), `${scheme}:${code}`] as const];
  });
}

const ENTITIES: Readonly<Record<string, string>> = {amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " "};
const unescaped = (html: string) =>
  html.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? "");

const CHART = /<figure class="plate[^>]*? id="([^"]+)"[\s\S]*?<h3[^>]*>([\s\S]*?)<\/h3>/g;

/** The charts of a page, by id and title. */
function chartsOf(html: string): [id: string, title: string][] {
  return Array.from(html.matchAll(CHART), ([, id = "", title = ""]) => [
    id,
    unescaped(squeeze(title.replace(/<[^>]*>/g, "")))
  ]);
}

/** Folders whose pages' charts are found by their titles: few pages, each with titles of its own. */
const CHARTED = ["", "notebooks", "world", "regions"];

/** The charts of the site's pages, except the explorer's, which answers questions, and those of countries, which are alike. */
export function chartsIn(folder: string): Packed["others"] {
  return CHARTED.flatMap((room) => {
    const files = existsSync(join(folder, room)) ? readdirSync(join(folder, room)).sort() : [];
    return files
      .filter((file) => file.endsWith(".html") && file !== "404.html" && file !== "explorer.html")
      .flatMap((file) => {
        const html = readFileSync(join(folder, room, file), "utf8");
        const address = posix.join(room, file.replace(/\.html$/, "")).replace(/^index$/, "");
        const title = unescaped(squeeze(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1]?.replace(/<[^>]*>/g, "")));
        return chartsOf(html).map(
          ([id, name]) => ["chart", name.slice(0, 120), `${address}#${id}`, title.slice(0, 60), "chart graph"] as const
        );
      });
  });
}

/** The charts that countries' pages have in common, with which country's page has each. */
function countryCharts(folder: string, edition: Edition): Packed["charts"] {
  const codes = [...edition.places.keys()].sort();
  const found = new Map<string, {title: string; has: Set<string>}>();
  for (const code of codes) {
    const path = join(folder, "countries", `${code.toLowerCase()}.html`);
    if (!existsSync(path)) continue;
    for (const [id, title] of chartsOf(readFileSync(path, "utf8"))) {
      if (!COUNTRY_CHARTS.includes(id)) continue;
      const name = articled(edition.places.get(code) ?? code);
      // The years of a title are its country's.
      const common = title.replace(name, "…").replace(/, \d{4}(?:–\d{4})?(?=:|$)/, "");
      const one = found.get(id) ?? {title: common, has: new Set()};
      found.set(id, one);
      if (common === one.title) one.has.add(code);
    }
  }
  return [...found].map(([id, {title, has}]) => [id, title, codes.map((code) => (has.has(code) ? "1" : "0")).join("")]);
}

/** Charts of a country's page that a question may mean. */
const COUNTRY_CHARTS = [
  "applications-1",
  "outcomes-1",
  "pending-here",
  "applications-elsewhere",
  "outcomes-elsewhere",
  "pending-elsewhere"
];

/** Paths of a built site's search, below its root: its list, and the page that answers without scripts, where there is one. */
export interface Search {
  readonly list: string;
  readonly action: string | null;
}

/** Writes the list of what the site in `folder` holds; `lookup` names what answers a question. */
export function writeSearch(folder: string, root: string, edition: Edition, lookup: LookupFiles | null): Search {
  rmSync(join(folder, SEARCH_FOLDER), {recursive: true, force: true});
  const hasPage = (address: string) => pageFile(folder, address) !== null;
  const countries = new Set([...edition.places.keys()].filter((code) => hasPage(`countries/${code.toLowerCase()}`)));
  const packed = packIndex(edition, readFileSync(join(root, "data", "tables", "places.csv"), "utf8"), {
    explorer: hasPage("explorer"),
    compare: hasPage("compare") ? "compare" : null,
    check: hasPage("check") ? "check" : null,
    charts: countryCharts(folder, edition),
    lookup,
    countries,
    others: [
      ...regionsIn(folder, edition, readFileSync(join(root, "data", "tables", "regions.csv"), "utf8")),
      ...othersOf(folder, edition),
      ...chartsIn(folder)
    ]
  });
  const text = JSON.stringify(packed);
  const list = `${SEARCH_FOLDER}/list.${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;
  mkdirSync(join(folder, SEARCH_FOLDER), {recursive: true});
  writeFileSync(join(folder, list), text);
  return {list, action: hasPage("countries") ? "countries" : null};
}

/** One page with its own field of the search: the home page and the 404 page have the large one, in the place of the masthead's. */
export function searchOn(html: string, {page, up, search}: {page: string; up: string; search: Search}): string {
  const own = page === "index.html" || page === "404.html";
  return withSearch(own ? withoutSmall(html) : html, {up, path: search.list, action: search.action});
}

/** Names the list, and the page that answers without scripts, in the fields of one page. */
export function withSearch(
  html: string,
  {up, path, action}: {up: string; path: string; action: string | null}
): string {
  return html.replace(
    /<form class="search( small)?"[^>]*>/g,
    (_, small: string | undefined) =>
      `<form class="search${small ?? ""}" role="search" data-list="${up}${path}"${action === null ? "" : ` action="${up}${action}"`}>`
  );
}

/** A page that has a large field needs no second in its masthead. */
export function withoutSmall(html: string): string {
  return html.replace(/<form class="search small"[\s\S]*?<\/form>/, "");
}
