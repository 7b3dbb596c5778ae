// An answer from table to file: what DuckDB gives, as chart, table, CSV, JSON and Parquet. The worked questions are run on the
// edition; those with a figure that is known otherwise are held to it.
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {
  columnFromArray,
  list,
  tableFromArrays,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  utf8
} from "@uwdata/flechette";
import {parquetReadObjects} from "hyparquet/src/index.js";
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {answerOf, arrowOfParquet} from "../../src/edition/arrow.js";
import type {Answer} from "../../src/edition/arrow.js";
import {answerTable, cellWords, sortedRows} from "../../src/query/answerTable.js";
import {chartSentence, pointsOf, proposed, withGaps} from "../../src/query/chart.js";
import {csvOf, fileName, jsonOf, parquetOf} from "../../src/query/files.js";
import {QUESTIONS} from "../../src/query/questions.js";
import {schemaTables} from "../../src/query/schema.js";
import type {PackageTable} from "../../src/query/schema.js";
import {rows as rowsOf, withDatabase} from "../../loaders/clean/database.js";
import type {DuckDBConnection, Row} from "../../loaders/clean/database.js";
import {attach, currentEdition, readPackage, tablesOf} from "../../loaders/edition/edition.js";
import {committedEdition} from "../edition/committed.js";

const DAY = new Date("2026-01-02T00:00:00Z");
const ANSWER: Answer = {
  rows: 3,
  cut: [],
  columns: [
    {name: "year", kind: "integer", values: [2020, 2021, 2023]},
    {name: "host", kind: "text", values: ["NA", 'a, "b"', null]},
    {name: "n", kind: "integer", values: [0, null, 1234]},
    {name: "rate", kind: "number", values: [0.5, 12.25, null]},
    {name: "large", kind: "integer", values: [9007199254740993n, null, 1]},
    {name: "day", kind: "date", values: [DAY, null, DAY]},
    {name: "names", kind: "list", values: [["x", "y"], [], null]},
    {name: "yes", kind: "boolean", values: [true, false, null]}
  ]
};

const DATA = join(PROJECT, "data");
const id = currentEdition(DATA) ?? "";
/** A DuckDB with every table of the edition, read from its Parquet by DuckDB itself. */
let ask: (query: string) => Promise<Row[]>;
let close: () => void;
let closed: Promise<void>;
beforeAll(async () => {
  const open = new Promise<DuckDBConnection>((opened) => {
    closed = withDatabase(async (db) => {
      await attach(db, DATA, id, tablesOf(readPackage(DATA, id)));
      opened(db);
      await new Promise<void>((done) => (close = done));
    });
  });
  const db = await open;
  ask = (query) => rowsOf(db, query);
});
afterAll(async () => {
  close();
  await closed;
});

const ORIGIN = {
  edition: "2026-01-01",
  cite: "UNHCR, via Asylum Ledger",
  query: 'SELECT 1, "a" -- one\nFROM x',
  cut: null
};

describe("as a file", () => {
  test("CSV makes harmless what a spreadsheet would compute, in heads and cells, and leaves numbers as they are", () => {
    const texts = ["=1+1", "+x", "-x", "@sum", "\tx", " =x", "\uFF1Dx", "-5", "+1.5e3", "a=b", '=HYPERLINK("x","y")'];
    const lines = csvOf(
      {
        rows: texts.length,
        cut: [],
        columns: [
          {name: "=head", kind: "text", values: texts},
          {name: "n", kind: "integer", values: texts.map(() => -7)},
          {name: "parts", kind: "list", values: texts.map(() => ["=a", "b"])}
        ]
      },
      {...ORIGIN, query: "SELECT '=x'\r\n,=HYPERLINK(1)", cut: "The first 11 rows are here."}
    ).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      '"# Asylum Ledger, edition 2026-01-01, the answer to this query:"',
      `"# SELECT '=x'"`,
      '"# ,=HYPERLINK(1)"',
      '"# The first 11 rows are here."'
    ]);
    expect(lines.slice(6, -1).map((line) => line.replace(/,-7,'=a \| b$/, ""))).toEqual([
      "'=head,n,parts",
      ...["'=1+1", "'+x", "'-x", "'@sum", "'\tx", "' =x", "'\uFF1Dx", "-5", "+1.5e3", "a=b"],
      `"'=HYPERLINK(""x"",""y"")"`
    ]);
  });
  test("is named by the first words of its query, and by its checksum where those are the same", () => {
    expect(fileName(ORIGIN, "0123456789abcdef", "json")).toBe(
      "asylum-ledger-2026-01-01-select-1-a-from-x-01234567.json"
    );
    expect(fileName({...ORIGIN, query: "/* \u5317 */"}, "01234567", "csv")).toBe(
      "asylum-ledger-2026-01-01-query-01234567.csv"
    );
  });
  test("CSV has nothing for a missing value, and NA for NA", () => {
    expect(csvOf(ANSWER, ORIGIN).split("\n")).toEqual([
      '"# Asylum Ledger, edition 2026-01-01, the answer to this query:"',
      '"# SELECT 1, ""a"" -- one"',
      '"# FROM x"',
      '"# Cite as: UNHCR, via Asylum Ledger"',
      expect.stringMatching(/^"# A text that begins with = .* apostrophe/),
      "year,host,n,rate,large,day,names,yes",
      "2020,NA,0,0.5,9007199254740993,2026-01-02,x | y,true",
      '2021,"a, ""b""",,12.25,,,,false',
      "2023,,1234,,1,2026-01-02,,",
      ""
    ]);
  });
  test("JSON keeps numbers, null, lists, and every digit of a long number", () => {
    const [first, second] = JSON.parse(jsonOf(ANSWER)) as Record<string, unknown>[];
    expect(first).toMatchObject({
      year: 2020,
      host: "NA",
      n: 0,
      large: "9007199254740993",
      day: "2026-01-02",
      names: ["x", "y"]
    });
    expect(second?.n).toBeNull();
  });
  test("Parquet keeps types and missing values, and names query and edition", async () => {
    const file = parquetOf(ANSWER, ORIGIN);
    const rows = await parquetReadObjects({file});
    expect(rows[0]).toMatchObject({year: 2020, host: "NA", n: 0, rate: 0.5, large: 9007199254740993n, yes: true});
    expect(rows[1]).toMatchObject({year: 2021, host: 'a, "b"'});
    expect([rows[1]?.n ?? null, rows[2]?.host ?? null]).toEqual([null, null]);
  });
});

