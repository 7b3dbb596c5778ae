// Origins that rounding removed whole. UNHCR drops a row whose count rounds to 0, so that a sum over every origin of a country
// misses those of which one or two people applied: its upper end makes room for them.
import type {Count} from "./bounds.js";

/** The most that a row can hold that rounding removed. */
const MOST_REMOVED = 2;

/**
 * What a sum over all origins must add to its bounds: 0, and up to 2 for each origin that has an entry at a country in any other
 * year and none in the years of the selection. `rows` are those of one table and unit, of every year, of the countries summed.
 */
export function absentOrigins(
  rows: Iterable<{readonly year: number; readonly origin: string; readonly asylum: string}>,
  isSelected: (row: {readonly year: number}) => boolean
): Count {
  const known = new Set<string>();
  const here = new Set<string>();
  for (const row of rows) {
    const pair = `${row.asylum} ${row.origin}`;
    known.add(pair);
    if (isSelected(row)) here.add(pair);
  }
  return {value: 0, lo: 0, hi: MOST_REMOVED * (known.size - here.size)};
}
