// The answer to any question in sentences: the latest year first, in at most 25 words, then the peak, then totals over the years.
import {capital, list} from "../words/text.js";
import {formatYears} from "../words/numbers.js";
import {APPLICATION_TYPES} from "../measures/codes.js";
import type {Selection} from "../measures/selection.js";
import {headlineFinding} from "./answers.js";
import {decidedSentences, decisionsFinding, publishedSentence} from "./decided.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {countOf, unitOf} from "./measureWords.js";
import {hostWords, peopleWords, placeName} from "./names.js";
import {rateFinding} from "./rateAnswers.js";
import {changeSince, countries, figure, IN_UNIT, peakSentence, short, totalsSentence, whom} from "./sentences.js";
import type {Point, Series, View} from "./types.js";

/** The answer of the whole question. */
export function findingOf(ledger: Ledger, view: View): string {
  const {state, axis} = view;
  const {selection} = state;
  const {measure} = selection;
  if (view.empty) return emptyFinding(ledger, selection);
  if (view.headline) return headlineFinding(ledger, view, view.headline);
  if (measure === "rate") return rateFinding(ledger, view);
  if (measure === "decisions" && view.joined && !axis) {
    const told = decisionsFinding(ledger, view, view.joined);
    if (told !== null) return told;
  }
  if (axis) return comparedFinding(ledger, view);
  return measure === "refugees" || measure === "asylum_seekers"
    ? stockFinding(ledger, view)
    : stageFinding(ledger, view);
}

const ASKED: Readonly<Record<Selection["measure"], string>> = {
  applications: "applications by",
  decisions: "decisions on",
  rate: "decisions on",
  refugees: "refugees at the end of the year among",
  asylum_seekers: "asylum-seekers at the end of the year among"
};

function emptyFinding(ledger: Ledger, selection: Selection): string {
  const [from, to] = selection.years;
  return `UNHCR’s data has no entry of ${selection.measure === "applications" ? applicationsNoun(selection) + " by" : ASKED[selection.measure]} ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)}, ${formatYears(from, to)}.`;
}

/** "new asylum applications", "repeat applications". */
function applicationsNoun({types}: Selection): string {
  if (types === "new") return "new asylum applications";
  return types === "all"
    ? "asylum applications of every type"
    : `applications (${list(types.map((type) => APPLICATION_TYPES[type]))})`;
}

const counted = ({points}: Series) => points.filter(({count}) => count);
const sizeOf = ({count}: Point) => count?.value ?? 0;

/** The peak of a series among its years with a number. */
const peakOf = (series: Series, words = (point: Point) => (point.count ? figure(point.count) : "")) =>
  peakSentence(counted(series).map((point) => ({year: point.year, size: sizeOf(point), words: words(point)})));

/** Totals of several series over the years, each with its stage and unit. */
function totalsOf({state: {selection}, series}: View): string[] {
  const [from, to] = selection.years;
  if (from === to) return [];
  return totalsSentence(
    formatYears(from, to),
    series.flatMap((one) => {
      const all = countOf(one);
      return all && all.value > 0 ? [`${short(all)} ${unitOf(all.value, one.kind.unit)} (${kindWords(one.kind)})`] : [];
    })
  );
}

/** Applications or decisions at the stages that were chosen: the largest first, the others in the totals. */
function stageFinding(ledger: Ledger, view: View): string {
  const {selection} = view.state;
  const [main] = view.series;
  const latest = main && counted(main).at(-1);
  if (!main || !latest?.count) return emptyFinding(ledger, selection);
  const who = countries(ledger, view);
  const stage = kindWords(main.kind);
  const before = main.points.find(({year, count}) => year === latest.year - 1 && count)?.count;
  if (selection.measure === "decisions" && latest.outcomes) {
    const [when, on] = [`In ${latest.year}`, whom(ledger, view, "on")];
    const told =
      selection.definition === "published"
        ? [publishedSentence(latest.outcomes, when, who, on)]
        : decidedSentences(latest.outcomes, {when, who, on, stage, atLeast: latest.atLeast ?? false});
    const peak =
      selection.definition === "published"
        ? []
        : peakOf(main, (point) => `${point.count ? figure(point.count) : ""} grants`);
    return [...told, ...peak].join(" ");
  }
  return [
    `In ${latest.year} ${who} received ${figure(latest.count)} ${applicationsNoun(selection).replace("applications", latest.count.value === 1 ? "application" : "applications")}${whom(ledger, view, "by")} (${IN_UNIT[main.kind.unit]}; ${stage})${before ? changeSince(latest.count, before, latest.year - 1) : ""}.`,
    ...peakOf(main),
    ...totalsOf(view)
  ].join(" ");
}

/** People at the end of the year: refugees living in a country, or asylum-seekers waiting there. */
function stockFinding(ledger: Ledger, view: View): string {
  const {selection} = view.state;
  const [main] = view.series;
  const latest = main && counted(main).at(-1);
  if (!main || !latest?.count) return emptyFinding(ledger, selection);
  const before = main.points.find(({year, count}) => year === latest.year - 1 && count)?.count;
  const isOne = latest.count.value === 1;
  const subject = stockSubject(ledger, selection, isOne);
  const verb =
    selection.measure === "refugees"
      ? isOne
        ? "was living"
        : "were living"
      : isOne
        ? "was waiting for a decision"
        : "were waiting for a decision";
  const where = selection.asylums.kind === "all" ? "worldwide" : `in ${hostWords(ledger, selection)}`;
  return [
    `At the end of ${latest.year}, ${figure(latest.count)} ${subject} ${verb} ${where}${before ? changeSince(latest.count, before, latest.year - 1).replace(/in (\d{4})$/, "a year earlier") : ""}.`,
    ...peakOf(main).map((words) => words.replace(/ in (\d{4})\.$/, " at the end of $1."))
  ].join(" ");
}

