// Computes the home page's facts of each year, once per edition: they draw the page in the build and, packed into one
// file, in a reader's browser when the year is changed.
import {ascending, group} from "d3";
import type {WorldPositions} from "../../charts/world.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import type {Status, Unit} from "../../measures/codes.js";
import {rankHeadlines} from "../../measures/headlineRanking.js";
import {isSame} from "../../figures/link.js";
import {listed, printedTotal, seriesKinds} from "../../measures/headline.js";
import type {HeadlinePart, InUnits} from "../../measures/headline.js";
import type {Columns} from "../../schema/tables.js";
import type {ApplicationRow, Outcomes} from "../../measures/sums.js";
import {added} from "../../measures/sums.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {unknownOriginAdder} from "../../measures/without.js";
import {decided} from "../../words/country.js";
import {joinedYears} from "../_shared/decisions.js";
import {newYears, remainders, remainderWords} from "../_shared/newApplications.js";

export type StatusCounts = Readonly<Record<Status, Count>>;

/** A country of asylum or of origin in one year: its new applications, and its inhabitants where the World Bank has them. */
export interface HomePlace extends InUnits<Count> {
  readonly code: string;
  readonly people: number | null;
  /** Units in which UNHCR’s total of an origin has later stages than the countries’ own numbers. Left out where there is none. */
  readonly unlike?: "P" | "C" | "PC";
}

/** A country that reports in the same way as the year before, and by how much its number differs. */
export interface Change {
  readonly code: string;
  readonly unit: Unit;
  readonly before: Count;
  readonly now: Count;
}

export interface HomeYear {
  readonly year: number;
  /** New applications in the world, every level, as UNHCR prints totals. */
  readonly total: InUnits<Count>;
  /** What is in the total and in no country's number, in words and numbers. */
  readonly beside: readonly (InUnits<Count> & {readonly words: string})[];
  /** Outcomes of all countries at first instance, alone or with appeals; without the United States' immigration courts. */
  readonly outcomes: InUnits<StatusCounts>;
  /** Decisions of the United States' immigration courts, which decide again and are not added. */
  readonly courts: Count | null;
  /** Countries whose positive decisions are the least, as some are missing or reported as refusals. */
  readonly least: readonly string[];
  /** Asylum-seekers whose applications were pending at the end of the year. */
  readonly waiting: Count | null;
  readonly hosts: readonly HomePlace[];
  readonly origins: readonly HomePlace[];
  /** Applications whose origin is not known, of all in the unit, and the country that reports most of them. Null where they are few. */
  readonly unknown: InUnits<{readonly unknown: number; readonly all: number; readonly most: string | null}>;
  /** The year whose inhabitants are taken, where it is another. */
  readonly inhabitants: number | null;
  readonly changes: {
    readonly up: readonly Change[];
    readonly down: readonly Change[];
    /** Large countries that are not compared, as they report in another way than the year before. */
    readonly otherwise: readonly string[];
  };
}

export interface HomeFacts {
  readonly edition: string;
  readonly years: readonly HomeYear[];
  readonly names: Readonly<Record<string, string>>;
  readonly world: WorldPositions;
}

/** Rows of the edition's table `population`. */
export type Population = Columns<"population", "place" | "year" | "population" | "population_year">;

export const POPULATION_COLUMNS = ["place", "year", "population", "population_year"] as const;

const MOST_CHANGES = 5;
/** A country with fewer applications in both years enters no list of changes. */
const FEWEST = 1000;

