// Finds breaks in series: years in which a country's rows change in meaning, unit, level or size by more than in neighbouring years
// explain. A person reviews each finding; the thresholds keep their number small enough for that.
import {ascending, group, groups, sum as total} from "d3";
import type {Count} from "./bounds.js";
import {heaviest} from "./breaks.js";
import type {BreakTable, Finding} from "./breaks.js";
import {together} from "./breakYears.js";
import type {YearOfRows} from "./breakYears.js";
import {LEVELS, POSITIVE_COLUMNS, STAGES} from "./codes.js";
import type {Level, Unit} from "./codes.js";

/**
 * Every threshold of the finder. Sizes are persons or cases as published, all origins and authorities together. They are set so
 * that one person can read every finding of an edition: a smaller size or share multiplies them with countries of a few cases.
 */
export const THRESHOLDS = {
  columns: {
    /** Fewer positive decisions swing by themselves with the people who are decided on. */
    positives: 300,
    /** A mixed column moves by less; a country that changes how it reports moves nearly everything. Gives 32 pairs, all reviewed. */
    move: 0.8
  },
  closed: {
    /** Smaller offices clear their desks in one year without anything having changed. */
    decisions: 500,
    /** Nine of ten closed leave few substantive decisions. */
    share: 0.9,
    /** In the year before most decisions were not closed, so that the change is one of a year and not a drift. */
    before: 0.5
  },
  refusals: {
    decisions: 500,
    /** Countries that refuse fewer than one in ten can have a year without a refusal by themselves. */
    before: 0.1
  },
  unknown: {
    size: 300,
    /** A quarter of the rows is enough to change the order of origins. */
    rise: 0.25
  },
  leap: {
    size: 2000,
    /** Crises treble and quintuple a count, and the next year keeps some of it; ten times both neighbouring years is rarely one. */
    times: 10
  },
  unit: {
    size: 1000,
    /** Share of the rows of a year that change from one unit to the other; some countries keep a few rows in the old one. */
    move: 0.8
  },
  level: {
    size: 1000,
    /** Half of a country's rows of first or combined instance leave their levels for levels that were not in use … */
    share: 0.5,
    /** … where one row in twenty is too strict: late decisions are reported at an old level for some years. */
    rest: 0.05
  },
  authority: {
    size: 1000,
    /** UNHCR keeps some cases after it hands over to a government. */
    share: 0.9
  },
  reporting: {
    /** Countries of some hundred applicants come and go from year to year; two thousand people do not end by themselves. */
    size: 2000
  }
} as const;

const T = THRESHOLDS;

/** The first year of a state, and the year before it. */
export interface StateChange {
  readonly kind: "closed" | "refusals" | "unknown";
  readonly before: YearOfRows;
  readonly after: YearOfRows;
}

/** What changes, for the sentence about it. */
export type Change =
  | {
      readonly kind: "columns";
      readonly before: YearOfRows;
      readonly after: YearOfRows;
      readonly to: "recognized" | "other";
    }
  | StateChange
  | {
      readonly kind: "leap";
      readonly here: YearOfRows;
      readonly beside: readonly YearOfRows[];
      readonly columns: readonly (keyof YearOfRows["cells"])[];
    }
  | {readonly kind: "unit"; readonly from: Unit; readonly to: Unit}
  | {readonly kind: "level"; readonly from: readonly Level[]; readonly to: readonly Level[]}
  | {readonly kind: "authority"; readonly before: YearOfRows; readonly after: YearOfRows}
  | {
      readonly kind: "reporting";
      readonly event: "stops" | "begins" | "resumes";
      /** The rows before a gap or after it. */
      readonly here: readonly YearOfRows[];
      /** The year in which rows begin again after a gap. */
      readonly again: number | null;
    };

/** A finding of one table. */
export interface FoundInTable extends Omit<Finding, "id" | "wording" | "evidence" | "table"> {
  readonly table: BreakTable;
  readonly change: Change;
  /** The years that were compared. */
  readonly compared: readonly YearOfRows[];
}

/** A finding without its sentence, from one table or both. */
export interface FoundBreak extends Omit<Finding, "wording" | "evidence"> {
  readonly parts: readonly FoundInTable[];
  /** The last year of the edition: a state that lasts until then may go on. */
  readonly last: number;
}

/** Groups years by `key`, each group in order. */
function seriesOf(years: readonly YearOfRows[], key: (year: YearOfRows) => string): YearOfRows[][] {
  return groups(years, key).map(([, some]) => some.sort((a, b) => ascending(a.year, b.year)));
}

function pairs<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.slice(1).map((item, i) => [items[i] as T, item] as const);
}

