// The partitioned folder as engines read it: DuckDB from disk, both ways of taking the year, and a reader that fetches parts of the
// files over HTTP. DuckDB's own reader of addresses is an extension that would have to be fetched, which no test does.
import {cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {decompress} from "fzstd";
import {asyncBufferFromUrl, parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {listen, staticSite} from "../../src/site/serve.js";
import {literal, one, rows, withDatabase} from "../../loaders/clean/database.js";
import {currentEdition, editionDir, readPackage} from "../../loaders/edition/edition.js";
import {exportEdition} from "../../loaders/edition/export.js";
import {data, digests} from "./run.js";

const DATA = fileURLToPath(new URL("../../data", import.meta.url));
const id = currentEdition(DATA) ?? "";
const edition = editionDir(DATA, id);
const PARTITIONED = ["applications", "decisions", "reporting", "stocks", "population"] as const;
const COUNTS = {
  applications: ["applications"],
  decisions: ["recognized", "other", "rejected", "closed", "total", "refugee_status", "temporary", "undivided_closed"],
  reporting: ["rows"],
  stocks: ["refugees", "asylum_seekers"],
  population: ["population"]
} as const;

let work: string, out: string;
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "ledger-export-"));
  out = join(work, "by-year");
  const {ended, err, out: told} = await data(["export", "--partition", "year", "--out", out]);
  expect([ended, err]).toEqual([0, ""]);
  expect(told).toContain(`edition ${id} by year in ${out}`);
});
afterAll(() => rmSync(work, {recursive: true, force: true}));

describe("the folder of an edition by year", () => {
  test.each(PARTITIONED)(
    "%s has the rows and sums of the edition, whether the year is taken from path or file",
    async (table) => {
      await withDatabase(async (db) => {
        const sums = COUNTS[table].map((column) => `sum("${column}")::BIGINT AS "${column}"`).join(", ");
        const ask = (from: string) =>
          rows(
            db,
            `SELECT year, typeof(any_value(year)) AS type, count(*) AS n, ${sums} FROM ${from} GROUP BY year ORDER BY year`
          );
        const files = literal(join(out, table, "*", "*.parquet"));
        const published = await ask(`read_parquet(${literal(join(edition, `${table}.parquet`))})`);
        expect(published.length).toBeGreaterThan(20);
        expect(await ask(`read_parquet(${files}, hive_partitioning = false)`)).toEqual(published);
        expect(await ask(`read_parquet(${files}, hive_partitioning = true, hive_types = {'year': INTEGER})`)).toEqual(
          published
        );
        // The year of the path is the year of every row below it.
        const astray = await one(
          db,
          `SELECT count(*) FROM read_parquet(${files}, hive_partitioning = false, filename = true)
         WHERE NOT contains(filename, '/year=' || year || '/')`
        );
        expect(astray).toBe(0);
      });
    }
  );

  test("has every row of the edition once, and tables without a year in one file", async () => {
    await withDatabase(async (db) => {
      for (const {name} of readPackage(DATA, id).resources) {
        const [a, b] = [literal(join(edition, `${name}.parquet`)), literal(join(out, name, "**", "*.parquet"))];
        const of = (files: string) => `(SELECT * FROM read_parquet(${files}, hive_partitioning = false))`;
        expect([name, await one(db, `SELECT count(*) FROM (${of(a)} EXCEPT ALL ${of(b)})`)]).toEqual([name, 0]);
        const more = await one(db, `SELECT (SELECT count(*) FROM ${of(b)}) - (SELECT count(*) FROM ${of(a)})`);
        expect([name, more]).toEqual([name, 0]);
      }
    });
  });

  test("has no name that an engine needs options for", () => {
    const paths = Object.keys(digests(out));
    expect(
      paths.filter(
        (path) =>
          !/^[a-z_]+\/(?:year=\d{4}\/)?part-0\.parquet$|^citation\.txt$|^datapackage\.json(?:\.sha256)?$/.test(path)
      )
    ).toEqual([]);
    expect(readdirSync(work)).toEqual(["by-year"]);
  });

  test("says how to cite it, and the terms of each publisher", () => {
    const text = readFileSync(join(out, "citation.txt"), "utf8");
    expect(text).toContain("UNHCR Refugee Population Statistics Database. ");
    expect(text).toContain(`/editions/${id}/`);
    expect(text).toContain("Open Government Licence v3.0");
  });

  test("names each file with its digest in datapackage.json", () => {
    const {resources} = JSON.parse(readFileSync(join(out, "datapackage.json"), "utf8")) as {
      resources: {path: string[]; hash: string[]}[];
    };
    const told = resources.flatMap(({path, hash}) => path.map((name, i) => [name, hash[i]]));
    const found = Object.entries(digests(out)).filter(([path]) => path.endsWith(".parquet"));
    expect(told.sort()).toEqual(found.map(([path, digest]) => [path, `sha256:${digest}`]).sort());
  });

  test("is read over HTTP by ranges: the decisions of 2022 without the bytes of the other columns", async () => {
    const server = createServer(staticSite(out));
    const address = await listen(server, 0);
    try {
      let asked = 0;
      const counting: typeof fetch = async (input, options) => {
        const response = await fetch(input, options);
        if (new Headers(options?.headers).has("range")) {
          expect(response.status).toBe(206);
          asked += Number(response.headers.get("content-length"));
        }
        return response;
      };
      const file = await asyncBufferFromUrl({url: `${address}decisions/year=2022/part-0.parquet`, fetch: counting});
      const metadata = await parquetMetadataAsync(file, {initialFetchSize: 8192});
      let sum = 0;
      await parquetRead({
        file,
        metadata,
        columns: ["recognized"],
        compressors: {ZSTD: (input, length) => decompress(input, new Uint8Array(length))},
        onChunk: ({columnData}) => {
          for (const value of columnData as ArrayLike<number | null> & Iterable<number | null>) sum += value ?? 0;
        }
      });
      await withDatabase(async (db) => {
        const wanted = `SELECT sum(recognized)::BIGINT FROM read_parquet(${literal(join(edition, "decisions.parquet"))}) WHERE year = 2022`;
        expect(sum).toBe(await one(db, wanted));
      });
      expect(asked).toBeGreaterThan(0);
      expect(asked).toBeLessThan(file.byteLength);
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });
});

describe("an export that cannot be made whole", () => {
  test("leaves nothing where a table of the edition is cut short", async () => {
    const target = join(work, "cut");
    const copy = editionDir(target, id);
    mkdirSync(copy, {recursive: true});
    cpSync(edition, copy, {recursive: true});
    writeFileSync(join(target, "edition"), `${id}\n`);
    truncateSync(join(copy, "applications.parquet"), 500);
    await expect(exportEdition({target, id: null, out: join(work, "half"), partition: "year"})).rejects.toThrow(
      "applications"
    );
    expect(readdirSync(work).sort()).toEqual(["by-year", "cut"]);
  });

  test("says what is in the way: a folder that is there, an edition that is not", async () => {
    const again = exportEdition({target: DATA, id: null, out, partition: "year"});
    await expect(again).rejects.toThrow("a folder that is not there yet");
    const none = exportEdition({target: DATA, id: "1999-01-01", out: join(work, "none"), partition: "year"});
    await expect(none).rejects.toThrow("edition 1999-01-01");
  });
});
