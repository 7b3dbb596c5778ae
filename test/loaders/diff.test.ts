// Two editions compared by key, made by hand so that each case is seen: rows, tables and columns of one side alone, keys that
// stand twice, empty tables, breaks; and the real correction of June 2026, where the publisher's files are at hand.
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {literal, rows, withDatabase} from "../../loaders/clean/database.js";
import {diffEditions} from "../../loaders/edition/diff.js";
import type {EditionDiff} from "../../loaders/edition/diff.js";
import type {TableDiff} from "../../loaders/edition/diffTable.js";
import {findEdition} from "../../loaders/edition/editionFolder.js";
import {diffMarkdown, diffText} from "../../loaders/edition/diffText.js";
import {sha256} from "../../loaders/sources/shared.js";
import {needs, UPSTREAM} from "../rawFiles.js";
import {data} from "./run.js";

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "ledger-diff-"));
});
afterAll(() => rmSync(base, {recursive: true, force: true}));

interface Made {
  /** The query whose rows the table holds. */
  readonly sql: string;
  readonly key: readonly string[];
  readonly counts?: readonly string[];
}

/** An edition as a folder of its own, below a target. */
async function made(target: string, id: string, tables: Readonly<Record<string, Made>>): Promise<string> {
  const dir = join(base, target, "editions", id);
  mkdirSync(dir, {recursive: true});
  await withDatabase(async (db) => {
    for (const [name, {sql}] of Object.entries(tables))
      await db.run(`COPY (${sql}) TO ${literal(join(dir, `${name}.parquet`))} (FORMAT parquet)`);
  });
  const resources = Object.entries(tables).map(([name, {key, counts = []}]) => ({
    ...summed(dir, name),
    schema: {primaryKey: key, fields: counts.map((count) => ({name: count, type: "integer", unit: "persons"}))}
  }));
  writeFileSync(join(dir, "datapackage.json"), JSON.stringify({id, sources: [], notes: [`note of ${id}`], resources}));
  writeFileSync(join(base, target, "edition"), `${id}\n`);
  return dir;
}

/** A file as datapackage.json describes it. */
function summed(dir: string, name: string) {
  const bytes = readFileSync(join(dir, `${name}.parquet`));
  return {name, path: `${name}.parquet`, bytes: bytes.length, hash: `sha256:${sha256(bytes)}`};
}

const KEY = ["year", "origin", "asylum"];
const values = (lines: readonly string[], columns = "year, origin, asylum, n, word") =>
  `SELECT * FROM (VALUES ${lines.map((line) => `(${line})`).join(", ")}) AS t(${columns})`;
const table = (diff: EditionDiff, name: string): TableDiff => {
  const found = diff.tables.find((each) => each.table === name);
  if (!found) throw new Error(`no table ${name}`);
  return found;
};

let compared: Promise<EditionDiff> | null = null;
/** The pair compared, once for all that only read it. */
const pair = () => (compared ??= pairOf(null));

/** Two editions of years and hosts that nobody has, with a table each that the other lacks. */
async function pairOf(limit: number | null): Promise<EditionDiff> {
  const a = await made("pair", "2031-01-01", {
    numbers: {
      sql: values([
        "2030, 'AAA', 'ZZA', 10, 'x'",
        "2030, 'AAB', 'ZZA', 5, 'x'",
        "2029, 'AAC', 'ZZB', NULL, 'x'",
        "2029, 'AAD', 'ZZB', 1, 'x'"
      ]),
      key: KEY,
      counts: ["n"]
    },
    old: {sql: "SELECT 1 AS id", key: ["id"]},
    nothing: {sql: "SELECT 1 AS id, 2 AS n WHERE false", key: ["id"], counts: ["n"]},
    breaks: {sql: "SELECT 'known' AS id, 'ZZA' AS asylum, 'open' AS verdict, 'Words.' AS wording", key: ["id"]}
  });
  const b = await made("pair", "2031-06-01", {
    numbers: {
      sql: `SELECT *, 7 AS more FROM (${values(["2030, 'AAA', 'ZZA', 1010, 'x'", "2029, 'AAC', 'ZZB', 0, 'x'", "2029, 'AAD', 'ZZB', 1, 'y'", "2031, 'AAE', 'ZZC', 44, 'x'"])})`,
      key: KEY,
      counts: ["n"]
    },
    fresh: {sql: "SELECT 1 AS id UNION ALL SELECT 2", key: ["id"]},
    nothing: {sql: "SELECT 1 AS id, 2 AS n WHERE false", key: ["id"], counts: ["n"]},
    breaks: {
      sql: `SELECT 'known' AS id, 'ZZA' AS asylum, 'ruled' AS verdict, 'Words.' AS wording
        UNION ALL SELECT 'moved-2031', 'ZZC', 'open', 'Grants moved | <b>to</b> the other column.'`,
      key: ["id"]
    }
  });
  return diffEditions(findEdition(a, base), findEdition(b, base), limit);
}

