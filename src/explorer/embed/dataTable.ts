// Prints the numbers that a chart carries as data, as tables of its framed page: a number and its range in one cell, as tables of the site
// have them. Works on text, so that the build and the browser do the same.
import {group} from "d3";
import {WHY} from "../../charts/data.js";
import type {ChartData, Field} from "../../charts/data.js";
import {formatCount, formatNumber, formatPercent, formatShare} from "../../words/numbers.js";

/** A column of the printed table. */
interface Column {
  readonly name: string;
  readonly isText: boolean;
  readonly cells: readonly (string | null)[];
}

const PRINTED = /^(?:(.*), as|As) printed$/;
const END = /^(.*), (lowest|highest)( \(%\))?$/;
/** "13,642 of 13,686", a year, and an empty field: as numbers are. */
const COUNTED = /^(?:[\d,]+ of [\d,]+)?$/;
const PERCENT = / \(%\)$/;

/** The number of the map's colour is a sum that nobody prints. */
const headOf = (name: string) => name.replace(PERCENT, "").replace(/ that gives the colour$/, "");

const isNumber = (field: Field | undefined): field is number => typeof field === "number";

interface Ranged {
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** The number as the drawing prints it. */
  readonly printed: string | null;
  readonly isPercent: boolean;
}

/** A number as a table prints it; null where there is none. */
function cellOf({value, lo, hi, printed, isPercent}: Ranged): string | null {
  const [from, to] = [lo ?? value, hi ?? value];
  // A printed text that is more than a number, such as of two units, or that has its range already.
  if (printed !== null && !/^<?[\d,.]+%?$/.test(printed)) return printed;
  if (from === null || to === null) return printed;
  if (isPercent && from >= 0 && to <= 100) {
    const digits = printed === null ? 1 : (/\.(\d+)/.exec(printed)?.[1]?.length ?? 0);
    const share = formatShare({value: value === null ? null : value / 100, lo: from / 100, hi: to / 100}, digits);
    return printed === null || value === null
      ? share
      : printed + share.slice(formatPercent(value / 100, digits).length);
  }
  if (printed !== null) return printed;
  if (value === null) return `${formatNumber(from)}–${formatNumber(to)}`;
  return formatCount({value, lo: from, hi: to}) + (isPercent ? "%" : "");
}

const isYear = (name: string, fields: readonly Field[]) =>
  /\byears?\b/i.test(name) &&
  fields.every((field) => field === null || (isNumber(field) && field > 1800 && field < 2200));

/** The columns of a printed table: of a number, its two ends and its printed form one is made. */
function printedColumns({columns, rows}: ChartData): Column[] {
  const fieldsOf = (i: number) => rows.map((row) => row[i] ?? null);
  const made: Column[] = [];
  const taken = new Set<number>();
  columns.forEach((name, i) => {
    if (taken.has(i) || PRINTED.test(name)) return;
    const end = END.exec(name);
    const base = end ? `${end[1] ?? ""}${end[3] ?? ""}` : name;
    const at = (which: string) => columns.findIndex((each) => each === `${base}, ${which}` || each === `${base.replace(PERCENT, "")}, ${which} (%)`); // prettier-ignore
    const [lo, hi] = [at("lowest"), at("highest")];
    const fields = fieldsOf(i);
    if (fields.some((field) => typeof field === "string") || isYear(name, fields)) {
      const isText = fields.some((field) => typeof field === "string" && !COUNTED.test(field));
      if (fields.some((field) => field !== null))
        made.push({name, isText, cells: fields.map((field) => (field === null ? null : String(field)))});
      return;
    }
    const isFirst = !made.some(({isText, name: head}) => !isText && !/year/i.test(head));
    const printed = columns.findIndex((each) => {
      const of = PRINTED.exec(each);
      return of !== null && (of[1] === undefined ? isFirst : of[1] === base.replace(PERCENT, ""));
    });
    for (const one of [i, lo, hi, printed]) taken.add(one);
    const number = (row: readonly Field[], of: number): number | null => {
      const field = row[of];
      return isNumber(field) ? field : null;
    };
    made.push({
      name: headOf(base),
      isText: false,
      cells: rows.map((row) => {
        const words = row[printed];
        return cellOf({
          value: end ? null : number(row, i),
          ...{lo: number(row, lo), hi: number(row, hi)},
          printed: typeof words === "string" ? words : null,
          isPercent: PERCENT.test(base)
        });
      })
    });
  });
  return [...made.filter(({name}) => name !== WHY), ...made.filter(({name}) => name === WHY)];
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const noBreak = (text: string) => text.replaceAll(" [", "\u00a0[");

function tableHtml(id: string, caption: string, data: ChartData): string {
  const columns = printedColumns(data);
  const cell = ({isText, cells}: Column, i: number, isFirst: boolean): string => {
    const text = cells[i] ?? null;
    if (isFirst) return `<th scope="row">${escaped(text ?? "–")}</th>`;
    return isText ? `<td class="text">${escaped(text ?? "")}</td>` : `<td>${escaped(noBreak(text ?? "–"))}</td>`;
  };
  return (
    `<div class="scroll" id="${id}" role="region" tabindex="0" aria-labelledby="${id}-caption"><table>` +
    `<caption id="${id}-caption">${escaped(caption)}</caption>` +
    `<thead><tr>${columns.map(({name, isText}, i) => `<th scope="col"${isText && i ? ' class="text"' : ""}>${escaped(name)}</th>`).join("")}</tr></thead>` +
    `<tbody>${data.rows.map((_, i) => `<tr>${columns.map((column, x) => cell(column, i, x === 0)).join("")}</tr>`).join("")}</tbody>` +
    `</table></div>`
  );
}

/** The tables of a chart's data, one under another where the drawing has several. HTML. */
export function dataTables(id: string, data: ChartData): string {
  const isRanged = data.columns.some((name) => END.test(name));
  const legend = isRanged ? "In square brackets: the range that rounding allows" : "";
  if (data.columns[0] !== "Table") return tableHtml(`${id}-rows`, legend || "The numbers of the chart", data);
  const parts = group(data.rows, ([name]) => String(name ?? ""));
  return [...parts]
    .map(([name, rows], i) => {
      const kept = data.columns.map((_, x) => x > 0 && rows.some((row) => row[x] !== null && row[x] !== undefined));
      const part = {
        columns: data.columns.filter((_, x) => kept[x]),
        rows: rows.map((row) => row.filter((_, x) => kept[x]))
      };
      return tableHtml(`${id}-rows-${i + 1}`, [name, legend].filter(Boolean).join(". "), part);
    })
    .join("");
}
