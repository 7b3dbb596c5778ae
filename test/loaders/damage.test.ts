// A damaged edition is noticed by whoever reads it, before a figure of it is shown or copied on: forty flipped bits, and files that
// are cut, empty, missing, unlisted or described otherwise. Each reader names the file and how to restore it.
import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {execFileSync} from "node:child_process";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {randomInt, randomLcg} from "d3";
import {afterAll, beforeEach, expect, test} from "vitest";
import {checksums} from "../../loaders/checks/checksums.js";
import {findEdition} from "../../loaders/edition/editionFolder.js";
import {inspectEdition, readPackage} from "../../loaders/edition/edition.js";
import {explain} from "../../loaders/edition/explain.js";
import {exportEdition} from "../../loaders/edition/export.js";
import {refresh} from "../../loaders/edition/refresh.js";
import {checkEdition} from "../../loaders/edition/checkEdition.js";
import {openFindings} from "../../loaders/edition/review.js";
import {InputError} from "../../loaders/sources/shared.js";
import {build} from "../../src/site/build.js";
import {loadEdition, loadTable, verifyKept} from "../../src/edition/edition.js";
import {writeData} from "../../src/site/downloads.js";
import {describe as describeAnew} from "../edition/describe.js";
import {data, digests} from "./run.js";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const ID = readFileSync(join(PROJECT, "data", "edition"), "utf8").trim();
const root = mkdtempSync(join(tmpdir(), "ledger-damage-"));
const target = join(root, "data");
const folder = join(target, "editions", ID);
const sound = join(PROJECT, "data", "editions", ID);
afterAll(() => rmSync(root, {recursive: true, force: true}));
beforeEach(() => {
  rmSync(target, {recursive: true, force: true});
  mkdirSync(join(target, "editions"), {recursive: true});
  writeFileSync(join(target, "edition"), `${ID}\n`);
  cpSync(sound, folder, {recursive: true});
});

/** Everything that reads an edition, each by its own way in. */
const READERS: Readonly<Record<string, () => unknown>> = {
  build: () => build({root}),
  "the build's pages": () => loadEdition(root),
  "the build's tables on request": () => loadTable(root, "locations", ["location"]),
  "the build's downloads": () => writeData(join(root, "out"), root),
  refresh: () =>
    refresh({
      target,
      date: ID,
      only: ["reported"],
      without: [],
      keepGoing: true,
      notes: [],
      pull: () => Promise.reject(new Error("a source was asked before the edition was looked at")),
      note: () => undefined
    }),
  diff: () => findEdition(ID, target),
  "diff by folder": () => findEdition(folder, target),
  explain: () =>
    explain(target, {edition: ID, origin: "PRK", asylum: "RUS", years: [2022, 2022], from: null, snapshots: root}),
  export: () => exportEdition({target, id: null, out: join(root, "export"), partition: "year"}),
  breaks: () => openFindings(target, null)
};

/** @throws Error where a reader takes the edition, or its message does not name the file and how to restore it. */
async function expectNoticed(file: string, what: string, readers = READERS): Promise<void> {
  const {checks} = await checkEdition(target, null, checksums);
  expect(checks[0], what).toMatchObject({id: "checksums", result: "fails"});
  expect(checks[0]?.detail, what).toContain(file);
  for (const [name, read] of Object.entries(readers)) {
    const met = await Promise.resolve()
      .then(read)
      .then(
        () => "nothing",
        (error: unknown) => (error as Error).message
      );
    expect(met, `${name}: ${what}`).toContain(file);
    expect(met, `${name}: ${what}`).toMatch(/[Rr]estore|Remove it/);
  }
  expect(existsSync(join(root, "export"))).toBe(false);
  expect(existsSync(join(root, "out", ID))).toBe(false);
  expect(readdirSync(target).sort(), "no lock").toEqual(["edition", "editions"]);
  expect(readdirSync(join(target, "editions"))).toEqual([ID]);
}

