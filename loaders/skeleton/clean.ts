// Say here in a line what the table contains, and what cleaning does to the publisher's rows beyond naming and typing them.
import type {RawTable} from "../sources/shared.js";
import type {DuckDBConnection} from "../clean/database.js";
import {castTable} from "../clean/shared.js";

/** Each field is checked before it becomes a code or a number; the error names the first bad field and its row. */
export async function cleanSkeleton(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castTable(db, raw, "skeleton", [
    {raw: "place", name: "place", kind: "place"},
    {raw: "year", name: "year", kind: "year"},
    {raw: "value", name: "value", kind: "count", optional: true}
  ]);
}
