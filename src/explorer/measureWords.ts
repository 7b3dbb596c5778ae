// Words the measure of a question: titles, units, points and rates.
import {leastRateWords, RATE_WORDS, rateWords} from "../words/rates.js";
import {capital, list} from "../words/text.js";
import {typesWords} from "../words/types.js";
import type {Count} from "../measures/bounds.js";
import {STAGE_WORDS} from "../words/stages.js";
import {PENDING} from "../words/status.js";
import {LEVELS, UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {formatCount, formatPer, formatYears, leastCount, lowerPer, perEnds} from "../words/numbers.js";
import {isOfAnotherYear} from "../measures/perInhabitants.js";
import type {Denominator} from "../measures/perInhabitants.js";
import type {RateName} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import {isPer} from "./address.js";
import type {State} from "./address.js";
import {axisOf, inhabitantsOf} from "./axis.js";
import {kindWords, STAGE_ORDER} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {hostWords, number, peopleWords, placesWords, regionName} from "./names.js";
import type {Named} from "./names.js";
import {unitsWords} from "./sentences.js";
import {isMinimum} from "./sums.js";
import type {Kind, Point, RankedPlace, Series} from "./types.js";

export const RATE_FORMULAS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status ÷ (every positive decision + refused + not separated)",
  positive: "every positive decision ÷ (every positive decision + refused + not separated)",
  unhcr_recognition: "“recognized” ÷ (“recognized” + “other” + “rejected”)",
  unhcr_protection: "(“recognized” + “other”) ÷ (“recognized” + “other” + “rejected”)"
};
/** The measure: "new asylum applications", "positive decisions", "refugees, end of year". */
export function measureWords({measure, definition, types}: Selection): string {
  switch (measure) {
    case "applications":
      return types === "new"
        ? "new asylum applications"
        : types === "all"
          ? "asylum applications of every type"
          : typesWords(types).replace(/^every type/, "asylum applications of every type");
    case "decisions":
      return definition === "published" ? "decisions under “recognized” and “other”" : "positive decisions";
    case "rate":
      return RATE_WORDS[definition as RateName];
    case "refugees":
      return "refugees, end of year";
    case "asylum_seekers":
      return `${PENDING}, end of year`;
  }
}

/** The title of a question. */
export const questionTitle = (ledger: Named, {selection, by, shown}: State): string =>
  titleOf(ledger, selection, shown).replace(/^New asylum applications/, by ? "Asylum applications" : "$&") +
  (by ? ": women, men and children" : "");

/** The title: measure, origin, country and years: "New asylum applications by people from Eritrea in Israel, 2000–2025". */
export function titleOf(ledger: Named, selection: Selection, shown: State["shown"] = "count"): string {
  return `${subjectOf(ledger, selection)}${perWords({shown})} in ${hostWords(ledger, selection)}${stagesOf(selection)}${whenOf(selection)}`;
}

/** " per 100,000 inhabitants", or nothing: without it a title would be of another number. */
export const perWords = ({shown}: Pick<State, "shown">): string => (isPer(shown) ? " per 100,000 inhabitants" : "");

/** " (appeal)": the stages of a question that asks for some, as its title would else be taken for all. */
export function stagesOf({measure, stages, levels}: Selection): string {
  if (measure === "refugees" || measure === "asylum_seekers") return "";
  if (levels) return ` (${list(levels.map((level) => LEVELS[level]))})`;
  return stages.length < STAGE_ORDER.length ? ` (${list(stages.map((stage) => STAGE_WORDS[stage]))})` : "";
}

/** Measure and origin: "Grant rate for people from Syria". */
export function subjectOf(ledger: Named, selection: Selection): string {
  const {measure, origins} = selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const what = capital(isStock ? (measure === "refugees" ? "refugees" : PENDING) : measureWords(selection));
  if (origins.kind === "all") return what;
  const [, from] = /^people (from .*)$/.exec(peopleWords(ledger, selection)) ?? [];
  if (measure === "refugees" && from !== undefined) return `${what} ${from}`;
  const preposition = {applications: "by", decisions: "on", rate: "for", refugees: "among", asylum_seekers: "by"}[
    measure
  ];
  return `${what} ${preposition} ${peopleWords(ledger, selection)}`;
}

/** ", 2000–2025", ", end of 2025". */
export function whenOf({measure, years}: Pick<Selection, "measure" | "years">): string {
  const span = formatYears(years[0], years[1]);
  return measure === "refugees" || measure === "asylum_seekers" ? `, end of ${span}` : `, ${span}`;
}

