// Sentences to print: the words of known figures, and grammar, numbers and caution over tens of thousands of made-up ones.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {bounded, exact, sum} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {COLUMNS, STATUSES} from "../../src/measures/codes.js";
import {perInhabitants} from "../../src/measures/perInhabitants.js";
import {RATE_NAMES} from "../../src/measures/rates.js";
import {formatPer, lowerPer, perEnds, printsRange} from "../../src/words/numbers.js";
import {bothToPrint, perToPrint, rateToPrint, toPrint} from "../../src/words/print.js";
import type {BothToPrint, PerToPrint, Printed, RateToPrint, Scope, ToPrint} from "../../src/words/print.js";
import {brokenBy, numbersIn, SOURCE, wordsIn} from "./sentence.js";

const scope: Scope = {
  origins: ["North Korea"],
  asylums: ["Russia"],
  years: [2011, 2019],
  stage: "first instance",
  unit: "P",
  publisher: "UNHCR",
  edition: "2026-11-25"
};
const germany = {origins: null, asylums: ["Germany"], years: [2025, 2025]} as const;

describe("a sentence to print", () => {
  test.each<[string, Partial<ToPrint> & Pick<ToPrint, "what" | "count">, string]>([
    [
      "gives a range where the number is small, and names the procedure of a country that has two",
      {what: "new_applications", count: {value: 208, lo: 204, hi: 208}, procedure: "refugee_status"},
      `From 2011 to 2019, people from North Korea made between 204 and 208 new applications for refugee status in Russia ${SOURCE}.`
    ],
    [
      "gives the number where rounding changes little",
      {what: "new_applications", count: {value: 113_216, lo: 113_184, hi: 113_216}, ...germany},
      `In 2025, Germany received 113,216 new asylum applications ${SOURCE}.`
    ],
    [
      "does not turn a published 0 into none, and names the stage",
      {what: "refugee_status", count: {value: 0, lo: 0, hi: 18}},
      `UNHCR’s published figures show no grant of refugee status to people from North Korea in Russia at first instance from 2011 to 2019 ${SOURCE}. Because UNHCR rounds small numbers, there may have been up to 18.`
    ],
    [
      "gives no number where there is no entry",
      {what: "new_applications", count: null},
      `UNHCR’s data does not give the number of new asylum applications by people from North Korea in Russia from 2011 to 2019: it has no entry ${SOURCE}.`
    ],
    [
      "says that nothing was reported",
      {what: "refused", count: null, absence: "not reported"},
      `UNHCR’s data does not give the number of refusals of protection to people from North Korea in Russia at first instance from 2011 to 2019: this was not reported ${SOURCE}.`
    ],
    [
      "names together what the data does not separate",
      {what: "undivided", count: exact(50_041), ...germany, asylums: ["Canada"], stage: null},
      `In 2025, Canada granted refugee status or other protection (not separated in the data) in 50,041 decisions ${SOURCE}.`
    ],
    [
      "says that cases are not persons",
      {what: "new_applications", count: exact(282_594), ...germany, asylums: ["the United States"], unit: "C"},
      `In 2025, the United States received 282,594 new asylum applications, counted in cases, not persons ${SOURCE}.`
    ],
    [
      "counts people at the end of a year as people",
      {what: "asylum_seekers", count: exact(1), asylums: ["Japan"], origins: ["Syria"], years: [2025, 2025]},
      `At the end of 2025, 1 person from Syria was waiting for a decision on asylum in Japan ${SOURCE}.`
    ],
    [
      "says at least, with the lower end, where some are missing in the data",
      {what: "complementary", count: {value: 1234, lo: 1230, hi: 1240}, isLeast: true, ...germany, asylums: ["Italy"]},
      `In 2025, Italy granted complementary protection in at least 1,230 decisions at first instance ${SOURCE}.`
    ],
    [
      "gives no least number where that would be 0",
      {what: "refugee_status", count: {value: 0, lo: 0, hi: 76}, isLeast: true, ...germany, asylums: ["Canada"]},
      `UNHCR’s data does not give the number of grants of refugee status in Canada at first instance in 2025: part of it is missing or not separated ${SOURCE}.`
    ],
    [
      "does not call a column a status",
      {what: "recognized", count: exact(98_654), ...germany, asylums: ["Russia"], stage: null},
      `In 2025, Russia reported 98,654 decisions under UNHCR’s column “recognized”, which can include statuses other than refugee status ${SOURCE}.`
    ],
    [
      "names Russia's second procedure",
      {
        what: "temporary",
        procedure: "temporary_asylum",
        count: exact(98_644),
        ...germany,
        asylums: ["Russia"],
        stage: "temporary asylum"
      },
      `In 2025, Russia granted temporary asylum in 98,644 decisions ${SOURCE}.`
    ],
    [
      "names the stage of new applications that exist only at a later one",
      {
        what: "new_applications",
        count: exact(3120),
        ...germany,
        asylums: ["Congo - Brazzaville"],
        laterStage: "administrative review"
      },
      `In 2025, the Republic of the Congo received 3,120 new asylum applications, reported only at a later stage (administrative review) ${SOURCE}.`
    ],
    [
      "names who decided where it is not the government",
      {
        what: "refugee_status",
        count: exact(12),
        asylums: ["Syria"],
        origins: ["Iraq"],
        years: [2020, 2020],
        by: "UNHCR in Syria"
      },
      `In 2020, UNHCR in Syria granted refugee status in 12 decisions at first instance on people from Iraq ${SOURCE}.`
    ],
    [
      "does not take unknown origin for a country",
      {what: "refugees", count: exact(5000), origins: ["Unknown"], asylums: ["Egypt"], years: [2025, 2025]},
      `At the end of 2025, 5,000 refugees of unknown origin were living in Egypt ${SOURCE}.`
    ],
    [
      "calls stateless people so",
      {
        what: "applications",
        count: exact(7),
        origins: ["Stateless", "Syria"],
        asylums: ["Sweden"],
        years: [2025, 2025]
      },
      `In 2025, people from Syria and stateless people made 7 asylum applications in Sweden ${SOURCE}.`
    ],
    [
      "counts a long list of countries, which the full sentence names",
      {
        what: "decisions",
        count: exact(12_345),
        origins: null,
        asylums: ["France", "Spain", "Italy", "Malta", "Greece", "Cyprus"],
        years: [2025, 2025]
      },
      `In 2025, 6 countries of asylum made 12,345 substantive decisions at first instance on asylum applications ${SOURCE}.`
    ]
  ])("%s", (_, figure, sentence) => {
    expect(toPrint({...scope, ...figure}).short).toBe(sentence);
  });

  test("in full has unit, stage, what a sum of years is, and the published figure with its range", () => {
    const {full} = toPrint({...scope, what: "new_applications", count: {value: 208, lo: 204, hi: 208}});
    expect(full).toContain("counted in persons, at first instance");
    expect(full).toContain("adds up the years from 2011 to 2019");
    expect(full).toContain(
      "the published entries add up to 208, and the number before rounding is between 204 and 208"
    );
  });

  test("names up to five countries, as a sentence is printed alone", () => {
    const asylums = ["France", "Spain", "Italy", "Malta", "Greece"];
    expect(toPrint({...scope, asylums, what: "new_applications", count: exact(9)}).short).toContain(
      "in France, Spain, Italy, Malta and Greece"
    );
  });

  test("of a number per inhabitant says that it is the most of all countries", () => {
    const per = {
      value: 457,
      lo: 457,
      hi: 457,
      denominator: {side: "asylum" as const, places: ["CYP"], year: 2025, people: 1e6, counted_in: [2025], without: []}
    };
    const {short} = perToPrint({
      ...{...scope, asylums: ["Cyprus"], years: [2025, 2025] as const, what: "new_applications" as const, per},
      ...{count: exact(4570), inhabitantsOf: "Cyprus", rank: "the most of 85 countries of asylum"}
    });
    expect(short).toContain("457 new asylum applications in Cyprus per 100,000 inhabitants of Cyprus, the most of 85");
  });

  test("in full names every country, what is not included, and that refugees were not all recognised", () => {
    const many = {...scope, origins: null, asylums: ["France", "Spain", "Italy", "Malta", "Greece", "Cyprus"]};
    const courts = {notIncluded: ["the United States’ immigration courts"]};
    expect(toPrint({...many, ...courts, what: "refused", count: exact(9)}).full).toMatch(
      /Not included: the United States’ immigration courts\. France, Spain, Italy, Malta, Greece and Cyprus are the countries of asylum\./
    );
    expect(toPrint({...scope, what: "refugees", count: exact(9)}).full).toContain("not the number recognised in 2019");
  });
});

