// Computes the first answer to a question about decisions: first instance and combined together, the United States' courts
// apart, and no rate for a host and year whose grants and refusals are reported at different levels.
import {formatSpans} from "../words/numbers.js";
import {groups, range} from "d3";
import {list} from "../words/text.js";
import {touchedAdder} from "../measures/breakEffects.js";
import type {Level, Unit} from "../measures/codes.js";
import {allOutcomes, joinedOutcomesAdder, joinedRate} from "../measures/outcomes.js";
import type {JoinedOutcomes, JoinedRate, LeftOut} from "../measures/outcomes.js";
import {leftOutReason, rateWords} from "../words/rates.js";
import type {RateName} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import type {PublishedDecision} from "../measures/status.js";
import type {Adder, Outcomes} from "../measures/sums.js";
import type {State} from "./address.js";
import {axisOf, hostsNamed} from "./axis.js";
import {kindWords} from "./kinds.js";
import {codesOf, decisionRows, isReported} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {placeName} from "./names.js";
import {shownAs, shownOf} from "./series.js";
import {NOTHING, positiveOf} from "./sums.js";
import {inOtherUnit} from "./otherUnit.js";
import type {InOtherUnit} from "./otherUnit.js";
import {isUnchecked, withoutRate} from "./unchecked.js";
import type {Decisions, JoinedView, JoinedYear, Kind, NoEntry, Point, Series, Sum} from "./types.js";

/** Whether an answer is of joined decisions: a ranking of applications of another type than new is of its own rows. */
export const comparesJoined = (selection: Selection) => selection.measure !== "applications" && asksJoined(selection);

/** Whether stages are joined: readers select a single stage or level explicitly. */
export function asksJoined({measure, stages, levels}: Selection): boolean {
  return measure !== "refugees" && measure !== "asylum_seekers" && stages.length === 6 && levels === null;
}

const UNITS = ["P", "C"] as const;
const LEVELS_JOINED: readonly Level[] = ["FI", "NA", "IN", "EO", "FA"];
export const JOINED: Record<Unit, Kind> = {
  P: {id: "joined P", stage: "first", levels: LEVELS_JOINED, unit: "P"},
  C: {id: "joined C", stage: "first", levels: LEVELS_JOINED, unit: "C"}
};

export type DecisionsAdder = Adder<PublishedDecision, Decisions>;

export function decisionsAdder(ledger: Ledger): DecisionsAdder {
  const joined = joinedOutcomesAdder(ledger.read, ledger.isSplit);
  const effect = ledger.effects.positives_at_least;
  const touched = {P: touchedAdder(effect), C: touchedAdder(effect)};
  return {
    add: (row) => {
      joined.add(row);
      touched[row.unit].add(row);
    },
    done: () => ({units: joined.done(), atLeast: {P: touched.P.done(), C: touched.C.done()}})
  };
}

/** Decisions by year and place; null for a question about a single stage, or not about decisions. */
export function joinedOf(ledger: Ledger, state: State): JoinedView | null {
  const {selection} = state;
  if (!asksJoined(selection)) return null;
  const axis = selection.measure === "applications" ? null : axisOf(selection);
  const [from, to] = selection.years;
  const years = range(from, to + 1);
  const places = new Map<string | null, Map<number, DecisionsAdder>>();
  const whole = new Map<number, DecisionsAdder>();
  const total = decisionsAdder(ledger);
  const at = (some: Map<number, DecisionsAdder>, year: number) => {
    let adder = some.get(year);
    if (!adder) some.set(year, (adder = decisionsAdder(ledger)));
    return adder;
  };
  decisionRows(ledger, selection).each((row) => {
    if (axis) {
      let byYear = places.get(row[axis]);
      if (!byYear) places.set(row[axis], (byYear = new Map<number, DecisionsAdder>()));
      at(byYear, row.year).add(row);
    }
    at(whole, row.year).add(row);
    total.add(row);
  });
  const none: Decisions = {units: {P: null, C: null}, atLeast: {P: [], C: []}};
  const yearsOf = (some: ReadonlyMap<number, DecisionsAdder>) =>
    years.map((year): JoinedYear => ({year, ...(some.get(year)?.done() ?? none)}));
  if (axis)
    for (const code of codesOf(ledger, axis === "origin" ? selection.origins : selection.asylums, to))
      if (!places.has(code)) places.set(code, new Map());
  const all = yearsOf(whole);
  const elsewhere = inOtherUnit(ledger, selection, axis);
  const made = (axis ? [...places] : [[null, whole] as const])
    .map(([place, byYear]) => ({place, years: axis ? yearsOf(byYear) : all}))
    .sort((a, b) => sizeOf(b.years) - sizeOf(a.years) || ((a.place ?? "") < (b.place ?? "") ? -1 : 1));
  // Without a number a place is listed in the unit that was asked for, else in that of the others.
  const has = (unit: Unit) => all.some((year) => outcomesIn(year, unit));
  const asked: Unit = selection.unit === "both" ? (has("C") && !has("P") ? "C" : "P") : selection.unit;
  return {
    places: made,
    series:
      selection.measure === "applications"
        ? []
        : made.flatMap(({place, years: some}) => {
            const units = UNITS.filter((unit) => some.some((year) => outcomesIn(year, unit)));
            return (units.length ? units : [asked]).map((unit): Series => ({
              place,
              kind: JOINED[unit],
              points: shownAs(
                ledger,
                state,
                place,
                some.map((year) => pointOf(ledger, state, place, year, {unit, elsewhere}))
              )
            }));
          }),
    whole: all,
    all: total.done()
  };
}

