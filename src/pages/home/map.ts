// The map of the home page: countries of asylum or of origin, by number or for each 100,000 inhabitants.
import {plate} from "../../charts/plate.js";
import {worldMap} from "../../charts/worldMap.js";
import {element} from "../../html/table.js";
import {PER} from "../../measures/perInhabitants.js";
import {formatNumber} from "../../words/numbers.js";
import {sourceOf, way} from "./parts.js";
import type {HomeOptions} from "./parts.js";
import type {HomeFacts, HomePlace} from "./facts.js";
import {NO_COUNTRY} from "./noCountry.js";
import {bothUnits, inSentence, leastOf, nameOf, yearOf} from "./words.js";

export interface MapChoice {
  readonly side: "hosts" | "origins";
  readonly per: boolean;
}
export const FIRST_MAP: MapChoice = {side: "hosts", per: false};

interface Mapped extends HomePlace {
  readonly value: number;
  readonly words: string;
}

/** Three significant digits: more would claim more than a population estimate gives. */
const rounded = (value: number) => formatNumber(Number(value.toPrecision(3)));

/** The places of a map with their value, the largest first; for each 100,000 only those whose inhabitants are known. */
export function mapPlaces(facts: HomeFacts, year: number, {side, per}: MapChoice): Mapped[] {
  const places = yearOf(facts, year)[side].filter(({code}) => !NO_COUNTRY.has(code));
  if (!per) return places.map((place) => ({...place, value: leastOf(place), words: bothUnits(place)}));
  return places
    .flatMap((place) => {
      const value = place.people ? (leastOf(place) * PER) / place.people : null;
      return value === null ? [] : [{...place, value, words: rounded(value)}];
    })
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1));
}

export function mapPart(
  facts: HomeFacts,
  year: number,
  {document, choice = FIRST_MAP}: HomeOptions & {readonly choice?: MapChoice}
): HTMLElement[] {
  const {side, per} = choice;
  const {inhabitants} = yearOf(facts, year);
  const places = mapPlaces(facts, year, choice);
  const {at, dots} = facts.world;
  const drawn = places.filter(({code}) => code in at || code in dots);
  const [first] = places;
  const what = side === "hosts" ? "countries of asylum" : "countries of origin";
  const whose = side === "hosts" ? "the country of asylum" : "the country of origin";
  const denominator = `per 100,000 inhabitants of ${whose}`;
  const lead = first
    ? per
      ? `In ${year} ${inSentence(facts, first.code)} had the most new applications ${denominator}: ${first.words}.`
      : `In ${year}, ${places.length} ${what} had new applications; the most ${side === "hosts" ? "were made in" : "came from"} ${inSentence(facts, first.code)} (${first.words}).`
    : `No new applications are reported for ${year}.`;
  const missing = per ? yearOf(facts, year)[side].length - places.length : 0;
  return [
    element(document, "p", {id: "map-said"}, lead),
    plate(
      {
        id: "map-drawn",
        made: "./code/pages/home/map#mapPart",
        title: `New applications by ${side === "hosts" ? "country of asylum" : "country of origin"}, ${year}`,
        unit: per
          ? `${denominator.replace("per", "Per")}${inhabitants === null ? "" : `, counted in ${inhabitants}`}. Persons and cases together, because a case is at least one person: the least it can be.`
          : "Persons and cases; colour by both together, because a case is at least one person.",
        breadth: "full",
        draw: (options) =>
          worldMap(
            {
              places: drawn.map((place) => ({
                code: place.code,
                name: nameOf(facts, place.code),
                value: place.value,
                words: place.words,
                chosen: false
              })),
              outlined: null,
              share: false
            },
            facts.world,
            options
          ),
        notes: [
          {term: "Land without colour.", text: "No entry. It does not mean that nobody applied."},
          ...(missing > 0
            ? [
                {
                  term: "Left out.",
                  text: `${missing} without a number of inhabitants at the World Bank, or without a country.`
                }
              ]
            : []),
          {
            term: "Boundaries.",
            text: "They imply no endorsement. Crimea is drawn in Ukraine, Western Sahara separately, Kosovo with Serbia, as in UNHCR’s data."
          }
        ],
        source: `${sourceOf(facts)}${per ? " Inhabitants: World Bank." : ""}`
      },
      {document}
    ),
    way(
      document,
      "map",
      `years=${year}-${year}${per ? `&shown=${side === "hosts" ? "per_100000" : "per_100000_origin"}` : ""}`,
      `${year} on the explorer’s map`
    )
  ];
}