describe("persons and cases", () => {
  const both: BothToPrint = {
    ...scope,
    ...germany,
    asylums: ["the United States"],
    stage: null,
    what: "new_applications",
    counts: {P: exact(629_358), C: exact(282_594)}
  };
  test("are side by side and never added", () => {
    expect(bothToPrint(both).short).toBe(
      `In 2025, the United States received new asylum applications, counted as 629,358 persons and 282,594 cases, which must not be added ${SOURCE}.`
    );
    expect(bothToPrint(both).full).not.toContain("911,952");
    expect(bothToPrint(both).full).toContain("How many persons the cases cover is not known.");
  });
  test("are one sentence where there is one unit, and none where there is no entry", () => {
    expect(bothToPrint({...both, counts: {P: exact(5), C: null}})).toEqual(
      toPrint({...both, unit: "P", count: exact(5)})
    );
    expect(bothToPrint({...both, counts: {P: null, C: exact(5)}})).toEqual(
      toPrint({...both, unit: "C", count: exact(5)})
    );
    expect(bothToPrint({...both, counts: {P: null, C: null}}).short).toContain("no entry");
  });
  test("of two published zeros say up to how many of each", () => {
    const zero = {value: 0, lo: 0, hi: 2};
    expect(bothToPrint({...both, counts: {P: zero, C: zero}}).short).toContain("up to 2 persons and 2 cases");
  });
});

