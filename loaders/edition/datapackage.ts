// datapackage.json: what an edition is made of and what its columns mean (Frictionless Data Package, profile data-package).
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {EditionSource} from "./edition.js";
import {fieldOf, foreignKeysOf, packageFacts} from "../../src/schema/descriptor.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {sha256} from "../sources/shared.js";

/** The package of the tables written in `folder`. No clock enters it. */
export function dataPackage(o: {
  id: string;
  compared_with: string | null;
  notes: readonly string[];
  sources: readonly EditionSource[];
  folder: string;
  rows: ReadonlyMap<TableName, number>;
  handTables?: Readonly<Record<string, number>>;
}): string {
  const resources = [...o.rows].map(([name, rows]) => {
    const schema = tableSchema(name);
    const foreignKeys = foreignKeysOf(schema);
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
        fields: schema.columns.map(fieldOf),
        primaryKey: schema.key,
        ...(foreignKeys.length ? {foreignKeys} : {})
      }
    };
  });
  const homepage = (o.sources.find(({name}) => name === "unhcr") ?? o.sources[0])?.path;
  const edition = {
    profile: "data-package",
    name: "asylum-ledger",
    id: o.id,
    title: `Asylum Ledger, edition ${o.id}`,
    ...packageFacts(o.id),
    // The site can be at any address: a build that knows its own address publishes it.
    ...(homepage ? {homepage} : {}),
    description:
      "Asylum applications and decisions by origin, country of asylum and year, as reported to UNHCR and by legal status, with the range that rounding allows and rules that give their sources.",
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
    ...(o.handTables ? {hand_tables: o.handTables} : {}),
    resources
  };
  return `${JSON.stringify(edition, null, 2)}\n`;
}
