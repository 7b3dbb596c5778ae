// A country that changes from persons to cases between two years.
import {describe, expect, test} from "vitest";
import {unitChanges} from "../../src/measures/unitChange.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {sql} from "../edition/parquet.js";

function application(parts: Partial<ApplicationRow>): ApplicationRow {
  return {
    ...{year: 2025, origin: "AFG", asylum: "USA", authority: "G", type: "N", level: "IN", unit: "P"},
    applications: 100,
    ...parts
  };
}

describe("a change of unit", () => {
  test("is found at the level where persons of one year are cases in the next", () => {
    const rows = [
      application({year: 2024, applications: 300}),
      application({year: 2024, origin: "IRN", applications: 5}),
      application({unit: "C", origin: "UNK", applications: 200}),
      application({level: "EO", year: 2024}),
      application({level: "EO"})
    ];
    expect(unitChanges(rows, 2025)).toEqual([{asylum: "USA", level: "IN", from: "P", to: "C", before: 305, now: 200}]);
    expect(unitChanges(rows, 2024)).toEqual([]);
  });

  test("is not found where both units are used, where a level is new, or among repeat applications", () => {
    expect(unitChanges([application({year: 2024}), application({}), application({unit: "C"})], 2025)).toEqual([]);
    expect(unitChanges([application({unit: "C"})], 2025)).toEqual([]);
    expect(unitChanges([application({year: 2024, type: "R"}), application({unit: "C", type: "R"})], 2025)).toEqual([]);
  });

  test("of the committed edition in 2025 is the United States', with the numbers of SQL", async () => {
    const rows = (await sql(
      "SELECT year, origin, asylum, authority, type, level, unit, applications FROM {applications} WHERE year >= 2024"
    )) as unknown as ApplicationRow[];
    const [byUnit] = await sql(
      `SELECT sum(applications) FILTER (year = 2024 AND unit = 'P')::INTEGER AS before, sum(applications) FILTER (year = 2025 AND unit = 'C')::INTEGER AS now
       FROM {applications} WHERE asylum = 'USA' AND level = 'IN' AND type = 'N'`
    );
    expect(byUnit).toEqual({before: 292_588, now: 282_594});
    expect(unitChanges(rows, 2025)[0]).toEqual({asylum: "USA", level: "IN", from: "P", to: "C", ...byUnit});
  });
});
