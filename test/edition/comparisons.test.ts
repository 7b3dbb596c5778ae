// What stands beside a comparison, against SQL over the Parquet: who makes most of it, whose unknown origins it holds, whose
// inhabitants it is divided by, and UNHCR's own rates with and without group recognition.
import {beforeAll, describe, expect, test} from "vitest";
import {BREAK_EFFECTS, effectsOf} from "../../src/measures/breakEffects.js";
import type {BreakScope} from "../../src/measures/breakEffects.js";
import type {Count} from "../../src/measures/bounds.js";
import type {DecisionKey} from "../../src/measures/codes.js";
import {headlineAdder, listed, onlyAmong, onlyOtherLevelsAdder} from "../../src/measures/headline.js";
import type {Headline, OnlyOtherLevels} from "../../src/measures/headline.js";
import {indexOf} from "../../src/measures/index100.js";
import {joinedOutcomesAdder, splitAmong, splitHostsAdder} from "../../src/measures/outcomes.js";
import type {IsSplit} from "../../src/measures/outcomes.js";
import {denominator, isOfAnotherYear, perInhabitants} from "../../src/measures/perInhabitants.js";
import type {Denominator, InhabitantsOf} from "../../src/measures/perInhabitants.js";
import {positiveRate, refugeeStatusRate, unhcrProtectionRate, unhcrRecognitionRate} from "../../src/measures/rates.js";
import type {PublishedDecision, Reading} from "../../src/measures/status.js";
import {added, applicationAdder, decisionAdder} from "../../src/measures/sums.js";
import type {ApplicationRow, Outcomes} from "../../src/measures/sums.js";
import {dominant, unknownOriginAdder, withoutAdder} from "../../src/measures/without.js";
import {readBreaks} from "../../loaders/clean/handTables.js";
import {sql, values} from "./parquet.js";
import {applications, decisions, reading} from "./rows.js";

let rows: ApplicationRow[], decided: PublishedDecision[], read: (key: DecisionKey) => Reading;
let only: OnlyOtherLevels, isSplit: IsSplit, inhabitants: InhabitantsOf, breaks: BreakScope[];
beforeAll(async () => {
  [rows, decided, read] = await Promise.all([applications(), decisions(), reading()]);
  only = onlyAmong(added(onlyOtherLevelsAdder(), rows));
  isSplit = splitAmong(added(splitHostsAdder(read), decided));
  const people = new Map(
    (await sql("SELECT place, year, population::INTEGER AS people, population_year FROM {population}")).map((one) => [
      `${String(one.place)} ${String(one.year)}`,
      {people: Number(one.people), year: Number(one.population_year)}
    ])
  );
  inhabitants = (place, year) => people.get(`${place} ${year}`) ?? null;
  breaks = readBreaks() as unknown as BreakScope[];
});

const PROTECTED = "refugee_status + undivided + complementary + humanitarian + temporary";
const JOINED = "level IN ('FI', 'NA', 'IN', 'FA') AND unit = 'P'";

test("every break with an effect is a line of the reviewed table", () => {
  const ids = breaks.map(({id}) => id);
  for (const id of Object.values(BREAK_EFFECTS).flat()) expect(ids).toContain(id);
});

test("Italy's positive decisions of 2022–2025 at first instance are at least", () => {
  const atLeast = effectsOf(breaks, "positives_at_least");
  const years = new Set(decided.filter((row) => atLeast(row)).map(({asylum, year}) => `${asylum} ${year}`));
  expect([...years].sort()).toEqual([2010, 2011, 2022, 2023, 2024, 2025].map((year) => `ITA ${year}`));
});

