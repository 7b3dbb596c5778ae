// What the pages on data show of the edition itself: sources, files, dictionary, recipes.
import {PACKED_ALONE} from "../../schema/descriptor.js";
import {formatNumber} from "../../words/numbers.js";
import {recipe, RECIPES} from "./recipe.js";
import type {RecipeName} from "./recipe.js";
import {staleWords} from "./sourcesList.js";
import {element, outward} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import type {Edition, PackageResource, PackageSource} from "../../edition/edition.js";
import {oneOf} from "../../figures/words.js";

/** What `datapackage.json` says beyond what other pages speak of. */
interface FullSource extends PackageSource {
  readonly sha256: string;
  readonly files: readonly {readonly name: string; readonly bytes: number; readonly sha256: string}[];
}

interface FullResource extends PackageResource {
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly {
      readonly name: string;
      readonly type: string;
      readonly description: string;
      readonly unit?: string;
      readonly constraints?: {readonly required?: boolean};
    }[];
    readonly primaryKey: readonly string[];
  };
}

/** The drawings of the pages on data, by the names of their directives. */
export function dataDrawings(
  edition: Edition,
  document: Document
): Readonly<Record<string, (...words: string[]) => Element[]>> {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) =>
    element(document, name, attributes, ...contents);
  const resources = edition.package.resources as readonly FullResource[];
  const sources = edition.package.sources as readonly FullSource[];
  const code = (text: string) => make("code", {}, text);
  const link = (href: string, words: string) => make("a", {href}, words);

  return {
    recipe: (...words) => [recipe(oneOf(words, Object.keys(RECIPES) as RecipeName[], "recipe"), {document})],

    "data-sources": () => [
      make(
        "ul",
        {class: "sources"},
        ...sources.map((source) =>
          make(
            "li",
            {},
            `${source.publisher}: `,
            outward(document, source.path, source.title),
            ". Licence: ",
            link(source.licence.path, source.licence.title),
            `. To be named as: ${source.attribution}. `,
            source.retrieved === null
              ? "The files came without a record of the time of their retrieval. "
              : `Retrieved ${source.retrieved}. `,
            ...(source.stale ? [make("strong", {}, "Stale."), ` ${staleWords(source.stale, edition.id)} `] : []),
            ...source.notes.map((note) => `Note: ${note}. `)
          )
        )
      ),
      wordsTable(
        ["File as it came", "Bytes", "SHA-256"],
        sources.flatMap((source) =>
          source.files.map((file) => [code(file.name), formatNumber(file.bytes), code(file.sha256)])
        ),
        {document, id: "source-files", caption: "The files behind this edition, with their checksums"}
      )
    ],

    "data-downloads": (...words) => {
      const where = oneOf(words, ["edition", "latest"] as const, "data-downloads");
      const folder = `/data/${where === "latest" ? "latest" : edition.id}`;
      return [
        wordsTable(
          ["Table", "Rows", "Parquet", "Packed CSV", "CSV"],
          resources.map((resource) => [
            resource.title,
            formatNumber(resource.rows),
            link(`${folder}/${resource.path}`, resource.path),
            link(`${folder}/${resource.name}.csv.gz`, `${resource.name}.csv.gz`),
            PACKED_ALONE.has(resource.name) ? "–" : link(`${folder}/${resource.name}.csv`, `${resource.name}.csv`)
          ]),
          {
            document,
            id: `files-${where}`,
            caption: where === "latest" ? "Always the latest edition" : `Edition ${edition.id}, which stays as it is`
          }
        ),
        make(
          "p",
          {},
          "What they are made of: ",
          link(`${folder}/datapackage.json`, `${folder}/datapackage.json`),
          where === "latest" ? ", which names the edition." : ", with rows, bytes and SHA-256 of each table."
        )
      ];
    },

    "data-dictionary": () =>
      resources.flatMap((resource) => [
        make("h3", {id: `table-${resource.name}`}, resource.title),
        make("p", {class: "small"}, resource.description),
        make(
          "p",
          {class: "small"},
          `${formatNumber(resource.rows)} rows; ${formatNumber(resource.bytes)} bytes as Parquet; a row is named by `,
          ...resource.schema.primaryKey.flatMap((key, i) => [...(i ? [", "] : []), code(key)]),
          "; SHA-256 ",
          make("code", {class: "hash"}, resource.hash.replace(/^sha256:/, "")),
          "."
        ),
        wordsTable(
          ["Column", "Type", "Unit", "Meaning"],
          resource.schema.fields.map((field) => [
            code(field.name),
            field.constraints?.required ? field.type : `${field.type}, or empty`,
            field.unit ?? "–",
            field.description
          ]),
          {document, id: `columns-${resource.name}`, caption: `Columns of ${resource.name}`}
        )
      ])
  };
}
