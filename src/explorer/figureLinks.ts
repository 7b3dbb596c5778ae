// The address of the card of each number that an answer shows: the question of that number alone.
import {isLeastStatus} from "../measures/separated.js";
import {decisionsOf, figureHref, isSame, places, yearOf} from "../figures/link.js";
import type {Linked, TextLink} from "../figures/link.js";
import {sum} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {STATUSES} from "../measures/codes.js";
import type {Level, Status, Unit} from "../measures/codes.js";
import {listed, printedTotal} from "../measures/headline.js";
import type {Headline} from "../measures/headline.js";
import type {Selection} from "../measures/selection.js";
import {formatNumber, leastCount} from "../words/numbers.js";
import {PER} from "../figures/address.js";
import {isPer} from "./address.js";
import type {Shown, State} from "./address.js";
import {hasRate, wordsOf} from "./rateAnswers.js";
import {isMinimum, positiveOf} from "./sums.js";
import type {Axis, Kind, Point, RankedPlace, Ranking, View} from "./types.js";

/** The address of a card from the explorer's page; `edition` where the answer is of an earlier one. */
export const cardHref = (figure: Linked, edition: string | null): string =>
  figureHref("./", edition === null ? figure : {...figure, edition});

/** The question of one kind of rows: the parts that select its stage, levels and unit and no other. */
export function kindOnly({levels}: Selection, {id, stage, levels: own, unit}: Kind): Linked {
  if (stage === null) return {};
  if (/^(?:new|total|joined) /.test(id)) return {unit};
  // The United States' courts decide again what came from level IN: the other levels of their stage are a number without them.
  const some: readonly Level[] | null =
    id.startsWith("EO ") || stage === "other" ? own : stage === "first" ? ["FI", "NA", "IN"] : null;
  const taken = some && levels ? some.filter((level) => levels.includes(level)) : (some ?? levels);
  return {unit, stages: [stage], levels: taken};
}

/** One place of the compared side. */
export const placed = (axis: Axis | null, code: string | null): Linked =>
  axis === null || code === null ? {} : axis === "origin" ? {origins: places(code)} : {asylums: places(code)};

/** The question of a series' number of one year. */
export function pointFigure(
  {state: {selection}, axis}: Pick<View, "state" | "axis">,
  {place, kind, year}: {place: string | null; kind: Kind; year: number}
): Linked {
  return {...selection, ...kindOnly(selection, kind), ...placed(axis, place), years: yearOf(year)};
}

/** What one number of decisions counts: every grant of protection, or the columns in which they are published. */
export const ofGrants = ({measure, definition}: Pick<Selection, "measure" | "definition">): Linked =>
  measure !== "decisions" ? {} : definition === "published" ? {cell: "recognized_or_other"} : {cell: "protection"};

/** A number per 100,000 inhabitants, where that is shown; of decisions it is of every grant. */
export function perFigure(selection: Pick<Selection, "measure" | "definition">, figure: Linked, shown: Shown): Linked {
  if (!isPer(shown)) return figure;
  const per = PER.find((one) => one === shown) ?? null;
  return {...figure, per, ...ofGrants(selection)};
}

/** The question of a place's number in a ranking or a matrix; null where no card counts the same. */
export function placeFigure(
  {selection, shown}: Pick<State, "selection" | "shown">,
  years: Ranking["years"],
  one: RankedPlace,
  where: Linked
): Linked | null {
  const {kind, count, rate, why} = one;
  const figure: Linked = {...selection, ...kindOnly(selection, kind), ...where, years: [...years]};
  if (selection.measure === "rate") return rate && !why ? figure : null;
  return count ? perFigure(selection, {...figure, ...ofGrants(selection)}, shown) : null;
}

/** The numbers of new applications of a ranked place: persons and cases lead to a card each. */
export function headlineFigures(
  {selection, shown}: Pick<State, "selection" | "shown">,
  years: Ranking["years"],
  {headline, counted}: RankedPlace,
  where: Linked
): Partial<Record<"P" | "C", Linked>> {
  if (!headline) return {};
  const both = headline.persons !== null && headline.cases !== null;
  const of = (unit: "P" | "C", count: Count | null): Partial<Record<"P" | "C", Linked>> => {
    // Persons and cases together have no card: per inhabitant they are one bar.
    if (!count || !counted || (both && isPer(shown))) return {};
    const figure: Linked = {...selection, ...where, unit, years: [...years]};
    return {[unit]: perFigure(selection, counted.includes(unit) ? figure : {...figure, added: "own"}, shown)};
  };
  return {...of("P", headline.persons), ...of("C", headline.cases)};
}

