// Runs the checks on an edition: on one being made, and again on one that is published.
import {existsSync} from "node:fs";
import {runChecks} from "../checks/checks.js";
import type {CheckResult} from "../checks/check.js";
import {identifier, withDatabase} from "../clean/database.js";
import type {DuckDBConnection} from "../clean/database.js";
import {attach, chosenEdition, editionDir, readPackage, tablesOf} from "./edition.js";
import type {EditionSource} from "./edition.js";
import type {TableName} from "../../src/schema/tables.js";

export async function compareAndCheck(
  db: DuckDBConnection,
  target: string,
  tables: readonly TableName[],
  sources: readonly EditionSource[],
  compared: string | null
): Promise<CheckResult[]> {
  const there = compared === null ? [] : tablesOf(readPackage(target, compared)).filter((name) => name !== "checks");
  if (compared !== null) await attach(db, target, compared, there, "before_");
  const unhcr = sources.find((source) => source.name === "unhcr");
  const checks = await runChecks({
    db,
    tables: tables.filter((name) => name !== "checks"),
    totals: unhcr?.totals ?? {},
    before: compared === null ? null : {id: compared, tables: there},
    footnotesGiven: unhcr?.address !== null,
    stale: sources.flatMap(({name, stale}) => (stale ? [{name, ...stale}] : []))
  });
  for (const name of there) await db.run(`DROP TABLE ${identifier(`before_${name}`)}`);
  return checks;
}

/**
 * The checks of a published edition, computed again from its files.
 * @throws InputError where the target has no such edition.
 */
export async function checkEdition(
  target: string,
  id: string | null,
  checksums: (target: string, id: string) => CheckResult[]
): Promise<{id: string; checks: CheckResult[]}> {
  const edition = chosenEdition(target, id);
  const sums = checksums(target, edition);
  if (sums.some(({result}) => result === "fails")) return {id: edition, checks: sums};
  const pack = readPackage(target, edition);
  return withDatabase(async (db) => {
    const tables = tablesOf(pack);
    await attach(
      db,
      target,
      edition,
      tables.filter((name) => name !== "checks")
    );
    const {compared_with} = pack;
    const compared = compared_with !== null && existsSync(editionDir(target, compared_with)) ? compared_with : null;
    return {id: edition, checks: [...sums, ...(await compareAndCheck(db, target, tables, pack.sources, compared))]};
  });
}
