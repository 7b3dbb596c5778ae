// The closed lists of codes in UNHCR's asylum rows, as literal unions, with their labels and stages.
// Source of codes and labels: UNHCR Refugee Data Finder; V and RA (type) from OCHA HDX's configuration of the same tables.

/** Who decides: the government, government and UNHCR jointly, or UNHCR. */
export const AUTHORITIES = {G: "Government", J: "Joint", U: "UNHCR"} as const;
export type Authority = keyof typeof AUTHORITIES;

/** What a row counts: persons or cases. The two are never added. */
export const UNITS = {P: "persons", C: "cases"} as const;
export type Unit = keyof typeof UNITS;

/** Type of application. Before 2006 every row but the United States' is V. "NA" is a value, never missing. */
export const APPLICATION_TYPES = {
  N: "new applications",
  R: "repeat applications",
  A: "appeals",
  NA: "new applications and appeals together",
  NR: "new and repeat applications together",
  FA: "first instance and appeal together",
  J: "judicial review",
  BL: "backlog",
  SP: "subsidiary protection",
  V: "various",
  RA: "repeat or reopened applications"
} as const;
export type ApplicationType = keyof typeof APPLICATION_TYPES;

/** Level of decision. "NA" is a value ("new applications"), never missing. */
export const LEVELS = {
  NA: "new applications",
  FI: "first instance",
  AR: "administrative review",
  RA: "repeat or reopened",
  IN: "US Citizenship and Immigration Services",
  EO: "US Executive Office for Immigration Review",
  JR: "judicial review",
  SP: "subsidiary protection",
  FA: "first instance and appeal",
  TP: "temporary protection",
  TA: "temporary asylum",
  BL: "backlog",
  TR: "temporary leave to remain",
  CA: "cantonal regulations"
} as const;
export type Level = keyof typeof LEVELS;

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

/** UNHCR's columns of a decision row, in their order. */
export const COLUMNS = ["recognized", "other", "rejected", "closed"] as const;
export type Column = (typeof COLUMNS)[number];
/** The columns that grant something; the others refuse or close. */
export const POSITIVE_COLUMNS = ["recognized", "other"] as const satisfies readonly Column[];

/** What a decision was in law. The order is the order of every stack, key, table and card. */
export const POSITIVE_STATUSES = ["refugee_status", "undivided", "complementary", "humanitarian", "temporary"] as const;
export const NEGATIVE_STATUSES = ["refused", "undivided_closed", "otherwise_closed", "not_decided"] as const;
export const STATUSES = [...POSITIVE_STATUSES, ...NEGATIVE_STATUSES] as const;
export type PositiveStatus = (typeof POSITIVE_STATUSES)[number];
export type NegativeStatus = (typeof NEGATIVE_STATUSES)[number];
export type Status = PositiveStatus | NegativeStatus;

/** The status a column is read as where no rule says otherwise. The two positive names then say no more than "filed under". */
export const DEFAULT_STATUS = {
  recognized: "refugee_status",
  other: "complementary",
  rejected: "refused",
  closed: "otherwise_closed"
} as const satisfies Record<Column, Status>;

/** A decision row's unit, level and so on decide whether a rule speaks of it; these are the axes a rule may name. */
export interface DecisionKey {
  year: number;
  origin: string;
  asylum: string;
  authority: Authority;
  level: Level;
  unit: Unit;
}
