// How many of a region's hosts report in a year.
import {max, min} from "d3";
import type {Reporting, WorldRegion} from "../../edition/worldRegions.js";
import {formatSpans} from "../../words/numbers.js";
import {THIN} from "./shared.js";

/** What a total of a region rests on, in one sentence: the last year, and the fewest and most hosts of any. */
export function reportingSentence(
  reporting: readonly Reporting[],
  what: string,
  scheme: WorldRegion["scheme"]
): string {
  const last = reporting.at(-1);
  if (!last || reporting.every(({hosts}) => hosts === 0)) return `No host of it has a row of ${what} in any year.`;
  const of = scheme === "members" ? "members of the year" : `places that ever have a row of ${what}`;
  const [fewest, most] = [min(reporting, ({hosts}) => hosts) ?? 0, max(reporting, ({hosts}) => hosts) ?? 0];
  const thin =
    scheme === "members"
      ? reporting.filter(({hosts, of: all}) => hosts < all)
      : reporting.filter(({hosts}) => hosts < THIN * most);
  const told = `In ${last.year} ${last.hosts === last.of && last.of > 1 ? `all ${last.of}` : `${last.hosts} of ${last.of}`} ${of} ${scheme === "members" ? `${last.hosts === 1 ? "has" : "have"} a row of ${what}` : `${last.hosts === 1 ? "has" : "have"} one`}`;
  const spread =
    fewest === most ? `, as many as in every year` : `; the fewest of any year are ${fewest}, the most ${most}`;
  const years = formatSpans(thin.map(({year}) => year));
  const tail = !thin.length
    ? scheme === "members"
      ? " No member of a year is without one."
      : ""
    : scheme === "members"
      ? ` At least one member is without one in ${years}.`
      : ` Under nine tenths of the most are ${years}: a rise or fall there may be one of reporting.`;
  return `${told}${spread}.${tail}`;
}
