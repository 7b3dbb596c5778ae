// The words of a figure's card that depend on its question: its name, the line under it, and the sentences to print.
import type {Cell} from "../../figures/address.js";
import {STATUS_NAME} from "../../figures/cardWords.js";
import {LEVELS, UNITS} from "../../measures/codes.js";
import type {Level} from "../../measures/codes.js";
import type {RateName} from "../../measures/rates.js";
import type {Selection} from "../../measures/selection.js";
import {formatYears} from "../../words/numbers.js";
import {perToPrint, printedRate, rateToPrint, toPrint} from "../../words/print.js";
import type {Printed, PrintedWords, RateToPrint, Scope} from "../../words/print.js";
import {COLUMN_WORDS, RECOGNIZED_OR_OTHER} from "../../words/status.js";
import {OWN_ADDED} from "../../words/stages.js";
import {capital, list} from "../../words/text.js";
import {typesWords} from "../../words/types.js";
import {isOfUnitedStates, OFFICERS_ONLY} from "../../words/usCourts.js";
import {single} from "../axis.js";
import {asksJoined, JOINED, leftOutWords} from "../joined.js";
import {kindWords, STAGE_ORDER} from "../kinds.js";
import type {Kind} from "../types.js";
import type {Ledger} from "../ledger.js";
import {denominatorOf, RATE_FORMULAS, titleOf} from "../measureWords.js";
import {hostWords, peopleWords, placeName, regionName} from "../names.js";
import type {Named} from "../names.js";
import {deciders} from "../sentences.js";
import {isColumn} from "./number.js";
import {besideWords} from "./beside.js";
import type {FigureAnswer, FigureNumber} from "./number.js";
import type {AskedFigure} from "../../figures/address.js";

/** What is counted of decisions: "Refugee status granted". */
function cellName(cell: Cell | null): string {
  if (cell === null) return "Substantive decisions";
  if (cell === "protection") return "Protection granted, of every status";
  if (cell === "recognized_or_other") return `Decisions reported under ${RECOGNIZED_OR_OTHER}`;
  return isColumn(cell) ? `Decisions reported under ${COLUMN_WORDS[cell]}` : STATUS_NAME[cell];
}

/** The figure in words, for the title and the heading: "Refugee status granted: people from Syria in Germany, 2015". */
export function figureName(names: Named, {selection, cell, per, added}: AskedFigure): string {
  const divided =
    per === null ? "" : ` per 100,000 inhabitants of the country of ${per === "per_100000" ? "asylum" : "origin"}`;
  if (selection.measure === "decisions")
    return `${cellName(cell)}${divided}${selection.origins.kind === "all" ? "" : `: ${peopleWords(names, selection)}`} in ${hostWords(names, selection)}${addedName(added)}, ${formatYears(...selection.years)}`;
  // What is added is named after the title, not as the stages that are asked for.
  const title = titleOf(names, added === "stages" ? {...selection, stages: STAGE_ORDER, levels: null} : selection);
  const more = `${divided}${addedName(added)}`;
  return more ? title.replace(/, (?=[^,]*$)/, `${more}, `) : title;
}

const addedName = (added: AskedFigure["added"]): string =>
  added === "own" ? " at first instance" : added === "stages" ? ", stages added" : "";

