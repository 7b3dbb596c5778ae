// Opens an edition's ledger with its year-end figures, for pages that show every measure.
import type {FileStep} from "../edition/fetch.js";
import {withStocks} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {columnsOf, current, currentFiles, filesOf, keep, load} from "./load.js";
import {editionWords} from "./names.js";

/** The ledger of an edition with its year-end figures; of the latest one, with why, where it is not kept. @throws Error where it has none. */
export async function withYearEnds(
  named: string,
  onStep: (step: FileStep) => void
): Promise<{held: Ledger; problem: string | null}> {
  const found = await filesOf(named || current);
  const isHere = typeof found !== "string";
  const [edition, files] = isHere ? [named || current, found] : [current, currentFiles];
  let held = await load(edition, files, onStep);
  if (!held.stocks) {
    if (!files.stocks) throw new Error(`the ${editionWords(edition)} has no year-end figures`);
    held = withStocks(held, await columnsOf("stocks", {address: files.stocks, sum: files.sum, tell: onStep}));
    keep(edition, held);
  }
  return {held, problem: isHere ? null : `${found} The figures below are of the latest, the ${editionWords(current)}.`};
}
