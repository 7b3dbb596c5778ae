// Questions typed into the search, and the number that is shown under the hit: SQL over the edition's Parquet computes each apart from the
// site's code.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {answerTo} from "../../src/explorer/lookup.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import type {FoundNumber} from "../../src/figures/lookup.js";
import type {Result} from "../../src/search/names.js";
import {editionDate} from "../../src/words/editionDate.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {openSearch} from "../search/index.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
let find: (query: string) => Result[];
beforeAll(async () => {
  [{ledger}, sql, find] = await Promise.all([ledgerOf(), openSql(PROJECT), openSearch()]);
});
afterAll(() => sql.close());

function answer(query: string): FoundNumber {
  const asked = find(query).find(({asks}) => asks)?.asks;
  if (!asked) throw new Error(`“${query}” is no question`);
  return answerTo(ledger, asked);
}
const one = async (query: string): Promise<number> => {
  const text = query.replace(
    /\{(\w+)\}/g,
    (_, table: string) => `'${PROJECT}/data/editions/${sql.id}/${table}.parquet'`
  );
  return Number(Object.values((await sql.rows(text))[0] ?? {})[0]);
};
const english = (n: number) => n.toLocaleString("en");
const percent = (n: number) => `${(100 * n).toFixed(1)}%`;

const FIRST = "level IN ('FI', 'NA', 'IN', 'FA') AND unit = 'P'";
const GRANTED = "(refugee_status + undivided + complementary + humanitarian + temporary)";
const NEW = "type IN ('N', 'NR') AND level IN ('FI', 'NA', 'FA', 'IN', 'EO') AND unit = 'P'";
const decided = (what: string, where: string) => `SELECT sum(${what}) FROM {decisions} WHERE ${where} AND ${FIRST}`;
const applied = (where: string) => `SELECT sum(applications) FROM {applications} WHERE ${where} AND ${NEW}`;
const rate = (where: string, granted = GRANTED) =>
  `SELECT sum(${granted}) / sum(${GRANTED} + refused + undivided_closed) FROM {decisions} WHERE ${where} AND ${FIRST}`;
const stock = (column: string, where: string) => `SELECT sum(${column}) FROM {stocks} WHERE ${where}`;

describe("the number under a hit is that of the edition:", () => {
  const count = (n: number) => english(n);
  test.each([
    ["Syria Germany 2015 refused", decided("refused", "origin = 'SYR' AND asylum = 'DEU' AND year = 2015"), count],
    ["Afghans rejected Germany 2023", decided("refused", "origin = 'AFG' AND asylum = 'DEU' AND year = 2023"), count],
    ["Sweden rejected Iraqis 2022", decided("refused", "origin = 'IRQ' AND asylum = 'SWE' AND year = 2022"), count],
    ["refugee status Afghans Germany 2023", decided("refugee_status", "origin = 'AFG' AND asylum = 'DEU' AND year = 2023"), count],
    ["Japan complementary 2025", decided("complementary", "asylum = 'JPN' AND year = 2025"), count],
    ["humanitarian Venezuelans Spain 2023", decided("humanitarian", "origin = 'VEN' AND asylum = 'ESP' AND year = 2023"), count],
    ["asylum granted Syrians Germany 2016", decided(GRANTED, "origin = 'SYR' AND asylum = 'DEU' AND year = 2016"), count],
    ["closed Germany 2016", decided("otherwise_closed", "asylum = 'DEU' AND year = 2016"), count],
    ["applications from Venezuela in Spain 2023", applied("origin = 'VEN' AND asylum = 'ESP' AND year = 2023"), count],
    ["applications from Venezuela in Spain", applied("origin = 'VEN' AND asylum = 'ESP' AND year = 2025"), count],
    ["Germany applications 2016", applied("asylum = 'DEU' AND year = 2016"), count],
    ["applications Eritreans Israel 2016-2018", applied("origin = 'ERI' AND asylum = 'ISR' AND year BETWEEN 2016 AND 2018"), count],
    ["grant rate Afghans Germany 2023", rate("origin = 'AFG' AND asylum = 'DEU' AND year = 2023"), percent],
    ["UK Albania grant rate", rate("origin = 'ALB' AND asylum = 'GBR' AND year = 2025"), percent],
    ["Korea grant rate 2023", rate("asylum = 'KOR' AND year = 2023"), percent],
    ["refugee status rate Iran UK 2022", rate("origin = 'IRN' AND asylum = 'GBR' AND year = 2022", "refugee_status"), percent],
    ["refugees from Ukraine in Poland 2023", stock("refugees", "origin = 'UKR' AND asylum = 'POL' AND year = 2023"), count],
    ["Syrian refugees in Turkey 2020", stock("refugees", "origin = 'SYR' AND asylum = 'TUR' AND year = 2020"), count],
    ["pending Venezuela United States 2024", stock("asylum_seekers", "origin = 'VEN' AND asylum = 'USA' AND year = 2024"), count],
    ["per capita applications Cyprus 2023", `SELECT 1e5 * (${applied("asylum = 'CYP' AND year = 2023")}) / any_value(population) FROM {population} WHERE place = 'CYP' AND year = 2023`, (n: number) => english(Math.round(n))]
  ] as const)("“%s”", async (query, sum, words) => {
    const n = await one(sum);
    expect(n).toBeGreaterThan(0);
    const {number, under} = answer(query);
    // The number begins the answer, and a range follows where it matters.
    expect(number.startsWith(`${words(n)} `) || number.startsWith(`${words(n)},`)).toBe(true);
    expect(under).toContain(editionDate(sql.id));
  }); // prettier-ignore
});

