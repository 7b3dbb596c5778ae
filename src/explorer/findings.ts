// Writes the answer to any question in sentences: the latest year first, in at most 25 words, then the peak, then totals over the years.
import {group} from "d3";
import {capital, list} from "../words/text.js";
import {typesWords} from "../words/types.js";
import {formatYears, leastCount} from "../words/numbers.js";
import type {Count} from "../measures/bounds.js";
import type {Selection} from "../measures/selection.js";
import {headlineFinding} from "./answers.js";
import {decidedSentences, decisionsFinding, peakOfGrants, publishedSentence} from "./decided.js";
import {decidingPlaces, outcomesIn} from "./joined.js";
import {pointFigure} from "./figureLinks.js";
import {kindWords} from "./kinds.js";
import {unknownIn} from "./figure/unknown.js";
import type {Ledger} from "./ledger.js";
import {countOf, rankedWords, unitOf} from "./measureWords.js";
import {hostWords, number, peopleWords, placeName} from "./names.js";
import {perRanking} from "./ranking.js";
import {rateFinding} from "./rateAnswers.js";
import {
  changeSince,
  countries,
  deciders,
  figure,
  IN_UNIT,
  paragraphs,
  peakSentence,
  short,
  together,
  totalsSentence,
  whenWho,
  whom
} from "./sentences.js";
import type {Finding} from "./sentences.js";
import {isMinimum} from "./sums.js";
import type {Point, RankedPlace, Ranking, Series, View} from "./types.js";

/** The answer of the whole question as one text. */
export function findingOf(ledger: Ledger, view: View): string {
  const {first, more} = findingParagraphs(ledger, view);
  return more ? `${first} ${more}` : first;
}

/** The answer of the whole question: what is read first, and the rest. */
export function findingParagraphs(ledger: Ledger, view: View): Finding {
  const {selection} = view.state;
  if (view.empty) return emptyFinding(ledger, selection);
  const whole = wholeFinding(ledger, view);
  // Who receives the most for its inhabitants is asked of a ranking; the number of the whole comes after it.
  const leads = perRanking(view);
  if (!leads) return whole;
  return {
    first: perFinding(ledger, view, leads),
    more: `All together: ${lowerFirst(whole.first)}${whole.more ? ` ${whole.more}` : ""}`
  };
}

