// Ranks countries and origins, each once, by persons and cases together, which is the least number of
// persons there can be, as a case is at least one. The two are shown side by side and their sum is an order, never a figure.
import type {Count} from "./bounds.js";
import type {Headline, InUnits} from "./headline.js";
import {listed} from "./headline.js";

/** Rows of unknown origin: a separate line after all others, never ranked as a country. */
const UNKNOWN = "UNK";

export interface RankedHeadline {
  readonly code: string;
  /** The place's number in persons and, as a separate segment, in cases; null where it has none in the unit. */
  readonly persons: Count | null;
  readonly cases: Count | null;
  /** Persons and cases together: no fewer people applied, up to rounding. For order and length alone. Null without a number. */
  readonly least: number | null;
  /** Marked with a sign: the number includes these, or these replace it. */
  readonly only_other_levels: boolean;
  /** Applications of types that hold new ones together with appeals, where there is no number. */
  readonly not_separated: InUnits<Count>;
  /** Whether the place has any entry; a selected place without one comes last. */
  readonly entries: boolean;
}

/**
 * The places in order: those with a number by `least`, then those whose new applications are not separated from appeals by what
 * they have, then those with other entries, then those without; Unknown after all. Places of one size by their codes. None is left
 * out: `headlines` names every place that is asked for, and null says that it has no row.
 */
export function rankHeadlines(headlines: Iterable<readonly [string, Headline | null]>): RankedHeadline[] {
  return [...headlines]
    .map(([code, headline]) => rankedOf(code, headline))
    .sort(
      (a, b) =>
        Number(a.code === UNKNOWN) - Number(b.code === UNKNOWN) ||
        (b.least ?? -1) - (a.least ?? -1) ||
        sizeOf(b.not_separated) - sizeOf(a.not_separated) ||
        Number(b.entries) - Number(a.entries) ||
        (a.code < b.code ? -1 : 1)
    );
}

function rankedOf(code: string, headline: Headline | null): RankedHeadline {
  const number = headline ? listed(headline) : {P: null, C: null};
  const [persons, cases] = [number.P?.count ?? null, number.C?.count ?? null];
  return {
    code,
    persons,
    cases,
    least: persons || cases ? (persons?.value ?? 0) + (cases?.value ?? 0) : null,
    only_other_levels: headline?.lines.some(({part}) => part === "only_other_levels") ?? false,
    not_separated: headline?.not_separated ?? {P: null, C: null},
    entries: headline !== null
  };
}

const sizeOf = ({P, C}: InUnits<Count>) => (P?.value ?? 0) + (C?.value ?? 0);
