// Prints the difference of two editions as text, and as Markdown for a pull request.
import type {Row, Value} from "../clean/database.js";
import type {EditionDiff} from "./diff.js";
import type {ChangedRow, TableDiff, Tally} from "./diffTable.js";

const n = (value: number) => value.toLocaleString("en");
const rowsWord = (count: number) => `${n(count)} ${count === 1 ? "row" : "rows"}`;
const isChanged = ({added, gone, changed}: Tally) => added + gone + changed > 0;
function tallyWords({added, gone, changed}: Tally): string {
  const parts = [
    ...(changed ? [`${n(changed)} changed`] : []),
    ...(added ? [`${n(added)} added`] : []),
    ...(gone ? [`${n(gone)} gone`] : [])
  ];
  return parts.length ? parts.join(", ") : "no difference";
}
const shownValue = (value: Value | undefined): string =>
  value === null || value === undefined
    ? "nothing"
    : typeof value === "number"
      ? n(value)
      : typeof value === "object"
        ? value.join(" | ")
        : String(value);
/** Long words (a reason, a note) are cut in a list; `--json` has them whole. */
const LONGEST = 60;
const cut = (text: string) => {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};
function keyWords(key: Row): string {
  return Object.entries(key)
    .filter(([, value]) => value !== null)
    .map(([column, value]) =>
      /^(?:year|origin|asylum|place|id)$/.test(column) ? String(value) : `${column} ${String(value)}`
    )
    .map(cut)
    .join(" ");
}

function changeWords({kind, before, after}: ChangedRow): string {
  if (kind === "changed")
    return Object.keys(after ?? {})
      .map((column) => `${column} ${cut(shownValue(before?.[column]))} → ${cut(shownValue(after?.[column]))}`)
      .join(", ");
  const cells = Object.entries((kind === "added" ? after : before) ?? {})
    .filter(([, value]) => value !== null && value !== 0)
    .slice(0, 6);
  return `${kind}${cells.length ? `: ${cells.map(([column, value]) => `${column} ${cut(shownValue(value))}`).join(", ")}` : ""}`;
}

/** How many countries or years a summary names before "and N more". */
const MOST_VALUES = 8;
const AXIS_WORDS: Readonly<Record<string, string>> = {
  asylum: "country of asylum",
  origin: "origin",
  place: "place",
  year: "year"
};
function axisWords(values: readonly ({readonly value: Value} & Tally)[]): string {
  const named = values.slice(0, MOST_VALUES).map((each) => `${String(each.value)} (${tallyWords(each)})`);
  const more = values.length - named.length;
  return named.join("; ") + (more > 0 ? `; and ${n(more)} more` : "");
}

/** Differences in a table's columns. */
function columnWords(table: TableDiff): string[] {
  const list = (columns: readonly string[]) => columns.join(", ");
  return [
    ...(table.columns_only_a.length ? [`columns not in B: ${list(table.columns_only_a)}`] : []),
    ...(table.columns_only_b.length ? [`columns not in A: ${list(table.columns_only_b)}`] : []),
    ...(table.columns_retyped.length
      ? [`columns of another type, compared as text: ${list(table.columns_retyped)}`]
      : []),
    ...(table.read_anew
      ? [
          `${n(table.read_anew)} of the changed rows differ in their classification only; their published figures are the same`
        ]
      : [])
  ];
}

function absentWords({there, rows_a, rows_b}: TableDiff): string {
  return `${there} (${rowsWord(rows_a ?? rows_b ?? 0)} in ${there === "not in A" ? "B" : "A"})`;
}

