// The data tables of the story's charts.
import type {IntervalRow} from "../../charts/interval.js";
import {countCell, element, scrolling, tableHead} from "../../html/table.js";
import {STATUSES, UNITS} from "../../measures/codes.js";
import type {Level, Status, Unit} from "../../measures/codes.js";
import type {Outcomes} from "../../measures/sums.js";
import {decisionsOf, isToldAlone, places as placesNamed} from "../../figures/link.js";
import {cardOf, NINE} from "./context.js";
import {formatNumber} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";

export function wrap(document: Document, elements: readonly Element[]): Element {
  return element(document, "div", {}, ...elements);
}

/** A line of the table of recognitions; `card` is the address of its number's card. */
export interface RecognisedRow extends IntervalRow {
  readonly card: string;
}

export function recognisedTable(document: Document, rows: readonly RecognisedRow[], who: string): HTMLElement {
  const body = rows.map(({name, count, reported, remark, card}) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, name),
      count ? countCell(document, count, card) : element(document, "td", {class: "absent"}, NO_ENTRY),
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
  const cell = (code: string, out: Outcomes | null | undefined, level: Level, status: Status) =>
    out
      ? countCell(
          document,
          out.statuses[status],
          isToldAlone(out, status) ? cardOf({...decisionsOf(status), levels: [level], years: NINE}, code) : null
        )
      : element(document, "td", {class: "absent"}, NO_ENTRY);
  const ofFirst = ["refugee_status", "refused", "undivided_closed", "otherwise_closed"] as const;
  const body = codes.map((code) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, places(code)),
      ...ofFirst.map((status) => cell(code, first.get(code), "FI", status)),
      cell(code, temporary.get(code), "TA", "temporary")
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
  name: (row: {asylum: string; level: Level}) => string,
  years: readonly [from: number, to: number]
): HTMLElement {
  // Of the United States each level has a line of its own.
  const href = ({asylum, level, unit, out}: (typeof rows)[number], status: Status) =>
    isToldAlone(out, status)
      ? cardOf({
          ...{...decisionsOf(status), asylums: placesNamed(asylum), unit, years, stages: ["first"]},
          ...(asylum === "USA" ? {levels: [level]} : {})
        })
      : null;
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
      ...used.map((status) => countCell(document, row.out.statuses[status], href(row, status)))
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
