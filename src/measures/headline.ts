// Computes new applications as readers first ask for them: one number in persons, cases shown separately, and each other
// line named, so that a list of countries and these lines add up to the total that UNHCR prints.
import {bounded} from "./bounds.js";
import type {Count} from "./bounds.js";
import {APPLICATION_TYPES, LEVELS, STAGES} from "./codes.js";
import type {ApplicationType, Level, Stage, Unit} from "./codes.js";
import {isNew, isNewByType} from "./newness.js";
import type {NewApplications} from "./newness.js";
import {addTo, stageOf} from "./sums.js";
import type {Adder, ApplicationRow, OpenCount} from "./sums.js";

/**
 * Where a new application is counted.
 * - `first_and_combined`: what a country's number is made of; the United States' IN and EO both.
 * - `only_other_levels`: the country gives its new applications of the year at other levels alone; its number is these, marked.
 * - `temporary_asylum`: the second procedure of the Russian Federation, named with its refugee procedure.
 * - `other_levels`: new by type, reported as appeals or at other levels by a country that also has a headline number. Counted in
 *   UNHCR's printed totals and in no country's number.
 */
export const HEADLINE_PARTS = ["first_and_combined", "only_other_levels", "temporary_asylum", "other_levels"] as const;
export type HeadlinePart = (typeof HEADLINE_PARTS)[number];

/** One value in persons and one in cases, never added; null where there is none. */
export interface InUnits<T> {
  readonly P: T | null;
  readonly C: T | null;
}

/** New applications of one part and stage. */
export interface HeadlineLine extends InUnits<NewApplications> {
  readonly part: HeadlinePart;
  readonly stage: Stage;
  /** Levels and countries with such a row, by unit as a country of cases is none of persons; each once, in the order of the codes. */
  readonly levels: Readonly<Record<Unit, readonly Level[]>>;
  readonly hosts: Readonly<Record<Unit, readonly string[]>>;
}

/** New applications of a country, of an origin at a country, of a region or of the world, in one year or more. */
export interface Headline {
  /** In the order of parts and stages; a part without a row has no line. */
  readonly lines: readonly HeadlineLine[];
  /**
   * Applications whose type holds new ones together with appeals (NA, FA), at stages first and combined: neither new nor
   * nothing. Germany's 21,011 of 2006 and Austria's 17,393 of 2012 are given so alone. In no line and in no total.
   */
  readonly not_separated: InUnits<Count>;
  /** Types of the rows that are not new, in the order of the codes: a country that has these alone has entries, and no new application. */
  readonly other_types: readonly ApplicationType[];
}

/** Whether a country gives its new applications of a year at other levels than first and combined alone. */
export type OnlyOtherLevels = (asylum: string, year: number) => boolean;

/** Below this share of a region's or the world's number what is not separated is said, and the number is not the least. */
const FEW = 0.01;
/** Whether a number of new applications is the least, as `mixed` more are not separated from appeals; `printed` is a total of every stage. */
export const isLeastNew = (mixed: number, number: number, printed: boolean): boolean =>
  mixed > 0 && (!printed || mixed >= FEW * number);

const isMain = (stage: Stage) => stage === "first" || stage === "combined";

/** Shows at which levels a country counts new applications: an application row, or a line of the edition's table `reporting`. */
export type NewKey = Pick<ApplicationRow, "year" | "asylum" | "type" | "level">;

/** A country and year: a few of them go as data from the build to the browser, and `onlyAmong` makes them a question again. */
export interface HostYear {
  readonly asylum: string;
  readonly year: number;
}

/**
 * The countries and years whose new applications are at other levels alone, from every origin's rows. A selection of rows cannot
 * show this: an origin's few appeals would look like a country's only rows. In UNHCR's rows of 2000–2025: Hong Kong 2019 and the Congo
 * 2023–2025, all at administrative review. Takes lines of the table `reporting` as well as rows.
 */
export function onlyOtherLevelsAdder(): Adder<NewKey, readonly HostYear[]> {
  const hosts = new Map<string, {readonly others: Set<number>; readonly main: Set<number>}>();
  return {
    add: (row) => {
      if (!isNew(row)) return;
      let host = hosts.get(row.asylum);
      if (!host) hosts.set(row.asylum, (host = {others: new Set(), main: new Set()}));
      (isMain(stageOf(row.level)) ? host.main : host.others).add(row.year);
    },
    done: () =>
      [...hosts].flatMap(([asylum, {others, main}]) =>
        [...others].filter((year) => !main.has(year)).map((year) => ({asylum, year}))
      )
  };
}

