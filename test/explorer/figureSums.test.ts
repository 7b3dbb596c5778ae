// Cards of sums that the explorer's question alone does not name: several stages, countries' own numbers, a region without a country, and
// two columns. Each number and range is added again in SQL over the Parquet; its sentence and its line of DuckDB give the same number.
import {afterAll, beforeAll, expect, test} from "vitest";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {cardOf, numberOf} from "../../src/explorer/figure/card.js";
import {figureName, printedOf, underName} from "../../src/explorer/figure/words.js";
import {codesOf} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {askedQuery, figureQuery, parseFigureQuery} from "../../src/figures/address.js";
import {problemWords} from "../../src/explorer/problems.js";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "../browser/sql.js";
import type {Interval, Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

const bare = {details: null, address: {now: "", dated: ""}, others: [], base: ""} as const;
let ledger: Ledger;
let sql: Sql;
let folder: string;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  folder = `${PROJECT}/data/editions/${sql.id}/`;
  await sql.rows(`CREATE VIEW legal AS FROM '${folder}cells.parquet'`);
  await sql.rows(`CREATE VIEW atlas AS FROM '${folder}places.parquet'`);
  await sql.rows(`CREATE TABLE europe AS SELECT place FROM atlas WHERE region = '150'`);
});
afterAll(() => sql.close());

const LO = "CASE n WHEN 0 THEN 0 WHEN 5 THEN 3 ELSE n END";
const HI = "CASE n WHEN 0 THEN 2 ELSE n END";
/** Applications of some rows, and the origins that rounding may have removed from a sum over all: those of another year of the country. */
const applications = (where: string, everyone: boolean) => `WITH taken_rows AS (
    SELECT year, asylum, origin, applications AS n FROM applications WHERE applications IS NOT NULL AND ${where}
  ), unit_rows AS (SELECT * FROM applications WHERE unit = '${/unit = '(.)'/.exec(where)?.[1] ?? ""}'),
  unseen AS (
    SELECT count(*) AS origins FROM (SELECT DISTINCT year, asylum FROM taken_rows) here
      JOIN (SELECT asylum, origin, min(year) AS a, max(year) AS b FROM unit_rows GROUP BY ALL) ever USING (asylum)
    WHERE (ever.a <> here.year OR ever.b <> here.year)
      AND NOT EXISTS (FROM taken_rows s WHERE s.asylum = here.asylum AND s.year = here.year AND s.origin = ever.origin))
  SELECT sum(n)::INT AS value, sum(${LO})::INT AS lo, (sum(${HI}) + ${everyone ? "2 * any_value((SELECT origins FROM unseen))" : "0"})::INT AS hi FROM taken_rows`;
const decisions = (where: string) =>
  `SELECT sum(value)::INT AS value, sum(value_lo)::INT AS lo, sum(value_hi)::INT AS hi FROM legal WHERE ${where}`;
const POSITIVE = "status IN ('refugee_status', 'undivided', 'complementary', 'humanitarian', 'temporary')";
const MAIN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA') AND NOT (asylum = 'USA' AND level = 'EO')";
const NEW = "type IN ('N', 'NR')";

