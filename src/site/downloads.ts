// Writes the files below /data/: the tables of every kept edition, as Parquet and as packed CSV, at addresses that can be cited,
// those of the current one as `latest` too, as plain CSV besides, each folder's datapackage.json, a list of the editions, and clients
// for R and Python. The build writes CSV from the Parquet alone: the same edition gives the same bytes. Every code has its English
// label in the next column.
import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setImmediate} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {decompress} from "fzstd";
import {parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";
import {harmless} from "../edition/csv.js";
import {currentEdition, describedEdition, keptEditions} from "../edition/edition.js";
import {parquetColumns} from "../edition/parquet.js";
import {PACKAGE, PACKAGE_SUM, packageSum} from "../edition/whole.js";
import {citationFile} from "../figures/citationTemplates.js";
import {allCited, citationText, DATASET_TITLE, editionAddress, plainCitation} from "../words/cite.js";
import type {CitedSource} from "../words/cite.js";
import {siteOf} from "./machines/write.js";
import type {ColumnSchema} from "../schema/column.js";
import {
  csvFields,
  foreignKeysOf,
  isLabelled,
  KEY_OF,
  labelName,
  packageFacts,
  PACKED_ALONE
} from "../schema/descriptor.js";
import {isTable, tableSchema} from "../schema/tables.js";

/** The templates of citations, which “Cite” fetches, and how to cite the files, for people. */
const CITE = "cite.json";
const CITATION = "CITATION.txt";

type Cell = string | number | bigint | boolean | null | undefined | readonly string[];

/**
 * One cell. A missing value is nothing between two commas, an empty text a pair of quotation marks; a list is joined by " | ". A
 * publisher's text is escaped, so that no spreadsheet computes it.
 */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const words = typeof value === "object" ? value.join(" | ") : value;
  const text = typeof words === "string" ? harmless(words) : String(words);
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What codes of places and regions are called, by the table that names them. */
export type Names = Readonly<Record<keyof typeof KEY_OF, ReadonlyMap<string, string>>>;

/** The names of places and regions in the edition in `folder`; none where it has no such tables. */
export async function namesIn(folder: string): Promise<Names> {
  const named = async (table: keyof typeof KEY_OF): Promise<ReadonlyMap<string, string>> => {
    const path = join(folder, `${table}.parquet`);
    if (!existsSync(path)) return new Map();
    const columns = await parquetColumns(new Uint8Array(readFileSync(path)).buffer, {some: [KEY_OF[table], "name_en"]});
    const names = columns.name_en as string[];
    return new Map((columns[KEY_OF[table]] as string[]).map((code, i) => [code, names[i] ?? code]));
  };
  return {places: await named("places"), regions: await named("regions")};
}

const NO_NAMES: Names = {places: new Map(), regions: new Map()};

/** The label of a cell: of a list of codes, each one's label; null where the edition has none. */
function labelOf(column: ColumnSchema, names: Names): (cell: Cell) => string | null {
  const {codes = {}, refers, others = {}, scope} = column;
  const one = (code: string) => codes[code] ?? (refers && names[refers].get(code)) ?? others[code] ?? null;
  const made = new Map<string, string | null>();
  return (cell) => {
    if (cell === null || cell === undefined) return null;
    const text = String(cell);
    let label = made.get(text);
    if (label === undefined) {
      if (!scope) label = one(text);
      else
        label =
          text === "*"
            ? "any"
            : text
                .split(" ")
                .map((code) => one(code) ?? code)
                .join(" | ");
      made.set(text, label);
    }
    return label;
  };
}

/** The CSV of one table: its columns in their order, each column of codes followed by their labels. */
export async function csvOf(parquet: Buffer, table: string, names: Names = NO_NAMES): Promise<string> {
  const file = new Uint8Array(parquet).buffer;
  const metadata = await parquetMetadataAsync(file);
  const columns = metadata.schema.filter((_, i, schema) => i > 0 && !inList(schema, i)).map((element) => element.name);
  const known: readonly ColumnSchema[] = isTable(table) ? tableSchema(table).columns : [];
  const labels = columns.map((name) => {
    const column = known.find((each) => each.name === name);
    return column && isLabelled(column) ? {name: labelName(column), of: labelOf(column, names)} : null;
  });
  let rows: Cell[][] = [];
  await parquetRead({
    file,
    metadata,
    compressors: {ZSTD: (input, length) => decompress(input, new Uint8Array(length))},
    onComplete: (read) => (rows = read as Cell[][])
  });
  const lines = [columns.flatMap((name, i) => [name, ...(labels[i] ? [labels[i].name] : [])]).join(",")];
  for (const row of rows) {
    let line = "";
    labels.forEach((label, i) => {
      line += (i ? "," : "") + csvCell(row[i]);
      if (label) line += `,${csvCell(label.of(row[i]))}`;
    });
    lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}

/** Whether element `i` of the schema lies inside a list, whose own name is the column's. */
function inList(schema: readonly {readonly num_children?: number}[], i: number): boolean {
  let left = 0;
  for (let j = 1; j < i; j++) left += left > 0 ? (schema[j]?.num_children ?? 0) - 1 : (schema[j]?.num_children ?? 0);
  return left > 0;
}

interface PublishedFile {
  readonly path: string;
  readonly bytes: number;
  /** "sha256:" and the digest. */
  readonly hash: string;
}

interface Descriptor {
  readonly id?: string;
  readonly sources?: readonly CitedSource[];
  readonly resources?: readonly {readonly name: string; readonly path: string; readonly title?: string}[];
  readonly [more: string]: unknown;
}

function fileIn(folder: string, path: string): PublishedFile {
  const bytes = readFileSync(join(folder, path));
  return {path, bytes: bytes.length, hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`};
}

/**
 * The descriptor of an edition as it is published: what the edition says of itself, with its CSV files. An edition
 * made before a package had a version has one here; its own file in the repository is unchanged.
 */
function describe(
  id: string,
  pack: Descriptor,
  csvs: readonly (PublishedFile & {readonly table: string})[]
): Descriptor {
  const {resources = []} = pack;
  const site = siteOf(process.env);
  return {
    ...packageFacts(id),
    ...pack,
    ...(site === null ? {} : {homepage: site}),
    // Not a property of the standard, which allows more: those who read the file see how to cite it.
    citation: plainCitation(allCited(pack.sources ?? []), {
      title: DATASET_TITLE,
      address: editionAddress(id, site),
      edition: id
    }),
    resources: [
      ...resources,
      ...csvs.map(({table, path, bytes, hash}) => {
        const schema = isTable(table) ? tableSchema(table) : null;
        const keys = schema ? foreignKeysOf(schema) : [];
        return {
          name: path,
          path,
          title: `${resources.find(({name}) => name === table)?.title ?? table}, as CSV`,
          description: `The rows of ${table}.parquet in their order, each code with its label. A missing value is nothing between two commas.`,
          format: "csv",
          mediatype: path.endsWith(".gz") ? "application/gzip" : "text/csv",
          ...(path.endsWith(".gz") ? {compression: "gz"} : {}),
          encoding: "utf-8",
          bytes,
          hash,
          ...(schema
            ? {
                schema: {
                  fields: csvFields(schema),
                  missingValues: [""],
                  primaryKey: schema.key,
                  ...(keys.length ? {foreignKeys: keys} : {})
                }
              }
            : {})
        };
      })
    ]
  };
}

/** Writes the descriptor of the edition `id` in `folder`, and its checksum. */
function writePackage(
  folder: string,
  id: string,
  pack: Descriptor,
  csvs: readonly (PublishedFile & {readonly table: string})[]
): void {
  const description = `${JSON.stringify(describe(id, pack, csvs), null, 2)}\n`;
  writeFileSync(join(folder, PACKAGE), description);
  writeFileSync(join(folder, PACKAGE_SUM), packageSum(Buffer.from(description)));
}

/**
 * Writes one edition to `to`: its Parquet as it is and every table as packed CSV. The current edition is written to `latest` too, with
 * the plain CSV that spreadsheets need: an edition's own folder keeps all of its files when the next one comes.
 */
async function writeEdition(
  from: string,
  to: string,
  {id, latest, signal}: {readonly id: string; readonly latest: string | null; readonly signal: AbortSignal | undefined}
): Promise<PublishedFile[]> {
  for (const folder of latest === null ? [to] : [to, latest]) mkdirSync(folder, {recursive: true});
  const names = await namesIn(from);
  const packed: (PublishedFile & {table: string})[] = [];
  const plain: (PublishedFile & {table: string})[] = [];
  const files: PublishedFile[] = [];
  for (const file of readdirSync(from)
    .filter((name) => name.endsWith(".parquet"))
    .sort()) {
    // A turn of the event loop, in which the signal can arrive: the rest of this loop never waits.
    await setImmediate();
    signal?.throwIfAborted();
    cpSync(join(from, file), join(to, file));
    files.push(fileIn(to, file));
    const table = file.replace(/\.parquet$/, "");
    const csv = Buffer.from(await csvOf(readFileSync(join(from, file)), table, names));
    writeFileSync(join(to, `${table}.csv.gz`), gzipSync(csv, {level: 7}));
    packed.push({table, ...fileIn(to, `${table}.csv.gz`)});
    if (latest === null || PACKED_ALONE.has(table)) continue;
    writeFileSync(join(latest, `${table}.csv`), csv);
    plain.push({table, ...fileIn(latest, `${table}.csv`)});
  }
  const pack = JSON.parse(readFileSync(join(from, "datapackage.json"), "utf8")) as Descriptor;
  const {sources = []} = pack;
  writeFileSync(join(to, CITE), `${JSON.stringify(citationFile(sources, id))}\n`);
  writeFileSync(join(to, CITATION), citationText(sources, id, siteOf(process.env)));
  if (latest !== null) {
    cpSync(to, latest, {recursive: true});
    writePackage(latest, id, pack, [...packed, ...plain]);
  }
  writePackage(to, id, pack, packed);
  return [
    fileIn(to, PACKAGE),
    fileIn(to, PACKAGE_SUM),
    fileIn(to, CITE),
    fileIn(to, CITATION),
    ...files,
    ...packed.map(({path, bytes, hash}) => ({path, bytes, hash}))
  ];
}

const CLIENTS = fileURLToPath(new URL("../pages/data/clients", import.meta.url));

/**
 * Fills `folder` with what is below `/data/`: every edition kept, the current one as `latest` too, `index.json`, which lists them with
 * their files, sizes and checksums, and the clients that read all of it.
 * @throws the signal's reason where it is aborted, between two tables.
 */
export async function writeData(folder: string, root: string, signal?: AbortSignal): Promise<void> {
  const editions = join(root, "data", "editions");
  for (const client of ["ledger.py", "ledger.R"]) cpSync(join(CLIENTS, client), join(folder, "clients", client));
  const current = await currentEdition(root);
  const listed = [];
  for (const id of keptEditions(root)) {
    describedEdition(root, id);
    const files = await writeEdition(join(editions, id), join(folder, id), {
      id,
      latest: id === current ? join(folder, "latest") : null,
      signal
    });
    listed.push({
      id,
      date: id.slice(0, 10),
      current: id === current,
      path: `${id}/`,
      bytes: files.reduce((sum, {bytes}) => sum + bytes, 0),
      files: files.map((file) => ({...file, path: `${id}/${file.path}`}))
    });
  }
  writeFileSync(
    join(folder, "index.json"),
    `${JSON.stringify({name: "asylum-ledger", latest: {edition: current, path: "latest/"}, editions: listed}, null, 2)}\n`
  );
}