describe("a number per 100,000 inhabitants", () => {
  const denominator = {
    people: 1_358_282,
    side: "asylum",
    year: 2025,
    places: ["CYP"],
    without: [],
    counted_in: [2024]
  } as const;
  const figure: PerToPrint = {
    ...scope,
    ...germany,
    asylums: ["Cyprus"],
    what: "new_applications",
    count: exact(4500),
    per: perInhabitants(exact(4500), denominator),
    inhabitantsOf: "Cyprus"
  };
  test("names whose inhabitants, and in full how many and in which year they were counted", () => {
    expect(perToPrint(figure).short).toBe(
      `In 2025, Cyprus received 331 new asylum applications per 100,000 inhabitants of Cyprus ${SOURCE}.`
    );
    expect(perToPrint(figure).full).toContain(
      "The number is 4,500, divided by 1,358,282 inhabitants of Cyprus (World Bank, population of 2024)."
    );
  });
  test("names the inhabitants of the country of origin", () => {
    const {short} = perToPrint({...figure, origins: ["Eritrea"], inhabitantsOf: "Eritrea"});
    expect(short).toContain(
      "people from Eritrea made 331 new asylum applications in Cyprus per 100,000 inhabitants of Eritrea"
    );
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
  test("names what it divides, and in full what is left out", () => {
    expect(rateToPrint(rate).short).toBe(
      `In 2023, 71.4% of substantive decisions at first instance on people from Afghanistan in Germany granted protection ${SOURCE}.`
    );
    const {full} = rateToPrint({...rate, closed: exact(20_000), leftOut: ["Japan (2021–2025)"]});
    expect(full).toContain("49,000 substantive decisions");
    expect(full).toContain("Another 20,000 applications were closed without a decision and are not in the rate.");
    expect(full).toContain("Not included, as grants and refusals are not reported together: Japan (2021–2025).");
  });
  test("of UNHCR's columns names the columns and no status", () => {
    for (const [name, columns] of [
      ["unhcr_recognition", "were reported under “recognized” ("],
      ["unhcr_protection", "were reported under “recognized” or “other” ("]
    ] as const) {
      const {short, full} = rateToPrint({...rate, rate: name});
      expect(short).toContain(columns);
      expect(`${short} ${full}`).not.toMatch(/granted/);
      expect(full).toContain("a column is not a legal status");
    }
  });
  test("is counts where decisions or grants are few", () => {
    expect(rateToPrint({...rate, decisions: 12, granted: exact(3)}).short).toBe(
      `Of 12 substantive decisions at first instance on people from Afghanistan in Germany in 2023, 3 granted protection ${SOURCE}.`
    );
    const few = rateToPrint({
      ...rate,
      share: {value: 0.01, lo: 0.005, hi: 0.02},
      granted: {value: 5, lo: 3, hi: 7},
      decisions: 500
    });
    expect(few.short).toMatch(
      /^Of 500 substantive decisions .* 5 \(between 3 and 7 before rounding\) granted protection/
    );
    expect(few.full).not.toContain("%");
  });
  test("is a range where there is no central value, or where rounding moves it by more than a point", () => {
    expect(rateToPrint({...rate, share: {value: null, lo: 0.56, hi: 0.63}}).short).toContain("between 56% and 63% of");
    const {short, full} = rateToPrint({...rate, share: {value: 0.6, lo: 0.56, hi: 0.63}});
    expect(short).toContain("between 56% and 63% of");
    expect(full).toContain("the published entries give 60%");
  });
  test("says at least, rounded down, where grants are missing", () => {
    expect(rateToPrint({...rate, isLeast: true, share: {value: 0.16789, lo: 0.16789, hi: 0.17}}).short).toContain(
      "at least 16.7% of"
    );
  });
  test("says why there is none, and in full what the data gives", () => {
    const {short, full} = rateToPrint({...rate, share: null, granted: exact(1183), why: "no refusals are reported"});
    expect(short).toBe(
      `The grant rate at first instance for people from Afghanistan in Germany in 2023 cannot be calculated: no refusals are reported ${SOURCE}.`
    );
    expect(full).toContain("What the data gives is 1,183 decisions that granted protection, counted in persons.");
  });
  test("of few decisions that are not separated never gives 0", () => {
    const {short} = rateToPrint({
      ...rate,
      rate: "refugee_status",
      share: {value: null, lo: 0, hi: 0.7},
      granted: {value: 0, lo: 0, hi: 2},
      decisions: 12
    });
    expect(short).toContain("cannot be calculated");
  });
});

const NAMES = [
  ...["Eritrea", "the United States", "Côte d’Ivoire", "Germany", "the Netherlands", "Israel", "Trinidad & Tobago"],
  ...["Congo - Kinshasa", "Myanmar (Burma)", "the Central African Republic", "St. Kitts & Nevis"]
];
const someOf = (names: readonly string[], most: number) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...names), {minLength: 1, maxLength: most}), {nil: null});
/** A sum of published counts of applications or decisions, as many as a pair or a country has. */
const counts: fc.Arbitrary<Count> = fc
  .tuple(
    fc.constantFrom("decisions" as const, "applications" as const),
    fc.array(fc.oneof(fc.constantFrom(0, 0, 5, 5, 10, 1, 15), fc.nat({max: 30_000}), fc.nat({max: 3_000_000})), {
      minLength: 1,
      maxLength: 12
    }),
    fc.constantFrom(0, 0, 0, 2, 14)
  )
  .map(([rounding, cells, unseen]) => {
    const all = sum(cells.map((cell) => bounded(cell, rounding))) as Count;
    return {...all, hi: all.hi + unseen};
  });
