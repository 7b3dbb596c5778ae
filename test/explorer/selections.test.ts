// Twenty questions, answered by the explorer and by SQL over the edition's Parquet, written apart from the site's own code.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {parseState} from "../../src/explorer/address.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {csvOf, tableOf} from "../../src/explorer/table.js";
import {viewOf} from "../../src/explorer/view.js";
import type {View} from "../../src/explorer/types.js";
import {lossesOf} from "../../src/explorer/losses.js";
import {nearestTo} from "../../src/explorer/nearest.js";
import {findingOf} from "../../src/explorer/findings.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  const folder = `${PROJECT}/data/editions/${sql.id}`;
  await sql.rows(`CREATE VIEW stocks AS FROM '${folder}/stocks.parquet'`);
  await sql.rows(`CREATE VIEW places AS FROM '${folder}/places.parquet'`);
  await sql.rows(`CREATE VIEW population AS FROM '${folder}/population.parquet'`);
  // Levels by the step of the procedure, as the design lists them; EO of the United States stands alone.
  await sql.rows(`CREATE MACRO step(level, asylum) AS CASE
    WHEN level = 'EO' AND asylum = 'USA' THEN 'EO'
    WHEN level IN ('FI', 'NA', 'IN', 'EO') THEN 'first' WHEN level = 'FA' THEN 'combined'
    WHEN level IN ('AR', 'JR') THEN 'appeal' WHEN level = 'RA' THEN 'repeat' WHEN level = 'BL' THEN 'backlog' ELSE level END`);
  await sql.rows(`CREATE MACRO fresh(year, asylum, type, level) AS level = 'TA' OR CASE
    WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N'
    ELSE type = 'V' AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') END`);
});
afterAll(() => sql.close());

const view = (query: string): View =>
  viewOf(
    ledger,
    parseState(query, {years: ledger.facts.years, place: (code) => ledger.place(code) !== undefined}).state
  );

/** What the explorer shows, a line for each series and year with a row. */
const shown = ({series}: View) =>
  series
    .flatMap(({place, kind, points}) =>
      points.flatMap(({year, count}) =>
        count ? [`${place ?? "-"} ${kind.id} ${year} ${count.value} ${count.lo} ${count.hi}`] : []
      )
    )
    .sort();

const EXPECTED = {
  applications: (place: string, where: string) => `
    SELECT ${place} AS place, step(level, asylum) || ' ' || unit AS kind, year, sum(applications)::INTEGER AS value,
      sum(CASE applications WHEN 5 THEN 3 ELSE applications END)::INTEGER AS lo,
      sum(CASE applications WHEN 0 THEN 2 ELSE applications END)::INTEGER AS hi
    FROM applications WHERE ${where} GROUP BY ALL`,
  /** With 2 more for each origin that other years of a country name and these rows do not. */
  everyOrigin: (place: string, where: string) => `
    WITH own AS (SELECT *, step(level, asylum) || ' ' || unit AS kind FROM applications WHERE ${where}),
      host AS (SELECT DISTINCT kind, asylum, unit, year FROM own),
      ever AS (SELECT DISTINCT asylum, unit, origin, year AS other FROM applications),
      missed AS (SELECT DISTINCT host.kind, host.year, host.asylum, ever.origin
        FROM host JOIN ever ON ever.asylum = host.asylum AND ever.unit = host.unit AND ever.other <> host.year
        ANTI JOIN own ON own.kind = host.kind AND own.asylum = host.asylum AND own.year = host.year AND own.origin = ever.origin),
      lost AS (SELECT kind, year, count(*) AS n FROM missed GROUP BY ALL)
    SELECT ${place} AS place, kind, year, sum(applications)::INTEGER AS value,
      sum(CASE applications WHEN 5 THEN 3 ELSE applications END)::INTEGER AS lo,
      (sum(CASE applications WHEN 0 THEN 2 ELSE applications END) + 2 * coalesce(max(n), 0))::INTEGER AS hi
    FROM own LEFT JOIN lost USING (kind, year) GROUP BY ALL`,
  decisions: (place: string, where: string) => `
    SELECT ${place} AS place, step(level, asylum) || ' ' || unit AS kind, year, sum(CASE WHEN positive THEN count ELSE 0 END)::INTEGER AS value,
      sum(CASE WHEN NOT positive OR unused THEN 0 WHEN count = 5 THEN 3 WHEN count = 10 THEN 8 ELSE count END)::INTEGER AS lo,
      sum(CASE WHEN NOT positive OR unused THEN 0 WHEN count = 0 THEN 2 WHEN count = 5 THEN 7 ELSE count END)::INTEGER AS hi
    FROM (SELECT *, NOT without AND ("column" IN ('recognized', 'other')) AS positive
      FROM (SELECT *, total > 0 AND max(count) OVER (PARTITION BY year, origin, asylum, authority, level, unit) = 0 AS without FROM cells))
    WHERE ${where} GROUP BY ALL`,
  stocks: (column: string) => (place: string, where: string) => `
    SELECT ${place} AS place, 'year-end P' AS kind, year, sum(${column})::INTEGER AS value,
      sum(CASE ${column} WHEN 5 THEN 3 ELSE ${column} END)::INTEGER AS lo,
      sum(CASE ${column} WHEN 0 THEN 2 ELSE ${column} END)::INTEGER AS hi
    FROM stocks WHERE ${where} GROUP BY ALL`
};
const FRESH = "fresh(year, asylum, type, level)";
const inRegion = (side: string, code: string) =>
  `${side} IN (SELECT place FROM places WHERE region = '${code}' OR subregion = '${code}')`;

