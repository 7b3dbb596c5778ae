// Outcomes joined over stages first and combined, and refugee status where it is not separated, against SQL over the Parquet.
import {beforeAll, describe, expect, test} from "vitest";
import type {DecisionKey} from "../../src/measures/codes.js";
import {
  allOutcomes,
  joinedOutcomesAdder,
  joinedRate,
  splitAmong,
  splitHostsAdder
} from "../../src/measures/outcomes.js";
import type {JoinedOutcomes, SplitHost} from "../../src/measures/outcomes.js";
import {refugeeStatusCount, separatedRefugeeStatusRate} from "../../src/measures/separated.js";
import type {PublishedDecision, Reading} from "../../src/measures/status.js";
import {added, sumDecisions} from "../../src/measures/sums.js";
import type {Outcomes} from "../../src/measures/sums.js";
import {sql} from "./parquet.js";
import {decisions, reading} from "./rows.js";

let rows: PublishedDecision[], read: (key: DecisionKey) => Reading, splits: readonly SplitHost[];
let places: Map<string, {region: string; subregion: string}>;
beforeAll(async () => {
  [rows, read] = await Promise.all([decisions(), reading()]);
  splits = added(splitHostsAdder(read), rows);
  places = new Map(
    (await sql("SELECT place, region, subregion FROM {places}")).map(({place, region, subregion}) => [
      String(place),
      {region: String(region), subregion: String(subregion)}
    ])
  );
});

const joined = (takes: (row: PublishedDecision) => boolean) =>
  added(joinedOutcomesAdder(read, splitAmong(splits)), rows.filter(takes));
const persons = (takes: (row: PublishedDecision) => boolean) => joined(takes).P as JoinedOutcomes;
const inRegion = (region: string, year: number) => (row: PublishedDecision) =>
  row.year === year && places.get(row.asylum)?.region === region;
const values = ({statuses}: Outcomes) =>
  Object.fromEntries(Object.entries(statuses).map(([name, {value}]) => [name, value]));

const STATUSES = `sum(refugee_status)::INTEGER AS refugee_status, sum(undivided)::INTEGER AS undivided,
  sum(complementary)::INTEGER AS complementary, sum(humanitarian)::INTEGER AS humanitarian, sum(temporary)::INTEGER AS temporary,
  sum(refused)::INTEGER AS refused, sum(undivided_closed)::INTEGER AS undivided_closed,
  sum(otherwise_closed)::INTEGER AS otherwise_closed, sum(not_decided)::INTEGER AS not_decided`;
const JOINED = "level IN ('FI', 'NA', 'IN', 'FA') OR (level = 'EO' AND asylum <> 'USA')";

test("the countries with grants and refusals at different levels are Japan 2021–2025 and Israel 2015–2017, also by SQL", async () => {
  const found = await sql(`
    WITH levels AS (
      SELECT asylum, year, unit, level, level IN ('AR', 'JR') AS appeal,
        sum(refugee_status + undivided + complementary + humanitarian + temporary)::INTEGER AS g,
        sum(refused + undivided_closed)::INTEGER AS n
      FROM {decisions} WHERE level IN ('FI', 'NA', 'IN', 'EO', 'FA', 'AR', 'JR') GROUP BY ALL),
    totals AS (SELECT *, sum(g) OVER w AS gs, sum(n) OVER w AS ns FROM levels WINDOW w AS (PARTITION BY asylum, year, unit))
    SELECT DISTINCT a.asylum, a.year, a.unit FROM totals a JOIN totals b USING (asylum, year, unit)
    WHERE a.level <> b.level AND NOT a.appeal AND NOT b.appeal AND a.g >= 25 AND a.g >= 0.99 * a.gs AND a.n <= 0.01 * a.ns
      AND b.n >= 25 AND b.g <= 0.01 * b.gs ORDER BY ALL`);
  const key = ({asylum, year, unit}: Record<string, unknown>) => `${String(asylum)} ${String(year)} ${String(unit)}`;
  const ours = splits.map((one) => key({...one})).sort();
  expect(ours).toEqual(found.map(key));
  expect(ours).toEqual([
    ...[2015, 2016, 2017].map((year) => `ISR ${year} P`),
    ...[2021, 2022, 2023, 2024, 2025].map((year) => `JPN ${year} P`)
  ]);
});

