// The small file that the page "Check a figure" answers from: editions, printed figures, places and revised figures, each revised figure
// packed into a line; and the sentences that every answer shares.
import {levelWords} from "../../words/country.js";
import {editionDate} from "../../words/editionDate.js";
import {list} from "../../words/text.js";
import {UNITS} from "../../measures/codes.js";
import type {Level, Unit} from "../../measures/codes.js";
import type {BreakScope} from "../../measures/breakEffects.js";
import type {RuleLine} from "../../measures/status.js";
import type {Revision, RevisedTable} from "../../measures/revisions.js";

/** The file that the build writes for the page. */
export interface CheckList {
  readonly current: string;
  /** The editions kept, the oldest first. */
  readonly kept: readonly string[];
  /** Editions that were compared, before and after. */
  readonly pairs: readonly (readonly [before: string, after: string])[];
  /** By the last part of a card's address: the figure's name and its number in each edition kept; null where an edition has none. */
  readonly figures: Readonly<Record<string, readonly [name: string, ...(string | null)[]]>>;
  /** Code, M49 region, subregion, bureau, name, then other names. */
  readonly places: readonly (readonly string[])[];
  /** One line for each revised figure: see `packRevision`. */
  readonly revisions: readonly string[];
}

const TABLES = {a: "applications", d: "decisions", s: "stocks"} as const satisfies Record<string, RevisedTable>;
const CHANGES = {c: "changed", a: "added", g: "gone"} as const satisfies Record<string, Revision["change"]>;
const keyOf = <T extends string>(codes: Readonly<Record<string, T>>, value: T): string =>
  Object.keys(codes).find((key) => codes[key] === value) ?? "";

/** One revised figure as a line: table, index of its pair of editions, host, origin, year, authority, type, level, unit, change, column, before, after. */
export function packRevision(revision: Revision, pair: number): string {
  const {table, asylum, origin, year, authority, type, level, unit, change, column, before, after} = revision;
  return [
    keyOf(TABLES, table),
    pair,
    asylum,
    origin,
    year,
    authority ?? "-",
    type ?? "-",
    level ?? "-",
    unit ?? "-",
    keyOf(CHANGES, change),
    column,
    before ?? "-",
    after ?? "-"
  ].join(" ");
}

export interface Unpacked extends Revision {
  readonly edition_before: string;
  readonly edition: string;
}

export function unpack({pairs}: CheckList, line: string): Unpacked {
  const [table = "", pair = "", asylum = "", origin = "", year = "", ...rest] = line.split(" ");
  const [authority = "", type = "", level = "", unit = "", change = "", column = "", before = "", after = ""] = rest;
  const given = (text: string) => (text === "-" ? null : text);
  const count = (text: string) => (text === "-" ? null : Number(text));
  const [from = "", to = ""] = pairs[Number(pair)] ?? [];
  return {
    table: TABLES[table as keyof typeof TABLES],
    edition_before: from,
    edition: to,
    asylum,
    origin,
    year: Number(year),
    authority: given(authority),
    type: given(type),
    level: given(level),
    unit: given(unit),
    change: CHANGES[change as keyof typeof CHANGES],
    column,
    before: count(before),
    after: count(after)
  };
}

export interface Line {
  readonly words: string;
  /** Below the site's root. */
  readonly href?: string;
}

export interface Answer {
  /** Whether the figure is the same in the editions we keep, has changed, or cannot be checked here. */
  readonly verdict: "unchanged" | "changed" | "unknown";
  readonly finding: string;
  readonly lines: readonly Line[];
}

const MOST_LINES = 12;
const number = new Intl.NumberFormat("en");
export const inTime = (a: string, b: string) => a.localeCompare(b, "en", {numeric: true});
/** "1 figure", "12 figures". */
export const figures = (n: number) => `${number.format(n)} ${n === 1 ? "figure" : "figures"}`;

/** "the edition of 25 November 2026"; an id that is not a date is printed as it is, cut short. */
export const theEdition = (id: string) => `the edition of ${editionDate(id.slice(0, 40))}`;

/** Which editions can be compared. */
export function reach({pairs, kept, current}: CheckList): string {
  const first = pairs[0];
  if (!first)
    return `We keep no edition before that of ${editionDate(kept[0] ?? current)}, so we cannot say what was revised before it.`;
  return `We can compare editions from ${editionDate(first[0])} to ${editionDate(current)}.`;
}

export function missing({kept}: CheckList, edition: string): string {
  return `We do not keep ${theEdition(edition)}. Editions kept: ${list(kept.map(editionDate))}.`;
}

/** Revised figures in words, largest differences first, with the number of those left out. */
export function listed(checkList: CheckList, revised: readonly Unpacked[]): Line[] {
  const names = new Map(checkList.places.map((place) => [place[0] ?? "", place[4] ?? ""]));
  const sorted = [...revised].sort(
    (a, b) => Math.abs((b.after ?? 0) - (b.before ?? 0)) - Math.abs((a.after ?? 0) - (a.before ?? 0))
  );
  const lines = sorted
    .slice(0, MOST_LINES)
    .map((revision) => ({words: revisionWords(revision, (code) => names.get(code) ?? code)}));
  const more = sorted.length - lines.length;
  return more > 0
    ? [...lines, {words: `and ${number.format(more)} more, all in the table revisions`, href: "data#files"}]
    : lines;
}

/** One revised figure in words. */
function revisionWords(revision: Unpacked, name: (code: string) => string): string {
  const {table, origin, asylum, year, level, unit, authority, type, change, column, before, after} = revision;
  const count = (value: number | null) => (value === null ? "empty" : number.format(value));
  const row = [
    ...(level === null ? [] : [levelWords(level as Level)]),
    ...(type === null ? [] : [`type ${type}`]),
    ...(authority === null || authority === "G" ? [] : [`authority ${authority}`]),
    ...(unit === null ? [] : [`counted in ${UNITS[unit as Unit]}`])
  ];
  const cell =
    table === "applications" ? "applications" : table === "stocks" ? column.replaceAll("_", " ") : `“${column}”`;
  const moved =
    change === "added"
      ? `new entry, ${cell} ${count(after)}`
      : change === "gone"
        ? `entry removed, ${cell} was ${count(before)}`
        : `${cell} ${count(before)}, now ${count(after)}`;
  return `${name(origin)} in ${name(asylum)}, ${year}${row.length ? `, ${row.join(", ")}` : ""}: ${moved} (edition of ${editionDate(revision.edition)})`;
}

export function unknown(finding: string, lines: readonly (string | Line)[] = []): Answer {
  return {verdict: "unknown", finding, lines: lines.map((line) => (typeof line === "string" ? {words: line} : line))};
}

export function editionIn(text: string): string | null {
  return /\bedition[=\s]+(\d{4}-\d\d-\d\d(?:-\d+)?)/i.exec(text)?.[1] ?? null;
}

/** The file of the page, with what rulings need besides the edition's tables. */
export interface ClaimList extends CheckList {
  readonly rules: readonly RuleLine[];
  readonly breaks: readonly BreakScope[];
  /** First and last year with data. */
  readonly years: readonly [number, number];
  /** Regions that can be checked: their code ("m49:150"), name, then other names. */
  readonly regions: readonly (readonly string[])[];
  readonly memberships: readonly MemberLine[];
}

/** A union, a member, and its first and last year. */
export type MemberLine = readonly [scheme: string, place: string, from: number | null, to: number | null];