test.each<[query: string, sql: string]>([
  ["years=2025&type=all&unit=persons&added=stages", applications("year = 2025 AND unit = 'P'", true)],
  ["years=2014&type=all&unit=cases&added=stages", applications("year = 2014 AND unit = 'C'", true)],
  ["asylum=DEU&years=2016&type=all&unit=persons&added=stages", applications("asylum = 'DEU' AND year = 2016 AND unit = 'P'", true)],
  ["origin=UNK&years=2025&type=all&unit=cases&added=stages", applications("origin = 'UNK' AND year = 2025 AND unit = 'C'", false)],
  ["origin=SYR&years=2012-2015&type=all&unit=persons&added=stages", applications("origin = 'SYR' AND year BETWEEN 2012 AND 2015 AND unit = 'P'", false)],
  ["asylum=FRA&years=2019&stage=first,combined,repeat&type=N,R,NR&unit=persons&added=stages", applications("asylum = 'FRA' AND year = 2019 AND unit = 'P' AND level IN ('FI', 'NA', 'FA', 'IN', 'EO', 'RA') AND type IN ('N', 'R', 'NR')", true)],
  ["origin=AFG&years=2025&unit=persons&added=own", applications(`origin = 'AFG' AND year = 2025 AND unit = 'P' AND (level = 'TA' OR ${NEW}) AND (level IN ('FI', 'NA', 'IN', 'EO', 'FA') OR asylum = 'COG')`, false)],
  ["origin=SYR&asylum=m49:150&years=2015&unit=persons&added=own", applications(`origin = 'SYR' AND asylum IN (FROM europe) AND year = 2015 AND unit = 'P' AND ${NEW} AND level IN ('FI', 'NA', 'FA')`, false)],
  ["asylum=m49:150&years=2024&unit=persons&added=own", applications(`asylum IN (FROM europe) AND year = 2024 AND unit = 'P' AND ${NEW} AND level IN ('FI', 'NA', 'FA')`, true)],
  ["asylum=m49:150&years=2024&unit=persons&but=DEU", applications(`asylum IN (FROM europe) AND asylum <> 'DEU' AND year = 2024 AND unit = 'P' AND ${NEW}`, true)],
  ["origin=VEN&years=2025&unit=persons&but=USA,ESP", applications(`origin = 'VEN' AND asylum NOT IN ('USA', 'ESP') AND year = 2025 AND unit = 'P' AND ${NEW}`, false)],
  ["measure=decisions&asylum=m49:150&years=2023&unit=persons&but=DEU&cell=protection", decisions(`asylum IN (FROM europe) AND asylum <> 'DEU' AND year = 2023 AND unit = 'P' AND ${MAIN} AND ${POSITIVE}`)],
  ["measure=decisions&years=2024&unit=persons&but=DEU&cell=refused", decisions(`asylum <> 'DEU' AND year = 2024 AND unit = 'P' AND ${MAIN} AND status = 'refused'`)],
  ["measure=decisions&years=2025&unit=persons&but=JPN,USA&cell=otherwise_closed", decisions(`asylum NOT IN ('JPN', 'USA') AND year = 2025 AND unit = 'P' AND ${MAIN} AND status = 'otherwise_closed'`)],
  ["measure=decisions&asylum=CHE&years=2022&unit=persons&cell=refugee_status&added=stages", decisions("asylum = 'CHE' AND year = 2022 AND unit = 'P' AND status = 'refugee_status'")],
  ["measure=decisions&asylum=DEU&years=2018-2020&unit=persons&cell=protection&added=stages", decisions(`asylum = 'DEU' AND year BETWEEN 2018 AND 2020 AND unit = 'P' AND ${POSITIVE}`)],
  ["measure=decisions&years=2022&unit=persons&cell=temporary&added=stages", decisions("year = 2022 AND unit = 'P' AND status = 'temporary'")],
  ["measure=decisions&origin=AFG&asylum=SWE&years=2016&stage=first,appeal&unit=persons&cell=refused&added=stages", decisions("origin = 'AFG' AND asylum = 'SWE' AND year = 2016 AND unit = 'P' AND level IN ('FI', 'NA', 'AR', 'JR') AND status = 'refused'")],
  ["measure=decisions&definition=published&asylum=DEU&years=2024&unit=persons&cell=recognized_or_other", decisions(`asylum = 'DEU' AND year = 2024 AND unit = 'P' AND ${MAIN} AND published_column IN ('recognized', 'other')`)],
  ["measure=decisions&definition=published&origin=SYR&asylum=m49:150&years=2015-2017&unit=persons&cell=recognized_or_other", decisions(`origin = 'SYR' AND asylum IN (FROM europe) AND year BETWEEN 2015 AND 2017 AND unit = 'P' AND ${MAIN} AND published_column IN ('recognized', 'other')`)],
  ["measure=decisions&definition=published&asylum=RUS&years=2022&stage=other&unit=persons&cell=recognized_or_other", decisions("asylum = 'RUS' AND year = 2022 AND unit = 'P' AND level = 'TA' AND published_column IN ('recognized', 'other')")]
])("%s", async (query, again) => {
  const {figure, problems} = parseFigureQuery(query);
  expect(problems).toEqual([]);
  const canonical = figureQuery(figure.selection, figure);
  expect(parseFigureQuery(canonical)).toEqual({figure, problems: []});
  const answer = answerOf(ledger, figure);
  const [row] = (await sql.rows(again)) as unknown as Interval[];
  const [one, ...more] = answer.numbers;
  // Beside it are other procedures alone.
  expect(more.filter(({kind}) => kind.stage !== "other")).toEqual([]);
  expect(one?.count).toEqual({value: row?.value, lo: row?.lo, hi: row?.hi});
  const card = cardOf(ledger, answer, {details: null, address: {now: "", dated: ""}, others: [], base: folder});
  const [line] = await sql.rows(`SELECT (${card.made?.lines?.duckdb ?? ""})::INT AS value`);
  expect(line?.value).toBe(row?.value);
  const printed = (n = NaN) => n.toLocaleString("en-GB");
  expect(card.printed[0]?.short).toMatch(new RegExp(`\\b(?:${printed(row?.value)}|${printed(row?.lo)} (?:and|to) ${printed(row?.hi)}|at least ${printed(row?.lo)})\\b`)); // prettier-ignore
  if (query.includes("but=")) expect(`${card.name} ${card.printed[0]?.full ?? ""}`).toMatch(/ without .* other than /);
  if (query.includes("added=stages")) expect(card.definition.join(" ")).toContain("one person can be counted");
}); // prettier-ignore