describe("the explorer says what SQL says", () => {
  test.each<[string, string, (place: string, where: string) => string, string, string]>([
    [
      "one pair",
      "origin=ERI&asylum=ISR",
      EXPECTED.applications,
      "'-'",
      `origin = 'ERI' AND asylum = 'ISR' AND ${FRESH}`
    ],
    [
      "every type of one pair",
      "origin=ERI&asylum=ISR&type=all",
      EXPECTED.applications,
      "'-'",
      "origin = 'ERI' AND asylum = 'ISR'"
    ],
    [
      "some types",
      "origin=ERI&asylum=DEU&type=R,A&years=2006-2025",
      EXPECTED.applications,
      "'-'",
      "origin = 'ERI' AND asylum = 'DEU' AND type IN ('R', 'A') AND year >= 2006"
    ],
    [
      "many hosts",
      "origin=SYR&asylum=DEU,FRA,SWE,TUR,NLD,GBR,CAN,USA&years=2011-2025",
      EXPECTED.applications,
      "asylum",
      `origin = 'SYR' AND asylum IN ('DEU','FRA','SWE','TUR','NLD','GBR','CAN','USA') AND year BETWEEN 2011 AND 2025 AND ${FRESH}`
    ],
    [
      "several origins",
      "origin=AFG,SYR,IRQ&asylum=DEU&years=2015-2016",
      EXPECTED.applications,
      "origin",
      `origin IN ('AFG','SYR','IRQ') AND asylum = 'DEU' AND year BETWEEN 2015 AND 2016 AND ${FRESH}`
    ],
    [
      "a region of asylum",
      "asylum=m49:150&years=2020-2022",
      EXPECTED.everyOrigin,
      "'-'",
      `${inRegion("asylum", "150")} AND year BETWEEN 2020 AND 2022 AND ${FRESH}`
    ],
    [
      "a region of origin",
      "origin=m49:002&asylum=ITA",
      EXPECTED.applications,
      "'-'",
      `${inRegion("origin", "002")} AND asylum = 'ITA' AND ${FRESH}`
    ],
    ["cases alone", "asylum=USA&unit=cases", EXPECTED.everyOrigin, "'-'", `asylum = 'USA' AND unit = 'C' AND ${FRESH}`],
    ["persons and cases, shown separately", "asylum=USA", EXPECTED.everyOrigin, "'-'", `asylum = 'USA' AND ${FRESH}`],
    ["everyone everywhere", "", EXPECTED.everyOrigin, "'-'", FRESH],
    [
      "appeals alone",
      "measure=decisions&asylum=DEU&stage=appeal",
      EXPECTED.decisions,
      "'-'",
      "asylum = 'DEU' AND level IN ('AR', 'JR')"
    ],
    [
      "the combined stage",
      "measure=decisions&asylum=ISR&stage=combined",
      EXPECTED.decisions,
      "'-'",
      "asylum = 'ISR' AND level = 'FA'"
    ],
    [
      "one authority",
      "measure=decisions&asylum=ISR&authority=U",
      EXPECTED.decisions,
      "'-'",
      "asylum = 'ISR' AND authority = 'U'"
    ],
    [
      "temporary asylum, each status of its own",
      "measure=decisions&origin=PRK&asylum=RUS&stage=other",
      EXPECTED.decisions,
      "'-'",
      "origin = 'PRK' AND asylum = 'RUS' AND level IN ('TA','SP','TP','TR','CA')"
    ],
    [
      "a year that is not reported",
      "measure=decisions&origin=PRK&asylum=RUS&years=2007",
      EXPECTED.decisions,
      "'-'",
      "origin = 'PRK' AND asylum = 'RUS' AND year = 2007"
    ],
    [
      "stateless people",
      "origin=XXA&asylum=SWE",
      EXPECTED.applications,
      "'-'",
      `origin = 'XXA' AND asylum = 'SWE' AND ${FRESH}`
    ],
    [
      "unknown origin",
      "origin=UNK&asylum=USA",
      EXPECTED.applications,
      "'-'",
      `origin = 'UNK' AND asylum = 'USA' AND ${FRESH}`
    ],
    [
      "a host whose statuses are not told apart",
      "measure=decisions&asylum=CAN",
      EXPECTED.decisions,
      "'-'",
      "asylum = 'CAN'"
    ],
    ["decisions of everyone everywhere", "measure=decisions&years=2022", EXPECTED.decisions, "'-'", "year = 2022"],
    ["nothing", "origin=PRK&asylum=KOR", EXPECTED.applications, "'-'", "origin = 'PRK' AND asylum = 'KOR'"],
    ["refugees at year-end", "measure=refugees&origin=UKR", EXPECTED.stocks("refugees"), "'-'", "origin = 'UKR'"],
    [
      "asylum-seekers at year-end by host",
      "measure=asylum_seekers&origin=ERI&asylum=ISR,ETH",
      EXPECTED.stocks("asylum_seekers"),
      "asylum",
      "origin = 'ERI' AND asylum IN ('ISR','ETH')"
    ]
  ])("%s", async (_, query, expected, place, where) => {
    const rows = await sql.rows(expected(place, where));
    expect(shown(view(query))).toEqual(
      rows
        .map(
          (row) =>
            `${String(row.place)} ${String(row.kind)} ${String(row.year)} ${String(row.value)} ${String(row.lo)} ${String(row.hi)}`
        )
        .sort()
    );
  });

  test("a grant rate with its rounding range, where refusals are reported", async () => {
    const [{points}] = view(
      "measure=rate&definition=positive&origin=AFG&asylum=DEU&stage=first&unit=persons&authority=G"
    ).series as [View["series"][number]];
    for (const {year, rate} of points) {
      const [found] = await sql.rows(`
        SELECT sum(CASE WHEN "column" IN ('recognized','other') THEN count ELSE 0 END)::DOUBLE AS a,
          sum(CASE WHEN "column" = 'rejected' THEN count ELSE 0 END)::DOUBLE AS n,
          sum(CASE WHEN "column" IN ('recognized','other') THEN CASE WHEN unused THEN 0 WHEN count = 5 THEN 3 WHEN count = 10 THEN 8 ELSE count END ELSE 0 END)::DOUBLE AS alo,
          sum(CASE WHEN "column" = 'rejected' THEN CASE count WHEN 0 THEN 2 WHEN 5 THEN 7 ELSE count END ELSE 0 END)::DOUBLE AS nhi
        FROM cells WHERE origin = 'AFG' AND asylum = 'DEU' AND level IN ('FI','NA','IN') AND unit = 'P' AND authority = 'G' AND year = ${year}`);
      const {a, n, alo, nhi} = found as Record<string, number | null>;
      if (a == null || n == null || alo == null || nhi == null || rate?.kind !== "rate") continue;
      expect(rate.value).toBeCloseTo(a / (a + n), 12);
      expect(rate.lo).toBeCloseTo(alo / (alo + nhi), 12);
    }
    expect(points.filter(({rate}) => rate?.kind === "rate").length).toBeGreaterThan(15);
  });

  test("per 100,000 inhabitants of the country of asylum", async () => {
    const {series} = view("asylum=CYP&shown=per_100000&unit=persons&stage=first");
    const rows = await sql.rows(
      `SELECT year, 100000.0 * sum(applications) / (SELECT population FROM population p WHERE p.place = 'CYP' AND p.year = a.year) AS value
       FROM applications a WHERE asylum = 'CYP' AND unit = 'P' AND level IN ('FI','NA') AND ${FRESH} GROUP BY year ORDER BY year`
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const {year, value} of rows)
      expect(series[0]?.points.find((point) => point.year === year)?.value).toBeCloseTo(Number(value), 6);
  });

  test("a ranking of hosts, and of what is left out, over all hosts", async () => {
    const {ranking} = view("origin=ERI&stage=first&unit=persons&years=2024");
    const rows = await sql.rows(
      `SELECT asylum, sum(applications)::INTEGER AS value FROM applications WHERE origin = 'ERI' AND year = 2024 AND unit = 'P'
       AND step(level, asylum) = 'first' AND ${FRESH} GROUP BY asylum ORDER BY value DESC LIMIT 10`
    );
    expect(ranking?.places.slice(0, 10).map(({count}) => count?.value)).toEqual(rows.map(({value}) => value));
  });

  test("a matrix of origins and hosts, pair by pair", async () => {
    const {matrix} = view("origin=AFG,SYR,ERI&asylum=DEU,FRA,ISR&stage=first&unit=persons&years=2015-2020");
    for (const [i, origin] of (matrix?.origins ?? []).entries())
      for (const [j, asylum] of (matrix?.asylums ?? []).entries()) {
        const [row] = await sql.rows(
          `SELECT sum(applications)::INTEGER AS value FROM applications WHERE origin = '${origin}' AND asylum = '${asylum}'
           AND unit = 'P' AND step(level, asylum) = 'first' AND year BETWEEN 2015 AND 2020 AND ${FRESH}`
        );
        expect([origin, asylum, matrix?.cells[i]?.[j]?.count?.value ?? null]).toEqual([
          origin,
          asylum,
          row?.value ?? null
        ]);
      }
    expect(matrix?.cells.length).toBe(3);
  });
});