describe("an answer that is too large", () => {
  const message = (table: Parameters<typeof tableToIPC>[0]) => [
    tableToIPC(table, {format: "stream"}) ?? new Uint8Array()
  ];
  const limits = {most: 50, columns: 3, bytes: 10_000};
  test("is cut at the rows, columns or bytes that a page is given, and says which", () => {
    const numbers = (rows: number) => Array.from({length: rows}, (_, i) => i);
    const whole = answerOf(message(tableFromArrays({a: numbers(50)})), limits);
    expect([whole.rows, whole.columns.length, whole.cut]).toEqual([50, 1, []]);
    const long = answerOf(message(tableFromArrays({a: numbers(51)})), limits);
    expect([long.rows, long.columns[0]?.values.length, long.cut]).toEqual([50, 50, ["rows"]]);
    const wide = answerOf(message(tableFromArrays(Object.fromEntries(numbers(9).map((i) => [`c${i}`, [i]])))), limits);
    expect([wide.rows, wide.columns.map(({name}) => name), wide.cut]).toEqual([1, ["c0", "c1", "c2"], ["columns"]]);
    const heavy = answerOf(message(tableFromArrays({a: numbers(9).map(() => "x".repeat(3000))})), limits);
    expect([heavy.rows, heavy.columns[0]?.values.length, heavy.cut]).toEqual([3, 3, ["bytes"]]);
  });
  test("keeps no row that is too large by itself, be it a text or a list of many", () => {
    const text = answerOf(message(tableFromArrays({a: ["x".repeat(20_000)]})), limits);
    expect([text.rows, text.cut]).toEqual([0, ["bytes"]]);
    const lists = columnFromArray([["a"], Array.from({length: 900}, () => "abcdef")], list(utf8()));
    const many = answerOf(message(tableFromColumns([["l", lists]])), limits);
    expect([many.columns[0]?.values, many.cut]).toEqual([[["a"]], ["bytes"]]);
  });
  test("shows long cells cut, with how long they are, in table and chart", () => {
    const column = {name: "x", kind: "text", values: ["x".repeat(1_000_000), "y".repeat(1_000_000)]} as const;
    expect(cellWords(column.values[0], column)).toBe(`${"x".repeat(200)}… (1,000,000 characters)`);
    const answer: Answer = {rows: 2, cut: [], columns: [column, {name: "n", kind: "integer", values: [1, 2]}]};
    const {document} = new JSDOM("").window;
    const table = answerTable(answer, [0, 1], {document, order: null}).map(({outerHTML}) => outerHTML);
    expect(table.join("").length).toBeLessThan(2000);
    const choice = proposed(answer);
    if (!choice) throw new Error("no chart is proposed");
    const {points} = pointsOf(answer, choice);
    expect(points.map(({x}) => String(x).length)).toEqual([81, 81]);
    expect(chartSentence(choice, points, String).length).toBeLessThan(300);
  });
});

