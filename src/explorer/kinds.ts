// Kinds of rows: a stage (or a level alone) and a unit. Rows of one kind may be added.
import {ascending, descending} from "d3";
import {addedStages, ALL_ADDED, STAGE_WORDS} from "../words/stages.js";
import {LEVELS, STAGES} from "../measures/codes.js";
import type {Level, Stage, Unit} from "../measures/codes.js";
import {stageOf} from "../measures/sums.js";
import type {Kind, Row} from "./types.js";

export const STAGE_ORDER = Object.keys(STAGES) as Stage[];
/**
 * The kind of a row. At stage "other" each level decides something else; the United States' EO decides claims again that were
 * referred from IN, so it stands alone.
 */
export function kindOf({asylum, level, unit}: {asylum: string; level: Level; unit: Unit}): Kind {
  // Rows of one country, level and unit are adjacent: caching the last result saves a quarter of the time for regions.
  if (last.level !== level || last.unit !== unit || last.asylum !== asylum) {
    const {levels, courts} = KINDS[unit];
    last = {asylum, level, unit, kind: level === "EO" && asylum === "USA" ? courts : (levels[level] as Kind)};
  }
  return last.kind;
}

/** One kind for the levels that may be added. */
function kindsIn(unit: Unit): {levels: Partial<Record<Level, Kind>>; courts: Kind} {
  const levels: Partial<Record<Level, Kind>> = {};
  for (const stage of STAGE_ORDER) {
    const together: Kind = {id: `${stage} ${unit}`, stage, levels: STAGES[stage], unit};
    for (const level of STAGES[stage])
      levels[level] = stage === "other" ? {id: `${level} ${unit}`, stage, levels: [level], unit} : together;
  }
  return {levels, courts: {id: `EO ${unit}`, stage: stageOf("EO"), levels: ["EO"], unit}};
}

export const KINDS = {P: kindsIn("P"), C: kindsIn("C")};
let last: {asylum: string; level: Level; unit: Unit; kind: Kind} = {
  asylum: "",
  level: "FI",
  unit: "P",
  kind: KINDS.P.levels.FI as Kind
};
export const STOCK: Kind = {id: "year-end P", stage: null, levels: [], unit: "P"};
/** The words of a kind's step: "first instance", "temporary asylum". */
export function kindWords({id, stage, levels}: Kind): string {
  if (stage === null) return "year-end";
  if (id.startsWith("new ")) return "all new applications";
  if (id.startsWith("total ")) return ALL_ADDED;
  if (id.startsWith("added all ")) return ALL_ADDED;
  if (id.startsWith("added ")) return addedStages(levels);
  if (id.startsWith("joined ")) return "first instance, alone or combined with appeal";
  if (id.startsWith("EO ")) return "US immigration courts";
  if (stage === "other") return LEVELS[levels[0] ?? "TA"];
  return STAGE_WORDS[stage];
}

export const compareKinds = (a: Kind, b: Kind) =>
  ascending(STAGE_ORDER.indexOf(a.stage ?? "first"), STAGE_ORDER.indexOf(b.stage ?? "first")) ||
  ascending(a.id, b.id) ||
  descending(a.unit, b.unit);
export const rowKind = (row: Row): Kind => ("level" in row ? kindOf(row) : STOCK);
