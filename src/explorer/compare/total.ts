// Adds up the places of a ranking, where they are all of the question and their counts may be added: never persons with cases.
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {InUnits} from "../../measures/headline.js";
import type {Selection} from "../../measures/selection.js";
import type {State} from "../address.js";
import {asksHeadline, numberAdder} from "../headline.js";
import {rowKind} from "../kinds.js";
import {applicationRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {everyOriginAdder, noSplits, rowsOf} from "../sums.js";
import type {Ranking} from "../types.js";

/** The total of a ranking's places by unit, with the origins that rounding removed whole from a list of all origins; null where they are not added. */
export function totalOf(
  ledger: Ledger,
  {selection, shown}: Pick<State, "selection" | "shown">,
  {axis, years, places, leftOut}: Ranking
): InUnits<Count> | null {
  const all = [...places, ...leftOut];
  if (selection.measure === "rate" || shown !== "count" || all.some(({chosen}) => chosen)) return null;
  const within: Selection = {...selection, years};
  if (asksHeadline(selection)) {
    const adder = numberAdder(ledger, within, false);
    applicationRows(ledger, {...within, types: "all"}).each(adder.add);
    return adder.done().number;
  }
  const [first] = all;
  if (!first || all.some(({kind}) => kind.id !== first.kind.id)) return null;
  const {kind} = first;
  const inUnit = (count: Count | null): InUnits<Count> =>
    kind.unit === "P" ? {P: count, C: null} : {P: null, C: count};
  if (axis === "asylum" || selection.origins.kind !== "all" || selection.measure === "decisions")
    return inUnit(sum(all.map(({count}) => count)));
  const adder = everyOriginAdder(ledger, within, noSplits);
  rowsOf(ledger, within).each((row) => {
    if (rowKind(row) === kind) adder.add(row);
  });
  return inUnit(adder.done().count);
}
