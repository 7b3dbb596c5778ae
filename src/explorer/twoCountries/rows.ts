// The figures of two countries side by side: the same measures of the same year, each with the card that has the same number, and where the
// two are counted differently.
import {PENDING} from "../../words/status.js";
import {figureQuery} from "../../figures/address.js";
import type {Cell, Per} from "../../figures/address.js";
import {places} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {UNITS} from "../../measures/codes.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import {formatCount, formatNumber, formatPer, formatShare, perEnds, unitWord} from "../../words/numbers.js";
import {digitsOf} from "../../words/rates.js";
import {stageWords} from "../../words/stages.js";
import {capital, list} from "../../words/text.js";
import {isOfUnitedStates, OFFICERS_ONLY} from "../../words/usCourts.js";
import {answerOf} from "../figure/answer.js";
import type {FigureAnswer, FigureNumber} from "../figure/number.js";
import {numberOf} from "../figure/card.js";
import {labelOf, stepsDiffer} from "../figure/words.js";
import type {Ledger} from "../ledger.js";
import {placeName} from "../names.js";
import {firstProcedure, proceduresOf} from "../procedures.js";
import {questionOf} from "../sheet/address.js";
import {viewOf} from "../view.js";

/** Whether the two countries are compared as where people applied, or as where they came from. */
export type Side = "asylum" | "origin";

export interface PairCell {
  /** The number as a table prints it, with its range, or why there is none. */
  readonly words: string;
  /** Of a rate: of how many decisions. */
  readonly under: string;
  /** The query of the card with this number; null where there is no number. */
  readonly card: string | null;
}

export interface PairRow {
  readonly label: string;
  /** One for each country. */
  readonly cells: readonly [PairCell, PairCell];
}

export interface PairTable {
  readonly rows: readonly PairRow[];
  /** Sentences on where the two are not counted alike. */
  readonly differences: readonly string[];
}

interface Asked {
  readonly label: (side: Side) => string;
  readonly figure: Linked;
  /** Shown even where neither country has a number above 0. */
  readonly always: boolean;
  /** What a difference is said of, once for all its rows. */
  readonly group: "New applications" | "Decisions and rates" | null;
}

const decided = (label: string, cell: Cell, always = false): Asked => ({
  label: () => label,
  figure: {measure: "decisions", definition: "status", cell},
  always,
  group: "Decisions and rates"
});
const PER: Readonly<Record<Side, Per>> = {asylum: "per_100000", origin: "per_100000_origin"};
const figuresOf = (side: Side): readonly Asked[] => [
  {label: (of) => (of === "asylum" ? "New asylum applications" : "New asylum applications by its people"), figure: {measure: "applications"}, always: true, group: "New applications"},
  {label: (of) => (of === "asylum" ? "New applications per 100,000 inhabitants" : "Its people’s applications per 100,000 inhabitants"), figure: {measure: "applications", per: PER[side]}, always: true, group: "New applications"},
  {label: () => "Grant rate (any protection)", figure: {measure: "rate", definition: "positive"}, always: true, group: "Decisions and rates"},
  {label: () => "Refugee status rate", figure: {measure: "rate", definition: "refugee_status"}, always: true, group: "Decisions and rates"},
  decided("Refugee status granted", "refugee_status", true),
  decided("Refugee status or other protection, not separated in the data", "undivided"),
  decided("Complementary protection granted", "complementary"),
  decided("Residence on humanitarian grounds granted", "humanitarian"),
  decided("A temporary status granted", "temporary"),
  decided("Refused", "refused", true),
  decided("Closed without a decision", "otherwise_closed"),
  {label: () => `${capital(PENDING)}, end of year`, figure: {measure: "asylum_seekers"}, always: true, group: null},
  {label: (of) => (of === "asylum" ? "Refugees living there, end of year" : "Refugees from there, end of year"), figure: {measure: "refugees"}, always: true, group: null}
]; // prettier-ignore