describe("a country's outcomes", () => {
  test("Japan 2025 is 187 refugee status, 996 complementary and 9,214 refused, and no rate", () => {
    const japan = persons((row) => row.asylum === "JPN" && row.year === 2025);
    expect(values(allOutcomes(japan) as Outcomes)).toMatchObject({
      refugee_status: 187,
      complementary: 996,
      refused: 9214
    });
    expect(japan.levels).toEqual(["FI", "FA"]);
    for (const name of ["refugee_status", "positive", "unhcr_recognition", "unhcr_protection"] as const)
      expect(joinedRate(name, japan)).toEqual({kind: "split", left_out: [{asylum: "JPN", years: [2025]}]});
  });

  test("a span of years gives the rate of the years without a split and names the others", () => {
    const japan = persons((row) => row.asylum === "JPN" && row.year >= 2019);
    expect(joinedRate("positive", japan)).toMatchObject({
      kind: "given",
      left_out: [{asylum: "JPN", years: [2021, 2022, 2023, 2024, 2025]}]
    });
  });

  test("the United States' courts are shown separately: 111,088 decisions of 2025", () => {
    const {P, C} = joined((row) => row.asylum === "USA" && row.year === 2025);
    expect(P?.comparable).toBeNull();
    expect(values(P?.us_courts as Outcomes)).toMatchObject({refugee_status: 21_198, refused: 89_890});
    expect(21_198 + 89_890).toBe(111_088);
    expect(values(C?.comparable as Outcomes)).toMatchObject({refugee_status: 13_555, refused: 23_573});
  });

  test("of every country, year and unit are those that SQL adds", async () => {
    const expected = await sql(
      `SELECT asylum, year, unit, ${STATUSES} FROM {decisions} WHERE ${JOINED} GROUP BY ALL ORDER BY ALL`
    );
    const groups = new Map<string, PublishedDecision[]>();
    for (const row of rows) {
      const key = `${row.asylum} ${row.year} ${row.unit}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const wrong: string[] = [];
    for (const {asylum, year, unit, ...sums} of expected) {
      const key = `${String(asylum)} ${String(year)} ${String(unit)}`;
      const one = added(joinedOutcomesAdder(read, splitAmong(splits)), groups.get(key) ?? [])[unit as "P" | "C"];
      const all = one && allOutcomes(one);
      for (const [name, value] of Object.entries(sums))
        if ((all?.statuses[name as "refused"].value ?? -1) !== (value ?? 0)) wrong.push(`${key} ${name}`);
    }
    expect(wrong).toEqual([]);
    expect(expected.length).toBeGreaterThan(2500);
  });
});

describe("a region's outcomes", () => {
  test("Asia 2025 without Japan: refugee status 9,546 of 26,038 (36.7%), all protection 9,855 (37.8%)", async () => {
    const asia = persons(inRegion("142", 2025));
    const [expected] = await sql(
      `SELECT ${STATUSES} FROM {decisions} d JOIN {places} p ON p.place = d.asylum
       WHERE year = 2025 AND region = '142' AND unit = 'P' AND asylum <> 'JPN' AND (${JOINED})`
    );
    expect(values(asia.comparable as Outcomes)).toEqual(expected);
    const refugee = joinedRate("refugee_status", asia);
    expect(refugee).toMatchObject({
      kind: "given",
      rate: {numerator: {value: 9546}, decisions: 26_038},
      left_out: [{asylum: "JPN", years: [2025]}]
    });
    const protection = joinedRate("positive", asia);
    expect(protection).toMatchObject({rate: {numerator: {value: 9855}, decisions: 26_038}});
    const percent = (rate: typeof refugee) =>
      rate?.kind === "given" && rate.rate.kind === "rate" ? (100 * rate.rate.value).toFixed(1) : null;
    expect([percent(refugee), percent(protection)]).toEqual(["36.7", "37.8"]);
  });

  test("Asia 2016 leaves Israel out, and Asia 2018 leaves out no country", () => {
    expect(persons(inRegion("142", 2016)).split?.hosts).toEqual([{asylum: "ISR", years: [2016]}]);
    expect(persons(inRegion("142", 2018)).split).toBeNull();
  });
});

describe("refugee status that is not separated", () => {
  test("is not 0: Canada and Northern America 2025 granted protection to 50,041 of 65,930, and give no refugee status rate", () => {
    for (const some of [
      persons((row) => row.asylum === "CAN" && row.year === 2025),
      persons((row) => row.year === 2025 && places.get(row.asylum)?.subregion === "021")
    ]) {
      expect(refugeeStatusCount(some.comparable as Outcomes)).toMatchObject({
        kind: "not separated",
        known: {value: 0},
        undivided: {value: 50_041},
        protection: {value: 50_041}
      });
      expect(joinedRate("refugee_status", some)).toMatchObject({
        kind: "not separated",
        protection: {kind: "rate", numerator: {value: 50_041}, decisions: 65_930}
      });
    }
  });

  test("the 81,664 of Northern America 2025 hold its closed files: 65,930 were decided", async () => {
    const [all] = await sql(
      `SELECT sum(recognized + other + rejected + closed)::INTEGER AS n, sum(recognized + other + rejected)::INTEGER AS decided
       FROM {decisions} WHERE year = 2025 AND asylum = 'CAN' AND level = 'FI' AND unit = 'P'`
    );
    expect(all).toEqual({n: 81_664, decided: 65_930});
  });

  test.each([
    ["MEX", 45, 43, 2938],
    ["IND", 83, 83, 1970]
  ])("%s 2025 at first instance is at least %i", async (origin, known, lo, undivided) => {
    const some = rows.filter(
      (row) => row.origin === origin && row.year === 2025 && row.level === "FI" && row.unit === "P"
    );
    const count = refugeeStatusCount(sumDecisions(some, read) as Outcomes);
    expect(count).toMatchObject({kind: "at least", known: {value: known}, undivided: {value: undivided}});
    const [sums] = await sql(
      `SELECT sum(refugee_status)::INTEGER AS known, sum(undivided)::INTEGER AS undivided FROM {decisions}
       WHERE origin = '${origin}' AND year = 2025 AND level = 'FI' AND unit = 'P'`
    );
    expect(sums).toEqual({known, undivided});
    expect(count.lo).toBeLessThanOrEqual(lo);
    expect(count.hi).toBeGreaterThanOrEqual(known + undivided);
  });

  test("no country, origin or year of the edition is called 0 where positive decisions are undivided", () => {
    const groups = new Map<string, PublishedDecision[]>();
    for (const row of rows)
      for (const key of [`at ${row.asylum}`, `of ${row.origin}`].map(
        (side) => `${side} ${row.year} ${row.level} ${row.unit}`
      )) {
        const some = groups.get(key);
        if (some) some.push(row);
        else groups.set(key, [row]);
      }
    let undivided = 0;
    for (const some of groups.values()) {
      const [first] = some;
      if (first?.asylum === "USA" || some.some((row) => row.asylum === "USA")) continue;
      const outcomes = sumDecisions(some, read);
      if (!outcomes || outcomes.statuses.undivided.value === 0) continue;
      undivided++;
      expect(refugeeStatusCount(outcomes).kind).not.toBe("separated");
      const rate = separatedRefugeeStatusRate(outcomes);
      if (rate.kind === "interval" || rate.kind === "rate") expect(rate.numerator.value).toBeGreaterThan(0);
    }
    expect(undivided).toBeGreaterThan(500);
  });
});
