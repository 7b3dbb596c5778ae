// Where applicants in a country come from, and how their cases ended.
import {max} from "d3";
import {places} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {section} from "../../html/strings.js";
import {rankingPart} from "../_shared/ranking.js";
import {linkTo} from "./page.js";
import type {Page} from "./page.js";

/** Countries of origin in the latest year with new applications; empty where there is none. */
export function partnersPart(page: Page): string {
  const {ledger, code, name} = page;
  const own = (ledger.applications.asylum.get(code) ?? []).filter((row) => {
    const part = ledger.part(row);
    return part === "first_and_combined" || part === "only_other_levels";
  });
  const year = max(own, (row) => row.year);
  if (year === undefined) return "";
  return (
    section("origins-section", "Origins", "Where applicants came from") +
    rankingPart(ledger, {
      id: "origins",
      heading: `Countries of origin, ${year}`,
      caption: `New applications in ${articled(name)}, ${year}`,
      rows: own.filter((row) => row.year === year),
      decisions: (ledger.decisions.asylum.get(code) ?? []).filter((row) => row.year === year),
      by: "origin",
      year,
      as: "host",
      everyOrigin: true,
      link: (origin) => linkTo(page, origin),
      whose: {asylums: places(code)},
      root: "../"
    })
  );
}
