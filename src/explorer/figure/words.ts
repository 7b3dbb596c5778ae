// The words of a figure's card that depend on its question: its name, the line under it, and the sentences to print.
import type {Cell} from "../../figures/address.js";
import {STATUS_NAME} from "../../figures/cardWords.js";
import {APPLICATION_TYPES, UNITS} from "../../measures/codes.js";
import type {RateName} from "../../measures/rates.js";
import type {Selection} from "../../measures/selection.js";
import {formatNumber, formatYears, printsRange} from "../../words/numbers.js";
import {rateToPrint, toPrint} from "../../words/print.js";
import type {Printed, PrintedWords, RateToPrint, Scope} from "../../words/print.js";
import {countedToPrint, mixedToPrint, perToPrint} from "../../words/printMore.js";
import type {Counted} from "../../words/printMore.js";
import {rateWords} from "../../words/rates.js";
import {COLUMN_WORDS} from "../../words/status.js";
import {capital, list} from "../../words/text.js";
import {asksHeadline} from "../headline.js";
import {asksJoined} from "../joined.js";
import {kindWords} from "../kinds.js";
import type {Ledger} from "../ledger.js";
import {denominatorOf, measureWords, perDigits, RATE_FORMULAS, titleOf} from "../measureWords.js";
import {hostWords, peopleWords, placeName, placesWords, regionName} from "../names.js";
import type {Named} from "../names.js";
import {deciders} from "../sentences.js";
import {isColumn, isStatus} from "./answer.js";
import type {FigureAnswer, FigureNumber} from "./answer.js";
import type {AskedFigure} from "../../figures/address.js";

/** What is counted of decisions: "Refugee status granted". */
function cellName(cell: Cell | null): string {
  if (cell === null) return "Substantive decisions";
  if (cell === "protection") return "Protection granted, of every status";
  return isColumn(cell) ? `Decisions reported under ${COLUMN_WORDS[cell]}` : STATUS_NAME[cell];
}

/** The figure in words, for the title and the heading: "Refugee status granted: people from Syria in Germany, 2015". */
export function figureName(names: Named, {selection, cell, per}: AskedFigure): string {
  const divided =
    per === null ? "" : ` per 100,000 inhabitants of the country of ${per === "per_100000" ? "asylum" : "origin"}`;
  if (selection.measure === "decisions")
    return `${cellName(cell)}${divided}: ${peopleWords(names, selection)} in ${hostWords(names, selection)}, ${formatYears(...selection.years)}`;
  const title = titleOf(names as Ledger, selection);
  return divided ? title.replace(/, (?=[^,]*$)/, `${divided}, `) : title;
}

/** Stage, unit and definition, under the heading. */
export function underName({asked, selection, numbers}: FigureAnswer): string {
  const {measure, definition, authority, types} = selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const stages = [...new Set(numbers.map(({kind}) => kindWords(kind)))];
  const units = [...new Set(numbers.map(({kind}) => UNITS[kind.unit]))];
  const [from, to] = asked.selection.years;
  const parts = [
    isStock ? "31 December" : stages.length === 1 ? stages[0] : "several stages, shown separately",
    measure === "rate" ? RATE_FORMULAS[definition as RateName] : "",
    typeof types === "string" ? "" : `types: ${list(types.map((type) => APPLICATION_TYPES[type]))}`,
    authority === "all"
      ? ""
      : {G: "decided by governments", J: "decided by governments and UNHCR jointly", U: "decided by UNHCR"}[authority],
    isStock ? "persons" : `counted in ${list(units)}`,
    from === to
      ? ""
      : isStock || asked.per !== null
        ? `the last year of ${formatYears(from, to)} with entries: ${selection.years[1]}`
        : `the sum of ${to - from + 1} years`
  ];
  return capital(parts.filter(Boolean).join(" · "));
}

/** What tells one number of a card from the others; null where there is one. */
export function labelOf({numbers}: Pick<FigureAnswer, "numbers">, {kind}: FigureNumber): string | null {
  if (numbers.length < 2) return null;
  const steps = new Set(numbers.map((one) => kindWords(one.kind))).size > 1;
  const units = new Set(numbers.map((one) => one.kind.unit)).size > 1;
  return [...(steps ? [kindWords(kind)] : []), ...(units ? [`counted in ${UNITS[kind.unit]}`] : [])].join(", ");
}

/** Names as sentences have them: stateless people and people of unknown origin are from no country. */
const mended = ({short, full}: PrintedWords): PrintedWords => {
  const mend = (text: string) =>
    text
      .replaceAll("people from Stateless", "stateless people")
      .replaceAll("people from Unknown", "people of unknown origin")
      .replaceAll(" from Stateless", " who are stateless")
      .replaceAll(" from Unknown", " of unknown origin");
  return {short: mend(short), full: mend(full)};
};

