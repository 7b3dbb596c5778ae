// Cleans figures and events from other sources: kept as stated, never computed, never corrected.
import {ADDRESSES, ADDRESSES_WORDS} from "../../src/edition/address.js";
import type {RawTable} from "../sources/shared.js";
import type {DuckDBConnection} from "./database.js";
import {castTable} from "./shared.js";
import type {Field} from "./shared.js";

const text = (name: string, optional = false): Field => ({raw: name, name, kind: "text", optional});

/** A country, ALL for the world, or a union of countries. */
const WHERE = {pattern: "[A-Z]{3}|eu|eu_plus", words: "a code of three capitals, ALL for the world, eu or eu_plus"};

const FIGURE: readonly Field[] = [
  text("id"),
  {raw: "origin", name: "origin", kind: "place"},
  {raw: "asylum", name: "asylum", kind: WHERE},
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
];

/**
 * The figures of a source, and the project's own hand-kept ones with them: those of an id that the source has too give their
 * notes alone, as the source may have been mended.
 */
export async function reported(db: DuckDBConnection, raw: RawTable, own: RawTable): Promise<void> {
  await castTable(db, raw, "reported", FIGURE);
  await castTable(db, own, "reported_own", [
    ...FIGURE,
    {raw: "rounded_to", name: "rounded_to", kind: "count", optional: true},
    text("note", true)
  ]);
  await db.run("ALTER TABLE reported ADD COLUMN rounded_to INTEGER");
  await db.run("ALTER TABLE reported ADD COLUMN note VARCHAR");
  await db.run(
    "UPDATE reported SET rounded_to = o.rounded_to, note = o.note FROM reported_own o WHERE o.id = reported.id"
  );
  await db.run("INSERT INTO reported SELECT * FROM reported_own WHERE id NOT IN (SELECT id FROM reported)");
  await db.run("DROP TABLE reported_own");
}

const PLACES = {pattern: "\\*|[A-Z]{3}( [A-Z]{3})*", words: "*, or codes of three capitals separated by spaces"};

const EVENT: readonly Field[] = [
  text("date"),
  text("place"),
  text("federal_subject", true),
  {raw: "latitude", name: "latitude", kind: "real", optional: true},
  {raw: "longitude", name: "longitude", kind: "real", optional: true},
  text("what_en"),
  text("source")
];

/** The kind of each event and the people concerned, from the hand-kept table alone. */
const OF_WHOM: readonly Field[] = [
  {raw: "kind", name: "kind", kind: {codes: ["happened", "not_counted"]}},
  {raw: "origin", name: "origin", kind: PLACES},
  {raw: "asylum", name: "asylum", kind: PLACES},
  text("quoted_text", true)
];

/** The events of a source, and the project's own with them. One that the hand-kept table does not know happened, and says no more. */
export async function events(db: DuckDBConnection, raw: RawTable, own: RawTable): Promise<void> {
  await castTable(db, raw, "events", EVENT);
  await castTable(db, own, "events_own", [...EVENT, ...OF_WHOM]);
  for (const {name} of OF_WHOM) await db.run(`ALTER TABLE events ADD COLUMN ${String(name)} VARCHAR`);
  const same = ["date", "place", "what_en"].map((name) => `o.${name} = events.${name}`).join(" AND ");
  await db.run(
    `UPDATE events SET kind = o.kind, origin = o.origin, asylum = o.asylum, quoted_text = o.quoted_text FROM events_own o WHERE ${same}`
  );
  await db.run(`INSERT INTO events SELECT * FROM events_own o WHERE NOT EXISTS (SELECT 1 FROM events WHERE ${same})`);
  await db.run("UPDATE events SET kind = 'happened' WHERE kind IS NULL");
  await db.run("DROP TABLE events_own");
}
