// Outcomes by legal status, year by year.
import {outcomes as outcomesChart} from "../../charts/outcomes.js";
import {plate} from "../../charts/plate.js";
import {formatNumber} from "../../words/numbers.js";
import {outcomesFinding} from "../chartFindings.js";
import type {Ledger} from "../ledger.js";
import {hostWords, peopleWords} from "../names.js";
import type {View} from "../types.js";
import {source, sumOf, unitsOf} from "./options.js";
import type {RenderOptions} from "./options.js";

export function outcomesPlate(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const [main, ...rest] = view.outcomes;
  const {selection} = view.state;
  if (!main || main.all.rows === main.all.missing) return [];
  const more = rest.length
    ? ` Also decided, shown separately: ${rest.map(({kind, all}) => `${unitsOf(kind)} (${formatNumber(sumOf(all.published))})`).join("; ")}.`
    : "";
  return [
    plate(
      {
        made: "./code/explorer/plates/outcomes#outcomesPlate",
        id: "outcomes",
        title: `What was decided: ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)}`,
        unit: outcomesFinding(ledger, view),
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) => outcomesChart({years: fromFirstToLast(main.years)}, options),
        notes: [
          {
            term: "Above and below",
            text: "What was granted is above the line, what was not below it; as reported to UNHCR, and by legal status, on one scale."
          },
          {term: "Not that year’s applicants", text: "Decisions of a year are on applications of any year."},
          ...(more ? [{term: "Other steps", text: more.trim()}] : [])
        ],
        source: source(ledger)
      },
      {document}
    )
  ];
}

/** Without the years before the first row and after the last: their absence is told beside the chart. */
function fromFirstToLast<T extends {readonly outcomes: unknown}>(years: readonly T[]): readonly T[] {
  const has = ({outcomes}: T) => typeof outcomes !== "string";
  return years.slice(years.findIndex(has), years.findLastIndex(has) + 1);
}
