// The address of a figure by sex and age: Eurostat's applicants of a question, which group of them is meant, its number or its share,
// and the edition.
import {DEFAULT_SELECTION, formatSelection, parseSelection} from "../measures/selection.js";
import type {Known, Problem, Selection} from "../measures/selection.js";

/** Groups of applicants, by their names in an address. */
export const GROUPS = [
  "applicants",
  "female",
  "male",
  "sex_unknown",
  "children",
  "girls",
  "boys",
  "women",
  "men",
  "unplaced",
  "under_14",
  "14_17",
  "18_34",
  "35_64",
  "65_or_older",
  "age_unknown"
] as const;
export type Group = (typeof GROUPS)[number];

/** Groups that have a share: of those by sex or of those by age. */
export const SHARED: ReadonlySet<Group> = new Set(["female", "children", "under_14", "14_17", "18_34", "35_64", "65_or_older", "age_unknown"]); // prettier-ignore

export interface AskedGroup {
  /** Of applications: places, years, and whether first-time applicants or all. */
  readonly selection: Selection;
  readonly group: Group;
  readonly isShare: boolean;
  /** Null for the latest edition. */
  readonly edition: string | null;
}

const MEASURE = "sex_age";
const MOST_CHARACTERS = 20_000;

/** Whether a query asks for a figure by sex and age. */
export const asksGroup = (query: string): boolean =>
  query.length <= MOST_CHARACTERS && new URLSearchParams(query).get("measure") === MEASURE;

/** The parts of a selection that Eurostat's table has. */
const own = ({origins, asylums, years, types}: Selection): Selection => ({
  ...DEFAULT_SELECTION,
  ...{origins, asylums, years, types: types === "all" ? "all" : "new"}
});

/** The query of the address, without "?". */
export function groupQuery({selection, group, isShare, edition}: AskedGroup): string {
  const more = new URLSearchParams({cell: group});
  if (isShare) more.set("shown", "share");
  if (edition !== null) more.set("edition", edition);
  return `measure=${MEASURE}&${formatSelection(own(selection))}&${more.toString()}`;
}

/** Parses an address's query, and lists the parts it drops. Never throws. */
export function parseGroupQuery(query: string, known: Known = {}): {asked: AskedGroup; problems: Problem[]} {
  const given = new URLSearchParams(query.length > MOST_CHARACTERS ? "" : query);
  const repeated = ["cell", "shown", "edition"].flatMap((key) => given.getAll(key).slice(1, 4).map((value) => [key, value] as const)); // prettier-ignore
  const [cell, shown, edition] = ["cell", "shown", "edition"].map((key) => given.get(key));
  for (const key of ["measure", "cell", "shown", "edition"]) given.delete(key);
  const {selection, problems} = parseSelection(given, known);
  const group = GROUPS.find((one) => one === cell) ?? null;
  const drop = (key: string, value: string, reason: Problem["reason"]) =>
    problems.push({key, value: value.slice(0, 80), reason});
  for (const [key, value] of repeated) drop(key, value, "given twice");
  if (cell != null && group === null) drop("cell", cell, "unknown value");
  const isShare = shown === "share" && SHARED.has(group ?? "applicants");
  if (shown != null && !isShare) drop("shown", shown, shown === "share" ? "does not fit" : "unknown value");
  return {
    asked: {selection: own(selection), group: group ?? "applicants", isShare, edition: edition?.slice(0, 40) || null},
    problems
  };
}
