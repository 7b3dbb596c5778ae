// Each fault of a publisher, a file or the machine, shown to the command line as a process of its own: it ends with exit code 1 and
// a message that says what to do, and the last good edition stands byte for byte. docs/faults.md lists them for readers.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {data, digests} from "./run.js";
import type {Ran} from "./run.js";
import {publishedFrom, startStandIn} from "./standin.js";
import type {Fault, StandIn} from "./standin.js";

const UPSTREAM = fileURLToPath(new URL("fixtures/upstream", import.meta.url));
const HURT = fileURLToPath(new URL("hurt-fs.ts", import.meta.url));
const DOCS = fileURLToPath(new URL("../../docs/faults.md", import.meta.url));

const base = mkdtempSync(join(tmpdir(), "ledger-faults-"));
const good = join(base, "good");
let n = 0;
const folder = () => join(base, String(++n));

beforeAll(async () => {
  const ran = await data(["refresh", "--from", UPSTREAM, "--out", good, "--edition", "2026-11-24"]);
  expect(ran.ended, ran.err).toBe(0);
});
afterAll(() => rmSync(base, {recursive: true, force: true}));

/** A target of its own that holds the last good edition. */
function target(): string {
  const out = folder();
  cpSync(good, out, {recursive: true});
  return out;
}

/** A run that asks UNHCR's stand-in, with little patience. */
function ask(out: string, at: string, ...more: string[]): Promise<Ran> {
  const patience = ["--retries", "1", "--wait", "0.01", "--timeout", "120"];
  const where = ["--out", out, "--snapshots", `${out}-snapshots`, "--edition", "2026-11-25"];
  return data(["refresh", "--only", "unhcr", "--unhcr-base", at, ...where, ...patience, ...more]);
}

function read(out: string, from: string, o: Parameters<typeof data>[1] = {}): Promise<Ran> {
  return data(["refresh", "--from", from, "--out", out, "--edition", "2026-11-25"], o);
}

/** Exit code 1, the message, the last good edition byte for byte, and nothing half written beside it. */
function expectRefusal(ran: Ran, out: string, message: RegExp): void {
  expect(ran.err).toMatch(message);
  expect(ran.err, "no stack of the code").not.toMatch(/^ +at /m);
  expect(ran.ended).toBe(1);
  expect(digests(out)).toEqual(digests(good));
  expect(readdirSync(join(out, "editions"))).toEqual(["2026-11-24"]);
  expect(readdirSync(out).sort()).toEqual(["edition", "editions"]);
}

