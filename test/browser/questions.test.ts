// Sixteen questions that a new user would ask, typed in plain words on the home page, and ten of an advocate, each to the chart that makes
// the point. SQL over the edition's Parquet computes each answer apart from the site's code, and the page must show the same number.
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {chartAt, MOST_ACTIONS, MOST_TO_PICTURE, savePicture, SAVING, searchFor, take} from "./reader.js";
import type {Action} from "./reader.js";
import {openSql} from "./sql.js";
import type {Sql} from "./sql.js";
import {startBrowser} from "./visit.js";

const address = inject("address");

type Row = Record<string, unknown>;
interface Question {
  readonly question: string;
  readonly actions: readonly Action[];
  /** The element of the page that answers. */
  readonly at: "#finding" | "#ranking" | "#origins" | "#not-counted";
  /** The same answer in SQL; `TABLE` names of the edition in braces. */
  readonly sql: string;
  /** What the page must say, from the rows of the SQL. */
  readonly says: (rows: readonly Row[]) => readonly string[];
}

const number = (value: unknown) => Number(value).toLocaleString("en");
const percent = (part: unknown, whole: unknown) => `${((100 * Number(part)) / Number(whole)).toFixed(1)}%`;

/** New applications: types N and NR, and every type at temporary asylum; all the years asked for here are after 2005. */
const IS_NEW = "(type IN ('N', 'NR') OR level = 'TA')";
const FIRST_OR_COMBINED = "level IN ('FI', 'NA', 'IN', 'EO', 'FA')";
const IN_EU = (year: number) =>
  `asylum IN (SELECT place FROM {memberships} WHERE scheme = 'eu' AND year_from <= ${year} AND coalesce(year_to, 9999) >= ${year})`;
const GRANTED = "('refugee_status', 'undivided', 'complementary', 'humanitarian', 'temporary')";

/** Grants and substantive decisions of a country in persons, first instance with combined. */
const rateOf = (where: string) => `
  SELECT sum(count) FILTER (status IN ${GRANTED}) AS granted, sum(count) FILTER (status IN ${GRANTED} OR status = 'refused') AS decided
  FROM cells WHERE ${where} AND unit = 'P' AND ${FIRST_OR_COMBINED}`;
const saysRate = ([row]: readonly Row[]) => [
  percent(row?.granted, row?.decided),
  `${number(row?.granted)} of ${number(row?.decided)} substantive decisions`
];
const received = (where: string) => `
  SELECT asylum, sum(applications) FILTER (unit = 'P') AS persons, sum(applications) FILTER (unit = 'C') AS cases
  FROM applications WHERE ${where} AND ${IS_NEW} AND ${FIRST_OR_COMBINED} GROUP BY asylum
  ORDER BY coalesce(persons, 0) + coalesce(cases, 0) DESC`;
const stock = (column: "refugees" | "asylum_seekers", origin: string, asylum: string) => `
  SELECT year, ${column} AS people FROM {stocks} WHERE origin = '${origin}' AND asylum = '${asylum}' AND ${column} IS NOT NULL
  ORDER BY year DESC LIMIT 1`;

