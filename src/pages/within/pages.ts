// A page for each country that has figures by region, written after Framework's build into the frame of `regions/place`. What is
// counted differs from page to page (applications, claimants, people on support, people waiting): each figure says which, and no
// chart mixes two kinds.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {group} from "d3";
import {FIGURE, paragraph} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import type {LocationRow} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {canadaPart} from "./canada.js";
import {csvOf} from "./csv.js";
import {factsHtml, NOTHING} from "./figure.js";
import type {Page, Part} from "./figure.js";
import {francePart} from "./france.js";
import {regionsIndex} from "./overview.js";
import {russiaPart} from "./russia.js";
import {swissPart} from "./switzerland.js";
import {unhcrPart} from "./unhcr.js";
import {kingdomPart} from "./unitedKingdom.js";

const TEMPLATE = "regions/place.html";
const INDEX = "regions.html";

/** Countries with a page: those with a publisher of their own, Russia and France, and those where UNHCR records locations. */
export function countriesOf(rows: readonly LocationRow[]): string[] {
  const placed = rows.filter(({kind}) => kind === "place").map(({asylum}) => asylum);
  return [...new Set([...placed, "FRA", "RUS"])];
}

/** The publishers of their own country. */
const NATIONAL: Readonly<Record<string, (page: Page, root: string) => Part>> = {
  CHE: swissPart,
  CAN: canadaPart,
  GBR: kingdomPart,
  FRA: francePart,
  RUS: russiaPart
};

interface Contents {
  readonly title: string;
  readonly main: string;
}

export function regionPage(page: Page, root: string): Contents {
  const {code, name} = page;
  const parts = [NATIONAL[code]?.(page, root) ?? NOTHING, unhcrPart(page)];
  let figures = 0;
  const csv = page.rows.length
    ? paragraph(
        `<a href="./${code.toLowerCase()}.csv" download>CSV of these figures</a>: all years and places, origins added up. Figures by origin are in the table <code>locations</code> on the page <a href="../data">Data</a>.`
      )
    : "";
  const title = `${name}: regions`;
  const lead = parts.find((part) => part.lead)?.lead;
  const years = parts
    .map((part) => part.years)
    .filter(Boolean)
    .join(" ");
  return {
    title,
    main: [
      `<p class="kick"><a href="../regions">Regions within countries</a> / <a href="../countries/${code.toLowerCase()}">${escape(name)} as a whole</a></p>`,
      `<h1>${escape(name)}, by region</h1>`,
      lead ? paragraph(lead, "lead") : "",
      factsHtml(parts.flatMap(({facts}) => facts).slice(0, 4)),
      ...parts
        .flatMap(({cautions = []}) => cautions)
        .slice(0, 3)
        .map((words) => paragraph(words, "caution")),
      years ? paragraph(years, "year-line") : "",
      ...parts.map(({html}) => html),
      csv
    ]
      .filter(Boolean)
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** The rows of a country by its code, for each country with a page. */
function rowsByCountry(rows: readonly LocationRow[] | null): ReadonlyMap<string, LocationRow[]> {
  const byHost = group(rows ?? [], ({asylum}) => asylum);
  return new Map(countriesOf(rows ?? []).map((code) => [code, byHost.get(code) ?? []]));
}

/** Each page by its address, with a function that makes it. */
export function regionPages(
  root: string,
  edition: Edition,
  rows: readonly LocationRow[] | null
): [address: string, make: () => Contents][] {
  return Array.from(rowsByCountry(rows), ([code, some]) => [
    `regions/${code.toLowerCase()}`,
    () => regionPage({edition, code, name: edition.places.get(code) ?? code, rows: some}, root)
  ]);
}

/** Whether a site that Framework built, or its addresses, has the frame of these pages. */
export const hasRegions = (folder: string): boolean => existsSync(join(folder, TEMPLATE));

/**
 * Writes a page and a CSV for each country that is wanted into the frame of `regions/place`, removes the frame, and writes the list into
 * `regions`. What `contained` has was made before.
 */
export function writeRegions(
  folder: string,
  root: string,
  {edition, locations: rows}: {readonly edition: Edition; readonly locations: readonly LocationRow[] | null},
  {wanted = () => true, contained}: {wanted?: (page: string) => boolean; contained?: ReadonlyMap<string, Contents>} = {}
): void {
  if (!hasRegions(folder)) return;
  const frame = readFileSync(join(folder, TEMPLATE), "utf8");
  rmSync(join(folder, TEMPLATE));
  mkdirSync(join(folder, "regions"), {recursive: true});
  const written = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!written.test(frame)) throw new Error(`${TEMPLATE} has no main`);
  const byCountry = rowsByCountry(rows);
  for (const [address, make] of regionPages(root, edition, rows)) {
    if (!wanted(address)) continue;
    const {title, main} = contained?.get(address) ?? make();
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, `${address}.html`), html);
  }
  for (const [code, some] of byCountry)
    if (some.length && wanted(`regions/${code.toLowerCase()}`))
      writeFileSync(join(folder, "regions", `${code.toLowerCase()}.csv`), csvOf(some));
  if (!wanted("regions")) return;
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace('<div id="all-regions"></div>', () => regionsIndex(edition, rows, root));
  if (filled === html) throw new Error(`${INDEX} has no place for the list`);
  writeFileSync(index, filled);
}
