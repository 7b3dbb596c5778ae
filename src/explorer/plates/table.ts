// The data table of an answer.
import {element, scrolling} from "../../html/table.js";
import {formatNumber} from "../../words/numbers.js";
import type {Ledger} from "../ledger.js";
import {titleOf, unitLine} from "../measureWords.js";
import {tableOf} from "../table.js";
import type {Table} from "../table.js";
import type {View} from "../types.js";
import type {MakeElement, RenderOptions} from "./options.js";

const MOST_ROWS = 120;
export function tablePlate(
  ledger: Ledger,
  view: View,
  {document, live, most = MOST_ROWS}: RenderOptions,
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
    make("div", {id: "rows"}, ...tableParts(table, view, {document, live, most}))
  );
}

/** The table and the words under it, to be replaced where it is sorted or filtered. */
export function tableParts(
  table: Table,
  {state}: View,
  {document, live, most = MOST_ROWS}: {document: Document; live: boolean; most?: number}
): HTMLElement[] {
  const shown = table.rows.slice(0, most);
  const parts = [
    tableElement(
      {...table, rows: shown},
      {document, live, id: "rows-table", caption: "Rows of the data table", sort: state.sort}
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
  {columns, rows}: Pick<Table, "columns" | "rows">,
  {
    document,
    live,
    id,
    caption,
    sort = null
  }: {document: Document; live: boolean; id: string; caption: string; sort?: View["state"]["sort"]}
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
        ...rows.map((row) =>
          make(
            "tr",
            {},
            ...row.map((cell, i) => {
              const [, number = cell.text, bounds] = /^(.*?)( \[.*\])$/.exec(cell.text) ?? [];
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
                number,
                bounds ? make("span", {class: "bounds"}, bounds) : null
              );
            })
          )
        )
      )
    ),
    {id, caption}
  );
}
