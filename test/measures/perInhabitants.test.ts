// Counts for each 100,000 inhabitants, and whose inhabitants they are.
import {expect, test} from "vitest";
import {bounded, exact} from "../../src/measures/bounds.js";
import {DEFAULT_SIDE, denominator, isOfAnotherYear, perInhabitants} from "../../src/measures/perInhabitants.js";
import type {Denominator, InhabitantsOf} from "../../src/measures/perInhabitants.js";

/** As the edition has them: the World Bank's last year is 2024. */
const people: InhabitantsOf = (place, year) => {
  const of = {DEU: 80_000_000, SWE: 10_000_000}[place];
  return of === undefined ? null : {people: of, year: Math.min(year, 2024)};
};

test("a number for each 100,000 inhabitants carries whose they are, and its rounding", () => {
  const germany = denominator("asylum", ["DEU"], 2023, people) as Denominator;
  expect(perInhabitants(exact(800), germany)).toEqual({value: 1, lo: 1, hi: 1, denominator: germany});
  expect(germany).toEqual({
    side: "asylum",
    year: 2023,
    people: 80_000_000,
    places: ["DEU"],
    without: [],
    counted_in: [2023]
  });
  const {value, lo, hi} = perInhabitants(bounded(5, "applications"), germany);
  expect([lo < value, hi === value]).toEqual([true, true]);
});

test("2025 is divided by the inhabitants of 2024, and says so", () => {
  const one = denominator("asylum", ["SWE"], 2025, people) as Denominator;
  expect(one.counted_in).toEqual([2024]);
  expect(isOfAnotherYear(one)).toBe(true);
  expect(isOfAnotherYear(denominator("asylum", ["SWE"], 2024, people) as Denominator)).toBe(false);
});

test("places together name those without a number, and none at all is no denominator", () => {
  expect(denominator("origin", ["SWE", "TWN", "DEU"], 2020, people)).toMatchObject({
    people: 90_000_000,
    places: ["DEU", "SWE"],
    without: ["TWN"]
  });
  expect(denominator("asylum", ["TWN"], 2020, people)).toBeNull();
});

test("countries are compared by their own inhabitants unless a reader chooses the origin's", () => {
  expect(DEFAULT_SIDE).toBe("asylum");
});
