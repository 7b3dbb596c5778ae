// Where people of one origin applied, and how they were decided there.
import {places} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {rankingPart} from "../_shared/ranking.js";
import {linkTo} from "./page.js";
import type {Page} from "./page.js";

/** Countries of asylum of an origin in a year, with what is in no country's number. */
export function hostsPart(page: Page, year: number): string {
  const {ledger, code, name} = page;
  return rankingPart(ledger, {
    id: "hosts",
    heading: `Countries of asylum, ${year}`,
    caption: `New applications of people from ${articled(name)}, ${year}`,
    rows: (ledger.applications.origin.get(code) ?? []).filter((row) => row.year === year),
    decisions: (ledger.decisions.origin.get(code) ?? []).filter((row) => row.year === year),
    by: "asylum",
    year,
    as: "total",
    everyOrigin: false,
    link: (asylum) => linkTo(page, asylum),
    whose: {origins: places(code)},
    root: "../"
  });
}
