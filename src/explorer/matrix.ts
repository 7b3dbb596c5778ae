// Builds the table of origins by countries of asylum, for a question with several of both.
import {ascending, descending} from "d3";
import type {State} from "./address.js";
import {single} from "./axis.js";
import {asksHeadline} from "./headline.js";
import {headlinePairs} from "./headlineRanking.js";
import {comparesJoined} from "./joined.js";
import {joinedPlaces} from "./joinedRanking.js";
import {rowKind} from "./kinds.js";
import {decisionRows} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import {compared} from "./ranking.js";
import {comparable, lastYear} from "./series.js";
import {rowsOf, sizeOf} from "./sums.js";
import type {Splits} from "./sums.js";
import {isUnchecked, withoutRate} from "./unchecked.js";
import {AXES} from "./types.js";
import type {Axis, Kind, Matrix, Row} from "./types.js";

/** The most places on a side. */
const MOST_CELLS = 8;

/** How much of a row the cells show: of decisions those that grant protection, of rates all but cases closed without a decision. */
function shownSize(row: Row, selection: State["selection"]): number {
  if (!("closed" in row)) return sizeOf(row, selection);
  if (selection.measure === "decisions") return (row.recognized ?? 0) + (row.other ?? 0);
  return sizeOf(row, selection) - (row.closed ?? 0);
}

export function matrixOf(ledger: Ledger, state: State, main: Kind, splits: Splits): Matrix | null {
  const {selection} = state;
  if (single(selection.origins) !== null || single(selection.asylums) !== null) return null;
  const whole = asksHeadline(selection) || comparesJoined(selection);
  const same = comparable(selection, main);
  const takes = (kind: Kind) => (whole ? kind.stage === "first" || kind.stage === "combined" : same(kind));
  const rows = rowsOf(ledger, selection);
  const yearly =
    selection.measure === "rate" || selection.measure === "refugees" || selection.measure === "asylum_seekers";
  const year = yearly ? lastYear(rows, takes, selection.years[1]) : 0;
  const inYear = (row: Row) => !yearly || row.year === year;
  const held = {origin: new Map<string, {size: number}>(), asylum: new Map<string, {size: number}>()};
  rows.each((row) => {
    if (!inYear(row) || !takes(rowKind(row))) return;
    const size = shownSize(row, selection);
    for (const axis of AXES) {
      const before = held[axis].get(row[axis]);
      if (before) before.size += size;
      else held[axis].set(row[axis], {size});
    }
  });
  const largest = (axis: Axis): string[] => {
    const chosen = axis === "origin" ? selection.origins : selection.asylums;
    const sizes = held[axis];
    const codes = chosen.kind === "places" ? [...chosen.codes] : [...sizes.keys()].filter((code) => code !== "UNK");
    return codes
      .sort((a, b) => descending(sizes.get(a)?.size ?? 0, sizes.get(b)?.size ?? 0) || ascending(a, b))
      .slice(0, MOST_CELLS);
  };
  const [origins, asylums] = [largest("origin"), largest("asylum")];
  if (origins.length < 2 || asylums.length < 2) return null;
  const [inOrigins, inAsylums] = [new Set(origins), new Set(asylums)];
  const pairOf = (row: Row) =>
    inYear(row) && inOrigins.has(row.origin) && inAsylums.has(row.asylum) ? `${row.origin} ${row.asylum}` : null;
  const cells = asksHeadline(selection)
    ? headlinePairs(ledger, selection, pairOf)
    : comparesJoined(selection)
      ? joinedPlaces(ledger, selection, decisionRows(ledger, selection), pairOf)
      : compared(ledger, {...state, shown: "count"}, rows, takes, splits, pairOf);
  return {
    years: yearly ? [year, year] : selection.years,
    origins,
    asylums,
    cells: origins.map((origin) =>
      asylums.map((asylum) => {
        const cell = cells.get(`${origin} ${asylum}`) ?? null;
        return cell && isUnchecked(ledger, selection, asylum, year) ? withoutRate(cell) : cell;
      })
    )
  };
}
