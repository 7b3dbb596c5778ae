// The list of all countries.
import {ascending, group} from "d3";
import {list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {numberCell, paragraph, row, table, textCell} from "../../html/strings.js";
import {escape} from "../../words/country.js";
import type {InUnits} from "../../measures/headline.js";
import type {Count} from "../../measures/bounds.js";
import {newYears, unitsWords} from "../_shared/newApplications.js";

/** Persons as a number; cases by name, beside the persons or alone. */
function unitsCell(found: InUnits<Count> | undefined): string {
  if (!found?.C) return numberCell(found?.P);
  return `<td>${unitsWords(found) ?? "–"}</td>`;
}

/** The list of all places by region, with the last year's figures. */
export function indexList(ledger: Ledger): string {
  const regions = group(ledger.places, ({region}) => region ?? "");
  const names = [...regions.keys()].sort((a, b) =>
    ascending(a === "" ? "~" : ledger.edition.regions.get(a), b === "" ? "~" : ledger.edition.regions.get(b))
  );
  const parts = [
    paragraph(
      `${ledger.places.length} places have entries from ${ledger.span[0]} to ${ledger.span[1]}: ${list(names.filter(Boolean).map((code) => `${regions.get(code)?.length ?? 0} in ${escape(ledger.edition.regions.get(code) ?? code)}`))}${regions.has("") ? `, and ${regions.get("")?.length ?? 0} groups of people without a country` : ""}.`
    )
  ];
  for (const code of names) {
    const name = code === "" ? "People without a country" : (ledger.edition.regions.get(code) ?? code);
    parts.push(
      `<h2 id="region-${code || "none"}">${escape(name)}</h2>`,
      table(
        `places-${code || "none"}`,
        `${name}: figures of the latest year, persons unless cases are named`,
        [
          "Place",
          "New applications there",
          "Year",
          "New applications from there, all countries",
          "Pending there, end of year"
        ],
        (regions.get(code) ?? []).map(({place, name_en}) => {
          const here = newYears(ledger, ledger.applications.asylum.get(place) ?? [], {
            as: "host",
            everyOrigin: true
          }).findLast(({P, C}) => P ?? C);
          const from = newYears(
            ledger,
            (ledger.applications.origin.get(place) ?? []).filter((each) => each.year === ledger.span[1]),
            {as: "total", everyOrigin: false}
          ).at(-1);
          const waiting = ledger.stocks.asylum.get(place)?.get(ledger.span[1])?.seekers ?? null;
          return row(
            `<a href="./countries/${place.toLowerCase()}">${escape(name_en)}</a>`,
            unitsCell(here),
            textCell(here === undefined ? "–" : String(here.year)),
            unitsCell(from),
            numberCell(waiting)
          );
        })
      )
    );
  }
  return parts.join("\n");
}
