// Where a region’s applications were made, and who made them.
import {regionOf} from "../../figures/link.js";
import {regionWords} from "../../words/places.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {rankingPart} from "../_shared/ranking.js";
import {countryLink} from "./shared.js";
import type {Page, Side} from "./shared.js";

/** The countries of asylum or of origin of a year, with what lies in no country's number, so that the lines make the total. */
export function partnersPart(
  {ledger, region}: Page,
  {
    id,
    heading,
    rows,
    side,
    by,
    year
  }: {id: string; heading: string; rows: readonly ApplicationRow[]; side: Side; by: Side; year: number}
): string {
  return rankingPart(ledger, {
    id,
    heading,
    caption: `New applications ${side === "asylum" ? "in" : "by people from"} ${regionWords(region)}, ${year}, by country of ${by}`,
    rows,
    by,
    year,
    as: "total",
    // What rounding removed is known where every origin is added.
    everyOrigin: side === "asylum",
    link: (code) => countryLink(ledger, code),
    whose: side === "asylum" ? {asylums: regionOf(region)} : {origins: regionOf(region)},
    root: "../"
  });
}
