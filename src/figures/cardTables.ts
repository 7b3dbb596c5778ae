// Draws the tables of a card: the entries behind a figure by year, with the legal status of each published column.
import {COLUMNS} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {countCell, element, tableHead} from "../html/table.js";
import {formatNumber} from "../words/numbers.js";
import {COLUMN_WORDS, STATUS_WORDS} from "../words/status.js";
import type {CardLine, CardRow} from "./cardLines.js";

interface Keyed {
  readonly year: number;
  readonly level: string;
  readonly unit?: string;
  readonly rows: number;
}
type Key = "Stage" | "Counted in" | "Entries";

/** The columns in which the rows of a figure differ. */
function keyColumns(rows: readonly Keyed[]): readonly Key[] {
  const differ = (of: (row: Keyed) => string | undefined) => new Set(rows.map(of)).size > 1;
  return [
    ...(differ(({level}) => level) ? (["Stage"] as const) : []),
    ...(differ(({unit}) => unit) ? (["Counted in"] as const) : []),
    ...(rows.some((row) => row.rows > 1) ? (["Entries"] as const) : [])
  ];
}
const keyWords = (row: Keyed, key: Key): string =>
  key === "Stage" ? row.level : key === "Counted in" ? (row.unit ?? "") : formatNumber(row.rows);

/** At most so many lines are on a card: the latest. */
const MOST_ROWS = 60;

/** A table of entries by year, and how many lines it leaves out. */
function rowsTable<Row extends Keyed>(
  document: Document,
  {
    caption,
    rows,
    heads,
    cells
  }: {caption: string; rows: readonly Row[]; heads: readonly string[]; cells: (row: Row) => HTMLElement[]}
): HTMLElement[] {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const keys = keyColumns(rows);
  const shown = rows.slice(-MOST_ROWS);
  const table = make(
    "table",
    {},
    make("caption", {}, caption),
    tableHead(document, ["Year", ...keys, ...heads]),
    make(
      "tbody",
      {},
      ...shown.map((row) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, String(row.year)),
          ...keys.map((key) => make("td", {}, keyWords(row, key))),
          ...cells(row)
        )
      )
    )
  );
  const left = rows.length - shown.length;
  return [
    ...(left > 0
      ? [
          make(
            "p",
            {},
            `The last ${MOST_ROWS} of ${formatNumber(rows.length)} lines; all entries are in the edition’s files.`
          )
        ]
      : []),
    scrolled(table, document)
  ];
}

/** Each published row, and under each number its status; the numbers that the figure adds up are marked. */
export function decisionRows(
  rows: readonly CardRow[],
  cells: readonly (Column | Status)[],
  document: Document
): HTMLElement[] {
  return rowsTable(document, {
    caption: "As reported to UNHCR, and under each number its legal status",
    rows,
    heads: COLUMNS.map((column) => COLUMN_WORDS[column]),
    cells: (row) =>
      COLUMNS.map((column) => {
        const made = countCell(document, row.published[column]);
        const status = row.read[column];
        if (cells.includes(column) || cells.includes(status)) made.setAttribute("class", "it");
        made.append(element(document, "small", {}, STATUS_WORDS[status]));
        return made;
      })
  });
}

export function countRows(
  {name, rows}: {readonly name: string; readonly rows: readonly CardLine[]},
  document: Document,
  publisher?: "Eurostat"
): HTMLElement[] {
  return rowsTable(document, {
    caption: publisher ? `As published by ${publisher}` : "As reported to UNHCR",
    rows,
    heads: [name],
    cells: ({count}) => [countCell(document, count)]
  });
}

function scrolled(table: HTMLElement, document: Document): HTMLElement {
  return element(
    document,
    "div",
    {class: "scroll", role: "region", tabindex: "0", "aria-label": "The entries behind this figure"},
    table
  );
}
