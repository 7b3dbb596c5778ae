// The explorer's first sentences and caveats: short, of the latest year, and with what keeps a reader from a mistake. Numbers are held
// against SQL over the edition's Parquet.
import {answerToPrint} from "../../src/explorer/printed.js";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {findingOf, findingParagraphs} from "../../src/explorer/findings.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {lossesOf} from "../../src/explorer/losses.js";
import {rankedWords, titleOf} from "../../src/explorer/measureWords.js";
import {optionsWords} from "../../src/explorer/moreOptions.js";
import {editionWords} from "../../src/explorer/names.js";
import {rankingTable} from "../../src/explorer/rankingTable.js";
import {csvOf, tableOf} from "../../src/explorer/table.js";
import {UNCHECKED} from "../../src/explorer/unchecked.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf, viewIn} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
});
afterAll(() => sql.close());

const view = (query: string) => viewIn(ledger, query);
const finding = (query: string) => findingOf(ledger, view(query));
const firstSentence = (text: string) => /^.*?[.](?= [A-Z“]|$)/.exec(text)?.[0] ?? text;
const one = async (select: string) => Number(Object.values((await sql.rows(select))[0] ?? {})[0]);
const english = (n: number) => n.toLocaleString("en");

const QUESTIONS = [
  "",
  "origin=ERI&asylum=ISR",
  "asylum=DEU",
  "asylum=USA",
  "asylum=RUS",
  "origin=SYR",
  "asylum=m49:150",
  "asylum=DEU,FRA,ITA,SWE,AUT",
  "origin=AFG,SYR&asylum=DEU",
  "origin=ERI&asylum=ISR&stage=combined",
  "measure=decisions&asylum=ITA",
  "measure=decisions&asylum=CAN",
  "measure=decisions&origin=ERI&asylum=ISR",
  "measure=decisions&asylum=DEU,FRA,ITA",
  "measure=decisions&asylum=DEU&stage=appeal",
  "measure=rate",
  "measure=rate&asylum=DEU,FRA,ITA",
  "measure=rate&definition=refugee_status&asylum=CAN",
  "measure=rate&definition=unhcr_recognition&asylum=RUS",
  "measure=refugees&origin=UKR",
  "measure=asylum_seekers&asylum=USA",
  "origin=PRK&asylum=KOR"
];

describe("an answer in two paragraphs", () => {
  test("begins with the latest year that has a rate, in persons or in cases, and says who decided", () => {
    const {first, more} = findingParagraphs(ledger, view("measure=rate&asylum=USA&years=2023-2025"));
    expect(first).toMatch(/^In 2025 .*36\.5% \(by asylum officers; immigration courts not included; counted in cases\): 13,555 of 37,128/); // prettier-ignore
    expect(more).toMatch(/Counted in persons it was 76\.6% .* in 2024.*3 of 3 years/);
    expect(answerToPrint(ledger, view("measure=rate&asylum=USA&years=2023-2025"))?.short).toMatch(/asylum officers.*immigration courts not included/); // prettier-ignore
  });

  test.each([
    ["origin=PRK&asylum=RUS", /peak was/, /Totals for 2000–2025/],
    ["measure=decisions&origin=ERI&asylum=ISR", /peaked at/, /Totals for 2000–2025.*refugee status/],
    ["measure=rate&origin=ALB&asylum=GBR", /highest in/, /of 26 years/],
    ["asylum=DEU,FRA", /received the most/, /From 2000 to 2025/]
  ])("has the latest year and the peak first, and totals second: “%s”", (query, peak, totals) => {
    const {first, more} = findingParagraphs(ledger, view(query));
    expect(first).toMatch(/In 20\d\d/);
    expect(first).toMatch(peak);
    expect(first).not.toMatch(totals);
    expect(more).toMatch(totals);
  });
  test("is one paragraph where there is no more to say", () =>
    expect(findingParagraphs(ledger, view("origin=VEN&asylum=ESP&years=2023")).more).toBe(""));
});

