// Counts the applications or decisions in rows, by year.
import {sum as total} from "d3";
import type {Unit} from "../measures/codes.js";
import type {Selection} from "../measures/selection.js";
import type {Rows} from "./rows.js";
import {sizeOf} from "./sums.js";
import type {Row} from "./types.js";

interface Held {
  readonly unit: Unit;
  readonly year: number;
  all: number;
  unknown: number;
}

/** How much rows hold by year and unit, and how much of it names no origin. */
export function heldByYear(rows: Rows<Row>, selection: Selection): readonly Held[] {
  const years: Record<Unit, Map<number, Held>> = {P: new Map(), C: new Map()};
  rows.each((row) => {
    const unit = "unit" in row ? row.unit : "P";
    let at = years[unit].get(row.year);
    if (!at) years[unit].set(row.year, (at = {unit, year: row.year, all: 0, unknown: 0}));
    const size = sizeOf(row, selection);
    at.all += size;
    if (row.origin === "UNK") at.unknown += size;
  });
  return [...years.P.values(), ...years.C.values()];
}

export const heldBy = (rows: Rows<Row>, selection: Selection) => total(heldByYear(rows, selection), ({all}) => all);
