// Writes an edition into a new folder, finds its id, checks it and publishes it.
import {copyFileSync, existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {PACKAGE, PACKAGE_SUM, packageSum} from "../../src/edition/whole.js";
import type {CheckResult} from "../checks/check.js";
import {createFromRows, identifier, one, writeParquet} from "../clean/database.js";
import type {DuckDBConnection, Row} from "../clean/database.js";
import {dataPackage} from "./datapackage.js";
import {damaged, editionDir, readPackage, tablesOf} from "./edition.js";
import type {DataPackage, EditionSource} from "./edition.js";
import {handLines} from "./handTables.js";
import {createRevisions} from "./revisions.js";
import {point, publish, sameBytes} from "./publish.js";
import {tableSchema} from "../../src/schema/tables.js";
import type {TableName} from "../../src/schema/tables.js";
import {sourcesFor} from "../sources/sources.js";
import type {SourceName} from "../sources/sources.js";
import {sha256} from "../sources/shared.js";
import {RefusedError} from "./refreshOptions.js";
import type {Refreshed, RefreshOptions} from "./refreshOptions.js";
import {LAST, tablesIn} from "./cleanSources.js";
import {compareAndCheck} from "./checkEdition.js";

/** The edition that the new one is compared with and takes tables from, and what else a run knows before it writes. */
export interface Ground {
  /** The newest edition that is not after the new one; null where there is none. */
  readonly base: string | null;
  /** The edition that the target names. */
  readonly current: string | null;
  readonly before: DataPackage | null;
  readonly notes: readonly string[];
  readonly assertHeld: () => void;
}

/**
 * Finds the edition's id and publishes it: the date, or the date with a number where other bytes have it. Each candidate carries
 * its id and what it was compared with, so it is written before it is compared.
 */
export async function choose(
  o: RefreshOptions,
  db: DuckDBConnection,
  folder: string,
  {base, current, before, assertHeld}: Ground,
  sources: readonly EditionSource[],
  notes: readonly string[],
  fresh: ReadonlySet<SourceName>
): Promise<Refreshed> {
  const made = (await tablesIn(db)).filter((name) => !LAST.includes(name));
  const names = [...made, ...LAST];
  const counts = new Map<TableName, number>();
  const handTables = handLines();
  for (const name of made) {
    const sourced = sourcesFor(name);
    const file = join(folder, `${name}.parquet`);
    const isKept = !sourced.some((source) => fresh.has(source) || o.without.includes(source));
    // A table that this edition is the first to have is made from the tables that it keeps.
    if (before && tablesOf(before).includes(name) && sourced.length && isKept) takeOver(o.target, before, name, file);
    else await writeParquet(db, tableSchema(name), file);
    counts.set(name, Number(await one(db, `SELECT count(*) FROM ${identifier(name)}`)));
  }
  const write = async (id: string, compared: string | null): Promise<CheckResult[]> => {
    const fresh = await createRevisions(db, {target: o.target, id, before: compared, tables: made});
    const checks = await compareAndCheck(db, o.target, names, sources, compared);
    await db.run("DROP TABLE IF EXISTS checks");
    await createFromRows(db, tableSchema("checks"), checks as unknown as Row[]);
    for (const name of LAST) {
      await writeParquet(db, tableSchema(name), join(folder, `${name}.parquet`));
      counts.set(name, Number(await one(db, `SELECT count(*) FROM ${identifier(name)}`)));
    }
    const description = dataPackage({
      id,
      compared_with: compared,
      notes: [...notes, ...fresh],
      sources,
      folder,
      rows: counts,
      handTables
    });
    writeFileSync(join(folder, PACKAGE), description);
    writeFileSync(join(folder, PACKAGE_SUM), packageSum(Buffer.from(description)));
    return checks;
  };
  // An edition of an earlier date is kept, and the later one stays the current one.
  const isLatest = current === null || o.date >= current.slice(0, 10);
  for (let nth = 1; ; nth++) {
    const id = nth === 1 ? o.date : `${o.date}-${nth}`;
    if (existsSync(editionDir(o.target, id))) {
      const compared = readPackage(o.target, id).compared_with;
      if (compared !== null && !existsSync(editionDir(o.target, compared))) continue;
      if (compared !== null) readPackage(o.target, compared);
      const checks = await write(id, compared);
      if (!sameBytes(folder, editionDir(o.target, id))) continue;
      assertHeld();
      if (isLatest) point(o.target, id);
      return {id, isNew: false, current: isLatest ? id : current, checks, tables: counts};
    }
    const checks = await write(id, base);
    if (checks.some((check) => check.result === "fails")) throw new RefusedError(checks);
    assertHeld();
    publish(o.target, folder, id);
    if (isLatest) point(o.target, id);
    return {id, isNew: true, current: isLatest ? id : current, checks, tables: counts};
  }
}

/** Copies a table of the edition before, and compares the copy with what that edition says of it. */
function takeOver(target: string, before: DataPackage, name: TableName, file: string): void {
  const from = join(editionDir(target, before.id), `${name}.parquet`);
  copyFileSync(from, file);
  const expected = before.resources.find((resource) => resource.name === name)?.hash ?? "";
  const found = `sha256:${sha256(readFileSync(file))}`;
  if (found !== expected)
    throw damaged([{file: from, expected, found, restore: "It was changed while the command ran: restore it."}]);
}
