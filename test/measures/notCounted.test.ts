// People protected without an asylum application: named where a selection touches them.
import {describe, expect, test} from "vitest";
import {notCounted} from "../../src/measures/notCounted.js";

const EVENTS = [
  {date: "2024-11-30", kind: "not_counted", origin: "UKR", asylum: "DEU POL", name: "the EU, 2024"},
  {date: "2025-12-31", kind: "not_counted", origin: "UKR", asylum: "DEU POL", name: "the EU, 2025"},
  {date: "2024-11", kind: "not_counted", origin: "SYR", asylum: "TUR", name: "Türkiye"},
  {date: "2020-09-08", kind: "happened", origin: "PRK", asylum: "RUS", name: "Vladivostok"},
  {date: "2020-09-08", name: "an older edition"}
] as const;
const names = (origins: "*" | string[], asylums: "*" | string[]) =>
  notCounted(EVENTS, origins, asylums).map(({name}) => name);

describe("people who are protected without an asylum application", () => {
  test("are named where the selection touches them, by their latest figure", () => {
    expect(names(["UKR"], ["DEU"])).toEqual(["the EU, 2025"]);
    expect(names("*", ["POL", "FRA"])).toEqual(["the EU, 2025"]);
    expect(names(["SYR"], "*")).toEqual(["Türkiye"]);
    expect(names("*", "*")).toEqual(["the EU, 2025", "Türkiye"]);
  });

  test("are not named for years before they could be protected so", () => {
    const until = (last: number) => notCounted(EVENTS, "*", "*", last).map(({name}) => name);
    expect(until(2022)).toEqual(["the EU, 2025", "Türkiye"]);
    expect(until(2021)).toEqual(["Türkiye"]);
    expect(until(2010)).toEqual([]);
  });

  test("are not named for other origins or other countries, and an event that happened is none of them", () => {
    expect(names(["AFG"], ["DEU"])).toEqual([]);
    expect(names(["UKR"], ["TUR"])).toEqual([]);
    expect(names(["PRK"], ["RUS"])).toEqual([]);
  });
});
