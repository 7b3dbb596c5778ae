// Adds outcomes of decisions by place and year as readers ask for them: stages first and combined together. What may
// not be joined is shown separately: the United States' courts, appeals, and countries whose grants and refusals are reported at
// different levels, which enter no rate.
import {sum} from "./bounds.js";
import type {Count} from "./bounds.js";
import {BREAK_EFFECTS} from "./breakEffects.js";
import type {BreakScope} from "./breakEffects.js";
import {LEVELS, STAGES} from "./codes.js";
import type {DecisionKey, Level, Unit} from "./codes.js";
import {RATES, splitAcrossLevels} from "./rates.js";
import type {Rate, RateName, SplitAcrossLevels} from "./rates.js";
import {separatedRefugeeStatusRate} from "./separated.js";
import type {NotSeparated} from "./separated.js";
import type {PublishedDecision, Reading} from "./status.js";
import {decisionAdder, MixError, oneUnit, stageOf} from "./sums.js";
import type {Adder, Outcomes} from "./sums.js";

/**
 * Why a country's year enters no rate: its grants and refusals are at different levels (`BY_LEVELS`, see `splitHostsAdder`), or the id
 * of a reviewed break that forbids rates (see `withheldHosts`); null where it enters.
 */
export type IsSplit = (asylum: string, year: number, unit: Unit) => string | null;
const BY_LEVELS = "levels";

/** A country and its years that enter no rate, with the breaks that forbid it where grants and refusals are not at different levels. */
export interface LeftOut {
  readonly asylum: string;
  readonly years: readonly number[];
  readonly by?: readonly string[];
}

/** Outcomes of one unit at stages first and combined. */
export interface JoinedOutcomes {
  /** Outcomes of the countries that can be compared, from which every rate is computed. Null where there is no row. */
  readonly comparable: Outcomes | null;
  /**
   * Of countries and years with grants and refusals at different levels, or whose rates a break forbids: counts alone, no rate of any
   * kind. A rate of a region is made without them, on both sides, and names them.
   */
  readonly split: {readonly hosts: readonly LeftOut[]; readonly outcomes: Outcomes} | null;
  /** Levels that were joined, in the order of the codes: a mark where there is more than one. */
  readonly levels: readonly Level[];
  /** The United States' immigration courts (EO), which decide referred cases again: shown separately, never added. */
  readonly us_courts: Outcomes | null;
}

interface Open {
  readonly comparable: Adder<PublishedDecision, Outcomes | null>;
  readonly split: Adder<PublishedDecision, Outcomes | null>;
  readonly courts: Adder<PublishedDecision, Outcomes | null>;
  readonly hosts: Map<string, {readonly years: Set<number>; readonly by: Set<string>}>;
  readonly levels: Set<Level>;
}

/**
 * Outcomes of the rows that are added, in persons and in cases, of any countries, origins and years. Rows of appeals, repeat
 * applications, other status and backlog are passed over. A unit without a row of stages first and combined is null.
 * Source: the joining of stages is ours; a country's split is found in its own rows, see `splitAcrossLevels`.
 */
export function joinedOutcomesAdder(
  read: (key: DecisionKey) => Reading,
  isSplit: IsSplit
): Adder<PublishedDecision, Record<Unit, JoinedOutcomes | null>> {
  const units: Partial<Record<Unit, Open>> = {};
  const adder = () => decisionAdder(read, oneUnit());
  return {
    add: (row) => {
      const stage = stageOf(row.level);
      if (stage !== "first" && stage !== "combined") return;
      const open = (units[row.unit] ??= {
        comparable: adder(),
        split: adder(),
        courts: adder(),
        hosts: new Map(),
        levels: new Set()
      });
      if (isCourts(row)) {
        open.courts.add(row);
        return;
      }
      open.levels.add(row.level);
      const by = isSplit(row.asylum, row.year, row.unit);
      if (by === null) {
        open.comparable.add(row);
        return;
      }
      let host = open.hosts.get(row.asylum);
      if (!host) open.hosts.set(row.asylum, (host = {years: new Set(), by: new Set()}));
      host.years.add(row.year);
      host.by.add(by);
      open.split.add(row);
    },
    done: () => ({P: units.P ? closed(units.P) : null, C: units.C ? closed(units.C) : null})
  };
}

const isCourts = ({asylum, level}: Pick<DecisionKey, "asylum" | "level">) => asylum === "USA" && level === "EO";

function closed({comparable, split, courts, hosts, levels}: Open): JoinedOutcomes {
  const outcomes = split.done();
  return {
    comparable: comparable.done(),
    split: outcomes && {
      hosts: [...hosts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([asylum, {years, by}]) => ({
          asylum,
          years: [...years].sort((a, b) => a - b),
          ...(by.has(BY_LEVELS) ? {} : {by: [...by]})
        })),
      outcomes
    },
    levels: (Object.keys(LEVELS) as Level[]).filter((level) => levels.has(level)),
    us_courts: courts.done()
  };
}

/** Every decision that was joined, as counts: of a split country too. No rate may be made from it; `comparable` is for that. */
export function allOutcomes({comparable, split}: JoinedOutcomes): Outcomes | null {
  return addOutcomes([comparable, split?.outcomes ?? null]);
}

/** A rate of joined outcomes with what belongs with it, or why there is none. */
export type JoinedRate =
  | {
      readonly kind: "given";
      readonly rate: Rate;
      /** Countries and years that are on neither side of the rate: a sentence with the rate names them. */
      readonly left_out: readonly LeftOut[];
      /** Cases closed without a decision where they are more than the decisions: they are shown with the rate. Otherwise null. */
      readonly closed: Count | null;
    }
  | (NotSeparated & {readonly left_out: readonly LeftOut[]})
  /** Every country that was added reports its grants and refusals at different levels, or a break forbids its rates: counts alone. */
  | {readonly kind: "split"; readonly left_out: readonly LeftOut[]};

