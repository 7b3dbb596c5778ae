// Marks the numbers of an answer that are the least there can be, as cards do: many applications or decisions of the country have no
// stated origin, or the data does not separate others from appeals. Missing grants are marked where decisions are added.
import type {Linked} from "../figures/link.js";
import type {Unit} from "../measures/codes.js";
import {isLeastNew} from "../measures/headline.js";
import type {Selection} from "../measures/selection.js";
import {kindOnly, ofGrants, placed, pointFigure} from "./figureLinks.js";
import {isLeastOf} from "./figure/unknown.js";
import type {Ledger} from "./ledger.js";
import type {HeadlineView, HeadlineYear, Matrix, RankedPlace, Ranking, Series, View} from "./types.js";

type Asked = Pick<View, "state" | "axis">;

/** Series whose points are marked. */
export function markedSeries(ledger: Ledger, {state, axis}: Asked, series: readonly Series[]): Series[] {
  const {selection} = state;
  return series.map((one) => ({
    ...one,
    points: one.points.map((point) => {
      if (!point.count?.value || point.isLeast) return point;
      const figure = {
        ...pointFigure({state, axis}, {place: one.place, kind: one.kind, year: point.year}),
        ...ofGrants(selection)
      };
      return isLeastOf(ledger, selection, figure, one.kind.unit) ? {...point, isLeast: true} : point;
    })
  }));
}

/** New applications by year whose numbers are marked. */
export function markedHeadline(ledger: Ledger, {state, axis}: Asked, headline: HeadlineView): HeadlineView {
  const {selection} = state;
  const {printed} = headline;
  const marked =
    (place: string | null) =>
    (year: HeadlineYear): HeadlineYear => {
      const where = placed(axis, place);
      const least = (["P", "C"] as const).filter((unit) => {
        const value = year.number[unit]?.value;
        const mixed = year.headline?.not_separated[unit]?.value ?? 0;
        return value !== undefined && value > 0 && (isLeastNew(mixed, value, printed) || isLeastOf(ledger, selection, {...selection, ...where, unit, years: [year.year, year.year]}, unit)); // prettier-ignore
      });
      return least.length ? {...year, least} : year;
    };
  const places = headline.places.map((one) => ({...one, years: one.years.map(marked(one.place))}));
  const isLeast = (place: string | null, year: number, unit: Unit) =>
    places
      .find((one) => one.place === place)
      ?.years.find((one) => one.year === year)
      ?.least?.includes(unit) ?? false;
  return {
    ...headline,
    places,
    whole: axis === null ? headline.whole.map(marked(null)) : headline.whole,
    series: headline.series.map((one) => ({
      ...one,
      points: one.points.map((point) =>
        isLeast(one.place, point.year, one.kind.unit) ? {...point, isLeast: true} : point
      )
    }))
  };
}

/** A ranked place, or a pair, in whose units many have no stated origin. */
function markedPlace(
  ledger: Ledger,
  selection: Selection,
  years: Ranking["years"],
  one: RankedPlace,
  where: Linked
): RankedPlace {
  const least = (["P", "C"] as const).filter((unit) => {
    const count = one.headline
      ? unit === "P"
        ? one.headline.persons
        : one.headline.cases
      : one.kind.unit === unit
        ? one.count
        : null;
    const figure = {...selection, ...(one.headline ? {unit} : kindOnly(selection, one.kind)), ...where, ...ofGrants(selection), years: [...years] as const}; // prettier-ignore
    return count !== null && count.value > 0 && isLeastOf(ledger, selection, figure, unit);
  });
  return least.length ? {...one, least} : one;
}

export const markedRanking = (ledger: Ledger, {selection}: View["state"], ranking: Ranking | null): Ranking | null =>
  ranking && {
    ...ranking,
    places: ranking.places.map((one) =>
      markedPlace(ledger, selection, ranking.years, one, placed(ranking.axis, one.code))
    )
  };

export const markedMatrix = (ledger: Ledger, {selection}: View["state"], matrix: Matrix | null): Matrix | null =>
  matrix && {
    ...matrix,
    cells: matrix.cells.map((row, i) =>
      row.map(
        (one, j) =>
        one && markedPlace(ledger, selection, matrix.years, one, {...placed("origin", matrix.origins[i] ?? ""), ...placed("asylum", matrix.asylums[j] ?? "")}) // prettier-ignore
      )
    )
  };
