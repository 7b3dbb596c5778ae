// The numbers of the charts that compare: one unit where one is asked for, sums that say what they add, files with every number that is
// drawn, and codes in any case.
import {beforeAll, describe, expect, test} from "vitest";
import {JSDOM} from "jsdom";
import {chartData} from "../../src/charts/take/table.js";
import type {ChartData} from "../../src/charts/data.js";
import {parseState} from "../../src/explorer/address.js";
import {csvOf, tableOf} from "../../src/explorer/table.js";
import {POSITIVE_STATUSES} from "../../src/measures/codes.js";
import {PROJECT} from "../../src/site/build.js";
import {openSql} from "../browser/sql.js";
import * as compare from "../../src/explorer/compare/more.js";
import {knownOf} from "../../src/explorer/known.js";
import type {Ledger} from "../../src/explorer/ledger.js";
import {problemWords} from "../../src/explorer/problems.js";
import {renderView} from "../../src/explorer/render.js";
import {viewOf} from "../../src/explorer/view.js";
import {parseWatch} from "../../src/explorer/watch/address.js";
import {ledgerOf} from "./ledger.js";

let ledger: Ledger;
beforeAll(async () => {
  ({ledger} = await ledgerOf());
});
const {document} = new JSDOM("").window;
const parsed = (query: string) => parseState(query, knownOf(ledger));
function page(query: string): HTMLElement {
  const holder = document.createElement("div");
  holder.append(
    ...renderView(ledger, viewOf(ledger, parsed(query).state), {
      ...{document, sizes: ["wide"], live: true, compare: () => compare}
    })
  );
  return holder;
}
const charts = (query: string) => [...page(query).querySelectorAll<HTMLElement>("figure.plate")];
const fileOf = (figure: HTMLElement): ChartData => {
  const data = chartData(figure);
  if (!data) throw new Error(`${figure.id} has no numbers`);
  return data;
};

describe("a question about one unit", () => {
  const QUESTIONS = ["asylum=DEU,USA&years=2018-2025", "origin=SYR,UKR&asylum=USA,RUS&years=2015-2025"].flatMap(
    (query) =>
      ["", "&lines=together"].flatMap((lines) =>
        ["", "&measure=decisions", "&measure=rate&definition=positive"].map((measure) => query + lines + measure)
      )
  );
  test.each(QUESTIONS)("%s shows no panel, row or axis of the other", (query) => {
    for (const [unit, other] of [
      ["cases", "persons"],
      ["persons", "cases"]
    ] as const)
      for (const figure of charts(`${query}&unit=${unit}`)) {
        const drawn = [...figure.querySelectorAll("svg text")].map(({textContent}) => textContent);
        expect([figure.id, drawn.filter((text) => text === `Counted in ${other}` || text.startsWith("0.0000"))]).toEqual([figure.id, []]); // prettier-ignore
        const {columns, rows} = fileOf(figure);
        const counted = columns.indexOf("Counted in");
        expect(columns.filter((name) => name.endsWith(`, ${other}`))).toEqual([]);
        expect(rows.filter((row) => row[counted] === other)).toEqual([]);
      }
  });

  test("names what is counted in the other unit, and never calls it missing", () => {
    for (const lines of ["", "&lines=together"]) {
      const all = page(`origin=SYR,UKR&asylum=USA,RUS&years=2022-2025&unit=persons&measure=applications${lines}`);
      expect(all.textContent).not.toContain("counted in persons; not shown");
      const cases = page(`asylum=DEU,USA&years=2018-2025&unit=cases${lines}`);
      expect(cases.querySelector("#over-time")?.textContent).toContain("Counted in persons alone: Germany");
      for (const row of cases.querySelectorAll("#ranking tbody tr, #table tbody tr"))
        if (row.textContent.includes("Germany")) expect(row.textContent).toContain("counted in persons; not shown");
    }
  });
});

describe("a total", () => {
  test.each(["", "asylum=m49:150", "asylum=m49:002", "asylum=m49:019", "asylum=m49:142", "asylum=m49:009"])(
    "of all stages is said to add them: %s",
    (query) => {
      const all = page(`${query}&years=2025`);
      expect(all.querySelector("#other-kinds .unit")?.textContent ?? "The chart above adds these").toContain(
        "The chart above adds these"
      );
      expect(all.textContent).not.toContain("and nothing else");
    }
  );

  test("of a ranking is a sum, and its note leads from it to UNHCR’s total", () => {
    const note = page("years=2025").querySelector("#ranking .mg")?.textContent ?? "";
    for (const number of ["2,496,543", "8,218", "284", "2,505,045"]) expect(note).toContain(number);
    const file = fileOf(charts("years=2025").find(({id}) => id === "ranking") as HTMLElement);
    expect(file.rows.at(-1)).toContain(2_496_543);
    expect(2_496_543 + 8_218 + 284).toBe(2_505_045);
  });
});

