// What others reported beside the interval of the rows each figure speaks of. A disagreement is shown, never smoothed.
import type {Count} from "../../measures/bounds.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import type {Drawing} from "../../measures/procedure.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {REPORTED_WORDS} from "../../words/status.js";

/** A reported figure with its counterpart in the database; `rows` is null where the database has no row. */
export interface Compared {
  readonly measure: string;
  readonly years: readonly [from: number, to: number];
  readonly value: number;
  readonly comparator: "=" | ">" | "<";
  readonly publisher: string;
  readonly source_url: string;
  readonly rows: Count | null;
  readonly inside: boolean;
}

const COMPARATOR = {"=": "", ">": "more than ", "<": "a little under "};

export function reportedTable(
  figures: readonly Compared[],
  {document, id}: Drawing & {readonly id: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const heads = ["What", "Years", "Reported", "In the rows", "Inside", "Reported by"];
  const table = make(
    "table",
    {class: "words"},
    make("thead", {}, make("tr", {}, ...heads.map((word) => make("th", {scope: "col"}, word)))),
    make(
      "tbody",
      {},
      ...figures.map(({measure, years, value, comparator, publisher, source_url, rows, inside}) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, REPORTED_WORDS[measure] ?? measure),
          make("td", {}, formatYears(...years)),
          make("td", {class: "reported"}, `${COMPARATOR[comparator]}${formatNumber(value)}`),
          rows ? countCell(document, rows) : make("td", {class: "absent"}, "no row"),
          make("td", {}, inside ? "yes" : "no"),
          make("td", {}, make("a", {href: source_url}, publisher))
        )
      )
    )
  );
  return scrolling(document, table, {id, caption: "Figures that others reported, beside the rows they speak of"});
}
