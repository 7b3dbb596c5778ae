// Sentences to print: grammar, numbers and caution over thousands of made-up figures, and the words of some known ones.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {STATUSES} from "../../src/measures/codes.js";
import {formatNumber, printsRange} from "../../src/words/numbers.js";
import {rateToPrint, toPrint} from "../../src/words/print.js";
import type {Printed, RateToPrint, Scope, ToPrint} from "../../src/words/print.js";

const SOURCE = "(UNHCR, via Asylum Ledger, edition of 25 November 2026)";
const scope: Scope = {
  origins: ["North Korea"],
  asylums: ["Russia"],
  years: [2011, 2019],
  stage: "first instance",
  unit: "P",
  publisher: "UNHCR",
  edition: "2026-11-25"
};
const exact = (value: number) => ({value, lo: value, hi: value});

describe("a sentence to print", () => {
  test.each<[string, Partial<ToPrint> & Pick<ToPrint, "what" | "count">, string]>([
    [
      "gives a range where the number is small",
      {what: "new_applications", count: {value: 208, lo: 204, hi: 208}},
      `From 2011 to 2019, people from North Korea made between 204 and 208 new asylum applications in Russia ${SOURCE}.`
    ],
    [
      "gives the number where rounding changes little",
      {
        what: "new_applications",
        count: {value: 113_216, lo: 113_184, hi: 113_216},
        origins: null,
        asylums: ["Germany"],
        years: [2025, 2025]
      },
      `In 2025, Germany received 113,216 new asylum applications ${SOURCE}.`
    ],
    [
      "does not turn a published 0 into none",
      {what: "refugee_status", count: {value: 0, lo: 0, hi: 18}},
      `UNHCR’s published figures show no grant of refugee status to people from North Korea in Russia from 2011 to 2019 ${SOURCE}. Because UNHCR rounds small numbers, there may have been up to 18.`
    ],
    [
      "does not turn a missing entry into zero",
      {what: "new_applications", count: null},
      `UNHCR’s data has no entry for any new asylum application by people from North Korea in Russia from 2011 to 2019, which does not mean zero ${SOURCE}.`
    ],
    [
      "names together what the data does not separate",
      {what: "undivided", count: exact(50_041), origins: null, asylums: ["Canada"], years: [2025, 2025]},
      `In 2025, Canada granted refugee status or other protection, which the data does not separate, in 50,041 decisions ${SOURCE}.`
    ],
    [
      "says that cases are not people",
      {
        what: "new_applications",
        count: exact(282_594),
        origins: null,
        asylums: ["the United States"],
        years: [2025, 2025],
        unit: "C"
      },
      `In 2025, the United States received 282,594 new asylum applications, counted in cases, each of which may cover several people ${SOURCE}.`
    ],
    [
      "counts people at the end of a year as people",
      {what: "asylum_seekers", count: exact(1), asylums: ["Japan"], origins: ["Syria"], years: [2025, 2025]},
      `At the end of 2025, 1 person from Syria was waiting for a decision on an asylum application in Japan ${SOURCE}.`
    ],
    [
      "says at least where some are missing in the data",
      {
        what: "complementary",
        count: exact(1234),
        isLeast: true,
        origins: null,
        asylums: ["Italy"],
        years: [2023, 2023]
      },
      `In 2023, Italy granted complementary protection in at least 1,234 decisions ${SOURCE}.`
    ]
  ])("%s", (_, figure, sentence) => {
    expect(toPrint({...scope, ...figure}).short).toBe(sentence);
  });

  test("in full has unit, stage, the published figure and its range", () => {
    const {full} = toPrint({...scope, what: "new_applications", count: {value: 208, lo: 204, hi: 208}});
    expect(full).toContain("counted in persons, at the stage of first instance");
    expect(full).toContain("the published figure is 208, and the true one lies between 204 and 208");
  });
});

