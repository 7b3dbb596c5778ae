// The first sentences, source cards and warnings of country pages, from the committed edition: numbers are computed again in SQL.
import {beforeAll, describe, expect, test} from "vitest";
import type {Ledger} from "../../src/edition/placeLedger.js";
import {changeWords} from "../../src/pages/country/lead.js";
import {countryPage} from "../../src/pages/country/country.js";
import {indexList} from "../../src/pages/country/list.js";
import {exact} from "../../src/measures/bounds.js";
import {sql} from "../edition/parquet.js";
import {committedLedger} from "../edition/committed.js";

let ledger: Ledger;
const pages = new Map<string, string>();
beforeAll(async () => {
  ledger = await committedLedger();
  for (const {place} of ledger.places) pages.set(place, countryPage(ledger, place, "/nowhere").main);
});

const text = (html: string) =>
  html
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<\/(?:p|div|tr|td|th|h\d|caption|li|aside)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<");
const page = (code: string) => text(pages.get(code) ?? "");
const leadOf = (html: string) => text(/<p class="lead">[\s\S]*?<\/p>/.exec(html)?.[0] ?? "").trim();
const lead = (code: string) => leadOf(pages.get(code) ?? "");
const flags = (code: string) =>
  text(/<section class="flags"[\s\S]*?<\/section>/.exec(pages.get(code) ?? "")?.[0] ?? "").trim();
const number = (n: unknown) => Number(n).toLocaleString("en");
const one = async (query: string) => (await sql(query))[0] ?? {};
const POSITIVE = "refugee_status + undivided + complementary + humanitarian + temporary";

describe("the first sentence", () => {
  test("has at most 25 words on every page, and names a year", () => {
    for (const {place} of ledger.places) {
      const [first = ""] = lead(place).split(/(?<=[a-z\d)]{2}\.) (?=[A-Z\d])/);
      const words = first
        .replace(/\[[^\]]*\]/g, "")
        .split(/\s+/)
        .filter(Boolean);
      expect({place, first, short: words.length <= 25}).toEqual({place, first, short: true});
      expect(first).toMatch(/\b20\d\d\b/);
    }
  });
  test.each(["DEU", "CAN", "ITA", "GBR"])(
    "of %s gives the new applications and the grant rate that SQL gives",
    async (code) => {
      const {n} = await one(
        `SELECT sum(applications)::INTEGER AS n FROM {applications} WHERE asylum = '${code}' AND year = 2025 AND unit = 'P'
         AND type IN ('N', 'NR') AND level IN ('FI', 'NA', 'FA')`
      );
      const {a, d} = await one(
        `SELECT sum(${POSITIVE})::INTEGER AS a, sum(${POSITIVE} + refused + undivided_closed)::INTEGER AS d FROM {decisions}
       WHERE asylum = '${code}' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'NA', 'FA')`
      );
      const share = Number(a) / Number(d);
      expect(lead(code)).toContain(number(n));
      // "At least" never says more than the figures do.
      const least = code === "ITA";
      const percent = least ? Math.floor(share * 100) : Math.round(share * 100);
      expect(lead(code)).toMatch(
        new RegExp(`${least ? "At least " : ""}\\b${percent}% of substantive first-instance decisions`)
      );
    }
  );
  test("of Japan gives three counts and no rate", () => {
    for (const count of ["187", "996", "9,214"]) expect(lead("JPN")).toContain(count);
    expect(lead("JPN")).toMatch(/no grant rate can be calculated/);
    expect(lead("JPN")).not.toContain("%");
  });
  test("of Canada never gives a number of refugees that the data does not separate", () => {
    expect(lead("CAN")).toMatch(/50,041\); the data does not separate refugee status/);
    expect(lead("CAN")).not.toMatch(/\b0 [^.]*refugee status/);
  });
  test("of Russia names both procedures, and of the United States both units and both authorities", () => {
    expect(lead("RUS")).toMatch(/289 .* for refugee status and 8,218 (?:\[[^\]]*\] )?for temporary asylum/);
    expect(lead("USA")).toMatch(/629,358 .* persons and 282,594 .* cases/);
    expect(lead("USA")).toMatch(/Citizenship and Immigration Services[\s\S]*immigration courts/);
  });
  test("of a place where nobody applied says so and goes on with its people", () => {
    expect(lead("VAT")).toMatch(/^No asylum applications .* In 2022 people from Vatican City made 5 \[3–5\]/);
    expect(lead("PRK")).toMatch(/people from North Korea made 11/);
  });
});

describe("a change since the year before", () => {
  const said = (now: number, before: number) => text(changeWords(exact(now), exact(before), 2024));
  test("names a half, a double and the same, and else gives the number", () => {
    expect(said(500, 1000)).toContain("about half as many as in 2024");
    expect(said(2000, 1000)).toContain("about twice as many as in 2024");
    expect(said(1010, 1000)).toContain("about as many as in 2024");
    expect(said(881, 81)).toContain("up from 81 in 2024");
    expect(said(300, 1000)).toContain("down from 1,000 in 2024");
  });
  test("names no direction where the ranges overlap, and no ratio of small counts", () => {
    expect(text(changeWords({value: 5, lo: 3, hi: 5}, {value: 4, lo: 2, hi: 6}, 2024))).toContain("against 4 [2–6]");
    expect(said(10, 20)).toContain("down from 20");
  });
});

