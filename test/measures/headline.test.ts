// A host's number of new applications a year, across levels, units and gaps.
import {describe, expect, test} from "vitest";
import {exact} from "../../src/measures/bounds.js";
import {
  headlineAdder,
  headlinePart,
  listed,
  onlyAmong,
  onlyOtherLevelsAdder,
  printedTotal,
  remainder,
  seriesBreaks
} from "../../src/measures/headline.js";
import type {Headline} from "../../src/measures/headline.js";
import {rankHeadlines} from "../../src/measures/headlineRanking.js";
import {added} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

function application(parts: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    ...{year: 2020, origin: "AFG", asylum: "SWE", authority: "G", type: "N", level: "FI", unit: "P"},
    applications: 100,
    ...parts
  };
}

const headline = (rows: readonly ApplicationRow[]) =>
  added(headlineAdder(onlyAmong(added(onlyOtherLevelsAdder(), rows))), rows) as Headline;

describe("a country's number of new applications", () => {
  test("adds stages first and combined, and the United States' IN and EO", () => {
    const mixed = headline([application(), application({level: "FA", type: "NR", applications: 50})]);
    expect(listed(mixed).P).toMatchObject({count: exact(150), new_and_repeat: exact(50)});
    const usa = (level: "IN" | "EO", applications: number) => application({asylum: "USA", level, applications});
    expect(listed(headline([usa("IN", 30), usa("EO", 40)])).P?.count).toEqual(exact(70));
  });

  test("keeps persons and cases side by side", () => {
    const {P, C} = listed(headline([application(), application({unit: "C", applications: 30})]));
    expect([P?.count.value, C?.count.value]).toEqual([100, 30]);
  });

  test("leaves out what is reported as appeals where the country has a number, and names it", () => {
    const both = headline([application(), application({level: "AR", applications: 20})]);
    expect(listed(both).P?.count.value).toBe(100);
    expect(remainder(both)).toMatchObject([
      {part: "other_levels", stage: "appeal", hosts: {P: ["SWE"], C: []}, levels: {P: ["AR"]}}
    ]);
    expect(printedTotal(both).P?.value).toBe(120);
  });

  test("is the count at other levels where the country has nothing else that year, marked", () => {
    const rows = [application({level: "AR", applications: 20}), application({year: 2019, applications: 7})];
    const only = onlyAmong(added(onlyOtherLevelsAdder(), rows));
    expect(rows.map((row) => headlinePart(row, only))).toEqual(["only_other_levels", "first_and_combined"]);
    expect(listed(headline(rows.slice(0, 1))).P?.count.value).toBe(20);
  });

  test("of one origin does not become its appeals, where the country has a number for others", () => {
    const appeals = application({origin: "PRK", level: "AR", applications: 20});
    const only = onlyAmong(added(onlyOtherLevelsAdder(), [application(), appeals]));
    const origin = added(headlineAdder(only), [appeals]) as Headline;
    expect(listed(origin)).toEqual({P: null, C: null});
    expect(remainder(origin)).toHaveLength(1);
  });

  test("leaves temporary asylum to a line of its own, of every type, and out of the printed total where the type is not new", () => {
    const russia = headline([
      application({asylum: "RUS", applications: 60}),
      application({asylum: "RUS", level: "TA", type: "R", applications: 1020})
    ]);
    expect(listed(russia).P?.count.value).toBe(60);
    expect(remainder(russia)).toMatchObject([{part: "temporary_asylum", P: {count: {value: 1020}}}]);
    expect(printedTotal(russia).P?.value).toBe(60);
    const alone = headline([application({asylum: "RUS", level: "TA", type: "R", applications: 1020})]);
    expect(printedTotal(alone)).toEqual({P: null, C: null});
  });

  test("carries bounds, and a missing count is never 0", () => {
    const small = headline([application({applications: 5}), application({origin: "PRK", applications: 0})]);
    expect(listed(small).P?.count).toEqual({value: 5, lo: 3, hi: 7});
    expect(listed(headline([application({applications: null})]))).toEqual({P: null, C: null});
    expect(
      added(
        headlineAdder(() => false),
        []
      )
    ).toBeNull();
  });

  test("is none where applications are not separated from appeals, which are given instead", () => {
    const germany = headline([
      application({year: 2006, type: "NA", level: "NA", applications: 21_011}),
      application({year: 2006, type: "R", level: "RA", applications: 9048})
    ]);
    expect(listed(germany)).toEqual({P: null, C: null});
    expect(germany.not_separated).toEqual({P: exact(21_011), C: null});
    expect(germany.other_types).toEqual(["R", "NA"]);
  });
});

test("a country's series takes a mark where its level or unit changes, past years without a number", () => {
  const of = (parts: Partial<ApplicationRow>) => headline([application(parts)]);
  expect(
    seriesBreaks([
      [2004, of({level: "NA"})],
      [2005, null],
      [2006, of({type: "R"})],
      [2007, of({level: "NA"})],
      [2008, of({level: "FI"})],
      [2009, of({level: "FI", unit: "C"})]
    ])
  ).toEqual([
    {year: 2008, before: ["NA P"], now: ["FI P"]},
    {year: 2009, before: ["FI P"], now: ["FI C"]}
  ]);
});

test("a ranking holds every place once: persons and cases together, then those without a number, Unknown after all", () => {
  const ranked = rankHeadlines([
    ["AUT", headline([application({type: "NA", level: "FA", applications: 500})])],
    ["UNK", headline([application({applications: 900})])],
    ["EGY", headline([application({applications: 170})])],
    ["USA", headline([application({applications: 100}), application({unit: "C", applications: 80})])],
    ["LVA", null],
    ["PRT", headline([application({type: "R"})])]
  ]);
  expect(ranked.map(({code, least}) => [code, least])).toEqual([
    ["USA", 180],
    ["EGY", 170],
    ["AUT", null],
    ["PRT", null],
    ["LVA", null],
    ["UNK", 900]
  ]);
  expect(ranked[0]).toMatchObject({persons: exact(100), cases: exact(80), entries: true});
  expect(ranked[4]).toMatchObject({persons: null, cases: null, entries: false});
});

test("an adder keeps no row: one object may be filled again for each", () => {
  const rows = [application(), application({asylum: "FRA", level: "AR", applications: 5}), application({unit: "C"})];
  const only = () => false;
  const row = {...application()};
  const adder = headlineAdder(only);
  for (const one of rows) adder.add(Object.assign(row, one));
  expect(adder.done()).toEqual(added(headlineAdder(only), rows));
});
