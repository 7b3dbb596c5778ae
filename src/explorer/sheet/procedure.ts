// A second procedure that a fact sheet shows with first instance: temporary asylum, or the United States' immigration courts.
import {sum} from "d3";
import {LEVELS} from "../../measures/codes.js";
import type {Level} from "../../measures/codes.js";
import type {OutcomesView, View} from "../types.js";

/** A second procedure is shown from this share of the first on. */
const LARGE = 0.1;

/** Every decision as published, closed cases included. */
export const sizeOf = ({all}: OutcomesView): number => sum(Object.values(all.published), ({value}) => value);

/** The largest procedure of one country besides first instance; null where there is none of a size. */
export function procedureOf({state: {selection}, outcomes}: View): OutcomesView | null {
  if (selection.asylums.kind !== "places") return null;
  const main = sum(
    outcomes.filter(({joined}) => joined),
    sizeOf
  );
  const [largest] = outcomes
    .filter(({kind, joined}) => !joined && (kind.stage === "other" || kind.id.startsWith("EO ")))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  return largest && sizeOf(largest) > 0 && sizeOf(largest) >= LARGE * main ? largest : null;
}

/** "temporary asylum", "US immigration courts". */
export function procedureName(levels: readonly Level[]): string {
  const [level = "TA"] = levels;
  return level === "EO" ? "US immigration courts" : LEVELS[level].toLowerCase();
}
