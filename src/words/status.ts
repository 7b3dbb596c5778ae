// The words that charts and tables print, in one place.
import type {Column, Level, Status} from "../measures/codes.js";

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  refugee_status: "refugee status",
  undivided: "refugee status or complementary, not told apart",
  complementary: "complementary",
  humanitarian: "humanitarian",
  temporary: "temporary",
  refused: "refused",
  undivided_closed: "refused or closed, not told apart",
  otherwise_closed: "otherwise closed",
  not_decided: "not decided"
};

/** UNHCR's column names stand in quotation marks, in its spelling. */
export const COLUMN_WORDS: Readonly<Record<Column, string>> = {
  recognized: "“recognized”",
  other: "“other”",
  rejected: "“rejected”",
  closed: "“closed”"
};

/** What is asked for at a level, where a level is a procedure of its own. */
export const PROCEDURE_WORDS: Readonly<Partial<Record<Level, string>>> = {
  FI: "Refugee status, first instance (level FI)",
  TA: "Temporary asylum (level TA)"
};

export const NO_ROW = "no row";
export const NOT_REPORTED = "not reported";

/** What a reported figure counts. */
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
