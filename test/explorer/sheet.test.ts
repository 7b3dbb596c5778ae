// Fact sheets: their numbers are those of SQL over the edition's Parquet and of the explorer's answers, for places drawn by a fixed
// rule from all that the edition has.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {parseSheet, questionOf, sheetQuery} from "../../src/explorer/sheet/address.js";
import {qrModules} from "../../src/explorer/sheet/qr.js";
import {MOST_ISSUES, sheetOf} from "../../src/explorer/sheet/sheet.js";
import type {Sheet} from "../../src/explorer/sheet/sheet.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {outcomesIn} from "../../src/explorer/joined.js";
import {viewOf} from "../../src/explorer/view.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  const folder = `${PROJECT}/data/editions/${sql.id}`;
  await sql.rows(`CREATE VIEW stocks AS FROM '${folder}/stocks.parquet'`);
});
afterAll(() => sql.close());

const known = () => ({
  years: ledger.facts.years,
  place: (code: string) => ledger.place(code) !== undefined,
  region: (scheme: string, code: string) =>
    ledger.facts.regions.some((one) => one.scheme === scheme && one.code === code)
});
function sheet(query: string): Sheet {
  const {subject} = parseSheet(query, known());
  if (!subject) throw new Error(`${query} has no sheet`);
  return sheetOf(ledger, subject);
}

/** Thirty queries: ten countries, ten pairs and ten regions, spread evenly over those that have rows. */
async function drawn(): Promise<string[]> {
  const spread = <T>(some: readonly T[]) =>
    Array.from({length: 10}, (_, i) => some[Math.floor((i * some.length) / 10)] as T);
  const places = await sql.rows("SELECT DISTINCT asylum FROM applications ORDER BY ALL");
  const pairs = await sql.rows(
    "SELECT origin, asylum FROM decisions GROUP BY origin, asylum ORDER BY hash(origin || asylum)"
  );
  return [
    ...spread(places).map(({asylum}) => `asylum=${String(asylum)}`),
    ...spread(pairs).map(({origin, asylum}) => `origin=${String(origin)}&asylum=${String(asylum)}`),
    ...spread(ledger.facts.regions).map(({scheme, code}, i) => `${i % 2 ? "origin" : "asylum"}=${scheme}:${code}`)
  ];
}

