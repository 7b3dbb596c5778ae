// The numbers of a chart as columns and rows: those that the chart names itself, else the tables behind it, read as they are printed. Each
// range becomes two columns of its own, and a missing number an empty cell with its reason beside it.
import {csvField} from "../../edition/csv.js";
import type {ChartData} from "../plate.js";

type Field = string | number | null;

const RANGED = /^(at least )?([+−-]?<?[\d,]+(?:\.\d+)?)(%?)(?: \[([\d,.]+)[–-]([\d,.]+)%?\])?( [*†×a-f])?$/;
const ABSENT = /^(?:|–|no entry|not reported|not separated.*|none found|none in the file|no rate.*|none)$/;

const plainText = (text: string | null | undefined): string =>
  (text ?? "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
const numberOf = (text: string): number => Number(text.replaceAll(",", "").replace("−", "-"));

/** A printed number with its range; null for any other text. */
export function printedNumber(text: string): {value: Field; lo: number; hi: number; note: string; percent: boolean} | null {
  const [, least = "", number = "", percent = "", lo, hi, mark = ""] = RANGED.exec(text) ?? [];
  if (number === "") return null;
  const isUnder = number.startsWith("<");
  const value = numberOf(number.replace("<", ""));
  if (Number.isNaN(value)) return null;
  const note = [least.trim(), isUnder ? `less than ${value}` : "", mark.trim()].filter(Boolean).join("; ");
  return {
    value: isUnder ? null : value,
    lo: lo === undefined ? (isUnder ? 0 : value) : numberOf(lo),
    hi: hi === undefined ? value : numberOf(hi),
    note,
    percent: percent !== ""
  };
} // prettier-ignore

/** The columns of a file from a column of printed cells. */
export function columnOf(head: string, cells: readonly string[]): {heads: string[]; fields: Field[][]} {
  const numbers = cells.map(printedNumber);
  const isYears = numbers.every((one, i) => one && /^(?:1[89]|20)\d\d$/.test(cells[i] ?? ""));
  const isText = isYears || !numbers.some(Boolean) || cells.some((cell, i) => !numbers[i] && !ABSENT.test(cell) && cell.length > 40 && /\d/.test(cell)); // prettier-ignore
  if (isText)
    return {heads: [head], fields: cells.map((cell) => [isYears ? Number(cell) : cell === "–" ? null : cell])};
  const isRanged = cells.some((cell) => / \[/.test(cell));
  const isNoted = cells.some((_, i) => !numbers[i] || numbers[i].note !== "");
  const name = numbers.some((one) => one?.percent) ? `${head} (%)` : head;
  return {
    heads: [
      name,
      ...(isRanged ? [`${name}, lowest`, `${name}, highest`] : []),
      ...(isNoted ? [`${head}, why there is no number, or what it means`] : [])
    ],
    fields: cells.map((cell, i) => {
      const one = numbers[i];
      return [
        one?.value ?? null,
        ...(isRanged ? [one?.lo ?? null, one?.hi ?? null] : []),
        ...(isNoted ? [one ? one.note || null : cell === "–" || cell === "" ? "no number" : cell] : [])
      ];
    })
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
  const columns = Array.from({length: wide}, (_, x) => {
    const names = heads.map((row) => row[x] ?? "").filter((name, i, all) => name !== "" && name !== all[i - 1]);
    return columnOf(names.join(": ") || `Column ${x + 1}`, rows.map((row) => row[x] ?? "")); // prettier-ignore
  });
  return {
    columns: columns.flatMap(({heads: all}) => all),
    rows: rows.map((_, i) => columns.flatMap(({fields}) => fields[i] ?? []))
  };
}

/** Several tables in one file: the first column says which of them a row is from. */
export function joined(tables: readonly {readonly name: string; readonly data: ChartData}[]): ChartData {
  const [only, ...more] = tables;
  if (only && !more.length) return only.data;
  const columns = [...new Set(tables.flatMap(({data}) => data.columns))];
  return {
    columns: ["Table", ...columns],
    rows: tables.flatMap(({name, data}) =>
      data.rows.map((row) => [name, ...columns.map((column) => row[data.columns.indexOf(column)] ?? null)])
    )
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