/** The facts of every year of an edition. Without a table of inhabitants nothing is divided by them. */
export function homeFacts(ledger: Ledger, population: Population | null, world: WorldPositions): HomeFacts {
  const {edition, span} = ledger;
  const applied = [...ledger.applications.asylum.values()].flat();
  const totals = new Map(newYears(ledger, applied, {as: "total", everyOrigin: true}).map((one) => [one.year, one]));
  const rows = group(applied, ({year}) => year);
  const joined = joinedYears(ledger, [...ledger.decisions.asylum.values()].flat());
  const people = inhabitantsOf(population);
  const years = Array.from({length: span[1] - span[0] + 1}, (_, i) => span[0] + i);
  const ofHosts = new Map(years.map((year) => [year, hostsOf(ledger, rows.get(year) ?? [])]));
  const place = (code: string) => edition.places.get(code) ?? code;
  const made = years.map((year): HomeYear => {
    const total = totals.get(year);
    const some = rows.get(year) ?? [];
    const [persons, cases] = (["P", "C"] as const).map((unit) => joined[unit].find((one) => one.year === year));
    const counts = (all: Outcomes | null | undefined): StatusCounts | null => all?.statuses ?? null;
    const unknown = added(
      unknownOriginAdder(),
      some.filter((row) => ledger.part(row) !== null)
    );
    const placed = (of: readonly HomePlace[]): HomePlace[] =>
      of.map(({code, P, C, unlike}) => ({
        ...{code, P, C, people: people(code, year)?.people ?? null},
        ...(unlike ? {unlike} : {})
      }));
    const hosts = ofHosts.get(year) ?? [];
    return {
      year,
      total: {P: total?.P ?? null, C: total?.C ?? null},
      beside: remainders(total?.headline ?? null).map((line) => ({
        words: remainderWords(line, place),
        P: line.P?.count ?? null,
        C: line.C?.count ?? null
      })),
      outcomes: {P: counts(persons?.all), C: counts(cases?.all)},
      courts: persons?.joined.us_courts
        ? decided(persons.joined.us_courts)
        : cases?.joined.us_courts
          ? decided(cases.joined.us_courts)
          : null,
      least: [...new Set([...(persons?.atLeast ?? []), ...(cases?.atLeast ?? [])])],
      waiting: waitingOf(ledger, year),
      hosts: placed(hosts),
      origins: placed(placesOf(ledger, some, "origin")),
      unknown: {P: toldUnknown(unknown.P), C: toldUnknown(unknown.C)},
      inhabitants:
        hosts.map(({code}) => people(code, year)?.counted ?? year).find((counted) => counted !== year) ?? null,
      changes: changesOf(ofHosts.get(year - 1) ?? [], hosts)
    };
  });
  const used = new Set(made.flatMap(({hosts, origins}) => [...hosts, ...origins].map(({code}) => code)));
  return {
    edition: edition.id,
    years: made,
    names: Object.fromEntries([...used].sort().map((code) => [code, place(code)])),
    world
  };
}

function toldUnknown(found: ReturnType<ReturnType<typeof unknownOriginAdder>["done"]>[Unit]) {
  return found?.said ? {unknown: found.unknown, all: found.all, most: found.most?.code ?? null} : null;
}

/** Pending asylum-seekers of every country together, with the origins that rounding may have removed. */
function waitingOf({stocks, unseenStock}: Ledger, year: number): Count | null {
  let unseen = 0;
  const all = [...stocks.asylum].flatMap(([code, years]) => {
    const seekers = years.get(year)?.seekers;
    if (!seekers) return [];
    unseen += unseenStock(code, year);
    return [seekers];
  });
  const total = sum(all);
  return total && withUnseen(total, unseen);
}

interface HostYear extends HomePlace {
  /** The levels and units that the number is made of. */
  readonly kinds: string;
}

function hostsOf(ledger: Ledger, rows: readonly ApplicationRow[]): HostYear[] {
  const byHost = group(rows, ({asylum}) => asylum);
  return placesOf(ledger, rows, "asylum").map((one) => {
    const headline = ledger.headline(byHost.get(one.code) ?? []);
    return {...one, kinds: headline ? seriesKinds(headline).join() : ""};
  });
}

/**
 * Every place with new applications, in the order of persons and cases together; unknown origin last. A country of asylum's number is a
 * sum over every origin and has room for those that rounding removed; an origin's has none.
 */
