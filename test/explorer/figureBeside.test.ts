// What belongs beside a card's number, each as a kind computed again in SQL: statuses granted at levels that the field does not join,
// rates that a reviewed break forbids, people without a stated origin, and new applications that are one number with appeals.
import {afterAll, beforeAll, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {unseenWords} from "../../src/figures/cardWords.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {numberOf} from "../../src/explorer/figure/card.js";
import {printedOf} from "../../src/explorer/figure/words.js";
import {findingParagraphs} from "../../src/explorer/findings.js";
import {answerToPrint} from "../../src/explorer/printed.js";
import {parseState} from "../../src/explorer/address.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {answerTo} from "../../src/explorer/lookup.js";
import {viewOf} from "../../src/explorer/view.js";
import {BREAK_EFFECTS} from "../../src/measures/breakEffects.js";
import {STAGES} from "../../src/measures/codes.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  await sql.rows(`CREATE VIEW legal AS FROM '${PROJECT}/data/editions/${sql.id}/cells.parquet'`);
  await sql.rows(`CREATE MACRO main(level) AS level IN ('FI', 'NA', 'IN', 'EO', 'FA')`);
});
afterAll(() => sql.close());

const figure = (query: string) => answerOf(ledger, parseFigureQuery(query).figure);
const view = (query: string) => viewOf(ledger, parseState(query, {years: ledger.facts.years}).state);
const rowsOf = async <Row>(query: string) => (await sql.rows(query)) as unknown as Row[];

test("no card gives a status as 0 where the country granted it at another level", async () => {
  interface Host {
    asylum: string;
    year: number;
    status: string;
    elsewhere: number;
  }
  const hosts = await rowsOf<Host>(`SELECT asylum, year::INT AS year, status, sum(value)::INT AS elsewhere
    FROM legal c WHERE status IN ('refugee_status', 'undivided', 'complementary', 'humanitarian', 'temporary') AND value > 0
      AND NOT main(level)
      AND NOT EXISTS (SELECT 1 FROM legal d WHERE d.asylum = c.asylum AND d.year = c.year AND d.value > 0 AND main(d.level)
        AND (d.status = c.status OR d.status = 'undivided'))
    GROUP BY ALL`);
  expect(hosts.length).toBeGreaterThan(50);
  for (const {asylum, year, status, elsewhere} of hosts) {
    const {numbers} = figure(`measure=decisions&asylum=${asylum}&years=${year}&cell=${status}`);
    const total = numbers.reduce((sum, {count}) => sum + (count?.value ?? 0), 0);
    expect(total, `${asylum} ${year} ${status}`).toBe(elsewhere);
    expect(numbers.every(({count}) => (count?.value ?? 0) > 0)).toBe(true);
  }
});

test("Russia's temporary asylum is on its cards of 2022 and in the search, beside its refugee procedure", async () => {
  const [{granted, applied}] = (await rowsOf<{granted: number; applied: number}>(`SELECT
    (SELECT sum(value)::INT FROM legal WHERE asylum = 'RUS' AND year = 2022 AND level = 'TA' AND status = 'temporary') AS granted,
    (SELECT sum(applications)::INT FROM applications WHERE asylum = 'RUS' AND year = 2022 AND level = 'TA') AS applied`)) as [
    {granted: number; applied: number}
  ];
  const temporary = figure("measure=decisions&asylum=RUS&years=2022&cell=temporary");
  expect(temporary.numbers.map(({count}) => count?.value)).toEqual([granted]);
  expect(temporary.numbers.map((one) => printedOf(ledger, temporary, one).short).join()).toContain("temporary asylum");
  const all = figure("measure=decisions&asylum=RUS&years=2022&cell=protection");
  expect(all.numbers.map(({count}) => count?.value)).toEqual([10, granted]);
  const applications = figure("measure=applications&asylum=RUS&years=2022");
  expect(applications.numbers[1]?.count?.value).toBe(applied);
  const sentences = applications.numbers.map((one) => printedOf(ledger, applications, one).short);
  expect(sentences[0]).toContain("for refugee status");
  expect(sentences[1]).toContain("for temporary asylum");
  const {number} = answerTo(ledger, {
    ...{question: "measure=decisions&asylum=RUS&years=2022", cell: "temporary", latest: false, ranked: null}
  });
  expect(number).toContain(granted.toLocaleString("en"));
});

test("a break whose words forbid a rate withholds every rate of its rows, and the card says why", () => {
  // Of the others only one rate is forbidden, which rules of the edition withhold: what they hold is not separated.
  const byRule = ["aus-protection-visa-2012", "can-refugee-protection-2003", "nld-fi-two-statuses-2015", "rus-closed-not-told-apart-2011", "rus-closed-not-told-apart-2016"]; // prettier-ignore
  const forbid = ledger.facts.breaks.filter(
    ({id, wording}) =>
      /no (?:refusal )?rate can|share [^.;]*cannot be (?:given|calculated)|rate cannot|nor a rate/.test(wording) &&
      !byRule.includes(id)
  );
  expect(forbid.map(({id}) => id).sort()).toEqual([...BREAK_EFFECTS.no_rate].sort());
  for (const {asylum, level, unit, year_from, year_to} of forbid)
    for (let year = year_from; year <= (year_to ?? year_from); year++)
      for (const rate of ["positive", "refugee_status", "unhcr_recognition", "unhcr_protection"]) {
        const isJoined = ([...STAGES.first, ...STAGES.combined] as string[]).includes(level);
        for (const more of [...(isJoined ? [""] : []), `&stage=${isJoined ? "first" : "appeal"}`, `&level=${level}`]) {
          const query = `measure=rate&definition=${rate}&asylum=${asylum}&years=${year}&unit=${unit === "C" ? "cases" : "persons"}${more}`;
          const found = figure(query).numbers.filter(({kind}) => kind.levels.includes(level as never));
          expect(found.length, query).toBeGreaterThan(0);
          for (const one of found) {
            expect(one.why, query).toMatch(/immigration judge|cannot all be grants|not separate/);
            expect(numberOf(ledger, figure(query), one).shown).toBe("cannot be calculated");
          }
        }
      }
  const {series, main} = view("measure=rate&definition=positive&asylum=USA&years=2009-2016");
  for (const one of [...series, ...(main ?? [])].filter(({kind}) => kind.unit === "C"))
    expect(one.points.every(({value, lo}) => value === null && lo === null)).toBe(true);
  expect(
    findingParagraphs(ledger, view("measure=rate&definition=positive&asylum=USA&years=2009-2016")).first
  ).toContain("immigration judge");
  // The world's rate in cases leaves the country out on both sides.
  const world = figure("measure=rate&definition=positive&years=2016&unit=cases");
  expect(world.numbers[0]?.leftOut.map((one) => one.asylum)).toContain("USA");
});

