// The search's index of the edition with the regions and pages that questions lead to, for tests that ask in plain words.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {PROJECT} from "../../src/site/build.js";
import {packIndex} from "../../src/search/index.js";
import {searcher} from "../../src/search/match.js";
import {unpack} from "../../src/search/packed.js";
import type {Result} from "../../src/search/names.js";
import {loadEdition} from "../../src/edition/edition.js";
import {worldRegions} from "../../src/edition/worldRegions.js";

const CHARTS = [
  ["applications-1", "New asylum applications in …"],
  ["outcomes-1", "Decisions on asylum claims in …"],
  ["applications-elsewhere", "New asylum applications by people from … in all countries"]
] as const;

/** A search over the edition. */
export async function openSearch(): Promise<(query: string) => Result[]> {
  const edition = await loadEdition(PROJECT);
  const codes = [...edition.places.keys()];
  const regions = worldRegions(edition).map(
    ({scheme, code, name, slug}) =>
      ["region", name, `world/${slug}`, "", code.replace("_plus", "+"), `${scheme}:${code}`] as const
  );
  const packed = packIndex(edition, readFileSync(join(PROJECT, "data", "tables", "places.csv"), "utf8"), {
    explorer: true,
    compare: "compare",
    check: "check",
    countries: new Set(codes),
    charts: CHARTS.map(([id, title]) => [id, title, "1".repeat(codes.length)]),
    others: [
      ...regions,
      ["page", "Check a figure", "check", "", "check"],
      ["chart", "Temporary asylum in Russia, by year", "story#temporary-by-year", "One in nine years", "chart graph"],
      [
        "section",
        "Women, men and children, by age",
        "dictionary#table-eurostat_sex_age",
        "",
        "women gender sex children"
      ]
    ]
  });
  return searcher(unpack(packed));
}
