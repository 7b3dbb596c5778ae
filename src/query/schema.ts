// The tables of the edition as the query page shows them and its editor completes them, from the edition's own datapackage.json:
// a table that an edition lacks is not offered.
import {element} from "../html/table.js";
import {byteWords, formatNumber} from "../words/numbers.js";

export interface SchemaColumn {
  readonly name: string;
  /** As SQL has it. */
  readonly type: string;
  readonly description: string;
  readonly unit: string | null;
}

export interface SchemaTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly bytes: number;
  readonly columns: readonly SchemaColumn[];
}

/** What the page's script knows before any table is there. */
export interface QueryFacts {
  readonly edition: string;
  /** How to cite the edition as a whole, in the files of an answer. */
  readonly cite: string;
  readonly tables: readonly SchemaTable[];
  /** Code, name in English, and the other names it is found by. */
  readonly places: readonly (readonly [code: string, name: string, others: string])[];
  /** What the codes of a column mean. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The parts of a resource in datapackage.json that this file uses. */
export interface PackageTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly bytes: number;
  readonly schema: {
    readonly fields: readonly {
      readonly name: string;
      readonly type: string;
      readonly description: string;
      readonly unit?: string;
    }[];
  };
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  integer: "INTEGER",
  number: "DOUBLE",
  string: "VARCHAR",
  boolean: "BOOLEAN",
  array: "VARCHAR[]"
};

export function schemaTables(resources: readonly PackageTable[]): SchemaTable[] {
  return resources.map(({name, title, description, rows, bytes, schema}) => ({
    name,
    title,
    description,
    rows,
    bytes,
    columns: schema.fields.map((field) => ({
      name: field.name,
      type: SQL_TYPES[field.type] ?? field.type,
      description: field.description,
      unit: field.unit ?? null
    }))
  }));
}

/** The tables one after the other, each opening to its columns: readable, and searchable in the page, without scripts. */
export function schemaList(tables: readonly SchemaTable[], {document}: {readonly document: Document}): HTMLElement {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  return make(
    "div",
    {class: "tables"},
    ...tables.map(({name, title, description, rows, bytes, columns}) =>
      make(
        "details",
        {"data-table": name},
        make("summary", {}, make("code", {}, name), make("span", {}, title)),
        make("p", {}, `${formatNumber(rows)} ${rows === 1 ? "row" : "rows"}, ${byteWords(bytes)}. ${description}`),
        make(
          "dl",
          {},
          ...columns.map((column) =>
            make(
              "div",
              {},
              make("dt", {}, make("code", {}, column.name), ` ${column.type}`),
              make("dd", {}, column.unit ? `${column.description} Unit: ${column.unit}.` : column.description)
            )
          )
        )
      )
    )
  );
}