const scopes = fc.record<Scope>(
  {
    origins: someOf([...NAMES, "Unknown", "Stateless", "Tibetan"], 6),
    asylums: fc.oneof(
      someOf(NAMES, 6),
      fc.constantFrom(["countries in Europe"], ["the European Union’s members in 2024"])
    ),
    years: fc
      .tuple(fc.integer({min: 2000, max: 2025}), fc.oneof(fc.constant(0), fc.nat({max: 25})))
      .map(([a, n]) => [a, Math.min(2025, a + n)] as const),
    stage: fc.constantFrom(
      null,
      "first instance",
      "appeal",
      "first instance and appeal combined",
      "repeat applications",
      "administrative review"
    ),
    unit: fc.constantFrom("P", "C"),
    publisher: fc.constant("UNHCR"),
    edition: fc.constant("2026-11-25"),
    procedure: fc.constantFrom("refugee_status", "temporary_asylum"),
    by: fc.constantFrom("UNHCR in Egypt", "Ukraine and UNHCR"),
    notIncluded: fc.constant(["temporary asylum in Russia"])
  },
  {requiredKeys: ["origins", "asylums", "years", "stage", "unit", "publisher", "edition"]}
);
const WHAT: readonly Printed[] = [
  ...(["new_applications", "applications", "decisions", "protection", "asylum_seekers", "refugees"] as const),
  ...STATUSES,
  ...COLUMNS
];
const figures: fc.Arbitrary<ToPrint> = fc
  .tuple(scopes, fc.constantFrom(...WHAT), fc.option(counts, {nil: null, freq: 10}), fc.boolean(), fc.boolean())
  .map(([given, what, count, isLeast, isLater]) => ({
    ...given,
    what,
    count,
    isLeast,
    ...(isLater && what === "new_applications" ? {laterStage: "administrative review"} : {})
  }));
