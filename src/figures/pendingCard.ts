// The card of a year-end figure: how many people were waiting for a decision, as UNHCR counts them.
import {PENDING} from "../words/status.js";
import type {Edition} from "../edition/edition.js";
import {formatNumber} from "../words/numbers.js";
import {capital, list} from "../words/text.js";
import {toPrint} from "../words/print.js";
import {editionWords} from "../words/country.js";
import {articled} from "../words/places.js";
import {publisherQueries} from "../measures/publisherQuery.js";
import {countNumber, noNumber} from "./figureCard.js";
import type {FigureCard} from "./figureCard.js";
import {reproduceLines} from "./reproduce.js";
import type {Computed, PendingFigure} from "./figure.js";

export function pendingCard(
  edition: Edition,
  {count, shown, rows, unseen}: Computed,
  {origin, asylum, year}: PendingFigure,
  place: Pick<FigureCard, "address" | "editions">
): FigureCard {
  const named = (scope: PendingFigure["origin"]) =>
    scope === "*" ? null : scope.map((code) => articled(edition.places.get(code) ?? code));
  const scope = (column: string, some: PendingFigure["origin"]) => (some === "*" ? [] : [{column, in: some}]);
  const names = (scope: PendingFigure["origin"], any: string) =>
    scope === "*" ? any : list(scope.map((code) => edition.places.get(code) ?? code));
  return {
    name: `${capital(PENDING)} (asylum-seekers), end of year`,
    of: `${names(origin, "All origins")} in ${names(asylum, "all countries")} · 31 December ${year} · persons`,
    numbers: [count ? countNumber(count) : noNumber(shown)],
    printed: [
      toPrint({
        what: "asylum_seekers",
        ...{count, origins: named(origin), asylums: named(asylum), years: [year, year], stage: null, unit: "P"},
        ...{publisher: "UNHCR", edition: edition.id}
      })
    ],
    unseen:
      unseen > 0
        ? `UNHCR’s rounding removes an origin with one or two people. It may have removed up to ${formatNumber(unseen)} of the origins that other years name, so the upper end adds 2 for each.`
        : null,
    notMeant: ["The number of people who applied in that year: many have waited for years."],
    status: null,
    definition: [
      "People whose application for asylum was pending on 31 December, at any stage of the procedure, as UNHCR counts them. It is not calculated from applications and decisions.",
      "UNHCR rounds counts below 5: a published 0 can mean 0 to 2, a 5 can mean 3 to 5. Other numbers are exact.",
      `The sum of ${formatNumber(rows)} published numbers, one for each country of origin and country of asylum.`,
      "Source: UNHCR, Refugee Population Statistics Database, CC BY 4.0."
    ],
    decisions: null,
    applications: null,
    rules: [],
    others: [],
    cautions: [],
    footnotes: [],
    made: {
      queries: publisherQueries({table: "stocks", origin, asylum, years: [[year, year]]}),
      whole: [origin, asylum].some((some) => some !== "*" && some.length > 1),
      commands: [],
      lines: reproduceLines(
        {
          table: "stocks",
          columns: ["asylum_seekers"],
          where: {all: [...scope("origin", origin), ...scope("asylum", asylum), {from: year, to: year}]}
        },
        ""
      ),
      linesNote: `Download stocks.parquet or stocks.csv.gz of the ${editionWords(edition.id)} from the page Data first.`
    },
    ...place,
    edition: edition.id
  };
}
