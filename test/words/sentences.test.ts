// Words that several pages share in sentences: who decided, whose applications, columns in quotation marks, a rate that is a minimum.
import {describe, expect, test} from "vitest";
import {decidersIn, levelWords} from "../../src/words/country.js";
import {peopleFrom} from "../../src/words/places.js";
import {rateWords} from "../../src/words/rates.js";
import {columnsQuoted} from "../../src/words/status.js";
import type {Authority} from "../../src/measures/codes.js";
import type {Rate} from "../../src/measures/rates.js";

describe("names who decided in a country", () => {
  test.each<[Authority[], string]>([
    [[], "Syria"],
    [["G"], "Syria"],
    [["U", "U"], "UNHCR in Syria"],
    [["G", "U"], "Syria and UNHCR"],
    [["J"], "Syria and UNHCR"]
  ])("%j", (authorities, words) => expect(decidersIn("Syria", authorities)).toBe(words));
});

test("calls NA first instance, as what is counted there are not only new applications", () => {
  expect(levelWords("NA")).toBe("first instance (NA)");
  expect(levelWords("FI")).toBe("first instance (FI)");
});

describe("names whose applications these are", () => {
  test.each([
    [["Syria"], "people from Syria"],
    [["Syria", "Unknown"], "people from Syria and people of unknown origin"],
    [["Unknown"], "people of unknown origin"],
    [["Stateless"], "stateless people"]
  ])("%j", (names, words) => expect(peopleFrom(names)).toBe(words));
});

describe("puts UNHCR’s columns in quotation marks, and other words not", () => {
  test.each([
    ["reported under other at first instance", "reported under “other” at first instance"],
    ["under recognized and not separated", "under “recognized” and not separated"],
    ["already under “recognized”.", "already under “recognized”."],
    ["Other holds two statuses, so other must not be", "“Other” holds two statuses, so “other” must not be"],
    ["partly under rejected (5,464) and under closed.", "partly under “rejected” (5,464) and under “closed”."],
    ["neither refused nor closed: the judge", "neither refused nor closed: the judge"],
    ["cases closed for other reasons", "cases closed for other reasons"],
    ["refugee status and other protection", "refugee status and other protection"]
  ])("%s", (text, words) => expect(columnsQuoted(text)).toBe(words));
});

test("rounds a rate that is a minimum down", () => {
  const rate = {
    kind: "none",
    reason: "refused and closed not separated",
    undivided_closed: {value: 155, lo: 139, hi: 169},
    lo: 0.4091,
    hi: 1
  } as unknown as Rate;
  expect(rateWords(rate)).toContain("at least 40%");
});