describe("as a chart", () => {
  test("years go along as a line, and a year without a row is a gap", () => {
    const choice = proposed(ANSWER);
    expect(choice).toMatchObject({mark: "line", x: "year", y: "n"});
    const {points, leftOut} = pointsOf(ANSWER, {mark: "line", x: "year", y: "n", series: null});
    expect(points.map(({x, y}) => [x, y])).toEqual([
      [2020, 0],
      [2023, 1234]
    ]);
    expect(leftOut).toEqual(["1 row has no number and no mark"]);
    expect(withGaps(points, "year").map(({y}) => y)).toEqual([0, NaN, 1234]);
    expect(chartSentence({mark: "line", x: "year", y: "n", series: null}, points, String)).toBe(
      "n by year: highest 1234 (2023), lowest 0 (2020)."
    );
  });
  test("names go along as bars, and an answer of one number has no chart", () => {
    const names: Answer = {...ANSWER, columns: ANSWER.columns.slice(1, 3)};
    expect(proposed(names)).toEqual({mark: "bar", x: "host", y: "n", series: null});
    expect(proposed({...names, columns: names.columns.slice(1)})).toBeNull();
    expect(proposed({...names, rows: 1})).toBeNull();
  });
  test("draws several rows of one year as dots unless a column separates them", () => {
    const twice = (hosts: string[]): Answer => ({
      rows: 4,
      cut: [],
      columns: [
        {name: "year", kind: "integer", values: [2020, 2020, 2021, 2021]},
        {name: "host", kind: "text", values: hosts},
        {name: "n", kind: "integer", values: [1, 2, 3, 4]}
      ]
    });
    expect(proposed(twice(["A", "B", "A", "B"]))).toMatchObject({mark: "line", series: "host"});
    expect(proposed(twice(["A", "A", "A", "A"]))).toMatchObject({mark: "dot", series: null});
  });
});

describe("as a table", () => {
  const {document} = new JSDOM("").window;
  test("sorts missing values last in both directions", () => {
    expect(sortedRows(ANSWER, {column: 2, falling: false})).toEqual([0, 2, 1]);
    expect(sortedRows(ANSWER, {column: 2, falling: true})).toEqual([2, 0, 1]);
    expect(sortedRows(ANSWER, null)).toEqual([0, 1, 2]);
  });
  test("null is written, and years have no comma", () => {
    const [table] = answerTable(ANSWER, [0, 1, 2], {document, order: {column: 2, falling: true}});
    const cells = Array.from(table?.querySelectorAll("tbody tr:last-child td") ?? [], (cell) => cell.textContent);
    expect(cells.slice(0, 4)).toEqual(["2023", "null", "1,234", "null"]);
    expect(table?.querySelector("th[aria-sort=descending]")?.textContent).toBe("n");
  });
  test("more than three hundred rows are not laid out, and that is said", () => {
    const many: Answer = {
      rows: 400,
      cut: [],
      columns: [{name: "n", kind: "integer", values: Array.from({length: 400}, (_, i) => i)}]
    };
    const parts = answerTable(many, sortedRows(many, null), {document, order: null});
    expect(parts[0]?.textContent).toBe(
      "The first 300 of 400 rows are shown, in this order; the files hold all of them."
    );
    expect(parts[1]?.querySelectorAll("tbody tr")).toHaveLength(300);
  });
});

describe("the edition", () => {
  const file = (name: string) => join(DATA, "editions", id, `${name}.parquet`);
  test.each(["decisions", "places", "checks", "events"])(
    "%s as Arrow holds what stands in its Parquet",
    async (name) => {
      if (!existsSync(file(name))) return;
      const bytes = new Uint8Array(readFileSync(file(name)));
      const arrow = await arrowOfParquet(bytes.buffer);
      const {columns, rows} = answerOf([arrow], {most: Infinity});
      const [counted] = await ask(
        `SELECT count(*)::INTEGER AS rows, ${columns.map((column, i) => `count("${column.name}")::INTEGER AS c${i}`).join(", ")} FROM ${name}`
      );
      expect(rows).toBe(counted?.rows);
      expect(tableFromIPC(arrow).numRows).toBe(rows);
      columns.forEach(({values}, i) =>
        expect(values.filter((value) => value !== null).length).toBe(counted?.[`c${i}`])
      );
      if (name === "decisions") {
        const sums = await ask("SELECT sum(recognized)::INTEGER AS r, sum(temporary)::INTEGER AS t FROM decisions");
        const sum = (column: string) =>
          columns
            .find((each) => each.name === column)
            ?.values.reduce<number>((total, value) => total + Number(value ?? 0), 0);
        expect([sum("recognized"), sum("temporary")]).toEqual([sums[0]?.r, sums[0]?.t]);
      }
    }
  );

  test("has a name and a meaning for every column that the page shows", async () => {
    const {package: pack} = await committedEdition();
    const tables = schemaTables(pack.resources as unknown as PackageTable[]);
    expect(tables.map(({name}) => name)).toEqual(expect.arrayContaining(["applications", "decisions", "stocks"]));
    for (const {columns} of tables)
      for (const column of columns) expect(column).toMatchObject({description: expect.stringMatching(/./) as string});
  });

  test.each(QUESTIONS)("answers: $title", async ({id: question, sql}) => {
    const rows = await ask(sql);
    expect(rows.length).toBeGreaterThan(3);
    if (question === "russia") {
      const of2022 = rows.find((row) => row.year === 2022 && row.level === "TA");
      expect([
        Number(of2022?.reported_under_recognized),
        Number(of2022?.refugee_status),
        Number(of2022?.temporary)
      ]).toEqual([98644, 0, 98644]);
    }
    if (question === "columns") expect(rows[0]).toMatchObject({country: "Russia", level: "TA"});
    if (question === "unknown") expect(rows[0]).toMatchObject({country: "United States", unit: "C"});
  });
});
