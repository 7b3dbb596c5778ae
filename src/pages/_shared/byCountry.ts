// The control that filters a long list by country, and the index of countries that takes its place where scripts are off.
import {ascending} from "d3";
import {formatNumber} from "../../words/numbers.js";
import {element} from "../../html/table.js";

/** The id of a country's first entry on a page, which the index leads to and the address keeps. */
export const countryId = (code: string) => `country-${code.toLowerCase()}`;

export interface CountryEntries {
  readonly code: string;
  readonly name: string;
  readonly entries: number;
}

/** A form that scripts show, and a list of links that they hide. `noun` is one entry: "rule". */
export function byCountry(
  countries: readonly CountryEntries[],
  {document, noun}: {readonly document: Document; readonly noun: string}
): HTMLElement[] {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const sorted = [...countries].sort((a, b) => ascending(a.name, b.name));
  const option = (value: string, words: string) => make("option", {value}, words);
  return [
    make(
      "form",
      {class: "by-country", hidden: "", "data-noun": noun},
      make("label", {for: "by-country"}, "Country"),
      make(
        "select",
        {id: "by-country", autocomplete: "off"},
        option("", `All ${formatNumber(sorted.length)} countries`),
        ...sorted.map(({code, name, entries}) => option(code.toLowerCase(), `${name} (${formatNumber(entries)})`))
      ),
      make("p", {role: "status"})
    ),
    make(
      "nav",
      {class: "country-index", "aria-label": "Countries"},
      make(
        "ul",
        {},
        ...sorted.map(({code, name, entries}) =>
          make("li", {}, make("a", {href: `#${countryId(code)}`}, name), ` ${formatNumber(entries)}`)
        )
      )
    )
  ];
}
