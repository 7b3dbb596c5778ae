// A table of words: codes with their meaning, columns with theirs, files with their addresses.
import {element, scrolling} from "./table.js";

export type WordsCell = string | Node;

export function wordsTable(
  heads: readonly string[],
  rows: readonly (readonly WordsCell[])[],
  {document, id, caption}: {readonly document: Document; readonly id: string; readonly caption: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: WordsCell[]) =>
    element(document, name, attributes, ...contents);
  const table = make(
    "table",
    {class: "words"},
    make("thead", {}, make("tr", {}, ...heads.map((word) => make("th", {scope: "col"}, word)))),
    make(
      "tbody",
      {},
      ...rows.map(([first = "", ...rest]) =>
        make("tr", {}, make("th", {scope: "row"}, first), ...rest.map((cell) => make("td", {}, cell)))
      )
    )
  );
  return scrolling(document, table, {id, caption});
}
