// The list of all countries.
import {ascending, group, max} from "d3";
import type {Ledger} from "../../edition/placeLedger.js";
import {numberCell, paragraph, row, table, textCell} from "../../html/strings.js";
import {headlineApplications} from "../../measures/newness.js";
import {escape, list} from "../../words/country.js";
import {drawnSeries, newOf, seriesOf, yearsOf} from "../_shared/series.js";

/** The list of all places by region, with the last year's figures. */
export function indexList(ledger: Ledger): string {
  const regions = group(ledger.places, ({region}) => region ?? "");
  const names = [...regions.keys()].sort((a, b) =>
    ascending(a === "" ? "~" : ledger.edition.regions.get(a), b === "" ? "~" : ledger.edition.regions.get(b))
  );
  const parts = [
    paragraph(
      `${ledger.places.length} places have rows from ${ledger.span[0]} to ${ledger.span[1]}: ${list(names.filter(Boolean).map((code) => `${regions.get(code)?.length ?? 0} in ${escape(ledger.edition.regions.get(code) ?? code)}`))}${regions.has("") ? `, and ${regions.get("")?.length ?? 0} groups of people without a country` : ""}.`
    )
  ];
  for (const code of names) {
    const name = code === "" ? "People without a country" : (ledger.edition.regions.get(code) ?? code);
    parts.push(
      `<h2 id="region-${code || "none"}">${escape(name)}</h2>`,
      table(
        `places-${code || "none"}`,
        `${name}: the last year’s figures, persons unless said; each host at one level, each origin in all hosts`,
        ["Place", "Applied there, new", "Year", "Applied from there, new", "Waiting there at year end"],
        (regions.get(code) ?? []).map(({place, name_en}) => {
          const applied = seriesOf(ledger.applications.asylum.get(place) ?? []);
          const last = max(yearsOf(applied));
          const [series] = last === undefined ? [] : drawnSeries(applied, last);
          const year = series?.years.at(-1);
          const here = series && year !== undefined ? newOf(series.byYear.get(year)) : null;
          const from = headlineApplications(
            (ledger.applications.origin.get(place) ?? []).filter((each) => each.year === ledger.span[1])
          ).P;
          const waiting = ledger.stocks.asylum.get(place)?.get(ledger.span[1])?.seekers ?? null;
          return row(
            `<a href="./countries/${place.toLowerCase()}">${escape(name_en)}</a>`,
            here && series?.unit === "C" ? numberCell(here).replace("</td>", " cases</td>") : numberCell(here),
            textCell(year === undefined ? "–" : String(year)),
            numberCell(from?.count),
            numberCell(waiting)
          );
        })
      )
    );
  }
  return parts.join("\n");
}
