// Computes the first answer to a question about new applications: one number per place and year in persons, cases separately, and
// the parts of each. The series of the view separate stages, levels and units.
import {range} from "d3";
import {list} from "../words/text.js";
import {sum, ZERO} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {LEVELS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {
  addLines,
  headlineAdder,
  headlinePart,
  isListed,
  listed,
  printedTotal,
  remainder,
  seriesBreaks
} from "../measures/headline.js";
import type {Headline, HeadlineLine, InUnits} from "../measures/headline.js";
import type {Selection} from "../measures/selection.js";
import type {Adder, ApplicationRow} from "../measures/sums.js";
import {unseenOriginsAdder, withUnseen} from "../measures/unseenOrigins.js";
import type {State} from "./address.js";
import {axisOf, hostsNamed} from "./axis.js";
import {kindWords} from "./kinds.js";
import {applicationRows, codesOf, isReported, knownOrigins} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {placeName} from "./names.js";
import {shownAs} from "./series.js";
import {NOTHING} from "./sums.js";
import {inOtherUnit} from "./otherUnit.js";
import type {InOtherUnit} from "./otherUnit.js";
import type {Absence, HeadlineSeries, HeadlineView, HeadlineYear, Kind, Point, Series} from "./types.js";

/** Whether a question is about all new applications: readers select a single stage, level or type explicitly. */
export function asksHeadline({measure, types, stages, levels}: Selection): boolean {
  return measure === "applications" && types === "new" && stages.length === 6 && levels === null;
}

const kindsOf = (id: string, levels: Kind["levels"]): Record<Unit, Kind> => ({
  P: {id: `${id} P`, stage: "first", levels, unit: "P"},
  C: {id: `${id} C`, stage: "first", levels, unit: "C"}
});
const LISTED = kindsOf("new", ["FI", "NA", "IN", "EO", "FA"]);
const PRINTED = kindsOf("total", Object.keys(LEVELS) as Kind["levels"]);
const UNITS = ["P", "C"] as const;

/** Adds the rows of one place and span, with the origins that a sum over every origin may have lost. */
export function numberAdder(
  ledger: Ledger,
  {origins}: Pick<Selection, "origins">,
  printed: boolean,
  everyOrigin = origins.kind === "all"
): Adder<ApplicationRow, Omit<HeadlineYear, "year">> {
  const headline = headlineAdder(ledger.onlyOther);
  const known = everyOrigin ? knownOrigins(ledger, "applications") : null;
  const unseen = known && unseenOriginsAdder(known);
  const unseenOfBoth = known && unseenOriginsAdder(known);
  return {
    add: (row) => {
      headline.add(row);
      const part = unseen && headlinePart(row, ledger.onlyOther);
      if (part && (printed || part === "first_and_combined" || part === "only_other_levels")) unseen.add(row);
      if (part && row.type === "NR") unseenOfBoth?.add(row);
    },
    done: () => {
      const made = headline.done();
      const lost = unseen?.done() ?? {P: 0, C: 0};
      const found = made && (printed ? printedTotal(made) : countsOf(listed(made)));
      const counted = (unit: Unit) => {
        const count = found?.[unit] ?? null;
        return count && withUnseen(count, lost[unit]);
      };
      return {
        headline: made,
        number: {P: counted("P"), C: counted("C")},
        unseen: lost,
        unseenOfBoth: unseenOfBoth?.done() ?? {P: 0, C: 0}
      };
    }
  };
}

const countsOf = ({P, C}: ReturnType<typeof listed>): InUnits<Count> => ({P: P?.count ?? null, C: C?.count ?? null});
const NO_YEAR = {headline: null, number: {P: null, C: null}, unseen: {P: 0, C: 0}, unseenOfBoth: {P: 0, C: 0}};

/** The answer to a question about new applications; null for other questions. */
export function headlineOf(ledger: Ledger, state: State): HeadlineView | null {
  const {selection} = state;
  if (!asksHeadline(selection)) return null;
  const axis = axisOf(selection);
  const printed = selection.asylums.kind !== "places";
  const [from, to] = selection.years;
  const years = range(from, to + 1);
  const places = new Map<string | null, Map<number, ReturnType<typeof numberAdder>>>();
  const all = new Map<number, ReturnType<typeof numberAdder>>();
  const at = <Key>(some: Map<Key, ReturnType<typeof numberAdder>>, key: Key) => {
    let adder = some.get(key);
    if (!adder) some.set(key, (adder = numberAdder(ledger, selection, printed)));
    return adder;
  };
  applicationRows(ledger, {...selection, types: "all"}).each((row) => {
    if (axis) {
      const place = row[axis];
      let byYear = places.get(place);
      if (!byYear) places.set(place, (byYear = new Map<number, ReturnType<typeof numberAdder>>()));
      at(byYear, row.year).add(row);
    }
    at(all, row.year).add(row);
  });
  const yearsOf = (some: ReadonlyMap<number, ReturnType<typeof numberAdder>>) =>
    years.map((year): HeadlineYear => ({year, ...(some.get(year)?.done() ?? NO_YEAR)}));
  const whole = yearsOf(all);
  if (axis)
    for (const code of codesOf(ledger, axis === "origin" ? selection.origins : selection.asylums, to))
      if (!places.has(code)) places.set(code, new Map<number, ReturnType<typeof numberAdder>>());
  const ofHosts = axis === "asylum" || (selection.asylums.kind === "places" && selection.asylums.codes.length === 1);
  const made = (axis ? [...places] : [[null, all] as const])
    .map(([place, byYear]): HeadlineSeries => {
      const found = axis ? yearsOf(byYear) : whole;
      return {
        place,
        years: found,
        breaks: ofHosts ? seriesBreaks(found.map(({year, headline}) => [year, headline] as const)) : []
      };
    })
    .sort((a, b) => leastOf(b) - leastOf(a) || ((a.place ?? "") < (b.place ?? "") ? -1 : 1));
  const kinds = printed ? PRINTED : LISTED;
  const elsewhere = inOtherUnit(ledger, selection, axis);
  // Without a number a place is listed in the unit that was asked for, else in that of the others.
  const inCases = made.some(({years: some}) => some.some(({number: {C}}) => C)) && !made.some(({years: some}) => some.some(({number: {P}}) => P)); // prettier-ignore
  const asked: Unit = selection.unit === "both" ? (inCases ? "C" : "P") : selection.unit;
  return {
    printed,
    places: made,
    series: made.flatMap((one) => {
      const has = (unit: Unit) => one.years.some(({number: given}) => given[unit] !== null);
      const units = UNITS.filter(has);
      // A selected place without a number is listed too.
      return (units.length ? units : [asked]).map((unit): Series => ({
        place: one.place,
        kind: kinds[unit],
        points: shownAs(
          ledger,
          state,
          one.place,
          one.years.map((year) => pointOf(ledger, state, one.place, year, {kind: kinds[unit], elsewhere}))
        )
      }));
    }),
    whole
  };
}

/** Persons and cases of the years together: an order, never a figure. */
const leastOf = ({years}: HeadlineSeries) =>
  years.reduce((sum, {number: {P, C}}) => sum + (P?.value ?? 0) + (C?.value ?? 0), 0);

function pointOf(
  ledger: Ledger,
  {selection}: State,
  place: string | null,
  {year, headline, number: given, unseenOfBoth}: HeadlineYear,
  {kind: {unit, levels}, elsewhere}: {readonly kind: Kind; readonly elsewhere: InOtherUnit}
): Point {
  const count = given[unit];
  const mixed = headline?.not_separated[unit] ?? null;
  const hosts = hostsNamed(selection, place);
  const absence = (): Absence =>
    mixed
      ? "not separated"
      : (elsewhere(place, year) ??
        (!hosts ||
        hosts.some((asylum) =>
          levels.some((level) =>
            isReported(ledger, {table: "applications", year, asylum, authority: selection.authority, level, unit})
          )
        )
          ? "no entry"
          : "not reported"));
  return {
    year,
    ...NOTHING,
    ...(count ?? {value: null, lo: null, hi: null}),
    count,
    ...newAndRepeatOf(headline, unit, unseenOfBoth[unit]),
    absence: count ? null : absence(),
    mixed: count ? null : mixed
  };
}

/** Applications reported as new and repeat together, and the stage they are of where it is one. */
function newAndRepeatOf(
  headline: Headline | null,
  unit: Unit,
  unseen: number
): Pick<Point, "newAndRepeat" | "newAndRepeatOf"> {
  const lines = (headline?.lines ?? []).filter((line) => (line[unit]?.new_and_repeat.hi ?? 0) > 0);
  const count = sum(lines.map((line) => line[unit]?.new_and_repeat ?? null)) ?? ZERO;
  const [line, ...more] = lines;
  return {
    newAndRepeat: withUnseen(count, unseen),
    newAndRepeatOf: line && !more.length ? {stages: [line.stage], levels: line.levels[unit]} : null
  };
}

/** "first instance", "first instance and appeal together", "administrative review": where a number was counted. */
export function stepsOf(headline: Headline): string {
  return list([...new Set(headline.lines.filter(isListed).map(lineStep))]);
}

function lineStep({stage, levels}: HeadlineLine): string {
  const codes = [...new Set([...levels.P, ...levels.C])];
  return stage === "first" || stage === "combined"
    ? kindWords({id: stage, stage, levels: codes, unit: "P"})
    : list(codes.map((level) => LEVELS[level]));
}

/**
 * What a total is made of, a line each: the hosts' own numbers, then what lies between them and the total ("temporary asylum in
 * Russia 102,661 persons; administrative review 198 persons"). For one country, the lines named with its number.
 */
export function partsOfTotal(
  ledger: Ledger,
  headline: Headline
): {readonly words: string; readonly number: InUnits<Count>}[] {
  const own = (part: HeadlineLine["part"]) => countsOf(addLines(headline.lines.filter((line) => line.part === part)));
  const others = headline.lines.filter(({part}) => part === "only_other_levels");
  const otherHosts = [...new Set(others.flatMap(({hosts}) => [...hosts.P, ...hosts.C]))];
  return [
    {words: "countries’ own numbers", number: own("first_and_combined")},
    {
      words: `${list(otherHosts.map((code) => placeName(ledger, code)))}, at ${list([...new Set(others.map(lineStep))])} alone`,
      number: own("only_other_levels")
    },
    ...beyondOf(ledger, headline)
  ].filter(({number: {P, C}}) => P || C);
}

/** What UNHCR's total holds beyond the countries' own numbers, a line each. */
export function beyondOf(
  ledger: Ledger,
  headline: Headline
): {readonly words: string; readonly number: InUnits<Count>}[] {
  return remainder(headline)
    .map((line) => {
      const codes = [...new Set([...line.hosts.P, ...line.hosts.C])];
      const where =
        line.part === "temporary_asylum"
          ? `temporary asylum in ${list(codes.map((code) => placeName(ledger, code)))}`
          : `${lineStep(line)} (reported as new)`;
      return {words: where, number: ofTotal(line)};
    })
    .filter(({number: {P, C}}) => P || C);
}

/** A line of the total, without applications that are new only in a second procedure. */
function ofTotal(line: HeadlineLine): InUnits<Count> {
  return printedTotal({lines: [line], not_separated: {P: null, C: null}, other_types: []});
}
