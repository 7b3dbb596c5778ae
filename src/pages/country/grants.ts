// How often protection is granted in one year, as a sentence, as a figure, and as a card: the rate, or what can be said instead.
import {capital, list} from "../../words/text.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {POSITIVE_STATUSES} from "../../measures/codes.js";
import type {Level, Status, Unit} from "../../measures/codes.js";
import {closedBeside, joinedRate} from "../../measures/outcomes.js";
import {COUNTS_BELOW, MARKED_BELOW} from "../../measures/rates.js";
import type {Rate} from "../../measures/rates.js";
import {escape, toldLeast} from "../../words/country.js";
import {refugeeStatusCount} from "../../measures/separated.js";
import {stageOf} from "../../measures/sums.js";
import type {Outcomes} from "../../measures/sums.js";
import {formatNumber, formatPercent, formatShare, leastPercent, unitWord} from "../../words/numbers.js";
import {leftOutReason} from "../../words/rates.js";
import {printedJoinedRate} from "../../words/print.js";
import type {RateToPrint} from "../../words/print.js";
import {stageWords} from "../../words/stages.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {told} from "../_shared/newApplications.js";

/** What one year's decisions say of the grant rate. All texts are HTML. */
export interface Grants {
  readonly year: number;
  readonly unit: Unit;
  /** "28%"; null where no rate can be calculated. */
  readonly value: string | null;
  /** "substantive first-instance decisions". */
  readonly step: string;
  /** One sentence without its year: "28% of substantive first-instance decisions granted protection." */
  readonly sentence: string;
  /** Under the figure: what the rate is of, or why there is none. */
  readonly under: string;
  /** The counts that the rate is made of, and what is in neither; for the card. */
  readonly counted: readonly string[];
  /** The rate as a sentence to print has it, with its stage. */
  readonly printed: Pick<
    RateToPrint,
    "rate" | "share" | "granted" | "decisions" | "closed" | "why" | "isLeast" | "stage"
  >;
}

/** Substantive decisions of the joined levels in words. */
export function stepWords(levels: readonly Level[]): string {
  if (levels.every((level) => level === "IN")) return "substantive decisions of Citizenship and Immigration Services";
  if (levels.every((level) => level === "EO")) return "substantive decisions of the immigration courts";
  const stages = new Set(levels.map(stageOf));
  if (!stages.has("combined")) return "substantive first-instance decisions";
  return stages.has("first")
    ? "substantive decisions (first instance, or first instance and appeal combined)"
    : "substantive decisions (first instance and appeal combined)";
}

/** Why there is no rate, as a clause; in the order in which `rates.ts` looks for reasons. */
function whyNone(rate: Rate, {missing}: Outcomes): string {
  if (missing > 0) return "some counts of decisions are missing";
  if (rate.decisions === 0)
    return rate.without_parts > 0 ? "only totals of decisions are published" : "no substantive decision is reported";
  return rate.undivided_closed.value > 0
    ? "the data does not separate refusals from closed cases"
    : "no refusals are reported";
}

/** Wider than this, the range of a rate is printed with it: a point of a hundred. */
const PRINTED_WIDTH = 0.01;

function percent(rate: Extract<Rate, {kind: "rate" | "interval"}>): string {
  const range = {lo: rate.lo, hi: rate.hi};
  if (rate.kind === "interval") return formatShare({value: null, ...range});
  return rate.hi - rate.lo <= PRINTED_WIDTH ? formatPercent(rate.value) : formatShare({value: rate.value, ...range});
}

const GRANTED: readonly Status[] = ["refugee_status", "complementary", "humanitarian", "temporary"];
const GRANTED_WORDS: Readonly<Partial<Record<Status, string>>> = {
  refugee_status: "refugee status",
  complementary: "complementary protection",
  humanitarian: "residence on humanitarian grounds",
  temporary: "a temporary status"
};

/** "187 decisions granted refugee status and 996 complementary protection". HTML. */
function grantedWords(outcomes: Outcomes, rows?: (status: string) => string): string {
  const {statuses} = outcomes;
  const count = refugeeStatusCount(outcomes);
  if (count.kind === "not separated")
    return `${told(count.protection, rows?.(POSITIVE_STATUSES.join("+")))} ${decisionWord(count.protection)} granted protection`;
  const some = GRANTED.filter((status) => statuses[status].value > 0 || status === "refugee_status");
  return list(
    some.map((status, i) =>
      i === 0
        ? `${(count.kind === "at least" && status === "refugee_status" ? toldLeast : told)(statuses[status], rows?.(status))} ${decisionWord(statuses[status])} granted ${GRANTED_WORDS[status] ?? ""}`
        : `${told(statuses[status], rows?.(status))} ${GRANTED_WORDS[status] ?? ""}`
    )
  );
}

