// Sentences that readers repeat: what a number counts, in which unit, of which years, and whose it is. Each kind was once read wrongly.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {JSDOM} from "jsdom";
import {PROJECT} from "../../src/site/build.js";
import {answerTo} from "../../src/explorer/lookup.js";
import * as compare from "../../src/explorer/compare/more.js";
import {flowsOf} from "../../src/explorer/compare/flows.js";
import {findingOf, findingParagraphs} from "../../src/explorer/findings.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {lossesOf} from "../../src/explorer/losses.js";
import {linesTable} from "../../src/explorer/plates/lines.js";
import {answerToPrint} from "../../src/explorer/printed.js";
import {rankingTable} from "../../src/explorer/rankingTable.js";
import {renderView} from "../../src/explorer/render.js";
import {tableOf} from "../../src/explorer/table.js";
import {openSql} from "../browser/sql.js";
import type {Sql} from "../browser/sql.js";
import {ledgerOf, viewIn} from "./ledger.js";

let ledger: Ledger;
let sql: Sql;
beforeAll(async () => {
  [{ledger}, sql] = await Promise.all([ledgerOf(), openSql(PROJECT)]);
  await sql.rows(`CREATE VIEW stocks AS FROM '${PROJECT}/data/editions/${sql.id}/stocks.parquet'`);
});
afterAll(() => sql.close());

const view = (query: string) => viewIn(ledger, query);
const finding = (query: string) => findingOf(ledger, view(query));
const one = async (select: string) => Number(Object.values((await sql.rows(select))[0] ?? {})[0]);
const english = (n: number) => n.toLocaleString("en");
/** The title and the line under it of a chart of an answer. */
function chart(query: string, id: string): {title: string; unit: string} {
  const {document} = new JSDOM("").window;
  const parts = [...renderView(ledger, view(query), {document, live: false, compare: () => compare})];
  const figure = parts.find((part) => part.id === id);
  const words = (css: string) => (figure?.querySelector(css)?.textContent ?? "").replace(/\s+/g, " ").trim();
  return {title: words("h3"), unit: words(".unit")};
}

describe("a chart’s line", () => {
  test("of an index names its base, and the number of people behind each value", async () => {
    const query = "origin=SYR&asylum=DEU,SWE&years=2008-2016&shown=index&lines=together";
    const people = await one(
      "SELECT sum(applications) FROM applications WHERE origin = 'SYR' AND asylum = 'DEU' AND year = 2016 AND type = 'N' AND level IN ('FI', 'NA') AND unit = 'P'"
    );
    const {unit} = chart(query, "over-time");
    expect(unit).toContain(`Index, 2008 = 100: Germany reached 34,355 in 2016 (${english(people)} persons)`);
    expect(unit).not.toContain("Counted in persons");
    const shown = view(query);
    expect(linesTable(ledger, shown, shown.main ?? []).columns.map(({title}) => title)).toEqual([
      "Year",
      "Germany, index (2008 = 100; persons)",
      "Sweden, index (2008 = 100; persons)"
    ]);
  });

  test("of several lines gives each its year, with units where they differ", () => {
    const {unit} = chart("asylum=USA,DEU", "over-time");
    expect(unit).toMatch(
      /^Highest year of each: the United States 2023 \([^)]*persons\); Germany 2016 \([^)]*persons\)/
    );
    expect(unit).toMatch(/2025 \([^)]*cases\)/);
  });

  test("of one other stage has the stage in title and subtitle", () => {
    const {title, unit} = chart("measure=decisions&asylum=RUS&years=2009-2014", "other-kinds");
    expect(title).toMatch(/^Temporary asylum/);
    expect(unit).toContain("Temporary asylum, counted in persons");
    expect(chart("measure=decisions&asylum=DEU&stage=appeal", "over-time").title).toContain("(appeal)");
  });

  test("has the years of the data in its title", () => {
    for (const id of ["over-time", "outcomes", "ranking"])
      expect(chart("measure=decisions&asylum=TUR", id).title).toContain("2000–2023");
  });
});