describe("what the explorer says in words", () => {
  test("separates a year without an entry from a year not reported", () => {
    const points = view("measure=decisions&origin=PRK&asylum=RUS&stage=first&unit=persons").series[0]?.points ?? [];
    expect(points.find(({year}) => year === 2024)?.absence ?? "a row").toMatch(/no entry|not reported/);
    expect(view("origin=PRK&asylum=RUS&stage=other").series[0]?.points.find(({year}) => year === 2024)?.absence).toBe(
      "no entry"
    );
  });

  test("an empty choice says so and offers what has rows", () => {
    const empty = view("origin=PRK&asylum=KOR&years=2010");
    expect(empty.empty).toBe(true);
    expect(findingOf(ledger, empty)).toBe(
      "UNHCR’s data has no entry for new asylum applications by people from North Korea in South Korea, 2010."
    );
    const near = nearestTo(ledger, empty.state);
    expect(near.length).toBeGreaterThan(0);
    for (const {state} of near) expect(viewOf(ledger, state).empty).toBe(false);
  });

  test.each([
    [
      "origin=ERI&asylum=ISR&years=2018&stage=combined",
      /^In 2018 Israel received 6,348 .*people from Eritrea \(counted in persons; first instance and appeal combined\)/
    ],
    ["origin=XXA&asylum=SWE&years=2024&unit=persons&stage=first", /Sweden received .* stateless people/],
    [
      "origin=UNK&asylum=USA&years=2025",
      /^In 2025 the United States .* people of unknown origin: 203 persons and 282,594 cases/
    ],
    [
      "origin=AFG,SYR&asylum=DEU&years=2016&stage=first",
      /^In 2016.* 2 countries of origin, Syria had the most new asylum applications in Germany: 266,250 \(counted in persons/
    ]
  ])("%s", (query, expected) => {
    const finding = findingOf(ledger, view(query));
    if (typeof expected === "string") expect(finding).toBe(expected);
    else expect(finding).toMatch(expected);
  });

  test("cases that a choice of persons leaves out are named, and unknown origins of 2025", () => {
    const losses = lossesOf(ledger, view("asylum=USA&unit=persons&years=2025")).map(
      ({term, words}) => `${term} ${words}`
    );
    expect(losses.some((words) => words.startsWith("Cases."))).toBe(true);
    const all = lossesOf(ledger, view("asylum=USA&years=2025")).map(({words}) => words);
    expect(
      all.some((words) => /none of the 282,594 .*stated origin, all reported by the United States/.test(words))
    ).toBe(true);
  });

  test("shows no rate where a country reports grants and refusals at different levels", () => {
    const {series} = view("measure=rate&definition=positive&asylum=JPN&years=2022&stage=first,combined");
    for (const {points} of series)
      for (const {rate} of points)
        if (rate) expect(rate.kind === "none" && rate.reason).toBe("grants and refusals reported at different stages");
  });

  test("the file holds the shown rows with question, edition and source", () => {
    const some = view("origin=ERI&asylum=ISR&find=2018");
    const table = tableOf(ledger, some);
    const lines = csvOf(ledger, some, table, "https://example.org/explorer").trimEnd().split("\r\n");
    expect(lines[1]).toBe('"# Address: https://example.org/explorer?origin=ERI&asylum=ISR&years=2000-2025&find=2018"');
    expect(lines[2]).toBe(`"# Edition: ${sql.id}"`);
    expect(lines[3]).toContain("UNHCR");
    const body = lines.filter((line) => !line.startsWith('"#'));
    expect(body.length - 1).toBe(table.rows.length);
    expect(body).toContain("2018,first instance and appeal combined,persons,6348,6348,6348,");
  });
});

test("what a reader typed stays in one quoted remark of the file, and begins no cell of a spreadsheet", () => {
  const find = 'x,=HYPERLINK("http://evil.example";"open")';
  const some = view(`origin=ERI&asylum=ISR&find=${encodeURIComponent(find)}`);
  const lines = csvOf(ledger, some, tableOf(ledger, some), "https://example.org/explorer").trimEnd().split("\r\n");
  expect(lines).toContain(`"# Rows that contain: ${find.replaceAll('"', '""')}"`);
  expect(lines.some((line) => line.includes("has an apostrophe before it"))).toBe(true);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^"# (?:[^"]|"")*"$/);
});

