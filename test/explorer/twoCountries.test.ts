// Two countries side by side: their numbers against SQL over the edition's Parquet, their cards, and where they are not counted alike.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {JSDOM} from "jsdom";
import {PROJECT} from "../../src/site/build.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {pairQuery, parsePair} from "../../src/explorer/twoCountries/address.js";
import {renderPair} from "../../src/explorer/twoCountries/render.js";
import {pairTable} from "../../src/explorer/twoCountries/rows.js";
import type {PairRow, Side} from "../../src/explorer/twoCountries/rows.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
});
afterAll(() => sql.close());
const one = async (query: string): Promise<number> => {
  const text = query.replace(
    /\{(\w+)\}/g,
    (_, table: string) => `'${PROJECT}/data/editions/${sql.id}/${table}.parquet'`
  );
  return Number(Object.values((await sql.rows(text))[0] ?? {})[0]);
};
const row = (rows: readonly PairRow[], label: RegExp): PairRow => {
  const found = rows.find((each) => label.test(each.label));
  if (!found) throw new Error(`no row ${String(label)}`);
  return found;
};
const FIRST = "level IN ('FI', 'NA', 'IN', 'FA') AND unit = 'P'";
const NEW = "type IN ('N', 'NR') AND level IN ('FI', 'NA', 'FA', 'IN', 'EO') AND unit = 'P'";
const GRANTED = "(refugee_status + undivided + complementary + humanitarian + temporary)";

describe("the numbers of a pair are those of the edition:", () => {
  test.each([
    ["asylum", /^New asylum applications$/, (where: string) => `SELECT sum(applications) FROM {applications} WHERE ${where} AND ${NEW}`],
    ["asylum", /^Refugee status granted$/, (where: string) => `SELECT sum(refugee_status) FROM {decisions} WHERE ${where} AND ${FIRST}`],
    ["asylum", /^Refused$/, (where: string) => `SELECT sum(refused) FROM {decisions} WHERE ${where} AND ${FIRST}`],
    ["asylum", /^Refugees living there/, (where: string) => `SELECT sum(refugees) FROM {stocks} WHERE ${where}`],
    ["origin", /^New asylum applications by its people$/, (where: string) => `SELECT sum(applications) FROM {applications} WHERE ${where} AND ${NEW.replace(/ AND level IN \([^)]*\)/, "")}`],
    ["origin", /^Refugees from there/, (where: string) => `SELECT sum(refugees) FROM {stocks} WHERE ${where}`]
  ] as const)("as countries of %s, %s", async (side, label, query) => {
    const pair = side === "asylum" ? (["DEU", "FRA"] as const) : (["SYR", "AFG"] as const);
    const {rows} = pairTable(ledger, side, pair, 2022);
    for (const [i, code] of pair.entries()) {
      const n = await one(query(`${side} = '${code}' AND year = 2022`));
      expect(n).toBeGreaterThan(0);
      expect(row(rows, label).cells[i]?.words.split(/\s/)[0]).toBe(n.toLocaleString("en"));
    }
  }); // prettier-ignore

  test("and its grant rates, each with its decisions", async () => {
    const {rows} = pairTable(ledger, "asylum", ["DEU", "SWE"], 2022);
    for (const [i, code] of ["DEU", "SWE"].entries()) {
      const where = `asylum = '${code}' AND year = 2022 AND ${FIRST}`;
      const rate = await one(`SELECT sum(${GRANTED}) / sum(${GRANTED} + refused + undivided_closed) FROM {decisions} WHERE ${where}`);
      const decided = await one(`SELECT sum(${GRANTED} + refused + undivided_closed) FROM {decisions} WHERE ${where}`);
      const cell = row(rows, /^Grant rate/).cells[i];
      expect(cell?.words).toContain(`${(100 * rate).toFixed(1)}%`);
      expect(cell?.under).toContain(`of ${decided.toLocaleString("en")} decisions`);
    }
  }); // prettier-ignore
});

test("every number leads to the card with the same number", () => {
  let cards = 0;
  for (const side of ["asylum", "origin"] satisfies Side[])
    for (const {cells} of pairTable(ledger, side, ["DEU", "USA"], 2023).rows)
      for (const {card, words} of cells) {
        if (card === null) continue;
        cards++;
        const {figure, problems} = parseFigureQuery(card, {years: ledger.facts.years});
        expect(problems).toEqual([]);
        expect(figure.edition).toBe(ledger.facts.edition);
        const [number] = answerOf(ledger, figure).numbers;
        if (number?.count && !number.per && !number.isLeast)
          expect(words).toContain(number.count.value.toLocaleString("en"));
      }
  expect(cards).toBeGreaterThan(25);
});