describe("an answer", () => {
  test("says what a peak counts", () => {
    expect(finding("measure=decisions&asylum=RUS&years=2009-2014")).toMatch(
      /All grants of protection peaked at 2,448 .* in 2009, of which 190 .* were refugee status/
    );
    expect(finding("measure=decisions&asylum=USA")).toMatch(/Counted in persons, grants of refugee status peaked/);
  });

  test("says of a year counted in another unit that it is, not that it has no entry", () => {
    const usa = view("measure=decisions&asylum=USA");
    const losses = lossesOf(ledger, usa);
    expect(losses.find(({term}) => term === "No entry.")?.words ?? "").not.toContain("2025");
    expect(losses.find(({term}) => term === "Persons and cases.")?.words).toMatch(/2025 are counted in cases/);
    const {columns, rows} = tableOf(ledger, usa);
    const at = (key: string) => columns.findIndex((column) => column.key === key);
    const line = rows.find((row) => row[at("year")]?.text === "2025" && row[at("unit")]?.text === "persons" && row[at("step")]?.text.startsWith("first instance, alone")); // prettier-ignore
    expect(line?.[at("refugee_status")]?.text).toBe("counted in cases");
  });

  test("names only countries with an entry, and none as the one with the most at 0", () => {
    const syria = "measure=decisions&origin=SYR&asylum=DEU,ISR,SWE";
    expect(findingParagraphs(ledger, view(syria)).first).toMatch(/^In 2025 Germany and Sweden together granted/);
    expect(finding(syria)).toContain("Israel has no entry for 2025");
    expect(answerToPrint(ledger, view(syria))?.short).not.toContain("Israel");
    expect(chart(syria, "outcomes").unit).not.toContain("Israel");
    const korea = "measure=decisions&origin=PRK&asylum=GBR,NLD,RUS&years=2023-2025";
    expect(finding(korea)).not.toContain("the most");
    expect(finding(korea)).toMatch(/From 2023 to 2025: the Netherlands 5/);
    expect(answerToPrint(ledger, view(korea))?.short).not.toMatch(/Netherlands|Russia/);
  });

  test("gives people of unknown origin beside the first of a ranking, of pending applications too", async () => {
    const query = "measure=asylum_seekers&asylum=USA&years=2025";
    const unknown = await one(
      "SELECT asylum_seekers FROM stocks WHERE origin = 'UNK' AND asylum = 'USA' AND year = 2025"
    );
    expect(chart(query, "ranking").unit).toContain(`${english(unknown)}, 38.6% of all`);
    expect(lossesOf(ledger, view(query)).map(({term}) => term)).toContain("Unknown nationality.");
  });

  test("per inhabitant of every country leads with the country that has the most", () => {
    const query = "years=2024&shown=per_100000";
    const first = view(query).ranking?.places[0]?.code ?? "";
    const name = ledger.place(first)?.name ?? "";
    expect(findingParagraphs(ledger, view(query)).first).toMatch(
      new RegExp(`${name} received the most new asylum applications per 100,000 inhabitants`)
    );
    expect(answerToPrint(ledger, view(query))?.short).toContain(`${name} received`);
    expect(chart(query, "ranking").title).toContain("per 100,000 inhabitants");
    expect(chart(query, "ranking").unit).toContain("per 100,000 inhabitants");
  });
});

