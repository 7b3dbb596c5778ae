// Numbers and ranges as each language writes them.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {bounded, exact} from "../../src/measures/bounds.js";
import {
  formatBetween,
  formatCount,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatRange,
  formatShare,
  formatYears,
  LOCALES,
  unitWord
} from "../../src/measures/format.js";

const grants = {value: 10, lo: 6, hi: 34};
const many = {value: 98_654, lo: 98_600, hi: 98_700};

describe("counts", () => {
  test("thousands are parted as the language does, from 1,000 on", () => {
    expect(LOCALES.map((locale) => formatNumber(1234, locale))).toEqual(["1,234", "1\u00a0234", "1,234"]);
    expect(LOCALES.map((locale) => formatNumber(999, locale))).toEqual(["999", "999", "999"]);
    expect(LOCALES.map((locale) => formatNumber(1_499_626, locale))).toEqual([
      "1,499,626",
      "1\u00a0499\u00a0626",
      "1,499,626"
    ]);
  });

  test("bounds follow in square brackets with an en dash, and exact counts have none", () => {
    expect(LOCALES.map((locale) => formatCount(grants, locale))).toEqual(["10 [6–34]", "10 [6–34]", "10 [6–34]"]);
    expect(formatCount(many, "en")).toBe("98,654 [98,600–98,700]");
    expect(formatCount(many, "ru")).toBe("98\u00a0654 [98\u00a0600–98\u00a0700]");
    expect(formatCount(bounded(0, "decisions"), "en")).toBe("0 [0–2]");
    expect(LOCALES.map((locale) => formatCount(exact(10), locale))).toEqual(["10", "10", "10"]);
  });

  test("in sentences bounds are words", () => {
    expect(formatBetween(grants, "en")).toBe("between 6 and 34");
    expect(formatBetween(grants, "ru")).toBe("от 6 до 34");
    expect(formatBetween(grants, "ko")).toBe("6에서 34 사이");
    expect(LOCALES.map((locale) => formatBetween(exact(7), locale))).toEqual(["7", "7", "7"]);
  });

  test("a range of one number is that number", () => {
    expect(formatRange(3, 7, "en")).toBe("3–7");
    expect(formatRange(7, 7, "en")).toBe("7");
  });
});

describe("percentages", () => {
  test("have a no-break space before the sign in all three languages", () => {
    expect(LOCALES.map((locale) => formatPercent(0.42, locale))).toEqual(["42\u00a0%", "42\u00a0%", "42\u00a0%"]);
    expect(formatPercent(0.314, "en", 1)).toBe("31.4\u00a0%");
    expect(formatPercent(0.314, "ru", 1)).toBe("31,4\u00a0%");
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
  ])("%f is written %s %%", (fraction, digits) => {
    expect(formatPercent(fraction, "en")).toBe(`${digits}\u00a0%`);
  });

  test("no share above none is 0 % and none below all is 100 %", () => {
    const between = fc.double({min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true});
    fc.assert(
      fc.property(between, fc.constantFrom(...LOCALES), fc.nat(3), (fraction, locale, digits) => {
        const text = formatPercent(fraction, locale, digits);
        expect(text).not.toMatch(/^100/);
        expect(text).not.toMatch(/^0([.,]0+)?\u00a0/);
      })
    );
  });

  test("what is no fraction is refused", () => {
    for (const fraction of [-0.1, 1.1, Number.NaN]) expect(() => formatPercent(fraction, "en")).toThrow(RangeError);
  });

  test("a share stands with its interval, without a value where there is none, alone where both ends print alike", () => {
    expect(formatShare({value: 0.31, lo: 0.28, hi: 0.34}, "en")).toBe("31\u00a0% [28–34\u00a0%]");
    expect(formatShare({value: null, lo: 0, hi: 0.6}, "en")).toBe("0–60\u00a0%");
    expect(formatShare({value: 0.4201, lo: 0.42, hi: 0.4202}, "en")).toBe("42\u00a0%");
    expect(formatShare({value: 0.1, lo: 0.001, hi: 0.9999}, "ru")).toBe("10\u00a0% [<1–99,9\u00a0%]");
  });
});

test("years are a range without spaces, and one year is one year", () => {
  expect(formatYears(2011, 2019)).toBe("2011–2019");
  expect(formatYears(2022, 2022)).toBe("2022");
});

describe("units", () => {
  const words = (unit: "P" | "C", locale: "en" | "ru" | "ko") =>
    [1, 2, 5, 21, 112].map((n) => unitWord(n, unit, locale));

  test("follow the plural of each language", () => {
    expect(words("P", "en")).toEqual(["person", "persons", "persons", "persons", "persons"]);
    expect(words("C", "en")).toEqual(["case", "cases", "cases", "cases", "cases"]);
    expect(words("P", "ru")).toEqual(["человек", "человека", "человек", "человек", "человек"]);
    expect(words("C", "ru")).toEqual(["случай", "случая", "случаев", "случай", "случаев"]);
    expect(words("P", "ko")).toEqual(["명", "명", "명", "명", "명"]);
    expect(words("C", "ko")).toEqual(["건", "건", "건", "건", "건"]);
  });

  test("stand after the count, in Korean against it", () => {
    expect(formatQuantity(grants, "P", "en")).toBe("10 [6–34] persons");
    expect(formatQuantity(exact(1), "C", "en")).toBe("1 case");
    expect(formatQuantity(grants, "P", "ru")).toBe("10 [6–34] человек");
    expect(formatQuantity(exact(1020), "P", "ko")).toBe("1,020명");
  });
});
