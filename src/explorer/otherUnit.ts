// Where a question asks for persons or for cases alone, finds the places and years that the data counts in the other unit: a number
// that is not shown is no missing entry.
import type {Selection} from "../measures/selection.js";
import type {Ledger} from "./ledger.js";
import {rowsOf} from "./sums.js";
import type {Axis, NoEntry} from "./types.js";

/** Why a place (null: all of the question) has no number in a year: it is counted in the other unit. Null where that is not so. */
export type InOtherUnit = (place: string | null, year: number) => Extract<NoEntry, "in persons" | "in cases"> | null;

export function inOtherUnit(ledger: Ledger, selection: Selection, axis: Axis | null): InOtherUnit {
  const {unit} = selection;
  if (unit === "both" || selection.measure === "refugees" || selection.measure === "asylum_seekers") return () => null;
  let held: Set<string> | null = null;
  const find = () => {
    const found = new Set<string>();
    rowsOf(ledger, {...selection, unit: unit === "P" ? "C" : "P"}).each((row) => {
      found.add(`all ${row.year}`);
      if (axis) found.add(`${row[axis]} ${row.year}`);
    });
    return found;
  };
  return (place, year) =>
    (held ??= find()).has(`${place ?? "all"} ${year}`) ? (unit === "P" ? "in cases" : "in persons") : null;
}
