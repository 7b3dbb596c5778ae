// Files of countries and pairs: their figures are those of SQL over the edition's own tables.
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {csvParse, group, sum} from "d3";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {Ledger} from "../../src/edition/placeLedger.js";
import {countryPage} from "../../src/pages/country/country.js";
import {PROJECT} from "../../src/site/build.js";
import {PAIR_LEAST, writeSeries} from "../../src/site/machines/series.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {runPython, runR} from "./clients.js";
import {committedLedger} from "../edition/committed.js";

const data = mkdtempSync(join(tmpdir(), "series-"));
const folder = join(data, "latest");
let sql: Sql;
let ledger: Ledger;
beforeAll(async () => {
  sql = await openSql(PROJECT);
  ledger = await committedLedger();
  writeSeries(folder, ledger, "PRK");
});
afterAll(() => {
  sql.close();
  rmSync(data, {recursive: true});
});

const rows = (path: string) => csvParse(readFileSync(join(folder, path), "utf8"));
const value = (path: string, year: number, measure: string, unit = "P") =>
  rows(path).find((row) => row.year === String(year) && row.measure === measure && row.unit === unit);
const MAIN = "level IN ('FI','NA','IN','EO','FA')";
/** The United States' courts decide again and are not joined. */
const JOINED = `${MAIN} AND NOT (asylum = 'USA' AND level = 'EO')`;

test("a country's page links to the files of its own that are there, and to no other", () => {
  for (const code of ["DEU", "PRK", "USA", "VAT", "XXA", "NAM"]) {
    const {main} = countryPage(ledger, code, "/nowhere");
    const linked = [...main.matchAll(/data\/latest\/(\w+\/\w+\.csv)/g)].map(([, path]) => path);
    const there = [`asylum/${code}.csv`, `origin/${code}.csv`].filter((path) => existsSync(join(folder, path)));
    expect([code, linked]).toEqual([code, there]);
    expect(there.length, code).toBeGreaterThan(0);
  }
});

describe("a pair's file", () => {
  test("is there for each pair with 100 applications or decisions, and for each of the story", async () => {
    const found = await sql.rows(
      `WITH a AS (SELECT origin, asylum, sum(applications) AS n FROM applications GROUP BY ALL),
            d AS (SELECT origin, asylum, sum(total) AS n FROM decisions GROUP BY ALL)
       SELECT origin || '-' || asylum AS pair FROM (SELECT origin, asylum FROM a WHERE n >= ${PAIR_LEAST} OR origin = 'PRK'
       UNION SELECT origin, asylum FROM d WHERE n >= ${PAIR_LEAST} OR origin = 'PRK') ORDER BY 1`
    );
    expect(readdirSync(join(folder, "pairs")).sort()).toEqual(found.map(({pair}) => `${String(pair)}.csv`).sort());
    expect(found.length).toBeGreaterThan(3000);
  });

  test("has the sums and rounding ranges of SQL, in fifty figures drawn from all pairs", async () => {
    const drawn = await sql.rows(
      `FROM (SELECT year, origin, asylum, unit, sum(count)::INTEGER AS n,
         sum(CASE WHEN unused THEN 0 ELSE CASE count WHEN 5 THEN 3 WHEN 10 THEN 8 ELSE count END END)::INTEGER AS lo,
         sum(CASE WHEN unused THEN 0 ELSE CASE count WHEN 0 THEN 2 WHEN 5 THEN 7 ELSE count END END)::INTEGER AS hi
       FROM cells WHERE ${JOINED} AND status = 'refused'
         AND (year, origin, asylum, unit) NOT IN (SELECT (year, origin, asylum, unit) FROM cells WHERE status = 'undivided_closed')
       GROUP BY ALL HAVING n >= ${PAIR_LEAST})
       ORDER BY hash(year || origin || asylum || unit) LIMIT 50`
    );
    expect(drawn.length).toBe(50);
    for (const {year, origin, asylum, unit, n, lo, hi} of drawn) {
      const found = value(`pairs/${String(origin)}-${String(asylum)}.csv`, Number(year), "refused", String(unit));
      expect(
        [found?.value, found?.at_least, found?.at_most],
        `${String(year)} ${String(origin)} ${String(asylum)}`
      ).toEqual([n, lo, hi].map(String));
    }
  });

  test("of Venezuelans in Spain has each year's new applications as SQL adds them", async () => {
    const found = await sql.rows(
      `SELECT year, sum(applications)::INTEGER AS n FROM applications WHERE origin = 'VEN' AND asylum = 'ESP' AND unit = 'P'
       AND ${MAIN} AND type IN ('N', 'NR', 'V') GROUP BY year ORDER BY year`
    );
    const lines = rows("pairs/VEN-ESP.csv").filter(({measure, unit}) => measure === "new_applications" && unit === "P");
    expect(lines.map((row) => [row.year, row.value])).toEqual(found.map(({year, n}) => [String(year), String(n)]));
    expect(lines.length).toBeGreaterThan(15);
  });
});