describe("Two editions", () => {
  test("are compared by key: rows added, removed and changed, the largest change first", async () => {
    const numbers = table(await pair(), "numbers");
    expect(numbers).toMatchObject({there: "both", added: 1, gone: 1, changed: 3, rows_a: 4, rows_b: 4});
    expect(numbers.largest.map(({kind, key, size}) => [kind, key.origin, size])).toEqual([
      ["changed", "AAA", 1000],
      ["added", "AAE", 44],
      ["gone", "AAB", 5],
      ["changed", "AAC", 0],
      ["changed", "AAD", 0]
    ]);
    expect(numbers.largest[3]).toMatchObject({before: {n: null}, after: {n: 0}});
    expect(numbers.by_column).toEqual([
      {column: "n", rows: 2},
      {column: "word", rows: 1}
    ]);
  });

  test("are counted by country, origin and year", async () => {
    const {by} = table(await pair(), "numbers");
    expect(Object.keys(by)).toEqual(["asylum", "origin", "year"]);
    expect(by.asylum).toEqual([
      {value: "ZZA", added: 0, gone: 1, changed: 1},
      {value: "ZZB", added: 0, gone: 0, changed: 2},
      {value: "ZZC", added: 1, gone: 0, changed: 0}
    ]);
    expect(by.year?.map(({value}) => value)).toEqual([2029, 2030, 2031]);
  });

  test("may lack tables: they are not in A or not in B, and none of their rows counts as removed", async () => {
    const diff = await pair();
    expect(table(diff, "old")).toMatchObject({there: "not in B", gone: 0, rows_a: 1, rows_b: null});
    expect(table(diff, "fresh")).toMatchObject({there: "not in A", added: 0, rows_a: null, rows_b: 2});
    expect(table(diff, "nothing")).toMatchObject({there: "both", added: 0, gone: 0, changed: 0});
    const words = diffText(diff);
    expect(words).toContain("old: not in B (1 row in A)");
    expect(words).toContain("fresh: not in A (2 rows in B)");
    expect(diffMarkdown(diff)).toContain("| old | 1 | – | not in B | – | – |");
  });

  test("may have columns of their own: listed, and no change", async () => {
    const diff = await pair();
    expect(table(diff, "numbers").columns_only_b).toEqual(["more"]);
    expect(diffText(diff)).toContain("columns not in A: more");
  });

  test("name the breaks that are new in the later one, and those with a new verdict; words are escaped", async () => {
    const diff = await pair();
    expect(diff.new_breaks?.map(({id}) => id)).toEqual(["moved-2031"]);
    expect(diff.judged_anew).toEqual([{id: "known", before: "open", after: "ruled"}]);
    expect(diffText(diff)).toContain("new breaks in B: 1\n  moved-2031 (ZZC, open): Grants moved");
    expect(diffMarkdown(diff)).toContain("Grants moved \\| \\<b\\>to\\</b\\> the other column.");
  });

  test("list up to the limit of the largest changes, and say of how many", async () => {
    const diff = await pairOf(2);
    expect(table(diff, "numbers").largest).toHaveLength(2);
    expect(table(diff, "numbers").changed).toBe(3);
    expect(diffText(diff)).toContain("the largest 2 of 5:");
  });

  test("without a difference say so", async () => {
    const b = findEdition(join(base, "pair", "editions", "2031-06-01"), base);
    const diff = await diffEditions(b, b, null);
    for (const each of diff.tables) expect(each).toMatchObject({added: 0, gone: 0, changed: 0});
    expect(diffText(diff)).toContain("numbers: no difference (4 rows)");
    expect(diffText(diff)).toContain("new breaks in B: none");
  });

  test("whose keys are repeated, are null or of another type, or whose key lost a column, compare all the same", async () => {
    const a = await made("odd", "2031-01-01", {
      twice: {sql: "SELECT 1 AS id, 5 AS n UNION ALL SELECT 1, 6 UNION ALL SELECT NULL, 7", key: ["id"], counts: ["n"]},
      typed: {sql: "SELECT 1 AS id, '5' AS n", key: ["id"], counts: ["n"]},
      cut: {sql: "SELECT 1 AS id, 2 AS part, 5 AS n", key: ["id", "part"], counts: ["n"]},
      keyless: {sql: "SELECT 1 AS x UNION ALL SELECT 2", key: []}
    });
    const b = await made("odd", "2031-02-01", {
      twice: {sql: "SELECT 1 AS id, 5 AS n UNION ALL SELECT 1, 9 UNION ALL SELECT NULL, 7", key: ["id"], counts: ["n"]},
      typed: {sql: "SELECT 1 AS id, 5 AS n", key: ["id"], counts: ["n"]},
      cut: {sql: "SELECT 1 AS id, 6 AS n", key: ["id"], counts: ["n"]},
      keyless: {sql: "SELECT 2 AS x UNION ALL SELECT 3", key: []}
    });
    const diff = await diffEditions(findEdition(a, base), findEdition(b, base), null);
    expect(table(diff, "twice")).toMatchObject({added: 0, gone: 0, changed: 1});
    expect(table(diff, "typed")).toMatchObject({changed: 0, columns_retyped: ["n"]});
    expect(table(diff, "cut")).toMatchObject({key: ["id"], changed: 1, columns_only_a: ["part"]});
    expect(table(diff, "keyless")).toMatchObject({added: 1, gone: 1, changed: 0});
  });
});

