// The components of Data, Dictionary and Quality checks: files, how to cite, sources, columns, recipes, checks and checksums.
import {PACKED_ALONE} from "../../schema/descriptor.js";
import {editionDate} from "../../words/editionDate.js";
import {formatNumber} from "../../words/numbers.js";
import {recipe, RECIPES} from "./recipe.js";
import type {RecipeName} from "./recipe.js";
import {checksSentence, checksTable} from "./checksTable.js";
import {dictionary, EMPTY_FOOTNOTES, tablesIndex} from "./dictionary.js";
import type {FullResource, FullSource} from "./package.js";
import {sourcesList} from "./sourcesList.js";
import {element} from "../../html/table.js";
import {wordsTable} from "../../html/wordsTable.js";
import type {Edition} from "../../edition/edition.js";
import {oneOf} from "../../figures/words.js";

type Make = (name: string, attributes: Record<string, string>, ...contents: (string | Node | null)[]) => HTMLElement;

/** The components of the three pages, by name. */
export function dataDrawings(
  edition: Edition,
  document: Document
): Readonly<Record<string, (...words: string[]) => Element[]>> {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const resources = edition.package.resources as readonly FullResource[];
  const sources = edition.package.sources as readonly FullSource[];
  return {
    recipe: (...words) => [
      recipe(oneOf(words, Object.keys(RECIPES) as RecipeName[], "recipe"), {document, edition: edition.id})
    ],
    "data-sources": () => sourcesList(sources, {document, edition: edition.id}),
    "data-checksums": () => [checksums(sources, document)],
    // The build fills it in with every format: see src/site/finish/cite.ts.
    "data-cite": (...words) => [
      make("div", {"data-cite-whole": oneOf(words, ["unhcr", "edition"] as const, "data-cite")})
    ],
    "data-downloads": (...words) =>
      downloads(edition, resources, oneOf(words, ["edition", "latest"] as const, "data-downloads"), document),
    "data-tables": () => [tablesIndex(resources, document)],
    "data-dictionary": () => dictionary(resources, document),
    "checks-summary": () => [make("p", {class: "deck"}, checksSentence(edition.checks))],
    checks: () => [checksTable(edition.checks, {document, id: "checks-table"})]
  };
}

function checksums(sources: readonly FullSource[], document: Document): HTMLElement {
  const code = (text: string) => element(document, "code", {}, text);
  return wordsTable(
    ["File", "Bytes", "SHA-256"],
    sources.flatMap(({files}) =>
      files.map((file) => [code(file.name), formatNumber(file.bytes), code(file.sha256)])
    ),
    {document, id: "source-files", caption: "Files as they came, with their checksums"}
  );
}

/** The files of one folder, a table a row. */
function downloads(
  edition: Edition,
  resources: readonly FullResource[],
  where: "edition" | "latest",
  document: Document
): HTMLElement[] {
  const make: Make = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const folder = `/data/${where === "latest" ? "latest" : edition.id}`;
  const link = (file: string) => make("a", {href: `${folder}/${file}`}, file);
  const isEmpty = resources.some(({name, rows}) => name === "footnotes" && rows === 0);
  return [
    wordsTable(
      ["Table", ...(where === "latest" ? ["CSV"] : []), "Compressed CSV", "Parquet", "Rows"],
      resources.map(({title, name, path, rows}) => [
        title,
        ...(where === "edition" ? [] : [PACKED_ALONE.has(name) ? "–" : link(`${name}.csv`)]),
        link(`${name}.csv.gz`),
        link(path),
        formatNumber(rows)
      ]),
      {
        document,
        id: `files-${where}`,
        caption:
          where === "latest"
            ? `Always the latest edition (now ${editionDate(edition.id)})`
            : `Edition of ${editionDate(edition.id)}, which does not change`
      }
    ),
    make(
      "p",
      {},
      "Described in ",
      make("a", {href: `${folder}/datapackage.json`}, `${folder}/datapackage.json`),
      ": rows, bytes and SHA-256 of each table.",
      isEmpty ? ` ${EMPTY_FOOTNOTES}` : null
    )
  ];
}