describe("a fact sheet says of which people and decisions its numbers are", () => {
  const figure = (query: string, id: string) => sheet(query).figures.find((one) => one.id === id);

  test("refugees include people under temporary protection", () => {
    expect(figure("asylum=DEU", "refugees")?.under.join()).toMatch(/including people under temporary protection/);
  });

  test("decisions that may be closed cases are the most there were", () => {
    const {decisions, figures} = sheet("origin=PRK&asylum=RUS");
    const cells = decisions?.rows.find(({status}) => status === "decided")?.cells ?? [];
    decisions?.columns.forEach(({outcomes}, i) => {
      expect(/^up to /.test(cells[i] ?? "")).toBe(outcomes.statuses.undivided_closed.value > 0);
    });
    expect(cells.filter((cell) => cell.startsWith("up to ")).length).toBeGreaterThan(0);
    expect(figures.find(({id}) => id === "rate")?.under.join()).toMatch(/of up to \d+ substantive decisions/);
  });

  test("repeat applications that are not in the table are named, and changes in a country’s whole data are not a pair’s", () => {
    const {decisions, issues} = sheet("origin=AFG&asylum=DEU");
    expect(decisions?.notes.join(" ")).toContain("Not in the table: appeals; repeat applications.");
    const words = issues.map(({term, words}) => `${term} ${words}`);
    expect(words.join(" ")).toMatch(/29,163 Afghans received refugee status on repeat applications.*not new arrivals/);
    const changes = words.filter((line) => line.includes("unexplained."));
    expect(changes.length).toBeGreaterThan(0);
    for (const line of changes) expect(line).toContain("Of all origins together: ");
  });

  test("the rate of the United States is of asylum officers alone", () => {
    expect(figure("asylum=USA", "rate")?.sentence).toMatch(/by asylum officers; immigration courts not included/);
  });

  test("numbers of two levels together say so, and a procedure is named", () => {
    const words = (query: string) =>
      sheet(query)
        .issues.map((one) => one.words)
        .join(" ");
    expect(words("asylum=DEU")).toMatch(/at first instance and on repeat applications together: .*12,105\)/);
    expect(words("origin=PRK&asylum=RUS")).toMatch(/Russia['’]s temporary-asylum procedure/);
    expect(words("origin=PRK&asylum=RUS")).not.toMatch(/This level/);
  });

  test("people who are not counted have the date of their number and its source", () => {
    expect(sheet("asylum=DEU").issues[0]?.words).toMatch(/^At the end of 2025, 4\.35 million.*Source: Eurostat/);
  });
});

describe("the numbers of a fact sheet", () => {
  test("of 30 places, pairs and regions are those of the explorer", async () => {
    for (const query of await drawn()) {
      const made = sheet(query);
      const views = (measure: "applications" | "decisions" | "refugees" | "asylum_seekers") =>
        viewOf(ledger, questionOf(made.subject, measure, ledger.facts.years));
      const whole = views("applications").headline?.whole ?? [];
      for (const {id, numbers} of made.figures)
        for (const {year, unit, count} of numbers) {
          if (id === "applications" || id === "peak")
            expect(whole.find((one) => one.year === year)?.number[unit], `${query} ${id}`).toEqual(count);
          if (id === "refugees" || id === "asylum_seekers")
            expect(views(id).series[0]?.points.find((one) => one.year === year)?.count, `${query} ${id}`).toEqual(
              count
            );
        }
      const joined = views("decisions").joined;
      for (const {years, unit, procedure, outcomes} of made.decisions?.columns ?? []) {
        if (procedure !== null || years[0] !== years[1]) continue;
        const year = joined?.whole.find((one) => one.year === years[0]);
        expect(year && outcomesIn(year, unit)?.statuses, query).toEqual(outcomes.statuses);
      }
    }
  });

  test("of countries and pairs are those of SQL", async () => {
    const LISTED = "level IN ('FI', 'NA', 'IN', 'EO', 'FA')";
    for (const query of (await drawn()).filter((one) => !one.includes(":"))) {
      const {figures, decisions} = sheet(query);
      const where = [...new URLSearchParams(query)].map(([key, code]) => `${key} = '${code}'`).join(" AND ");
      for (const {id, numbers} of figures)
        for (const {year, unit, count} of numbers) {
          if (id === "applications" && year >= 2006) {
            const [found] = await sql.rows(
              `SELECT sum(applications)::INTEGER AS n, count(*) FILTER (${LISTED}) > 0 AS listed FROM applications WHERE ${where} AND year = ${year} AND unit = '${unit}' AND type IN ('N', 'NR') AND ${LISTED}`
            );
            if (found?.listed) expect(count.value, `${query} ${id}`).toBe(found.n);
          }
          if (id === "refugees" || id === "asylum_seekers") {
            const [found] = await sql.rows(
              `SELECT sum(${id})::INTEGER AS n, max(year) FILTER (${id} IS NOT NULL) AS y FROM stocks WHERE ${where} AND year = ${year}`
            );
            expect([count.value, year], `${query} ${id}`).toEqual([found?.n, found?.y]);
          }
        }
      for (const {years, unit, procedure, outcomes} of decisions?.columns ?? []) {
        if (procedure !== null) continue;
        const cells = await sql.rows(
          `SELECT status, sum(count)::INTEGER AS n FROM cells WHERE ${where} AND year BETWEEN ${years[0]} AND ${years[1]} AND unit = '${unit}'
            AND ${LISTED} AND NOT (asylum = 'USA' AND level = 'EO') GROUP BY ALL`
        );
        for (const {status, n} of cells)
          expect(outcomes.statuses[status as keyof typeof outcomes.statuses].value, `${query} ${String(status)}`).toBe(
            n
          );
      }
    }
  });

  test("of North Koreans in Russia show temporary asylum apart, with 267 [263–269] grants", () => {
    const {decisions, figures} = sheet("origin=PRK&asylum=RUS");
    const column = decisions?.columns.findIndex(
      ({head, procedure}) => procedure === "temporary asylum" && head.includes("–")
    );
    const cells = decisions?.rows.find(({status}) => status === "temporary")?.cells;
    expect(cells?.[column ?? -1]).toBe("267 [263–269]");
    expect(figures.map(({id}) => id)).toContain("procedure");
  });

  test("name what is not separated, and give no zero for it", () => {
    const {decisions} = sheet("asylum=CAN");
    expect(decisions?.rows.find(({status}) => status === "refugee_status")?.cells[0]).toBe("not separated");
  });

  test("are never “at least 0”", () => {
    for (const query of ["", "asylum=members:eu", "origin=VEN"])
      expect(
        sheet(query)
          .decisions?.rows.flatMap(({cells}) => cells)
          .filter((cell) => /^at least 0\b/.test(cell))
      ).toEqual([]);
  });

  test("are told in persons and in cases where both are reported", () => {
    const {figures, print} = sheet("asylum=USA");
    expect(figures[0]?.numbers.map(({unit}) => unit)).toEqual(["P", "C"]);
    expect(print).toContain("counted in persons");
    expect(print).toContain("counted in cases");
  });

  test("of a total of several countries have no second procedure", () => {
    for (const query of ["", "asylum=m49:151", "origin=PRK"])
      expect(
        sheet(query).figures.map(({id}) => id),
        query
      ).not.toContain("procedure");
  });
});

describe("a fact sheet", () => {
  test("of a pair without an entry says so, and prints no number", () => {
    const made = sheet("origin=PRK&asylum=KOR");
    expect(made).toMatchObject({isEmpty: true, figures: [], decisions: null, print: null});
    expect(made.lead).toMatch(/no entry.*does not mean zero/);
    expect(made.issues[0]?.words).toContain("citizens");
  });

  test("has at most five issues, each with a term and a text that ends", async () => {
    for (const query of [...(await drawn()), "", "asylum=DEU"]) {
      const {issues} = sheet(query);
      expect(issues.length).toBeLessThanOrEqual(MOST_ISSUES);
      for (const {term, words} of issues) expect(`${term} ${words}`, query).toMatch(/^.+[.] .+[.”)]$/);
    }
  });

  test("puts people who are not counted first", () => {
    expect(sheet("asylum=DEU").issues[0]?.term).toBe("Not counted here.");
  });

  test("prints a sentence with its first number and its source", async () => {
    for (const query of await drawn()) {
      const {print, figures} = sheet(query);
      expect(print === null, query).toBe(!figures.some(({numbers}) => numbers.length));
      if (print) expect(print, query).toMatch(/UNHCR, via Asylum Ledger, edition of \d+ \w+ \d{4}/);
    }
  });
});

