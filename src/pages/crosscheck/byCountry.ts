// The comparison country by country: how many pairs of figures agree, and a fold for each country with its years.
import {ascending, range} from "d3";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import {byClass, CROSSCHECK_CLASSES} from "../../measures/crosscheck.js";
import type {Compared} from "../../measures/crosscheck.js";
import {CLASS_WORDS} from "../../words/crosscheck.js";
import {formatNumber} from "../../words/numbers.js";
import {list} from "../../words/text.js";
import {added} from "./added.js";
import type {HostYear} from "./hostYears.js";
import {comparedTable, signed} from "./tables.js";

/** How many of a country's largest unexplained differences are named. */
const LARGEST = 3;

interface Country {
  readonly code: string;
  readonly name: string;
}

/** A table of all countries by class, each leading to its fold, and the folds. */
export function byCountry(
  countries: readonly Country[],
  {
    of,
    years,
    name,
    document
  }: {
    readonly of: ReadonlyMap<string, readonly Compared[]>;
    readonly years: ReadonlyMap<string, HostYear>;
    readonly name: (code: string) => string;
    readonly document: Document;
  }
): Element[] {
  const sorted = [...countries].sort((a, b) => ascending(a.name, b.name));
  const heads = ["Country", "Compared", ...CROSSCHECK_CLASSES.map((each) => CLASS_WORDS[each].name)];
  const lines = sorted.map((country) => {
    const rows = of.get(country.code) ?? [];
    const classes = byClass(rows);
    return [
      element(document, "a", {href: `#host-${country.code}`}, country.name),
      formatNumber(rows.length),
      ...CROSSCHECK_CLASSES.map((each) => formatNumber(classes[each].rows))
    ];
  });
  return [
    wordsTable(heads, lines, {
      document,
      id: "crosscheck-by-host",
      caption: "Comparisons by country and class",
      numbers: new Set(range(1, heads.length))
    }),
    ...sorted.map((country) => fold(country, of.get(country.code) ?? [], {years, name, document}))
  ];
}

function fold(
  country: Country,
  rows: readonly Compared[],
  {years: all, name, document}: Pick<Parameters<typeof byCountry>[1], "years" | "name" | "document">
): HTMLElement {
  const make = (tag: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, tag, attributes, ...contents);
  const classes = byClass(rows);
  const years = [...new Set(rows.map((row) => row.year))].sort(ascending);
  const largest = rows.filter((row) => row.class === "unexplained").slice(0, LARGEST);
  return make(
    "details",
    {id: `host-${country.code}`},
    make("summary", {}, `${country.name}: ${formatNumber(classes.agrees.rows)} of ${formatNumber(rows.length)} agree`),
    comparedTable(
      years.flatMap((year) => {
        const found = all.get(`${country.code} ${year}`) ?? added(rows.filter((row) => row.year === year));
        return [{...found, name: String(year)}];
      }),
      {
        document,
        id: `host-${country.code}-years`,
        caption: `${country.name}: people from all countries, counted in persons`,
        first: "Year"
      }
    ),
    ...(largest.length
      ? [
          make(
            "p",
            {},
            `Largest unexplained differences: ${list(largest.map((row) => `${name(row.origin)} ${row.year} (${signed(row.difference)})`))}.`
          )
        ]
      : [])
  );
}
