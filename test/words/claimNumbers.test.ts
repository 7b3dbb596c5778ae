// Numbers in words, fractions and shares, as a printed claim has them.
import {describe, expect, test} from "vitest";
import {numberIn, numbersIn} from "../../src/words/claim/numbers.js";

describe("A number in words", () => {
  test.each([
    ["A quarter of a million people", 250_000],
    ["Quarter of a million applied", 250_000],
    ["three quarters of a million", 750_000],
    ["three-quarters of a million", 750_000],
    ["a third of a million", 330_000],
    ["a tenth of a million", 100_000],
    ["half a million", 500_000],
    ["half-million", 500_000],
    ["½ million", 500_000],
    ["1/4 million", 250_000],
    ["1½ million", 1_500_000],
    ["2 1/2 million", 2_500_000],
    ["one and a half million", 1_500_000],
    ["Two and a half million people", 2_500_000],
    ["2 and a half million", 2_500_000],
    ["three and three quarter million", 3_750_000],
    ["a million and a half", 1_500_000],
    ["Five and a half thousand Albanians", 5500],
    ["twenty-five thousand", 25_000],
    ["three hundred thousand", 300_000],
    ["two hundred and fifty thousand", 250_000],
    ["two million three hundred thousand", 2_300_000],
    ["a hundred people", 100],
    ["fifteen Afghans", 15],
    ["one million", 1_000_000],
    ["Two North Koreans", 2]
  ])("“%s” is %i", (words, value) => {
    const {numbers} = numbersIn(`${words} in 2023`, 2025);
    expect(numbers.map(({value, isShare}) => [value, isShare])).toEqual([[value, false]]);
    // The field shows the number, and reads it again as the same.
    expect(numberIn(numbers[0]?.words ?? "")).toEqual(numbers[0]);
  });

  test.each([
    ["nearly half a million", "<~"],
    ["more than two and a half million", ">"],
    ["just under a quarter of a million", "<~"]
  ])("“%s” keeps its comparator", (words, comparator) => {
    expect(numbersIn(words, 2025).numbers.map((one) => one.comparator)).toEqual([comparator]);
  });
});

describe("A share in words", () => {
  test.each([
    ["One in 1,000 Afghans", 0.001],
    ["one in a thousand", 0.001],
    ["one in ten thousand", 0.0001],
    ["one in a million", 0.000_001],
    ["1 in every 100,000", 0.000_01],
    ["1 in 990", 1 / 990],
    ["five in 1,000", 0.005],
    ["one in a hundred", 0.01],
    ["1/3 of Afghans", 1 / 3],
    ["ten per cent", 0.1],
    ["twenty-five percent", 0.25]
  ])("“%s” is %d", (words, value) => {
    const {numbers} = numbersIn(`${words} in 2023`, 2025);
    expect(numbers.map(({isShare}) => isShare)).toEqual([true]);
    expect(numbers[0]?.value).toBeCloseTo(value, 12);
  });

  test("of 1 in 1,000 does not fit another in 200", () => {
    const [one] = numbersIn("one in 1,000 in 2023", 2025).numbers;
    expect((one?.value ?? 0) + (one?.step ?? 1) / 2).toBeLessThan(0.002);
  });

  test.each([
    ["90 out of 3,220 in 2023", [90, 3220]],
    ["1,000 in 2,500 in 2023", [1000, 2500]]
  ])("is none in “%s”, which has two counts", (text, values) => {
    expect(numbersIn(text, 2025).numbers.map(({value}) => value)).toEqual(values);
  });

  test("is none in a year", () =>
    expect(numbersIn("98 people, of whom one in 2020", 2025).years).toEqual([2020, 2020]));
});
