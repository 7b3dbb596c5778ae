// Two publishers' counts of the same applications beside each other: how many agree, why others do not, and the largest differences
// that nothing explains.
import type {Count} from "../measures/bounds.js";
import {CLASS_WORDS, CROSSCHECK_CLASSES} from "../measures/crosscheck.js";
import type {Compared, CrosscheckClass} from "../measures/crosscheck.js";
import {formatNumber} from "./format.js";
import type {Drawing} from "./procedure.js";
import {countCell, element, scrolling} from "./table.js";

type Named = Drawing & {readonly id: string; readonly caption: string};

/** The classes, how many comparisons are in each, and how far they are apart beyond rounding. */
export function classesTable(
  classes: Readonly<Record<CrosscheckClass, {readonly rows: number; readonly beyond_rounding: number}>>,
  {document, id, caption}: Named
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const all = CROSSCHECK_CLASSES.reduce((sum, name) => sum + classes[name].rows, 0);
  const share = (rows: number) => {
    const percent = all ? (100 * rows) / all : 0;
    return `${percent.toLocaleString("en", {maximumFractionDigits: percent < 1 ? 1 : 0})} %`;
  };
  const table = make(
    "table",
    {class: "words"},
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...["Class", "Comparisons", "Share", "Apart beyond rounding", "Told by"].map((word) =>
          make("th", {scope: "col"}, word)
        )
      )
    ),
    make(
      "tbody",
      {},
      ...CROSSCHECK_CLASSES.map((name) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, CLASS_WORDS[name].name),
          make("td", {}, formatNumber(classes[name].rows)),
          make("td", {}, share(classes[name].rows)),
          make("td", {}, formatNumber(classes[name].beyond_rounding)),
          make("td", {class: "text"}, CLASS_WORDS[name].test)
        )
      )
    )
  );
  return scrolling(document, table, {id, caption});
}

/** Bounds of a total that are narrower than this share of it are not printed. */
const NARROW = 0.01;

/**
 * Comparisons one a row: both ledgers' counts in both definitions, and the difference. In `totals` bounds are printed where they are
 * wider than 1 % of the value.
 */
export function comparedTable(
  rows: readonly (Pick<Compared, "unhcr_new" | "unhcr_all" | "eurostat_first_time" | "eurostat_all" | "difference"> & {
    readonly name: string;
    readonly said?: string;
  })[],
  {document, id, caption, first, totals = false}: Named & {readonly first: string; readonly totals?: boolean}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const count = (value: Count | null) =>
    !value
      ? make("td", {class: "absent"}, "no row")
      : totals && value.hi - value.lo <= NARROW * value.value
        ? make("td", {}, formatNumber(value.value))
        : countCell(document, value);
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
          totals && isSame(row.unhcr_all, row.unhcr_new) ? make("td", {}, "as new") : count(row.unhcr_all),
          count(row.eurostat_all),
          make("td", {}, signed(row.difference)),
          ...(classed ? [make("td", {class: "text"}, row.said ?? "")] : [])
        )
      )
    )
  );
  return scrolling(document, table, {id, caption});
}

function isSame(a: Count | null, b: Count | null): boolean {
  return a !== null && b !== null && a.value === b.value && a.lo === b.lo && a.hi === b.hi;
}

/** A difference with its sign: a minus where UNHCR has fewer. */
export function signed(difference: number): string {
  const size = formatNumber(Math.abs(difference));
  return difference < 0 ? `−${size}` : difference > 0 ? `+${size}` : size;
}