/** The same figures of two countries in one year. @throws Error where the year-end figures were not fetched. */
export function pairTable(ledger: Ledger, side: Side, pair: readonly [string, string], year: number): PairTable {
  const rows: PairRow[] = [];
  const differences = new Map<string, string>();
  for (const {label, figure, always, group} of figuresOf(side)) {
    const both = pair.map((code) => {
      const linked: Linked = {...figure, [`${side}s`]: places(code), years: [year, year]};
      const {cell = null, per = null, edition: _edition, ...selection} = linked;
      const asked = {selection: {...DEFAULT_SELECTION, definition: null, ...selection}, cell, per, edition: null};
      return {
        answer: firstProcedure(ledger, asked),
        card: figureQuery(asked.selection, {cell, per, edition: ledger.facts.edition})
      };
    });
    const some = both.some(({answer}) => answer.numbers.some(({count}) => (count?.hi ?? 0) > 0));
    if (!always && !some) continue;
    const [one, other] = both.map(({answer, card}, i) => {
      const cell = cellOf(ledger, answer, card);
      const whose = figure.per && cell.card !== null ? `inhabitants of ${placeName(ledger, pair[i] ?? "")}` : "";
      return {...cell, under: [cell.under, whose].filter(Boolean).join("; ")};
    });
    if (one && other) rows.push({label: label(side), cells: [one, other]});
    const [first, second] = both.map(({answer}) => countedHow(answer));
    if (group && first && second && first !== second && !differences.has(group))
      differences.set(
        group,
        `${group}: ${placeName(ledger, pair[0])} is counted ${first}; ${placeName(ledger, pair[1])} ${second}.`
      );
  }
  if (side === "asylum") rows.push(...procedureRows(ledger, pair, year));
  return {rows, differences: [...differences.values()]};
}

/** A nationality with its new applications in one country. */
export interface OriginRow {
  readonly name: string;
  readonly words: string;
  readonly card: string;
}
const MOST_ORIGINS = 5;

/** The largest nationalities among the new applications of one country and year, and how many there are. */
export function topOrigins(ledger: Ledger, asylum: string, year: number): {rows: OriginRow[]; more: number} {
  const {ranking} = viewOf(ledger, questionOf({origins: {kind: "all"}, asylums: places(asylum)}, "applications", [year, year])); // prettier-ignore
  const found = (ranking?.axis === "origin" ? ranking.places : []).filter(({value}) => (value ?? 0) > 0);
  const rows = found.slice(0, MOST_ORIGINS).map(({code}): OriginRow => {
    const asked = {selection: {...DEFAULT_SELECTION, measure: "applications", definition: null, origins: places(code), asylums: places(asylum), years: [year, year]} as const, cell: null, per: null, edition: null}; // prettier-ignore
    const {words, card} = cellOf(ledger, firstProcedure(ledger, asked), figureQuery(asked.selection, {edition: ledger.facts.edition})); // prettier-ignore
    return {name: ledger.place(code)?.name ?? code, words, card: card ?? ""};
  });
  return {rows, more: found.length};
}

/** Second procedures of either country, whose numbers are not in the rows above. */
function procedureRows(ledger: Ledger, pair: readonly [string, string], year: number): PairRow[] {
  return pair.flatMap((code, at) =>
    proceduresOf(ledger, code).flatMap(({level, applications, decisions, granted, rate}) => {
      const common = {asylums: places(code), years: [year, year], levels: [level]} as const;
      const row = (label: string, {cell = null, ...selection}: Partial<Linked>): PairRow[] => {
        const asked = {selection: {...DEFAULT_SELECTION, definition: null, ...selection, ...common}, cell, per: null, edition: null}; // prettier-ignore
        const made = cellOf(ledger, answerOf(ledger, asked), figureQuery(asked.selection, {cell, edition: ledger.facts.edition})); // prettier-ignore
        const none: PairCell = {words: "–", under: "no such procedure", card: null};
        return [{label: `${label}, a second procedure`, cells: at === 0 ? [made, none] : [none, made]}];
      };
      return [
        ...(applications === null ? [] : row(applications, {measure: "applications", types: "all"})),
        ...row(decisions, {measure: "decisions", definition: "status"}),
        ...row(granted, {measure: "decisions", definition: "status", cell: "protection"}),
        ...row(rate, {measure: "rate", definition: "positive"})
      ];
    })
  );
}