const QUESTIONS: readonly Question[] = [
  {
    question: "How many North Koreans applied in Russia from 2011 to 2019?",
    actions: searchFor("North Koreans in Russia 2011-2019"),
    at: "#finding",
    sql: `SELECT sum(applications) FILTER (level = 'FI') AS first, sum(applications) FILTER (level = 'TA') AS temporary
      FROM applications WHERE origin = 'PRK' AND asylum = 'RUS' AND year BETWEEN 2011 AND 2019 AND ${IS_NEW} AND unit = 'P'`,
    says: ([row]) => [
      "North Korea",
      "Russia",
      `${number(row?.first)} [`,
      `${number(row?.temporary)} persons (temporary asylum)`
    ]
  },
  {
    question: "How many Eritreans were recognised in Israel?",
    actions: searchFor("Eritreans recognised in Israel"),
    at: "#finding",
    sql: `SELECT sum(count) FILTER (status = 'refugee_status') AS refugees, sum(count) FILTER (status IN ${GRANTED}) AS granted,
      sum(count) FILTER (status = 'temporary') AS temporary
      FROM cells WHERE origin = 'ERI' AND asylum = 'ISR' AND unit = 'P' AND ${FIRST_OR_COMBINED}`,
    says: ([row]) => [
      `${number(row?.granted)} [`,
      "grants of protection",
      `${number(row?.refugees)} [`,
      "refugee status",
      `${number(row?.temporary)} a temporary status`
    ]
  },
  {
    question: "Which EU country received the most applications per inhabitant in 2023?",
    actions: searchFor("most applications per inhabitant EU 2023"),
    at: "#ranking",
    sql: `SELECT asylum, name_en AS name, 1e5 * sum(applications) / any_value(population) AS per
      FROM applications JOIN {population} p ON p.place = asylum AND p.year = applications.year JOIN {places} n ON n.place = asylum
      WHERE applications.year = 2023 AND ${IN_EU(2023)} AND ${IS_NEW} AND ${FIRST_OR_COMBINED} AND unit = 'P'
      GROUP BY asylum, name_en ORDER BY per DESC LIMIT 2`,
    says: (rows) => [
      ...rows.map(({name, per}) => `${String(name)} (${number(Math.round(Number(per)))}`),
      "received the most per 100,000 inhabitants of 27 countries of asylum",
      "per 100,000 inhabitants of each country of asylum"
    ]
  },
  {
    question: "Where did most of those who applied in the EU in 2023 come from?",
    actions: searchFor("top origins EU 2023"),
    at: "#origins",
    sql: `SELECT name_en AS name, sum(applications) AS persons
      FROM applications JOIN {places} n ON n.place = origin
      WHERE year = 2023 AND ${IN_EU(2023)} AND ${IS_NEW} AND ${FIRST_OR_COMBINED} AND unit = 'P'
      GROUP BY name_en ORDER BY persons DESC LIMIT 3`,
    says: (rows) => [
      ...rows.map(({persons}) => number(persons)),
      ...rows.map(({name}) => String(name)),
      "by country of origin, 2023"
    ]
  },
  {
    question: "What is the grant rate of Albanians in the United Kingdom?",
    actions: searchFor("UK Albania grant rate"),
    at: "#finding",
    sql: rateOf("origin = 'ALB' AND asylum = 'GBR' AND year = 2025"),
    says: (rows) => ["In 2025 the grant rate", ...saysRate(rows)]
  },
  {
    question: "How many people did Japan accept in 2025?",
    actions: searchFor("how many Japan accepted in 2025"),
    at: "#finding",
    sql: `SELECT sum(count) FILTER (status = 'refugee_status') AS refugees, sum(count) FILTER (status = 'complementary') AS other,
      sum(count) FILTER (status = 'refused') AS refused
      FROM cells WHERE asylum = 'JPN' AND year = 2025 AND unit = 'P' AND ${FIRST_OR_COMBINED}`,
    says: ([row]) => {
      expect([row?.refugees, row?.other, row?.refused].map(Number)).toEqual([187, 996, 9214]);
      return [
        `refused ${number(row?.refused)}`,
        `${number(row?.refugees)} [`,
        "refugee status",
        `${number(row?.other)} [`,
        "complementary protection"
      ];
    }
  },
  {
    question: "How many Venezuelans applied in Spain in 2023?",
    actions: searchFor("Venezuelans in Spain 2023"),
    at: "#finding",
    sql: received("origin = 'VEN' AND asylum = 'ESP' AND year = 2023"),
    says: ([row]) => [`Spain received ${number(row?.persons)} new asylum applications`, "counted in persons"]
  },
  {
    question: "What was the grant rate of Afghans in Germany in 2023?",
    actions: searchFor("Afghans grant rate Germany 2023"),
    at: "#finding",
    sql: rateOf("origin = 'AFG' AND asylum = 'DEU' AND year = 2023"),
    says: saysRate
  },
  {
    question: "What was Korea’s grant rate in 2023?",
    actions: searchFor("Korea grant rate 2023"),
    at: "#finding",
    sql: rateOf("asylum = 'KOR' AND year = 2023"),
    says: (rows) => ["South Korea", ...saysRate(rows)]
  },
  {
    question: "How many Ukrainians applied in Russia in 2014?",
    actions: searchFor("Ukrainians in Russia 2014"),
    at: "#finding",
    sql: `SELECT sum(applications) FILTER (${FIRST_OR_COMBINED}) AS first, sum(applications) FILTER (level = 'TA') AS temporary
      FROM applications WHERE origin = 'UKR' AND asylum = 'RUS' AND year = 2014 AND ${IS_NEW} AND unit = 'P'`,
    says: ([row]) => [
      `received ${number(row?.first)} new asylum applications`,
      `temporary asylum in Russia (${number(row?.temporary)} persons)`
    ]
  },
  {
    question: "Did the United Kingdom or France receive more in 2022?",
    actions: searchFor("United Kingdom against France 2022"),
    at: "#finding",
    sql: received("asylum IN ('GBR', 'FRA') AND year = 2022"),
    says: ([first, second]) => {
      expect([first?.asylum, second?.asylum]).toEqual(["FRA", "GBR"]);
      return [
        `France received the most: ${number(first?.persons)} persons`,
        `the United Kingdom with ${number(second?.persons)} persons`
      ];
    }
  },
  {
    question: "How many Syrians live in Türkiye as refugees?",
    actions: searchFor("Syrian refugees in Turkey"),
    at: "#finding",
    sql: stock("refugees", "SYR", "TUR"),
    says: ([row]) => [
      `At the end of ${String(row?.year)}`,
      `${number(row?.people)} refugees from Syria`,
      "living in Türkiye"
    ]
  },
  {
    question: "How many Rohingya are in Bangladesh?",
    actions: searchFor("Rohingya refugees in Bangladesh"),
    at: "#finding",
    sql: stock("refugees", "MMR", "BGD"),
    says: ([row]) => [
      `At the end of ${String(row?.year)}`,
      `${number(row?.people)} refugees from Myanmar`,
      "living in Bangladesh"
    ]
  },
  {
    question: "How many Venezuelans wait for a decision in the United States?",
    actions: searchFor("Venezuelans pending United States"),
    at: "#finding",
    sql: stock("asylum_seekers", "VEN", "USA"),
    says: ([row]) => [
      `At the end of ${String(row?.year)}`,
      `${number(row?.people)} asylum-seekers from Venezuela`,
      "waiting for a decision"
    ]
  },
  {
    question: "Why are there no North Koreans in South Korea’s figures?",
    actions: searchFor("North Koreans in South Korea"),
    at: "#not-counted",
    sql: `SELECT source, (SELECT count(*) FROM applications WHERE origin = 'PRK' AND asylum = 'KOR') AS entries
      FROM {events} WHERE kind = 'not_counted' AND origin = 'PRK' AND asylum = 'KOR'`,
    says: ([row]) => {
      expect(Number(row?.entries)).toBe(0);
      return ["as its citizens", String(row?.source)];
    }
  },
  {
    question: "Who received the most applications in 2024?",
    actions: searchFor("who received the most in 2024"),
    at: "#ranking",
    sql: received("year = 2024"),
    says: ([first]) => {
      expect([first?.asylum, Number(first?.persons)]).toEqual(["USA", 729_105]);
      return [`In 2024 the United States (${number(first?.persons)}`, "received the most"];
    }
  },
  {
    question: "Who received the most applications in 2025?",
    actions: searchFor("who received the most in 2025"),
    at: "#ranking",
    sql: received("year = 2025"),
    says: ([first]) => {
      expect([first?.asylum, Number(first?.persons), Number(first?.cases)]).toEqual(["USA", 629_358, 282_594]);
      return [`In 2025 the United States (${number(first?.persons)}`, `${number(first?.cases)} [`, "cases"];
    }
  }
];

