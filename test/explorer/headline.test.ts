// The first number of an answer, its parts, its ranking and its rates, held against SQL over the edition's Parquet.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {outcomesFinding, rankingFinding} from "../../src/explorer/chartFindings.js";
import {findingOf} from "../../src/explorer/findings.js";
import type {HeadlineYear} from "../../src/explorer/types.js";
import {partsOfTotal} from "../../src/explorer/headline.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {lossesOf} from "../../src/explorer/losses.js";
import {rankedWords, titleOf, unitLine} from "../../src/explorer/measureWords.js";
import {rankingTable} from "../../src/explorer/rankingTable.js";
import {csvOf, tableOf} from "../../src/explorer/table.js";
import type {Point, View} from "../../src/explorer/types.js";
import {notCountedOf} from "../../src/explorer/uncounted.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf, viewIn} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  const folder = `${PROJECT}/data/editions/${sql.id}`;
  for (const table of ["places", "population"])
    await sql.rows(`CREATE VIEW ${table} AS FROM '${folder}/${table}.parquet'`);
  await sql.rows(`CREATE MACRO bytype(year, asylum, type, level) AS CASE
    WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N'
    ELSE type = 'V' AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') END`);
});
afterAll(() => sql.close());

const view = (query: string) => viewIn(ledger, query);
const finding = (query: string) => findingOf(ledger, view(query));
const english = (n: unknown) => Number(n).toLocaleString("en");
const BY_TYPE = "bytype(year, asylum, type, level)";
const OWN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA')";
const numberOf = async (where: string) =>
  Number((await sql.rows(`SELECT sum(applications)::INTEGER AS n FROM applications WHERE ${where}`))[0]?.n ?? 0);
const pointsOf = ({main}: View, unit: "P" | "C", place: string | null = null): readonly Point[] =>
  main?.find((one) => one.place === place && one.kind.unit === unit)?.points ?? [];
const at = (points: readonly Point[], year: number) => points.find((point) => point.year === year);

