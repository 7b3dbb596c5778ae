// Sentences that can be printed as they are: a short one with its source, and a full one with unit, stage, definition and rounding
// range. They never say more than the data: a rounded count has its range where that changes what is written, a 0 is what is
// published and not "none", no entry is not a number, and what the data does not separate is named together.
import type {Count} from "../measures/bounds.js";
import type {Unit} from "../measures/codes.js";
import type {InUnits} from "../measures/headline.js";
import type {PerInhabitants} from "../measures/perInhabitants.js";
import {formatNumber, formatPer, lowerPer, perEnds, printsRange} from "./numbers.js";
import {
  amount,
  atShortStage,
  atStage,
  hosts,
  inCases,
  inUnit,
  isOne,
  namedSentence,
  nounOf,
  notIncludedAfter,
  notIncludedSentence,
  people,
  plural,
  rangeSentence,
  rounds,
  sentences,
  source,
  unknownSentence,
  when,
  where
} from "./printScope.js";
import type {PrintedWords, Scope} from "./printScope.js";
import {
  applicationNoun,
  COLUMN_NAMES,
  grantedWords,
  isApplied,
  isYearEnd,
  nounWords,
  refusedWords,
  TWO_COLUMNS
} from "./printNouns.js";
import type {Counted} from "./printNouns.js";
import {REFUGEES_ARE} from "./stocks.js";
import {capital, list} from "./text.js";

export type {Counted, Printed} from "./printNouns.js";

export type {PrintedWords, Scope} from "./printScope.js";
export {FEWEST_DECISIONS, printedJoinedRate, printedRate, rateToPrint} from "./printRate.js";
export type {RateToPrint} from "./printRate.js";

export interface ToPrint extends Counted {
  /** Null where the data has no entry: never 0. Of several years the sum; a year-end figure is of the last year. */
  readonly count: Count | null;
}
/** A number in persons and one in cases, never added. */
export interface BothToPrint extends Omit<Counted, "unit"> {
  readonly counts: InUnits<Count>;
}
/** A number per 100,000 inhabitants, of one year. */
export interface PerToPrint extends Counted {
  readonly count: Count;
  readonly per: PerInhabitants;
  /** Whose inhabitants, with the article: "Cyprus", "the world". */
  readonly inhabitantsOf: string;
  /** Its rank, where it is the first: "the most of 150 countries of asylum". */
  readonly rank?: string;
}

/** A number as the subject of its measure: "8 applications", "in 8 decisions". */
interface Quantity {
  readonly n: string;
  readonly one: boolean;
  /** After the noun: " per 100,000 inhabitants of Cyprus". */
  readonly after: string;
}

const yearEnd = ({years}: Scope) => `at the end of ${years[1]}`;
/** Where and when, after the noun of a published 0 or a missing entry. */
const whereWhen = (figure: Counted): string =>
  `${figure.by ? ` by ${figure.by}` : where(figure)}${isApplied(figure) || isYearEnd(figure) ? "" : atShortStage(figure)} ${isYearEnd(figure) ? yearEnd(figure) : when(figure.years)}`;

/** The claim without its source, for a number above 0. */
function claim(figure: Counted, quantity: Quantity): string {
  const {what} = figure;
  const {n, one, after} = quantity;
  const asked = people(figure);
  if (what === "asylum_seekers" || what === "refugees") {
    const verb = what === "refugees" ? "living" : "waiting for a decision on asylum";
    const noun = what === "refugees" ? plural(one, "refugee") : one ? "person" : "people";
    return `${capital(yearEnd(figure))}, ${n} ${nounOf(figure, noun)} ${one ? "was" : "were"} ${verb}${where(figure)}${after}`;
  }
  const time = capital(when(figure.years));
  if (isApplied(figure)) {
    const noun = applicationNoun(figure)[one ? 0 : 1];
    return asked === null
      ? `${time}, ${hosts(figure)} received ${n} ${noun}${after}`
      : `${time}, ${asked} made ${n} ${noun}${where(figure)}${after}`;
  }
  return `${time}, ${hosts(figure)} ${decided(figure, quantity, asked)}${after}`;
}

