// Pages of countries and of world regions: each is written into the frame that Framework built once, and their list into a page of
// its own.
import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setImmediate} from "node:timers/promises";
import type {LocationRow} from "../../edition/locations.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {worldRegions} from "../../edition/worldRegions.js";
import {countryPage} from "../../pages/country/country.js";
import {indexList} from "../../pages/country/list.js";
import {hasRegions, regionPages} from "../../pages/within/pages.js";
import {regionPage} from "../../pages/world/region.js";
import {worldOf, worldPage} from "../../pages/world/world.js";
import {SiteError} from "./files.js";
import {escapeHtml} from "./html.js";

interface Contents {
  readonly title: string;
  readonly main: string;
}
/** Contents of pages that were made before their frames, by address. */
export type Contained = ReadonlyMap<string, Contents>;

interface Framed {
  /** Framework's page that is the template of every page; it is removed. */
  readonly frame: string;
  /** Each page by its address, with a function that makes it. */
  readonly pages: Iterable<readonly [address: string, make: () => Contents]>;
  /** The page that lists them, the placeholder of the list, and the list. */
  readonly index: {readonly address: string; readonly holder: string; readonly list: () => string};
}

/** Writes the pages that are wanted. @throws SiteError where the frame has no main part, or the list no place. */
function writeFramed(folder: string, {frame, pages, index}: Framed, {wanted = () => true, contained}: Wanted): void {
  const template = join(folder, `${frame}.html`);
  const html = readFileSync(template, "utf8");
  rmSync(template);
  const main = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!main.test(html)) throw new SiteError(`${frame}.html has no main`);
  for (const [address, make] of pages) {
    if (!wanted(address)) continue;
    const page = contained?.get(address) ?? make();
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

type Pages = [address: string, make: () => Contents][];

const countryPages = (ledger: Ledger, folder: string): Pages =>
  ledger.places.map(({place}) => [`countries/${place.toLowerCase()}`, () => countryPage(ledger, place, folder)]);

function worldPages(ledger: Ledger, folder: string): Pages {
  const world = worldOf(ledger);
  return worldRegions(ledger.edition).map((region) => [
    `world/${region.slug}`,
    () => regionPage(ledger, region, folder, world)
  ]);
}

const COUNTRY_FRAME = "countries/place";
const WORLD_FRAME = "world/region";
const has = (folder: string, frame: string) => existsSync(join(folder, `${frame}.html`));

/**
 * The contents of the pages of countries and of both kinds of regions, while Framework makes their frames; `folder` has a file at each
 * address of the site.
 * @throws the signal's reason where it is aborted, between two pages.
 */
export async function containedPages(
  {ledger, locations}: {readonly ledger: Ledger; readonly locations: readonly LocationRow[] | null},
  {root, folder, signal}: {readonly root: string; readonly folder: string; readonly signal: AbortSignal}
): Promise<Contained> {
  const made = new Map<string, Contents>();
  for (const [address, make] of [
    ...(has(folder, COUNTRY_FRAME) ? countryPages(ledger, folder) : []),
    ...(has(folder, WORLD_FRAME) ? worldPages(ledger, folder) : []),
    ...(hasRegions(folder) ? regionPages(root, ledger.edition, locations) : [])
  ]) {
    // A turn of the event loop, in which the signal can arrive.
    await setImmediate();
    signal.throwIfAborted();
    made.set(address, make());
  }
  return made;
}

interface Wanted {
  /** The pages to write: all, unless it says which. */
  readonly wanted?: (page: string) => boolean;
  /** Contents that are made already. */
  readonly contained?: Contained;
}

/** Writes a page for each country that is wanted, and their list; a site without the template is unchanged. */
export function writeCountries(folder: string, ledger: Ledger, wanted: Wanted = {}): void {
  if (!has(folder, COUNTRY_FRAME)) return;
  writeFramed(
    folder,
    {
      frame: COUNTRY_FRAME,
      pages: countryPages(ledger, folder),
      index: {address: "countries", holder: '<div id="all-countries"></div>', list: () => indexList(ledger)}
    },
    wanted
  );
}

/** Writes a page for each world region that is wanted, and the world; a site without the template is unchanged. */
export function writeWorld(folder: string, ledger: Ledger, wanted: Wanted = {}): void {
  if (!has(folder, WORLD_FRAME)) return;
  writeFramed(
    folder,
    {
      frame: WORLD_FRAME,
      pages: worldPages(ledger, folder),
      index: {address: "world", holder: '<div id="all-regions"></div>', list: () => worldPage(ledger, folder)}
    },
    wanted
  );
}
