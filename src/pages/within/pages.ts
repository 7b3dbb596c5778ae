// A page for each country that has figures by region, written after Framework's build into the frame of `regions/place`. What is
// counted differs from page to page (applications, claimants, people on support, people waiting): each figure says which, and no
// chart mixes two kinds.
import {group} from "d3";
import {FIGURE, paragraph} from "../../html/strings.js";
import type {LocationRow} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {canadaPart} from "./canada.js";
import {factsHtml, NOTHING} from "./figure.js";
import type {Page, Part} from "./figure.js";
import {francePart} from "./france.js";
import {russiaPart} from "./russia.js";
import {swissPart} from "./switzerland.js";
import {unhcrPart} from "./unhcr.js";
import {kingdomPart} from "./unitedKingdom.js";

/** Countries with a page: those with a publisher of their own, Russia and France, and those where UNHCR records locations. */
export function countriesOf(rows: readonly LocationRow[]): string[] {
  const placed = rows.filter(({kind}) => kind === "place").map(({asylum}) => asylum);
  return [...new Set([...placed, "FRA", "RUS"])];
}

/** The publishers of their own country. */
const NATIONAL: Readonly<Record<string, (page: Page, root: string) => Part>> = {
  CHE: swissPart,
  CAN: canadaPart,
  GBR: kingdomPart,
  FRA: francePart,
  RUS: russiaPart
};

export function regionPage(page: Page, root: string): {title: string; main: string} {
  const {code, name} = page;
  const parts = [NATIONAL[code]?.(page, root) ?? NOTHING, unhcrPart(page)];
  let figures = 0;
  const csv = page.rows.length
    ? paragraph(
        `<a href="./${code.toLowerCase()}.csv" download>CSV of these figures</a>: all years and places, origins added up. Figures by origin are in the table <code>locations</code> on the page <a href="../data">Data</a>.`
      )
    : "";
  const title = `${name}: regions`;
  const lead = parts.find((part) => part.lead)?.lead;
  const years = parts
    .map((part) => part.years)
    .filter(Boolean)
    .join(" ");
  return {
    title,
    main: [
      `<p class="kick"><a href="../regions">Regions within countries</a> / <a href="../countries/${code.toLowerCase()}">${escape(name)} as a whole</a></p>`,
      `<h1>${escape(name)}, by region</h1>`,
      lead ? paragraph(lead, "lead") : "",
      factsHtml(parts.flatMap(({facts}) => facts).slice(0, 4)),
      ...parts
        .flatMap(({cautions = []}) => cautions)
        .slice(0, 3)
        .map((words) => paragraph(words, "caution")),
      years ? paragraph(years, "year-line") : "",
      ...parts.map(({html}) => html),
      csv
    ]
      .filter(Boolean)
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** The rows of a country by its code, for each country with a page. */
export function rowsByCountry(rows: readonly LocationRow[] | null): ReadonlyMap<string, LocationRow[]> {
  const byHost = group(rows ?? [], ({asylum}) => asylum);
  return new Map(countriesOf(rows ?? []).map((code) => [code, byHost.get(code) ?? []]));
}
