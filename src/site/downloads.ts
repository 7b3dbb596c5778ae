// CSV of every table of an edition, beside its Parquet, for spreadsheets and for languages that read no Parquet. Written by the
// build from the Parquet alone: the same edition gives the same bytes. A code that reads as missing elsewhere ("NA" is a level)
// has its label beside it.
import {cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {decompress} from "fzstd";
import {parquetMetadataAsync, parquetRead} from "hyparquet/src/index.js";
import {harmless} from "../edition/csv.js";
import {LEVELS} from "../measures/codes.js";
import {currentEdition, describedEdition, keptEditions} from "../edition/edition.js";

/** Above this a table is also offered packed: over a slow line the large ones take minutes otherwise. */
const PACKED_ABOVE = 1_000_000;
const LABELS: Readonly<Record<string, string>> = LEVELS;
/** The code in `level` is one level in the tables of figures; in rules and breaks it is a scope of several. */
const WITH_LABEL = new Set(["applications", "decisions", "reporting"]);

type Cell = string | number | bigint | boolean | null | undefined | readonly string[];

/**
 * One cell. A missing value is nothing between two commas; an empty text is a pair of quotation marks, so that the two stay
 * apart; the parts of a list are parted by " | ". A publisher's text is no formula.
 */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const words = typeof value === "object" ? value.join(" | ") : value;
  const text = typeof words === "string" ? harmless(words) : String(words);
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The CSV of one table: its columns in their order, `level_label` after `level` where a row has one level. */
export async function csvOf(parquet: Buffer, table: string): Promise<string> {
  const file = new Uint8Array(parquet).buffer;
  const metadata = await parquetMetadataAsync(file);
  const names = metadata.schema.filter((_, i, schema) => i > 0 && !inList(schema, i)).map((element) => element.name);
  const level = WITH_LABEL.has(table) ? names.indexOf("level") : -1;
  let rows: Cell[][] = [];
  await parquetRead({
    file,
    metadata,
    compressors: {ZSTD: (input, length) => decompress(input, new Uint8Array(length))},
    onComplete: (read) => (rows = read as Cell[][])
  });
  if (level >= 0) for (const row of rows) row.splice(level + 1, 0, LABELS[row[level] as string] ?? null);
  const heads = level < 0 ? names : [...names.slice(0, level + 1), "level_label", ...names.slice(level + 1)];
  return [heads.join(","), ...rows.map((row) => row.map(csvCell).join(","))].join("\n") + "\n";
}

/** Whether element `i` of the schema lies inside a list, whose own name is the column's. */
function inList(schema: readonly {readonly num_children?: number}[], i: number): boolean {
  let left = 0;
  for (let j = 1; j < i; j++) left += left > 0 ? (schema[j]?.num_children ?? 0) - 1 : (schema[j]?.num_children ?? 0);
  return left > 0;
}

/**
 * Fills `folder` with what is below `/data/`: the tables of every edition kept, as Parquet and as CSV, at an address that can be
 * cited, and those of the current one as `latest` too.
 */
export async function writeData(folder: string, root: string): Promise<void> {
  const editions = join(root, "data", "editions");
  const current = await currentEdition(root);
  for (const id of keptEditions(root)) {
    describedEdition(root, id);
    const to = join(folder, id);
    mkdirSync(to, {recursive: true});
    // Every file of an edition is listed in its description, or is the description and its SHA-256.
    for (const file of readdirSync(join(editions, id))) cpSync(join(editions, id, file), join(to, file));
    for (const file of readdirSync(to).filter((name) => name.endsWith(".parquet"))) {
      const table = file.replace(/\.parquet$/, "");
      const csv = Buffer.from(await csvOf(readFileSync(join(to, file)), table));
      writeFileSync(join(to, `${table}.csv`), csv);
      if (csv.length > PACKED_ABOVE) writeFileSync(join(to, `${table}.csv.gz`), gzipSync(csv, {level: 7}));
    }
    if (id === current) cpSync(to, join(folder, "latest"), {recursive: true});
  }
}
