// What counts as a revision: a cell published otherwise, a row that came or went in a year already published; not a new year.
import {expect, test} from "vitest";
import {revisionsOf} from "../../src/measures/revisions.js";

type Line = readonly [year: number, origin: string, refugees: number | null, seekers: number | null];
const stocks = (lines: readonly Line[]) => ({
  year: lines.map(([year]) => year),
  origin: lines.map(([, origin]) => origin),
  asylum: lines.map(() => "ISR"),
  refugees: lines.map(([, , refugees]) => refugees),
  asylum_seekers: lines.map(([, , , seekers]) => seekers)
});
const cells = (before: readonly Line[], after: readonly Line[]) =>
  revisionsOf("stocks", stocks(before), stocks(after)).revisions.map(
    ({year, origin, change, column, before: was, after: is}) => [year, origin, change, column, was, is]
  );

test("each cell that differs is one revision, and unchanged cells are none", () => {
  expect(cells([[2020, "ERI", 5, 10]], [[2020, "ERI", 5, 12]])).toEqual([
    [2020, "ERI", "changed", "asylum_seekers", 10, 12]
  ]);
});

test("an empty cell is not 0", () => {
  expect(cells([[2020, "ERI", null, 0]], [[2020, "ERI", 0, 0]])).toEqual([
    [2020, "ERI", "changed", "refugees", null, 0]
  ]);
});

test("a row that came or went in a year already published is one, by each count that it gives", () => {
  expect(
    cells(
      [
        [2020, "ERI", 5, 10],
        [2020, "SDN", 5, null]
      ],
      [
        [2020, "ERI", 5, 10],
        [2020, "ETH", null, null]
      ]
    )
  ).toEqual([
    [2020, "ETH", "added", "refugees", null, null],
    [2020, "SDN", "gone", "refugees", 5, null]
  ]);
});

test("a year that was missing is new, not revised; a year that was removed is revised", () => {
  const both: Line[] = [[2020, "ERI", 5, 10]];
  const {revisions, new_years} = revisionsOf(
    "stocks",
    stocks(both),
    stocks([...both, [2021, "ERI", 1, 2], [2021, "SDN", 1, 2]])
  );
  expect(revisions).toEqual([]);
  expect(new_years).toEqual([{year: 2021, rows: 2}]);
  expect(cells([...both, [2021, "ERI", 1, 2]], both)).toHaveLength(2);
});

test("tables of no rows differ in nothing", () => {
  expect(revisionsOf("stocks", stocks([]), stocks([]))).toEqual({revisions: [], new_years: []});
});
