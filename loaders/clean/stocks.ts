// Cleans year-end refugees and asylum-seekers from 2000 on, when the asylum tables begin.
import type {RawTable} from "../sources/shared.js";
import type {DuckDBConnection} from "./database.js";
import {UNHCR_PAIR} from "./pairs.js";
import {castTable, PAIR_NAMES} from "./shared.js";

export async function stocks(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castTable(
    db,
    raw,
    "stocks",
    [
      {raw: "year", name: "year", kind: "year"},
      ...PAIR_NAMES,
      {raw: "coo_iso", name: "origin", kind: "place"},
      {raw: "coa_iso", name: "asylum", kind: "place"},
      {raw: "refugees", name: "refugees", kind: "count", optional: true},
      {raw: "asylum_seekers", name: "asylum_seekers", kind: "count", optional: true}
    ],
    {where: "CAST(CAST(year AS DOUBLE) AS INTEGER) >= 2000", places: UNHCR_PAIR}
  );
}