/** Faults of an API: how the stand-in is spoilt, and what the analyst reads. `at`: the base address where it is another. */
type Answer = readonly [
  fault: string,
  strike: (api: StandIn) => Fault | Promise<void>,
  message: RegExp,
  more?: readonly string[]
];
const ANSWERS: readonly Answer[] = [
  [
    "a refused connection",
    (api) => api.close(),
    /connection failed or was cut.*ECONNREFUSED.*Run the same command again/s
  ],
  [
    "a time-out before the body",
    () => ({what: "hang"}),
    /no whole answer within 2 s.*Run the same command again/s,
    ["--timeout", "2"]
  ],
  [
    "a time-out within the body",
    () => ({what: "stall"}),
    /no whole answer within 2 s.*Run the same command again/s,
    ["--timeout", "2"]
  ],
  ["a reset within the body", () => ({what: "reset"}), /connection failed or was cut.*Run the same command again/s],
  [
    "429 with Retry-After",
    () => ({what: "status", status: 429, retryAfter: "1"}),
    /status 429 .*asks to wait 1 s\. Run the same/s
  ],
  [
    "429 without Retry-After",
    () => ({what: "status", status: 429}),
    /status 429 \(the last of 2 tries\)\. Run the same/
  ],
  ["500", () => ({what: "status", status: 500}), /status 500 \(the last of 2 tries\)\. Run the same/],
  ["502", () => ({what: "status", status: 502}), /status 502 \(the last of 2 tries\)\. Run the same/],
  ["503", () => ({what: "status", status: 503}), /status 503 \(the last of 2 tries\)\. Run the same/],
  [
    "a redirect loop",
    () => ({what: "redirect", to: "?again"}),
    /more than 5 redirects in a row.*Run the same command again/s
  ],
  [
    "a redirect to another host",
    () => ({what: "redirect", to: "http://localhost:1/v1/"}),
    /expected an answer of 127\.0\.0\.1:\d+; found a redirect to http:\/\/localhost:1\..*give it as the base address/s
  ],
  ["200 with HTML", () => ({what: "html200"}), /found a page of HTML with status 200 .*Run the same command again/s],
  ["200 with an empty body", () => ({what: "nothing"}), /found an empty body .*Run the same command again/s],
  [
    "200 with truncated JSON",
    () => ({what: "truncated"}),
    /JSON that is cut short or broken .*Run the same command again/s
  ],
  [
    "200 with the wrong content type",
    () => ({what: "type", says: "text/plain"}),
    /found the content type "text\/plain" .*Run the same/s
  ],
  [
    "a page repeated",
    () => ({what: "repeat", of: 1, page: 2}),
    /pages 1, 2: expected other rows on each page.*Run the same command again/s
  ],
  [
    "a page missing",
    () => ({what: "empty", page: 2}),
    /page 2.*found no rows, though there are \d pages .*Run the same command again: the \d page/s
  ],
  [
    "a page out of order",
    () => ({what: "page", page: 2, says: 3}),
    /page 2.*found an answer that says it is page 3 .*Run the same/s
  ],
  [
    "maxPages that changes while pulling",
    () => ({what: "maxPages", page: 2, says: 7}),
    /a second time\. .*run the same command again in an hour/s
  ],
  [
    "an extra column in an answer",
    () => ({what: "extra", column: "sex", holds: "F"}),
    /item 1, sex: expected no column but year,.*See what it holds/s
  ],
  [
    "a renamed column in an answer",
    () => ({what: "rename", column: "applied", to: "claims"}),
    /expected column applied; found the columns .*claims.*adapt/s
  ],
  [
    "a type changed",
    () => ({what: "set", item: 0, column: "year", to: "2019"}),
    /item 1, year: expected a year as a whole number; found "2019".*adapt/s
  ],
  [
    "a count as text in an answer",
    () => ({what: "set", item: 0, column: "applied", to: "many"}),
    /applied: expected a whole number.*found "many".*adapt/s
  ],
  [
    "a negative count in an answer",
    () => ({what: "set", item: 0, column: "applied", to: -5}),
    /applied: expected a whole number.*found -5\..*adapt/s
  ],
  [
    "a count of 1e400 in an answer",
    () => ({what: "raw", item: 0, column: "applied", json: "1e400"}),
    /applied: expected a whole number.*found Infinity\..*adapt/s
  ],
  [
    "a year outside the range in an answer",
    () => ({what: "set", item: 0, column: "year", to: 1962}),
    /expected a year from 2000 to \d+; found 1962.*check the base address/s
  ]
];

describe.concurrent("An answer that is none", () => {
  test.each(ANSWERS.map((answer) => [answer[0], answer] as const))(
    "%s",
    async (_fault, [, strike, message, more = []]) => {
      const [out, api] = [target(), await startStandIn(publishedFrom(UPSTREAM), {rowsPerPage: 5})];
      try {
        const fault = await strike(api);
        if (fault) api.fault({path: "asylum-applications", page: 1, times: Infinity, ...fault});
        expectRefusal(await ask(out, api.unhcr, ...more), out, message);
      } finally {
        await api.close();
      }
    }
  );
});

type Change = (path: (file: string) => string, edit: (file: string, change: (text: string) => string) => void) => void;

/** The first row of a file with one field changed. */
const field =
  (file: string, column: string, to: string): Change =>
  (_path, edit) =>
    edit(file, (text) => {
      const [header = "", first = "", ...rest] = text.split("\n");
      const at = header.split(",").indexOf(column);
      return [header, first.split(",").with(at, to).join(","), ...rest].join("\n");
    });
const APPLICATIONS = "unhcr/asylum_applications.csv";

