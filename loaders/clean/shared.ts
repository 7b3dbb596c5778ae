// Validates the tables of UNHCR's rows: each field is checked against its allowed values before it becomes a
// number or a code; the error names the first bad field and its row.
import {InputError} from "../sources/shared.js";
import type {RawTable} from "../sources/shared.js";
import {identifier, literal, rows} from "./database.js";
import type {DuckDBConnection} from "./database.js";
import {samePlace} from "./pairs.js";
import type {Named} from "./pairs.js";

const FIRST_YEAR = 1900;
const EDITION_YEAR = "edition_year";

/** Gives the validation the edition's year: rows of later years are rejected. */
export async function setEditionYear(db: DuckDBConnection, year: number): Promise<void> {
  await db.run(`SET VARIABLE ${EDITION_YEAR} = ${year}`);
}

/** The names that come with UNHCR's codes. The site uses its own names of places, but markup in these is a sign of a fault. */
export const PAIR_NAMES: readonly Field[] = [
  {raw: "coo_name", name: null, kind: "name", optional: true},
  {raw: "coa_name", name: null, kind: "name", optional: true}
];

/** A text that must match a whole regular expression, and what that means in words. */
export interface Pattern {
  readonly pattern: string;
  readonly words: string;
  /** Whether the text must be another one than the expression says. */
  readonly isNot?: true;
  /** Whether it is a count that may have signs with it: its digits are matched as those of a count are. */
  readonly isCount?: true;
}

export interface Field {
  /** Column of the raw table. */
  readonly raw: string;
  /** Column of the edition; null where the field is checked and not kept. */
  readonly name: string | null;
  readonly kind: "count" | "year" | "place" | "name" | "text" | "real" | {readonly codes: readonly string[]} | Pattern;
  /** Of a year or a real number: the smallest value allowed. */
  readonly from?: number;
  /** Whether the field may be missing; a count may, as "-" says not collected. */
  readonly optional?: boolean;
}

/** A text that is a whole number as others write it, as its digits: 355.0 and 2019.0 (pandas), 2E+05 (spreadsheets), 2e+05 (R), 1,020. */
function digitsOf(value: string): string {
  return `CASE WHEN ${value} IS NULL OR regexp_full_match(${value}, '[0-9]+') THEN ${value}
    WHEN regexp_full_match(${value}, '[0-9]{1,9}\\.0{1,2}') THEN split_part(${value}, '.', 1)
    WHEN regexp_full_match(${value}, '[0-9]{1,3}(,[0-9]{3}){1,3}') THEN replace(${value}, ',', '')
    WHEN regexp_full_match(${value}, '[0-9](\\.[0-9]+)?[eE]\\+?0?[0-8]')
      AND TRY_CAST(${value} AS DOUBLE) = round(TRY_CAST(${value} AS DOUBLE)) THEN CAST(CAST(${value} AS DOUBLE)::INTEGER AS VARCHAR)
    ELSE ${value} END`;
}

/** What a field holds, in one spelling: R writes a missing number as NA, which is a value only where a column holds text. */
function valueOf(field: Field): string {
  const value = identifier(field.raw);
  if (field.kind === "count" || field.kind === "real") {
    return `(${digitsOf(`nullif(${value}, 'NA')`)})`;
  }
  if (field.kind === "year" || (typeof field.kind === "object" && "isCount" in field.kind))
    return `(${digitsOf(value)})`;
  return value;
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
  const value = valueOf(field);
  if (typeof field.kind === "object")
    return "pattern" in field.kind
      ? `${field.kind.isNot ? "NOT " : ""}regexp_full_match(${value}, ${literal(field.kind.pattern)})`
      : `${value} IN (${field.kind.codes.map(literal).join(", ")})`;
  return {
    count: `regexp_full_match(${value}, '[0-9]{1,9}')`,
    year: `(regexp_full_match(${value}, '(19|20)[0-9]{2}')
      AND TRY_CAST(${value} AS INTEGER) BETWEEN ${field.from ?? FIRST_YEAR} AND coalesce(getvariable('${EDITION_YEAR}'), 2099))`,
    place: `regexp_full_match(${value}, '[A-Z]{3}')`,
    name: `NOT regexp_matches(${value}, '[<>]')`,
    text: "true",
    real: `coalesce(isfinite(TRY_CAST(${value} AS DOUBLE)) AND TRY_CAST(${value} AS DOUBLE) >= ${field.from ?? -Number.MAX_VALUE}, false)`
  }[field.kind];
}