describe("a country's file", () => {
  test("says persons and cases in lines of their own", () => {
    expect(value("asylum/USA.csv", 2025, "new_applications")?.value).toBe("629358");
    expect(value("asylum/USA.csv", 2025, "new_applications", "C")?.value).toBe("282594");
  });
  test("joins grants and refusals that are reported at different levels", () => {
    expect(
      ["refugee_status", "complementary", "refused"].map((measure) => value("asylum/JPN.csv", 2025, measure)?.value)
    ).toEqual(["187", "996", "9214"]);
  });
  test("leaves refugee status without a value where the data does not separate it, never 0", () => {
    const line = value("asylum/CAN.csv", 2025, "refugee_status");
    expect(line?.value).toBe("");
    expect(Number(line?.at_most)).toBeGreaterThan(50_000);
    expect(value("asylum/CAN.csv", 2025, "undivided")?.value).toBe("50041");
  });
  test("gives no status a 0, and a range that takes in all it may be, where the data does not separate it", () => {
    const held = (one: string) => (["refused", "otherwise_closed"].includes(one) ? "undivided_closed" : "undivided");
    const some = rows("origin/HUN.csv").concat(rows("asylum/CHE.csv"), rows("origin/IRQ.csv"));
    const mixed = some.flatMap((row) => {
      const other = some.find(
        ({year, unit, origin, asylum, measure}) =>
          [year, unit, origin, asylum].join() === [row.year, row.unit, row.origin, row.asylum].join() &&
          measure === held(row.measure ?? "")
      );
      const isHeld = /^(?:refugee_status|complementary|humanitarian|temporary|refused|otherwise_closed)$/.test(
        row.measure ?? ""
      );
      return isHeld && Number(other?.value ?? 0) > 0 ? [{row, other}] : [];
    });
    expect(mixed.length).toBeGreaterThan(100);
    expect(mixed.filter(({row}) => row.value === "0")).toEqual([]);
    expect(mixed.filter(({row, other}) => Number(row.at_most) < Number(other?.at_most))).toEqual([]);
    expect(value("origin/HUN.csv", 2003, "complementary")?.value).toBe("");
  });
  test("has room for the origins of refugees that rounding removed, as the source card has", async () => {
    const [found] = await sql.rows(
      `WITH s AS (FROM '${PROJECT}/data/editions/${sql.id}/stocks.parquet' WHERE asylum = 'NOR' AND refugees IS NOT NULL)
       SELECT (SELECT sum(CASE refugees WHEN 0 THEN 2 ELSE refugees END) FROM s WHERE year = 2007)::INTEGER
         + 2 * (SELECT count(DISTINCT origin) FROM s WHERE year <> 2007 AND origin NOT IN (SELECT origin FROM s WHERE year = 2007))::INTEGER AS hi`
    );
    expect(value("asylum/NOR.csv", 2007, "refugees")?.at_most).toBe(String(found?.hi));
  });
  test("names the break that makes a number the least there can be", () => {
    expect(value("asylum/ITA.csv", 2023, "complementary")?.least_by).toMatch(/ita/);
    expect(value("asylum/ITA.csv", 2023, "refused")?.least_by).toBe("");
  });
  test("has room for origins that rounding removed: Germany's own total of 2024 lies in its range", () => {
    const line = value("asylum/DEU.csv", 2024, "new_applications");
    expect(Number(line?.at_least)).toBeLessThanOrEqual(229_751);
    expect(Number(line?.at_most)).toBeGreaterThanOrEqual(229_751);
  });
  test("is the same as JSON, line for line", () => {
    const json = JSON.parse(readFileSync(join(folder, "origin", "SYR.json"), "utf8")) as {
      edition: string;
      cite: string;
      rows: Record<string, string | number | null>[];
    };
    expect(json.rows.map((row) => Object.values(row).map((cell) => (cell === null ? "" : String(cell))))).toEqual(
      rows("origin/SYR.csv").map((row) => Object.values(row))
    );
    expect(json.edition).toBe(ledger.edition.id);
    expect(json.cite).toMatch(/^UNHCR Refugee Population Statistics Database\. .*Syria/);
    expect(json.cite).toContain(`/editions/${json.edition}/ (CC BY 4.0)`);
  });
});