test("every reader takes the sound edition as far as it goes", async () => {
  expect(inspectEdition(target, ID)).toMatchObject({faults: [], isSummed: true});
  expect(checksums(target, ID).map(({result}) => result)).toEqual(["holds", "holds"]);
  expect(() => verifyKept(root)).not.toThrow();
  for (const name of ["the build's tables on request", "diff", "diff by folder", "explain", "breaks"])
    await READERS[name]?.();
});

test("forty flipped bits are each noticed by every reader", async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".parquet"));
  const draw = randomInt.source(randomLcg(0.2));
  for (let nth = 0; nth < 40; nth++) {
    const file = files[nth % files.length] ?? "";
    const bytes = readFileSync(join(sound, file));
    const at = draw(0, bytes.length)();
    const bit = draw(0, 8)();
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    writeFileSync(join(folder, file), bytes);
    await expectNoticed(file, `bit ${bit} of byte ${at} of ${file}`);
    cpSync(join(sound, file), join(folder, file));
  }
});

type Spoil = (file: (name: string) => string) => void;
const pack =
  (change: (text: string) => string): Spoil =>
  (file) =>
    writeFileSync(file("datapackage.json"), change(readFileSync(file("datapackage.json"), "utf8")));
/** What was done to the folder, and the file that is named. */
const DAMAGE: readonly (readonly [what: string, spoil: Spoil, names: string])[] = [
  ["a table that is cut", (file) => writeFileSync(file("rules.parquet"), readFileSync(file("rules.parquet")).subarray(0, 500)), "rules.parquet"],
  ["a table that is empty", (file) => writeFileSync(file("places.parquet"), ""), "places.parquet"],
  ["a table that is missing", (file) => rmSync(file("decisions.parquet")), "decisions.parquet"],
  ["a table that is another one", (file) => cpSync(file("rules.parquet"), file("places.parquet")), "places.parquet"],
  ["a folder in place of a table", (file) => { rmSync(file("rules.parquet")); mkdirSync(file("rules.parquet")); }, "rules.parquet"],
  ["a pipe in place of a table", (file) => { rmSync(file("rules.parquet")); execFileSync("mkfifo", [file("rules.parquet")]); }, "rules.parquet"],
  ["a file that is not listed", (file) => writeFileSync(file("more.parquet"), "more"), "more.parquet"],
  ["a description that is cut", pack((text) => text.slice(0, 900)), "datapackage.json"],
  ["a description that is empty", pack(() => ""), "datapackage.json"],
  ["a description that is null", pack(() => "null"), "datapackage.json"],
  ["a description that is missing", (file) => rmSync(file("datapackage.json")), "datapackage.json"],
  ["a table dropped from the description", pack((text) => {
    const value = JSON.parse(text) as {resources: {name: string}[]};
    return `${JSON.stringify({...value, resources: value.resources.filter(({name}) => name !== "rules")}, null, 2)}\n`;
  }), "datapackage.json"],
  ["a note that was changed", pack((text) => text.replace('"notes": [', '"notes": [\n    "all is well",')), "datapackage.json"],
  ["a licence that was changed", pack((text) => text.replace("CC-BY-4.0", "CC0-1.0")), "datapackage.json"],
  ["a SHA-256 of the description that is empty", (file) => writeFileSync(file("datapackage.json.sha256"), ""), "datapackage.json.sha256"],
  ["a SHA-256 of the description that is another one", (file) => writeFileSync(file("datapackage.json.sha256"), `${"0".repeat(64)}  datapackage.json\n`), "datapackage.json"],
  ["an edition copied under another id", (file) => describeAnew(file(""), (each) => (each.id = "2026-01-01")), "datapackage.json"]
]; // prettier-ignore

test.each(DAMAGE)("%s is noticed by every reader", async (what, spoil, names) => {
  spoil((name) => join(folder, name));
  const {"diff by folder": byFolder, diff, ...others} = READERS;
  // A comparison takes an edition under any name of its folder.
  await expectNoticed(names, what, what.includes("another id") ? others : {...others, diff: diff ?? byFolder ?? (() => undefined)});
}); // prettier-ignore

