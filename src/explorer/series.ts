// A question's series over the years, by kind.
import {descending, rollup, sum as total} from "d3";
import type {Unit} from "../measures/codes.js";
import {indexSeries} from "../measures/index100.js";
import {denominator, perInhabitants} from "../measures/perInhabitants.js";
import type {Selection} from "../measures/selection.js";
import type {Adder} from "../measures/sums.js";
import type {State} from "./address.js";
import {axisOf, inhabitantsOf} from "./axis.js";
import {compareKinds, rowKind} from "./kinds.js";
import {codesOf, inhabitantsIn} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {Rows} from "./rows.js";
import {sizeOf} from "./sums.js";
import type {Axis, Kind, Point, Ranking, Row, Series, Sum, View} from "./types.js";

/** The most series that are drawn; the table has all. */
export const MOST_SERIES = 8;
/** Rows of one place and kind, added by year. */
interface Group<Added extends Row, Total> {
  readonly place: string | null;
  readonly kind: Kind;
  size: number;
  readonly years: Map<number, Adder<Added, Total>>;
}

export function groupsOf<Added extends Row, Total>(
  rows: Rows<Added>,
  placeOf: (row: Added) => string | null,
  selection: Selection,
  adder: () => Adder<Added, Total>
): Group<Added, Total>[] {
  const kinds = new Map<Kind, Map<string | null, Group<Added, Total>>>();
  let last: Group<Added, Total> | null = null;
  rows.each((row) => {
    const kind = rowKind(row);
    const place = placeOf(row);
    // Rows of one place and kind mostly follow each other.
    if (last?.kind !== kind || last.place !== place) {
      const places = kinds.get(kind) ?? new Map<string | null, Group<Added, Total>>();
      last = places.get(place) ?? {place, kind, size: 0, years: new Map<number, Adder<Added, Total>>()};
      kinds.set(kind, places.set(place, last));
    }
    last.size += sizeOf(row, selection);
    let year = last.years.get(row.year);
    if (!year) last.years.set(row.year, (year = adder()));
    year.add(row);
  });
  return [...kinds.values()].flatMap((places) => [...places.values()]);
}

/** Kinds by how much they hold; year-end figures have one. */
export function bySize(groups: readonly {readonly kind: Kind; readonly size: number}[]): Kind[] {
  return [
    ...rollup(
      groups,
      (some) => total(some, ({size}) => size),
      ({kind}) => kind
    )
  ]
    .sort(([a, m], [b, n]) => descending(m, n) || compareKinds(a, b))
    .map(([kind]) => kind);
}

export function shownOf({count, rate, why}: Sum): Pick<Point, "value" | "lo" | "hi"> {
  // A rate that cannot be calculated is not replaced by a count.
  if (why) return {value: null, lo: null, hi: null};
  if (rate)
    return rate.kind === "none"
      ? {value: null, lo: null, hi: null}
      : {value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi};
  return count ?? {value: null, lo: null, hi: null};
}

/** Converts counts to the chosen form: plain, per 100,000 inhabitants, or with the first year above 0 as 100. */
export function shownAs(
  ledger: Ledger,
  {selection, shown}: State,
  place: string | null,
  points: readonly Point[]
): Point[] {
  if (shown === "count" || selection.measure === "rate") return [...points];
  if (shown === "index") {
    const indexed = indexSeries(
      points.map(({year, value, lo, hi}) => ({
        year,
        count: value === null || lo === null || hi === null ? null : {value, lo, hi}
      }))
    ).years;
    return points.map((point, i) => ({...point, ...(indexed[i]?.index ?? {value: null, lo: null, hi: null})}));
  }
  const side = inhabitantsOf({shown});
  const whose = (year: number) =>
    side === axisOf(selection) && place !== null
      ? [place]
      : codesOf(ledger, side === "origin" ? selection.origins : selection.asylums, year);
  return points.map((point) => perOf(ledger, point, side, whose(point.year), point.year));
}

/** A number per 100,000 inhabitants of places, with its denominator; null without one. */
export function perOf<Of extends Pick<Point, "value" | "lo" | "hi">>(
  ledger: Ledger,
  of: Of,
  side: Axis,
  places: readonly string[],
  year: number
): Of & Pick<Point, "denominator"> {
  const {value, lo, hi} = of;
  const by = denominator(side, places, year, (code) => inhabitantsIn(ledger, code, year));
  const none = {...of, value: null, lo: null, hi: null, denominator: by};
  if (!by || value === null || lo === null || hi === null) return none;
  const made = perInhabitants({value, lo, hi}, by);
  return {...of, value: made.value, lo: made.lo, hi: made.hi, denominator: by};
}

/** Kinds that can be ranked together: first instance, and countries that report it combined with appeals. */
export function comparable(selection: Selection, main: Kind): (kind: Kind) => boolean {
  const first = (kind: Kind) => (kind.stage === "first" && !kind.id.startsWith("EO ")) || kind.stage === "combined";
  return (kind) =>
    kind.id === main.id ||
    (first(main) && first(kind) && kind.unit === main.unit && selection.stages.includes(kind.stage ?? "first"));
}

/** The years from the first to the last with an entry: a title with more would say that the data goes on. */
export function yearsOf(some: readonly Series[], [from, to]: Selection["years"]): Selection["years"] {
  let [first, last] = [to, from];
  for (const {points} of some)
    for (const {year, absence} of points)
      if (absence === null || absence === "not separated")
        [first, last] = [Math.min(first, year), Math.max(last, year)];
  return first <= last ? [first, last] : [from, to];
}

/** The years of a ranking's title: those with an entry, where it adds up every year of the question itself. */
export function rankedYears({state, main, series}: View, {years, places}: Ranking): Selection["years"] {
  const isWhole = years[0] !== years[1] && !places.some(({chosen}) => chosen);
  return isWhole ? yearsOf([...(main ?? []), ...series], state.selection.years) : years;
}

/** Series whose empty years name the other unit, where the same place and stage is counted in that. */
export function withOtherUnit(some: readonly Series[]): Series[] {
  const key = ({place, kind}: Series, unit: Unit) => `${place ?? ""} ${kind.id.replace(/[PC]$/, unit)}`;
  const found = new Map(some.map((one) => [key(one, one.kind.unit), one]));
  return some.map((one) => {
    const unit = one.kind.unit === "P" ? "C" : "P";
    const counted = new Set(
      found.get(key(one, unit))?.points.flatMap(({year, absence}) => (absence === null ? [year] : []))
    );
    if (!counted.size) return one;
    return {
      ...one,
      points: one.points.map((point) =>
        point.absence !== null && point.absence !== "not separated" && counted.has(point.year)
          ? {...point, countedIn: unit}
          : point
      )
    };
  });
}

/** The last year with rows of one of these kinds, for measures that are never added over years. */
export function lastYear(rows: Rows<Row>, takes: (kind: Kind) => boolean, to: number): number {
  let last = 0;
  rows.each((row) => {
    if (row.year > last && takes(rowKind(row))) last = row.year;
  });
  return last || to;
}
