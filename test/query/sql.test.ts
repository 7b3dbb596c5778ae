// What the query page reads out of SQL: the tables it names, and sums that must not be made.
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {completions} from "../../src/query/completions.js";
import {QUESTIONS} from "../../src/query/questions.js";
import type {QueryFacts} from "../../src/query/schema.js";
import {hashOf, mixes, readError, sqlOf, tablesNamed} from "../../src/query/sql.js";

const TABLES = ["applications", "decisions", "places", "stocks"];

describe("the tables a query names", () => {
  test.each([
    ["SELECT * FROM decisions", ["decisions"]],
    ["select * from DECISIONS d join Places using (place)", ["decisions", "places"]],
    ['SELECT * FROM "applications"', ["applications"]],
    ["SELECT * FROM main.stocks", ["stocks"]],
    ["SELECT 'decisions' -- from places\n/* stocks */ FROM x", []],
    ["SELECT 'it''s' FROM decisions", ["decisions"]],
    ["SELECT $$ places $$ FROM decisions", ["decisions"]],
    ["SELECT decisions_of FROM redecisions", []],
    ["FROM decisions", ["decisions"]],
    ["SELECT 'left open FROM decisions", []]
  ])("%s", (sql, tables) => expect(tablesNamed(sql, TABLES)).toEqual(tables));

  test("are found wherever the name is a word outside strings and comments", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TABLES), fc.stringMatching(/^[ a-z0-9_(),.*=]*$/), (table, around) => {
        expect(tablesNamed(`${around} FROM ${table} WHERE ${around}`, TABLES)).toContain(table);
      }),
      {numRuns: 200}
    );
  });
});

describe("what must not be added", () => {
  test("warns of persons and cases where a sum names no unit", () => {
    const [told] = mixes("SELECT sum(recognized) FROM decisions WHERE level = 'FI'", ["decisions"]);
    expect(told).toMatch(/^In decisions, persons \(P\) and cases \(C\)/);
  });
  test("warns of levels and types too, and of nothing where all are named or nothing is added", () => {
    expect(mixes("SELECT sum(applications) FROM applications WHERE unit = 'P'", ["applications"])).toHaveLength(2);
    expect(
      mixes("SELECT sum(x) FROM applications WHERE unit = 'P' AND level = 'FI' AND type = 'N'", ["applications"])
    ).toEqual([]);
    expect(mixes("SELECT * FROM decisions", ["decisions"])).toEqual([]);
    expect(mixes("SELECT sum(population) FROM population", [])).toEqual([]);
  });
  test("warns that the Union is listed among its members", () => {
    const told = mixes("SELECT sum(decisions) FROM eurostat_decisions WHERE quarter IS NULL", ["eurostat_decisions"]);
    expect(told).toEqual([expect.stringContaining("by aggregate")]);
  });
  test("no worked question adds it", () => {
    for (const {id, sql} of QUESTIONS)
      expect([
        id,
        mixes(
          sql,
          ["applications", "decisions"].filter((name) => tablesNamed(sql, [name]).length)
        )
      ]).toEqual([id, []]);
  });
});

describe("an error", () => {
  test("of the parser, which comes as JSON, is marked at its word", () => {
    const sql = "SELECT year\nFORM decisions";
    const message = JSON.stringify({
      exception_type: "Parser",
      exception_message: 'syntax error at or near "decisions"\n\nLINE 2: FORM decisions\n             ^',
      position: "17"
    });
    expect(readError(message, sql)).toEqual({
      words: 'Parser Error: syntax error at or near "decisions"',
      at: {from: 17, to: 26}
    });
  });
  test("of a name is marked at the name, also after letters of more than one byte", () => {
    const sql = "SELECT 'é가', yaer FROM decisions";
    const message = `Binder Error: Referenced column "yaer" not found in FROM clause!\nCandidate bindings: "year"\n\nLINE 1: SELECT 'é가', yaer FROM decisions\n                    ^`;
    const {words, at} = readError(message, sql);
    expect(sql.slice(at?.from, at?.to)).toBe("yaer");
    expect(words).toContain('Candidate bindings: "year"');
  });
  test("in a long line, of which a part is shown, is marked at its position in the whole line", () => {
    const sql = `SELECT ${"year, ".repeat(60)}yaer FROM decisions`;
    const message = `Binder Error: Referenced column "yaer" not found\n\nLINE 1: ...year, year, yaer FROM decisions\n                       ^`;
    const {at} = readError(message, sql);
    expect(sql.slice(at?.from, at?.to)).toBe("yaer");
  });
  test("without a place has none", () => {
    expect(readError("Out of Memory Error: could not allocate", "SELECT 1").at).toBeNull();
    expect(readError("Out of Memory Error: could not allocate", "SELECT 1").words).toContain("768 MB");
  });
  test("of what the page forbids says that the tables are there by their names", () => {
    expect(readError("Permission Error: Cannot access file", "FROM 'x.csv'").words).toContain(
      "cannot open files or addresses"
    );
  });
});

describe("an address", () => {
  test("holds any query after its #, and gives it back", () => {
    fc.assert(fc.property(fc.string({minLength: 1, unit: "grapheme"}), (sql) => sqlOf(hashOf(sql)) === sql));
  });
  test("that holds none, or a broken one, gives nothing", () => {
    for (const hash of ["", "#", "#questions", "#sql=", "#sql=%E0%A4%A"]) expect(sqlOf(hash)).toBeNull();
  });
});

describe("completion", () => {
  const facts: QueryFacts = {
    edition: "2026-01-01",
    cite: "",
    tables: [],
    places: [
      ["PRK", "North Korea", "КНДР|북한|DPRK"],
      ["KOR", "South Korea", "Республика Корея|대한민국"],
      ["CIV", "Côte d’Ivoire", "Кот-д’Ивуар"]
    ],
    codes: {level: {FI: "first instance"}, unit: {P: "persons"}}
  };
  test("finds a place by any of its names, in any script, and writes its code", () => {
    expect(completions(facts, "북", true)).toEqual([{label: "North Korea", detail: "PRK", apply: "PRK"}]);
    expect(completions(facts, "кнд", false)).toEqual([{label: "North Korea", detail: "PRK", apply: "'PRK'"}]);
    expect(completions(facts, "cote", true).map(({apply}) => apply)).toEqual(["CIV"]);
    expect(completions(facts, "korea", true).map(({apply}) => apply)).toEqual(["PRK", "KOR"]);
  });
  test("knows codes by what they mean, inside quotation marks alone", () => {
    expect(completions(facts, "first", true)).toEqual([{label: "first instance", detail: "level FI", apply: "FI"}]);
    expect(completions(facts, "first", false)).toEqual([]);
  });
  test("takes what is typed as letters, not as a pattern", () => {
    for (const typed of ["(", "[a", "*", "\\"]) expect(completions(facts, typed, true)).toEqual([]);
  });
});
