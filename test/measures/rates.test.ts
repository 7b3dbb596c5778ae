// Rates and their intervals, by example and by property over the true counts behind them.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {bounded, exact, sum, ZERO} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {STATUSES} from "../../src/measures/codes.js";
import type {Level, Status} from "../../src/measures/codes.js";
import {
  canRank,
  positiveRate,
  RATE_NAMES,
  RATES,
  refugeeStatusRate,
  share,
  splitAcrossLevels,
  unhcrProtectionRate,
  unhcrRecognitionRate,
  unlessSplit,
  wilson
} from "../../src/measures/rates.js";
import type {Rate} from "../../src/measures/rates.js";
import {MixError} from "../../src/measures/sums.js";
import type {Outcomes} from "../../src/measures/sums.js";

const dec = (value: number) => bounded(value, "decisions");

/** Outcomes of one host, from decisions by status; the published columns are those that the default reading would come from. */
function outcomes(cells: Partial<Record<Status, Count | number>>, more: Partial<Outcomes> = {}): Outcomes {
  const statuses = Object.fromEntries(
    STATUSES.map((status) => {
      const cell = cells[status] ?? ZERO;
      return [status, typeof cell === "number" ? dec(cell) : cell];
    })
  ) as Record<Status, Count>;
  const {refugee_status: r, undivided: u, complementary: c, humanitarian: h, temporary: t} = statuses;
  const {refused, undivided_closed, otherwise_closed, not_decided} = statuses;
  const total = (...counts: Count[]) => sum(counts) ?? ZERO;
  return {
    unit: "P",
    rows: 1,
    published: {
      recognized: total(r, u),
      other: total(c, h, t),
      rejected: refused,
      closed: total(undivided_closed, otherwise_closed, not_decided)
    },
    statuses,
    without_parts: 0,
    missing: 0,
    rules: [],
    ...more
  };
}

const smallCount: fc.Arbitrary<Count> = fc
  .array(fc.nat(6), {minLength: 3, maxLength: 3})
  .map((ends) => [...ends].sort((a, b) => a - b))
  .map(([lo = 0, value = 0, hi = 0]) => ({lo, value, hi}));

const all = fc.record({
  refugee_status: fc.oneof(smallCount, fc.nat(2000).map(dec)),
  undivided: fc.oneof(fc.constant(ZERO), smallCount),
  complementary: fc.oneof(smallCount, fc.nat(2000).map(dec)),
  humanitarian: fc.oneof(fc.constant(ZERO), smallCount),
  temporary: fc.oneof(fc.constant(ZERO), smallCount),
  refused: fc.oneof(fc.constant(ZERO), smallCount, fc.nat(2000).map(dec)),
  undivided_closed: fc.oneof(fc.constant(ZERO), smallCount),
  otherwise_closed: smallCount,
  not_decided: smallCount
});

const within = ({lo, hi}: Count) => Array.from({length: hi - lo + 1}, (_, i) => lo + i);

/** The least and greatest share over every true count that the cells may stand for; null where none gives a share. */
function extremes(shares: Iterable<[of: number, among: number]>): {lo: number; hi: number} | null {
  let lo = Infinity,
    hi = -Infinity;
  for (const [of, among] of shares)
    if (among > 0) {
      lo = Math.min(lo, of / among);
      hi = Math.max(hi, of / among);
    }
  return lo === Infinity ? null : {lo, hi};
}

describe("the interval of a share", () => {
  test("is exactly what the true counts behind the cells could give", () => {
    fc.assert(
      fc.property(smallCount, smallCount, (a, b) => {
        const truth = extremes(within(a).flatMap((x) => within(b).map((y): [number, number] => [x, x + y])));
        const found = share(a, b);
        expect(found && {lo: found.lo, hi: found.hi}).toEqual(truth);
      })
    );
  });

  test("is nothing where both counts can be nothing but 0, and has no value where both are published as 0", () => {
    expect(share(ZERO, ZERO)).toBeNull();
    expect(share(dec(0), dec(0))).toEqual({value: null, lo: 0, hi: 1});
  });

  test("an end without a denominator takes the other end's value", () => {
    expect(share(dec(0), ZERO)).toEqual({value: null, lo: 1, hi: 1});
    expect(share(ZERO, dec(0))).toEqual({value: null, lo: 0, hi: 0});
  });
});

