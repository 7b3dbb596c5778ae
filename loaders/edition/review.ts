// What a person has to look into: the findings of an edition that no hand-kept line judges, as text to read or as CSV to work on.
import {join} from "node:path";
import {csvFormat} from "d3";
import {BREAK_KINDS, heaviest, KIND_NAMES} from "../../src/measures/breaks.js";
import {rows, withDatabase} from "../clean/database.js";
import {attach, chosenEdition, readPackage, tablesOf} from "./edition.js";
import {InputError} from "../sources/shared.js";

interface OpenFinding {
  readonly id: string;
  readonly kind: string;
  readonly asylum: string;
  readonly wording: string;
  readonly size: number;
}

/**
 * The findings of an edition that are open and not reviewed, the largest first.
 * @throws InputError where there is no such edition, or it was made before the finder existed.
 */
export async function openFindings(target: string, id: string | null): Promise<{id: string; found: OpenFinding[]}> {
  const edition = chosenEdition(target, id);
  const refused = (expected: string, found: string) =>
    new InputError({
      source: join(target, "editions"),
      expected,
      found,
      advice: "Publish one with: npm run data -- refresh"
    });
  if (!tablesOf(readPackage(target, edition)).includes("breaks"))
    throw refused(`edition ${edition} with its breaks`, "none");
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

/** As text: kinds as headings, and for each finding a line with its id and one with its sentence. */
export function asText({id, found}: {id: string; found: readonly OpenFinding[]}): string {
  const lines = KIND_NAMES.flatMap((kind) => {
    const some = found.filter((each) => each.kind === kind);
    return some.length
      ? ["", `${BREAK_KINDS[kind]}: ${some.length}`, ...some.map((each) => `  ${each.id}\n    ${each.wording}`)]
      : [];
  });
  return [
    `edition ${id}: ${found.length} possible breaks are not reviewed; review one with a line in data/tables/breaks.csv of its kind, country, level and years`,
    ...lines
  ].join("\n");
}

export function asCsv({found}: {found: readonly OpenFinding[]}): string {
  return csvFormat(found as unknown as Record<string, string>[]);
}
