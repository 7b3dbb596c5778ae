// Sentences to print of rates: a percentage with what it is of and what is left out; counts where decisions are few; a range where
// that is all there is; and why there is no rate.
import {sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {POSITIVE_STATUSES} from "../measures/codes.js";
import {COUNTS_BELOW, MARKED_BELOW} from "../measures/rates.js";
import type {NoRateReason, Rate, RateName, Share} from "../measures/rates.js";
import type {JoinedRate} from "../measures/outcomes.js";
import type {Outcomes} from "../measures/sums.js";
import {betweenPercents, formatNumber, formatPercent, leastPercent, printsRange} from "./numbers.js";
import {
  amount,
  atShortStage,
  atStage,
  inCases,
  inUnit,
  isOne,
  namedSentence,
  notIncludedSentence,
  people,
  plural,
  rounds,
  sentences,
  source,
  unknownSentence,
  when,
  where
} from "./printScope.js";
import type {PrintedWords, Scope} from "./printScope.js";
import {DIFFERENT_STAGES, digitsOf, leftOutReason, RATE_WORDS} from "./rates.js";
import {capital, list} from "./text.js";
import {isNamedUnitedStates} from "./usCourts.js";

export interface RateToPrint extends Scope {
  readonly rate: RateName;
  /** 0 to 1; the value is null where there is a range alone; null where no rate can be given. */
  readonly share: Share | null;
  /** The numerator and denominator of a rate, printed instead of it where decisions are few. */
  readonly granted: Count;
  readonly decisions: number;
  /** Why there is no rate, as a clause: "no refusals are reported". */
  readonly why?: string;
  /** Whether some grants are missing in the data, so that the rate is the least. */
  readonly isLeast?: boolean;
  /** Applications closed without a decision, which are in no rate. */
  readonly closed?: Count | null;
  /** Countries that are on neither side of the rate, as their grants and refusals cannot be compared: "Japan (2021–2025)". */
  readonly leftOut?: readonly string[];
}

/** Below this many decisions counts are printed and no rate. */
export const FEWEST_DECISIONS = MARKED_BELOW;

const WHY: Readonly<Record<NoRateReason, string>> = {
  "only a total is given": "only totals of decisions are published, without outcomes",
  "some figures are missing": "some figures are missing",
  "no substantive decision": "no substantive decision is reported",
  "no refusals reported": "no refusals are reported",
  "refused and closed not separated": "the data does not separate refusals from closed applications",
  "fewer than 10 decisions": "there are fewer than 10 decisions",
  "grants and refusals reported at different stages": DIFFERENT_STAGES
};

type OfRate = Pick<RateToPrint, "rate" | "share" | "granted" | "decisions" | "closed" | "why">;

/** What a rate to print takes from a rate; `outcomes` are those that it is made of. */
export function printedRate(rate: Rate, {statuses}: Pick<Outcomes, "statuses">): OfRate {
  const {name, numerator, decisions, undivided_closed, closed} = rate;
  const found: OfRate = {rate: name, share: null, granted: numerator, decisions, closed};
  if (rate.kind !== "none")
    return {...found, share: {value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}};
  const {reason, lo, hi} = rate;
  if (reason !== "fewer than 10 decisions" || lo === null || hi === null) return {...found, why: WHY[reason]};
  const isRange = undivided_closed.value > 0 || (name === "refugee_status" && statuses.undivided.value > 0);
  return {...found, share: {value: isRange ? null : numerator.value / decisions, lo, hi}};
}

function numerator(name: RateName, {statuses, published}: Outcomes): Count {
  const all = (counts: readonly Count[]) => sum(counts) ?? ZERO;
  switch (name) {
    case "refugee_status":
      return statuses.refugee_status;
    case "positive":
      return all(POSITIVE_STATUSES.map((status) => statuses[status]));
    case "unhcr_recognition":
      return published.recognized;
    case "unhcr_protection":
      return all([published.recognized, published.other]);
  }
}

/** The same of joined stages; null where there is no decision. */
export function printedJoinedRate(name: RateName, found: JoinedRate | null, outcomes: Outcomes | null): OfRate | null {
  if (!found || !outcomes) return null;
  if (found.kind === "given") return printedRate(found.rate, outcomes);
  const {statuses} = outcomes;
  const none = {
    rate: name,
    share: null,
    granted: numerator(name, outcomes),
    decisions: 0,
    closed: statuses.otherwise_closed
  };
  return {
    ...none,
    why:
      found.kind === "split"
        ? leftOutReason(found.left_out)
        : "the data does not separate refugee status from other protection"
  };
}

/** What a decision did, after "3 decisions". UNHCR's rates are of its columns, which are not legal statuses. */
function granted({rate, procedure}: RateToPrint, one: boolean): string {
  const were = one ? "was" : "were";
  switch (rate) {
    case "refugee_status":
      return "granted refugee status";
    case "positive":
      return procedure === "temporary_asylum" ? "granted temporary asylum" : "granted protection";
    case "unhcr_recognition":
      return `${were} reported under “recognized”`;
    case "unhcr_protection":
      return `${were} reported under “recognized” or “other”`;
  }
}

/** What a rate divides, after its name. */
const DIVIDED: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status divided by all grants and refusals",
  positive: "grants of protection of any kind divided by all grants and refusals",
  unhcr_recognition: "“recognized” divided by “recognized”, “other” and “rejected”; a column is not a legal status",
  unhcr_protection: "“recognized” and “other” divided by these two and “rejected”; a column is not a legal status"
};
const named = (rate: RateName): string =>
  RATE_WORDS[rate].startsWith("UNHCR") ? RATE_WORDS[rate] : `the ${RATE_WORDS[rate]}`;