test("an address that asks for what has no such sum says which part it drops", () => {
  const dropped = (query: string) => parseFigureQuery(query, {place: (code) => code !== "QQQ"}).problems;
  expect(dropped("asylum=DEU&years=2024&but=FRA")).toEqual([{key: "but", value: "FRA", reason: "does not fit"}]);
  expect(dropped("asylum=m49:150&years=2024&but=QQQ")).toEqual([{key: "but", value: "QQQ", reason: "unknown value"}]);
  expect(dropped("measure=rate&asylum=DEU&years=2024&added=stages")[0]?.key).toBe("added");
  expect(dropped("asylum=DEU&years=2024&added=own")[0]?.key).toBe("added");
  expect(dropped("years=2024&added=all")[0]?.reason).toBe("unknown value");
});

test("a rate without a country is the explorer's rate of the others, and names who is left out", async () => {
  const [row] = (await sql.rows(`SELECT sum(value) FILTER (${POSITIVE}) / sum(value) AS value FROM legal
    WHERE asylum IN (FROM europe) AND asylum <> 'DEU' AND year = 2024 AND unit = 'P' AND ${MAIN}
      AND (${POSITIVE} OR status IN ('refused', 'undivided_closed'))`)) as unknown as [{value: number}];
  const answer = answerOf(ledger, parseFigureQuery("measure=rate&definition=positive&asylum=m49:150&years=2024&unit=persons&but=DEU").figure);
  const rate = answer.numbers[0]?.rate;
  expect((rate?.numerator.value ?? NaN) / (rate?.decisions ?? NaN)).toBeCloseTo(row.value, 12);
  const card = cardOf(ledger, answer, {details: null, address: {now: "", dated: ""}, others: [], base: folder});
  expect(card.name).toContain("Europe without Germany");
  expect(card.printed[0]?.short).toContain("in countries in Europe other than Germany");
}); // prettier-ignore

test.each([
  "asylum=m49:150&years=2024&unit=persons&added=own&but=DEU",
  "measure=decisions&years=2024&unit=persons&cell=refugee_status&added=stages&edition=2026-06-12",
  "years=2024&unit=persons&shown=per_100000&asylum=DEU",
  "measure=decisions&asylum=m49:150&years=2023&unit=persons&but=DEU,FRA&cell=recognized_or_other"
])("the address %s is written again with all that it asks, in its edition and another", (query) => {
  const {figure, problems} = parseFigureQuery(query);
  expect(problems).toEqual([]);
  for (const edition of [figure.edition, "2020-01-01"])
    expect(parseFigureQuery(askedQuery(figure, edition)).figure).toEqual({...figure, edition});
});

