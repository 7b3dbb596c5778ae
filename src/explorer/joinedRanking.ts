// Ranks places by their decisions, with stages first instance and combined together.
import {allOutcomes} from "../measures/outcomes.js";
import {decisionsAdder, JOINED, sumOfJoined} from "./joined.js";
import type {DecisionsAdder} from "./joined.js";
import type {Ledger} from "./ledger.js";
import type {Rows} from "./rows.js";
import {shownOf} from "./series.js";
import type {PublishedDecision} from "../measures/status.js";
import type {Selection} from "../measures/selection.js";
import type {Count} from "../measures/bounds.js";
import type {Unit} from "../measures/codes.js";
import type {RankedPlace, YearsWithout} from "./types.js";

/** Groups rows by `by`, which gives null for rows to skip; each place in the unit with more decisions. */
export function joinedPlaces(
  ledger: Ledger,
  selection: Selection,
  rows: Rows<PublishedDecision>,
  by: (row: PublishedDecision) => string | null
): Map<string, RankedPlace> {
  const groups = new Map<string, DecisionsAdder>();
  const years = {P: new Map<string, Set<number>>(), C: new Map<string, Set<number>>()};
  rows.each((row) => {
    const code = by(row);
    if (code === null) return;
    let adder = groups.get(code);
    if (!adder) groups.set(code, (adder = decisionsAdder(ledger)));
    adder.add(row);
    // The United States' courts are in no number of a place.
    if (!JOINED[row.unit].levels.includes(row.level) || !row.total || (row.asylum === "USA" && row.level === "EO"))
      return;
    let held = years[row.unit].get(code);
    if (!held) years[row.unit].set(code, (held = new Set()));
    held.add(row.year);
  });
  const found = new Map<string, RankedPlace>();
  for (const [code, adder] of groups) {
    const {units, atLeast} = adder.done();
    const [best, other] = (["P", "C"] as const)
      .flatMap((unit) => {
        const joined = units[unit];
        const outcomes = joined && allOutcomes(joined);
        if (!joined || !outcomes) return [];
        const size = Object.values(outcomes.published).reduce((n, {value}) => n + value, 0);
        return [{kind: JOINED[unit], size, sum: sumOfJoined(joined, selection)}];
      })
      .sort((a, b) => b.size - a.size);
    if (best)
      found.set(code, {
        code,
        kind: best.kind,
        chosen: false,
        ...best.sum,
        ...shownOf(best.sum),
        atLeast: atLeast[best.kind.unit].length > 0,
        ...(other ? {without: [otherUnit(other.kind.unit, years[other.kind.unit].get(code), other.sum.count)]} : {})
      });
  }
  return found;
}

/** A place has its number in the unit with more decisions; its years in the other unit are not in it. */
const otherUnit = (unit: Unit, years: ReadonlySet<number> = new Set(), count: Count | null = null): YearsWithout => ({
  years: [...years].sort((a, b) => a - b),
  why: "other unit",
  unit,
  size: count?.value ?? null,
  isLeast: false
});

/** The last year with a decision at stages that are joined, for what is never added over years. */
export function lastJoinedYear(rows: Rows<PublishedDecision>, to: number): number {
  let last = 0;
  rows.each(({year, level}) => {
    if (year > last && JOINED.P.levels.includes(level)) last = year;
  });
  return last || to;
}
