// The answer to a question for new applications: the latest year first, then the peak, what the number is made of, and the totals.
import {capital, list} from "../words/text.js";
import {formatSpans, formatYears, leastCount} from "../words/numbers.js";
import type {Count} from "../measures/bounds.js";
import {indexBase} from "../measures/index100.js";
import {sum} from "../measures/bounds.js";
import {APPLICATION_TYPES} from "../measures/codes.js";
import {headlinePart} from "../measures/headline.js";
import type {InUnits} from "../measures/headline.js";
import {unknownOriginAdder} from "../measures/without.js";
import {isPer} from "./address.js";
import {partsOfTotal, stepsOf} from "./headline.js";
import {kindWords} from "./kinds.js";
import type {HeadlineSeries, HeadlineView, HeadlineYear, Series, View} from "./types.js";
import {applicationRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {countOf, countedInWords, denominatorOf, pointWords, unitOf} from "./measureWords.js";
import {hostWords, number, placeName} from "./names.js";
import {
  changeSince,
  countries,
  figure,
  IN_UNIT,
  paragraphs,
  peakSentence,
  short,
  together,
  totalsSentence,
  unitsWords,
  whenWho,
  whom
} from "./sentences.js";
import type {Finding} from "./sentences.js";

const hasNumber = ({number: {P, C}}: Pick<HeadlineYear, "number">) => P !== null || C !== null;
const least = ({number: {P, C}}: Pick<HeadlineYear, "number">) => (P?.value ?? 0) + (C?.value ?? 0);

/** A number of a year in words: "at least" where it is the least. */
const toldIn =
  ({number, least: units = []}: Pick<HeadlineYear, "number" | "least">, words = figure) =>
  (count: Count): string =>
    units.includes(count === number.C ? "C" : "P") ? leastCount(count) : words(count);

/** "881 new asylum applications by people from Eritrea (counted in persons)"; persons and cases are named and not added. */
function applicationsWords(by: string, {P, C}: InUnits<Count>, told = figure): string {
  if (P && C) return `new asylum applications${by}: ${unitsWords({P, C}, told)}, which cannot be added`;
  const one = P ?? C;
  if (!one) return "";
  return `${told(one)} new asylum ${one.value === 1 ? "application" : "applications"}${by} (${IN_UNIT[P ? "P" : "C"]})`;
}

export function headlineFinding(ledger: Ledger, view: View, headline: HeadlineView): Finding {
  if (view.axis) return comparedFinding(ledger, view, headline);
  const [one] = headline.places;
  const years = one?.years ?? [];
  const latest = years.findLast(hasNumber);
  if (!one || !latest) return withoutNumber(ledger, view, years);
  const numbered = years.filter(hasNumber);
  return paragraphs(
    [
      `${whenWho(`In ${latest.year}`, countries(ledger, view))} received ${applicationsWords(whom(ledger, view, "by"), latest.number, toldIn(latest))}${changeWords(one, latest)}.`,
      ...beforeSentence(one, latest),
      ...peakSentence(
        numbered.map((year) => ({
          year: year.year,
          size: least(year),
          words: unitsWords(year.number, toldIn(year)).replace(/ persons$/, "")
        }))
      ),
      // After the peak, which is a number of applications and no index.
      ...scaledSentence(ledger, view, latest.year)
    ],
    [
      ...madeOf(ledger, headline, latest),
      ...mixedWords(years),
      ...withoutWords(years, latest),
      ...unknownWords(ledger, view),
      ...totalsWords(view, headline)
    ]
  );
}

/** The parts of the latest year's number, or what it does not include. */
function madeOf(ledger: Ledger, {printed}: HeadlineView, {headline}: HeadlineYear): string[] {
  if (!headline) return [];
  const parts = partsOfTotal(ledger, headline);
  if (printed && parts.length > 1) return [`It adds up: ${partsWords(parts)}.`];
  if (parts.length > 1) return [`Not in this number: ${partsWords(parts.slice(1))}.`];
  if (parts.length === 1 && !headline.lines.some(({part}) => part === "first_and_combined"))
    return [`It was counted at ${stepsOf(headline)}, the only stage reported.`];
  return [];
}

export const partsWords = (parts: readonly {readonly words: string; readonly number: InUnits<Count>}[]): string =>
  parts.map(({words, number: given}) => `${words} (${unitsWords(given, ({value}) => number(value))})`).join("; ");

/** How the latest year compares with the one before it, where both are one number counted alike. */
function changeWords({years, breaks}: HeadlineSeries, latest: HeadlineYear): string {
  const before = years.find(({year}) => year === latest.year - 1);
  if (!before || !hasNumber(before)) return "";
  if (breaks.some(({year}) => year === latest.year)) return `; ${before.year} was counted differently`;
  const [now, then] = [latest.number.P ?? latest.number.C, before.number.P ?? before.number.C];
  const isOneNumber = !(latest.number.P && latest.number.C);
  if (!now || !then || !isOneNumber || (latest.number.C !== null) !== (before.number.C !== null)) return "";
  return changeSince(now, then, before.year);
}

/** The year before, in a separate sentence where both persons and cases are reported. */
function beforeSentence({years, breaks}: HeadlineSeries, latest: HeadlineYear): string[] {
  const before = years.find(({year}) => year === latest.year - 1);
  if (!(latest.number.P && latest.number.C) || !before || !hasNumber(before)) return [];
  if (breaks.some(({year}) => year === latest.year)) return [];
  return [`In ${before.year} the number was ${unitsWords(before.number, toldIn(before))}.`];
}

/** The number in the chosen form: per 100,000 inhabitants, with whose and from which year, or as an index. */
function scaledSentence(ledger: Ledger, view: View, year: number): string[] {
  const {state, main} = view;
  if (state.shown === "count") return [];
  return (main ?? []).flatMap(({kind, points}) => {
    const point = points.find((one) => one.year === year);
    if (!point || point.value === null) return [];
    const words = `${pointWords(state, point)}${kind.unit === "C" ? " cases" : ""}`;
    return isPer(state.shown)
      ? [
          `The number of ${year} is ${words} per 100,000 inhabitants of ${denominatorOf(ledger, state)}${countedInWords([point.denominator])}.`
        ]
      : [
          `As an index, with ${indexBase(points)?.year ?? "the first year above 0"} as 100, the number of ${year} is ${words}.`
        ];
  });
}

/** The totals of all years: by stage and unit for one country or list, by unit where every stage is added. */
function totalsWords(
  {state: {selection}, series}: View,
  {printed, series: made, whole}: Pick<HeadlineView, "printed" | "series" | "whole">
): string[] {
  const [from, to] = selection.years;
  if (from === to) return [];
  const name = ({kind}: Series) => (printed ? "" : ` (${kindWords(kind)})`);
  const totals = (printed ? made : series).flatMap((one) => {
    const all = countOf(one);
    // Applications of a year that the data does not separate from appeals are in no total.
    const isLeast =
      whole.some(({headline}) => (headline?.not_separated[one.kind.unit]?.value ?? 0) > 0) ||
      one.points.some((point) => point.isLeast);
    const words = (count: Count) => (isLeast ? `at least ${number(count.lo)}` : short(count));
    return all && all.value > 0 ? [`${words(all)} ${unitOf(all.value, one.kind.unit)}${name(one)}`] : [];
  });
  return totalsSentence(formatYears(from, to), totals);
}

/** Years in which new applications and appeals are one number. */
function mixedWords(years: readonly HeadlineYear[]): string[] {
  return years
    .filter((year) => !hasNumber(year) && isMixed(year))
    .map(
      ({year, headline}) =>
        `For ${year} the data does not separate new applications from appeals (${unitsWords(headline?.not_separated ?? {P: null, C: null})} together).`
    );
}

/** Says that the last selected years have no number. */
function withoutWords(years: readonly HeadlineYear[], latest: HeadlineYear): string[] {
  const after = years
    .filter((year) => year.year > latest.year && !hasNumber(year) && !isMixed(year))
    .map(({year}) => year);
  return after.length ? [`There is no entry for ${formatSpans(after)}, which does not mean zero.`] : [];
}
const isMixed = ({headline}: HeadlineYear) => Boolean(headline?.not_separated.P ?? headline?.not_separated.C);

function withoutNumber(ledger: Ledger, view: View, years: readonly HeadlineYear[]): Finding {
  const mixed = mixedWords(years);
  const types = new Set(years.flatMap(({headline}) => headline?.other_types ?? []));
  const {selection} = view.state;
  return paragraphs([
    `UNHCR’s data gives no number of new asylum applications${whom(ledger, view, "by")} in ${hostWords(ledger, selection)} for ${formatSpans(years.map(({year}) => year))}.`,
    ...mixed,
    ...(types.size && !mixed.length
      ? [`It has other applications there: ${list([...types].map((type) => APPLICATION_TYPES[type]))}.`]
      : [])
  ]);
}

/** What several places received or made together in the latest year, and which of them the most. */
function comparedFinding(ledger: Ledger, view: View, {places, whole}: HeadlineView): Finding {
  const {axis} = view;
  const {selection} = view.state;
  const latest = Math.max(0, ...places.flatMap(({years}) => years.findLast(hasNumber)?.year ?? 0));
  const noun = axis === "asylum" ? "countries of asylum" : "countries of origin";
  const ranked = places
    .map(({place, years}) => ({place: place ?? "", at: years.find(({year}) => year === latest)}))
    .sort((a, b) => (b.at ? least(b.at) : -1) - (a.at ? least(a.at) : -1));
  const numbered = ranked.filter(({at}) => at && hasNumber(at));
  const [first, second] = numbered;
  const all = whole.find(({year}) => year === latest)?.number;
  if (!first?.at || !all)
    return paragraphs([
      `UNHCR’s data gives none of these ${places.length} ${noun} a number of new asylum applications.`
    ]);
  const words = (at: HeadlineYear | undefined) => (at ? unitsWords(at.number, toldIn(at)) : "");
  const isAll = numbered.length === places.length;
  const isNamed = numbered.length <= 5;
  const who =
    isAll || isNamed
      ? together(
          ledger,
          numbered.map(({place}) => place)
        )
      : `${numbered.length} of these ${places.length} ${noun}`;
  const by = axis === "origin" ? ` by people from ${who}` : whom(ledger, view, "by");
  const number_ = applicationsWords(by, all);
  const absent = ranked.filter((one) => !numbered.includes(one)).map(({place}) => placeName(ledger, place));
  return paragraphs(
    [
      axis === "origin"
        ? `${whenWho(`In ${latest}`, countries(ledger, view))} received ${number_}.`
        : numbered.length === 1
          ? `In ${latest} only ${placeName(ledger, first.place)} of these ${places.length} ${noun} received ${number_}.`
          : `${whenWho(`In ${latest}`, who)} together received ${number_}.`,
      least(first.at) === 0
        ? `None of the ${places.length} ${noun} has a published number above 0.`
        : `Of the ${places.length} ${noun}, ${
            axis === "asylum"
              ? `${placeName(ledger, first.place)} received the most`
              : `${placeName(ledger, first.place)} had the most applicants`
          }: ${words(first.at)}${second ? `, then ${placeName(ledger, second.place)} with ${words(second.at)}` : ""}.`
    ],
    [
      ...(absent.length
        ? [
            `${capital(list(absent))} ${absent.length === 1 ? "has" : "have"} no number for ${latest}, which does not mean zero.`
          ]
        : []),
      ...comparedTotals(ledger, selection.years, places)
    ]
  );
}

/** The totals of the first places over the selected years. */
function comparedTotals(
  ledger: Ledger,
  [from, to]: readonly [number, number],
  places: readonly HeadlineSeries[]
): string[] {
  if (from === to) return [];
  const totals = places.slice(0, 3).flatMap(({place, years}) => {
    const of = (unit: "P" | "C") => sum(years.map((year) => year.number[unit]));
    const number = {P: of("P"), C: of("C")};
    const least = (["P", "C"] as const).filter((unit) => years.some((year) => year.least?.includes(unit)));
    const words = unitsWords(number, toldIn({number, least}, short));
    return words ? [`${placeName(ledger, place ?? "")} ${words}`] : [];
  });
  return totals.length ? [`From ${from} to ${to}: ${totals.join("; ")}.`] : [];
}

/** Whose figures people of unknown origin are in: without it a reader takes them for a nationality. */
function unknownWords(ledger: Ledger, {state: {selection}}: View): string[] {
  const {origins} = selection;
  if (!(origins.kind === "places" && origins.codes.includes("UNK"))) return [];
  const adder = unknownOriginAdder();
  applicationRows(ledger, selection).each((row) => {
    if (row.origin === "UNK" && headlinePart(row, ledger.onlyOther)) adder.add(row);
  });
  const found = adder.done();
  return (["P", "C"] as const).flatMap((unit) => {
    const one = found[unit];
    const [host] = one?.hosts ?? [];
    return one && host && one.hosts.length > 1
      ? [
          `${capital(placeName(ledger, host.asylum))} reported ${number(host.size)} of the ${number(one.unknown)} ${unit === "P" ? "persons" : "cases"} without a stated origin.`
        ]
      : [];
  });
}
