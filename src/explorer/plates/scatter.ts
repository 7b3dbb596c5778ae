// How many decisions each place had and what share was granted, with the table of rates behind it.
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {scatter} from "../../charts/scatter.js";
import {UNITS} from "../../measures/codes.js";
import {formatNumber, formatPercent} from "../../words/numbers.js";
import {digitsOf, rateWords} from "../../words/rates.js";
import {capital} from "../../words/text.js";
import {scatterOf} from "../compare/scatter.js";
import type {Scattered} from "../compare/scatter.js";
import {kindWords} from "../kinds.js";
import type {Ledger} from "../ledger.js";
import {measureWords, subjectOf, whenOf} from "../measureWords.js";
import {hostWords, placeName} from "../names.js";
import {rankingTable} from "../rankingTable.js";
import type {RankedPlace, View} from "../types.js";
import {element} from "../../html/table.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {State} from "../address.js";
import {commonKind, source, wayLink} from "./options.js";
import type {MakeElement, RenderOptions} from "./options.js";
import {tableElement} from "./table.js";

export function scatterPlate(
  ledger: Ledger,
  view: View,
  {document, sizes, edition = null}: RenderOptions
): HTMLElement[] {
  const found = scatterOf(ledger, view);
  if (!found) return [];
  const {ranking, unit, drawn} = found;
  const {selection} = found.view.state;
  const {axis, years} = ranking;
  const side = axis === "asylum" ? selection.asylums : selection.origins;
  const when = whenOf({measure: "rate", years});
  const main = commonKind(drawn);
  const places = axis === "asylum" ? "countries of asylum" : "countries of origin";
  return [
    plate(
      {
        made: "./code/explorer/plates/scatter#scatterPlate",
        id: "scatter",
        title:
          axis === "asylum"
            ? `${subjectOf(ledger, selection)} and number of decisions, by country of asylum${when}`
            : `${capital(measureWords(selection))} in ${hostWords(ledger, selection)} and number of decisions, by country of origin${when}`,
        unit: `${scatterFinding(ledger, found)} Percentage of substantive decisions, counted in ${UNITS[unit]}${main?.stage ? `; ${kindWords(main)}` : ""}.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          scatter(
            {
              dots: drawn.flatMap((one) => {
                const {rate} = one;
                if (!rate || rate.kind === "none") return [];
                return [
                  {
                    name: ledger.place(one.code)?.name ?? one.code,
                    size: rate.decisions,
                    value: rate.kind === "rate" ? rate.value : null,
                    lo: rate.lo,
                    hi: rate.hi,
                    words: rate.kind === "rate" ? formatPercent(rate.value, digitsOf(rate)) : rateWords(rate),
                    chosen: one.chosen || side.kind === "places"
                  }
                ];
              }),
              across: `Substantive decisions, ${UNITS[unit]}`
            },
            options
          ),
        notes: notesOf(found, places),
        source: source(ledger),
        table: tableElement(rankingTable(ledger, found.view, ranking), {
          document,
          live: false,
          edition,
          id: "scatter-rows",
          caption: `Rates and decisions of ${places}`
        })
      },
      {document}
    )
  ];
}

/** So few places make no picture. */
const FEWEST = 5;

/** From a ranking by applications to decisions and grant rates of the same places: one is not the other. */
export function scatterWay({state, ranking}: View, {document}: RenderOptions): HTMLElement[] {
  const {selection} = state;
  if (selection.measure !== "applications" || !ranking || ranking.places.length < FEWEST) return [];
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const {origins, asylums, years} = selection;
  const places = ranking.axis === "asylum" ? "country of asylum" : "country of origin";
  const when = whenOf({measure: "rate", years: ranking.years});
  const asked: State = {
    ...{shown: "count", sort: null, find: ""},
    selection: {...DEFAULT_SELECTION, origins, asylums, years, measure: "rate", definition: "positive"}
  };
  return [
    make(
      "div",
      {class: "pair-rank", id: "rates-way"},
      make("h3", {}, "And what was decided?"),
      make(
        "p",
        {},
        "Applications do not say how many were granted. ",
        wayLink(make, asked, {
          words: `Decisions and grant rates by ${places}${when}, each with its range`,
          focus: "scatter"
        }),
        "."
      )
    )
  ];
}

/** What the signs mean, and who is not drawn. */
function notesOf({unit, inOtherUnit, withoutRate}: Scattered, places: string): PlateNote[] {
  return [
    {general: true, term: "Dot", text: "A country: further right, more decisions; higher, more of them granted."},
    {
      term: "Line",
      text: "The rates that rounding allows. A line without a dot: part of the decisions is not separated by status."
    },
    {
      general: true,
      term: "Scale",
      text: "Logarithmic across: each step of the scale is ten times the one before, so that small and large countries fit."
    },
    ...(inOtherUnit
      ? [
          {
            term: "Not drawn",
            text: `${inOtherUnit} counted in ${UNITS[unit === "P" ? "C" : "P"]}: persons and cases never share a scale. The table has them.`
          }
        ]
      : []),
    ...(withoutRate
      ? [
          {
            term: "No rate",
            text: `${withoutRate} ${places} have fewer than 25 decisions or no rate; the table says why.`
          }
        ]
      : [])
  ];
}

function scatterFinding(ledger: Ledger, {drawn}: Scattered): string {
  const [first, second] = [...drawn].sort((a, b) => (b.rate?.decisions ?? 0) - (a.rate?.decisions ?? 0));
  if (!first || !second) return "";
  const words = ({code, rate}: RankedPlace) =>
    `${placeName(ledger, code)} (${rate ? `${rateWords(rate)} of ${formatNumber(rate.decisions)}` : ""})`;
  return `Most decisions: ${words(first)}, then ${words(second)}.`;
}