describe("rates by status", () => {
  // Undivided positives may each be refugee status or not, and undivided closings each a refusal or not.
  test("the refugee status rate's interval is what the true counts could give, undivided ones either way", () => {
    const cells = fc.record({
      refugee_status: smallCount,
      undivided: fc.oneof(fc.constant(ZERO), smallCount),
      complementary: smallCount,
      refused: smallCount,
      undivided_closed: fc.oneof(fc.constant(ZERO), smallCount)
    });
    fc.assert(
      fc.property(cells, (box) => {
        const shares: [number, number][] = [];
        for (const r of within(box.refugee_status))
          for (const u of within(box.undivided))
            for (const asRefugee of [0, u])
              for (const others of within(sum([box.complementary, box.refused]) ?? ZERO))
                for (const m of within(box.undivided_closed))
                  for (const asRefusal of [0, m]) shares.push([r + asRefugee, r + u + others + asRefusal]);
        const truth = extremes(shares);
        const found = refugeeStatusRate(outcomes(box));
        if (found.lo !== null) expect({lo: found.lo, hi: found.hi}).toEqual(truth);
      }),
      {numRuns: 60}
    );
  });

  test("the grant rate's interval is what the true counts could give, undivided closings either way", () => {
    const cells = fc.record({
      refugee_status: smallCount,
      temporary: smallCount,
      refused: smallCount,
      undivided_closed: fc.oneof(fc.constant(ZERO), smallCount)
    });
    fc.assert(
      fc.property(cells, (box) => {
        const shares: [number, number][] = [];
        for (const a of within(sum([box.refugee_status, box.temporary]) ?? ZERO))
          for (const n of within(box.refused))
            for (const m of within(box.undivided_closed))
              for (const asRefusal of [0, m]) shares.push([a, a + n + asRefusal]);
        const found = positiveRate(outcomes(box));
        if (found.lo !== null) expect({lo: found.lo, hi: found.hi}).toEqual(extremes(shares));
      }),
      {numRuns: 60}
    );
  });

  test("every rate lies within its interval, and every interval within 0 and 1", () => {
    fc.assert(
      fc.property(all, (cells) => {
        for (const name of RATE_NAMES) {
          const found = RATES[name](outcomes(cells));
          expect(found.name).toBe(name);
          if (found.lo !== null)
            expect(0 <= found.lo && found.lo <= (found.hi ?? NaN) && (found.hi ?? NaN) <= 1).toBe(true);
          if (found.kind === "rate") {
            expect(found.lo <= found.value && found.value <= found.hi).toBe(true);
            expect(found.value).toBe(found.numerator.value / found.decisions);
          }
        }
      })
    );
  });

  test("closings and files taken out of the count are in no rate", () => {
    const cells = {refugee_status: 30, refused: 70};
    for (const name of RATE_NAMES) {
      const before = RATES[name](outcomes(cells));
      const after = RATES[name](outcomes({...cells, otherwise_closed: 5000, not_decided: 870_979}));
      expect(after).toEqual({...before, closed: after.closed});
    }
  });
});