/** A range of a rate is printed where it is wider than a percentage point, or where it is all there is. */
const PRINTED_WIDTH = 0.01;
const inWords = (percents: string): string => percents.replaceAll("<", "less than ").replaceAll(">", "more than ");
const percent = (fraction: number, digits: number): string => inWords(formatPercent(fraction, digits));
const between = (share: Share, digits: number): string | null => {
  const words = betweenPercents(share, digits);
  return words && inWords(words);
};

/** "71.4%", "between 56% and 63%", "at least 16%". */
function shareWords(share: Share, isLeast: boolean): string {
  const {value, lo, hi} = share;
  const digits = digitsOf({lo, hi});
  if (isLeast) return leastPercent(lo, digits);
  if (value !== null && hi - lo <= PRINTED_WIDTH) return percent(value, digits);
  return between(share, digits) ?? percent(value ?? lo, digits);
}

/** The published rate and its range, where the first sentence has one of them alone. */
function shareRange(rate: RateToPrint, share: Share): string {
  const digits = digitsOf(share);
  const range = between(share, digits);
  if (share.value === null || range === null) return "";
  return `${capital(rounds(rate.publisher))}: the published entries give ${percent(share.value, digits)}, and the rate before rounding is ${range}.`;
}

function leftOutSentence({closed, leftOut}: RateToPrint): string {
  return sentences([
    closed && closed.value > 0
      ? `Another ${formatNumber(closed.value)} ${plural(closed.value === 1, "application")} ${closed.value === 1 ? "was" : "were"} closed without a decision and ${closed.value === 1 ? "is" : "are"} not in the rate.`
      : "Applications closed without a decision are not in the rate.",
    leftOut?.length ? `Not included, as grants and refusals are not reported together: ${list(leftOut)}.` : ""
  ]);
}

const LEAST = "Some grants are missing or not separated in the data, so the true number can be higher.";

/** Decisions with their stage, people and place: "substantive decisions at first instance on people from Syria in Germany". */
function decisionsWords(rate: RateToPrint, one = false): string {
  const who = people(rate);
  const by = rate.by === undefined ? where(rate) : "";
  const officers = isOfOfficers(rate);
  const decider = rate.by === undefined ? (officers ? " by asylum officers" : "") : ` by ${rate.by}`;
  return `substantive ${plural(one, "decision")}${decider}${officers ? "" : atShortStage(rate)}${who === null ? "" : ` on ${who}`}${by}${officers ? " (immigration courts not included)" : ""}`;
}

/** A rate of the United States whose stage is not named: the immigration courts are a stage of their own. */
const isOfOfficers = (rate: RateToPrint): boolean =>
  rate.by === undefined &&
  isNamedUnitedStates(rate.asylums) &&
  (rate.stage === "first instance" || atShortStage(rate) === "");

/** The sentences after the first of a full text. */
const rest = (rate: RateToPrint, more: readonly string[]): string =>
  sentences([
    `${capital(named(rate.rate))} is ${DIVIDED[rate.rate]}.`,
    leftOutSentence(rate),
    notIncludedSentence(rate),
    namedSentence(rate),
    unknownSentence(rate),
    ...more,
    rate.isLeast ? LEAST : ""
  ]);

