// The headline of new applications against SQL over the Parquet, and against the totals that UNHCR prints.
import {group} from "d3";
import {beforeAll, expect, test} from "vitest";
import {
  addLines,
  headlineAdder,
  listed,
  onlyAmong,
  onlyOtherLevelsAdder,
  printedTotal,
  remainder,
  seriesBreaks
} from "../../src/measures/headline.js";
import type {Headline, OnlyOtherLevels} from "../../src/measures/headline.js";
import {rankHeadlines} from "../../src/measures/headlineRanking.js";
import {added} from "../../src/measures/sums.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {sql} from "./parquet.js";
import {applications, HI, LO} from "./rows.js";

let rows: ApplicationRow[], byYear: Map<number, ApplicationRow[]>, only: OnlyOtherLevels;
beforeAll(async () => {
  rows = await applications();
  byYear = group(rows, ({year}) => year);
  only = onlyAmong(added(onlyOtherLevelsAdder(), rows));
});

const of = (some: Iterable<ApplicationRow>) => added(headlineAdder(only), some);
const world = (year: number) => of(byYear.get(year) ?? []) as Headline;
const ofHost = (asylum: string, year: number) =>
  of((byYear.get(year) ?? []).filter((row) => row.asylum === asylum)) as Headline;

/** What is new by type at any level, told in SQL. */
const NEW = `(CASE WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N'
  ELSE type = 'V' AND level IN ('FI', 'NA', 'FA') END)`;
const MAIN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA')";

test("the world's total of each year and unit is every new row that SQL adds, with its bounds", async () => {
  const expected = await sql(`SELECT year, unit, sum(applications)::INTEGER AS value, sum(${LO})::INTEGER AS lo,
    sum(${HI})::INTEGER AS hi FROM {applications} WHERE ${NEW} GROUP BY ALL ORDER BY ALL`);
  const found = [...byYear.keys()].sort().flatMap((year) => {
    const total = printedTotal(world(year));
    return (["C", "P"] as const).flatMap((unit) => (total[unit] ? [{year, unit, ...total[unit]}] : []));
  });
  expect(found).toEqual(expected);
  expect(found.length).toBeGreaterThan(45);
});

test.each([
  [2017, 1_499_626, 142_057],
  [2022, 2_574_411, 694],
  // UNHCR prints 3,580,728 for 2023, which adds the 357 cases.
  [2023, 3_580_371, 357],
  [2024, 3_050_315, null]
])("the world's total of %i is UNHCR's, persons and cases apart", (year, persons, cases) => {
  const {P, C} = printedTotal(world(year));
  expect(P?.value).toBe(persons);
  expect(C?.value ?? null).toBe(cases);
});

test("the list of countries and the other lines add up to the total, in every year and unit", () => {
  for (const [year, some] of byYear) {
    const whole = of(some) as Headline;
    for (const unit of ["P", "C"] as const) {
      const hosts = [...group(some, ({asylum}) => asylum).values()].map((one) => listed(of(one) as Headline)[unit]);
      const list = hosts.reduce((sum, one) => sum + (one?.count.value ?? 0), 0);
      const rest = addLines(remainder(whole))[unit];
      const notOfType = rest?.other_types.value ?? 0;
      expect([year, list + (rest?.count.value ?? 0) - notOfType]).toEqual([
        year,
        printedTotal(whole)[unit]?.value ?? 0
      ]);
    }
  }
});

test("the parts of 2022 and 2024 are named: countries, the Congo's appeals, temporary asylum in Russia, appeals", async () => {
  const parts = (year: number) =>
    world(year).lines.flatMap(({part, stage, hosts, P}) =>
      P ? [`${part} ${stage} ${part === "first_and_combined" ? "" : hosts.P.join(" ")} ${P.count.value}`] : []
    );
  expect(parts(2022)).toEqual([
    "first_and_combined first  2309284",
    "first_and_combined combined  162268",
    "temporary_asylum other RUS 102661",
    "other_levels appeal SDN SRB 198"
  ]);
  expect(parts(2024)).toEqual([
    "first_and_combined first  2926102",
    "first_and_combined combined  116050",
    "only_other_levels appeal COG 1278",
    "temporary_asylum other RUS 6875",
    "other_levels appeal SRB 10"
  ]);
  const [hosts] = await sql(
    `SELECT sum(applications) FILTER (year = 2022)::INTEGER AS a, sum(applications) FILTER (year = 2024)::INTEGER AS b
     FROM {applications} WHERE ${MAIN} AND type IN ('N', 'NR') AND unit = 'P'`
  );
  expect(hosts).toEqual({a: 2_471_552, b: 3_042_152});
  expect([2309284 + 162268, 2926102 + 116050]).toEqual([2_471_552, 3_042_152]);
});

test("countries that give new applications at other levels alone are the Congo 2023–2025 and Hong Kong 2019", async () => {
  const found = await sql(
    `SELECT asylum, year FROM {applications} WHERE ${NEW} OR level = 'TA' GROUP BY ALL
     HAVING count(*) FILTER (${MAIN}) = 0 ORDER BY ALL`
  );
  expect(found.map(({asylum, year}) => `${String(asylum)} ${String(year)}`)).toEqual([
    "COG 2023",
    "COG 2024",
    "COG 2025",
    "HKG 2019"
  ]);
  const ours = added(onlyOtherLevelsAdder(), rows).map(({asylum, year}) => `${asylum} ${year}`);
  expect(ours.sort()).toEqual(["COG 2023", "COG 2024", "COG 2025", "HKG 2019"]);
});

