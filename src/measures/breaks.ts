// Breaks found by machine: years in which a host's rows change their meaning, their unit, their level or their size by more than
// the years beside them explain. A finding is a question, not an answer: it says what the rows show, and a person says why.
import {ascending, descending, group, groups, sum as total} from "d3";
import {BREAK_KINDS} from "../schema/codes.js";
import type {BreakKind} from "../schema/codes.js";
import {add, bounded, exact, sum, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import {COLUMNS, LEVELS, POSITIVE_COLUMNS, STAGES, UNITS} from "./codes.js";
import type {Authority, Column, DecisionKey, Level, Unit} from "./codes.js";
import {formatCount, formatNumber} from "./format.js";
import {cell, isWithoutParts} from "./status.js";
import type {PublishedDecision, Reading} from "./status.js";
import type {ApplicationRow} from "./sums.js";

export {BREAK_KINDS} from "../schema/codes.js";
export type {BreakKind} from "../schema/codes.js";
export const KIND_NAMES = Object.keys(BREAK_KINDS) as readonly BreakKind[];

/**
 * Every threshold of the finder. Sizes are persons or cases as published, all origins and authorities together. They are set so
 * that one person can read every finding of an edition: a smaller size or share multiplies them with hosts of a few cases.
 */
export const THRESHOLDS = {
  columns: {
    /** Fewer positive decisions swing by themselves with the people who are decided on. */
    positives: 300,
    /** A mixed column moves by less; a host that changes its filing moves nearly everything. Gives the 32 pairs reviewed by hand. */
    move: 0.8
  },
  closed: {
    /** Smaller offices clear their desks in one year without anything having changed. */
    decisions: 500,
    /** Nine of ten closed leave no room for a year's decisions in substance. */
    share: 0.9,
    /** In the year before most decisions were not closed, so that the change is one of a year and not a drift. */
    before: 0.5
  },
  refusals: {
    decisions: 500,
    /** Hosts that refuse fewer than one in ten can have a year without a refusal by themselves. */
    before: 0.1
  },
  unknown: {
    size: 300,
    /** A quarter of the rows is enough to change the order of origins. */
    rise: 0.25
  },
  leap: {
    size: 2000,
    /** Crises treble and quintuple a count, and the next year keeps some of it; ten times both years beside it is rarely one. */
    times: 10
  },
  unit: {
    size: 1000,
    /** Share of the rows of a year that change from one unit to the other; some hosts keep a few rows in the old one. */
    move: 0.8
  },
  level: {
    size: 1000,
    /** Half of a host's rows of first or combined instance leave their levels for levels that were not in use … */
    share: 0.5,
    /** … where one row in twenty is no use: late decisions are filed at an old level for some years. */
    rest: 0.05
  },
  authority: {
    size: 1000,
    /** UNHCR keeps some cases after it hands over to a government. */
    share: 0.9
  },
  reporting: {
    /** Hosts of some hundred applicants come and go from year to year; two thousand people do not end by themselves. */
    size: 2000
  }
} as const;

const T = THRESHOLDS;
const percent = (share: number) => `${Math.round(share * 100)} %`;
const counted = (n: number) => formatNumber(n, "en");

/** The threshold of each kind as a reader is told it. */
export const KIND_RULES: Readonly<Record<BreakKind, string>> = {
  columns: `Between two years with at least ${T.columns.positives} positive decisions each, the share filed under “recognized” moves by more than ${percent(T.columns.move)} of all.`,
  closed: `Between two years with at least ${T.closed.decisions} decisions each, the share filed under “closed” passes from below ${percent(T.closed.before)} to ${percent(T.closed.share)} or more.`,
  refusals: `Between two years with at least ${T.refusals.decisions} decisions each, the share filed under “rejected” falls from ${percent(T.refusals.before)} or more to nothing published.`,
  unknown: `Between two years of at least ${T.unknown.size} each, the share without an origin rises by more than ${percent(T.unknown.rise)} of all.`,
  leap: `At least ${counted(T.leap.size)} in one column, and at least ${T.leap.times} times what the years before and after have there; in an edition’s last year, the year before.`,
  unit: `Between two years of at least ${counted(T.unit.size)} each, more than ${percent(T.unit.move)} of the rows change from persons to cases or back.`,
  level: `Between two years of at least ${counted(T.level.size)} each, half or more of a host’s rows of first or combined instance leave levels for others that were not in use.`,
  authority: `Between two years of at least ${counted(T.authority.size)} each, ${percent(T.authority.share)} or more pass from one authority to another.`,
  reporting: `A level with at least ${counted(T.reporting.size)} in a year has no row in the next, or none in the year before.`
};

type Table = "applications" | "decisions";

/** One year of a host's rows at a level, by authority and unit, all origins together. */
export interface YearOfRows {
  readonly table: Table;
  readonly asylum: string;
  readonly level: Level;
  readonly authority: Authority;
  readonly unit: Unit;
  readonly year: number;
  readonly rows: number;
  /** The published columns; a column that is missing in every row is absent, and is not 0. */
  readonly cells: Readonly<Partial<Record<Column | "applications", Count>>>;
  /** Applications, or decisions of every column; a total without parts counts here alone. */
  readonly all: Count;
  /** Of them, those without an origin. */
  readonly unknown: Count;
}

/** What is found, before a person has judged it. Scopes are one code, several parted by a space, or `*`. */
export interface Finding {
  /** Kind, host, level and year, so that the same break has the same id in every edition. */
  readonly id: string;
  readonly kind: BreakKind;
  readonly asylum: string;
  readonly level: string;
  readonly authority: string;
  readonly unit: string;
  /** The tables in which it stands, parted by a space. */
  readonly table: string;
  /** The year of the change: the first of what is new. */
  readonly year: number;
  /** The years it touches: both sides of a change, the years of a state or of a gap. */
  readonly year_from: number;
  readonly year_to: number;
  readonly wording: string;
  /** The figures it rests on, year by year. */
  readonly evidence: string;
  /** Persons or cases in the larger of the years compared: for the order of findings, never a figure. */
  readonly size: number;
}

/** A finding of one table, before those of both are joined. */
interface Found extends Omit<Finding, "id" | "wording" | "table"> {
  readonly table: Table;
  /** What happens, as a clause without its place. */
  readonly clause: string;
}

/** Host-years at each level, authority and unit. `read` says which zeros are exactly 0. */
export function yearsOfRows(
  applications: Iterable<ApplicationRow>,
  decisions: Iterable<PublishedDecision>,
  read: (key: DecisionKey) => Reading
): YearOfRows[] {
  interface Open extends Omit<YearOfRows, "rows" | "all" | "unknown" | "cells"> {
    rows: number;
    all: Count;
    unknown: Count;
    cells: Partial<Record<Column | "applications", Count>>;
  }
  const years = new Map<string, Open>();
  const at = (table: Table, {asylum, level, authority, unit, year}: Omit<DecisionKey, "origin">): Open => {
    const key = `${table} ${asylum} ${level} ${authority} ${unit} ${year}`;
    let open = years.get(key);
    if (!open) {
      open = {table, asylum, level, authority, unit, year, rows: 0, all: ZERO, unknown: ZERO, cells: {}};
      years.set(key, open);
    }
    open.rows++;
    return open;
  };
  const count = (open: Open, origin: string, column: Column | "applications" | null, n: Count) => {
    open.all = add(open.all, n);
    if (origin === "UNK") open.unknown = add(open.unknown, n);
    if (column) open.cells[column] = add(open.cells[column] ?? ZERO, n);
  };
  for (const row of applications) {
    const open = at("applications", row);
    if (row.applications !== null) count(open, row.origin, "applications", bounded(row.applications, "applications"));
  }
  for (const row of decisions) {
    const open = at("decisions", row);
    if (isWithoutParts(row)) {
      count(open, row.origin, null, exact(row.total ?? 0));
      continue;
    }
    const reading = read(row);
    for (const column of COLUMNS) {
      const n = cell(row, column, reading);
      if (n) count(open, row.origin, column, n);
    }
  }
  return [...years.values()];
}

/** Years added where they differ in authority alone. */
function together(years: readonly YearOfRows[]): YearOfRows[] {
  return groups(years, ({table, asylum, level, unit, year}) => `${table} ${asylum} ${level} ${unit} ${year}`).flatMap(
    ([, some]) => {
      const [first] = some;
      if (!first) return [];
      const cells: Partial<Record<Column | "applications", Count>> = {};
      for (const {cells: of} of some)
        for (const [column, n] of Object.entries(of) as [Column | "applications", Count][])
          cells[column] = add(cells[column] ?? ZERO, n);
      return [
        {
          ...first,
          rows: total(some, ({rows}) => rows),
          cells,
          all: sum(some.map(({all}) => all)) ?? ZERO,
          unknown: sum(some.map(({unknown}) => unknown)) ?? ZERO
        }
      ];
    }
  );
}

/** Years of one kind in their order. */
function seriesOf(years: readonly YearOfRows[], key: (year: YearOfRows) => string): YearOfRows[][] {
  return groups(years, key).map(([, some]) => some.sort((a, b) => ascending(a.year, b.year)));
}

function pairs<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.slice(1).map((item, i) => [items[i] as T, item] as const);
}

