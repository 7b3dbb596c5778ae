// Names of statuses, columns and kinds of figures, as charts, tables and sentences print them.
import type {Column, Level, Status} from "../measures/codes.js";

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  refugee_status: "refugee status",
  undivided: "refugee status or other protection (not separated)",
  complementary: "complementary protection",
  humanitarian: "humanitarian grounds",
  temporary: "temporary status",
  refused: "refused",
  undivided_closed: "refused or closed (not separated)",
  otherwise_closed: "closed without a decision",
  not_decided: "not decided"
};

/** UNHCR's column names, in quotation marks and its spelling. */
export const COLUMN_WORDS: Readonly<Record<Column, string>> = {
  recognized: "“recognized”",
  other: "“other”",
  rejected: "“rejected”",
  closed: "“closed”"
};

export const RECOGNIZED_OR_OTHER = "“recognized” or “other”";

/** The status applied for at a level that is a separate procedure. */
export const PROCEDURE_WORDS: Readonly<Partial<Record<Level, string>>> = {
  FI: "Refugee status, first instance (level FI)",
  TA: "Temporary asylum (level TA)"
};

/** UNHCR’s year-end figure of asylum-seekers, by one name wherever it is a measure; sentences say who is waiting for a decision. */
export const PENDING = "pending applications";

export const NO_ENTRY = "no entry";
export const NOT_REPORTED = "not reported";
/** Why a question about one unit has no number where the data has one in the other. */
export const IN_PERSONS = "counted in persons; not shown";
export const IN_CASES = "counted in cases; not shown";
/** Why there is no number. */
export const ABSENCE_WORDS = {
  "no entry": NO_ENTRY,
  "not reported": NOT_REPORTED,
  "in persons": IN_PERSONS,
  "in cases": IN_CASES,
  "not separated": "not separated"
} as const;

/** What a figure from another source counts. */
export const REPORTED_WORDS: Readonly<Record<string, string>> = {
  refugee_status_applications: "applications for refugee status",
  temporary_asylum_applications: "applications for temporary asylum",
  asylum_applications: "applications for refugee status and temporary asylum",
  asylum_applicants: "applicants for refugee status or temporary asylum",
  new_applications: "new applications",
  first_time_applicants: "first-time applicants, as Eurostat counts them",
  applications_first_and_repeat: "first and repeat applications",
  refugee_status_granted: "refugee status granted",
  complementary_protection_granted: "complementary protection granted",
  humanitarian_residence_granted: "residence on humanitarian grounds granted",
  temporary_asylum_granted: "temporary asylum granted"
};

const AFTER =
  "(?=[,.;:)]| (?:\\(|(?:together|at|in|on|with|holds?|must|agree|is|was|were|received|and|are|again|as|the year|to|from|here|of|by|or|may|probably|because)\\b))";
const COLUMN_IN_TEXT = new RegExp(`\\b(under|column|and|against|so) (other|rejected|closed)\\b${AFTER}`, "g");

/** A reviewed text with quotation marks around UNHCR's columns, whose names are ordinary words: reported under “other”. */
export function columnsQuoted(text: string): string {
  return (
    text
      // Editions that are published already have the plural.
      .replace(/\b([Tt]he Netherlands) (grant|report)\b/g, "$1 $2s")
      .replace(/\b([Tt]he Netherlands) have\b/g, "$1 has")
      .replace(/“?\brecognized\b”?/g, "“recognized”")
      .replace(COLUMN_IN_TEXT, "$1 “$2”")
      .replace(/(^|\. )Other (?=holds|probably|is\b)/g, "$1“Other” ")
      .replace(/“?\brejected”? (?=is 0|holds)/g, "“rejected” ")
  );
}
