// An edition as the explorer queries it: its tables in memory, its facts, and the rows that a selection takes. The build and the
// browser both fill it.
import {ascending, range, sum} from "d3";
import type {Size} from "../charts/sizes.js";
import {BREAK_EFFECTS, effectsOf} from "../measures/breakEffects.js";
import type {BreakEffect} from "../measures/breakEffects.js";
import type {Authority, Level, Unit} from "../measures/codes.js";
import type {SplitAcrossLevels} from "../measures/rates.js";
import {onlyAmong} from "../measures/headline.js";
import type {OnlyOtherLevels} from "../measures/headline.js";
import {splitAmong} from "../measures/outcomes.js";
import type {IsSplit} from "../measures/outcomes.js";
import type {Inhabitants} from "../measures/perInhabitants.js";
import {knownOriginsAdder} from "../measures/unseenOrigins.js";
import type {KnownOrigins} from "../measures/unseenOrigins.js";
import {liesIn, matchesApplication, matchesDecision, matchesStock} from "../measures/matches.js";
import type {RegionsOf, StockKey} from "../measures/matches.js";
import type {Places, Selection} from "../measures/selection.js";
import {reader} from "../measures/status.js";
import type {PublishedDecision, Reading} from "../measures/status.js";
import type {DecisionKey} from "../measures/codes.js";
import type {ApplicationRow} from "../measures/sums.js";
import {BLANK_APPLICATION, BLANK_DECISION, BLANK_STOCK, fillApplication, fillDecision, fillStock} from "./columns.js";
import type {Packed, StockRow} from "./columns.js";
import type {State} from "./address.js";
import type {ExplorerFacts, ExplorerPlace} from "./facts.js";
import {tableOf} from "./rows.js";
import type {Lists, Rows, Table} from "./rows.js";

/** Draws the answer to a question about sex and age. */
export type SexAgeParts = (
  state: State,
  options: {readonly document: Document; readonly sizes?: readonly Size[]; readonly edition?: string | null}
) => Generator<HTMLElement, undefined, undefined>;

export interface Ledger {
  readonly facts: ExplorerFacts;
  readonly applications: Table<ApplicationRow>;
  readonly decisions: Table<PublishedDecision>;
  /** Null until a question needs year-end figures: their file is fetched then. */
  readonly stocks: Table<StockRow> | null;
  /** Only while a question about sex and age is answered: its file and its code are loaded for it. */
  readonly sexAge?: SexAgeParts;
  readonly read: (key: DecisionKey) => Reading;
  readonly place: (code: string) => ExplorerPlace | undefined;
  readonly regionsOf: RegionsOf;
  /** LRU cache of row sets by selection: one page view asks for the same rows several times. */
  readonly asked: Map<string, Rows<never>>;
  /** Whether a country of asylum has a year's new applications only at other levels. */
  readonly onlyOther: OnlyOtherLevels;
  /** Whether a country of asylum reports a year's grants and refusals at different levels. */
  readonly isSplit: IsSplit;
  /** By effect: the id of the reviewed break that gives a row the effect, or null. */
  readonly effects: Readonly<Record<BreakEffect, (row: DecisionKey) => string | null>>;
  /** Which origins ever had an entry in which country, by table or measure; made when first needed. */
  readonly known: Map<string, KnownOrigins>;
  /** By country, year and unit: whether grants and refusals were reported at different levels. */
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
    effects: Object.fromEntries(
      (Object.keys(BREAK_EFFECTS) as BreakEffect[]).map((effect) => [effect, effectsOf(facts.breaks, effect)])
    ) as Ledger["effects"],
    known: new Map(),
    asked: new Map(),
    splits: new Map()
  };
}

/** Which origins ever had an entry in which country, among applications, decisions or year-end figures of a measure. */
export function knownOrigins(
  ledger: Ledger,
  of: "applications" | "decisions" | "refugees" | "asylum_seekers"
): KnownOrigins {
  const before = ledger.known.get(of);
  if (before) return before;
  const adder = knownOriginsAdder();
  if (of === "applications" || of === "decisions") everyRow<StockKey & {unit: Unit}>(ledger[of]).each(adder.add);
  else if (ledger.stocks)
    everyRow(ledger.stocks).each((row) => {
      if (row[of] !== null) adder.add(row);
    });
  const made = adder.done();
  if (of === "applications" || of === "decisions" || ledger.stocks) ledger.known.set(of, made);
  return made;
}

const everyRow = <Row>(table: Table<Row>): Rows<Row> => table.take(Uint32Array.from(table.years.keys()), () => true);

/** The ledger with year-end figures, once they are there. */
export function withStocks(ledger: Ledger, packed: Packed<StockRow>): Ledger {
  return {...ledger, stocks: tableOf(packed, fillStock, BLANK_STOCK), asked: new Map()};
}

/** Whether a country has rows of any origin in a table, level, unit and year: then a pair without a row is "no entry", not "not reported". */
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

/** Maximum number of rows for one question; all pairs and years of the edition are three quarters of it. */
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

/** Every decision row of a country of asylum in a year, of all origins and levels. */
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
  return facts.places
    .map(({code}) => code)
    .filter((code) => !places.but?.includes(code) && (places.kind === "all" || liesIn(regionsOf(code), places, year)));
}

/** How many selected countries of asylum have a row of a table in each selected year, at any level and unit. */
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