const value = (count: Count | undefined) => count?.value ?? 0;
const words = (count: Count | undefined) => formatCount(count ?? ZERO, "en");
const list = (items: readonly string[]) => new Intl.ListFormat("en", {type: "conjunction"}).format(items);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const positives = ({cells}: YearOfRows) => value(cells.recognized) + value(cells.other);
const closedShare = ({cells, all}: YearOfRows) => (all.value ? value(cells.closed) / all.value : 0);
const unknownShare = ({unknown, all}: YearOfRows) => (all.value ? unknown.value / all.value : 0);

/** The figures of some years as they stand: table, year, unit, columns. */
function evidenceOf(years: readonly YearOfRows[]): string {
  return years
    .map(({table, year, unit, cells, unknown}) => {
      const columns = table === "applications" ? (["applications"] as const) : COLUMNS;
      const told = columns.map((column) => `${column} ${cells[column] ? words(cells[column]) : "–"}`);
      return `${year}, ${UNITS[unit]}: ${told.join(", ")}${unknown.value ? `; without origin ${words(unknown)}` : ""}`;
    })
    .join(" | ");
}

/** "from 2016 to 2018", "from 2016 on" where it lasts to the end of the edition, "in 2016". */
function during(from: number, to: number, last: number): string {
  if (from === to && to !== last) return `in ${from}`;
  return to === last ? (from === last ? `in ${from}` : `from ${from} on`) : `from ${from} to ${to}`;
}

