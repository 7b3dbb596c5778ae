// Whether the latest year is whole, for each source of a page: a reader who compares years must know.
import type {Ledger} from "../../edition/placeLedger.js";
import {paragraph} from "../../html/strings.js";

/** The latest year of UNHCR's figures. */
export function yearLine({edition, span}: Pick<Ledger, "edition" | "span">): string {
  const [from, to] = span;
  return paragraph(`${yearWords(from, to)} Edition of ${edition.id}.`, "year-line");
}

export const yearWords = (from: number, to: number) =>
  `UNHCR’s figures are for whole years, ${from}–${to}; those of ${to} are the latest it has published and may still be revised.`;
