// What a person has to look into: the findings of an edition that no hand-kept line judges, as text to read or as CSV to work on.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {csvFormat} from "d3";
import {BREAK_KINDS, heaviest, KIND_NAMES} from "../src/measures/breaks.js";
import {rows, withDatabase} from "./database.js";
import {attach, currentEdition, editionDir} from "./edition.js";
import {InputError} from "./sources/shared.js";
import {unknownEdition} from "./unknownEdition.js";

interface OpenFinding {
  readonly id: string;
  readonly kind: string;
  readonly asylum: string;
  readonly wording: string;
  readonly size: number;
}

/**
 * The findings of an edition that are open and not looked into, the heaviest first.
 * @throws InputError where there is no such edition, or it was made before breaks were looked for.
 */
export async function openFindings(target: string, id: string | null): Promise<{id: string; found: OpenFinding[]}> {
  const edition = id ?? currentEdition(target);
  const refused = (expected: string, found: string) =>
    new InputError({
      source: join(target, "editions"),
      expected,
      found,
      advice: "publish one with: npm run data -- refresh"
    });
  if (edition === null || !existsSync(join(editionDir(target, edition), "breaks.parquet")))
    throw unknownEdition(target, edition, " with its breaks");
  return withDatabase(async (db) => {
    await attach(db, target, edition, ["breaks"]);
    const names = await rows(db, "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'breaks'");
    if (!names.some(({name}) => name === "found_by"))
      throw refused(`findings in edition ${edition}`, "an edition made before breaks were looked for");
    const found = (await rows(
      db,
      `SELECT id, kind, asylum, level, authority, unit, "table", year, year_from, year_to, size, wording, evidence
       FROM breaks WHERE found_by = 'finder' AND judged_by IS NULL`
    )) as unknown as OpenFinding[];
    return {id: edition, found: found.sort(heaviest)};
  });
}

/** A list to read: kinds as headings, a line for the id and one for what the rows show. */
export function asText({id, found}: {id: string; found: readonly OpenFinding[]}): string {
  const lines = KIND_NAMES.flatMap((kind) => {
    const some = found.filter((each) => each.kind === kind);
    return some.length
      ? ["", `${BREAK_KINDS[kind]}: ${some.length}`, ...some.map((each) => `  ${each.id}\n    ${each.wording}`)]
      : [];
  });
  return [
    `edition ${id}: ${found.length} findings are not looked into; a line in data/tables/breaks.csv with the kind, host, level and years judges one`,
    ...lines
  ].join("\n");
}

export function asCsv({found}: {found: readonly OpenFinding[]}): string {
  return csvFormat(found as unknown as Record<string, string>[]);
}
