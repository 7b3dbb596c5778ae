// Computes counts per 100,000 inhabitants. A number is never printed without its denominator: whose inhabitants they
// are, of which year, and which places have no number, is part of every value.
import type {Count} from "./bounds.js";

/** Inhabitants of a place. `year` is the year they were counted in: the World Bank's last one where it has not reached a year. */
export interface Inhabitants {
  readonly people: number;
  readonly year: number;
}
export type InhabitantsOf = (place: string, year: number) => Inhabitants | null;

/** Whose inhabitants a count is divided by. */
export type Side = "asylum" | "origin";

/** What a number for each 100,000 inhabitants is divided by: data, so that every sentence, axis, table and file can name it. */
export interface Denominator {
  readonly side: Side;
  /** The year of the count. */
  readonly year: number;
  readonly people: number;
  /** Places whose inhabitants are in `people`, and those that have no number and are not, each in the order of their codes. */
  readonly places: readonly string[];
  readonly without: readonly string[];
  /** The years the inhabitants were counted in, ascending; another than `year` is said where the number is shown (2025: 2024). */
  readonly counted_in: readonly number[];
}

/** A number for each 100,000 inhabitants, with the rounding of its count and its denominator. */
export interface PerInhabitants extends Count {
  readonly denominator: Denominator;
}

export const PER = 100_000;

/**
 * The default denominator: each country's own inhabitants, so that two countries that receive one origin can be compared with
 * each other. The origin's are taken on request alone.
 */
export const DEFAULT_SIDE: Side = "asylum";

/**
 * The inhabitants of places together; null where none has a number. A country's is its own; of a region, a union or the world all
 * its places are given, whether they have an entry or not. Source: World Bank, SP.POP.TOTL.
 */
export function denominator(side: Side, places: Iterable<string>, year: number, of: InhabitantsOf): Denominator | null {
  const counted: string[] = [],
    without: string[] = [],
    years = new Set<number>();
  let people = 0;
  for (const place of [...places].sort()) {
    const found = of(place, year);
    (found ? counted : without).push(place);
    if (!found) continue;
    people += found.people;
    years.add(found.year);
  }
  return people > 0
    ? {side, year, people, places: counted, without, counted_in: [...years].sort((a, b) => a - b)}
    : null;
}

/** A count of one year for each 100,000 of a denominator. */
export function perInhabitants({value, lo, hi}: Count, denominator: Denominator): PerInhabitants {
  const by = (n: number) => (n * PER) / denominator.people;
  return {value: by(value), lo: by(lo), hi: by(hi), denominator};
}

/** Whether the inhabitants were counted in another year than the applications: a sentence, an axis and a table say so. */
export function isOfAnotherYear({year, counted_in}: Denominator): boolean {
  return counted_in.some((one) => one !== year);
}
