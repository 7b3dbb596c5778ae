// What the tables of UNHCR's rows share at the door: each field is checked against what it may hold before it becomes a
// number or a code, and the first that may not stands in the error with its row.
import {InputError} from "../sources/shared.js";
import type {RawTable} from "../sources/shared.js";
import {identifier, literal, rows} from "./database.js";
import type {DuckDBConnection} from "./database.js";

const FIRST_YEAR = 1900;
const EDITION_YEAR = "edition_year";

/** Tells the door the edition's year: no row is of a later one. */
export async function setEditionYear(db: DuckDBConnection, year: number): Promise<void> {
  await db.run(`SET VARIABLE ${EDITION_YEAR} = ${year}`);
}

/** The names beside UNHCR's codes. The ledger keeps its own names of places, but markup in them is a sign that something is wrong. */
export const PAIR_NAMES: readonly Field[] = [
  {raw: "coo_name", name: null, kind: "name", optional: true},
  {raw: "coa_name", name: null, kind: "name", optional: true}
];

/** A text that must match a whole regular expression, and what that means in words. */
export interface Pattern {
  readonly pattern: string;
  readonly words: string;
}

export interface Field {
  /** Column of the raw table. */
  readonly raw: string;
  /** Column of the edition; null where the field is checked at the door and not kept. */
  readonly name: string | null;
  readonly kind: "count" | "year" | "place" | "name" | "text" | "real" | {readonly codes: readonly string[]} | Pattern;
  /** Of a year or a real number: the least that may stand here. */
  readonly from?: number;
  /** Whether the field may be missing; a count may, as "-" says not collected. */
  readonly optional?: boolean;
}

function expectation(field: Field): string {
  if (typeof field.kind === "object")
    return "words" in field.kind ? field.kind.words : `one of ${field.kind.codes.join(", ")}`;
  return {
    count: "a whole number of at most nine digits, 0 or more",
    year: `a year of four digits, from ${field.from ?? FIRST_YEAR} to the edition's own`,
    place: "a code of three capitals",
    name: "a name without < or >",
    text: "a text",
    real: `a number${field.from === undefined ? "" : `, ${field.from} or more`}`
  }[field.kind];
}

function fits(field: Field): string {
  const value = identifier(field.raw);
  if (typeof field.kind === "object")
    return "pattern" in field.kind
      ? `regexp_full_match(${value}, ${literal(field.kind.pattern)})`
      : `${value} IN (${field.kind.codes.map(literal).join(", ")})`;
  return {
    // R writes 200000 as 2e+05.
    count: `(regexp_full_match(${value}, '[0-9]{1,9}') OR (regexp_full_match(${value}, '[0-9](\\.[0-9]+)?e\\+0[0-8]')
      AND TRY_CAST(${value} AS DOUBLE) = round(TRY_CAST(${value} AS DOUBLE))))`,
    year: `(regexp_full_match(${value}, '(19|20)[0-9]{2}')
      AND TRY_CAST(${value} AS INTEGER) BETWEEN ${field.from ?? FIRST_YEAR} AND coalesce(getvariable('${EDITION_YEAR}'), 2099))`,
    place: `regexp_full_match(${value}, '[A-Z]{3}')`,
    name: `NOT regexp_matches(${value}, '[<>]')`,
    text: "true",
    real: `coalesce(isfinite(TRY_CAST(${value} AS DOUBLE)) AND TRY_CAST(${value} AS DOUBLE) >= ${field.from ?? -Number.MAX_VALUE}, false)`
  }[field.kind];
}

function cast(field: Field, name: string): string {
  const value = identifier(field.raw);
  const typed = {
    count: `CAST(CAST(${value} AS DOUBLE) AS INTEGER)`,
    year: `CAST(${value} AS INTEGER)`,
    place: value,
    name: value,
    text: value,
    real: `CAST(${value} AS DOUBLE)`
  } as const;
  return `${typeof field.kind === "object" ? value : typed[field.kind]} AS ${identifier(name)}`;
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
        advice: "Ask the publisher or mend the file, then run the command again; the last edition stands as it was."
      });
  }
  const kept = fields.flatMap((field) => (field.name === null ? [] : [cast(field, field.name)]));
  await db.run(
    `CREATE TABLE ${identifier(name)} AS SELECT ${kept.join(", ")} FROM ${identifier(loaded)} WHERE ${where}`
  );
  await db.run(`DROP TABLE ${identifier(loaded)}`);
}
