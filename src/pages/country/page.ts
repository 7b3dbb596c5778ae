// What every part of a country's page needs.
import type {Place} from "../../edition/edition.js";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {escape} from "../../words/country.js";

export interface Page {
  readonly ledger: Ledger;
  readonly code: string;
  readonly name: string;
  readonly place: Place;
  readonly folder: string;
  readonly source: string;
}

/** Whether the page is of a country or territory, not of a group of people such as the stateless. */
export const isCountry = ({place: {kind}}: Page) => kind === "country" || kind === "territory";

export const linkTo = ({ledger}: Page, code: string) => {
  const name = escape(ledger.edition.places.get(code) ?? code);
  return code === UNKNOWN ? "Unknown origin" : `<a href="./${code.toLowerCase()}">${name}</a>`;
};
export function sources(text: string | null): string {
  const found = [...new Set((text ?? "").match(/https?:\/\/[^\s|;]+/g) ?? [])];
  if (!found.length) return "";
  const names = found.map((href) => new URL(href).hostname.replace(/^www\./, ""));
  return ` <span class="from">${found.map((href, i) => `<a href="${escape(href)}">${escape(names[i] ?? href)}${names.indexOf(names[i] ?? "") === i ? "" : ` (${i + 1})`}</a>`).join(", ")}</span>`;
}
