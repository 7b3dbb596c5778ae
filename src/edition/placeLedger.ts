// Groups an edition by country of asylum and by origin once, for pages that go through all places.
import {ascending, group, max, min} from "d3";
import {bounded, sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {DecisionKey, Unit} from "../measures/codes.js";
import {headlineAdder, headlinePart, onlyAmong, onlyOtherLevelsAdder} from "../measures/headline.js";
import type {Headline, HeadlinePart} from "../measures/headline.js";
import {effectsOf} from "../measures/breakEffects.js";
import {joinedOutcomesAdder, splitAmong, splitHostsAdder, withheldHosts} from "../measures/outcomes.js";
import type {JoinedOutcomes} from "../measures/outcomes.js";
import {reader} from "../measures/status.js";
import type {PublishedDecision} from "../measures/status.js";
import {added} from "../measures/sums.js";
import type {ApplicationRow} from "../measures/sums.js";
import {knownOriginsAdder, unseenOriginsAdder} from "../measures/unseenOrigins.js";
import type {UnseenOrigins} from "../measures/unseenOrigins.js";
import type {Edition, Place} from "./edition.js";
import {unseenIn} from "./unseen.js";
import {ANY, applicationRows, decisionRows} from "./select.js";

export const UNKNOWN = "UNK";
export type Row = Pick<PublishedDecision, "year" | "level" | "unit" | "origin" | "asylum" | "authority">;
export interface Stock {
  readonly seekers: Count | null;
  readonly refugees: Count | null;
}
type Stocks = ReadonlyMap<string, ReadonlyMap<number, Stock>>;
/** The codes that have a row of any table as a country of asylum, or of origin, in the order of the alphabet. */
export function codesOf({applications, decisions, stocks}: Ledger, side: "asylum" | "origin"): string[] {
  return [...new Set([applications, decisions, stocks].flatMap((table) => [...table[side].keys()]))].sort();
}

/** The rows of an edition by place, and what many pages share. */
export interface Ledger {
  readonly edition: Edition;
  readonly read: ReturnType<typeof reader>;
  /** First and last year of the edition's rows. */
  readonly span: readonly [number, number];
  readonly applications: Record<"asylum" | "origin", ReadonlyMap<string, ApplicationRow[]>>;
  readonly decisions: Record<"asylum" | "origin", ReadonlyMap<string, PublishedDecision[]>>;
  readonly stocks: Record<"asylum" | "origin", Stocks>;
  readonly places: readonly Place[];
  /** New applications of some rows as one number, with the counts shown next to it. */
  readonly headline: (rows: Iterable<ApplicationRow>) => Headline | null;
  /** The part of a headline that a row is counted in; null where it counts no new application. */
  readonly part: (row: ApplicationRow) => HeadlinePart | null;
  /** Outcomes of some rows, stages first and combined together. */
  readonly joined: (rows: Iterable<PublishedDecision>) => Record<Unit, JoinedOutcomes | null>;
  /** Outcomes of each country of asylum in a year and unit. */
  readonly byHost: (year: number, unit: Unit) => ReadonlyMap<string, JoinedOutcomes>;
  /** How many origins a sum over every origin may have lost to rounding; its rows and no others are given. */
  readonly unseen: (rows: Iterable<ApplicationRow>) => UnseenOrigins;
  /** The same for decisions: the number of origins is printed and never added to a range. */
  readonly unseenDecisions: (rows: Iterable<PublishedDecision>) => UnseenOrigins;
  /** Origins that rounding may have removed from the year-end figures of a country of asylum: its pending asylum-seekers, or refugees. */
  readonly unseenStock: (asylum: string, year: number, kind?: keyof Stock) => number;
  /** The break that makes the positive decisions of a row "at least", or null. */
  readonly atLeast: (row: DecisionKey) => string | null;
  /** The break by which a row's recognized column holds group recognition, or null. */
  readonly groupRecognition: (row: DecisionKey) => string | null;
}

/** Sorts an edition's rows by place. */
export function ledgerOf(edition: Edition): Ledger {
  const applications = applicationRows(edition, ANY);
  const decisions = decisionRows(edition, ANY);
  const read = reader(edition.rules);
  const by = <T extends Row>(rows: T[]) => ({
    asylum: group(rows, (row) => row.asylum),
    origin: group(rows, (row) => row.origin)
  });
  const [applied, judged] = [by(applications), by(decisions)];
  const stocks = {
    asylum: stocksBy(edition, (_, asylum) => asylum),
    origin: stocksBy(edition, (origin) => origin)
  };
  const withRows = new Set(
    [applied, judged, stocks].flatMap(({asylum, origin}) => [...asylum.keys(), ...origin.keys()])
  );
  withRows.delete(UNKNOWN);
  const only = onlyAmong(added(onlyOtherLevelsAdder(), edition.reporting.filter(isApplication)));
  const years = [...applications, ...decisions].map(({year}) => year);
  const span = [min(years) ?? 0, max(years) ?? 0] as const;
  const isSplit = splitAmong([...added(splitHostsAdder(read), decisions), ...withheldHosts(edition.breaks, span)]);
  const known = added(knownOriginsAdder(), applications);
  const knownDecisions = added(knownOriginsAdder(), decisions);
  const unseenStocks = {
    seekers: unseenIn(edition, "asylum_seekers"),
    refugees: unseenIn(edition, "refugees")
  };
  const joined: Ledger["joined"] = (rows) => added(joinedOutcomesAdder(read, isSplit), rows);
  const byYear = group(decisions, (row) => row.year);
  const made = new Map<number, [string, Record<Unit, JoinedOutcomes | null>][]>();
  const byHost: Ledger["byHost"] = (year, unit) => {
    const hosts =
      made.get(year) ??
      Array.from(
        group(byYear.get(year) ?? [], (row) => row.asylum),
        ([asylum, rows]): [string, Record<Unit, JoinedOutcomes | null>] => [asylum, joined(rows)]
      );
    made.set(year, hosts);
    return new Map(hosts.flatMap(([asylum, units]) => (units[unit] ? [[asylum, units[unit]] as const] : [])));
  };
  return {
    edition,
    read,
    span,
    applications: applied,
    decisions: judged,
    stocks,
    places: edition.atlas.filter(({place}) => withRows.has(place)).sort((a, b) => ascending(a.name_en, b.name_en)),
    headline: (rows) => added(headlineAdder(only), rows),
    part: (row) => headlinePart(row, only),
    joined,
    byHost,
    unseen: (rows) => added(unseenOriginsAdder(known), rows),
    unseenDecisions: (rows) => added(unseenOriginsAdder(knownDecisions), rows),
    unseenStock: (asylum, year, kind = "seekers") => unseenStocks[kind](asylum, year),
    atLeast: effectsOf(edition.breaks, "positives_at_least"),
    groupRecognition: effectsOf(edition.breaks, "group_recognition")
  };
}

/** A line of the table `reporting` that is about applications: it has a type. */
const isApplication = (row: Edition["reporting"][number]): row is Edition["reporting"][number] & ApplicationKind =>
  row.table === "applications" && row.type !== null;
type ApplicationKind = Pick<ApplicationRow, "type">;

/** Year-end figures added by a key of origin and country of asylum, and by year. */
export function stocksBy({stocks}: Edition, keyOf: (origin: string, asylum: string) => string): Stocks {
  const found = new Map<string, Map<number, Stock>>();
  const count = (n: number | null | undefined) => (n == null ? null : bounded(n, "stocks"));
  for (let i = 0; i < stocks.year.length; i++) {
    const place = keyOf(stocks.origin[i] as string, stocks.asylum[i] as string);
    const year = stocks.year[i] as number;
    const years = found.get(place) ?? new Map<number, Stock>();
    found.set(place, years);
    const before = years.get(year);
    years.set(year, {
      seekers: sum([before?.seekers ?? null, count(stocks.asylum_seekers[i])]),
      refugees: sum([before?.refugees ?? null, count(stocks.refugees[i])])
    });
  }
  return found;
}
