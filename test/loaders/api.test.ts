// The whole way from the API to an edition: a stand-in on loopback that answers as UNHCR's API does, and fails as it does.
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, afterEach, beforeEach, describe, expect, test} from "vitest";
import {data, digests} from "./run.js";
import type {Ran} from "./run.js";
import {publishedFrom, startStandIn} from "./standin.js";
import type {StandIn} from "./standin.js";

const UPSTREAM = fileURLToPath(new URL("fixtures/upstream", import.meta.url));
const base = mkdtempSync(join(tmpdir(), "ledger-api-"));
let api: StandIn,
  out: string,
  n = 0;

beforeEach(async () => {
  api = await startStandIn(publishedFrom(UPSTREAM), {rowsPerPage: 4});
  out = join(base, String(++n));
});
afterEach(() => api.close());
afterAll(() => rmSync(base, {recursive: true, force: true}));

function refresh(...more: string[]): Promise<Ran> {
  return data([
    "refresh",
    "--from",
    UPSTREAM,
    "--unhcr-base",
    api.unhcr,
    "--out",
    out,
    "--snapshots",
    join(out, "snapshots"),
    "--edition",
    "2026-11-24",
    "--timeout",
    "60",
    ...more
  ]);
}
const pack = () =>
  JSON.parse(readFileSync(join(out, "editions/2026-11-24/datapackage.json"), "utf8")) as {
    sources: {name: string; retrieved: string | null; address: string | null}[];
  };

describe("An edition from the API", () => {
  test("holds the same rows as one from files, sums to the API's own total, and says when it was retrieved", async () => {
    const ran = await refresh();
    expect(ran.ended, ran.err).toBe(0);
    expect(ran.out).toMatch(/passes {2}api-total\.applications/);
    expect(ran.out).toMatch(/passes {2}api-total\.decisions/);
    const unhcr = pack().sources.find((source) => source.name === "unhcr");
    expect(unhcr?.retrieved).toMatch(/^\d{4}-\d\d-\d\dT/);
    const fromFiles = join(base, String(++n));
    await data(["refresh", "--from", UPSTREAM, "--out", fromFiles, "--edition", "2026-11-24"]);
    const [a, b] = [digests(out), digests(fromFiles)];
    for (const table of ["applications", "decisions", "reporting", "stocks", "rules"])
      expect(a[`editions/2026-11-24/${table}.parquet`], table).toBe(b[`editions/2026-11-24/${table}.parquet`]);
  });

  test("warns and does not fail where the API's total disagrees with its rows", async () => {
    // Every page repeats the total of the whole query.
    api.fault({what: "total", path: "asylum-decisions", column: "dec_rejected", add: 7, times: 1000});
    const ran = await refresh("--verbose");
    expect(ran.ended, ran.err).toBe(0);
    expect(ran.out).toMatch(/note {4}api-total\.decisions.*1 of 5 columns differ/);
    expect(ran.out).toMatch(/dec_rejected: rows/);
  });

  test("is not made of a broken pull; the next run asks only for what is missing", async () => {
    api.fault({what: "rename", path: "asylum-decisions", page: 2, column: "dec_rejected", to: "refused"});
    const broken = await refresh();
    expect(broken.ended).toBe(1);
    expect(broken.err).toMatch(/asylum-decisions.*dec_rejected/s);
    expect(digests(out)).not.toHaveProperty("edition");
    const asked = (from: number) =>
      api.requests.slice(from).map(({path, page, query}) => `${path} ${page} ${query.unhcr_region ?? ""}`);
    const before = asked(0);
    const mended = await refresh();
    expect(mended.ended, mended.err).toBe(0);
    const after = asked(before.length);
    expect(after).toContain("asylum-decisions 2 ");
    // What was under way when the pull broke may be asked again; whatever was kept is not.
    expect(before.filter((question) => after.includes(question)).length).toBeLessThanOrEqual(2);
    expect(new Set([...before, ...after]).size).toBeGreaterThan(10);
  });

  test("carries UNHCR_BASE from the environment when no option names a base", async () => {
    const ran = await data(
      ["refresh", "--only", "unhcr", "--out", out, "--snapshots", join(out, "snapshots"), "--edition", "2026-11-24"],
      {
        env: {UNHCR_BASE: api.unhcr}
      }
    );
    expect(ran.ended, ran.err).toBe(0);
    expect(api.requests.every(({headers}) => headers["user-agent"]?.startsWith("asylum-ledger/"))).toBe(true);
    expect(
      api.requests
        .filter(({path}) => path === "asylum-applications")
        .every(
          ({query}) =>
            query.cf_type === "ISO" &&
            query.coo_all === "true" &&
            query.coa_all === "true" &&
            query.yearFrom !== undefined &&
            query.yearTo !== undefined
        )
    ).toBe(true);
  });
});
