// Refugee status where some decisions are not separated: a number, at least a number, or none and never 0.
import {describe, expect, test} from "vitest";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, RuleLine} from "../../src/measures/status.js";
import {decidesRefugeeStatus, refugeeStatusCount, separatedRefugeeStatusRate} from "../../src/measures/separated.js";
import {sumDecisions} from "../../src/measures/sums.js";
import type {Outcomes} from "../../src/measures/sums.js";

/** Canada's recognized column is undivided. */
const canada: RuleLine = {
  ...{id: "can", asylum: "CAN", origin: "*", level: "*", authority: "*", unit: "*"},
  ...{year_from: 2000, year_to: null, column: "recognized", status: "undivided", column_unused: null}
};
const read = reader([canada]);

function decision(
  asylum: string,
  recognized: number,
  rejected: number,
  more: Partial<PublishedDecision> = {}
): PublishedDecision {
  return {
    ...{year: 2025, origin: "MEX", asylum, authority: "G", level: "FI", unit: "P"},
    ...{recognized, other: 0, rejected, closed: 0, total: recognized + rejected, ...more}
  };
}
const of = (...rows: PublishedDecision[]) => sumDecisions(rows, read) as Outcomes;

describe("refugee status", () => {
  test("is a number where every positive decision is separated", () => {
    expect(refugeeStatusCount(of(decision("DEU", 40, 60)))).toMatchObject({kind: "separated", lo: 40, hi: 40});
    expect(refugeeStatusCount(of(decision("DEU", 0, 60)))).toMatchObject({kind: "separated", known: {value: 0, hi: 2}});
  });

  test("is 'at least' where some are not, up to all of them", () => {
    expect(refugeeStatusCount(of(decision("DEU", 5, 60), decision("CAN", 2938, 2354)))).toMatchObject({
      kind: "at least",
      known: {value: 5},
      lo: 3,
      hi: 2945
    });
  });

  test("has no number, and never 0, where none is separated: what is said is protection", () => {
    expect(refugeeStatusCount(of(decision("CAN", 50_041, 15_889)))).toMatchObject({
      kind: "not separated",
      protection: {value: 50_041}
    });
  });

  test("counts the undivided zeros in its upper end", () => {
    const count = refugeeStatusCount(of(decision("CAN", 0, 100), decision("DEU", 40, 60)));
    expect(count).toMatchObject({kind: "separated", known: {value: 40}, lo: 40});
    expect(count.hi).toBe(42);
  });
});

describe("the refugee status rate", () => {
  test("is rejected where undivided decisions outnumber refugee status, and the rate of all protection takes its place", () => {
    expect(separatedRefugeeStatusRate(of(decision("CAN", 50_041, 15_889)))).toMatchObject({
      kind: "not separated",
      protection: {kind: "rate", decisions: 65_930}
    });
    expect(separatedRefugeeStatusRate(of(decision("CAN", 300, 100), decision("DEU", 20, 100))).kind).toBe(
      "not separated"
    );
  });

  test("is an interval where fewer are undivided, and a number where none is", () => {
    expect(separatedRefugeeStatusRate(of(decision("CAN", 30, 10), decision("DEU", 400, 500))).kind).toBe("interval");
    expect(separatedRefugeeStatusRate(of(decision("DEU", 400, 600)))).toMatchObject({kind: "rate", value: 0.4});
  });
});

test("a procedure for another status decides no refugee status", () => {
  expect(decidesRefugeeStatus("TA")).toBe(false);
  expect(decidesRefugeeStatus("SP")).toBe(false);
  expect(decidesRefugeeStatus("FI")).toBe(true);
  expect(decidesRefugeeStatus("AR")).toBe(true);
});