describe("the address of a sheet", () => {
  test.each(["asylum=DEU", "origin=PRK&asylum=RUS", "asylum=m49:150", "origin=members:eu", ""])(
    "%s is written as it is parsed",
    (query) => {
      const {subject, problems} = parseSheet(query, known());
      expect(problems).toEqual([]);
      expect(subject && sheetQuery(subject)).toBe(query);
      expect(subject && parseSheet(sheetQuery(subject, "2026-11-25")).edition).toBe("2026-11-25");
    }
  );

  test("of an unknown place has no sheet; the first of several places has one, and the rest is named", () => {
    expect(parseSheet("asylum=XQX", known())).toMatchObject({subject: null, problems: [{value: "XQX"}]});
    const {subject, problems} = parseSheet("asylum=SWE,DEU&colour=red", known());
    expect(subject?.asylums).toEqual({kind: "places", codes: ["SWE"]});
    expect(problems.map(({key, value}) => `${key}=${value}`).sort()).toEqual(["asylum=DEU", "colour=red"]);
  });

  test("is a QR code with its three finder patterns", () => {
    const modules = qrModules("https://example.org/sheet?origin=PRK&asylum=RUS&edition=2026-11-25");
    const size = modules.length;
    const finder = (x: number, y: number) =>
      Array.from({length: 7}, (_, i) =>
        (modules[y + i] ?? [])
          .slice(x, x + 7)
          .map(Number)
          .join("")
      ).join("|");
    const FINDER = "1111111|1000001|1011101|1011101|1011101|1000001|1111111";
    expect([finder(0, 0), finder(size - 7, 0), finder(0, size - 7)]).toEqual([FINDER, FINDER, FINDER]);
  });
});
