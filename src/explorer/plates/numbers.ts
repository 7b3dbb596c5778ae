// The numbers of the charts that compare, for the file that a reader saves: each number in a column of its own, with the lowest and
// the highest that rounding allows, its unit, its years, and why it is missing where it is.
import {columnsData, percents, rangeColumns, whyColumn} from "../../charts/data.js";
import type {ChartData, Column, Field} from "../../charts/data.js";
import {sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import {wilson} from "../../measures/rates.js";
import type {Rate} from "../../measures/rates.js";
import {ABSENCE_WORDS} from "../../words/status.js";
import {formatYears} from "../../words/numbers.js";
import {rateWords} from "../../words/rates.js";
import {capital} from "../../words/text.js";
import {isPer} from "../address.js";
import {totalOf} from "../compare/total.js";
import {kindWords} from "../kinds.js";
import type {Ledger} from "../ledger.js";
import {countedInWords, denominatorOf, measureWords, rankedWords} from "../measureWords.js";
import {isMinimum} from "../sums.js";
import {withoutWords} from "../without.js";
import type {Kind, Matrix, Point, RankedPlace, Ranking, Series, View} from "../types.js";

export const AXIS_HEADS = {origin: "Country of origin", asylum: "Country of asylum"} as const;
const yearsOf = ([from, to]: readonly [number, number]): Field => (from === to ? from : formatYears(from, to));
const stageOf = (kind: Kind) => (kind.stage ? kindWords(kind) : "end of year");
const name = (ledger: Ledger, code: string) => ledger.place(code)?.name ?? code;
interface Ended {
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}
/** A number with the ends that it has; null where it has none. */
const ended = ({value, lo, hi}: Ended): Partial<Count> | null =>
  value === null && lo === null
    ? null
    : {...(value === null ? {} : {value}), ...(lo === null ? {} : {lo}), ...(hi === null ? {} : {hi})};

/** Decisions of a rate with their range; without one where its parts are not what it divides by. */
function decisionsOf({decisions, positive, refused, undivided_closed}: Rate): Partial<Count> {
  const parts = sum([positive, refused, undivided_closed]);
  return parts?.value === decisions ? parts : {value: decisions};
}

/** The columns of rates: the rate and what it divides. */
function rateColumns(rates: readonly (Rate | null)[], closed: readonly (Count | null)[]): Column[] {
  const drawn = rates.map((rate) => (rate && rate.kind !== "none" ? rate : null));
  const chance = rates.map((rate) => (rate?.kind === "rate" ? wilson(rate.numerator.value, rate.decisions) : null));
  return [
    ...rangeColumns("Rate (%)", drawn.map((rate) => rate && percents({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}))), // prettier-ignore
    ...rangeColumns("Counted as granted", rates.map((rate) => rate && rate.numerator)), // prettier-ignore
    ...rangeColumns("Substantive decisions", rates.map((rate) => rate && decisionsOf(rate))), // prettier-ignore
    ...rangeColumns("Closed without a decision", closed),
    {name: "Chance variation, 95% interval (%), lowest", fields: chance.map((one) => percents(one)?.lo ?? null)},
    {name: "Chance variation, 95% interval (%), highest", fields: chance.map((one) => percents(one)?.hi ?? null)}
  ];
}

const rateNote = (rate: Rate | null): string | null =>
  !rate ? "no rate" : rate.kind === "none" ? rateWords(rate) : rate.marked ? "fewer than 25 decisions" : null;

/** The places of a ranking with their numbers; with their sum, where they are added, as the last row. */
export function rankingData(
  ledger: Ledger,
  {state}: Pick<View, "state">,
  ranking: Ranking,
  places: readonly RankedPlace[] = [...ranking.places, ...ranking.leftOut]
): ChartData {
  const {axis, years} = ranking;
  const {selection} = state;
  const isRate = selection.measure === "rate";
  const whole =
    places.length === ranking.places.length + ranking.leftOut.length ? totalOf(ledger, state, ranking) : null;
  const total = whole && (whole.P ?? whole.C) ? whole : null;
  const isHeadline = places.some(({headline}) => headline) && !isPer(state.shown);
  const last = <T>(of: T): T[] => (total ? [of] : []);
  const what = capital(measureWords(selection));
  const shareOf = total && !(total.P && total.C) ? (total.P ?? total.C)?.value : undefined;
  const note = (one: RankedPlace): Field => {
    if (one.why) return one.why;
    if (isRate) return [isMinimum(selection, one) ? "at least" : "", rateNote(one.rate) ?? ""].filter(Boolean).join("; ") || null; // prettier-ignore
    if (one.value === null) return rankedWords(state, one).replace(/^–$/, "no number");
    const isLeast = isMinimum(selection, one) || one.without?.some((some) => some.isLeast);
    return [isLeast ? "at least" : "", ...withoutWords(one).map((words) => `without ${words}`)].filter(Boolean).join("; ") || null; // prettier-ignore
  };
  const numbers: Column[] = isRate
    ? rateColumns(places.map(({rate}) => rate), places.map(({closed}) => closed ?? null)) // prettier-ignore
    : isHeadline
      ? [
          ...rangeColumns(`${what}, persons`, [...places.map(({headline}) => headline?.persons ?? null), ...last(total?.P ?? null)]), // prettier-ignore
          ...rangeColumns(`${what}, cases`, [...places.map(({headline}) => headline?.cases ?? null), ...last(total?.C ?? null)]) // prettier-ignore
        ]
      : rangeColumns(
          isPer(state.shown)
            ? `${what} per 100,000 inhabitants of ${denominatorOf(ledger, state, axis)}${countedInWords(places.map(({denominator}) => denominator))}`
            : what,
          [...places.map((one) => (isPer(state.shown) ? ended(one) : one.count)), ...last(total?.P ?? total?.C ?? null)]
        );
  return columnsData([
    {name: AXIS_HEADS[axis], fields: [...places.map(({code}) => name(ledger, code)), ...last(`Sum of these ${places.length}`)]}, // prettier-ignore
    {name: "Code", fields: places.map(({code}) => code)},
    {name: "Years", fields: [...places.map(() => yearsOf(years)), ...last(yearsOf(years))]},
    ...numbers,
    ...(shareOf
      ? [{name: "Share of the sum (%)", fields: [...places.map(({count}) => (count ? Number(((count.value / shareOf) * 100).toPrecision(10)) : null)), 100]}] // prettier-ignore
      : []),
    {name: "Stage", fields: places.map((one) => (one.headline ? one.steps ?? null : stageOf(one.kind)))}, // prettier-ignore
    {
      name: "Counted in",
      fields: [
        ...places.map((one) =>
          one.headline ? inUnits(one.headline.persons, one.headline.cases) : UNITS[one.kind.unit]
        ),
        ...last(total && inUnits(total.P, total.C))
      ]
    },
    whyColumn(places.map(note))
  ]);
}

const inUnits = (P: Count | null, C: Count | null): Field =>
  [P ? UNITS.P : "", C ? UNITS.C : ""].filter(Boolean).join(" and ") || null;

/** Series by year, one row a series and year. */
export function seriesData({state}: View, series: readonly Series[], nameOf: (one: Series) => string): ChartData {
  const rows = series.flatMap((one) => one.points.map((point) => ({one, point})));
  const isRate = state.selection.measure === "rate";
  const note = ({absence, why, value, rate, ...point}: Point): Field => {
    if (absence) return ABSENCE_WORDS[absence];
    if (why) return why;
    if (isRate) return [isMinimum(state.selection, point) ? "at least" : "", rateNote(rate) ?? ""].filter(Boolean).join("; ") || null; // prettier-ignore
    return value === null ? "no number" : isMinimum(state.selection, point) ? "at least" : null;
  };
  return columnsData([
    {name: "Series", fields: rows.map(({one}) => nameOf(one))},
    {name: "Year", fields: rows.map(({point}) => point.year)},
    {name: "Stage", fields: rows.map(({one}) => stageOf(one.kind))},
    {name: "Counted in", fields: rows.map(({one}) => UNITS[one.kind.unit])},
    ...(isRate
      ? rateColumns(rows.map(({point}) => (point.why ? null : point.rate)), rows.map(({point}) => point.closed ?? null)) // prettier-ignore
      : rangeColumns("Value", rows.map(({point}) => ended(point)))), // prettier-ignore
    ...(state.shown === "count" || isRate ? [] : rangeColumns("Count", rows.map(({point}) => point.count))), // prettier-ignore
    whyColumn(rows.map(({point}) => note(point)))
  ]);
}

/** The pairs of a matrix, one row each. */
export function matrixData(ledger: Ledger, {state}: Pick<View, "state">, matrix: Matrix): ChartData {
  const cells = matrix.origins.flatMap((origin, i) =>
    matrix.asylums.map((asylum, j) => ({origin, asylum, one: matrix.cells[i]?.[j] ?? null}))
  );
  const isRate = state.selection.measure === "rate";
  const some = cells.map(({one}) => one);
  const isHeadline = some.some((one) => one?.headline);
  const what = capital(measureWords(state.selection));
  const note = (one: RankedPlace | null): Field => {
    if (!one)
      return state.selection.unit === "both" ? "no entry" : `no entry counted in ${UNITS[state.selection.unit]}`;
    if (one.why) return one.why;
    const least = isMinimum(state.selection, one) ? "at least" : "";
    if (isRate) return [least, rateNote(one.rate) ?? ""].filter(Boolean).join("; ") || null;
    return one.count ? least || null : "no number";
  };
  return columnsData([
    {name: AXIS_HEADS.origin, fields: cells.map(({origin}) => name(ledger, origin))},
    {name: AXIS_HEADS.asylum, fields: cells.map(({asylum}) => name(ledger, asylum))},
    {name: "Years", fields: cells.map(() => yearsOf(matrix.years))},
    ...(isRate
      ? rateColumns(some.map((one) => (one && !one.why ? one.rate : null)), some.map((one) => one?.closed ?? null)) // prettier-ignore
      : isHeadline
        ? [
            ...rangeColumns(`${what}, persons`, some.map((one) => one?.headline?.persons ?? null)), // prettier-ignore
            ...rangeColumns(`${what}, cases`, some.map((one) => one?.headline?.cases ?? null)) // prettier-ignore
          ]
        : rangeColumns(what, some.map((one) => one?.count ?? null))), // prettier-ignore
    {name: "Stage", fields: some.map((one) => one && stageOf(one.kind))},
    {name: "Counted in", fields: some.map((one) => one && (one.headline ? inUnits(one.headline.persons, one.headline.cases) : UNITS[one.kind.unit]))}, // prettier-ignore
    whyColumn(some.map(note))
  ]);
}
