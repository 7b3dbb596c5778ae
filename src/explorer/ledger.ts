// The edition as the explorer holds it in memory: columns with an index by host and by origin, and the few small tables that
// tell how the columns are to be read. Where the bytes come from is not its matter: the build and the browser both fill it.
import {ascending, range, sum} from "d3";
import type {WorldPositions} from "../components/worldMap.js";
import type {BreakKind} from "../measures/breaks.js";
import type {ApplicationType, Authority, Level, Unit} from "../measures/codes.js";
import type {SplitAcrossLevels} from "../measures/rates.js";
import {liesIn, matchesApplication, matchesDecision, matchesStock} from "../measures/selection.js";
import type {Places, Region, Regions, RegionsOf, Selection} from "../measures/selection.js";
import {decisionAt, reader} from "../measures/status.js";
import type {DecisionColumns, PublishedDecision, Reading, RuleLine} from "../measures/status.js";
import type {DecisionKey} from "../measures/codes.js";
import type {ApplicationRow} from "../measures/sums.js";

export interface ExplorerPlace extends Regions {
  readonly code: string;
  readonly name: string;
  /** Other names and languages, for whoever types one. */
  readonly also: readonly string[];
}

export interface ExplorerRegion extends Region {
  readonly name: string;
}

/** What a reader should know of a host's rows, kept by hand or found and not explained yet; scopes are `*` or codes parted by a space. */
export interface ExplorerBreak {
  readonly id: string;
  /** Of a finding alone, with the tables in which it stands. */
  readonly found_by?: "finder";
  readonly kind?: BreakKind;
  readonly table?: string | null;
  readonly asylum: string;
  readonly origin: string;
  readonly level: string;
  readonly unit: string;
  readonly authority: string;
  readonly year_from: number;
  readonly year_to: number | null;
  readonly verdict: string;
  readonly wording: string;
}