const isYearEnd = ({what}: Pick<ToPrint, "what">) => what === "asylum_seekers" || what === "refugees";
const oneName = ({origins, asylums}: Scope) => (origins?.length ?? 0) <= 1 && (asylums?.length ?? 0) <= 1;
/** Words that would say how many there were. */
const NUMBERLESS = /\b(?:no|none|zero|nobody|0)\b/i;

test("ten thousand sentences are grammatical and short, and a reader takes the figure's own numbers from them", () => {
  fc.assert(
    fc.property(figures, (figure) => {
      const words = toPrint(figure);
      expect(brokenBy(words)).toEqual([]);
      // What is not included has six words.
      expect(wordsIn(words.short)).toBeLessThanOrEqual((oneName(figure) ? 45 : 62) + (figure.notIncluded ? 6 : 0));
      const isCases = figure.unit === "C" && !isYearEnd(figure);
      for (const text of [words.short, words.full]) {
        if (isCases) expect(text).toMatch(/counted in cases.*persons/);
        else expect(text).not.toMatch(/\bcases\b/);
      }
      const {count, isLeast} = figure;
      if (count === null || (isLeast && count.lo === 0)) {
        expect(words.short.replace("no entry", "")).not.toMatch(NUMBERLESS);
        expect(words.short).not.toContain("at least");
        expect(numbersIn(words.short)).toEqual([]);
        return;
      }
      expect(words.short.includes("at least")).toBe(isLeast);
      expect(words.full.includes("at least")).toBe(isLeast);
      if (count.value === 0) {
        expect(words.short).not.toMatch(/\b0\b|\bzero\b|\bnone\b/);
        expect(words.short.includes(`up to ${count.hi.toLocaleString("en")}.`)).toBe(count.hi > 0);
        return;
      }
      const taken = isLeast
        ? {least: true, lo: count.lo, hi: count.lo}
        : printsRange(count)
          ? {least: false, lo: count.lo, hi: count.hi}
          : {least: false, lo: count.value, hi: count.value};
      expect(numbersIn(words.short)).toEqual([taken]);
      expect(numbersIn(words.full)[0]).toEqual(taken);
      if (count.lo !== count.hi)
        expect(words.full).toMatch(
          new RegExp(
            `add up to ${count.value.toLocaleString("en")}, .* between ${count.lo.toLocaleString("en")} and ${count.hi.toLocaleString("en")}\\.`
          )
        );
      expect(words.full).toContain(isCases ? "cases" : "persons");
    }),
    {numRuns: 10_000, seed: 22}
  );
}, 240_000);

test("numbers in both units are never added, and each is taken with its range", () => {
  fc.assert(
    fc.property(figures, counts, counts, (figure, P, C) => {
      fc.pre(!isYearEnd(figure));
      const words = bothToPrint({...figure, counts: {P, C}});
      expect(brokenBy(words)).toEqual([]);
      expect(wordsIn(words.short)).toBeLessThanOrEqual(oneName(figure) ? 50 : 65);
      const added = (P.value + C.value).toLocaleString("en");
      if (P.value > 0 && C.value > 0 && P.value + C.value >= 1000 && !figure.isLeast)
        expect(words.short).not.toContain(added);
      if (figure.isLeast || P.value === 0 || C.value === 0) return;
      const takenOf = (count: Count) => ({
        least: false,
        lo: printsRange(count) ? count.lo : count.value,
        hi: printsRange(count) ? count.hi : count.value
      });
      expect(numbersIn(words.short)).toEqual([takenOf(P), takenOf(C)]);
      expect(words.short).toMatch(/persons? and .* cases?, which must not be added/);
    }),
    {numRuns: 3000, seed: 22}
  );
}, 240_000);

