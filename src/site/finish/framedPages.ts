// Pages of countries and of world regions: each is written into the frame that Framework built once, and their list into a page of
// its own.
import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Ledger} from "../../edition/placeLedger.js";
import {worldRegions} from "../../edition/worldRegions.js";
import {countryPage} from "../../pages/country/country.js";
import {indexList} from "../../pages/country/list.js";
import {regionPage} from "../../pages/world/region.js";
import {worldOf, worldPage} from "../../pages/world/world.js";
import {SiteError} from "./files.js";
import {escapeHtml} from "./html.js";

interface Framed {
  /** Framework's page that is the template of every page; it is removed. */
  readonly frame: string;
  /** Each page by its address, with a function that makes it. */
  readonly pages: Iterable<readonly [address: string, make: () => {readonly title: string; readonly main: string}]>;
  /** The page that lists them, the placeholder of the list, and the list. */
  readonly index: {readonly address: string; readonly holder: string; readonly list: () => string};
}

/** Writes the pages that are wanted. @throws SiteError where the frame has no main part, or the list no place. */
function writeFramed(folder: string, {frame, pages, index}: Framed, wanted: (page: string) => boolean): void {
  const template = join(folder, `${frame}.html`);
  const html = readFileSync(template, "utf8");
  rmSync(template);
  const main = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!main.test(html)) throw new SiteError(`${frame}.html has no main`);
  for (const [address, make] of pages) {
    if (!wanted(address)) continue;
    const page = make();
    writeFileSync(
      join(folder, `${address}.html`),
      html
        .replace(main, (_, open: string) => `${open}\n${page.main}\n</main>`)
        .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(page.title)} | Asylum Ledger</title>`)
    );
  }
  if (!wanted(index.address)) return;
  const path = join(folder, `${index.address}.html`);
  const before = readFileSync(path, "utf8");
  if (!before.includes(index.holder)) throw new SiteError(`${index.address}.html has no place for the list`);
  writeFileSync(path, before.replace(index.holder, index.list));
}

/** Writes a page for each country that is wanted, and their list; a site without the template is unchanged. */
export function writeCountries(folder: string, ledger: Ledger, wanted: (page: string) => boolean = () => true): void {
  if (!existsSync(join(folder, "countries", "place.html"))) return;
  writeFramed(
    folder,
    {
      frame: "countries/place",
      pages: ledger.places.map(({place}) => [
        `countries/${place.toLowerCase()}`,
        () => countryPage(ledger, place, folder)
      ]),
      index: {address: "countries", holder: '<div id="all-countries"></div>', list: () => indexList(ledger)}
    },
    wanted
  );
}

/** Writes a page for each world region that is wanted, and the world; a site without the template is unchanged. */
export function writeWorld(folder: string, ledger: Ledger, wanted: (page: string) => boolean = () => true): void {
  if (!existsSync(join(folder, "world", "region.html"))) return;
  const world = worldOf(ledger);
  writeFramed(
    folder,
    {
      frame: "world/region",
      pages: worldRegions(ledger.edition).map((region) => [
        `world/${region.slug}`,
        () => regionPage(ledger, region, folder, world)
      ]),
      index: {address: "world", holder: '<div id="all-regions"></div>', list: () => worldPage(ledger, folder)}
    },
    wanted
  );
}
