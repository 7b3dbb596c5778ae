// Two publishers' counts of the same applications beside each other: how many agree, why others do not, and the largest differences
// that nothing explains.
import type {Count} from "../../measures/bounds.js";
import {CLASS_WORDS, CROSSCHECK_CLASSES} from "../../measures/crosscheck.js";
import type {Compared, CrosscheckClass} from "../../measures/crosscheck.js";
import {formatNumber} from "../../words/numbers.js";
import type {Drawing} from "../../measures/procedure.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";

type Named = Drawing & {readonly id: string; readonly caption: string};

/** The classes, how many comparisons are in each, and how far they are apart beyond rounding. */
export function classesTable(
  classes: Readonly<Record<CrosscheckClass, {readonly rows: number; readonly beyond_rounding: number}>>,
  {document, id, caption}: Named
): HTMLElement {
  const all = CROSSCHECK_CLASSES.reduce((sum, name) => sum + classes[name].rows, 0);
  const share = (rows: number) => {
    const percent = all ? (100 * rows) / all : 0;
    return `${percent.toLocaleString("en", {maximumFractionDigits: percent < 1 ? 1 : 0})}%`;
  };
  return wordsTable(
    ["Class", "Comparisons", "Share", "Apart beyond rounding", "Told by"],
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

/** Comparisons one a row: both ledgers' counts in both definitions, and the difference. */
export function comparedTable(
  rows: readonly (Pick<Compared, "unhcr_new" | "unhcr_all" | "eurostat_first_time" | "eurostat_all" | "difference"> & {
    readonly name: string;
    readonly said?: string;
  })[],
  {document, id, caption, first}: Named & {readonly first: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const count = (value: Count | null) => (value ? countCell(document, value) : make("td", {class: "absent"}, "no row"));
  const classed = rows.some(({said}) => said !== undefined);
  const heads = [first, "UNHCR, new", "Eurostat, first time", "UNHCR, all", "Eurostat, all", "Difference"];
  const table = make(
    "table",
    {class: "figures"},
    make(
      "thead",
      {},
      make("tr", {}, ...[...heads, ...(classed ? ["Class"] : [])].map((word) => make("th", {scope: "col"}, word)))
    ),
    make(
      "tbody",
      {},
      ...rows.map((row) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, row.name),
          count(row.unhcr_new),
          count(row.eurostat_first_time),
          count(row.unhcr_all),
          count(row.eurostat_all),
          make("td", {}, signed(row.difference)),
          ...(classed ? [make("td", {class: "text"}, row.said ?? "")] : [])
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
