// Which rows a figure takes, as cards, conditions and revisions need it: codes for regions, levels for stages.
import {range} from "d3";
import type {Level} from "../../measures/codes.js";
import {ALL_LEVELS} from "../../measures/selection.js";
import type {Places, Selection} from "../../measures/selection.js";
import type {Scope} from "../../measures/status.js";
import {stageOf} from "../../measures/sums.js";
import {codesOf} from "../ledger.js";
import type {Ledger} from "../ledger.js";

/** The codes that a side takes in any of the years; `*` for all. */
export function codesIn(ledger: Ledger, places: Places, [from, to]: Selection["years"]): Scope<string> {
  if (places.kind === "all" && !places.but) return "*";
  return [...new Set(range(from, to + 1).flatMap((year) => codesOf(ledger, places, year)))].sort();
}

/** The levels that a selection takes; `*` for all. */
export function levelsIn({stages, levels}: Selection): Scope<Level> {
  const open = ALL_LEVELS.filter((level) => stages.includes(stageOf(level)) && (levels?.includes(level) ?? true));
  return open.length === ALL_LEVELS.length ? "*" : open;
}

/** A side by spans of years in which it takes the same codes: the members of a union change. */
export function spansOf(
  ledger: Ledger,
  places: Places,
  [from, to]: Selection["years"]
): {years: readonly [number, number]; codes: Scope<string>}[] {
  const spans: {years: [number, number]; codes: Scope<string>}[] = [];
  for (const year of range(from, to + 1)) {
    const codes = codesIn(ledger, places, [year, year]);
    const last = spans.at(-1);
    if (last && String(last.codes) === String(codes)) last.years[1] = year;
    else spans.push({years: [year, year], codes});
  }
  return spans;
}