describe("“at least”", () => {
  test("is followed by the lower end of the range: answer, sentence to print, table, total and matrix", () => {
    for (const query of [
      "measure=decisions&asylum=members:eu&years=2024",
      "measure=decisions&asylum=ITA,DEU&years=2024"
    ]) {
      const whole = view(query);
      const [, printed] = /at least ([\d,]+)/.exec(answerToPrint(ledger, whole)?.short ?? "") ?? [];
      const [, said] = /at least ([\d,]+)/.exec(finding(query)) ?? [];
      expect(said).toBe(printed);
      const {ranking} = whole;
      if (!ranking) throw new Error("there is no ranking");
      const rows = rankingTable(ledger, whole, ranking).rows;
      expect(rows.at(-1)?.[1]?.text).toBe(`at least ${printed ?? ""}`);
    }
    const {document} = new JSDOM("").window;
    const parts = [...renderView(ledger, view("measure=decisions&asylum=ITA,DEU&origin=AFG,SYR&years=2024"), {document, live: false})]; // prettier-ignore
    expect(parts.find(({id}) => id === "matrix")?.textContent).toMatch(/at least \d/);
    expect(parts.find(({id}) => id === "matrix")?.textContent).not.toMatch(/at least [\d,]+ \[/);
  });

  test("of a rate is never above its lower end", () => {
    const rate = "measure=rate&definition=positive&origin=AFG&asylum=members:eu&years=2025";
    const point = view(rate).main?.[0]?.points[0];
    const [, said] = /at least ([\d.]+)%/.exec(finding(rate)) ?? [];
    expect(Number(said)).toBeLessThanOrEqual(100 * (point?.lo ?? 0));
    expect(answerToPrint(ledger, view(rate))?.short).toContain(`at least ${said ?? ""}%`);
  });
});

describe("totals of rooms can be reconciled", () => {
  test("flows and lists name what the answer’s total includes beyond countries’ own numbers", () => {
    const world = view("years=2025");
    const flows = flowsOf(ledger, world);
    const whole = world.headline?.whole[0]?.number.P;
    const beyond = flows?.leftOut.reduce((all, {number}) => all + (number.P?.value ?? 0), 0) ?? 0;
    expect(beyond).toBeGreaterThan(0);
    expect((flows?.total.value ?? 0) + beyond).toBe(whole?.value);
    // Germany alone has no temporary asylum in Russia.
    expect(flowsOf(ledger, view("asylum=DEU,FRA&years=2025"))?.leftOut).toEqual([]);
  });

  test("flows have the range of the answer, with the origins that rounding removed", () => {
    const union = view("asylum=members:eu&years=2023");
    expect(flowsOf(ledger, union)?.total).toEqual(union.headline?.whole[0]?.number.P);
  });

  test("the search names what an origin’s number in the world includes", () => {
    const {number, under} = answerTo(ledger, {
      question: "origin=AFG&years=2025",
      cell: null,
      latest: false,
      ranked: null
    });
    expect(number).toContain("85,517 persons");
    expect(under).toContain("includes temporary asylum in Russia (281 persons)");
  });
});

describe("a ranking of several years", () => {
  test("names the years that a country’s number leaves out, and gives such a number as the least", async () => {
    for (const [query, years] of [
      ["origin=SYR&years=2010-2025", "year BETWEEN 2010 AND 2025 AND origin = 'SYR'"],
      ["years=2000-2012", "year BETWEEN 2000 AND 2012"]
    ] as const) {
      const {ranking} = view(query);
      if (!ranking) throw new Error("there is no ranking");
      const mixed = await sql.rows(
        `SELECT asylum, year, sum(applications)::INT AS size FROM applications WHERE ${years} AND type IN ('NA', 'FA')
          AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') AND applications > 0 AND year >= 2006 GROUP BY ALL ORDER BY ALL`
      );
      const left = ranking.places
        .flatMap(({code, without = []}) =>
          without.flatMap((one) => one.years.map((year) => ({asylum: code, year, why: one.why})))
        )
        .filter(({year}) => year >= 2006);
      const ranked = new Set(ranking.places.map(({code}) => code));
      expect(left.map(({asylum, year}) => `${asylum} ${year}`).sort()).toEqual(
        mixed.filter(({asylum}) => ranked.has(String(asylum))).map(({asylum, year}) => `${String(asylum)} ${String(year)}`).sort() // prettier-ignore
      );
    }
    const table = rankingTable(ledger, view("origin=SYR&years=2010-2025"), view("origin=SYR&years=2010-2025").ranking as never); // prettier-ignore
    const austria = table.rows.find(([name]) => name?.text === "Austria")?.map(({text}) => text) ?? [];
    expect(austria[1]).toBe("at least 136,617");
    expect(austria.at(-1)).toContain("915 of 2012, not separated from appeals");
    expect(table.rows.find(([name]) => name?.text === "Germany")?.at(-1)?.text).toBe("–");
    expect(chart("origin=SYR&years=2010-2025", "ranking").unit).toContain("Austria (at least 136,617)");
  });

  test("names the years that a country counted in the other unit", async () => {
    const {ranking} = view("measure=decisions&years=2000-2025");
    const britain = ranking?.places.find(({code}) => code === "GBR");
    const years = await sql.rows(
      "SELECT DISTINCT year FROM decisions WHERE asylum = 'GBR' AND unit = 'C' AND level IN ('FI', 'NA', 'IN', 'FA') AND total > 0 ORDER BY 1"
    );
    expect(britain?.kind.unit).toBe("P");
    expect(britain?.without?.[0]).toMatchObject({unit: "C", why: "other unit", years: years.map(({year}) => year)});
    expect(years.length).toBeGreaterThan(0);
  });
});

describe("a sentence has one reading", () => {
  const first = (query: string) => findingParagraphs(ledger, view(query)).first;

  test("about refusals that the data does not separate from closures: how many, and that it does not say which", async () => {
    const mixed = await one(
      "SELECT sum(count) FROM cells WHERE asylum = 'RUS' AND year = 2016 AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND status = 'undivided_closed'"
    );
    expect(first("asylum=RUS&measure=decisions&years=2016")).toContain(
      `Another ${english(mixed)} were refused or closed without a decision; the data does not say how many of each.`
    );
    const over = await one(
      "SELECT sum(count) FROM cells WHERE asylum = 'RUS' AND origin = 'PRK' AND year BETWEEN 2011 AND 2019 AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND status = 'undivided_closed'"
    );
    expect(findingOf(ledger, view("origin=PRK&asylum=RUS&measure=decisions&years=2011-2019"))).toContain(
      `of which up to ${english(over)} may have been closed without a decision`
    );
  });

  test("about grants that are not separated: of which number the data does not say it", async () => {
    const mixed = await one(
      "SELECT sum(count) FROM cells WHERE asylum = 'NLD' AND origin = 'AFG' AND year = 2023 AND unit = 'P' AND level IN ('FI', 'NA', 'FA') AND status = 'undivided'"
    );
    expect(first("origin=AFG&asylum=NLD&measure=decisions&years=2023")).toContain(
      `does not say how many of the ${english(mixed)} were refugee status`
    );
  });

  test("about a peak of 0 does not say that no year had more", () => {
    expect(first("origin=PRK&asylum=RUS&measure=decisions&years=2011-2019")).toContain("No year from 2011 to 2019 has a published grant."); // prettier-ignore
  });

  test("about a peak is not of the index or the inhabitants named before it", () => {
    for (const query of ["asylum=NRU&shown=per_100000", "origin=SYR&asylum=DEU&shown=index&years=2010-2025"])
      expect(first(query)).toMatch(/The peak was [\d,]+.* in \d{4}\. (?:The number|As an index)/);
    expect(first("origin=SYR&asylum=DEU&shown=index&years=2010-2025")).toContain("with 2010 as 100");
  });

  test("about applications that are new and appeals in one number does not call them repeat applications", async () => {
    const both = await one(
      "SELECT sum(applications) FROM applications WHERE asylum = 'AUT' AND year = 2012 AND type = 'NA' AND level IN ('FI', 'NA', 'FA')"
    );
    const losses = lossesOf(ledger, view("asylum=AUT&years=2012"));
    expect(losses.map(({term}) => term)).not.toContain("Types.");
    expect(losses.find(({term}) => term === "New, or appeals.")?.words).toContain(english(both));
    expect(first("asylum=AUT&years=2012")).not.toContain("anywhere");
  });
});
