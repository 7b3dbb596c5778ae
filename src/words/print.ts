// Sentences that can be printed as they are: a short one with its source, and a full one with unit, stage and rounding range. They
// never say more than the data: a rounded count has its range where that changes what is written, a 0 is what is published and not
// "none", and what the data does not separate is named together.
import type {Count} from "../measures/bounds.js";
import {isExact} from "../measures/bounds.js";
import type {Status, Unit} from "../measures/codes.js";
import type {RateName} from "../measures/rates.js";
import {formatNumber, formatShare, printsRange} from "./numbers.js";
import {RATE_WORDS} from "./rates.js";
import {capital, list} from "./text.js";

/** What a printed number counts. */
export type Printed = "new_applications" | "applications" | Status | "asylum_seekers" | "refugees";

/** Whose number it is, and where it comes from. */
export interface Scope {
  /** Countries of origin with their articles; null for people from everywhere. */
  readonly origins: readonly string[] | null;
  /** Countries of asylum, or one region ("countries in Europe"); null for every country. */
  readonly asylums: readonly string[] | null;
  readonly years: readonly [first: number, last: number];
  /** "first instance"; null where stages do not apply or all that may be joined are. */
  readonly stage: string | null;
  readonly unit: Unit;
  /** "UNHCR", the attribution its licence requires. */
  readonly publisher: string;
  /** The edition's id. */
  readonly edition: string;
}
export interface ToPrint extends Scope {
  readonly what: Printed;
  /** Null where the data has no entry: never 0. */
  readonly count: Count | null;
  /** Whether some are missing in the data, so that the number is the least. */
  readonly isLeast?: boolean;
}
export interface RateToPrint extends Scope {
  readonly rate: RateName;
  /** 0 to 1; the value is null where there is a range alone; null where no rate can be given. */
  readonly share: {readonly value: number | null; readonly lo: number; readonly hi: number} | null;
  /** The numerator and denominator of a rate, printed instead of it where decisions are few. */
  readonly granted: Count;
  readonly decisions: number;
  /** Why there is no rate, as a clause: "no refusals are reported". */
  readonly why?: string;
}
export interface PrintedWords {
  readonly short: string;
  readonly full: string;
}

/** Below this many decisions counts are printed and no rate. */
export const FEWEST_DECISIONS = 25;

const longDate = (id: string) =>
  new Intl.DateTimeFormat("en-GB", {dateStyle: "long", timeZone: "UTC"}).format(
    new Date(`${id.slice(0, 10)}T00:00:00Z`)
  );
const source = ({publisher, edition}: Scope) => `(${publisher}, via Asylum Ledger, edition of ${longDate(edition)})`;
const when = ([first, last]: Scope["years"]) => (first === last ? `in ${first}` : `from ${first} to ${last}`);
const people = ({origins}: Scope) => (origins ? `people from ${list(origins)}` : null);
const hosts = ({asylums}: Scope) => (asylums ? list(asylums) : "countries worldwide");
const where = ({asylums}: Scope) => (asylums ? ` in ${list(asylums)}` : " in all countries together");

