// Finds a publisher's raw rows behind a figure, in its files or in the snapshot that the edition was made from.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DataPackage} from "./edition.js";
import {literal, rows, withDatabase} from "../clean/database.js";
import {countText, InputError, isRecord, text} from "../sources/shared.js";
import {readSnapshot} from "../sources/keptSnapshot.js";
import {readUnhcrFiles} from "../sources/unhcrFiles.js";
import type {RawRow} from "./trails.js";

interface RawRows {
  readonly words: string;
  readonly applications: readonly RawRow[] | null;
  readonly decisions: readonly RawRow[] | null;
}

export async function rawRows(
  pack: DataPackage,
  o: {readonly from: string | null; readonly snapshots: string; readonly years: readonly [number, number]},
  origin: string,
  asylum: string
): Promise<RawRows> {
  const source = pack.sources.find(({name}) => name === "unhcr");
  if (o.from !== null) {
    const {tables, record} = await readUnhcrFiles(o.from);
    const differ = record.files.filter(
      ({name, sha256}) => !source?.files.some((file) => file.name === name && file.sha256 === sha256)
    );
    const of = async (name: string) =>
      withDatabase(async (db) => {
        const table = tables[name];
        if (!table) return null;
        await table.load(db, "raw");
        const found = await rows(
          db,
          `SELECT * FROM raw WHERE coo_iso = ${literal(origin)} AND coa_iso = ${literal(asylum)}
             AND TRY_CAST(year AS INTEGER) BETWEEN ${o.years[0]} AND ${o.years[1]} ORDER BY row`
        );
        return found.map(({row, ...cells}): RawRow => ({
          place: table.place(Number(row)),
          cells: Object.fromEntries(
            Object.entries(cells).map(([key, value]) => [key, value === null ? null : String(value)])
          )
        }));
      });
    return {
      words: differ.length
        ? `from ${o.from}; not the files this edition was made from: ${differ.map(({name}) => name).join(", ")}`
        : `from ${o.from}, the files this edition was made from (same SHA-256)`,
      applications: await of("asylum_applications"),
      decisions: await of("asylum_decisions")
    };
  }
  const dir = source ? join(o.snapshots, "unhcr", source.sha256) : null;
  if (source && dir !== null && existsSync(join(dir, "snapshot.json"))) {
    if (!(await readSnapshot(dir, source.sha256)))
      throw new InputError({
        source: dir,
        expected: "the answers as the publisher sent them",
        found: "other answers, or fewer",
        advice: "Remove this folder and run the command again."
      });
    return {
      words: `from the snapshot ${dir}`,
      applications: snapshotRows(dir, "asylum-applications", o.years, origin, asylum),
      decisions: snapshotRows(dir, "asylum-decisions", o.years, origin, asylum)
    };
  }
  return {
    words: source
      ? `not at hand: ${
          source.address === null
            ? `this edition was made from files (${source.files.map(({name}) => name).join(", ")}); name the folder that holds them with --from DIR`
            : `the snapshot ${source.sha256} is not in ${o.snapshots}; the query above asks the publisher`
        }`
      : "not at hand: this edition has no source unhcr",
    applications: null,
    decisions: null
  };
}

function snapshotRows(
  dir: string,
  endpoint: string,
  [from, to]: readonly [number, number],
  origin: string,
  asylum: string
): RawRow[] {
  const found: RawRow[] = [];
  const pages = readdirSync(dir)
    .filter((name) => name.startsWith(`${endpoint}-`) && name.endsWith(".json"))
    .sort();
  for (const [page, file] of pages.entries()) {
    const body: unknown = JSON.parse(readFileSync(join(dir, file), "utf8"));
    const items: unknown[] = isRecord(body) && Array.isArray(body.items) ? body.items : [];
    for (const [item, row] of items.entries()) {
      if (!isRecord(row) || text(row.coo_iso) !== origin || text(row.coa_iso) !== asylum) continue;
      if (Number(row.year) < from || Number(row.year) > to) continue;
      found.push({
        place: `${endpoint} page ${page + 1}, item ${item + 1} (${file})`,
        cells: Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            /^(?:applied|dec_(?!level|pc))/.test(key) ? countText(value) : text(value)
          ])
        )
      });
    }
  }
  return found;
}