const value = (count: Count | undefined) => count?.value ?? 0;
const positives = ({cells}: YearOfRows) => value(cells.recognized) + value(cells.other);
const closedShare = ({cells, all}: YearOfRows) => (all.value ? value(cells.closed) / all.value : 0);
const unknownShare = ({unknown, all}: YearOfRows) => (all.value ? unknown.value / all.value : 0);

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
  change: Change,
  {table, asylum, level, unit}: YearOfRows,
  rest: Pick<FoundInTable, "year" | "year_from" | "year_to"> &
    Partial<Pick<FoundInTable, "level" | "unit" | "authority" | "size">>,
  compared: readonly YearOfRows[]
): FoundInTable {
  return {
    ...{kind: change.kind, table, asylum, level, authority: "*", unit, change, compared},
    size: Math.max(...compared.map(({all}) => all.value)),
    ...rest
  };
}

/** A change between two years, with the last year of the new state. */
const lasting = (kind: StateChange["kind"], before: YearOfRows, after: YearOfRows, end: number) =>
  found({kind, before, after}, after, {year: after.year, year_from: after.year, year_to: end}, [before, after]);

function columnMoves(series: readonly YearOfRows[]): FoundInTable[] {
  const share = (year: YearOfRows) => value(year.cells.recognized) / positives(year);
  return pairs(series.filter((year) => positives(year) >= T.columns.positives)).flatMap(([a, b]) => {
    const move = share(b) - share(a);
    if (Math.abs(move) <= T.columns.move) return [];
    const change: Change = {kind: "columns", before: a, after: b, to: move > 0 ? "recognized" : "other"};
    const size = Math.max(positives(a), positives(b));
    return [found(change, b, {year: b.year, year_from: a.year, year_to: b.year, size}, [a, b])];
  });
}

function closings(series: readonly YearOfRows[]): FoundInTable[] {
  return pairs(series.filter(({all}) => all.value >= T.closed.decisions)).flatMap(([a, b]) => {
    if (closedShare(a) >= T.closed.before || closedShare(b) < T.closed.share) return [];
    const end = stateEnd(series, b.year, (year) => closedShare(year) >= T.closed.share);
    return [lasting("closed", a, b, end)];
  });
}

function lostRefusals(series: readonly YearOfRows[]): FoundInTable[] {
  return pairs(series.filter(({all}) => all.value >= T.refusals.decisions)).flatMap(([a, b]) => {
    if (!b.cells.rejected || value(b.cells.rejected) > 0) return [];
    if (value(a.cells.rejected) < T.refusals.before * a.all.value) return [];
    const end = stateEnd(series, b.year, ({cells}) => value(cells.rejected) === 0);
    return [lasting("refusals", a, b, end)];
  });
}

function unknownOrigins(series: readonly YearOfRows[]): FoundInTable[] {
  return pairs(series.filter(({all}) => all.value >= T.unknown.size)).flatMap(([a, b]) => {
    if (unknownShare(b) - unknownShare(a) <= T.unknown.rise) return [];
    const before = unknownShare(a);
    const end = stateEnd(series, b.year, (year) => unknownShare(year) - before > T.unknown.rise);
    return [lasting("unknown", a, b, end)];
  });
}

/** Columns ten times as large as in the years before and after; the columns of one year are one finding. */
function leaps(series: readonly YearOfRows[], last: number, moved: ReadonlySet<string>): FoundInTable[] {
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
    const change: Change = {kind: "leap", here, beside, columns: over};
    const size = Math.max(...over.map((column) => value(here.cells[column])));
    const compared = [before, here, ...(after ? [after] : [])];
    return [found(change, here, {year: here.year, year_from: here.year, year_to: here.year, size}, compared)];
  });
}

/** Groups years whatever their unit: rows can be added, persons and cases cannot. */
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

function unitChanges(years: readonly YearOfRows[]): FoundInTable[] {
  return pairs(sideBySide(years)).flatMap(([a, b]) => {
    const share = ({of, rows}: typeof a) => total(of, (each) => (each.unit === "C" ? each.rows : 0)) / rows;
    const move = share(b) - share(a);
    const [first] = b.of;
    if (!first || Math.min(a.size, b.size) < T.unit.size || Math.abs(move) <= T.unit.move) return [];
    const [from, to] = move > 0 ? (["P", "C"] as const) : (["C", "P"] as const);
    const years = {year: b.year, year_from: a.year, year_to: b.year};
    return [found({kind: "unit", from, to}, first, {...years, unit: "*"}, [...a.of, ...b.of])];
  });
}

/** Levels at which a claim is first decided; others start and stop with them, which is a finding of kind "reporting". */
const FIRST_LEVELS: readonly Level[] = [...STAGES.first, ...STAGES.combined];

