// Figures and events that others reported: taken over as stated, never computed, never corrected.
import {ADDRESSES, ADDRESSES_WORDS} from "../../src/edition/address.js";
import type {RawTable} from "../sources/shared.js";
import type {DuckDBConnection} from "../database.js";
import {castTable} from "./shared.js";
import type {Field} from "./shared.js";

const text = (name: string, optional = false): Field => ({raw: name, name, kind: "text", optional});

export async function reported(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castTable(db, raw, "reported", [
    text("id"),
    {raw: "origin", name: "origin", kind: "place"},
    {raw: "asylum", name: "asylum", kind: "place"},
    text("region", true),
    {raw: "year_from", name: "year_from", kind: "year", optional: true},
    {raw: "year_to", name: "year_to", kind: "year", optional: true},
    text("as_of", true),
    text("measure"),
    {raw: "value", name: "value", kind: "count"},
    {raw: "comparator", name: "comparator", kind: {codes: ["=", ">", "<"]}},
    {raw: "unit", name: "unit", kind: {codes: ["persons", "cases"]}},
    text("publisher"),
    text("published", true),
    text("source_title", true),
    {raw: "source_url", name: "source_url", kind: {pattern: ADDRESSES, words: ADDRESSES_WORDS}},
    text("quoted_text")
  ]);
}

export async function events(db: DuckDBConnection, raw: RawTable): Promise<void> {
  await castTable(db, raw, "events", [
    text("date"),
    text("place"),
    text("federal_subject", true),
    {raw: "latitude", name: "latitude", kind: "real", optional: true},
    {raw: "longitude", name: "longitude", kind: "real", optional: true},
    text("what_en"),
    text("source")
  ]);
}
