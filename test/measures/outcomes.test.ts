// Outcomes of decisions: which levels are joined, and which are never.
import {describe, expect, test} from "vitest";
import {
  addOutcomes,
  allOutcomes,
  closedBeside,
  joinedOutcomesAdder,
  joinedRate,
  splitAmong,
  splitHostsAdder
} from "../../src/measures/outcomes.js";
import type {JoinedOutcomes} from "../../src/measures/outcomes.js";
import {positiveRate} from "../../src/measures/rates.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision} from "../../src/measures/status.js";
import {added, MixError, sumDecisions} from "../../src/measures/sums.js";
import type {Outcomes} from "../../src/measures/sums.js";

const read = reader([]);

function decision(parts: Partial<PublishedDecision>): PublishedDecision {
  const cells = {recognized: 0, other: 0, rejected: 0, closed: 0, ...parts};
  const total = (cells.recognized ?? 0) + (cells.other ?? 0) + (cells.rejected ?? 0) + (cells.closed ?? 0);
  return {...{year: 2025, origin: "AFG", asylum: "IDN", authority: "G", level: "FI", unit: "P"}, total, ...cells};
}

const japan = [
  decision({asylum: "JPN", level: "FA", recognized: 187, other: 996}),
  decision({asylum: "JPN", rejected: 9214, closed: 5435})
];
const joined = (rows: readonly PublishedDecision[]) =>
  added(joinedOutcomesAdder(read, splitAmong(added(splitHostsAdder(read), rows))), rows);
const persons = (...rows: PublishedDecision[]) => joined(rows).P as JoinedOutcomes;

describe("outcomes of first instance and of first instance and appeal together", () => {
  test("are joined, with the levels named", () => {
    const both = persons(
      decision({recognized: 30, rejected: 70}),
      decision({level: "FA", recognized: 20, rejected: 80})
    );
    expect(both.comparable?.statuses).toMatchObject({refugee_status: {value: 50}, refused: {value: 150}});
    expect(both.levels).toEqual(["FI", "FA"]);
  });

  test("hold no appeals, repeat applications or other status", () => {
    expect(joined([decision({level: "AR", recognized: 30}), decision({level: "TA", recognized: 30})])).toEqual({
      P: null,
      C: null
    });
  });

  test("do not add persons and cases, nor the United States' courts", () => {
    const {P, C} = joined([
      decision({asylum: "USA", level: "EO", recognized: 200, rejected: 800}),
      decision({asylum: "USA", level: "IN", unit: "C", recognized: 100, rejected: 300})
    ]);
    expect(P).toMatchObject({comparable: null, us_courts: {statuses: {refugee_status: {value: 200}}}});
    expect(C).toMatchObject({comparable: {statuses: {refugee_status: {value: 100}}}, us_courts: null});
    expect(joinedRate("positive", P as JoinedOutcomes)).toBeNull();
  });
});

describe("a country with grants and refusals at different levels", () => {
  test("has counts and no rate of any kind", () => {
    const all = allOutcomes(persons(...japan));
    expect(all?.statuses).toMatchObject({
      refugee_status: {value: 187},
      complementary: {value: 996},
      refused: {value: 9214}
    });
    expect(joinedRate("unhcr_protection", persons(...japan))).toEqual({
      kind: "split",
      left_out: [{asylum: "JPN", years: [2025]}]
    });
  });

  test("is on neither side of a region's rate, which names it", () => {
    const asia = persons(...japan, decision({recognized: 40, rejected: 60}));
    expect(joinedRate("positive", asia)).toMatchObject({
      kind: "given",
      rate: {value: 0.4, decisions: 100},
      left_out: [{asylum: "JPN", years: [2025]}]
    });
  });

  test("is computed from all rows of a country; those of one origin do not show it", () => {
    const isSplit = splitAmong(added(splitHostsAdder(read), japan));
    const one = decision({asylum: "JPN", origin: "MMR", level: "FA", recognized: 12});
    const myanmar = added(joinedOutcomesAdder(read, isSplit), [one]).P as JoinedOutcomes;
    expect(myanmar.comparable).toBeNull();
    expect(myanmar.split?.outcomes.statuses.refugee_status.value).toBe(12);
  });
});

test("returns closed files with a rate where they exceed the decisions", () => {
  const rate = (closed: number) =>
    positiveRate(sumDecisions([decision({recognized: 10, rejected: 34, closed})], read) as Outcomes);
  expect(closedBeside(rate(1048))?.value).toBe(1048);
  expect(closedBeside(rate(44))).toBeNull();
});

test("outcomes add cell by cell, and persons are never added to cases", () => {
  const [a, b] = [decision({recognized: 20}), decision({recognized: 30, unit: "C"})].map((row) =>
    sumDecisions([row], read)
  );
  expect(addOutcomes([a ?? null, null, a ?? null])?.statuses.refugee_status.value).toBe(40);
  expect(addOutcomes([null])).toBeNull();
  expect(() => addOutcomes([a ?? null, b ?? null])).toThrow(MixError);
});
