// Outcomes by legal status, year by year.
import {outcomes as outcomesChart} from "../../charts/outcomes.js";
import {plate} from "../../charts/plate.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {outcomesFinding, spanOfOutcomes} from "../chartFindings.js";
import type {Ledger} from "../ledger.js";
import {stagesOf} from "../measureWords.js";
import {hostWords, peopleWords} from "../names.js";
import type {View} from "../types.js";
import {source, sumOf, unitsOf} from "./options.js";
import type {RenderOptions} from "./options.js";

export function outcomesPlate(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const [main, ...rest] = view.outcomes;
  const {selection} = view.state;
  const rules = main?.all.rules.length ?? 0;
  if (!main || main.all.rows === main.all.missing) return [];
  const more = rest.length
    ? `Not included above: ${rest.map(({kind, all}) => `${unitsOf(kind)} (${formatNumber(sumOf(all.published))})`).join("; ")}.`
    : "";
  return [
    plate(
      {
        made: "./code/explorer/plates/outcomes#outcomesPlate",
        id: "outcomes",
        title: `Decisions on asylum claims${selection.origins.kind === "all" ? "" : ` by ${peopleWords(ledger, selection)}`} in ${hostWords(ledger, selection)}${stagesOf({...selection, measure: "decisions"})}, ${formatYears(...(spanOfOutcomes(main) ?? selection.years))}${rules ? ": as reported to UNHCR, and by legal status" : ""}`,
        unit: outcomesFinding(ledger, view),
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          outcomesChart(
            {
              years: fromFirstToLast(main.years),
              // Where no rule changes a column the two panels would be the same.
              ...(rules ? {} : {alike: "As reported to UNHCR: no rule reclassifies a column"})
            },
            options
          ),
        notes: [
          {
            general: true,
            term: "Above and below",
            text: rules
              ? "Positive decisions above the line, refusals and closures below; both charts have one scale."
              : "Positive decisions above the line, refusals and closures below."
          },
          {
            term: "Not that year’s applicants",
            text: "A year’s decisions are on applications of any year. Do not divide one by the other."
          },
          ...(more ? [{term: "Other stages", text: more}] : [])
        ],
        source: source(ledger)
      },
      {document}
    )
  ];
}

/** Without the years before the first entry and after the last: a note says that they are missing. */
export function fromFirstToLast<T extends {readonly outcomes: unknown}>(years: readonly T[]): readonly T[] {
  const has = ({outcomes}: T) => typeof outcomes !== "string";
  return years.slice(years.findIndex(has), years.findLastIndex(has) + 1);
}
