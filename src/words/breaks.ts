// The sentences of automatically detected breaks: what changes, by how much, and the threshold of each kind. They are fair to the
// country: its figures are "reported under" a column, never "wrong".
import {group} from "d3";
import {capital, list} from "./text.js";
import {sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {THRESHOLDS} from "../measures/breakFinder.js";
import type {Change, FoundBreak, FoundInTable, StateChange} from "../measures/breakFinder.js";
import type {BreakKind, Finding} from "../measures/breaks.js";
import type {YearOfRows} from "../measures/breakYears.js";
import {COLUMNS, UNITS} from "../measures/codes.js";
import type {Authority, Level} from "../measures/codes.js";
import {levelWords} from "./country.js";
import {formatCount, formatNumber} from "./numbers.js";

const T = THRESHOLDS;
const percent = (share: number) => `${Math.round(share * 100)}%`;
const counted = (n: number) => formatNumber(n);

/** The threshold of each kind, for readers. */
export const KIND_RULES: Readonly<Record<BreakKind, string>> = {
  columns: `Between two years with at least ${T.columns.positives} positive decisions each, the share reported under “recognized” changes by more than ${percent(T.columns.move)} of all.`,
  closed: `Between two years with at least ${T.closed.decisions} decisions each, the share reported under “closed” rises from below ${percent(T.closed.before)} to ${percent(T.closed.share)} or more.`,
  refusals: `Between two years with at least ${T.refusals.decisions} decisions each, the share reported under “rejected” falls from ${percent(T.refusals.before)} or more to nothing published.`,
  unknown: `Between two years of at least ${T.unknown.size} each, the share without an origin rises by more than ${percent(T.unknown.rise)} of all.`,
  leap: `At least ${counted(T.leap.size)} in one column, and at least ${T.leap.times} times as many as in the years before and after (in the latest year: the year before).`,
  unit: `Between two years of at least ${counted(T.unit.size)} each, more than ${percent(T.unit.move)} of the figures change from persons to cases or back.`,
  level: `Between two years of at least ${counted(T.level.size)} each, half or more of a country’s first-instance or combined figures move to levels that it did not use before.`,
  authority: `Between two years of at least ${counted(T.authority.size)} each, ${percent(T.authority.share)} or more move from one authority to another.`,
  reporting: `A level with at least ${counted(T.reporting.size)} in a year is not reported in the next, or was not in the year before.`
};

const words = (count: Count | undefined) => formatCount(count ?? ZERO);

const AUTHORITY_WORDS: Readonly<Record<Authority, string>> = {
  G: "the government",
  J: "the government and UNHCR jointly",
  U: "UNHCR"
};

/** "from 2016 to 2018", "from 2016 on" where it lasts to the end of the edition, "in 2016". */
function during(from: number, to: number, last: number): string {
  if (from === to) return `in ${from}`;
  return to === last ? `from ${from} on` : `from ${from} to ${to}`;
}

/** The figures of some years: table, year, unit, columns. */
function evidenceOf(years: readonly YearOfRows[]): string {
  return years
    .map(({table, year, unit, cells, unknown}) => {
      const columns = table === "applications" ? (["applications"] as const) : COLUMNS;
      const counts = columns.map((column) => `${column} ${cells[column] ? words(cells[column]) : "–"}`);
      return `${year}, ${UNITS[unit]}: ${counts.join(", ")}${unknown.value ? `; unknown origin ${words(unknown)}` : ""}`;
    })
    .join(" | ");
}

type Told<K extends BreakKind> = Extract<Change, {kind: K}>;

function columnsClause({before: a, after: b, to}: Told<"columns">): string {
  const from = to === "recognized" ? "other" : "recognized";
  return (
    `positive decisions move from “${from}” to “${to}”: in ${a.year}, ${words(a.cells.recognized)} are reported under “recognized” ` +
    `and ${words(a.cells.other)} under “other”, in ${b.year}, ${words(b.cells.recognized)} and ${words(b.cells.other)}`
  );
}

/** Years of a state: "from 2016 on", and the year of its figures where they are of one year of several. */
interface State {
  readonly during: string;
  readonly inYear: string;
}

function closedClause({before: a, after: b}: StateChange, state: State): string {
  const rest = ({cells}: YearOfRows) =>
    words(sum([cells.recognized, cells.other, cells.rejected].map((n) => n ?? null)) ?? ZERO);
  return (
    `${state.during} nearly all decisions are reported under “closed”: ` +
    `${state.inYear}${words(b.cells.closed)}, and ${rest(b)} under the other columns; in ${a.year}, ${words(a.cells.closed)}, and ${rest(a)}`
  );
}

function refusalsClause({before: a, after: b}: StateChange, state: State): string {
  const granted = sum([b.cells.recognized ?? null, b.cells.other ?? null]) ?? ZERO;
  return (
    `${state.during} every “rejected” is published as 0, compared with ${words(a.cells.rejected)} in ${a.year}; ` +
    `${state.inYear}there are ${words(granted)} positive decisions and ${words(b.cells.closed)} “closed”`
  );
}

function unknownClause({before: a, after: b}: StateChange, state: State): string {
  const named = ({all, unknown}: YearOfRows) =>
    words({value: all.value - unknown.value, lo: all.lo - unknown.lo, hi: all.hi - unknown.hi});
  return (
    (state.inYear ? `${state.during} many are of unknown origin: ` : "") +
    `in ${b.year}, ${words(b.unknown)} are of unknown origin and ${named(b)} of a known one; in ${a.year}, ${words(a.unknown)} and ${named(a)}`
  );
}

function leapClause({here, beside, columns}: Told<"leap">): string {
  const leaps = columns.map(
    (column) =>
      `${words(here.cells[column])} ${column === "applications" ? "are reported" : `are reported under “${column}”`}, compared with ` +
      list(beside.map((year) => `${words(year.cells[column])} in ${year.year}`))
  );
  return `in ${here.year}, ${leaps.join("; ")}`;
}

function reportingClause({event, here, again}: Told<"reporting">, year: number, gap: string): string {
  const size = list(
    (["P", "C"] as const).flatMap((unit) => {
      const n = sum(here.filter((each) => each.unit === unit).map(({all}) => all));
      return n ? [`${words(n)} ${UNITS[unit]}`] : [];
    })
  );
  if (event === "begins") return `first reported in ${year} (${size})`;
  if (event === "resumes") return `reported again in ${year} (${size}), after no entry ${gap}`;
  return `not reported ${gap}, after ${size} in ${year - 1}${again === null ? "" : `; reported again in ${again}`}`;
}

/** What happens, as a clause without its place. */
function clauseOf({change, year, year_from, year_to}: FoundInTable, last: number): string {
  const span = during(year_from, year_to, last);
  const state = {during: span, inYear: year_to === year ? "" : `in ${year}, `};
  const levels = (some: readonly Level[]) => list(some.map((level) => levelWords(level)));
  switch (change.kind) {
    case "columns":
      return columnsClause(change);
    case "closed":
      return closedClause(change, state);
    case "refusals":
      return refusalsClause(change, state);
    case "unknown":
      return unknownClause(change, state);
    case "leap":
      return leapClause(change);
    case "unit":
      return `${UNITS[change.from]} are counted in ${year_from}, ${UNITS[change.to]} in ${year_to}`;
    case "level":
      return `are reported at ${levels(change.from)} in ${year_from}, at ${levels(change.to)} in ${year_to}`;
    case "authority":
      return `decided by ${AUTHORITY_WORDS[change.before.authority]} in ${year_from}, by ${AUTHORITY_WORDS[change.after.authority]} in ${year_to}`;
    case "reporting":
      return reportingClause(change, year, span);
  }
}

/** Kinds that only decisions have: their sentences need not name the table. */
const OF_DECISIONS: readonly BreakKind[] = ["columns", "closed", "refusals"];

/** The sentence of a finding, which names both tables where they differ. */
function wordingOf({kind, level, unit, parts}: FoundBreak, last: number): string {
  const clauses = [...group(parts, (part) => clauseOf(part, last))].map(([clause, of]) => ({
    clause,
    tables: list(of.map(({table}) => table))
  }));
  if (kind === "level") return clauses.map(({clause, tables}) => `${capital(tables)} ${clause}.`).join(" ");
  const place =
    unit === "C" ? capital(levelWords(level as Level)).replace(/\)$/, ", cases)") : capital(levelWords(level as Level));
  if (clauses.length > 1)
    return `${place}. ${clauses.map(({clause, tables}) => `${capital(tables)}: ${clause}.`).join(" ")}`;
  const of = OF_DECISIONS.includes(kind) ? "" : `, ${clauses[0]?.tables ?? ""}`;
  return `${place}${of}: ${clauses[0]?.clause ?? ""}.`;
}

/** A finding with its sentence and its figures, as the table of breaks has it. */
export function findingOf(found: FoundBreak): Finding {
  const {parts, last, ...rest} = found;
  return {
    ...rest,
    wording: wordingOf(found, last),
    evidence: parts.map(({table, compared}) => `${table}: ${evidenceOf(compared)}`).join(" || ")
  };
}
