// Ranks places for new applications, each once, by persons and cases together, so that a ranking or a map omits nobody.
import {sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Headline, InUnits} from "../measures/headline.js";
import {rankHeadlines} from "../measures/headlineRanking.js";
import type {RankedHeadline} from "../measures/headlineRanking.js";
import {axisOf, inhabitantsOf, isYearly} from "./axis.js";
import {mixedIn} from "./figure/beside.js";
import {countedAlike} from "./figureLinks.js";
import {numberAdder, beyondOf, stepsOf} from "./headline.js";
import type {HeadlineYear} from "./types.js";
import {KINDS} from "./kinds.js";
import {applicationRows, codesOf} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {State} from "./address.js";
import {isPer} from "./address.js";
import {inOtherUnit} from "./otherUnit.js";
import type {InOtherUnit} from "./otherUnit.js";
import {ABSENCE_WORDS} from "../words/status.js";
import {range} from "d3";
import {perOf} from "./series.js";
import type {Axis, Kind, RankedPlace, Ranking, YearsWithout} from "./types.js";
import type {Selection} from "../measures/selection.js";
import type {ApplicationRow} from "../measures/sums.js";

/** The places of `open` along an axis; `chosen` is the place of a pair that is compared with the others. Long because one pass over the rows finds all. */
export function headlineRankingOf(
  ledger: Ledger,
  state: State,
  {axis, open, chosen}: {axis: Axis; open: Selection; chosen: string | null}
): Ranking | null {
  const yearly = isYearly(state);
  const found = new Map<string, ReturnType<typeof numberAdder>>();
  const whole = numberAdder(ledger, open, true);
  // What rounding removed of a country's sum over every origin is of none of its origins.
  const everyOrigin = axis === "asylum" && open.origins.kind === "all";
  const printed = axis === "origin" && open.asylums.kind !== "places";
  const rows = applicationRows(ledger, {...open, types: "all"});
  let last = 0;
  if (yearly)
    rows.each(({year}) => {
      if (year > last) last = year;
    });
  // Few rows: of Austria 2012 and Germany 2006.
  const mixed = new Map<string, ApplicationRow[]>();
  rows.each((row) => {
    if (yearly && row.year !== last) return;
    if (row.type === "NA" || row.type === "FA") mixed.set(row[axis], [...(mixed.get(row[axis]) ?? []), {...row}]);
    whole.add(row);
    const code = row[axis];
    let adder = found.get(code);
    if (!adder) found.set(code, (adder = numberAdder(ledger, open, false, everyOrigin)));
    adder.add(row);
  });
  const made = new Map<string, Omit<HeadlineYear, "year"> | null>();
  for (const [code, adder] of found) made.set(code, adder.done());
  // Selected places are listed, with or without an entry.
  const side = axis === "origin" ? open.origins : open.asylums;
  if (side.kind === "places" && axisOf(open) === axis)
    for (const code of side.codes) if (!made.has(code)) made.set(code, null);
  if (made.size < 2) return null;
  const year = yearly ? last : open.years[1];
  const elsewhere = inOtherUnit(ledger, open, axis);
  const years = (why: InOtherUnit, code: string) =>
    range(yearly ? year : open.years[0], year + 1)
      .map((one) => why(code, one))
      .find((one) => one !== null);
  const ranked = rankHeadlines(
    [...made].map(([code, one]): [string, Headline | null] => [code, one?.headline ?? null])
  );
  const places = ranked.map((one): RankedPlace => {
    const number = made.get(one.code)?.number ?? {P: null, C: null};
    const headline = made.get(one.code)?.headline;
    const without = withoutYears(ledger, mixed.get(one.code) ?? [], {number, printed});
    const place = {...placeOf(one, number), counted: countedAlike(headline ?? null, printed), without};
    const whose = inhabitantsOf(state);
    const scaled = isPer(state.shown)
      ? perOf(
          ledger,
          place,
          whose,
          whose === axis ? [one.code] : codesOf(ledger, whose === "origin" ? open.origins : open.asylums, year),
          year
        )
      : place;
    const absence = number.P || number.C ? null : years(elsewhere, one.code);
    return {
      ...scaled,
      chosen: one.code === chosen,
      steps: headline ? stepsOf(headline) : "",
      ...(absence ? {why: ABSENCE_WORDS[absence]} : {})
    };
  });
  const inOrder = isPer(state.shown)
    ? [...places].sort(
        (a, b) => Number(a.code === "UNK") - Number(b.code === "UNK") || (b.value ?? -1) - (a.value ?? -1)
      )
    : places;
  const {headline: total, number: printedNumber} = whole.done();
  return {
    axis,
    years: yearly ? [year, year] : open.years,
    places: inOrder.filter(({value}) => value !== null),
    leftOut: inOrder.filter(({value}) => value === null),
    beyond: total ? beyondOf(ledger, total) : [],
    printed: open.asylums.kind === "places" ? null : printedNumber
  };
}

/** What a place's number leaves out, as the data does not separate it from appeals. */
function withoutYears(
  ledger: Ledger,
  rows: readonly ApplicationRow[],
  {number, printed}: {readonly number: InUnits<Count>; readonly printed: boolean}
): YearsWithout[] {
  if (!rows.length || !(number.P ?? number.C)) return [];
  const found = mixedIn(ledger, (visit) => rows.forEach(visit), (unit) => number[unit]?.value ?? 0, printed); // prettier-ignore
  return (["P", "C"] as const).flatMap((unit) => {
    const one = found[unit];
    return one ? [{...one, unit, why: "not separated" as const}] : [];
  });
}

/** New applications of pairs, by what `by` calls them, which gives null for a row that takes no part. */
export function headlinePairs(
  ledger: Ledger,
  selection: Selection,
  by: (row: ApplicationRow) => string | null
): Map<string, RankedPlace> {
  const found = new Map<string, ReturnType<typeof numberAdder>>();
  const mixed = new Map<string, ApplicationRow[]>();
  applicationRows(ledger, {...selection, types: "all"}).each((row) => {
    const key = by(row);
    if (key === null) return;
    if (row.type === "NA" || row.type === "FA") mixed.set(key, [...(mixed.get(key) ?? []), {...row}]);
    let adder = found.get(key);
    if (!adder) found.set(key, (adder = numberAdder(ledger, selection, false, false)));
    adder.add(row);
  });
  const made = new Map([...found].map(([key, adder]) => [key, adder.done()] as const));
  return new Map(
    rankHeadlines([...made].map(([key, {headline}]) => [key, headline] as const)).flatMap((one) => {
      const number = made.get(one.code)?.number;
      if (!number || !(number.P ?? number.C)) return [];
      const without = withoutYears(ledger, mixed.get(one.code) ?? [], {number, printed: false});
      return [[one.code, {...placeOf(one, number), counted: ["P", "C"] as const, without}] as const];
    })
  );
}

const PERSONS = KINDS.P.levels.FI as Kind;
const CASES = KINDS.C.levels.FI as Kind;

function placeOf(headline: RankedHeadline, {P, C}: InUnits<Count>): RankedPlace {
  // A case is at least one person: the least number of persons there can be, for order and length alone.
  const together = sum([P, C]);
  return {
    code: headline.code,
    kind: P || !C ? PERSONS : CASES,
    chosen: false,
    value: together?.value ?? null,
    lo: together?.lo ?? null,
    hi: together?.hi ?? null,
    count: P ?? C,
    outcomes: null,
    rate: null,
    headline: {...headline, persons: P, cases: C}
  };
}