/** Whether a country and year is one of those that `onlyOtherLevelsAdder` found. */
export function onlyAmong(hosts: readonly HostYear[]): OnlyOtherLevels {
  const years = new Map<string, Set<number>>();
  for (const {asylum, year} of hosts) years.set(asylum, (years.get(asylum) ?? new Set()).add(year));
  return (asylum, year) => years.get(asylum)?.has(year) ?? false;
}

/** The part a row is counted in, or null where it counts no new application. */
export function headlinePart(row: NewKey, only: OnlyOtherLevels): HeadlinePart | null {
  if (!isNew(row)) return null;
  if (isMain(stageOf(row.level))) return "first_and_combined";
  if (only(row.asylum, row.year)) return "only_other_levels";
  return row.level === "TA" ? "temporary_asylum" : "other_levels";
}

interface OpenNew {
  readonly count: OpenCount;
  readonly new_and_repeat: OpenCount;
  readonly other_types: OpenCount;
}
interface OpenUnit extends OpenNew {
  readonly levels: Set<Level>;
  readonly hosts: Set<string>;
  counted: boolean;
}
interface OpenLine {
  readonly part: HeadlinePart;
  readonly stage: Stage;
  readonly P: OpenUnit;
  readonly C: OpenUnit;
}

const zero = (): OpenCount => ({value: 0, lo: 0, hi: 0});
const openNew = (): OpenNew => ({count: zero(), new_and_repeat: zero(), other_types: zero()});
const openUnit = (): OpenUnit => ({...openNew(), levels: new Set(), hosts: new Set(), counted: false});

/**
 * The headline of the rows that are added, of any countries, origins, years, levels and both units. Every sum of lines is a sum of
 * rows: headlines of parts add up to the headline of the whole, part by part. Null where there are no rows.
 * Source of what is new: see `isNew`. `add` throws a RangeError where a value is not a count; a missing count adds nothing.
 */
export function headlineAdder(only: OnlyOtherLevels): Adder<ApplicationRow, Headline | null> {
  const lines: OpenLine[] = [];
  const types = new Set<ApplicationType>();
  const mixed = {P: zero(), C: zero()};
  const mixedUnits = new Set<Unit>();
  let rows = 0;
  const lineOf = (part: HeadlinePart, stage: Stage): OpenLine => {
    // At most one for each part and stage, and mostly the first.
    for (const line of lines) if (line.part === part && line.stage === stage) return line;
    const line = {part, stage, P: openUnit(), C: openUnit()};
    lines.push(line);
    return line;
  };
  const addNew = (row: ApplicationRow, unit: OpenUnit) => {
    unit.levels.add(row.level);
    unit.hosts.add(row.asylum);
    if (row.applications === null) return;
    unit.counted = true;
    const count = bounded(row.applications, "applications");
    addTo(unit.count, count);
    if (row.type === "NR") addTo(unit.new_and_repeat, count);
    if (!isNewByType(row)) addTo(unit.other_types, count);
  };
  return {
    add: (row) => {
      rows++;
      const stage = stageOf(row.level);
      const part = headlinePart(row, only);
      if (part) {
        addNew(row, lineOf(part, stage)[row.unit]);
        return;
      }
      types.add(row.type);
      if ((row.type !== "NA" && row.type !== "FA") || !isMain(stage) || row.applications === null) return;
      mixedUnits.add(row.unit);
      addTo(mixed[row.unit], bounded(row.applications, "applications"));
    },
    done: () =>
      rows === 0
        ? null
        : {
            lines: [...lines].sort(inOrder).map(closed),
            not_separated: inUnits((unit) => (mixedUnits.has(unit) ? {...mixed[unit]} : null)),
            other_types: (Object.keys(APPLICATION_TYPES) as ApplicationType[]).filter((type) => types.has(type))
          }
  };
}

const STAGE_ORDER = Object.keys(STAGES) as Stage[];
const LEVEL_ORDER = Object.keys(LEVELS) as Level[];

