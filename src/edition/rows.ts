// Types of the rows that pages use: the columns of each table, with their types from the schema.
import {isFinding} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import type {Revision} from "../measures/revisions.js";
import type {Column, Columns, Row, TableName} from "../schema/tables.js";

/** For tables of which the build reads a part: the columns it reads. */
export const SOME = {
  decisions: [
    ...["year", "origin", "asylum", "authority", "level", "unit"],
    ...["recognized", "other", "rejected", "closed", "total"]
  ],
  eurostat_applications: ["year", "origin", "asylum", "applicant", "applications", "aggregate"],
  eurostat_decisions: ["year", "quarter", "origin", "asylum", "decision", "decisions"],
  places: ["place", "m49", "name_en", "kind", "region", "subregion", "bureau"],
  regions: ["code", "kind", "name_en", "parent"]
} as const satisfies {readonly [Name in TableName]?: readonly Column<Name>[]};

/** The columns of application rows. `applications` is null where the publisher gives none. */
export type ApplicationColumns = Columns<"applications">;
/** Year-end populations; a count is null where none is given. */
export type StockColumns = Columns<"stocks">;
/** Eurostat's applicants, both sexes and all ages; `aggregate` rows are sums of others. Null where Eurostat gives none. */
export type EurostatApplicationColumns = Columns<
  "eurostat_applications",
  (typeof SOME)["eurostat_applications"][number]
>;
/** A value of Eurostat's first-instance decisions, by year or by quarter. */
export type EurostatDecisionRow = Row<"eurostat_decisions", (typeof SOME)["eurostat_decisions"][number]>;
/** How many rows each country reported in a year: separates a year without an entry from a year not reported. */
export type ReportingRow = Row<"reporting">;
/** A check of the edition, with its result when the edition was made. */
export type Check = Row<"checks">;
/** A figure from another source, with its publication. */
export type ReportedBeside = Row<"reported">;
/** Why a rule classifies a column as it does. */
export type RuleText = Pick<Row<"rules">, "reason" | "source_url" | "quoted_text" | "confidence">;
/** A break in a country's series: a hand-kept line, or a finding. An open break changes no figure. */
export type Break = Row<"breaks">;
/** A dated event with its source; one without coordinates is on no map. */
export type HappenedEvent = Row<"events">;
/** A place of the rows: a country, a territory, or people without one. */
export type Place = Row<"places", (typeof SOME)["places"][number]>;
/** A region of the world that has a name: M49's, a bureau of UNHCR, or a union of members. */
export type Area = Row<"regions", (typeof SOME)["regions"][number]>;
/** Who was in the European Union or in EU+, in which years, by which treaty. */
export type MembershipLine = Row<"memberships">;
/** A note by UNHCR on some rows; origin and asylum are `*` or null where it concerns all. */
export type Footnote = Row<"footnotes">;
/** A cell that a publisher changed, and between which two editions. */
export interface EditionRevision extends Revision {
  readonly edition_before: string;
  readonly edition: string;
}

/** The kind and size of a finding; null for a hand-kept line. */
export function foundOf(each: Break): (Break & {readonly kind: BreakKind; readonly size: number}) | null {
  return isFinding(each) ? {...each, kind: each.kind as BreakKind, size: each.size ?? 0} : null;
}
