// Every number that a claim about a country, an origin and some years may have been taken from: by legal status and by published
// column, in persons and cases, at each stage and level, of new and of all applications, over a year and at its end.
import {group} from "d3";
import {add, bounded, sum, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {COLUMNS, STATUSES} from "../../measures/codes.js";
import type {ApplicationType, Column, Level, Stage, Status, Unit} from "../../measures/codes.js";
import {
  addLines,
  headlineAdder,
  headlinePart,
  listed,
  onlyAmong,
  onlyOtherLevelsAdder,
  printedTotal
} from "../../measures/headline.js";
import type {OnlyOtherLevels} from "../../measures/headline.js";
import {allOutcomes, joinedOutcomesAdder, joinedRate, splitAmong, splitHostsAdder} from "../../measures/outcomes.js";
import {RATES, share} from "../../measures/rates.js";
import type {Rate, RateName} from "../../measures/rates.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import type {PublishedDecision} from "../../measures/status.js";
import {added, decisionAdder, oneUnit, stageOf} from "../../measures/sums.js";
import type {ApplicationRow, Outcomes} from "../../measures/sums.js";
import {knownOriginsAdder, unseenOriginsAdder, withUnseen} from "../../measures/unseenOrigins.js";
import type {KnownOrigins} from "../../measures/unseenOrigins.js";
import {unknownOriginAdder} from "../../measures/without.js";
import {formatNumber} from "../../words/numbers.js";
import {leftOutReason, rateWords} from "../../words/rates.js";
import {list} from "../../words/text.js";
import type {What} from "../../words/claim/claim.js";
import {isRegion} from "../../words/claim/places.js";
import type {Source, Wanted} from "./source.js";

/** What a number counts or divides: a claim's measure, or one that claims are mistaken for. */
export type Measured =
  | What
  | "undivided"
  | "undivided_closed"
  | "not_decided"
  | "decisions"
  | "typed"
  | "granted_of_all"
  | `column ${Column}`
  | `rate ${RateName}`;

/** Where a number is counted: as the field counts, at every stage together, or at one level. */
export type At = "joined" | "everywhere" | Level;

export interface Reading {
  readonly measured: Measured;
  readonly unit: Unit;
  readonly at: At;
  /** Of applications of one type. */
  readonly type?: ApplicationType;
  readonly wanted: Wanted;
  readonly edition: string;
  /** A count or a share; the value is null where only a range is known. */
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
  /** Whether more may be missing: the number is the least. */
  readonly isLeast?: boolean;
  /** Why, as a sentence, where it is not that grants are missing. */
  readonly leastWhy?: string;
  /** Of a country with two procedures: the one that the number is of. */
  readonly procedure?: "refugee_status";
  /** Of a column: what the decisions were by legal status, the largest first. */
  readonly parts?: readonly (readonly [Status, Count])[];
  /** Of a rate: what was granted, of how many decisions. */
  readonly granted?: Count;
  readonly decisions?: number;
}

/** Why a measure has no number here, in words for readers. */
export interface Found {
  readonly readings: readonly Reading[];
  /** By measure and unit: why there is no number. */
  readonly missing: ReadonlyMap<string, string>;
}

type Bare = Pick<Reading, "value" | "lo" | "hi"> & Partial<Reading>;
const UNITS = ["P", "C"] as const;

/** Below this share of a region's or the world's number what is not separated does not make it the least. */
const FEW = 0.01;

/** Adds the readings of one source, place and time to a list. */
class Finder {
  readonly readings: Reading[] = [];
  readonly missing = new Map<string, string>();
  private readonly source: Source;
  private readonly wanted: Wanted;
  /** Units in which grants and refusals cannot be compared: shares of one level, or of all, then say nothing. */
  private readonly split = new Set<Unit>();
  constructor(source: Source, wanted: Wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  put(measured: Measured, unit: Unit, at: At, found: Bare | null): void {
    if (found) this.readings.push({measured, unit, at, ...found, wanted: this.wanted, edition: this.source.edition});
  }

  applications(): void {
    const {source, wanted} = this;
    const rows = source.applications(wanted);
    if (!rows.length) return;
    const hosts = source.applications({...wanted, origin: null});
    const only = onlyAmong(added(onlyOtherLevelsAdder(), hosts));
    const headline = added(headlineAdder(only), rows);
    // A region's number and the world's count every stage, as UNHCR prints totals.
    const isPrinted = wanted.asylum === null || isRegion(wanted.asylum);
    const unseen = (some: readonly ApplicationRow[]) =>
      wanted.origin === null ? added(unseenOriginsAdder(knownIn(source, "applications", wanted)), some) : {P: 0, C: 0};
    const isMain = ({level}: ApplicationRow) => ["first", "combined"].includes(stageOf(level));
    const fresh = unseen(
      rows.filter((row) => {
        const part = headlinePart(row, only);
        return isPrinted ? part !== null : part === "first_and_combined" || part === "only_other_levels";
      })
    );
    if (headline) {
      const own = listed(headline);
      const total = printedTotal(headline);
      const extra = addLines(headline.lines);
      const hasTemporary = headline.lines.some(({part}) => part === "temporary_asylum");
      for (const unit of UNITS) {
        const [one, all] = [own[unit]?.count ?? null, total[unit]];
        const [main, other] = isPrinted ? [all, one] : [one, all];
        const why = this.leastWhy(hosts, only, headline.not_separated[unit], main);
        this.put("new_applications", unit, "joined", main && {...withUnseen(main, fresh[unit]), ...(why ? {isLeast: true, leastWhy: why} : {}), ...(!isPrinted && hasTemporary ? {procedure: "refugee_status"} : {})}); // prettier-ignore
        if (other && other.value !== main?.value) this.put("new_applications", unit, "everywhere", other);
        const with_temporary = extra[unit]?.count ?? null;
        if (with_temporary && ![main?.value, other?.value].includes(with_temporary.value))
          this.put("asylum_applications", unit, "everywhere", with_temporary);
        if (!main && headline.not_separated[unit])
          this.missing.set(`new_applications ${unit}`, "new applications are not separated from appeals in the data");
      }
    }
    for (const unit of UNITS) {
      const of = (takes: (row: ApplicationRow) => boolean) => counted(rows.filter((row) => row.unit === unit && takes(row))); // prettier-ignore
      // Repeat applications are applications too; on appeal nobody applies anew.
      this.put(
        "applications",
        unit,
        "joined",
        of((row) => isMain(row) || stageOf(row.level) === "repeat")
      );
      this.put(
        "applications",
        unit,
        "everywhere",
        of(() => true)
      );
      for (const level of new Set(rows.map((row) => row.level))) {
        this.put("applications", unit, level, of((row) => row.level === level)); // prettier-ignore
        for (const type of new Set(rows.filter((row) => row.level === level).map((row) => row.type))) {
          const found = of((row) => row.level === level && row.type === type);
          this.put("typed", unit, level, found && {...found, type});
        }
      }
      this.put(
        "refugee_status_applications",
        unit,
        "FI",
        of(({level}) => level === "FI")
      );
      this.put(
        "temporary_asylum_applications",
        unit,
        "TA",
        of(({level}) => level === "TA")
      );
      if (rows.some(({level}) => level === "TA"))
        this.put(
          "asylum_applications",
          unit,
          "joined",
          of(({level}) => level === "FI" || level === "TA")
        );
    }
  }

  /** Why a number of new applications is the least: some are not separated from appeals, or have no stated origin; null where it is not. */
  private leastWhy(
    hosts: readonly ApplicationRow[],
    only: OnlyOtherLevels,
    mixed: Count | null,
    main: Count | null
  ): string | null {
    const {origin, asylum} = this.wanted;
    if (!main || main.value === 0) return null;
    const isOneHost = asylum !== null && !isRegion(asylum);
    if (mixed && mixed.value > 0 && (isOneHost || mixed.value >= FEW * main.value))
      return `${formatNumber(mixed.value)} applications are left out, as the data does not separate new ones from appeals.`;
    if (origin === null || origin === "UNK" || !isOneHost) return null;
    const unknown = {P: 0, C: 0};
    for (const rows of group(
      hosts.filter((row) => headlinePart(row, only) !== null),
      ({year}) => year
    ).values()) {
      const found = added(unknownOriginAdder(), rows);
      for (const unit of UNITS) if (found[unit]?.said) unknown[unit] += found[unit].unknown;
    }
    const counted = UNITS.filter((unit) => unknown[unit] > 0).map(
      (unit) => `${formatNumber(unknown[unit])} applications counted in ${unit === "P" ? "persons" : "cases"}`
    );
    return counted.length ? `${list(counted)} there have no stated origin, and some may be of these people.` : null;
  }

  decisions(): void {
    const {source, wanted} = this;
    const rows = source.decisions(wanted);
    if (!rows.length) return;
    const splits = added(splitHostsAdder(source.read), source.decisions({...wanted, origin: null}));
    const hosts = new Set(source.decisions({...wanted, origin: null}).map(({asylum, year, unit}) => `${asylum} ${year} ${unit}`)); // prettier-ignore
    // A sum of levels of a region or the world, too, would add what enters no rate.
    const withheld = source.withheld.filter(({asylum, year, unit}) => hosts.has(`${asylum} ${year} ${unit}`));
    for (const {unit} of [...splits, ...withheld]) this.split.add(unit);
    const joined = added(joinedOutcomesAdder(source.read, splitAmong([...splits, ...withheld])), rows);
    for (const unit of UNITS) {
      const own = rows.filter((row) => row.unit === unit);
      if (!own.length) continue;
      const both = joined[unit];
      const main = both && allOutcomes(both);
      const isMain = (row: PublishedDecision) => ["first", "combined"].includes(stageOf(row.level));
      if (both && main) {
        this.outcomes(main, own.filter(isMain), "joined");
        for (const name of RATE_NAMES) {
          const found = joinedRate(name, both);
          if (found?.kind === "given")
            this.rate(
              name,
              found.rate,
              "joined",
              own.some((row) => isMain(row) && source.isLeast(row))
            );
          else if (found)
            this.missing.set(
              `${WHAT_OF_RATE[name] ?? name} ${unit}`,
              found.kind === "split"
                ? leftOutReason(found.left_out)
                : "the data does not separate refugee status from other protection"
            );
        }
      }
      for (const level of new Set(own.map((row) => row.level))) {
        const some = own.filter((row) => row.level === level);
        const outcomes = added(decisionAdder(source.read, oneUnit()), some);
        if (!outcomes) continue;
        this.outcomes(outcomes, some, level);
        if (!this.split.has(unit) && !some.some((row) => source.noRate(row) !== null))
          for (const name of RATE_NAMES) this.rate(name, RATES[name](outcomes), level);
      }
      const all = added(decisionAdder(source.read, oneUnit()), own);
      if (all && new Set(own.map(({level}) => stageOf(level))).size > 1) {
        this.outcomes(all, own, "everywhere");
        if (!this.split.has(unit) && !own.some((row) => source.noRate(row) !== null))
          for (const name of RATE_NAMES) this.rate(name, RATES[name](all), "everywhere");
      }
    }
  }

  private outcomes(outcomes: Outcomes, rows: readonly PublishedDecision[], at: At): void {
    const {unit, statuses, published} = outcomes;
    const {kind, protection} = refugeeStatusCount(outcomes);
    const isLeast = rows.some(this.source.isLeast);
    if (kind === "not separated" && at === "joined")
      this.missing.set(`refugee_status ${unit}`, "the data does not separate refugee status from other protection");
    for (const status of STATUSES) {
      if (status === "refugee_status" && kind === "not separated") continue;
      const measured = STATUS_MEASURES[status];
      const least = status === "refugee_status" && kind === "at least";
      // A status that is nowhere used is no grant of 0.
      const isUsed = statuses[status].hi > 0 || status === "refugee_status" || status === "refused";
      if (isUsed) this.put(measured, unit, at, {...statuses[status], isLeast: least});
    }
    this.put("protection", unit, at, {...protection, isLeast});
    for (const column of COLUMNS) {
      const parts = partsOf(rows, column, this.source);
      if (published[column].value > 0) this.put(`column ${column}`, unit, at, {...published[column], parts});
    }
    const {refused, undivided_closed, otherwise_closed} = statuses;
    const decided = add(add(protection, refused), undivided_closed);
    this.put("decisions", unit, at, decided);
    const ofAll = share(protection, add(add(refused, undivided_closed), otherwise_closed));
    const of_all = decided.value + otherwise_closed.value;
    if (ofAll && !this.split.has(unit) && otherwise_closed.value > 0)
      this.put("granted_of_all", unit, at, {...ofAll, granted: protection, decisions: of_all});
  }

  private rate(name: RateName, rate: Rate, at: At, isMissing = false): void {
    const what = WHAT_OF_RATE[name];
    const measured: Measured = what ?? `rate ${name}`;
    if (rate.kind === "none") {
      if (what && at === "joined") this.missing.set(`${what} ${rate.unit}`, rateWords(rate));
      if (name === "positive" && at === "joined") this.missing.set(`refusal_rate ${rate.unit}`, rateWords(rate));
      return;
    }
    const value = rate.kind === "rate" ? rate.value : null;
    const isLeast = isMissing && (name === "positive" || name === "unhcr_protection");
    const more = {granted: rate.numerator, decisions: rate.decisions, ...(isLeast ? {isLeast} : {})};
    this.put(measured, rate.unit, at, {value, lo: rate.lo, hi: rate.hi, ...more});
    if (name === "positive")
      this.put("refusal_rate", rate.unit, at, {
        ...{value: value === null ? null : 1 - value, lo: 1 - rate.hi, hi: 1 - rate.lo},
        ...{granted: rate.refused, decisions: rate.decisions}
      });
  }

  stocks(): void {
    const {source, wanted} = this;
    const at: Wanted = {...wanted, years: [wanted.years[1], wanted.years[1]]};
    const rows = source.stocks(at);
    for (const what of ["refugees", "asylum_seekers"] as const) {
      const some = rows.filter((row) => row[what] !== null);
      const found = sum(some.map((row) => bounded(row[what] ?? 0, "stocks")));
      if (!found) continue;
      const unseen = wanted.origin === null ? added(unseenOriginsAdder(knownIn(source, what, wanted)), some).P : 0;
      this.readings.push({
        ...{measured: what, unit: "P", at: "joined", wanted: at, edition: source.edition},
        ...withUnseen(found, unseen)
      });
    }
  }
}

const KNOWN = new WeakMap<Source, Map<string, KnownOrigins>>();

/** Which origins ever had an entry in a country of asylum, found once for a source. */
function knownIn(source: Source, of: "applications" | "refugees" | "asylum_seekers", wanted: Wanted): KnownOrigins {
  const asylum = isRegion(wanted.asylum) ? null : wanted.asylum;
  const held = KNOWN.get(source) ?? new Map<string, KnownOrigins>();
  KNOWN.set(source, held);
  const key = `${of} ${asylum ?? ""}`;
  const before = held.get(key);
  if (before) return before;
  const ever: Wanted = {origin: null, asylum, years: EVER};
  const found =
    of === "applications"
      ? added(knownOriginsAdder(), source.applications(ever))
      : added(
          knownOriginsAdder(),
          source.stocks(ever).filter((row) => row[of] !== null)
        );
  held.set(key, found);
  return found;
}

const EVER: Wanted["years"] = [0, 9999];
const RATE_NAMES: readonly RateName[] = ["positive", "refugee_status", "unhcr_recognition", "unhcr_protection"];
/** The claim's measures that are rates of ours. */
const WHAT_OF_RATE: Readonly<Partial<Record<RateName, What>>> = {
  positive: "grant_rate",
  refugee_status: "refugee_rate"
};
export const STATUS_MEASURES: Readonly<Record<Status, Measured>> = {
  refugee_status: "refugee_status",
  undivided: "undivided",
  complementary: "complementary",
  humanitarian: "humanitarian",
  temporary: "temporary",
  refused: "refused",
  undivided_closed: "undivided_closed",
  otherwise_closed: "closed",
  not_decided: "not_decided"
};

function counted(rows: readonly ApplicationRow[]): Count | null {
  return sum(rows.map(({applications}) => (applications === null ? null : bounded(applications, "applications"))));
}

/** What the decisions of a column were in law. */
function partsOf(rows: readonly PublishedDecision[], column: Column, {read}: Source): [Status, Count][] {
  const parts = new Map<Status, Count>();
  for (const row of rows) {
    const status = read(row).status[column];
    const value = row[column];
    if (value !== null) parts.set(status, add(parts.get(status) ?? ZERO, bounded(value, "decisions")));
  }
  return [...parts].filter(([, {value}]) => value > 0).sort(([, a], [, b]) => b.value - a.value);
}

/** The stage of a level; null where stages are joined. */
export const stageAt = (at: At): Stage | null => (at === "joined" || at === "everywhere" ? null : stageOf(at));

/** Every reading of a place and time in one edition. */
export function readingsOf(source: Source, wanted: Wanted): Found {
  const finder = new Finder(source, wanted);
  finder.applications();
  finder.decisions();
  finder.stocks();
  return finder;
}
