// Writes the finding of each chart in one sentence: the sum of outcomes, the peak of a series, the first place of a ranking.
import {sum as total} from "d3";
import {formatPer, formatPercent} from "../words/numbers.js";
import {capital, list} from "../words/text.js";
import {UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {indexBase} from "../measures/index100.js";
import {isPer} from "./address.js";
import type {State} from "./address.js";
import {decidedSentences} from "./decided.js";
import {decidingPlaces, joinedSteps} from "./joined.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {pointWords, rankedWords, unitOf} from "./measureWords.js";
import {number, placeName} from "./names.js";
import {deciders, short} from "./sentences.js";
import {rankedYears} from "./series.js";
import type {OutcomesView, Point, RankedPlace, Ranking, Series, View} from "./types.js";

/** Whether a point has a number: one way of counting years with a rate. */
const hasNumber = (point: Point) => (point.rate ? point.rate.kind !== "none" : point.value !== null);
/** What a rate that is a range is at least, else the number. */
const sizeOfPoint = ({value, lo}: Point) => value ?? lo ?? -1;
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** More countries than these are a number of countries in a sentence. */
const MOST_DECIDERS = 5;

/** The first and last year with a decision. */
export function spanOfOutcomes({years}: Pick<OutcomesView, "years">): readonly [number, number] | null {
  const some = years.flatMap(({year, outcomes}) => (typeof outcomes === "string" ? [] : [year]));
  const [first] = some;
  return first === undefined ? null : [first, some.at(-1) ?? first];
}

/** One sentence for the chart of outcomes. */
export function outcomesFinding(ledger: Ledger, view: View): string {
  const [main] = view.outcomes;
  if (!main) return "No decision is published for this choice.";
  const {statuses} = main.all;
  const decided = total(Object.values(statuses), ({value}) => value);
  if (decided === 0) return "Every count of these decisions is published as 0.";
  const moved = main.all.published.recognized.value - statuses.refugee_status.value - statuses.undivided.value;
  const [from, to] = spanOfOutcomes(main) ?? view.state.selection.years;
  // Of countries that are compared, those without an entry decided nothing that is known.
  const some = main.joined && view.joined && view.axis === "asylum" ? decidingPlaces(view.joined, [from, to]) : null;
  return [
    ...decidedSentences(main.all, {
      when: from === to ? `In ${from}` : `From ${from} to ${to}`,
      who:
        some?.length && some.length <= MOST_DECIDERS
          ? list(some.map((place) => placeName(ledger, place)))
          : deciders(ledger, view, {levels: main.kind.levels, years: [from, to]}),
      stage: main.joined ? joinedSteps(main.joined) : kindWords(main.kind),
      atLeast: view.joined !== null && view.joined.all.atLeast[main.all.unit].length > 0
    }),
    ...(moved > 0
      ? [`UNHCR’s column “recognized” has ${number(main.all.published.recognized.value)}: we reclassify part of it.`]
      : [])
  ].join(" ");
}

/** What series over years show: where one was highest and where it ends, or which of several was highest. */
export function seriesFinding(ledger: Ledger, view: View, some: readonly Series[]): string {
  // Persons and cases of one place follow each other and are not compared.
  if (some.length === 2 && some.every(({place, kind}) => place === null && view.main?.some((one) => one.kind === kind)))
    return some
      .map((one) => `${capital(UNITS[one.kind.unit])}: ${lower(seriesFinding(ledger, view, [one]))}`)
      .join(" ");
  const {state} = view;
  const told = some.flatMap((one) => {
    const points = one.points.filter(hasNumber);
    const top = points.reduce<Point | null>(
      (best, at) => (best === null || sizeOfPoint(at) > sizeOfPoint(best) ? at : best),
      null
    );
    return top ? [{one, points, top}] : [];
  });
  // An index is of each line's own first year: the line with the most people comes first, not the one that rose most.
  const size = ({top}: {top: Point}) => (state.shown === "index" ? (top.count?.value ?? -1) : sizeOfPoint(top));
  const [first, ...others] = [...told].sort((a, b) => size(b) - size(a));
  if (!first) return "There is no number to draw.";
  const isMixed = new Set(told.map(({one}) => one.kind.unit)).size > 1;
  const words = (point: Point, {kind}: Series) => seriesNumber(state, point, isMixed ? kind.unit : null);
  if (some.length === 1) {
    const {one, points, top} = first;
    const last = points.at(-1);
    if (state.shown === "index")
      return `${indexTitle([one])}: ${indexReached(top, one)}${last && last !== top ? `; ${indexReached(last, one)}` : ""}.`;
    if (!last || points.length === 1) return `The one year with a number is ${top.year} (${words(top, one)}).`;
    return `Highest in ${top.year} (${words(top, one)})${last === top ? (last.year === state.selection.years[1] ? ", the latest year" : ", the latest year with a number") : `; ${words(last, one)} in ${last.year}`}.`;
  }
  const name = ({one}: {one: Series}) => (one.place === null ? kindWords(one.kind) : placeName(ledger, one.place));
  if (state.shown === "index")
    return `${indexTitle(told.map(({one}) => one))}: ${list([first, ...others].slice(0, MOST_NAMED).map((each) => `${name(each)} ${each === first ? "reached " : ""}${indexReached(each.top, each.one)}`))}.`;
  if (!others.length)
    return `Of ${some.length}, one has a number: ${name(first)}, highest in ${first.top.year} (${words(first.top, first.one)}).`;
  const named = [first, ...others].slice(0, MOST_NAMED);
  const each =
    told.length > named.length
      ? `Highest year of each of the ${NUMBER_WORDS[MOST_NAMED]} largest`
      : "Highest year of each";
  return `${each}: ${named.map((one) => `${name(one)} ${one.top.year} (${words(one.top, one.one)})`).join("; ")}.`;
}

/** The most lines that a finding names. */
const MOST_NAMED = 3;
const NUMBER_WORDS = {[MOST_NAMED]: "three"};

/** A number of a series in a sentence, with its unit where the series beside it has another. */
const seriesNumber = (state: State, point: Point, unit: Unit | null) =>
  pointWords(state, point) +
  (unit && point.count && state.shown === "count" ? ` ${unitOf(point.count.value, unit)}` : "");

/** The year of a series whose index is 100; null where it has none. */
const baseYearOf = ({points}: Series): number | null => indexBase(points)?.year ?? null;

/** "Index, 2008 = 100"; where the lines begin in different years, what is 100 in each. */
export function indexTitle(some: readonly Series[]): string {
  const bases = new Set(some.map(baseYearOf));
  const [base] = bases;
  return bases.size === 1 && base !== null ? `Index, ${base} = 100` : "Index, the first year above 0 of each = 100";
}

/** "34,355 in 2016 (266,250 persons)": an index with the number it is of, which alone can be repeated. */
const indexReached = ({year, value, count}: Point, {kind}: Series): string =>
  `${value === null ? "–" : formatPer(value)} in ${year}${count ? ` (${short(count)} ${unitOf(count.value, kind.unit)})` : ""}`;

/** One sentence for a ranking. */
export function rankingFinding(ledger: Ledger, view: View, ranking: Ranking): string {
  const {state} = view;
  const {axis, places, leftOut} = ranking;
  const years = rankedYears(view, ranking);
  const kind =
    axis === "asylum" ? ["country of asylum", "countries of asylum"] : ["country of origin", "countries of origin"];
  const [first, second] = places.filter(({code}) => code !== "UNK");
  // Stateless people are listed and are no country.
  const ranked = places.filter(({code}) => code !== "UNK" && code !== "XXA").length;
  const {measure} = state.selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const span =
    years[0] === years[1] ? `${isStock ? "At the end of" : "In"} ${years[0]}` : `From ${years[0]} to ${years[1]}`;
  const rate = measure === "rate";
  const per = isPer(state.shown) ? " per 100,000 inhabitants" : "";
  const unranked =
    leftOut.length && rate
      ? ` ${leftOut.length} ${leftOut.length === 1 ? (kind[0] ?? "") : (kind[1] ?? "")} cannot be ranked.`
      : "";
  if (!first) return `${span} no ${kind[0] ?? ""} can be ranked.${unranked}`;
  const words = (one: RankedPlace) => `${placeName(ledger, one.code)} (${rankedWords(state, one)})`;
  if (!second) return `${span} only ${words(first)} can be ranked.${unranked}`;
  const chosen = places.findIndex((one) => one.chosen);
  const most = rate
    ? "had the highest rate"
    : axis === "asylum" && measure === "applications"
      ? `received the most${per}`
      : `had the most${per}`;
  return (
    `${span} ${words(first)} ${most} of ${ranked} ${kind[1] ?? ""}, then ${words(second)}.` +
    unknownWords(state, axis, places) +
    (chosen > 1 ? ` ${capital(words(places[chosen] as RankedPlace))} ranks ${ordinal(chosen + 1)}.` : "") +
    unranked
  );
}

/** From this share on people of unknown origin can be more than those of a country that leads. */
const UNKNOWN_FROM = 0.05;

/** " 1,437,190 more (38.6%) are of unknown origin.": who is in no place of a ranking of origins. */
function unknownWords(state: State, axis: Ranking["axis"], places: readonly RankedPlace[]): string {
  const unknown = places.find(({code}) => code === "UNK");
  if (axis !== "origin" || !unknown || state.selection.measure === "rate" || isPer(state.shown)) return "";
  const share = (unknown.value ?? 0) / total(places, ({value}) => value ?? 0);
  if (!(share >= UNKNOWN_FROM)) return "";
  // Persons and cases have no whole, and so no share.
  const isOneUnit = places.every(({headline, kind}) => !headline?.cases && kind.unit === unknown.kind.unit);
  return ` Of unknown origin, and in no place of the ranking: ${rankedWords(state, unknown)}${isOneUnit ? `, ${formatPercent(share, 1)} of all` : ""}.`;
}

export function ordinal(n: number): string {
  const rule = new Intl.PluralRules("en", {type: "ordinal"}).select(n);
  return `${number(n)}${{one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th"}[rule]}`;
}
