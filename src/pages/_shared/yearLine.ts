// Whether the latest year is whole, for each source of a page: a reader who compares years must know.
import type {Ledger} from "../../edition/placeLedger.js";
import {paragraph} from "../../html/strings.js";
import {editionWords} from "../../words/country.js";
import {capital} from "../../words/text.js";

/** The latest year of UNHCR's figures, and of other sources of the page in a sentence of their own. */
export function yearLine({edition, span}: Pick<Ledger, "edition" | "span">, others = ""): string {
  const [from, to] = span;
  return paragraph(
    [yearWords(from, to), others, `${capital(editionWords(edition.id))}.`].filter(Boolean).join(" "),
    "year-line"
  );
}

export const yearWords = (from: number, to: number) =>
  `UNHCR’s figures are for whole years, ${from}–${to}. ${to} is the latest year and may still be revised.`;
