// The data tables of the story's charts.
import type {IntervalRow} from "../../charts/interval.js";
import {countCell, element, scrolling, tableHead} from "../../html/table.js";
import type {Count} from "../../measures/bounds.js";
import {STATUSES, UNITS} from "../../measures/codes.js";
import type {Level, Status, Unit} from "../../measures/codes.js";
import type {Outcomes} from "../../measures/sums.js";
import {formatNumber} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";

export function wrap(document: Document, elements: readonly Element[]): Element {
  return element(document, "div", {}, ...elements);
}

export function recognisedTable(document: Document, rows: readonly IntervalRow[], who: string): HTMLElement {
  const body = rows.map(({name, count, reported, remark}) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, name),
      count ? countCell(document, count) : element(document, "td", {class: "absent"}, NO_ENTRY),
      element(
        document,
        "td",
        {class: "reported"},
        reported?.map(({value}) => formatNumber(value)).join(", ") ?? remark ?? "–"
      )
    )
  );
  const id = `rows-${rows[0]?.name ?? ""}-${rows.length}`;
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      tableHead(document, ["Years", "UNHCR’s data", "Other sources"]),
      element(document, "tbody", {}, ...body)
    ),
    {id, caption: `Refugee status granted by Russia, ${who}: UNHCR’s data and other sources`}
  );
}

export function originsTable(
  document: Document,
  codes: readonly string[],
  places: (code: string) => string,
  first: ReadonlyMap<string, Outcomes | null>,
  temporary: ReadonlyMap<string, Outcomes | null>
): HTMLElement {
  const cell = (count: Count | undefined) =>
    count ? countCell(document, count) : element(document, "td", {class: "absent"}, NO_ENTRY);
  const body = codes.map((code) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, places(code)),
      cell(first.get(code)?.statuses.refugee_status),
      cell(first.get(code)?.statuses.refused),
      cell(first.get(code)?.statuses.undivided_closed),
      cell(first.get(code)?.statuses.otherwise_closed),
      cell(temporary.get(code)?.statuses.temporary)
    )
  );
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      tableHead(document, [
        "Country of origin",
        "Refugee status",
        "Refused",
        "Refused or closed (not separated)",
        "Closed without a decision",
        "Temporary asylum"
      ]),
      element(document, "tbody", {}, ...body)
    ),
    {id: "rows-origins", caption: "Russia’s decisions by country of origin, 2011–2019, counted in persons"}
  );
}

export function hostsTable(
  document: Document,
  rows: readonly {asylum: string; level: Level; unit: Unit; out: Outcomes; all: number}[],
  name: (row: {asylum: string; level: Level}) => string
): HTMLElement {
  const used = STATUSES.filter(
    (status) => status !== "not_decided" && rows.some(({out}) => out.statuses[status].hi > 0)
  );
  const words: Readonly<Record<Status, string>> = {
    refugee_status: "Refugee status",
    undivided: "Refugee status or other protection (not separated)",
    complementary: "Complementary",
    humanitarian: "Humanitarian",
    temporary: "Temporary",
    refused: "Refused",
    undivided_closed: "Refused or closed (not separated)",
    otherwise_closed: "Closed without a decision",
    not_decided: "Not decided"
  };
  const body = rows.map((row) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, name(row)),
      element(document, "td", {}, UNITS[row.unit]),
      ...used.map((status) => countCell(document, row.out.statuses[status]))
    )
  );
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      tableHead(document, ["Country of asylum", "Counted in", ...used.map((status) => words[status])]),
      element(document, "tbody", {}, ...body)
    ),
    {id: "rows-hosts", caption: "First-instance decisions on North Koreans by country of asylum, 2000–2025"}
  );
}
