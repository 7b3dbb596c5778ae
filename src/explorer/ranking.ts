// Places in the order of their numbers, for a ranking and for the map.
import {ascending, descending, sum as total} from "d3";
import type {Selection} from "../measures/selection.js";
import type {Adder} from "../measures/sums.js";
import type {State} from "./address.js";
import {inhabitantsOf, isYearly, several, single} from "./axis.js";
import {compareKinds, rowKind} from "./kinds.js";
import {codesOf, inhabitants} from "./ledger.js";
import type {Ledger, Rows} from "./ledger.js";
import {comparable, lastYear, shownOf} from "./series.js";
import {adderOf, noSplits, rowsOf} from "./sums.js";
import type {Splits, Sum} from "./sums.js";
import type {Axis, Kind, RankedPlace, Ranking, Row} from "./types.js";

/** Rows added by the places that are compared; `by` gives null for a row that takes no part. */
export function compared(
  ledger: Ledger,
  {selection}: State,
  rows: Rows<Row>,
  takes: (kind: Kind) => boolean,
  splits: Splits,
  by: (row: Row) => string | null
): Map<string, RankedPlace> {
  const groups = new Map<string, Map<Kind, Adder<Row, Sum>>>();
  rows.each((row) => {
    const code = by(row);
    if (code === null) return;
    const kind = rowKind(row);
    if (!takes(kind)) return;
    let kinds = groups.get(code);
    if (!kinds) groups.set(code, (kinds = new Map<Kind, Adder<Row, Sum>>()));
    let adder = kinds.get(kind);
    if (!adder) kinds.set(kind, (adder = adderOf(ledger, selection, splits)));
    adder.add(row);
  });
  const found = new Map<string, RankedPlace>();
  for (const [code, kinds] of groups) {
    // A place that files both stands there with the one that holds more.
    const each = [...kinds].map(([kind, adder]) => {
      const added = adder.done();
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

export function rankingOf(ledger: Ledger, state: State, main: Kind, splits: Splits): Ranking | null {
  const {selection} = state;
  const [origin, asylum] = [single(selection.origins), single(selection.asylums)];
  const axis: Axis =
    several(selection.asylums) || asylum === null
      ? several(selection.origins) && !several(selection.asylums) && selection.asylums.kind !== "all"
        ? "origin"
        : "asylum"
      : origin === null
        ? "origin"
        : "asylum";
  // One pair is held against all hosts of the origin.
  const open: Selection = origin !== null && asylum !== null ? {...selection, asylums: {kind: "all"}} : selection;
  const yearly = isYearly(state);
  const takes = comparable(selection, main);
  const year = yearly ? lastYear(rowsOf(ledger, selection), takes, selection.years[1]) : 0;
  const found = [
    ...compared(
      ledger,
      state,
      rowsOf(ledger, open),
      takes,
      axis === "asylum" || asylum !== null ? splits : noSplits,
      (row) => (yearly && row.year !== year ? null : row[axis])
    ).values()
  ].map((one): RankedPlace => {
    const chosen = one.code === (axis === "asylum" ? asylum : origin);
    if (state.shown !== "per_100000" || !one.count) return {...one, chosen};
    const people = inhabitants(
      ledger,
      inhabitantsOf(selection) === axis
        ? [one.code]
        : codesOf(ledger, axis === "origin" ? selection.asylums : selection.origins, year),
      year
    );
    const by = (n: number | null) => (n === null || people === null ? null : (n * 100000) / people);
    return {...one, chosen, value: by(one.value), lo: by(one.lo), hi: by(one.hi)};
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
