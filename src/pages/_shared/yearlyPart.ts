// Applications, or people, year by year: the drawing, its sentence and its table.
import {max, min, range} from "d3";
import {lollipops} from "../../charts/lollipops.js";
import type {ApplicationsPanel} from "../../charts/lollipops.js";
import {plateHtml} from "../../charts/plateHtml.js";
import type {PlateWidth} from "../../charts/sizes.js";
import {leastCell, numberCell, paragraph, plain, row, table, textCell} from "../../html/strings.js";
import type {Unit} from "../../measures/codes.js";
import type {YearCount} from "../../words/country.js";
import type {Note} from "./names.js";

/** One series of one unit. */
export interface YearlySeries {
  /** Above its panel; empty where it is the only one. */
  readonly name: string;
  /** Over its column of the table. */
  readonly head: string;
  readonly unit: Unit;
  readonly years: readonly YearCount[];
  readonly breaks?: ApplicationsPanel["breaks"];
  /** The address of the card of a year's number. */
  readonly href?: (year: number) => string;
}

/** Counts by year drawn as stems, a panel a series, with their sentence and table. Fewer than two counts above 0 are said and not drawn. Long because chart and table take the same options. */
export function yearlyPart(
  page: {readonly source: string},
  {
    id,
    number,
    title,
    unitLine,
    series,
    sentence,
    absence,
    subtitle = "",
    breadth = "text",
    notes = [],
    extras = []
  }: {
    id: string;
    number: string;
    title: string;
    unitLine: string;
    series: readonly YearlySeries[];
    sentence: string;
    absence: "no entry" | "not reported";
    /** One finding with a number, before the unit; HTML. Without it the sentence is printed under the title. */
    subtitle?: string;
    breadth?: PlateWidth;
    notes?: readonly Note[];
    /** Further columns of the table: HTML of a cell, or its text. */
    extras?: readonly {head: string; cell: (year: number) => string}[];
  }
): string {
  const drawn = series.filter(({years}) => years.some(({count}) => count.value > 0));
  const all = series.flatMap(({years}) => years.map(({year}) => year));
  if (new Set(drawn.flatMap(({years}) => years.flatMap(({year, count}) => (count.value > 0 ? [year] : [])))).size < 2)
    return (
      paragraph(sentence) +
      (all.length ? notes : []).map(({term, text}) => paragraph(`<b>${term}</b> ${text}`)).join("")
    );
  const [first, last] = [min(all) ?? 0, max(all) ?? 0];
  const at = series.map(({years}) => new Map(years.map((one) => [one.year, one])));
  return plateHtml(
    {
      id,
      made: "../code/pages/_shared/yearlyPart#yearlyPart",
      number,
      title,
      unit: subtitle ? `${plain(subtitle)} ${unitLine}` : unitLine,
      breadth,
      // A drawing as wide as the page is too small to read where it is shrunk to a middle width.
      sizes: breadth === "text" ? ["wide", "phone"] : ["wide", "middle", "phone"],
      draw: (options) =>
        lollipops(
          drawn.map(({name, unit, years, breaks}) => {
            const counts = new Map(years.map(({year, count}) => [year, count]));
            return {
              name: drawn.length > 1 ? name : "",
              years: range(first, last + 1).map((year) => ({year, count: counts.get(year) ?? absence, unit})),
              ...(breaks ? {breaks} : {})
            };
          }),
          {...options, label: plain(sentence)}
        ),
      ...(notes.length ? {notes} : {}),
      source: page.source
    },
    table(
      `${id}-rows`,
      title,
      ["Year", ...series.map(({head}) => head), ...extras.map(({head}) => head)],
      range(first, last + 1)
        .filter((year) => all.includes(year) || extras.some(({cell}) => cell(year) !== textCell("")))
        .map((year) =>
          row(
            String(year),
            ...at.map((counts, i) => {
              const {count, atLeast = false} = counts.get(year) ?? {};
              const to = series[i]?.href?.(year) ?? null;
              return atLeast ? leastCell(count ?? null, to) : numberCell(count, undefined, to);
            }),
            ...extras.map(({cell}) => cell(year))
          )
        )
    )
  ).replace('<div class="arts">', () =>
    subtitle ? '<div class="arts">' : `<p class="finding">${sentence}</p><div class="arts">`
  );
}