/** Faults of files. */
const FILES: readonly (readonly [fault: string, spoil: Change, message: RegExp])[] = [
  [
    "an extra column in a file",
    (_, edit) =>
      edit(APPLICATIONS, (text) => text.replaceAll(/$/gm, ",F").replace(",F", ",sex").replace(/\n,F$/, "\n")),
    /asylum_applications\.csv, line 1, sex: expected no column but year,.*See what it holds/s
  ],
  [
    "a renamed column in a file",
    (_, edit) => edit(APPLICATIONS, (text) => text.replace("applied", "claims")),
    /line 1, applied: expected column applied; found the columns .*claims.*Correct the file/s
  ],
  [
    "a count as text in a file",
    field(APPLICATIONS, "applied", "many"),
    /line 2, applied: expected a whole number.*found "many".*correct the file/s
  ],
  [
    "a negative count in a file",
    field(APPLICATIONS, "applied", "-5"),
    /line 2, applied: expected a whole number.*found "-5".*correct the file/s
  ],
  [
    "a count of 1e400 in a file",
    field(APPLICATIONS, "applied", "1e400"),
    /line 2, applied: expected a whole number.*found "1e400".*correct the file/s
  ],
  [
    "a population of 1e400",
    (_, edit) => edit("worldbank/population.csv", (text) => text.replace("107553158", "1e400")),
    /value: expected a number, 0 or more; found "1e400".*correct the file/s
  ],
  [
    "a row duplicated",
    (_, edit) => edit(APPLICATIONS, (text) => `${text}${String(text.split("\n")[1])}\n`),
    /No two rows of applications have the same key.*1 keys.*correct the source/s
  ],
  [
    "a year outside the range in a file",
    field(APPLICATIONS, "year", "1962"),
    /line 2, year: expected a year of four digits, from 2000 to .*found "1962".*correct the file/s
  ],
  [
    "a year that has not begun",
    field("unhcr/population.csv", "year", "2027"),
    /line 2, year: expected a year.* to the edition's own; found "2027".*correct the file/s
  ],
  [
    "an unknown code",
    field(APPLICATIONS, "dec_level", "ZZ"),
    /dec_level: expected one of NA, FI.*found "ZZ".*correct the file/s
  ],
  [
    "an unknown place",
    field(APPLICATIONS, "coo_iso", "QQQ"),
    /Every place is known.*QQQ as origin.*add a line to data\/tables\/places\.csv/s
  ],
  [
    "a name with markup in it",
    field(APPLICATIONS, "coo_name", "<img src=x onerror=alert(1)>"),
    /line 2, coo_name: expected a name without < or >; found "<img .*correct the file/s
  ],
  [
    "an input file that cannot be read",
    (path) => {
      rmSync(path(APPLICATIONS));
      mkdirSync(path(APPLICATIONS));
    },
    /asylum_applications\.csv: expected a file that can be read; found EISDIR.*Correct the file/s
  ]
];

/** A folder of the publishers' files, spoilt. */
function spoiltFiles(spoil: Change): string {
  const from = folder();
  cpSync(UPSTREAM, from, {recursive: true});
  const path = (file: string) => join(from, file);
  spoil(path, (file, change) => writeFileSync(path(file), change(readFileSync(path(file), "utf8"))));
  return from;
}

describe.concurrent("A file that is none", () => {
  test.each(FILES)("%s", async (_fault, spoil, message) => {
    const out = target();
    expectRefusal(await read(out, spoiltFiles(spoil)), out, message);
  });

  test("2e+05 in a file", async () => {
    const [out, plain] = [target(), target()];
    expect((await read(out, spoiltFiles(field(APPLICATIONS, "applied", "2e+05")))).ended).toBe(0);
    expect((await read(plain, spoiltFiles(field(APPLICATIONS, "applied", "200000")))).ended).toBe(0);
    const file = "editions/2026-11-25/applications.parquet";
    expect(digests(out)[file]).toBe(digests(plain)[file]);
    expect(digests(out)).toMatchObject({...digests(good), edition: expect.any(String) as string});
  });
});

