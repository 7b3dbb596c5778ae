// Sentences to print of figures of the committed edition, with the names that it has: thousands drawn by a fixed seed, each number
// added up again from the edition's rows in SQL.
import {beforeAll, expect, test} from "vitest";
import type {Edition} from "../../src/edition/edition.js";
import {bounded, sum} from "../../src/measures/bounds.js";
import type {Count} from "../../src/measures/bounds.js";
import {COLUMNS, STATUSES} from "../../src/measures/codes.js";
import type {Unit} from "../../src/measures/codes.js";
import {printsRange} from "../../src/words/numbers.js";
import {articled} from "../../src/words/places.js";
import {bothToPrint, toPrint} from "../../src/words/print.js";
import type {Printed} from "../../src/words/print.js";
import {sql} from "../edition/parquet.js";
import {brokenBy, numbersIn, wordsIn} from "./sentence.js";
import {committedEdition} from "../edition/committed.js";

let edition: Edition;
beforeAll(async () => {
  edition = await committedEdition();
});

/** One pair, year and unit of a table, as SQL gives it: its published cells, by what they count. */
interface Drawn {
  readonly origin: string;
  readonly asylum: string;
  readonly year: number;
  readonly unit: Unit;
  readonly cells: Readonly<Record<string, readonly number[]>>;
}

/** As many groups of rows as asked, in an order that only the rows give. */
async function drawn(table: string, columns: readonly string[], where: string, most: number): Promise<Drawn[]> {
  const lists = columns.map((column) => `list("${column}") AS "${column}"`).join(", ");
  const unit = table === "stocks" ? "'P' AS unit" : "unit";
  const rows =
    await sql(`FROM (SELECT year, origin, asylum, ${unit}, ${lists} FROM {${table}} WHERE ${where} GROUP BY ALL)
    ORDER BY hash(year, origin, asylum), unit LIMIT ${most}`);
  return rows.map((row) => ({
    origin: String(row.origin),
    asylum: String(row.asylum),
    year: Number(row.year),
    unit: row.unit as Unit,
    cells: Object.fromEntries(columns.map((column) => [column, listOf(row[column])]))
  }));
}
/** DuckDB gives a list as an object with items. */
function listOf(value: unknown): number[] {
  const items = Array.isArray(value) ? value : (value as {items: unknown[]}).items;
  return items.filter((each) => each !== null).map(Number);
}

const nameOf = (code: string) => articled(edition.places.get(code) ?? code);
const takenOf = (count: Count) => ({
  least: false,
  lo: printsRange(count) ? count.lo : count.value,
  hi: printsRange(count) ? count.hi : count.value
});
const LONGEST = 37;

test.each<[Printed, string, string, string, number]>([
  ["new_applications", "applications", "applications", "type IN ('N', 'NR')", 1500],
  ["asylum_seekers", "stocks", "asylum_seekers", "asylum_seekers IS NOT NULL", 800],
  ["refugees", "stocks", "refugees", "refugees IS NOT NULL", 800],
  ...STATUSES.map((status): [Printed, string, string, string, number] => [
    status,
    "decisions",
    status,
    `${status} IS NOT NULL`,
    300
  ]),
  ...COLUMNS.map((column): [Printed, string, string, string, number] => [
    column,
    "decisions",
    column,
    `"${column}" IS NOT NULL`,
    300
  ])
])(
  "of %s are grammatical and have the rows' own number, whoever and wherever",
  async (what, table, column, where, most) => {
    const rounding = table === "applications" ? "applications" : table === "stocks" ? "stocks" : "decisions";
    const found = await drawn(table, [column], where, most);
    expect(found.length).toBeGreaterThan(5);
    for (const {origin, asylum, year, unit, cells} of found) {
      const count = sum((cells[column] ?? []).map((cell) => bounded(cell, rounding)));
      const words = toPrint({
        ...{what, count, unit, years: [year, year], stage: null, publisher: "UNHCR", edition: edition.id},
        origins: [nameOf(origin)],
        asylums: [nameOf(asylum)]
      });
      expect(brokenBy(words)).toEqual([]);
      expect(wordsIn(words.short)).toBeLessThanOrEqual(LONGEST);
      if (!count) throw new Error(`no count of ${what} in ${year}`);
      if (count.value > 0) expect(numbersIn(words.short)).toEqual([takenOf(count)]);
      else expect(words.short).not.toMatch(/\b0\b|none/);
      expect(words.short).not.toMatch(/people from (?:Unknown|stateless|Tibet)/i);
      if (unit === "C") expect(words.short).toContain("counted in cases, not persons");
    }
  },
  120_000
);

test("of every country's new applications in persons and cases name both and never their sum", async () => {
  const rows =
    await sql(`SELECT year, asylum, list(applications) FILTER (unit = 'P') AS p, list(applications) FILTER (unit = 'C') AS c
    FROM {applications} WHERE type IN ('N', 'NR') AND level IN ('FI', 'NA', 'IN', 'EO', 'FA') GROUP BY ALL`);
  let both = 0;
  for (const row of rows) {
    const counts = (cells: unknown) =>
      cells === null ? null : sum(listOf(cells).map((cell) => bounded(cell, "applications")));
    const [P, C] = [counts(row.p), counts(row.c)];
    const year = Number(row.year);
    const words = bothToPrint({
      ...{
        what: "new_applications",
        counts: {P, C},
        years: [year, year],
        stage: null,
        publisher: "UNHCR",
        edition: edition.id
      },
      origins: null,
      asylums: [nameOf(String(row.asylum))]
    });
    expect(brokenBy(words)).toEqual([]);
    if (!P || !C || P.value === 0 || C.value === 0) continue;
    both++;
    expect(numbersIn(words.short)).toEqual([takenOf(P), takenOf(C)]);
    if (P.value + C.value >= 1000) expect(words.full).not.toContain((P.value + C.value).toLocaleString("en"));
  }
  expect(both).toBeGreaterThan(10);
}, 120_000);
