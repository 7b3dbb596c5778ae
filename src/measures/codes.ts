// Lists the codes of UNHCR's asylum rows, from the schema, and groups them into stages and kinds of outcome.
import type {Authority, Column, Level, Status, Unit} from "../schema/codes.js";

export {
  APPLICATION_TYPES,
  AUTHORITIES,
  COLUMNS,
  LEVELS,
  NEGATIVE_STATUSES,
  POSITIVE_STATUSES
} from "../schema/codes.js";
export {STATUSES, UNITS} from "../schema/codes.js";
export type {ApplicationType, Authority, Column, Level, NegativeStatus} from "../schema/codes.js";
export type {PositiveStatus, Status, Unit} from "../schema/codes.js";

/** The step of the procedure a level belongs to. Stages are never added together. */
export const STAGES = {
  first: ["FI", "NA", "IN", "EO"],
  combined: ["FA"],
  appeal: ["AR", "JR"],
  repeat: ["RA"],
  other: ["SP", "TA", "TP", "TR", "CA"],
  backlog: ["BL"]
} as const satisfies Record<string, readonly Level[]>;
export type Stage = keyof typeof STAGES;

/** The columns that grant something; the others refuse or close. */
export const POSITIVE_COLUMNS = ["recognized", "other"] as const satisfies readonly Column[];

/** The status of a column where no rule says otherwise. The two positive names then only mean "reported under". */
export const DEFAULT_STATUS = {
  recognized: "refugee_status",
  other: "complementary",
  rejected: "refused",
  closed: "otherwise_closed"
} as const satisfies Record<Column, Status>;

/** A decision row's unit, level and so on decide whether a rule is about it; these are the axes a rule may name. */
export interface DecisionKey {
  year: number;
  origin: string;
  asylum: string;
  authority: Authority;
  level: Level;
  unit: Unit;
}
