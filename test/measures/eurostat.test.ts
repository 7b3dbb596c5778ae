// Eurostat's rounding, quarters and codes.
import {describe, expect, test} from "vitest";
import {bounded} from "../../src/measures/bounds.js";
import {
  APPLICANT_SPELLINGS,
  APPLICANTS,
  DECISION_SPELLINGS,
  EUROSTAT_DECISIONS,
  genevaStatus
} from "../../src/measures/eurostat.js";
import type {EurostatDecision} from "../../src/measures/eurostat.js";

const value = (decision: EurostatDecision, quarter: number | null, decisions: number | null) => ({
  ...{year: 2015, quarter, origin: "TOTAL", asylum: "NLD", decision, decisions}
});

describe("Eurostat's counts", () => {
  test("a value may be two more or two less, and never below 0", () => {
    expect(bounded(0, "eurostat")).toEqual({value: 0, lo: 0, hi: 2});
    expect(bounded(5, "eurostat")).toEqual({value: 5, lo: 3, hi: 7});
    expect(bounded(1_283_075, "eurostat")).toEqual({value: 1_283_075, lo: 1_283_073, hi: 1_283_077});
  });

  test("four quarters are a year, each with its own rounding; three are none", () => {
    const quarters = [1, 2, 3, 4].flatMap((q) => [
      value("refugee_status", q, q === 1 ? 0 : 10),
      value("positive", q, 100)
    ]);
    expect(genevaStatus(quarters, "NLD", 2015)).toEqual({
      ...{year: 2015, quarters: true},
      refugee_status: {value: 30, lo: 24, hi: 38},
      positive: {value: 400, lo: 392, hi: 408}
    });
    expect(genevaStatus(quarters.slice(0, 6), "NLD", 2015)).toBeNull();
    expect(genevaStatus([...quarters.slice(0, 7), value("positive", 4, null)], "NLD", 2015)).toBeNull();
    expect(genevaStatus(quarters, "NLD", 2016)).toBeNull();
  });

  test("the year's own value is preferred to its quarters, where it separates refugee status", () => {
    const quarters = [1, 2, 3, 4].flatMap((q) => [value("refugee_status", q, 10), value("positive", q, 100)]);
    expect(genevaStatus([...quarters, value("positive", null, 395)], "NLD", 2015)?.quarters).toBe(true);
    const yearly = genevaStatus(
      [...quarters, value("positive", null, 395), value("refugee_status", null, 45)],
      "NLD",
      2015
    );
    expect(yearly).toEqual({
      year: 2015,
      quarters: false,
      refugee_status: bounded(45, "eurostat"),
      positive: bounded(395, "eurostat")
    });
  });

  test("every applicant and decision has a spelling of old and one of today", () => {
    for (const [codes, spellings] of [
      [APPLICANTS, APPLICANT_SPELLINGS],
      [EUROSTAT_DECISIONS, DECISION_SPELLINGS]
    ] as const)
      for (const code of Object.keys(codes).filter((each) => each !== "total"))
        expect(
          Object.entries(spellings).filter(([spelling, to]) => to === code && /^[A-Z_]+$/.test(spelling)).length,
          code
        ).toBeGreaterThanOrEqual(2);
  });
});
