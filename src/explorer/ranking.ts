// Ranks places by their numbers, for the ranking and the map.
import {ascending, descending, sum as total} from "d3";
import type {Selection} from "../measures/selection.js";
import type {Adder} from "../measures/sums.js";
import {isPer} from "./address.js";
import type {State} from "./address.js";
import {asksHeadline} from "./headline.js";
import {headlineRankingOf} from "./headlineRanking.js";
import {inhabitantsOf, isYearly, several, single} from "./axis.js";
import {compareKinds, rowKind} from "./kinds.js";
import {comparesJoined} from "./joined.js";
import {joinedPlaces, lastJoinedYear} from "./joinedRanking.js";
import {codesOf, decisionRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {Rows} from "./rows.js";
import {comparable, lastYear, perOf, shownOf} from "./series.js";
import {adderOf, everyOriginAdder, noSplits, rowsOf} from "./sums.js";
import type {Splits} from "./sums.js";
import {isUnchecked, withoutRate} from "./unchecked.js";
import type {Axis, Kind, RankedPlace, Ranking, Row, Sum, View} from "./types.js";

/** Rows added by the places that are compared; `by` gives null for a row that takes no part. */
export function compared(
  ledger: Ledger,
  {selection}: State,
  rows: Rows<Row>,
  takes: (kind: Kind) => boolean,
  splits: Splits,
  by: (row: Row) => string | null,
  adder: typeof adderOf = adderOf
): Map<string, RankedPlace> {
  const groups = new Map<string, Map<Kind, Adder<Row, Sum>>>();
  rows.each((row) => {
    const code = by(row);
    if (code === null) return;
    const kind = rowKind(row);
    if (!takes(kind)) return;
    let kinds = groups.get(code);
    if (!kinds) groups.set(code, (kinds = new Map<Kind, Adder<Row, Sum>>()));
    let sum = kinds.get(kind);
    if (!sum) kinds.set(kind, (sum = adder(ledger, selection, splits)));
    sum.add(row);
  });
  const found = new Map<string, RankedPlace>();
  for (const [code, kinds] of groups) {
    // A place with both kinds is ranked by the larger one.
    const each = [...kinds].map(([kind, sum]) => {
      const added = sum.done();
      const size = added.outcomes
        ? total(Object.values(added.outcomes.published), ({value}) => value)
        : (added.count?.value ?? 0);
      return {kind, added, size};
    });
    const [best] = each.sort((a, b) => descending(a.size, b.size) || compareKinds(a.kind, b.kind));
    if (best) found.set(code, {code, kind: best.kind, chosen: false, ...best.added, ...shownOf(best.added)});
  }
  return found;
}

/** The side of a question whose places its first ranking compares. */
function rankedAxis({origins, asylums}: Selection): Axis {
  if (several(asylums) || single(asylums) === null)
    return several(origins) && !several(asylums) && asylums.kind !== "all" ? "origin" : "asylum";
  return single(origins) === null ? "origin" : "asylum";
}

export function rankingOf(ledger: Ledger, state: State, main: Kind, splits: Splits): Ranking | null {
  const {selection} = state;
  const [origin, asylum] = [single(selection.origins), single(selection.asylums)];
  // A pair is compared with all countries of asylum of its origin.
  const isPair = origin !== null && asylum !== null;
  const open: Selection = isPair ? {...selection, asylums: {kind: "all"}} : selection;
  return rankedAlong(ledger, state, {main, splits, axis: rankedAxis(selection), open, chosen: isPair ? asylum : null});
}

/** The ranking that answers a question for each 100,000 inhabitants of every country, or of those of a region; null for others. */
export function perRanking(view: View): Ranking | null {
  const {state, axis} = view;
  if (!isPer(state.shown) || axis !== null || view.empty) return null;
  const side = inhabitantsOf(state);
  const {origins, asylums} = state.selection;
  if ((side === "origin" ? origins : asylums).kind === "places") return null;
  return [view.ranking, view.otherRanking].find((one) => one?.axis === side && one.places.length > 1) ?? null;
}

/** The other side of a question with several places on both: the origins of those who applied in a union, or the countries of asylum. */
export function otherRankingOf(ledger: Ledger, state: State, main: Kind, splits: Splits): Ranking | null {
  const {selection} = state;
  const axis = rankedAxis(selection) === "asylum" ? "origin" : "asylum";
  if (single(axis === "origin" ? selection.origins : selection.asylums) !== null) return null;
  return rankedAlong(ledger, state, {main, splits, axis, open: selection, chosen: null});
}

interface RankedSide {
  readonly main: Kind;
  readonly splits: Splits;
  readonly axis: Axis;
  /** The question whose places are ranked. */
  readonly open: Selection;
  /** The place of a pair that is compared with the others. */
  readonly chosen: string | null;
}

function rankedAlong(
  ledger: Ledger,
  state: State,
  {main, splits, axis, open, chosen: place}: RankedSide
): Ranking | null {
  const {selection} = state;
  const asylum = single(selection.asylums);
  if (asksHeadline(selection)) return headlineRankingOf(ledger, state, {axis, open, chosen: place});
  const yearly = isYearly(state);
  const takes = comparable(selection, main);
  const joined = comparesJoined(selection);
  const year = !yearly
    ? 0
    : joined
      ? lastJoinedYear(decisionRows(ledger, selection), selection.years[1])
      : lastYear(rowsOf(ledger, selection), takes, selection.years[1]);
  const inYear = (row: Row) => (yearly && row.year !== year ? null : row[axis]);
  const found = [
    ...(joined
      ? joinedPlaces(ledger, selection, decisionRows(ledger, open), inYear)
      : compared(
          ledger,
          state,
          rowsOf(ledger, open),
          takes,
          axis === "asylum" || asylum !== null ? splits : noSplits,
          inYear,
          // What rounding removed of a country's sum over every origin is of none of its origins.
          axis === "asylum" && open.origins.kind === "all" ? everyOriginAdder : adderOf
        )
    ).values()
  ].map((one): RankedPlace => {
    const chosen = one.code === place;
    const host = axis === "asylum" ? one.code : asylum;
    if (host !== null && isUnchecked(ledger, selection, host, year)) return {...withoutRate(one), chosen};
    if (!isPer(state.shown) || !one.count) return {...one, chosen};
    const whose = inhabitantsOf(state);
    const people =
      whose === axis ? [one.code] : codesOf(ledger, whose === "origin" ? open.origins : open.asylums, year);
    return {...perOf(ledger, one, whose, people, year), chosen};
  });
  const known = found.filter(
    ({value, rate, count}) => value !== null && (rate ? rate.kind === "rate" && !rate.marked : (count?.hi ?? 0) > 0)
  );
  const places = known.sort(
    (a, b) =>
      ascending(Number(a.code === "UNK"), Number(b.code === "UNK")) ||
      descending(a.value ?? 0, b.value ?? 0) ||
      ascending(ledger.place(a.code)?.name ?? a.code, ledger.place(b.code)?.name ?? b.code)
  );
  const leftOut = found.filter((one) => !known.includes(one));
  if (places.length + leftOut.length < 2) return null;
  return {axis, years: yearly ? [year, year] : selection.years, places, leftOut};
}
