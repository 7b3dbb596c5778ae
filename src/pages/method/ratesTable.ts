// Compares the four rates on the same decisions, next to the counts that they are calculated from.
import {joinedRateWords, RATE_WORDS} from "../../words/rates.js";
import {capital} from "../../words/text.js";
import {STATUSES, UNITS} from "../../measures/codes.js";
import type {Status, Unit} from "../../measures/codes.js";
import {RATE_NAMES} from "../../measures/rates.js";
import type {RateName} from "../../measures/rates.js";
import type {JoinedRate} from "../../measures/outcomes.js";
import type {Outcomes} from "../../measures/sums.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {STATUS_WORDS} from "../../words/status.js";

export interface RatesRow {
  /** Country and year. */
  readonly name: string;
  readonly unit: Unit;
  readonly outcomes: Outcomes;
  readonly rates: Readonly<Record<RateName, JoinedRate | null>>;
}

export function ratesTable(
  rows: readonly RatesRow[],
  {document, id, caption}: {readonly document: Document; readonly id: string; readonly caption: string}
): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const used: Status[] = STATUSES.filter(
    (status) => status !== "not_decided" && rows.some(({outcomes}) => outcomes.statuses[status].hi > 0)
  );
  const table = make(
    "table",
    {class: "figures"},
    make("thead", {}, make("tr", {}, make("td", {}), ...rows.map(({name}) => make("th", {scope: "col"}, name)))),
    make(
      "tbody",
      {},
      make("tr", {}, make("th", {scope: "row"}, "Counted in"), ...rows.map(({unit}) => make("td", {}, UNITS[unit]))),
      ...used.map((status) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, capital(STATUS_WORDS[status])),
          ...rows.map(({outcomes}) =>
            isPartOfAnother(outcomes, status)
              ? make("td", {class: "absent"}, "not separated")
              : countCell(document, outcomes.statuses[status])
          )
        )
      ),
      ...RATE_NAMES.map((name) =>
        make(
          "tr",
          {class: "rate"},
          make("th", {scope: "row"}, capital(RATE_WORDS[name])),
          ...rows.map(({rates}) => make("td", {}, joinedRateWords(rates[name])))
        )
      )
    )
  );
  return scrolling(document, table, {id, caption, wide: true});
}

/** Whether a status has no count of its own because one published figure includes it and another: it is never printed as 0. */
function isPartOfAnother({statuses}: Outcomes, status: Status): boolean {
  if (statuses[status].value > 0) return false;
  if (status === "refugee_status" || status === "complementary") return statuses.undivided.value > 0;
  if (status === "refused" || status === "otherwise_closed") return statuses.undivided_closed.value > 0;
  return false;
}
