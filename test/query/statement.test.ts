// Which statements the query page answers, asked of the DuckDB that it runs.
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {createDuckDB, NODE_RUNTIME, VoidLogger} from "@duckdb/duckdb-wasm/blocking";
import type {DuckDBBindings, DuckDBConnection} from "@duckdb/duckdb-wasm/blocking";
import {beforeAll, describe, expect, test} from "vitest";
import {QUESTIONS} from "../../src/query/questions.js";
import {probeOf, refusalOf, RefusedError, selectIn} from "../../src/edition/statement.js";

let db: DuckDBBindings;
let connection: DuckDBConnection;
beforeAll(async () => {
  const dist = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm"));
  const [mvp, eh] = ["mvp", "eh"].map((kind) => ({mainModule: join(dist, `duckdb-${kind}.wasm`), mainWorker: ""}));
  if (!mvp || !eh) throw new Error("no module");
  db = await createDuckDB({mvp, eh}, new VoidLogger(), NODE_RUNTIME);
  await db.instantiate(() => undefined);
  db.open({path: ":memory:"});
  connection = db.connect();
  connection.query("CREATE TABLE decisions AS SELECT 2019 AS year, 'ERI' AS origin, 20077 AS refugee_status");
});

/** Null where it would be run; else why not. What DuckDB finds wrong by itself is left to DuckDB. */
function refusal(sql: string): string | null {
  try {
    const tokens = db.tokenize(sql);
    const select = selectIn(sql, tokens);
    try {
      connection.prepare(probeOf(select)).close();
      return null;
    } catch (error) {
      return refusalOf((error as Error).message, sql, tokens);
    }
  } catch (error) {
    if (error instanceof RefusedError) return error.message;
    throw error;
  }
}

describe("the query page answers", () => {
  test.each([
    "SELECT 1",
    "SELECT 1;",
    "SELECT 1;;  -- nothing more\n",
    "select 'a; UPDATE decisions SET year = 1' AS \"x;y\" /* ; DROP TABLE decisions */",
    "SELECT $$it's; DELETE$$",
    "WITH a AS (SELECT 1 AS n) SELECT * FROM a",
    "FROM decisions",
    "VALUES (1), (2)",
    "TABLE decisions",
    "(SELECT 1) UNION ALL (SELECT 2)",
    "DESCRIBE decisions",
    "DESCRIBE SELECT 1 AS n",
    "SUMMARIZE decisions",
    "SHOW TABLES",
    "EXPLAIN SELECT 1",
    "explain /* why */ analyze FROM decisions",
    "EXPLAIN (SELECT 1)",
    "EXPLAIN (FORMAT json) SELECT 1",
    "EXPLAIN (ANALYZE, FORMAT json) SELECT '한국', 1",
    "PIVOT decisions ON year IN (2018, 2019) USING sum(refugee_status)",
    "SELECT query FROM (SELECT 1 AS query)",
    ...QUESTIONS.map(({sql}) => sql)
  ])("%s", (sql) => expect(refusal(sql)).toBeNull());
});

describe("the query page refuses", () => {
  const CHANGES = /would change what later queries answer/;
  const NONE = /SHOW\), not /;
  const MORE = /has more than one, separated by/;
  test.each([
    ["UPDATE decisions SET refugee_status = 7", CHANGES],
    ["UPDATE decisions SET refugee_status = 7; SELECT 'looks harmless' AS x", MORE],
    ["SELECT 'looks harmless' AS x; UPDATE decisions SET refugee_status = 7", MORE],
    ["SELECT 1; SELECT 2", MORE],
    ["/* SELECT */ DELETE FROM decisions", CHANGES],
    ["-- SELECT\nDROP TABLE decisions", CHANGES],
    ["INSERT INTO decisions VALUES (1, 'x', 2)", CHANGES],
    ["WITH a AS (SELECT 1 AS n) UPDATE decisions SET year = n FROM a", CHANGES],
    ["WITH a AS (SELECT 1) DELETE FROM decisions", CHANGES],
    ["MERGE INTO decisions USING (SELECT 1 AS n) s ON true WHEN MATCHED THEN DELETE", CHANGES],
    ["CREATE TABLE x AS SELECT 1", CHANGES],
    ["CREATE OR REPLACE TEMP VIEW decisions AS SELECT 0 AS refugee_status", CHANGES],
    ["CREATE MACRO sum(x) AS 7", CHANGES],
    ["ALTER TABLE decisions RENAME TO other", CHANGES],
    ["TRUNCATE decisions", CHANGES],
    ["COMMENT ON TABLE decisions IS 'x'", CHANGES],
    ["COPY decisions TO 'x.csv'", CHANGES],
    ["EXPLAIN UPDATE decisions SET year = 1", CHANGES],
    ["EXPLAIN ANALYZE DELETE FROM decisions", CHANGES],
    ["EXPLAIN (ANALYZE) DELETE FROM decisions", NONE],
    ["EXPLAIN SELECT 1; DROP TABLE decisions", MORE],
    ["SET threads = 1", NONE],
    ["SET VARIABLE x = 1", NONE],
    ["RESET threads", NONE],
    ["PRAGMA enable_profiling", NONE],
    ["CALL pragma_version()", NONE],
    ["BEGIN", NONE],
    ["COMMIT", NONE],
    ["PREPARE p AS SELECT 1", NONE],
    ["EXECUTE p", NONE],
    ["ATTACH ':memory:' AS z", NONE],
    ["USE main", NONE],
    ["LOAD json", NONE],
    ["INSTALL json", NONE],
    ["EXPORT DATABASE 'x'", NONE],
    ["CHECKPOINT", NONE],
    ["VACUUM", NONE],
    ["PIVOT decisions ON year", /Name them, such as PIVOT/],
    ["FROM query('SELECT 1')", /does not run query\(\)/],
    ['SELECT * FROM "enable_logging"()', /does not run enable_logging\(\)/],
    ["SELECT 'é가', write_log /* x */ ('a')", /does not run write_log\(\)/],
    ["FROM checkpoint()", /does not run checkpoint\(\)/],
    ["FROM arrow_scan(1, 2, 3)", /does not run arrow_scan\(\)/],
    [`SELECT '${"x".repeat(100_001)}'`, /more than 100,000 characters/]
  ])("%s", (sql, why) => {
    expect(refusal(sql)).toMatch(why);
    expect(refusal(sql)).toMatch(/Nothing was run\.$|was not run\.$/);
  });
  test("reports nothing that DuckDB itself rejects, so that DuckDB's message is shown", () => {
    for (const sql of ["SELECT FROM WHERE", "SELECT nothing FROM decisions", "SELECT * FROM nowhere", "SELEC 1"])
      expect(refusal(sql)).toBeNull();
  });
  test("and has changed nothing by asking", () => {
    expect(connection.query("SELECT sum(refugee_status)::INTEGER AS n FROM decisions").toArray().map(String)).toEqual([
      '{"n": 20077}'
    ]);
  });
});
