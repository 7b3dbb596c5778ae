// Makes the edition's table of breaks: each hand-kept line, and each finding of the finder with its figures and with the
// verdict of the line that judges it. A finding that no line judges is open.
import {findBreaks} from "../../src/measures/breakFinder.js";
import {judge} from "../../src/measures/breaks.js";
import type {HandBreak} from "../../src/measures/breaks.js";
import {yearsOfRows} from "../../src/measures/breakYears.js";
import {decisionAt, reader} from "../../src/measures/status.js";
import type {DecisionColumns, PublishedDecision} from "../../src/measures/status.js";
import type {ApplicationRow} from "../../src/measures/sums.js";
import {findingOf} from "../../src/words/breaks.js";
import {columns, createFromRows, rows} from "./database.js";
import type {DuckDBConnection, Row} from "./database.js";
import {tableSchema} from "../../src/schema/tables.js";
import {ruleLine} from "./handTables.js";

type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

function* applicationsIn(table: Columns): Generator<ApplicationRow> {
  const names = Object.keys(table);
  const length = table.year?.length ?? 0;
  for (let i = 0; i < length; i++)
    yield Object.fromEntries(names.map((name) => [name, table[name]?.[i]])) as unknown as ApplicationRow;
}

function* decisionsIn(table: DecisionColumns): Generator<PublishedDecision> {
  for (let i = 0; i < table.year.length; i++) yield decisionAt(table, i);
}

/** The rows of the table: `hand` lines, then the findings in the database's rows. Without UNHCR's rows there are no findings. */
export async function breakRows(db: DuckDBConnection, hand: readonly Row[]): Promise<Row[]> {
  const lines = hand.map((line): Row => ({...line, found_by: "hand"}));
  const there = await rows(db, "SELECT table_name AS name FROM duckdb_tables()");
  if (!["applications", "decisions", "rules"].every((name) => there.some((table) => table.name === name))) return lines;
  const applications = await columns(
    db,
    "SELECT year, origin, asylum, authority, type, level, unit, applications FROM applications"
  );
  const decisions = await columns(
    db,
    "SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed, total FROM decisions"
  );
  const read = reader((await rows(db, 'SELECT * FROM rules ORDER BY asylum, id, "column"')).map(ruleLine));
  const findings = findBreaks(
    yearsOfRows(applicationsIn(applications), decisionsIn(decisions as unknown as DecisionColumns), read)
  ).map(findingOf);
  return [
    ...lines,
    ...findings.map((finding): Row => {
      const {verdict, by} = judge(finding, hand as unknown as readonly (HandBreak & Row)[]);
      const [deciding] = by.filter((line) => line.verdict === verdict);
      return {
        ...(finding as unknown as Row),
        origin: "*",
        found_by: "finder",
        verdict,
        judged_by: by.length ? by.map(({id}) => id).join(" ") : null,
        rule: deciding?.rule ?? null,
        confidence: deciding?.confidence ?? null,
        source_url: deciding?.source_url ?? null,
        quoted_text: deciding?.quoted_text ?? null
      };
    })
  ];
}

export async function breaks(db: DuckDBConnection, hand: readonly Row[]): Promise<void> {
  await createFromRows(db, tableSchema("breaks"), await breakRows(db, hand));
}
