// What the parts of a world region's page share: headline counts, names and links.
import {ascending, group} from "d3";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import {formatPercent} from "../../words/numbers.js";
import {printedTotal} from "../../measures/headline.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {escape} from "../../words/country.js";

/** A year is thin where fewer than nine in ten of the most hosts of any year have a row. */
export const THIN = 0.9;
export type Side = "asylum" | "origin";
export interface Page {
  readonly ledger: Ledger;
  readonly region: WorldRegion;
  readonly regions: readonly WorldRegion[];
  readonly folder: string;
  readonly source: string;
  /** New applications of the whole world by year, persons and cases apart. */
  readonly world: World;
}

export type Headlines = Record<Unit, Count | null>;
export type World = ReadonlyMap<number, Headlines>;
export function headlinesOf(ledger: Ledger, rows: readonly ApplicationRow[]): Headlines {
  const headline = ledger.headline(rows);
  return headline ? printedTotal(headline) : {P: null, C: null};
}

export function byYear(ledger: Ledger, rows: readonly ApplicationRow[]): Map<number, Headlines> {
  return new Map(
    Array.from(
      group(rows, ({year}) => year),
      ([year, some]) => [year, headlinesOf(ledger, some)] as const
    ).sort((a, b) => ascending(a[0], b[0]))
  );
}

/** A region's name as a heading: bureaus bear names that M49's regions bear too. */
export const titled = ({name, scheme}: WorldRegion) => (scheme === "bureau" ? `${name}, UNHCR’s region` : name);
export const share = (count: Count | null | undefined, of: Count | null | undefined) =>
  count && of && of.value > 0 ? formatPercent(Math.min(1, count.value / of.value)) : "–";
export const countryLink = (ledger: Ledger, code: string, up = "../") => {
  const name = escape(ledger.edition.places.get(code) ?? code);
  if (code === UNKNOWN) return "Unknown";
  return ledger.places.some(({place}) => place === code)
    ? `<a href="${up}countries/${code.toLowerCase()}">${name}</a>`
    : name;
};
