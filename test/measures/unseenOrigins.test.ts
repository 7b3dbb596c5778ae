// Origins without a row in a sum: up to two people each, at the upper end alone.
import {expect, test} from "vitest";
import {added} from "../../src/measures/sums.js";
import {knownOriginsAdder, unseenOriginsAdder, withUnseen} from "../../src/measures/unseenOrigins.js";
import type {Entry} from "../../src/measures/unseenOrigins.js";

const entry = (origin: string, year: number, more: Partial<Entry> = {}): Entry => ({
  ...{origin, year, asylum: "DEU", unit: "P"},
  ...more
});

const known = added(knownOriginsAdder(), [
  entry("AFG", 2023),
  entry("AFG", 2024),
  entry("BTN", 2019),
  entry("BTN", 2023),
  entry("PRK", 2024),
  entry("LAO", 2022, {unit: "C"}),
  entry("FJI", 2022, {asylum: "FRA"})
]);
const unseen = (rows: readonly Entry[]) => added(unseenOriginsAdder(known), rows);

test("an origin with an entry at the country in another year and none in the sum is unseen", () => {
  expect(unseen([entry("AFG", 2024), entry("PRK", 2024)])).toEqual({P: 1, C: 0});
});

test("an entry in the same year alone, in another unit or at another country does not count", () => {
  expect(unseen([entry("AFG", 2024), entry("BTN", 2024)])).toEqual({P: 0, C: 0});
  expect(unseen([entry("AFG", 2020)])).toEqual({P: 2, C: 0});
});

test("each year and country is looked at alone, and one without a row adds nothing", () => {
  expect(unseen([entry("AFG", 2023), entry("AFG", 2024)])).toEqual({P: 3, C: 0});
  expect(unseen([entry("AFG", 2024, {asylum: "FRA"})])).toEqual({P: 1, C: 0});
  expect(unseen([entry("AFG", 2024, {unit: "C"})])).toEqual({P: 0, C: 1});
  expect(unseen([])).toEqual({P: 0, C: 0});
});

test("two people more for each unseen origin, at the upper end alone", () => {
  expect(withUnseen({value: 100, lo: 98, hi: 102}, 3)).toEqual({value: 100, lo: 98, hi: 108});
});
