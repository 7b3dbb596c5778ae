// The world by a question's numbers.
import {capital} from "../../words/text.js";
import {plate} from "../../charts/plate.js";
import {worldMap} from "../../charts/worldMap.js";
import {UNITS} from "../../measures/codes.js";
import {formatPercent, formatYears} from "../../words/numbers.js";
import {kindWords} from "../kinds.js";
import type {Ledger} from "../ledger.js";
import {isPer} from "../address.js";
import {countedInWords, denominatorOf, rankedWords} from "../measureWords.js";
import {digitsOf} from "../../words/rates.js";
import {hostWords, peopleWords, placeName} from "../names.js";
import type {RankedPlace, View} from "../types.js";
import {commonKind, source} from "./options.js";
import type {RenderOptions} from "./options.js";

/** The same places as the ranking, on the world; left out where a ranking has fewer than three with a place on it. */
export function mapPlate(ledger: Ledger, view: View, {document, sizes}: RenderOptions): HTMLElement[] {
  const {ranking, state} = view;
  const positions = ledger.facts.world;
  if (!ranking) return [];
  const {selection} = state;
  const rate = selection.measure === "rate";
  const {axis, years} = ranking;
  const isDrawn = ({code}: RankedPlace) => code in positions.at || code in positions.dots;
  // Of new applications every place with an entry has a colour, also where it has no number.
  const places = [...ranking.places, ...ranking.leftOut].filter(
    (one) => isDrawn(one) && (one.headline ? one.headline.entries : (one.value ?? 0) > 0)
  );
  if (places.length < 3) return [];
  const main = commonKind(ranking.places);
  const across = axis === "asylum" ? selection.origins : selection.asylums;
  const from = across.kind === "places" && across.codes.length === 1 ? (across.codes[0] ?? null) : null;
  const undrawn = ranking.places.filter((one) => !isDrawn(one));
  const [first] = places;
  return [
    plate(
      {
        id: "map",
        made: "./code/explorer/plates/map#mapPlate",
        title:
          axis === "asylum"
            ? `Countries of asylum of ${peopleWords(ledger, selection)}`
            : `Countries of origin of applicants in ${hostWords(ledger, selection)}`,
        unit: `${places.length} ${axis === "asylum" ? "countries of asylum" : "countries of origin"} on the map${first ? `, ${placeName(ledger, first.code)} the highest with ${rankedWords(state, first)}` : ""}. ${rate ? "Per cent" : capital(UNITS[main?.unit ?? "P"])}${isPer(state.shown) ? ` per 100,000 inhabitants of ${denominatorOf(ledger, state, axis)}${countedInWords(places.map(({denominator}) => denominator))}` : ""}, ${main?.stage && !first?.headline ? `${kindWords(main)}, ` : ""}${formatYears(years[0], years[1])}.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) =>
          worldMap(
            {
              places: places.map((one) => ({
                code: one.code,
                name: ledger.place(one.code)?.name ?? one.code,
                value: one.value ?? 0,
                words:
                  one.rate?.kind === "rate"
                    ? formatPercent(one.rate.value, digitsOf(one.rate))
                    : rankedWords(state, one).replace(/ \[[^\]]*\]/g, ""),
                chosen: one.chosen
              })),
              outlined:
                from === null
                  ? null
                  : {code: from, name: `${axis === "asylum" ? "from" : "in"} ${ledger.place(from)?.name ?? from}`},
              share: rate
            },
            positions,
            options
          ),
        notes: [
          {
            term: "Land without colour",
            text: first?.headline
              ? "No entry. It does not mean that nobody applied."
              : `No entry${rate ? ", or no rate that can be ranked" : ", or a published 0"}. It does not mean none.`
          },
          ...(undrawn.length
            ? [
                {
                  term: "Not on the map",
                  text: `${undrawn.map(({code}) => ledger.place(code)?.name ?? code).join(", ")}: in the table.`
                }
              ]
            : []),
          {
            term: "Boundaries",
            text: "They imply no endorsement. Natural Earth 1:110 million, with Crimea drawn in Ukraine and Western Sahara apart; Kosovo is drawn with Serbia, as UNHCR’s rows count them."
          }
        ],
        source: source(ledger),
        links: [{words: "Table", href: "#ranking-table"}]
      },
      {document}
    )
  ];
}
