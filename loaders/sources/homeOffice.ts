// The United Kingdom's Home Office: people on asylum support by local authority at the end of each quarter. The Home Office
// publishes workbooks (table Asy_D11), so the figures are read from two copies that others keep: one with the type of
// support and the region to September 2024, one of all types together to the end of 2025. They are compared where both have a quarter.
import {join} from "node:path";
import {theFile} from "./files.js";
import type {FileName} from "./files.js";
import {causeOf, InputError, isRecord, sha256, text} from "./shared.js";
import type {Pulled, RawFile, RawTable, SourceRecord} from "./shared.js";
import {filesRecord, listedTable} from "./tables.js";
import {bytesOf, openCsv} from "./csv.js";

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

const SUPPORT: FileName = {path: "regions/GBR/local_authority_support"};
const AREAS: FileName = {path: "regions/GBR/area-series", endings: [".json.gz", ".json"]};

/** The two files that make this source. */
export const HOME_OFFICE_FILES: readonly FileName[] = [SUPPORT, AREAS];

const AREA_COLUMNS = ["areaCode", "areaName", "periodEnd", "value"] as const;

/** @throws InputError where a file is missing, lacks a column or has a malformed row. */
export async function readHomeOfficeFiles(dir: string): Promise<Pulled> {
  const opened = [
    await openCsv({
      ...SUPPORT,
      name: "support",
      dir,
      columns: ["date", "support", "region", "authority", "code", "accommodation", "people"],
      headers: {
        date: "Date",
        support: "Support Type",
        region: "UK Region",
        authority: "Local Authority",
        code: "LAD Code",
        accommodation: "Accommodation Type",
        people: "People"
      }
    }),
    await openAreas(dir)
  ];
  return {
    record: {...RECORD, ...filesRecord(opened)},
    tables: Object.fromEntries(opened.map(({table}) => [table.name, table])),
    notes: []
  };
}

async function openAreas(dir: string): Promise<{table: RawTable; file: RawFile}> {
  const {path: name} = theFile(dir, AREAS);
  const refuse = (expected: string, found: string, row?: string): never => {
    const advice = "Correct the file or take it from its source again; nothing was published.";
    throw new InputError({source: name, row, expected, found, advice});
  };
  const {plain} = await bytesOf(join(dir, name), name);
  let body: unknown;
  try {
    body = JSON.parse(plain.toString("utf8"));
  } catch (error) {
    return refuse("a whole file of JSON", plain.length ? causeOf(error) : "an empty file");
  }
  if (!Array.isArray(body)) return refuse("a list of records", typeof body);
  const rows = body.map((item: unknown, index) =>
    AREA_COLUMNS.map((column) => {
      const value = isRecord(item) ? text(item[column]) : null;
      return value ?? refuse(`a record with ${AREA_COLUMNS.join(", ")}`, JSON.stringify(item), `record ${index + 1}`);
    })
  );
  if (!rows.length) refuse("records", "an empty list");
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
