// The published numbers behind a figure that were revised between two editions, a line each.
import type {Revision} from "../measures/revisions.js";
import {LEVELS, UNITS} from "../measures/codes.js";
import type {Level, Unit} from "../measures/codes.js";
import {editionDate} from "../words/editionDate.js";
import {formatNumber} from "../words/numbers.js";

/** A revised number and the two editions. */
export interface FigureRevision extends Revision {
  readonly edition_before: string;
  readonly edition: string;
}

/** A column's name in a line. */
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  applications: "applications",
  asylum_seekers: "asylum-seekers",
  refugees: "refugees"
};

const numberWords = (value: number | null, isThere: boolean) =>
  !isThere ? "no entry" : value === null ? "empty" : formatNumber(value);

/** "2025, Afghanistan in Canada, administrative review, persons, applications: 49, then 79 (edition of 25 November 2026)". */
export function revisionWords(revision: FigureRevision, nameOf: (code: string) => string): string {
  const {year, origin, asylum, level, unit, type, column, before, after, change, edition} = revision;
  const parts = [
    String(year),
    `${nameOf(origin)} in ${nameOf(asylum)}`,
    ...(level === null ? [] : [LEVELS[level as Level]]),
    ...(type === null ? [] : [`type ${type}`]),
    ...(unit === null ? [] : [UNITS[unit as Unit]]),
    COLUMN_NAMES[column] ?? `“${column}”`
  ];
  return `${parts.join(", ")}: ${numberWords(before, change !== "added")}, then ${numberWords(after, change !== "gone")} (edition of ${editionDate(edition)})`;
}

/** Those of some revisions that a figure adds, as lines. */
export function revisedLines(
  revisions: readonly FigureRevision[],
  takes: (revision: FigureRevision) => boolean,
  nameOf: (code: string) => string
): string[] {
  return revisions.filter(takes).map((one) => revisionWords(one, nameOf));
}