const inLevels = (some: ReadonlySet<Level>) => LEVEL_ORDER.filter((level) => some.has(level));

const inOrder = (a: OpenLine, b: OpenLine) =>
  HEADLINE_PARTS.indexOf(a.part) - HEADLINE_PARTS.indexOf(b.part) ||
  STAGE_ORDER.indexOf(a.stage) - STAGE_ORDER.indexOf(b.stage);

const inUnits = <T>(of: (unit: Unit) => T | null): InUnits<T> => ({P: of("P"), C: of("C")});

const copied = ({count, new_and_repeat, other_types}: OpenNew) => ({
  count: {...count},
  new_and_repeat: {...new_and_repeat},
  other_types: {...other_types}
});

const closed = ({part, stage, P, C}: OpenLine): HeadlineLine => ({
  part,
  stage,
  levels: {P: inLevels(P.levels), C: inLevels(C.levels)},
  hosts: {P: [...P.hosts].sort(), C: [...C.hosts].sort()},
  P: P.counted ? {unit: "P", ...copied(P)} : null,
  C: C.counted ? {unit: "C", ...copied(C)} : null
});

/** New applications of some lines together, by unit; null in a unit without a count. */
export function addLines(lines: readonly HeadlineLine[]): InUnits<NewApplications> {
  return inUnits((unit) => {
    const some = lines.flatMap((line) => line[unit] ?? []);
    if (!some.length) return null;
    const total = openNew();
    for (const one of some) {
      addTo(total.count, one.count);
      addTo(total.new_and_repeat, one.new_and_repeat);
      addTo(total.other_types, one.other_types);
    }
    return {unit, ...total};
  });
}

/** Lines whose counts are a country's number, and which a list of countries adds up to: stages first and combined, or the only levels there are. */
export const isListed = ({part}: HeadlineLine) => part === "first_and_combined" || part === "only_other_levels";

/** The number of a country, and of an origin at a country: persons, and cases with them. Temporary asylum is named with it. */
export function listed({lines}: Headline): InUnits<NewApplications> {
  return addLines(lines.filter(isListed));
}

/** What a list of countries leaves out and the total holds, a line a part and stage: "temporary asylum in Russia 102,661". */
export function remainder({lines}: Headline): readonly HeadlineLine[] {
  return lines.filter((line) => !isListed(line));
}

/**
 * New applications as UNHCR prints them for the world, a region or a union: every level (3,050,315 persons in 2024), types N and
 * NR alone. What is reported at temporary asylum under another type (1,020 in 2011) is in Russia's own line and not in the total.
 */
export function printedTotal({lines}: Headline): InUnits<Count> {
  const all = addLines(lines);
  return inUnits((unit) => {
    const one = all[unit];
    if (!one) return null;
    const {count, other_types} = one;
    const none = count.value === other_types.value && count.hi === other_types.hi;
    return none
      ? null
      : {value: count.value - other_types.value, lo: count.lo - other_types.lo, hi: count.hi - other_types.hi};
  });
}

/** Where a country's one series goes on at other levels or in another unit. */
export interface SeriesBreak {
  readonly year: number;
  /** What the last year with a number was made of, and what this one is, each as `level unit`: "NA P", "FI P". */
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** The levels and units that a country's number is made of, as `level unit`, in the order of the codes. */
export function seriesKinds({lines}: Headline): string[] {
  return (["P", "C"] as const).flatMap((unit) =>
    lines.filter(isListed).flatMap(({levels}) => levels[unit].map((level) => `${level} ${unit}`))
  );
}

/**
 * The years in which one country's series takes a break mark, as what its number is made of differs from the last year with a
 * number (Germany 2021: NA before, FI now; the United States 2020, 2021 and 2025: persons and cases). Years in their order.
 */
export function seriesBreaks(years: Iterable<readonly [number, Headline | null]>): SeriesBreak[] {
  const breaks: SeriesBreak[] = [];
  let before: readonly string[] | null = null;
  for (const [year, headline] of years) {
    const now = headline ? seriesKinds(headline) : [];
    if (!now.length) continue;
    if (before && before.join() !== now.join()) breaks.push({year, before, now});
    before = now;
  }
  return breaks;
}
