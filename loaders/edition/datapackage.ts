// datapackage.json: what an edition is made of and what its columns mean (Frictionless Data Package, profile data-package).
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {EditionSource} from "./edition.js";
import {tableSchema} from "../../src/schema/tables.js";
import {sha256} from "../sources/shared.js";
import type {ColumnType} from "../../src/schema/column.js";
import type {TableName} from "../../src/schema/tables.js";

const FIELD_TYPE: Record<ColumnType, string> = {
  INTEGER: "integer",
  VARCHAR: "string",
  BOOLEAN: "boolean",
  DOUBLE: "number",
  "VARCHAR[]": "array"
};

/** The package of the tables written in `folder`. No clock enters it. */
export function dataPackage(o: {
  id: string;
  compared_with: string | null;
  notes: readonly string[];
  sources: readonly EditionSource[];
  folder: string;
  rows: ReadonlyMap<TableName, number>;
}): string {
  const resources = [...o.rows].map(([name, rows]) => {
    const schema = tableSchema(name);
    const path = `${name}.parquet`;
    const bytes = readFileSync(join(o.folder, path));
    return {
      name,
      path,
      title: schema.title,
      description: schema.description,
      format: "parquet",
      mediatype: "application/vnd.apache.parquet",
      rows,
      bytes: bytes.length,
      hash: `sha256:${sha256(bytes)}`,
      schema: {
        fields: schema.columns.map((column) => ({
          name: column.name,
          type: FIELD_TYPE[column.type],
          description: column.description,
          ...(column.unit ? {unit: column.unit} : {}),
          ...(column.required ? {constraints: {required: true}} : {})
        })),
        primaryKey: schema.key
      }
    };
  });
  const edition = {
    profile: "data-package",
    name: "asylum-ledger",
    id: o.id,
    title: `Asylum Ledger, edition ${o.id}`,
    description:
      "Asylum applications and decisions by origin, host and year, as published and by status in law, with bounds by the publisher's rounding and rules that name their source.",
    licenses: [
      {
        name: "CC-BY-4.0",
        title: "Creative Commons Attribution 4.0",
        path: "https://creativecommons.org/licenses/by/4.0/"
      }
    ],
    compared_with: o.compared_with,
    notes: o.notes,
    sources: o.sources,
    resources
  };
  return `${JSON.stringify(edition, null, 2)}\n`;
}
