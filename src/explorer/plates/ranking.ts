// The chart of the explorer that ranks places by their number, with its table.
import {range, rollup, sum as total} from "d3";
import {plate} from "../../charts/plate.js";
import type {PlateNote} from "../../charts/plate.js";
import {rankedRates} from "../../charts/rankedRates.js";
import {UNITS} from "../../measures/codes.js";
import {formatNumber, formatPercent, leastPercent} from "../../words/numbers.js";
import {wilson} from "../../measures/rates.js";
import {UNKNOWN_FROM} from "../../measures/without.js";
import {rankingFinding} from "../chartFindings.js";
import {totalOf} from "../compare/total.js";
import {kindWords} from "../kinds.js";
import {unitsWords} from "../sentences.js";
import type {Count} from "../../measures/bounds.js";
import type {InUnits} from "../../measures/headline.js";
import type {Ledger} from "../ledger.js";
import type {Selection} from "../../measures/selection.js";
import {isPer} from "../address.js";
import {several} from "../axis.js";
import {partsWords} from "../answers.js";
import {countedInWords, denominatorOf, perWords, rankedWords, stagesOf, subjectOf, whenOf} from "../measureWords.js";
import {digitsOf} from "../../words/rates.js";
import {hostWords} from "../names.js";
import {element} from "../../html/table.js";
import {rankedYears} from "../series.js";
import {isMinimum} from "../sums.js";
import {rankingData} from "./numbers.js";
import {tableElement} from "./table.js";
import {rankingTable} from "../rankingTable.js";
import {withoutNote} from "../without.js";
import type {Kind, RankedPlace, Ranking, View} from "../types.js";
import {commonKind, source, wayLink} from "./options.js";
import type {MakeElement, RenderOptions} from "./options.js";

const MOST_RANKED = 30;
const FIRST = "first instance";
/** The ranking of an answer, and where it has several places on both sides the one of the other side after it. */
export function rankingPlates(ledger: Ledger, view: View, options: RenderOptions): HTMLElement[] {
  const {ranking, otherRanking: other} = view;
  return [
    ...(ranking ? [rankingPlate(ledger, view, {ranking, id: "ranking", ...options})] : []),
    ...(other
      ? [rankingPlate(ledger, view, {ranking: other, id: other.axis === "origin" ? "origins" : "hosts", ...options})]
      : [])
  ];
}