describe("reasons for no rate", () => {
  const reason = (rate: Rate) => (rate.kind === "none" ? rate.reason : rate.kind);

  test("no substantive decision is not 0%", () => {
    expect(reason(positiveRate(outcomes({otherwise_closed: 500})))).toBe("no substantive decision");
    expect(reason(unhcrProtectionRate(outcomes({otherwise_closed: 500})))).toBe("no substantive decision");
  });

  test("165 grants without a reported refusal are not 100%", () => {
    const rate = positiveRate(outcomes({refugee_status: 165, refused: exact(0), otherwise_closed: 20}));
    expect(rate).toMatchObject({kind: "none", reason: "no refusals reported", closed: exact(20), decisions: 165});
    expect(reason(refugeeStatusRate(outcomes({refugee_status: 100, complementary: 65})))).toBe("no refusals reported");
    expect(reason(unhcrRecognitionRate(outcomes({refugee_status: 165})))).toBe("no refusals reported");
  });

  test("five grants without a refusal are not five of five", () => {
    expect(reason(positiveRate(outcomes({refugee_status: 5})))).toBe("no refusals reported");
  });

  test("Russia's first instance of 2022 does not separate refused from closed, and keeps its lower end", () => {
    const rate = positiveRate(outcomes({refugee_status: 10, refused: exact(0), undivided_closed: 213}));
    expect(rate).toMatchObject({kind: "none", reason: "refused and closed not separated", hi: 1});
    expect(rate.lo).toBeCloseTo(8 / (8 + 213), 12);
    expect(rate.undivided_closed).toEqual(exact(213));
  });

  test("Switzerland's refugee status rate of 2014 has an upper end though refusals and closings are not separated", () => {
    const switzerland = outcomes({refugee_status: 6000, complementary: 8000, undivided_closed: 10_000});
    expect(refugeeStatusRate(switzerland)).toMatchObject({kind: "interval", lo: 0.25, hi: 6000 / 14_000});
    expect(reason(positiveRate(switzerland))).toBe("refused and closed not separated");
  });

  test("where nothing is granted, closings not separated are not 0%", () => {
    expect(reason(positiveRate(outcomes({undivided_closed: 50})))).toBe("refused and closed not separated");
    const unused = outcomes({refugee_status: ZERO, refused: ZERO, undivided_closed: 50});
    expect(reason(positiveRate(unused))).toBe("refused and closed not separated");
  });

  test("where refusals are reported with closures not separated the grant rate is a range without a value", () => {
    const rate = positiveRate(outcomes({refugee_status: 50, refused: 100, undivided_closed: 50}));
    expect(rate).toMatchObject({kind: "interval", lo: 0.25, hi: 1 / 3, decisions: 200, marked: false});
  });

  test("Canada's refugee status rate is not known from its rows; its grant rate is", () => {
    const canada = outcomes({undivided: 600, refused: 400});
    expect(refugeeStatusRate(canada)).toMatchObject({kind: "interval", lo: 0, hi: 0.6});
    expect(positiveRate(canada)).toMatchObject({kind: "rate", value: 0.6, lo: 0.6, hi: 0.6});
  });

  test("nine decisions are counts, ten a marked rate, twenty-five a rate that may be ranked", () => {
    const of = (granted: number, refused: number) =>
      positiveRate(outcomes({refugee_status: exact(granted), refused: exact(refused)}));
    expect(of(5, 4)).toMatchObject({kind: "none", reason: "fewer than 10 decisions", decisions: 9});
    expect(of(5, 5)).toMatchObject({kind: "rate", value: 0.5, marked: true});
    expect(of(12, 12)).toMatchObject({marked: true});
    expect(of(12, 13)).toMatchObject({marked: false});
    expect([of(5, 4), of(12, 12), of(12, 13)].map(canRank)).toEqual([false, false, true]);
  });

  test("refusals alone are a rate of 0 with the interval of the rounded grants", () => {
    expect(positiveRate(outcomes({refugee_status: 0, refused: 98}))).toMatchObject({value: 0, lo: 0, hi: 0.02});
  });

  test("a total without parts gives no rate, and is not called no decision", () => {
    expect(reason(positiveRate(outcomes({}, {without_parts: 400})))).toBe("only a total is given");
  });

  test("an empty cell gives no rate", () => {
    expect(reason(positiveRate(outcomes({refugee_status: 50, refused: 50}, {missing: 1})))).toBe(
      "some figures are missing"
    );
  });
});

describe("rates as UNHCR computes them", () => {
  test("recognition counts the first column, protection both, and closings neither", () => {
    const host = outcomes({refugee_status: 20, complementary: 30, refused: 50, otherwise_closed: 100});
    expect(unhcrRecognitionRate(host)).toMatchObject({kind: "rate", value: 0.2});
    expect(unhcrProtectionRate(host)).toMatchObject({kind: "rate", value: 0.5, numerator: exact(50)});
  });

  test("they keep to the columns: temporary asylum reported under recognized counts as recognition there and not by status", () => {
    const russia = outcomes({temporary: 98_644, refused: 100});
    const filed = {...russia, published: {...russia.published, recognized: exact(98_644), other: ZERO}};
    expect(unhcrRecognitionRate(filed)).toMatchObject({kind: "rate", value: 98_644 / 98_744});
    expect(refugeeStatusRate(filed)).toMatchObject({kind: "rate", value: 0});
  });
});

