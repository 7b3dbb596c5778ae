// Sums with and without what a break or an unknown origin touches.
import {describe, expect, test} from "vitest";
import {BREAK_EFFECTS, effectsOf, inBreak, touchedAdder} from "../../src/measures/breakEffects.js";
import type {BreakScope} from "../../src/measures/breakEffects.js";
import {added} from "../../src/measures/sums.js";
import {dominant, unknownOriginAdder, withoutAdder} from "../../src/measures/without.js";

test("one that makes more than half of a sum is named with its share; half is not more", () => {
  expect(
    dominant([
      ["ESP", 33],
      ["ITA", 4],
      ["FRA", 3]
    ])
  ).toEqual({code: "ESP", size: 33, share: 33 / 40});
  expect(
    dominant([
      ["ESP", 20],
      ["ITA", 20]
    ])
  ).toBeNull();
  expect(dominant([])).toBeNull();
  expect(dominant([["ESP", 0]])).toBeNull();
});

test("a sum is made with everything and without what is left out, which is named", () => {
  const count = () => {
    let n = 0;
    return {add: (row: {asylum: string; n: number}) => void (n += row.n), done: () => n};
  };
  const rows = [
    {asylum: "NGA", n: 60},
    {asylum: "DEU", n: 30}
  ];
  expect(
    added(
      withoutAdder(count, ({asylum}) => asylum === "NGA"),
      rows
    )
  ).toEqual({
    all: 90,
    without: 30,
    left_out: ["NGA"]
  });
  expect(
    added(
      withoutAdder(count, () => false),
      rows
    )
  ).toEqual({all: 90, without: 90, left_out: []});
});

describe("unknown origin", () => {
  const row = (origin: string, asylum: string, applications: number | null, unit: "P" | "C" = "P") => ({
    origin,
    asylum,
    applications,
    unit
  });
  test("names whose entries they are, in persons and in cases", () => {
    const found = added(unknownOriginAdder(), [
      row("UNK", "USA", 282, "C"),
      row("UNK", "AUS", 8, "C"),
      row("AFG", "AUS", 10, "C"),
      row("UNK", "DEU", 1),
      row("AFG", "DEU", 99),
      row("AFG", "DEU", null)
    ]);
    expect(found.C).toMatchObject({
      unknown: 290,
      all: 300,
      said: true,
      hosts: [
        {asylum: "USA", size: 282},
        {asylum: "AUS", size: 8}
      ],
      most: {code: "USA", size: 282}
    });
    expect(found.P).toMatchObject({unknown: 1, all: 100, said: false});
  });
  test("is nothing where nothing is counted", () => {
    expect(added(unknownOriginAdder(), [row("UNK", "DEU", null)])).toEqual({P: null, C: null});
  });
});

describe("what breaks do to a number", () => {
  const italy: BreakScope = {
    ...{id: BREAK_EFFECTS.positives_at_least[1], asylum: "ITA", origin: "*", level: "FI NA", authority: "G", unit: "P"},
    ...{year_from: 2022, year_to: 2025}
  };
  const key = {year: 2023, origin: "BGD", asylum: "ITA", authority: "G", level: "FI", unit: "P"} as const;
  test("holds in the scope of the break alone", () => {
    expect(inBreak(italy, key)).toBe(true);
    for (const other of [{year: 2021}, {asylum: "DEU"}, {level: "AR"}, {authority: "U"}, {unit: "C"}] as const)
      expect(inBreak(italy, {...key, ...other})).toBe(false);
    expect(inBreak({...italy, year_to: null}, {...key, year: 2030})).toBe(true);
  });
  test("is listed for a sum with the country and the years it concerns", () => {
    const rows = [key, {...key, year: 2022}, {...key, asylum: "DEU"}, {...key, year: 2019}];
    expect(added(touchedAdder(effectsOf([italy], "positives_at_least")), rows)).toEqual([
      {id: italy.id, asylum: "ITA", years: [2022, 2023]}
    ]);
  });
  test("names the break, and passes over breaks without an effect", () => {
    expect(effectsOf([italy], "positives_at_least")(key)).toBe(italy.id);
    expect(effectsOf([{...italy, id: "another"}], "positives_at_least")(key)).toBeNull();
    expect(effectsOf([italy], "group_recognition")(key)).toBeNull();
  });
});