function placesOf(ledger: Ledger, rows: readonly ApplicationRow[], by: "asylum" | "origin"): HomePlace[] {
  const byPlace = group(rows, (row) => row[by]);
  const headlines = new Map(Array.from(byPlace, ([code, some]) => [code, ledger.headline(some)] as const));
  return rankHeadlines(headlines).flatMap(({code, persons: P, cases: C, least}): HomePlace[] => {
    if (least === null) return [];
    if (by === "asylum") {
      const own = (byPlace.get(code) ?? []).filter((row) => isOwnPart(ledger.part(row)));
      const lost = ledger.unseen(own);
      return [{code, P: P && withUnseen(P, lost.P), C: C && withUnseen(C, lost.C), people: null}];
    }
    const headline = headlines.get(code);
    const [own, all] = headline ? [listed(headline), printedTotal(headline)] : [null, null];
    const unlike = (["P", "C"] as const).filter((unit) => !isSame(own?.[unit]?.count ?? null, all?.[unit] ?? null));
    return [{code, P, C, people: null, ...(unlike.length ? {unlike: unlike.join("") as "P" | "C" | "PC"} : {})}];
  });
}

const isOwnPart = (part: HeadlinePart | null) => part === "first_and_combined" || part === "only_other_levels";

/** The largest changes among countries that count in one unit and report at the same levels in both years. */
function changesOf(before: readonly HostYear[], now: readonly HostYear[]): HomeYear["changes"] {
  const then = new Map(before.map((one) => [one.code, one]));
  const changes: Change[] = [];
  const otherwise: string[] = [];
  for (const one of now) {
    const last = then.get(one.code);
    const size = Math.max((one.P?.value ?? 0) + (one.C?.value ?? 0), (last?.P?.value ?? 0) + (last?.C?.value ?? 0));
    if (!last || size < FEWEST) continue;
    const unit = one.P && !one.C ? "P" : one.C && !one.P ? "C" : null;
    const [a, b] = unit === null ? [null, null] : [last[unit], one[unit]];
    if (unit !== null && a && b && last.kinds === one.kinds) changes.push({code: one.code, unit, before: a, now: b});
    else otherwise.push(one.code);
  }
  const rise = ({before: a, now: b}: Change) => b.value - a.value;
  changes.sort((a, b) => rise(b) - rise(a) || ascending(a.code, b.code));
  return {
    up: changes.filter((one) => rise(one) > 0).slice(0, MOST_CHANGES),
    down: changes
      .filter((one) => rise(one) < 0)
      .reverse()
      .slice(0, MOST_CHANGES),
    otherwise
  };
}

/** The inhabitants of a place in a year, and the year in which they were counted. */
function inhabitantsOf(
  population: Population | null
): (place: string, year: number) => {people: number; counted: number} | null {
  const found = new Map<string, {people: number; counted: number}>();
  for (let i = 0; i < (population?.place.length ?? 0); i++) {
    const [people, year] = [population?.population[i], population?.year[i]];
    if (people != null && year != null)
      found.set(`${String(population?.place[i])} ${year}`, {people, counted: population?.population_year[i] ?? year});
  }
  return (place, year) => found.get(`${place} ${year}`) ?? null;
}

/**
 * The facts as text: a count is `[value]`, or with its bounds `[value, below, above]`, and a place a list of its parts.
 * The file is fetched when a reader changes the year.
 */
export function packFacts(facts: HomeFacts): string {
  return JSON.stringify(facts, (_, value: unknown) => {
    if (isCount(value)) {
      const {value: n, lo, hi} = value;
      return lo === hi ? [n] : [n, n - lo, hi - n];
    }
    return isPlace(value)
      ? ["", value.code, value.P, value.C, value.people, ...(value.unlike ? [value.unlike] : [])]
      : value;
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isCount = (value: unknown): value is Count => isObject(value) && "lo" in value && "hi" in value;
const isPlace = (value: unknown): value is HomePlace => isObject(value) && "people" in value;
