// Who received the most applications, and where they came from: a list of ten each, in the order of persons and cases together.
import {plate} from "../../charts/plate.js";
import {rankedRates} from "../../charts/rankedRates.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import type {Unit} from "../../measures/codes.js";
import {formatNumber, unitWord} from "../../words/numbers.js";
import {NO_ENTRY} from "../../words/status.js";
import {capital} from "../../words/text.js";
import type {HomeFacts, HomePlace} from "./facts.js";
import {NO_COUNTRY} from "./noCountry.js";
import {linksOf, numberIn, placeFigure, said as linkedText, sourceOf, way} from "./parts.js";
import type {HomeOptions} from "./parts.js";
import {bothUnits, inSentence, leastOf, nameOf, yearOf} from "./words.js";

/** Places shown in a ranking. */
const MOST = 10;

/** Who received the most. */
export function receivedPart(facts: HomeFacts, year: number, {document}: HomeOptions): HTMLElement[] {
  const {hosts, beside} = yearOf(facts, year);
  const [first, second, third] = hosts;
  const sentence = first
    ? `In ${year} ${inSentence(facts, first.code)} received the most new applications: ${bothUnits(first)}.` +
      (second && third
        ? ` ${capital(inSentence(facts, second.code))} (${bothUnits(second)}) and ${inSentence(facts, third.code)} (${bothUnits(third)}) follow.`
        : "")
    : `No new applications are reported for ${year}.`;
  return [
    element(
      document,
      "p",
      {id: "received-said"},
      ...linkedText(document, sentence, numbersOf([first, second, third], "asylum", year))
    ),
    rankingPlate(facts, hosts, {
      document,
      id: "received-drawn",
      title: `Countries that received the most new applications, ${year}`,
      made: "receivedPart",
      side: "asylum",
      year,
      extra: beside.length
        ? [
            {
              term: "Not in the list.",
              text: `${beside.map((line, n) => `${n ? line.words.charAt(0).toLowerCase() + line.words.slice(1) : line.words}: ${bothUnits(line)}`).join("; ")}. With these the list makes the world’s total.`
            }
          ]
        : []
    }),
    way(document, "received", `years=${year}-${year}`, `Every country of ${year} in the explorer`)
  ];
}

/** Where they came from. */
export function originsPart(facts: HomeFacts, year: number, {document}: HomeOptions): HTMLElement[] {
  const {origins, unknown} = yearOf(facts, year);
  const countries = origins.filter(({code}) => !NO_COUNTRY.has(code));
  const [first, second, third] = countries;
  const from = (place: HomePlace) => `${inSentence(facts, place.code)} (${bothUnits(place)})`;
  const sentence = first
    ? `In ${year} the most new applications were made by people from ${from(first)}` +
      (second && third ? `, ${from(second)} and ${from(third)}.` : ".")
    : `No origins are reported for ${year}.`;
  const unknowns = (["P", "C"] as const).flatMap((unit) => {
    const one = unknown[unit];
    return one
      ? [
          `For ${one.unknown === one.all ? "all" : `${formatNumber(one.unknown)} of`} ${formatNumber(one.all)} ${unit === "P" ? "persons" : "cases"} the origin is not known${one.most ? `; most were reported by ${inSentence(facts, one.most)}` : ""}.`
        ]
      : [];
  });
  return [
    element(
      document,
      "p",
      {id: "origins-said"},
      ...linkedText(document, sentence, numbersOf([first, second, third], "origin", year))
    ),
    element(
      document,
      "p",
      {id: "origins-unknown", class: "caution", ...(unknowns.length ? {} : {hidden: ""})},
      element(document, "b", {}, "Unknown origin."),
      ` ${unknowns.join(" ")} Do not rely on the order of origins.`
    ),
    rankingPlate(facts, countries, {
      document,
      id: "origins-drawn",
      title: `Countries from which the most people applied, ${year}`,
      made: "originsPart",
      side: "origin",
      year,
      extra: []
    }),
    way(document, "origins", `years=${year}-${year}`, `Applications of ${year} in the explorer`)
  ];
}

function rankingPlate(
  facts: HomeFacts,
  places: readonly HomePlace[],
  {
    document,
    id,
    title,
    made,
    side,
    year,
    extra
  }: {
    readonly document: Document;
    readonly id: string;
    readonly title: string;
    readonly made: string;
    readonly side: "asylum" | "origin";
    readonly year: number;
    readonly extra: readonly {readonly term: string; readonly text: string}[];
  }
): HTMLElement {
  const shown = places.slice(0, MOST);
  const cases = shown.some(({C}) => C);
  return plate(
    {
      id,
      made: `./code/pages/home/rankings#${made}`,
      title,
      unit: `New applications, first instance, alone or with appeals${cases ? "; persons, and cases as the outlined end of a bar" : "; counted in persons"}. The first ${shown.length} of ${places.length}.`,
      draw: (options) =>
        rankedRates(
          shown.map((place) => ({
            name: nameOf(facts, place.code),
            value: leastOf(place),
            lo: (place.P?.lo ?? 0) + (place.C?.lo ?? 0),
            hi: (place.P?.hi ?? 0) + (place.C?.hi ?? 0),
            chance: null,
            words: shortUnits(place),
            ground: "",
            chosen: false,
            cases: place.C?.value ?? 0
          })),
          {share: false},
          options
        ),
      notes: [
        ...(cases
          ? [
              {
                term: "Order.",
                text: "By persons and cases together, because a case is at least one person. We never print that sum."
              }
            ]
          : []),
        ...extra
      ],
      source: sourceOf(facts),
      table: wordsTable(
        [side === "asylum" ? "Country of asylum" : "Country of origin", "Persons", ...(cases ? ["Cases"] : [])],
        shown.map((place) => {
          const cell = (unit: Unit) => {
            const count = place[unit];
            return count ? numberIn(document, count, placeFigure(place, side, year)(unit)) : NO_ENTRY;
          };
          return [nameOf(facts, place.code), cell("P"), ...(cases ? [cell("C")] : [])];
        }),
        {document, id: `${id.replace("-drawn", "")}-rows`, caption: title, numbers: new Set([1, 2])}
      )
    },
    {document}
  );
}

/** Links for the numbers of the places that a sentence names. */
const numbersOf = (some: readonly (HomePlace | undefined)[], side: "asylum" | "origin", year: number) =>
  some.flatMap((place) => (place ? linksOf(place, placeFigure(place, side, year)) : []));

/** "629,358 + 282,594 cases" in little room: persons without their word. */
function shortUnits({P, C}: HomePlace): string {
  const cases = C ? `${formatNumber(C.value)} ${unitWord(C.value, "C")}` : "";
  return P ? `${formatNumber(P.value)}${C ? ` and ${cases}` : ""}` : cases;
}
