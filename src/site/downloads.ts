// Writes the files below /data/: the tables of every kept edition, as Parquet and as packed CSV, at addresses that can be cited,
// those of the current one as `latest` too, as plain CSV besides, each folder's datapackage.json, a list of the editions, and clients
// for R and Python. The build writes CSV from the Parquet alone: the same edition gives the same bytes.
import {createHash} from "node:crypto";
import {cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setImmediate} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {currentEdition, describedEdition, keptEditions} from "../edition/edition.js";
import {PACKAGE, PACKAGE_SUM, packageSum} from "../edition/whole.js";
import {citationFile} from "../figures/citationTemplates.js";
import {allCited, citationText, DATASET_TITLE, editionAddress, plainCitation} from "../words/cite.js";
import type {CitedSource} from "../words/cite.js";
import {csvMaker} from "./csvTables.js";
import type {CsvMaker} from "./csvTables.js";
import {siteOf} from "./machines/write.js";
import {csvFields, foreignKeysOf, packageFacts, PACKED_ALONE} from "../schema/descriptor.js";
import {isTable, tableSchema} from "../schema/tables.js";

/** The templates of citations, which “Cite” fetches, and how to cite the files, for people. */
const CITE = "cite.json";
const CITATION = "CITATION.txt";

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
  {
    id,
    latest,
    maker,
    signal
  }: {
    readonly id: string;
    readonly latest: string | null;
    readonly maker: CsvMaker;
    readonly signal: AbortSignal | undefined;
  }
): Promise<PublishedFile[]> {
  for (const folder of latest === null ? [to] : [to, latest]) mkdirSync(folder, {recursive: true});
  const names = await maker.namesIn(from);
  const packed: (PublishedFile & {table: string})[] = [];
  const plain: (PublishedFile & {table: string})[] = [];
  const files: PublishedFile[] = [];
  for (const file of readdirSync(from)
    .filter((name) => name.endsWith(".parquet"))
    .sort()) {
    // A turn of the event loop, in which the signal can arrive.
    await setImmediate();
    signal?.throwIfAborted();
    cpSync(join(from, file), join(to, file));
    files.push(fileIn(to, file));
    const table = file.replace(/\.parquet$/, "");
    const csv = await maker.csvOf(from, table, names);
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
  const maker = await csvMaker();
  try {
    const listed = [];
    for (const id of keptEditions(root)) {
      describedEdition(root, id);
      const latest = id === current ? join(folder, "latest") : null;
      const files = await writeEdition(join(editions, id), join(folder, id), {id, latest, maker, signal});
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
  } finally {
    maker.close();
  }
}
