// What belongs beside a figure's number: people without a stated origin, some of whom may be of the asked origin, and new applications
// that the data does not separate from appeals. With either the number is the least.
import {ascending} from "d3";
import type {Each} from "../../figures/entries.js";
import {UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import {headlinePart, isLeastNew} from "../../measures/headline.js";
import {stageOf} from "../../measures/sums.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {formatNumber, formatSpans} from "../../words/numbers.js";
import {list} from "../../words/text.js";
import type {Ledger} from "../ledger.js";
import type {Unknown} from "./unknown.js";

/** New applications and appeals that are one number: in no number of new applications. */
export interface Mixed {
  readonly size: number;
  readonly years: readonly number[];
  readonly isLeast: boolean;
}

const isMain = (level: Level) => ["first", "combined"].includes(stageOf(level));

/** New applications that are one number with appeals, by unit; `printed` is a region's or the world's total of every stage. */
export function mixedIn(
  ledger: Ledger,
  each: Each<ApplicationRow>,
  number: (unit: Unit) => number,
  printed: boolean
): Readonly<Record<Unit, Mixed | null>> {
  const found = {P: new Map<number, number>(), C: new Map<number, number>()};
  each((row) => {
    if (row.type !== "NA" && row.type !== "FA") return;
    if (!isMain(row.level) || !row.applications || headlinePart(row, ledger.onlyOther) !== null) return;
    found[row.unit].set(row.year, (found[row.unit].get(row.year) ?? 0) + row.applications);
  });
  const of = (unit: Unit): Mixed | null => {
    const size = [...found[unit].values()].reduce((sum, n) => sum + n, 0);
    return size > 0
      ? {
          size,
          years: [...found[unit].keys()].sort(ascending),
          isLeast: isLeastNew(size, number(unit), printed)
        }
      : null;
  };
  return {P: of("P"), C: of("C")};
}

/** What makes a number the least, or is missing from it, a clause each. */
export function besideWords({
  unknown,
  mixed
}: {
  readonly unknown: Unknown | null;
  readonly mixed: Mixed | null;
}): string[] {
  return [
    ...(mixed
      ? [
          `${formatNumber(mixed.size)} applications of ${formatSpans(mixed.years)} are left out, as the data does not separate new ones from appeals`
        ]
      : []),
    ...(unknown
      ? [
          `${list((["P", "C"] as const).filter((unit) => unknown.size[unit] > 0).map((unit) => `${formatNumber(unknown.size[unit])} ${unknown.noun} counted in ${UNITS[unit]}`))} there have no stated origin, and some may be of these people`
        ]
      : [])
  ];
}
