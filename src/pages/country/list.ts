// The list of all countries and territories by region, with the latest figures of each.
import {ascending, group} from "d3";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {figureHref, places as placesOf, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {linked, paragraph, row, table, textCell} from "../../html/strings.js";
import {escape, figure} from "../../words/country.js";
import {unitWord} from "../../words/numbers.js";
import type {InUnits} from "../../measures/headline.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {newYears} from "../_shared/newApplications.js";

/** A number without its range, which the country's own page gives, and which leads to its card; cases are named. */
function unitsCell(found: InUnits<Count> | undefined, asked: Linked): string {
  const units = (["P", "C"] as const).flatMap((unit: Unit) => {
    const count = found?.[unit];
    return count ? [{unit, count}] : [];
  });
  if (!units.length) return '<td class="none">–</td>';
  const hasCases = units.some(({unit}) => unit === "C");
  return `<td>${units
    .map(({unit, count}) => {
      // Year-end figures have no unit.
      const number = linked(
        figure(count, undefined, false),
        figureHref("./", asked.measure ? asked : {...asked, unit})
      );
      return `${number}${hasCases ? ` ${unitWord(count.value, unit)}` : ""}`;
    })
    .join(" and ")}</td>`;
}

/** How many places appear in the data, and how many of each region. */
function openingSentence(
  ledger: Ledger,
  regions: ReadonlyMap<string, readonly unknown[]>,
  names: readonly string[]
): string {
  const groups = regions.get("")?.length ?? 0;
  const places = ledger.places.length;
  const some = names
    .filter(Boolean)
    .map(
      (code) => `${regions.get(code)?.length ?? 0} in ${escape(articled(ledger.edition.regions.get(code) ?? code))}`
    );
  return `${places} countries and territories appear in the data, ${ledger.span[0]}–${ledger.span[1]}: ${list(some)}${groups ? `, and ${groups} groups of people without a country` : ""}.`;
}

/** The list of all places by region, with the latest year's figures. */
export function indexList(ledger: Ledger): string {
  const regions = group(ledger.places, ({region}) => region ?? "");
  const names = [...regions.keys()].sort((a, b) =>
    ascending(a === "" ? "~" : ledger.edition.regions.get(a), b === "" ? "~" : ledger.edition.regions.get(b))
  );
  return [
    paragraph(openingSentence(ledger, regions, names)),
    `<p class="ways"><a data-way="compare">Compare two countries</a> <a data-way="sheet">Fact sheet on the world, to print</a></p>`,
    ...names.map((code) => regionPart(ledger, code, regions.get(code) ?? []))
  ].join("\n");
}

function regionPart(ledger: Ledger, code: string, places: Ledger["places"]): string {
  const name = code === "" ? "People without a country" : (ledger.edition.regions.get(code) ?? code);
  const last = ledger.span[1];
  const lines = places.map(({place, name_en}) => {
    const received = newYears(ledger, ledger.applications.asylum.get(place) ?? [], {
      as: "host",
      everyOrigin: true
    }).findLast(({P, C}) => P ?? C);
    const made = newYears(
      ledger,
      (ledger.applications.origin.get(place) ?? []).filter((each) => each.year === last),
      {as: "total", everyOrigin: false}
    ).at(-1);
    const pending = ledger.stocks.asylum.get(place)?.get(last)?.seekers ?? null;
    const of = placesOf(place);
    return row(
      `<a href="./countries/${place.toLowerCase()}">${escape(name_en)}</a>`,
      unitsCell(received, {asylums: of, years: yearOf(received?.year ?? last)}),
      textCell(received === undefined ? "–" : String(received.year)),
      unitsCell(made, {origins: of, years: yearOf(last)}),
      unitsCell(
        {P: pending && withUnseen(pending, ledger.unseenStock(place, last)), C: null},
        {measure: "asylum_seekers", asylums: of, years: yearOf(last)}
      )
    );
  });
  return `<h2 id="region-${code || "none"}">${escape(name)}</h2>${table(
    `places-${code || "none"}`,
    `${name}: figures of the latest year, counted in persons unless cases are named`,
    [
      "Country",
      "New applications received",
      "Year",
      `New applications by its people, ${last}`,
      `Pending, end of ${last}`
    ],
    lines
  )}`;
}
