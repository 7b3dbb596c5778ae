// What a data package says of tables and of itself, from the schema: fields with their codes, keys, and the label that is shown with
// each code in a CSV (Frictionless Data Package and Table Schema; `categories` as in their version 2).
import type {ColumnSchema, ColumnType, TableSchema} from "./column.js";

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly unit?: string;
  readonly constraints?: {readonly required?: true; readonly enum?: readonly string[]};
  /** Codes with their labels. */
  readonly categories?: readonly {readonly value: string; readonly label: string}[];
}
export interface ForeignKey {
  readonly fields: string;
  readonly reference: {readonly resource: string; readonly fields: string};
}

const FIELD_TYPE: Readonly<Record<ColumnType, string>> = {
  INTEGER: "integer",
  VARCHAR: "string",
  BOOLEAN: "boolean",
  DOUBLE: "number",
  "VARCHAR[]": "array"
};
/** The column that names a code in each table that others refer to. */
export const KEY_OF = {places: "place", regions: "code"} as const;

/** A column as a field. A column of several codes has no list of values: they are combined. */
export function fieldOf({name, type, description, unit, required, codes, words, scope}: ColumnSchema): Field {
  const values = scope ? undefined : codes ? Object.keys(codes) : words;
  return {
    name,
    type: FIELD_TYPE[type],
    description,
    ...(unit ? {unit} : {}),
    ...(required || values
      ? {constraints: {...(required ? {required: true as const} : {}), ...(values ? {enum: values} : {})}}
      : {}),
    ...(codes && !scope ? {categories: Object.entries(codes).map(([value, label]) => ({value, label}))} : {})
  };
}

/** The columns whose every code is a row of `places` or `regions`. */
export function foreignKeysOf({columns}: TableSchema): ForeignKey[] {
  return columns.flatMap(({name, refers, others = {}, scope}) =>
    refers && !scope && !Object.keys(others).length
      ? [{fields: name, reference: {resource: refers, fields: KEY_OF[refers]}}]
      : []
  );
}

/**
 * Tables that are published as Parquet and packed CSV alone: as plain CSV they would be 20 to 50 MB each, a third of the site. Programs
 * that read columns and programs that read rows both take the packed file.
 */
export const PACKED_ALONE: ReadonlySet<string> = new Set(["cells", "counts", "locations", "eurostat_sex_age"]);

/** Whether a CSV has a column of labels next to this one. */
export function isLabelled({codes, refers}: ColumnSchema): boolean {
  return codes !== undefined || refers !== undefined;
}
export function labelName({name}: ColumnSchema): string {
  return `${name}_label`;
}

/** The fields of a table's CSV: each code followed by its label. */
export function csvFields({columns}: TableSchema): Field[] {
  return columns.flatMap((column) => [
    fieldOf(column),
    ...(isLabelled(column)
      ? [
          {
            name: labelName(column),
            type: "string",
            description: `What ${column.name} says, in English.`,
            ...(column.required ? {constraints: {required: true as const}} : {})
          }
        ]
      : [])
  ]);
}

/** What a package says of itself. It is created on the edition's date: no clock enters it. */
export function packageFacts(id: string) {
  return {
    version: id,
    created: `${id.slice(0, 10)}T00:00:00Z`,
    contributors: [{title: "Asylum Ledger", role: "author"}]
  };
}