describe("the file of a chart", () => {
  const QUESTIONS = [
    "measure=rate&definition=positive&years=2024&origin=AFG",
    "measure=rate&definition=positive&asylum=DEU",
    "asylum=DEU",
    "asylum=m49:154&years=2024",
    "origin=SYR,AFG&asylum=DEU,FRA,USA&lines=together",
    "asylum=members:eu&years=2024&shown=per_100000",
    "measure=refugees&origin=SYR,AFG&years=2020-2024"
  ];
  test.each(QUESTIONS)("%s has numbers as numbers, each with its ends", (query) => {
    for (const figure of charts(query)) {
      const {columns, rows} = fileOf(figure);
      const texts = rows.flatMap((row) =>
        row.filter((field) => typeof field === "string" && /\[\d|^\d+ of \d/.test(field))
      );
      // A reason may give a range: "recognized" alone is text.
      const notes = new Set(rows.flatMap((row) => row.filter((_, i) => /note|what changed/i.test(columns[i] ?? ""))));
      expect([figure.id, texts.filter((text) => !notes.has(text))]).toEqual([figure.id, []]);
      const ended = columns.filter((name) => columns.includes(`${name}, highest`));
      expect(ended.length).toBeGreaterThan(0);
      for (const name of ended) expect(columns).toContain(`${name}, lowest`);
    }
  });

  test("of flows has both sides of the picture", () => {
    const flows = charts("asylum=m49:154&years=2024").find(({id}) => id === "flows") as HTMLElement;
    const numbers = new Set(fileOf(flows).rows.flat());
    const drawn = [...flows.querySelectorAll("svg text")].flatMap(({textContent}) => /(?:^|\s)(\d[\d,]*)$/.exec(textContent)?.[1] ?? []); // prettier-ignore
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.map((text) => Number(text.replaceAll(",", ""))).filter((n) => !numbers.has(n))).toEqual([]);
  });
});

describe("the file of the data table", () => {
  const STAGE = "stage=first&unit=persons&years=2000-2025";
  /** Lines of the file by year, each by the names of its columns. */
  function linesOf(query: string): {heads: string[]; lines: Map<number, Record<string, string>>} {
    const view = viewOf(ledger, parsed(query).state);
    const [heads = "", ...rows] = csvOf(ledger, view, tableOf(ledger, view), "https://ledger.example/explorer")
      .trim()
      .split("\r\n")
      .filter((line) => !line.startsWith("#") && !line.startsWith('"#'));
    const names = heads.split(",");
    // Only the stage has a comma.
    const cells = (row: string) => row.replace(/"[^"]*"/g, "stage").split(",");
    return {
      heads: names,
      lines: new Map(rows.map((row) => [Number(row.slice(0, 4)), Object.fromEntries(cells(row).map((cell, i) => [names[i] ?? "", cell]))])) // prettier-ignore
    };
  }

  test("has a column for each status, 0 in every year or not, and is empty only where the data does not separate it", async () => {
    const sql = await openSql(PROJECT);
    // In every one of these countries a status is 0 in all years, or not separated in some.
    const asylums = ["RUS", "CAN", "TUR", "MYS", "EGY", "NLD", "ZAF", "KEN"];
    try {
      let [zeros, empty] = [0, 0];
      for (const asylum of asylums) {
        const {heads, lines} = linesOf(`measure=decisions&asylum=${asylum}&${STAGE}`);
        const rows = await sql.rows(
          `SELECT year, status, sum(count)::INT AS count FROM cells WHERE asylum = '${asylum}' AND level IN ('FI', 'NA', 'IN', 'EO') AND unit = 'P' GROUP BY ALL`
        );
        const of = (year: unknown, status: string) =>
          Number(rows.find((row) => row.year === year && row.status === status)?.count ?? 0);
        for (const {year, status} of rows as {year: number; status: string}[]) {
          const line = lines.get(year);
          if (!line || line.refugee_status_hi === "") continue;
          expect([asylum, heads.includes(status) && `${status} has a column`]).toEqual([
            asylum,
            `${status} has a column`
          ]);
          const positive = (POSITIVE_STATUSES as readonly string[]).includes(status);
          const other = positive ? "undivided" : "undivided_closed";
          const together = status === other || status === "not_decided" ? 0 : of(year, other);
          const count = of(year, status);
          const isEmpty = together > 0 && count === 0;
          expect([asylum, year, status, line[status]]).toEqual([asylum, year, status, isEmpty ? "" : String(count)]);
          if (isEmpty) empty++;
          else if (
            count === 0 &&
            [...lines.values()].every((each) => each[status] !== undefined && Number(each[status]) === 0)
          )
            zeros++;
        }
      }
      expect(zeros).toBeGreaterThan(10);
      expect(empty).toBeGreaterThan(10);
    } finally {
      sql.close();
    }
  });

  test("has no 0 for Russia’s refusals of 2016, which the data does not separate from closures", () => {
    const {lines} = linesOf(`measure=decisions&asylum=RUS&${STAGE}`);
    expect(lines.get(2016)).toMatchObject({refused: "", undivided_closed: "1265", otherwise_closed: ""});
    expect(Number(lines.get(2016)?.refused_hi)).toBeGreaterThanOrEqual(1265);
    expect(lines.get(2015)).toMatchObject({refused: "2819", undivided_closed: "0", otherwise_closed: "0"});
  });
});

describe("codes", () => {
  test("are read in any case", () => {
    const {state, problems} = parsed("origin=eri&asylum=Isr&years=2015");
    expect(problems).toEqual([]);
    expect(state).toEqual(parsed("origin=ERI&asylum=ISR&years=2015").state);
    expect(parsed("asylum=M49:150").state).toEqual(parsed("asylum=m49:150").state);
    expect(parseWatch("pair=syr-deu&asylum=fra,M49:150")).toEqual(parseWatch("pair=SYR-DEU&asylum=FRA,m49:150"));
  });

  test("that name no place are said to, with the way to search", () => {
    const {problems} = parsed("origin=xyz&years=2015");
    expect(problems).toHaveLength(1);
    for (const problem of problems) expect(problemWords(problem)).toMatch(/no place.*XYZ.*[Ss]earch/);
  });
});