test("the European Union without each of its members is no number, and without some of them that of the others", () => {
  const members = codesOf(ledger, {kind: "region", scheme: "members", code: "eu"}, 2024);
  expect(members.length).toBe(27);
  const counted = (but: readonly string[]) => {
    const {figure, problems} = parseFigureQuery(`asylum=members:eu&years=2024&unit=persons&but=${but.join(",")}`);
    expect(problems).toEqual([]);
    return answerOf(ledger, figure).numbers[0]?.count?.value ?? null;
  };
  const [last = ""] = members.slice(-1);
  const {figure} = parseFigureQuery(`asylum=${last}&years=2024&unit=persons`);
  expect(counted(members.slice(0, -1))).toBe(answerOf(ledger, figure).numbers[0]?.count?.value);
  expect(counted(members)).toBeNull();
});

test("new applications of Europe at first instance, and in UNHCR’s total, have titles and sentences of their own", () => {
  const made = (query: string) => {
    const answer = answerOf(ledger, parseFigureQuery(query).figure);
    const [one] = answer.numbers;
    if (!one) throw new Error("no number");
    return {name: figureName(ledger, answer.asked), under: underName(answer), ...printedOf(ledger, answer, one)};
  };
  const query = "asylum=m49:150&years=2025&unit=persons&but=DEU";
  const [total, own] = [made(query), made(`${query}&added=own`)];
  expect(own.name).toMatch(/at first instance/);
  expect(own.short).toMatch(/689,764 new asylum applications, at first instance, alone or with appeals \(/);
  expect(own.full).toMatch(/temporary asylum in Russia/);
  expect(total.short).toMatch(/698,010 new asylum applications \(/);
  expect(new Set([total.name, own.name, total.under, own.under]).size).toBe(4);
});

test("the bodies of the United States are not added, and the page says so", () => {
  const {figure, problems} = parseFigureQuery("measure=decisions&asylum=USA&years=2024&added=stages");
  expect(figure.added).toBeUndefined();
  expect(problems.map(problemWords).join()).toMatch(/two bodies of the United States/);
});

test("decisions that may be closed cases are up to the upper end, in the number as in the sentence", () => {
  const answer = answerOf(ledger, parseFigureQuery("measure=decisions&asylum=RUS&years=2022&unit=persons").figure);
  const [one] = answer.numbers;
  if (!one?.count) throw new Error("no number");
  expect(one.isMost).toBe(true);
  const most = `up to ${one.count.hi.toLocaleString("en")}`;
  expect(numberOf(ledger, answer, one)).toMatchObject({shown: most, range: null});
  expect(printedOf(ledger, answer, one).short).toContain(most);
});

test("a card of every stage names no other stage that is counted in another unit", () => {
  const answer = answerOf(ledger, parseFigureQuery("years=2025&type=all&unit=persons&added=stages").figure);
  const card = cardOf(ledger, answer, bare);
  expect(card.notMeant.join(" ")).not.toMatch(/other stages/);
  expect(card.notMeant.join(" ")).toMatch(/counted in cases/);
});

test("cautions of a figure of several countries begin with the country", () => {
  const answer = answerOf(ledger, parseFigureQuery("measure=decisions&asylum=m49:150&years=2025&unit=persons&but=DEU").figure); // prettier-ignore
  const {cautions} = cardOf(ledger, answer, bare);
  const names = ledger.facts.places.map(({name}) => name);
  expect(cautions.length).toBeGreaterThan(3);
  for (const {words} of cautions)
    expect(names.some((name) => words.startsWith(`${name}. `)) || /more unexplained changes/.test(words), words).toBe(true); // prettier-ignore
});
