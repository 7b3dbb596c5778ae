// What the parts of a world region's page share: totals of new applications, names and links.
import {ascending, group} from "d3";
import {UNKNOWN} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import {editionDate} from "../../words/editionDate.js";
import {formatPercent} from "../../words/numbers.js";
import {printedTotal} from "../../measures/headline.js";
import type {InUnits} from "../../measures/headline.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {escape} from "../../words/country.js";
import {leastOf} from "../_shared/newApplications.js";

/** A year is thin where fewer than nine in ten of the most countries of any year reported. */
export const THIN = 0.9;
export type Side = "asylum" | "origin";
export interface Page {
  readonly ledger: Ledger;
  readonly region: WorldRegion;
  readonly regions: readonly WorldRegion[];
  readonly folder: string;
  readonly source: string;
  /** New applications of the whole world by year, persons and cases separately. */
  readonly world: World;
}

export interface Headlines extends InUnits<Count> {
  /** In which units the number is the least, as the data does not separate others from appeals. */
  readonly atLeast: Readonly<Record<Unit, boolean>>;
}
export type World = ReadonlyMap<number, Headlines>;

/** New applications of some rows as UNHCR prints totals. Rows of every origin carry the origins that rounding may have removed. */
export function headlinesOf(ledger: Ledger, rows: readonly ApplicationRow[], everyOrigin: boolean): Headlines {
  const headline = ledger.headline(rows);
  if (!headline) return {P: null, C: null, atLeast: {P: false, C: false}};
  const {P, C} = printedTotal(headline);
  const atLeast = leastOf(headline, {P, C}, true);
  if (!everyOrigin) return {P, C, atLeast};
  const unseen = ledger.unseen(rows.filter((row) => ledger.part(row) !== null));
  return {P: P && withUnseen(P, unseen.P), C: C && withUnseen(C, unseen.C), atLeast};
}

export function byYear(ledger: Ledger, rows: readonly ApplicationRow[], everyOrigin: boolean): Map<number, Headlines> {
  return new Map(
    Array.from(
      group(rows, ({year}) => year),
      ([year, some]) => [year, headlinesOf(ledger, some, everyOrigin)] as const
    ).sort((a, b) => ascending(a[0], b[0]))
  );
}

/** The source line of every chart of these pages. */
export const sourceOf = ({edition}: Pick<Ledger, "edition">) => `UNHCR, edition of ${editionDate(edition.id)}.`;

/** A region's name as a heading: UNHCR's regions bear names that M49's regions bear too. */
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
