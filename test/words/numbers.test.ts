// Numbers as readers see them: separators, ranges, percentages that never claim none or all, units and years.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {bounded, exact} from "../../src/measures/bounds.js";
import {
  betweenPercents,
  byteWords,
  formatBetween,
  formatBounds,
  formatCount,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatRange,
  formatShare,
  formatSpans,
  formatYears,
  leastPercent,
  lowerPercent,
  perEnds,
  printsRange,
  unitWord,
  upperPercent
} from "../../src/words/numbers.js";

const grants = {value: 10, lo: 6, hi: 34};
const many = {value: 98_654, lo: 98_600, hi: 98_700};

describe("counts", () => {
  test("have thousands separators from 1,000 on", () => {
    expect([999, 1234, 1_499_626].map((n) => formatNumber(n))).toEqual(["999", "1,234", "1,499,626"]);
  });

  test("are followed by their bounds in square brackets, unless they are exact", () => {
    expect(formatCount(grants)).toBe("10 [6–34]");
    expect(formatCount(many)).toBe("98,654 [98,600–98,700]");
    expect(formatCount(bounded(0, "decisions"))).toBe("0 [0–2]");
    expect(formatCount(exact(10))).toBe("10");
    expect(formatBounds(many)).toBe("[98,600–98,700]");
  });

  test("have their bounds in words in a sentence", () => {
    expect(formatBetween(grants)).toBe("between 6 and 34");
    expect(formatBetween(exact(7))).toBe("7");
  });

  test("are one number where both ends of a range are the same", () => {
    expect(formatRange(3, 7)).toBe("3–7");
    expect(formatRange(7, 7)).toBe("7");
  });
});

describe("percentages", () => {
  test("have a no-break space before the sign", () => {
    expect(formatPercent(0.42)).toBe("42%");
    expect(formatPercent(0.314, 1)).toBe("31.4%");
  });

  test.each([
    [0, "0"],
    [0.0001, "<1"],
    [0.0049, "<1"],
    [0.006, "1"],
    [0.994, "99"],
    [0.995, "99.5"],
    [0.9961, "99.6"],
    [0.9999, "99.9"],
    [1 - 1e-12, "99.9"],
    [1, "100"]
  ])("formats %f as %s %%", (fraction, digits) => {
    expect(formatPercent(fraction)).toBe(`${digits}%`);
  });

  test("are 0% only for 0 and 100% only for 1", () => {
    const between = fc.double({min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true});
    fc.assert(
      fc.property(between, fc.nat(3), (fraction, digits) => {
        const text = formatPercent(fraction, digits);
        expect(text).not.toMatch(/^100/);
        expect(text).not.toMatch(/^0([.,]0+)?\u00a0/);
      })
    );
  });

  test("throw for a number outside 0 to 1", () => {
    for (const fraction of [-0.1, 1.1, Number.NaN]) expect(() => formatPercent(fraction)).toThrow(RangeError);
  });

  test("are followed by their interval, alone where its ends are printed the same, and left out without a value", () => {
    expect(formatShare({value: 0.31, lo: 0.28, hi: 0.34})).toBe("31% [28–34%]");
    expect(formatShare({value: null, lo: 0, hi: 0.6})).toBe("0–60%");
    expect(formatShare({value: 0.4201, lo: 0.42, hi: 0.4202})).toBe("42%");
    expect(formatShare({value: 0.1, lo: 0.001, hi: 0.9999})).toBe("10% [<1–>99.9%]");
  });
});

test("an end of a range is never inside it, and is the same after “at least”, in brackets and in a sentence", () => {
  const share = fc.tuple(fc.double({min: 0, max: 1, noNaN: true}), fc.double({min: 0, max: 1, noNaN: true}));
  fc.assert(
    fc.property(share, fc.nat(1), ([a, b], digits) => {
      const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
      const ends = [lowerPercent(lo, digits), upperPercent(hi, digits)];
      const [low = NaN, high = NaN] = ends.map((end) => Number(end.replace(/[<>%]/g, "")));
      if (!ends[0]?.startsWith("<")) expect(low).toBeLessThanOrEqual(lo * 100 + 1e-6);
      if (!ends[1]?.startsWith(">")) expect(high).toBeGreaterThanOrEqual(hi * 100 - 1e-6);
      if (lo === hi) return;
      expect(formatShare({value: null, lo, hi}, digits)).toBe(ends.join("–").replace("%", ""));
      expect(betweenPercents({value: null, lo, hi}, digits)).toBe(`between ${ends.join(" and ")}`);
      if (!ends[0]?.startsWith("<")) expect(leastPercent(lo, digits)).toBe(`at least ${ends[0] ?? ""}`);
    })
  );
  expect([lowerPercent(0.558, 1), leastPercent(0.5579, 1), upperPercent(0.55701, 1)]).toEqual(["55.8%", "at least 55.7%", "55.8%"]);
  expect([leastPercent(0.001), upperPercent(0.9951), upperPercent(0.99999, 1)]).toEqual(["more than 0%", "99.6%", ">99.9%"]);
  expect(perEnds({value: 12.35, lo: 12.34, hi: 12.41})).toEqual(["12.3", "12.5"]);
  expect(perEnds({value: 12.36, lo: 12.36, hi: 12.36})).toBe(null);
}); // prettier-ignore

describe("years", () => {
  test("are a range without spaces, or one year", () => {
    expect(formatYears(2011, 2019)).toBe("2011–2019");
    expect(formatYears(2022, 2022)).toBe("2022");
  });

  test("are joined to spans where they follow one another", () => {
    expect(formatSpans([2006, 2008, 2009, 2010])).toBe("2006 and 2008–2010");
    expect(formatSpans([])).toBe("");
  });
});

describe("units", () => {
  test("are singular for 1 only", () => {
    expect([0, 1, 2, 21].map((n) => unitWord(n, "P"))).toEqual(["persons", "person", "persons", "persons"]);
    expect([0, 1, 2, 21].map((n) => unitWord(n, "C"))).toEqual(["cases", "case", "cases", "cases"]);
  });

  test("follow the count", () => {
    expect(formatQuantity(grants, "P")).toBe("10 [6–34] persons");
    expect(formatQuantity(exact(1), "C")).toBe("1 case");
  });
});

test("sizes are in kB below a megabyte, and never 0", () => {
  expect([1, 1499, 999_999, 1_234_567].map(byteWords)).toEqual(["1 kB", "1 kB", "1,000 kB", "1.2 MB"]);
});

test("a range is printed below 100, and where it is wider than 1% of the number", () => {
  expect(printsRange({value: 99, lo: 98, hi: 99})).toBe(true);
  expect(printsRange({value: 208, lo: 204, hi: 208})).toBe(true);
  expect(printsRange({value: 200, lo: 199, hi: 201})).toBe(false);
  expect(printsRange({value: 200, lo: 199, hi: 202})).toBe(true);
  expect(printsRange({value: 98654, lo: 98632, hi: 98690})).toBe(false);
});

test("an exact number has no range to print", () => fc.assert(fc.property(fc.nat(), (n) => !printsRange(exact(n)))));
