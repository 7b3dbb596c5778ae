// Cleans UNHCR's decisions: the same rows with our column names, and the legal status of each cell next to the published columns.
import {AUTHORITIES, LEVELS, UNITS} from "../../src/measures/codes.js";
import {applyRules} from "../../src/measures/status.js";
import type {DecisionColumns, RuleLine} from "../../src/measures/status.js";
import type {RawTable} from "../sources/shared.js";
import {columns, createFromColumns} from "./database.js";
import type {DuckDBConnection} from "./database.js";
import {UNHCR_PAIR} from "./pairs.js";
import {tableSchema} from "../../src/schema/tables.js";
import {castTable, PAIR_NAMES} from "./shared.js";

export async function decisions(db: DuckDBConnection, raw: RawTable, rules: readonly RuleLine[]): Promise<void> {
  await castTable(
    db,
    raw,
    "decisions_published",
    [
      {raw: "year", name: "year", kind: "year", from: 2000},
      ...PAIR_NAMES,
      {raw: "coo_iso", name: "origin", kind: "place"},
      {raw: "coa_iso", name: "asylum", kind: "place"},
      {raw: "procedure_type", name: "authority", kind: {codes: Object.keys(AUTHORITIES)}},
      {raw: "dec_level", name: "level", kind: {codes: Object.keys(LEVELS)}},
      {raw: "dec_pc", name: "unit", kind: {codes: Object.keys(UNITS)}},
      {raw: "dec_recognized", name: "recognized", kind: "count", optional: true},
      {raw: "dec_other", name: "other", kind: "count", optional: true},
      {raw: "dec_rejected", name: "rejected", kind: "count", optional: true},
      {raw: "dec_closed", name: "closed", kind: "count", optional: true},
      {raw: "dec_total", name: "total", kind: "count", optional: true}
    ],
    {places: UNHCR_PAIR}
  );
  const published = await columns(db, "SELECT * FROM decisions_published");
  const read_as = applyRules(published as unknown as DecisionColumns, rules);
  await createFromColumns(db, tableSchema("decisions"), {...published, ...read_as});
  await db.run("DROP TABLE decisions_published");
}