const decisionWord = ({value}: Count) => (value === 1 ? "decision" : "decisions");

/** The grant rate of one year, or what can be said in its place; null where the year has no decision of these stages. */
export function grantsOf({year, joined, all, atLeast}: JoinedYear, rows?: (status: string) => string): Grants | null {
  const found = joinedRate("positive", joined);
  if (!all || !found) return null;
  const {unit, statuses} = all;
  const step = stepWords(joined.levels);
  const {kind} = refugeeStatusCount(all);
  const apart = kind === "not separated" ? "; the data does not separate refugee status from other protection" : "";
  const granted = sum(POSITIVE_STATUSES.map((status) => statuses[status])) ?? {value: 0, lo: 0, hi: 0};
  const printed = {
    ...(printedJoinedRate("positive", found, all) ?? {rate: "positive", share: null, granted, decisions: 0}),
    isLeast: atLeast.length > 0,
    stage: stageWords(joined.levels)
  } as const;
  const common = {year, unit, step, counted: countedWords(all, granted), printed};
  const none = (why: string, least = ""): Grants => ({
    ...common,
    value: null,
    under: why,
    sentence:
      granted.value === 0 && statuses.refused.value === 0
        ? `No grant rate can be calculated: ${why}.`
        : `${grantedWords(all, rows)}${statuses.refused.value > 0 ? `; ${told(statuses.refused, rows?.("refused"))} were refusals` : ""}. ${capital(why)}, so no grant rate can be calculated${least}.`
  });
  if (found.kind !== "given") return none(leftOutReason(found.left_out));
  const {rate} = found;
  const closed = closedBeside(rate);
  const beside = closed ? `; ${formatNumber(closed.value)} more were closed without a decision` : "";
  if (rate.kind === "none" && rate.reason !== "fewer than 10 decisions") {
    const least =
      rate.lo !== null && rate.lo > 0 && rate.undivided_closed.value > 0 ? ` (it is ${leastPercent(rate.lo)})` : "";
    return none(whyNone(rate, all), least);
  }
  if (rate.kind === "none" || rate.marked || (rate.kind === "rate" && rate.numerator.value < COUNTS_BELOW))
    return {
      ...common,
      value: `${formatNumber(rate.numerator.value)} of ${formatNumber(rate.decisions)}`,
      under: `${step}; too few ${rate.decisions < MARKED_BELOW ? "decisions" : "grants"} for a rate${beside}`,
      sentence: `${told(rate.numerator)} of ${formatNumber(rate.decisions)} ${step} granted protection${apart}${beside}.`
    };
  const value = atLeast.length ? leastPercent(rate.lo) : escape(percent(rate));
  return {
    ...common,
    value,
    under: `of ${formatNumber(rate.decisions)} ${step}${apart}${beside}`,
    sentence: `${value.charAt(0).toUpperCase()}${value.slice(1)} of ${step} granted protection${kind === "not separated" ? ` (${told(granted, rows?.(POSITIVE_STATUSES.join("+")))})` : ""}${apart}${beside}.`
  };
}

/** The counts behind a rate with their ranges. HTML. */
function countedWords({statuses, unit}: Outcomes, granted: Count): string[] {
  const words = (count: Count) =>
    `${formatNumber(count.value)}${count.lo === count.hi ? "" : ` (between ${formatNumber(count.lo)} and ${formatNumber(count.hi)})`}`;
  const refused = sum([statuses.refused, statuses.undivided_closed]) ?? statuses.refused;
  return [
    `Granted protection of any kind: ${words(granted)}. Refused${statuses.undivided_closed.value > 0 ? " or closed, not separated in the data" : ""}: ${words(refused)}. Counted in ${unitWord(2, unit)}.`,
    ...(statuses.otherwise_closed.value > 0
      ? [`Closed without a decision, and in no rate: ${words(statuses.otherwise_closed)}.`]
      : [])
  ];
}