describe("Venezuelans in Europe 2024", () => {
  let europe: PublishedDecision[];
  beforeAll(async () => {
    const places = new Set(
      (await sql("SELECT place FROM {places} WHERE region = '150'")).map(({place}) => String(place))
    );
    europe = decided.filter((row) => row.year === 2024 && row.origin === "VEN" && places.has(row.asylum));
  });

  test("are mostly decided on by Spain, as SQL counts, and the rate without Spain is another", async () => {
    const sizes = new Map<string, number>();
    for (const row of europe) {
      const {comparable} = added(joinedOutcomesAdder(read, isSplit), [row]).P ?? {comparable: null};
      if (comparable) sizes.set(row.asylum, (sizes.get(row.asylum) ?? 0) + positiveRate(comparable).decisions);
    }
    const found = dominant(sizes);
    const [spain, all] = await values(
      `SELECT sum(${PROTECTED} + refused + undivided_closed) FILTER (asylum = 'ESP')::INTEGER,
         sum(${PROTECTED} + refused + undivided_closed)::INTEGER
       FROM {decisions} WHERE year = 2024 AND origin = 'VEN' AND ${JOINED}
         AND asylum IN (SELECT place FROM {places} WHERE region = '150')`
    );
    expect(found).toMatchObject({code: "ESP", size: spain});
    expect(found?.share).toBeCloseTo(Number(spain) / Number(all), 12);

    const both = added(
      withoutAdder(
        () => joinedOutcomesAdder(read, isSplit),
        ({asylum}: PublishedDecision) => asylum === "ESP"
      ),
      europe
    );
    expect(both.left_out).toEqual(["ESP"]);
    const [granted, of] = await values(
      `SELECT sum(${PROTECTED})::INTEGER, sum(${PROTECTED} + refused + undivided_closed)::INTEGER FROM {decisions}
       WHERE year = 2024 AND origin = 'VEN' AND ${JOINED} AND asylum <> 'ESP'
         AND asylum IN (SELECT place FROM {places} WHERE region = '150')`
    );
    expect(positiveRate(both.without.P?.comparable as Outcomes)).toMatchObject({
      numerator: {value: granted},
      decisions: of
    });
  });
});

test.each([
  ["NGA", 2019],
  ["NGA", 2025],
  ["CAF", 2024],
  ["CAF", 2025]
])("UNHCR's own rates for %s %i are given with and without group recognition", async (asylum, year) => {
  const isGroup = effectsOf(breaks, "group_recognition");
  const some = decided.filter((row) => row.asylum === asylum && row.year === year);
  const {all, without, left_out} = added(
    withoutAdder(
      () => joinedOutcomesAdder(read, isSplit),
      (row: PublishedDecision) => isGroup(row) !== null
    ),
    some
  );
  const RATE = "sum(recognized)::INTEGER, sum(recognized + other + rejected)::INTEGER";
  const where = `FROM {decisions} WHERE asylum = '${asylum}' AND year = ${year} AND ${JOINED}`;
  const [recognized, of] = await values(`SELECT ${RATE} ${where}`);
  expect(unhcrRecognitionRate(all.P?.comparable as Outcomes)).toMatchObject({
    numerator: {value: recognized},
    decisions: of
  });
  const group = year === 2019 ? "origin = 'CMR'" : `origin IN (${asylum === "NGA" ? "'CMR', 'NER'" : "'SDN', 'TCD'"})`;
  const [rest, ofRest] = await values(`SELECT ${RATE} ${where} AND NOT (${group})`);
  expect(unhcrRecognitionRate(without.P?.comparable as Outcomes)).toMatchObject({
    numerator: {value: rest},
    decisions: ofRest
  });
  expect(Number(ofRest)).toBeLessThan(Number(of) / 2);
  expect(left_out).toEqual([asylum]);
});

test("the world's own rate by UNHCR's form of 2025 is smaller without group recognition", async () => {
  const isGroup = effectsOf(breaks, "group_recognition");
  const {all, without} = added(
    withoutAdder(
      () => joinedOutcomesAdder(read, isSplit),
      (row: PublishedDecision) => isGroup(row) !== null
    ),
    decided.filter(({year}) => year === 2025)
  );
  const [a, b] = [all, without].map(({P}) => unhcrProtectionRate(P?.comparable as Outcomes));
  const [nigeria, car] = await values(`
    SELECT sum(n) FILTER (asylum = 'NGA')::INTEGER, sum(n) FILTER (asylum = 'CAF')::INTEGER
    FROM (SELECT asylum, origin, recognized + other + rejected AS n FROM {decisions} WHERE year = 2025 AND ${JOINED})
    WHERE (asylum = 'NGA' AND origin IN ('CMR', 'NER')) OR (asylum = 'CAF' AND origin IN ('SDN', 'TCD'))`);
  expect([nigeria, car]).toEqual([24_182 + 10_724 + 5, 9_811 + 18]);
  expect(a?.decisions).toBe(Number(b?.decisions) + Number(nigeria) + Number(car));
});

