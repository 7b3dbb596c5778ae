// The sentences and tables of a country's page, from small editions that cover each case.
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {countryPage} from "../../src/pages/country/country.js";
import {ledgerOf} from "../../src/edition/placeLedger.js";
import {PAPER} from "../../src/html/paper.js";
import {figure, gapsSentence, outcomesSentence, partnersSentence, yearlySentence} from "../../src/words/country.js";
import {rateWords} from "../../src/words/rates.js";
import {outcomes as drawOutcomes} from "../../src/charts/outcomes.js";
import {bounded, exact} from "../../src/measures/bounds.js";
import type {Unit} from "../../src/measures/codes.js";
import {refugeeStatusRate} from "../../src/measures/rates.js";
import {reader} from "../../src/measures/status.js";
import type {RuleLine} from "../../src/measures/status.js";
import {MixError, sumDecisions} from "../../src/measures/sums.js";
import {smallEdition} from "../edition/edition.js";

const text = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replace(/\s+/g, " ");
const decision = (recognized: number, rejected: number, unit: Unit = "P") => ({
  ...{year: 2020, origin: "PRK", asylum: "RUS", authority: "G" as const, level: "FI" as const, unit},
  ...{recognized, other: 0, rejected, closed: 0, total: recognized + rejected}
});
const unruled = reader([]);
const undivided: RuleLine = {
  ...{id: "x", asylum: "RUS", origin: "*", level: "*", authority: "*", unit: "*", year_from: 2000, year_to: null},
  ...{column: "recognized", status: "undivided", column_unused: "other"}
};

describe("a sentence of yearly counts", () => {
  const told = (years: readonly (readonly [number, number])[]) =>
    text(
      yearlySentence({
        what: "new applications in Chad",
        unit: "P",
        none: "No row.",
        years: years.map(([year, n]) => ({year, count: bounded(n, "applications")})),
        last: 2020
      })
    );
  test("says that there is none", () => expect(told([])).toBe("No row."));
  test("of one year says that it is the only one", () =>
    expect(told([[2020, 1]])).toMatch(/In 2020 the number of new applications in Chad was 1\. .*only year/));
  test("of few years compares the last with the one before, with bounds", () =>
    expect(
      told([
        [2019, 5],
        [2020, 0]
      ])
    ).toMatch(/In 2020 .* was 0 \[0–2\], against 5 \[3–5\] in 2019\. The highest was 5 \[3–5\] in 2019\.$/));
  test("of many years names the highest, and that a series ended", () =>
    expect(
      told([
        [2000, 10],
        [2001, 4000],
        [2005, 30]
      ])
    ).toMatch(/In 2005 .* was 30\. The highest was 4,000 in 2001\. No later year is reported\.$/));
});

describe("a sentence of partners", () => {
  const told = (counts: readonly number[], kind: "origin" | "host" = "origin") =>
    text(
      partnersSentence({
        year: 2020,
        kind,
        partners: counts.map((n, i) => ({name: `P${i + 1}`, words: `${n} persons`}))
      })
    );
  test("says that there is none", () => expect(told([])).toMatch(/^For 2020 no new application is reported/));
  test("names one, and few", () => {
    expect(told([7])).toMatch(/2020 .* only by people from P1 \(7 persons\)/);
    expect(told([7, 6])).toMatch(/P1 \(7 persons\) and P2 \(6 persons\)/);
  });
  test("names the first three of many as the most, and how many there are", () => {
    expect(told([9, 8, 7, 6])).toMatch(/the most .* P1 \(9 persons\), P2 \(8 persons\) and P3 \(7 persons\), of 4/);
    expect(told([9, 8, 7, 6], "host")).toContain("made in P1");
  });
});

