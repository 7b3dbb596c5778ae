// Names of the stages of a procedure.
import type {Level, Stage} from "../measures/codes.js";
import {stageOf} from "../measures/sums.js";
import {list} from "./text.js";

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  first: "first instance",
  combined: "first instance and appeal combined",
  appeal: "appeal",
  repeat: "repeat applications",
  other: "other status",
  backlog: "backlog"
};

/** First instance and combined decisions added: in words, as they are counted in one number. */
export const JOINED_STAGES = "first instance, alone or combined with appeal";

export const ALL_ADDED = "all stages added";
/**
 * New applications of many countries as each counts its own: those of other stages and procedures, such as temporary asylum in Russia, are
 * in UNHCR's total of a region or the world alone.
 */
export const OWN_ADDED = "first instance alone";
/** "several stages added (first instance and appeal)"; one stage, and those that may be joined, as they are named elsewhere. */
export function addedStages(levels: readonly Level[]): string {
  const stages = [...new Set(levels.map(stageOf))];
  if (stages.every((stage) => stage === "first" || stage === "combined")) return stageWords(levels) ?? ALL_ADDED;
  return stages.length > 1
    ? `several stages added (${list(stages.map((stage) => STAGE_WORDS[stage]))})`
    : (stageWords(levels) ?? ALL_ADDED);
}

/** The stage of a number that is counted at these levels; null where there are none. */
export function stageWords(levels: Iterable<Level>): string | null {
  const stages = new Set([...levels].map(stageOf));
  const [only] = stages;
  if (only === undefined) return null;
  return stages.size === 1 ? STAGE_WORDS[only] : JOINED_STAGES;
}
