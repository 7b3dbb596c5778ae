// The sentences of a country's page: each says what its drawing or table shows, with the numbers of the rows, and is right for no
// row, for one, for few and for many. They are HTML, as numbers with bounds stand on their bracket.
import {isExact, sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {LEVELS, STATUSES} from "../measures/codes.js";
import type {Level, Status, Unit} from "../measures/codes.js";
import {formatNumber, formatRange, formatShare, formatSpans, unitWord} from "./numbers.js";
import {MARKED_BELOW} from "../measures/rates.js";
import type {Rate} from "../measures/rates.js";
import type {Outcomes} from "../measures/sums.js";
import {STATUS_WORDS} from "./status.js";

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[sign] ?? sign);
}

/** A number of the rows on its bracket, with the words by which a test finds the same rows. `bounds` false where they follow otherwise. */
export function figure(count: Count, rows?: string, bounds = true): string {
  const range =
    isExact(count) || !bounds ? "" : `<span class="bounds">&nbsp;[${formatRange(count.lo, count.hi, "en")}]</span>`;
  return `<span class="fig${isExact(count) ? "" : " b"}"${rows === undefined ? "" : ` data-rows="${escape(rows)}"`}>${formatNumber(count.value)}${range}</span>`;
}

/** "first instance (FI)". */
export function levelWords(level: Level): string {
  return `${LEVELS[level]} (${level})`;
}

/** Names that take the article in a sentence. */
const THE =
  /^(?:United |Netherlands|Philippines|Bahamas|Gambia|Comoros|Maldives|Seychelles|Central African|Dominican Republic|Marshall|Solomon|Democratic|Czech Republic|Vatican|Americas|world)|Islands$/;

/** A name as it stands in a sentence: "the Netherlands". */
export function articled(name: string): string {
  return THE.test(name) ? `the ${name}` : name;
}

/** Names as a list in a sentence. */
export function list(words: readonly string[]): string {
  return new Intl.ListFormat("en").format(words);
}

export interface YearCount {
  readonly year: number;
  readonly count: Count;
}

/** A count of each year and the words by which a test finds the rows of the last. */
export interface Yearly {
  /** "At the end of" for stocks; "In" where not given. */
  readonly at?: string;
  /** What is counted: "new applications in Chad (first instance, FI)". */
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
  const ends = latest.year < last ? ` No later year has such a row.` : "";
  const told = `${at} ${latest.year} ${what} came to ${figure(latest.count, rows)} ${unitWord(latest.count.value, unit)}`;
  if (years.length === 1) return `${told}. It is the one year with a row.${ends}`;
  const before = years.at(-2);
  const compared = before?.year === latest.year - 1 ? `, against ${figure(before.count)} in ${before.year}` : "";
  const peak = years.reduce((a, b) => (b.count.value >= a.count.value ? b : a));
  const highest =
    peak.count.value === 0
      ? ` Every one of the ${years.length} years with a row has 0.`
      : peak.year === latest.year
        ? ` None of the ${years.length} years with a row has more.`
        : ` Of the ${years.length} years with a row ${peak.year} has the most: ${figure(peak.count)}.`;
  return `${told}${compared}.${highest}${ends}`;
}

/** Decisions of a sum: everything but files taken out of the count. */
export function decided({statuses}: Outcomes): Count {
  return sum(STATUSES.filter((status) => status !== "not_decided").map((status) => statuses[status])) ?? ZERO;
}

export interface OutcomesTold {
  readonly year: number;
  /** "Chad at first instance (FI)". */
  readonly where: string;
  /** Null where the year has no row. */
  readonly outcomes: Outcomes | null;
  readonly rows?: (status: Status) => string;
  /** The status that is named also where it is 0; none at levels that do not decide on it. */
  readonly always?: Status | null;
}

/** What became of the applications decided in a year. Refugee status is named also where it is 0. */
export function outcomesSentence({year, where, outcomes, rows, always = "refugee_status"}: OutcomesTold): string {
  if (!outcomes) return `No row of ${year} tells a decision: ${where}.`;
  const all = decided(outcomes);
  const parts = STATUSES.filter(
    (status) => status !== "not_decided" && (status === always || outcomes.statuses[status].value > 0)
  ).map((status) => `${STATUS_WORDS[status]} ${figure(outcomes.statuses[status], rows?.(status))}`);
  const unit = (n: number) => unitWord(n, outcomes.unit);
  const told = outcomes.statuses.not_decided.value;
  const aside = [
    outcomes.without_parts > 0
      ? ` Of ${formatNumber(outcomes.without_parts)} ${unit(outcomes.without_parts)} more a total is published and no parts.`
      : "",
    told > 0 ? ` ${formatNumber(told)} more were taken out of the count without a decision.` : ""
  ].join("");
  if (all.value === 0)
    return all.hi === 0
      ? `The rows of ${year} hold no decision: ${where}.${aside}`
      : `Every cell of ${year} is published as 0 (${where}); together they leave room for up to ${formatNumber(all.hi)} ${unit(all.hi)}.${aside}`;
  return `Decisions of ${year}, ${where}, ${figure(all)} ${unit(all.value)}: ${list(parts)}.${aside}`;
}