describe("what chance alone would do", () => {
  // Reference values: Wilson 1927; Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718]
  ])("%i of %i", (successes, n, lo, hi) => {
    const chance = wilson(successes, n);
    expect(chance?.lo).toBeCloseTo(lo, 4);
    expect(chance?.hi).toBeCloseTo(hi, 4);
  });

  test("Wilson interval: returns null for n = 0; throws when successes exceed n", () => {
    expect(wilson(0, 0)).toBeNull();
    expect(() => wilson(2, 1)).toThrow(RangeError);
    expect(() => wilson(0.5, 1)).toThrow(RangeError);
  });

  test("it holds the share, within 0 and 1", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (successes, failures) => {
        const chance = wilson(successes, successes + failures);
        if (chance)
          expect(0 <= chance.lo && chance.lo <= chance.value && chance.value <= chance.hi && chance.hi <= 1).toBe(true);
      })
    );
  });
});

describe("countries that report grants and refusals at different levels", () => {
  const host = (levels: Partial<Record<Level, [granted: number, refused: number]>>) =>
    new Map(
      (Object.entries(levels) as [Level, [number, number]][]).map(([level, [granted, refused]]) => [
        level,
        outcomes({refugee_status: exact(granted), refused: exact(refused)})
      ])
    );
  const split = (levels: Parameters<typeof host>[0]) => splitAcrossLevels(host(levels));

  test("Japan 2022: grants at FA, refusals at FI and AR", () => {
    const found = split({AR: [0, 4725], FA: [1953, 0], FI: [0, 5418]});
    expect(found).toMatchObject({grants_at: "FA", granted: exact(1953), refused: exact(10_143)});
    expect(found?.refusals_at).toEqual(["AR", "FI"]);
  });

  test("Israel 2016: grants at FI, refusals at FA", () => {
    expect(split({FI: [206, 0], FA: [0, 2727]})).toMatchObject({grants_at: "FI", refusals_at: ["FA"]});
  });

  test("does not split a country whose appeals refuse nearly all", () => {
    expect(split({FI: [347, 39], AR: [0, 2073]})).toBeNull();
    expect(split({FI: [305, 0], AR: [0, 25]})).toBeNull();
    expect(split({FI: [5000, 9000], AR: [300, 4000]})).toBeNull();
  });

  test("does not split government and UNHCR where each grants and refuses", () => {
    expect(split({FI: [5, 283], FA: [203, 0]})).toBeNull();
  });

  test("does not split where either side has few decisions", () => {
    expect(split({FA: [24, 0], FI: [0, 3000]})).toBeNull();
    expect(split({FA: [2000, 0], FI: [0, 24]})).toBeNull();
  });

  test("does not split temporary asylum from the refugee procedure", () => {
    expect(split({TA: [98_644, 0], FI: [0, 213]})).toBeNull();
  });

  test("a rate is withheld at the levels of the split and at no other", () => {
    const found = split({AR: [0, 4725], FA: [1953, 0], FI: [0, 5418]});
    const zero = positiveRate(outcomes({refused: 5418}));
    expect(zero.kind).toBe("rate");
    const reason = "grants and refusals reported at different stages";
    for (const level of ["FI", "FA", "AR"] as const)
      expect(unlessSplit(zero, level, found)).toMatchObject({kind: "none", reason});
    expect(unlessSplit(zero, "RA", found)).toBe(zero);
    expect(unlessSplit(zero, "FI", null)).toBe(zero);
  });

  test("persons and cases are not compared", () => {
    const levels = new Map<Level, Outcomes>([
      ["FI", outcomes({refused: 100})],
      ["FA", outcomes({refugee_status: 100}, {unit: "C"})]
    ]);
    expect(() => splitAcrossLevels(levels)).toThrow(MixError);
  });
});
