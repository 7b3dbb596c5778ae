// Data for the page to copy: applications and decisions of the latest ten years for each pair of origin and asylum, by level and
// unit, classified by legal status, each count with its rounding range. Authorities are added; levels, and persons and cases, are not.
import {parquetWriteBuffer} from "hyparquet-writer";
import {loadEdition} from "../edition/edition.js";
import {ANY, applicationRows, decisionRows} from "../edition/select.js";
import {add, bounded} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import {COLUMNS, LEVELS, STAGES, UNITS} from "../measures/codes.js";
import type {DecisionKey} from "../measures/codes.js";
import {isNew} from "../measures/newness.js";
import {cell, isWithoutParts, reader} from "../measures/status.js";
import {STATUS_WORDS} from "../words/status.js";

const edition = await loadEdition(process.cwd());
const last = Math.max(...Array.from(edition.applications.year));
const selection = {...ANY, years: [[last - 9, last]] as const, level: [...STAGES.first, ...STAGES.combined, "TA"] as const};

/** A line of the page's table by its key, in the order of the edition, so that the same edition gives the same bytes. */
const lines = new Map<string, {readonly row: Omit<DecisionKey, "authority">; readonly measure: string; count: Count}>();

function count(row: Omit<DecisionKey, "authority">, measure: string, published: Count | null): void {
  if (published === null) return;
  const key = `${row.asylum} ${row.level} ${row.unit} ${row.origin} ${row.year} ${measure}`;
  const line = lines.get(key);
  if (line) line.count = add(line.count, published);
  else lines.set(key, {row, measure, count: published});
}

for (const row of applicationRows(edition, selection))
  if (isNew(row)) count(row, "applications", row.applications === null ? null : bounded(row.applications, "applications"));

const readingOf = reader(edition.rules);
for (const row of decisionRows(edition, selection)) {
  const reading = readingOf(row);
  if (!isWithoutParts(row))
    for (const column of COLUMNS) count(row, STATUS_WORDS[reading.status[column]], cell(row, column, reading));
}

const name = (code: string) => edition.places.get(code) ?? code;
const all = [...lines.values()];
const text = (label: string, of: (line: (typeof all)[number]) => string) => ({name: label, data: all.map(of), type: "STRING" as const});
const whole = (label: string, of: (line: (typeof all)[number]) => number) => ({name: label, data: all.map(of), type: "INT32" as const});
process.stdout.write(
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        text("origin", ({row}) => name(row.origin)),
        text("host", ({row}) => name(row.asylum)),
        text("unit", ({row}) => UNITS[row.unit]),
        text("level", ({row}) => LEVELS[row.level]),
        whole("year", ({row}) => row.year),
        text("measure", ({measure}) => measure),
        whole("count", ({count: {value}}) => value),
        whole("lowest", ({count: {lo}}) => lo),
        whole("highest", ({count: {hi}}) => hi)
      ]
    })
  )
);