describe("new applications as a whole", () => {
  test.each([
    [2022, 2_574_411, 2_471_552, 102_661],
    [2024, 3_050_315, 3_042_152, 6_875]
  ])(
    "of the world in %i are the printed total, with the parts that make it",
    async (year, total, countries, russia) => {
      const one = view(`years=${year}`);
      const [whole] = one.headline?.whole ?? [];
      expect(whole?.number.P?.value).toBe(total);
      expect(await numberOf(`year = ${year} AND unit = 'P' AND ${BY_TYPE}`)).toBe(total);
      const parts = partsOfTotal(ledger, (whole as HeadlineYear).headline as NonNullable<HeadlineYear["headline"]>);
      expect(parts.map(({number: {P}}) => P?.value ?? 0).reduce((sum, n) => sum + n)).toBe(total);
      expect(parts[0]?.number.P?.value).toBe(countries);
      expect(parts.find(({words}) => words === "temporary asylum in Russia")?.number.P?.value).toBe(russia);
      for (const n of [total, countries, russia]) expect(findingOf(ledger, one)).toContain(english(n));
    }
  );

  test("of a region and of a union in each year are every level, and their parts make them", async () => {
    for (const [query, where] of [
      ["asylum=m49:150", "asylum IN (SELECT place FROM places WHERE region = '150')"],
      ["asylum=bureau:europe", "asylum IN (SELECT place FROM places WHERE bureau = 'europe')"]
    ]) {
      const rows = await sql.rows(
        `SELECT year, sum(applications)::INTEGER AS n FROM applications WHERE ${where} AND unit = 'P' AND ${BY_TYPE} GROUP BY 1`
      );
      const points = pointsOf(view(query ?? ""), "P");
      expect(rows).toHaveLength(26);
      for (const {year, n} of rows)
        expect([query, year, at(points, Number(year))?.count?.value]).toEqual([query, year, n]);
    }
  });

  test("of Germany are one series with a mark where the level changes, and a gap that is marked", async () => {
    const one = view("asylum=DEU");
    const points = pointsOf(one, "P");
    const rows = await sql.rows(
      `SELECT year, sum(applications)::INTEGER AS n FROM applications WHERE asylum = 'DEU' AND unit = 'P' AND ${OWN} AND ${BY_TYPE} GROUP BY 1`
    );
    expect(one.main).toHaveLength(1);
    expect(points.filter(({count}) => count)).toHaveLength(rows.length);
    for (const {year, n} of rows) expect([year, at(points, Number(year))?.count?.value]).toEqual([year, n]);
    expect(at(points, 2016)?.count?.value).toBe(722_373);
    expect(at(points, 2006)).toMatchObject({count: null, absence: "not separated", mixed: {value: 21_011}});
    expect(one.headline?.places[0]?.breaks.some(({year, now}) => year === 2021 && now.join() === "FI P")).toBe(true);
    expect(findingOf(ledger, one)).toMatch(
      /^In 2025 Germany received 113,216 new asylum applications.* 722,373 in 2016/
    );
    expect(titleOf(ledger, one.state.selection)).not.toContain("(NA)");
    expect(finding("asylum=DEU&years=2006")).toContain("21,011");
  });

  test("of one pair begin with the latest year, the year before and the peak", () => {
    expect(finding("origin=ERI&asylum=ISR")).toMatch(
      /^In 2025 Israel received 881 new asylum applications by people from Eritrea \(counted in persons\), up from 81 in 2024\. The peak was 6,348 in 2018\./
    );
  });

  test("of the United States show persons first and cases separately, never added", () => {
    const words = finding("asylum=USA&years=2025");
    expect(words).toContain("629,358 persons and 282,594 cases");
    expect(words).not.toContain(english(629_358 + 282_594));
  });

  test("of a country where UNHCR decides name UNHCR", () => {
    const decided = (question: string) => finding(`measure=decisions&definition=status&${question}`);
    expect(decided("asylum=SYR&years=2025")).toMatch(/^In 2025 UNHCR in Syria granted/);
    expect(decided("origin=SYR&asylum=TUR&years=2018")).toContain("UNHCR in Türkiye");
    expect(decided("asylum=DEU&years=2025")).toMatch(/^In 2025 Germany granted/);
  });

  test("of Russia name its second procedure", () => {
    expect(finding("asylum=RUS&years=2022")).toMatch(
      /^In 2022 Russia received 295 .*temporary asylum in Russia \(102,661 persons\)/
    );
  });

  test("of hosts that give other levels alone are marked", async () => {
    const n = await numberOf(`asylum = 'COG' AND year = 2024 AND unit = 'P' AND ${BY_TYPE} AND NOT (${OWN})`);
    expect(n).toBe(1_278);
    expect(finding("asylum=COG&years=2024")).toMatch(/1,278 .*administrative review/);
  });

  test("of five hosts stay five, whichever stage they count at", async () => {
    const one = view("asylum=DEU,FRA,ITA,SWE,AUT&years=2020");
    for (const code of ["DEU", "FRA", "ITA", "SWE", "AUT"])
      expect([code, at(pointsOf(one, "P", code), 2020)?.count?.value]).toEqual([
        code,
        await numberOf(`asylum = '${code}' AND year = 2020 AND unit = 'P' AND ${OWN} AND ${BY_TYPE}`)
      ]);
    expect(findingOf(ledger, one)).toContain("5 countries of asylum");
    expect(one.ranking?.places.map(({code}) => code).sort()).toEqual(["AUT", "DEU", "FRA", "ITA", "SWE"]);
  });
});

describe("a ranking", () => {
  test.each([
    [2024, "729,105"],
    [2025, "629,358 [629,324–629,422] persons and 282,594 [282,594–282,944] cases"]
  ])("of %i holds everybody, the United States first", async (year, words) => {
    const one = view(`years=${year}`);
    const [first] = one.ranking?.places ?? [];
    expect(first?.code).toBe("USA");
    expect(first && rankedWords(one.state, first)).toContain(words);
    const rows = await sql.rows(`SELECT DISTINCT asylum FROM applications WHERE year = ${year} ORDER BY 1`);
    const held = [...(one.ranking?.places ?? []), ...(one.ranking?.leftOut ?? [])].map(({code}) => code).sort();
    expect(held).toEqual(rows.map(({asylum}) => asylum));
    const order = await sql.rows(
      `SELECT asylum, sum(applications)::INTEGER AS n FROM applications WHERE year = ${year} AND ${BY_TYPE} AND ${OWN} GROUP BY 1 ORDER BY n DESC LIMIT 12`
    );
    expect(one.ranking?.places.slice(0, 12).map(({code, value}) => [code, value])).toEqual(
      order.map(({asylum, n}) => [asylum, n])
    );
    expect(rankingFinding(ledger, one, one.ranking as NonNullable<View["ranking"]>)).toContain("the United States");
  });

  test("of origins puts those who are not known last", () => {
    const {ranking} = view("asylum=USA&years=2025");
    expect(ranking?.places.at(-1)?.code).toBe("UNK");
  });
});