/** A question of someone who prepares a hearing, and the chart that they leave with. */
interface ToPicture {
  readonly question: string;
  readonly actions: readonly Action[];
  /** The chart's id. */
  readonly chart: string;
  readonly sql: string;
  /** What the chart or the answer above it must say. */
  readonly says: (rows: readonly Row[]) => readonly string[];
}

/** Of countries of one origin, or of one country, in persons. */
const applied = (where: string) =>
  `SELECT sum(applications) AS persons FROM applications WHERE ${where} AND ${IS_NEW} AND ${FIRST_OR_COMBINED} AND unit = 'P'`;
const saysPersons = ([row]: readonly Row[]) => [number(row?.persons)];

const TO_PICTURES: readonly ToPicture[] = [
  {
    question: "How do five countries compare for Syrians?",
    actions: searchFor("Syrians in Germany, Austria, Sweden, Greece and Hungary"),
    chart: "over-time",
    sql: `SELECT year, ${applied("origin = 'SYR' AND asylum = 'DEU'").replace("SELECT ", "")} GROUP BY year ORDER BY persons DESC LIMIT 1`,
    says: ([row]) => ["Germany", "Austria", "Sweden", "Greece", "Hungary", String(row?.year), number(row?.persons)]
  },
  {
    question: "How often does each country of the EU grant protection to Afghans?",
    actions: searchFor("grant rate Afghans EU 2023"),
    chart: "ranking",
    sql: rateOf("origin = 'AFG' AND asylum = 'DEU' AND year = 2023"),
    says: ([row]) => [
      "Germany",
      percent(row?.granted, row?.decided),
      `${number(row?.granted)} of ${number(row?.decided)}`
    ]
  },
  {
    question: "Who receives the most people per inhabitant?",
    actions: searchFor("who receives most per inhabitant"),
    chart: "ranking",
    sql: `SELECT name_en AS name FROM (SELECT asylum, sum(applications) / any_value(population) AS per FROM applications
      JOIN {population} p ON p.place = asylum AND p.year = applications.year
      WHERE applications.year = 2025 AND ${IS_NEW} AND ${FIRST_OR_COMBINED} GROUP BY asylum) JOIN {places} n ON n.place = asylum
      ORDER BY per DESC LIMIT 2`,
    says: (rows) => rows.map(({name}) => String(name))
  },
  {
    question: "How many of the applicants are women?",
    actions: searchFor("women among applicants in Germany"),
    chart: "sex-age",
    sql: `SELECT year, sum(total) FILTER (sex = 'F') AS women, sum(total) FILTER (sex = 'T') AS everyone FROM {eurostat_sex_age}
      WHERE origin = 'TOTAL' AND asylum = 'DEU' AND applicant = 'first_time' GROUP BY year ORDER BY year DESC LIMIT 1`,
    says: ([row]) => [`${percent(row?.women, row?.everyone)} in ${String(row?.year)}`, number(row?.everyone)]
  },
  {
    question: "What changed for Afghans in Germany after 2021?",
    actions: searchFor("Afghans in Germany before and after 2021"),
    chart: "over-time",
    sql: `SELECT year, ${applied("origin = 'AFG' AND asylum = 'DEU' AND year BETWEEN 2018 AND 2024").replace("SELECT ", "")} GROUP BY year ORDER BY persons DESC LIMIT 1`,
    says: ([row]) => ["2018–2024", String(row?.year), number(row?.persons)]
  },
  {
    question: "How do Germany and France differ?",
    actions: searchFor("compare Germany and France"),
    chart: "applications-as-asylum",
    sql: applied("asylum = 'DEU' AND year = 2016"),
    says: ([row]) => ["Germany", "France", number(row?.persons)]
  },
  {
    question: "How many Syrians did Germany refuse in 2023?",
    actions: searchFor("Syria Germany 2023 refused"),
    chart: "outcomes",
    sql: "SELECT sum(count) AS persons FROM cells WHERE origin = 'SYR' AND asylum = 'DEU' AND year = 2023 AND unit = 'P' AND status = 'refused' AND level IN ('FI', 'NA', 'FA')",
    says: saysPersons
  },
  {
    question: "How many Venezuelans wait in the United States?",
    actions: searchFor("pending Venezuela United States"),
    chart: "over-time",
    sql: stock("asylum_seekers", "VEN", "USA"),
    says: ([row]) => [String(row?.year), number(row?.people)]
  },
  {
    question: "Where do those who apply in the EU come from?",
    actions: searchFor("top origins EU 2023"),
    chart: "origins",
    sql: `SELECT name_en AS name, sum(applications) AS persons FROM applications JOIN {places} n ON n.place = origin
      WHERE year = 2023 AND ${IN_EU(2023)} AND ${IS_NEW} AND ${FIRST_OR_COMBINED} AND unit = 'P'
      GROUP BY name_en ORDER BY persons DESC LIMIT 3`,
    says: (rows) => rows.flatMap(({name, persons}) => [String(name), number(persons)])
  },
  {
    question: "How many Syrians live in Türkiye as refugees?",
    actions: searchFor("Syrian refugees in Turkey"),
    chart: "over-time",
    sql: stock("refugees", "SYR", "TUR"),
    says: ([row]) => [String(row?.year), number(row?.people)]
  }
];

