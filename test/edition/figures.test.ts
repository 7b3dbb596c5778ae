// Figures that the ledger is quoted for, computed by the measures from the edition's rows and held against SQL that bounds each
// cell itself.
import {op, table} from "arquero";
import {beforeAll, describe, expect, test} from "vitest";
import type {Count} from "../../src/measures/bounds.js";
import {POSITIVE_STATUSES} from "../../src/measures/codes.js";
import {applyRules, reader} from "../../src/measures/status.js";
import type {DecisionColumns, PublishedDecision} from "../../src/measures/status.js";
import {sumApplications, sumDecisions} from "../../src/measures/sums.js";
import type {ApplicationRow, Outcomes} from "../../src/measures/sums.js";
import {columnsOf, rules, sql, values} from "./parquet.js";

let read: ReturnType<typeof reader>;
beforeAll(async () => {
  read = reader(await rules());
});

async function decided(where: string): Promise<Outcomes | null> {
  return sumDecisions((await sql(`SELECT * FROM {decisions} WHERE ${where}`)) as unknown as PublishedDecision[], read);
}
async function applied(where: string): Promise<Count | null> {
  return sumApplications((await sql(`SELECT * FROM {applications} WHERE ${where}`)) as unknown as ApplicationRow[]);
}
const count = (value: number, lo: number, hi: number): Count => ({value, lo, hi});

describe("Russia", () => {
  test("98,654 are reported under recognized in 2022: 10 [6–34] are refugee status, 98,644 [98,632–98,690] temporary asylum", async () => {
    const first = await decided("asylum = 'RUS' AND year = 2022 AND level = 'FI'");
    const temporary = await decided("asylum = 'RUS' AND year = 2022 AND level = 'TA'");
    expect((first?.published.recognized.value ?? 0) + (temporary?.published.recognized.value ?? 0)).toBe(98654);
    expect(first?.statuses.refugee_status).toEqual(count(10, 6, 34));
    expect(temporary?.statuses.temporary).toEqual(count(98644, 98632, 98690));
    expect(temporary?.statuses.complementary).toEqual(count(0, 0, 0));
  });

  test("no North Korean holds refugee status in any of the seventeen years with a row, together 0 [0–34]", async () => {
    const where = "asylum = 'RUS' AND origin = 'PRK' AND level = 'FI'";
    const years = (await sql(`SELECT DISTINCT year FROM {decisions} WHERE ${where} ORDER BY year`)).map(
      (row) => row.year
    );
    expect(years).toEqual([2006, ...Array.from({length: 16}, (_, i) => 2008 + i)]);
    for (const year of years)
      expect((await decided(`${where} AND year = ${String(year)}`))?.statuses.refugee_status).toEqual(count(0, 0, 2));
    expect((await decided(where))?.statuses.refugee_status).toEqual(count(0, 0, 34));
  });

  test("North Koreans' grants of temporary asylum are 267 [263–269] at level TA and 5 [3–7] at first instance in 2009", async () => {
    const where = "asylum = 'RUS' AND origin = 'PRK'";
    expect((await decided(`${where} AND level = 'TA'`))?.statuses.temporary).toEqual(count(267, 263, 269));
    expect((await decided(`${where} AND level = 'FI' AND year = 2009`))?.statuses.temporary).toEqual(count(5, 3, 7));
  });

  test("the 207 applications reported for 2011–2019 lie inside the interval of the rows", async () => {
    const rows = await applied("asylum = 'RUS' AND origin = 'PRK' AND level = 'FI' AND year BETWEEN 2011 AND 2019");
    expect([rows?.lo, rows?.hi]).toEqual([204, 208]);
  });

  test("2024 has no entry for North Koreans' temporary asylum, entries for others, and 10 reported", async () => {
    expect(await applied("asylum = 'RUS' AND origin = 'PRK' AND level = 'TA' AND year = 2024")).toBeNull();
    expect(
      await values(
        "SELECT sum(rows) AS n FROM {reporting} WHERE \"table\" = 'applications' AND asylum = 'RUS' AND level = 'TA' AND year = 2024"
      )
    ).toEqual([52]);
    expect(await values("SELECT value FROM {reported} WHERE id = 'fedstat-ta-applied-2024'")).toEqual([10]);
  });
});

