// The dictionary of an edition's tables, from its datapackage.json.
import {formatNumber} from "../../words/numbers.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import type {FullResource} from "./package.js";

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

/** Why a table of an edition that was made from files has no rows: only UNHCR's API gives footnotes. */
export const EMPTY_FOOTNOTES =
  "UNHCR’s footnotes have 0 rows: the files behind this edition do not include them. Only UNHCR’s API does.";

/** Links to each table of the page. */
export function tablesIndex(resources: readonly FullResource[], document: Document): HTMLElement {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  return make(
    "nav",
    {class: "country-index", "aria-label": "Tables"},
    make(
      "ul",
      {},
      ...resources.map(({name, title}) => make("li", {}, make("a", {href: `#table-${name}`}, title)))
    )
  );
}

/** Each table with its key, size, checksum and columns. */
export function dictionary(resources: readonly FullResource[], document: Document): HTMLElement[] {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const code = (text: string) => make("code", {}, text);
  return resources.flatMap((resource) => [
    make("h2", {id: `table-${resource.name}`}, resource.title),
    make(
      "p",
      {class: "small"},
      code(resource.name),
      ` ${resource.description} ${formatNumber(resource.rows)} rows. Key: `,
      ...resource.schema.primaryKey.flatMap((key, i) => [...(i ? [", "] : []), code(key)]),
      "."
    ),
    ...(resource.name === "footnotes" && resource.rows === 0 ? [make("p", {class: "caution"}, EMPTY_FOOTNOTES)] : []),
    wordsTable(
      ["Column", "Type", "Unit", "Meaning"],
      resource.schema.fields.map((field) => [
        code(field.name),
        field.constraints?.required ? field.type : `${field.type}, or empty`,
        field.unit ?? "–",
        field.description
      ]),
      {document, id: `columns-${resource.name}`, caption: `Columns of ${resource.name}`}
    ),
    make(
      "p",
      {class: "small"},
      `${formatNumber(resource.bytes)} bytes as Parquet; SHA-256 `,
      make("code", {class: "hash"}, resource.hash.replace(/^sha256:/, "")),
      "."
    )
  ]);
}
