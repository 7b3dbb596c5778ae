// The four rates on the same rows, beside the counts they are made of: what each definition makes of one host and year.
import {RATE_WORDS, rateWords} from "../../words/rates.js";
import {capital} from "../../words/text.js";
import {STATUSES, UNITS} from "../../measures/codes.js";
import type {Status, Unit} from "../../measures/codes.js";
import {RATE_NAMES} from "../../measures/rates.js";
import type {Rate, RateName} from "../../measures/rates.js";
import type {Outcomes} from "../../measures/sums.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {STATUS_WORDS} from "../../words/status.js";

export interface RatesRow {
  /** Host, level and year. */
  readonly name: string;
  readonly unit: Unit;
  readonly outcomes: Outcomes;
  readonly rates: Readonly<Record<RateName, Rate>>;
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
      make("tr", {}, make("th", {scope: "row"}, "Unit"), ...rows.map(({unit}) => make("td", {}, UNITS[unit]))),
      ...used.map((status) =>
        make(
          "tr",
          {},
          make("th", {scope: "row"}, `${STATUS_WORDS[status].charAt(0).toUpperCase()}${STATUS_WORDS[status].slice(1)}`),
          ...rows.map(({outcomes}) => countCell(document, outcomes.statuses[status]))
        )
      ),
      ...RATE_NAMES.map((name) =>
        make(
          "tr",
          {class: "rate"},
          make("th", {scope: "row"}, capital(RATE_WORDS[name])),
          ...rows.map(({rates}) => make("td", {}, rateWords(rates[name])))
        )
      )
    )
  );
  return scrolling(document, table, {id, caption, wide: true});
}
