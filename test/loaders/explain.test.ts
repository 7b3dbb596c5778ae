// The trail of a figure: from the publisher's query to the rate, and in plain words where there is none.
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {explain, yearsOf} from "../../loaders/edition/explain.js";
import type {Explained} from "../../loaders/edition/explain.js";
import {explainText} from "../../loaders/edition/explainText.js";
import {digest, sha256} from "../../loaders/sources/shared.js";
import {UNHCR_BASE_DEFAULT} from "../../loaders/sources/unhcr.js";
import {explainCommands, publisherQueries, UNHCR_API} from "../../src/measures/publisherQuery.js";
import {describe as describeAnew} from "../edition/describe.js";
import {DATA, EDITION, sql} from "../edition/parquet.js";
import {data} from "./run.js";
import {upstreamTables, writeUpstream} from "./upstream.js";

let base: string, files: string;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "ledger-explain-"));
  files = join(base, "files");
  writeUpstream(files, await upstreamTables(["RUS"]));
});
afterAll(() => rmSync(base, {recursive: true, force: true}));

const ask = (
  origin: string,
  asylum: string,
  years: string,
  more: {from?: string; target?: string; snapshots?: string} = {}
) =>
  explain(more.target ?? DATA, {
    ...{edition: null, origin, asylum, years: yearsOf(years)},
    ...{from: more.from ?? null, snapshots: more.snapshots ?? join(base, "no-snapshots")}
  });
const at = ({trails}: Explained, table: string, level: string) =>
  trails.filter((trail) => trail.table === table && trail.level === level);

