// The closed lists of codes in UNHCR's asylum rows and in our own tables, each code with its label in English.
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
  NA: "new applications and appeals combined",
  NR: "new and repeat applications combined",
  FA: "first instance and appeal combined",
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
  FA: "first instance and appeal combined",
  TP: "temporary protection",
  TA: "temporary asylum",
  BL: "backlog",
  TR: "temporary leave to remain",
  CA: "cantonal regulations"
} as const;
export type Level = keyof typeof LEVELS;

/** UNHCR's columns of a decision row, in their order. */
export const COLUMNS = ["recognized", "other", "rejected", "closed"] as const;
export type Column = (typeof COLUMNS)[number];
/** What a decision was in law. The order is the order of every stack, key, table and card. */
export const POSITIVE_STATUSES = ["refugee_status", "undivided", "complementary", "humanitarian", "temporary"] as const;
export const NEGATIVE_STATUSES = ["refused", "undivided_closed", "otherwise_closed", "not_decided"] as const;
export const STATUSES = [...POSITIVE_STATUSES, ...NEGATIVE_STATUSES] as const;
export type PositiveStatus = (typeof POSITIVE_STATUSES)[number];
export type NegativeStatus = (typeof NEGATIVE_STATUSES)[number];
export type Status = PositiveStatus | NegativeStatus;

/** The label of each status where a table or a file names it. */
export const STATUS_LABELS = {
  refugee_status: "refugee status",
  undivided: "refugee status or other protection (not separated)",
  complementary: "complementary protection",
  humanitarian: "humanitarian residence",
  temporary: "temporary status",
  refused: "refused",
  undivided_closed: "refused or closed (not separated)",
  otherwise_closed: "closed without a decision",
  not_decided: "not decided"
} as const satisfies Record<Status, string>;

/** What a row of `counts` counts. The first is a flow of a year, the others are stocks of people at its end. */
export const MEASURES = {
  applications: "applications in the year",
  refugees: "refugees at the end of the year",
  asylum_seekers: "asylum-seekers at the end of the year"
} as const;
export type Measure = keyof typeof MEASURES;

/** Kinds of possible breaks, the most serious first, each with the heading of its list. */
export const BREAK_KINDS = {
  columns: "Positive decisions that move between columns",
  closed: "Nearly all decisions closed",
  refusals: "Refusals no longer reported",
  unknown: "Nationality no longer reported",
  leap: "Sudden jumps",
  unit: "Change between persons and cases",
  level: "Change of level",
  authority: "Change of authority",
  reporting: "Reporting that stops or starts"
} as const;
export type BreakKind = keyof typeof BREAK_KINDS;
