// Pages of world regions, written into the frame that Framework built once.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "fs";
import {dirname, join} from "path/posix";
import type {Edition} from "../../edition/edition.js";
import {ledgerOf} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {worldRegions} from "../../edition/worldRegions.js";
import {regionPage} from "../../pages/world/region.js";
import {worldOf, worldPage} from "../../pages/world/world.js";
import {escape} from "../../words/country.js";

export const TEMPLATE = "world/region.html";
export const INDEX = "world.html";
export const HOLDER = '<div id="all-regions"></div>';
/** Writes a page for each region into the frame of `world/region`, which goes, and the world into the page `world`. */
export function writeWorld(
  folder: string,
  edition: Edition,
  {wanted = () => true, ledger = ledgerOf(edition)}: {wanted?: (page: string) => boolean; ledger?: Ledger} = {}
): void {
  if (!existsSync(join(folder, TEMPLATE))) return;
  const frame = readFileSync(join(folder, TEMPLATE), "utf8");
  mkdirSync(dirname(join(folder, TEMPLATE)), {recursive: true});
  rmSync(join(folder, TEMPLATE));
  const written = /(<main id="observablehq-main"[^>]*>)[\s\S]*<\/main>/;
  if (!written.test(frame)) throw new Error(`${TEMPLATE} has no main`);
  const world = worldOf(ledger);
  for (const region of worldRegions(ledger.edition)) {
    if (!wanted(`world/${region.slug}`)) continue;
    const {title, main} = regionPage(ledger, region, folder, world);
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, "world", `${region.slug}.html`), html);
  }
  if (!wanted("world")) return;
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace(HOLDER, () => worldPage(ledger, folder));
  if (filled === html) throw new Error(`${INDEX} has no place for the regions`);
  writeFileSync(index, filled);
}
