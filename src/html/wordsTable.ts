// Builds tables of text: codes with their meanings, columns with their descriptions, files with their addresses.
import {element, scrolling} from "./table.js";

export type WordsCell = string | Node;

export function wordsTable(
  heads: readonly string[],
  rows: readonly (readonly WordsCell[])[],
  {
    document,
    id,
    caption,
    numbers
  }: {
    readonly document: Document;
    readonly id: string;
    readonly caption: string;
    /** Columns that hold numbers, from the first (0): these are right-aligned. */
    readonly numbers?: ReadonlySet<number>;
  }
): HTMLElement {
  const side = (column: number) => (numbers && !numbers.has(column) ? {class: "text"} : {});
  const make = (name: string, attributes: Record<string, string>, ...contents: WordsCell[]) =>
    element(document, name, attributes, ...contents);
  const table = make(
    "table",
    numbers ? {} : {class: "words"},
    make("thead", {}, make("tr", {}, ...heads.map((word, i) => make("th", {scope: "col", ...side(i)}, word)))),
    make(
      "tbody",
      {},
      ...rows.map(([first = "", ...rest]) =>
        make(
          "tr",
          {},
          make("th", {scope: "row", ...side(0)}, first),
          ...rest.map((cell, i) => make("td", side(i + 1), cell))
        )
      )
    )
  );
  return scrolling(document, table, {id, caption});
}