describe("the first sentence of an answer", () => {
  test.each(QUESTIONS)("has at most 25 words and no code: “%s”", (query) => {
    const sentence = firstSentence(finding(query));
    expect([sentence, sentence.split(/\s+/).length <= 25]).toEqual([sentence, true]);
    expect(sentence).not.toMatch(/\((?:FI|NA|FA|IN|EO|AR|RA|TA)\)/);
    if (query !== "origin=PRK&asylum=KOR") expect(sentence).toMatch(/\b20[12]\d\b/);
  });

  test("of a list of countries is their total, with persons and cases named", async () => {
    const codes = "'DEU','FRA','ITA','SWE','AUT'";
    const persons = await one(
      `SELECT sum(applications)::INTEGER FROM applications WHERE asylum IN (${codes}) AND year = 2020 AND unit = 'P'
       AND type IN ('N', 'NR') AND level IN ('FI', 'NA', 'IN', 'EO', 'FA')`
    );
    expect(firstSentence(finding("asylum=DEU,FRA,ITA,SWE,AUT&years=2020"))).toContain(
      `together received ${english(persons)} new asylum applications (counted in persons)`
    );
    expect(firstSentence(finding("asylum=USA,DEU&years=2025"))).toMatch(
      /persons and [\d,]+ cases, which cannot be added/
    );
  });

  test("comes before the totals over the years, which are those of SQL", async () => {
    const total = await one(
      `SELECT sum(applications)::INTEGER FROM applications WHERE origin = 'ERI' AND asylum = 'ISR' AND unit = 'P' AND level = 'FA'
       AND (year >= 2006 AND type IN ('N', 'NR') OR year < 2006 AND type = 'V')`
    );
    expect(finding("origin=ERI&asylum=ISR")).toMatch(
      new RegExp(
        `Totals for 2000–2025, which cannot be added together: .*${english(total)} persons \\(first instance and appeal combined\\)`
      )
    );
  });

  test("per 100,000 inhabitants is followed by the denominator and its year", () => {
    expect(finding("asylum=CYP&shown=per_100000")).toMatch(
      /per 100,000 inhabitants of Cyprus \(2025 divides by the population of 2024\)/
    );
  });
});

describe("grants that are missing from Italy’s data", () => {
  test("make grants and grant rates a minimum in sentence, ranking, table and file", () => {
    expect(finding("measure=decisions&asylum=ITA&years=2024")).toContain("in at least");
    const rates = view("measure=rate&asylum=ITA,DEU,FRA&years=2024");
    const italy = rates.ranking?.places.find(({code}) => code === "ITA");
    expect(italy && rankedWords(rates.state, italy)).toMatch(/^at least \d/);
    const {ranking} = rates;
    const rows = ranking ? rankingTable(ledger, rates, ranking).rows : [];
    expect(rows.filter(([place]) => place?.text === "Italy").flatMap(([, value]) => value?.text)).toEqual([
      expect.stringMatching(/^at least/)
    ]);
    const decisions = view("measure=decisions&asylum=ITA&years=2024&stage=first");
    const table = tableOf(ledger, decisions);
    const column = table.columns.findIndex(({key}) => key === "complementary");
    expect(table.rows[0]?.[column]?.text).toMatch(/^at least/);
    expect(csvOf(ledger, decisions, table, "explorer")).toContain(",at least,");
  });

  test("leave refugee status and the columns as published alone", () => {
    expect(finding("measure=rate&definition=refugee_status&asylum=ITA&years=2024")).not.toContain("at least");
    expect(finding("measure=decisions&definition=published&asylum=ITA&years=2024")).not.toContain("at least");
    expect(finding("measure=decisions&asylum=ITA&years=2009")).not.toContain("at least");
  });
});

