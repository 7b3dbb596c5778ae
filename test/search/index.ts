// The search's index of the edition with the regions and pages that questions lead to, for tests that ask in plain words.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {PROJECT} from "../../src/site/build.js";
import {packIndex, PAGE_WORDS, SECTION_WORDS} from "../../src/search/index.js";
import {searcher} from "../../src/search/match.js";
import {unpack} from "../../src/search/packed.js";
import type {Result} from "../../src/search/names.js";
import {worldRegions} from "../../src/edition/worldRegions.js";
import {committedEdition} from "../edition/committed.js";

const CHARTS = [
  ["applications-1", "New asylum applications in …"],
  ["outcomes-1", "Decisions on asylum claims in …"],
  ["applications-elsewhere", "New asylum applications by people from … in all countries"]
] as const;

/** Headings of the page About. */
const SECTIONS: Readonly<Record<string, string>> = {
  "about#take": "Save, embed or print a chart",
  "about#cite": "How to cite",
  "about#contact": "How to reach us, and report an error",
  "about#licence": "Licence",
  "about#watched": "Privacy, and if you may be watched"
};

/** A search over the edition. */
export async function openSearch(): Promise<(query: string) => Result[]> {
  const edition = await committedEdition();
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
      ["page", "Check a figure", "check", "", PAGE_WORDS.check],
      ["page", "A brief of your own", "brief", "", PAGE_WORDS.brief],
      ["page", "Your dashboard", "watch", "", PAGE_WORDS.watch],
      ["page", "Two countries, side by side", "compare", "", PAGE_WORDS.compare],
      ["page", "Explorer", "explorer", "", PAGE_WORDS.explorer],
      ["page", "Download the data", "data", "", PAGE_WORDS.data],
      ["page", "About and contact", "about", "", PAGE_WORDS.about],
      ...Object.entries(SECTION_WORDS).map(
        ([address, words]) => ["section", SECTIONS[address] ?? address, address, "About and contact", words] as const
      ),
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
