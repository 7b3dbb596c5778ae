// Builds the trail of one row of applications or decisions: raw rows, rule, bounds and rates.
import {bounded} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {COLUMNS} from "../../src/measures/codes.js";
import {formatNumber, formatShare} from "../../src/words/numbers.js";
import {forbiddenWords} from "../../src/words/rates.js";
import {RATE_NAMES, RATES, splitAcrossLevels, unlessSplit} from "../../src/measures/rates.js";
import type {Rate, RateName} from "../../src/measures/rates.js";
import {cell, inScope, isWithoutParts, reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleLine} from "../../src/measures/status.js";
import {sumDecisions} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import type {Row} from "../clean/database.js";
import {ruleLine} from "../clean/handTables.js";

/** A row as the publisher gave it, and where it is. */
export interface RawRow {
  readonly place: string;
  readonly cells: Readonly<Record<string, string | null>>;
}

/** One published row with all that leads to it and follows from it. */
export interface Trail {
  readonly table: "applications" | "decisions";
  readonly year: number;
  readonly level: string;
  readonly authority: string;
  readonly unit: string;
  readonly type: string | null;
  /** Null where the raw rows are not at hand. */
  readonly raw: readonly RawRow[] | null;
  readonly published: Readonly<Record<string, number | null>>;
  /** By published column: its legal status, the rule and the bounds. */
  readonly read: readonly {
    readonly column: string;
    readonly status: string;
    readonly rule: string | null;
    readonly count: Count | null;
  }[];
  readonly rules: readonly Row[];
  readonly statuses: Readonly<Record<string, Count>> | null;
  readonly rates: readonly {readonly name: RateName; readonly words: string}[];
}

/** A row with a level, a unit and so on; what the raw rows of the same key are found by. */
type Keyed = Readonly<Record<string, unknown>>;

export function wordOf(codes: Readonly<Record<string, string>>, code: unknown): string {
  return codes[String(code)] ?? String(code);
}

function rawOf(raw: readonly RawRow[] | null, row: Keyed, names: Readonly<Record<string, string>>): RawRow[] | null {
  return (
    raw?.filter(({cells}) => Object.entries(names).every(([ours, theirs]) => cells[theirs] === String(row[ours]))) ??
    null
  );
}

export function applicationTrail(row: Row, raw: readonly RawRow[] | null): Trail {
  const published = row as unknown as ApplicationRow;
  return {
    table: "applications",
    ...keyOf(row),
    type: String(row.type),
    raw: rawOf(raw, row, {
      year: "year",
      type: "app_type",
      level: "dec_level",
      authority: "procedure_type",
      unit: "app_pc"
    }),
    published: {applications: published.applications},
    read: [
      {
        column: "applications",
        status: "applications, as published",
        rule: null,
        count: published.applications === null ? null : bounded(published.applications, "applications")
      }
    ],
    rules: [],
    statuses: null,
    rates: []
  };
}

const keyOf = (row: Row) => ({
  year: Number(row.year),
  level: String(row.level),
  authority: String(row.authority),
  unit: String(row.unit)
});

/**
 * `ofHost` is all that the country reported in these years: it shows grants and refusals reported at different levels. `noRate` gives
 * the reviewed break that forbids a rate of a row.
 */
export function decisionTrail(
  row: Row,
  rules: readonly Row[],
  raw: readonly RawRow[] | null,
  {ofHost, noRate}: {ofHost: readonly PublishedDecision[]; noRate: (row: PublishedDecision) => string | null}
): Trail {
  const published = row as unknown as PublishedDecision;
  const lines = rules.map((each) => ({each, line: ruleLine(each)}));
  const applied = lines.filter(({line}) => inScope(line, published));
  const read = reader(lines.map(({line}): RuleLine => line));
  const reading = read(published);
  const outcomes = sumDecisions([published], read);
  const alike = ofHost.filter(({year, unit}) => year === published.year && unit === published.unit);
  const forbidden = noRate(published);
  const split = splitAcrossLevels(
    new Map(
      [...new Set(alike.map(({level}) => level))].flatMap((level) => {
        const sums = sumDecisions(
          alike.filter((each) => each.level === level),
          read
        );
        return sums ? [[level, sums] as const] : [];
      })
    )
  );
  return {
    table: "decisions",
    ...keyOf(row),
    type: null,
    raw: rawOf(raw, row, {year: "year", level: "dec_level", authority: "procedure_type", unit: "dec_pc"}),
    published: Object.fromEntries([...COLUMNS, "total" as const].map((column) => [column, published[column]])),
    read: COLUMNS.map((column) => ({
      column,
      status: isWithoutParts(published) ? "only a total is given" : reading.status[column],
      rule: applied.find(({line}) => line.column === column)?.line.id ?? null,
      count: isWithoutParts(published) ? null : cell(published, column, reading)
    })),
    rules: applied.map(({each}) => each),
    statuses: outcomes && !isWithoutParts(published) ? outcomes.statuses : null,
    rates: outcomes
      ? RATE_NAMES.map((name) => ({
          name,
          words:
            forbidden === null
              ? rateWords(unlessSplit(RATES[name](outcomes), published.level, split))
              : `not calculated: ${forbiddenWords([forbidden])}`
        }))
      : []
  };
}

function rateWords(rate: Rate): string {
  const between = (lo: number, hi: number) =>
    `between ${formatShare({value: lo, lo, hi: lo})} and ${formatShare({value: hi, lo: hi, hi})}`;
  if (rate.kind === "rate")
    return `${formatShare(rate)}, of ${formatNumber(rate.decisions)} decisions${rate.marked ? " (under 25: marked, in no ranking)" : ""}`;
  if (rate.kind === "interval") return `${between(rate.lo, rate.hi)}, no value in between is known`;
  return rate.reason;
}
