// Compares UNHCR's and Eurostat's counts of applications by country of asylum, origin and year, and classifies each difference by what
// the two count. Differences without a reason are called unexplained.
import {ascending, descending} from "d3";
import {add, bounded, sum, ZERO} from "./bounds.js";
import type {Count} from "./bounds.js";
import type {Applicant} from "./eurostat.js";
import {isNew} from "./newness.js";
import {stageOf} from "./sums.js";
import type {ApplicationRow} from "./sums.js";

export interface EurostatRow {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
  readonly applicant: Applicant;
  readonly applications: number | null;
}

/**
 * Why two counts of one country, origin and year differ. The first class that applies is given, in this order.
 * - agrees: the ranges of UNHCR's new and Eurostat's first-time applicants overlap; rounding alone explains any difference.
 * - not_reported: one of the two has nothing for the country that year.
 * - unit: UNHCR has cases there, Eurostat counts persons.
 * - definition: the ranges overlap where repeat applications are counted: new with all, all with all, all with first-time; or UNHCR's
 *   count lies between Eurostat's two, as where new and repeat applications are combined (NR).
 * - level: more than 10 persons apart, and the ranges overlap when another choice of UNHCR's levels is taken: one level alone, or
 *   appeals counted as well.
 * - year: the year before or after has the opposite difference, and the sum of both is within rounding or a tenth of the smaller.
 *   Countries count late registrations in either year.
 * - unknown_origin: the country's counts of unknown, stateless and Palestinian people differ the other way, by at least as much, and
 *   together with them the year's differences shrink by half; or they cancel each other, to a tenth: the two publishers know
 *   different origins of the same people.
 * - near: at most 10 persons or 2% of the larger apart. The two have different dates and are corrected separately.
 * - unexplained: none of these.
 */
export const CROSSCHECK_CLASSES = [
  "agrees",
  "not_reported",
  "unit",
  "definition",
  "level",
  "year",
  "unknown_origin",
  "near",
  "unexplained"
] as const;
export type CrosscheckClass = (typeof CROSSCHECK_CLASSES)[number];

/** The counts of both publishers for one country of asylum, origin and year. */
export interface Compared {
  readonly asylum: string;
  readonly origin: string;
  readonly year: number;
  /** UNHCR's new applications (N and NR), first instance and combined, in persons; in cases where there are no persons. Null: no entry. */
  readonly unhcr_new: Count | null;
  /** With repeat applications, at whatever level they are reported. Appeals are in neither. */
  readonly unhcr_all: Count | null;
  readonly eurostat_first_time: Count | null;
  readonly eurostat_all: Count | null;
  /** UNHCR's new less Eurostat's first-time applicants (all, where a country gives no first-time); no entry counts as 0. */
  readonly difference: number;
  /** How far apart the two ranges are: 0 where they overlap. */
  readonly beyond_rounding: number;
  readonly class: CrosscheckClass;
}

export interface Crosscheck {
  /** One country of asylum, origin and year in both sources. */
  readonly rows: readonly Compared[];
  /** Countries, origins and years that are 0 or missing in both: nothing to compare. */
  readonly empty: number;
  readonly hosts: readonly string[];
  readonly years: readonly [from: number, to: number];
}

/**
 * Origins that one publisher separates and the other does not: UNHCR counts Kosovo with Serbia, Eurostat's tables have no code
 * for Hong Kong, Macao and Tibetans.
 */
export const JOINED: Readonly<Record<string, string>> = {XKX: "SRB", HKG: "CHN", MAC: "CHN", TIB: "CHN"};
/** Codes for people whose country a publisher does not know or does not name. */
const UNKNOWN = new Set(["UNK", "XXA", "PSE"]);
/** Differences of so many persons or fewer can match another year's or level's by chance: they are only called near. */
const CHANCE = 10;
const NO_ENTRY: Count = {value: 0, lo: 0, hi: 2};

const meet = (a: Count, b: Count) => a.lo <= b.hi && b.lo <= a.hi;
const apart = (a: Count, b: Count) => Math.max(0, a.lo - b.hi, b.lo - a.hi);

/** The counts of one country, origin and year. */
interface Cell {
  /** UNHCR's rows, persons and cases. */
  readonly unhcr: ApplicationRow[];
  readonly eurostat: Partial<Record<Applicant, Count>>;
}

type Open = {-readonly [K in keyof Compared]: Compared[K]};

function total(rows: readonly ApplicationRow[]): Count | null {
  return sum(rows.map(({applications}) => (applications === null ? null : bounded(applications, "applications"))));
}

export const isAppeal = ({type, level}: Pick<ApplicationRow, "type" | "level">) =>
  type === "A" || type === "J" || type === "BL" || ["appeal", "backlog", "other"].includes(stageOf(level));
export const isFirst = ({level}: Pick<ApplicationRow, "level">) =>
  stageOf(level) === "first" || stageOf(level) === "combined";