test("the table of who reported what gives the same countries as the rows", async () => {
  const reported = await sql(`SELECT year, asylum, type, level FROM {reporting} WHERE "table" = 'applications'`);
  const told = onlyAmong(added(onlyOtherLevelsAdder(), reported as unknown as ApplicationRow[]));
  for (const {asylum, year} of rows)
    if (told(asylum, year) !== only(asylum, year)) expect(`${asylum} ${year}`).toBe("");
});

test("Germany 2000–2025 is one series, highest in 2016, with a mark where the level changes in 2021", () => {
  const years = Array.from({length: 26}, (_, i) => 2000 + i);
  const series = years.map((year) => [year, ofHost("DEU", year)] as const);
  const persons = new Map(series.map(([year, one]) => [year, listed(one).P?.count.value ?? null]));
  expect(Math.max(...[...persons.values()].map((n) => n ?? 0))).toBe(722_373);
  expect(persons.get(2016)).toBe(722_373);
  expect(persons.get(2024)).toBe(229_740);
  expect(seriesBreaks(series)).toEqual([{year: 2021, before: ["NA P"], now: ["FI P"]}]);
  // The one year whose type is "new applications and appeals together".
  expect([...persons].filter(([, n]) => n === null)).toEqual([[2006, null]]);
  expect(ofHost("DEU", 2006)).toMatchObject({lines: [], not_separated: {P: {value: 21_011}, C: null}});
});

test("the United States has IN and EO together, persons and cases side by side", () => {
  expect(listed(ofHost("USA", 2024)).P?.count.value).toBe(729_105);
  const {P, C} = listed(ofHost("USA", 2025));
  expect([P?.count.value, C?.count.value]).toEqual([629_358, 282_594]);
});

test("both of Russia's procedures are named", () => {
  const russia = ofHost("RUS", 2022);
  expect(remainder(russia)).toMatchObject([
    {part: "temporary_asylum", hosts: {P: ["RUS"]}, P: {count: {value: 102_661}}}
  ]);
  expect(listed(russia).P?.count.value).toBeGreaterThan(0);
  // In 2011 they stand under "repeat": in Russia's own line, and not in UNHCR's total.
  expect(remainder(ofHost("RUS", 2011))).toMatchObject([{P: {count: {value: 1020}, other_types: {value: 1020}}}]);
});

test("an origin's headlines at each country add up to its own, line by line", () => {
  const some = (byYear.get(2024) ?? []).filter(({origin}) => origin === "VEN");
  const whole = of(some) as Headline;
  const hosts = [...group(some, ({asylum}) => asylum).values()].map((one) => of(one) as Headline);
  expect(addLines(hosts.flatMap(({lines}) => lines))).toEqual(addLines(whole.lines));
});

test.each([2000, 2012, 2024, 2025])(
  "the ranking of %i holds every host with an entry, by what SQL adds",
  async (year) => {
    const ranked = rankHeadlines(
      [...group(byYear.get(year) ?? [], ({asylum}) => asylum)].map(([code, some]) => [code, of(some)] as const)
    );
    const expected = await sql(
      `SELECT asylum, sum(applications) FILTER (${NEW} AND (${MAIN} OR asylum IN ('COG', 'HKG')))::INTEGER AS least
     FROM {applications} WHERE year = ${year} GROUP BY asylum`
    );
    const least = new Map(expected.map((row) => [String(row.asylum), row.least]));
    expect(ranked.length).toBe(least.size);
    for (const one of ranked) expect([one.code, one.least]).toEqual([one.code, least.get(one.code)]);
    const sizes = ranked.flatMap((one) => one.least ?? []);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  }
);

test("the United States has the most in 2024 and 2025, its cases not added; Austria's 2012 is listed without a number", () => {
  const ranked = (year: number) =>
    rankHeadlines(
      [...group(byYear.get(year) ?? [], ({asylum}) => asylum)].map(([code, some]) => [code, of(some)] as const)
    );
  expect(ranked(2024)[0]).toMatchObject({code: "USA", persons: {value: 729_105}, cases: null, least: 729_105});
  expect(ranked(2025)[0]).toMatchObject({
    code: "USA",
    persons: {value: 629_358},
    cases: {value: 282_594},
    least: 911_952
  });
  expect(ranked(2012).find(({code}) => code === "AUT")).toMatchObject({
    least: null,
    not_separated: {P: {value: 17_393}},
    entries: true
  });
});

test("every region's and bureau's total is what SQL adds by the table of places", async () => {
  const expected = await sql(`
    SELECT p.code, year, sum(applications) FILTER (unit = 'P')::INTEGER AS persons, sum(applications) FILTER (unit = 'C')::INTEGER AS cases
    FROM {applications} a JOIN (SELECT place, unnest([region, subregion, bureau]) AS code FROM {places}) p ON p.place = a.asylum
    WHERE p.code IS NOT NULL AND year IN (2003, 2015, 2024, 2025) AND ${NEW} GROUP BY ALL ORDER BY ALL`);
  const regions = await sql("SELECT place, region, subregion, bureau FROM {places}");
  const codes = new Map(
    regions.map(({place, region, subregion, bureau}) => [
      String(place),
      [region, subregion, bureau].filter((code) => code !== null).map(String)
    ])
  );
  const groups = new Map<string, ApplicationRow[]>();
  for (const year of [2003, 2015, 2024, 2025])
    for (const row of byYear.get(year) ?? [])
      for (const code of codes.get(row.asylum) ?? []) {
        const key = `${code} ${year}`;
        const some = groups.get(key);
        if (some) some.push(row);
        else groups.set(key, [row]);
      }
  for (const {code, year, persons, cases} of expected) {
    const {P, C} = printedTotal(of(groups.get(`${String(code)} ${String(year)}`) ?? []) as Headline);
    expect([code, year, P?.value ?? null, C?.value ?? null]).toEqual([code, year, persons, cases]);
  }
  expect(expected.length).toBeGreaterThan(100);
});
