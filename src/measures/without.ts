// Finds sums that one country dominates: a comparison with a region or the world can be one with a single country. Gives what is
// left without it, and the countries that reported a sum of unknown origin.
import type {Unit} from "./codes.js";
import type {Adder, ApplicationRow} from "./sums.js";

/** One that makes more than half of a sum. */
export interface Dominant {
  readonly code: string;
  /** Its size and its share of the whole, a fraction. */
  readonly size: number;
  readonly share: number;
}

/** The country, or the origin, that makes more than half of a sum; null where none does. Sizes of one unit, or of decisions. */
export function dominant(sizes: Iterable<readonly [string, number]>): Dominant | null {
  let whole = 0,
    most: readonly [string, number] | null = null;
  for (const one of sizes) {
    whole += one[1];
    if (!most || one[1] > most[1]) most = one;
  }
  return most && 2 * most[1] > whole ? {code: most[0], size: most[1], share: most[1] / whole} : null;
}

/** A sum with everything and without some of it: "the world, and the world without Nigeria". */
export interface WithAndWithout<Sum> {
  readonly all: Sum;
  readonly without: Sum;
  /** Countries of the rows that were left out, each once, in the order of their codes; none where there was no such row. */
  readonly left_out: readonly string[];
}

/**
 * Adds rows twice, once with all of them and once without those that `leaves` names: a dominant country, the country that is compared
 * itself (its region without it), or group recognition, which reviewed breaks name (`effectsOf`).
 */
export function withoutAdder<Row extends {readonly asylum: string}, Sum>(
  make: () => Adder<Row, Sum>,
  leaves: (row: Row) => boolean
): Adder<Row, WithAndWithout<Sum>> {
  const [all, without] = [make(), make()];
  const left = new Set<string>();
  return {
    add: (row) => {
      all.add(row);
      if (leaves(row)) left.add(row.asylum);
      else without.add(row);
    },
    done: () => ({all: all.done(), without: without.done(), left_out: [...left].sort()})
  };
}

/** The code under which the publisher gives applicants whose origin is not known. */
const UNKNOWN = "UNK";
/** From this share of a selection on, unknown origin is said: below it no order of origins turns on it. */
export const UNKNOWN_FROM = 0.05;

/** How many have no stated origin, in all years, and the years that have enough of them to be said; 0 where none has. */
export interface UnknownSize {
  readonly size: number;
  readonly years: readonly number[];
}

/**
 * How many of some rows, counted by `size`, have no stated origin, by unit. Where a year has enough of them, a number of one origin in
 * the same country of asylum is the least there can be.
 */
export function unknownSizes<Row extends {readonly year: number; readonly origin: string; readonly unit: Unit}>(
  rows: Iterable<Row>,
  size: (row: Row) => number
): Readonly<Record<Unit, UnknownSize>> {
  const adder = unknownSizesAdder(size);
  for (const row of rows) adder.add(row);
  return adder.done();
}

/** The same of rows that are added one by one. */
export function unknownSizesAdder<Row extends {readonly year: number; readonly origin: string; readonly unit: Unit}>(
  size: (row: Row) => number
): Adder<Row, Readonly<Record<Unit, UnknownSize>>> {
  const found = {P: new Map<number, [all: number, unknown: number]>(), C: new Map<number, [all: number, unknown: number]>()}; // prettier-ignore
  const of = (unit: Unit): UnknownSize => {
    const years = [...found[unit]].flatMap(([year, [all, unknown]]) =>
      unknown > 0 && unknown >= UNKNOWN_FROM * all ? [year] : []
    );
    const size = [...found[unit].values()].reduce((sum, [, unknown]) => sum + unknown, 0);
    return {size: years.length ? size : 0, years};
  };
  return {
    add: (row) => {
      const [all, unknown] = found[row.unit].get(row.year) ?? [0, 0];
      const n = size(row);
      found[row.unit].set(row.year, [all + n, unknown + (row.origin === UNKNOWN ? n : 0)]);
    },
    done: () => ({P: of("P"), C: of("C")})
  };
}

/** Applications of unknown origin in one unit, and whose they are. */
export interface UnknownOrigin {
  readonly unit: Unit;
  readonly unknown: number;
  readonly all: number;
  /** `unknown` of `all`, a fraction. */
  readonly share: number;
  /** Whether that is enough to be said wherever origins are ranked or compared. */
  readonly said: boolean;
  /** The countries that reported them, the largest first, and the country with most of them. */
  readonly hosts: readonly {readonly asylum: string; readonly size: number}[];
  readonly most: Dominant | null;
}

/** Unknown origin among the added applications, for persons and for cases; null in a unit with nothing counted. */
export function unknownOriginAdder(): Adder<
  Pick<ApplicationRow, "origin" | "asylum" | "unit" | "applications">,
  Readonly<Record<Unit, UnknownOrigin | null>>
> {
  const all = {P: 0, C: 0};
  const hosts = {P: new Map<string, number>(), C: new Map<string, number>()};
  const of = (unit: Unit): UnknownOrigin | null => {
    if (all[unit] === 0) return null;
    const sizes = [...hosts[unit]].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const unknown = sizes.reduce((sum, [, size]) => sum + size, 0);
    const share = unknown / all[unit];
    return {
      unit,
      unknown,
      all: all[unit],
      share,
      said: share >= UNKNOWN_FROM,
      hosts: sizes.map(([asylum, size]) => ({asylum, size})),
      most: dominant(sizes)
    };
  };
  return {
    add: ({origin, asylum, unit, applications}) => {
      if (applications === null) return;
      all[unit] += applications;
      if (origin === UNKNOWN) hosts[unit].set(asylum, (hosts[unit].get(asylum) ?? 0) + applications);
    },
    done: () => ({P: of("P"), C: of("C")})
  };
}
