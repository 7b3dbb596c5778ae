// The numbers of a chart as columns and rows: those that the chart names itself, else the tables behind it, read as they are printed. Each
// range becomes two columns of its own, and a missing number an empty cell with its reason beside it.
import {csvField} from "../../edition/csv.js";
import {joined} from "../data.js";
import type {ChartData, Field} from "../data.js";

const RANGED =
  /^(at least )?([+−-]?<?[\d,]+(?:\.\d+)?)(%?)\s?([*†×])?(?: ?\[([\d,.]+)%?[–-]([\d,.]+)%?\])?( ?[*†×a-f])?$/;
/** A range without a number in it; not a span of years. */
const RANGE = /^(?!(?:1[89]|20)\d\d[–-])(\d[\d,.]*)%?[–-](\d[\d,.]*)(%?)( ?[*†×])?$/;
const ABSENT = /^(?:|–|no entry|not reported|not separated.*|none found|none in the file|no rate.*|none)$/;

const plainText = (text: string | null | undefined): string =>
  (text ?? "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
const numberOf = (text: string): number => Number(text.replaceAll(",", "").replace("−", "-"));

interface Printed {
  readonly value: number | null;
  readonly lo: number;
  readonly hi: number;
  readonly ranged: boolean;
  readonly note: string;
  readonly percent: boolean;
}

/** A printed number with its range; null for any other text. */
export function printedNumber(text: string): Printed | null {
  const [, from = "", to = "", sign = "", noted = ""] = RANGE.exec(text) ?? [];
  if (from !== "" && numberOf(from) <= numberOf(to))
    return {value: null, lo: numberOf(from), hi: numberOf(to), ranged: true, note: ["a range alone", noted.trim()].filter(Boolean).join("; "), percent: sign !== ""};
  const [, least = "", number = "", percent = "", early = "", lo, hi, late = ""] = RANGED.exec(text) ?? [];
  if (number === "") return null;
  const mark = early || late;
  const isUnder = number.startsWith("<");
  const value = numberOf(number.replace("<", ""));
  if (Number.isNaN(value)) return null;
  const note = [least.trim(), isUnder ? `less than ${value}` : "", mark.trim()].filter(Boolean).join("; ");
  return {
    value: isUnder ? null : value,
    lo: lo === undefined ? (isUnder ? 0 : value) : numberOf(lo),
    hi: hi === undefined ? value : numberOf(hi),
    ranged: lo !== undefined || isUnder,
    note,
    percent: percent !== ""
  };
} // prettier-ignore

/** "191,878 persons and 28 [26–28] cases": each number by its unit. */
function bothUnits(text: string): Readonly<Record<"persons" | "cases", Printed | null>> | null {
  const parts = text.split(" and ").map((part) => /^(.*) (person|case)s?$/.exec(part));
  if (parts.some((part) => !part || !printedNumber(part[1] ?? ""))) return null;
  const of = (unit: string) => printedNumber(parts.find((part) => part?.[2] === unit)?.[1] ?? "");
  return {persons: of("person"), cases: of("case")};
}

/** The columns of numbers that may have ranges. */
function numberColumns(name: string, numbers: readonly (Printed | null)[]): {heads: string[]; fields: Field[][]} {
  const isRanged = numbers.some((one) => one?.ranged);
  return {
    heads: [name, ...(isRanged ? [`${name}, lowest`, `${name}, highest`] : [])],
    fields: numbers.map((one) => [one?.value ?? null, ...(isRanged ? [one?.lo ?? null, one?.hi ?? null] : [])])
  };
}

/** The columns of a file from a column of printed cells. */
export function columnOf(head: string, cells: readonly string[]): {heads: string[]; fields: Field[][]} {
  const numbers = cells.map(printedNumber);
  const isYears = cells.every((cell) => /^(?:1[89]|20)\d\d$/.test(cell));
  if (isYears) return {heads: [head], fields: cells.map((cell) => [Number(cell)])};
  const both = cells.map(bothUnits);
  const isMixed = both.some(Boolean);
  const hasNumber = (i: number) => numbers[i] !== null || both[i] !== null;
  // Years with "All years" or "2011–2019" among them are names of rows.
  const others = cells.filter((cell, i) => !hasNumber(i) && !ABSENT.test(cell));
  const areYears = cells.every((cell, i) => !hasNumber(i) || /^(?:1[89]|20)\d\d$/.test(cell));
  const given = cells.filter((_, i) => hasNumber(i)).length;
  const isText = given === 0 || given < others.length || (areYears && others.length > 0);
  if (isText) return {heads: [head], fields: cells.map((cell) => [cell === "–" ? null : cell])};
  const name = numbers.some((one) => one?.percent) ? `${head} (%)` : head;
  const columns = isMixed
    ? (["persons", "cases"] as const).map(
        (unit) =>
        numberColumns(`${name}, ${unit}`, both.map((one, i) => one?.[unit] ?? (unit === "persons" ? (numbers[i] ?? null) : null))) // prettier-ignore
      )
    : [numberColumns(name, numbers)];
  const notes = cells.map((cell, i): Field => {
    if (hasNumber(i)) return numbers[i]?.note || null;
    return cell === "–" || cell === "" ? "no number" : cell;
  });
  const isNoted = notes.some((note) => note !== null);
  return {
    heads: [...columns.flatMap(({heads}) => heads), ...(isNoted ? [`${name}, note`] : [])],
    fields: cells.map((_, i) => [...columns.flatMap(({fields}) => fields[i] ?? []), ...(isNoted ? [notes[i] ?? null] : [])]) // prettier-ignore
  };
}

/** The cells of a table in rows, with those that span columns or rows repeated. */
export function gridOf(rows: Iterable<HTMLTableRowElement>): string[][] {
  const grid: string[][] = [];
  [...rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y]?.[x] !== undefined) x++;
      for (let down = 0; down < cell.rowSpan; down++)
        for (let right = 0; right < cell.colSpan; right++) (grid[y + down] ??= [])[x + right] = plainText(cell.textContent);
      x += cell.colSpan;
    }
  });
  return grid;
} // prettier-ignore

