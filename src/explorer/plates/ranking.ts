// Places in the order of their numbers.
import {capital} from "../../words/text.js";
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {rankedRates} from "../../charts/rankedRates.js";
import {UNITS} from "../../measures/codes.js";
import {formatNumber, formatPercent, formatYears} from "../../words/numbers.js";
import {wilson} from "../../measures/rates.js";
import {rankingFinding} from "../chartFindings.js";
import {kindWords} from "../kinds.js";
import type {Ledger} from "../ledger.js";
import {isPer} from "../address.js";
import {partsWords} from "../answers.js";
import {countedInWords, denominatorOf, measureWords, rankedWords} from "../measureWords.js";
import {digitsOf} from "../../words/rates.js";
import {hostWords, peopleWords} from "../names.js";
import {tableElement} from "./table.js";
import {rankingTable} from "../table.js";
import type {RankedPlace, View} from "../types.js";
import {commonKind, source} from "./options.js";
import type {RenderOptions} from "./options.js";

const MOST_RANKED = 30;
const FIRST = "first instance";
export function rankingPlate(ledger: Ledger, view: View, options: RenderOptions): HTMLElement[] {
  const {ranking, state} = view;
  if (!ranking) return [];
  const {document, sizes} = options;
  const {selection} = state;
  const rate = selection.measure === "rate";
  const {axis, years, places} = ranking;
  const main = commonKind(places.length ? places : ranking.leftOut);
  const isMarked = ({kind, headline, steps}: RankedPlace) =>
    headline ? steps !== FIRST && steps !== "" : kind.id !== main?.id && kind.stage !== null;
  const name = (one: RankedPlace) => `${ledger.place(one.code)?.name ?? one.code}${isMarked(one) ? " †" : ""}`;
  // The chosen place stays in sight, however far down it stands.
  const cut = places.slice(0, MOST_RANKED);
  const chosen = places.find((one) => one.chosen);
  if (chosen && !cut.includes(chosen)) cut.splice(MOST_RANKED - 1, 1, chosen);
  const other = cut.some(isMarked);
  const cases = cut.some(({headline}) => headline?.cases);
  const denominators = countedInWords(places.map(({denominator}) => denominator));
  const notes: PlateNote[] = [
    ...(rate
      ? [
          {term: "Bar: rounding", text: "What the rate can be, as published counts are rounded."},
          {
            term: "Whisker: chance",
            text: "Wilson 95%, as if decisions were independent draws, which they are not: families, judges and policies move together."
          },
          ...(ranking.leftOut.length
            ? [
                {
                  term: "Left out",
                  text: `${ranking.leftOut.length} with fewer than 25 decisions or no rate; the table says why.`
                }
              ]
            : [])
        ]
      : [
          ...(cases
            ? [
                {
                  term: "Persons and cases",
                  text: "The order is by both together, as a case is at least one person: it is the least number of persons there can be. The dark part of a bar is persons, the striped part cases; the two are never added in print."
                }
              ]
            : []),
          ...(ranking.parts?.length
            ? [{term: "Total", text: `With what is in no country’s own number: ${partsWords(ranking.parts)}.`}]
            : []),
          {
            term: "Pale end",
            text: "The bar is filled to the lower bound; the pale end is the range that rounding allows."
          }
        ]),
    ...(other
      ? [
          {
            term: "†",
            text: `Counted at another stage than ${places[0]?.headline ? FIRST : main ? kindWords(main) : "the others"}: the table names it.`
          }
        ]
      : []),
    ...(places.length > cut.length
      ? [{term: "More", text: `${places.length - cut.length} more are in the table.`}]
      : []),
    ...(places.some(({code}) => code === "UNK")
      ? [
          {
            term: "Unknown",
            text: "People whose origin the country did not state. They are last, and are not a country."
          }
        ]
      : [])
  ];
  const table = tableElement(rankingTable(ledger, view, ranking), {
    document,
    live: false,
    id: "ranking-rows",
    caption: "Every place of the ranking"
  });
  const whom =
    axis === "asylum"
      ? `${peopleWords(ledger, selection)}, by country of asylum`
      : `${hostWords(ledger, selection)}, by country of origin`;
  return [
    plate(
      {
        made: "./code/explorer/plates/ranking#rankingPlate",
        id: "ranking",
        title: `${capital(measureWords(selection))}: ${whom}`,
        unit: `${rankingFinding(ledger, view, ranking)} ${rate ? "Per cent" : capital(UNITS[main?.unit ?? "P"])}${isPer(state.shown) ? ` per 100,000 inhabitants of ${denominatorOf(ledger, state, axis)}${denominators}` : ""}, ${main?.stage && !places[0]?.headline ? `${kindWords(main)}, ` : ""}${formatYears(years[0], years[1])}.`,
        breadth: "text",
        ...(sizes ? {sizes} : {}),
        draw: (drawing) =>
          rankedRates(
            cut.map((one) => ({
              name: name(one),
              value: one.value ?? 0,
              lo: one.lo ?? 0,
              hi: one.hi ?? 0,
              chance: one.rate?.kind === "rate" ? wilson(one.rate.numerator.value, one.rate.decisions) : null,
              cases: isPer(state.shown) ? 0 : (one.headline?.cases?.value ?? 0),
              words:
                one.rate?.kind === "rate" ? formatPercent(one.rate.value, digitsOf(one.rate)) : rankedWords(state, one),
              ground: one.rate
                ? `${formatNumber(one.rate.numerator.value)} of ${formatNumber(one.rate.decisions)}`
                : "",
              chosen: one.chosen
            })),
            {share: rate},
            drawing
          ),
        notes,
        source: source(ledger),
        table
      },
      {document}
    )
  ];
}