/** One ranking with its chart and table. Long because it is one plate: its title, unit, notes and drawing. */
function rankingPlate(
  ledger: Ledger,
  view: View,
  {ranking, id, ...options}: RenderOptions & {ranking: Ranking; id: string}
): HTMLElement {
  const {state} = view;
  const {document, sizes} = options;
  const {selection} = state;
  const rate = selection.measure === "rate";
  const {axis, places} = ranking;
  const main = commonKind(places.length ? places : ranking.leftOut);
  const steps = commonSteps(places);
  const isMarked = (one: RankedPlace) =>
    one.headline ? one.steps !== steps && one.steps !== "" : one.kind.id !== main?.id && one.kind.stage !== null;
  const name = (one: RankedPlace) => `${ledger.place(one.code)?.name ?? one.code}${isMarked(one) ? " †" : ""}`;
  // The selected place is always drawn, at any rank.
  const cut = places.slice(0, MOST_RANKED);
  const chosen = places.find((one) => one.chosen);
  if (chosen && !cut.includes(chosen)) cut.splice(MOST_RANKED - 1, 1, chosen);
  const other = cut.some(isMarked);
  const cases = cut.some(({headline}) => headline?.cases);
  const persons = cut.some(({headline}) => headline?.persons);
  const denominators = countedInWords(places.map(({denominator}) => denominator));
  const left = withoutNote(ledger, places);
  const notes = notesOf(view, ranking, {
    left,
    shown: cut.length,
    other,
    main,
    cases: cases && persons,
    sum: totalOf(ledger, state, ranking),
    steps
  });
  const table = tableElement(rankingTable(ledger, view, ranking), {
    document,
    live: false,
    edition: options.edition ?? null,
    id: `${id}-rows`,
    caption: `${chosenOf(selection, axis) ? "The chosen" : "All"} ${axis === "asylum" ? "countries of asylum" : "countries of origin"}`
  });
  const open = {...selection, years: rankedYears(view, ranking)};
  const per = perWords(state);
  const stages = stagesOf(selection);
  const title =
    axis === "asylum"
      ? `${subjectOf(ledger, selection)}${per}${selection.asylums.kind === "region" ? ` in ${hostWords(ledger, selection)}` : ""}${stages}, by country of asylum${whenOf(open)}`
      : `${subjectOf(ledger, {...selection, origins: {kind: "all"}})}${per} in ${hostWords(ledger, selection)}${stages}, by country of origin${whenOf(open)}`;
  return plate(
    {
      made: "./code/explorer/plates/ranking#rankingPlates",
      id,
      title,
      unit: `${rankingFinding(ledger, view, ranking)} ${rate ? "Percentage of substantive decisions" : cases && persons ? "Persons and cases" : `Counted in ${UNITS[main?.unit ?? "P"]}`}${isPer(state.shown) ? ` per 100,000 inhabitants of ${denominatorOf(ledger, state, axis)}${denominators}` : ""}${main?.stage && !places[0]?.headline ? `; ${kindWords(main)}` : ""}.`,
      breadth: "text",
      ways: yearWays(view, ranking, {id, document}),
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
              one.rate?.kind === "rate"
                ? isMinimum(selection, one)
                  ? leastPercent(one.rate.lo, digitsOf(one.rate))
                  : formatPercent(one.rate.value, digitsOf(one.rate))
                : rankedWords(state, one),
            ground: one.rate ? `${formatNumber(one.rate.numerator.value)} of ${formatNumber(one.rate.decisions)}` : "",
            chosen: one.chosen
          })),
          {share: rate},
          drawing
        ),
      notes,
      source: source(ledger),
      table,
      data: rankingData(ledger, view, ranking)
    },
    {document}
  );
}

/** Whether the places of a side are a list that the reader chose, not the one place of a pair. */
const chosenOf = ({origins, asylums}: Selection, axis: Ranking["axis"]) =>
  several(axis === "origin" ? origins : asylums);

/** Links to the same ranking of each single year, for a question of several; not where a pair is compared with others. */
function yearWays(
  {state}: View,
  {places, axis}: Ranking,
  {id, document}: {readonly id: string; readonly document: Document}
): HTMLElement | null {
  const {selection} = state;
  const [from, to] = selection.years;
  if (from === to || places.some(({chosen}) => chosen)) return null;
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  return make(
    "details",
    {class: "ways"},
    make("summary", {}, "Rank one year"),
    make(
      "p",
      {},
      ...range(to, from - 1, -1).flatMap((year) => [
        wayLink(
          make,
          {...state, selection: {...selection, years: [year, year]}},
          {
            words: String(year),
            focus: id,
            label: `${axis === "origin" ? "Countries of origin" : "Countries of asylum"} ranked for ${year}`
          }
        ),
        " "
      ])
    )
  );
}

/** What the sum of the places, the last row of the table, does not hold. */
function beyondNote({beyond = [], printed}: Ranking, sum: InUnits<Count> | null): PlateNote[] {
  if (!beyond.length) return [];
  const value = (of: InUnits<Count>) => unitsWords(of, (count) => formatNumber(count.value));
  const whole = printed && (printed.P ?? printed.C) ? ` With these, UNHCR’s total is ${value(printed)}.` : "";
  const rest = partsWords(beyond);
  return [
    {
      term: "Sum and total",
      text: sum
        ? `The countries here add up to ${value(sum)}. Not in that sum: ${rest}.${whole}`
        : `Not in any country’s number: ${rest}.${whole}`
    }
  ];
}