/** The question of a pair's number in the matrix: in persons where it has both. */
export function pairFigure(
  {selection}: Pick<State, "selection">,
  years: Ranking["years"],
  one: RankedPlace,
  [origin, asylum]: readonly [string, string]
): Linked | null {
  const where = {origins: places(origin), asylums: places(asylum)};
  const state = {selection, shown: "count" as const};
  if (!one.headline) return placeFigure(state, years, one, where);
  const {P, C} = headlineFigures(state, years, one, where);
  return P ?? C ?? null;
}

/** The units in which a card of a region or the world, which counts every stage, has a place's own number without being asked for it. */
export function countedAlike(headline: Headline | null, printed: boolean): readonly ("P" | "C")[] {
  const units = ["P", "C"] as const;
  if (!printed || !headline) return units;
  const [own, all] = [listed(headline), printedTotal(headline)];
  return units.filter((unit) => isSame(own[unit]?.count ?? null, all[unit]));
}

/** The rates of the latest year in the first sentence. */
function rateLinks(view: View): TextLink[] {
  const {state, axis, main, series} = view;
  const some = (main ?? series).filter(({kind}) => kind.id === (main ?? series)[0]?.kind.id);
  const isAnswered = (point: Point) => hasRate(point) || (axis === null && point.why != null);
  const latest = Math.max(0, ...some.flatMap(({points}) => points.findLast(isAnswered)?.year ?? 0));
  return some.flatMap(({place, kind, points}) => {
    const point = points.find(({year}) => year === latest);
    return point?.rate && hasRate(point) && !point.why
      ? [
          {
            text: wordsOf(point.rate, isMinimum(state.selection, point)),
            figure: pointFigure(view, {place, kind, year: latest})
          }
        ]
      : [];
  });
}

/** The question of the decisions that a rate divides by; null where no card counts the same: some were left out. */
export function groundFigure(
  {definition}: Pick<Selection, "definition">,
  {rate, outcomes}: Pick<Point, "rate" | "outcomes">,
  figure: Linked
): {readonly count: Count; readonly figure: Linked} | null {
  if (!rate || !outcomes) return null;
  const isPublished = definition === "unhcr_recognition" || definition === "unhcr_protection";
  const {published, statuses} = outcomes;
  const count = isPublished
    ? sum([published.recognized, published.other, published.rejected])
    : sum([positiveOf(outcomes, "status"), statuses.refused, statuses.undivided_closed]);
  return count?.value === rate.decisions ? {count, figure: {...figure, ...decisionsOf(null, isPublished)}} : null;
}

/** The question of the applications of a number that are reported as new and repeat together; null where stages are added. */
export const newAndRepeatFigure = ({newAndRepeatOf}: Point, {stage, id}: Kind, figure: Linked): Linked | null =>
  newAndRepeatOf === undefined
    ? stage === null || /^(?:new|total) /.test(id)
      ? null
      : {...figure, types: ["NR"]}
    : newAndRepeatOf && {...figure, ...newAndRepeatOf, types: ["NR"]};

/** An index leads to the card of its count. */
export function indexedFigure(
  {selection, shown}: Pick<State, "selection" | "shown">,
  {count}: Pick<Point, "count">,
  figure: Linked
): Linked | null {
  return shown === "index" && count ? {...figure, ...ofGrants(selection)} : null;
}

/** The numbers of the latest year in the first sentence; `isUnknown` says of which decisions many have no stated origin. */
export function findingLinks(
  view: View,
  isUnknown: (figure: Linked, unit: Unit) => (cell: Status) => boolean = () => () => false
): TextLink[] {
  const {
    state: {selection},
    axis,
    headline,
    joined,
    series
  } = view;
  if (selection.measure === "rate") return rateLinks(view);
  const ofOneKind = series.filter(({kind}) => kind.id === series[0]?.kind.id);
  const some = headline?.series ?? joined?.series ?? (axis ? ofOneKind : series.slice(0, 1));
  const latest = Math.max(0, ...some.flatMap(({points}) => points.findLast(({count}) => count)?.year ?? 0));
  return some.flatMap(({place, kind, points}) => {
    const point = points.find(({year}) => year === latest);
    const figure = pointFigure(view, {place, kind, year: latest});
    if (selection.measure !== "decisions")
      return point?.count
        ? [{text: isMinimum(selection, point) ? leastCount(point.count) : formatNumber(point.count.value), figure}]
        : [];
    if (!point?.outcomes || selection.definition === "published") return [];
    const {statuses} = point.outcomes;
    const {outcomes, atLeast = false} = point;
    const isLeast = isUnknown(figure, kind.unit);
    return STATUSES.filter((status) => statuses[status].value > 0).map((status) => ({
      text:
        isLeastStatus(outcomes, status, atLeast) || isLeast(status)
          ? leastCount(statuses[status])
          : formatNumber(statuses[status].value),
      figure: {...figure, cell: status}
    }));
  });
}
