// An edition sorted by place once, as host and as origin, for pages that ask place by place.
import {ascending, group, max, min} from "d3";
import {bounded, sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Stage, Unit} from "../measures/codes.js";
import {reader} from "../measures/status.js";
import type {PublishedDecision} from "../measures/status.js";
import {stageOf, sumDecisions} from "../measures/sums.js";
import type {ApplicationRow, Outcomes} from "../measures/sums.js";
import type {Edition, Place} from "./edition.js";
import {ANY, applicationRows, decisionRows} from "./select.js";

export const UNKNOWN = "UNK";
export type Row = Pick<PublishedDecision, "year" | "level" | "unit" | "origin" | "asylum" | "authority">;
export interface Stock {
  readonly seekers: Count | null;
  readonly refugees: Count | null;
}
type Stocks = ReadonlyMap<string, ReadonlyMap<number, Stock>>;
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
  readonly regional: (region: string | null, year: number, stage: Stage, unit: Unit) => Outcomes | null;
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
  const stocks = {asylum: stocksBy(edition, "asylum"), origin: stocksBy(edition, "origin")};
  const withRows = new Set(
    [applied, judged, stocks].flatMap(({asylum, origin}) => [...asylum.keys(), ...origin.keys()])
  );
  withRows.delete(UNKNOWN);
  const regions = new Map(edition.atlas.map(({place, region}) => [place, region]));
  const byYear = group(decisions, (row) => row.year);
  const made = new Map<string, Outcomes | null>();
  const regional: Ledger["regional"] = (region, year, stage, unit) => {
    const key = `${region ?? "world"} ${year} ${stage} ${unit}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const rows = (byYear.get(year) ?? []).filter(
      (row) =>
        row.asylum !== "USA" &&
        row.unit === unit &&
        stageOf(row.level) === stage &&
        (region === null || regions.get(row.asylum) === region)
    );
    const now = sumDecisions(rows, read);
    made.set(key, now);
    return now;
  };
  const years = [...applications, ...decisions].map(({year}) => year);
  return {
    edition,
    read,
    span: [min(years) ?? 0, max(years) ?? 0],
    applications: applied,
    decisions: judged,
    stocks,
    places: edition.atlas.filter(({place}) => withRows.has(place)).sort((a, b) => ascending(a.name_en, b.name_en)),
    regional
  };
}

function stocksBy({stocks}: Edition, side: "asylum" | "origin"): Stocks {
  const found = new Map<string, Map<number, Stock>>();
  const count = (n: number | null | undefined) => (n == null ? null : bounded(n, "stocks"));
  for (let i = 0; i < stocks.year.length; i++) {
    const place = stocks[side][i] as string;
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