describe.each([
  [
    "ledger.py",
    runPython,
    `for name, one in (("asylum", {"asylum": "NAM"}), ("origin", {"origin": "SYR"}), ("pair", {"origin": "AFG", "asylum": "AUS"})):
    rows = ledger.read_series(data, **one)
    for measure, some in rows.groupby("measure", sort=False):
        print(name, measure, len(some), some["value"].isna().sum(), some["value"].sum(), some["at_most"].sum(), sep="\\t")
for one in ({"asylum": "deu"}, {"origin": "XXX"}, {}):
    try:
        ledger.read_series(data, **one)
    except (ValueError, FileNotFoundError) as error:
        print("error", str(error).replace("'", ""), sep="\\t")`
  ],
  [
    "ledger.R",
    runR,
    `asked <- list(asylum = list(asylum = "NAM"), origin = list(origin = "SYR"), pair = list(origin = "AFG", asylum = "AUS"))
for (name in names(asked)) {
  rows <- do.call(ledger_series, c(data, asked[[name]]))
  for (measure in unique(rows$measure)) {
    some <- rows[rows$measure == measure, ]
    cat(name, measure, nrow(some), sum(is.na(some$value)), sum(some$value, na.rm = TRUE), sum(some$at_most), sep = "\\t")
    cat("\\n")
  }
}
for (one in list(list(asylum = "deu"), list(origin = "XXX"), list()))
  tryCatch(do.call(ledger_series, c(data, one)), error = function(e) cat("error\\t", conditionMessage(e), "\\n", sep = ""))`
  ]
] as const)("%s", (_, run, program) => {
  test("reads the series of a country of asylum, an origin and a pair, and keeps what is not separated missing", async (context) => {
    const printed = (await run(context, program, data)).map((line) => line.split("\t"));
    const expected = (
      [
        ["asylum", "asylum/NAM.csv"],
        ["origin", "origin/SYR.csv"],
        ["pair", "pairs/AFG-AUS.csv"]
      ] as const
    ).flatMap(([name, path]) =>
      Array.from(
        group(rows(path), (row) => row.measure),
        ([measure, some]) => [
          ...[name, measure, String(some.length), String(some.filter((row) => row.value === "").length)],
          ...[String(sum(some, (row) => Number(row.value))), String(sum(some, (row) => Number(row.at_most)))]
        ]
      )
    );
    expect(printed.filter(([first]) => first !== "error").sort()).toEqual(expected.sort());
    expect(
      printed.some(([name, measure, , missing]) => name === "pair" && measure === "refugee_status" && missing !== "0")
    ).toBe(true);
    const errors = printed.flatMap(([first, text = ""]) => (first === "error" ? [text] : []));
    expect(errors).toHaveLength(3);
    expect(errors[0]).toContain("three capital letters");
    expect(errors[1]).toMatch(/XXX/);
    expect(errors[2]).toContain("give asylum, origin or both");
  });
});
