// A figure as another edition has it: with the years that the edition has, and its numbers in one line.
import type {AskedFigure} from "../../figures/address.js";
import {formatYears} from "../../words/numbers.js";
import type {Ledger} from "../ledger.js";
import type {FigureAnswer} from "./number.js";
import {numberOf} from "./card.js";

/** A figure of a question with the years that an edition has; null where it has none of them. */
export function within(asked: AskedFigure, {facts: {years}}: Ledger): {asked: AskedFigure | null; cut: string[]} {
  const [from, to] = asked.selection.years;
  if (to < years[0] || from > years[1]) return {asked: null, cut: []};
  const both = [Math.max(from, years[0]), Math.min(to, years[1])] as const;
  if (both.join() === [from, to].join()) return {asked, cut: []};
  return {
    asked: {...asked, selection: {...asked.selection, years: both}},
    cut: [
      `The address asks for ${formatYears(from, to)}; this edition has ${formatYears(...years)}. The figure is of ${formatYears(...both)}.`
    ]
  };
}

/** One number of a figure as another edition may have it. */
export interface Value {
  /** Its unit and stage: the same number in two editions has the same. */
  readonly id: string;
  readonly words: string;
  /** The same, with what tells it from the figure's other numbers. */
  readonly named: string;
}

/** Every number of a figure with its range, or why there is none. */
export const valuesOf = (ledger: Ledger, answer: FigureAnswer): Value[] =>
  answer.numbers.map((one) => {
    const {label, shown, range} = numberOf(ledger, answer, one);
    const words = `${shown}${range ? ` (${range})` : ""}`;
    return {id: `${one.kind.stage ?? ""} ${one.kind.unit}`, words, named: `${label ? `${label}: ` : ""}${words}`};
  });

/** The same in one line. */
export const valueWords = (ledger: Ledger, answer: FigureAnswer): string =>
  valuesOf(ledger, answer)
    .map(({named}) => named)
    .join("; ");
