// What the explorer's comparisons compute, held against SQL over the edition's Parquet: totals of rankings, flows, numbers and rates,
// the rank of a pair, and both sides of a break.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {JSDOM} from "jsdom";
import {PROJECT} from "../../src/site/build.js";
import {isDrawn} from "../../src/charts/isDrawn.js";
import {chartData} from "../../src/charts/take/table.js";
import {parseState} from "../../src/explorer/address.js";
import {beforeAfterOf} from "../../src/explorer/compare/beforeAfter.js";
import {flowsOf, OTHERS} from "../../src/explorer/compare/flows.js";
import type {FlowSide} from "../../src/explorer/compare/flows.js";
import * as compare from "../../src/explorer/compare/more.js";
import {pairRankOf} from "../../src/explorer/compare/pairRank.js";
import {scatterOf} from "../../src/explorer/compare/scatter.js";
import {totalOf} from "../../src/explorer/compare/total.js";
import {codesOf} from "../../src/explorer/ledger.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {flowsTable} from "../../src/explorer/plates/flows.js";
import {linesTable} from "../../src/explorer/plates/lines.js";
import {rankingTable} from "../../src/explorer/rankingTable.js";
import {renderView} from "../../src/explorer/render.js";
import type {Ranking, View} from "../../src/explorer/types.js";
import {viewOf} from "../../src/explorer/view.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf} from "./ledger.js";

const MARKS = [".ranged", ".ghost", ".rounding-bar", ".chance", ".cases-segment", ".few", ".break", "†"];

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  await sql.rows(`CREATE MACRO bytype(year, asylum, type, level) AS CASE
    WHEN year >= 2006 THEN type IN ('N', 'NR') WHEN asylum = 'USA' THEN type = 'N'
    ELSE type = 'V' AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') END`);
});
afterAll(() => sql.close());

const view = (query: string): View =>
  viewOf(
    ledger,
    parseState(query, {years: ledger.facts.years, place: (code) => ledger.place(code) !== undefined}).state
  );
const OWN = "level IN ('FI', 'NA', 'IN', 'EO', 'FA') AND bytype(year, asylum, type, level)";
const POSITIVE = "refugee_status + complementary + humanitarian + temporary + undivided";
const JOINED = "level IN ('FI', 'NA', 'IN', 'FA')";
const among = (codes: readonly string[]) => `(${codes.map((code) => `'${code}'`).join(", ")})`;
const numberOf = async (what: string, from: string): Promise<number> =>
  Number((await sql.rows(`SELECT coalesce(sum(${what}), 0)::INTEGER AS n FROM ${from}`))[0]?.n ?? 0);
