// Series as an index of a base year: the rounding of the base goes into every interval.
import fc from "fast-check";
import {expect, test} from "vitest";
import {bounded, exact} from "../../src/measures/bounds.js";
import {indexBase, indexOf, indexSeries} from "../../src/measures/index100.js";

test("an index takes the rounding of its base into its interval", () => {
  const index = indexOf({value: 388_744, lo: 388_734, hi: 388_744}, {value: 227, lo: 223, hi: 227});
  expect([index.value, index.lo, index.hi].map((n) => n && Math.round(n))).toEqual([171_253, 171_248, 174_325]);
});

test("the base's own year is exactly 100, and years without a count have no index", () => {
  const years = [
    {year: 2010, count: null},
    {year: 2011, count: bounded(0, "applications")},
    {year: 2012, count: bounded(5, "applications")},
    {year: 2013, count: exact(50)}
  ];
  expect(indexBase(years)?.year).toBe(2012);
  expect(indexSeries(years).years.map(({index}) => index)).toEqual([
    null,
    {value: 0, lo: 0, hi: (100 * 2) / 3},
    {value: 100, lo: 100, hi: 100},
    {value: 1000, lo: 1000, hi: 5000 / 3}
  ]);
});

test("returns null without a base: a count of 0 is none, and one that may be 0 has no upper end", () => {
  expect(indexSeries([{year: 2012, count: exact(0)}])).toEqual({base: null, years: [{year: 2012, index: null}]});
  expect(() => indexOf(exact(5), exact(0))).toThrow(RangeError);
  expect(indexOf(exact(50), {value: 2, lo: 0, hi: 4})).toEqual({value: 2500, lo: 1250, hi: null});
});

test("holds every pair of true values", () => {
  const cell = fc.nat(40).map((n) => bounded(n, "applications"));
  fc.assert(
    fc.property(cell, cell, fc.nat(100), fc.nat(100), (count, base, a, b) => {
      if (base.value === 0) return;
      const within = ({lo, hi}: {lo: number; hi: number}, at: number) => lo + (at % (hi - lo + 1));
      const [truth, trueBase] = [within(count, a), within(base, b)];
      const {lo, hi} = indexOf(count, base);
      if (trueBase === 0) return;
      expect((100 * truth) / trueBase).toBeGreaterThanOrEqual(lo - 1e-9);
      expect((100 * truth) / trueBase).toBeLessThanOrEqual((hi ?? Infinity) + 1e-9);
    })
  );
});
