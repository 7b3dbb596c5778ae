// What a loader of UNHCR's and the World Bank's figures must survive: each oddity of the API and each fault, shown
// against the stand-in; and what it must refuse, in the words that a person then reads.
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {cp} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {DuckDBInstance} from "@duckdb/node-api";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {politeQueue, retryAfterMs} from "../../loaders/sources/http.js";
import {readReported} from "../../loaders/sources/reported.js";
import {InputError} from "../../loaders/sources/shared.js";
import type {Pulled, RawTable, Reporter} from "../../loaders/sources/shared.js";
import {UNHCR_BASE_DEFAULT} from "../../loaders/sources/unhcr.js";
import {readUnhcrFiles} from "../../loaders/sources/unhcrFiles.js";
import {pullUnhcr} from "../../loaders/sources/unhcrApi.js";
import {pullWorldBank, readWorldBankFiles, WORLDBANK_BASE_DEFAULT} from "../../loaders/sources/worldbank.js";
import {publishedFrom, startStandIn} from "./standin.js";
import type {Published, Row, StandIn} from "./standin.js";

const FIXTURES = fileURLToPath(new URL("fixtures/", import.meta.url));
const UPSTREAM = join(FIXTURES, "upstream");
const FOOTNOTES = JSON.parse(readFileSync(join(FIXTURES, "footnotes.json"), "utf8")) as Row[];

// Small waits: the patience is the same, its unit is not.
const QUICK = {minDelayMs: 1, startsPerSecond: 1000, retries: 2, timeoutMs: 60_000, maxRetryAfterMs: 20};

let folder: string;
let standIn: StandIn | null = null;
let said: string[] = [];
const reporter: Reporter = {
  start: (label, total) => said.push(`start ${label} ${total ?? "?"}`),
  advance: (rows) => said.push(`advance ${rows}`),
  note: (text) => said.push(text),
  done: () => said.push("done")
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-sources-"));
  said = [];
});

afterEach(async () => {
  await standIn?.close();
  standIn = null;
  rmSync(folder, {recursive: true, force: true});
});

/** A stand-in of the fixture's rows, three rows a page unless told otherwise, so that 9 applications make 3 pages. */
async function standInOf(
  change: (published: Published) => void = () => undefined,
  options: {rowsPerPage?: number; answerMs?: number} = {rowsPerPage: 3}
): Promise<StandIn> {
  const published = publishedFrom(UPSTREAM, FOOTNOTES);
  change(published);
  return (standIn = await startStandIn(published, options));
}

type Quick = Partial<Parameters<typeof pullUnhcr>[0]>;

function pull(server: StandIn, options: Quick = {}): Promise<Pulled> {
  return pullUnhcr({
    base: server.unhcr,
    snapshots: join(folder, "snapshots"),
    yearFrom: 2012,
    yearTo: 2023,
    reporter,
    http: QUICK,
    ...options
  });
}

async function refusal(promise: Promise<unknown>): Promise<InputError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

