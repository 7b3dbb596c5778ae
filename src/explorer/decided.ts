// Writes the answer to a question about decisions: grants by status and refusals in the latest year, then the peak and totals.
import {list} from "../words/text.js";
import {formatYears, leastCount} from "../words/numbers.js";
import {sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {missesGrants} from "../measures/breakEffects.js";
import {COLUMNS, POSITIVE_STATUSES, UNITS} from "../measures/codes.js";
import type {PositiveStatus, Status, Unit} from "../measures/codes.js";
import {isLeastStatus, refugeeStatusCount} from "../measures/separated.js";
import type {Outcomes} from "../measures/sums.js";
import {COLUMN_WORDS} from "../words/status.js";
import {JOINED, outcomesIn} from "./joined.js";
import type {Ledger} from "./ledger.js";
import {unknownIn} from "./figure/unknown.js";
import {number} from "./names.js";
import {deciders, figure, IN_UNIT, paragraphs, peakSentence, short, whenWho, whom} from "./sentences.js";
import type {Finding} from "./sentences.js";
import type {JoinedView, JoinedYear, View} from "./types.js";

const GRANTED: Readonly<Record<PositiveStatus, string>> = {
  refugee_status: "refugee status",
  undivided: "protection not separated by status",
  complementary: "complementary protection",
  humanitarian: "residence on humanitarian grounds",
  temporary: "a temporary status by national law"
};

/** What a sentence about decisions needs besides their numbers. */
export interface Deciders {
  /** "In 2025", "From 2000 to 2025". */
  readonly when: string;
  readonly who: string;
  /** " on people from Eritrea". */
  readonly on?: string;
  /** The stage, where a single one is selected. */
  readonly stage?: string;
  /** Whether grants are missing by a reviewed break. */
  readonly atLeast: boolean;
  /** Whether many decisions of a status have no stated origin, so that an origin's number is the least. */
  readonly isUnknown?: (cell: Status | "protection") => boolean;
}
type Least = Pick<Deciders, "atLeast" | "isUnknown">;

/** Whether the number of a status, or of all protection, is the least there can be. */
function isLeastIn(outcomes: Outcomes, cell: Status | "protection", {atLeast, isUnknown}: Least): boolean {
  const {value} = cell === "protection" ? refugeeStatusCount(outcomes).protection : outcomes.statuses[cell];
  return (
    (cell === "protection" ? atLeast && missesGrants(cell) : isLeastStatus(outcomes, cell, atLeast)) ||
    (value > 0 && (isUnknown?.(cell) ?? false))
  );
}

/**
 * "In 2025 Japan granted protection in 1,183 decisions (counted in persons) and refused 9,214.", then which status that was. Where
 * the data does not separate refugee status that is said, and no zero.
 */
export function decidedSentences(
  outcomes: Outcomes,
  {when, who, on = "", stage, ...least}: Deciders
): readonly [first: string, ...rest: string[]] {
  const {statuses, unit} = outcomes;
  const status = refugeeStatusCount(outcomes);
  const given = POSITIVE_STATUSES.filter((one) => statuses[one].value > 0);
  const isRefugees = given.length === 1 && given[0] === "refugee_status";
  const {refused, undivided_closed: mixed, otherwise_closed: closed} = statuses;
  // The range of all protection takes in the zeros of other statuses, which are no refugee status.
  const granted = isRefugees ? statuses.refugee_status : status.protection;
  const told = (cell: Status, words = short) => (isLeastIn(outcomes, cell, least) ? leastCount : words)(statuses[cell]);
  const isLeast = isLeastIn(outcomes, isRefugees ? "refugee_status" : "protection", least);
  const first = `${whenWho(when, who)} granted ${isRefugees ? "refugee status" : "protection"} in ${isLeast ? leastCount(granted) : figure(granted)} ${granted.value === 1 ? "decision" : "decisions"}${on} (${[IN_UNIT[unit], stage].filter(Boolean).join("; ")})${refused.value > 0 || mixed.value === 0 ? ` and refused ${told("refused")}` : ""}.`;
  return [
    first,
    ...statusSentences(outcomes, given, least),
    ...(mixed.value > 0
      ? [
          `Another ${number(mixed.value)} were refused or closed without a decision; the data does not say how many of each.`
        ]
      : []),
    ...(closed.value > 0
      ? [
          `Another ${told("otherwise_closed", ({value}) => number(value))} ${closed.value === 1 ? "was" : "were"} closed without a decision.`
        ]
      : []),
    ...(least.atLeast && !isRefugees
      ? ["Some grants are missing from the data, so the number of grants is a minimum."]
      : [])
  ];
}

/** "687 [673–717] refugee status": at least, where the data does not separate or have all of it. */
const statusWords = (outcomes: Outcomes, one: PositiveStatus, least: Least) =>
  `${(isLeastIn(outcomes, one, least) ? leastCount : short)(outcomes.statuses[one])} ${GRANTED[one]}`;

/** Which status was granted, where it is more than one or another than refugee status. */
function statusSentences(outcomes: Outcomes, given: readonly PositiveStatus[], least: Least): string[] {
  const {kind} = refugeeStatusCount(outcomes);
  const [only] = given;
  if (!only || (given.length === 1 && (only === "refugee_status" || only === "undivided")))
    return kind === "not separated" ? ["UNHCR’s data does not separate refugee status from other protection."] : [];
  if (given.length === 1) return [`All grants were of ${GRANTED[only]}.`];
  return [
    `The grants were: ${list(given.map((one) => statusWords(outcomes, one, least)))}.`,
    ...(kind === "not separated"
      ? [`UNHCR’s data does not say how many of the ${short(outcomes.statuses.undivided)} were refugee status.`]
      : [])
  ];
}

/** What countries decided in the latest year, with first instance and combined stages joined; null where no year has a decision. */
export function decisionsFinding(ledger: Ledger, view: View, joined: JoinedView): Finding | null {
  const {selection} = view.state;
  const latest = joined.whole.findLast(({units}) => units.P ?? units.C);
  if (!latest) return null;
  const years = [latest.year, latest.year] as const;
  const who = deciders(ledger, view, {levels: JOINED.P.levels, years});
  const on = whom(ledger, view, "on");
  const told = (["P", "C"] as const).flatMap((unit) => {
    const outcomes = outcomesIn(latest, unit);
    if (!outcomes) return [];
    return selection.definition === "published"
      ? [publishedSentence(outcomes, `In ${latest.year}`, who, on)]
      : decidedSentences(outcomes, {
          ...{when: `In ${latest.year}`, who, on, atLeast: latest.atLeast[unit].length > 0},
          isUnknown: unknownIn(ledger, selection, {unit, years}, unit)
        });
  });
  if (!told.length) return null;
  const {definition} = selection;
  return paragraphs(
    [...told, ...(definition === "published" ? [] : grantsPeak(joined, latest))],
    [...courtsWords(latest), ...(definition === "published" ? [] : totalsWords(selection.years, joined))]
  );
}

/** "In 2022 Russia reported 98,654 decisions under “recognized”, …": the columns as they were published. */
export function publishedSentence({published, unit}: Outcomes, when: string, who: string, on: string): string {
  const words = COLUMNS.map((column) => `${short(published[column])} under ${COLUMN_WORDS[column]}`);
  return `${whenWho(when, who)} reported these decisions${on} (${IN_UNIT[unit]}): ${list(words)}.`;
}

const protectionOf = (outcomes: Outcomes): Count => refugeeStatusCount(outcomes).protection;

/** The peak of grants in persons, or in cases where there is no other number. */
function grantsPeak({whole, all}: JoinedView, latest: JoinedYear): string[] {
  const unit = all.units.P ? "P" : "C";
  const years = whole.flatMap(({year, atLeast, ...decided}) => {
    const outcomes = outcomesIn({atLeast, ...decided}, unit);
    return outcomes ? [{year, outcomes, atLeast: atLeast[unit].length > 0}] : [];
  });
  return peakOfGrants(years, outcomesIn(latest, unit) ? null : unit);
}

const isOfRefugees = ({statuses}: Outcomes): boolean =>
  POSITIVE_STATUSES.every((status) => status === "refugee_status" || statuses[status].value === 0);

/**
 * "All grants of protection peaked at 2,448 in 2009, of which 190 were refugee status.": what the peak counts, as the latest year can
 * have one status and the year of the peak several. `unit` is named where the sentence before it is of another.
 */
export function peakOfGrants(
  years: readonly {readonly year: number; readonly outcomes: Outcomes; readonly atLeast: boolean}[],
  unit: Unit | null = null
): string[] {
  const isAlone = years.every(({outcomes}) => isOfRefugees(outcomes));
  const counted = years.map(({year, outcomes, atLeast}) => {
    const count = protectionOf(outcomes);
    return {
      year,
      outcomes,
      size: count.value,
      words: atLeast && !isOfRefugees(outcomes) ? leastCount(count) : figure(count)
    };
  });
  const latest = counted.at(-1);
  const [sentence] = peakSentence(counted);
  if (sentence === undefined || !latest) return [];
  const what = isAlone ? "Grants of refugee status" : "All grants of protection";
  const peak = counted.reduce((best, one) => (one.size > best.size ? one : best), latest);
  const named = unit === null ? what : `Counted in ${UNITS[unit]}, ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  if (peak.size === 0 && unit === null)
    return [`No year from ${counted[0]?.year ?? peak.year} to ${latest.year} has a published grant.`];
  if (peak === latest && unit === null) return [sentence.replace("more.", "more grants.")];
  const {kind, known} = refugeeStatusCount(peak.outcomes);
  const parts =
    isAlone || !isOfRefugees(latest.outcomes) || isOfRefugees(peak.outcomes)
      ? ""
      : kind === "not separated"
        ? ", which the data does not separate by status"
        : `, of which ${kind === "at least" ? leastCount(known) : figure(known)} ${known.value === 1 ? "was" : "were"} refugee status`;
  return [`${named} peaked at ${peak.words} in ${peak.year}${parts}.`];
}

function totalsWords([from, to]: readonly [number, number], {all}: JoinedView): string[] {
  if (from === to) return [];
  const totals = (["P", "C"] as const).flatMap((unit) => {
    const outcomes = outcomesIn(all, unit);
    if (!outcomes) return [];
    const {refused, undivided_closed: mixed} = outcomes.statuses;
    const isMissing = all.atLeast[unit].length > 0;
    const granted = isMissing ? leastCount : short;
    const given = POSITIVE_STATUSES.filter((one) => outcomes.statuses[one].value > 0);
    const parts =
      given.length > 1 ? ` (${list(given.map((one) => statusWords(outcomes, one, {atLeast: isMissing})))})` : "";
    const negative = sum([refused, mixed]);
    return [
      `${granted(protectionOf(outcomes))} grants of protection${parts} and ${negative ? short(negative) : "no"} refusals${mixed.value > 0 ? `, of which up to ${number(mixed.value)} may have been closed without a decision` : ""} (${IN_UNIT[unit]})`
    ];
  });
  return totals.length ? [`Totals for ${formatYears(from, to)}: ${totals.join("; ")}.`] : [];
}

/** The United States' immigration courts, which decide referred claims again. */
function courtsWords({units}: JoinedYear): string[] {
  return (["P", "C"] as const).flatMap((unit) => {
    const courts = units[unit]?.us_courts;
    if (!courts) return [];
    const [first] = decidedSentences(courts, {when: "They", who: "also", atLeast: false});
    return [
      `United States immigration courts, which decide referred claims again, are not in these numbers. ${first.replace("They also granted", "They granted")}`
    ];
  });
}
