// Computes where a pair of an origin and a country of asylum ranks among all pairs of its latest year, in one unit.
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import type {Selection} from "../../measures/selection.js";
import {isPer} from "../address.js";
import {single} from "../axis.js";
import type {Ledger} from "../ledger.js";
import type {View} from "../types.js";
import {viewOf} from "../view.js";
import {countsBy} from "./counts.js";

export interface PairRank {
  readonly year: number;
  readonly unit: Unit;
  readonly count: Count;
  /** 1 for the largest; pairs of one number have one rank. */
  readonly rank: number;
  /** How many other pairs have the same number. */
  readonly equal: number;
  /** Pairs with a number above 0 in the unit; unknown origin is no pair. */
  readonly pairs: number;
  /** The world's total in the same unit, as the question about all pairs answers it. */
  readonly world: Count | null;
  /** The question about all pairs of the year. */
  readonly all: Selection;
}

export function pairRankOf(ledger: Ledger, view: View): PairRank | null {
  const {state, kinds} = view;
  const {selection} = state;
  const [origin, asylum] = [single(selection.origins), single(selection.asylums)];
  const [main] = kinds;
  if (!main || origin === null || asylum === null || origin === "UNK") return null;
  if (selection.measure === "rate" || isPer(state.shown)) return null;
  const latest = (view.main ?? view.series.slice(0, 1))
    .flatMap(({kind, points}) => {
      const point = points.findLast(({count}) => count !== null && count.value > 0);
      return point ? [{unit: kind.unit, year: point.year, size: point.count?.value ?? 0}] : [];
    })
    .sort((a, b) => b.year - a.year || b.size - a.size)[0];
  if (!latest) return null;
  const {year, unit} = latest;
  const all: Selection = {...selection, origins: {kind: "all"}, asylums: {kind: "all"}, years: [year, year]};
  const counts = countsBy(ledger, all, main, (row) => (row.origin === "UNK" ? null : `${row.origin} ${row.asylum}`));
  const count = counts.get(`${origin} ${asylum}`)?.[unit] ?? null;
  if (!count?.value) return null;
  let [rank, equal, pairs] = [1, -1, 0];
  for (const one of counts.values()) {
    const value = one[unit]?.value ?? 0;
    if (value > 0) pairs++;
    if (value > count.value) rank++;
    if (value === count.value) equal++;
  }
  const world = viewOf(ledger, {selection: all, shown: "count", sort: null, find: ""});
  const whole = (world.main ?? world.series.filter(({kind}) => kind === main)).find(({kind}) => kind.unit === unit);
  return {year, unit, count, rank, equal, pairs, world: whole?.points[0]?.count ?? null, all};
}
