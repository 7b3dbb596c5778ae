// An edition from files: same rows, same bytes; bad rows stop at the door; whatever happens, the last good edition stands.
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {hostname, tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {data, digests} from "./run.js";
import type {Ran} from "./run.js";
import {SOME_HOSTS, upstreamTables, writeUpstream} from "./upstream.js";
import type {Tables} from "./upstream.js";

const HURT = fileURLToPath(new URL("hurt-fs.ts", import.meta.url));
const FEW = fileURLToPath(new URL("fixtures/upstream", import.meta.url));
let base: string, tables: Tables, upstream: string, published: string;
let n = 0;
const folder = () => join(base, String(++n));

/** A target of its own that holds the edition of the unspoiled rows. */
function target(): string {
  const out = folder();
  cpSync(published, out, {recursive: true});
  return out;
}

/** The tables with one row of one of them changed. */
function spoiled(name: keyof Tables, change: (row: Record<string, unknown>) => object, row = 16): Tables {
  return {...tables, [name]: tables[name].map((value, i) => (i === row ? {...value, ...change(value)} : value))};
}

function refresh(from: string, out: string, ...more: string[]): Promise<Ran> {
  return data(["refresh", "--from", from, "--out", out, "--edition", "2026-11-24", ...more]);
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "ledger-refresh-"));
  tables = await upstreamTables(SOME_HOSTS);
  upstream = folder();
  writeUpstream(upstream, tables);
  published = folder();
  await refresh(upstream, published);
});
afterAll(() => rmSync(base, {recursive: true, force: true}));

describe("Same rows, same bytes", () => {
  test("six orders of arrival give one sha-256 a file", async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 6; seed++) {
      const [from, out] = [folder(), folder()];
      writeUpstream(from, tables, seed / 7);
      const ran = await refresh(from, out);
      expect(ran.ended, ran.err).toBe(0);
      const files = digests(out);
      expect(Object.keys(files).length).toBeGreaterThan(12);
      seen.add(JSON.stringify(files));
    }
    expect(seen.size).toBe(1);
  });

  test("the same files twice are one edition, and datapackage.json too is the same", async () => {
    const [a, b] = [target(), folder()];
    await refresh(upstream, b);
    expect(digests(a)).toEqual(digests(b));
    const again = await refresh(upstream, a);
    expect(again.out).toContain("has these bytes already");
    expect(digests(a)).toEqual(digests(b));
  });

  test("a revision of the same day is a second edition, and the first stays as it was", async () => {
    const [revised, out] = [folder(), target()];
    const before = digests(out);
    writeUpstream(
      revised,
      spoiled("asylum_applications", () => ({applied: 123456}))
    );
    const ran = await refresh(revised, out);
    expect(ran.out).toContain("published edition 2026-11-24-2");
    expect(readFileSync(join(out, "edition"), "utf8")).toBe("2026-11-24-2\n");
    const {edition, ...first} = before;
    expect(digests(out)).toMatchObject(first);
  });
});

