// The edition as the explorer holds it in memory: packed columns with an index by host and by origin, and the few small tables
// that tell how they are to be read. Where the bytes come from is not its matter: the build and the browser both fill it.
import {ascending, range, sum} from "d3";
import type {WorldPositions} from "../charts/worldMap.js";
import type {BreakKind} from "../measures/breaks.js";
import type {Authority, Level, Unit} from "../measures/codes.js";
import type {SplitAcrossLevels} from "../measures/rates.js";
import {onlyAmong} from "../measures/headline.js";
import type {HostYear, OnlyOtherLevels} from "../measures/headline.js";
import type {ScopedEvent} from "../measures/notCounted.js";
import {splitAmong} from "../measures/outcomes.js";
import type {IsSplit, SplitHost} from "../measures/outcomes.js";
import type {Inhabitants} from "../measures/perInhabitants.js";
import {knownOriginsAdder} from "../measures/unseenOrigins.js";
import type {KnownOrigins} from "../measures/unseenOrigins.js";
import {liesIn, matchesApplication, matchesDecision, matchesStock} from "../measures/matches.js";
import type {Regions, RegionsOf, StockKey} from "../measures/matches.js";
import type {Places, Region, Selection} from "../measures/selection.js";
import {reader} from "../measures/status.js";
import type {PublishedDecision, Reading, RuleLine} from "../measures/status.js";
import type {DecisionKey} from "../measures/codes.js";
import type {ApplicationRow} from "../measures/sums.js";
import {BLANK_APPLICATION, BLANK_DECISION, BLANK_STOCK, fillApplication, fillDecision, fillStock} from "./columns.js";
import type {Codes, Fill, Packed, StockRow} from "./columns.js";

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

/** A group that no figure of applications counts, with the words and the source of the table of events. */
export interface NotCounted extends ScopedEvent {
  readonly what_en: string;
  readonly source: string;
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
  /** The year in which inhabitants were counted, by place and year, where it is another: the Bank has not reached the last year. */
  readonly population_year: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Hosts and years whose new applications are given at other levels than first instance and combined alone. */
  readonly only_other_levels: readonly HostYear[];
  /** Hosts, years and units whose grants and refusals are reported at different levels. */
  readonly split_hosts: readonly Pick<SplitHost, "asylum" | "year" | "unit">[];
  /** Groups that are protected without an application, so that no figure of applications counts them. */
  readonly not_counted: readonly NotCounted[];
  /** Where places lie on the map, whose outlines stand in the page. */
  readonly world: WorldPositions;
}

/** Row numbers by code. */
type Lists = ReadonlyMap<string, Uint32Array>;

/** Rows that a question takes. */
export interface Rows<Row> {
  readonly length: number;
  /** Visits them one after the other in one object, which is good until the next: no row of a hundred thousand is kept. */
  readonly each: (visit: (row: Row) => void) => void;
}

/** A table in memory, and where each host's and each origin's rows lie. */
interface Table<Row> {
  readonly years: Uint16Array;
  readonly asylum: Lists;
  readonly origin: Lists;
  /** Those of some rows that a selection takes. */
  take: (some: Uint32Array, takes: (row: Row) => boolean) => Rows<Row>;
}

function tableOf<Row extends StockKey>(
  packed: Packed<Row> & Packed<StockKey>,
  fill: Fill<Row>,
  blank: Row
): Table<Row> {
  return {
    years: packed.year,
    asylum: listsOf(packed.asylum),
    origin: listsOf(packed.origin),
    take: (some, takes) => {
      let taken: Uint32Array | null = null;
      const each = (visit: (row: Row) => void) => {
        const row = {...blank};
        if (taken) {
          for (const i of taken) {
            fill(packed, i, row);
            visit(row);
          }
          return;
        }
        // The first visit finds out which they are.
        const found = new Uint32Array(some.length);
        let length = 0;
        for (const i of some) {
          fill(packed, i, row);
          if (!takes(row)) continue;
          found[length++] = i;
          visit(row);
        }
        taken = found.slice(0, length);
      };
      return {
        each,
        get length() {
          if (!taken) each(() => undefined);
          return taken?.length ?? 0;
        }
      };
    }
  };
}

function listsOf({list, at}: Codes<string>): Lists {
  const sizes = new Uint32Array(list.length);
  for (const code of at) sizes[code] = (sizes[code] ?? 0) + 1;
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (let i = 0; i < at.length; i++) {
    const code = at[i] as number;
    const n = sizes[code] as number;
    (lists[code] as Uint32Array)[n] = i;
    sizes[code] = n + 1;
  }
  return new Map(list.map((code, i) => [code, lists[i] as Uint32Array]));
}

