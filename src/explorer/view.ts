// What the explorer shows for one question: series, outcomes, ranking and matrix, as values without an element. The sums and
// rates are those of src/measures; here it is decided which rows belong together and which are told apart.
import {ascending, descending, range, sum as total} from "d3";
import {bounded, sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {LEVELS, STAGES} from "../measures/codes.js";
import type {Authority, Level, Stage, Unit} from "../measures/codes.js";
import {newApplications} from "../measures/newness.js";
import {RATES, splitAcrossLevels, unlessSplit} from "../measures/rates.js";
import type {Rate, RateName, SplitAcrossLevels} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import {stageOf, sumApplications, sumDecisions} from "../measures/sums.js";
import type {ApplicationRow, Outcomes} from "../measures/sums.js";
import type {PublishedDecision} from "../measures/status.js";
import type {State} from "./address.js";
import {applicationRows, codesOf, decisionRows, decisionsOfHost, inhabitants, isReported, stockRows} from "./ledger.js";
import type {Ledger, StockRow} from "./ledger.js";

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

export type Axis = "origin" | "asylum";

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
  const alone = asylum === "USA" && level === "EO";
  const key = alone ? `EO ${unit}` : `${level}${unit}`;
  let kind = KINDS.get(key);
  if (!kind) KINDS.set(key, (kind = makeKind(level, unit, alone)));
  return kind;
}

const KINDS = new Map<string, Kind>();

function makeKind(level: Level, unit: Unit, alone: boolean): Kind {
  const stage = stageOf(level);
  if (alone) return {id: `EO ${unit}`, stage, levels: ["EO"], unit};
  if (stage === "other") return {id: `${level} ${unit}`, stage, levels: [level], unit};
  return {id: `${stage} ${unit}`, stage, levels: STAGES[stage], unit};
}

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

type Row = ApplicationRow | PublishedDecision | StockRow;

function rowsOf(ledger: Ledger, selection: Selection): readonly Row[] {
  if (selection.measure === "applications") return applicationRows(ledger, selection);
  if (selection.measure === "decisions" || selection.measure === "rate") return decisionRows(ledger, selection);
  return stockRows(ledger, selection);
}

const rowKind = (row: Row): Kind => ("level" in row ? kindOf(row) : STOCK);

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

function sumRows(ledger: Ledger, {measure, definition, types}: Selection, rows: readonly Row[], splits: Splits): Sum {
  const none: Sum = {count: null, outcomes: null, rate: null, newAndRepeat: 0};
  if (!rows.length) return none;
  if (measure === "applications") {
    const fresh = rows as readonly ApplicationRow[];
    if (types !== "new") return {...none, count: sumApplications(fresh)};
    const made = newApplications(fresh);
    return made ? {...none, count: made.count, newAndRepeat: made.new_and_repeat.value} : none;
  }
  if (measure === "refugees" || measure === "asylum_seekers")
    return {
      ...none,
      count: sum(
        (rows as readonly StockRow[]).map((row) => (row[measure] === null ? null : bounded(row[measure], "stocks")))
      )
    };
  const outcomes = sumDecisions(rows as readonly PublishedDecision[], ledger.read);
  if (!outcomes) return none;
  const count = positiveOf(outcomes, definition);
  if (measure === "decisions") return {...none, outcomes, count};
  let rate: Rate = RATES[definition as RateName](outcomes);
  for (const row of rows as readonly PublishedDecision[]) {
    const split = splits(row);
    if (split) rate = unlessSplit(rate, row.level, split);
  }
  return {...none, outcomes, count, rate};
}

type Splits = (row: PublishedDecision) => SplitAcrossLevels | null;

/**
 * Whether a host split its grants and refusals over levels in a year, looked at where the rows are of one host: in a sum over
 * many hosts the two halves may well meet.
 */