/** Every decision of a unit that is joined; null where there is none. */
export const outcomesIn = ({units}: Decisions, unit: Unit): Outcomes | null => {
  const joined = units[unit];
  return joined && allOutcomes(joined);
};

/** The places of a comparison with a decision in some years: the others have no entry and decided nothing that is known. */
export function decidingPlaces({places}: JoinedView, [from, to]: Selection["years"]): string[] {
  const has = (year: JoinedYear) =>
    from <= year.year && year.year <= to && UNITS.some((unit) => outcomesIn(year, unit));
  return places.flatMap(({place, years}) => (place !== null && years.some(has) ? [place] : []));
}

/** Decisions including closures, in persons and cases together: for sorting, never a figure. */
const sizeOf = (years: readonly JoinedYear[]) =>
  years.reduce(
    (sum, year) =>
      sum +
      UNITS.reduce((n, unit) => {
        const outcomes = outcomesIn(year, unit);
        return n + (outcomes ? Object.values(outcomes.published).reduce((m, {value}) => m + value, 0) : 0);
      }, 0),
    0
  );

/** The count or the rate of joined decisions that a question needs. */
export function sumOfJoined(joined: JoinedOutcomes, {measure, definition}: Selection): Sum {
  const outcomes = allOutcomes(joined);
  if (!outcomes) return NOTHING;
  const count = positiveOf(outcomes, definition);
  if (measure !== "rate") return {...NOTHING, outcomes, count};
  const found = joinedRate(definition as RateName, joined);
  return {
    ...NOTHING,
    outcomes,
    count,
    rate: found?.kind === "given" ? found.rate : null,
    why: found && found.kind !== "given" ? noRateWords(found) : null,
    left_out: found?.left_out ?? [],
    closed: found?.kind === "given" ? found.closed : null
  };
}

/** Why joined decisions give no rate, and the rate given instead. */
export function noRateWords(found: Exclude<JoinedRate, {kind: "given"}>): string {
  if (found.kind === "split") return leftOutReason(found.left_out);
  const {protection} = found;
  return `refugee status is not separated in the data${protection.kind === "none" ? "" : `; grant rate for all protection ${rateWords(protection)}`}`;
}

/** Why a rate excludes countries, a clause for each reason: "Japan (2021–2025): grants and refusals are reported at different stages". */
export function leftOutClauses(ledger: Ledger, hosts: readonly LeftOut[]): string[] {
  return groups(hosts, (one) => leftOutReason([one])).map(([why, some]) => `${leftOutWords(ledger, some)}: ${why}`);
}

/** Countries that a rate excludes from numerator and denominator: "Japan (2021–2025)". */
export function leftOutWords(ledger: Ledger, hosts: readonly LeftOut[]): string {
  return list(hosts.map(({asylum, years}) => `${placeName(ledger, asylum)} (${formatSpans(years)})`));
}

/** The steps that were joined, in words. */
export function joinedSteps({levels}: JoinedOutcomes): string {
  const stages = [
    ...(levels.some((level) => level !== "FA") ? (["first"] as const) : []),
    ...(levels.includes("FA") ? (["combined"] as const) : [])
  ];
  return stages.map((stage) => kindWords({id: stage, stage, levels, unit: "P"})).join(", with ");
}

function pointOf(
  ledger: Ledger,
  {selection}: State,
  place: string | null,
  year: JoinedYear,
  {unit, elsewhere}: {readonly unit: Unit; readonly elsewhere: InOtherUnit}
): Point {
  const joined = year.units[unit];
  const made = joined && allOutcomes(joined) ? sumOfJoined(joined, selection) : null;
  const hosts = hostsNamed(selection, place);
  const absence = (): NoEntry =>
    elsewhere(place, year.year) ??
    (!hosts ||
    hosts.some((asylum) =>
      LEVELS_JOINED.some((level) =>
        isReported(ledger, {
          table: "decisions",
          year: year.year,
          asylum,
          authority: selection.authority,
          level,
          unit
        })
      )
    )
      ? "no entry"
      : "not reported");
  const point: Point = {
    year: year.year,
    ...(made ?? NOTHING),
    ...shownOf(made ?? NOTHING),
    absence: made ? null : absence(),
    atLeast: year.atLeast[unit].length > 0
  };
  const isCompared = made && axisOf(selection) === "asylum" && place !== null;
  return isCompared && isUnchecked(ledger, selection, place, year.year) ? withoutRate(point) : point;
}
