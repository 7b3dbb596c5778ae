// Decisions of a place as pages print them: first instance added to first instance and appeal combined, never a 0 where the data
// does not separate, and no rate where grants and refusals are reported at different stages.
import {ascending, group} from "d3";
import {decisionsOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {articled} from "../../words/places.js";
import {list} from "../../words/text.js";
import type {Ledger} from "../../edition/placeLedger.js";
import type {Count} from "../../measures/bounds.js";
import {POSITIVE_STATUSES, UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {allOutcomes} from "../../measures/outcomes.js";
import type {JoinedOutcomes, LeftOut} from "../../measures/outcomes.js";
import {isLeastStatus, refugeeStatusCount} from "../../measures/separated.js";
import type {PublishedDecision} from "../../measures/status.js";
import {touchedAdder} from "../../measures/breakEffects.js";
import {added} from "../../measures/sums.js";
import type {Outcomes} from "../../measures/sums.js";
import {decided, escape} from "../../words/country.js";
import {formatNumber, formatSpans} from "../../words/numbers.js";
import {RESULT_WORDS} from "../../words/outcomes.js";
import type {Fact} from "./facts.js";
import {told} from "./newApplications.js";

/** Outcomes of one year in one unit. */
export interface JoinedYear {
  readonly year: number;
  readonly rows: readonly PublishedDecision[];
  readonly joined: JoinedOutcomes;
  /** Every decision that was joined; null where the rows are of the United States' courts alone. */
  readonly all: Outcomes | null;
  /** Hosts whose positive decisions are the least, as some are missing or reported as refusals. */
  readonly atLeast: readonly string[];
}

/** Outcomes by year in each unit. */
export function joinedYears(ledger: Ledger, rows: readonly PublishedDecision[]): Record<Unit, JoinedYear[]> {
  const found: Record<Unit, JoinedYear[]> = {P: [], C: []};
  for (const [year, some] of [...group(rows, (row) => row.year)].sort((a, b) => ascending(a[0], b[0]))) {
    const joined = ledger.joined(some);
    for (const unit of ["P", "C"] as const) {
      const one = joined[unit];
      if (!one) continue;
      const own = some.filter((row) => row.unit === unit);
      const atLeast = [...new Set(added(touchedAdder(ledger.atLeast), own).map(({asylum}) => asylum))];
      found[unit].push({year, rows: own, joined: one, all: allOutcomes(one), atLeast});
    }
  }
  return found;
}

/** Cases closed without a decision where they are more than the decisions. */
export function closedWhereMore(outcomes: Outcomes): Count | null {
  const closed = outcomes.statuses.otherwise_closed;
  return closed.value > decided(outcomes).value ? closed : null;
}

const POSITIVE = POSITIVE_STATUSES.join("+");

/** One tile: refugee status, or what can be said of it, with every other outcome. */
export function outcomesFact(
  outcomes: Outcomes,
  {
    year,
    by = "",
    where = "",
    atLeast = "",
    rows,
    href
  }: {
    year: number;
    /** Who decided, where it is not the page's host as a whole. */
    by?: string;
    /** HTML: whose decisions, where it is not the page's own. */
    where?: string;
    /** Why the positive numbers are the least, where they are. */
    atLeast?: string;
    rows?: (status: string) => string;
    /** The address of the figure's own card. */
    href?: (of: Linked) => string;
  }
): Fact {
  const {statuses} = outcomes;
  const count = refugeeStatusCount(outcomes);
  const isSeparated = count.kind !== "not separated";
  const others = (
    [
      ...(isSeparated ? (["complementary", "humanitarian", "temporary"] as const) : []),
      "refused",
      "undivided_closed"
    ] as const
  ).filter((status) => statuses[status].value > 0);
  const closed = closedWhereMore(outcomes);
  const under = [
    where,
    `counted in ${UNITS[outcomes.unit]}`,
    isSeparated ? "" : "the data does not separate refugee status from other protection",
    count.kind === "at least"
      ? `${formatNumber(count.undivided.value)} more were granted protection that the data does not separate from refugee status`
      : "",
    list(others.map((status) => `${formatNumber(statuses[status].value)} ${RESULT_WORDS[status]}`)),
    closed
      ? `${formatNumber(decided(outcomes).value)} decided; ${formatNumber(closed.value)} closed without a decision`
      : "",
    atLeast
  ];
  return {
    label: `${isSeparated ? "Granted refugee status" : "Granted protection"}${by ? ` by ${by}` : ""}, ${year}`,
    count: isSeparated ? count.known : count.protection,
    atLeast: isSeparated ? isLeastStatus(outcomes, "refugee_status", atLeast !== "") : atLeast !== "",
    ...(rows ? {rows: rows(isSeparated ? "refugee_status" : POSITIVE)} : {}),
    ...(href ? {href: href({...decisionsOf(isSeparated ? "refugee_status" : "protection"), unit: outcomes.unit})} : {}),
    under: under.filter(Boolean).join("; ")
  };
}

/** Why a sum over hosts is the least; empty where it is not. */
export const leastWords = (hosts: readonly string[], place: (code: string) => string) =>
  hosts.length
    ? `some grants are missing in the data of ${list(hosts.map((code) => escape(articled(place(code)))))}`
    : "";

/** Hosts and years that enter no rate, by name. */
export const leftOutWords = (some: readonly LeftOut[], place: (code: string) => string) =>
  list(some.map(({asylum, years}) => `${escape(place(asylum))} (${formatSpans(years)})`));

/** The United States' courts in a sentence; empty where they decided nothing. */
export function courtsWords(year: number, {us_courts}: JoinedOutcomes, page: string): string {
  if (!us_courts || decided(us_courts).value === 0) return "";
  const {statuses, unit} = us_courts;
  return `The immigration courts of the <a href="${page}">United States</a> are not included: in ${year} they decided ${told(decided(us_courts))} claims (${UNITS[unit]}), of which ${told(statuses.refugee_status)} received refugee status. They decide again what was referred to them, so we do not add the two.`;
}
