// What the explorer shows for one question: series, outcomes, ranking and matrix, as values without an element. The sums and
// rates come from src/measures; this module decides which rows are added together and which are shown separately.
import {ascending, descending, range, sum as total} from "d3";
import type {State} from "./address.js";
import {codesOf, isReported} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {Kind, Matrix, NoEntry, Point, Ranking, Series, View} from "./types.js";
import {axisOf, single} from "./axis.js";
import {inOtherUnit} from "./otherUnit.js";
import type {InOtherUnit} from "./otherUnit.js";
import {markedHeadline, markedMatrix, markedRanking, markedSeries} from "./least.js";
import {everyOriginAdder, noSplits, NOTHING, rowsOf, splitsOf} from "./sums.js";
import {bySize, groupsOf, shownAs, shownOf, withOtherUnit} from "./series.js";
import {headlineOf} from "./headline.js";
import {joinedOf} from "./joined.js";
import {outcomesOf} from "./outcomes.js";
import type {Decided} from "./outcomes.js";
import {otherRankingOf, rankingOf} from "./ranking.js";
import {matrixOf} from "./matrix.js";
import {isUnchecked, withoutRate} from "./unchecked.js";

/** Why a year has no number: nothing was reported at that stage, or the country reported and has no entry for the group. */
function absenceOf(
  ledger: Ledger,
  {selection, axis, elsewhere}: Pick<View, "axis"> & Pick<State, "selection"> & {elsewhere: InOtherUnit},
  {kind, place, year}: {kind: Kind; place: string | null; year: number}
): NoEntry {
  const other = elsewhere(place, year);
  if (other) return other;
  const {measure, asylums, authority} = selection;
  if (kind.stage === null) return "no entry";
  const hosts = axis === "asylum" && place !== null ? [place] : asylums.kind === "places" ? asylums.codes : null;
  if (!hosts) return "no entry";
  const table = measure === "applications" ? "applications" : "decisions";
  return hosts.some((asylum) =>
    kind.levels.some((level) => isReported(ledger, {table, year, asylum, authority, level, unit: kind.unit}))
  )
    ? "no entry"
    : "not reported";
}

/** Answers a question. Long because each part takes the rows as they were added. @throws Error where it needs year-end figures and they were not fetched. */
export function viewOf(ledger: Ledger, state: State): View {
  const {selection} = state;
  const axis = axisOf(selection);
  const rows = rowsOf(ledger, selection);
  const splits = splitsOf(ledger, selection);
  const ofOneHost = single(selection.asylums) !== null || axis === "asylum";
  const [from, to] = selection.years;
  const years = range(from, to + 1);

  const groups = groupsOf(
    rows,
    (row) => axis && row[axis],
    selection,
    () => everyOriginAdder(ledger, selection, ofOneHost ? splits : noSplits)
  );
  const sortedKinds = bySize(groups);
  const [main] = sortedKinds;
  // Selected places without a row are listed too: their absence is an answer.
  if (axis && main)
    for (const code of codesOf(ledger, axis === "origin" ? selection.origins : selection.asylums, to))
      if (!groups.some(({place}) => place === code)) groups.push({place: code, kind: main, size: 0, years: new Map()});

  const absence = (kind: Kind, place: string | null, year: number) =>
    absenceOf(ledger, {selection, axis, elsewhere}, {kind, place, year});
  const elsewhere = inOtherUnit(ledger, selection, axis);
  const made = groups.map(({place, kind, years: byYear}): Series => {
    const points = years.map((year): Point => {
      const some = byYear.get(year);
      const added = some ? some.done() : NOTHING;
      const point = {year, ...added, ...shownOf(added), absence: some ? null : absence(kind, place, year)};
      return axis === "asylum" && some && isUnchecked(ledger, selection, place ?? "", year)
        ? withoutRate(point)
        : point;
    });
    return {place, kind, points: shownAs(ledger, state, place, points)};
  });
  // Series of decisions of one place have added the outcomes already.
  const decided =
    !axis && (selection.measure === "decisions" || selection.measure === "rate")
      ? groups.map(({kind, size, years: byYear}): Decided => ({
          kind,
          size,
          outcomes: (year) => byYear.get(year)?.done().outcomes ?? null
        }))
      : null;
  const size = ({points}: Series) => total(points, ({count}) => count?.value ?? 0);
  const series = withOtherUnit(markedSeries(ledger, {state, axis}, made)).sort(
    (a, b) =>
      ascending(sortedKinds.indexOf(a.kind), sortedKinds.indexOf(b.kind)) ||
      descending(size(a), size(b)) ||
      ascending(a.place ?? "", b.place ?? "")
  );
  const found = headlineOf(ledger, state);
  const headline = found && markedHeadline(ledger, {state, axis}, found);
  const added = joinedOf(ledger, state);
  const joined = added && {...added, series: markedSeries(ledger, {state, axis}, added.series)};
  const answer = withOtherUnit(headline?.series ?? joined?.series ?? []);
  let ranking: {readonly value: Ranking | null} | undefined;
  let otherRanking: {readonly value: Ranking | null} | undefined;
  let matrix: {readonly value: Matrix | null} | undefined;
  return {
    state,
    axis,
    kinds: sortedKinds,
    series,
    headline,
    joined,
    main: answer.length ? answer : null,
    outcomes: outcomesOf(ledger, state, {absence, decided, joined}),
    // Looked at below the first screen: worked out when that is drawn.
    get ranking() {
      return (ranking ??= {value: main ? markedRanking(ledger, state, rankingOf(ledger, state, main, splits)) : null})
        .value;
    },
    get otherRanking() {
      return (otherRanking ??= {
        value: main ? markedRanking(ledger, state, otherRankingOf(ledger, state, main, splits)) : null
      }).value;
    },
    get matrix() {
      return (matrix ??= {value: main ? markedMatrix(ledger, state, matrixOf(ledger, state, main, splits)) : null})
        .value;
    },
    empty: rows.length === 0 && !headline?.whole.some(({headline: one}) => one?.not_separated.P ?? one?.not_separated.C)
  };
}

/**
 * Where the answer is the sum of its separations, UNHCR's total of a region or the world: what they hold beyond it by year, as
 * temporary asylum that was reported under another type than new is in none of UNHCR's totals (1,020 in 2011). Null elsewhere.
 */
export function beyondSumOfStages({
  main,
  series,
  axis
}: Pick<View, "main" | "series" | "axis">): ReadonlyMap<number, number> | null {
  if (axis || !main?.length || !main.every(({kind}) => kind.id.startsWith("total "))) return null;
  const beyond = new Map<number, number>();
  for (const {kind, points} of main)
    points.forEach(({year, count}, i) => {
      const own = series.filter((one) => one.kind.unit === kind.unit);
      const more = total(own, (one) => one.points[i]?.count?.value ?? 0) - (count?.value ?? 0);
      if (more !== 0) beyond.set(year, (beyond.get(year) ?? 0) + more);
    });
  return beyond;
}

/** The separations that say something else than the answer: one of a single stage repeats it. */
export function separations({main, series, axis}: Pick<View, "main" | "series" | "axis">): readonly Series[] {
  if (!main) return series;
  if (axis) return [];
  const shown = (one: Series) =>
    JSON.stringify(one.points.map(({value, count, rate}) => [value, count?.value ?? null, rate?.kind ?? null]));
  const told = new Set(main.map((one) => `${one.kind.unit} ${shown(one)}`));
  return series.filter((one) => !told.has(`${one.kind.unit} ${shown(one)}`));
}
