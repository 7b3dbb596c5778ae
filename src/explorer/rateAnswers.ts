// Writes the answer to a question about a rate: the latest year's, its counts, its peak, and its limits.
import {capital, list} from "../words/text.js";
import {digitsOf, leastRateWords, RATE_WORDS, rateWords} from "../words/rates.js";
import {betweenPercents, formatNumber, formatPercent} from "../words/numbers.js";
import type {Rate, RateName} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import {UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {isOfUnitedStates, OFFICERS_ONLY} from "../words/usCourts.js";
import {withoutAdder} from "../measures/without.js";
import {decidedSentences} from "./decided.js";
import {decisionsAdder, JOINED, leftOutClauses, sumOfJoined} from "./joined.js";
import {decisionRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {kindWords} from "./kinds.js";
import {hostWords, number, placeName} from "./names.js";
import {deciders, paragraphs, whom} from "./sentences.js";
import type {Finding} from "./sentences.js";
import {isMinimum} from "./sums.js";
import type {Point, Series, View} from "./types.js";

export const hasRate = ({rate}: Point) => rate !== null && rate.kind !== "none";
/** A rate in a sentence, without the sign of few decisions. */
export const wordsOf = (rate: Rate, atLeast = false) =>
  (atLeast ? leastRateWords(rate) : rateWords(rate)).replace("*", "");
/** "the grant rate", "UNHCR’s Total Protection Rate". */
const named = (what: string) => (what.startsWith("UNHCR’s") ? what : `the ${what}`);

/** The rate of one place, or of several in one sentence. */
export function rateFinding(ledger: Ledger, view: View): Finding {
  const what = RATE_WORDS[view.state.selection.definition as RateName];
  const series = view.main ?? view.series;
  const kind = latestRated(view)?.kind;
  const same = series.filter((one) => one.kind.id === kind?.id);
  const stage = view.main || !kind ? "" : ` (${kindWords(kind)})`;
  return view.axis
    ? comparedRates(ledger, view, what + stage, view.main ? series : same)
    : rateSentence(ledger, view, what + stage, {
        points: same[0]?.points ?? [],
        unit: kind?.unit ?? "P",
        others: series.filter((one) => view.main !== null && one.kind.unit !== kind?.unit)
      });
}

/**
 * The series with the latest rate: a country that changes from persons to cases has it in the second. Of a region the cases are of
 * other countries than the persons.
 */
export function latestRated({axis, main, series: all, state: {selection}}: View): Series | undefined {
  const series = main ?? all;
  if (axis || selection.asylums.kind !== "places") return series[0];
  const last = ({points}: Series) => points.findLast(hasRate)?.year ?? 0;
  return series.reduce<Series | undefined>((best, one) => (!best || last(one) > last(best) ? one : best), undefined);
}

/** "In 2025 the grant rate for people from Syria was 90% in Germany and 80% in France." */
function comparedRates(ledger: Ledger, view: View, what: string, series: readonly Series[]): Finding {
  const {axis, state} = view;
  const isAsylum = axis === "asylum";
  const latest = Math.max(0, ...series.flatMap(({points}) => points.findLast(hasRate)?.year ?? 0));
  const subject = isAsylum ? whom(ledger, view, "for") : ` in ${hostWords(ledger, state.selection)}`;
  if (latest === 0)
    return paragraphs([`${capital(named(what))}${subject} cannot be calculated for any of these places and years.`]);
  const at = series.flatMap(({place, points}) => {
    const point = points.find(({year}) => year === latest);
    return point ? [{place: placeName(ledger, place ?? ""), point}] : [];
  });
  const rated = at.filter(({point}) => hasRate(point)).sort((a, b) => sizeOf(b.point) - sizeOf(a.point));
  const without = [...new Set(at.map(({place}) => place))].filter((place) => !rated.some((one) => one.place === place));
  const words = rated
    .slice(0, 4)
    .map(
      ({place, point}) =>
        `${point.rate ? wordsOf(point.rate, isMinimum(state.selection, point)) : ""} ${isAsylum ? `in ${place}` : `for people from ${place}`}`
    );
  return paragraphs(
    [
      `In ${latest} ${named(what)}${subject} was ${list(words)}${rated.length > 4 ? `; ${rated.length - 4} more below` : ""}.`
    ],
    [
      ...(without.length
        ? [`For ${list(without)} it cannot be calculated or compared for ${latest}; the table says why.`]
        : []),
      ...(rated.some(({point}) => isMinimum(state.selection, point))
        ? ["“At least”: some grants are missing from the data, so the rate is a minimum."]
        : [])
    ]
  );
}
const sizeOf = ({value, lo}: Point) => value ?? lo ?? -1;

/** What belongs to a rate: applications closed without a decision, countries left out, and that it is a minimum. */
function besideRate(ledger: Ledger, point: Point, isLeast: boolean): string[] {
  return [
    ...(point.closed ? [`Another ${formatNumber(point.closed.value)} were closed without a decision.`] : []),
    ...(point.left_out?.length
      ? [`It leaves out, among grants and refusals alike, ${leftOutClauses(ledger, point.left_out).join("; ")}.`]
      : []),
    ...(isLeast ? ["Some grants are missing from the data, so the rate is a minimum."] : [])
  ];
}

interface OfOnePlace {
  readonly points: readonly Point[];
  readonly unit: Unit;
  /** The same in the other unit. */
  readonly others: readonly Series[];
}

/** A rate in the other unit is said from so many years before the latest on. */
const RECENT = 5;

/** The latest rate in the other unit, and in how many years there is a rate at all. */
function otherYears(points: readonly Point[], others: readonly Series[], selection: Selection): string[] {
  const all = new Set([points, ...others.map((one) => one.points)].flatMap((some) => some.filter(hasRate).map(({year}) => year))); // prettier-ignore
  const other = others[0]?.points.findLast(hasRate);
  const last = points.findLast(hasRate)?.year ?? 0;
  return [
    ...(other?.rate && other.year > last - RECENT
      ? [`Counted in ${UNITS[others[0]?.kind.unit ?? "P"]} it was ${wordsOf(other.rate, isMinimum(selection, other))} in ${other.year}.`]
      : []),
    ...(points.length > 1 ? [`A rate can be given for ${all.size} of ${points.length} years.`] : [])
  ];
} // prettier-ignore

/** The rate of the latest year of one place, or why there is none. */
function rateSentence(ledger: Ledger, view: View, what: string, {points, unit, others}: OfOnePlace): Finding {
  const {selection} = view.state;
  const codes = selection.asylums.kind === "places" ? selection.asylums.codes : null;
  const whose = [
    ...(view.main && isOfUnitedStates(codes) ? [OFFICERS_ONLY] : []),
    ...(unit === "C" && others.some(({points: some}) => some.some(hasRate)) ? ["counted in cases"] : [])
  ];
  const of = whose.length ? ` (${whose.join("; ")})` : "";
  const where = `${whom(ledger, view, "for")} in ${hostWords(ledger, selection)}`;
  const rated = points.filter(hasRate);
  const latest = points.findLast(({rate, why}) => rate !== null || why);
  if (!latest) return paragraphs([`${capital(named(what))}${where} cannot be calculated: no decision is published.`]);
  const many = otherYears(points, others, selection);
  const before = rated.at(-1);
  const {rate} = latest;
  const isLeast = isMinimum(selection, latest);
  if (!rate || rate.kind === "none")
    return paragraphs(
      [
        `${capital(named(what))}${where} cannot be calculated for ${latest.year}: ${rate ? rateWords(rate).replace("not calculated: ", "") : (latest.why ?? "").replace("; grant rate for all protection ", ". The grant rate for all protection was ")}.`,
        ...(latest.outcomes
          ? decidedSentences(latest.outcomes, {
              when: "That year",
              who: deciders(ledger, view, {levels: JOINED.P.levels, years: [latest.year, latest.year]}),
              atLeast: latest.atLeast ?? false
            })
          : [])
      ],
      [
        ...besideRate(ledger, {...latest, left_out: []}, false),
        ...(before?.rate ? [`The latest rate is of ${before.year}: ${wordsOf(before.rate, isMinimum(selection, before))}.`] : []), // prettier-ignore
        ...many
      ]
    );
  return paragraphs(
    [
      rate.kind === "rate" || isLeast
        ? `In ${latest.year} ${named(what)}${where} was ${wordsOf(rate, isLeast)}${of}: ${number(rate.numerator.value)} of ${number(rate.decisions)} substantive decisions.`
        : `In ${latest.year} ${named(what)}${where} was ${betweenPercents({...rate, value: null}, digitsOf(rate)) ?? formatPercent(rate.lo, digitsOf(rate))}${of}; part of the ${number(rate.decisions)} substantive decisions is not separated in the data.`,
      ...(rate.marked ? ["It rests on fewer than 25 decisions: do not compare it."] : []),
      ...highest(rated, latest, selection)
    ],
    [...besideRate(ledger, latest, isLeast), ...withoutGroups(ledger, view, latest), ...many]
  );
}

/** In which year the rate was highest, among years whose rate rests on enough decisions. */
function highest(rated: readonly Point[], latest: Point, selection: Selection): string[] {
  const sure = rated.filter(({rate, value}) => value !== null && rate?.kind === "rate" && !rate.marked);
  if (sure.length < 3) return [];
  const top = sure.reduce((best, point) => ((point.value ?? 0) > (best.value ?? 0) ? point : best));
  return top === latest || !top.rate
    ? []
    : [`It was highest in ${top.year}: ${wordsOf(top.rate, isMinimum(selection, top))}.`];
}

/** The rate without protection given to groups: no decision was made on each person, and the grants are reported under “recognized”. */
function withoutGroups(ledger: Ledger, {state: {selection}, joined}: View, {year}: Point): string[] {
  if (!joined) return [];
  const adder = withoutAdder(
    () => decisionsAdder(ledger),
    (row) => ledger.effects.group_recognition(row) !== null
  );
  decisionRows(ledger, selection).each((row) => {
    if (row.year === year) adder.add(row);
  });
  const {without, left_out} = adder.done();
  if (!left_out.length) return [];
  const {P, C} = without.units;
  const rest = P ?? C;
  const rate = rest && sumOfJoined(rest, selection).rate;
  return [
    `Without people who were, or may have been, protected as a group in ${list(left_out.map((code) => placeName(ledger, code)))}, it was ${rate && rate.kind !== "none" ? wordsOf(rate) : "not to be calculated"}.`
  ];
}