/** The last year of a state that begins in `from`, reported year by reported year. */
function stateEnd(series: readonly YearOfRows[], from: number, holds: (year: YearOfRows) => boolean): number {
  let end = from;
  for (const year of series) {
    if (year.year <= from) continue;
    if (!holds(year)) break;
    end = year.year;
  }
  return end;
}

function found(
  kind: BreakKind,
  {table, asylum, level, unit}: YearOfRows,
  rest: Pick<Found, "year" | "year_from" | "year_to" | "clause"> & Partial<Pick<Found, "level" | "unit" | "authority">>,
  compared: readonly YearOfRows[]
): Found {
  return {
    ...{kind, table, asylum, level, authority: "*", unit},
    ...rest,
    evidence: evidenceOf(compared),
    size: Math.max(...compared.map(({all}) => all.value))
  };
}

function columnMoves(series: readonly YearOfRows[]): Found[] {
  const share = (year: YearOfRows) => value(year.cells.recognized) / positives(year);
  return pairs(series.filter((year) => positives(year) >= T.columns.positives)).flatMap(([a, b]) => {
    const move = share(b) - share(a);
    if (Math.abs(move) <= T.columns.move) return [];
    const [from, to] = move > 0 ? ["other", "recognized"] : ["recognized", "other"];
    const clause =
      `positive decisions move from “${from}” to “${to}”: in ${a.year} ${words(a.cells.recognized)} are filed under “recognized” ` +
      `and ${words(a.cells.other)} under “other”, in ${b.year} ${words(b.cells.recognized)} and ${words(b.cells.other)}`;
    return [
      {
        ...found("columns", b, {year: b.year, year_from: a.year, year_to: b.year, clause}, [a, b]),
        size: Math.max(positives(a), positives(b))
      }
    ];
  });
}