test("the world's refugee status rate of 2025 at first instance and appeal together is 30–40% without two countries, and 56–63% with them", async () => {
  const {all, without, left_out} = added(
    withoutAdder(
      () => decisionAdder(read),
      ({asylum}: PublishedDecision) => asylum === "NGA" || asylum === "CAF"
    ),
    decided.filter(({year, level, unit}) => year === 2025 && level === "FA" && unit === "P")
  );
  expect(left_out).toEqual(["CAF", "NGA"]);
  const ends = [all, without].map((outcomes) => {
    const rate = refugeeStatusRate(outcomes as Outcomes);
    return rate.kind === "interval" ? [rate.lo, rate.hi].map((end) => Math.round(100 * end)) : null;
  });
  expect(ends).toEqual([
    [56, 63],
    [30, 40]
  ]);
  const expected = await sql(`
    SELECT sum(refugee_status)::INTEGER AS r, sum(${PROTECTED} + refused + undivided_closed)::INTEGER AS n
    FROM {decisions} WHERE year = 2025 AND level = 'FA' AND unit = 'P' GROUP BY asylum IN ('NGA', 'CAF') ORDER BY n`);
  const [two, others] = expected.map(({r, n}) => ({r: Number(r), n: Number(n)}));
  expect(without && refugeeStatusRate(without)).toMatchObject({numerator: {value: others?.r}, decisions: others?.n});
  expect(all && refugeeStatusRate(all).decisions).toBe((two?.n ?? 0) + (others?.n ?? 0));
});

test("unknown origin in 2025: the United States' cases, whose origins were not given", async () => {
  const some = rows.filter(({year, type}) => year === 2025 && (type === "N" || type === "NR"));
  const {P, C} = added(unknownOriginAdder(), some);
  const expected = await sql(
    `SELECT unit, sum(applications) FILTER (origin = 'UNK')::INTEGER AS unknown, sum(applications)::INTEGER AS total
     FROM {applications} WHERE year = 2025 AND type IN ('N', 'NR') GROUP BY unit ORDER BY unit`
  );
  expect([C, P].map((one) => ({unit: one?.unit, unknown: one?.unknown, total: one?.all}))).toEqual(expected);
  expect(C).toMatchObject({said: true, most: {code: "USA", size: 282_594}});
  expect(P?.said).toBe(false);
});

describe("for each 100,000 inhabitants", () => {
  const syrians = (asylum: string) =>
    listed(
      added(
        headlineAdder(only),
        rows.filter((row) => row.year === 2025 && row.origin === "SYR" && row.asylum === asylum)
      ) as Headline
    ).P?.count as Count;

  test("Syrians in Germany and Sweden 2025 are 27.8 and 4.5 of the countries', counted in 2024", async () => {
    const rounded = ["DEU", "SWE"].map((asylum) => {
      const own = denominator("asylum", [asylum], 2025, inhabitants) as Denominator;
      expect(own.counted_in).toEqual([2024]);
      expect(isOfAnotherYear(own)).toBe(true);
      return perInhabitants(syrians(asylum), own).value.toFixed(1);
    });
    expect(rounded).toEqual(["27.8", "4.5"]);
    const [germany] = await values(
      `SELECT sum(applications) * 100000 / (SELECT population FROM {population} WHERE place = 'DEU' AND year = 2025)
       FROM {applications} WHERE year = 2025 AND origin = 'SYR' AND asylum = 'DEU' AND type IN ('N', 'NR') AND level = 'FI'`
    );
    expect(Number(germany).toFixed(1)).toBe("27.8");
  });

  test("of Syria's they are 94.3 and 1.9, where a reader chooses the origin's", () => {
    const syria = denominator("origin", ["SYR"], 2025, inhabitants) as Denominator;
    expect(["DEU", "SWE"].map((asylum) => perInhabitants(syrians(asylum), syria).value.toFixed(1))).toEqual([
      "94.3",
      "1.9"
    ]);
  });
});

test("the index of Venezuelans 2019 carries the rounding of 2012", async () => {
  const count = (year: number) =>
    added(
      applicationAdder(),
      rows.filter(
        (row) =>
          row.year === year &&
          row.origin === "VEN" &&
          row.unit === "P" &&
          row.type === "N" &&
          (row.level === "FI" || row.level === "NA")
      )
    ) as Count;
  const {value, lo, hi} = indexOf(count(2019), count(2012));
  const [expected] = await sql(`
    WITH counts AS (SELECT year, sum(applications) AS n, sum(CASE applications WHEN 5 THEN 3 ELSE applications END) AS lo,
      sum(CASE applications WHEN 0 THEN 2 ELSE applications END) AS hi
      FROM {applications} WHERE origin = 'VEN' AND unit = 'P' AND type = 'N' AND level IN ('FI', 'NA') GROUP BY year)
    SELECT round(100 * a.n / b.n)::INTEGER AS value, round(100 * a.lo / b.hi)::INTEGER AS lo, round(100 * a.hi / b.lo)::INTEGER AS hi
    FROM counts a, counts b WHERE a.year = 2019 AND b.year = 2012`);
  expect({value: Math.round(value), lo: Math.round(lo), hi: Math.round(hi ?? 0)}).toEqual(expected);
  expect(expected).toEqual({value: 171_253, lo: 171_248, hi: 174_325});
});
