// datapackage.json against the Frictionless profile, and against the files it describes.
import {readdirSync, readFileSync} from "node:fs";
import AjvDraft04 from "ajv-draft-04";
import {describe, expect, test} from "vitest";
import {dataPackage} from "../../loaders/edition/datapackage.js";
import {sha256} from "../../loaders/sources/shared.js";
import {FOLDER, sql} from "./parquet.js";

interface Package {
  id: string;
  homepage: string;
  resources: {
    name: string;
    path: string;
    rows: number;
    bytes: number;
    hash: string;
    schema: {
      fields: {name: string; description: string; constraints?: {enum?: string[]}}[];
      foreignKeys?: {fields: string; reference: {resource: string; fields: string}}[];
    };
  }[];
  sources: {name: string; title: string; licence: {name: string}; sha256: string; retrieved: string | null}[];
}
const read = (file: string | URL): unknown => JSON.parse(readFileSync(file, "utf8"));
const pack = read(`${FOLDER}/datapackage.json`) as Package;
const profile = read(new URL("../profiles/data-package.json", import.meta.url)) as object;

describe("datapackage.json", () => {
  const ajv = new AjvDraft04.default({strict: false, validateFormats: false});

  test("is a Frictionless Data Package", () => {
    expect(ajv.validate(profile, pack), ajv.errorsText()).toBe(true);
  });

  test("the profile rejects a package without resources", () => {
    expect(ajv.validate(profile, {...pack, resources: []})).toBe(false);
    const empty = dataPackage({
      id: "2026-11-24",
      compared_with: null,
      notes: [],
      sources: [],
      folder: FOLDER,
      rows: new Map()
    });
    expect(ajv.validate(profile, JSON.parse(empty))).toBe(false);
  });

  test("says its version, the edition's date, a home and who made it", () => {
    expect(pack).toMatchObject({
      version: pack.id,
      created: `${pack.id.slice(0, 10)}T00:00:00Z`,
      contributors: [{title: "Asylum Ledger", role: "author"}]
    });
    expect(new URL(pack.homepage).protocol).toBe("https:");
  });

  test("names the codes of each column, and the tables hold no other", async () => {
    let named = 0;
    for (const {name, schema} of pack.resources)
      for (const {name: column, constraints} of schema.fields) {
        if (!constraints?.enum) continue;
        named++;
        const codes = constraints.enum.map((code) => `'${code}'`).join();
        const [found] = await sql(
          `SELECT count(*)::INTEGER AS n FROM {${name}} WHERE "${column}" IS NOT NULL AND "${column}" NOT IN (${codes})`
        );
        expect(found?.n, `${name}.${column}`).toBe(0);
      }
    expect(named).toBeGreaterThan(30);
    const fields = pack.resources.find(({name}) => name === "decisions")?.schema.fields;
    expect(fields?.find(({name}) => name === "level")?.constraints?.enum).toContain("NA");
  });

  test("says where a column's places are named, and all are", async () => {
    for (const {name, schema} of pack.resources)
      for (const {fields, reference} of schema.foreignKeys ?? []) {
        const [found] = await sql(
          `SELECT count(*)::INTEGER AS n FROM {${name}}
           WHERE "${fields}" IS NOT NULL AND "${fields}" NOT IN (SELECT ${reference.fields} FROM {${reference.resource}})`
        );
        expect(found?.n, `${name}.${fields}`).toBe(0);
      }
    expect(pack.resources.flatMap(({schema}) => schema.foreignKeys ?? []).length).toBeGreaterThan(15);
  });

  test("describes every file of the edition and no other, by rows, bytes and sha-256", async () => {
    expect(
      pack.resources
        .map((resource) => resource.path)
        .concat("datapackage.json", "datapackage.json.sha256")
        .sort()
    ).toEqual(readdirSync(FOLDER).sort());
    for (const {name, path, rows, bytes, hash} of pack.resources) {
      const file = readFileSync(`${FOLDER}/${path}`);
      expect([file.length, `sha256:${sha256(file)}`], path).toEqual([bytes, hash]);
      expect(await sql(`SELECT count(*) AS rows FROM {${name}}`)).toEqual([{rows}]);
    }
  });

  test("describes every column of every table in words", async () => {
    for (const {name, schema} of pack.resources) {
      const columns = await sql(`SELECT column_name AS name FROM (DESCRIBE SELECT * FROM {${name}})`);
      expect(columns.map((column) => column.name)).toEqual(schema.fields.map((field) => field.name));
      for (const field of schema.fields) expect(field.description.length, `${name}.${field.name}`).toBeGreaterThan(3);
    }
  });

  test("names each source with its licence and sha-256; files have no retrieval time", () => {
    expect(Object.fromEntries(pack.sources.map(({name, licence}) => [name, licence.name]))).toEqual({
      unhcr: "CC-BY-4.0",
      worldbank: "CC-BY-4.0",
      eurostat: "CC-BY-4.0",
      reported: "other-at",
      demographics: "CC-BY-4.0",
      sem: "other-open",
      ircc: "other-open",
      home_office: "OGL-UK-3.0"
    });
    for (const source of pack.sources) expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(pack.sources.every((source) => source.retrieved === null)).toBe(true);
  });
});