describe("The world", () => {
  test("2024 has 3,421,776 applications of all types and levels, in persons", async () => {
    expect(
      await values("SELECT sum(applications) AS n, count(DISTINCT unit) AS units FROM {applications} WHERE year = 2024")
    ).toEqual([3421776, 1]);
  });

  test("level NA is a value: it has 2,139 decision rows", async () => {
    expect(await values("SELECT count(*) AS n FROM {decisions} WHERE level = 'NA'")).toEqual([2139]);
  });

  test("of 2025's applications 13,509 of 2,962,872 persons and 352,060 of 380,331 cases have no origin", async () => {
    const unknown = await sql(
      "SELECT unit, sum(applications) FILTER (origin = 'UNK') AS unknown, sum(applications) AS all FROM {applications} WHERE year = 2025 GROUP BY unit ORDER BY unit"
    );
    expect(unknown).toEqual([
      {unit: "C", unknown: 352060, all: 380331},
      {unit: "P", unknown: 13509, all: 2962872}
    ]);
  });

  test("Japan's 1,857 of 2024 under recognized are 184 refugee status, 25 not separated and 1,648 complementary protection", async () => {
    const rows = await decided("asylum = 'JPN' AND level = 'FA' AND year = 2024");
    expect(rows?.published.recognized.value).toBe(1857);
    expect(rows?.statuses.refugee_status.value).toBe(184);
    expect(rows?.statuses.undivided.value).toBe(25);
    expect((rows?.statuses.complementary.value ?? 0) - (rows?.published.other.value ?? 0)).toBe(1648);
  });

  test("rows with a total and no parts have no status: 95", async () => {
    expect(
      await values(
        "SELECT count(*) AS n, count(refugee_status) AS read FROM {decisions} WHERE total > 0 AND recognized = 0 AND other = 0 AND rejected = 0 AND closed = 0"
      )
    ).toEqual([95, 0]);
  });
});

describe("Two computations", () => {
  test("the rules applied again to the published columns give the status columns of the edition", async () => {
    const columns = await columnsOf("SELECT * FROM {decisions}");
    const again = applyRules(columns as unknown as DecisionColumns, await rules());
    for (const [name, values] of Object.entries(again)) expect(values, name).toEqual(columns[name]);
  });

  test("arquero, which knows neither the rules nor SQL, sums each country's published columns to the same as the statuses of the edition", async () => {
    const decisions = await columnsOf("SELECT * FROM {decisions} WHERE refugee_status IS NOT NULL");
    const sums = table(decisions)
      .groupby("asylum", "unit")
      .rollup({
        published: op.sum("recognized"),
        other: op.sum("other"),
        ...Object.fromEntries(POSITIVE_STATUSES.map((status) => [status, op.sum(status)]))
      })
      .objects() as Record<string, number>[];
    expect(sums.length).toBeGreaterThan(170);
    for (const row of sums)
      expect(
        POSITIVE_STATUSES.reduce((all, status) => all + (row[status] ?? 0), 0),
        JSON.stringify(row)
      ).toBe((row.published ?? 0) + (row.other ?? 0));
  });

  test("bounds by the measures equal bounds by SQL for every country's first instance of every year", async () => {
    // SQL bounds each published cell by the publisher's rounding; the hosts with a column unused by rule are compared by value.
    const bySql = await sql(
      `SELECT asylum, year, sum(refused) AS value,
         sum(CASE WHEN rejected = 0 THEN 0 WHEN rejected = 5 THEN 3 WHEN rejected = 10 THEN 8 ELSE rejected END) AS lo,
         sum(CASE WHEN rejected = 0 THEN 2 WHEN rejected = 5 THEN 7 ELSE rejected END) AS hi
       FROM {decisions} WHERE level = 'FI' AND unit = 'P' AND refused IS NOT NULL AND asylum NOT IN ('RUS', 'CHE') GROUP BY ALL ORDER BY ALL`
    );
    const rows = (await sql(
      "SELECT * FROM {decisions} WHERE level = 'FI' AND unit = 'P' AND refused IS NOT NULL AND asylum NOT IN ('RUS', 'CHE')"
    )) as unknown as PublishedDecision[];
    const groups = new Map<string, PublishedDecision[]>();
    for (const row of rows)
      groups.set(`${row.asylum} ${row.year}`, [...(groups.get(`${row.asylum} ${row.year}`) ?? []), row]);
    expect(bySql.length).toBe(groups.size);
    for (const {asylum, year, value, lo, hi} of bySql)
      expect(sumDecisions(groups.get(`${String(asylum)} ${String(year)}`) ?? [], read)?.statuses.refused).toEqual({
        value,
        lo,
        hi
      });
  });
});