/** Both publishers' counts by country of asylum, origin and year, and what each country reported at all. */
interface Joined {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly hosts: ReadonlySet<string>;
  readonly years: readonly [from: number, to: number];
  /** The units of each country's new applications, by country and year. */
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
  /** Countries and years that Eurostat has. */
  readonly inEurostat: ReadonlySet<string>;
}

function join(unhcr: Iterable<ApplicationRow>, eurostat: Iterable<EurostatRow>): Joined {
  const cells = new Map<string, Cell>();
  const cellOf = (asylum: string, origin: string, year: number): Cell => {
    const key = `${asylum} ${JOINED[origin] ?? origin} ${year}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = {unhcr: [], eurostat: {}}));
    return cell;
  };
  const hosts = new Set<string>();
  const units = new Map<string, Set<string>>();
  const inEurostat = new Set<string>();
  let from = Infinity,
    to = -Infinity;
  for (const row of eurostat) {
    const {asylum, origin, year, applicant, applications} = row;
    hosts.add(asylum);
    from = Math.min(from, year);
    to = Math.max(to, year);
    if (applications === null) continue;
    inEurostat.add(`${asylum} ${year}`);
    const {eurostat: counts} = cellOf(asylum, origin, year);
    counts[applicant] = add(counts[applicant] ?? ZERO, bounded(applications, "eurostat"));
  }
  for (const row of unhcr) {
    if (!hosts.has(row.asylum) || row.year < from || row.year > to || row.applications === null) continue;
    const hostYear = `${row.asylum} ${row.year}`;
    if (isNew(row) && isFirst(row)) {
      const some = units.get(hostYear) ?? new Set();
      units.set(hostYear, some.add(row.unit));
    }
    cellOf(row.asylum, row.origin, row.year).unhcr.push(row);
  }
  return {cells, hosts, years: [from, to], units, inEurostat};
}

/** One cell compared, with its class as far as the cell alone shows it; null where both counts are 0 or missing. */
function compareCell(key: string, {unhcr, eurostat}: Cell, {units, inEurostat}: Joined): Open | null {
  const [asylum = "", origin = "", yearText] = key.split(" ");
  const year = Number(yearText);
  const hostYear = `${asylum} ${year}`;
  const reported = units.get(hostYear);
  // Persons where a country reports any that year; its cases are then left out, as the two are not added.
  const unit = reported && !reported.has("P") ? "C" : "P";
  const some = unhcr.filter((row) => row.unit === unit);
  const {first_time = null, all = null} = eurostat;
  const unhcr_new = total(some.filter((row) => isNew(row) && isFirst(row)));
  const unhcr_all = total(some.filter((row) => !isAppeal(row)));
  if ([unhcr_new, unhcr_all, first_time, all].every((count) => !count?.value)) return null;
  const [ours, theirs] = [unhcr_new ?? NO_ENTRY, first_time ?? all ?? NO_ENTRY];
  const row: Open = {
    asylum,
    origin,
    year,
    unhcr_new,
    unhcr_all,
    eurostat_first_time: first_time,
    eurostat_all: all,
    difference: ours.value - theirs.value,
    beyond_rounding: apart(ours, theirs),
    class: "unexplained"
  };
  if (!reported || !inEurostat.has(hostYear)) row.class = "not_reported";
  else if (unit === "C") row.class = "unit";
  else if (first_time ? meet(ours, theirs) : false) row.class = "agrees";
  else if (isDefinition(row)) row.class = "definition";
  else if (Math.abs(row.difference) > CHANCE && isLevel(some, [first_time, all])) row.class = "level";
  return row;
}

/**
 * Compares the two publishers for every country of asylum that Eurostat has, over the years that both have. Leave aggregates out of
 * the Eurostat rows.
 * Sources of the definitions: UNHCR, Refugee Data Finder, methodology ("new applications"); Eurostat, metadata of migr_asyapp
 * (first-time applicants, all applicants).
 */
export function crosscheck(unhcr: Iterable<ApplicationRow>, eurostat: Iterable<EurostatRow>): Crosscheck {
  const joined = join(unhcr, eurostat);
  const rows = [...joined.cells].flatMap(([key, cell]) => compareCell(key, cell, joined) ?? []);
  const unclear = rows.filter((row) => row.class === "unexplained");
  explainByYear(rows, unclear);
  explainByUnknown(rows);
  for (const row of unclear) if (row.class === "unexplained" && isNear(row)) row.class = "near";
  rows.sort(
    (a, b) =>
      descending(a.beyond_rounding, b.beyond_rounding) ||
      ascending(a.asylum, b.asylum) ||
      ascending(a.origin, b.origin) ||
      ascending(a.year, b.year)
  );
  return {
    rows,
    empty: joined.cells.size - rows.length,
    hosts: [...joined.hosts].sort(),
    years: joined.years
  };
}

function isDefinition({unhcr_new, unhcr_all, eurostat_first_time, eurostat_all}: Compared): boolean {
  const ours = unhcr_new ?? NO_ENTRY;
  if (!eurostat_first_time)
    return eurostat_all !== null && (meet(ours, eurostat_all) || (unhcr_all !== null && meet(unhcr_all, eurostat_all)));
  if (unhcr_all && meet(unhcr_all, eurostat_first_time)) return true;
  if (!eurostat_all) return false;
  return (
    meet(ours, eurostat_all) ||
    (unhcr_all !== null && meet(unhcr_all, eurostat_all)) ||
    (ours.lo > eurostat_first_time.hi && ours.hi < eurostat_all.lo)
  );
}

function isLevel(rows: readonly ApplicationRow[], theirs: readonly (Count | null)[]): boolean {
  const levels = new Set(rows.map(({level}) => level));
  if (levels.size < 2 && !rows.some(isAppeal)) return false;
  const choices = [
    rows,
    ...[...levels].map((level) => rows.filter((row) => row.level === level)),
    rows.filter((row) => isNew(row) || isAppeal(row))
  ];
  return choices.some((choice) => {
    const ours = total(choice);
    return (
      ours !== null && ours.value > 0 && theirs.some((count) => count !== null && count.value > 0 && meet(ours, count))
    );
  });
}

/** Marks both years of a pair whose differences cancel each other. */
function explainByYear(rows: readonly Open[], unclear: readonly Open[]): void {
  const byKey = new Map(rows.map((row) => [`${row.asylum} ${row.origin} ${row.year}`, row]));
  for (const row of unclear) {
    if (Math.abs(row.difference) <= CHANCE) continue;
    const next = byKey.get(`${row.asylum} ${row.origin} ${row.year + 1}`);
    if (next?.class !== "unexplained" || Math.abs(next.difference) <= CHANCE) continue;
    if (Math.sign(next.difference) === Math.sign(row.difference) || row.class !== "unexplained") continue;
    const left = Math.abs(row.difference + next.difference);
    const rounding = width(row) + width(next);
    if (left <= rounding || left <= 0.1 * Math.min(Math.abs(row.difference), Math.abs(next.difference)))
      row.class = next.class = "year";
  }
}

/** Half the width of both ranges: how much of a difference rounding can cause. */
function width({unhcr_new, eurostat_first_time, eurostat_all}: Compared): number {
  const half = ({lo, hi}: Count) => (hi - lo) / 2;
  return half(unhcr_new ?? NO_ENTRY) + half(eurostat_first_time ?? eurostat_all ?? NO_ENTRY);
}

function explainByUnknown(rows: readonly Open[]): void {
  const byHostYear = new Map<string, Open[]>();
  for (const row of rows) {
    const key = `${row.asylum} ${row.year}`;
    const some = byHostYear.get(key);
    if (some) some.push(row);
    else byHostYear.set(key, [row]);
  }
  for (const some of byHostYear.values()) {
    // One publisher's unknown may be the other's stateless; it then explains nothing of the known origins.
    const swapped = some.filter((row) => row.class === "unexplained" && UNKNOWN.has(row.origin));
    const most = Math.max(0, ...swapped.map(({difference}) => Math.abs(difference)));
    const left = Math.abs(swapped.reduce((all, {difference}) => all + difference, 0));
    if (swapped.length > 1 && most > CHANCE && left <= 0.1 * most)
      for (const row of swapped) row.class = "unknown_origin";
    const unknown = some.filter(({origin}) => UNKNOWN.has(origin)).reduce((all, {difference}) => all + difference, 0);
    if (Math.abs(unknown) <= CHANCE) continue;
    const open = some.filter((row) => row.class === "unexplained" && !UNKNOWN.has(row.origin));
    const known = open.reduce((all, {difference}) => all + difference, 0);
    if (Math.sign(known) === Math.sign(unknown) || Math.abs(known + unknown) > Math.abs(known) / 2) continue;
    for (const row of open)
      if (Math.sign(row.difference) === -Math.sign(unknown) && Math.abs(row.difference) <= Math.abs(unknown))
        row.class = "unknown_origin";
    for (const row of some) if (row.class === "unexplained" && UNKNOWN.has(row.origin)) row.class = "unknown_origin";
  }
}

function isNear({unhcr_new, eurostat_first_time, eurostat_all, difference}: Compared): boolean {
  const larger = Math.max(unhcr_new?.value ?? 0, (eurostat_first_time ?? eurostat_all)?.value ?? 0);
  return Math.abs(difference) <= Math.max(CHANCE, 0.02 * larger);
}

/** How many comparisons are in each class, and how many persons they differ by beyond rounding. */
export function byClass(
  rows: readonly Compared[]
): Readonly<Record<CrosscheckClass, {readonly rows: number; readonly beyond_rounding: number}>> {
  return Object.fromEntries(
    CROSSCHECK_CLASSES.map((name) => {
      const some = rows.filter((row) => row.class === name);
      return [name, {rows: some.length, beyond_rounding: some.reduce((all, row) => all + row.beyond_rounding, 0)}];
    })
  ) as Record<CrosscheckClass, {rows: number; beyond_rounding: number}>;
}

/** The largest unexplained differences. */
export function unexplained(rows: readonly Compared[], most = 10): Compared[] {
  return rows.filter((row) => row.class === "unexplained").slice(0, most);
}
