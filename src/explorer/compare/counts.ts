// Adds up the counts of a question by any key, such as pairs of places, at the stages that its answer takes, in persons and in cases.
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import type {InUnits} from "../../measures/headline.js";
import type {StockKey} from "../../measures/matches.js";
import type {Selection} from "../../measures/selection.js";
import type {Adder} from "../../measures/sums.js";
import {asksHeadline, numberAdder} from "../headline.js";
import {comparesJoined, decisionsAdder, outcomesIn} from "../joined.js";
import {rowKind} from "../kinds.js";
import {applicationRows, decisionRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import type {Rows} from "../rows.js";
import {adderOf, noSplits, positiveOf, rowsOf} from "../sums.js";
import type {Kind, Row} from "../types.js";

/** Of a row, what a key is made of; null for a row that takes no part. */
export type KeyOf = (row: StockKey) => string | null;

/**
 * Counts by key and unit. A question about every stage takes its own stages, as its ranking does; another takes the rows of `main`.
 * Decisions are positive decisions. @throws Error where the question is about a rate, which is not added.
 */
export function countsBy(
  ledger: Ledger,
  selection: Selection,
  main: Kind,
  by: KeyOf
): ReadonlyMap<string, InUnits<Count>> {
  if (selection.measure === "rate") throw new Error("rates are not added");
  if (asksHeadline(selection)) {
    const made = grouped(applicationRows(ledger, {...selection, types: "all"}), by, () =>
      numberAdder(ledger, selection, false, false)
    );
    return mapped(made, ({number}) => number);
  }
  if (comparesJoined(selection)) {
    const made = grouped(decisionRows(ledger, selection), by, () => decisionsAdder(ledger));
    return mapped(made, (decided) => {
      const positive = (unit: Unit) => {
        const outcomes = outcomesIn(decided, unit);
        return outcomes && positiveOf(outcomes, selection.definition);
      };
      return {P: positive("P"), C: positive("C")};
    });
  }
  const own = (row: StockKey) => (rowKind(row as Row) === main ? by(row) : null);
  const made = grouped(rowsOf(ledger, selection), own, () => adderOf(ledger, selection, noSplits));
  return mapped(made, ({count}) => (main.unit === "P" ? {P: count, C: null} : {P: null, C: count}));
}

function grouped<Of extends StockKey, Sum>(
  rows: Rows<Of>,
  by: KeyOf,
  adder: () => Adder<Of, Sum>
): ReadonlyMap<string, Adder<Of, Sum>> {
  const groups = new Map<string, Adder<Of, Sum>>();
  rows.each((row) => {
    const key = by(row);
    if (key === null) return;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = adder()));
    group.add(row);
  });
  return groups;
}

const mapped = <Sum>(
  groups: ReadonlyMap<string, Adder<never, Sum>>,
  to: (sum: Sum) => InUnits<Count>
): ReadonlyMap<string, InUnits<Count>> => new Map([...groups].map(([key, {done}]) => [key, to(done())]));

/** Every count of a unit together. */
export const together = (counts: Iterable<InUnits<Count>>, unit: Unit): Count | null =>
  sum([...counts].map((one) => one[unit]));
