// What a number to print counts, as nouns: with legal names of statuses, UNHCR's columns as columns, and whose they are.
import type {Column, Status} from "../measures/codes.js";
import {nounOf, people} from "./printScope.js";
import type {Scope} from "./printScope.js";

/**
 * What a printed number counts. `decisions` are all substantive decisions, `protection` those that granted protection of any kind;
 * the columns are UNHCR's, where what they hold in law is not known or is not asked.
 */
export type Printed =
  | "new_applications"
  | "applications"
  | Status
  | "decisions"
  | "protection"
  | Column
  | "recognized_or_other"
  | "asylum_seekers"
  | "refugees";

/** What is counted, without its number. */
export interface Counted extends Scope {
  readonly what: Printed;
  /** Whether some are missing or not separated in the data, so that the number is the least. */
  readonly isLeast?: boolean;
  /** What the number leaves out, in sentences. */
  readonly beside?: readonly string[];
  /** Whether some may be closed cases, so that the number of decisions is the most. */
  readonly isMost?: boolean;
  /** The stage of a country whose new applications are reported at a later stage alone: "administrative review". */
  readonly laterStage?: string;
  /** Types of application where they are chosen: "repeat applications and appeals". */
  readonly types?: string;
  /** Why there is no number; "no entry" where nothing is given. */
  readonly absence?: "no entry" | "not reported" | "not separated" | "in persons" | "in cases";
}
export const isYearEnd = ({what}: Counted) => what === "asylum_seekers" || what === "refugees";
export const isApplied = ({what}: Counted) => what === "new_applications" || what === "applications";
export const COLUMN_NAMES: Readonly<Record<Column, string>> = {
  recognized: "UNHCR’s column “recognized”, which can include statuses other than refugee status",
  other: "UNHCR’s column “other”, which can include several kinds of protection",
  rejected: "UNHCR’s column “rejected”, which can include more than refusals",
  closed: "UNHCR’s column “closed”, which can include more than withdrawn applications"
};
export const TWO_COLUMNS = "UNHCR’s columns “recognized” and “other”, which can include several kinds of protection";

type Noun = readonly [one: string, many: string];
const regular = (noun: string): Noun => [noun, `${noun}s`];
const headed = (head: string, after: string): Noun => [`${head} ${after}`, `${head}s ${after}`];

/** "asylum application", "new application for temporary asylum". */
export function applicationNoun({what, procedure, types}: Counted): Noun {
  const fresh = what === "new_applications" ? "new " : "";
  const noun =
    procedure === undefined
      ? regular(`${fresh}asylum application`)
      : headed(`${fresh}application`, `for ${PROCEDURES[procedure]}`);
  return types === undefined ? noun : [`${noun[0]} (${types})`, `${noun[1]} (${types})`];
}
const PROCEDURES = {refugee_status: "refugee status", temporary_asylum: "temporary asylum"} as const;

/** What was granted, with its legal name. */
export function grantedWords({what, procedure}: Counted): string {
  switch (what) {
    case "refugee_status":
      return "refugee status";
    case "undivided":
      return "refugee status or other protection";
    case "complementary":
      return "complementary protection";
    case "humanitarian":
      return "residence on humanitarian grounds";
    case "temporary":
      return procedure === "temporary_asylum" ? "temporary asylum" : "a temporary status by national law";
    default:
      return "protection of some kind";
  }
}
export const refusedWords = ({procedure}: Counted) => (procedure ? PROCEDURES[procedure] : "protection");

/** The noun of a published 0 or a missing entry, with whose it is: "new asylum application by people from Eritrea". */
export function nounWords(figure: Counted): Noun {
  const {what} = figure;
  const who = people(figure);
  const after = (noun: Noun, preposition: string): Noun =>
    who === null ? noun : [`${noun[0]} ${preposition} ${who}`, `${noun[1]} ${preposition} ${who}`];
  switch (what) {
    case "new_applications":
    case "applications":
      return after(applicationNoun(figure), "by");
    case "refused":
      return after(headed("refusal", `of ${refusedWords(figure)}`), "to");
    case "undivided_closed":
      return after(regular("refused or closed application"), "by");
    case "otherwise_closed":
      return after(headed("application", "closed without a decision"), "by");
    case "not_decided":
      return after(headed("application", "removed from the count"), "by");
    case "decisions":
      return after(regular("substantive decision"), "on");
    case "recognized":
    case "other":
    case "rejected":
      return after(headed("decision", `under ${shortColumn(what)}`), "on");
    case "recognized_or_other":
      return after(headed("decision", "under UNHCR’s columns “recognized” and “other”"), "on");
    case "closed":
      return after(headed("application", `under ${shortColumn(what)}`), "by");
    case "asylum_seekers":
      return [
        `${nounOf(figure, "person")} waiting for a decision`,
        `${nounOf(figure, "people")} waiting for a decision`
      ];
    case "refugees":
      return [`${nounOf(figure, "refugee")} living`, `${nounOf(figure, "refugees")} living`];
    default:
      return after(headed("grant", `of ${grantedWords(figure)}`), "to");
  }
}
const shortColumn = (what: Column) => `UNHCR’s column “${what}”`;