const hasNumber = ({count, rate, per}: FigureNumber) => count !== null || rate !== null || per !== null;

/** "at first instance, in persons": at which stage and in which unit the numbers are; empty where there is none. */
function countedHow({numbers}: FigureAnswer): string {
  const some = numbers.filter(hasNumber);
  const stages = new Set(some.flatMap(({kind: {levels}}) => stageWords(levels) ?? []));
  const units = new Set(some.map(({kind}) => UNITS[kind.unit]));
  return stages.size ? `at ${list([...stages])}, in ${list([...units])}` : "";
}

function cellOf(ledger: Ledger, answer: FigureAnswer, card: string): PairCell {
  const isSeveral = stepsDiffer(answer.numbers);
  const made = answer.numbers.map((one) => {
    const {words, under} = numberCell(ledger, answer, one);
    const label = isSeveral ? (labelOf(answer, one) ?? "").replace(/, counted in \w+$/, "") : "";
    return {words: label ? `${label}: ${words}` : words, under};
  });
  return {
    words: made.map(({words}) => words).join("; "),
    under: made
      .map(({under}, i) => {
        const unit = answer.numbers[i]?.kind.unit ?? "P";
        return under && (made.length > 1 || unit === "C") ? `${UNITS[unit]}: ${under.replace(/\.$/, "")}` : under;
      })
      .filter(Boolean)
      .join("; "),
    card: answer.numbers.some(hasNumber) ? card : null
  };
}

/** A table prints every range. Cases are named, and persons where there are cases too. */
function numberCell(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): {words: string; under: string} {
  const {count, rate, per, kind, isLeast, isMost, why} = one;
  const {selection} = answer;
  const hosts = selection.asylums.kind === "places" ? selection.asylums.codes : null;
  const by = selection.measure === "rate" && isOfUnitedStates(hosts) ? `; ${OFFICERS_ONLY}` : "";
  const isStock = kind.stage === null;
  const unit =
    !isStock && (kind.unit === "C" || answer.numbers.length > 1) ? ` ${unitWord(count?.value ?? 2, kind.unit)}` : "";
  if (count && !isLeast && !isMost && !per) return {words: formatCount(count) + unit, under: ""};
  if (per && !isLeast) {
    const ends = perEnds(per);
    return {
      words: `${formatPer(per.value)}${ends ? ` [${ends.join("–")}]` : ""}${kind.unit === "C" ? " cases" : unit}`,
      under: ""
    };
  }
  if (rate && rate.kind !== "none" && why === null && !isLeast)
    return {
      words: `${formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, digitsOf(rate))}${answer.numbers.length > 1 ? ` (${UNITS[kind.unit]})` : ""}`,
      under: `${formatCount(rate.numerator)} of ${rate.undivided_closed.value > 0 ? "up to " : ""}${formatNumber(rate.decisions)} decisions${answer.numbers.length === 1 && kind.unit === "C" ? ", in cases" : ""}${by}${rate.marked ? ": fewer than 25, do not compare" : ""}`
    };
  const {shown, note} = numberOf(ledger, answer, one);
  const ofRate = answer.selection.measure === "rate" && answer.numbers.length > 1 ? ` (${UNITS[kind.unit]})` : "";
  return {words: `${shown}${unit && count ? unit : ofRate}`, under: note.replace(/^[:.]\s*/, "")};
}