describe("North Koreans in Russia in 2022", () => {
  test("have one trail for each table, level, authority, type and unit that has a row", async () => {
    const explained = await ask("PRK", "RUS", "2022");
    const [counted] = await sql(
      `SELECT (SELECT count(*)::INTEGER FROM {applications} WHERE origin = 'PRK' AND asylum = 'RUS' AND year = 2022) AS applications,
         (SELECT count(*)::INTEGER FROM {decisions} WHERE origin = 'PRK' AND asylum = 'RUS' AND year = 2022) AS decisions`
    );
    for (const table of ["applications", "decisions"])
      expect(
        explained.trails.filter((trail) => trail.table === table),
        table
      ).toHaveLength(Number(counted?.[table]));
  });

  test("the fourteen under “recognized” at level TA are temporary asylum, by a rule with reason and source", async () => {
    const explained = await ask("PRK", "RUS", "2022");
    const [trail] = at(explained, "decisions", "TA");
    expect(trail?.published).toMatchObject({recognized: 14, other: 0, rejected: 0, closed: 0});
    expect(trail?.read.find(({column}) => column === "recognized")).toMatchObject({
      status: "temporary",
      count: {value: 14, lo: 14, hi: 14}
    });
    // The rule says that “other” is not used there: its 0 is exactly 0, and that of “closed” is not.
    expect(trail?.read.find(({column}) => column === "other")?.count).toEqual({value: 0, lo: 0, hi: 0});
    expect(trail?.read.find(({column}) => column === "closed")?.count).toEqual({value: 0, lo: 0, hi: 2});
    const words = explainText(explained);
    expect(words).toMatch(/status {6}“recognized” is temporary \(rule rus-ta-recognized-2\): 14, exact/);
    expect(words).toContain("Article 12 of the Russian refugee law");
    expect(words).toMatch(/source: https?:/);
    expect(words).toContain("no refusals reported");
  });

  test("are requested from the publisher with ISO codes and both years, as one year alone is ignored", async () => {
    const {queries} = await ask("PRK", "RUS", "2022");
    expect(queries.decisions).toBe(
      "https://api.unhcr.org/population/v1/asylum-decisions/?cf_type=ISO&coo=PRK&coa=RUS&yearFrom=2022&yearTo=2022&limit=10000&page=1"
    );
    expect(queries.applications).toContain(
      "/asylum-applications/?cf_type=ISO&coo=PRK&coa=RUS&yearFrom=2022&yearTo=2022"
    );
    expect(UNHCR_API).toBe(UNHCR_BASE_DEFAULT);
  });

  test("the raw row is found in the publisher's file, by its line", async () => {
    const explained = await ask("PRK", "RUS", "2022", {from: files});
    const [trail] = at(explained, "decisions", "TA");
    const [raw] = trail?.raw ?? [];
    expect(trail?.raw).toHaveLength(1);
    expect(raw?.cells).toMatchObject({dec_recognized: "14", dec_level: "TA", coo_iso: "PRK", coa_iso: "RUS"});
    expect(raw?.place).toMatch(/^asylum_decisions\.csv\.gz, line \d+$/);
    // These rows were written again by the test: the files are not the edition's, and it says so.
    expect(explained.raw).toContain("not the files this edition was made from");
  });

  test("the raw row is found in the snapshot, by its page and item", async () => {
    const target = join(base, "pulled");
    cpSync(join(DATA, "editions", EDITION), join(target, "editions", EDITION), {recursive: true});
    writeFileSync(join(target, "edition"), `${EDITION}\n`);
    const row = {
      year: 2022,
      coo_iso: "PRK",
      coa_iso: "RUS",
      procedure_type: "G",
      dec_level: "TA",
      dec_pc: "P",
      dec_recognized: 14,
      dec_other: "0",
      dec_rejected: "-"
    };
    const pages: Record<string, string> = {
      "asylum-decisions-0001.json": JSON.stringify({items: [{...row, coo_iso: "UKR"}]}),
      "asylum-decisions-0002.json": JSON.stringify({items: [{...row, year: 2021}, row]})
    };
    const kept = Object.entries(pages).map(([name, text]) => ({name, bytes: text.length, sha256: sha256(text)}));
    const sha = await digest(kept, (name) => Promise.resolve(Buffer.from(pages[name] ?? "")));
    describeAnew(join(target, "editions", EDITION), (pack) => {
      for (const source of pack.sources.filter(({name}) => name === "unhcr"))
        Object.assign(source, {sha256: sha, address: UNHCR_API});
    });
    const dir = join(base, "snapshots", "unhcr", sha);
    mkdirSync(dir, {recursive: true});
    writeFileSync(
      join(dir, "snapshot.json"),
      JSON.stringify({address: UNHCR_API, retrieved: "", sha256: sha, files: kept})
    );
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(dir, name), text);
    const [trail] = at(
      await ask("PRK", "RUS", "2022", {target, snapshots: join(base, "snapshots")}),
      "decisions",
      "TA"
    );
    expect(trail?.raw?.map(({place}) => place)).toEqual([
      "asylum-decisions page 2, item 2 (asylum-decisions-0002.json)"
    ]);
    expect(trail?.raw?.[0]?.cells).toMatchObject({dec_recognized: "14", dec_other: "0", dec_rejected: null});
    writeFileSync(join(dir, "asylum-decisions-0002.json"), "{");
    await expect(ask("PRK", "RUS", "2022", {target, snapshots: join(base, "snapshots")})).rejects.toThrow(
      /expected the answers as the publisher sent them; found other answers, or fewer\. Remove this folder/
    );
  });

  test("where no raw row is at hand, the files are named that hold it", async () =>
    expect((await ask("PRK", "RUS", "2022")).raw).toMatch(
      /^not at hand: .*unhcr\/asylum_decisions\.csv\.gz.*--from DIR$/
    ));
});

