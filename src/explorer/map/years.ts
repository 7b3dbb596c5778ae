// The map's rankings by year: the same question with one year in the place of its own.
import {canonicalState} from "../address.js";
import type {State} from "../address.js";
import type {Ledger} from "../ledger.js";
import type {Ranking} from "../types.js";
import {viewOf} from "../view.js";

export interface MapYears {
  /** First and last year of the slider; null where a single year means nothing, as with an index. */
  readonly range: readonly [number, number] | null;
  readonly stateOf: (year: number) => State;
  readonly rankingOf: (year: number) => Ranking;
}

export function mapYears(ledger: Ledger, state: State, asked: Ranking): MapYears {
  const [from, to] = ledger.facts.years;
  const found = new Map<number, Ranking>();
  const stateOf = (year: number) =>
    canonicalState({...state, selection: {...state.selection, years: [year, year]}, sort: null, find: ""});
  const rankingOf = (year: number): Ranking => {
    const before = found.get(year);
    if (before) return before;
    const ranking = viewOf(ledger, stateOf(year)).ranking;
    // A year without a number has the axis of the question.
    const made = ranking?.axis === asked.axis ? ranking : {axis: asked.axis, years: [year, year] as const, places: [], leftOut: []}; // prettier-ignore
    found.set(year, made);
    return made;
  };
  return {
    range: state.shown === "index" || from === to ? null : [from, to],
    stateOf,
    rankingOf
  };
}