/** Whether people of unknown origin are enough to be said wherever origins are ranked. */
function isManyUnknown(places: readonly RankedPlace[]): boolean {
  const of = (unit: "P" | "C", {headline, kind, value}: RankedPlace) =>
    headline ? ((unit === "P" ? headline.persons : headline.cases)?.value ?? 0) : kind.unit === unit ? (value ?? 0) : 0;
  return (["P", "C"] as const).some((unit) => {
    const unknown = total(places, (one) => (one.code === "UNK" ? of(unit, one) : 0));
    return unknown > 0 && unknown >= UNKNOWN_FROM * total(places, (one) => of(unit, one));
  });
}

/** The stages at which most places were counted: they are named once, and only the others carry a sign. */
function commonSteps(places: readonly RankedPlace[]): string {
  const held = rollup(
    places.filter(({headline, steps}) => headline && steps),
    (some) => some.length,
    ({steps}) => steps ?? ""
  );
  return [...held].sort((a, b) => b[1] - a[1])[0]?.[0] ?? FIRST;
}

/** The notes of the chart: its signs, places left out, and places that cannot be ranked. Long because it is a list of notes. */
function notesOf(
  {state}: View,
  ranking: Ranking,
  {
    left,
    shown,
    other,
    main,
    cases,
    sum,
    steps
  }: {
    left: string | null;
    shown: number;
    other: boolean;
    main: Kind | undefined;
    cases: boolean;
    sum: InUnits<Count> | null;
    steps: string;
  }
): PlateNote[] {
  const {places, leftOut, axis} = ranking;
  const isHeadline = places.some(({headline}) => headline);
  return [
    ...(state.selection.measure === "rate"
      ? [
          {mark: ".rounding-bar", term: "Bar", text: "The rates that rounding allows."},
          {
            mark: ".chance",
            term: "Thin line: chance variation",
            text: "95% interval (Wilson). It assumes that decisions are independent. They are not, because families, judges and policies move together, so read it with care."
          },
          ...(leftOut.length
            ? [
                {
                  term: "Left out",
                  text: `${leftOut.length} with fewer than 25 decisions or without a rate that can be compared; the table says why.`
                }
              ]
            : [])
        ]
      : [
          ...(cases
            ? [
                {
                  mark: ".cases-segment",
                  term: "Persons and cases",
                  text: "Dark part of a bar: persons; striped part: cases. The order counts a case as one person, the fewest it can be. Do not add the two numbers."
                }
              ]
            : []),
          ...beyondNote(ranking, sum),
          {
            mark: ".ghost",
            term: "Light end of a bar",
            text: "The range that rounding allows."
          }
        ]),
    ...(left ? [{term: "Not in the numbers", text: left}] : []),
    ...(other
      ? [
          {
            mark: "†",
            term: "†",
            text: `Counted at ${isHeadline && steps.includes(" ") && steps !== FIRST ? "other stages than most" : `another stage than ${isHeadline ? FIRST : main ? kindWords(main) : "the others"}`}: the table names it.`
          }
        ]
      : []),
    ...(isHeadline && steps !== FIRST
      ? [
          {
            term: "Stages",
            text: `Most are counted at ${steps}, as their countries of asylum report; the table names each.`
          }
        ]
      : []),
    ...(places.length > shown
      ? [
          {
            term: "More",
            text: `${places.length - shown} more ${axis === "asylum" ? "countries of asylum" : "countries of origin"} are in the table, not in the chart.`
          }
        ]
      : []),
    ...(places.some(({code}) => code === "UNK")
      ? [
          {
            term: "Unknown",
            text: `${axis === "origin" ? "People whose origin the country did not state." : "UNHCR’s data names no country of asylum for them."} They are listed last, not ranked with countries.${axis === "origin" && isManyUnknown(places) ? " They are so many that the order of origins, and each number, could be another: do not rely on it." : ""}`
          }
        ]
      : [])
  ];
}