test("says where two countries are not counted alike", () => {
  // In 2025 the United States counts applications in persons and in cases.
  const {differences} = pairTable(ledger, "asylum", ["DEU", "USA"], 2025);
  expect(differences.join(" ")).toMatch(
    /New applications: Germany is counted .* in persons; the United States .*cases/
  );
  expect(pairTable(ledger, "asylum", ["DEU", "DEU"], 2023).differences).toEqual([]);
});

test("what was not reported is no zero", () => {
  const {rows} = pairTable(ledger, "asylum", ["DEU", "PRK"], 2023);
  for (const {cells} of rows) {
    expect(cells[1].card).toBeNull();
    expect(cells[1].words).not.toMatch(/^0/);
  }
});

test("both charts of a measure are one drawing, with a panel for each country", () => {
  const {document} = new JSDOM("").window;
  const parts = renderPair(ledger, {a: "DEU", b: "FRA", year: 2023, edition: null}, document);
  const charts = parts.filter((part) => part.matches("figure.plate"));
  expect(charts.map(({id}) => id)).toEqual(["applications-as-asylum", "rate-as-asylum", "applications-as-origin", "rate-as-origin"]); // prettier-ignore
  for (const chart of charts.slice(0, 2)) for (const name of ["Germany", "France"]) expect(chart.textContent).toContain(name); // prettier-ignore
  expect(parts[0]?.textContent).toBe("Germany and France, side by side");
});

describe("the charts of a pair mark where a country's years cannot be compared:", () => {
  const chartsOf = (a: string, b: string) => {
    const {document} = new JSDOM("").window;
    return renderPair(ledger, {a, b, year: 2023, edition: null}, document).filter((part) => part.matches("figure.plate"));
  };
  const lettersOf = (chart: Element | undefined) =>
    Array.from(chart?.querySelectorAll(".mg dt") ?? [], (term) => /^([a-f]): (.*), (\d{4})$/.exec(term.textContent)).filter((found) => found !== null);

  test("each country with its own breaks, of which the second's are explained too", () => {
    const [applications, rates] = chartsOf("DEU", "CAN");
    for (const chart of [applications, rates]) {
      const terms = lettersOf(chart);
      expect(new Set(terms.map(([, , place]) => place))).toEqual(new Set(["Germany", "Canada"]));
      expect(terms.map(([, letter]) => letter)).toEqual(["a", "b", "c", "d", "e", "f"].slice(0, terms.length));
      // A letter and a line in the panel of its own country alone.
      const drawing = chart?.querySelector(".art.wide svg");
      expect(drawing?.querySelectorAll(".break")).toHaveLength(terms.length);
      for (const [, letter] of terms)
        expect(Array.from(drawing?.querySelectorAll("text") ?? []).filter(({textContent}) => textContent === letter)).toHaveLength(1);
    }
    // The series says that Germany counts at another level: the change that was found by comparing years is not said again.
    expect(applications?.querySelector(".mg")?.textContent).not.toMatch(/Applications and decisions are reported at first instance \(NA\) in 2020/);
    expect(lettersOf(applications).map(([, , place, year]) => [place, year])).toContainEqual(["Germany", "2021"]);
  });

  test("countries of origin with the breaks that name their people", () => {
    const rates = chartsOf("VEN", "UKR").find(({id}) => id === "rate-as-origin");
    const terms = lettersOf(rates).map(([, , place, year]) => `${place ?? ""} ${year ?? ""}`);
    expect(terms).toContain("Ukraine 2022");
    expect(terms.filter((term) => term.startsWith("Venezuela")).length).toBeGreaterThan(0);
    expect(rates?.querySelector(".mg")?.textContent).toMatch(/Spain|Brazil/);
  });
}); // prettier-ignore

describe("an address", () => {
  const known = {years: [2000, 2025] as const, place: (code: string) => ["DEU", "FRA", "ITA"].includes(code)};
  test("gives its pair and year back", () => {
    const asked = {a: "ITA", b: "DEU", year: 2019, edition: null};
    expect(parsePair(pairQuery(asked), known)).toEqual({asked, problems: []});
  });
  test.each([
    ["", "DEU", "FRA", 0],
    ["a=DEU", "DEU", "FRA", 0],
    ["a=FRA", "FRA", "DEU", 0],
    ["a=XXX&b=ITA", "DEU", "ITA", 1],
    ["a=DEU&b=DEU", "DEU", "DEU", 1],
    ["a=<script>&b=ITA&year=1812", "DEU", "ITA", 2],
    [`a=${"A".repeat(5000)}`, "DEU", "FRA", 1]
  ])("“%s” is of %s and %s, with %i problems", (query, a, b, n) => {
    const {asked, problems} = parsePair(query, known);
    expect([asked.a, asked.b, asked.year, problems.length]).toEqual([a, b, 2025, n]);
    for (const problem of problems) expect(problem.length).toBeLessThan(160);
  });
});