/** Stage, unit and definition, under the heading. */
export function underName({asked, selection, numbers}: FigureAnswer): string {
  const {measure, definition, authority, types} = selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const stages = [...new Set(numbers.map(({kind}) => kindWords(kind)))];
  const units = [...new Set(numbers.map(({kind}) => UNITS[kind.unit]))];
  const [from, to] = asked.selection.years;
  const parts = [
    isStock
      ? "31 December"
      : asked.added === "own"
        ? "first instance, alone or combined with appeal; other stages of countries that report no first instance"
        : stages.length === 1
          ? stages[0]
          : "several stages, shown separately",
    measure === "rate" ? RATE_FORMULAS[definition as RateName] : "",
    typeof types === "string" ? "" : `types: ${typesWords(types)}`,
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

/** Whether numbers are of several stages or procedures. */
export const stepsDiffer = (numbers: readonly FigureNumber[]): boolean =>
  new Set(numbers.map((one) => kindWords(one.kind))).size > 1;

/** What tells one number of a card from the others; null where there is one. */
export function labelOf(
  {numbers, selection}: Pick<FigureAnswer, "numbers" | "selection">,
  {kind}: FigureNumber
): string | null {
  const officers = isOfOfficers(selection) ? [OFFICERS_ONLY] : [];
  if (numbers.length < 2) return officers[0] ?? null;
  const steps = stepsDiffer(numbers);
  const units = new Set(numbers.map((one) => one.kind.unit)).size > 1;
  // One country’s other procedure is named by what it decides on.
  const isRefugees = kind.id.startsWith("new ") && single(selection.asylums) !== null;
  return [
    ...(steps ? [isRefugees ? "refugee status" : kindWords(kind)] : []),
    ...(units ? [`counted in ${UNITS[kind.unit]}`] : []),
    ...officers
  ].join(", ");
}

/** Whether it is the rate of the United States at first instance, to which the immigration courts do not belong. */
const isOfOfficers = (selection: Selection): boolean =>
  selection.measure === "rate" &&
  asksJoined(selection) &&
  isOfUnitedStates(selection.asylums.kind === "places" ? selection.asylums.codes : null);

/** Whose numbers these are, and at which stage. */
function printScope(
  ledger: Ledger,
  {asked: {cell, added}, selection, numbers}: FigureAnswer,
  {kind, withoutCourts}: FigureNumber
): Scope {
  const {origins, asylums, measure, years} = selection;
  const named = (codes: readonly string[]) => codes.map((code) => placeName(ledger, code));
  const isJoined = /^(?:new|total|joined) /.test(kind.id);
  const isTemporary = isTemporaryAsylum(kind);
  // A number of joined stages beside one of temporary asylum is of the other procedure.
  const isRefugees = !isTemporary && single(asylums) !== null && numbers.some((one) => isTemporaryAsylum(one.kind));
  const state = {selection, shown: "count", sort: null, find: ""} as const;
  const who =
    measure === "decisions" && asylums.kind === "places" && asylums.codes.length === 1
      ? deciders(ledger, {state} as Parameters<typeof deciders>[1], {levels: kind.levels, years})
      : null;
  return {
    origins:
      origins.kind === "all" ? null : origins.kind === "region" ? [regionName(ledger, origins)] : named(origins.codes),
    asylums:
      asylums.kind === "places"
        ? named(asylums.codes)
        : asylums.kind === "all" && !asylums.but
          ? null
          : [
              `countries${asylums.kind === "region" ? ` in ${regionName(ledger, asylums)}` : ""}${asylums.but ? ` other than ${list(named(asylums.but))}` : ""}`
            ],
    years,
    stage:
      measure !== "applications" && (isRefugees || (isTemporary && cell !== "temporary" && cell !== "refused"))
        ? isRefugees
          ? "refugee status"
          : "temporary asylum procedure"
        : added === "own"
          ? OWN_ADDED
          : kind.stage === null || isJoined || isTemporary
            ? null
            : kindWords(kind),
    unit: kind.unit,
    publisher: "UNHCR",
    edition: ledger.facts.edition,
    ...(who !== null && /UNHCR/.test(who) ? {by: who} : {}),
    ...(isTemporary
      ? {procedure: "temporary_asylum" as const}
      : isRefugees
        ? {procedure: "refugee_status" as const}
        : {}),
    ...(withoutCourts ? {notIncluded: ["the United States’ immigration courts"]} : {})
  };
}
const isTemporaryAsylum = ({levels}: Kind) => levels.length === 1 && levels[0] === "TA";

/** The sentences to print of one number. */
export function printedOf(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): PrintedWords {
  const {asked, selection} = answer;
  const {measure} = selection;
  const scope = printScope(ledger, answer, one);
  if (measure === "rate") return rateToPrint(ratePrinted(ledger, scope, selection, one));
  const {count, isLeast, absence, kind} = one;
  const {cell, per} = asked;
  // Of a status that the data does not separate only the two together can be printed.
  const isMixed = measure === "decisions" && one.why !== null && one.together !== null;
  const what: Printed =
    measure === "decisions"
      ? isMixed
        ? cell === "refused" || cell === "otherwise_closed"
          ? "undivided_closed"
          : "undivided"
        : (cell ?? "decisions")
      : measure === "applications"
        ? selection.types === "new"
          ? "new_applications"
          : "applications"
        : measure;
  const later =
    kind.id.startsWith("new ") && kind.levels.length > 0 && !kind.levels.some((level) => MAIN.includes(level));
  const figure = {
    ...{...scope, what, count: isMixed ? one.together : count, isLeast: isLeast && !isMixed, isMost: one.isMost},
    beside: [
      ...(asked.added === "stages" && kindWords(kind).includes("added")
        ? ["The number adds stages of the procedure: one person can be counted at several."]
        : []),
      ...(asked.added === "own"
        ? [
            "UNHCR’s total of a region or the world is larger where countries have new applications at other stages or in other procedures, such as temporary asylum in Russia."
          ]
        : []),
      ...besideWords(one).map((words) => `${capital(words)}.`)
    ],
    ...(typeof selection.types === "string" ? {} : {types: typesWords(selection.types)}),
    ...(later ? {laterStage: list(kind.levels.map((level) => LEVELS[level]))} : {}),
    ...(absence === null ? {} : {absence})
  };
  if (per === null || !one.per || !count) return toPrint(figure);
  return perToPrint({
    ...figure,
    count,
    per: one.per,
    inhabitantsOf: denominatorOf(ledger, {selection, shown: per}, null)
  });
}
const MAIN: readonly Level[] = JOINED.P.levels;

function ratePrinted(ledger: Ledger, scope: Scope, selection: Selection, one: FigureNumber): RateToPrint {
  const {rate, why, isLeast, leftOut, outcomes, absence} = one;
  const left = leftOut.length ? {leftOut: leftOut.map((host) => leftOutWords(ledger, [host]))} : {};
  if (rate && why === null && outcomes) return {...scope, ...printedRate(rate, outcomes), isLeast, ...left};
  return {
    ...{...scope, rate: selection.definition as RateName, share: null, granted: {value: 0, lo: 0, hi: 0}, decisions: 0},
    ...left,
    why: why ?? (absence === null ? "no substantive decision is reported" : "it has no entry")
  };
}
