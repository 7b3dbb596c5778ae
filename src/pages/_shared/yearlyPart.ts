// Applications year by year: the drawing, its sentence and its table.
import {range} from "d3";
import {lollipops} from "../../charts/lollipops.js";
import {plateHtml} from "../../charts/plateHtml.js";
import {numberCell, paragraph, plain, row, table} from "../../html/strings.js";
import type {Unit} from "../../measures/codes.js";
import type {YearCount} from "../../words/country.js";

/** Counts by year drawn as stems, with their sentence and table. Fewer than two counts above 0 are told and not drawn. */
export function yearlyPart(
  page: {readonly source: string},
  {
    id,
    number,
    title,
    unitLine,
    unit,
    years,
    sentence,
    absence,
    note,
    extras = []
  }: {
    id: string;
    number: string;
    title: string;
    unitLine: string;
    unit: Unit;
    years: readonly YearCount[];
    sentence: string;
    absence: "no row" | "not reported";
    note?: {term: string; text: string};
    /** Further columns of the table. */
    extras?: readonly {head: string; cell: (year: number) => string}[];
  }
): string {
  if (years.filter(({count}) => count.value > 0).length < 2) return paragraph(sentence);
  const counts = new Map(years.map(({year, count}) => [year, count]));
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  return plateHtml(
    {
      id,
      made: "../code/pages/_shared/yearlyPart#yearlyPart",
      number,
      title,
      unit: unitLine,
      breadth: "text",
      sizes: ["wide", "phone"],
      draw: (options) =>
        lollipops(
          [
            {
              name: "",
              years: range(first, last + 1).map((year) => ({year, count: counts.get(year) ?? absence, unit}))
            }
          ],
          {...options, label: plain(sentence)}
        ),
      ...(note ? {notes: [note]} : {}),
      source: page.source
    },
    table(
      `${id}-rows`,
      title,
      ["Year", unit === "P" ? "Persons" : "Cases", ...extras.map(({head}) => head)],
      years.map(({year, count}) => row(String(year), numberCell(count), ...extras.map(({cell}) => cell(year))))
    )
  ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`);
}
