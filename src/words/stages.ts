// Names of the stages of a procedure.
import type {Stage} from "../measures/codes.js";

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  first: "first instance",
  combined: "first instance and appeal combined",
  appeal: "appeal",
  repeat: "repeat applications",
  other: "other status",
  backlog: "backlog"
};