/** Descriptions that are wrong in themselves: without a SHA-256 beside them their form alone can tell. */
const FORMS: readonly (readonly [string, (value: Record<string, unknown>) => unknown])[] = [
  ["null", () => null],
  ["a list", () => []],
  ["no resources", (value) => ({...value, resources: undefined})],
  ["resources that are null", (value) => ({...value, resources: null})],
  ["no table", (value) => ({...value, resources: []})],
  ["a table that is null", (value) => ({...value, resources: [null]})],
  ["a path out of the folder", (value) => ({...value, resources: [{...(value.resources as object[])[0], path: "../x.parquet"}]})],
  ["a table listed twice", (value) => ({...value, resources: [...(value.resources as object[]), (value.resources as object[])[0]]})],
  ["sources that are null", (value) => ({...value, sources: null})],
  ["notes that are a text", (value) => ({...value, notes: "note"})],
  ["a table dropped", (value) => ({...value, resources: (value.resources as object[]).slice(1)})],
  ["an edition compared with a path", (value) => ({...value, compared_with: "../../.."})]
]; // prettier-ignore

test.each(FORMS)("detects a description with %s and no file of its SHA-256", async (what, change) => {
  const file = join(folder, "datapackage.json");
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>)));
  rmSync(`${file}.sha256`);
  await expectNoticed(what === "a table dropped" ? "applications.parquet" : "datapackage.json", what);
});

test("the build reads every edition that is kept: damage of an older one is noticed", async () => {
  const [older = ""] = readdirSync(join(PROJECT, "data", "editions")).sort();
  expect(older < ID).toBe(true);
  cpSync(join(PROJECT, "data", "editions", older), join(target, "editions", older), {recursive: true});
  expect(() => verifyKept(root)).not.toThrow();
  const file = join(target, "editions", older, "decisions.parquet");
  const bytes = readFileSync(file);
  bytes[4000] = (bytes[4000] ?? 0) ^ 4;
  writeFileSync(file, bytes);
  await expect(build({root})).rejects.toThrow(`data/editions/${older}/decisions.parquet: expected SHA-256`);
  rmSync(join(target, "editions", older, "datapackage.json"));
  await expect(build({root})).rejects.toThrow(`data/editions/${older}/datapackage.json: expected the description`);
});

test("an edition without the SHA-256 of its description is read, with a warning", async () => {
  rmSync(join(folder, "datapackage.json.sha256"));
  const told: string[] = [];
  expect(readPackage(target, ID, (text) => told.push(text)).id).toBe(ID);
  expect(told).toEqual([expect.stringContaining("datapackage.json.sha256") as string]);
  expect(checksums(target, ID).map(({id, result}) => [id, result])).toEqual([
    ["checksums", "holds"],
    ["checksums.package", "told"]
  ]);
  const ran = await data(["explain", "PRK", "RUS", "2022", "--out", target]);
  expect(ran.ended, ran.err).toBe(0);
  expect(ran.err).toMatch(/has no datapackage\.json\.sha256/);
});

test("on the command line damage ends with exit code 1 and one sentence, and nothing is copied on", async () => {
  const file = join(folder, "decisions.parquet");
  const bytes = readFileSync(file);
  bytes[561550] = (bytes[561550] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const before = digests(target);
  for (const args of [["refresh", "--only", "reported"], ["check"], ["explain", "PRK", "RUS", "2022"], ["diff", ID, ID], ["breaks"]]) {
    const ran = await data([...args, "--out", target]);
    expect(ran.ended, args.join(" ")).toBe(1);
    expect(ran.out + ran.err, args.join(" ")).toMatch(/decisions\.parquet: expected SHA-256 [0-9a-f]{64}, as datapackage\.json says; found [0-9a-f]{64}\. Restore it \(git restore /);
    expect(ran.err, args.join(" ")).not.toMatch(/^ +at /m);
  }
  expect(digests(target)).toEqual(before);
}); // prettier-ignore

test("an edition that is damaged is an InputError for the loaders", () => {
  writeFileSync(join(folder, "rules.parquet"), "");
  expect(() => readPackage(target, ID)).toThrow(InputError);
});
