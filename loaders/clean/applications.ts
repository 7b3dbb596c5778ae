// Cleans UNHCR's applications: the same rows with our column names.
import {APPLICATION_TYPES, AUTHORITIES, LEVELS, UNITS} from "../../src/measures/codes.js";
import type {RawTable} from "../sources/shared.js";
import type {DuckDBConnection} from "./database.js";
import {UNHCR_PAIR} from "./pairs.js";
import {castTable, PAIR_NAMES} from "./shared.js";

export async function applications(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castTable(
    db,
    raw,
    "applications",
    [
      {raw: "year", name: "year", kind: "year", from: 2000},
      ...PAIR_NAMES,
      {raw: "coo_iso", name: "origin", kind: "place"},
      {raw: "coa_iso", name: "asylum", kind: "place"},
      {raw: "procedure_type", name: "authority", kind: {codes: Object.keys(AUTHORITIES)}},
      {raw: "app_type", name: "type", kind: {codes: Object.keys(APPLICATION_TYPES)}},
      {raw: "dec_level", name: "level", kind: {codes: Object.keys(LEVELS)}},
      {raw: "app_pc", name: "unit", kind: {codes: Object.keys(UNITS)}},
      {raw: "applied", name: "applications", kind: "count", optional: true}
    ],
    {places: UNHCR_PAIR}
  );
}
