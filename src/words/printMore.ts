// Sentences to print for numbers that `print.ts` has no phrase for: published columns, every decision or every grant together, types
// of applications, and numbers per 100,000 inhabitants. They keep its rules: a range where it changes what is written, never a bare 0.
import type {Count} from "../measures/bounds.js";
import {isExact} from "../measures/bounds.js";
import type {Column} from "../measures/codes.js";
import {editionDate} from "./editionDate.js";
import {formatNumber, printsRange} from "./numbers.js";
import type {PrintedWords, Scope} from "./print.js";
import {COLUMN_WORDS} from "./status.js";
import {capital, list} from "./text.js";

/** What is counted. */
export type Counted =
  /** Every substantive decision: granted or refused. */
  | {readonly kind: "decisions"}
  /** Every grant, of any status. */
  | {readonly kind: "protection"}
  | {readonly kind: "column"; readonly column: Column}
  /** Applications of named types, in words: "repeat applications". */
  | {readonly kind: "types"; readonly words: string};

export interface CountedToPrint extends Scope {
  readonly what: Counted;
  /** Null where the data has no entry: never 0. */
  readonly count: Count | null;
  readonly isLeast?: boolean;
}

const cited = ({publisher, edition}: Scope) => `(${publisher}, via Asylum Ledger, edition of ${editionDate(edition)})`;
const when = ([first, last]: Scope["years"]) => (first === last ? `in ${first}` : `from ${first} to ${last}`);
const where = ({asylums}: Scope) => (asylums ? ` in ${list(asylums)}` : " in all countries together");
const deciders = ({asylums}: Scope) => (asylums ? list(asylums) : "countries worldwide");
const inUnit = ({unit}: Scope) =>
  unit === "P" ? "counted in persons" : "counted in cases, each of which may cover several people";
const atStage = ({stage}: Scope) => (stage === null ? "" : `, at the stage of ${stage}`);

function amount(count: Count, isLeast: boolean): string {
  if (isLeast) return `at least ${formatNumber(printsRange(count) ? count.lo : count.value)}`;
  return printsRange(count)
    ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}`
    : formatNumber(count.value);
}

/** A claim with the number in it, without its source. */
function claim(figure: CountedToPrint, n: string, isOne: boolean): string {
  const {what, origins} = figure;
  const on = origins ? ` on people from ${list(origins)}` : "";
  const decisions = isOne ? "decision" : "decisions";
  const time = capital(when(figure.years));
  switch (what.kind) {
    case "decisions":
      return `${time}, ${deciders(figure)} made ${n} substantive ${decisions}${on}, granted or refused`;
    case "protection":
      return `${time}, ${deciders(figure)} granted protection in ${n} ${decisions}${on}`;
    case "column":
      return `${time}, ${deciders(figure)} reported ${n} ${decisions}${on} to ${figure.publisher} under ${COLUMN_WORDS[what.column]}`;
    case "types":
      return `${time}, ${n} asylum applications of the type “${what.words}” were made${origins ? ` by people from ${list(origins)}` : ""}${where(figure)}`;
  }
}

const NOTHING = {
  decisions: "substantive decision",
  protection: "grant of protection",
  column: "decision",
  types: "asylum application"
} as const;

/** What there is none of, in the singular. */
function absent({what, origins, ...scope}: CountedToPrint): string {
  const who = origins
    ? ` ${what.kind === "types" ? "by" : what.kind === "protection" ? "to" : "on"} people from ${list(origins)}`
    : "";
  const more =
    what.kind === "column"
      ? ` under ${COLUMN_WORDS[what.column]}`
      : what.kind === "types"
        ? ` of the type “${what.words}”`
        : "";
  return `${NOTHING[what.kind]}${more}${who}${where({...scope, origins})} ${when(scope.years)}`;
}

/** The two sentences of a count. */
export function countedToPrint(figure: CountedToPrint): PrintedWords {
  const {count, publisher, isLeast = false} = figure;
  if (count === null) {
    const short = `${publisher}’s data has no entry for any ${absent(figure)}, which does not mean zero ${cited(figure)}.`;
    return {short, full: short};
  }
  const unit = figure.unit === "C" ? `, ${inUnit(figure)}` : "";
  if (count.value === 0) {
    const room =
      count.hi > 0
        ? ` Because ${publisher} rounds small numbers, there may have been up to ${formatNumber(count.hi)}.`
        : "";
    return {
      short: `${publisher}’s published figures show no ${absent(figure)}${unit} ${cited(figure)}.${room}`,
      full: `${publisher}’s published figures show no ${absent(figure)}, ${inUnit(figure)}${atStage(figure)} ${cited(figure)}.${room}`
    };
  }
  const words = claim(figure, amount(count, isLeast), count.value === 1 && !printsRange(count));
  const range = isExact(count)
    ? ""
    : ` ${publisher} rounds small numbers: the published figure is ${formatNumber(count.value)}, and the true one lies between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}.`;
  const least = isLeast ? " Some are missing in the data, so the true number is at least this." : "";
  return {
    short: `${words}${unit} ${cited(figure)}.`,
    full: `${words}, ${inUnit(figure)}${atStage(figure)} ${cited(figure)}.${range}${least}`
  };
}

/** A number per 100,000 inhabitants. */
export interface PerToPrint extends Scope {
  /** What is counted, in the plural: "new asylum applications", "refugees". */
  readonly noun: string;
  /** As printed: "12.3", "between 1.2 and 1.5". */
  readonly amount: string;
  /** Whose inhabitants: "Israel". */
  readonly inhabitants: string;
  /** How many, and the years in which they were counted. */
  readonly people: number;
  readonly countedIn: readonly number[];
  readonly isYearEnd: boolean;
}

export function perToPrint(figure: PerToPrint): PrintedWords {
  const {noun, origins, years, isYearEnd, inhabitants, people, countedIn} = figure;
  const of = origins ? `${isYearEnd ? "" : " by people"} from ${list(origins)}` : "";
  const time = isYearEnd ? `At the end of ${years[1]}` : capital(when(years));
  const words = `${time}, there were ${figure.amount} ${noun}${of}${where(figure)} for every 100,000 inhabitants of ${inhabitants}`;
  const basis = ` The population is ${formatNumber(people)} (World Bank, ${list(countedIn.map(String))}).`;
  return {
    short: `${words} ${cited(figure)}.`,
    full: `${words}${isYearEnd ? "" : `, ${inUnit(figure)}${atStage(figure)}`} ${cited(figure)}.${basis}`
  };
}

/** New applications that the data gives only together with appeals. */
export function mixedToPrint(figure: Scope, together: Count): PrintedWords {
  const who = figure.origins ? ` by people from ${list(figure.origins)}` : "";
  const words = `${figure.publisher}’s data does not separate new asylum applications${who} from appeals${where(figure)} ${when(figure.years)}: ${amount(together, false)} together, ${inUnit(figure)} ${cited(figure)}.`;
  return {short: words, full: words};
}