function closings(series: readonly YearOfRows[], last: number): Found[] {
  return pairs(series.filter(({all}) => all.value >= T.closed.decisions)).flatMap(([a, b]) => {
    if (closedShare(a) >= T.closed.before || closedShare(b) < T.closed.share) return [];
    const end = stateEnd(series, b.year, (year) => closedShare(year) >= T.closed.share);
    const rest = ({cells}: YearOfRows) =>
      words(sum([cells.recognized, cells.other, cells.rejected].map((n) => n ?? null)) ?? ZERO);
    const clause =
      `${during(b.year, end, last)} nearly all decisions are filed under “closed”: ` +
      `${end === b.year ? "" : `in ${b.year} `}${words(b.cells.closed)}, and ${rest(b)} under the other columns; in ${a.year} ${words(a.cells.closed)}, and ${rest(a)}`;
    return [found("closed", b, {year: b.year, year_from: b.year, year_to: end, clause}, [a, b])];
  });
}

function lostRefusals(series: readonly YearOfRows[], last: number): Found[] {
  return pairs(series.filter(({all}) => all.value >= T.refusals.decisions)).flatMap(([a, b]) => {
    if (!b.cells.rejected || value(b.cells.rejected) > 0) return [];
    if (value(a.cells.rejected) < T.refusals.before * a.all.value) return [];
    const end = stateEnd(series, b.year, ({cells}) => value(cells.rejected) === 0);
    const granted = sum([b.cells.recognized ?? null, b.cells.other ?? null]) ?? ZERO;
    const clause =
      `${during(b.year, end, last)} every “rejected” is published as 0, where ${words(a.cells.rejected)} stand in ${a.year}; ` +
      `${end === b.year ? "" : `in ${b.year} `}${words(granted)} are positive and ${words(b.cells.closed)} “closed”`;
    return [found("refusals", b, {year: b.year, year_from: b.year, year_to: end, clause}, [a, b])];
  });
}

function unknownOrigins(series: readonly YearOfRows[], last: number): Found[] {
  return pairs(series.filter(({all}) => all.value >= T.unknown.size)).flatMap(([a, b]) => {
    if (unknownShare(b) - unknownShare(a) <= T.unknown.rise) return [];
    const before = unknownShare(a);
    const end = stateEnd(series, b.year, (year) => unknownShare(year) - before > T.unknown.rise);
    const named = ({all, unknown}: YearOfRows) =>
      words({value: all.value - unknown.value, lo: all.lo - unknown.lo, hi: all.hi - unknown.hi});
    const clause =
      (end === b.year ? "" : `${during(b.year, end, last)} many name no origin: `) +
      `in ${b.year} ${words(b.unknown)} name none, beside ${named(b)} that name one; in ${a.year} ${words(a.unknown)}, beside ${named(a)}`;
    return [found("unknown", b, {year: b.year, year_from: b.year, year_to: end, clause}, [a, b])];
  });
}

/** A column that holds ten times what it holds in the years beside it; the columns of one year are one finding. */
function leaps(series: readonly YearOfRows[], last: number, moved: ReadonlySet<string>): Found[] {
  return series.flatMap((here, i) => {
    const [before, after] = [series[i - 1], series[i + 1]];
    if (!before || (!after && here.year !== last)) return [];
    const isMoved = moved.has(`${here.asylum} ${here.level} ${here.unit} ${here.year}`);
    const over = (Object.keys(here.cells) as (keyof YearOfRows["cells"])[]).filter((column) => {
      const n = value(here.cells[column]);
      return (
        n >= T.leap.size &&
        [before, after].every((year) => !year || n >= T.leap.times * value(year.cells[column])) &&
        !(isMoved && (POSITIVE_COLUMNS as readonly string[]).includes(column))
      );
    });
    if (!over.length) return [];
    const beside = [before, after].flatMap((year) => year ?? []);
    const told = over.map(
      (column) =>
        `${words(here.cells[column])} ${column === "applications" ? "are lodged" : `are filed under “${column}”`}, against ` +
        list(beside.map((year) => `${words(year.cells[column])} in ${year.year}`))
    );
    const clause = `in ${here.year} ${told.join("; ")}`;
    return [
      {
        ...found("leap", here, {year: here.year, year_from: here.year, year_to: here.year, clause}, [
          before,
          here,
          ...(after ? [after] : [])
        ]),
        size: Math.max(...over.map((column) => value(here.cells[column])))
      }
    ];
  });
}

