// Validates a page of UNHCR's API and reads its rows: the API answers a wrong request with figures that look right.
import {Ajv} from "ajv";
import type {ErrorObject, ValidateFunction} from "ajv";
import {InputError, isRecord, sha256, text} from "./shared.js";
import type {Page} from "./pages.js";
import {EXTRA_COLUMN} from "./tables.js";
import {DATASETS, PAIR} from "./unhcr.js";
import {OUR_SCHEMAS} from "../../src/schema/ajv.js";

// In countries Unknown is XXX (in the files) or UNK (in the API); the rows always write UNK.
export const COUNTRY_CODES = {XXX: "UNK"} as const;

export type Schema = Record<string, unknown>;

export const TEXT: Schema = {type: "string", description: "text"};
const TEXT_OR_NULL: Schema = {type: ["string", "null"], description: "text or null"};
const ANYTHING: Schema = {};
export const YEAR: Schema = {type: "integer", description: "a year as a whole number"};
export const COUNT: Schema = {
  type: ["integer", "string"],
  minimum: 0,
  pattern: "^\\s*(?:[0-9]+|-)\\s*$",
  description: 'a whole number, a numeric string or "-"'
};
// Ajv's `verbose` keeps the schema that failed: its description states what was expected.
const ajv = new Ajv({...OUR_SCHEMAS, verbose: true, allowUnionTypes: true});
/** `closed`: the properties are all that a row may have. */
export function envelope(
  properties: Record<string, Schema>,
  closed = false
): ValidateFunction<{items: Record<string, unknown>[]}> {
  return ajv.compile({
    type: "object",
    required: ["page", "maxPages", "items"],
    description: "an object with page, maxPages and items",
    properties: {
      page: {type: "integer", description: "the number of the page"},
      maxPages: {type: "integer", minimum: 0, description: "the number of pages"},
      items: {
        type: "array",
        description: "a list of rows",
        items: {
          type: "object",
          required: Object.keys(properties).filter((name) => properties[name] !== ANYTHING),
          properties,
          additionalProperties: !closed,
          description: "a row"
        }
      }
    }
  });
}
const each = (names: readonly string[], schema: Schema): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, schema]));
export const DATASET_FORMS = new Map(
  DATASETS.map((dataset) => [
    dataset.endpoint,
    envelope(
      {
        year: YEAR,
        ...each([...PAIR, ...dataset.codes], TEXT),
        ...each(dataset.counts, COUNT),
        ...each(["coo_id", "coa_id", ...dataset.unread], ANYTHING)
      },
      true
    )
  ])
);
export const COUNTRY_FORM = envelope({id: {type: "integer"}, code: TEXT, iso: TEXT_OR_NULL, name: TEXT});
export const REGION_FORM = envelope({id: {type: "integer", description: "a whole number"}, name: TEXT});
export const FOOTNOTE_FORM = envelope({
  footnote: TEXT,
  year: {type: ["string", "integer"], description: "years as text"},
  coo_iso: TEXT_OR_NULL,
  coa_iso: TEXT_OR_NULL,
  population_type: {type: ["string", "array", "null"], items: {type: "string"}, description: "a list of types"}
});
const ADAPT =
  "The publisher has changed the form of its answer: compare it with the API's documentation and adapt " +
  "loaders/sources/unhcr.ts. Nothing was published.";
function formError(error: ErrorObject | undefined, name: string, page: number): InputError {
  const source = `${name} page ${page}`;
  const [, , item, column] = (error?.instancePath ?? "").split("/");
  const row = item === undefined ? undefined : `item ${Number(item) + 1}`;
  const missing: unknown = error?.params.missingProperty;
  if (error?.keyword === "required" && typeof missing === "string") {
    const there = isRecord(error.data) ? Object.keys(error.data).join(", ") : "nothing";
    const found = row === undefined ? `the fields ${there}` : `the columns ${there}`;
    return new InputError({source, row, field: missing, expected: `column ${missing}`, found, advice: ADAPT});
  }
  const extra: unknown = error?.params.additionalProperty;
  if (error?.keyword === "additionalProperties" && typeof extra === "string") {
    const known = isRecord(error.parentSchema?.properties) ? Object.keys(error.parentSchema.properties) : [];
    const expected = `no column but ${known.join(", ")}`;
    return new InputError({source, row, field: extra, expected, found: "one more", advice: EXTRA_COLUMN});
  }
  const described: unknown = error?.parentSchema?.description;
  const field = column ?? (error?.instancePath.slice(1) || undefined);
  const expected = typeof described === "string" ? described : (error?.message ?? "the publisher's form");
  return new InputError({source, row, field, expected, found: shortly(error?.data), advice: ADAPT});
}

function shortly(value: unknown): string {
  // A number beyond all numbers (1e400) has no JSON.
  const json = typeof value === "number" ? String(value) : JSON.stringify(value ?? null);
  return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}

/** The page of an answer whose form and rows are UNHCR's. @throws InputError where they are not. */
export function readPage(
  body: unknown,
  page: number,
  name: string,
  form: ValidateFunction<{items: Record<string, unknown>[]}>
): Page & {items: Record<string, unknown>[]} {
  if (!form(body)) throw formError(form.errors?.at(-1), name, page);
  const {items, ...told} = body as unknown as {
    items: Record<string, unknown>[];
    page: number;
    maxPages: number;
    total?: unknown;
  };
  return {
    page: told.page,
    pages: told.maxPages,
    rows: items.length,
    total: told.total ?? null,
    fingerprint: sha256(JSON.stringify(items)),
    items
  };
}

export function itemsOf(body: unknown): Record<string, unknown>[] {
  return isRecord(body) && Array.isArray(body.items) ? (body.items as Record<string, unknown>[]) : [];
}

/** What no schema can see: rows that the API summed or gave beyond the years, because it ignored a parameter. */
export function checkRows(items: Record<string, unknown>[], source: string, yearFrom: number, yearTo: number): void {
  for (const [index, item] of items.entries()) {
    const row = `item ${index + 1}`;
    for (const [column, parameter] of [
      ["coo_iso", "coo_all"],
      ["coa_iso", "coa_all"]
    ] as const) {
      if (text(item[column]) !== "-") continue;
      throw new InputError({
        source,
        row,
        field: column,
        expected: "one row for each pair of origin and country of asylum",
        found: '"-", a row summed over countries',
        advice: `The server did not honour ${parameter}=true: check the base address. Nothing was published.`
      });
    }
    const year = Number(item.year);
    if (year >= yearFrom && year <= yearTo) continue;
    throw new InputError({
      source,
      row,
      field: "year",
      expected: `a year from ${yearFrom} to ${yearTo}`,
      found: String(year),
      advice: "The server did not honour yearFrom and yearTo: check the base address. Nothing was published."
    });
  }
}

/** The API's own sums; null where it gives `[]`. The checks compare them with the rows. */
export function totalsOf(total: unknown): Record<string, number> | null {
  if (!isRecord(total)) return null;
  return Object.fromEntries(Object.entries(total).map(([column, sum]) => [column, Number(sum)]));
}
