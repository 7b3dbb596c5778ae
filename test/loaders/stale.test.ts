// A source that fails does not stop the others: it keeps its last tables and is named as stale, with their day.
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {data, digests} from "./run.js";
import type {Ran} from "./run.js";
import {publishedFrom, startStandIn} from "./standin.js";
import type {StandIn} from "./standin.js";

const UPSTREAM = fileURLToPath(new URL("fixtures/upstream", import.meta.url));
const base = mkdtempSync(join(tmpdir(), "ledger-stale-"));
let api: StandIn, good: string;
let n = 0;
const folder = () => join(base, String(++n));

beforeAll(async () => {
  api = await startStandIn(publishedFrom(UPSTREAM));
  good = folder();
  const ran = await data(["refresh", "--from", UPSTREAM, "--out", good, "--edition", "2026-06-12"]);
  expect(ran.ended, ran.err).toBe(0);
});
afterAll(async () => {
  await api.close();
  rmSync(base, {recursive: true, force: true});
});

function target(): string {
  const out = folder();
  cpSync(good, out, {recursive: true});
  return out;
}

/** UNHCR and what others reported from files, the World Bank from the stand-in. */
function refresh(out: string, from: string, date: string, ...more: string[]): Promise<Ran> {
  const where = ["--out", out, "--snapshots", `${out}-snapshots`, "--edition", date];
  const patience = ["--retries", "0", "--timeout", "120"];
  return data(["refresh", "--from", from, "--worldbank-base", api.worldbank, ...where, ...patience, ...more]);
}

interface Package {
  notes: string[];
  sources: {name: string; retrieved: string | null; sha256: string; stale?: Record<string, string>}[];
  resources: {name: string}[];
}
const pack = (out: string, id: string) =>
  JSON.parse(readFileSync(join(out, "editions", id, "datapackage.json"), "utf8")) as Package;
const source = (out: string, id: string, name: string) => pack(out, id).sources.find((each) => each.name === name);

/** UNHCR's files with one application more, so that the edition has news. */
function revised(change = (text: string) => text.replace(",51\n", ",52\n")): string {
  const from = folder();
  cpSync(UPSTREAM, from, {recursive: true});
  const file = join(from, "unhcr/asylum_applications.csv");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return from;
}

describe("A source that fails", () => {
  test("stops the run, unless --keep-going is set", async () => {
    const out = target();
    api.fault({what: "status", status: 503, path: "worldbank"});
    const ran = await refresh(out, revised(), "2026-11-25");
    expect(ran.ended).toBe(1);
    expect(ran.err).toContain("status 503");
    expect(digests(out)).toEqual(digests(good));
  });

  test("keeps its tables byte for byte, is named with their day, and does not stop the others", async () => {
    const out = target();
    api.fault({what: "status", status: 503, path: "worldbank"});
    const ran = await refresh(out, revised(), "2026-11-25", "--keep-going");
    expect(ran.ended, ran.err).toBe(0);
    expect(ran.err).toContain("worldbank fails and is left as it was: worldbank-population page 1");
    expect(ran.out).toMatch(/note {4}sources +1 stale/);
    const [before, after] = [digests(good), digests(out)];
    expect(after["editions/2026-11-25/population.parquet"]).toBe(before["editions/2026-06-12/population.parquet"]);
    expect(after["editions/2026-11-25/applications.parquet"]).not.toBe(
      before["editions/2026-06-12/applications.parquet"]
    );
    const {stale, ...record} = source(out, "2026-11-25", "worldbank") ?? {};
    expect(record).toEqual(source(good, "2026-06-12", "worldbank"));
    expect(stale).toMatchObject({since: "2026-06-12", edition: "2026-06-12"});
    expect(stale?.reason).toMatch(/found status 503 \(the last of 1 tries\)\.$/);
    expect(source(out, "2026-11-25", "unhcr")).not.toHaveProperty("stale");

    // A second failure does not make the tables younger; a pull that succeeds ends it.
    api.fault({what: "html200", path: "worldbank"});
    const again = await refresh(out, UPSTREAM, "2026-12-01", "--keep-going");
    expect(again.ended, again.err).toBe(0);
    expect(source(out, "2026-12-01", "worldbank")?.stale).toMatchObject({since: "2026-06-12", edition: "2026-06-12"});
    const mended = await refresh(out, UPSTREAM, "2026-12-02", "--keep-going");
    expect(mended.out).toMatch(/passes {2}sources +0 stale/);
    const {retrieved, ...fresh} = source(out, "2026-12-02", "worldbank") ?? {};
    expect(fresh).not.toHaveProperty("stale");
    expect(retrieved).toMatch(/^\d{4}-/);
    // The day of a snapshot is the day it was retrieved, not the edition's.
    api.fault({what: "nothing", path: "worldbank"});
    await refresh(out, UPSTREAM, "2026-12-03", "--keep-going");
    expect(source(out, "2026-12-03", "worldbank")?.stale?.since).toBe(retrieved?.slice(0, 10));
  });

  test("may fail by a row that is rejected while it is cleaned, or by a check, and is stale then too", async () => {
    const out = target();
    for (const [date, change, reason] of [
      ["2026-11-25", (text: string) => text.replace(",51\n", ",5.1\n"), 'found "5.1"'],
      ["2026-11-26", (text: string) => `${text}${String(text.split("\n")[1])}\n`, "No two rows of applications"]
    ] as const) {
      const ran = await refresh(out, revised(change), date, "--keep-going");
      expect(ran.ended, ran.err).toBe(0);
      expect(source(out, date, "unhcr")?.stale?.reason).toContain(reason);
      expect(source(out, date, "worldbank")).not.toHaveProperty("stale");
      expect(digests(out)[`editions/${date}/applications.parquet`]).toBe(
        digests(good)["editions/2026-06-12/applications.parquet"]
      );
    }
  });

  test("and was never read before is left out and named", async () => {
    const out = folder();
    api.fault({what: "status", status: 503, path: "worldbank"});
    const ran = await refresh(out, UPSTREAM, "2026-11-25", "--keep-going");
    expect(ran.ended, ran.err).toBe(0);
    const {notes, sources, resources} = pack(out, "2026-11-25");
    expect(sources.map(({name}) => name)).not.toContain("worldbank");
    expect(resources.map(({name}) => name)).not.toContain("population");
    expect(notes.join("\n")).toContain("worldbank has never been read, and failed this time too: worldbank-population");
    expect(notes.join("\n")).toMatch(/tables left out, as their source has not given them: .*\bpopulation\b/);
  });

  test("with all the others publishes nothing", async () => {
    const out = target();
    api.fault({what: "status", status: 503, path: "worldbank"});
    const ran = await refresh(
      out,
      revised((text) => text.replace(",51\n", ",many\n")),
      "2026-11-25",
      "--keep-going"
    );
    expect(ran.ended).toBe(1);
    expect(ran.err).toMatch(/the publishers: expected one at least that can be read; found none/);
    expect(digests(out)).toEqual(digests(good));
  });
});
