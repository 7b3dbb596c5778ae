// What skeleton returns from its file and from its API, and what it rejects. The rows of the example are invented: replace
// fixtures/upstream/skeleton/skeleton.csv by some of the publisher's own, and these sentences by what is true of them.
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {rows, withDatabase} from "../clean/database.js";
import type {Pulled} from "../sources/shared.js";
import {pullSkeleton, readSkeletonFiles} from "./source.js";
import {data} from "../../test/loaders/run.js";

const UPSTREAM = fileURLToPath(new URL("fixtures/upstream", import.meta.url));
const EXAMPLE = "skeleton/skeleton.csv";
const quiet = {start: () => undefined, advance: () => undefined, note: () => undefined, done: () => undefined};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-skeleton-"));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function rawRows({tables}: Pulled) {
  return withDatabase(async (db) => {
    await tables.skeleton?.load(db, "raw");
    return rows(db, 'SELECT * EXCLUDE ("row") FROM raw ORDER BY "row"');
  });
}

describe("skeleton", () => {
  test("a dash is a missing count, never 0, and a 0 is a 0", async () => {
    const found = await rawRows(await readSkeletonFiles(UPSTREAM));
    expect(found).toHaveLength(5);
    expect(found[2]).toEqual({place: "PRK", year: "2022", value: null});
    expect(found[3]).toEqual({place: "SYR", year: "2022", value: "0"});
  });

  test("the API gives the rows of the file, page by page", async () => {
    const [, ...lines] = readFileSync(join(UPSTREAM, EXAMPLE), "utf8").trim().split("\n");
    const items = lines.map((line) => {
      const [place = "", year = "", value = ""] = line.split(",");
      return {place, year: Number(year), value: value === "-" ? value : Number(value)};
    });
    const server = createServer((request, response) => {
      const page = Number(new URL(request.url ?? "", "http://here").searchParams.get("page"));
      const body = {
        page,
        pages: Math.ceil(items.length / 2),
        total: items.length,
        items: items.slice(page * 2 - 2, page * 2)
      };
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const pulled = await pullSkeleton({base, snapshots: folder, yearFrom: 2022, yearTo: 2023, reporter: quiet});
      expect(await rawRows(pulled)).toEqual(await rawRows(await readSkeletonFiles(UPSTREAM)));
      expect(pulled.record.retrieved).not.toBeNull();
    } finally {
      server.close();
    }
  });

  test("the edition has the table, one row a place and year", async () => {
    const out = join(folder, "out");
    const ran = await data([
      "refresh",
      "--from",
      UPSTREAM,
      "--only",
      "skeleton",
      "--out",
      out,
      "--edition",
      "2026-11-24"
    ]);
    expect(ran.ended, ran.err).toBe(0);
    const table = join(out, "editions", "2026-11-24", "skeleton.parquet");
    expect(await withDatabase((db) => rows(db, `SELECT * FROM read_parquet('${table}') WHERE place = 'SYR'`))).toEqual([
      {place: "SYR", year: 2022, value: 0},
      {place: "SYR", year: 2023, value: 2040}
    ]);
  });

  test("a malformed count is rejected with its line, and no edition is published", async () => {
    cpSync(UPSTREAM, folder, {recursive: true});
    const file = join(folder, EXAMPLE);
    writeFileSync(file, readFileSync(file, "utf8").replace("120", "12x"));
    const ran = await data(["refresh", "--from", folder, "--only", "skeleton", "--out", join(folder, "out")]);
    expect(ran.err).toContain("skeleton.csv, line 2, value: expected a whole number");
    expect(ran.ended).toBe(1);
  });
});
