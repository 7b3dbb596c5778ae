// Refugee status where the data may not separate it. In Canada, Australia and the Netherlands, and so in every sum that holds
// them, positive decisions are not separated into refugee status and other protection: a 0 there means nothing.
import {sum} from "./bounds.js";
import type {Count} from "./bounds.js";
import {missesGrants} from "./breakEffects.js";
import {POSITIVE_STATUSES} from "./codes.js";
import type {Level, Status} from "./codes.js";
import {positiveRate, refugeeStatusRate} from "./rates.js";
import type {Rate} from "./rates.js";
import {stageOf} from "./sums.js";
import type {Outcomes} from "./sums.js";

/** Status by status, what the data may hold it together with. */
const TOGETHER: Readonly<Partial<Record<Status, Status>>> = {
  ...Object.fromEntries(POSITIVE_STATUSES.filter((one) => one !== "undivided").map((one) => [one, "undivided"])),
  refused: "undivided_closed",
  otherwise_closed: "undivided_closed"
};

/**
 * The decisions among which some of a status are not separated; null where there are none. The status has no number then where it is
 * 0, and else the least there can be.
 */
export function heldTogether({statuses}: Pick<Outcomes, "statuses">, status: Status): Count | null {
  const other = TOGETHER[status];
  return other && statuses[other].value > 0 ? statuses[other] : null;
}

/**
 * Whether the number of a status is the least there can be: the data does not separate some, or `isMissing`, a reviewed break says that
 * grants are missing. The one rule for pages, the explorer, notebooks and cards.
 */
export const isLeastStatus = (outcomes: Pick<Outcomes, "statuses">, status: Status, isMissing: boolean): boolean =>
  heldTogether(outcomes, status) !== null || (isMissing && missesGrants(status));

/** How many received refugee status, in persons or cases, as far as the data says. */
export interface RefugeeStatusCount {
  /**
   * - `separated`: `known` is the number.
   * - `at least`: `known` is the least; some of `undivided` received refugee status too.
   * - `not separated`: there is no number and never a 0; `protection` is what can be said, "50,041 granted protection".
   */
  readonly kind: "separated" | "at least" | "not separated";
  /** Decisions known to be refugee status, with the rounding of the published cells. */
  readonly known: Count;
  /** Positive decisions among which refugee status is not separated. */
  readonly undivided: Count;
  /** Refugee status altogether: from none of `undivided` to all of it. */
  readonly lo: number;
  readonly hi: number;
  /** Every positive decision. */
  readonly protection: Count;
}

/**
 * Refugee status among outcomes of any rows. The upper end takes the undivided zeros too, each of which may be 2. Throws nothing.
 * Source: the legal statuses, see the rules of the edition; UNHCR publishes no division of these columns.
 */
export function refugeeStatusCount({statuses}: Pick<Outcomes, "statuses">): RefugeeStatusCount {
  const {refugee_status: known, undivided} = statuses;
  const protection = sum(POSITIVE_STATUSES.map((status) => statuses[status])) as Count;
  const kind = undivided.value === 0 ? "separated" : known.value === 0 ? "not separated" : "at least";
  return {kind, known, undivided, lo: known.lo, hi: known.hi + undivided.hi, protection};
}

/** No refugee status rate, as more positive decisions are undivided than are known to be refugee status. */
export interface NotSeparated {
  readonly kind: "not separated";
  readonly refugee_status: RefugeeStatusCount;
  /** The rate given instead: of all protection. */
  readonly protection: Rate;
}

/**
 * The refugee status rate, or why there is none: where undivided positive decisions outnumber those known to be refugee status,
 * an interval says nothing ("0–76%: 0 of 65,930"), and the rate of all protection takes its place. Where fewer are undivided
 * the interval is given without a central value, as `refugeeStatusRate` does. Throws nothing.
 */
export function separatedRefugeeStatusRate(outcomes: Outcomes): Rate | NotSeparated {
  const count = refugeeStatusCount(outcomes);
  return count.undivided.value > count.known.value
    ? {kind: "not separated", refugee_status: count, protection: positiveRate(outcomes)}
    : refugeeStatusRate(outcomes);
}

/** Whether refugee status is decided at a level at all: a procedure for another status has no refugee status rate. */
export function decidesRefugeeStatus(level: Level): boolean {
  return stageOf(level) !== "other";
}