/** The small tables of an edition, as one file of JSON. */
export interface ExplorerFacts {
  readonly edition: string;
  readonly source: string;
  readonly years: readonly [number, number];
  readonly places: readonly ExplorerPlace[];
  readonly regions: readonly ExplorerRegion[];
  readonly rules: readonly RuleLine[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly breaks: readonly ExplorerBreak[];
  /** Who reports what, by `table asylum authority level unit`: a 1 for each year with rows of anyone, from the first year on. */
  readonly reporting: Readonly<Record<string, string>>;
  /** Inhabitants by place, a number a year from the first year of the edition on; null where the Bank has none. */
  readonly population: Readonly<Record<string, readonly (number | null)[]>>;
  /** Where places lie on the map, whose outlines stand in the page. */
  readonly world: WorldPositions;
}

export interface ApplicationColumns {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly authority: ArrayLike<Authority>;
  readonly type: ArrayLike<ApplicationType>;
  readonly level: ArrayLike<Level>;
  readonly unit: ArrayLike<Unit>;
  readonly applications: ArrayLike<number | null>;
}

export interface StockColumns {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
  readonly refugees: ArrayLike<number | null>;
  readonly asylum_seekers: ArrayLike<number | null>;
}

export interface StockRow {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  readonly refugees: number | null;
  readonly asylum_seekers: number | null;
}

interface Axes {
  readonly year: ArrayLike<number>;
  readonly origin: ArrayLike<string>;
  readonly asylum: ArrayLike<string>;
}

/** Row numbers by host and by origin. */
interface Index {
  readonly asylum: ReadonlyMap<string, readonly number[]>;
  readonly origin: ReadonlyMap<string, readonly number[]>;
}

export interface Ledger {
  readonly facts: ExplorerFacts;
  readonly applications: ApplicationColumns;
  readonly decisions: DecisionColumns;
  /** Null until a reader asks for year-end figures: their file is fetched then. */
  readonly stocks: StockColumns | null;
  readonly read: (key: DecisionKey) => Reading;
  readonly place: (code: string) => ExplorerPlace | undefined;
  readonly regionsOf: RegionsOf;
  readonly index: {applications: Index; decisions: Index; stocks: Index | null};
  /** Rows by what was asked, the last few questions: a chart, its ranking and its table ask alike. */
  readonly asked: Map<string, readonly unknown[]>;
  /** By host, year and unit: whether grants and refusals were filed at different levels. */
  readonly splits: Map<string, SplitAcrossLevels | null>;
}

function indexOf(columns: Axes): Index {
  const asylum = new Map<string, number[]>(),
    origin = new Map<string, number[]>();
  const put = (map: Map<string, number[]>, code: string, i: number) => {
    const rows = map.get(code);
    if (rows) rows.push(i);
    else map.set(code, [i]);
  };
  for (let i = 0; i < columns.year.length; i++) {
    put(asylum, columns.asylum[i] as string, i);
    put(origin, columns.origin[i] as string, i);
  }
  return {asylum, origin};
}

export function openLedger(
  facts: ExplorerFacts,
  tables: {applications: ApplicationColumns; decisions: DecisionColumns; stocks?: StockColumns | null}
): Ledger {
  const places = new Map(facts.places.map((place) => [place.code, place]));
  return {
    facts,
    applications: tables.applications,
    decisions: tables.decisions,
    stocks: tables.stocks ?? null,
    read: reader(facts.rules),
    place: (code) => places.get(code),
    regionsOf: (code) => {
      const place = places.get(code);
      return place && (place.region ?? place.subregion ?? place.bureau ?? place.memberships?.[0] ?? null) !== null
        ? place
        : null;
    },
    index: {
      applications: indexOf(tables.applications),
      decisions: indexOf(tables.decisions),
      stocks: tables.stocks ? indexOf(tables.stocks) : null
    },
    asked: new Map(),
    splits: new Map()
  };
}

/** The ledger with year-end figures, once they are there. */
export function withStocks(ledger: Ledger, stocks: StockColumns): Ledger {
  return {...ledger, stocks, index: {...ledger.index, stocks: indexOf(stocks)}, asked: new Map()};
}

/** Whether a host has rows of a table, level and unit in a year, of anyone: then a pair without a row is "no row", else "not reported". */
export function isReported(
  {facts}: Ledger,
  {
    table,
    year,
    asylum,
    authority,
    level,
    unit
  }: {
    table: "applications" | "decisions";
    year: number;
    asylum: string;
    authority: Authority | "all";
    level: Level;
    unit: Unit;
  }
): boolean {
  const authorities: readonly Authority[] = authority === "all" ? ["G", "J", "U"] : [authority];
  return authorities.some(
    (one) => facts.reporting[`${table} ${asylum} ${one} ${level} ${unit}`]?.[year - facts.years[0]] === "1"
  );
}

/** Row numbers of the places that a choice may take in any of its years; null where it takes everyone. */
function listsOf(
  {facts, regionsOf}: Ledger,
  places: Places,
  [from, to]: Selection["years"],
  index: ReadonlyMap<string, readonly number[]>
): readonly (readonly number[])[] | null {
  if (places.kind === "all") return null;
  const years = range(from, to + 1);
  const codes =
    places.kind === "places"
      ? places.codes
      : facts.places
          .map(({code}) => code)
          .filter((code) => years.some((year) => liesIn(regionsOf(code), places, year)));
  return codes.map((code) => index.get(code) ?? []);
}

/**
 * Row numbers that may be of a selection: by its hosts where they are named, else by its origins; of regions by the side that has
 * fewer rows, in the order of the table; else every row.
 */
function candidates(
  ledger: Ledger,
  columns: Axes,
  index: Index,
  {origins, asylums, years}: Selection
): Iterable<number> {
  const [from, to] = years;
  const sides = [listsOf(ledger, asylums, years, index.asylum), listsOf(ledger, origins, years, index.origin)] as const;
  const inYears = (i: number) => (columns.year[i] as number) >= from && (columns.year[i] as number) <= to;
  const named = (asylums.kind === "places" ? sides[0] : null) ?? (origins.kind === "places" ? sides[1] : null);
  if (named) return named.flatMap((list) => list.filter(inYears));
  const [fewest] = sides
    .filter((lists) => lists !== null)
    .sort((a, b) =>
      ascending(
        sum(a, ({length}) => length),
        sum(b, ({length}) => length)
      )
    );
  if (!fewest) return range(columns.year.length).filter(inYears);
  return Uint32Array.from(fewest.flatMap((list) => list.filter(inYears))).sort();
}

const MOST_REMEMBERED = 12;

function remember<T>({asked}: Ledger, key: string, make: () => readonly T[]): readonly T[] {
  const before = asked.get(key);
  if (before) return before as readonly T[];
  const made = make();
  if (asked.size >= MOST_REMEMBERED) asked.delete(asked.keys().next().value ?? "");
  asked.set(key, made);
  return made;
}

function keyOf(table: string, {measure: _measure, definition: _definition, ...rest}: Selection): string {
  return `${table} ${JSON.stringify(rest)}`;
}

/** The application rows that a selection takes. */
export function applicationRows(ledger: Ledger, selection: Selection): readonly ApplicationRow[] {
  return remember(ledger, keyOf("applications", selection), () => {
    const {applications: t, index} = ledger;
    const takes = matchesApplication(selection, ledger.regionsOf);
    const rows: ApplicationRow[] = [];
    for (const i of candidates(ledger, t, index.applications, selection)) {
      const row: ApplicationRow = {
        year: t.year[i] as number,
        origin: t.origin[i] as string,
        asylum: t.asylum[i] as string,
        authority: t.authority[i] as Authority,
        type: t.type[i] as ApplicationType,
        level: t.level[i] as Level,
        unit: t.unit[i] as Unit,
        applications: t.applications[i] ?? null
      };
      if (takes(row)) rows.push(row);
    }
    return rows;
  });
}

/** The published decision rows that a selection takes; its types are not looked at, as decisions have none. */
export function decisionRows(ledger: Ledger, selection: Selection): readonly PublishedDecision[] {
  return remember(ledger, keyOf("decisions", {...selection, types: "all"}), () => {
    const takes = matchesDecision(selection, ledger.regionsOf);
    const rows: PublishedDecision[] = [];
    for (const i of candidates(ledger, ledger.decisions, ledger.index.decisions, selection)) {
      const row = decisionAt(ledger.decisions, i);
      if (takes(row)) rows.push(row);
    }
    return rows;
  });
}

/** Every decision row of a host in a year, of anyone and at every level. */
export function decisionsOfHost({decisions, index}: Ledger, asylum: string, year: number): PublishedDecision[] {
  return (index.decisions.asylum.get(asylum) ?? [])
    .filter((i) => decisions.year[i] === year)
    .map((i) => decisionAt(decisions, i));
}

/** The rows of year-end figures that a selection takes. @throws Error where their file was not fetched. */
export function stockRows(ledger: Ledger, selection: Selection): readonly StockRow[] {
  const {stocks: t, index} = ledger;
  const stockIndex = index.stocks;
  if (!t || !stockIndex) throw new Error("the year-end figures are not there yet");
  return remember(ledger, keyOf("stocks", selection), () => {
    const takes = matchesStock(selection, ledger.regionsOf);
    const rows: StockRow[] = [];
    for (const i of candidates(ledger, t, stockIndex, selection)) {
      const row: StockRow = {
        year: t.year[i] as number,
        origin: t.origin[i] as string,
        asylum: t.asylum[i] as string,
        refugees: t.refugees[i] ?? null,
        asylum_seekers: t.asylum_seekers[i] ?? null
      };
      if (takes(row)) rows.push(row);
    }
    return rows;
  });
}

/** Inhabitants of places in a year, added; null where none of them has a number. Absent places add nothing. */
export function inhabitants({facts}: Ledger, codes: Iterable<string>, year: number): number | null {
  let total: number | null = null;
  for (const code of codes) {
    const count = facts.population[code]?.[year - facts.years[0]];
    if (count != null) total = (total ?? 0) + count;
  }
  return total;
}

/** The codes of the places that a choice of places takes in a year: a union's members change. */
export function codesOf({facts, regionsOf}: Ledger, places: Places, year: number): string[] {
  if (places.kind === "places") return [...places.codes];
  if (places.kind === "all") return facts.places.map(({code}) => code);
  return facts.places.map(({code}) => code).filter((code) => liesIn(regionsOf(code), places, year));
}

/** How many of the chosen hosts have a row of a table in each of the years asked, at any level and in any unit. */
export function hostsReporting(
  {facts, regionsOf}: Ledger,
  {asylums, years}: Pick<Selection, "asylums" | "years">,
  table: "applications" | "decisions"
): {readonly year: number; readonly hosts: number}[] {
  const reported = new Map<string, string[]>();
  for (const [key, marks] of Object.entries(facts.reporting)) {
    const [of = "", asylum = ""] = key.split(" ");
    if (of !== table) continue;
    const before = reported.get(asylum);
    if (before) before.push(marks);
    else reported.set(asylum, [marks]);
  }
  const takes = (asylum: string, year: number) =>
    asylums.kind === "all" ||
    (asylums.kind === "places" ? asylums.codes.includes(asylum) : liesIn(regionsOf(asylum), asylums, year));
  const [from, to] = years;
  return Array.from({length: to - from + 1}, (_, i) => {
    const year = from + i;
    let hosts = 0;
    for (const [asylum, marks] of reported)
      if (takes(asylum, year) && marks.some((one) => one[year - facts.years[0]] === "1")) hosts++;
    return {year, hosts};
  });
}