describe("Bad input is met at the door", () => {
  const refused: readonly [string, () => Tables, RegExp][] = [
    [
      "a count that is no number",
      () => spoiled("asylum_applications", () => ({applied: "12a"})),
      /asylum_applications.*line 18.*applied: expected a whole number.*found "12a"/s
    ],
    [
      "a fraction",
      () => spoiled("asylum_decisions", () => ({dec_rejected: "1.5"})),
      /asylum_decisions.*line 18.*dec_rejected.*found "1.5"/s
    ],
    [
      "a negative count",
      () => spoiled("asylum_decisions", () => ({dec_other: -5})),
      /dec_other.*0 or more.*found "-5"/s
    ],
    [
      "a level nobody knows",
      () => spoiled("asylum_decisions", () => ({dec_level: "ZZ"})),
      /dec_level: expected one of NA, FI.*found "ZZ"/s
    ],
    ["a year that is none", () => spoiled("population", () => ({year: "20x5"})), /population.*year: expected a year/s],
    [
      "a place nobody knows",
      () => spoiled("asylum_applications", () => ({coo_iso: "QQQ"})),
      /Every place is known.*QQQ.*places\.csv/s
    ],
    [
      "a key that stands twice",
      () => ({...tables, asylum_decisions: [...tables.asylum_decisions, ...tables.asylum_decisions.slice(0, 1)]}),
      /No two rows of decisions have the same key/
    ],
    [
      "a number in a column that a rule says is unused",
      () => ({
        ...tables,
        asylum_decisions: tables.asylum_decisions.map((row) =>
          row.coa_iso === "RUS" && row.dec_level === "TA" && row.year === 2022 && row.coo_iso === "UKR"
            ? {...row, dec_other: 50}
            : row
        )
      }),
      /rule calls unused.*rus-ta-recognized-2.*other.*50/s
    ],
    [
      "a year lost between full years",
      () => ({...tables, asylum_decisions: tables.asylum_decisions.filter((row) => row.year !== 2015)}),
      /2015/
    ],
    [
      "a tenth of the rows lost",
      () => ({...tables, asylum_applications: tables.asylum_applications.filter((_, i) => i % 10)}),
      /at least 95% of/
    ],
    [
      "a column gone",
      () => ({...tables, asylum_decisions: tables.asylum_decisions.map(({dec_closed, ...row}) => row)}),
      /asylum_decisions.*dec_closed/s
    ]
  ];
  test.each(refused)("%s: rejects the edition and keeps the last one", async (_what, make, message) => {
    const [from, out] = [folder(), target()];
    const before = digests(out);
    writeUpstream(from, make());
    const ran = await refresh(from, out, "--edition", "2026-11-25");
    expect(ran.err).toMatch(message);
    expect(ran.ended).toBe(1);
    expect(digests(out)).toEqual(before);
  });

  test("a command, a source or a date that is unknown fails with one line, the last, which names --help", async () => {
    for (const [args, message] of [
      [["refreshh"], /unknown command "refreshh"/],
      [["refresh", "--only", "unhcr,unrwa"], /--only takes unhcr, worldbank, eurostat, reported, demographics/],
      [["refresh", "--edition", "yesterday"], /--edition takes a date/],
      [["refresh", "--form", "x"], /--form/],
      [["check", "--from", "x"], /check does not accept --from; it accepts --out, --edition, --verbose/],
      [["breaks", "--json"], /breaks does not accept --json/],
      [["diff", "a", "b", "--only", "unhcr"], /diff does not accept --only/],
      [["explain", "PRK", "RUS", "2022", "--csv"], /explain does not accept --csv/],
      [["export", "--retries", "2"], /export does not accept --retries/],
      [["add-source", "x", "--out", "y"], /add-source does not accept --out; it accepts no option/],
      [["toString"], /unknown command "toString"/]
    ] as const) {
      const ran = await data(args);
      expect(ran.err.trim().split("\n").at(-1)).toMatch(message);
      expect(ran.err.trim().split("\n").at(-1)).toContain("npm run data -- --help");
      expect(ran.err).not.toContain("npm run data -- <command>");
      expect(ran.ended).toBe(1);
    }
  });

  test("a folder without files names what it looked for", async () => {
    const ran = await refresh(folder(), folder());
    expect(ran.ended).toBe(1);
    expect(ran.err).toMatch(/unhcr\/asylum_applications\.csv/);
  });
});