describe("a rate to print", () => {
  const rate: RateToPrint = {
    ...scope,
    origins: ["Afghanistan"],
    asylums: ["Germany"],
    years: [2023, 2023],
    rate: "positive",
    share: {value: 0.714, lo: 0.713, hi: 0.715},
    granted: exact(35_000),
    decisions: 49_000
  };
  test("names what it divides", () => {
    expect(rateToPrint(rate).short).toBe(
      `71.4% of substantive decisions on people from Afghanistan in Germany in 2023 granted protection ${SOURCE}.`
    );
    expect(rateToPrint(rate).full).toContain("49,000 substantive decisions");
  });
  test("is counts where decisions are few", () => {
    const {short} = rateToPrint({...rate, decisions: 12, granted: exact(3)});
    expect(short).toContain("Of 12 substantive decisions");
    expect(short).not.toContain("%");
  });
  test("is a range where there is no central value", () => {
    expect(rateToPrint({...rate, share: {value: null, lo: 0.56, hi: 0.63}}).short).toMatch(/^Between 56% and 63% of/);
  });
  test("says why there is none", () => {
    expect(rateToPrint({...rate, share: null, why: "no refusals are reported"}).short).toBe(
      `UNHCR’s data cannot give a grant rate for decisions on people from Afghanistan in Germany in 2023: no refusals are reported ${SOURCE}.`
    );
  });
});

const WHAT: readonly Printed[] = ["new_applications", "applications", ...STATUSES, "asylum_seekers", "refugees"];
const places = fc.option(
  fc.uniqueArray(
    fc.constantFrom("Eritrea", "the United States", "Côte d’Ivoire", "Germany", "the Netherlands", "Israel"),
    {
      minLength: 1,
      maxLength: 4
    }
  ),
  {nil: null}
);
const counts = fc
  .tuple(fc.oneof(fc.constantFrom(0, 1, 2, 5, 10), fc.nat({max: 3_000_000})), fc.nat({max: 40}), fc.nat({max: 40}))
  .map(([value, down, up]) => ({value, lo: Math.max(0, value - down), hi: value + up}));
const figures = fc.record<ToPrint>({
  what: fc.constantFrom(...WHAT),
  origins: places,
  asylums: places,
  years: fc
    .tuple(fc.integer({min: 2000, max: 2025}), fc.nat({max: 25}))
    .map(([a, n]) => [a, Math.min(2025, a + n)] as const),
  stage: fc.constantFrom(null, "first instance", "appeal"),
  unit: fc.constantFrom("P", "C"),
  publisher: fc.constant("UNHCR"),
  edition: fc.constant("2026-11-25"),
  count: fc.option(counts, {nil: null, freq: 10}),
  isLeast: fc.boolean()
});

test("ten thousand sentences are grammatical, carry the figure's own numbers and no private word", () => {
  fc.assert(
    fc.property(figures, (figure) => {
      const {short, full} = toPrint(figure);
      for (const text of [short, full]) {
        expect(text).toMatch(/^[A-Z].*\.$/s);
        expect(text).not.toMatch(/\s\s|\s[,.;]|,,|\.\.|;;|undefined|null|NaN|\(\s|\s\)/);
        expect(text).not.toMatch(
          /(?<!between |and )\b1 (?:new )?(?:asylum )?(?:applications|decisions|refugees|people)\b/
        );
        expect(text).not.toMatch(/\b(?:told apart|stands?|rows?|filed|read as|leaves room|host|ledger's)\b/);
        expect(text.split(SOURCE).length).toBe(2);
        expect(text).not.toMatch(/\bin (?:United States|Netherlands)\b/);
      }
      expect(short.replace(SOURCE, "").split(/\s+/).length).toBeLessThan(80);
      if (figure.count === null) {
        expect(short).toContain("no entry");
        return;
      }
      const {value, lo, hi} = figure.count;
      if (value === 0) expect(short).not.toMatch(/\b0\b/);
      else if (figure.isLeast)
        expect(short).toContain(`at least ${formatNumber(printsRange(figure.count) ? lo : value)}`);
      else if (printsRange(figure.count))
        expect(short).toContain(`between ${formatNumber(lo)} and ${formatNumber(hi)}`);
      else expect(short).toContain(formatNumber(value));
      if (lo !== hi) expect(full).toContain(formatNumber(hi));
      const isPeople = figure.what === "asylum_seekers" || figure.what === "refugees";
      if (figure.unit === "C" && !isPeople) expect(short).toContain("counted in cases");
      expect(full).toContain(figure.unit === "C" && !isPeople ? "cases" : "persons");
    }),
    {numRuns: 10_000}
  );
}, 120_000);