const applied = (where: string) => numberOf("applications", `applications WHERE unit = 'P' AND ${OWN} AND ${where}`);
const granted = (where: string) => numberOf(POSITIVE, `decisions WHERE unit = 'P' AND ${JOINED} AND ${where}`);
const unionIn = (year: number) => codesOf(ledger, {kind: "region", scheme: "members", code: "eu"}, year);
const ranked = (ranking: Ranking | null): Ranking => {
  if (!ranking) throw new Error("there is no ranking");
  return ranking;
};
const digits = (text: string | undefined) => Number((text ?? "").replace(/ \[.*/, "").replaceAll(",", ""));

describe("a ranking", () => {
  test("of chosen countries has their total and each one’s share, for any years", async () => {
    for (const years of ["2015-2020", "2024"]) {
      const one = view(`origin=SYR&asylum=DEU,FRA,ITA,SWE,AUT&years=${years}`);
      const ranking = ranked(one.ranking);
      const [from, to = from] = years.split("-");
      const all = await applied(
        `origin = 'SYR' AND asylum IN ${among(["DEU", "FRA", "ITA", "SWE", "AUT"])} AND year BETWEEN ${from ?? ""} AND ${to ?? ""}`
      );
      expect(totalOf(ledger, one.state, ranking)).toMatchObject({P: {value: all}, C: null});
      const {rows, hasTotal} = rankingTable(ledger, one, ranking);
      expect(hasTotal).toBe(true);
      const numbers = rows.slice(0, -1).map(([, cell]) => digits(cell?.text));
      expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
      expect(numbers.reduce((sum, n) => sum + n)).toBe(all);
      expect(digits(rows.at(-1)?.[1]?.text)).toBe(all);
      const germany = await applied(`origin = 'SYR' AND asylum = 'DEU' AND year BETWEEN ${from ?? ""} AND ${to ?? ""}`);
      expect(rows[0]?.[2]?.sort).toBeCloseTo(germany / all);
    }
  });

  test("has a total in persons and one in cases, and no shares, where places count differently", () => {
    const one = view("origin=AFG&asylum=DEU,USA&years=2015");
    const ranking = ranked(one.ranking);
    const {rows, columns} = rankingTable(ledger, one, ranking);
    expect(columns.map(({key}) => key)).not.toContain("share");
    expect(rows.at(-1)?.[1]?.text).toMatch(/persons and .* cases/);
  });

  test("of rates, of numbers per inhabitant, and of a pair among other countries has no total", () => {
    for (const query of [
      "measure=rate&definition=positive&origin=AFG&asylum=DEU,FRA&years=2024",
      "origin=SYR&asylum=DEU,FRA&years=2024&shown=per_100000",
      "origin=SYR&asylum=DEU&years=2024"
    ]) {
      const one = view(query);
      expect([query, totalOf(ledger, one.state, ranked(one.ranking))]).toEqual([query, null]);
    }
  });

  test("of a union is there for countries of asylum and for origins, of every measure, in any year", async () => {
    for (const year of [2012, 2024]) {
      const hosts = unionIn(year);
      for (const [query, sum] of [
        [`asylum=members:eu&years=${year}`, applied],
        [`measure=decisions&asylum=members:eu&years=${year}`, granted]
      ] as const) {
        const one = view(query);
        const [first, other] = [ranked(one.ranking), ranked(one.otherRanking)];
        expect([first.axis, other.axis]).toEqual(["asylum", "origin"]);
        const [host, origin] = [first.places[0]?.code ?? "", other.places[0]?.code ?? ""];
        expect(first.places[0]?.count?.value).toBe(await sum(`asylum = '${host}' AND year = ${year}`));
        expect(other.places[0]?.count?.value).toBe(
          await sum(`asylum IN ${among(hosts)} AND origin = '${origin}' AND year = ${year}`)
        );
      }
    }
    const rates = view("measure=rate&definition=positive&asylum=members:eu&years=2024");
    expect(rates.otherRanking?.axis).toBe("origin");
    expect(rates.otherRanking?.places.length).toBeGreaterThan(40);
  });

  test("of several origins everywhere is there for the origins too", () => {
    const one = view("origin=SYR,AFG,IRQ&years=2015");
    expect([one.ranking?.axis, one.otherRanking?.axis]).toEqual(["asylum", "origin"]);
    expect(one.otherRanking?.places.map(({code}) => code).sort()).toEqual(["AFG", "IRQ", "SYR"]);
  });
});

describe("flows", () => {
  const sumOf = ({codes, counts}: FlowSide) => codes.reduce((sum, code) => sum + (counts.get(code)?.value ?? 0), 0);

  test("of a union add up to its total on both sides, each band with the number of its rows", async () => {
    const hosts = unionIn(2024);
    for (const [query, sum] of [
      ["asylum=members:eu&years=2024", applied],
      ["measure=decisions&asylum=members:eu&years=2024", granted]
    ] as const) {
      const one = view(query);
      const found = flowsOf(ledger, one);
      if (!found) throw new Error("there are no flows");
      const all = await sum(`asylum IN ${among(hosts)} AND year = 2024`);
      expect([found.total.value, sumOf(found.origins), sumOf(found.asylums)]).toEqual([all, all, all]);
      expect(found.flows.reduce((n, {count}) => n + count.value, 0)).toBe(all);
      const named = (side: FlowSide) => side.codes.filter((code) => code !== OTHERS);
      for (const {origin, asylum, count} of found.flows.slice(0, 12)) {
        const of = (key: string, code: string, side: FlowSide) =>
          code === OTHERS ? `${key} NOT IN ${among(named(side))}` : `${key} = '${code}'`;
        const n = await sum(
          `asylum IN ${among(hosts)} AND year = 2024 AND ${of("origin", origin, found.origins)} AND ${of("asylum", asylum, found.asylums)}`
        );
        expect([origin, asylum, count.value]).toEqual([origin, asylum, n]);
      }
      const {rows} = flowsTable(ledger, one, found);
      expect(digits(rows.at(-1)?.[2]?.text)).toBe(all);
    }
  });

  test("of chosen places name them all, and have no others", () => {
    const found = flowsOf(ledger, view("origin=SYR,AFG&asylum=DEU,FRA,ITA&years=2016"));
    expect([...(found?.origins.codes ?? [])].sort()).toEqual(["AFG", "SYR"]);
    expect([...(found?.asylums.codes ?? [])].sort()).toEqual(["DEU", "FRA", "ITA"]);
  });

  test("are of one unit, and say what is counted in the other", async () => {
    const found = flowsOf(ledger, view("years=2017"));
    expect(found?.unit).toBe("P");
    expect(found?.total.value).toBe(await applied("year = 2017"));
    expect(found?.elsewhere?.value).toBe(
      await numberOf("applications", `applications WHERE unit = 'C' AND ${OWN} AND year = 2017`)
    );
  });

  test("lead from one origin to its countries of asylum, and from every origin to one of them", async () => {
    const from = flowsOf(ledger, view("origin=VEN&years=2024"));
    expect(from?.origins.codes).toEqual(["VEN"]);
    expect(from?.asylums.codes.length).toBe(8);
    const to = flowsOf(ledger, view("asylum=DEU&years=2024"));
    expect(to?.asylums.codes).toEqual(["DEU"]);
    expect(to?.total.value).toBe(await applied("asylum = 'DEU' AND year = 2024"));
  });

  test("are not there for rates and for one pair", () => {
    for (const query of ["measure=rate&definition=positive&years=2024", "origin=SYR&asylum=DEU&years=2024"])
      expect(flowsOf(ledger, view(query))).toBeNull();
  });
});

describe("numbers and rates", () => {
  test("of countries that decide on one origin are the decisions and the rate of their rows", async () => {
    for (const query of [
      "measure=rate&definition=positive&origin=AFG&years=2024",
      "measure=decisions&origin=AFG&years=2020-2024"
    ]) {
      const found = scatterOf(ledger, view(query));
      if (!found) throw new Error("there is nothing to draw");
      expect([found.unit, found.ranking.axis, [...found.ranking.years]]).toEqual(["P", "asylum", [2024, 2024]]);
      expect(found.drawn.length).toBeGreaterThan(15);
      for (const {code, rate} of found.drawn) {
        const where = `decisions WHERE unit = 'P' AND ${JOINED} AND origin = 'AFG' AND year = 2024 AND asylum = '${code}'`;
        const positive = await numberOf(POSITIVE, where);
        const decisions = positive + (await numberOf("refused + undivided_closed", where));
        expect([code, rate?.decisions, rate?.numerator.value]).toEqual([code, decisions, positive]);
        if (rate?.kind === "rate") expect(rate.value).toBeCloseTo(positive / decisions, 12);
      }
    }
  });

  test("leave out nobody: who is not drawn is in the table, with the reason", () => {
    const found = scatterOf(ledger, view("measure=rate&definition=positive&asylum=DEU&years=2024"));
    if (!found) throw new Error("there is nothing to draw");
    const {rows} = rankingTable(ledger, found.view, found.ranking);
    expect(rows.length).toBe(found.drawn.length + found.inOtherUnit + found.withoutRate);
    expect(rows.filter(([, cell]) => !cell?.text)).toEqual([]);
  });

  test("are not there for applications", () => {
    expect(scatterOf(ledger, view("origin=AFG&years=2024"))).toBeNull();
  });
});

describe("a pair among all pairs", () => {
  test("has the rank and the share of its rows", async () => {
    for (const query of ["origin=ERI&asylum=ISR&years=2000-2024", "origin=SYR&asylum=DEU&years=2016"]) {
      const found = pairRankOf(ledger, view(query));
      const [, origin = "", asylum = ""] = /origin=(\w+)&asylum=(\w+)/.exec(query) ?? [];
      const {year = 0} = found ?? {};
      const pairs = await sql.rows(
        `SELECT origin, asylum, sum(applications)::INTEGER AS n FROM applications WHERE year = ${year} AND unit = 'P'
         AND origin <> 'UNK' AND ${OWN.replace("level IN", "(asylum IN ('COG', 'HKG') OR level IN").replace("AND", ") AND")}
         GROUP BY ALL HAVING n > 0`
      );
      const mine = Number(pairs.find((pair) => pair.origin === origin && pair.asylum === asylum)?.n);
      expect(found?.count.value).toBe(mine);
      expect(found?.rank).toBe(1 + pairs.filter(({n}) => Number(n) > mine).length);
      expect(found?.equal).toBe(pairs.filter(({n}) => Number(n) === mine).length - 1);
      const world = await numberOf(
        "applications",
        `applications WHERE unit = 'P' AND year = ${year} AND bytype(year, asylum, type, level)`
      );
      expect(found?.world?.value).toBe(world);
    }
  });

  test("is not there for a rate, a region or unknown origin", () => {
    for (const query of [
      "measure=rate&definition=positive&origin=SYR&asylum=DEU",
      "asylum=DEU",
      "origin=UNK&asylum=DEU"
    ])
      expect([query, pairRankOf(ledger, view(query))]).toEqual([query, null]);
  });
});

describe("before and after a break", () => {
  test("are the means of up to three years on each side, none beyond another break", async () => {
    const found = beforeAfterOf(ledger, view("asylum=DEU")).find(({year}) => year === 2021);
    const mean = async (from: number, to: number) =>
      (await applied(`asylum = 'DEU' AND year BETWEEN ${from} AND ${to}`)) / (to - from + 1);
    expect(found?.before?.years).toEqual([2018, 2019, 2020]);
    expect(found?.before?.mean?.value).toBeCloseTo(await mean(2018, 2020));
    expect(found?.after?.mean?.value).toBeCloseTo(await mean(2021, 2023));
    const usa = beforeAfterOf(ledger, view("asylum=USA"));
    expect(usa.length).toBeGreaterThan(2);
    const breaks = usa.map(({year}) => year);
    for (const {year, before, after} of usa)
      for (const other of breaks)
        if (other !== year) {
          const [all, isBefore] = [[...(before?.years ?? []), ...(after?.years ?? [])], other < year];
          expect(all.some((each) => (isBefore ? each < other : each >= other))).toBe(false);
        }
  });

  test("of a rate are the rate of all decisions of these years, from the same joined stages", async () => {
    const found = beforeAfterOf(ledger, view("measure=rate&definition=positive&asylum=DEU"));
    expect(found.length).toBeGreaterThan(0);
    for (const {before} of found) {
      if (!before?.rate || before.rate.kind === "none") continue;
      const where = `decisions WHERE unit = 'P' AND ${JOINED} AND asylum = 'DEU' AND year IN (${before.years.join()})`;
      const positive = await numberOf(POSITIVE, where);
      expect(before.rate.numerator.value).toBe(positive);
      expect(before.rate.decisions).toBe(positive + (await numberOf("refused + undivided_closed", where)));
    }
  });

  test("of a rate of one stage are the rate of all decisions of that stage in these years", async () => {
    let compared = 0;
    for (const [asylum, stage, levels] of [
      ["DEU", "first", "('FI', 'NA', 'IN')"],
      ["DEU", "appeal", "('AR', 'TR')"],
      ["GBR", "first", "('FI', 'NA', 'IN')"]
    ] as const)
      for (const {before, after, unit} of beforeAfterOf(
        ledger,
        view(`measure=rate&definition=positive&asylum=${asylum}&stage=${stage}`)
      ))
        // prettier-ignore
        for (const side of [before, after]) {
          if (!side?.rate || side.rate.kind === "none" || side.why) continue;
          const where = `decisions WHERE unit = '${unit}' AND level IN ${levels} AND asylum = '${asylum}' AND year IN (${side.years.join()})`;
          const positive = await numberOf(POSITIVE, where);
          expect([asylum, stage, side.rate.numerator.value]).toEqual([asylum, stage, positive]);
          expect(side.rate.decisions).toBe(positive + (await numberOf("refused + undivided_closed", where)));
          compared++;
        }
    expect(compared).toBeGreaterThan(2);
  });

  test("are not there for several countries", () => {
    expect(beforeAfterOf(ledger, view("asylum=DEU,FRA"))).toEqual([]);
  });
});

describe("the answer’s page", () => {
  const {document} = new JSDOM("").window;
  const render = (query: string) => {
    const holder = document.createElement("div");
    holder.append(...renderView(ledger, view(query), {document, sizes: ["wide"], live: true, compare: () => compare}));
    return holder;
  };

  test("about applications leads to decisions and grant rates of the same places, which can be drawn", () => {
    for (const query of ["origin=AFG&years=2024", "origin=AFG&asylum=DEU&years=2024"]) {
      const way = render(query).querySelector("#rates-way a");
      const asked = (way?.getAttribute("href") ?? "").replace(/^\?/, "");
      expect(asked).toContain("measure=rate&definition=positive&origin=AFG");
      expect(scatterOf(ledger, view(asked))?.drawn.length).toBeGreaterThan(15);
    }
    expect(render("origin=AFG&asylum=DEU,FRA&years=2024").querySelectorAll("#rates-way")).toHaveLength(0);
  });

  test("has lines over each other where they are asked for, with a switch, a scale and every number behind", () => {
    const page = render("origin=SYR&asylum=DEU,FRA,USA&scale=log&years=2010-2024");
    const chart = page.querySelector("#over-time");
    expect(chart?.querySelectorAll(".over-name").length).toBeGreaterThan(2);
    expect(chart?.querySelector(".unit")?.textContent).toContain("logarithmic");
    expect(chart?.querySelector("#way-log")?.getAttribute("aria-current")).toBe("true");
    expect(chart?.querySelector("#way-apart")?.getAttribute("href")).not.toContain("lines");
    expect(chart?.querySelectorAll("#over-time-rows tbody tr")).toHaveLength(15);
    expect(render("origin=SYR&asylum=DEU,FRA&years=2010-2024").querySelector(".over-name")).toBeNull();
  });

  test.each([
    "origin=SYR&asylum=DEU,TUR,SWE,AUT,GRC&years=2011-2025&lines=together",
    "origin=UKR&asylum=POL&years=2019-2025",
    "origin=VEN&years=2015-2025",
    "asylum=members:eu&years=2024",
    "asylum=members:eu&years=2024&shown=per_100000",
    "measure=decisions&asylum=members:eu&years=2024",
    "measure=decisions&origin=VEN&asylum=ESP&years=2010-2025",
    "measure=decisions&asylum=RUS&years=2005-2025",
    "measure=rate&definition=positive&origin=AFG,SYR,PRK&asylum=DEU,CHE,RUS&years=2010-2025&lines=together",
    "measure=rate&definition=positive&origin=PRK&asylum=RUS&years=2000-2025",
    "measure=refugees&origin=SYR&years=2020-2025"
  ])("of %s explain each sign they draw and no other, and their files have numbers, or empty cells with a reason", (query) => {
    const page = render(query);
    const figures = [...page.querySelectorAll<HTMLElement>("figure.plate")];
    expect(figures.length).toBeGreaterThan(1);
    for (const figure of figures) {
      const drawing = figure.querySelector(".arts");
      const notes = [...figure.querySelectorAll<HTMLElement>(".mg > div:not([hidden])")];
      if (drawing?.querySelector("svg"))
        for (const mark of MARKS) {
          const explained = notes.some((note) => note.dataset.mark === mark || (mark === ".break" && note.querySelector("dt .break")));
          expect(explained, `${figure.id} ${mark}`).toBe(isDrawn(mark, drawing));
        }
      else expect(figure.querySelector(".unit")?.textContent.includes("†")).toBe(drawing?.textContent.includes("†"));
      const data = chartData(figure);
      expect(data, figure.id).not.toBeNull();
      const {columns = [], rows = []} = data ?? {};
      expect(new Set(columns).size, columns.join("; ")).toBe(columns.length);
      columns.forEach((column, x) => {
        const fields = rows.map((row) => row[x]);
        if (!fields.some((field) => typeof field === "number")) return;
        expect(fields.filter((field) => typeof field === "string"), `${figure.id} ${column}`).toEqual([]);
      });
    }
  }); // prettier-ignore

  test("behind the lines has the numbers of the series", () => {
    const one = view("origin=SYR&asylum=DEU,FRA&years=2015-2016&lines=together");
    const {rows, columns} = linesTable(ledger, one, one.main ?? []);
    expect(columns.map(({title}) => title)).toEqual(["Year", "Germany (persons)", "France (persons)"]);
    expect(digits(rows[1]?.[1]?.text)).toBe(266_250);
    expect(rows[1]?.[1]?.links).toHaveLength(1);
  });

  test("links each year of a ranking to the same question of that year", () => {
    const page = render("asylum=members:eu&years=2015-2024");
    for (const id of ["ranking", "origins"]) {
      const links = [...page.querySelectorAll(`#${id} details.ways a`)];
      expect(links).toHaveLength(10);
      expect(links[0]?.getAttribute("href")).toBe("?asylum=members:eu&years=2024");
    }
    expect(page.querySelector("#flows svg")?.getAttribute("aria-label")).toContain("Largest");
  });
});
