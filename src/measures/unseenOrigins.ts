// Origins that rounding removed altogether. An origin with one or two applicants in a country has no entry there, so a sum over every
// origin may be too small. How many such origins there can be follows from other years: who had an entry in this country.
import type {Count} from "./bounds.js";
import type {Unit} from "./codes.js";
import type {Adder} from "./sums.js";

/** What an entry is, of any table. Year-end figures have no unit: they count persons. */
export interface Entry {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  readonly unit?: Unit;
}

/** The most people that an absent entry can hide. Source: UNHCR, Refugee Data Finder, methodology: 1 and 2 are rounded to 0. */
const MOST_UNSEEN = 2;

/** The origins that ever had an entry at each country in a unit. */
export interface KnownOrigins {
  /** Origins with an entry at the country in another year than this one, and not among `seen`. */
  readonly unseen: (asylum: string, unit: Unit, year: number, seen: ReadonlySet<string>) => number;
}

interface Span {
  first: number;
  last: number;
}

/**
 * Who ever had an entry where, from every row of one table: all years, levels, types and authorities. Made once for a table, and
 * for year-end figures once a measure, from the rows in which the measure is not null. Unknown and stateless count as origins.
 */
export function knownOriginsAdder(): Adder<Entry, KnownOrigins> {
  const hosts: Record<Unit, Map<string, Map<string, Span>>> = {P: new Map(), C: new Map()};
  return {
    add: ({year, origin, asylum, unit = "P"}) => {
      let origins = hosts[unit].get(asylum);
      if (!origins) hosts[unit].set(asylum, (origins = new Map<string, Span>()));
      const span = origins.get(origin);
      if (!span) origins.set(origin, {first: year, last: year});
      else if (year < span.first) span.first = year;
      else if (year > span.last) span.last = year;
    },
    done: () => ({
      unseen: (asylum, unit, year, seen) => {
        let count = 0;
        for (const [origin, {first, last}] of hosts[unit].get(asylum) ?? [])
          if ((first !== year || last !== year) && !seen.has(origin)) count++;
        return count;
      }
    })
  };
}

/** How many origins a sum over every origin may have lost, by unit; a region's and the world's are those of its countries added. */
export interface UnseenOrigins {
  readonly P: number;
  readonly C: number;
}

/**
 * Counts the unseen origins of a sum over every origin, of any countries and years. Add exactly the rows of the sum.
 * Each country and year is looked at alone; a country and year without a row in the sum was not reported, and adds nothing.
 * A sum over countries for one origin, or for some, has none: its loss is unknown, and pages say so. For decisions the number of
 * origins is printed and never added, because with five statuses a row it would exceed the figure.
 */
export function unseenOriginsAdder(known: KnownOrigins): Adder<Entry, UnseenOrigins> {
  const seen: Record<Unit, Map<string, Map<number, Set<string>>>> = {P: new Map(), C: new Map()};
  return {
    add: ({year, origin, asylum, unit = "P"}) => {
      let years = seen[unit].get(asylum);
      if (!years) seen[unit].set(asylum, (years = new Map<number, Set<string>>()));
      let origins = years.get(year);
      if (!origins) years.set(year, (origins = new Set()));
      origins.add(origin);
    },
    done: () => {
      const of = (unit: Unit) => {
        let count = 0;
        for (const [asylum, years] of seen[unit])
          for (const [year, origins] of years) count += known.unseen(asylum, unit, year, origins);
        return count;
      };
      return {P: of("P"), C: of("C")};
    }
  };
}

/** A sum over every origin with the upper end that rounding allows: 2 more for each unseen origin. Applications and year-end figures. */
export function withUnseen({value, lo, hi}: Count, origins: number): Count {
  return {value, lo, hi: hi + MOST_UNSEEN * origins};
}
