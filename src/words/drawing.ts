// The words that charts and their descriptions print.
import type {Column, Status} from "../measures/codes.js";
import {formatNumber, formatYears} from "./numbers.js";
import {COLUMN_WORDS, NO_ENTRY, NOT_REPORTED, STATUS_WORDS} from "./status.js";

export interface DrawingWords {
  readonly status: Readonly<Record<Status, string>>;
  readonly column: Readonly<Record<Column, string>>;
  readonly noEntry: string;
  readonly notReported: string;
  readonly reported: string;
  readonly published: string;
  readonly cases: string;
  readonly persons: string;
  readonly asPublished: string;
  readonly inLaw: string;
  /** A status that is 0 in every entry. */
  readonly zeroInEvery: (status: string) => string;
  readonly table: string;
  readonly howCounted: string;
  readonly howMade: string;
  readonly source: string;
  readonly decided: string;
  readonly boundariesNote: string;
  readonly of: (part: string, whole: string) => string;
  /** A range inside a label: "3 to 5". */
  readonly range: (lo: number, hi: number) => string;
  readonly years: (from: number, to: number) => string;
  /** The magnification of a lens relative to its bar. */
  readonly times: (factor: number) => string;
}

/** What charts and their descriptions say. */
export const DRAWING_WORDS: DrawingWords = {
  status: STATUS_WORDS,
  column: COLUMN_WORDS,
  noEntry: NO_ENTRY,
  notReported: NOT_REPORTED,
  reported: "reported",
  published: "published",
  cases: "cases",
  persons: "persons",
  asPublished: "As reported to UNHCR",
  inLaw: "By legal status",
  zeroInEvery: (status) => `${status}: 0 in every entry`,
  table: "Table",
  howCounted: "How was this counted?",
  howMade: "How was this made?",
  source: "Source",
  decided: "decided",
  boundariesNote: "Boundaries imply no endorsement.",
  of: (part, whole) => `${part} of ${whole}`,
  range: (lo, hi) => `${formatNumber(lo)} to ${formatNumber(hi)}`,
  years: formatYears,
  times: (factor) => `Here each person is drawn ${formatNumber(factor)} times as wide as in the bar above.`
};
