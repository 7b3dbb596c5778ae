// A procedure by year: applications, the four columns as reported to UNHCR, and the same figures by legal status with their ranges.
import {COLUMNS, STATUSES} from "../../measures/codes.js";
import type {Status} from "../../measures/codes.js";
import type {Outcomes} from "../../measures/sums.js";
import {decisionsOf, isToldAlone, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import type {Absence, Drawing, Procedure} from "../../measures/procedure.js";
import {countCell, countLink, element, scrolling} from "../../html/table.js";
import {cardOf} from "./context.js";
import {COLUMN_WORDS, NO_ENTRY, NOT_REPORTED, PROCEDURE_WORDS, STATUS_WORDS} from "../../words/status.js";

type Span = readonly [from: number, to: number];

const ABSENCE_WORDS: Readonly<Record<Absence, string>> = {"no entry": NO_ENTRY, "not reported": NOT_REPORTED};

/** The table of one procedure. A status whose highest possible count is 0 in every year has no column. */
export function procedureTable(
  {level, unit, years, applications, outcomes}: Procedure,
  {document, id}: Drawing & {readonly id: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const used = STATUSES.filter((status) => (outcomes?.statuses[status].hi ?? 0) > 0);
  const head = make(
    "thead",
    {},
    make(
      "tr",
      {},
      make("th", {rowspan: "2", scope: "col"}, "Year"),
      make("th", {rowspan: "2", scope: "col"}, "Applications"),
      make("th", {colspan: String(COLUMNS.length), scope: "colgroup"}, "Decisions as reported to UNHCR"),
      make("th", {colspan: String(used.length), scope: "colgroup"}, "By legal status"),
      make("th", {rowspan: "2", scope: "col", class: "text"}, "Rule")
    ),
    make(
      "tr",
      {},
      ...COLUMNS.map((column) => make("th", {scope: "col"}, COLUMN_WORDS[column])),
      ...used.map((status) => make("th", {scope: "col"}, STATUS_WORDS[status]))
    )
  );
  const ofYears = (of: Linked, span: Span) => cardOf({...of, levels: [level], unit, years: span});
  const cells = (row: Outcomes, statuses: readonly Status[], span: Span) => [
    ...COLUMNS.map((column) =>
      make("td", {}, countLink(document, row.published[column], ofYears(decisionsOf(column, true), span)))
    ),
    ...statuses.map((status) =>
      countCell(document, row.statuses[status], isToldAlone(row, status) ? ofYears(decisionsOf(status), span) : null)
    ),
    make("td", {class: "text"}, row.rules.join(", ") || "–")
  ];
  const wide = String(COLUMNS.length + used.length + 1);
  const body = years.map((year) =>
    make(
      "tr",
      {},
      make("th", {scope: "row"}, String(year.year)),
      typeof year.applications === "string"
        ? make("td", {class: "absent"}, ABSENCE_WORDS[year.applications])
        : countCell(document, year.applications, ofYears({types: "all"}, yearOf(year.year))),
      ...(typeof year.outcomes === "string"
        ? [make("td", {class: "absent", colspan: wide}, ABSENCE_WORDS[year.outcomes])]
        : cells(year.outcomes, used, yearOf(year.year)))
    )
  );
  const all: Span = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  const foot =
    outcomes &&
    make(
      "tr",
      {},
      make("th", {scope: "row"}, "All years"),
      applications
        ? countCell(document, applications, ofYears({types: "all"}, all))
        : make("td", {class: "absent"}, "–"),
      ...cells({...outcomes, rules: []}, used, all)
    );
  const table = make(
    "table",
    {class: "figures"},
    head,
    make("tbody", {}, ...body),
    make("tfoot", {}, ...(foot ? [foot] : []))
  );
  return scrolling(document, table, {id, caption: `${PROCEDURE_WORDS[level] ?? level}, by year`});
}
