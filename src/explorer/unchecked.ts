// Years in which a country's refugee status cannot be checked against its other protection: no comparison of such rates takes them.
import {BREAK_EFFECTS} from "../measures/breakEffects.js";
import type {Selection} from "../measures/selection.js";
import type {Ledger} from "./ledger.js";
import {OF_REFUGEES} from "./sums.js";
import type {Point} from "./types.js";

const IDS: readonly string[] = BREAK_EFFECTS.status_unchecked;
export const UNCHECKED = "not compared: refugee status cannot be checked against other protection in these figures";

/** Whether a country's year is left out of comparisons of a rate: a reviewed break says so, and the rate is of refugee status. */
export function isUnchecked(
  {facts}: Pick<Ledger, "facts">,
  {measure, definition}: Pick<Selection, "measure" | "definition">,
  asylum: string,
  year: number
): boolean {
  return (
    measure === "rate" &&
    OF_REFUGEES.some((name) => name === definition) &&
    facts.breaks.some(
      (one) =>
        IDS.includes(one.id) && one.asylum === asylum && one.year_from <= year && year <= (one.year_to ?? Infinity)
    )
  );
}

/** A number without its rate, with the reason. */
export function withoutRate<Of extends Pick<Point, "value" | "lo" | "hi" | "rate">>(of: Of): Of & {why: string} {
  return {...of, value: null, lo: null, hi: null, rate: null, why: UNCHECKED};
}
