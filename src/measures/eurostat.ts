// Maps Eurostat's codes to one spelling: each has two, one in the live tables and one in older extracts, and the
// edition uses one word for both. Also reads Eurostat's count of a country's decisions in a year.
// Source of codes and labels: Eurostat, code lists of migr_asyappctza and migr_asydcfsta.

import {AGES} from "../schema/eurostatCodes.js";
import type {Age, Applicant, EurostatDecision, Sex} from "../schema/eurostatCodes.js";
import {bounded, sum} from "./bounds.js";
import type {Count} from "./bounds.js";

export {
  AGES,
  AGGREGATES,
  APPLICANTS,
  EUROSTAT_DECISIONS,
  EUROSTAT_ORIGINS,
  FLAGS,
  SEXES
} from "../schema/eurostatCodes.js";
export type {Age, Applicant, EurostatDecision, Sex} from "../schema/eurostatCodes.js";

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

export const SEX_SPELLINGS: Readonly<Record<string, Sex>> = {T: "T", M: "M", F: "F", UNK: "UNK", Total: "T"};

export const AGE_SPELLINGS: Readonly<Record<string, Age>> = {
  ...(Object.fromEntries(Object.keys(AGES).map((age) => [age, age])) as Record<Age, Age>),
  Total: "TOTAL"
};

/** Eurostat's count of a country's first-instance decisions in a year, all citizens together. */
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
 * How Eurostat separates refugee status from other positive decisions of a country in a year, of its yearly table where that says it, else
 * of four quarters added with their bounds. Null where a value is missing: three quarters are not a year.
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
