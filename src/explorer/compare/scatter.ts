// Computes how many decisions each place of a question's ranking had, and what share was granted, in one year and one unit.
import {rollup} from "d3";
import type {Unit} from "../../measures/codes.js";
import {canonicalState} from "../address.js";
import type {Ledger} from "../ledger.js";
import type {RankedPlace, Ranking, View} from "../types.js";
import {viewOf} from "../view.js";

export interface Scattered {
  /** The same question about the rate. */
  readonly view: View;
  readonly ranking: Ranking;
  readonly unit: Unit;
  /** Places whose rate is given, as a number or as a range, in the unit; the others are in the ranking's table, with the reason. */
  readonly drawn: readonly RankedPlace[];
  /** How many have a rate in the other unit, and how many have none or too few decisions. */
  readonly inOtherUnit: number;
  readonly withoutRate: number;
}

const FEWEST = 3;

/** The places of a question about decisions or rates, by decisions and rate; null for others and for fewer than three places. */
export function scatterOf(ledger: Ledger, view: View): Scattered | null {
  const {selection} = view.state;
  if (selection.measure !== "decisions" && selection.measure !== "rate") return null;
  const definition = selection.definition === "published" ? "unhcr_protection" : "positive";
  const rated =
    selection.measure === "rate"
      ? view
      : viewOf(ledger, canonicalState({...view.state, selection: {...selection, measure: "rate", definition}}));
  const {ranking} = rated;
  if (!ranking) return null;
  const all = [...ranking.places, ...ranking.leftOut];
  const given = all.filter(({rate, why}) => rate && !why && rate.kind !== "none" && !rate.marked);
  const units = rollup(
    given,
    (some) => some.length,
    ({kind}) => kind.unit
  );
  const unit = (units.get("C") ?? 0) > (units.get("P") ?? 0) ? "C" : "P";
  const drawn = given.filter(({kind}) => kind.unit === unit);
  if (drawn.length < FEWEST) return null;
  return {
    view: rated,
    ranking,
    unit,
    drawn,
    inOtherUnit: given.length - drawn.length,
    withoutRate: all.length - given.length
  };
}
