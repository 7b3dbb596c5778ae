// The United Kingdom's Home Office: people on asylum support by local authority at the end of each quarter. The Home Office
// publishes workbooks (table Asy_D11), so the figures are read from two files that others keep of it: one with the type of
// support and the region to September 2024, one of all types together to the end of 2025. They are compared where they meet.

import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {causeOf, InputError, isRecord, sha256, text} from "./shared.js";
import type {Pulled, RawFile, RawTable, SourceRecord} from "./shared.js";
import {filesRecord, listedTable, openCsv} from "./tables.js";

const RECORD = {
  name: "home_office",
  title: "Immigration system statistics, asylum support by local authority (Asy_D11)",
  publisher: "Home Office, United Kingdom",
  licence: {
    name: "OGL-UK-3.0",
    title: "Open Government Licence v3.0",
    path: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
  },
  attribution: "Contains public sector information licensed under the Open Government Licence v3.0",
  path: "https://www.gov.uk/government/statistical-data-sets/immigration-system-statistics-data-tables"
} as const satisfies Partial<SourceRecord>;

const AREA_COLUMNS = ["areaCode", "areaName", "periodEnd", "value"] as const;

/** @throws InputError where a file is missing, lacks a column or has a malformed row. */
export async function readHomeOfficeFiles(dir: string): Promise<Pulled> {
  const opened = [
    await openCsv({
      name: "support",
      dir,
      path: "regions/GBR/local_authority_support",
      columns: ["date", "support", "region", "authority", "code", "people"],
      headers: {
        date: "Date",
        support: "Support Type",
        region: "UK Region",
        authority: "Local Authority",
        code: "LAD Code",
        people: "People"
      }
    }),
    await openAreas(dir, "regions/GBR/area-series.json")
  ];
  return {
    record: {...RECORD, ...filesRecord(opened)},
    tables: Object.fromEntries(opened.map(({table}) => [table.name, table])),
    notes: []
  };
}

async function openAreas(dir: string, path: string): Promise<{table: RawTable; file: RawFile}> {
  const [name] = [`${path}.gz`, path].filter((file) => existsSync(join(dir, file)));
  const refuse = (expected: string, found: string, row?: string): never => {
    const advice = "Correct the file or take it from its source again; nothing was published.";
    throw new InputError({source: name ?? path, row, expected, found, advice});
  };
  if (name === undefined) return refuse(`one file ${path} or ${path}.gz in ${dir}`, "neither");
  const bytes = await readFile(join(dir, name));
  let plain: Buffer;
  let body: unknown;
  try {
    plain = name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    body = JSON.parse(plain.toString("utf8"));
  } catch (error) {
    return refuse("a whole file of JSON", causeOf(error));
  }
  if (!Array.isArray(body)) return refuse("a list of records", typeof body);
  const rows = body.map((item: unknown, index) =>
    AREA_COLUMNS.map((column) => {
      const value = isRecord(item) ? text(item[column]) : null;
      return value ?? refuse(`a record with ${AREA_COLUMNS.join(", ")}`, JSON.stringify(item), `record ${index + 1}`);
    })
  );
  return {
    table: listedTable({
      name: "areas",
      columns: AREA_COLUMNS,
      rows,
      place: (row) => `area-series.json, record ${row}`
    }),
    file: {name, bytes: plain.length, sha256: sha256(plain)}
  };
}
