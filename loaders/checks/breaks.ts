// Counts the possible breaks in series of an edition by kind and verdict.
import {BREAK_KINDS, heaviest, KIND_NAMES} from "../../src/measures/breaks.js";
import {rows} from "../clean/database.js";
import {n} from "./check.js";
import type {CheckContext, CheckResult} from "./check.js";

/** Detected breaks by kind and verdict; the open ones by name, the most serious first. Older editions have none. */
export async function breaksFound({db}: CheckContext): Promise<CheckResult[]> {
  const names = await rows(db, "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'breaks'");
  if (!names.some(({name}) => name === "found_by")) return [];
  const found = (await rows(
    db,
    "SELECT id, kind, verdict, judged_by, size FROM breaks WHERE found_by = 'finder'"
  )) as unknown as {id: string; kind: string; verdict: string; judged_by: string | null; size: number}[];
  return KIND_NAMES.map((kind, i) => {
    const of = found.filter((row) => row.kind === kind);
    const count = (verdict: string) => n(of.filter((row) => row.verdict === verdict).length);
    const unjudged = of.filter((row) => row.judged_by === null).sort(heaviest);
    const open = [
      ...unjudged.map(({id}) => id),
      ...of
        .filter((row) => row.verdict === "open" && row.judged_by !== null)
        .map(({id, judged_by}) => `${id} (${judged_by ?? ""})`)
        .sort()
    ];
    return {
      id: `breaks.${i + 1}-${kind}`,
      title: `Possible breaks, detected automatically: ${BREAK_KINDS[kind]}`,
      fatal: false,
      result: "told",
      figure: `${n(of.length)} found: ${count("ruled")} ruled, ${count("explained")} explained, ${count("open")} open (${n(unjudged.length)} not reviewed)`,
      expected: null,
      detail: open.length ? `open: ${open.join("; ")}` : null
    };
  });
}
