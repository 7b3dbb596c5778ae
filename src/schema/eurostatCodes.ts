// The closed lists of codes in Eurostat's asylum tables as the edition holds them, each with its label in English.
// Source of codes and labels: Eurostat, code lists of migr_asyappctza and migr_asydcfsta.

/**
 * Who is counted as an applicant. "All" counts everybody who applied in the year, repeat applications included; "first time"
 * those who had never applied in that country. Both count persons; a person who comes back in another year is counted again.
 */
export const APPLICANTS = {
  all: "all applicants",
  first_time: "first-time applicants",
  subsequent: "subsequent applicants"
} as const;
export type Applicant = keyof typeof APPLICANTS;

/** First-instance decisions by their outcome. "Positive" is the sum of the four statuses after it, "total" of positive and rejected. */
export const EUROSTAT_DECISIONS = {
  total: "all first-instance decisions",
  positive: "positive decisions",
  refugee_status: "Geneva Convention status",
  subsidiary: "subsidiary protection",
  humanitarian: "humanitarian status",
  temporary: "temporary protection",
  rejected: "rejected"
} as const;
export type EurostatDecision = keyof typeof EUROSTAT_DECISIONS;

/** Sexes. A reader that guesses types takes T for true. */
export const SEXES = {T: "total", M: "men", F: "women", UNK: "unknown"} as const;
export type Sex = keyof typeof SEXES;

/** Ages in Eurostat's codes, with the column of `eurostat_sex_age` that holds each. Under 18 is under 14 and 14 to 17 together. */
export const AGES = {
  TOTAL: "total",
  Y_LT14: "y_lt14",
  "Y14-17": "y14_17",
  Y_LT18: "y_lt18",
  "Y18-34": "y18_34",
  "Y35-64": "y35_64",
  Y_GE65: "y_ge65",
  UNK: "unknown"
} as const;
export type Age = keyof typeof AGES;

/** Eurostat's flags on a value. A value may have several. */
export const FLAGS = {
  b: "break in series",
  c: "confidential",
  d: "definition differs",
  e: "estimated",
  n: "not significant",
  p: "provisional",
  s: "Eurostat estimate",
  u: "low reliability",
  z: "not applicable"
} as const;

/** Codes of origin and country of asylum that are sums of other rows: never added to them. */
export const AGGREGATE_LABELS = {
  TOTAL: "total",
  EXT_EU27_2020: "citizens of countries outside the European Union (27 members, from 2020)",
  EXT_EU28: "citizens of countries outside the European Union (28 members, 2013 to 2020)",
  EXT_EU27_2007: "citizens of countries outside the European Union (27 members, 2007 to 2013)",
  EU27_2020: "European Union (27 members, from 2020)",
  EU28: "European Union (28 members, 2013 to 2020)",
  EU27_2007: "European Union (27 members, 2007 to 2013)"
} as const;
export const AGGREGATES = Object.keys(AGGREGATE_LABELS) as readonly (keyof typeof AGGREGATE_LABELS)[];

/** Codes of origin that are not in UNHCR's list of places: Kosovo, former states, and groups defined by a status. */
export const EUROSTAT_ORIGINS = {
  XKX: "Kosovo",
  SCG: "Serbia and Montenegro, to 2006",
  YUG: "Yugoslavia, to 1992",
  SUN: "Soviet Union, to 1991",
  CSK: "Czechoslovakia, to 1992",
  RNC: "recognised non-citizens",
  UK_OCT: "British overseas countries and territories"
} as const;
