// Shows an answer as a table: sorted by a column, the first rows in the page, with a note on those not shown.
import {ascending, descending} from "d3";
import {element} from "../html/table.js";
import type {Answer, AnswerColumn, Cell} from "../edition/arrow.js";
import {isYear} from "./chart.js";
import {cellText} from "./files.js";
import {formatNumber} from "../words/numbers.js";

export interface Order {
  /** The number of the column, from 0. */
  readonly column: number;
  readonly falling: boolean;
}

/** More rows than this are in the files, not in the page: a browser has to lay them out. */
export const MOST_SHOWN = 300;

/** Row numbers in sort order; missing values are last in both directions. */
export function sortedRows({columns, rows}: Answer, order: Order | null): number[] {
  const numbers = Array.from({length: rows}, (_, row) => row);
  const column = order && columns[order.column];
  if (!column) return numbers;
  const by = order.falling ? descending : ascending;
  const key = (row: number) => sortKey(column.values[row] ?? null);
  return numbers.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return ascending(Number(x === null), Number(y === null));
    return by(x, y);
  });
}

function sortKey(cell: Cell): number | string | Date | null {
  if (cell === null || (typeof cell === "number" && Number.isNaN(cell))) return null;
  if (typeof cell === "boolean" || typeof cell === "bigint") return Number(cell);
  return typeof cell === "object" && !(cell instanceof Date) ? cellText(cell, "list") : cell;
}

/** More letters of a cell than these are in the files, not in the page. */
export const MOST_LETTERS = 200;

/** A text as the page shows it: a long one is cut, and says how long it is. */
export function shortened(text: string, most = MOST_LETTERS): string {
  return text.length > most
    ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}… (${formatNumber(text.length)} characters)`
    : text;
}

/** A cell in words: thousands with a comma, years without, fractions to four places. */
export function cellWords(cell: Cell, {name, kind}: AnswerColumn): string {
  if ((typeof cell === "number" || typeof cell === "bigint") && !isYear(name))
    return cell.toLocaleString("en", {maximumFractionDigits: 4});
  return shortened(cellText(cell, kind));
}

/** The table, with a note on the rows not shown. */
export function answerTable(
  answer: Answer,
  rows: readonly number[],
  {document, order}: {readonly document: Document; readonly order: Order | null}
): Element[] {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const {columns} = answer;
  const isText = ({kind}: AnswerColumn) => kind !== "integer" && kind !== "number";
  const head = columns.map((column, i) =>
    make(
      "th",
      {
        scope: "col",
        ...(isText(column) ? {class: "text"} : {}),
        ...(order?.column === i ? {"aria-sort": order.falling ? "descending" : "ascending"} : {})
      },
      make("button", {type: "button", "data-sort": String(i)}, shortened(column.name))
    )
  );
  const body = rows.slice(0, MOST_SHOWN).map((row) =>
    make(
      "tr",
      {},
      ...columns.map((column) => {
        const cell = column.values[row] ?? null;
        return make(
          "td",
          isText(column) ? {class: "text"} : {},
          cell === null ? make("span", {class: "null"}, "null") : cellWords(cell, column)
        );
      })
    )
  );
  return [
    ...(answer.rows > MOST_SHOWN
      ? [
          make(
            "p",
            {class: "rowcount"},
            `The first ${MOST_SHOWN} of ${answer.rows.toLocaleString("en")} rows are shown, in this order; the files hold all of them.`
          )
        ]
      : []),
    make(
      "div",
      {class: "scroll", role: "region", tabindex: "0", "aria-label": "Rows of the answer"},
      make("table", {class: "rows"}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body))
    )
  ];
}
