// Which types of application count as new.
import {describe, expect, test} from "vitest";
import {exact} from "../../src/measures/bounds.js";
import {headlineApplications, isNew, newApplications} from "../../src/measures/newness.js";
import {MixError} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

function application(parts: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    ...{year: 2020, origin: "AFG", asylum: "DEU", authority: "G", type: "N", level: "FI", unit: "P"},
    applications: 100,
    ...parts
  };
}

describe("which applications are new", () => {
  test.each([
    ["new applications of 2020", {}, true],
    ["new and repeat together", {type: "NR"}, true],
    ["repeat applications", {type: "R"}, false],
    ["appeals", {type: "A", level: "AR"}, false],
    ["new applications and appeals together", {type: "NA"}, false],
    ["first instance and appeal together", {type: "FA", level: "FA"}, false],
    ["various at first instance in 2005", {year: 2005, type: "V"}, true],
    ["various at the level 'new applications' in 2005", {year: 2005, type: "V", level: "NA"}, true],
    ["various at the combined level in 2005", {year: 2005, type: "V", level: "FA"}, true],
    ["various on appeal in 2005", {year: 2005, type: "V", level: "AR"}, false],
    ["various at the level 'repeat' in 2005", {year: 2005, type: "V", level: "RA"}, false],
    ["various in 2006, when types had begun", {year: 2006, type: "V"}, false],
    ["new in the United States in 2003", {year: 2003, asylum: "USA", type: "N", level: "IN"}, true],
    ["repeat for temporary asylum in Russia in 2011", {year: 2011, asylum: "RUS", type: "R", level: "TA"}, true]
  ] as const)("%s", (_, parts, fresh) => {
    expect(isNew(application(parts))).toBe(fresh);
  });
});

describe("new applications of one kind", () => {
  test("say how many are new and repeat together", () => {
    const rows = [
      application({level: "FA", applications: 80}),
      application({level: "FA", type: "NR", applications: 20}),
      application({level: "FA", type: "R", applications: 7})
    ];
    expect(newApplications(rows)).toEqual({
      unit: "P",
      count: exact(100),
      new_and_repeat: exact(20),
      other_types: exact(0)
    });
  });

  test("Russia's 1,020 applications for temporary asylum in 2011 are counted, and marked as reported under repeat", () => {
    const rows = [application({year: 2011, asylum: "RUS", type: "R", level: "TA", applications: 1020})];
    expect(newApplications(rows)).toMatchObject({
      count: exact(1020),
      other_types: exact(1020),
      new_and_repeat: exact(0)
    });
  });

  test("carry the bounds of small counts", () => {
    const rows = [application({applications: 5}), application({origin: "PRK", applications: 0})];
    expect(newApplications(rows)?.count).toEqual({value: 5, lo: 3, hi: 7});
  });

  test("no new row is nothing, never 0", () => {
    expect(newApplications([application({type: "R"})])).toBeNull();
    expect(newApplications([])).toBeNull();
    expect(newApplications([application({applications: null})])).toBeNull();
  });

  test("adding persons and cases, stages, or the two United States levels throws", () => {
    const usa = (level: "IN" | "EO") => application({asylum: "USA", level});
    expect(() => newApplications([application(), application({unit: "C"})])).toThrow(MixError);
    expect(() => newApplications([application(), application({level: "FA"})])).toThrow(MixError);
    expect(() => newApplications([usa("IN"), usa("EO")])).toThrow(MixError);
  });
});

test("the published headline adds levels, does not add persons and cases, and takes new applications alone", () => {
  const rows = [
    application(),
    application({level: "FA", type: "NR", applications: 50}),
    application({asylum: "USA", level: "IN", unit: "C", applications: 30}),
    application({asylum: "RUS", level: "TA", type: "R", applications: 1020}),
    application({type: "A", level: "AR"})
  ];
  const headline = headlineApplications(rows);
  expect(headline.P).toMatchObject({count: exact(150), new_and_repeat: exact(50)});
  expect(headline.C).toMatchObject({unit: "C", count: exact(30)});
  expect(headlineApplications([])).toEqual({P: null, C: null});
});
