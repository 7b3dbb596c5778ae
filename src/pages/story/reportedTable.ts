// Figures from other sources, each with UNHCR's range for the same years. The table shows where they disagree.
import type {Count} from "../../measures/bounds.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import type {Drawing} from "../../measures/procedure.js";
import {countCell, element, scrolling, tableHead} from "../../html/table.js";
import {NO_ENTRY, REPORTED_WORDS} from "../../words/status.js";

/** A figure from another source with its counterpart; `rows` is null where UNHCR's data has no entry. */
export interface Compared {
  readonly measure: string;
  readonly years: readonly [from: number, to: number];
  readonly value: number;
  readonly comparator: "=" | ">" | "<";
  readonly publisher: string;
  readonly source_url: string;
  readonly rows: Count | null;
  /** The address of the card of `rows`, where it has one. */
  readonly card: string | null;
  readonly inside: boolean;
}

const COMPARATOR = {"=": "", ">": "more than ", "<": "a little under "};

export function reportedTable(
  figures: readonly Compared[],
  {document, id}: Drawing & {readonly id: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const heads = ["What", "Years", "Other source", "UNHCR’s data", "Consistent?", "Source"];
  const table = make(
    "table",
    {class: "words"},
    tableHead(document, heads),
    make(
      "tbody",
      {},
      ...figures.map(({measure, years, value, comparator, publisher, source_url, rows, card, inside}) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, REPORTED_WORDS[measure] ?? measure),
          make("td", {}, formatYears(...years)),
          make("td", {class: "reported"}, `${COMPARATOR[comparator]}${formatNumber(value)}`),
          rows ? countCell(document, rows, card) : make("td", {class: "absent"}, NO_ENTRY),
          make("td", {}, inside ? "yes" : "no"),
          make("td", {}, make("a", {href: source_url}, publisher))
        )
      )
    )
  );
  const consistent = figures.filter(({inside}) => inside).length;
  return make(
    "details",
    {class: "fold"},
    make("summary", {}, `All ${figures.length} figures compared: ${consistent} are consistent with UNHCR’s range`),
    scrolling(document, table, {id, caption: "Figures from other sources and UNHCR’s data for the same years"})
  );
}