test("the union’s grant rate of one nationality is the least it can be, where grants are missing", () => {
  const {number, under} = answer("grant rate Afghans EU 2023");
  expect(number).toMatch(/^at least \d\d\.\d%, [\d,]+ of [\d,]+ substantive decisions; some grants are missing/);
  expect(under).toMatch(/^2023 · /);
});

test("a ranking is a sentence with its first two", async () => {
  const {number} = answer("who receives most per inhabitant");
  const rows = await sql.rows(`SELECT name_en AS name FROM (
    SELECT a.asylum, sum(a.applications) / any_value(p.population) AS per FROM '${PROJECT}/data/editions/${sql.id}/applications.parquet' a
    JOIN '${PROJECT}/data/editions/${sql.id}/population.parquet' p ON p.place = a.asylum AND p.year = a.year
    WHERE a.year = 2025 AND a.type IN ('N', 'NR') AND a.level IN ('FI', 'NA', 'FA', 'IN', 'EO') GROUP BY a.asylum)
    JOIN '${PROJECT}/data/editions/${sql.id}/places.parquet' n ON n.place = asylum ORDER BY per DESC LIMIT 2`); // prettier-ignore
  expect(rows.length).toBe(2);
  for (const {name} of rows) expect(number).toContain(String(name));
  expect(number).toContain("In 2025 ");
});

test("several countries of one origin are compared in a sentence", async () => {
  const most = await one(applied("origin = 'SYR' AND asylum = 'DEU' AND year = 2015"));
  const {number} = answer("Syrians in Germany, Austria, Sweden, Greece and Hungary 2015");
  expect(number).toContain(`Germany received the most: ${english(most)}`);
});

test("what a country did not report is no zero", () => {
  const {number} = answer("Syria Eritrea 2015 refused");
  expect(number).not.toMatch(/^0\b/);
  expect(number).toMatch(/no entry|not reported/i);
});

test("a status that the data does not separate has no number", () =>
  expect(answer("refugee status Netherlands 2022").number).not.toMatch(/^0\b/));

test("without a year the latest with a number is meant", () => {
  const {under, number} = answer("North Koreans in Russia applications");
  const [, year = "0"] = /^(\d{4}) · /.exec(under) ?? [];
  expect(Number(year)).toBeGreaterThan(2011);
  expect(number).toMatch(/^(?:refugee status: )?[\d,]+ /);
});