const plain = (text: string) => text.replace(/\s+/g, " ");

describe("from the home page", () => {
  let browser: Browser;
  let sql: Sql;
  beforeAll(async () => {
    [browser, sql] = await Promise.all([startBrowser(), openSql(PROJECT)]);
  });
  afterAll(async () => {
    sql.close();
    await browser.close();
  });
  const rowsOf = (query: string) =>
    sql.rows(
      query.replace(
        /\{(\w+)\}/g,
        (_, table: string) => `'${join(PROJECT, "data", "editions", sql.id, `${table}.parquet`)}'`
      )
    );

  test("sixteen questions are asked, the last for two years, each in few actions", () => {
    expect(QUESTIONS.length).toBe(17);
    for (const {actions} of QUESTIONS) expect(actions.length).toBeLessThanOrEqual(MOST_ACTIONS);
  });

  test.each(QUESTIONS)("$question", async ({actions, at, sql: query, says}) => {
    const rows = await rowsOf(query);
    expect(rows.length).toBeGreaterThan(0);
    const context = await browser.newContext({viewport: {width: 1440, height: 900}});
    const page = await context.newPage();
    await page.goto(address);
    for (const action of actions) await take(page, action);
    await page.locator("html[data-explorer=ready]").waitFor();
    const answer = plain(await page.locator(at).innerText());
    for (const words of says(rows)) expect(answer).toContain(words);
    await context.close();
  });

  test("ten questions of an advocate lead to a picture, each in few actions", () => {
    expect(TO_PICTURES.length).toBe(10);
    for (const {actions} of TO_PICTURES) expect(actions.length + SAVING).toBeLessThanOrEqual(MOST_TO_PICTURE);
  });

  test("and their charts have the numbers of the edition, and are saved as pictures", async () => {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}});
    const page = await context.newPage();
    for (const {question, actions, chart, sql: query, says} of TO_PICTURES) {
      const rows = await rowsOf(query);
      expect(rows.length, question).toBeGreaterThan(0);
      await page.goto(address);
      for (const action of actions) await take(page, action);
      await page.locator("html[data-explorer=ready], html[data-pair=ready]").waitFor();
      const text = plain(await chartAt(page, chart));
      for (const words of says(rows)) expect(text, question).toContain(words);
      const {name, bytes} = await savePicture(page, chart);
      expect(name, question).toMatch(/^asylum-ledger_.*\.png$/);
      expect(bytes.subarray(1, 4).toString(), question).toBe("PNG");
      expect(bytes.readUInt32BE(16), question).toBeGreaterThan(1200);
    }
    await context.close();
  });
});