/** "refugees from Ukraine", "stateless asylum-seekers". */
function stockSubject(ledger: Ledger, selection: Selection, isOne: boolean): string {
  const noun = `${selection.measure === "refugees" ? "refugee" : "asylum-seeker"}${isOne ? "" : "s"}`;
  if (selection.origins.kind === "all") return noun;
  const people = peopleWords(ledger, selection);
  return people.startsWith("people") ? people.replace(/^people/, noun) : `${noun} (${people})`;
}

/** Which of several places had the most in the latest year, at the stages that were chosen or of decisions as a whole. */
function comparedFinding(ledger: Ledger, view: View): string {
  const {axis, state} = view;
  const {selection} = state;
  const {measure, years} = selection;
  const series = view.main ?? view.series;
  const latest = Math.max(0, ...series.flatMap((one) => counted(one).at(-1)?.year ?? 0));
  const places = [...new Set(series.map(({place}) => place ?? ""))];
  const noun = axis === "asylum" ? "countries of asylum" : "countries of origin";
  // A place that counts in persons and in cases, or at several stages, is there with its largest number.
  const largest = places.map((place) => {
    const at = series
      .filter((one) => one.place === place)
      .flatMap((one) => one.points.filter(({year, count}) => year === latest && count).map((point) => ({one, point})));
    return {place, top: at.sort((a, b) => sizeOf(b.point) - sizeOf(a.point))[0]};
  });
  const ranked = largest
    .filter(({top}) => top)
    .sort((a, b) => sizeOf(b.top?.point as Point) - sizeOf(a.top?.point as Point));
  const [first, second] = ranked;
  const what =
    measure === "applications"
      ? applicationsNoun(selection)
      : measure === "decisions"
        ? selection.definition === "published"
          ? "decisions under “recognized” and “other”"
          : "positive decisions"
        : measure === "refugees"
          ? "refugees"
          : "asylum-seekers waiting";
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const when = isStock ? `At the end of ${latest}` : `In ${latest}`;
  if (!first?.top) return emptyFinding(ledger, selection);
  const words = ({top}: (typeof ranked)[number], long: boolean) => {
    if (!top?.point.count) return "";
    const {kind} = top.one;
    const least = top.point.atLeast ? "at least " : "";
    const inUnit = isStock
      ? ""
      : long
        ? ` (${IN_UNIT[kind.unit]}; ${kindWords(kind)})`
        : kind === first.top?.one.kind
          ? ""
          : ` (${IN_UNIT[kind.unit]}; ${kindWords(kind)})`;
    return `${least}${figure(top.point.count)}${inUnit}`;
  };
  const absent = places
    .filter((place) => !ranked.some((one) => one.place === place))
    .map((place) => placeName(ledger, place));
  const who = places.length > 4 ? `these ${places.length} ${noun}` : `${places.length} ${noun}`;
  const where =
    axis === "asylum"
      ? whom(ledger, view, measure === "applications" ? "by" : "on")
      : ` ${measure === "decisions" ? "by" : "in"} ${hostWords(ledger, selection)}`;
  return [
    `${when}, of ${who}, ${placeName(ledger, first.place)} had the most ${what}${isStock && axis === "asylum" ? stockFrom(ledger, selection) : where}: ${words(first, true)}${second ? `, then ${placeName(ledger, second.place)} with ${words(second, false)}` : ""}.`,
    ...(absent.length
      ? [
          `${capital(list(absent))} ${absent.length === 1 ? "has" : "have"} no entry for ${latest}, which does not mean zero.`
        ]
      : []),
    ...(isStock || years[0] === years[1]
      ? []
      : comparedTotals(
          ledger,
          view,
          ranked.map(({place}) => place)
        ))
  ].join(" ");
}

const stockFrom = (ledger: Ledger, selection: Selection) =>
  selection.origins.kind === "all" ? "" : ` (${peopleWords(ledger, selection)})`;

/** What the first three places add up to over the years, each in its largest kind. */
function comparedTotals(ledger: Ledger, view: View, places: readonly string[]): string[] {
  const [from, to] = view.state.selection.years;
  const series = view.main ?? view.series;
  const totals = places.slice(0, 3).flatMap((place) => {
    const mine = series.filter((one) => one.place === place).map((one) => ({one, all: countOf(one)}));
    const [top] = mine.sort((a, b) => (b.all?.value ?? 0) - (a.all?.value ?? 0));
    if (!top?.all) return [];
    const least = top.one.points.some(({atLeast, count}) => atLeast && count) ? "at least " : "";
    return [`${placeName(ledger, place)} ${least}${short(top.all)} ${unitOf(top.all.value, top.one.kind.unit)}`];
  });
  return totals.length ? [`From ${from} to ${to}: ${totals.join("; ")}.`] : [];
}
