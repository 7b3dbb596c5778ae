// The ledger in memory: packed columns give back the rows they were packed from, and a question of too many rows is cut and told.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {parseState} from "../../src/explorer/address.js";
import {BLANK_DECISION, fillDecision, packApplications, packDecisions, packStocks} from "../../src/explorer/columns.js";
import {decisionRows, yearsThatFit} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {viewOf} from "../../src/explorer/view.js";
import {lossesOf} from "../../src/explorer/losses.js";
import {cutWords} from "../../src/explorer/problems.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

const ROW = {
  year: [2020, 2021],
  origin: ["AFG", "SYR"],
  asylum: ["DEU", "DEU"],
  authority: ["G", "U"] as const,
  level: ["FI", "AR"] as const,
  unit: ["P", "C"] as const
};

describe("a packed column", () => {
  test("keeps null and 0 distinct, and returns each row", () => {
    const packed = packDecisions({
      ...ROW,
      recognized: [null, 0],
      other: [5, 10],
      rejected: [0, 1_234_567],
      closed: [0, null],
      total: [5, 2_000_000]
    });
    const rows = [0, 1].map((i) => {
      const row = {...BLANK_DECISION};
      fillDecision(packed, i, row);
      return row;
    });
    expect(rows).toEqual([
      {year: 2020, origin: "AFG", asylum: "DEU", authority: "G", level: "FI", unit: "P", recognized: null, other: 5, rejected: 0, closed: 0, total: 5}, // prettier-ignore
      {year: 2021, origin: "SYR", asylum: "DEU", authority: "U", level: "AR", unit: "C", recognized: 0, other: 10, rejected: 1_234_567, closed: null, total: 2_000_000} // prettier-ignore
    ]);
  });

  test("takes the sum of the parts for a total that is left out", () => {
    const packed = packDecisions({
      ...ROW,
      recognized: [5, 0],
      other: [10, 0],
      rejected: [20, null],
      closed: [0, 7],
      total: [null, 99]
    });
    expect([...packed.total]).toEqual([35, 99]);
  });

  test.each([[-5], [2.5], [NaN], [2 ** 40]])("refuses %s, which is no count", (value) => {
    expect(() => packApplications({...ROW, type: ["N", "N"], applications: [0, value]})).toThrow(
      /row 1: .* is not a count/
    );
  });

  test("of no row is empty", () => {
    expect(packStocks({year: [], origin: [], asylum: [], refugees: [], asylum_seekers: []}).year).toHaveLength(0);
  });
});

describe("a question", () => {
  let ledger: Ledger;
  let sql: Sql;
  beforeAll(async () => {
    [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  });
  afterAll(() => sql.close());
  const state = (query: string) => parseState(query, {years: ledger.facts.years}).state;

  test("of fewer rows than are added at once keeps its years, everyone everywhere too", () => {
    for (const query of ["", "measure=decisions", "measure=rate", "measure=refugees", "origin=ERI&asylum=ISR"])
      expect([query, yearsThatFit(ledger, state(query).selection)]).toEqual([query, ledger.facts.years]);
  });

  test("of more rows is answered for the last years that fit, and names those left out", async () => {
    const most = 40_000;
    const {selection} = state("measure=decisions");
    const [fits] = await sql.rows(
      `SELECT min(year)::INTEGER AS first, max(n)::INTEGER AS held FROM (
         SELECT year, sum(count(*)) OVER (ORDER BY year DESC) AS n FROM decisions GROUP BY year) WHERE n <= ${most}`
    );
    const years = yearsThatFit(ledger, selection, most);
    expect(years).toEqual([fits?.first, ledger.facts.years[1]]);
    const cut = {...state("measure=decisions"), selection: {...selection, years}};
    expect(decisionRows(ledger, cut.selection).length).toBe(fits?.held);
    expect(viewOf(ledger, cut).series[0]?.points).toHaveLength(years[1] - years[0] + 1);
    expect(cutWords(selection.years, years)).toBe(
      `This question needs more than 350,000 rows. 2000–${years[0] - 1} are left out: the answer is for ${years[0]}–2025. Choose fewer places to see every year.`
    );
  });

  test("keeps its last year, however many rows that has", () => {
    expect(yearsThatFit(ledger, state("").selection, 1)).toEqual([2025, 2025]);
  });

  test("of asylum-seekers loses the same, whether refugees were asked for before or not", () => {
    const losses = (query: string) => lossesOf(ledger, viewOf(ledger, state(query)));
    const [refugees, seekers] = ["refugees", "asylum_seekers"].map((measure) => `measure=${measure}&origin=m49:002&years=2023`); // prettier-ignore
    const alone = losses(seekers ?? "");
    ledger.asked.clear();
    expect(losses(refugees ?? "")).not.toEqual(alone);
    expect(losses(seekers ?? "")).toEqual(alone);
  });
});