/** The columns and rows of a file from a table as it is printed. */
export function dataOf(heads: readonly (readonly string[])[], rows: readonly (readonly string[])[]): ChartData {
  const wide = Math.max(0, ...[...heads, ...rows].map((row) => row.length));
  const names = Array.from(
    {length: wide},
    (_, x) =>
      heads
        .map((row) => row[x] ?? "")
        .filter((name, i, all) => name !== "" && name !== all[i - 1])
        .join(": ") || `Column ${x + 1}`
  );
  // A head that comes twice is of the column before it: “Women: Share”, “Children: Share”.
  const own = names.map((name, x) =>
    x > 0 && names.indexOf(name) !== names.lastIndexOf(name) ? `${names[x - 1] ?? ""}: ${name}` : name
  );
  const columns = own.map((name, x) => columnOf(name, rows.map((row) => row[x] ?? ""))); // prettier-ignore
  return {
    columns: columns.flatMap(({heads: all}) => all),
    rows: rows.map((_, i) => columns.flatMap(({fields}) => fields[i] ?? []))
  };
}

/** The numbers of a chart; null where neither it nor a table behind it has any. */
export function chartData(figure: HTMLElement): ChartData | null {
  const own = figure.dataset.table;
  if (own !== undefined) return JSON.parse(own) as ChartData;
  const behind = [...figure.querySelectorAll<HTMLTableElement>(":scope > .behind table")];
  const tables = behind.length ? behind : [...figure.querySelectorAll<HTMLTableElement>(".arts table")];
  if (!tables.length) return null;
  return joined(
    tables.map((table) => ({
      name: plainText(table.caption?.textContent),
      data: dataOf(
        gridOf(table.tHead?.rows ?? []),
        [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])].flatMap((part) => gridOf(part.rows))
      )
    }))
  );
}

/** The CSV file: columns and rows alone, without comments. A text that a spreadsheet would compute is made harmless. */
export function csvOf({columns, rows}: ChartData): string {
  return [columns, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[sign] ?? sign); // prettier-ignore
const printed = (field: Field): string =>
  field === null
    ? ""
    : typeof field === "number" && Math.abs(field) >= 10_000
      ? field.toLocaleString("en-GB")
      : String(field);

/** The table for a document, as HTML and as text with tabs. */
export function tableWords(
  {columns, rows}: ChartData,
  {title, source}: {readonly title: string; readonly source: string}
): {html: string; text: string} {
  const cell = (name: string, field: Field) =>
    `<${name}${typeof field === "number" ? ' style="text-align:right"' : ' style="text-align:left"'}>${escaped(printed(field))}</${name}>`;
  return {
    html: [
      `<table><caption>${escaped(title)}</caption>`,
      `<thead><tr>${columns.map((name) => cell("th", name)).join("")}</tr></thead>`,
      `<tbody>${rows.map((row) => `<tr>${row.map((field, i) => cell(i ? "td" : "th", field)).join("")}</tr>`).join("")}</tbody>`,
      `</table><p>${escaped(source)}</p>`
    ].join(""),
    text: [title, "", columns.join("\t"), ...rows.map((row) => row.map(printed).join("\t")), "", source].join("\n")
  };
} // prettier-ignore
