// What the explorer shows for one question: series, outcomes, ranking and matrix, as values without an element. The sums and
// rates are those of src/measures; here it is decided which rows belong together and which are told apart.
import {ascending, descending, range, rollup, sum as total} from "d3";
import {add, bounded, sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {LEVELS, STAGES} from "../measures/codes.js";
import type {Authority, Level, Stage, Unit} from "../measures/codes.js";
import {newApplicationAdder} from "../measures/newness.js";
import {RATES, splitAcrossLevels, unlessSplit} from "../measures/rates.js";
import type {Rate, RateName, SplitAcrossLevels} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import {applicationAdder, decisionAdder, stageOf} from "../measures/sums.js";
import type {Adder, ApplicationRow, Outcomes} from "../measures/sums.js";
import type {PublishedDecision} from "../measures/status.js";
import type {State} from "./address.js";
import {applicationRows, codesOf, decisionRows, decisionsOfHost, inhabitants, isReported, stockRows} from "./ledger.js";
import type {StockRow} from "./columns.js";
import type {Ledger, Rows} from "./ledger.js";

/** Rows that may be added: one step of the procedure in one unit. Year-end figures are of one kind. */
export interface Kind {
  readonly id: string;
  readonly stage: Stage | null;
  readonly levels: readonly Level[];
  readonly unit: Unit;
}

export type Absence = "no row" | "not reported";

/** One number of one year, or why there is none. */
export interface Point {
  readonly year: number;
  /** As shown: a count, a number per 100,000 inhabitants, an index, or a fraction for a rate. */
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** What was counted; null for rates and where there is no row. */
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
  /** How many of new applications stand under new and repeat together. */
  readonly newAndRepeat: number;
  readonly absence: Absence | null;
}

export interface Series {
  /** The place that tells this series from the others, or null where there is one. */
  readonly place: string | null;
  readonly kind: Kind;
  readonly points: readonly Point[];
}

export interface RankedPlace {
  readonly code: string;
  readonly kind: Kind;
  readonly chosen: boolean;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
}

export interface Ranking {
  readonly axis: Axis;
  readonly years: readonly [number, number];
  /** In order; for rates, those that may be ranked. Unknown origin stands last. */
  readonly places: readonly RankedPlace[];
  /** Rates of places that are left out, and why, by reason. */
  readonly leftOut: readonly RankedPlace[];
}

export interface Matrix {
  readonly years: readonly [number, number];
  readonly origins: readonly string[];
  readonly asylums: readonly string[];
  /** By origin and host: null where there is no row. */
  readonly cells: readonly (readonly (RankedPlace | null)[])[];
}

export interface OutcomesView {
  readonly kind: Kind;
  readonly years: readonly {readonly year: number; readonly outcomes: Outcomes | Absence}[];
  readonly all: Outcomes;
}

const AXES = ["origin", "asylum"] as const;
export type Axis = (typeof AXES)[number];

export interface View {
  readonly state: State;
  readonly axis: Axis | null;
  /** Kinds with a row, the one with most first. */
  readonly kinds: readonly Kind[];
  /** By kind, then by size. */
  readonly series: readonly Series[];
  readonly outcomes: readonly OutcomesView[];
  readonly ranking: Ranking | null;
  readonly matrix: Matrix | null;
  /** Whether any row answers the question. */
  readonly empty: boolean;
}

/** The most series that are drawn; the table has all. */
export const MOST_SERIES = 8;

const STAGE_ORDER = Object.keys(STAGES) as Stage[];

/**
 * The kind of a row. At stage "other" each level decides something else; the United States' EO decides claims again that were
 * referred from IN, so it stands alone.
 */
export function kindOf({asylum, level, unit}: {asylum: string; level: Level; unit: Unit}): Kind {
  // Rows of one host, level and unit follow each other: remembering the last takes a quarter off a question about regions.
  if (last.level !== level || last.unit !== unit || last.asylum !== asylum) {
    const {levels, courts} = KINDS[unit];
    last = {asylum, level, unit, kind: level === "EO" && asylum === "USA" ? courts : (levels[level] as Kind)};
  }
  return last.kind;
}

/** One kind for the levels that may be added. */
function kindsIn(unit: Unit): {levels: Partial<Record<Level, Kind>>; courts: Kind} {
  const levels: Partial<Record<Level, Kind>> = {};
  for (const stage of STAGE_ORDER) {
    const together: Kind = {id: `${stage} ${unit}`, stage, levels: STAGES[stage], unit};
    for (const level of STAGES[stage])
      levels[level] = stage === "other" ? {id: `${level} ${unit}`, stage, levels: [level], unit} : together;
  }
  return {levels, courts: {id: `EO ${unit}`, stage: stageOf("EO"), levels: ["EO"], unit}};
}

const KINDS = {P: kindsIn("P"), C: kindsIn("C")};
let last: {asylum: string; level: Level; unit: Unit; kind: Kind} = {
  asylum: "",
  level: "FI",
  unit: "P",
  kind: KINDS.P.levels.FI as Kind
};

const STOCK: Kind = {id: "year-end P", stage: null, levels: [], unit: "P"};

/** The words of a kind's step: "first instance", "temporary asylum". */
export function kindWords({id, stage, levels}: Kind): string {
  if (stage === null) return "year-end";
  if (id.startsWith("EO ")) return "first instance, US immigration courts (EO)";
  if (stage === "other") return LEVELS[levels[0] ?? "TA"];
  return {
    first: "first instance",
    combined: "first instance and appeal together",
    appeal: "appeal",
    repeat: "repeat or reopened",
    backlog: "backlog"
  }[stage];
}

const compareKinds = (a: Kind, b: Kind) =>
  ascending(STAGE_ORDER.indexOf(a.stage ?? "first"), STAGE_ORDER.indexOf(b.stage ?? "first")) ||
  ascending(a.id, b.id) ||
  descending(a.unit, b.unit);

const single = (places: Selection["origins"]) =>
  places.kind === "places" && places.codes.length === 1 ? (places.codes[0] ?? null) : null;
const several = (places: Selection["origins"]) => places.kind === "places" && places.codes.length > 1;

/** The axis along which places are told apart: several hosts, else several origins. */
export function axisOf({origins, asylums}: Selection): Axis | null {
  return several(asylums) ? "asylum" : several(origins) ? "origin" : null;
}

export type Row = ApplicationRow | PublishedDecision | StockRow;

export function rowsOf(ledger: Ledger, selection: Selection): Rows<Row> {
  if (selection.measure === "applications") return applicationRows(ledger, selection);
  if (selection.measure === "decisions" || selection.measure === "rate") return decisionRows(ledger, selection);
  return stockRows(ledger, selection);
}

export const rowKind = (row: Row): Kind => ("level" in row ? kindOf(row) : STOCK);

/** How much a row holds: what kinds, origins and hosts are put in order by. */
export function sizeOf(row: Row, {measure}: Selection): number {
  if ("applications" in row) return row.applications ?? 0;
  if ("closed" in row) return sizeOfDecision(row);
  return (measure === "refugees" ? row.refugees : row.asylum_seekers) ?? 0;
}

/** Everything a decision row holds, closed included. */
function sizeOfDecision({recognized, other, rejected, closed}: PublishedDecision): number {
  return (recognized ?? 0) + (other ?? 0) + (rejected ?? 0) + (closed ?? 0);
}

/** What the rows of one place, kind and span add up to. */
interface Sum {
  readonly count: Count | null;
  readonly outcomes: Outcomes | null;
  readonly rate: Rate | null;
  readonly newAndRepeat: number;
}

/** The number of people or files decided that a selection of decisions speaks of: every positive decision, or as published. */
export function positiveOf({published, statuses}: Outcomes, reading: Selection["definition"]): Count {
  return reading === "published"
    ? (sum([published.recognized, published.other]) as Count)
    : (sum([
        statuses.refugee_status,
        statuses.undivided,
        statuses.complementary,
        statuses.humanitarian,
        statuses.temporary
      ]) as Count);
}

const NOTHING: Sum = {count: null, outcomes: null, rate: null, newAndRepeat: 0};

/** Adds the rows of one place, kind and span; which sum it is, the selection says. */
function adderOf(ledger: Ledger, {measure, definition, types}: Selection, splits: Splits): Adder<Row, Sum> {
  if (measure === "applications") {
    if (types !== "new") {
      const all = applicationAdder();
      return {add: (row) => all.add(row as ApplicationRow), done: () => ({...NOTHING, count: all.done()})};
    }
    const fresh = newApplicationAdder();
    return {
      add: (row) => fresh.add(row as ApplicationRow),
      done: () => {
        const made = fresh.done();
        return made ? {...NOTHING, count: made.count, newAndRepeat: made.new_and_repeat.value} : NOTHING;
      }
    };
  }
  if (measure === "refugees" || measure === "asylum_seekers") {
    let count: Count | null = null;
    return {
      add: (row) => {
        const value = (row as StockRow)[measure];
        if (value !== null) count = add(count ?? ZERO, bounded(value, "stocks"));
      },
      done: () => ({...NOTHING, count})
    };
  }
  const decided = decisionAdder(ledger.read);
  const found = new Map<SplitAcrossLevels, Set<Level>>();
  return {
    add: (row) => {
      decided.add(row as PublishedDecision);
      const split = splits(row as PublishedDecision);
      if (split) found.set(split, (found.get(split) ?? new Set()).add((row as PublishedDecision).level));
    },
    done: () => {
      const outcomes = decided.done();
      if (!outcomes) return NOTHING;
      const count = positiveOf(outcomes, definition);
      if (measure === "decisions") return {...NOTHING, outcomes, count};
      let rate: Rate = RATES[definition as RateName](outcomes);
      for (const [split, levels] of found) for (const level of levels) rate = unlessSplit(rate, level, split);
      return {...NOTHING, outcomes, count, rate};
    }
  };
}

type Splits = (row: PublishedDecision) => SplitAcrossLevels | null;

/** In a sum over many hosts the two halves of a split may well meet. */
const noSplits: Splits = () => null;

/** Whether a host split its grants and refusals over levels in a year, looked at where the rows are of one host. */
function splitsOf(ledger: Ledger, {measure}: Selection): Splits {
  if (measure !== "rate") return noSplits;
  return (row) => splitIn(ledger, row);
}

function splitIn(ledger: Ledger, {asylum, year, unit}: PublishedDecision): SplitAcrossLevels | null {
  const key = `${asylum} ${year} ${unit}`;
  const before = ledger.splits.get(key);
  if (before !== undefined) return before;
  const levels = new Map<Level, Adder<PublishedDecision, Outcomes | null>>();
  decisionsOfHost(ledger, asylum, year).each((row) => {
    if (row.unit !== unit) return;
    let level = levels.get(row.level);
    if (!level) levels.set(row.level, (level = decisionAdder(ledger.read)));
    level.add(row);
  });
  const outcomes = new Map<Level, Outcomes>();
  for (const [level, decided] of levels) {
    const made = decided.done();
    if (made) outcomes.set(level, made);
  }
  const found = splitAcrossLevels(outcomes);
  ledger.splits.set(key, found);
  return found;
}

/** The place whose inhabitants a number is divided by: the origin where one origin is looked at across hosts, else the host. */
export function inhabitantsOf({origins, asylums}: Selection): Axis {
  return single(origins) !== null && single(asylums) === null ? "origin" : "asylum";
}

/** Answers a question. @throws Error where it needs year-end figures and they were not fetched. */
export function viewOf(ledger: Ledger, state: State): View {
  const {selection} = state;
  const axis = axisOf(selection);
  const rows = rowsOf(ledger, selection);
  const splits = splitsOf(ledger, selection);
  const ofOneHost = single(selection.asylums) !== null || axis === "asylum";
  const [from, to] = selection.years;
  const years = range(from, to + 1);

  const groups = groupsOf(
    rows,
    (row) => axis && row[axis],
    selection,
    () => adderOf(ledger, selection, ofOneHost ? splits : noSplits)
  );
  const sortedKinds = bySize(groups);
  const [main] = sortedKinds;
  // Places that were asked for and have no row stand there too: their absence is an answer.
  if (axis && main)
    for (const code of codesOf(ledger, axis === "origin" ? selection.origins : selection.asylums, to))
      if (!groups.some(({place}) => place === code)) groups.push({place: code, kind: main, size: 0, years: new Map()});

  const absence = (kind: Kind, place: string | null, year: number): Absence => {
    const {measure, asylums, authority} = selection;
    if (kind.stage === null) return "no row";
    const hosts = axis === "asylum" && place !== null ? [place] : asylums.kind === "places" ? asylums.codes : null;
    if (!hosts) return "no row";
    const table = measure === "applications" ? "applications" : "decisions";
    return hosts.some((asylum) =>
      kind.levels.some((level) => isReported(ledger, {table, year, asylum, authority, level, unit: kind.unit}))
    )
      ? "no row"
      : "not reported";
  };
  const made = groups.map(({place, kind, years: byYear}): Series => {
    const points = years.map((year): Point => {
      const some = byYear.get(year);
      const added = some ? some.done() : NOTHING;
      return {year, ...added, ...shownOf(added), absence: some ? null : absence(kind, place, year)};
    });
    return {place, kind, points: shownAs(ledger, state, place, points)};
  });
  // Where the series are of decisions and of one place, they have added what was decided already.
  const decided =
    !axis && (selection.measure === "decisions" || selection.measure === "rate")
      ? groups.map(({kind, size, years: byYear}): Decided => ({
          kind,
          size,
          outcomes: (year) => byYear.get(year)?.done().outcomes ?? null
        }))
      : null;
  const size = ({points}: Series) => total(points, ({count}) => count?.value ?? 0);
  const series = [...made].sort(
    (a, b) =>
      ascending(sortedKinds.indexOf(a.kind), sortedKinds.indexOf(b.kind)) ||
      descending(size(a), size(b)) ||
      ascending(a.place ?? "", b.place ?? "")
  );
  let ranking: {readonly value: Ranking | null} | undefined;
  let matrix: {readonly value: Matrix | null} | undefined;
  return {
    state,
    axis,
    kinds: sortedKinds,
    series,
    outcomes: outcomesOf(ledger, state, absence, decided),
    // Looked at below the first screen: worked out when that is drawn.
    get ranking() {
      return (ranking ??= {value: main ? rankingOf(ledger, state, main, splits) : null}).value;
    },
    get matrix() {
      return (matrix ??= {value: main ? matrixOf(ledger, state, main, splits) : null}).value;
    },
    empty: rows.length === 0
  };
}

/** Rows of one place and kind, added by year. */
interface Group<Added extends Row, Total> {
  readonly place: string | null;
  readonly kind: Kind;
  size: number;
  readonly years: Map<number, Adder<Added, Total>>;
}

function groupsOf<Added extends Row, Total>(
  rows: Rows<Added>,
  placeOf: (row: Added) => string | null,
  selection: Selection,
  adder: () => Adder<Added, Total>
): Group<Added, Total>[] {
  const kinds = new Map<Kind, Map<string | null, Group<Added, Total>>>();
  let last: Group<Added, Total> | null = null;
  rows.each((row) => {
    const kind = rowKind(row);
    const place = placeOf(row);
    // Rows of one place and kind mostly follow each other.
    if (last?.kind !== kind || last.place !== place) {
      const places = kinds.get(kind) ?? new Map<string | null, Group<Added, Total>>();
      last = places.get(place) ?? {place, kind, size: 0, years: new Map<number, Adder<Added, Total>>()};
      kinds.set(kind, places.set(place, last));
    }
    last.size += sizeOf(row, selection);
    let year = last.years.get(row.year);
    if (!year) last.years.set(row.year, (year = adder()));
    year.add(row);
  });
  return [...kinds.values()].flatMap((places) => [...places.values()]);
}

/** Kinds by how much they hold; year-end figures have one. */
function bySize(groups: readonly {readonly kind: Kind; readonly size: number}[]): Kind[] {
  return [
    ...rollup(
      groups,
      (some) => total(some, ({size}) => size),
      ({kind}) => kind
    )
  ]
    .sort(([a, m], [b, n]) => descending(m, n) || compareKinds(a, b))
    .map(([kind]) => kind);
}

function shownOf({count, rate}: Sum): Pick<Point, "value" | "lo" | "hi"> {
  if (rate)
    return rate.kind === "none"
      ? {value: null, lo: null, hi: null}
      : {value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi};
  return count ?? {value: null, lo: null, hi: null};
}

/** Counts as a reader asked for them: as they are, per 100,000 inhabitants, or with the first year above 0 as 100. */
function shownAs(ledger: Ledger, {selection, shown}: State, place: string | null, points: readonly Point[]): Point[] {
  if (shown === "count" || selection.measure === "rate") return [...points];
  const scaled = (point: Point, factor: number | null): Point => {
    const by = (n: number | null) => (n === null || factor === null ? null : n * factor);
    return {...point, value: by(point.value), lo: by(point.lo), hi: by(point.hi)};
  };
  if (shown === "index") {
    const base = points.find(({value}) => value !== null && value > 0)?.value ?? null;
    return points.map((point) => scaled(point, base === null ? null : 100 / base));
  }
  const side = inhabitantsOf(selection);
  const whose = (year: number) =>
    side === axisOf(selection) && place !== null
      ? [place]
      : codesOf(ledger, side === "origin" ? selection.origins : selection.asylums, year);
  return points.map((point) => {
    const people = inhabitants(ledger, whose(point.year), point.year);
    return scaled(point, people === null ? null : 100_000 / people);
  });
}

/** What was decided, of one kind: the outcomes of a year, or nothing. */
interface Decided {
  readonly kind: Kind;
  readonly size: number;
  readonly outcomes: (year: number) => Outcomes | null;
}

/** What was decided in the same places, years, stages, authority and unit, by kind. */
function decidedOf(ledger: Ledger, selection: Selection): Decided[] {
  return groupsOf(
    decisionRows(ledger, selection),
    () => null,
    selection,
    () => decisionAdder(ledger.read)
  ).map(({kind, size, years}) => ({kind, size, outcomes: (year) => years.get(year)?.done() ?? null}));
}

/** Outcomes by kind, with why there are none; nothing for year-end figures. `decided` where the series have added them already. */
function outcomesOf(
  ledger: Ledger,
  {selection}: State,
  absence: (kind: Kind, place: string | null, year: number) => Absence,
  decided: readonly Decided[] | null
): OutcomesView[] {
  const {measure} = selection;
  if (measure === "refugees" || measure === "asylum_seekers") return [];
  const held = decided ?? decidedOf(ledger, selection);
  const [from, to] = selection.years;
  const asked = measure === "applications" ? {...selection, measure: "decisions" as const} : selection;
  return bySize(held).flatMap((kind) => {
    const one = held.find((each) => each.kind === kind);
    const years = range(from, to + 1).map((year) => ({
      year,
      outcomes: one?.outcomes(year) ?? absenceOfDecisions(ledger, asked, kind, year, absence)
    }));
    const all = together(years.flatMap(({outcomes}) => (typeof outcomes === "string" ? [] : [outcomes])));
    if (!all) return [];
    return [{kind, years, all}];
  });
}

/** Outcomes of one kind over years; null where there is none. */
function together(years: readonly Outcomes[]): Outcomes | null {
  const [first] = years;
  if (!first) return null;
  const cells = <K extends string>(of: (one: Outcomes) => Readonly<Record<K, Count>>) =>
    Object.fromEntries(
      (Object.keys(of(first)) as K[]).map((key) => [key, sum(years.map((one) => of(one)[key]))])
    ) as Record<K, Count>;
  return {
    unit: first.unit,
    rows: total(years, ({rows}) => rows),
    published: cells(({published}) => published),
    statuses: cells(({statuses}) => statuses),
    without_parts: total(years, ({without_parts}) => without_parts),
    missing: total(years, ({missing}) => missing),
    rules: [...new Set(years.flatMap(({rules}) => rules))]
  };
}

function absenceOfDecisions(
  ledger: Ledger,
  {asylums, authority}: Selection,
  kind: Kind,
  year: number,
  absence: (kind: Kind, place: string | null, year: number) => Absence
): Absence {
  if (asylums.kind !== "places") return absence(kind, null, year);
  return asylums.codes.some((asylum) =>
    kind.levels.some((level) =>
      isReported(ledger, {table: "decisions", year, asylum, authority, level, unit: kind.unit})
    )
  )
    ? "no row"
    : "not reported";
}

/** Kinds whose places may stand under each other: first instance, and hosts that file it together with appeals. */
function comparable(selection: Selection, main: Kind): (kind: Kind) => boolean {
  const first = (kind: Kind) => (kind.stage === "first" && !kind.id.startsWith("EO ")) || kind.stage === "combined";
  return (kind) =>
    kind.id === main.id ||
    (first(main) && first(kind) && kind.unit === main.unit && selection.stages.includes(kind.stage ?? "first"));
}

/** The last year in which rows have one of the kinds asked for, for what is never added over years. */
function lastYear(rows: Rows<Row>, takes: (kind: Kind) => boolean, to: number): number {
  let last = 0;
  rows.each((row) => {
    if (row.year > last && takes(rowKind(row))) last = row.year;
  });
  return last || to;
}

/** Rows added by the places that are compared; `by` gives null for a row that takes no part. */
function compared(
  ledger: Ledger,
  {selection}: State,
  rows: Rows<Row>,
  takes: (kind: Kind) => boolean,
  splits: Splits,
  by: (row: Row) => string | null
): Map<string, RankedPlace> {
  const groups = new Map<string, Map<Kind, Adder<Row, Sum>>>();
  rows.each((row) => {
    const code = by(row);
    if (code === null) return;
    const kind = rowKind(row);
    if (!takes(kind)) return;
    let kinds = groups.get(code);
    if (!kinds) groups.set(code, (kinds = new Map<Kind, Adder<Row, Sum>>()));
    let adder = kinds.get(kind);
    if (!adder) kinds.set(kind, (adder = adderOf(ledger, selection, splits)));
    adder.add(row);
  });
  const found = new Map<string, RankedPlace>();
  for (const [code, kinds] of groups) {
    // A place that files both stands there with the one that holds more.
    const each = [...kinds].map(([kind, adder]) => {
      const added = adder.done();
      const size = added.outcomes
        ? total(Object.values(added.outcomes.published), ({value}) => value)
        : (added.count?.value ?? 0);
      return {kind, added, size};
    });
    const [best] = each.sort((a, b) => descending(a.size, b.size) || compareKinds(a.kind, b.kind));
    if (best) found.set(code, {code, kind: best.kind, chosen: false, ...best.added, ...shownOf(best.added)});
  }
  return found;
}

const isYearly = ({selection, shown}: State) =>
  selection.measure === "rate" ||
  selection.measure === "refugees" ||
  selection.measure === "asylum_seekers" ||
  shown === "per_100000";

function rankingOf(ledger: Ledger, state: State, main: Kind, splits: Splits): Ranking | null {
  const {selection} = state;
  const [origin, asylum] = [single(selection.origins), single(selection.asylums)];
  const axis: Axis =
    several(selection.asylums) || asylum === null
      ? several(selection.origins) && !several(selection.asylums) && selection.asylums.kind !== "all"
        ? "origin"
        : "asylum"
      : origin === null
        ? "origin"
        : "asylum";
  // One pair is held against all hosts of the origin.
  const open: Selection = origin !== null && asylum !== null ? {...selection, asylums: {kind: "all"}} : selection;
  const yearly = isYearly(state);
  const takes = comparable(selection, main);
  const year = yearly ? lastYear(rowsOf(ledger, selection), takes, selection.years[1]) : 0;
  const found = [
    ...compared(
      ledger,
      state,
      rowsOf(ledger, open),
      takes,
      axis === "asylum" || asylum !== null ? splits : noSplits,
      (row) => (yearly && row.year !== year ? null : row[axis])
    ).values()
  ].map((one): RankedPlace => {
    const chosen = one.code === (axis === "asylum" ? asylum : origin);
    if (state.shown !== "per_100000" || !one.count) return {...one, chosen};
    const people = inhabitants(
      ledger,
      inhabitantsOf(selection) === axis
        ? [one.code]
        : codesOf(ledger, axis === "origin" ? selection.asylums : selection.origins, year),
      year
    );
    const by = (n: number | null) => (n === null || people === null ? null : (n * 100_000) / people);
    return {...one, chosen, value: by(one.value), lo: by(one.lo), hi: by(one.hi)};
  });
  const known = found.filter(
    ({value, rate, count}) => value !== null && (rate ? rate.kind === "rate" && !rate.marked : (count?.hi ?? 0) > 0)
  );
  const places = known.sort(
    (a, b) =>
      ascending(Number(a.code === "UNK"), Number(b.code === "UNK")) ||
      descending(a.value ?? 0, b.value ?? 0) ||
      ascending(ledger.place(a.code)?.name ?? a.code, ledger.place(b.code)?.name ?? b.code)
  );
  const leftOut = found.filter((one) => !known.includes(one));
  if (places.length + leftOut.length < 2) return null;
  return {axis, years: yearly ? [year, year] : selection.years, places, leftOut};
}

const MOST_CELLS = 8;

function matrixOf(ledger: Ledger, state: State, main: Kind, splits: Splits): Matrix | null {
  const {selection} = state;
  if (single(selection.origins) !== null || single(selection.asylums) !== null) return null;
  const takes = comparable(selection, main);
  const rows = rowsOf(ledger, selection);
  const yearly =
    selection.measure === "rate" || selection.measure === "refugees" || selection.measure === "asylum_seekers";
  const year = yearly ? lastYear(rows, takes, selection.years[1]) : 0;
  const inYear = (row: Row) => !yearly || row.year === year;
  const held = {origin: new Map<string, {size: number}>(), asylum: new Map<string, {size: number}>()};
  rows.each((row) => {
    if (!inYear(row) || !takes(rowKind(row))) return;
    // What was closed without a decision makes no pair a large one.
    const size = sizeOf(row, selection) - ("closed" in row ? (row.closed ?? 0) : 0);
    for (const axis of AXES) {
      const before = held[axis].get(row[axis]);
      if (before) before.size += size;
      else held[axis].set(row[axis], {size});
    }
  });
  const largest = (axis: Axis): string[] => {
    const chosen = axis === "origin" ? selection.origins : selection.asylums;
    const sizes = held[axis];
    const codes = chosen.kind === "places" ? [...chosen.codes] : [...sizes.keys()].filter((code) => code !== "UNK");
    return codes
      .sort((a, b) => descending(sizes.get(a)?.size ?? 0, sizes.get(b)?.size ?? 0) || ascending(a, b))
      .slice(0, MOST_CELLS);
  };
  const [origins, asylums] = [largest("origin"), largest("asylum")];
  if (origins.length < 2 || asylums.length < 2) return null;
  const [inOrigins, inAsylums] = [new Set(origins), new Set(asylums)];
  const cells = compared(ledger, {...state, shown: "count"}, rows, takes, splits, (row) =>
    inYear(row) && inOrigins.has(row.origin) && inAsylums.has(row.asylum) ? `${row.origin} ${row.asylum}` : null
  );
  return {
    years: yearly ? [year, year] : selection.years,
    origins,
    asylums,
    cells: origins.map((origin) => asylums.map((asylum) => cells.get(`${origin} ${asylum}`) ?? null))
  };
}

export function authorityWords(authority: Authority | "all"): string {
  return authority === "all"
    ? "governments or UNHCR"
    : {G: "governments", J: "governments and UNHCR jointly", U: "UNHCR"}[authority];
}