describe("a source card", () => {
  test("of the grant rate gives its counts, and how many origins rounding may have removed", async () => {
    const {a, unseen} = await one(`
      WITH own AS (SELECT * FROM {decisions} WHERE asylum = 'DEU' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'NA', 'FA'))
      SELECT sum(${POSITIVE})::INTEGER AS a, (SELECT count(*) FROM (SELECT DISTINCT origin FROM {decisions}
        WHERE asylum = 'DEU' AND unit = 'P' AND year <> 2025 EXCEPT SELECT origin FROM own))::INTEGER AS unseen FROM own`);
    expect(page("DEU")).toContain(`Granted protection of any kind: ${number(a)}`);
    expect(page("DEU")).toContain(`Up to ${number(unseen)} origins that other years name`);
  });
  test("is on every figure of the first screen, and no figure is without one", () => {
    for (const [code, html] of pages) {
      const facts = /<section class="facts"[\s\S]*?<\/section>/.exec(html)?.[0] ?? "";
      const absent = facts.match(/>no entry</g)?.length ?? 0;
      const figures = facts.match(/class="l"/g)?.length ?? 0;
      expect({code, cards: (facts.match(/fact-card/g)?.length ?? 0) + absent}).toEqual({code, cards: figures});
    }
  });
});

describe("warnings", () => {
  test("are at most three on a first screen, with those who are not counted", () => {
    for (const [code, html] of pages) {
      const screen = html.slice(0, html.indexOf("year-line")).replace(/<details[\s\S]*?<\/details>/g, "");
      expect({code, few: (screen.match(/class="caution"/g)?.length ?? 0) <= 3}).toEqual({code, few: true});
    }
  });
  test("say what to do where grants are missing, not separated, split or a group's", () => {
    expect(flags("ITA")).toMatch(/Write “at least” .* 2022–2025/);
    expect(flags("CAN")).toMatch(/Do not give a number of recognised refugees for 2025/);
    expect(flags("JPN")).toMatch(/Do not calculate a rate for 2021–2025/);
    expect(flags("NGA")).toMatch(/with and without group recognition/);
    expect(flags("RUS")).toMatch(/Do not take UNHCR’s column “recognized” for refugee status/);
  });
});

test("UNHCR's own rate of Nigeria is given with and without group recognition, as SQL gives it", async () => {
  const {people, all, rest} = await one(`
    WITH own AS (SELECT *, origin IN ('CMR', 'NER') AS grouped FROM {decisions}
      WHERE asylum = 'NGA' AND year = 2025 AND unit = 'P' AND level IN ('FI', 'FA') AND authority = 'G')
    SELECT sum(recognized) FILTER (grouped)::INTEGER AS people,
      sum(recognized) / sum(recognized + other + rejected) AS "all",
      sum(recognized) FILTER (NOT grouped) / sum(recognized + other + rejected) FILTER (NOT grouped) AS rest FROM own`);
  const said = /With and without group recognition\.[^\n]*/.exec(page("NGA"))?.[0] ?? "";
  expect(said).toContain(`${number(people)} persons`);
  expect(said).toContain(`${(Number(all) * 100).toFixed(1)}%`);
  expect(said).toMatch(new RegExp(`and ${Math.round(Number(rest) * 100)}`));
});

test("the Central African Republic says how many may have been recognised as a group, as SQL gives it", async () => {
  const {people} = await one(
    `SELECT sum(recognized)::INTEGER AS people FROM {decisions}
     WHERE asylum = 'CAF' AND year = 2025 AND unit = 'P' AND level = 'FA' AND origin IN ('SDN', 'TCD')`
  );
  expect(page("CAF")).toMatch(new RegExp(`cannot be calculated[^.]*\\. [^.]*${number(people)} persons .* as a group`));
});

test("the list of countries has 220 places, plain heads and no printed range", async () => {
  const {n} = await one(
    `SELECT count(*)::INTEGER AS n FROM (SELECT origin AS p FROM {applications} UNION SELECT asylum FROM {applications}
       UNION SELECT origin FROM {decisions} UNION SELECT asylum FROM {decisions}
       UNION SELECT origin FROM {stocks} UNION SELECT asylum FROM {stocks}) WHERE p <> 'UNK'`
  );
  const list = text(indexList(ledger));
  expect(n).toBe(220);
  expect(list).toContain(`${number(n)} countries and territories appear in the data, 2000–2025`);
  expect(list).toMatch(/New applications received\s+Year\s+New applications by its people/);
  expect(list).not.toMatch(/\[\d/);
});
