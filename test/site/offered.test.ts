// What pages get of Framework's libraries, from node_modules: the same answers as the packages, and no code that compiles code.
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import * as d3 from "d3";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parquetColumns} from "../../src/edition/parquet.js";
import {fillCache} from "../../src/site/offered.js";
import {PROJECT} from "../../src/site/build.js";
import {filesOf} from "../../src/site/finish/files.js";

let root: string;
let room: string;
let modules: string[];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "ledger-offered-"));
  // So that Node reads the modules as a browser does.
  writeFileSync(join(root, "package.json"), '{"type": "module"}');
  await fillCache(root);
  room = join(root, "src", ".observablehq", "cache", "_npm");
  modules = filesOf(room).filter((file) => file.endsWith("_esm.js"));
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

async function library<T>(name: string): Promise<T> {
  const file = modules.find((each) => each.startsWith(`${name}@`));
  if (file === undefined) throw new Error(`no ${name} in ${modules.join(" ")}`);
  return (await import(pathToFileURL(join(room, file)).href)) as T;
}

describe("the cache that Framework reads", () => {
  test("holds each library that pages use by name, and a folder for each that it would ask a registry for", () => {
    expect(modules.map((file) => file.replace(/@[^@]*$/, "")).sort()).toEqual(
      [
        "@observablehq/plot",
        "apache-arrow",
        "d3",
        "d3-dsv",
        "htl",
        "isoformat",
        "parquet-wasm",
        "topojson-client"
      ].sort()
    );
    for (const folder of ["echarts@5.6.0", "@observablehq/sample-datasets@1.0.1"])
      expect(statSync(join(room, folder)).isDirectory()).toBe(true);
  });

  test("holds no code that compiles code and no inline handler, which the policy of pages forbids", () => {
    for (const file of modules) {
      const source = readFileSync(join(room, file), "utf8");
      expect(source, file).not.toMatch(/\bnew Function\b|(?<![.\w])Function\(|(?<![.\w])eval\(|WebAssembly\./);
    }
  });

  test("imports only files in its own folder, and each exists", () => {
    for (const file of modules)
      for (const [, address = ""] of readFileSync(join(room, file), "utf8").matchAll(/\bfrom"([^"]+)"/g)) {
        expect(address, file).toMatch(/^\.\.\//);
        expect(modules).toContain(join(file, "..", address));
      }
  });

  test("is left as it is where it is right, and filled where it is not", async () => {
    const file = join(room, modules[0] ?? "");
    const {ino} = statSync(file);
    await fillCache(root);
    expect(statSync(file).ino).toBe(ino);
    writeFileSync(join(room, ".stamp"), "of another version");
    rmSync(file);
    await fillCache(root);
    expect(readFileSync(file, "utf8")).not.toBe("");
  });
});

test.each([
  ["quoted cells, a missing last cell and an empty line", 'a,b,c\n1,"x, ""y""",\n2,z\n\n'],
  ["heads alone", "a,b\n"],
  ["nothing", ""],
  ["two columns of one name", "a,a\n1,2\n"]
])("d3.csvParse gives pages what d3 gives: %s", async (_, text) => {
  const {csvParse, csvFormat, autoType} = await library<typeof d3>("d3");
  const plain = (rows: d3.DSVRowArray) => [rows.columns, rows.map((row) => Object.entries(row))];
  expect(plain(csvParse(text))).toEqual(plain(d3.csvParse(text)));
  expect(csvParse(text, autoType)).toEqual(d3.csvParse(text, d3.autoType));
  expect(csvFormat([{a: 'x"y', b: 1}])).toBe('a,b\n"x""y",1');
});

test("a page's Parquet reader returns every row of a table packed with Zstandard", async () => {
  const id = readFileSync(join(PROJECT, "data", "edition"), "utf8").trim();
  const bytes = readFileSync(join(PROJECT, "data", "editions", id, "decisions.parquet"));
  const parquet = await library<typeof import("../../src/site/offered/parquet.js")>("parquet-wasm");
  const arrow = await library<typeof import("../../src/site/offered/arrow.js")>("apache-arrow");
  await parquet.default();
  const table = await arrow.tableFromIPC(parquet.readParquet(bytes).intoIPCStream());
  const columns = await parquetColumns(new Uint8Array(bytes).buffer, {some: ["origin", "year", "recognized"]});
  expect(table.numRows).toBe(columns.year?.length);
  for (const name of ["origin", "year", "recognized"])
    expect(Array.from(table.getChild(name) as Iterable<unknown>)).toEqual(columns[name]);
});
