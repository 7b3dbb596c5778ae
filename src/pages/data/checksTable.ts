// The edition's checks: what must hold and what was found when it was made.
import type {Drawing} from "../../measures/procedure.js";
import {element, scrolling} from "../../html/table.js";

/** One thing that must hold, or is to be known. */
export interface CheckLine {
  readonly title: string;
  /** An edition that fails it is not published. */
  readonly fatal: boolean;
  readonly result: "holds" | "fails" | "told" | "skipped";
  readonly figure: string | null;
  readonly expected: string | null;
}

/** Fatal checks first: an edition that fails one is never published. */
export function checksTable(
  checks: readonly CheckLine[],
  {document, id}: Drawing & {readonly id: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const ordered = [...checks].sort((a, b) => Number(b.fatal) - Number(a.fatal));
  const table = make(
    "table",
    {class: "words"},
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...["What must hold", "Result", "Found", "Expected"].map((word) => make("th", {scope: "col"}, word))
      )
    ),
    make(
      "tbody",
      {},
      ...ordered.map(({title, fatal, result, figure, expected}) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, title),
          make("td", {}, fatal ? `${result}, or no edition` : result),
          make("td", {}, figure ?? "–"),
          make("td", {}, expected ?? "–")
        )
      )
    )
  );
  return scrolling(document, table, {id, caption: "Checks made when the edition was published"});
}