/** The stage where the short sentence leaves it out. */
const fullStage = (rate: RateToPrint) => (atStage(rate) !== atShortStage(rate) ? `,${atStage(rate)}` : "");

/** The two sentences of a rate: counts where decisions or grants are few, and why where there is none. */
export function rateToPrint(rate: RateToPrint): PrintedWords {
  const {share, decisions, unit, years} = rate;
  const isLeast = rate.isLeast ?? false;
  if (share === null || decisions === 0) return withoutRate(rate);
  const isFew = decisions < FEWEST_DECISIONS || (share.value !== null && rate.granted.value < COUNTS_BELOW);
  if (isFew) return fewDecisions(rate, share);
  const cited = source(rate);
  const words = shareWords(share, isLeast);
  const time = capital(when(years));
  const did = granted(rate, false);
  const all = `${formatNumber(decisions)} ${decisionsWords(rate)} ${did}, ${inUnit(unit)}${fullStage(rate)}`;
  return {
    short: `${time}, ${words} of ${decisionsWords(rate)} ${did}${inCases(unit)} ${cited}.`,
    full: `${time}, ${words} of ${all} ${cited}. ${rest(rate, [shareRange(rate, share)])}`
  };
}

/** "Of 12 substantive decisions on people from Syria in Japan in 2025, 3 granted protection". */
function fewDecisions(rate: RateToPrint, {value}: Share): PrintedWords {
  const {decisions, granted: count, unit, years} = rate;
  const cited = source(rate);
  // With a range alone, what is known to be granted is the least of it.
  const isLeast = (rate.isLeast ?? false) || value === null;
  if (isLeast && count.lo === 0)
    return withoutRate({...rate, why: "decisions are few and part of them is not separated in the data"});
  const one = decisions === 1;
  const of = `${formatNumber(decisions)} ${decisionsWords(rate, one)} ${when(years)}`;
  const few =
    decisions < FEWEST_DECISIONS
      ? "With so few decisions a percentage would mislead."
      : "With so few grants a percentage would mislead.";
  const isNone = count.value === 0;
  const words = isNone
    ? `${rate.publisher}’s published figures show no decision that ${granted(rate, true)} among ${of}`
    : `Of ${of}, ${fewWords(count, isLeast)} ${granted(rate, !isLeast && count.value === 1)}`;
  const room =
    isNone && count.hi > 0
      ? `Because ${rounds(rate.publisher)}, there may have been up to ${formatNumber(count.hi)}.`
      : "";
  return {
    short: sentences([`${words}${inCases(unit)} ${cited}.`, room]),
    full: sentences([`${words}, ${inUnit(unit)}${fullStage(rate)} ${cited}.`, room, few, rest({...rate, isLeast}, [])])
  };
}

/** "3", "5 (between 3 and 7 before rounding)": the decisions are rounded too, so that a range alone could be more than all of them. */
function fewWords(count: Count, isLeast: boolean): string {
  if (isLeast) return amount(count, true);
  const value = formatNumber(count.value);
  return printsRange(count) ? `${value} (${amount(count, false)} before rounding)` : value;
}

function withoutRate(rate: RateToPrint): PrintedWords {
  const {granted: count, decisions, years, why} = rate;
  const reason = why ?? (decisions === 0 ? WHY["no substantive decision"] : "");
  const who = people(rate);
  const of = `${isOfOfficers(rate) ? "" : atShortStage(rate)}${who === null ? "" : ` for ${who}`}${rate.by === undefined ? where(rate) : ` in decisions by ${rate.by}`}${isOfOfficers(rate) ? " (asylum officers; immigration courts not included)" : ""}`;
  const short = `${capital(named(rate.rate))}${of} ${when(years)} cannot be calculated${reason ? `: ${reason}` : ""} ${source(rate)}.`;
  const known =
    count.lo > 0
      ? `What the data gives is ${amount(count, rate.isLeast ?? false)} ${plural(isOne(count, rate.isLeast ?? false), "decision")} that ${granted(rate, isOne(count, rate.isLeast ?? false))}, ${inUnit(rate.unit)}.`
      : "";
  return {
    short,
    full: sentences([short, known, known && rate.isLeast ? LEAST : "", namedSentence(rate), unknownSentence(rate)])
  };
}