/** Whose numbers these are; `who` names who decided, where that is not the country alone. */
function printScope(ledger: Ledger, selection: Selection, {kind}: FigureNumber, isSubject: boolean): Scope {
  const {origins, asylums, measure, years} = selection;
  const named = (codes: readonly string[]) =>
    codes.length > 4 ? [placesWords(ledger, codes)] : codes.map((code) => placeName(ledger, code));
  const isJoined = asksHeadline(selection) || (measure !== "applications" && asksJoined(selection));
  const hosts =
    asylums.kind === "all"
      ? null
      : asylums.kind === "region"
        ? [`countries in ${regionName(ledger, asylums)}`]
        : named(asylums.codes);
  const isOne = asylums.kind === "places" && asylums.codes.length === 1;
  const state = {selection, shown: "count", sort: null, find: ""} as const;
  return {
    origins:
      origins.kind === "all" ? null : origins.kind === "region" ? [regionName(ledger, origins)] : named(origins.codes),
    asylums:
      isSubject && isOne && hosts
        ? [deciders(ledger, {state} as Parameters<typeof deciders>[1], {levels: kind.levels, years})]
        : hosts,
    years,
    stage: kind.stage === null || isJoined ? null : kindWords(kind),
    unit: kind.unit,
    publisher: "UNHCR",
    edition: ledger.facts.edition
  };
}

/** The sentences to print of one number. */
export function printedOf(ledger: Ledger, {asked, selection}: FigureAnswer, one: FigureNumber): PrintedWords {
  const {measure, types} = selection;
  const {count, isLeast} = one;
  const isDecided = measure === "decisions" && (count ?? one.together ?? {value: 0}).value > 0;
  const scope = printScope(ledger, selection, one, isDecided);
  if (measure === "rate") {
    const words = mended(rateToPrint(ratePrinted(scope, selection, one)));
    return isLeast && one.rate && one.rate.kind !== "none" ? leastOf(words) : words;
  }
  if (asked.per !== null && one.per) return mended(perToPrint(perPrinted(ledger, asked, selection, one, scope)));
  if (measure === "refugees" || measure === "asylum_seekers") return mended(toPrint({...scope, what: measure, count}));
  if (measure === "applications") {
    if (one.absence === "not separated" && one.together) return mended(mixedToPrint(scope, one.together));
    if (typeof types !== "string") {
      const words = list(types.map((type) => APPLICATION_TYPES[type]));
      return mended(countedToPrint({...scope, what: {kind: "types", words}, count}));
    }
    return mended(toPrint({...scope, what: types === "new" ? "new_applications" : "applications", count, isLeast}));
  }
  const {cell} = asked;
  if (isStatus(cell)) {
    // Only the two together can be printed.
    const what: Printed =
      one.why === null ? cell : cell === "refused" || cell === "otherwise_closed" ? "undivided_closed" : "undivided";
    return mended(toPrint({...scope, what, count: one.why === null ? count : one.together, isLeast}));
  }
  const what: Counted = isColumn(cell)
    ? {kind: "column", column: cell}
    : {kind: cell === "protection" ? "protection" : "decisions"};
  return mended(countedToPrint({...scope, what, count, isLeast}));
}

/** A rate from which grants are missing. */
const leastOf = ({short, full}: PrintedWords): PrintedWords => ({
  short: `At least ${short.replace(/^At least |^(?:Between )/, "")}`,
  full: `At least ${full.replace(/^At least |^(?:Between )/, "").replace(/ Rounding allows [^ ]*\.$/, "")} Some grants are missing in the data, so the rate is a minimum.`
});

function ratePrinted(scope: Scope, {definition}: Selection, {rate, why, absence}: FigureNumber): RateToPrint {
  const zero = {value: 0, lo: 0, hi: 0};
  const base = {...scope, rate: definition as RateName};
  if (!rate || why !== null)
    return {...base, share: null, granted: zero, decisions: 0, why: why ?? (absence === null ? "" : "it has no entry")};
  const {numerator: granted, decisions, lo, hi} = rate;
  if (rate.kind !== "none")
    return {
      ...base,
      share: {value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi},
      granted,
      decisions
    };
  const few = rate.reason === "fewer than 10 decisions" && lo !== null && hi !== null;
  return {
    ...base,
    share: few ? {value: null, lo, hi} : null,
    granted,
    decisions,
    why: rateWords(rate).replace("not calculated: ", "")
  };
}

function perPrinted(
  ledger: Ledger,
  {per}: AskedFigure,
  selection: Selection,
  {per: number, isLeast}: FigureNumber,
  scope: Scope
): Parameters<typeof perToPrint>[0] {
  const {value, lo, hi, denominator} = number ?? {value: 0, lo: 0, hi: 0, denominator: null};
  const state = {selection, shown: per ?? "per_100000"} as const;
  const isYearEnd = selection.measure === "refugees" || selection.measure === "asylum_seekers";
  return {
    ...scope,
    noun: isYearEnd
      ? selection.measure === "refugees"
        ? "refugees"
        : "asylum-seekers waiting"
      : measureWords(selection),
    amount: `${isLeast ? "at least " : ""}${
      printsRange({value, lo, hi}) && perDigits(lo) !== perDigits(hi)
        ? `between ${perDigits(lo)} and ${perDigits(hi)}`
        : perDigits(value)
    }`,
    inhabitants: denominatorOf(ledger, state, null),
    people: denominator?.people ?? 0,
    countedIn: denominator?.counted_in ?? [],
    isYearEnd
  };
}

/** The number of a card as words, for comparing editions: "204 (between 204 and 208)". */
export const countInWords = ({value, lo, hi}: {value: number; lo: number; hi: number}) =>
  lo === hi ? formatNumber(value) : `${formatNumber(value)} (between ${formatNumber(lo)} and ${formatNumber(hi)})`;