/** A rate of joined outcomes, from the countries that may be compared; null where there is no row at all. Throws nothing. */
export function joinedRate(name: RateName, {comparable, split}: JoinedOutcomes): JoinedRate | null {
  const left_out = split?.hosts ?? [];
  if (!comparable) return left_out.length ? {kind: "split", left_out} : null;
  const rate = name === "refugee_status" ? separatedRefugeeStatusRate(comparable) : RATES[name](comparable);
  if (rate.kind === "not separated") return {...rate, left_out};
  return {kind: "given", rate, left_out, closed: closedBeside(rate)};
}

/** Files closed without a decision, where they are more than the decisions a rate rests on: "10 of 44 decided; 1,048 closed". */
export function closedBeside({closed, decisions}: Rate): Count | null {
  return closed.value > decisions ? closed : null;
}

/** Outcomes of one unit added cell by cell; null where there is none. @throws MixError where units differ. */
export function addOutcomes(some: Iterable<Outcomes | null>): Outcomes | null {
  const given = [...some].filter((one) => one !== null);
  const [first] = given;
  if (!first) return null;
  if (given.some(({unit}) => unit !== first.unit)) throw new MixError("persons and cases are never added");
  const cells = <Key extends string>(of: (one: Outcomes) => Readonly<Record<Key, Count>>) =>
    Object.fromEntries(
      (Object.keys(of(first)) as Key[]).map((key) => [key, sum(given.map((one) => of(one)[key]))])
    ) as Record<Key, Count>;
  const number = (of: (one: Outcomes) => number) => given.reduce((total, one) => total + of(one), 0);
  return {
    unit: first.unit,
    rows: number(({rows}) => rows),
    published: cells(({published}) => published),
    statuses: cells(({statuses}) => statuses),
    without_parts: number(({without_parts}) => without_parts),
    missing: number(({missing}) => missing),
    rules: [...new Set(given.flatMap(({rules}) => rules))]
  };
}

/** One country, year and unit whose grants and refusals are reported at different levels. */
export interface SplitHost extends SplitAcrossLevels {
  readonly asylum: string;
  readonly year: number;
  readonly unit: Unit;
}

/** A country, year and unit that enters no rate, with the break that forbids it where it is not split across levels. */
export type WithheldHost = Pick<SplitHost, "asylum" | "year" | "unit"> & {readonly by?: string};

/** A question from what `splitHostsAdder` and `withheldHosts` found: a few, which go as data from the build to the browser. */
export function splitAmong(splits: readonly WithheldHost[]): IsSplit {
  const hosts = new Map<string, Record<Unit, Map<number, string>>>();
  for (const {asylum, year, unit, by = BY_LEVELS} of splits) {
    const units = hosts.get(asylum) ?? {P: new Map(), C: new Map()};
    units[unit].set(year, by);
    hosts.set(asylum, units);
  }
  return (asylum, year, unit) => hosts.get(asylum)?.[unit].get(year) ?? null;
}

/**
 * Countries, years and units at first instance or combined whose rates a reviewed break forbids, among the years that are given. A
 * break of a level takes the country's whole unit: the United States reported one level in cases in these years.
 */
export function withheldHosts(
  breaks: readonly BreakScope[],
  [first, last]: readonly [number, number]
): readonly WithheldHost[] {
  const ids: readonly string[] = BREAK_EFFECTS.no_rate;
  const joined: readonly string[] = [...STAGES.first, ...STAGES.combined];
  return breaks
    .filter(
      ({id, level}) => ids.includes(id) && (level === "*" || level.split(" ").some((one) => joined.includes(one)))
    )
    .flatMap(({id: by, asylum, unit, year_from, year_to}) => {
      const [from, to] = [Math.max(first, year_from), Math.min(last, year_to ?? last)];
      return Array.from({length: Math.max(0, to - from + 1)}, (_, i) => from + i).flatMap((year) =>
        (["P", "C"] as const)
          .filter((one) => unit === "*" || unit === one)
          .map((one) => ({asylum, year, unit: one, by}))
      );
    });
}

/**
 * The splits of every country and year among rows of all origins and authorities, found by `splitAcrossLevels`. No
 * list is hand-kept: the next edition's rows give it, and a test expects Japan 2021–2025 and
 * Israel 2015–2017 in the committed one. For one country its own rows are enough. In the order of the rows.
 */
export function splitHostsAdder(read: (key: DecisionKey) => Reading): Adder<PublishedDecision, readonly SplitHost[]> {
  const groups = new Map<string, HostYear>();
  return {
    add: (row) => {
      const {asylum, year, unit, level} = row;
      const key = `${asylum} ${year} ${unit}`;
      let group = groups.get(key);
      if (!group) groups.set(key, (group = {asylum, year, unit, levels: new Map()}));
      let adder = group.levels.get(level);
      if (!adder) group.levels.set(level, (adder = decisionAdder(read)));
      adder.add(row);
    },
    done: () => [...groups.values()].flatMap(splitOf)
  };
}

interface HostYear {
  readonly asylum: string;
  readonly year: number;
  readonly unit: Unit;
  readonly levels: Map<Level, Adder<PublishedDecision, Outcomes | null>>;
}

function splitOf({asylum, year, unit, levels}: HostYear): SplitHost[] {
  if (levels.size < 2) return [];
  const outcomes = [...levels].flatMap(([level, adder]) => {
    const one = adder.done();
    return one ? [[level, one] as const] : [];
  });
  const split = splitAcrossLevels(new Map(outcomes));
  return split ? [{asylum, year, unit, ...split}] : [];
}
