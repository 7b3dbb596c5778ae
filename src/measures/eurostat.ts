// The closed lists of codes in Eurostat's asylum tables. Each code has two spellings, the one of the live tables and the one
// of older extracts; the edition holds one word for both.
// Source of codes and labels: Eurostat, code lists of migr_asyappctza and migr_asydcfsta.

import {bounded, sum} from "./bounds.js";
import type {Count} from "./bounds.js";

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

export const APPLICANT_SPELLINGS: Readonly<Record<string, Applicant>> = {
  ASY: "all",
  TOTAL: "all",
  ASY_APP: "all",
  FRST: "first_time",
  NASY_APP: "first_time",
  SSEQ: "subsequent",
  SUBSQ: "subsequent",
  "Asylum applicant": "all",
  "First time applicant": "first_time"
};

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

export const DECISION_SPELLINGS: Readonly<Record<string, EurostatDecision>> = {
  TOTAL: "total",
  POS: "positive",
  TOTAL_POS: "positive",
  POS_RFG: "refugee_status",
  GENCONV: "refugee_status",
  POS_SPROT: "subsidiary",
  SUB_PROT: "subsidiary",
  POS_HUM: "humanitarian",
  HUMSTAT: "humanitarian",
  POS_TPROT: "temporary",
  TEMP_PROT: "temporary",
  NEG: "rejected",
  REJECTED: "rejected",
  Total: "total",
  "Total positive decisions": "positive",
  "Geneva Convention status": "refugee_status",
  "Subsidiary protection status": "subsidiary",
  "Humanitarian status": "humanitarian",
  "Temporary protection status": "temporary",
  Rejected: "rejected"
};

/** Sexes. A reader that guesses types takes T for true. */
export const SEXES = {T: "total", M: "men", F: "women", UNK: "unknown"} as const;
export type Sex = keyof typeof SEXES;
export const SEX_SPELLINGS: Readonly<Record<string, Sex>> = {T: "T", M: "M", F: "F", UNK: "UNK", Total: "T"};

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
export const AGE_SPELLINGS: Readonly<Record<string, Age>> = {
  ...(Object.fromEntries(Object.keys(AGES).map((age) => [age, age])) as Record<Age, Age>),
  Total: "TOTAL"
};

/** Flags: what Eurostat says of a value. Several may stand together. */
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

/** Codes of origin and host that are sums of other rows: never added to them. */
export const AGGREGATES = [
  "TOTAL",
  "EXT_EU27_2020",
  "EXT_EU28",
  "EXT_EU27_2007",
  "EU27_2020",
  "EU28",
  "EU27_2007"
] as const;

/** Codes of origin that are single rows and no place of UNHCR's: Kosovo, former states, and people told by a status. */
export const EUROSTAT_ORIGINS = {
  XKX: "Kosovo",
  SCG: "Serbia and Montenegro, to 2006",
  YUG: "Yugoslavia, to 1992",
  SUN: "Soviet Union, to 1991",
  CSK: "Czechoslovakia, to 1992",
  RNC: "recognised non-citizens",
  UK_OCT: "British overseas countries and territories"
} as const;

/** What Eurostat counts of a host's first-instance decisions in a year, all citizens together. */
export interface GenevaStatus {
  readonly year: number;
  /** Geneva Convention status. */
  readonly refugee_status: Count;
  readonly positive: Count;
  /** Whether four quarters were added: each is rounded by itself, so the bounds are wider than a year's. */
  readonly quarters: boolean;
}

interface DecisionValue {
  readonly year: number;
  readonly quarter: number | null;
  readonly origin: string;
  readonly asylum: string;
  readonly decision: EurostatDecision;
  readonly decisions: number | null;
}

/**
 * How Eurostat tells refugee status from other positive decisions of a host in a year, of its yearly table where that says it, else
 * of four quarters added with their bounds. Null where a value is missing: three quarters are no year.
 * Source: Eurostat, metadata of migr_asydec (rounding to 5; Geneva Convention status).
 */
export function genevaStatus(rows: Iterable<DecisionValue>, asylum: string, year: number): GenevaStatus | null {
  const some = [...rows].filter((row) => row.asylum === asylum && row.year === year && row.origin === "TOTAL");
  const of = (decision: EurostatDecision, quarters: boolean): Count | null => {
    const values = some.filter((row) => row.decision === decision && (row.quarter !== null) === quarters);
    if (values.length !== (quarters ? 4 : 1) || values.some((row) => row.decisions === null)) return null;
    return sum(values.map((row) => bounded(row.decisions ?? 0, "eurostat")));
  };
  for (const quarters of [false, true]) {
    const [refugee_status, positive] = [of("refugee_status", quarters), of("positive", quarters)];
    if (refugee_status && positive) return {year, refugee_status, positive, quarters};
  }
  return null;
}