describe("Portugal’s years that cannot be checked", () => {
  const rated = (definition: string, year: number) => {
    const {ranking} = view(`measure=rate&definition=${definition}&asylum=members:eu&years=${year}`);
    return {
      ranked: ranking?.places.some(({code}) => code === "PRT"),
      why: ranking?.leftOut.find(({code}) => code === "PRT")?.why
    };
  };
  test.each([2023, 2025])("enter no comparison of refugee status: %i", (year) => {
    for (const definition of ["refugee_status", "unhcr_recognition"]) {
      const {ranked, why} = rated(definition, year);
      expect([ranked, why]).toEqual([false, UNCHECKED]);
      const several = view(`measure=rate&definition=${definition}&asylum=PRT,ESP&years=${year}`);
      const points = several.main?.filter(({place}) => place === "PRT").flatMap((series) => series.points);
      expect(points?.map(({value, rate}) => [value, rate])).toEqual([[null, null]]);
    }
  });
  test("are compared by all protection, which needs no such check", () => {
    expect(rated("positive", 2025).ranked).toBe(true);
  });
});

describe("caveats", () => {
  const losses = (query: string) => new Map(lossesOf(ledger, view(query)).map(({term, words}) => [term, words]));

  test("say which countries move a rate of the world, and the rate without them", async () => {
    const words = losses("measure=rate&definition=refugee_status&stage=combined&unit=persons&years=2025").get(
      "A few countries move the rate."
    );
    expect(words).toMatch(/Nigeria.*Central African Republic.* is 30–41%/);
    const share =
      await one(`SELECT sum(recognized + other + rejected) FILTER (asylum = 'NGA')::DOUBLE / sum(recognized + other + rejected)
      FROM decisions WHERE year = 2025 AND level = 'FA' AND unit = 'P' AND asylum <> 'JPN'`);
    expect(words).toContain(`Nigeria (${Math.round(100 * share)}% of the decisions)`);
    expect(losses("origin=CMR&measure=rate&years=2025").get("A few countries move the rate.")).toMatch(
      /Nigeria \(72% of the decisions\)/
    );
  });

  test("give UNHCR’s own rate with and without people protected as a group", async () => {
    const rate = async (extra: string) =>
      one(`SELECT sum(recognized)::DOUBLE / sum(recognized + other + rejected) FROM decisions WHERE year = 2019 AND unit = 'P'
        AND level IN ('FI','NA','IN','EO','FA') AND NOT (asylum = 'USA' AND level = 'EO') ${extra}`);
    const words = finding("measure=rate&definition=unhcr_recognition&years=2019");
    const [all, without] = [...words.matchAll(/was (\d+\.\d)%/g)].map(([, n]) => Number(n) / 100);
    expect(all).toBeCloseTo(await rate(""), 2);
    expect(without).toBeCloseTo(await rate("AND NOT (asylum = 'NGA' AND origin = 'CMR' AND level = 'FI')"), 2);
    expect(words).toMatch(/Without people .*protected as a group in Nigeria/);
  });

  test("count the origins that rounding may have removed from decisions, and add nothing for them", async () => {
    const n =
      await one(`SELECT count(DISTINCT origin)::INTEGER FROM decisions WHERE asylum = 'DEU' AND unit = 'P' AND year <> 2025
      AND origin NOT IN (SELECT origin FROM decisions WHERE asylum = 'DEU' AND unit = 'P' AND year = 2025)`);
    expect(losses("measure=decisions&asylum=DEU&years=2025").get("Rounding.")).toContain(`${english(n)} origin`);
  });
});

describe("names", () => {
  test("of a question say what, of whom, where and when, without a code", () => {
    expect(titleOf(ledger, view("asylum=DEU").state.selection)).toBe("New asylum applications in Germany, 2000–2025");
    expect(titleOf(ledger, view("measure=rate&origin=SYR&asylum=DEU&years=2024").state.selection)).toBe(
      "Grant rate for people from Syria in Germany, 2024"
    );
  });
  test("of what is chosen under More options are a sentence", () => {
    expect(optionsWords(view("measure=decisions&asylum=DEU&stage=first&unit=persons&authority=G").state)).toBe(
      "By legal status; counted in persons; first instance; decided by governments."
    );
  });
  test("of an edition are its date in words", () => {
    expect([editionWords("2026-11-25"), editionWords("2026-06-12-2"), editionWords("x")]).toEqual([
      "edition of 25 November 2026",
      "edition of 12 June 2026 (2)",
      "edition x"
    ]);
  });
});
