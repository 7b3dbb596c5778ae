// The sentences of a country's page: each says what its drawing or table shows, and is right for no number, for one, for few and for
// many. They are HTML, because a number with a rounding range is set on a bracket.
import {articled} from "./places.js";
import {editionDate} from "./editionDate.js";
import {list} from "./text.js";
import {isExact, sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {LEVELS, POSITIVE_STATUSES, STATUSES, UNITS} from "../measures/codes.js";
import type {Authority, Level, Status, Unit} from "../measures/codes.js";
import {formatRange, unitWord} from "../words/numbers.js";
import {isLeastStatus} from "../measures/separated.js";
import type {Outcomes} from "../measures/sums.js";
import {formatNumber, formatSpans, leastCount, printsRange} from "./numbers.js";
import {RESULT_WORDS} from "./outcomes.js";

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[sign] ?? sign);
}

/** A number in a sentence, with its range where that changes what a reader writes. HTML. */
export const told = (count: Count, rows?: string) => figure(count, rows, printsRange(count));

/** A number that can be higher: "at least 1,200", or the published number with the lower end of its range after it. HTML. */
export const toldLeast = (count: Count, rows?: string): string =>
  count.lo === count.value ? `at least ${told(count, rows)}` : `${figure(count, rows, false)} (${leastCount(count)})`;

/** A number on its bracket, with the words by which a test finds the same rows. `bounds` false where the range is printed elsewhere. */
export function figure(count: Count, rows?: string, bounds = true): string {
  const range =
    isExact(count) || !bounds ? "" : `<span class="bounds">&nbsp;[${formatRange(count.lo, count.hi)}]</span>`;
  return `<span class="fig${isExact(count) ? "" : " b"}"${rows === undefined ? "" : ` data-rows="${escape(rows)}"`}>${formatNumber(count.value)}${range}</span>`;
}

/** "edition of 25 November 2026". */
export const editionWords = (id: string) => `edition of ${editionDate(id)}`;

/** "first instance (FI)". NA is first instance too, and its name would read as what is counted. */
export function levelWords(level: Level): string {
  return `${level === "NA" ? LEVELS.FI : LEVELS[level]} (${level})`;
}

/** Who decided in a country, as a subject: "Syria", "UNHCR in Syria" where it alone decides there, or "Ukraine and UNHCR". */
export function decidersIn(name: string, authorities: Iterable<Authority>): string {
  const found = new Set(authorities);
  if (found.size === 1 && found.has("U")) return `UNHCR in ${name}`;
  return found.has("U") || found.has("J") ? `${name} and UNHCR` : name;
}

export interface YearCount {
  readonly year: number;
  readonly count: Count;
  /** The number is the least: the data does not separate others from appeals. */
  readonly atLeast?: boolean;
}

/** A count of each year and the words by which a test finds the rows of the last. */
export interface Yearly {
  /** "At the end of" for stocks; "In" where not given. */
  readonly at?: string;
  /** The measure in the plural: "asylum-seekers waiting for a decision in Chad". */
  readonly what: string;
  readonly unit: Unit;
  /** Said where no year has a row. */
  readonly none: string;
  /** Years with a row, in order. */
  readonly years: readonly YearCount[];
  /** The last year of the edition: a series that ends before it says so. */
  readonly last: number;
  readonly rows?: string;
}

/** What a series of yearly counts says: its last year, the year before, and its highest. */
export function yearlySentence({at = "In", what, unit, none, years, last, rows}: Yearly): string {
  const latest = years.at(-1);
  if (!latest) return none;
  const ends = latest.year < last ? ` No later year is reported.` : "";
  const now = `${at} ${latest.year} the number of ${what} was ${told(latest.count, rows)}${unit === "C" ? " (counted in cases)" : ""}`;
  if (years.length === 1) return `${now}. It is the only year reported.`;
  const before = years.at(-2);
  const compared = before?.year === latest.year - 1 ? `, against ${told(before.count)} in ${before.year}` : "";
  const peak = years.reduce((a, b) => (b.count.value >= a.count.value ? b : a));
  const highest =
    peak.count.value === 0
      ? ` It was 0 in each of the ${years.length} years reported.`
      : peak.year === latest.year
        ? ` That is the highest of the ${years.length} years reported.`
        : ` The highest was ${told(peak.count)} in ${peak.year}.`;
  return `${now}${compared}.${highest}${ends}`;
}

/** Neither granted nor refused: cases closed without a decision, and cases removed from the count. */
const NO_DECISION: readonly Status[] = ["otherwise_closed", "not_decided"];

/** Decisions of a sum: granted, refused, and what the data does not separate from refused. Closed cases are not decisions. */
export function decided({statuses}: Outcomes): Count {
  return sum(STATUSES.filter((status) => !NO_DECISION.includes(status)).map((status) => statuses[status])) ?? ZERO;
}

