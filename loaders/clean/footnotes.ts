// Cleans UNHCR's footnotes. Their years are free text ("2015 - 2018, 2020 - 2024"): each span becomes a row.
import type {RawTable} from "../sources/shared.js";
import {createFromRows, rows} from "./database.js";
import type {DuckDBConnection, Row} from "./database.js";
import {tableSchema} from "../../src/schema/tables.js";

const SPAN = /^((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?$/;

/** The spans of a footnote's years; null for an invalid text, which the caller reports. */
export function spans(yearText: string | null): [number, number][] | null {
  const found: [number, number][] = [];
  for (const part of (yearText ?? "").split(",")) {
    const match = SPAN.exec(part.trim());
    if (!match) return null;
    found.push([Number(match[1]), Number(match[2] ?? match[1])]);
  }
  return found;
}

/** Returns what could not be read: a note whose years are not years keeps its text and has null years. */
export async function footnotes(db: DuckDBConnection, raw: RawTable): Promise<string[]> {
  await raw.load(db, "raw_footnotes");
  const told: string[] = [];
  const notes = new Map<string, Row>();
  for (const row of await rows(db, "SELECT * FROM raw_footnotes ORDER BY row")) {
    const years = spans(row.year as string | null);
    if (!years)
      told.push(
        `${raw.place(Number(row.row))}: the years ${JSON.stringify(row.year)} of a footnote are not a list of years`
      );
    for (const [from, to] of years ?? [[null, null] as const]) {
      const note: Row = {
        year_from: from,
        year_to: to,
        origin: row.coo_iso ?? null,
        asylum: row.coa_iso ?? null,
        population_types: String(row.population_type ?? "")
          .split(/[,\s]+/)
          .join(" "),
        text: String(row.footnote ?? "")
      };
      notes.set(JSON.stringify(note), note);
    }
  }
  await createFromRows(db, tableSchema("footnotes"), [...notes.values()]);
  await db.run("DROP TABLE raw_footnotes");
  return told;
}
