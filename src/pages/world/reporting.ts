// How many of a region's countries report in a year.
import {max, min} from "d3";
import type {Reporting, WorldRegion} from "../../edition/worldRegions.js";
import {formatSpans} from "../../words/numbers.js";
import {THIN} from "./shared.js";

/** What a total of a region rests on, in one sentence: the latest year, and the fewest and most countries of any. */
export function reportingSentence(
  reporting: readonly Reporting[],
  what: string,
  scheme: WorldRegion["scheme"]
): string {
  const last = reporting.at(-1);
  if (!last || reporting.every(({hosts}) => hosts === 0)) return `No country of it has reported ${what} in any year.`;
  const of = scheme === "members" ? "members of the year" : `countries and territories that ever reported ${what}`;
  const [fewest, most] = [min(reporting, ({hosts}) => hosts) ?? 0, max(reporting, ({hosts}) => hosts) ?? 0];
  const thin =
    scheme === "members"
      ? reporting.filter(({hosts, of: all}) => hosts < all)
      : reporting.filter(({hosts}) => hosts < THIN * most);
  const told = `In ${last.year}, ${last.hosts === last.of && last.of > 1 ? (last.of === 2 ? "both" : `all ${last.of}`) : `${last.hosts} of ${last.of}`} ${of} ${scheme === "members" ? `reported ${what}` : "did so"}`;
  const spread =
    fewest === most ? `, as many as in every year` : `; the fewest in any year were ${fewest}, the most ${most}`;
  const years = formatSpans(thin.map(({year}) => year));
  const tail = !thin.length
    ? scheme === "members"
      ? " No member is missing in any year."
      : ""
    : scheme === "members"
      ? ` At least one member is missing in ${years}.`
      : ` Fewer than nine tenths of the most reported in ${years}: a rise or fall there may be one of reporting.`;
  return `${told}${spread}.${tail}`;
}