/** Unit, denominator, stage and definition: the line under a chart's title, which has the years. */
export function unitLine(
  ledger: Ledger,
  {selection, shown}: State,
  kinds: readonly Kind[],
  series: readonly Series[] = []
): string {
  const units = [...new Set(kinds.map(({unit}) => UNITS[unit]))];
  const {measure, definition, authority} = selection;
  const parts = [
    measure === "rate"
      ? `Percentage: ${RATE_FORMULAS[definition as RateName]}`
      : `${shown === "index" ? "An index of numbers counted" : "Counted"} in ${list(units.length ? units : ["persons"])}`,
    isPer(shown)
      ? `per 100,000 inhabitants of ${denominatorOf(ledger, {selection, shown})}${countedInWords(series.flatMap(({points}) => points.map(({denominator}) => denominator)))}`
      : shown === "index"
        ? "the first year above 0 is 100"
        : "",
    kinds.length === 1 && kinds[0]?.stage ? kindWords(kinds[0]) : "",
    authority === "all"
      ? ""
      : {G: "decided by governments", J: "decided by governments and UNHCR jointly", U: "decided by UNHCR"}[authority]
  ];
  return parts.filter(Boolean).join("; ");
}

/** Whose inhabitants a number is divided by, in words; `axis` where places along it are compared each with its own. */
export function denominatorOf(
  ledger: Ledger,
  {selection, shown}: Pick<State, "selection" | "shown">,
  axis = axisOf(selection)
): string {
  if (inhabitantsOf({shown}) === "origin")
    return axis === "origin" ? "each country of origin" : peopleSource(ledger, selection);
  return axis === "asylum"
    ? "each country of asylum"
    : selection.asylums.kind === "all"
      ? "the world"
      : hostWords(ledger, selection);
}

/** In which year inhabitants were counted where it is another: " (2025 divides by the population of 2024)". */
export function countedInWords(denominators: Iterable<Denominator | null | undefined>): string {
  const found = new Map<number, Set<number>>();
  for (const one of denominators)
    if (one && isOfAnotherYear(one))
      for (const year of one.counted_in)
        if (year !== one.year) found.set(one.year, (found.get(one.year) ?? new Set()).add(year));
  const words = [...found]
    .sort(([a], [b]) => a - b)
    .map(([year, years]) => `${year} divides by the population of ${list([...years].sort().map(String))}`);
  return words.length ? ` (${words.join("; ")})` : "";
}
const peopleSource = (ledger: Ledger, {origins}: Selection) =>
  axisOf({origins, asylums: {kind: "all"}} as Selection) === "origin"
    ? "each origin"
    : origins.kind === "places"
      ? placesWords(ledger, origins.codes)
      : origins.kind === "region"
        ? regionName(ledger, origins)
        : "the world";
/** A number as a chart or sentence prints it. */
export function pointWords(
  state: State,
  point: Pick<Point, "value" | "lo" | "hi" | "rate" | "count"> & Parameters<typeof isMinimum>[1]
): string {
  const {value, lo, hi, rate, count} = point;
  const atLeast = isMinimum(state.selection, point);
  if (rate) return atLeast ? leastRateWords(rate) : rateWords(rate);
  if (value === null || lo === null) return "–";
  if (atLeast && lo === 0) return "0 or more";
  if (state.shown === "count" && count) return atLeast ? leastCount(count) : formatCount(count);
  if (atLeast) return `at least ${lowerPer(lo)}`;
  if (hi === null) return `${formatPer(value)} [${lowerPer(lo)} or more]`;
  const ends = perEnds({value, lo, hi});
  return formatPer(value) + (ends ? ` [${ends.join("–")}]` : "");
}

/** A number of new applications: the least where the data does not separate others from appeals, or many have no stated origin. */
export function headlineWords({headline, without = [], least = []}: RankedPlace, count: Count): string {
  const unit = count === headline?.cases ? "C" : "P";
  return (least.includes(unit) || without.some((one) => one.isLeast && one.unit === unit)) && count.value > 0
    ? leastCount(count)
    : formatCount(count);
}

/** The printed number of a ranked place: persons, and for new applications cases too. */
export function rankedWords(state: State, place: RankedPlace): string {
  const {headline} = place;
  if (!headline || isPer(state.shown)) return pointWords(state, place);
  const {persons, cases, not_separated} = headline;
  const words = (count: Count) => headlineWords(place, count);
  if (persons || cases) return cases ? unitsWords({P: persons, C: cases}, words) : words(persons as Count);
  if (not_separated.P || not_separated.C) return `not separated from appeals (${unitsWords(not_separated)})`;
  return headline.entries ? "no new application, other entries" : "no entry";
}

/** A point in a table: its number, or why it has no rate, with closed files where they are more than the decisions. */
export function pointOrWhy(
  state: State,
  point: Pick<Point, "value" | "lo" | "hi" | "rate" | "count" | "why" | "closed"> & Parameters<typeof isMinimum>[1]
): string {
  if (point.why) return point.why;
  const words = pointWords(state, point);
  return `${words}${point.closed ? `; ${number(point.closed.value)} closed without a decision` : ""}`;
}

export const unitOf = (n: number, unit: Unit) =>
  unit === "P" ? (n === 1 ? "person" : "persons") : n === 1 ? "case" : "cases";
export function countOf(series: Series): Count | null {
  let all: Count | null = null;
  for (const {count} of series.points)
    if (count) all = all ? {value: all.value + count.value, lo: all.lo + count.lo, hi: all.hi + count.hi} : count;
  return all;
}