/** All years of a group side by side, whatever their unit: rows can be added where persons and cases cannot. */
function sideBySide(years: readonly YearOfRows[]): {year: number; of: YearOfRows[]; rows: number; size: number}[] {
  return groups(years, ({year}) => year)
    .map(([year, of]) => ({
      year,
      of,
      rows: total(of, ({rows}) => rows),
      size: Math.max(...["P", "C"].map((unit) => total(of, (each) => (each.unit === unit ? each.all.value : 0))))
    }))
    .sort((a, b) => ascending(a.year, b.year));
}

function unitChanges(years: readonly YearOfRows[]): Found[] {
  return pairs(sideBySide(years)).flatMap(([a, b]) => {
    const share = ({of, rows}: typeof a) => total(of, (each) => (each.unit === "C" ? each.rows : 0)) / rows;
    const move = share(b) - share(a);
    const [first] = b.of;
    if (!first || Math.min(a.size, b.size) < T.unit.size || Math.abs(move) <= T.unit.move) return [];
    const [from, to] = move > 0 ? (["P", "C"] as const) : (["C", "P"] as const);
    const clause = `${UNITS[from]} are counted in ${a.year}, ${UNITS[to]} in ${b.year}`;
    return [
      found("unit", first, {unit: "*", year: b.year, year_from: a.year, year_to: b.year, clause}, [...a.of, ...b.of])
    ];
  });
}

/** Levels at which a claim is first decided; others start and stop beside them and are told as reporting. */
const FIRST_LEVELS: readonly Level[] = [...STAGES.first, ...STAGES.combined];

function levelChanges(years: readonly YearOfRows[]): Found[] {
  return pairs(sideBySide(years.filter(({level}) => FIRST_LEVELS.includes(level)))).flatMap(([a, b]) => {
    const share = ({of, rows}: typeof a, level: Level) =>
      total(of, (each) => (each.level === level ? each.rows : 0)) / rows;
    const levels = [...new Set([...a.of, ...b.of].map(({level}) => level))];
    const left = levels.filter((level) => share(a, level) > T.level.rest && share(b, level) <= T.level.rest);
    const taken = levels.filter((level) => share(b, level) > T.level.rest && share(a, level) <= T.level.rest);
    const [first] = b.of;
    if (
      !first ||
      Math.min(a.size, b.size) < T.level.size ||
      total(left, (level) => share(a, level)) < T.level.share ||
      total(taken, (level) => share(b, level)) < T.level.share
    )
      return [];
    const order = (some: readonly Level[]) => Object.keys(LEVELS).filter((level) => some.includes(level as Level));
    const named = (some: readonly Level[]) => list(order(some).map((level) => `${LEVELS[level as Level]} (${level})`));
    const clause = `stand at ${named(left)} in ${a.year}, at ${named(taken)} in ${b.year}`;
    const level = [...order(left), ...order(taken)].join(" ");
    return [
      found("level", first, {level, unit: "*", year: b.year, year_from: a.year, year_to: b.year, clause}, [
        ...a.of.filter((each) => left.includes(each.level)),
        ...b.of.filter((each) => taken.includes(each.level))
      ])
    ];
  });
}

const AUTHORITY_WORDS: Readonly<Record<Authority, string>> = {
  G: "the government",
  J: "the government and UNHCR jointly",
  U: "UNHCR"
};

function authorityChanges(years: readonly YearOfRows[]): Found[] {
  const of = sideBySide(years).filter(({size}) => size >= T.authority.size);
  return pairs(of).flatMap(([a, b]) => {
    const main = ({of: some, size}: typeof a) => some.find(({all}) => all.value >= T.authority.share * size);
    const [from, to] = [main(a), main(b)];
    if (!from || !to || from.authority === to.authority) return [];
    const clause = `the rows are of ${AUTHORITY_WORDS[from.authority]} in ${a.year}, of ${AUTHORITY_WORDS[to.authority]} in ${b.year}`;
    const authority = `${from.authority} ${to.authority}`;
    return [found("authority", to, {authority, year: b.year, year_from: a.year, year_to: b.year, clause}, [from, to])];
  });
}