/** "6 to 34" after "in", where "between 6 and 34" would not read. */
const inNumber = (n: string) => n.replace(/^between (\S+) and (\S+)$/, "$1 to $2");

/** "granted refugee status in 8 decisions on people from Eritrea". */
function decided(figure: Counted, {n, one}: Quantity, asked: string | null): string {
  const {what} = figure;
  const on = asked === null ? "" : ` on ${asked}`;
  const by = asked === null ? "" : ` by ${asked}`;
  const stage = atShortStage(figure);
  const applications = `${n} ${plural(one, "application")}${by}`;
  switch (what) {
    case "refused":
      return `refused ${refusedWords(figure)} in ${inNumber(n)} ${plural(one, "decision")}${stage}${on}`;
    case "undivided_closed":
      return `refused or closed (not separated in the data) ${applications}${stage}`;
    case "otherwise_closed":
      return `closed ${applications} without a decision${stage}`;
    case "not_decided":
      return `removed ${applications} from the count without a decision${stage}`;
    case "decisions":
      return `made ${n} substantive ${plural(one, "decision")}${stage}${asked === null ? " on asylum applications" : on}`;
    case "recognized":
    case "other":
    case "rejected":
      return `reported ${n} ${plural(one, "decision")}${stage}${on} under ${COLUMN_NAMES[what]}`;
    case "recognized_or_other":
      return `reported ${n} ${plural(one, "decision")}${stage}${on} under ${TWO_COLUMNS}`;
    case "closed":
      return `reported ${applications}${stage} under ${COLUMN_NAMES.closed}`;
    default:
      return `granted ${grantedWords(figure)}${what === "undivided" ? " (not separated in the data)" : ""} in ${inNumber(n)} ${plural(one, "decision")}${stage}${on}`;
  }
}

/** What the words of a measure do not say by themselves. */
function meaning(figure: Counted): string {
  switch (figure.what) {
    case "complementary":
      return "Complementary protection is protection from return that is not refugee status; in the EU, mostly subsidiary protection.";
    case "humanitarian":
      return "Residence on humanitarian grounds is a national permit, neither refugee status nor protection from return.";
    case "temporary":
      return "This status ends on a date set by the country’s own law; it is not the EU’s temporary protection.";
    case "protection":
      return "Protection is of any kind here: refugee status, complementary protection, residence on humanitarian grounds and temporary statuses.";
    case "otherwise_closed":
      return "Closed is not refused: applications are withdrawn, abandoned or transferred.";
    case "decisions":
      return "Substantive decisions grant or refuse; applications closed without a decision are not among them.";
    case "recognized":
    case "other":
    case "rejected":
    case "recognized_or_other":
    case "closed":
      return "A column is not a legal status: countries report different outcomes under it.";
    case "refugees":
      return `It is ${REFUGEES_ARE}; it is not the number recognised in ${figure.years[1]}.`;
    case "asylum_seekers":
      return "It is everyone waiting on 31 December, whenever they applied.";
    default:
      return "";
  }
}

/** A sum of several years would be taken for as many people. */
function yearsSentence(figure: Counted): string {
  const [first, last] = figure.years;
  return first === last || isYearEnd(figure)
    ? ""
    : `The number adds up the years from ${first} to ${last}; one person can be counted more than once.`;
}

const LEAST = "Some are missing or not separated in the data, so the true number can be higher.";

const MOST =
  "The data does not separate refusals from applications closed without a decision, so the true number can be lower.";

/** The sentences after the first of a full text. */
const rest = (figure: Counted, unit: Unit, range: readonly string[]): string =>
  sentences([
    notIncludedSentence(figure),
    namedSentence(figure),
    unit === "C" ? "How many persons the cases cover is not known." : "",
    meaning(figure),
    yearsSentence(figure),
    unknownSentence(figure),
    ...range,
    ...(figure.beside ?? []),
    figure.isLeast && !figure.beside?.length ? LEAST : "",
    figure.isMost ? MOST : ""
  ]);