function cast(field: Field): string {
  const value = valueOf(field);
  const typed = {
    count: `CAST(${value} AS INTEGER)`,
    year: `CAST(${value} AS INTEGER)`,
    place: value,
    name: value,
    text: value,
    real: `CAST(${value} AS DOUBLE)`
  } as const;
  return typeof field.kind === "object" ? value : typed[field.kind];
}

/** Tests of a whole raw table, before rows are summed or joined. */
export interface CastOptions {
  /** May drop rows that the ledger does not hold. */
  readonly where?: string;
  /** Raw columns that identify the publisher's rows: no two kept rows may have the same values. */
  readonly key?: readonly string[];
  /** Columns that are about one place. */
  readonly places?: readonly Named[];
}

/** @throws InputError where two rows have the same key, and names both places and whether they are alike. */
async function oncePerKey(
  db: DuckDBConnection,
  raw: RawTable,
  loaded: string,
  fields: readonly Field[],
  {key = [], where = "true"}: CastOptions
): Promise<void> {
  if (!key.length) return;
  const columns = key.map((column) => {
    const field = fields.find((each) => each.raw === column);
    return `${field ? valueOf(field) : identifier(column)} AS ${identifier(column)}`;
  });
  const [twice] = await rows(
    db,
    `WITH keyed AS (SELECT row AS nth, ${columns.join(", ")} FROM ${identifier(loaded)} WHERE ${where})
     SELECT min(nth) AS first, min(nth, 2)[2] AS second, concat_ws(', ', ${key.map(identifier).join(", ")}) AS what
     FROM keyed GROUP BY ${key.map(identifier).join(", ")} HAVING count(*) > 1 ORDER BY second LIMIT 1`
  );
  if (!twice) return;
  throw standsTwice(raw, {key, what: String(twice.what), first: Number(twice.first), second: Number(twice.second)});
}

export function standsTwice(
  raw: RawTable,
  o: {key: readonly string[]; what: string; first: number; second: number}
): InputError {
  return new InputError({
    source: raw.name,
    row: raw.place(o.second),
    expected: `one row for each ${o.key.join(", ")}`,
    found: `${o.what} again, which ${raw.place(o.first)} has: added up, it would count twice`,
    advice: "Ask the publisher or take the file from its source again; the last edition is unchanged."
  });
}

/**
 * Loads a raw table and casts the named fields into table `name`.
 * @throws InputError for the first invalid field, a repeated key, and a code that does not match its name.
 */
export async function castTable(
  db: DuckDBConnection,
  raw: RawTable,
  name: string,
  fields: readonly Field[],
  options: CastOptions = {}
): Promise<void> {
  const loaded = `raw_${raw.name}`;
  await raw.load(db, loaded);
  for (const field of fields) {
    const value = valueOf(field);
    const bad = `${field.optional ? `${value} IS NOT NULL AND` : `${value} IS NULL OR`} NOT ${fits(field)}`;
    const [row] = await rows(
      db,
      `SELECT row, ${identifier(field.raw)} AS found FROM ${identifier(loaded)} WHERE ${bad} ORDER BY row LIMIT 1`
    );
    if (row)
      throw new InputError({
        source: raw.name,
        row: raw.place(Number(row.row)),
        field: field.raw,
        expected: expectation(field),
        found: row.found === null ? "nothing" : JSON.stringify(row.found),
        advice: "Ask the publisher or correct the file, then run the command again; the last edition is unchanged."
      });
  }
  if (options.places) await samePlace(db, raw, loaded, options.places);
  await oncePerKey(db, raw, loaded, fields, options);
  const kept = fields.flatMap((field) => (field.name === null ? [] : [`${cast(field)} AS ${identifier(field.name)}`]));
  await db.run(
    `CREATE TABLE ${identifier(name)} AS SELECT ${kept.join(", ")} FROM ${identifier(loaded)} WHERE ${options.where ?? "true"}`
  );
  await db.run(`DROP TABLE ${identifier(loaded)}`);
}