function levelChanges(years: readonly YearOfRows[]): FoundInTable[] {
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
    const order = (some: readonly Level[]) => (Object.keys(LEVELS) as Level[]).filter((level) => some.includes(level));
    const [from, to] = [order(left), order(taken)];
    const years = {year: b.year, year_from: a.year, year_to: b.year};
    return [
      found({kind: "level", from, to}, first, {...years, level: [...from, ...to].join(" "), unit: "*"}, [
        ...a.of.filter((each) => left.includes(each.level)),
        ...b.of.filter((each) => taken.includes(each.level))
      ])
    ];
  });
}

function authorityChanges(years: readonly YearOfRows[]): FoundInTable[] {
  const of = sideBySide(years).filter(({size}) => size >= T.authority.size);
  return pairs(of).flatMap(([a, b]) => {
    const main = ({of: some, size}: typeof a) => some.find(({all}) => all.value >= T.authority.share * size);
    const [from, to] = [main(a), main(b)];
    if (!from || !to || from.authority === to.authority) return [];
    const scope = {authority: `${from.authority} ${to.authority}`, year: b.year, year_from: a.year, year_to: b.year};
    return [found({kind: "authority", before: from, after: to}, to, scope, [from, to])];
  });
}

/** Levels that start and stop. `passed` has table, country, level and year of levels that changed into others: they did not stop. */
function reportingChanges(
  years: readonly YearOfRows[],
  first: number,
  last: number,
  passed: ReadonlySet<string>
): FoundInTable[] {
  const series = sideBySide(years);
  const made: FoundInTable[] = [];
  const note = (
    event: "stops" | "begins" | "resumes",
    {of}: (typeof series)[number],
    scope: {year: number; year_from: number; year_to: number},
    again: number | null = null
  ) => {
    const [one] = of;
    if (one && !passed.has(`${one.table} ${one.asylum} ${one.level} ${scope.year}`))
      made.push(found({kind: "reporting", event, here: of, again}, one, {...scope, unit: "*"}, of));
  };
  series.forEach((here, i) => {
    const {year} = here;
    const [before, after] = [series[i - 1], series[i + 1]];
    const isLarge = here.size >= T.reporting.size;
    if (isLarge && year < last && after?.year !== year + 1) {
      const end = after ? after.year - 1 : last;
      note("stops", here, {year: year + 1, year_from: year + 1, year_to: end}, after?.year);
    }
    if (!isLarge || year === first || before?.year === year - 1) return;
    if (!before) note("begins", here, {year, year_from: first, year_to: year - 1});
    else if (before.size < T.reporting.size)
      note("resumes", here, {year, year_from: before.year + 1, year_to: year - 1});
  });
  return made;
}

/** Joins findings of the same kind, country, level, unit and year in both tables. */
function join(parts: readonly FoundInTable[], last: number): FoundBreak {
  const [first] = parts;
  if (!first) throw new RangeError("no finding to join");
  const {kind, asylum, level, unit, year} = first;
  return {
    id: [kind, asylum, ...level.split(" "), ...(unit === "C" ? ["c"] : []), year].join("-").toLowerCase(),
    ...{kind, asylum, level, unit, year, parts, last},
    authority: parts.every(({authority}) => authority === first.authority) ? first.authority : "*",
    table: parts.map(({table}) => table).join(" "),
    year_from: Math.min(...parts.map(({year_from}) => year_from)),
    year_to: Math.max(...parts.map(({year_to}) => year_to)),
    size: Math.max(...parts.map(({size}) => size))
  };
}

/** Every break in the rows, by kind and then by size. */
export function findBreaks(years: readonly YearOfRows[]): FoundBreak[] {
  const made: FoundInTable[] = [];
  if (!years.length) return [];
  const [first, last] = [Math.min(...years.map(({year}) => year)), Math.max(...years.map(({year}) => year))];
  const all = together(years);
  const moved = new Set<string>();
  for (const series of seriesOf(all, ({table, asylum, level, unit}) => `${table} ${asylum} ${level} ${unit}`)) {
    if (series[0]?.table === "decisions") {
      const moves = columnMoves(series);
      for (const {asylum, level, unit, year_from, year_to} of moves)
        for (const year of [year_from, year_to]) moved.add(`${asylum} ${level} ${unit} ${year}`);
      made.push(...moves, ...closings(series), ...lostRefusals(series));
    }
    made.push(...unknownOrigins(series), ...leaps(series, last, moved));
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
    .map(([, some]) =>
      join(
        some.sort((a, b) => ascending(a.table, b.table)),
        last
      )
    )
    .sort(heaviest);
}
