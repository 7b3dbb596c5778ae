// What another process, the machine, a hand or a publisher's answer may do to a run: each ends with a message, at a limit that is
// said, and leaves nothing half done.
import {execFileSync} from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {hostname, tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {assertDate, baseEdition, isDay} from "../../loaders/edition/dates.js";
import {assertNoFewer, handLines} from "../../loaders/edition/handTables.js";
import {readPackage} from "../../loaders/edition/edition.js";
import {withLock} from "../../loaders/edition/lock.js";
import {machineRefusal} from "../../loaders/edition/machine.js";
import {HttpClient, parseJson} from "../../loaders/sources/http.js";
import {assertPlainFiles} from "../../loaders/sources/plainFiles.js";
import {baseAddress, withoutPassword} from "../../loaders/sources/shared.js";
import type {Reporter} from "../../loaders/sources/shared.js";
import {pullUnhcr} from "../../loaders/sources/unhcrApi.js";
import {readBreaks, readPlaces, readRules, TABLES_DIR} from "../../loaders/clean/handTables.js";
import {describe as describeAnew} from "../edition/describe.js";
import {data, digests} from "./run.js";
import {publishedFrom, startStandIn} from "./standin.js";
// prettier-ignore

const DATA = fileURLToPath(new URL("../../data", import.meta.url));
const UPSTREAM = fileURLToPath(new URL("fixtures/upstream", import.meta.url));
const base = mkdtempSync(join(tmpdir(), "ledger-hostile-"));
afterAll(() => rmSync(base, {recursive: true, force: true}));
let n = 0;
const folder = () => {
  const path = join(base, String(++n));
  mkdirSync(path);
  return path;
};
const silent: Reporter = {
  start: () => undefined,
  advance: () => undefined,
  note: () => undefined,
  done: () => undefined
};

describe("A lock", () => {
  const nothing = () => Promise.resolve("done");
  const mine = {host: hostname(), pid: process.ppid, started: "2026-11-24T10:00:00.000Z", token: "a"};
  /** What lies in the lock's place, and what is said of it. */
  const STATES: readonly (readonly [string, (lock: string) => void, RegExp])[] = [
    ["of zero bytes", (lock) => writeFileSync(lock, ""), /found an empty file/],
    ["of three NULs", (lock) => writeFileSync(lock, "\0\0\0"), /found 3 bytes that are none/],
    ["that is NaN", (lock) => writeFileSync(lock, "NaN"), /found 3 bytes that are none/],
    ["that is a number alone", (lock) => writeFileSync(lock, "99999999"), /found a file without them/],
    ["that is null", (lock) => writeFileSync(lock, "null"), /found a file without them/],
    ["without a token", (lock) => writeFileSync(lock, JSON.stringify({...mine, token: undefined})), /without them/],
    ["with a pid of 0", (lock) => writeFileSync(lock, JSON.stringify({...mine, pid: 0})), /without them/],
    ["with a pid below 0", (lock) => writeFileSync(lock, JSON.stringify({...mine, pid: -1})), /without them/],
    ["with a pid that is a text", (lock) => writeFileSync(lock, JSON.stringify({...mine, pid: "1"})), /without them/],
    ["of a megabyte", (lock) => writeFileSync(lock, "1".repeat(1_000_000)), /found 1000000 bytes/],
    ["that is a folder", (lock) => mkdirSync(lock), /found a folder/],
    ["that is a pipe", (lock) => void execFileSync("mkfifo", [lock]), /found no regular file/],
    ["that is a link to nothing", (lock) => symlinkSync("nowhere", lock), /found no regular file/],
    ["of a run at work", (lock) => writeFileSync(lock, JSON.stringify(mine)), /process \d+ at work, since 2026-11-24/],
    ["of another machine", (lock) => writeFileSync(lock, JSON.stringify({...mine, host: "elsewhere"})), /of the machine elsewhere, since/],
    ["of a pid that another process has now", (lock) => writeFileSync(lock, JSON.stringify({...mine, ticks: "1"})), /another one now/],
    ["of our own pid", (lock) => writeFileSync(lock, JSON.stringify({...mine, pid: process.pid})), /another one now/],
    ["with a host that would write to the terminal", (lock) => writeFileSync(lock, JSON.stringify({...mine, host: "\u001b[2J"})), /machine \\u001b\[2J/]
  ]; // prettier-ignore

  test.each(STATES)("%s ends with a message that names it, and is left as it is", async (_what, make, message) => {
    const target = folder();
    const lock = join(target, ".lock");
    make(lock);
    const met = await withLock(target, nothing).catch((error: unknown) => String(error));
    expect(met).toMatch(message);
    expect(met).toContain(lock);
    expect(met).toMatch(/remove .*\.lock and run the command again/);
    expect(readdirSync(target).sort()).toEqual([".lock", "editions"]);
  });

  test("that garbage fills ends the command at once", async () => {
    const target = folder();
    writeFileSync(join(target, ".lock"), "\0\0\0");
    const ran = await data(["refresh", "--from", UPSTREAM, "--out", target, "--edition", "2026-11-25"]);
    expect(ran.ended).toBe(1);
    expect(ran.err).toMatch(/\.lock: expected the lock of a refresh .*remove .*\.lock/s);
    expect(ran.err).not.toMatch(/^ +at /m);
  });

  test("of a process that has ended on this machine is taken over, and removed afterwards", async () => {
    const target = folder();
    writeFileSync(join(target, ".lock"), JSON.stringify({...mine, pid: 99999999}));
    // What such a run left where it was killed while it took the lock.
    writeFileSync(join(target, ".lock-99999999"), "");
    expect(await withLock(target, nothing)).toBe("done");
    expect(readdirSync(target)).toEqual(["editions"]);
  });

  test("names machine, process, start and a token of its own", async () => {
    const target = folder();
    const read = () => JSON.parse(readFileSync(join(target, ".lock"), "utf8")) as Record<string, unknown>;
    const first = await withLock(target, () => Promise.resolve(read()));
    const second = await withLock(target, () => Promise.resolve(read()));
    expect(first).toMatchObject({host: hostname(), pid: process.pid});
    expect(Date.parse(String(first.started))).not.toBeNaN();
    expect(first.token).not.toBe(second.token);
    expect(first.ticks).toBe(second.ticks);
  });

  test("that another run took meanwhile stops the first before it publishes, and stays the other's", async () => {
    const target = folder();
    const lock = join(target, ".lock");
    const other = JSON.stringify({...mine, host: "elsewhere"});
    const met = await withLock(target, (assertHeld) => {
      writeFileSync(lock, other);
      assertHeld();
      return Promise.resolve();
    }).catch((error: unknown) => String(error));
    expect(met).toMatch(/expected the lock that this run took; found none, or that of another run/);
    expect(readFileSync(lock, "utf8")).toBe(other);
  });

  test("that a full disk leaves no room for fails with its file", () => {
    const error = Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC", path: "x/.lock"});
    expect(machineRefusal(error)).toMatch(/^x\/\.lock: no room is left .*free some room/);
  });
});

describe("The date of an edition", () => {
  test("is a day of the calendar", () => {
    for (const day of ["2026-11-24", "2024-02-29", "2000-02-29"]) expect(isDay(day), day).toBe(true);
    for (const day of ["2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-24 ", "yesterday", ""])
      expect(isDay(day), day).toBe(false);
  }); // prettier-ignore

  test("is neither before the current edition's nor in the future, unless asked for", () => {
    const now = Date.parse("2026-11-24T12:00:00Z");
    const check = (date: string, anyDate = false) => assertDate({date, anyDate}, "2026-11-20-2", now);
    for (const day of ["2026-11-20", "2026-11-24", "2026-11-25"]) expect(() => check(day), day).not.toThrow();
    expect(() => check("2026-11-19")).toThrow(/not before that of the current edition, 2026-11-20-2.*--any-date/);
    expect(() => check("2026-11-26")).toThrow(/not in the future.*--any-date/);
    for (const day of ["2026-11-19", "2027-01-01"]) expect(() => check(day, true), day).not.toThrow();
    expect(() => check("2026-02-31", true)).toThrow(/a day of the calendar/);
  });

  test("decides what it is compared with: never with a later edition", () => {
    const kept = ["2026-11-20", "2026-11-20-2", "2026-11-22", "2026-11-25"];
    expect(baseEdition("2026-11-26", "2026-11-25", kept)).toBe("2026-11-25");
    expect(baseEdition("2026-11-21", "2026-11-25", kept)).toBe("2026-11-20-2");
    expect(baseEdition("2026-11-20", "2026-11-25", kept)).toBe("2026-11-20-2");
    expect(baseEdition("2026-11-01", "2026-11-25", kept)).toBeNull();
    expect(baseEdition("2026-11-01", null, [])).toBeNull();
  });

  test("before the current one's is rejected; asked for, the later edition stays current and nothing runs backwards", async () => {
    const out = folder();
    const run = (date: string, ...more: string[]) =>
      data(["refresh", "--from", UPSTREAM, "--out", out, "--edition", date, ...more]);
    expect((await run("2026-11-21")).ended).toBe(0);
    const refused = await run("2026-11-19");
    expect(refused.ended).toBe(1);
    expect(refused.err).toMatch(/--edition: expected a date that is not before .* 2026-11-21; found 2026-11-19/);
    const asked = await run("2026-11-19", "--any-date");
    expect(asked.ended, asked.err).toBe(0);
    expect(asked.out).toContain("the current edition is still 2026-11-21");
    expect(readFileSync(join(out, "edition"), "utf8")).toBe("2026-11-21\n");
    expect(readPackage(out, "2026-11-19").compared_with).toBeNull();
  }); // prettier-ignore
});

describe("A hand-kept table", () => {
  const ID = readFileSync(join(DATA, "edition"), "utf8").trim();
  const before = () => readPackage(DATA, ID);

  test("is compared with an edition that does not say its lines, by that edition's tables", async () => {
    expect(await assertNoFewer({target: DATA, before: before(), accepted: []})).toEqual([]);
    const now = handLines();
    expect(now.rules).toBe(readRules().length);
    for (const name of ["rules", "breaks", "places", "regions", "memberships"])
      await expect(
        assertNoFewer({target: DATA, before: before(), accepted: []}, {...now, [name]: (now[name] ?? 0) - 1}),
        name
      ).rejects.toThrow(new RegExp(`data/tables/${name}\\.csv: expected at least as many lines .*git restore .*--accept-fewer ${name}`));
  }); // prettier-ignore

  test("that lost its lines is rejected; where that was asked for, the edition says so", async () => {
    const out = folder();
    const run = (...more: string[]) =>
      data(["refresh", "--from", UPSTREAM, "--out", out, "--edition", "2026-11-24", ...more]);
    expect((await run()).ended).toBe(0);
    const edition = join(out, "editions", "2026-11-24");
    const lines = handLines();
    expect(readPackage(out, "2026-11-24").hand_tables).toEqual(lines);
    // As if the edition had been made with a line more in two files, one of which is in no table of the edition.
    describeAnew(edition, (pack) => (pack.hand_tables = {...lines, rules: (lines.rules ?? 0) + 1, locations: (lines.locations ?? 0) + 1}));
    const stood = digests(out);
    const refused = await run("--accept-fewer", "locations");
    expect(refused.ended).toBe(1);
    expect(refused.err).toMatch(/data\/tables\/rules\.csv: expected at least as many lines as edition 2026-11-24 .*--accept-fewer rules/);
    expect(refused.err).not.toMatch(/locations\.csv:/);
    expect(digests(out)).toEqual(stood);
    const wrong = await run("--accept-fewer", "rule");
    expect(wrong.err).toMatch(/--accept-fewer takes rules, breaks, .*not "rule"/);
    const asked = await run("--accept-fewer", "rules,locations");
    expect(asked.ended, asked.err).toBe(0);
    expect(readPackage(out, "2026-11-24-2").notes.join("\n")).toMatch(/fewer lines in a hand-kept table, accepted .*: rules \d+ \(\d+ in edition 2026-11-24\)/);
  }); // prettier-ignore

  /** A copy of the tables with a text of one replaced. */
  function tables(name: string, from: string | RegExp, to: string): string {
    const dir = folder();
    cpSync(TABLES_DIR, dir, {recursive: true});
    const file = join(dir, `${name}.csv`);
    const text = readFileSync(file, "utf8");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    return dir;
  }

  test.each([
    ["an address that is a script", "rules", /https?:\/\/[^,"| ]+/, "javascript:alert(1)", readRules],
    ["an address with a script behind a good one", "breaks", /(https?:\/\/[^,"| ]+)(?=[,"])/, "$1 | javascript:alert(1)", readBreaks],
    ["an address that is data", "breaks", /https?:\/\/[^,"| ]+/, "data:text/html;base64;x", readBreaks],
    ["a name with markup", "places", "Afghanistan", "<b>Afghanistan</b>", readPlaces],
    ["a name with a bidi control", "places", "Afghanistan", "Afghan\u202eistan", readPlaces],
    ["a name with an isolate", "places", "Afghanistan", "\u2066Afghanistan\u2069", readPlaces],
    ["a name with a character of no width", "places", "Afghanistan", "Afghan\u200bistan", readPlaces],
    ["a name with a control", "places", "Afghanistan", "Afghan\u0007istan", readPlaces],
    ["an alias with markup", "places", /(Persons|Stateless)[^,"|]*(?=[,"| ])/, "<i>", readPlaces]
  ] as const)("with %s is rejected", (_what, name, from, to, read) => {
    expect(() => read(tables(name, from, to))).toThrow(
      new RegExp(`data/tables/${name}\\.csv, line \\d+ .*expected (an address|a name|a text)`)
    );
  });

  test("that is no file, or gone, is named", () => {
    const dir = folder();
    expect(() => readRules(dir)).toThrow(/data\/tables\/rules\.csv: expected a file; found no such file\. Restore it/);
    execFileSync("mkfifo", [join(dir, "rules.csv")]);
    expect(() => readRules(dir)).toThrow(/expected a file; found something else of that name/);
  });
}); // prettier-ignore

describe("Tables that a new edition would lack", () => {
  test("are named with how to keep them, and left out only when asked", async () => {
    const out = folder();
    const all = await data(["refresh", "--from", UPSTREAM, "--out", out, "--edition", "2026-11-24"]);
    expect(all.ended, all.err).toBe(0);
    const stood = digests(out);
    const from = folder();
    cpSync(join(UPSTREAM, "unhcr"), join(from, "unhcr"), {recursive: true});
    const run = (...more: string[]) =>
      data(["refresh", "--from", from, "--out", out, "--edition", "2026-11-25", ...more]);
    const refused = await run();
    expect(refused.ended).toBe(1);
    expect(refused.err).toMatch(/whose .*population.* would be missing .*no files of worldbank.*add --only unhcr.*add --drop/s);
    expect(digests(out)).toEqual(stood);
    // A table of a source that is there: its file alone is missing.
    rmSync(join(from, "unhcr", "population.csv"));
    const without = await run("--only", "unhcr");
    expect(without.ended).toBe(1);
    expect(without.err).toMatch(/stocks would be missing .*add --drop/s);
    expect(digests(out)).toEqual(stood);
    const asked = await run("--drop");
    expect(asked.ended, asked.err).toBe(0);
    expect(readPackage(out, "2026-11-25").resources.map(({name}) => name)).not.toContain("population");
  });
}); // prettier-ignore

describe("A publisher's answer", () => {
  const KB = Buffer.alloc(1024, 0x20);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://here").pathname;
    const json = (body: string, status = 200) => {
      response.writeHead(status, {"content-type": "application/json"});
      response.end(body);
    };
    if (path.startsWith("/deep/")) json(`${"[".repeat(200_000)}${"]".repeat(200_000)}`);
    else if (path.startsWith("/part/")) json('{"page":1}', 206);
    else if (path.startsWith("/none/")) json("", 204);
    else if (path.startsWith("/endless/")) {
      response.writeHead(200, {"content-type": "application/json"});
      const more = () => {
        while (response.write(KB));
      };
      response.on("drain", more).on("error", () => undefined);
      more();
    } else json('{"page":1}', 404);
  });
  let at = "";
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const pull = (path: string, mostBytes?: number) =>
    pullUnhcr({
      base: path.startsWith("http") ? path : `${at}/${path}`,
      snapshots: folder(),
      yearFrom: 2020,
      yearTo: 2020,
      reporter: silent,
      http: {retries: 0, minDelayMs: 1, startsPerSecond: 1000, ...(mostBytes ? {mostBytes} : {})}
    });

  test.each([
    ["200,000 levels deep", "deep", /expected JSON of at most 64 levels; found lists or objects that lie deeper/],
    ["with status 206", "part", /expected status 200; found status 206\. Only status 200 is a complete answer/],
    ["with status 204", "none", /expected status 200; found status 204/]
  ])("%s is rejected at a limit that is said", async (_what, path, message) => {
    await expect(pull(path)).rejects.toThrow(message);
    await expect(pull(path)).rejects.toHaveProperty("name", "InputError");
  });

  test.each([1e9, 1e15, 5001])("of %d pages is rejected at a limit that is said", async (says) => {
    const api = await startStandIn(publishedFrom(UPSTREAM));
    api.fault({what: "maxPages", says, page: 1, times: Infinity});
    try {
      await expect(pull(api.unhcr)).rejects.toThrow(`expected at most 5,000 pages; found ${says} pages`);
      expect(api.requests.length).toBeLessThan(10);
    } finally {
      await api.close();
    }
  });

  test("that never ends is rejected at a limit that is said", async () => {
    await expect(pull("endless", 4_000_000)).rejects.toThrow(/expected an answer of at most 4,000,000 bytes; found one with more/);
    const client = new HttpClient({retries: 0}, silent);
    expect(client.options.mostBytes).toBe(268_435_456);
    client.close();
  }); // prettier-ignore

  test("of brackets in a text is no deep one", () => {
    expect(parseJson(Buffer.from(JSON.stringify({text: `"${"[{".repeat(500)}\\`, list: [[1]]})))).toMatchObject({list: [[1]]});
  }); // prettier-ignore

  test("that is nested too deep ends the command without a stack", async () => {
    const out = folder();
    const ran = await data(["refresh", "--only", "unhcr", "--unhcr-base", `${at}/deep/`, "--out", out, "--snapshots", folder(), "--retries", "0"]);
    expect(ran.ended).toBe(1);
    expect(ran.err).toMatch(/expected JSON of at most 64 levels/);
    expect(ran.err).not.toMatch(/^ +at /m);
    expect(readdirSync(out)).toEqual(["editions"]);
  }); // prettier-ignore
});

describe("A base address", () => {
  test("with a name or password is rejected and not printed", async () => {
    for (const address of [
      "http://reader:s3cret@127.0.0.1:1/v1",
      "https://s3cret@host.example/",
      "htp://reader:s3cret@host.example",
      "reader:s3cret@host.example",
      "http://host.example/?key=s3cret",
      "http://host.example/#s3cret"
    ])
      try {
        baseAddress(address, "UNHCR");
        expect.unreachable(address);
      } catch (error) {
        expect(String(error), address).toMatch(/base address: expected an/);
        expect(String(error), address).not.toContain("s3cret");
      }
    const out = folder();
    for (const args of [["--unhcr-base", "http://reader:s3cret@127.0.0.1:1/v1"], ["http://reader:s3cret@127.0.0.1:1/v1"]]) {
      const ran = await data(["refresh", "--only", "unhcr", ...args, "--out", out, "--retries", "0"]);
      expect(ran.ended).toBe(1);
      expect(ran.out + ran.err).not.toContain("s3cret");
    }
    expect(withoutPassword("at http://a:b@c/d and https://e/f")).toBe("at http://…@c/d and https://e/f");
  }); // prettier-ignore
});

describe("What is no file", () => {
  test("a pipe in place of an input ends with a message", async () => {
    const [from, out] = [folder(), folder()];
    cpSync(UPSTREAM, from, {recursive: true});
    const file = join(from, "unhcr", "asylum_applications.csv");
    rmSync(file);
    execFileSync("mkfifo", [file]);
    for (const args of [["refresh", "--edition", "2026-11-25"], ["explain", "PRK", "RUS", "2022"]]) {
      const ran = await data([...args, "--from", from, "--out", out]);
      expect(ran.ended, args[0]).toBe(1);
      expect(ran.err, args[0]).toMatch(/asylum_applications\.csv: expected a file; found a pipe\. Write what it gives/);
    }
    expect(readdirSync(out)).toEqual([]);
    symlinkSync("/dev/zero", join(from, "unhcr", "population.csv.gz"));
    rmSync(file);
    expect(() => assertPlainFiles(from, ["unhcr"])).toThrow(/population\.csv\.gz: expected a file; found a device/);
  }); // prettier-ignore

  test("/dev/full as output ends with a message, and nothing is left behind", async () => {
    const out = folder();
    const args = ["refresh", "--from", UPSTREAM, "--out", out, "--edition", "2026-11-25"];
    const unprinted = await data(args, {stdout: "/dev/full"});
    expect(unprinted.ended).toBe(1);
    expect(unprinted.err).toMatch(/the output is incomplete: .*ENOSPC/);
    expect(unprinted.err).not.toMatch(/^ +at /m);
    expect(readdirSync(out).sort()).toEqual(["edition", "editions"]);
    expect(readdirSync(join(out, "editions"))).toEqual(["2026-11-25"]);
    const unnoted = await data(args, {stderr: "/dev/full"});
    expect(unnoted.ended).toBe(0);
    expect(unnoted.out).toContain("has these bytes already");
    const device = await data([...args.slice(0, 4), "/dev/full"]);
    expect(device.ended).toBe(1);
    expect(device.err).toMatch(/there is a file where a folder should be .*name another folder with --out/);
    chmodSync(out, 0o755);
    expect(existsSync(join(out, ".lock"))).toBe(false);
  });
});