/** "In 2024, of 151 countries of asylum, Nauru received the most new asylum applications per 100,000 inhabitants: 937, then …". */
function perFinding(ledger: Ledger, {state}: View, {axis, places, years}: Ranking): string {
  const [first, second] = places.filter(({code}) => code !== "UNK");
  if (!first) return "";
  const isStock = state.selection.measure === "refugees" || state.selection.measure === "asylum_seekers";
  const noun = axis === "asylum" ? "countries of asylum" : "countries of origin";
  const words = (one: RankedPlace) => rankedWords(state, one);
  return `${isStock ? "At the end of" : "In"} ${years[1]}, of ${number(places.length)} ${noun}, ${placeName(ledger, first.code)} ${mostOf(ledger, {axis, state})} per 100,000 inhabitants: ${words(first)}${second ? `, then ${placeName(ledger, second.code)} with ${words(second)}` : ""}.`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function wholeFinding(ledger: Ledger, view: View): Finding {
  const {state, axis} = view;
  const {selection} = state;
  const {measure} = selection;
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

function emptyFinding(ledger: Ledger, selection: Selection): Finding {
  const [from, to] = selection.years;
  return paragraphs([
    `UNHCR’s data has no entry for ${selection.measure === "applications" ? applicationsNoun(selection) + " by" : ASKED[selection.measure]} ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)}, ${formatYears(from, to)}.`
  ]);
}

/** "new asylum applications", "repeat applications". */
function applicationsNoun({types}: Selection): string {
  if (types === "new") return "new asylum applications";
  return types === "all" ? "asylum applications of every type" : `applications (${typesWords(types)})`;
}

const counted = ({points}: Series) => points.filter(({count}) => count);
const sizeOf = ({count}: Point) => count?.value ?? 0;

/** The peak of a series among its years with a number. */
const peakOf = (series: Series) =>
  peakSentence(
    counted(series).map((point) => ({
      year: point.year,
      size: sizeOf(point),
      words: point.count ? figure(point.count) : ""
    }))
  );

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
function stageFinding(ledger: Ledger, view: View): Finding {
  const {selection} = view.state;
  const [main] = view.series;
  const latest = main && counted(main).at(-1);
  if (!main || !latest?.count) return emptyFinding(ledger, selection);
  const who = countries(ledger, view);
  const stage = kindWords(main.kind);
  const decidedBy = deciders(ledger, view, {levels: main.kind.levels, years: [latest.year, latest.year]});
  const before = main.points.find(({year, count}) => year === latest.year - 1 && count)?.count;
  if (selection.measure === "decisions" && latest.outcomes) {
    const [when, on] = [`In ${latest.year}`, whom(ledger, view, "on")];
    const told =
      selection.definition === "published"
        ? [publishedSentence(latest.outcomes, when, decidedBy, on)]
        : decidedSentences(latest.outcomes, {
            ...{when, who: decidedBy, on, stage, atLeast: latest.atLeast ?? false},
            isUnknown: unknownIn(ledger, selection, pointFigure(view, {...main, year: latest.year}), main.kind.unit)
          });
    const peak =
      selection.definition === "published"
        ? []
        : peakOfGrants(
            main.points.flatMap(({year, outcomes, atLeast = false}) => (outcomes ? [{year, outcomes, atLeast}] : []))
          );
    return paragraphs([...told, ...peak]);
  }
  return paragraphs(
    [
      `${whenWho(`In ${latest.year}`, who)} received ${(isMinimum(selection, latest) ? leastCount : figure)(latest.count)} ${applicationsNoun(selection).replace("applications", latest.count.value === 1 ? "application" : "applications")}${whom(ledger, view, "by")} (${IN_UNIT[main.kind.unit]}; ${stage})${before ? changeSince(latest.count, before, latest.year - 1) : ""}.`,
      ...peakOf(main)
    ],
    totalsOf(view)
  );
}

/** People at the end of the year: refugees living in a country, or asylum-seekers waiting there. */
function stockFinding(ledger: Ledger, view: View): Finding {
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
  return paragraphs([
    `At the end of ${latest.year}, ${figure(latest.count)} ${subject} ${verb} ${where}${before ? changeSince(latest.count, before, latest.year - 1).replace(/in (\d{4})$/, "a year earlier") : ""}.`,
    ...peakOf(main).map((words) => words.replace(/ in (\d{4})\.$/, " at the end of $1."))
  ]);
}

/** "refugees from Ukraine", "stateless asylum-seekers". */
function stockSubject(ledger: Ledger, selection: Selection, isOne: boolean): string {
  const noun = `${selection.measure === "refugees" ? "refugee" : "asylum-seeker"}${isOne ? "" : "s"}`;
  if (selection.origins.kind === "all") return noun;
  const people = peopleWords(ledger, selection);
  return people.startsWith("people") ? people.replace(/^people/, noun) : `${noun} (${people})`;
}

/** A place of a comparison with its largest number of the latest year: in persons or cases, and of one stage. */
interface Largest {
  readonly place: string;
  readonly series: Series;
  readonly point: Point;
}

/** The places of a comparison that have a number in a year, the largest first. */
function largestIn(series: readonly Series[], year: number): Largest[] {
  const found = new Map<string, Largest>();
  for (const one of series) {
    const point = one.points.find((each) => each.year === year && each.count);
    const before = found.get(one.place ?? "");
    if (point && (!before || sizeOf(point) > sizeOf(before.point)))
      found.set(one.place ?? "", {place: one.place ?? "", series: one, point});
  }
  return [...found.values()].sort((a, b) => sizeOf(b.point) - sizeOf(a.point));
}

/** Several places: what they decided together, which had the most in the latest year, and the totals of the first. */
function comparedFinding(ledger: Ledger, view: View): Finding {
  const {axis, state} = view;
  const {selection} = state;
  const {measure, years} = selection;
  const series = view.main ?? view.series;
  const latest = Math.max(0, ...series.flatMap((one) => counted(one).at(-1)?.year ?? 0));
  const places = [...new Set(series.map(({place}) => place ?? ""))];
  const noun = axis === "asylum" ? "countries of asylum" : "countries of origin";
  const ranked = largestIn(series, latest);
  const [first, second] = ranked;
  if (!first) return emptyFinding(ledger, selection);
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const words = ({series: {kind}, point}: Largest, long: boolean) => {
    const numbered = isMinimum(selection, point) ? leastCount : figure;
    const stage = view.main ? "" : `; ${kindWords(kind)}`;
    const unit = isStock || (!long && kind === first.series.kind) ? "" : ` (${IN_UNIT[kind.unit]}${stage})`;
    return `${point.count ? numbered(point.count) : ""}${unit}`;
  };
  const absent = places
    .filter((place) => !ranked.some((one) => one.place === place))
    .map((place) => placeName(ledger, place));
  const decided = decidedTogether(ledger, view, latest);
  const lead = decided.length ? `Of the` : isStock ? `At the end of ${latest}, of` : `In ${latest}, of`;
  return paragraphs(
    [
      ...decided,
      sizeOf(first.point) === 0
        ? `${lead} ${places.length} ${noun}, none has a published number above 0: ${ranked.map((one) => `${placeName(ledger, one.place)} ${words(one, true)}`).join("; ")}.`
        : `${lead} ${places.length} ${noun}, ${placeName(ledger, first.place)} ${mostOf(ledger, view)}: ${words(first, true)}${second ? `, then ${placeName(ledger, second.place)} with ${words(second, false)}` : ""}.`
    ],
    [
      ...(absent.length
        ? [
            `${capital(list(absent))} ${absent.length === 1 ? "has" : "have"} no entry for ${latest}, which does not mean zero.`
          ]
        : []),
      ...(isStock || years[0] === years[1] ? [] : comparedTotals(ledger, view))
    ]
  );
}

/** "received the most new asylum applications by people from Syria", "had the most refugees in Germany". */
function mostOf(ledger: Ledger, {axis, state: {selection}}: Pick<View, "axis" | "state">): string {
  const {measure} = selection;
  const isAsylum = axis === "asylum";
  const where = isAsylum ? "" : ` ${measure === "decisions" ? "by" : "in"} ${hostWords(ledger, selection)}`;
  const people = (preposition: string) =>
    isAsylum && selection.origins.kind !== "all" ? ` ${preposition} ${peopleWords(ledger, selection)}` : "";
  if (measure === "applications")
    return `${isAsylum ? "received" : "had"} the most ${applicationsNoun(selection)}${people("by")}${where}`;
  if (measure === "decisions") {
    const what =
      selection.definition === "published" ? "decisions under “recognized” and “other”" : "positive decisions";
    return `${isAsylum ? "made" : "had"} the most ${what}${people("on")}${where}`;
  }
  const subject = stockSubject(ledger, isAsylum ? selection : {...selection, origins: {kind: "all"}}, false);
  return `had the most ${subject}${measure === "refugees" ? "" : " waiting for a decision"}${where}`;
}

/** What several countries of asylum decided together in a year, or one decided on people of several origins. */
function decidedTogether(ledger: Ledger, {axis, joined, state: {selection}}: View, year: number): string[] {
  const found = joined?.whole.find((one) => one.year === year);
  const outcomes = found && (outcomesIn(found, "P") ?? outcomesIn(found, "C"));
  if (selection.measure !== "decisions" || selection.definition === "published" || !joined || !outcomes) return [];
  const places = decidingPlaces(joined, [year, year]);
  const who =
    axis === "asylum"
      ? together(ledger, places) + (places.length > 1 ? " together" : "")
      : selection.asylums.kind === "all"
        ? "countries worldwide"
        : hostWords(ledger, selection);
  const on = selection.origins.kind === "all" ? "" : ` on ${peopleWords(ledger, selection)}`;
  const [first] = decidedSentences(outcomes, {
    when: `In ${year}`,
    who,
    on,
    atLeast: found.atLeast[outcomes.unit].length > 0,
    isUnknown: unknownIn(ledger, selection, {unit: outcomes.unit, years: [year, year]}, outcomes.unit)
  });
  return [first];
}

/** What the three places with most add up to over the years, each in its largest kind, and how many more there are. */
function comparedTotals(ledger: Ledger, view: View): string[] {
  const [from, to] = view.state.selection.years;
  const series = view.main ?? view.series;
  const size = ({all}: {all: Count | null}) => all?.value ?? -1;
  const added = [...group(series, ({place}) => place ?? "")]
    .map(([place, mine]) => {
      const [top] = mine.map((one) => ({place, one, all: countOf(one)})).sort((a, b) => size(b) - size(a));
      return top;
    })
    .filter((top) => top !== undefined)
    .filter(({all}) => all !== null)
    .sort((a, b) => size(b) - size(a));
  const totals = added.slice(0, 3).flatMap((top) => {
    const {place, all} = top;
    if (!all) return [];
    const numbered = top.one.points.some((point) => point.count && isMinimum(view.state.selection, point))
      ? leastCount
      : short;
    return [`${placeName(ledger, place)} ${numbered(all)} ${unitOf(all.value, top.one.kind.unit)}`];
  });
  const more = added.length - totals.length;
  return totals.length
    ? [`From ${from} to ${to}: ${totals.join("; ")}${more ? `; ${more} more in the table` : ""}.`]
    : [];
}
