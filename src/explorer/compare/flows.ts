// Computes the flows of a question with several places on both sides: the largest pairs by name, the rest as others, in one unit, so
// that both sides add up to the question's total.
import {ascending, descending} from "d3";
import {add, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Unit} from "../../measures/codes.js";
import type {InUnits} from "../../measures/headline.js";
import type {Places, Selection} from "../../measures/selection.js";
import type {Ledger} from "../ledger.js";
import {single} from "../axis.js";
import {lastYear} from "../series.js";
import type {Axis, Kind, View} from "../types.js";
import {asksHeadline, numberAdder, beyondOf} from "../headline.js";
import {rowKind} from "../kinds.js";
import {applicationRows} from "../ledger.js";
import {everyOriginAdder, noSplits, rowsOf} from "../sums.js";
import {countsBy, together} from "./counts.js";

/** The most places that are named on a side; the others are one flow. */
export const MOST_NAMED = 7;
/** The code of the places of a side that are not named. */
export const OTHERS = "others";

export interface Flow {
  /** Codes of places, or `OTHERS`. */
  readonly origin: string;
  readonly asylum: string;
  readonly count: Count;
}

export interface FlowSide {
  /** Named places from the largest; `OTHERS` last, where there are any. */
  readonly codes: readonly string[];
  readonly counts: ReadonlyMap<string, Count>;
  /** How many places the others are. */
  readonly others: number;
}

export interface Flows {
  readonly unit: Unit;
  readonly years: readonly [number, number];
  readonly origins: FlowSide;
  readonly asylums: FlowSide;
  /** The largest first. */
  readonly flows: readonly Flow[];
  readonly total: Count;
  /** What is counted in the other unit, which is not drawn. */
  readonly elsewhere: Count | null;
  /** What the answer's total includes beyond countries' own numbers, where it is of a region or the world. */
  readonly leftOut: readonly {readonly words: string; readonly number: InUnits<Count>}[];
}

/** The flows of a question; null for rates, which are not added, and where no side has several places. */
export function flowsOf(ledger: Ledger, view: View): Flows | null {
  const {matrix, ranking, state, kinds} = view;
  const [main] = kinds;
  const {measure, origins: from, asylums: to} = state.selection;
  if (!main || measure === "rate" || (single(from) !== null && single(to) !== null)) return null;
  const years = matrix?.years ?? yearsOf(ledger, view, main) ?? ranking?.years;
  if (!years) return null;
  const selection: Selection = {...state.selection, years};
  const by = (axis: Axis) => countsBy(ledger, selection, main, (row) => row[axis]);
  const ofOrigins = by("origin");
  const [P, C] = [together(ofOrigins.values(), "P"), together(ofOrigins.values(), "C")];
  const unit = (C?.value ?? 0) > (P?.value ?? 0) ? "C" : "P";
  const added = unit === "P" ? P : C;
  if (!added?.value) return null;
  const total = withRoom(ledger, selection, main, {unit, added});
  const origins = sideOf(ofOrigins, unit, selection.origins);
  const asylums = sideOf(by("asylum"), unit, selection.asylums);
  if (!origins.codes.length || !asylums.codes.length || origins.codes.length + asylums.codes.length < 3) return null;
  const [named, hosts] = [new Set(origins.codes), new Set(asylums.codes)];
  const or = (some: ReadonlySet<string>, code: string) => (some.has(code) ? code : OTHERS);
  const cells = countsBy(ledger, selection, main, (row) => `${or(named, row.origin)} ${or(hosts, row.asylum)}`);
  const flows = [...cells]
    .flatMap(([key, counts]): Flow[] => {
      const [origin = "", asylum = ""] = key.split(" ");
      const count = counts[unit];
      return count ? [{origin, asylum, count}] : [];
    })
    .sort((a, b) => descending(a.count.value, b.count.value) || ascending(a.origin + a.asylum, b.origin + b.asylum));
  const withOthers = (side: FlowSide, axis: Axis): FlowSide => {
    const counts = new Map(side.counts);
    for (const flow of flows)
      if (flow[axis] === OTHERS) counts.set(OTHERS, add(counts.get(OTHERS) ?? ZERO, flow.count));
    return {...side, counts, codes: counts.get(OTHERS)?.value ? [...side.codes, OTHERS] : side.codes};
  };
  return {
    unit,
    years,
    origins: withOthers(origins, "origin"),
    asylums: withOthers(asylums, "asylum"),
    flows,
    total,
    elsewhere: unit === "P" ? C : P,
    leftOut: leftOutOf(ledger, selection)
  };
}

/** The total with the origins that rounding removed whole, which are in no band: the range that every other chart gives it. */
function withRoom(
  ledger: Ledger,
  selection: Selection,
  main: Kind,
  {unit, added}: {readonly unit: Unit; readonly added: Count}
): Count {
  const {origins, measure} = selection;
  if (origins.kind !== "all" || measure === "decisions") return added;
  const all = asksHeadline(selection) ? numberAdder(ledger, selection, false) : null;
  if (all) applicationRows(ledger, {...selection, types: "all"}).each(all.add);
  const other = all ? null : everyOriginAdder(ledger, selection, noSplits);
  if (other)
    rowsOf(ledger, selection).each((row) => {
      if (rowKind(row) === main) other.add(row);
    });
  const found = all ? all.done().number[unit] : other?.done().count;
  return found?.value === added.value ? found : added;
}

/** What the question's total includes and no band does: what is in no country's own number. */
function leftOutOf(ledger: Ledger, selection: Selection): Flows["leftOut"] {
  if (!asksHeadline(selection) || selection.asylums.kind === "places") return [];
  const adder = numberAdder(ledger, selection, true);
  applicationRows(ledger, {...selection, types: "all"}).each(adder.add);
  const {headline} = adder.done();
  return headline ? beyondOf(ledger, headline) : [];
}

/** The last year of year-end figures, which are not added over the years; null for others. */
function yearsOf(ledger: Ledger, {state: {selection}}: View, main: Kind): readonly [number, number] | null {
  if (selection.measure !== "refugees" && selection.measure !== "asylum_seekers") return null;
  const year = lastYear(rowsOf(ledger, selection), (kind) => kind === main, selection.years[1]);
  return [year, year];
}

/** The places of a side that are named: those that the reader chose, else the largest; unknown origin is never named. */
function sideOf(counts: ReadonlyMap<string, InUnits<Count>>, unit: Unit, places: Places): FlowSide {
  const sizes = [...counts].flatMap(([code, one]) => (one[unit]?.value ? [[code, one[unit]] as const] : []));
  const sorted = sizes.sort(([a, m], [b, n]) => descending(m.value, n.value) || ascending(a, b));
  const named = sorted
    .filter(([code]) => code !== "UNK" || places.kind === "places")
    .slice(0, places.kind === "places" ? undefined : MOST_NAMED);
  return {codes: named.map(([code]) => code), counts: new Map(named), others: sorted.length - named.length};
}
