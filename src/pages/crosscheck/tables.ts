// The tables of the page that compares UNHCR and Eurostat: comparisons by class, and both publishers' counts row by row.
import type {Count} from "../../measures/bounds.js";
import {CROSSCHECK_CLASSES} from "../../measures/crosscheck.js";
import type {Compared, CrosscheckClass} from "../../measures/crosscheck.js";
import type {CompareCards} from "./hostYears.js";
import {CLASS_WORDS} from "../../words/crosscheck.js";
import {formatNumber, formatPercent} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";
import type {Drawing} from "../../measures/procedure.js";
import {countCell, element, scrolling, tableHead} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";

type Named = Drawing & {readonly id: string; readonly caption: string};

/** The classes, how many comparisons are in each, and how far they differ beyond rounding. */
export function classesTable(
  classes: Readonly<Record<CrosscheckClass, {readonly rows: number; readonly beyond_rounding: number}>>,
  {document, id, caption}: Named
): HTMLElement {
  const all = CROSSCHECK_CLASSES.reduce((sum, name) => sum + classes[name].rows, 0);
  const share = (rows: number) => formatPercent(all ? rows / all : 0, all && rows / all < 0.01 ? 1 : 0);
  return wordsTable(
    ["Class", "Comparisons", "Share", "Persons beyond rounding", "Test"],
    CROSSCHECK_CLASSES.map((name) => [
      CLASS_WORDS[name].name,
      formatNumber(classes[name].rows),
      share(classes[name].rows),
      formatNumber(classes[name].beyond_rounding),
      CLASS_WORDS[name].test
    ]),
    {document, id, caption, numbers: new Set([1, 2, 3])}
  );
}

/** One comparison a row: both publishers' counts in both definitions, and the difference. */
export function comparedTable(
  rows: readonly (Pick<Compared, "unhcr_new" | "unhcr_all" | "eurostat_first_time" | "eurostat_all" | "difference"> & {
    readonly name: string;
    readonly cards?: CompareCards;
  })[],
  {document, id, caption, first}: Named & {readonly first: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const count = (value: Count | null, card: string | null = null) =>
    value ? countCell(document, value, card) : make("td", {class: "absent"}, NO_ENTRY);
  const heads = [first, "UNHCR, new", "Eurostat, first-time", "Difference", "UNHCR, all", "Eurostat, all"];
  const table = make(
    "table",
    {class: "figures"},
    tableHead(document, heads),
    make(
      "tbody",
      {},
      ...rows.map((row) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, row.name),
          count(row.unhcr_new, row.cards?.unhcr_new),
          count(row.eurostat_first_time, row.cards?.eurostat_first_time),
          row.unhcr_new && row.eurostat_first_time
            ? make("td", {}, signed(row.difference))
            : make("td", {class: "absent"}, "–"),
          count(row.unhcr_all, row.cards?.unhcr_all),
          count(row.eurostat_all, row.cards?.eurostat_all)
        )
      )
    )
  );
  return scrolling(document, table, {id, caption});
}

/** A difference with its sign: a minus where UNHCR has fewer. */
export function signed(difference: number): string {
  const size = formatNumber(Math.abs(difference));
  return difference < 0 ? `−${size}` : difference > 0 ? `+${size}` : size;
}
