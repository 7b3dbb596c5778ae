// Reading an edition: the committed one is decoded whole, and one that cannot be read says why.
import {cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {currentEdition, loadEdition} from "../../src/edition/edition.js";
import {describe as describeAnew} from "../edition/describe.js";

describe("the edition that is published here", () => {
  test("is decoded whole: rows, rules with their scopes, checks", async () => {
    const edition = await loadEdition(PROJECT);
    const rows = (name: string) => edition.package.resources.find((resource) => resource.name === name)?.rows;
    expect(edition.id).toBe(await currentEdition(PROJECT));
    expect(edition.decisions.year.length).toBe(rows("decisions"));
    expect(edition.applications.year.length).toBe(rows("applications"));
    expect(edition.rules.length).toBe(rows("rules"));
    expect(edition.checks.length).toBe(rows("checks"));
    expect(edition.rules.every(({level}) => level === "*" || level.length > 0)).toBe(true);
    expect(Array.from(edition.decisions.level)).toContain("NA");
  });
});

describe("an edition that cannot be read says why:", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "ledger-edition-"))));
  afterEach(() => rmSync(root, {recursive: true, force: true}));
  async function publish() {
    const id = await currentEdition(PROJECT);
    mkdirSync(join(root, "data"));
    writeFileSync(join(root, "data", "edition"), `${id}\n`);
    cpSync(join(PROJECT, "data", "editions", id), join(root, "data", "editions", id), {recursive: true});
    return {id, folder: join(root, "data", "editions", id)};
  }

  test("there is none", async () => {
    await expect(loadEdition(root)).rejects.toThrow("data/edition is missing");
  });
  test("data/edition holds something else than an id", async () => {
    mkdirSync(join(root, "data"));
    writeFileSync(join(root, "data", "edition"), "../elsewhere\n");
    await expect(loadEdition(root)).rejects.toThrow(
      "data/edition should hold one edition's id, it holds “../elsewhere”"
    );
  });
  test("the edition named is not there", async () => {
    mkdirSync(join(root, "data"));
    writeFileSync(join(root, "data", "edition"), "2001-01-01\n");
    await expect(loadEdition(root)).rejects.toThrow("data/edition names 2001-01-01, but");
  });
  test("a table is missing", async () => {
    const {id, folder} = await publish();
    rmSync(join(folder, "rules.parquet"));
    await expect(loadEdition(root)).rejects.toThrow(
      `data/editions/${id}/rules.parquet: expected the file that datapackage.json lists; found no such file`
    );
  });
  test("a column is missing", async () => {
    const {id, folder} = await publish();
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const path = join(folder, "checks.parquet");
    await connection.run(`COPY (SELECT * EXCLUDE result FROM '${path}') TO '${path}.new' (FORMAT parquet)`);
    connection.closeSync();
    renameSync(`${path}.new`, path);
    describeAnew(folder);
    await expect(loadEdition(root)).rejects.toThrow(`table checks of edition ${id} has no column result`);
  });
});