/** `passed` holds table, host, level and year of levels that changed into others: they did not stop. */
function reportingChanges(
  years: readonly YearOfRows[],
  first: number,
  last: number,
  passed: ReadonlySet<string>
): Found[] {
  const series = sideBySide(years);
  const made: Found[] = [];
  const size = ({of}: {of: readonly YearOfRows[]}) =>
    list(
      (["P", "C"] as const).flatMap((unit) => {
        const n = sum(of.filter((each) => each.unit === unit).map(({all}) => all));
        return n ? [`${words(n)} ${UNITS[unit]}`] : [];
      })
    );
  const tell = (here: (typeof series)[number], year: number, from: number, to: number, clause: string) => {
    const [one] = here.of;
    if (one && !passed.has(`${one.table} ${one.asylum} ${one.level} ${year}`))
      made.push(found("reporting", one, {unit: "*", year, year_from: from, year_to: to, clause}, here.of));
  };
  series.forEach((here, i) => {
    const [before, after] = [series[i - 1], series[i + 1]];
    const isLarge = here.size >= T.reporting.size;
    if (isLarge && here.year < last && after?.year !== here.year + 1) {
      const end = after ? after.year - 1 : last;
      tell(
        here,
        here.year + 1,
        here.year + 1,
        end,
        `there is no row ${during(here.year + 1, end, last)}, after ${size(here)} in ${here.year}` +
          (after ? `; rows begin again in ${after.year}` : "")
      );
    }
    if (!isLarge || here.year === first || before?.year === here.year - 1) return;
    if (!before) tell(here, here.year, first, here.year - 1, `rows begin in ${here.year}, with ${size(here)}`);
    else if (before.size < T.reporting.size)
      tell(
        here,
        here.year,
        before.year + 1,
        here.year - 1,
        `rows begin again in ${here.year}, with ${size(here)}; there is none ${during(before.year + 1, here.year - 1, last)}`
      );
  });
  return made;
}

/** Kinds of decisions alone: their sentences need not say so. */
const OF_DECISIONS: readonly BreakKind[] = ["columns", "closed", "refusals"];

/** Findings of both tables that are one: same kind, host, level, unit and year. */
function join(some: readonly Found[]): Finding {
  const [first] = some;
  if (!first) throw new RangeError("no finding to join");
  const {kind, asylum, level, unit, year} = first;
  const tables = some.map(({table}) => table);
  const clauses = [...group(some, (each) => each.clause)].map(([clause, of]) => ({
    clause,
    tables: list(of.map((each) => each.table))
  }));
  const wording = (): string => {
    if (kind === "level") return clauses.map(({clause, tables: of}) => `${capital(of)} ${clause}.`).join(" ");
    const place = `${capital(LEVELS[level as Level])} (${level}${unit === "C" ? ", cases" : ""})`;
    if (clauses.length > 1)
      return `${place}. ${clauses.map(({clause, tables: of}) => `${capital(of)}: ${clause}.`).join(" ")}`;
    const of = OF_DECISIONS.includes(kind) ? "" : `, ${clauses[0]?.tables ?? ""}`;
    return `${place}${of}: ${clauses[0]?.clause ?? ""}.`;
  };
  return {
    id: [kind, asylum, ...level.split(" "), ...(unit === "C" ? ["c"] : []), year].join("-").toLowerCase(),
    ...{kind, asylum, level, unit, year},
    wording: wording(),
    authority: some.every(({authority}) => authority === first.authority) ? first.authority : "*",
    table: tables.join(" "),
    year_from: Math.min(...some.map(({year_from}) => year_from)),
    year_to: Math.max(...some.map(({year_to}) => year_to)),
    evidence: some.map(({table, evidence}) => `${table}: ${evidence}`).join(" || "),
    size: Math.max(...some.map(({size}) => size))
  };
}