describe("Where there is no entry", () => {
  test("it is distinguished from a year in which the country reported nothing, and from a year outside the edition", async () => {
    const silent = async (origin: string, asylum: string, year: string) =>
      (await ask(origin, asylum, year)).silent.map(({table, words}) => `${table}: ${words}`).join("\n");
    // 52 rows of other origins, and none of theirs.
    expect(await silent("PRK", "RUS", "2024")).toMatch(
      /applications: no entry: at most 2 .*level TA, authority G, persons: 52/
    );
    const [unreported] = await sql(
      `SELECT asylum FROM {reporting} GROUP BY asylum HAVING bool_or(year = 2024) AND NOT bool_or(year = 2001) ORDER BY asylum LIMIT 1`
    );
    expect(await silent("AFG", String(unreported?.asylum), "2001")).toMatch(
      /not reported: \w{3} has no applications of any origin that year/
    );
    expect(await silent("PRK", "RUS", "1999")).toMatch(/the edition's decisions are of 2000 to \d{4}/);
  });

  test("no rate is given where a country reports grants and refusals at different levels", async () => {
    const [trail] = at(await ask("AFG", "JPN", "2023"), "decisions", "FA");
    expect(new Set(trail?.rates.map(({words}) => words))).toEqual(
      new Set(["grants and refusals reported at different stages"])
    );
  });

  test("takes a name that is one place's alone, and an en dash between years", async () => {
    const named = await ask("North Korea", "russia", "2011–2019");
    expect([named.origin.code, named.asylum.code, named.years]).toEqual(["PRK", "RUS", [2011, 2019]]);
    expect(named.trails).toEqual((await ask("PRK", "RUS", "2011-2019")).trails);
    expect((await ask("Германия", "RU", "2022")).origin.code).toBe("DEU");
    // AUS is Australia's code, whatever UNHCR means by it.
    expect((await ask("AUS", "RUS", "2022")).origin.name).toBe("Australia");
  });

  test("rejects a word that names no country or several, with the codes that may be meant", async () => {
    await expect(ask("Korea", "RUS", "2022")).rejects.toThrow(/Did you mean PRK \(North Korea\), KOR \(South Korea\)/);
    await expect(ask("German", "RUS", "2022")).rejects.toThrow(/Did you mean DEU \(Germany\)/);
    await expect(ask("QQQ", "RUS", "2022")).rejects.toThrow(/expected the code of a country.*"QQQ"/);
    await expect(ask("PRK", "' OR 1", "2022")).rejects.toThrow(/country of asylum: expected the code of a country/);
    for (const year of ["22", "2022-2011", "all", ""]) expect(() => yearsOf(year), year).toThrow(/a year or a span/);
  });
});

test("The command exits with 0, also where there is no entry, and with 1 for a mistake", async () => {
  const [found, none, mistaken, short] = await Promise.all([
    data(["explain", "PRK", "RUS", "2022"]),
    data(["explain", "PRK", "RUS", "2024", "--json"]),
    data(["explain", "KOREA", "RUS", "2022"]),
    data(["explain", "PRK", "RUS"])
  ]);
  expect([found.ended, none.ended, mistaken.ended, short.ended]).toEqual([0, 0, 1, 1]);
  expect(found.out).toMatch(/^North Korea \(PRK\) in Russia \(RUS\), 2022, edition /);
  expect((JSON.parse(none.out) as Explained).trails).toEqual([]);
  expect(mistaken.err).toMatch(/^explain, origin: expected the code of a country/);
  expect(short.err).toContain("explain takes an origin, a country of asylum and a year");
});

test("Requests for several countries ask for that whole side, and for each span of years separately", () => {
  expect(publisherQueries({table: "decisions", origin: "*", asylum: ["DEU"], years: [[2016, 2016]]})).toEqual([
    `${UNHCR_API}/asylum-decisions/?cf_type=ISO&coo_all=true&coa=DEU&yearFrom=2016&yearTo=2016&limit=10000&page=1`
  ]);
  expect(
    publisherQueries({
      table: "applications",
      origin: ["A", "B"],
      asylum: "*",
      years: [
        [2006, 2006],
        [2008, 2023]
      ]
    })
  ).toHaveLength(2);
  expect(explainCommands({origin: ["PRK"], asylum: ["RUS"], years: [[2011, 2019]]})).toEqual([
    "npm run data -- explain PRK RUS 2011-2019"
  ]);
  expect(explainCommands({origin: "*", asylum: ["RUS"], years: [[2022, 2022]]})).toBeNull();
});
