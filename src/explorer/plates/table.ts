// The data table of an answer.
import {element, scrolling} from "../../html/table.js";
import {formatNumber} from "../../words/numbers.js";
import {cardHref} from "../figureLinks.js";
import type {Ledger} from "../ledger.js";
import {titleOf, unitLine} from "../measureWords.js";
import {tableOf} from "../table.js";
import type {Table, TableCell} from "../table.js";
import type {View} from "../types.js";
import type {MakeElement, RenderOptions} from "./options.js";

const MOST_ROWS = 120;
export function tablePlate(
  ledger: Ledger,
  view: View,
  {document, live, most = MOST_ROWS, edition = null}: RenderOptions,
  make: MakeElement
): HTMLElement {
  const table = tableOf(ledger, view);
  return make(
    "section",
    {class: "behind-all", id: "table", "aria-labelledby": "table-title"},
    make("h2", {id: "table-title"}, "Data table"),
    make(
      "p",
      {class: "unit"},
      `${titleOf(ledger, view.state.selection)}. ${unitLine(ledger, view.state, view.main ? view.main.map(({kind}) => kind) : view.kinds, view.main ?? view.series)}. In square brackets: the range that rounding allows. No entry does not mean zero.`
    ),
    make("div", {id: "rows"}, ...tableParts(table, view, {document, live, most, edition}))
  );
}

/** The table and the words under it, to be replaced where it is sorted or filtered. */
export function tableParts(
  table: Table,
  {state}: View,
  {document, live, most = MOST_ROWS, edition = null}: Pick<RenderOptions, "document" | "live" | "most" | "edition">
): HTMLElement[] {
  const shown = table.rows.slice(0, most);
  const parts = [
    tableElement(
      {...table, rows: shown},
      {document, live, id: "rows-table", caption: "Rows of the data table", sort: state.sort, edition}
    )
  ];
  const count =
    table.rows.length === table.all
      ? `${formatNumber(table.all)} ${table.all === 1 ? "row" : "rows"}.`
      : `${formatNumber(table.rows.length)} of ${formatNumber(table.all)} rows contain “${state.find}”.`;
  parts.push(
    element(
      document,
      "p",
      {class: "rowcount", role: "status"},
      shown.length < table.rows.length
        ? `${count} The first ${formatNumber(shown.length)} are shown; the CSV file has all.`
        : count
    )
  );
  if (live && shown.length < table.rows.length)
    parts.push(
      element(
        document,
        "button",
        {type: "button", class: "btn", id: "all-rows"},
        `Show all ${formatNumber(table.rows.length)} rows`
      )
    );
  return parts;
}

export function tableElement(
  {columns, rows, hasTotal = false}: Pick<Table, "columns" | "rows" | "hasTotal">,
  {
    document,
    live,
    id,
    caption,
    sort = null,
    edition = null
  }: Pick<RenderOptions, "document" | "live" | "edition"> & {
    id: string;
    caption: string;
    sort?: View["state"]["sort"];
  }
): HTMLElement {
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  return scrolling(
    document,
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...columns.map(({key, title, numeric}) => {
            const turned = sort?.column === key ? (sort.falling ? "descending" : "ascending") : null;
            return make(
              "th",
              {scope: "col", ...(numeric ? {} : {class: "text"}), ...(turned ? {"aria-sort": turned} : {})},
              live ? make("button", {type: "button", "data-sort": key}, title) : title
            );
          })
        )
      ),
      make(
        "tbody",
        {},
        ...rows.map((row, at) =>
          make(
            "tr",
            hasTotal && at === rows.length - 1 ? {class: "sum"} : {},
            ...row.map((cell, i) => {
              return make(
                i ? "td" : "th",
                {
                  ...(i ? {} : {scope: "row"}),
                  ...(columns[i]?.numeric
                    ? /^(?:no entry|not reported|not separated.*|–)$/.test(cell.text)
                      ? {class: "absent"}
                      : {}
                    : {class: "text"})
                },
                ...cellParts(cell, (words) => numberWords(words, make), edition, make)
              );
            })
          )
        )
      )
    ),
    {id, caption}
  );
}

/** A number with its range in a quieter type. */
function numberWords(words: string, make: MakeElement): readonly (string | Node | null)[] {
  const [, number = words, bounds] = /^(.*?)( \[.*\])$/.exec(words) ?? [];
  return [number, bounds ? make("span", {class: "bounds"}, bounds) : null];
}

/** The text of a cell with its numbers as links, in the order in which they stand. */
function cellParts(
  {text, links = []}: TableCell,
  words: (text: string) => readonly (string | Node | null)[],
  edition: string | null,
  make: MakeElement
): readonly (string | Node | null)[] {
  if (!links.length) return words(text);
  const parts: (string | Node | null)[] = [];
  let from = 0;
  for (const {text: number, figure, title} of links) {
    const at = text.indexOf(number, from);
    if (at < 0) continue;
    parts.push(
      text.slice(from, at),
      make("a", {class: "n", ...(title ? {title} : {}), href: cardHref(figure, edition)}, ...words(number))
    );
    from = at + number.length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}