/** Every break that the rows show, by kind and then by size. */
export function findBreaks(years: readonly YearOfRows[]): Finding[] {
  const made: Found[] = [];
  if (!years.length) return [];
  const [first, last] = [Math.min(...years.map(({year}) => year)), Math.max(...years.map(({year}) => year))];
  const all = together(years);
  const moved = new Set<string>();
  for (const series of seriesOf(all, ({table, asylum, level, unit}) => `${table} ${asylum} ${level} ${unit}`)) {
    if (series[0]?.table === "decisions") {
      const moves = columnMoves(series);
      for (const {asylum, level, unit, year_from, year_to} of moves)
        for (const year of [year_from, year_to]) moved.add(`${asylum} ${level} ${unit} ${year}`);
      made.push(...moves, ...closings(series, last), ...lostRefusals(series, last));
    }
    made.push(...unknownOrigins(series, last), ...leaps(series, last, moved));
  }
  const of = (key: (year: YearOfRows) => string) => [...group(all, key).values()];
  const levels = of(({table, asylum}) => `${table} ${asylum}`).flatMap(levelChanges);
  const passed = new Set(
    levels.flatMap(({table, asylum, level, year}) => level.split(" ").map((one) => `${table} ${asylum} ${one} ${year}`))
  );
  made.push(...levels);
  for (const some of of(({table, asylum, level}) => `${table} ${asylum} ${level}`))
    made.push(...unitChanges(some), ...reportingChanges(some, first, last, passed));
  for (const [, some] of group(years, ({table, asylum, level, unit}) => `${table} ${asylum} ${level} ${unit}`))
    made.push(...authorityChanges(some));
  return groups(made, ({kind, asylum, level, unit, year}) => `${kind} ${asylum} ${level} ${unit} ${year}`)
    .map(([, some]) => join(some.sort((a, b) => ascending(a.table, b.table))))
    .sort(heaviest);
}

/** The order in which findings are told: kinds in their order, then the larger ones first. */
export function heaviest(
  a: {readonly id: string; readonly kind: string | null; readonly size: number | null},
  b: {readonly id: string; readonly kind: string | null; readonly size: number | null}
): number {
  const rank = ({kind}: {kind: string | null}) => KIND_NAMES.indexOf(kind as BreakKind);
  return ascending(rank(a), rank(b)) || descending(a.size ?? 0, b.size ?? 0) || ascending(a.id, b.id);
}

export type Verdict = "ruled" | "explained" | "open";
/** From the most to the least that is known. */
const VERDICTS: readonly Verdict[] = ["ruled", "explained", "open"];

/** A hand-kept line: what a person knows of a host's rows. Scopes are codes parted by a space, or `*`. */
export interface HandBreak {
  readonly id: string;
  /** The kinds of finding it speaks of, parted by a space; null where it speaks of none. */
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

/** Whether a hand-kept line judges a finding: its kind, host, level, authority, unit, and years. What is said of every host judges none. */
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

/** The verdict on a finding and the lines that give it: where they differ the one that knows least stands; without a line it is open. */
export function judge<H extends HandBreak>(finding: Finding, hands: readonly H[]): {verdict: Verdict; by: H[]} {
  const by = hands.filter((hand) => judges(hand, finding));
  const least = Math.max(...by.map(({verdict}) => VERDICTS.indexOf(verdict)));
  return {verdict: by.length ? (VERDICTS[least] ?? "open") : "open", by};
}

/** Kinds that are a change between two years: a figure of one side alone is not touched by them. */
const CHANGES: readonly (string | null | undefined)[] = ["unit", "level", "authority"];

/** What of a break says which rows it speaks of. */
export interface BreakScope {
  readonly kind?: string | null;
  readonly found_by?: string | null;
  readonly table?: string | null;
  readonly year_from: number;
  readonly year_to: number | null;
}

/** Whether the years of a figure or a question are touched by a break. A finding of a change needs both of its sides. */
export function touchesYears(each: BreakScope, spans: readonly (readonly [from: number, to: number])[]): boolean {
  const end = each.year_to ?? Infinity;
  if (isFinding(each) && CHANGES.includes(each.kind))
    return Math.min(...spans.map(([from]) => from)) <= each.year_from && Math.max(...spans.map(([, to]) => to)) >= end;
  return spans.some(([from, to]) => each.year_from <= to && end >= from);
}

/** Whether a break speaks of a table; a hand-kept line speaks of both. */
export function touchesTable(each: BreakScope, table: Table): boolean {
  return !isFinding(each) || (each.table?.split(" ").includes(table) ?? true);
}

/** Whether a break was found by machine. */
export function isFinding(each: Pick<BreakScope, "found_by">): boolean {
  return each.found_by === "finder";
}

/** Whether a break is told by itself: a finding that a hand-kept line judges is told with that line. */
export function isTold(each: {readonly judged_by?: string | null}): boolean {
  return each.judged_by == null;
}

/** The columns of decisions that a kind of finding speaks of; null where it speaks of all. */
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