describe("One source at a time", () => {
  test("leaves out and names the tables that a directory lacks, and keeps no stale one", async () => {
    const [out, from] = [target(), folder()];
    for (const name of ["asylum_applications", "asylum_decisions"])
      cpSync(join(upstream, `unhcr/${name}.csv.gz`), join(from, `unhcr/${name}.csv.gz`));
    const ran = await refresh(
      from,
      out,
      "--edition",
      "2026-11-25",
      "--drop",
      "--note",
      "Made to see what is left out."
    );
    expect(ran.ended, ran.err).toBe(0);
    const pack = JSON.parse(readFileSync(join(out, "editions/2026-11-25/datapackage.json"), "utf8")) as {
      notes: string[];
      sources: {name: string}[];
      resources: {name: string}[];
    };
    expect(pack.notes.join("\n")).toMatch(
      /tables left out, as their source has not given them: stocks, locations, population, eurostat_applications, .*reported, events/
    );
    expect(pack.notes.at(-1)).toBe("Made to see what is left out");
    expect(pack.sources.map(({name}) => name)).toEqual(["unhcr"]);
    expect(pack.resources.map(({name}) => name)).not.toContain("stocks");
    expect(pack.resources.map(({name}) => name)).toContain("decisions");
  });

  test("--only worldbank into nothing holds what was pulled and says so", async () => {
    const out = folder();
    const ran = await refresh(upstream, out, "--only", "worldbank");
    expect(ran.ended, ran.err).toBe(0);
    const pack = JSON.parse(readFileSync(join(out, "editions/2026-11-24/datapackage.json"), "utf8")) as {
      notes: string[];
      resources: {name: string}[];
    };
    expect(pack.notes.join()).toContain(
      "holds only what was pulled (worldbank); not in this edition: unhcr, eurostat, reported, demographics"
    );
    expect(pack.resources.map((resource) => resource.name)).not.toContain("decisions");
  });

  test("--only reported takes the other tables byte for byte from the edition in the target", async () => {
    const [out, from] = [target(), folder()];
    writeUpstream(
      from,
      spoiled("reported", () => ({value: 777}))
    );
    const ran = await refresh(from, out, "--only", "reported");
    expect(ran.ended, ran.err).toBe(0);
    const files = digests(out);
    for (const table of ["applications", "decisions", "stocks", "population", "rules"])
      expect(files[`editions/2026-11-24-2/${table}.parquet`], table).toBe(
        files[`editions/2026-11-24/${table}.parquet`]
      );
    expect(files["editions/2026-11-24-2/reported.parquet"]).not.toBe(files["editions/2026-11-24/reported.parquet"]);
  });

  test("an edition from files says that the files have no footnotes", () => {
    const out = target();
    const text = readFileSync(join(out, "editions/2026-11-24/datapackage.json"), "utf8");
    expect(text).toContain("the files have no footnotes");
  });
});