/** "881", "between 204 and 208", "at least 1,200". */
function amount(count: Count, isLeast: boolean): string {
  if (isLeast) return `at least ${formatNumber(printsRange(count) ? count.lo : count.value)}`;
  return printsRange(count)
    ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}`
    : formatNumber(count.value);
}

/** One thing where the number printed is 1. */
const isOne = (count: Count, isLeast: boolean) => (printsRange(count) ? isLeast && count.lo === 1 : count.value === 1);
const plural = (one: boolean, word: string, more = `${word}s`) => (one ? word : more);

/** A verb phrase for a country's decisions of a status, about `n`; the last part names the people. */
const DECIDED: Readonly<Record<Status, (n: string, one: boolean, on: string) => string>> = {
  refugee_status: (n, one, on) => `granted refugee status in ${n} ${plural(one, "decision")}${on}`,
  undivided: (n, one, on) =>
    `granted refugee status or other protection, which the data does not separate, in ${n} ${plural(one, "decision")}${on}`,
  complementary: (n, one, on) => `granted complementary protection in ${n} ${plural(one, "decision")}${on}`,
  humanitarian: (n, one, on) => `granted residence on humanitarian grounds in ${n} ${plural(one, "decision")}${on}`,
  temporary: (n, one, on) => `granted a temporary status under national law in ${n} ${plural(one, "decision")}${on}`,
  refused: (n, one, on) => `refused protection in ${n} ${plural(one, "decision")}${on}`,
  undivided_closed: (n, one, on) =>
    `refused or closed ${n} ${plural(one, "application")}${on.replace(" on ", " by ")}; the data does not separate the two`,
  otherwise_closed: (n, one, on) =>
    `closed ${n} ${plural(one, "application")}${on.replace(" on ", " by ")} without a decision`,
  not_decided: (n, one, on) =>
    `took ${n} ${plural(one, "application")}${on.replace(" on ", " by ")} out of the count without a decision`
};

/** The singular noun of a published 0 or a missing entry. */
const NOUNS: Readonly<Record<Printed, string>> = {
  new_applications: "new asylum application",
  applications: "asylum application",
  refugee_status: "grant of refugee status",
  undivided: "grant of refugee status or other protection",
  complementary: "grant of complementary protection",
  humanitarian: "grant of residence on humanitarian grounds",
  temporary: "grant of a temporary status under national law",
  refused: "refusal of protection",
  undivided_closed: "refused or closed application",
  otherwise_closed: "application closed without a decision",
  not_decided: "application taken out of the count without a decision",
  asylum_seekers: "pending asylum-seeker",
  refugees: "refugee"
};
const isYearEnd = (what: Printed) => what === "asylum_seekers" || what === "refugees";
const isApplied = (what: Printed) => what === "new_applications" || what === "applications";

/** "a new asylum application by people from Eritrea in Israel in 2025", for a published 0 or a missing entry. */
function absent(figure: ToPrint): string {
  const who = people(figure);
  const of =
    who === null
      ? ""
      : isYearEnd(figure.what)
        ? ` among ${who}`
        : isApplied(figure.what) || CLOSED.has(figure.what)
          ? ` by ${who}`
          : ` to ${who}`;
  const time = isYearEnd(figure.what) ? `at the end of ${figure.years[1]}` : when(figure.years);
  return `${NOUNS[figure.what]}${of}${where(figure)} ${time}`;
}
const CLOSED: ReadonlySet<Printed> = new Set(["undivided_closed", "otherwise_closed", "not_decided"]);

/** The claim without its source, for a count above 0. */
function claim(figure: ToPrint, count: Count): string {
  const isLeast = figure.isLeast ?? false;
  const [n, one] = [amount(count, isLeast), isOne(count, isLeast)];
  const who = people(figure);
  const {what} = figure;
  if (what === "asylum_seekers")
    return `At the end of ${figure.years[1]}, ${n} ${one ? "person" : "people"}${figure.origins ? ` from ${list(figure.origins)}` : ""} ${one ? "was" : "were"} waiting for a decision on ${one ? "an asylum application" : "asylum applications"}${where(figure)}`;
  if (what === "refugees")
    return `At the end of ${figure.years[1]}, ${n} ${plural(one, "refugee")}${figure.origins ? ` from ${list(figure.origins)}` : ""} ${one ? "was" : "were"} living${where(figure)}`;
  const time = capital(when(figure.years));
  if (isApplied(what)) {
    const applications = `${n} ${what === "new_applications" ? "new asylum" : "asylum"} ${plural(one, "application")}`;
    return who === null
      ? `${time}, ${hosts(figure)} received ${applications}`
      : `${time}, ${who} made ${applications}${where(figure)}`;
  }
  return `${time}, ${hosts(figure)} ${DECIDED[what](n, one, who === null ? "" : ` on ${who}`)}`;
}

const CASES = "counted in cases, each of which may cover several people";

/** The two sentences of a count. */
export function toPrint(figure: ToPrint): PrintedWords {
  const {count, stage, publisher} = figure;
  const cited = source(figure);
  // Year-end figures count people in any unit.
  const unit = isYearEnd(figure.what) ? "P" : figure.unit;
  const inUnit = unit === "P" ? "counted in persons" : CASES;
  if (count === null) {
    const short = `${publisher}’s data has no entry for any ${absent(figure)}, which does not mean zero ${cited}.`;
    return {short, full: short};
  }
  const at = stage === null || isYearEnd(figure.what) ? "" : `, at the stage of ${stage}`;
  if (count.value === 0) {
    const room =
      count.hi > 0
        ? ` Because ${publisher} rounds small numbers, there may have been up to ${formatNumber(count.hi)}.`
        : "";
    const short = `${publisher}’s published figures show no ${absent(figure)}${unit === "C" ? `, ${CASES}` : ""} ${cited}.${room}`;
    return {short, full: short.replace(` ${cited}`, `${unit === "C" ? "" : `, ${inUnit}`}${at} ${cited}`)};
  }
  const words = claim(figure, count);
  const range = isExact(count)
    ? ""
    : ` ${publisher} rounds small numbers: the published figure is ${formatNumber(count.value)}, and the true one lies between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}.`;
  const least = figure.isLeast ? " Some are missing in the data, so the true number is at least this." : "";
  const closed = figure.what === "undivided_closed" ? ";" : ",";
  return {
    short: `${words}${unit === "C" ? `${closed} ${CASES}` : ""} ${cited}.`,
    full: `${words}${closed} ${inUnit}${at} ${cited}.${range}${least}`
  };
}

const GRANTED: Readonly<Record<RateName, string>> = {
  refugee_status: "granted refugee status",
  positive: "granted protection",
  unhcr_recognition: "granted refugee status",
  unhcr_protection: "granted protection"
};

/** The two sentences of a rate: counts where decisions are few, and why where there is none. */
export function rateToPrint(rate: RateToPrint): PrintedWords {
  const {share, decisions, granted, unit, stage, publisher, years} = rate;
  const cited = source(rate);
  const who = people(rate);
  const of = `${who === null ? "" : ` on ${who}`}${where(rate)} ${when(years)}`;
  const inUnit = unit === "P" ? "counted in persons" : CASES;
  const at = stage === null ? "" : `, at the stage of ${stage}`;
  if (share === null) {
    const short = `${publisher}’s data cannot give a ${RATE_WORDS[rate.rate].replace(/^UNHCR’s /, "")} for decisions${of}${rate.why ? `: ${rate.why}` : ""} ${cited}.`;
    return {short, full: short};
  }
  if (decisions < FEWEST_DECISIONS) {
    const short = `Of ${formatNumber(decisions)} substantive ${plural(decisions === 1, "decision")}${of}, ${amount(granted, false)} ${GRANTED[rate.rate]}, ${inUnit} ${cited}.`;
    return {short, full: `${short} With so few decisions a percentage would mislead.`};
  }
  const digits = share.hi - share.lo <= 0.05 ? 1 : 0;
  const percent = formatShare({value: share.value, lo: share.value ?? share.lo, hi: share.value ?? share.hi}, digits);
  const words = percent.includes("–") ? `between ${percent.replace("–", "% and ")}` : percent;
  const range =
    share.value === null || share.lo === share.hi
      ? ""
      : ` Rounding allows ${formatShare({value: null, lo: share.lo, hi: share.hi}, digits)}.`;
  return {
    short: `${capital(words)} of substantive decisions${of} ${GRANTED[rate.rate]} ${cited}.`,
    full: `${capital(words)} of ${formatNumber(decisions)} substantive decisions${of} ${GRANTED[rate.rate]}, ${inUnit}${at} (${RATE_WORDS[rate.rate]}) ${cited}.${range}`
  };
}