export interface Ledger {
  readonly facts: ExplorerFacts;
  readonly applications: Table<ApplicationRow>;
  readonly decisions: Table<PublishedDecision>;
  /** Null until a reader asks for year-end figures: their file is fetched then. */
  readonly stocks: Table<StockRow> | null;
  readonly read: (key: DecisionKey) => Reading;
  readonly place: (code: string) => ExplorerPlace | undefined;
  readonly regionsOf: RegionsOf;
  /** Rows by what was asked, the last few questions: a chart, its ranking and its table ask alike. */
  readonly asked: Map<string, Rows<never>>;
  /** Whether a host gives its new applications of a year at other levels alone. */
  readonly onlyOther: OnlyOtherLevels;
  /** Whether a host reports its grants and its refusals of a year at different levels. */
  readonly isSplit: IsSplit;
  /** Who ever had an entry where, by table or measure; made when it is first asked for. */
  readonly known: Map<string, KnownOrigins>;
  /** By host, year and unit: whether grants and refusals were filed at different levels. */
  readonly splits: Map<string, SplitAcrossLevels | null>;
}

export function openLedger(
  facts: ExplorerFacts,
  packed: {applications: Packed<ApplicationRow>; decisions: Packed<PublishedDecision>}
): Ledger {
  const places = new Map(facts.places.map((place) => [place.code, place]));
  return {
    facts,
    applications: tableOf(packed.applications, fillApplication, BLANK_APPLICATION),
    decisions: tableOf(packed.decisions, fillDecision, BLANK_DECISION),
    stocks: null,
    read: reader(facts.rules),
    place: (code) => places.get(code),
    regionsOf: (code) => {
      const place = places.get(code);
      return place && (place.region ?? place.subregion ?? place.bureau ?? place.memberships?.[0] ?? null) !== null
        ? place
        : null;
    },
    onlyOther: onlyAmong(facts.only_other_levels),
    isSplit: splitAmong(facts.split_hosts),
    known: new Map(),
    asked: new Map(),
    splits: new Map()
  };
}

/** Who ever had an entry where among applications, or among year-end figures of a measure. */
export function knownOrigins(ledger: Ledger, of: "applications" | "refugees" | "asylum_seekers"): KnownOrigins {
  const before = ledger.known.get(of);
  if (before) return before;
  const adder = knownOriginsAdder();
  if (of === "applications") everyRow(ledger.applications).each(adder.add);
  else if (ledger.stocks)
    everyRow(ledger.stocks).each((row) => {
      if (row[of] !== null) adder.add(row);
    });
  const made = adder.done();
  if (of === "applications" || ledger.stocks) ledger.known.set(of, made);
  return made;
}

const everyRow = <Row>(table: Table<Row>): Rows<Row> => table.take(Uint32Array.from(table.years.keys()), () => true);