describe("An edition is found", () => {
  test("by its id, its folder, or a folder whose current edition is taken", async () => {
    await pair();
    const target = join(base, "pair");
    expect(findEdition("2031-01-01", target).id).toBe("2031-01-01");
    expect(findEdition(join(target, "editions", "2031-01-01"), base).id).toBe("2031-01-01");
    expect(findEdition(target, base).id).toBe("2031-06-01");
  });

  test("or the message names those that are there", async () => {
    await pair();
    const target = join(base, "pair");
    for (const word of ["2031-07-01", "nowhere", base, ""])
      expect(() => findEdition(word, target), word).toThrow(/edition's id.*2031-01-01, 2031-06-01/);
    rmSync(join(target, "editions", "2031-01-01", "old.parquet"));
    expect(() => findEdition("2031-01-01", target)).toThrow(/old\.parquet: expected the file that/);
    writeFileSync(join(target, "editions", "2031-01-01", "datapackage.json"), "{");
    expect(() => findEdition("2031-01-01", target)).toThrow(/datapackage\.json.*as JSON/);
  });

  test("names a table that is not Parquet", async () => {
    const dir = await made("spoilt", "2031-01-01", {numbers: {sql: "SELECT 1 AS id", key: ["id"]}});
    writeFileSync(join(dir, "numbers.parquet"), "no table");
    const file = join(dir, "datapackage.json");
    const pack = JSON.parse(readFileSync(file, "utf8")) as {resources: object[]};
    writeFileSync(file, JSON.stringify({...pack, resources: [{...pack.resources[0], ...summed(dir, "numbers")}]}));
    const edition = findEdition(dir, base);
    await expect(diffEditions(edition, edition, null)).rejects.toThrow(/numbers\.parquet: expected a table in Parquet/);
  });

  test("on the command line a wrong one ends with 1 and a sentence", async () => {
    const ran = await data(["diff", "2031-12-31", join(base, "nowhere")]);
    expect(ran.ended).toBe(1);
    expect(ran.err).toMatch(/^2031-12-31: expected an edition's id/);
    expect(ran.err).not.toContain("    at ");
  });
});
test("The correction of June 2026 is Canada 2025: decisions 285 changed and 44 gone, applications 207 changed, 36 added, 8 gone", async (context) => {
  needs(context, "unhcr-2026-06-12", "unhcr");
  const [before, target] = [join(base, "june"), join(base, "editions-of-june")];
  mkdirSync(before);
  cpSync(join(UPSTREAM, "unhcr-2026-06-12"), join(before, "unhcr"), {recursive: true});
  const first = await data(["refresh", "--from", before, "--out", target, "--edition", "2026-06-12"]);
  expect(first.ended, first.err).toBe(0);
  const second = await data(["refresh", "--from", UPSTREAM, "--out", target, "--edition", "2026-06-25"]);
  expect(second.ended, second.err).toBe(0);
  const diff = await diffEditions(findEdition("2026-06-12", target), findEdition("2026-06-25", target), 3);
  expect(table(diff, "decisions")).toMatchObject({changed: 285, gone: 44, added: 0, read_anew: 0});
  expect(table(diff, "applications")).toMatchObject({changed: 207, added: 36, gone: 8});
  for (const name of ["decisions", "applications"]) {
    expect(table(diff, name).by.asylum?.map(({value}) => value)).toEqual(["CAN"]);
    expect(table(diff, name).by.year?.map(({value}) => value)).toEqual([2025]);
  }
  for (const name of ["stocks", "population", "reported", "events"])
    expect(table(diff, name).there, name).toBe("not in A");
  expect(diffText(diff)).toContain("noted in A alone: tables left out, as their source has not given them: stocks");

  // The account that the edition carries, added up by another way than the comparison's.
  const account = `read_parquet(${literal(join(target, "editions", "2026-06-25", "revisions.parquet"))})`;
  const counted = await withDatabase((db) =>
    rows(
      db,
      `SELECT "table", change, count(DISTINCT (origin, authority, type, level, unit))::INTEGER AS n,
           string_agg(DISTINCT asylum || year) AS "where" FROM ${account} GROUP BY ALL ORDER BY ALL`
    )
  );
  expect(counted).toEqual([
    {table: "applications", change: "added", n: 36, where: "CAN2025"},
    {table: "applications", change: "changed", n: 207, where: "CAN2025"},
    {table: "applications", change: "gone", n: 8, where: "CAN2025"},
    {table: "decisions", change: "changed", n: 285, where: "CAN2025"},
    {table: "decisions", change: "gone", n: 44, where: "CAN2025"}
  ]);
});