async function rowsOf(table: RawTable | undefined): Promise<Record<string, unknown>[]> {
  if (!table) throw new Error("no such table");
  const instance = await DuckDBInstance.create(":memory:", {threads: "2"});
  const db = await instance.connect();
  try {
    await db.run("SET autoinstall_known_extensions=false; SET preserve_insertion_order=false");
    await table.load(db, "raw");
    return (await db.runAndReadAll("SELECT * FROM raw ORDER BY row")).getRowObjectsJson();
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}

const asked = (server: StandIn, path: string): number[] =>
  server.requests.filter((request) => request.path === path).map(({page}) => page);

const unfinished = (): string[] =>
  readdirSync(join(folder, "snapshots", "unhcr")).filter((name) => name.startsWith(".pull-"));

describe("requests to UNHCR", () => {
  it("The publishers' own addresses are the default", () => {
    expect(UNHCR_BASE_DEFAULT).toBe("https://api.unhcr.org/population/v1");
    expect(WORLDBANK_BASE_DEFAULT).toBe("https://api.worldbank.org/v2");
  });

  it("Every question for figures asks for pairs, ISO codes, both year bounds and large pages", async () => {
    const server = await standInOf();
    await pull(server);
    const paths = ["asylum-applications", "asylum-decisions", "population"];
    for (const {path, query} of server.requests.filter((request) => paths.includes(request.path))) {
      const {page, ...rest} = query;
      expect(Number(page), path).toBeGreaterThan(0);
      expect(rest).toEqual({
        cf_type: "ISO",
        coo_all: "true",
        coa_all: "true",
        yearFrom: "2012",
        yearTo: "2023",
        limit: "10000"
      });
    }
    expect(new Set(server.requests.map(({path}) => path))).toEqual(
      new Set([...paths, "countries", "regions", "footnotes"])
    );
  });

  it("The request says who asks", async () => {
    const server = await standInOf();
    await pull(server);
    for (const {headers} of server.requests) expect(headers["user-agent"]).toMatch(/^asylum-ledger\/\d+\.\d+\.\d+/);
  });

  it("Each page is asked once, and the pages reach the table in their order", async () => {
    const server = await standInOf();
    const {tables} = await pull(server);
    expect(asked(server, "asylum-applications").sort()).toEqual([1, 2, 3]);
    const rows = await rowsOf(tables.asylum_applications);
    expect(rows.map(({row}) => row)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(rows.map(({applied}) => applied)).toEqual(["51", "9", "36", "355", "5", "46", "1481", "5", "75"]);
    expect(tables.asylum_applications?.place(8)).toBe("asylum-applications page 3, item 2");
  });

  it("No more than two requests are under way at once", async () => {
    const server = await standInOf(undefined, {rowsPerPage: 1, answerMs: 5});
    await pull(server);
    expect(server.peak()).toBe(2);
  });

  it("No more than four requests begin in any second", async () => {
    const queue = politeQueue();
    expect(queue.concurrency).toBe(2);
    let begun = 0;
    for (let i = 0; i < 6; i++) void queue.add(() => Promise.resolve(begun++));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toBe(4);
    expect(queue.isRateLimited).toBe(true);
    queue.pause();
    queue.clear();
  });

  it("Progress names the query, its size, and each page that came", async () => {
    const server = await standInOf();
    await pull(server);
    expect(said.slice(0, 5)).toEqual(["start asylum-applications 9", "advance 3", "advance 3", "advance 3", "done"]);
  });

  it("Malformed years are rejected before any request", async () => {
    const server = await standInOf();
    const error = await refusal(pull(server, {yearFrom: 2024, yearTo: 2012}));
    expect(error.message).toContain("2024 to 2012");
    expect(server.requests).toEqual([]);
  });

  it("A base that is not an address is rejected", async () => {
    const server = await standInOf();
    expect((await refusal(pull(server, {base: "api.unhcr.org"}))).field).toBe("base address");
  });
});

describe("what UNHCR's rows hold", () => {
  it("A zero is the text 0 and a count that is a dash is missing, never zero", async () => {
    const server = await standInOf(({decisions}) => {
      Object.assign(decisions[0] ?? {}, {dec_recognized: 0, dec_other: null});
    });
    const [first] = await rowsOf((await pull(server)).tables.asylum_decisions);
    expect(first).toMatchObject({dec_recognized: "0", dec_other: null, dec_closed: "5"});
  });

  it("A count may come as a number or as digits in text, also in one row", async () => {
    const server = await standInOf(({decisions}) => {
      Object.assign(decisions[0] ?? {}, {dec_recognized: "17", dec_other: " 3 ", dec_rejected: 20});
    });
    const [first] = await rowsOf((await pull(server)).tables.asylum_decisions);
    expect(first).toMatchObject({dec_recognized: "17", dec_other: "3", dec_rejected: "20"});
  });

  it("Codes are the ISO columns; UNHCR's own are kept too", async () => {
    const server = await standInOf();
    const rows = await rowsOf((await pull(server)).tables.population);
    expect(rows[2]).toMatchObject({coa: "GFR", coa_iso: "DEU", coo_iso: "SYR", refugees: "705812"});
    expect(Object.keys(rows[0] ?? {})).not.toContain("idps");
  });

  it("NA is a value: the level of new applications", async () => {
    const server = await standInOf();
    const rows = await rowsOf((await pull(server, {yearFrom: 2000})).tables.asylum_applications);
    expect(rows.filter(({dec_level}) => dec_level === "NA")).toHaveLength(5);
    expect(rows.filter(({dec_level}) => dec_level === null)).toEqual([]);
  });

  it("The year bounds are kept", async () => {
    const server = await standInOf();
    const rows = await rowsOf((await pull(server, {yearFrom: 2019, yearTo: 2019})).tables.asylum_applications);
    expect(new Set(rows.map(({year}) => year))).toEqual(new Set(["2019"]));
  });

  it("Names lose the blank they end in", async () => {
    const server = await standInOf();
    const names = (await rowsOf((await pull(server)).tables.countries)).map(({name}) => name);
    expect(names).toContain("Curacao");
  });

  it("Unknown has the rows' code in countries too, from the API and from files", async () => {
    const server = await standInOf(({countries}) => {
      for (const country of countries) if (country.code === "UKN") country.iso = "XXX";
    });
    for (const {tables} of [await pull(server), await readUnhcrFiles(UPSTREAM)]) {
      const unknown = (await rowsOf(tables.countries)).find(({unhcr_code}) => unhcr_code === "UKN");
      expect(unknown).toMatchObject({iso_code: "UNK", unhcr_region: null});
    }
  });

  it("A country's region is UNHCR's, from the filter on each region", async () => {
    const server = await standInOf();
    const rows = await rowsOf((await pull(server)).tables.countries);
    expect(rows.find(({iso_code}) => iso_code === "EGY")).toMatchObject({
      unhcr_code: "ARE",
      unhcr_region: "Middle East and North Africa"
    });
    expect(rows.find(({iso_code}) => iso_code === "XXA")).toMatchObject({unhcr_region: null});
  });

  it("A filter by region that is ignored is noticed", async () => {
    const server = await standInOf(({countries}) => {
      const again = countries.map((country) => ({...country}));
      for (const country of again) country.unhcr_region = country.unhcr_region === 1 ? 2 : 1;
      countries.push(...again);
    });
    const error = await refusal(pull(server));
    expect(error.field).toBe("unhcr_region");
    expect(error.message).toContain("did not honour unhcr_region");
  });

  it("The API's own sums are handed on as numbers, and an empty list as none", async () => {
    const server = await standInOf();
    const {tables} = await pull(server);
    expect(tables.asylum_applications?.totals).toEqual({applied: 2063});
    expect(tables.asylum_decisions?.totals).toMatchObject({dec_recognized: 189, dec_other: 0});
    expect(tables.population?.totals).toBeNull();
  });

  it("Sums that disagree with the rows are passed on to the checks", async () => {
    const server = await standInOf();
    server.fault({what: "total", path: "asylum-applications", column: "applied", add: 7, times: Infinity});
    expect((await pull(server)).tables.asylum_applications?.totals).toEqual({applied: 2070});
  });

  it("Footnotes come in an envelope without total, and a blank country is none", async () => {
    const server = await standInOf(undefined, {});
    const rows = await rowsOf((await pull(server)).tables.footnotes);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({year: "2025", coo_iso: null, coa_iso: "DEU", population_type: "REF"});
    expect(rows[3]).toMatchObject({population_type: "REF,ASY"});
  });

  it("The types of a footnote may come as a list", async () => {
    const server = await standInOf(({footnotes}) => {
      footnotes.splice(0, footnotes.length, {...FOOTNOTES[0], population_type: ["REF", "ASY"]});
    });
    expect(await rowsOf((await pull(server)).tables.footnotes)).toMatchObject([{population_type: "REF,ASY"}]);
  });

  it("The stand-in sums what is not asked in full, and ignores one year bound alone, as UNHCR's API does", async () => {
    const server = await standInOf(undefined, {});
    const ask = async (query: string): Promise<Row[]> => {
      const response = await fetch(`${server.unhcr}/asylum-applications/?limit=100&${query}`);
      return ((await response.json()) as {items: Row[]}).items;
    };
    const summed = await ask("year=2023,2019");
    expect(summed.every(({coo_iso, coa_iso, year}) => coo_iso === "-" && coa_iso === "-" && year === 2023)).toBe(true);
    expect(summed.find(({dec_level}) => dec_level === "FI")?.applied).toBe(1561);
    expect(await ask("coo_all=true&coa_all=true&yearFrom=2023")).toHaveLength(14);
    expect(await ask("coo_all=true&coa_all=true&coa=AUS&cf_type=ISO")).toHaveLength(4);
    expect(await ask("coo_all=true&coa_all=true&coa=AUS")).toHaveLength(0);
    expect((await fetch(`${server.unhcr}/asylum-application/`)).status).toBe(404);
  });
});

describe("what is rejected at once", () => {
  it("A renamed column is rejected with its name and the columns that stood there", async () => {
    const server = await standInOf();
    server.fault({what: "rename", path: "asylum-applications", page: 2, column: "applied", to: "claims", times: 9});
    const error = await refusal(pull(server));
    expect(error.source).toBe("asylum-applications page 2");
    expect(error.field).toBe("applied");
    expect(error.found).toContain("app_pc, claims");
    expect(asked(server, "asylum-applications").filter((page) => page === 2)).toHaveLength(1);
  });

  it("A malformed count is rejected with its place", async () => {
    const server = await standInOf();
    server.fault({what: "set", path: "asylum-decisions", page: 2, item: 1, column: "dec_other", to: "1,234"});
    const error = await refusal(pull(server));
    expect(error.message).toContain("asylum-decisions page 2, item 2, dec_other: expected a whole number");
    expect(error.message).toContain('found "1,234"');
  });

  it.each([
    ["null", null],
    ["a negative number", -5],
    ["a fraction", 1.5]
  ])("%s is no count", async (_, count) => {
    const server = await standInOf();
    server.fault({what: "set", path: "population", item: 0, page: 1, column: "refugees", to: count});
    expect((await refusal(pull(server))).field).toBe("refugees");
  });

  it("A row summed over origins is rejected: it looks like data", async () => {
    const server = await standInOf();
    server.fault({what: "set", path: "asylum-applications", page: 1, item: 2, column: "coo_iso", to: "-"});
    const error = await refusal(pull(server));
    expect(error.row).toBe("item 3");
    expect(error.message).toContain("did not honour coo_all=true");
  });

  it("A row outside the years asked is rejected", async () => {
    const server = await standInOf();
    server.fault({what: "set", path: "population", page: 1, item: 0, column: "year", to: 1951});
    const error = await refusal(pull(server));
    expect(error.message).toContain("expected a year from 2012 to 2023; found 1951");
  });

  it("An empty result is rejected for applications and for decisions", async () => {
    const server = await standInOf(({decisions}) => decisions.splice(0));
    expect((await refusal(pull(server))).source).toBe("asylum-decisions");
    expect((await refusal(pull(server, {yearFrom: 1999, yearTo: 1999}))).source).toBe("asylum-applications");
  });

  it("JSON of another shape is rejected with the value found", async () => {
    const server = await standInOf();
    server.fault({what: "answer", path: "asylum-applications", body: {error: "maintenance"}});
    const error = await refusal(pull(server));
    expect(error.found).toBe("the fields error");
  });

  it("A path the API does not know is rejected without a retry", async () => {
    const server = await standInOf();
    const error = await refusal(pull(server, {base: `${server.unhcr}/elsewhere`}));
    expect(error.message).toContain("status 404");
    expect(error.message).toContain("/elsewhere/asylum-applications/?");
    expect(server.requests).toHaveLength(1);
  });
});

describe("what is requested again", () => {
  it.each([
    ["A page of HTML with status 200", {what: "html200"}, "HTML"],
    ["A server error", {what: "status", status: 500}, "status 500"],
    ["Too many requests", {what: "status", status: 429, retryAfter: "1"}, "status 429"],
    ["A busy server", {what: "status", status: 503, retryAfter: "Wed, 21 Oct 2099 07:28:00 GMT"}, "status 503"],
    ["A request time-out", {what: "status", status: 408}, "status 408"],
    ["A connection cut in mid-answer", {what: "cut"}, "connection"],
    ["JSON cut short", {what: "truncated"}, "cut short"],
    ["An empty page", {what: "empty"}, "no rows"],
    ["A page shorter than the first", {what: "short", rows: 1}, "1 rows where page 1 has 3"],
    ["A page with another number", {what: "page", says: 3}, "says it is page 3"]
  ] as const)("%s is asked again and then taken", async (_, trouble, words) => {
    const server = await standInOf();
    server.fault({...trouble, path: "asylum-applications", page: 2});
    const {tables} = await pull(server);
    expect(await rowsOf(tables.asylum_applications)).toHaveLength(9);
    expect(asked(server, "asylum-applications").filter((page) => page === 2)).toHaveLength(2);
    expect(said.find((note) => note.startsWith("asylum-applications page 2: "))).toContain(words);
  });

  it("Times out on a server that does not answer, and retries", async () => {
    const server = await standInOf();
    server.fault({what: "hang", path: "asylum-applications", page: 2});
    const {tables} = await pull(server, {http: {...QUICK, timeoutMs: 2000}});
    expect(await rowsOf(tables.asylum_applications)).toHaveLength(9);
    expect(said.join("\n")).toContain("no whole answer within 2 s");
  });

  it("A page sent twice is requested again, and so is the page it repeats", async () => {
    const server = await standInOf();
    server.fault({what: "repeat", path: "asylum-applications", page: 3, of: 2});
    const {tables} = await pull(server);
    expect((await rowsOf(tables.asylum_applications)).map(({applied}) => applied).slice(3)).toEqual([
      "355",
      "5",
      "46",
      "1481",
      "5",
      "75"
    ]);
    expect(asked(server, "asylum-applications").sort()).toEqual([1, 2, 2, 3, 3]);
  });

  it("A page that repeats every time is rejected, and no page of doubt is kept", async () => {
    const server = await standInOf();
    server.fault({what: "repeat", path: "asylum-applications", page: 3, of: 2, times: Infinity});
    const error = await refusal(pull(server));
    expect(error.message).toContain("asylum-applications, pages 2, 3: expected other rows on each page");
    expect(error.advice).toBe("Run the same command again: the 1 page already here is kept.");
  });

  it.each([
    ["A page that is missing", {what: "empty"}, "no rows, though there are 3 pages"],
    ["A page that never comes", {what: "status", status: 503}, "status 503"],
    ["A page that is always HTML", {what: "html200"}, "a page of HTML with status 200"]
  ] as const)("%s is refused after the last try, with the way to go on", async (_, trouble, words) => {
    const server = await standInOf();
    server.fault({...trouble, path: "asylum-applications", page: 3, times: Infinity});
    const error = await refusal(pull(server));
    expect(error.source).toBe("asylum-applications page 3");
    expect(error.message).toContain(`${server.unhcr}/asylum-applications/?cf_type=ISO`);
    expect(error.found).toBe(`${words} (the last of 3 tries)`);
    expect(error.advice).toMatch(/^Run the same command again: the [12] pages? already here (is|are) kept\.$/);
    expect(asked(server, "asylum-applications").filter((page) => page === 3)).toHaveLength(3);
  });

  it("A publisher that cannot be reached is an error that says so", async () => {
    const server = await standInOf();
    await server.close();
    const error = await refusal(pull(server));
    expect(error.found).toContain("the connection failed");
    expect(error.advice).toBe("Run the same command again when the publisher can be reached.");
  });

  it("Retry-After is classified as seconds or as a date, and never waits longer than is sensible", () => {
    const now = Date.parse("2026-11-24T12:00:00Z");
    expect(retryAfterMs("7", now, 120_000)).toBe(7000);
    expect(retryAfterMs("Tue, 24 Nov 2026 12:00:30 GMT", now, 120_000)).toBe(30_000);
    expect(retryAfterMs("Tue, 24 Nov 2026 11:00:00 GMT", now, 120_000)).toBe(0);
    expect(retryAfterMs("86400", now, 120_000)).toBe(120_000);
    expect(retryAfterMs("soon", now, 120_000)).toBeNull();
    expect(retryAfterMs(null, now, 120_000)).toBeNull();
  });

  it("Figures that change between two pages are requested again once", async () => {
    const server = await standInOf();
    server.fault({what: "total", path: "asylum-applications", page: 3, column: "applied", add: 1});
    const {tables, notes} = await pull(server);
    expect(await rowsOf(tables.asylum_applications)).toHaveLength(9);
    expect(notes.join()).toContain("everything was thrown away and is asked afresh");
    expect(asked(server, "asylum-applications").filter((page) => page === 1)).toHaveLength(2);
  });

  it("Figures that change between two pages again are rejected", async () => {
    const server = await standInOf();
    server.fault({what: "maxPages", path: "asylum-applications", page: 2, says: 4, times: Infinity});
    const error = await refusal(pull(server));
    expect(error.message).toContain("a second time");
    expect(error.advice).toContain("in an hour");
  });
});

describe("what is kept", () => {
  it("A snapshot has the answers as they came, with address and time", async () => {
    const server = await standInOf();
    const {record} = await pull(server);
    const dir = join(folder, "snapshots", "unhcr", record.sha256);
    const names = readdirSync(dir).sort();
    expect(names).toContain("asylum-applications-0003.json");
    expect(names).not.toContain("pull.json");
    expect(unfinished()).toEqual([]);
    const stored = JSON.parse(readFileSync(join(dir, "snapshot.json"), "utf8")) as Record<string, unknown>;
    expect(stored).toEqual({
      address: server.unhcr,
      retrieved: record.retrieved,
      sha256: record.sha256,
      files: record.files
    });
    const page = JSON.parse(readFileSync(join(dir, "asylum-applications-0001.json"), "utf8")) as {items: unknown[]};
    expect(page.items[0]).toMatchObject({applied: 51, coo_id: 1});
    expect(record).toMatchObject({
      name: "unhcr",
      attribution: "UNHCR Refugee Population Statistics Database",
      path: "https://www.unhcr.org/refugee-statistics/",
      address: server.unhcr
    });
  });

  it("The same answers keep their snapshot and its time, whatever order they came in", async () => {
    const server = await standInOf();
    const before = await pull(server);
    server.fault({what: "slow", ms: 60, path: "asylum-applications", page: 2});
    const after = await pull(server);
    expect(after.record).toEqual(before.record);
    expect(readdirSync(join(folder, "snapshots", "unhcr"))).toEqual([before.record.sha256]);
    expect(await rowsOf(after.tables.asylum_applications)).toEqual(await rowsOf(before.tables.asylum_applications));
  });

  it("A damaged snapshot is not taken for the one it was", async () => {
    const server = await standInOf();
    const {record, tables} = await pull(server);
    const page = join(folder, "snapshots", "unhcr", record.sha256, "asylum-decisions-0001.json");
    const bytes = readFileSync(page);
    writeFileSync(page, "{}");
    expect((await refusal(rowsOf(tables.asylum_decisions))).found).toBe("other bytes");
    await pull(server);
    expect(readFileSync(page)).toEqual(bytes);
  });

  it("A pull that was cut goes on where it stopped, and asks no page twice", async () => {
    const server = await standInOf();
    server.fault({what: "status", status: 503, path: "asylum-decisions", page: 1, times: 3});
    await refusal(pull(server));
    expect(unfinished()).toHaveLength(1);
    const {tables, notes} = await pull(server);
    expect(asked(server, "asylum-applications").sort()).toEqual([1, 2, 3]);
    expect(notes.join()).toMatch(/3 pages of a pull begun .* were already here and are not asked again/);
    expect(await rowsOf(tables.asylum_applications)).toHaveLength(9);
    expect(unfinished()).toEqual([]);
  });

  it("A cut pull and a whole one give the same snapshot", async () => {
    const server = await standInOf();
    server.fault({what: "status", status: 503, path: "asylum-decisions", page: 1, times: 3});
    await refusal(pull(server));
    const resumed = await pull(server);
    const whole = await pull(server, {snapshots: join(folder, "other")});
    expect(whole.record.sha256).toBe(resumed.record.sha256);
    expect(whole.record.files).toEqual(resumed.record.files);
  });

  it("Another question takes nothing from the pull of the first", async () => {
    const server = await standInOf();
    server.fault({what: "status", status: 503, path: "asylum-decisions", page: 1, times: 3});
    await refusal(pull(server));
    await pull(server, {yearTo: 2022, yearFrom: 2013});
    expect(asked(server, "asylum-applications").filter((page) => page === 1)).toHaveLength(2);
  });

  it("A kept page whose bytes have changed is requested again", async () => {
    const server = await standInOf();
    server.fault({what: "status", status: 503, path: "asylum-decisions", page: 1, times: 3});
    await refusal(pull(server));
    const [partial = ""] = unfinished();
    writeFileSync(join(folder, "snapshots", "unhcr", partial, "asylum-applications-0002.json"), "half");
    expect(await rowsOf((await pull(server)).tables.asylum_applications)).toHaveLength(9);
    expect(asked(server, "asylum-applications").sort()).toEqual([1, 2, 2, 3]);
  });

  it("A pull left unfinished for more than a day is thrown away", async () => {
    const server = await standInOf();
    server.fault({what: "status", status: 503, path: "asylum-decisions", page: 1, times: 3});
    await refusal(pull(server));
    const [partial = ""] = unfinished();
    const path = join(folder, "snapshots", "unhcr", partial, "pull.json");
    const record = JSON.parse(readFileSync(path, "utf8")) as {started: string};
    record.started = new Date(Date.now() - 25 * 3600 * 1000).toISOString();
    writeFileSync(path, JSON.stringify(record));
    const {notes} = await pull(server);
    expect(notes.join()).toContain("more than 24 hours ago was thrown away");
    expect(asked(server, "asylum-applications").sort()).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it("Pages of a cut pull are thrown away where the publisher has changed its figures since", async () => {
    const published = publishedFrom(UPSTREAM, FOOTNOTES);
    const server = (standIn = await startStandIn(published, {rowsPerPage: 3}));
    server.fault({what: "status", status: 503, path: "asylum-applications", page: 3, times: 3});
    await refusal(pull(server));
    server.fault({what: "total", path: "asylum-applications", page: 3, column: "applied", add: 4});
    const {notes, tables} = await pull(server);
    expect(notes.join()).toContain("everything was thrown away");
    expect(await rowsOf(tables.asylum_applications)).toHaveLength(9);
    expect(tables.asylum_applications?.totals).toEqual({applied: 2063});
  });
});

describe("files", () => {
  const copied = async (): Promise<string> => {
    const dir = join(folder, "upstream");
    await cp(UPSTREAM, dir, {recursive: true});
    return dir;
  };
  const edit = (path: string, change: (text: string) => string): void => {
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };

  it("Files and the API give the same rows", async () => {
    const server = await standInOf();
    const api = await pull(server, {yearFrom: 1951});
    const files = await readUnhcrFiles(UPSTREAM);
    for (const name of ["asylum_applications", "asylum_decisions", "population"]) {
      expect(await rowsOf(api.tables[name])).toEqual(await rowsOf(files.tables[name]));
      expect(api.tables[name]?.columns).toEqual(files.tables[name]?.columns);
    }
  });

  it("Files have no address, no time, no sums and no footnotes, and say so", async () => {
    const {record, tables, notes} = await readUnhcrFiles(UPSTREAM);
    expect(record).toMatchObject({address: null, retrieved: null});
    expect(record.files.map(({name}) => name)).toEqual([
      "unhcr/asylum_applications.csv",
      "unhcr/asylum_decisions.csv",
      "unhcr/countries.csv",
      "unhcr/population.csv"
    ]);
    expect(tables.asylum_applications?.totals).toBeNull();
    expect(await rowsOf(tables.footnotes)).toEqual([]);
    expect(notes).toEqual(["the files have no footnotes: the API alone has them"]);
    expect(tables.asylum_applications?.place(16)).toBe("asylum_applications.csv, line 17");
  });

  it("Gzipped files are classified as plain ones are, and other bytes are another sha", async () => {
    const dir = await copied();
    const path = join(dir, "unhcr", "asylum_applications.csv");
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    expect((await refusal(readUnhcrFiles(dir))).found).toBe("both");
    rmSync(path);
    const [zipped, plain] = [await readUnhcrFiles(dir), await readUnhcrFiles(UPSTREAM)];
    expect(await rowsOf(zipped.tables.asylum_applications)).toEqual(await rowsOf(plain.tables.asylum_applications));
    expect(zipped.record.sha256).not.toBe(plain.record.sha256);
    expect(zipped.tables.asylum_applications?.place(1)).toBe("asylum_applications.csv.gz, line 2");
  });

  it("The order of columns does not matter, other columns are ignored, and CR LF and a BOM are read", async () => {
    const dir = await copied();
    const path = join(dir, "unhcr", "population.csv");
    edit(path, (text) => {
      const turned = text
        .trim()
        .split("\n")
        .map((line) => line.split(",").reverse().join(","));
      return "\ufeff" + turned.join("\r\n") + "\r\n";
    });
    const [before, after] = [await readUnhcrFiles(UPSTREAM), await readUnhcrFiles(dir)];
    expect(await rowsOf(after.tables.population)).toEqual(await rowsOf(before.tables.population));
  });

  it("Missing cells, quoted or not, are missing; a dash is missing in counts; blanks around text go", async () => {
    const dir = await copied();
    edit(join(dir, "unhcr", "population.csv"), () =>
      [
        "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees,asylum_seekers",
        '2020,"A ""B"", C ",-,NA," D\t",E,F,-,""',
        "2021,,, ,\u00a0,E,F,5,"
      ].join("\n")
    );
    expect(await rowsOf((await readUnhcrFiles(dir)).tables.population)).toEqual([
      {
        row: "1",
        year: "2020",
        coo_name: 'A "B", C',
        coo: "-",
        coo_iso: "NA",
        coa_name: "D",
        coa: "E",
        coa_iso: "F",
        refugees: null,
        asylum_seekers: null
      },
      {
        row: "2",
        year: "2021",
        coo_name: null,
        coo: null,
        coo_iso: null,
        coa_name: null,
        coa: "E",
        coa_iso: "F",
        refugees: "5",
        asylum_seekers: null
      }
    ]);
  });

  it("A missing file is reported with the path looked for", async () => {
    const dir = await copied();
    rmSync(join(dir, "unhcr", "asylum_decisions.csv"));
    const error = await refusal(readUnhcrFiles(dir));
    expect(error.message).toContain(`unhcr/asylum_decisions.csv or unhcr/asylum_decisions.csv.gz in ${dir}`);
  });

  it("A renamed column is reported with the columns that stand there", async () => {
    const dir = await copied();
    edit(join(dir, "unhcr", "asylum_decisions.csv"), (text) => text.replace("dec_closed", "dec_otherwise"));
    const error = await refusal(readUnhcrFiles(dir));
    expect(error).toMatchObject({source: "unhcr/asylum_decisions.csv", field: "dec_closed"});
    expect(error.found).toContain("dec_rejected, dec_otherwise, dec_total");
  });

  it.each([
    ["A line with a field too few", "2019,x", "line 4", "15 fields"],
    ["A quote that is never closed", '2019,"x,y', "line 4", "a quote that is closed"],
    ["A quote within a field", '2019,x"y,z', "line 4", "a quote only around a whole field"],
    ["Text after a closing quote", '2019,"x"y,z', "line 4", "after a closing quote"],
    ["A blank line between rows", "", "line 4", "a row"],
    ["A lone carriage return", "2019,x\ry", "line 4", "a line feed after a carriage return"]
  ])("%s is told with file and line", async (_, line, row, expected) => {
    const dir = await copied();
    edit(join(dir, "unhcr", "asylum_decisions.csv"), (text) => {
      const lines = text.split("\n");
      lines.splice(3, 0, line);
      return lines.join("\n");
    });
    const error = await refusal(readUnhcrFiles(dir));
    expect(error).toMatchObject({source: "unhcr/asylum_decisions.csv", row});
    expect(error.expected).toContain(expected);
  });

  it("Text that is not UTF-8 is reported with file and line", async () => {
    const dir = await copied();
    const path = join(dir, "unhcr", "countries.csv");
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("CIV,ICO,C\xf4te d'Ivoire,,,,\n", "latin1")]));
    expect(await refusal(readUnhcrFiles(dir))).toMatchObject({source: "unhcr/countries.csv", row: "line 15"});
  });

  it("A gzip file that is cut is rejected", async () => {
    const dir = await copied();
    const path = join(dir, "unhcr", "asylum_applications.csv");
    const zipped = gzipSync(readFileSync(path));
    rmSync(path);
    writeFileSync(`${path}.gz`, zipped.subarray(0, zipped.length - 30));
    expect((await refusal(readUnhcrFiles(dir))).expected).toBe("a whole gzip file");
  });

  it("A file that changes between check and load is rejected", async () => {
    const dir = await copied();
    const {tables} = await readUnhcrFiles(dir);
    edit(join(dir, "unhcr", "population.csv"), (text) => text.replace("705812", "1"));
    expect((await refusal(rowsOf(tables.population))).found).toBe("other bytes");
  });

  it("A row that spans lines does not shift the lines of the rows after it", async () => {
    const dir = await copied();
    edit(join(dir, "russia", "reported_events.csv"), (text) => {
      const [header = "", ...rows] = text.split("\n");
      return [header, '2020-01-01,"a\nb\n",,,,,', ...rows].join("\n");
    });
    const {tables} = await readReported(dir);
    expect(tables.reported_events?.place(1)).toBe("reported_events.csv, line 2");
    expect(tables.reported_events?.place(2)).toBe("reported_events.csv, line 5");
    expect((await rowsOf(tables.reported_events))[0]).toMatchObject({place: "a\nb"});
  });

  it("Reported figures keep their words and have no time of retrieval", async () => {
    const {record, tables} = await readReported(UPSTREAM);
    expect(record).toMatchObject({name: "reported", retrieved: null, address: null});
    expect((await rowsOf(tables.reported_figures))[0]).toMatchObject({origin: "PRK", year_from: "2011", as_of: null});
    expect(await rowsOf(tables.reported_events)).toHaveLength(3);
  });
});

describe("the World Bank", () => {
  const ask = (server: StandIn): Promise<Pulled> =>
    pullWorldBank({
      base: server.worldbank,
      snapshots: join(folder, "snapshots"),
      yearFrom: 2019,
      yearTo: 2023,
      reporter,
      http: QUICK
    });

  it("The API and the file give the same population, and a value not reached is missing", async () => {
    const server = await standInOf(({worldbank}) => {
      worldbank.push({code: "RUS", name: "Russian Federation", year: 2022, value: null});
    });
    const api = await ask(server);
    const file = await readWorldBankFiles(UPSTREAM);
    const rows = await rowsOf(api.tables.population);
    expect(rows.slice(0, 6)).toEqual(await rowsOf(file.tables.population));
    expect(rows[6]).toMatchObject({code: "RUS", year: "2022", value: null});
    expect(api.tables.population?.place(5)).toBe("worldbank-population page 2, item 2");
    expect(server.requests[0]?.query).toEqual({format: "json", per_page: "5000", date: "2019:2023", page: "1"});
  });

  it("An error with status 200 is reported in the Bank's words", async () => {
    const server = await standInOf();
    const message = [{id: "120", key: "Invalid value", value: "The provided parameter value is not valid"}];
    server.fault({what: "answer", body: [{message}]});
    expect((await refusal(ask(server))).message).toContain("The provided parameter value is not valid");
  });

  it("An empty result, a year that was not asked and another form are rejected", async () => {
    const server = await standInOf(({worldbank}) => worldbank.splice(0));
    expect((await refusal(ask(server))).found).toBe("an empty result");
    const meta = {page: 1, pages: 1, per_page: 50, total: 1};
    const row = {countryiso3code: "RUS", country: {value: "Russian Federation"}, date: "1960", value: 1};
    server.fault({what: "answer", body: [meta, [row]]});
    expect((await refusal(ask(server))).field).toBe("date");
    server.fault({what: "answer", body: [meta, [{...row, date: 2019}]]});
    expect((await refusal(ask(server))).found).toContain("/1/0/date");
  });
});