describe.concurrent("A machine that refuses", () => {
  test("a target that is a file", async () => {
    const out = folder();
    writeFileSync(out, "not a folder");
    const ran = await read(out, UPSTREAM);
    expect(ran.err).toMatch(/there is a file where a folder should be .*name another folder with --out/s);
    expect(ran.ended).toBe(1);
    expect(readFileSync(out, "utf8")).toBe("not a folder");
  });

  test("a target that is not writable", async () => {
    const out = target();
    for (const closed of [out, join(out, "editions")]) chmodSync(closed, 0o555);
    const ran = await read(out, UPSTREAM, {preload: HURT, env: {HURT_BY: "nobody", HURT_AT: "1", HURT_IN: out}});
    expectRefusal(ran, out, /it may not be read or written .*make it writable, or publish elsewhere with --out/s);
  });

  test("no room left", async () => {
    const out = target();
    const ran = await read(out, UPSTREAM, {limitKb: 4});
    expectRefusal(ran, out, /a file may not grow that large .*run the command again/s);
  });

  test("two refreshes at once", async () => {
    const [out, api] = [target(), await startStandIn(publishedFrom(UPSTREAM))];
    api.fault({what: "hang", times: Infinity});
    let first = 0;
    const begun = data(
      [
        "refresh",
        "--only",
        "unhcr",
        "--unhcr-base",
        api.unhcr,
        "--out",
        out,
        "--snapshots",
        `${out}-snapshots`,
        "--edition",
        "2026-11-25"
      ],
      {
        started: (child) => (first = child.pid ?? 0)
      }
    );
    await expect.poll(() => api.requests.length).toBeGreaterThan(0);
    const second = await read(out, UPSTREAM);
    expect(second.err).toMatch(
      new RegExp(`found process ${first} at work, since .*Wait until it ends, or publish elsewhere with --out\\.`)
    );
    expect(second.ended).toBe(1);
    process.kill(first, "SIGKILL");
    expect((await begun).ended).toBe("SIGKILL");
    await api.close();
    expect(digests(out)).toEqual(digests(good));
    // What the killed run left is no obstacle.
    const third = await read(out, UPSTREAM);
    expect(third.ended, third.err).toBe(0);
    expect(existsSync(join(out, ".lock"))).toBe(false);
  });

  test("killed while it pulls", async () => {
    const [out, api] = [target(), await startStandIn(publishedFrom(UPSTREAM), {rowsPerPage: 5})];
    for (const at of [1, 2, 4, 6]) {
      let pid = 0;
      api.fault({what: "hang", request: api.requests.length + at, times: 1});
      const asked = api.requests.length + at;
      const begun = data(
        [
          "refresh",
          "--only",
          "unhcr",
          "--unhcr-base",
          api.unhcr,
          "--out",
          out,
          "--snapshots",
          `${out}-snapshots`,
          "--edition",
          "2026-11-25"
        ],
        {started: (child) => (pid = child.pid ?? 0)}
      );
      await expect.poll(() => api.requests.length).toBeGreaterThanOrEqual(asked);
      process.kill(pid, "SIGKILL");
      expect((await begun).ended).toBe("SIGKILL");
      expect(digests(out), `request ${at}`).toEqual(digests(good));
    }
    await api.close();
  });
});

describe("The table of faults in the documents", () => {
  const rows = readFileSync(DOCS, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| Fault"))
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()));

  test("names for each fault a test that there is", () => {
    expect(rows.length).toBeGreaterThan(35);
    for (const [fault = "", happens = "", where = ""] of rows) {
      expect(happens.length, fault).toBeGreaterThan(20);
      const [, file = "", name = ""] = /^`(.+?)`: (.+)$/.exec(where) ?? [];
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      expect(text, `${file} has a test “${name}”`).toContain(`"${name}"`);
    }
  });

  test("leaves no tested fault out", () => {
    const named = new Set(rows.map(([, , where]) => /: (.+)$/.exec(where ?? "")?.[1]));
    for (const [fault] of [...ANSWERS, ...FILES]) expect(named, fault).toContain(fault);
  });
});
