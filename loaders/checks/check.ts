// The input and the result of a check, and the helpers that all checks share.
import type {TableName} from "../../src/schema/tables.js";
import type {DuckDBConnection} from "../clean/database.js";
import type {Stale} from "../edition/edition.js";

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly fatal: boolean;
  readonly result: "holds" | "fails" | "told" | "skipped";
  readonly figure: string;
  readonly expected: string | null;
  readonly detail: string | null;
  /** The tables whose rows fail it; none where it concerns no single table. */
  readonly tables?: readonly TableName[];
}

export interface CheckContext {
  readonly db: DuckDBConnection;
  /** Tables in the database. */
  readonly tables: readonly TableName[];
  /** The publisher's own column sums, by raw table; null where the source was files. */
  readonly totals: Readonly<Record<string, Readonly<Record<string, number>> | null>>;
  /** The edition in the target, whose tables are in the database with the prefix "before_"; null where there is none. */
  readonly before: {readonly id: string; readonly tables: readonly TableName[]} | null;
  /** Whether the footnotes' source had any to give: files have none. */
  readonly footnotesGiven: boolean;
  /** Sources that could not be read: their tables are those of an earlier edition. */
  readonly stale: readonly (Stale & {readonly name: string})[];
}

const MAX_LISTED = 12;
export const n = (value: unknown) => Number(value).toLocaleString("en");

export function listed(items: readonly string[]): string | null {
  if (!items.length) return null;
  const more = items.length - MAX_LISTED;
  return items.slice(0, MAX_LISTED).join("; ") + (more > 0 ? `; and ${n(more)} more` : "");
}

export function verdict(
  check: {id: string; title: string; fatal?: boolean; tables?: readonly TableName[]},
  holds: boolean,
  figure: string,
  expected: string,
  detail: string | null = null
): CheckResult {
  const {id, title, fatal = true, tables = []} = check;
  return {id, title, fatal, result: holds ? "holds" : fatal ? "fails" : "told", figure, expected, detail, tables};
}