const joined = (first: string, more: string): string => (more ? `${first} ${more}` : first);

/** Year-end figures count people in any unit. */
const unitOf = (figure: ToPrint): Unit => (isYearEnd(figure) ? "P" : figure.unit);
/** The stage after a claim that does not have it: of applications, and in full of decisions where all that may be joined are. */
function stageAfter(figure: Counted, isFull: boolean): string {
  if (isYearEnd(figure)) return "";
  if (figure.laterStage !== undefined) return `, reported only at a later stage (${figure.laterStage})`;
  const [all, short] = [atStage(figure), atShortStage(figure)];
  if (!isApplied(figure)) return isFull && all !== short ? `,${all}` : "";
  const said = isFull ? all : short === " at first instance" ? "" : short;
  return said && `,${said}`;
}

/** The two sentences of a count. */
export function toPrint(figure: ToPrint): PrintedWords {
  const {count} = figure;
  if (count === null) return withoutNumber(figure);
  const isLeast = figure.isLeast ?? false;
  if (isLeast && count.lo === 0) return withoutNumber({...figure, absence: "not separated"});
  if (count.value === 0) return zeroToPrint(figure, {P: null, C: null, [unitOf(figure)]: count});
  const cited = source(figure);
  const unit = unitOf(figure);
  const n = figure.isMost ? `up to ${formatNumber(count.hi)}` : amount(count, isLeast);
  const words = claim(figure, {n, one: isOne(count, isLeast) && !figure.isMost, after: ""});
  return {
    short: `${words}${inCases(unit)}${stageAfter(figure, false)}${notIncludedAfter(figure)} ${cited}.`,
    full: joined(
      `${words}, ${inUnit(unit)}${stageAfter(figure, true)} ${cited}.`,
      rest(figure, unit, [rangeSentence(figure, count)])
    )
  };
}

/** No entry: the sentence gives no number and says nothing of how many there were. */
function withoutNumber(figure: ToPrint): PrintedWords {
  const why = {
    "no entry": "it has no entry",
    "not reported": "this was not reported",
    "in persons": "this was counted in persons",
    "in cases": "this was counted in cases",
    "not separated": "part of it is missing or not separated"
  }[figure.absence ?? "no entry"];
  const short = `${figure.publisher}’s data does not give the number of ${nounWords(figure)[1]}${whereWhen(figure)}${inCases(unitOf(figure))}: ${why} ${source(figure)}.`;
  return {
    short,
    full: joined(
      short,
      sentences([
        figure.absence === undefined || figure.absence === "no entry"
          ? "A missing entry can be a small number that rounding removed, or one that was not reported."
          : "",
        namedSentence(figure),
        unknownSentence(figure)
      ])
    )
  };
}

/** A published 0, in one unit or both. */
function zeroToPrint(figure: ToPrint | (BothToPrint & {readonly unit: Unit}), counts: InUnits<Count>): PrintedWords {
  const cited = source(figure);
  const {P, C} = counts;
  const unit = C ? "C" : "P";
  const most = list([
    ...(P && P.hi > 0 ? [`${formatNumber(P.hi)}${C ? ` ${plural(P.hi === 1, "person")}` : ""}`] : []),
    ...(C && C.hi > 0 ? [`${formatNumber(C.hi)}${P ? ` ${plural(C.hi === 1, "case")}` : ""}`] : [])
  ]);
  const room = most ? `Because ${rounds(figure.publisher)}, there may have been up to ${most}.` : "";
  const what = `${figure.publisher}’s published figures show no ${nounWords(figure)[0]}${whereWhen(figure)}`;
  const inBoth = P && C ? ", counted in persons or in cases" : null;
  return {
    short: joined(`${what}${inBoth ?? inCases(unit)}${stageAfter(figure, false)} ${cited}.`, room),
    full: joined(
      `${what}${inBoth ?? `, ${inUnit(unit)}`}${stageAfter(figure, true)} ${cited}.`,
      sentences([room, namedSentence(figure), unknownSentence(figure)])
    )
  };
}