/** A rate in words, without its name: a percentage with its interval, an interval alone, or why there is none. */
export function rateWords(rate: Rate): string {
  if (rate.kind === "none") {
    if (rate.reason === "fewer than 10 decisions")
      return `${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)} decisions`;
    if (rate.reason === "no refusal is on file")
      return `no refusal is on file (${formatNumber(rate.closed.value)} closed)`;
    if (rate.reason === "refusals and closings are not told apart")
      return `refusals and closings are not told apart (${formatNumber(rate.undivided_closed.value)})${rate.lo === null || rate.lo === 0 ? "" : `, at least ${formatShare({value: null, lo: rate.lo, hi: rate.lo}, "en")}`}`;
    return rate.reason;
  }
  const share = formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, "en");
  return rate.marked ? `${share}*` : share;
}

export interface RatesTold {
  readonly name: string;
  readonly year: number;
  readonly where: string;
  /** Null where the year has no decision. */
  readonly own: Rate | null;
  readonly others: readonly {readonly name: string; readonly rate: Rate}[];
}

/** The refugee status rate of a host beside those of its region and the world. */
export function ratesSentence({name, year, where, own, others}: RatesTold): string {
  if (!own) return `${escape(name)} has no decision from which a rate could be made.`;
  const beside = others.map(({name: of, rate}) => `in ${escape(articled(of))} ${rateWords(rate)}`);
  const marked = own.kind !== "none" && own.marked ? ` It rests on fewer than ${MARKED_BELOW} decisions.` : "";
  return own.kind === "none"
    ? `No refugee status rate is given for ${escape(name)} in ${year}, ${where}: ${rateWords(own)}.${beside.length ? ` Beside it: ${list(beside)}.` : ""}`
    : `The refugee status rate of ${escape(name)} in ${year}, ${where}, was ${rateWords(own)}${beside.length ? `; it was ${list(beside)}` : ""}.${marked}`;
}

export interface Partner {
  readonly name: string;
  readonly count: Count;
  readonly rows?: string;
}
export interface PartnersTold {
  readonly year: number;
  /** "origin" or "host". */
  readonly kind: "origin" | "host";
  readonly unit: Unit;
  readonly partners: readonly Partner[];
  /** Of unknown origin: never a partner. */
  readonly unknown: Count | null;
}

/** Who the most are, and how many have no origin. */
export function partnersSentence({year, kind, unit, partners, unknown}: PartnersTold): string {
  const told = (partner: Partner) => `${escape(articled(partner.name))} (${figure(partner.count, partner.rows)})`;
  const [first] = partners;
  const without = unknown ? ` Of unknown origin: ${figure(unknown)}; they stand last and are no country.` : "";
  if (!first)
    return `In ${year} no ${kind} has a row of new applications in ${unit === "P" ? "persons" : "cases"}.${without}`;
  if (partners.length === 1) return `One ${kind} has a row of new applications in ${year}: ${told(first)}.${without}`;
  if (partners.length <= 3)
    return `${partners.length === 2 ? "Two" : "Three"} ${kind}s have a row of new applications in ${year}: ${list(partners.map(told))}.${without}`;
  return `Of ${partners.length} ${kind}s with a row of new applications in ${year} the most stand under ${list(partners.slice(0, 3).map(told))}.${without}`;
}

/** The years of a span without a row, or that there is none. */
export function gapsSentence(years: readonly number[], [from, to]: readonly [number, number], what: string): string {
  if (!years.length) return `No year from ${from} to ${to} has ${what}.`;
  const absent = Array.from({length: to - from + 1}, (_, i) => from + i).filter((year) => !years.includes(year));
  if (!absent.length) return `Every year from ${from} to ${to} has ${what}.`;
  if (absent.length === 1) return `One year has no ${what.replace(/^an? /, "")}: ${String(absent[0])}.`;
  return `${absent.length} years have no ${what.replace(/^an? /, "")}: ${formatSpans(absent)}.`;
}