test("an origin's number is the least where 5% or more of a country's applications have no stated origin", async () => {
  const hosts = await rowsOf<{asylum: string; origin: string; most: number; unknown: number}>(`
    WITH new AS (FROM applications WHERE year = 2025 AND type IN ('N', 'NR') AND main(level)),
      units AS (SELECT asylum, unit, sum(applications) AS n, coalesce(sum(applications) FILTER (origin = 'UNK'), 0) AS unknown FROM new GROUP BY ALL)
    SELECT asylum, arg_max(origin, applications) AS origin, max(applications)::INT AS most,
      (SELECT sum(u.unknown)::INT FROM units u WHERE u.asylum = new.asylum AND u.unknown >= 0.05 * u.n) AS unknown
    FROM new WHERE origin <> 'UNK' AND applications > 0
      AND asylum IN (SELECT asylum FROM units WHERE unknown > 0 AND unknown >= 0.05 * n) GROUP BY asylum`);
  expect(hosts.map(({asylum}) => asylum)).toContain("USA");
  for (const {asylum, origin, most, unknown} of hosts) {
    const answer = figure(`measure=applications&origin=${origin}&asylum=${asylum}&years=2025`);
    const one = answer.numbers.find(({count}) => (count?.value ?? 0) >= most);
    expect(one?.isLeast, `${origin} in ${asylum}`).toBe(true);
    expect((one?.unknown?.size.P ?? 0) + (one?.unknown?.size.C ?? 0)).toBe(unknown);
    if (one) {
      expect(numberOf(ledger, answer, one).shown).toMatch(/^at least /);
      expect(printedOf(ledger, answer, one).short).toContain("at least");
    }
  }
  const germany = figure("measure=applications&origin=SYR&asylum=DEU&years=2025");
  expect(germany.numbers[0]?.isLeast).toBe(false);
});

test("a sum over years is the least where new applications of a year are one number with appeals", async () => {
  const pairs = await rowsOf<{asylum: string; origin: string; mixed: number; fresh: number}>(`
    WITH rows AS (FROM applications WHERE main(level) AND unit = 'P' AND year BETWEEN 2006 AND 2025 AND origin <> 'UNK')
    SELECT asylum, origin, sum(applications) FILTER (type IN ('NA', 'FA'))::INT AS mixed,
      sum(applications) FILTER (type IN ('N', 'NR'))::INT AS fresh
    FROM rows GROUP BY ALL HAVING mixed > 100 AND fresh > 100`);
  expect(pairs.length).toBeGreaterThan(20);
  for (const {asylum, origin, mixed, fresh} of pairs) {
    const answer = figure(`measure=applications&origin=${origin}&asylum=${asylum}&years=2006-2025&unit=persons`);
    const [one] = answer.numbers;
    expect(one?.count?.value, `${origin} in ${asylum}`).toBe(fresh);
    expect(one?.isLeast).toBe(true);
    expect(one?.mixed?.size).toBe(mixed);
    if (one) expect(numberOf(ledger, answer, one).note).toContain(mixed.toLocaleString("en"));
  }
});

test("the range of refugee status does not take in the zeros of other statuses", async () => {
  for (const year of [2022, 2025]) {
    const [row] = await rowsOf<{
      lo: number;
      hi: number;
    }>(`SELECT sum(value_lo)::INT AS lo, sum(value_hi)::INT AS hi FROM legal
      WHERE asylum = 'RUS' AND year = ${year} AND main(level) AND status = 'refugee_status'`);
    const asked = view(`measure=decisions&asylum=RUS&years=${year}`);
    const range = new RegExp(`\\b${row?.lo ?? NaN}(?:–| and | to )${row?.hi ?? NaN}\\b`);
    expect(findingParagraphs(ledger, asked).first).toMatch(range);
    expect(answerToPrint(ledger, asked)?.short).toMatch(range);
  }
});

test("origins without an entry are counted as what they are", () => {
  const years = [[2025, 2025]] as const;
  expect(unseenWords("applications", {origin: "*", asylum: "*", years}, 4175)).toMatch(
    /^4,175 combinations of origin and country of asylum/
  );
  expect(unseenWords("applications", {origin: "*", asylum: ["DEU"], years}, 12)).toMatch(/^12 origins have/);
  expect(unseenWords("applications", {origin: "*", asylum: ["DEU"], years: [[2020, 2025]]}, 12)).toMatch(
    /^12 combinations of origin and year/
  );
});
