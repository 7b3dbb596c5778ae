// Sums of rows: what is never added, and what bounds a sum has.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {exact, sum} from "../../src/measures/bounds.js";
import {DEFAULT_STATUS, LEVELS, NEGATIVE_STATUSES, POSITIVE_STATUSES} from "../../src/measures/codes.js";
import type {DecisionKey, Level} from "../../src/measures/codes.js";
import {reader} from "../../src/measures/status.js";
import type {PublishedDecision, Reading} from "../../src/measures/status.js";
import {MixError, stageOf, sumApplications, sumDecisions} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

function decision(parts: Partial<PublishedDecision> = {}): PublishedDecision {
  const cells = {recognized: 0, other: 0, rejected: 0, closed: 0, ...parts};
  return {
    year: 2020,
    origin: "AFG",
    asylum: "DEU",
    authority: "G",
    level: "FI",
    unit: "P",
    total: (cells.recognized ?? 0) + (cells.other ?? 0) + (cells.rejected ?? 0) + (cells.closed ?? 0),
    ...cells
  };
}

function application(parts: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    ...{year: 2020, origin: "AFG", asylum: "DEU", authority: "G", type: "N", level: "FI", unit: "P"},
    applications: 0,
    ...parts
  };
}

/** A row read so that its positive columns go to some positive statuses and the others to some negative ones. */
const readRow = fc.record({
  row: fc
    .record({recognized: fc.nat(20), other: fc.nat(20), rejected: fc.nat(20), closed: fc.nat(20)})
    .map((cells) => decision(cells)),
  reading: fc
    .record({
      recognized: fc.constantFrom(...POSITIVE_STATUSES),
      other: fc.constantFrom(...POSITIVE_STATUSES),
      rejected: fc.constantFrom(...NEGATIVE_STATUSES),
      closed: fc.constantFrom(...NEGATIVE_STATUSES)
    })
    .map((status): Reading => ({status, unused: [], rule_positive: null, rule_negative: null}))
});

const plain = reader([]);

describe("what is never added", () => {
  test("persons and cases", () => {
    expect(() => sumDecisions([decision(), decision({unit: "C"})], plain)).toThrow(MixError);
    expect(() => sumApplications([application(), application({unit: "C"})])).toThrow(/persons and cases/);
  });

  test("first instance and appeal", () => {
    expect(() => sumDecisions([decision(), decision({level: "AR"})], plain)).toThrow(
      /different stages \(first, appeal\)/
    );
    expect(() => sumApplications([application(), application({level: "JR"})])).toThrow(MixError);
  });

  test("first instance and the combined level", () => {
    expect(() => sumDecisions([decision(), decision({level: "FA"})], plain)).toThrow(MixError);
  });

  test("subsidiary protection and temporary asylum, though both are other status", () => {
    expect(() => sumDecisions([decision({level: "SP"}), decision({level: "TA"})], plain)).toThrow(/different things/);
  });

  test("the two United States levels, as a claim referred from one is decided again at the other", () => {
    const usa = (level: "IN" | "EO" | "FI") => decision({asylum: "USA", level});
    expect(() => sumDecisions([usa("IN"), usa("EO")], plain)).toThrow(/IN and EO/);
    expect(() => sumDecisions([usa("IN"), decision(), usa("EO")], plain)).toThrow(/IN and EO/);
    expect(sumDecisions([usa("IN"), decision(), usa("IN")], plain)?.rows).toBe(3);
  });
});

describe("what is added", () => {
  test("every level belongs to one stage", () => {
    expect((Object.keys(LEVELS) as Level[]).map(stageOf)).toHaveLength(14);
    expect([stageOf("NA"), stageOf("FA"), stageOf("JR"), stageOf("TA")]).toEqual([
      "first",
      "combined",
      "appeal",
      "other"
    ]);
  });

  test("returns null without a row, never 0", () => {
    expect(sumDecisions([], plain)).toBeNull();
    expect(sumApplications([])).toBeNull();
    expect(sumApplications([application({applications: null})])).toBeNull();
  });

  test("bounds travel through a sum of rows", () => {
    const out = sumDecisions(
      [decision({recognized: 5, rejected: 100}), decision({origin: "SYR", recognized: 10})],
      plain
    );
    expect(out?.published.recognized).toEqual({value: 15, lo: 11, hi: 17});
    expect(out?.statuses.refused).toEqual({value: 100, lo: 100, hi: 102});
    expect(sumApplications([application({applications: 5}), application({applications: 0})])).toEqual({
      value: 5,
      lo: 3,
      hi: 7
    });
  });

  test("keeps a total without parts separate and adds no zeros for it", () => {
    const out = sumDecisions([decision({recognized: 20, rejected: 30}), decision({origin: "SYR", total: 400})], plain);
    expect(out).toMatchObject({rows: 2, without_parts: 400, missing: 0});
    expect(out?.published.recognized).toEqual(exact(20));
  });

  test("an empty cell is missing, neither 0 nor counted", () => {
    const out = sumDecisions([decision({recognized: null, rejected: 30})], plain);
    expect(out?.missing).toBe(1);
    expect(out?.published.recognized).toEqual(exact(0));
  });

  test("rules are named once, and the zeros of an unused column stay exactly 0 in a sum", () => {
    const read = (): Reading => ({
      status: {...DEFAULT_STATUS, recognized: "undivided"},
      unused: ["other"],
      rule_positive: "a-rule",
      rule_negative: null
    });
    const out = sumDecisions([decision({recognized: 20}), decision({origin: "SYR", recognized: 30})], read);
    expect(out?.rules).toEqual(["a-rule"]);
    expect(out?.published.other).toEqual(exact(0));
    expect(out?.statuses).toMatchObject({undivided: exact(50), complementary: exact(0)});
  });

  test("statuses sum to the published columns, bounds included, for any rows and rules", () => {
    fc.assert(
      fc.property(fc.array(readRow, {minLength: 1, maxLength: 12}), (read) => {
        const readings = new Map<DecisionKey, Reading>(read.map(({row, reading}) => [row, reading]));
        const out = sumDecisions(
          read.map(({row}) => row),
          (key) => readings.get(key) ?? plain(key)
        );
        if (!out) throw new Error("rows were given");
        const {recognized, other, rejected, closed} = out.published;
        expect(sum(POSITIVE_STATUSES.map((s) => out.statuses[s]))).toEqual(sum([recognized, other]));
        expect(sum(NEGATIVE_STATUSES.map((s) => out.statuses[s]))).toEqual(sum([rejected, closed]));
      })
    );
  });
});
