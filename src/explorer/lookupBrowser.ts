// The script that the search loads when a reader has typed a question: fetches the edition's files once and looks numbers up in them.
import type {FoundNumber, Lookup, LookupFiles} from "../figures/lookup.js";
import {decodeIn, ledgerFrom} from "./load.js";
import type {Files} from "./load.js";
import {answerTo} from "./lookup.js";

/** Answers a question from the edition's files, which are fetched once. @throws Error where one cannot be fetched or is damaged. */
export async function look(lookup: Lookup, files: LookupFiles, root: string): Promise<FoundNumber> {
  const address = (path: string) => new URL(path, root).href;
  decodeIn(address(files.thread));
  const found: Files = {
    facts: address(files.facts),
    decisions: address(files.decisions),
    applications: address(files.applications),
    stocks: files.stocks === null ? null : address(files.stocks),
    sex_age: null,
    details: address(files.details),
    sum: (of) => files.sums[of.slice(root.length)] ?? ""
  };
  const isYearEnd = /(?:^|&)measure=(?:refugees|asylum_seekers)/.test(lookup.question);
  const ledger = await ledgerFrom(files.edition, found, {needsStocks: isYearEnd});
  if (typeof ledger === "string") throw new Error(ledger);
  return answerTo(ledger, lookup);
}