test("numbers per 100,000 inhabitants name the inhabitants, and a reader takes the number from them", () => {
  fc.assert(
    fc.property(figures, counts, fc.integer({min: 30_000, max: 1_400_000_000}), (figure, count, people) => {
      fc.pre(count.lo > 0 && figure.years[0] === figure.years[1]);
      const [year] = figure.years;
      const denominator = {side: "asylum", year, people, places: ["CYP"], without: [], counted_in: [2024]} as const;
      const per = perInhabitants(count, denominator);
      const words = perToPrint({...figure, count, per, inhabitantsOf: "Cyprus"});
      expect(brokenBy(words)).toEqual([]);
      expect(words.short).toContain("per 100,000 inhabitants of Cyprus");
      expect(words.full).toContain("population of 2024");
      const [taken] = numbersIn(words.short);
      const ends = printsRange(count) ? perEnds(per) : null;
      const printed = figure.isLeast ? lowerPer(per.lo) : (ends?.[0] ?? formatPer(per.value));
      expect(taken?.lo).toBe(Number(printed.replaceAll(",", "")));
      expect(taken?.least).toBe(figure.isLeast);
    }),
    {numRuns: 3000, seed: 22}
  );
}, 240_000);

const shares = fc
  .tuple(
    fc.double({min: 0, max: 1, noNaN: true}),
    fc.double({min: 0, max: 0.2, noNaN: true}),
    fc.boolean(),
    fc.boolean()
  )
  .map(([value, width, hasValue, isNarrow]) => {
    const by = isNarrow ? width / 40 : width;
    return {value: hasValue ? value : null, lo: Math.max(0, value - by), hi: Math.min(1, value + by)};
  });
const rates: fc.Arbitrary<RateToPrint> = fc
  .tuple(
    scopes,
    fc.constantFrom(...RATE_NAMES),
    fc.option(shares, {nil: null, freq: 10}),
    counts,
    fc.oneof(fc.nat({max: 40}), fc.nat({max: 400_000})),
    fc.boolean(),
    fc.option(counts, {nil: null})
  )
  .map(([given, rate, share, granted, decisions, isLeast, closed]) => ({
    ...{...given, rate, share, granted, decisions, isLeast, closed},
    ...(share === null ? {why: "no refusals are reported"} : {})
  }));

test("ten thousand rates are grammatical, name what they divide, and give counts where decisions are few", () => {
  fc.assert(
    fc.property(rates, (rate) => {
      const words = rateToPrint(rate);
      expect(brokenBy(words)).toEqual([]);
      expect(wordsIn(words.short)).toBeLessThanOrEqual(oneName(rate) ? 45 : 62);
      const {share, decisions, granted, isLeast, rate: name} = rate;
      if (share === null || decisions === 0 || words.short.includes("cannot be calculated")) {
        expect(words.short).toContain("cannot be calculated");
        expect(words.short).not.toMatch(/%|at least/);
        return;
      }
      if (name.startsWith("unhcr")) expect(words.short).not.toMatch(/granted (?:refugee status|protection)/);
      const isFew = decisions < 25 || (share.value !== null && granted.value < 10);
      expect(words.short.includes("%")).toBe(!isFew);
      expect(words.short).toContain("substantive decision");
      expect(/at least|more than 0%/.test(words.short)).toBe(isLeast === true || (isFew && share.value === null));
      if (isFew) {
        expect(numbersIn(words.short)[0]?.lo).toBe(decisions);
        if (granted.value > 0 && !isLeast && share.value !== null)
          expect(numbersIn(words.short)[1]?.lo).toBe(granted.value);
        return;
      }
      const [taken] = numbersIn(words.short);
      if (!taken) throw new Error(`no number in ${words.short}`);
      const isRange = share.value === null || share.hi - share.lo > 0.01;
      const [lo, hi] = isLeast ? [share.lo, share.lo] : isRange ? [share.lo, share.hi] : [share.value, share.value];
      const step = share.hi - share.lo <= 0.05 ? 0.1 : 1;
      expect(Math.abs(taken.lo - lo * 100)).toBeLessThanOrEqual(step + 1e-6);
      expect(Math.abs(taken.hi - hi * 100)).toBeLessThanOrEqual(step + 1e-6);
      if (isLeast) expect(taken.lo).toBeLessThanOrEqual(lo * 100 + 1e-6);
    }),
    {numRuns: 10_000, seed: 22}
  );
}, 240_000);