describe("bounds", () => {
  test("of a sum over every origin hold the national total, which the sum alone does not", () => {
    for (const [asylum, year, national] of [
      ["DEU", 2024, 229_751],
      ["GBR", 2024, 108_138],
      ["KOR", 2023, 18_837],
      ["KOR", 2024, 18_336],
      ["ESP", 2025, 144_396]
    ] as const) {
      const count = at(pointsOf(view(`asylum=${asylum}&years=${year}`), "P"), year)?.count;
      expect([asylum, (count?.lo ?? 0) <= national && national <= (count?.hi ?? 0)]).toEqual([asylum, true]);
    }
  });

  test("of an index take those of its base", async () => {
    const [base, later] = (
      await sql.rows(
        `SELECT year, sum(applications)::DOUBLE AS n, sum(CASE applications WHEN 5 THEN 3 ELSE applications END)::DOUBLE AS lo,
         sum(CASE applications WHEN 0 THEN 2 ELSE applications END)::DOUBLE AS hi FROM applications
         WHERE origin = 'VEN' AND unit = 'P' AND ${BY_TYPE} AND year IN (2012, 2019) GROUP BY 1 ORDER BY 1`
      )
    ).map(({n, lo, hi}) => ({n: Number(n), lo: Number(lo), hi: Number(hi)}));
    if (!base || !later) throw new Error("no rows");
    const point = at(pointsOf(view("origin=VEN&years=2012-2019&shown=index"), "P"), 2019);
    expect(point?.value).toBeCloseTo((100 * later.n) / base.n, 8);
    expect(point?.lo).toBeCloseTo((100 * later.lo) / base.hi, 8);
    expect(point?.hi).toBeCloseTo((100 * later.hi) / base.lo, 8);
  });
});

describe("per 100,000 inhabitants", () => {
  const QUERY = "origin=SYR&asylum=DEU,SWE&years=2025";
  test("uses each country of asylum's own population, named with its year in table, file, axis and ranking", async () => {
    const one = view(`${QUERY}&shown=per_100000`);
    for (const [code, printed] of [
      ["DEU", "27.8"],
      ["SWE", "4.5"]
    ] as const) {
      const [row] = await sql.rows(
        `SELECT 100000.0 * sum(applications) / (SELECT population FROM population WHERE place = '${code}' AND year = 2024) AS n
         FROM applications WHERE origin = 'SYR' AND asylum = '${code}' AND year = 2025 AND unit = 'P' AND ${BY_TYPE} AND ${OWN}`
      );
      const value = at(pointsOf(one, "P", code), 2025)?.value ?? 0;
      expect(value).toBeCloseTo(Number(row?.n), 8);
      expect(value.toFixed(1)).toBe(printed);
    }
    const table = tableOf(ledger, one);
    const titles = table.columns.map(({title}) => title).join();
    const file = csvOf(ledger, one, table, "https://example.org/explorer");
    const ranked = rankingTable(ledger, one, one.ranking as NonNullable<View["ranking"]>).columns[1]?.title;
    const axis = unitLine(ledger, one.state, [], one.main ?? []);
    for (const words of [titles, ranked, axis])
      expect(words).toMatch(
        /per 100,000 inhabitants of each country of asylum.*2025 divides by the population of 2024/i
      );
    expect(file).toMatch(/inhabitants,inhabitants_of,inhabitants_counted_in/);
    expect(file).toMatch(/,83516593,Germany,2024/);
  });

  test("is of the origin's where a reader chooses it", async () => {
    const [row] = await sql.rows(
      `SELECT 100000.0 * sum(applications) / (SELECT population FROM population WHERE place = 'SYR' AND year = 2024) AS n
       FROM applications WHERE origin = 'SYR' AND asylum = 'DEU' AND year = 2025 AND unit = 'P' AND ${BY_TYPE} AND ${OWN}`
    );
    const one = view(`${QUERY}&shown=per_100000_origin`);
    expect(at(pointsOf(one, "P", "DEU"), 2025)?.value).toBeCloseTo(Number(row?.n), 8);
    expect(unitLine(ledger, one.state, [], one.main ?? [])).toContain("inhabitants of Syria");
  });
});

