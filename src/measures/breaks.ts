// Breaks in series: years in which a country's figures change in meaning, unit, level or size. Matches the finder's breaks with the
// hand-kept table, decides which figures a break affects, and sorts lists of breaks.
import {ascending, descending} from "d3";
import {BREAK_KINDS} from "../schema/codes.js";
import type {BreakKind} from "../schema/codes.js";
import {POSITIVE_COLUMNS} from "./codes.js";
import type {Column} from "./codes.js";

export {BREAK_KINDS} from "../schema/codes.js";
export type {BreakKind} from "../schema/codes.js";
export const KIND_NAMES = Object.keys(BREAK_KINDS) as readonly BreakKind[];

export type BreakTable = "applications" | "decisions";

/** A finding before a person has reviewed it. Scopes are one code, several separated by spaces, or `*`. */
export interface Finding {
  /** Kind, country, level and year, so that the same break has the same id in every edition. */
  readonly id: string;
  readonly kind: BreakKind;
  readonly asylum: string;
  readonly level: string;
  readonly authority: string;
  readonly unit: string;
  /** The tables it is found in, separated by a space. */
  readonly table: string;
  /** The year of the change: the first of what is new. */
  readonly year: number;
  /** The years it touches: both sides of a change, the years of a state or of a gap. */
  readonly year_from: number;
  readonly year_to: number;
  readonly wording: string;
  /** The figures behind it, year by year. */
  readonly evidence: string;
  /** Persons or cases in the larger of the years compared: for the order of findings, never a figure. */
  readonly size: number;
}

/** Sort order of findings: by kind, then the larger first. */
export function heaviest(
  a: {readonly id: string; readonly kind: string | null; readonly size: number | null},
  b: {readonly id: string; readonly kind: string | null; readonly size: number | null}
): number {
  const rank = ({kind}: {kind: string | null}) => KIND_NAMES.indexOf(kind as BreakKind);
  return ascending(rank(a), rank(b)) || descending(a.size ?? 0, b.size ?? 0) || ascending(a.id, b.id);
}

export type Verdict = "ruled" | "explained" | "open";
/** From the most to the least certain. */
const VERDICTS: readonly Verdict[] = ["ruled", "explained", "open"];

/** A line of the hand-kept table: a person's note on a country's rows. Scopes are codes separated by spaces, or `*`. */
export interface HandBreak {
  readonly id: string;
  /** The kinds of finding it judges, separated by spaces; null where it judges none. */
  readonly kind: string | null;
  readonly asylum: string;
  readonly level: string;
  readonly authority: string;
  readonly unit: string;
  readonly year_from: number;
  readonly year_to: number | null;
  readonly verdict: Verdict;
}

const meets = (a: string, b: string) =>
  a === "*" || b === "*" || a.split(" ").some((code) => b.split(" ").includes(code));

/** Whether a hand-kept line judges a finding: kind, country, level, authority, unit and years must match. A line about every country judges none. */
export function judges(
  hand: HandBreak,
  {kind, asylum, level, authority, unit, year, year_from, year_to}: Finding
): boolean {
  const [from, to] = kind === "reporting" ? [year, year] : [year_from, year_to];
  return (
    hand.asylum === asylum &&
    (hand.kind?.split(" ").includes(kind) ?? false) &&
    meets(hand.level, level) &&
    meets(hand.authority, authority) &&
    meets(hand.unit, unit) &&
    hand.year_from <= to &&
    (hand.year_to ?? Infinity) >= from
  );
}

/** The verdict on a finding and the lines that give it: the least certain where they differ, "open" without a line. */
export function judge<H extends HandBreak>(finding: Finding, hands: readonly H[]): {verdict: Verdict; by: H[]} {
  const by = hands.filter((hand) => judges(hand, finding));
  const least = Math.max(...by.map(({verdict}) => VERDICTS.indexOf(verdict)));
  return {verdict: by.length ? (VERDICTS[least] ?? "open") : "open", by};
}

/** Kinds that are a change between two years: they do not affect a figure of one side only. */
const CHANGES: readonly (string | null | undefined)[] = ["unit", "level", "authority"];

/** The fields of a break that say which rows it concerns. */
export interface BreakScope {
  readonly kind?: string | null;
  readonly found_by?: string | null;
  readonly table?: string | null;
  readonly year_from: number;
  readonly year_to: number | null;
}

/** Whether a break affects the years of a figure or question. A finding of a change needs both of its sides. */
export function touchesYears(each: BreakScope, spans: readonly (readonly [from: number, to: number])[]): boolean {
  const end = each.year_to ?? Infinity;
  if (isFinding(each) && CHANGES.includes(each.kind))
    return Math.min(...spans.map(([from]) => from)) <= each.year_from && Math.max(...spans.map(([, to]) => to)) >= end;
  return spans.some(([from, to]) => each.year_from <= to && end >= from);
}

/**
 * Whether a break concerns a table. A hand-kept line concerns those of the findings that it judges; without any, one on the columns of
 * decisions concerns decisions alone, and any other both.
 */
export function touchesTable(each: BreakScope, table: BreakTable): boolean {
  if (each.table) return each.table.split(" ").includes(table);
  return isFinding(each) || table === "decisions" || speaksOf(each, null);
}

/** Hand-kept lines with the tables of the findings that they judge. */
export function withTables<B extends BreakScope & {readonly id: string; readonly judged_by?: string | null}>(
  breaks: readonly B[]
): B[] {
  const tables = new Map<string, Set<string>>();
  for (const {judged_by, table} of breaks)
    for (const id of judged_by?.split(" ") ?? [])
      for (const one of table?.split(" ") ?? []) tables.set(id, (tables.get(id) ?? new Set()).add(one));
  return breaks.map((each) =>
    isFinding(each) || !tables.has(each.id) ? each : {...each, table: [...(tables.get(each.id) ?? [])].sort().join(" ")}
  );
}

/** Whether the kinds of a break concern some columns of decisions; with null, figures that have no such column. */
export function speaksOf({kind}: Pick<BreakScope, "kind">, columns: readonly Column[] | null): boolean {
  const named = (kind ?? "").split(" ").filter((one): one is BreakKind => one in KIND_COLUMNS);
  return (
    named.length === 0 ||
    named.some((one) => KIND_COLUMNS[one] === null || columns?.some((column) => KIND_COLUMNS[one]?.includes(column)))
  );
}

/** Whether a hand-kept line says that figures were checked: it changes nothing between two years. */
export function isCheck({id, wording}: {readonly id: string; readonly wording: string}): boolean {
  return id.includes("-check-") || wording.startsWith("Checked");
}

/** Whether the finder found a break. */
export function isFinding(each: Pick<BreakScope, "found_by">): boolean {
  return each.found_by === "finder";
}

/** Whether a break is listed by itself: a finding that a hand-kept line judges is listed with that line. */
export function isTold(each: {readonly judged_by?: string | null}): boolean {
  return each.judged_by == null;
}

/** The columns of decisions that a kind of finding concerns; null for all. */
export const KIND_COLUMNS: Readonly<Record<BreakKind, readonly Column[] | null>> = {
  columns: POSITIVE_COLUMNS,
  closed: ["rejected", "closed"],
  refusals: ["rejected", "closed"],
  unknown: null,
  leap: null,
  unit: null,
  level: null,
  authority: null,
  reporting: null
};
