// Printed totals held against SQL over the rows, which knows nothing of the measures: bounds are taken cell by cell, and origins
// that rounding removed are counted here again.
import {describe, expect, test} from "vitest";
import {sql, values} from "./parquet.js";

/** New applications of a country and year in persons at first instance: least, most, and most with the origins that rounding removed. */
async function span(asylum: string, year: number): Promise<{lo: number; hi: number; room: number}> {
  const here = `asylum = '${asylum}' AND unit = 'P'`;
  const [lo, hi, absent] = await values(
    `SELECT sum(CASE applications WHEN 5 THEN 3 ELSE applications END) AS lo,
       sum(CASE applications WHEN 0 THEN 2 ELSE applications END) AS hi,
       (SELECT count(DISTINCT origin) FROM {applications} WHERE ${here} AND origin NOT IN (
         SELECT origin FROM {applications} WHERE ${here} AND year = ${year})) AS absent
     FROM {applications} WHERE ${here} AND year = ${year} AND level IN ('FI', 'FA') AND type IN ('N', 'NR')`
  );
  return {lo: Number(lo), hi: Number(hi), room: Number(hi) + 2 * Number(absent)};
}

describe("National totals", () => {
  test.each([
    ["Germany", "DEU", 2024, 229_751],
    ["the United Kingdom", "GBR", 2024, 108_138],
    ["Korea", "KOR", 2023, 18_837],
    ["Korea", "KOR", 2024, 18_336],
    ["Spain", "ESP", 2025, 144_396]
  ] as const)("of %s (%s %i) lie inside with the origins that rounding removed", async (_, asylum, year, printed) => {
    const {lo, room} = await span(asylum, year);
    expect(lo).toBeLessThanOrEqual(printed);
    expect(room).toBeGreaterThanOrEqual(printed);
    const [stated] = await values(
      `SELECT value FROM {reported} WHERE asylum = '${asylum}' AND year_from = ${year} AND measure = 'new_applications'`
    );
    expect(stated).toBe(printed);
  });

  test("of Japan are the rows' own in 2023, and in 2024 the rows less the applications for complementary protection", async () => {
    expect((await span("JPN", 2023)).lo).toBe(13_823);
    expect((await span("JPN", 2024)).lo - 1273).toBe(12_373);
  });

  test("that lie outside say why, or that it is not known", async () => {
    const [check] = await sql("SELECT detail FROM {checks} WHERE id = 'reported'");
    const outside = new Set(String(check?.detail).match(/[a-z0-9-]+(?=: other source)/g));
    const silent = await sql("SELECT id FROM {reported} WHERE origin = 'ALL' AND asylum <> 'RUS' AND note IS NULL");
    expect(outside.size).toBeGreaterThan(0);
    expect(silent.map(({id}) => String(id)).filter((id) => outside.has(id))).toEqual([]);
  });
});

describe("UNHCR's printed totals", () => {
  test.each([
    [2017, 1.7],
    [2018, 1.7],
    [2019, 2.0],
    [2020, 1.1],
    [2021, 1.4],
    [2022, 2.6],
    [2023, 3.6]
  ])("of %i, %f million, are no fewer than persons and cases", async (year, millions) => {
    const [persons, cases, stated] = await values(
      `SELECT sum(applications) FILTER (unit = 'P') AS persons, coalesce(sum(applications) FILTER (unit = 'C'), 0) AS cases,
         (SELECT value FROM {reported} WHERE id = 'unhcr-global-trends-${year}') AS stated
       FROM {applications} WHERE year = ${year} AND type IN ('N', 'NR')`
    );
    expect(stated).toBe(Math.round(millions * 1e6));
    expect(Number(persons) + Number(cases)).toBeLessThanOrEqual(millions * 1e6 + 50_000);
    if (Number(cases) === 0) expect(Number(persons)).toBeGreaterThanOrEqual(millions * 1e6 - 50_000);
  });
});