describe("decisions", () => {
  test("of Japan are joined, without a rate of any kind", () => {
    const one = view("measure=decisions&asylum=JPN&years=2025");
    const [outcomes] = one.outcomes;
    expect(outcomes?.all.statuses).toMatchObject({
      refugee_status: {value: 187},
      complementary: {value: 996},
      refused: {value: 9_214}
    });
    for (const words of [findingOf(ledger, one), outcomesFinding(ledger, one)])
      for (const n of ["187", "996", "9,214"]) expect(words).toContain(n);
    for (const definition of ["refugee_status", "positive", "unhcr_recognition", "unhcr_protection"]) {
      const rated = view(`measure=rate&definition=${definition}&asylum=JPN&years=2021-2025`);
      expect(rated.main?.flatMap(({points}) => points.filter(({rate, value}) => rate ?? value))).toEqual([]);
      expect(findingOf(ledger, rated)).not.toMatch(/\d\s?%/);
    }
  });

  test("of the United States' courts are shown separately and named", () => {
    const one = view("measure=decisions&asylum=USA&years=2024");
    expect(one.outcomes.some(({kind}) => kind.id === "EO P")).toBe(true);
    expect(findingOf(ledger, one)).toMatch(/immigration courts.*not in these numbers/);
  });

  test("of Asia give rates without Japan on either side, and name it", () => {
    for (const [definition, numerator, printed] of [
      ["refugee_status", "9,546", /36\.7%/],
      ["positive", "9,855", /37\.8%/]
    ] as const) {
      const words = finding(`measure=rate&definition=${definition}&asylum=m49:142&years=2025`);
      expect(words).toContain(`${numerator} of 26,038`);
      expect(words).toMatch(printed);
      expect(words).toContain("Japan (2025)");
    }
  });

  test("that are not separated are never 0", () => {
    const canada = finding("measure=decisions&asylum=CAN&years=2025");
    expect(canada).toMatch(/50,041 .*does not separate refugee status/);
    const america = view("measure=rate&definition=refugee_status&asylum=m49:021&years=2025");
    expect(findingOf(ledger, america)).toMatch(/not separated.*all protection/);
    expect(findingOf(ledger, america)).not.toMatch(/\b0 of|0–\d/);
    const cells = tableOf(ledger, view("measure=decisions&asylum=CAN&years=2025")).rows.flat();
    expect(
      cells.filter(({file}) => "refugee_status" in file).map(({text, file}) => [text, file.refugee_status])
    ).toEqual(cells.filter(({file}) => "refugee_status" in file).map(() => ["not separated", null]));
  });

  test("at temporary asylum have no refugee status rate", () => {
    const one = view("measure=rate&definition=refugee_status&asylum=RUS&stage=other");
    expect(one.series.flatMap(({points}) => points.filter(({rate}) => rate))).toEqual([]);
  });

  test("closed without a decision are printed with a rate where they outnumber the decisions", () => {
    expect(finding("measure=rate&definition=positive&asylum=m49:142&years=2025")).toContain(
      "31,541 were closed without a decision"
    );
  });

  test("count years with a rate in one way", () => {
    const one = view("measure=rate&definition=refugee_status&asylum=JPN&years=2015-2025");
    const rated = pointsOf(one, "P").filter(({rate}) => rate && rate.kind !== "none").length;
    expect(findingOf(ledger, one)).toContain(`${rated} of 11 years`);
  });

  test("of Italy since 2022 are at least", () => {
    expect(finding("measure=decisions&asylum=ITA&years=2024")).toContain("at least");
    expect(finding("measure=rate&asylum=ITA&years=2024")).toContain("was at least");
    expect(finding("measure=rate&asylum=ITA&years=2005")).not.toContain("at least");
  });

  test("of a region name a country that dominates it, and give the rate without it", () => {
    const words = lossesOf(ledger, view("measure=rate&definition=positive&asylum=m49:021&years=2023")).find(({term}) =>
      term.startsWith("One country")
    )?.words;
    expect(words).toMatch(/Canada|United States/);
  });
});

describe("people who are protected without an application", () => {
  test.each([
    ["origin=UKR&asylum=DEU", /temporary protection in the European Union/],
    ["origin=SYR&asylum=TUR", /temporary protection in Türkiye/],
    ["origin=PRK&asylum=KOR", /citizens/],
    ["asylum=m49:150&origin=UKR", /temporary protection/]
  ])("are told first: %s", (query, words) => {
    const told = notCountedOf(ledger, view(query).state.selection);
    expect(told[0]?.what_en).toMatch(words);
    expect(told[0]?.source).not.toBe("");
  });
  test("are not mentioned in questions about years before they could be protected so", () => {
    const told = (query: string) => notCountedOf(ledger, view(query).state.selection).map(({origin}) => origin);
    expect(told("origin=UKR&asylum=DEU&years=2015-2021")).toEqual([]);
    expect(told("origin=UKR&asylum=DEU&years=2015-2022")).toEqual(["UKR"]);
    expect(told("origin=SYR&asylum=TUR&years=2005")).toEqual([]);
  });
  test("are not mentioned where year-end figures count them, nor in questions about others", () => {
    expect(notCountedOf(ledger, view("measure=refugees&origin=SYR&asylum=TUR").state.selection)).toEqual([]);
    expect(notCountedOf(ledger, view("origin=ERI&asylum=ISR").state.selection)).toEqual([]);
  });
});
