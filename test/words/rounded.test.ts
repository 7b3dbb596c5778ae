// Sentences that several pages say alike.
import {describe, expect, test} from "vitest";
import {roundedSentence} from "../../src/words/rounded.js";

describe("says what rounding does to published counts", () => {
  test.each([
    [0, 0, "The edition holds no published count of decisions."],
    [0, 12, "Of 12 published counts of decisions none is a 0, a 5 or a 10 that rounding may have made."],
    [0, 1, "Of 1 published count of decisions none is a 0, a 5 or a 10 that rounding may have made."],
    [1, 1, "The one published count of decisions may mean more than one number."],
    [4, 4, "Each of 4 published counts of decisions may mean more than one number."],
    [1, 4, "Of 4 published counts of decisions 1 (25%) is a 0, a 5 or a 10 that may mean more than one number."],
    [
      300000,
      455716,
      "Of 455,716 published counts of decisions 300,000 (66%) are a 0, a 5 or a 10 that may mean more than one number."
    ],
    [
      9999,
      10000,
      "Of 10,000 published counts of decisions 9,999 (99.9%) are a 0, a 5 or a 10 that may mean more than one number."
    ]
  ])("%i of %i", (rounded, all, words) => expect(roundedSentence({rounded, all})).toBe(words));
});