/** The ledger with year-end figures, once they are there. */
export function withStocks(ledger: Ledger, packed: Packed<StockRow>): Ledger {
  return {...ledger, stocks: tableOf(packed, fillStock, BLANK_STOCK), asked: new Map()};
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
function taken(
  {facts, regionsOf}: Ledger,
  places: Places,
  [from, to]: Selection["years"],
  lists: Lists
): readonly Uint32Array[] | null {
  if (places.kind === "all") return null;
  const years = range(from, to + 1);
  const codes =
    places.kind === "places"
      ? places.codes
      : facts.places
          .map(({code}) => code)
          .filter((code) => years.some((year) => liesIn(regionsOf(code), places, year)));
  return codes.flatMap((code) => lists.get(code) ?? []);
}

/**
 * Row numbers that may be of a selection: by its hosts where they are named, else by its origins; of regions by the side that has
 * fewer rows, in the order of the table; else every row.
 */
function candidates(
  ledger: Ledger,
  {years: column, asylum, origin}: Pick<Table<StockKey>, "years" | "asylum" | "origin">,
  {origins, asylums, years}: Selection
): Uint32Array {
  const [from, to] = years;
  const sides = [taken(ledger, asylums, years, asylum), taken(ledger, origins, years, origin)] as const;
  const inYears = (i: number) => (column[i] as number) >= from && (column[i] as number) <= to;
  const together = (lists: readonly Uint32Array[]) => {
    const all = new Uint32Array(sum(lists, ({length}) => length));
    let at = 0;
    for (const list of lists) for (const i of list) if (inYears(i)) all[at++] = i;
    return all.subarray(0, at);
  };
  const named = (asylums.kind === "places" ? sides[0] : null) ?? (origins.kind === "places" ? sides[1] : null);
  if (named) return together(named);
  const [fewest] = sides
    .filter((lists) => lists !== null)
    .sort((a, b) =>
      ascending(
        sum(a, ({length}) => length),
        sum(b, ({length}) => length)
      )
    );
  if (fewest) return together(fewest).sort();
  const all = new Uint32Array(column.length);
  let at = 0;
  for (let i = 0; i < all.length; i++) if (inYears(i)) all[at++] = i;
  return all.subarray(0, at);
}

/** The most rows that one question is answered from at once; all pairs of all years of the edition are three quarters of it. */
export const MOST_ROWS = 350_000;

/**
 * The years of a selection, cut to the last ones whose rows are no more than `most`; the last year stays, however many it has.
 * Rows are those that have to be looked at, of the measure's own table and of decisions, which every answer tells too.
 */
export function yearsThatFit(ledger: Ledger, selection: Selection, most = MOST_ROWS): Selection["years"] {
  const {measure, years} = selection;
  const stocks = measure === "refugees" || measure === "asylum_seekers" ? ledger.stocks : null;
  const tables: Pick<Table<StockKey>, "years" | "asylum" | "origin">[] = stocks
    ? [stocks]
    : measure === "applications"
      ? [ledger.decisions, ledger.applications]
      : [ledger.decisions];
  if (sum(tables, (table) => table.years.length) <= most) return years;
  const held = new Map<number, number>();
  for (const table of tables)
    for (const i of candidates(ledger, table, selection)) {
      const year = table.years[i] as number;
      held.set(year, (held.get(year) ?? 0) + 1);
    }
  const [from, to] = years;
  let first = to,
    rows = held.get(to) ?? 0;
  while (first > from && rows + (held.get(first - 1) ?? 0) <= most) rows += held.get(--first) ?? 0;
  return [first, to];
}

const MOST_REMEMBERED = 12;

function remember<Row>({asked}: Ledger, key: string, make: () => Rows<Row>): Rows<Row> {
  const before = asked.get(key);
  if (before) return before;
  const made = make();
  if (asked.size >= MOST_REMEMBERED) asked.delete(asked.keys().next().value ?? "");
  asked.set(key, made as Rows<never>);
  return made;
}

function keyOf(table: string, {measure: _measure, definition: _definition, ...rest}: Selection): string {
  return `${table} ${JSON.stringify(rest)}`;
}

/** The application rows that a selection takes. */
export function applicationRows(ledger: Ledger, selection: Selection): Rows<ApplicationRow> {
  const table = ledger.applications;
  return remember(ledger, keyOf("applications", selection), () =>
    table.take(candidates(ledger, table, selection), matchesApplication(selection, ledger.regionsOf))
  );
}

/** The published decision rows that a selection takes; its types are not looked at, as decisions have none. */
export function decisionRows(ledger: Ledger, selection: Selection): Rows<PublishedDecision> {
  const table = ledger.decisions;
  return remember(ledger, keyOf("decisions", {...selection, types: "all"}), () =>
    table.take(candidates(ledger, table, selection), matchesDecision(selection, ledger.regionsOf))
  );
}

/** Every decision row of a host in a year, of anyone and at every level. */
export function decisionsOfHost({decisions: table}: Ledger, asylum: string, year: number): Rows<PublishedDecision> {
  return table.take(table.asylum.get(asylum) ?? new Uint32Array(), (row) => row.year === year);
}

/** The rows of year-end figures that a selection takes. @throws Error where their file was not fetched. */
export function stockRows(ledger: Ledger, selection: Selection): Rows<StockRow> {
  const table = ledger.stocks;
  if (!table) throw new Error("the year-end figures are not there yet");
  return remember(ledger, keyOf("stocks", selection), () =>
    table.take(candidates(ledger, table, selection), matchesStock(selection, ledger.regionsOf))
  );
}

/** Inhabitants of a place for a year, with the year they were counted in; null where the Bank has no number. */
export function inhabitantsIn({facts}: Ledger, code: string, year: number): Inhabitants | null {
  const people = facts.population[code]?.[year - facts.years[0]] ?? null;
  return people === null ? null : {people, year: facts.population_year[code]?.[year] ?? year};
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