/** Whether some of the substantive decisions may be closed cases, as the data does not separate refusals from them. */
export const mayHoldClosed = ({statuses}: Pick<Outcomes, "statuses">): boolean => statuses.undivided_closed.value > 0;

export interface OutcomesTold {
  readonly year: number;
  /** Who decided, as the subject of the sentence: "Chad", "all countries together". */
  readonly who: string;
  /** Whose applications, after "applications": " of people from Eritrea"; empty for everyone's. */
  readonly of?: string;
  /** Null where the year has no entry. */
  readonly outcomes: Outcomes | null;
  readonly rows?: (status: Status) => string;
  /** Whether refugee status is decided on at all: only then is it named also where it is 0. */
  readonly decidesRefugeeStatus?: boolean;
  /** Some grants are missing in the data: some positive numbers are the least. */
  readonly atLeast?: boolean;
}

/** How the cases decided in a year ended. Refugee status is named also where it is 0, unless the data does not separate it. */
export function outcomesSentence({
  year,
  who,
  of = "",
  outcomes,
  rows,
  decidesRefugeeStatus = true,
  atLeast = false
}: OutcomesTold): string {
  if (!outcomes) return `No decisions ${of ? `on applications${of} ` : ""}are reported for ${year} by ${who}.`;
  const {statuses, unit} = outcomes;
  const all = decided(outcomes);
  const words = (n: number) => unitWord(n, unit);
  const granted = POSITIVE_STATUSES.filter(
    (status) =>
      statuses[status].value > 0 ||
      (status === "refugee_status" && decidesRefugeeStatus && statuses.undivided.value === 0)
  );
  const refused = (["refused", "undivided_closed"] as const).filter((status) => statuses[status].value > 0);
  const number = (status: Status) =>
    `${(isLeastStatus(outcomes, status, atLeast) ? toldLeast : told)(statuses[status], rows?.(status))} ${RESULT_WORDS[status]}`;
  const closed = statuses.otherwise_closed;
  const out = statuses.not_decided.value;
  const aside = [
    closed.value > 0
      ? ` Another ${(isLeastStatus(outcomes, "otherwise_closed", atLeast) ? toldLeast : told)(closed, rows?.("otherwise_closed"))} ${closed.value === 1 ? "was" : "were"} closed without a decision.`
      : "",
    outcomes.without_parts > 0
      ? ` For ${formatNumber(outcomes.without_parts)} more ${words(outcomes.without_parts)} only a total is published.`
      : "",
    out > 0 ? ` ${formatNumber(out)} more were removed from the count without a decision.` : ""
  ].join("");
  if (all.value === 0)
    return all.hi === 0
      ? `In ${year} ${who} reported no decision${of ? ` on applications${of}` : ""}.${aside}`
      : `For ${year} every number of decisions by ${who}${of ? ` on applications${of}` : ""} is published as 0; because UNHCR rounds small numbers there may have been up to ${formatNumber(all.hi)} ${words(all.hi)}.${aside}`;
  return `In ${year} ${who} decided ${told(all)} applications${of} (counted in ${UNITS[unit]}): ${list([...granted, ...refused].map(number))}.${aside}`;
}

/** A country with its number in words: "629,358 persons and 282,594 cases". HTML. */
export interface Partner {
  readonly name: string;
  readonly words: string;
}

export interface PartnersTold {
  readonly year: number;
  /** Whether applications came from these places, or were made in them. */
  readonly kind: "origin" | "host";
  /** The largest first. */
  readonly partners: readonly Partner[];
}

/** Who the most are. */
export function partnersSentence({year, kind, partners}: PartnersTold): string {
  const words = ({name, words: number}: Partner) => `${escape(articled(name))} (${number})`;
  const from = kind === "origin" ? "by people from" : "in";
  const [first] = partners;
  if (!first)
    return `For ${year} no new application is reported ${kind === "origin" ? "with its country of origin" : "in any country"}.`;
  if (partners.length <= 3)
    return `In ${year} new applications were made ${partners.length === 1 ? "only " : ""}${from} ${list(partners.map(words))}.`;
  return `In ${year} the most new applications were ${kind === "origin" ? "made by people from" : "made in"} ${list(partners.slice(0, 3).map(words))}, of ${partners.length} ${kind === "origin" ? "countries of origin" : "countries of asylum"}.`;
}

/** Which years of a span are reported: "Applications are reported for every year from 2000 to 2025." */
export function gapsSentence(years: readonly number[], [from, to]: readonly [number, number], what: string): string {
  if (!years.length) return `${what} are reported for no year from ${from} to ${to}.`;
  const absent = Array.from({length: to - from + 1}, (_, i) => from + i).filter((year) => !years.includes(year));
  if (!absent.length) return `${what} are reported for every year from ${from} to ${to}.`;
  return `${what} are reported for every year from ${from} to ${to} except ${formatSpans(absent)}.`;
}