/** As lines of text. */
export function diffText(diff: EditionDiff): string {
  const lines = [`A  edition ${diff.a.id}  ${diff.a.dir}`, `B  edition ${diff.b.id}  ${diff.b.dir}`];
  for (const {name, words} of diff.sources) lines.push(`source ${name}: ${words}`);
  for (const note of diff.notes.a) lines.push(`noted in A alone: ${note}`);
  for (const note of diff.notes.b) lines.push(`noted in B alone: ${note}`);
  for (const table of diff.tables) {
    if (table.there !== "both") {
      lines.push("", `${table.table}: ${absentWords(table)}`);
      continue;
    }
    const words = columnWords(table);
    const total = table.added + table.gone + table.changed;
    if (total || words.length) lines.push("");
    lines.push(
      `${table.table}: ${tallyWords(table)} (${rowsWord(table.rows_a ?? 0)}${table.rows_a === table.rows_b ? "" : `, then ${n(table.rows_b ?? 0)}`})`
    );
    for (const each of words) lines.push(`  ${each}`);
    if (!total) continue;
    for (const [axis, values] of Object.entries(table.by))
      lines.push(`  by ${AXIS_WORDS[axis] ?? axis}: ${axisWords(values)}`);
    if (table.by_column.length)
      lines.push(`  by column: ${table.by_column.map((each) => `${each.column} ${n(each.rows)}`).join(", ")}`);
    if (table.largest.length)
      lines.push(
        table.largest.length < total ? `  the largest ${n(table.largest.length)} of ${n(total)}:` : "  all of them:"
      );
    for (const row of table.largest) lines.push(`    ${keyWords(row.key)}: ${changeWords(row)}`);
  }
  lines.push("", ...breakLines(diff));
  return lines.join("\n");
}

function breakLines({new_breaks, judged_anew}: EditionDiff): string[] {
  if (new_breaks === null) return ["new breaks: cannot be listed: one of the editions has no table of breaks"];
  return [
    `new breaks in B: ${new_breaks.length ? n(new_breaks.length) : "none"}`,
    ...new_breaks.map(
      (row) => `  ${String(row.id)} (${shownValue(row.asylum)}, ${shownValue(row.verdict)}): ${shownValue(row.wording)}`
    ),
    ...judged_anew.map(({id, before, after}) => `  ${id}: verdict ${shownValue(before)} → ${shownValue(after)}`)
  ];
}

/** Escapes text for a table or list of Markdown. */
const md = (text: string) => text.replace(/[\\`*_{}[\]<>|#~]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
/** As Markdown, for the words of a pull request. */
export function diffMarkdown(diff: EditionDiff): string {
  const lines = [
    `# Edition ${md(diff.a.id)} → ${md(diff.b.id)}`,
    "",
    ...diff.sources.map(({name, words}) => `- source ${md(name)}: ${md(words)}`),
    ...diff.notes.a.map((note) => `- noted in ${md(diff.a.id)} alone: ${md(note)}`),
    ...diff.notes.b.map((note) => `- noted in ${md(diff.b.id)} alone: ${md(note)}`),
    "",
    "| Table | Rows before | Rows after | Changed | Added | Gone |",
    "|---|--:|--:|--:|--:|--:|",
    ...diff.tables.map((table) => {
      const count = (value: number | null) => (value === null ? "–" : n(value));
      const cells = table.there === "both" ? [table.changed, table.added, table.gone].map(n) : [table.there, "–", "–"];
      return `| ${md(table.table)} | ${count(table.rows_a)} | ${count(table.rows_b)} | ${cells.join(" | ")} |`;
    })
  ];
  for (const table of diff.tables.filter((each) => isChanged(each) || columnWords(each).length)) {
    lines.push("", `## ${md(table.table)}: ${tallyWords(table)}`, "");
    for (const words of columnWords(table)) lines.push(`- ${md(words)}`);
    for (const [axis, values] of Object.entries(table.by))
      if (values.length) lines.push(`- by ${AXIS_WORDS[axis] ?? axis}: ${md(axisWords(values))}`);
    if (table.by_column.length)
      lines.push(`- by column: ${md(table.by_column.map((each) => `${each.column} ${n(each.rows)}`).join(", "))}`);
    if (!table.largest.length) continue;
    const total = table.added + table.gone + table.changed;
    lines.push(
      "",
      table.largest.length < total ? `The largest ${n(table.largest.length)} of ${n(total)}:` : "All of them:",
      "",
      "| Row | Change |",
      "|---|---|",
      ...table.largest.map((row) => `| ${md(keyWords(row.key))} | ${md(changeWords(row))} |`)
    );
  }
  lines.push("", "## Breaks", "", ...breakLines(diff).map((line) => `- ${md(line.trim())}`));
  return lines.join("\n");
}
