// The numbers of a ranking on a map of the world.
import {plate} from "../../charts/plate.js";
import {worldMap} from "../../charts/worldMap.js";
import type {WorldMap} from "../../charts/world.js";
import {UNITS} from "../../measures/codes.js";
import {formatPercent, leastPercent} from "../../words/numbers.js";
import {kindWords} from "../kinds.js";
import type {Ledger} from "../ledger.js";
import {isPer} from "../address.js";
import {countedInWords, denominatorOf, perWords, rankedWords, stagesOf, subjectOf, whenOf} from "../measureWords.js";
import {digitsOf} from "../../words/rates.js";
import {hostWords, placeName} from "../names.js";
import {isMinimum} from "../sums.js";
import type {RankedPlace, View} from "../types.js";
import {commonKind, source} from "./options.js";
import type {RenderOptions} from "./options.js";

/** What a map needs of a view: a year's ranking may take the place of the question's. */
type Mapped = Pick<View, "state" | "ranking">;

/** The places of a ranking that the map can show, the highest first. */
function placesOf({facts: {world}}: Ledger, {ranking}: Mapped): {drawn: RankedPlace[]; undrawn: RankedPlace[]} {
  const isDrawn = ({code}: RankedPlace) => code in world.at || code in world.dots;
  const all = ranking ? [...ranking.places, ...ranking.leftOut] : [];
  return {
    // Of new applications every place with an entry has a colour, also where it has no number.
    drawn: all.filter((one) => isDrawn(one) && (one.headline ? one.headline.entries : (one.value ?? 0) > 0)),
    undrawn: ranking?.places.filter((one) => !isDrawn(one) && one.code !== "UNK") ?? []
  };
}

/** The map of a ranking as values. */
export function mapOf(ledger: Ledger, view: Mapped, top: number | null = null): WorldMap {
  const {state, ranking} = view;
  const {selection} = state;
  const across = ranking?.axis === "asylum" ? selection.origins : selection.asylums;
  const from = across.kind === "places" && across.codes.length === 1 ? (across.codes[0] ?? null) : null;
  return {
    places: placesOf(ledger, view).drawn.map((one) => ({
      code: one.code,
      name: ledger.place(one.code)?.name ?? one.code,
      value: one.value ?? 0,
      words:
        one.rate?.kind === "rate"
          ? isMinimum(selection, one)
            ? leastPercent(one.rate.lo, digitsOf(one.rate))
            : formatPercent(one.rate.value, digitsOf(one.rate))
          : rankedWords(state, one).replace(/ \[[^\]]*\]/g, ""),
      chosen: one.chosen
    })),
    outlined:
      from === null
        ? null
        : {code: from, name: `${ranking?.axis === "asylum" ? "from" : "in"} ${ledger.place(from)?.name ?? from}`},
    share: selection.measure === "rate",
    top
  };
}

/** The same places as the ranking, on the world; left out where fewer than `least` have a place on it. */
export function mapPlate(
  ledger: Ledger,
  view: Mapped,
  {document, sizes}: RenderOptions,
  {top = null, least = 3}: {readonly top?: number | null; readonly least?: number} = {}
): HTMLElement[] {
  const {ranking, state} = view;
  const positions = ledger.facts.world;
  const {drawn: places, undrawn} = placesOf(ledger, view);
  if (!ranking || places.length < least) return [];
  const {selection} = state;
  const rate = selection.measure === "rate";
  const {axis, years} = ranking;
  const main = commonKind(ranking.places);
  const subject = subjectOf(ledger, selection) + perWords(state);
  const stages = stagesOf(selection);
  const when = whenOf({...selection, years});
  const [first] = places;
  const hasCases = places.some(({headline}) => headline?.cases);
  return [
    plate(
      {
        id: "map",
        made: "./code/explorer/plates/map#mapPlate",
        title:
          axis === "asylum"
            ? `Map: ${subject}${stages}, by country of asylum${when}`
            : `Map: ${subject} in ${hostWords(ledger, selection)}${stages}, by country of origin${when}`,
        unit: `${first ? `Highest: ${placeName(ledger, first.code)} (${rankedWords(state, first)}). ` : ""}${rate ? "Percentage of substantive decisions" : hasCases ? "Persons and cases" : `Counted in ${UNITS[main?.unit ?? "P"]}`}${isPer(state.shown) ? ` per 100,000 inhabitants of ${denominatorOf(ledger, state, axis)}${countedInWords(places.map(({denominator}) => denominator))}` : ""}${main?.stage && !first?.headline ? `; ${kindWords(main)}` : ""}.`,
        breadth: "wide",
        ...(sizes ? {sizes} : {}),
        draw: (options) => worldMap(mapOf(ledger, view, top), positions, options),
        notes: [
          {
            term: "Uncoloured",
            text: first?.headline
              ? "No entry. That does not mean that nobody applied."
              : `No entry, or ${rate ? "no rate that can be ranked" : "published as 0"}. That does not mean ${rate ? "0%" : "nobody"}.`
          },
          ...(ranking.places.some(({code}) => code === "UNK")
            ? [{term: "Not on the map", text: "People of unknown origin: the table has their number."}]
            : []),
          ...(undrawn.length
            ? [
                {
                  term: "Too small for the map",
                  text: `${undrawn.map(({code}) => ledger.place(code)?.name ?? code).join(", ")}: see the table.`
                }
              ]
            : []),
          {
            general: true,
            term: "Boundaries",
            text: "Boundaries imply no endorsement. Natural Earth 1:110 million, with Crimea drawn in Ukraine and Western Sahara by itself; Kosovo is drawn with Serbia, as UNHCR’s data counts them."
          }
        ],
        source: source(ledger),
        links: [{words: "Table", href: "#ranking-table"}]
      },
      {document}
    )
  ];
}
