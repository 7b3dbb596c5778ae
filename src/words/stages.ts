// What the stages of a procedure are called.
import type {Stage} from "../measures/codes.js";

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  first: "first instance",
  combined: "first instance and appeal together",
  appeal: "appeal",
  repeat: "repeat or reopened",
  other: "other status",
  backlog: "backlog"
};
