// Opens an edition's ledger with its year-end figures, for pages that show every measure.
import type {FileStep} from "../edition/fetch.js";
import type {Ledger} from "./ledger.js";
import {current, currentFiles, filesOf, ledgerFrom} from "./load.js";
import {editionWords} from "./names.js";

/** The ledger of an edition with its year-end figures; of the latest one, with why, where it is not kept. @throws Error where it has none. */
export async function withYearEnds(
  named: string,
  onStep: (step: FileStep) => void
): Promise<{held: Ledger; problem: string | null}> {
  const found = await filesOf(named || current);
  const isHere = typeof found !== "string";
  const [edition, files] = isHere ? [named || current, found] : [current, currentFiles];
  const held = await ledgerFrom(edition, files, {needsStocks: true, tell: onStep});
  if (typeof held === "string") throw new Error(held);
  return {held, problem: isHere ? null : `${found} The figures below are of the latest, the ${editionWords(current)}.`};
}