describe("a region says what its total is made of:", () => {
  const losses = (query: string, of: Ledger = ledger) => {
    const {state} = parseState(query, {years: of.facts.years});
    return new Map(lossesOf(of, viewOf(of, state)).map(({term, words}) => [term, words]));
  };
  test("how many hosts have a row in a year, and which years are thin", async () => {
    const counts = await sql.rows(
      `SELECT year, count(DISTINCT asylum)::INTEGER AS n FROM applications WHERE ${inRegion("asylum", "002")} GROUP BY 1 ORDER BY 1`
    );
    const hosts = counts.map(({n}) => Number(n));
    const [fewest, most] = [Math.min(...hosts), Math.max(...hosts)];
    const words = losses("asylum=m49:002&years=2000-2025").get("Countries of asylum.") ?? "";
    expect(words).toContain(`${fewest} to ${most} countries have applications in a year`);
    const thin = counts.filter(({n}) => Number(n) < 0.9 * most).map(({year}) => Number(year));
    expect(thin.length).toBeGreaterThan(0);
    expect(words).toContain("fewest, under nine tenths of the most, in ");
    const [, told = ""] = /nine tenths of the most, in ([^.]*)\./.exec(words) ?? [];
    const spans = told.match(/\d{4}(?:–\d{4})?/g) ?? [];
    expect(
      spans.flatMap((span) => {
        const [from = 0, to = from] = span.split("–").map(Number);
        return Array.from({length: to - from + 1}, (_, i) => from + i);
      })
    ).toEqual(thin);
  });
  test("applications from no region of origin, in persons and in cases", async () => {
    const [unknown] = await sql.rows(
      `SELECT sum(applications) FILTER (unit = 'P')::INTEGER AS p, sum(applications) FILTER (unit = 'C')::INTEGER AS c
       FROM applications WHERE origin = 'UNK' AND ${FRESH}`
    );
    const number = (n: unknown) => Number(n).toLocaleString("en");
    const words = losses("origin=m49:142&years=2000-2025").get("In no region.") ?? "";
    expect(words).toContain(`unknown origin (${number(unknown?.p)} persons and ${number(unknown?.c)} cases)`);
    expect(words).toContain("stateless (");
    expect(words).toContain("Tibetan (");
    // For UNHCR Tibetans are of Asia and the Pacific, and not apart from it.
    expect(losses("origin=bureau:asia_pacific&years=2000-2025").get("In no region.")).not.toContain("Tibetan");
  });
  test("of the European Union that its members change, in an edition that knows them", () => {
    const spans = new Map<string, readonly {scheme: string; year_from: number; year_to: number | null}[]>([
      ["DEU", [{scheme: "eu", year_from: 1958, year_to: null}]],
      ["GBR", [{scheme: "eu", year_from: 1973, year_to: 2019}]]
    ]);
    const of: Ledger = {
      ...ledger,
      asked: new Map(),
      regionsOf: (code) => ({region: null, subregion: null, bureau: null, memberships: spans.get(code) ?? []})
    };
    expect(losses("asylum=members:eu&years=2018-2021", of).get("Members.")).toBe(
      "They are those of 31 December of each year: 2 in 2018, 1 in 2021. 1 to 2 countries have applications in a year."
    );
  });
});
