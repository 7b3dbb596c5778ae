// What the tables of UNHCR's rows share at the door: each field is checked against what it may hold before it becomes a
// number or a code, and the first that may not stands in the error with its row.
import {InputError} from "../sources/shared.js";
import type {RawTable} from "../sources/shared.js";
import {identifier, literal, rows} from "../database.js";
import type {DuckDBConnection} from "../database.js";

/** A text that must match a whole regular expression, and what that means in words. */
export interface Pattern {
  readonly pattern: string;
  readonly words: string;
}

export interface Field {
  /** Column of the raw table. */
  readonly raw: string;
  /** Column of the edition. */
  readonly name: string;
  readonly kind: "count" | "year" | "place" | "text" | "real" | {readonly codes: readonly string[]} | Pattern;
  /** Whether the field may be missing; a count may, as "-" says not collected. */
  readonly optional?: boolean;
}

function expectation(field: Field): string {
  if (typeof field.kind === "object")
    return "words" in field.kind ? field.kind.words : `one of ${field.kind.codes.join(", ")}`;
  return {
    count: "a whole number of at most nine digits, 0 or more",
    year: "a year of four digits",
    place: "a code of three capitals",
    text: "a text",
    real: "a number"
  }[field.kind];
}

function fits(field: Field): string {
  const value = identifier(field.raw);
  if (typeof field.kind === "object")
    return "pattern" in field.kind
      ? `regexp_full_match(${value}, ${literal(field.kind.pattern)})`
      : `${value} IN (${field.kind.codes.map(literal).join(", ")})`;
  return {
    count: `regexp_full_match(${value}, '[0-9]{1,9}')`,
    year: `regexp_full_match(${value}, '(19|20)[0-9]{2}')`,
    place: `regexp_full_match(${value}, '[A-Z]{3}')`,
    text: "true",
    real: `TRY_CAST(${value} AS DOUBLE) IS NOT NULL`
  }[field.kind];
}

function cast(field: Field): string {
  const type = {count: "INTEGER", year: "INTEGER", place: "VARCHAR", text: "VARCHAR", real: "DOUBLE"} as const;
  return `CAST(${identifier(field.raw)} AS ${typeof field.kind === "object" ? "VARCHAR" : type[field.kind]}) AS ${identifier(field.name)}`;
}

/**
 * Loads a raw table and casts the named fields into table `name`; `where` may drop rows that the ledger does not hold.
 * @throws InputError for the first field that is not what it must be.
 */
export async function castTable(
  db: DuckDBConnection,
  raw: RawTable,
  name: string,
  fields: readonly Field[],
  where = "true"
): Promise<void> {
  const loaded = `raw_${raw.name}`;
  await raw.load(db, loaded);
  for (const field of fields) {
    const value = identifier(field.raw);
    const bad = `${field.optional ? `${value} IS NOT NULL AND` : `${value} IS NULL OR`} NOT ${fits(field)}`;
    const [row] = await rows(
      db,
      `SELECT row, ${value} AS found FROM ${identifier(loaded)} WHERE ${bad} ORDER BY row LIMIT 1`
    );
    if (row)
      throw new InputError({
        source: raw.name,
        row: raw.place(Number(row.row)),
        field: field.raw,
        expected: expectation(field),
        found: row.found === null ? "nothing" : JSON.stringify(row.found),
        advice: "ask the publisher or mend the file, then run the command again; the last edition stands as it was"
      });
  }
  await db.run(
    `CREATE TABLE ${identifier(name)} AS SELECT ${fields.map(cast).join(", ")} FROM ${identifier(loaded)} WHERE ${where}`
  );
  await db.run(`DROP TABLE ${identifier(loaded)}`);
}
