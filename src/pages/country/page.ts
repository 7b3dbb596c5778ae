// What each part of a country's page is given.
import type {Place} from "../../edition/edition.js";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {articled, escape} from "../../words/country.js";

export const MOST = 10;
export interface Page {
  readonly ledger: Ledger;
  readonly code: string;
  readonly name: string;
  readonly place: Place;
  readonly folder: string;
  readonly source: string;
}

export const linkTo = ({ledger}: Page, code: string) => {
  const name = escape(ledger.edition.places.get(code) ?? code);
  return code === UNKNOWN ? "Unknown origin" : `<a href="./${code.toLowerCase()}">${name}</a>`;
};
export function inWords(name: string): string {
  return `in ${articled(name)}`;
}
