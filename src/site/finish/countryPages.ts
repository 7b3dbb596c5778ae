// Country pages, written into the frame that Framework built once.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "fs";
import {dirname, join} from "path/posix";
import type {Edition} from "../../edition/edition.js";
import {ledgerOf} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {countryPage} from "../../pages/country/country.js";
import {indexList} from "../../pages/country/list.js";
import {escape} from "../../words/country.js";

export const TEMPLATE = "countries/place.html";
export const INDEX = "countries.html";
/** Writes a page for each place into the frame of `countries/place`, which goes, and the list into the page `countries`. */
export function writeCountries(
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
  for (const {place} of ledger.places) {
    if (!wanted(`countries/${place.toLowerCase()}`)) continue;
    const {title, main} = countryPage(ledger, place, folder);
    const html = frame
      .replace(written, (_, open: string) => `${open}\n${main}\n</main>`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} | Asylum Ledger</title>`);
    writeFileSync(join(folder, "countries", `${place.toLowerCase()}.html`), html);
  }
  if (!wanted("countries")) return;
  const index = join(folder, INDEX);
  const html = readFileSync(index, "utf8");
  const filled = html.replace('<div id="all-countries"></div>', () => indexList(ledger));
  if (filled === html) throw new Error(`${INDEX} has no place for the list`);
  writeFileSync(index, filled);
}