describe("Whole or not at all", () => {
  const hurt = (by: string, at: number, out: string, from = upstream, states = "") =>
    data(["refresh", "--from", from, "--out", out, "--edition", "2026-11-25"], {
      preload: HURT,
      env: {HURT_BY: by, HURT_AT: String(at), HURT_IN: out, HURT_STATES: states}
    });

  test("killed at any change to the file system, readers see the old edition or the new one whole", async () => {
    // A publication has the same steps whatever its size: a few rows do.
    const [few, revised, out, states] = [folder(), folder(), folder(), folder()];
    cpSync(FEW, revised, {recursive: true});
    const file = join(revised, "unhcr/asylum_applications.csv");
    writeFileSync(file, readFileSync(file, "utf8").replace(",51\n", ",52\n"));
    await refresh(FEW, few);
    cpSync(few, out, {recursive: true});
    const old = digests(out);
    const recorded = await hurt("record", 0, out, revised, states);
    expect(recorded.ended, recorded.err).toBe(0);
    const whole = digests(out);
    const left = readdirSync(states).map((_, i) => digests(join(states, String(i + 1))));
    for (const [i, state] of left.entries()) {
      const isNew = state["editions/2026-11-25/datapackage.json"] !== undefined;
      const isNamed = state.edition !== old.edition;
      // An edition that was renamed but not yet named as current is whole too.
      const expected = isNamed ? whole : isNew ? {...whole, edition: old.edition} : old;
      expect(state, `change ${i + 1}`).toEqual(expected);
    }
    const first = (file: string) => left.findIndex((state) => state[file] === whole[file]) + 1;
    const [published, named] = [first("editions/2026-11-25/datapackage.json"), first("edition")];
    expect(published).toBeGreaterThan(20);
    expect(named).toBeGreaterThan(published);

    // The kill itself, before and after each of the two renames that readers see, leaves what was recorded; the next run goes on.
    for (const at of [published - 1, published, named - 1, named]) {
      const killed = folder();
      cpSync(few, killed, {recursive: true});
      expect((await hurt("kill", at, killed, revised)).ended, `change ${at}`).toBe("SIGKILL");
      expect(digests(killed), `change ${at}`).toEqual(left[at - 1]);
      const ran = await refresh(revised, killed, "--edition", "2026-11-25");
      expect(ran.ended, ran.err).toBe(0);
      expect(digests(killed), `after change ${at}`).toEqual(whole);
    }
  });

  test("a full disk ends with exit code 1 and the last edition as it was", async () => {
    const out = target();
    const before = digests(out);
    for (const at of [3, 5, 12, 20]) {
      const ran = await hurt("full", at, out);
      expect(ran.ended).toBe(1);
      expect(ran.err).toContain("no space left");
      expect(digests(out)).toEqual(before);
    }
    // DuckDB writes past node:fs: a limit on the size of a file stops it.
    const ran = await data(["refresh", "--from", upstream, "--out", out, "--edition", "2026-11-25"], {limitKb: 8});
    expect(ran.ended).not.toBe(0);
    expect(digests(out)).toEqual(before);
    expect((await refresh(upstream, out)).ended).toBe(0);
  });

  test("the second of two runs into one folder fails and names the first", async () => {
    const out = target();
    const lock = {host: hostname(), pid: process.pid, started: "2026-11-24T10:00:00.000Z", token: "a"};
    writeFileSync(join(out, ".lock"), JSON.stringify(lock));
    const second = await refresh(upstream, out);
    expect(second.ended).toBe(1);
    expect(second.err).toMatch(/no other run.*process \d+ at work/s);
    // A lock whose run is gone is taken over.
    writeFileSync(join(out, ".lock"), JSON.stringify({...lock, pid: 99999999}));
    expect((await refresh(upstream, out)).ended).toBe(0);
  });
});

describe("What an edition says of itself", () => {
  test("check computes every check again from the files, and finds a changed file", async () => {
    const out = target();
    const sound = await data(["check", "--out", out]);
    expect(sound.ended, sound.err).toBe(0);
    expect(sound.out).toMatch(/passes {2}checksums/);
    expect(sound.out).toMatch(/passes {2}sums\.positive/);
    writeFileSync(join(out, "editions/2026-11-24/stocks.parquet"), "spoilt");
    const changed = await data(["check", "--out", out]);
    expect(changed.ended).toBe(1);
    expect(changed.out).toMatch(/fails {3}checksums .*1 of 18 files damaged/);
  });

  test("check prints one line a check with a count of what it found, and the findings when asked", async () => {
    const [short, long] = [
      await data(["check", "--out", published]),
      await data(["check", "--out", published, "--verbose"])
    ];
    const lines = short.out.trim().split("\n");
    const checks = Number(
      /^(\d+) checks: .*; [\d,]+ findings? \(--verbose lists them\)$/.exec(lines.at(-1) ?? "")?.[1]
    );
    expect(lines.length).toBe(checks + 2);
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^(passes|fails|note|skipped) +[\w.-]+ /);
    expect(long.out.length).toBeGreaterThan(short.out.length);
    expect(long.out).toMatch(/^ {33}\S/m);
  });

  test("an edition that is not there is answered with those that are", async () => {
    for (const args of [
      ["check", "--out", published],
      ["breaks", "--out", published],
      ["export", "--partition", "year", "--from", published, "--out", folder()],
      ["explain", "PRK", "RUS", "2022", "--out", published]
    ]) {
      const ran = await data([...args, "--edition", "1999-01-01"]);
      expect(ran.ended).toBe(1);
      expect(ran.err).toMatch(/expected edition 1999-01-01.*; found 2026-11-24\. Name one of these with --edition/);
    }
  });

  test("check of the committed edition holds", async () => {
    const ran = await data(["check"]);
    expect(ran.ended, ran.out).toBe(0);
    expect(ran.out).toContain("60 of 78 consistent");
  });
});
