// A printed figure beside the rows it speaks of: what is added, what widens the interval, and what is not compared.
import {describe, expect, test} from "vitest";
import {exact} from "../../src/measures/bounds.js";
import {agrees, counterpart, isComparable} from "../../src/measures/reported.js";
import type {ReportedFigure} from "../../src/measures/reported.js";
import {eurostatCounterpart} from "../../src/measures/reportedEurostat.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleLine} from "../../src/measures/status.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

const figure = (parts: Partial<ReportedFigure> = {}): ReportedFigure => ({
  ...{id: "x", origin: "ALL", asylum: "DEU", region: null, year_from: 2024, year_to: 2024},
  ...{measure: "new_applications", value: 100, comparator: "=", unit: "persons"},
  ...parts
});
const application = (parts: Partial<ApplicationRow> = {}): ApplicationRow => ({
  ...{year: 2024, origin: "AFG", asylum: "DEU", authority: "G", type: "N", level: "FI", unit: "P"},
  applications: 100,
  ...parts
});
const decision = (parts: Partial<PublishedDecision> = {}): PublishedDecision => ({
  ...{year: 2024, origin: "AFG", asylum: "JPN", authority: "G", level: "FA", unit: "P"},
  ...{recognized: 105, other: 0, rejected: 0, closed: 0, total: 105},
  ...parts
});
const beside = (
  of: ReportedFigure,
  rows: {applications?: ApplicationRow[]; decisions?: PublishedDecision[]},
  rules: RuleLine[] = []
) => counterpart(of, {applications: [], decisions: [], ...rows}, reader(rules));

describe("a country's new applications", () => {
  test("are those of first instance and of the combined level, authorities together, without repeats and appeals", () => {
    const applications = [
      application({applications: 80}),
      application({level: "FA", authority: "U", type: "NR", applications: 20}),
      application({level: "RA", type: "R", applications: 7}),
      application({level: "AR", type: "A", applications: 9}),
      application({asylum: "FRA", applications: 11}),
      application({year: 2023, applications: 13})
    ];
    expect(beside(figure(), {applications})).toEqual(exact(100));
  });

  test("make room for origins that rounding removed: 2 for each that has an entry in another year and none in this", () => {
    const applications = [
      application(),
      application({year: 2022, origin: "ERI"}),
      application({year: 2023, origin: "ERI"}),
      application({year: 2023, origin: "TGO", type: "R", level: "RA"}),
      application({year: 2023, origin: "NPL", unit: "C"})
    ];
    const all = beside(figure({value: 104}), {applications});
    expect(all).toEqual({value: 100, lo: 100, hi: 104});
    expect(agrees(figure({value: 104}), all)).toBe(true);
    expect(agrees(figure({value: 105}), all)).toBe(false);
    expect(beside(figure({origin: "AFG"}), {applications})).toEqual(exact(100));
  });

  test("have no counterpart where there is no row, and then do not agree", () => {
    expect(beside(figure(), {})).toBeNull();
    expect(agrees(figure(), null)).toBe(false);
  });
});

describe("the world's new applications", () => {
  const world = (parts: Partial<ReportedFigure>) => figure({asylum: "ALL", ...parts});

  test("are every level's, as UNHCR prints them", () => {
    const applications = [application(), application({asylum: "GBR", level: "AR", applications: 50})];
    expect(beside(world({}), {applications})).toEqual(exact(150));
  });

  test("keep cases separate from persons: a case is at least one person", () => {
    const applications = [application(), application({asylum: "USA", level: "IN", unit: "C", applications: 30})];
    const found = beside(world({}), {applications});
    expect(found).toEqual({...exact(100), cases: exact(30)});
    expect(agrees(world({value: 129}), found)).toBe(false);
    expect(agrees(world({value: 130}), found)).toBe(true);
    expect(agrees(world({value: 175}), found)).toBe(true);
  });

  test("agree with a printed figure that was rounded, within half its step", () => {
    const found = beside(world({}), {applications: [application({applications: 2_574_411})]});
    expect(agrees(world({value: 2_600_000}), found)).toBe(false);
    expect(agrees(world({value: 2_600_000, rounded_to: 100_000}), found)).toBe(true);
    expect(agrees(world({value: 2_500_000, rounded_to: 100_000}), found)).toBe(false);
  });
});

describe("grants", () => {
  const refugees = figure({asylum: "JPN", measure: "refugee_status_granted", value: 190});
  const unseparated: RuleLine = {
    ...{id: "jpn", asylum: "JPN", origin: ["UNK"], level: ["FA"], authority: ["G"], unit: ["P"]},
    ...{year_from: 2024, year_to: 2024, column: "recognized", status: "undivided", column_unused: null}
  };

  test("add first instance and the combined level", () => {
    const decisions = [decision(), decision({level: "FI", recognized: 20}), decision({level: "AR", recognized: 40})];
    expect(beside(refugees, {decisions})?.value).toBe(125);
  });

  test("that are not separated widen the interval of refugee status and add nothing to its count", () => {
    const decisions = [decision({recognized: 184}), decision({origin: "UNK", recognized: 25, total: 25})];
    const found = beside(refugees, {decisions}, [unseparated]);
    expect(found).toMatchObject({value: 184, lo: 184});
    expect(found?.hi).toBeGreaterThanOrEqual(184 + 25);
    expect(agrees(refugees, found)).toBe(true);
  });
});

describe("Eurostat's headline", () => {
  const headline = figure({asylum: "eu", measure: "first_time_applicants", value: 873_700, rounded_to: 100});
  const row = (asylum: string, year: number, applications: number | null) =>
    ({year, origin: "EXT_EU27_2020", asylum, applicant: "first_time", applications}) as const;
  const members = new Set(["DEU", "FRA"]);

  test("is near the sum over the members, each rounded to 5", () => {
    const rows = [row("DEU", 2024, 500_000), row("FRA", 2024, 373_700), row("NOR", 2024, 5_000), row("DEU", 2023, 5)];
    expect(eurostatCounterpart(headline, rows, members)).toEqual({value: 873_700, lo: 873_696, hi: 873_704});
  });

  test("has no counterpart in a year that the table does not reach, nor among UNHCR's rows", () => {
    expect(eurostatCounterpart(headline, [row("DEU", 2022, 5)], members)).toBeNull();
    expect(isComparable(headline)).toBe(false);
  });
});