describe("a sentence of outcomes", () => {
  const told = (rows: ReturnType<typeof decision>[], read = unruled) =>
    text(outcomesSentence({year: 2020, who: "Russia", outcomes: sumDecisions(rows, read)}));
  test("says that none is reported", () => expect(told([])).toMatch(/^No decisions are reported for 2020 by Russia/));
  test("of zeros alone says how many there may have been", () =>
    expect(told([decision(0, 0)])).toMatch(/2020 .* Russia is published as 0; .* up to 6 persons/));
  test("names refugee status also where it is 0, and never where it is not decided on", () => {
    expect(told([decision(0, 20)])).toContain(
      "decided 20 [20–24] applications (counted in persons): 0 [0–2] refugee status"
    );
    expect(
      text(
        outcomesSentence({
          ...{year: 2020, who: "Russia", outcomes: sumDecisions([decision(0, 20)], unruled)},
          decidesRefugeeStatus: false
        })
      )
    ).not.toContain("refugee status");
  });
  test("gives no 0 of refugee status where the data does not separate it", () => {
    const sentence = told([decision(60, 40)], reader([undivided]));
    expect(sentence).toContain("60 refugee status or other protection (not separated in the data)");
    expect(sentence).not.toMatch(/\b0[^,]* refugee status/);
  });
  test("counts closures separately from decisions", () => {
    const sentence = told([{...decision(10, 34), closed: 1048, total: 1092}]);
    expect(sentence).toContain("decided 44");
    expect(sentence).toContain("1,048 were closed without a decision");
  });
  test("is not made of persons and cases together", () =>
    expect(() => told([decision(1, 20), decision(1, 20, "C")])).toThrow(MixError));
});

test("a refugee status rate is a range without a central value where the data does not separate refugee status", () => {
  const found = sumDecisions([decision(60, 40)], reader([undivided]));
  expect(found && rateWords(refugeeStatusRate(found))).toBe("0–60%");
});

test("a rate of fewer than ten decisions is given as counts, and one without a refusal says so", () => {
  const of = (...counts: [number, number]) => {
    const found = sumDecisions([decision(...counts)], unruled);
    return found && rateWords(refugeeStatusRate(found));
  };
  expect(of(1, 5)).toBe("1 of 6 decisions");
  expect(of(30, 0)).toBe("no refusals are reported (0 closed)");
  expect(of(11, 9)).toMatch(/^55%.*\*$/);
});

test("the years that are not reported are named: none, one and some", () => {
  const gaps = (years: readonly number[], to: number) => gapsSentence(years, [2018, to], "Decisions");
  expect(gaps([], 2020)).toMatch(/reported for no year from 2018 to 2020/);
  expect(gaps([2018, 2019, 2020], 2020)).toMatch(/reported for every year from 2018 to 2020\.$/);
  expect(gaps([2018, 2020], 2020)).toMatch(/every year from 2018 to 2020 except 2019\.$/);
  expect(gaps([2018], 2021)).toMatch(/except 2019–2021\.$/);
});

test("a rounded number is set on a bracket, an exact one is not", () => {
  expect(figure(bounded(5, "applications"))).toContain('class="fig b"');
  expect(figure(exact(12))).toBe('<span class="fig">12</span>');
});

describe("a page", () => {
  const edition = smallEdition({
    applications: [
      [2019, "FI", "P", 40],
      [2020, "FI", "P", 30],
      [2020, "FI", "C", 7]
    ],
    decisions: [
      [2019, "FI", "P", 0, 0, 20, 5, 25],
      [2020, "FI", "P", 5, 0, 30, 0, 35],
      [2020, "FI", "C", 0, 0, 3, 0, 3]
    ]
  });
  const ledger = ledgerOf(edition);
  const main = (code: string) => countryPage(ledger, code, "/nowhere").main;

  test("of a place where nobody is reported to apply says so, and goes on with its people", () => {
    const said = text(main("PRK"));
    expect(said).toMatch(/No asylum applications or decisions are reported in North Korea from 2019 to 2020/);
    expect(said).toMatch(/people from North Korea made 30 .* counted in persons and 7 .*counted in cases/);
  });
  test("of a country of asylum gives persons and cases separately, never their sum", () => {
    const said = text(main("RUS"));
    expect(said).toMatch(/In 2020 Russia received 30 .* counted in persons and 7 counted in cases/);
    expect(said).toContain("first instance (UNHCR code FI)cases");
    expect(said).not.toMatch(/\b37\b/);
  });
  test("has each id once and its figures numbered from one", () => {
    const html = main("RUS");
    const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const figures = Array.from(html.matchAll(/>Figure (\d+|#)</g), ([, n]) => n);
    expect(figures).toEqual(figures.map((_, i) => String(i + 1)));
    expect(figures.length).toBeGreaterThan(1);
  });
});

test("a drawing on paper is the drawing of a browser's page, letter for letter", () => {
  const found = sumDecisions([decision(5, 20)], unruled);
  if (!found) throw new Error("no outcomes");
  const draw = (document: Document) =>
    drawOutcomes(
      {
        years: [
          {year: 2019, outcomes: "not reported"},
          {year: 2020, outcomes: found}
        ]
      },
      {document, width: 656, label: 'a "b" & c <d>'}
    ).outerHTML;
  expect(draw(PAPER)).toBe(draw(new JSDOM("").window.document));
});
