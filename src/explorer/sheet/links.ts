// The cards of a fact sheet's numbers: each leads to the card that counts the same, of the sheet's edition.
import {decisionsOf, isToldAlone, rateOf, yearOf} from "../../figures/link.js";
import type {Linked, TextLink} from "../../figures/link.js";
import {decided} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import type {Subject} from "./address.js";
import type {DecisionsColumn, DecisionsTable} from "./decisions.js";
import type {SheetFigure} from "./figures.js";

const placesOf = ({origins, asylums}: Subject): Linked => ({origins, asylums});

/** The numbers in the words of a main figure. */
export function figureLinks(subject: Subject, {id, numbers, rates = []}: SheetFigure): TextLink[] {
  const of: Linked =
    id === "procedure" ? {levels: ["TA"]} : id === "asylum_seekers" || id === "refugees" ? {measure: id} : {};
  const isStock = of.measure !== undefined;
  return [
    ...numbers.map(({year, unit, count}) => ({
      text: formatNumber(count.value),
      figure: {...placesOf(subject), ...of, ...(isStock ? {} : {unit}), years: yearOf(year)}
    })),
    ...rates.map(({words, unit, year, levels}) => ({
      text: words.replace(/ \[.*$/, ""),
      figure: {
        ...placesOf(subject),
        ...rateOf("positive"),
        ...{unit, years: yearOf(year)},
        ...(levels ? {levels} : {})
      }
    }))
  ];
}

/** The number of a cell of the table of decisions; none where the data does not separate it. */
export function cellLinks(
  subject: Subject,
  {outcomes, unit, years, levels}: DecisionsColumn,
  status: DecisionsTable["rows"][number]["status"]
): TextLink[] {
  if (!isToldAlone(outcomes, status)) return [];
  const count =
    status === "protection"
      ? refugeeStatusCount(outcomes).protection
      : status === "decided"
        ? decided(outcomes)
        : outcomes.statuses[status];
  const cell = status === "decided" ? null : status;
  return [
    {
      text: formatNumber(count.value),
      figure: {...placesOf(subject), ...decisionsOf(cell), unit, years, ...(levels ? {levels} : {})}
    }
  ];
}