/** The two sentences of a number in persons and one in cases side by side; one alone where there is one. */
export function bothToPrint(figure: BothToPrint): PrintedWords {
  const {P, C} = figure.counts;
  if (!P || !C) return toPrint({...figure, unit: P || !C ? "P" : "C", count: P ?? C});
  const isLeast = figure.isLeast ?? false;
  if (P.value === 0 && C.value === 0) return zeroToPrint({...figure, unit: "P"}, figure.counts);
  if (isLeast && (P.lo === 0 || C.lo === 0)) return toPrint({...figure, unit: "P", count: P});
  const all = {...figure, unit: "C"} as const;
  const cited = source(all);
  const number = `${amount(P, isLeast)} ${plural(isOne(P, isLeast), "person")} and ${amount(C, isLeast)} ${plural(isOne(C, isLeast), "case")}`;
  const words = claim(all, {n: "", one: false, after: ""}).replace(/ {2}/, " ");
  const units = `, counted as ${number}, which must not be added`;
  return {
    short: `${words}${stageAfter(all, false)}${units} ${cited}.`,
    full: joined(`${words}${stageAfter(all, true)}${units} ${cited}.`, rest(all, "C", [bothRanges(all, {P, C})]))
  };
}
/** Both numbers before rounding, in one sentence; empty where they are exact. */
function bothRanges({publisher}: Scope, {P, C}: Readonly<Record<Unit, Count>>): string {
  const rounded = (
    [
      [P, "person"],
      [C, "case"]
    ] as const
  ).filter(([{lo, hi}]) => lo !== hi);
  const each = (words: (count: Count) => string, last: (count: Count) => number) =>
    list(rounded.map(([count, noun]) => `${words(count)} ${plural(last(count) === 1, noun)}`));
  const published = each(
    ({value}) => formatNumber(value),
    ({value}) => value
  );
  const range = each(
    ({lo, hi}) => `between ${formatNumber(lo)} and ${formatNumber(hi)}`,
    () => 0
  );
  return rounded.length
    ? `${rounds(publisher)}: the published entries add up to ${published}, and before rounding there were ${range}.`
    : "";
}

/** The two sentences of a number per 100,000 inhabitants. */
export function perToPrint(figure: PerToPrint): PrintedWords {
  const {count, per, inhabitantsOf} = figure;
  const unit = unitOf(figure);
  const isLeast = figure.isLeast ?? false;
  if (count.value === 0 || (isLeast && count.lo === 0)) return toPrint(figure);
  const cited = source(figure);
  const ends = printsRange(count) ? perEnds(per) : null;
  const n = isLeast
    ? `at least ${lowerPer(per.lo)}`
    : ends
      ? `between ${ends[0]} and ${ends[1]}`
      : formatPer(per.value);
  const words = claim(figure, {
    n,
    one: /^(?:at least )?1$/.test(n),
    after: ` per 100,000 inhabitants of ${inhabitantsOf}${figure.rank === undefined ? "" : `, ${figure.rank}`}`
  });
  const {denominator} = per;
  const without = denominator.without.length;
  const population = `The number is ${formatNumber(count.value)}, divided by ${formatNumber(denominator.people)} inhabitants of ${inhabitantsOf} (World Bank, population of ${list(denominator.counted_in.map(String))}).`;
  return {
    short: `${words}${inCases(unit)}${stageAfter(figure, false)} ${cited}.`,
    full: joined(
      `${words}, ${inUnit(unit)}${stageAfter(figure, true)} ${cited}.`,
      sentences([
        population,
        without
          ? `${without === 1 ? "One place has" : `${formatNumber(without)} places have`} no number of inhabitants there.`
          : "",
        rest(figure, unit, [rangeSentence(figure, count)])
      ])
    )
  };
}
