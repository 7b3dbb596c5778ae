// Bounds of rounded counts, by example and by property: the true number never lies outside.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {add, bounded, contains, exact, sum, ZERO} from "../../src/measures/bounds.js";
import type {Count, Rounding} from "../../src/measures/bounds.js";

const ROUNDINGS: Rounding[] = ["decisions", "applications", "stocks", "eurostat"];
const count: fc.Arbitrary<Count> = fc
  .tuple(fc.oneof(fc.constantFrom(0, 5, 10), fc.nat(1_000_000)), fc.constantFrom(...ROUNDINGS))
  .map(([value, rounding]) => bounded(value, rounding));

describe("bounds of a published count", () => {
  test.each([
    ["decisions", 0, 0, 2],
    ["decisions", 5, 3, 7],
    ["decisions", 10, 8, 10],
    ["decisions", 11, 11, 11],
    ["decisions", 3, 3, 3],
    ["applications", 0, 0, 2],
    ["applications", 5, 3, 5],
    ["applications", 10, 10, 10],
    ["stocks", 0, 0, 2],
    ["stocks", 5, 3, 5],
    ["stocks", 10, 10, 10],
    ["eurostat", 0, 0, 2],
    ["eurostat", 5, 3, 7],
    ["eurostat", 1000, 998, 1002]
  ] as const)("in %s, %i stands for %i to %i", (rounding, value, lo, hi) => {
    expect(bounded(value, rounding)).toEqual({value, lo, hi});
  });

  test("a true small number lies within the bounds of its rounding to a multiple of 5", () => {
    for (let real = 0; real < 10; real++)
      expect(contains(bounded(5 * Math.round(real / 5), "decisions"), real)).toBe(true);
    for (let real = 0; real < 5; real++) expect(contains(bounded(5 * Math.round(real / 5), "stocks"), real)).toBe(true);
  });

  test("throws for a negative or fractional count", () => {
    for (const value of [-1, 0.5, Number.NaN, Infinity]) expect(() => bounded(value, "decisions")).toThrow(RangeError);
  });
});

describe("sums of counts", () => {
  test("every sum holds its value between its bounds", () => {
    fc.assert(
      fc.property(fc.array(fc.option(count)), (counts) => {
        const total = sum(counts);
        if (total) expect(total.lo <= total.value && total.value <= total.hi).toBe(true);
        expect(total === null).toBe(counts.every((one) => one === null));
      })
    );
  });

  test("the order of the rows does not matter", () => {
    fc.assert(
      fc.property(count, count, count, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(add(a, ZERO)).toEqual(a);
      })
    );
  });

  test("any true counts behind the cells add up to something within the bounds of the sum", () => {
    const withTruth = count.chain((c) => fc.integer({min: c.lo, max: c.hi}).map((real) => ({c, real})));
    fc.assert(
      fc.property(fc.array(withTruth, {minLength: 1}), (cells) => {
        const total = sum(cells.map(({c}) => c)) ?? ZERO;
        expect(
          contains(
            total,
            cells.reduce((n, {real}) => n + real, 0)
          )
        ).toBe(true);
      })
    );
  });

  test("nothing but missing counts is missing, not 0", () => {
    expect(sum([])).toBeNull();
    expect(sum([null, null])).toBeNull();
    expect(sum([null, exact(7)])).toEqual(exact(7));
  });
});

test("'more than 200' and 'under 200' agree with a count where some value behind it does", () => {
  const published = {value: 206, lo: 200, hi: 208};
  expect(contains(published, 207)).toBe(true);
  expect(contains(published, 209)).toBe(false);
  expect(contains(published, 207, ">")).toBe(true);
  expect(contains(published, 208, ">")).toBe(false);
  expect(contains(published, 201, "<")).toBe(true);
  expect(contains(published, 200, "<")).toBe(false);
});