function splitsOf(ledger: Ledger, {measure}: Selection): Splits {
  if (measure !== "rate") return () => null;
  return ({asylum, year, unit}) => {
    const key = `${asylum} ${year} ${unit}`;
    const before = ledger.splits.get(key);
    if (before !== undefined) return before;
    const levels = new Map<Level, PublishedDecision[]>();
    for (const row of decisionsOfHost(ledger, asylum, year))
      if (row.unit === unit) {
        const some = levels.get(row.level);
        if (some) some.push(row);
        else levels.set(row.level, [row]);
      }
    const outcomes = new Map<Level, Outcomes>();
    for (const [level, some] of levels) {
      const made = sumDecisions(some, ledger.read);
      if (made) outcomes.set(level, made);
    }
    const found = splitAcrossLevels(outcomes);
    ledger.splits.set(key, found);
    return found;
  };
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

  const kinds = new Map<string, Kind>();
  const groups = new Map<string, {place: string | null; kind: Kind; years: Map<number, Row[]>}>();
  for (const row of rows) {
    const kind = rowKind(row);
    if (!kinds.has(kind.id)) kinds.set(kind.id, kind);
    const place = axis && row[axis];
    const key = `${place ?? ""} ${kind.id}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = {place, kind, years: new Map()}));
    const some = group.years.get(row.year);
    if (some) some.push(row);
    else group.years.set(row.year, [row]);
  }
  // Places that were asked for and have no row stand there too: their absence is an answer.
  const [main] = sizes(groups.values());
  if (axis && main)
    for (const code of codesOf(ledger, axis === "origin" ? selection.origins : selection.asylums, to))
      if (![...groups.values()].some(({place}) => place === code))
        groups.set(`${code} ${main.id}`, {place: code, kind: main, years: new Map()});

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
  const made = [...groups.values()].map(({place, kind, years: byYear}): Series => {
    const points = years.map((year): Point => {
      const some = byYear.get(year) ?? [];
      const added = sumRows(ledger, selection, some, ofOneHost ? splits : () => null);
      return {
        year,
        ...added,
        ...shownOf(added),
        absence: some.length ? null : absence(kind, place, year)
      };
    });
    return {place, kind, points: shownAs(ledger, state, place, points)};
  });
  const order = sizes(groups.values()).map(({id}) => id);
  const size = ({points}: Series) => total(points, ({count}) => count?.value ?? 0);
  const series = made.sort(
    (a, b) =>
      ascending(order.indexOf(a.kind.id), order.indexOf(b.kind.id)) ||
      descending(size(a), size(b)) ||
      ascending(a.place ?? "", b.place ?? "")
  );
  const sortedKinds = order.flatMap((id) => kinds.get(id) ?? []);
  const ranking = main ? rankingOf(ledger, state, main, splits) : null;
  return {
    state,
    axis,
    kinds: sortedKinds,
    series,
    outcomes: outcomesOf(ledger, state, absence),
    ranking,
    matrix: main ? matrixOf(ledger, state, main, splits) : null,
    empty: rows.length === 0
  };
}

/** Kinds by how much they hold. */
function sizes(groups: Iterable<{kind: Kind; years: Map<number, Row[]>}>): Kind[] {
  const held = new Map<string, {kind: Kind; size: number}>();
  for (const {kind, years} of groups) {
    const before = held.get(kind.id) ?? {kind, size: 0};
    let {size} = before;
    for (const rows of years.values())
      for (const row of rows)
        size +=
          "applications" in row
            ? (row.applications ?? 0)
            : "closed" in row
              ? (row.recognized ?? 0) + (row.other ?? 0) + (row.rejected ?? 0) + (row.closed ?? 0)
              : 0;
    held.set(kind.id, {kind, size});
  }
  return [...held.values()]
    .sort((a, b) => descending(a.size, b.size) || compareKinds(a.kind, b.kind))
    .map(({kind}) => kind);
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

/** What was decided in the same places, years, stages, authority and unit, by kind; nothing for year-end figures. */
function outcomesOf(
  ledger: Ledger,
  {selection}: State,
  absence: (kind: Kind, place: string | null, year: number) => Absence
): OutcomesView[] {
  if (selection.measure === "refugees" || selection.measure === "asylum_seekers") return [];
  const kinds = new Map<string, {kind: Kind; years: Map<number, Row[]>}>();
  for (const row of decisionRows(ledger, selection)) {
    const kind = kindOf(row);
    let group = kinds.get(kind.id);
    if (!group) kinds.set(kind.id, (group = {kind, years: new Map()}));
    const some = group.years.get(row.year);
    if (some) some.push(row);
    else group.years.set(row.year, [row]);
  }
  const [from, to] = selection.years;
  const decided = selection.measure === "applications" ? {...selection, measure: "decisions" as const} : selection;
  return sizes(kinds.values()).flatMap((kind) => {
    const byYear = kinds.get(kind.id)?.years ?? new Map<number, Row[]>();
    const years = range(from, to + 1).map((year) => ({
      year,
      outcomes:
        sumDecisions((byYear.get(year) ?? []) as PublishedDecision[], ledger.read) ??
        absenceOfDecisions(ledger, decided, kind, year, absence)
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

/** The last year of a selection with a row, for what is never added over years. */
function lastYear(rows: readonly Row[], to: number): number {
  let last = 0;
  for (const {year} of rows) if (year > last) last = year;
  return last || to;
}

function compared(
  ledger: Ledger,
  state: State,
  rows: readonly Row[],
  main: Kind,
  splits: Splits,
  by: (row: Row) => string,
  host: boolean
): Map<string, RankedPlace> {
  const {selection} = state;
  const takes = comparable(selection, main);
  const groups = new Map<string, Map<string, {kind: Kind; rows: Row[]}>>();
  for (const row of rows) {
    const kind = rowKind(row);
    if (!takes(kind)) continue;
    const code = by(row);
    let kinds = groups.get(code);
    if (!kinds) groups.set(code, (kinds = new Map<string, {kind: Kind; rows: Row[]}>()));
    const group = kinds.get(kind.id);
    if (group) group.rows.push(row);
    else kinds.set(kind.id, {kind, rows: [row]});
  }
  const found = new Map<string, RankedPlace>();
  for (const [code, kinds] of groups) {
    // A place that files both stands there with the one that holds more.
    const each = [...kinds.values()].map(({kind, rows: some}) => {
      const added = sumRows(ledger, selection, some, host ? splits : () => null);
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
  const all = rowsOf(ledger, open);
  const yearly = isYearly(state);
  const year = yearly
    ? lastYear(
        rowsOf(ledger, selection).filter((row) => comparable(selection, main)(rowKind(row))),
        selection.years[1]
      )
    : 0;
  const rows = yearly ? all.filter((row) => row.year === year) : all;
  const found = [
    ...compared(ledger, state, rows, main, splits, (row) => row[axis], axis === "asylum" || asylum !== null).values()
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
  const inKind = comparable(selection, main);
  const all = rowsOf(ledger, selection).filter((row) => inKind(rowKind(row)));
  const yearly =
    selection.measure === "rate" || selection.measure === "refugees" || selection.measure === "asylum_seekers";
  const year = lastYear(all, selection.years[1]);
  const rows = yearly ? all.filter((row) => row.year === year) : all;
  const weight = (row: Row) =>
    "applications" in row
      ? (row.applications ?? 0)
      : "closed" in row
        ? (row.recognized ?? 0) + (row.other ?? 0) + (row.rejected ?? 0)
        : ((selection.measure === "refugees" ? row.refugees : row.asylum_seekers) ?? 0);
  const largest = (axis: Axis): string[] => {
    const chosen = axis === "origin" ? selection.origins : selection.asylums;
    const held = new Map<string, number>();
    for (const row of rows) held.set(row[axis], (held.get(row[axis]) ?? 0) + weight(row));
    const codes = chosen.kind === "places" ? [...chosen.codes] : [...held.keys()].filter((code) => code !== "UNK");
    return codes.sort((a, b) => descending(held.get(a) ?? 0, held.get(b) ?? 0) || ascending(a, b)).slice(0, MOST_CELLS);
  };
  const [origins, asylums] = [largest("origin"), largest("asylum")];
  if (origins.length < 2 || asylums.length < 2) return null;
  const [inOrigins, inAsylums] = [new Set(origins), new Set(asylums)];
  const cells = compared(
    ledger,
    {...state, shown: "count"},
    rows.filter((row) => inOrigins.has(row.origin) && inAsylums.has(row.asylum)),
    main,
    splits,
    (row) => `${row.origin} ${row.asylum}`,
    true
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
