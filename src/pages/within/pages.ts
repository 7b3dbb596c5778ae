// A page for each country that has figures by place, written after Framework's build into the frame of `regions/place`. What is
// counted differs from page to page (applications, claimants, people supported, people waiting): each figure says which, and no two
// kinds stand in one drawing.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {group} from "d3";
import {FIGURE, paragraph} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import type {LocationRow} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {canadaPart} from "./canada.js";
import {csvOf} from "./csv.js";
import {factsHtml} from "./figure.js";
import type {Page} from "./figure.js";
import {francePart} from "./france.js";
import {regionsIndex} from "./overview.js";
import {russiaPart} from "./russia.js";
import {swissPart} from "./switzerland.js";
import {unhcrPart} from "./unhcr.js";
import {kingdomPart} from "./unitedKingdom.js";

const TEMPLATE = "regions/place.html";
const INDEX = "regions.html";

/** Countries with a page: those with a publisher of their own, Russia and France, and hosts that UNHCR tells a place of. */
export function countriesOf(rows: readonly LocationRow[]): string[] {
  const placed = rows.filter(({kind}) => kind === "place").map(({asylum}) => asylum);
  return [...new Set([...placed, "FRA", "RUS"])];
}

export function regionPage(page: Page, root: string): {title: string; main: string} {
  const {code, name} = page;
  const national =
    code === "CHE"
      ? swissPart(page, root)
      : code === "CAN"
        ? canadaPart(page, root)
        : code === "GBR"
          ? kingdomPart(page)
          : code === "FRA"
            ? francePart(page)
            : code === "RUS"
              ? russiaPart(page)
              : {facts: [], html: ""};
  const unhcr = unhcrPart(page);
  let figures = 0;
  const csv = page.rows.length
    ? paragraph(
        `<a href="./${code.toLowerCase()}.csv" download>CSV of these figures</a>, all years and places, origins added up; rows by origin are in the table <code>locations</code> on the page <a href="../data">Data</a>.`
      )
    : "";
  const title = `${name}: regions`;
  return {
    title,
    main: [
      `<p class="kick"><a href="../regions">Regions</a> / <a href="../countries/${code.toLowerCase()}">${escape(name)} as a country</a></p>`,
      `<h1>${escape(name)}, by region</h1>`,
      factsHtml([...national.facts, ...unhcr.facts].slice(0, 4)),
      national.html,
      unhcr.html,
      csv
    ]
      .filter(Boolean)
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** Writes a page and a CSV for each country into the frame of `regions/place`, which goes, and the index into `regions`. */
export function writeRegions(
  folder: string,
  root: string,
  edition: Edition,
  rows: readonly LocationRow[] | null,
  wanted: (page: string) => boolean = () => true
): void {
  if (!existsSync(join(folder, TEMPLATE))) return;
  const frame = readFileSync(join(folder, TEMPLATE), "utf8");
  rmSync(join(folder, TEMPLATE));
  mkdirSync(join(folder, "regions"), {recursive: true});
  const written = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!written.test(frame)) throw new Error(`${TEMPLATE} has no main`);
  const byHost = group(rows ?? [], ({asylum}) => asylum);
  for (const code of countriesOf(rows ?? [])) {
    if (!wanted(`regions/${code.toLowerCase()}`)) continue;
    const some = byHost.get(code) ?? [];
    const page = {edition, code, name: edition.places.get(code) ?? code, rows: some};
    const {title, main} = regionPage(page, root);
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, "regions", `${code.toLowerCase()}.html`), html);
    if (some.length) writeFileSync(join(folder, "regions", `${code.toLowerCase()}.csv`), csvOf(some));
  }
  if (!wanted("regions")) return;
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace('<div id="all-regions"></div>', () => regionsIndex(edition, rows, root));
  if (filled === html) throw new Error(`${INDEX} has no place for the list`);
  writeFileSync(index, filled);
}
