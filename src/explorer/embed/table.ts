// Puts the table of a chart's numbers into the chart's figure: in the explorer one table serves all charts of an answer, in a frame
// each chart brings its own.
import type {Ledger} from "../ledger.js";
import {tableElement} from "../plates/table.js";
import {rankingTable} from "../rankingTable.js";
import {seriesTable, tableOf} from "../table.js";
import type {Table} from "../table.js";
import type {View} from "../types.js";

/** Rows in a frame; the explorer, to which the frame leads, has all. */
const MOST_ROWS = 300;

export interface ChartTableOptions {
  readonly document: Document;
  readonly edition: string | null;
  /** Whether numbers lead to their source cards. */
  readonly links: boolean;
}

/** The numbers that a chart of an answer draws, or more of them. */
function numbersOf(ledger: Ledger, view: View, chart: string): Table {
  if (chart === "map" && view.ranking) return rankingTable(ledger, view, view.ranking);
  if (chart === "over-time") return seriesTable(ledger, view, view.main ?? view.series);
  return tableOf(ledger, view);
}

/** Without columns of words that say the same in every row: the chart's own line says it. */
function withoutConstant({columns, rows, all}: Table): Table {
  const kept = columns.map(
    ({numeric}, i) => numeric || rows.length < 2 || rows.some((row) => row[i]?.text !== rows[0]?.[i]?.text)
  );
  return {columns: columns.filter((_, i) => kept[i]), rows: rows.map((row) => row.filter((_, i) => kept[i])), all};
}

/** The figure with a table behind it; as it is where it has one, or is one. */
export function withTable(
  figure: string,
  {ledger, view, chart}: {readonly ledger: Ledger; readonly view: View; readonly chart: string},
  {document, edition, links}: ChartTableOptions
): string {
  if (/<details class="behind"|<table\b/.test(figure)) return figure;
  const {columns, rows} = withoutConstant(numbersOf(ledger, view, chart));
  const shown = rows.slice(0, MOST_ROWS).map((row) => (links ? row : row.map(({links: _links, ...cell}) => cell)));
  const table = tableElement(
    {columns, rows: shown},
    {document, live: false, edition, id: `${chart}-rows`, caption: "In square brackets: the range that rounding allows"}
  ).outerHTML;
  const more = rows.length > shown.length ? `<p>The first ${shown.length} of ${rows.length} rows.</p>` : "";
  return figure.replace(
    /(?=<\/figure>$)/,
    () => `<details class="behind" id="${chart}-table"><summary>Table</summary>${table}${more}</details>`
  );
}
