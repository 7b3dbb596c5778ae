// Chooses the chart of an answer: possible columns for each axis, the default, and the sentence that describes the chart. Nothing is
// drawn here.
import {ascending, group, max, min} from "d3";
import type {Answer, AnswerColumn, Cell} from "../edition/arrow.js";
import {cellText as textOf} from "./files.js";

/** A label of a chart has no room for more. */
const MOST_LABEL = 80;
const cellText = (...cell: Parameters<typeof textOf>): string => {
  const text = textOf(...cell);
  return text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
};

export const MARKS = ["bar", "line", "dot"] as const;
export type Mark = (typeof MARKS)[number];

/** What a reader chose to see: columns by their names. */
export interface Choice {
  readonly mark: Mark;
  readonly x: string;
  readonly y: string;
  /** The column that colours the marks; null for one colour. */
  readonly series: string | null;
}

/** The most bars a reader can distinguish; beyond it the chart says how many it shows. */
export const MOST_BARS = 40;
/** More lines than this are not drawn. */
export const MOST_SERIES = 8;

const isNumeric = ({kind}: AnswerColumn): boolean => kind === "integer" || kind === "number";
const isTime = ({name, kind}: AnswerColumn): boolean => kind === "date" || kind === "timestamp" || isYear(name);
/** Year columns are numbers that are never added, drawn from zero or printed with commas. */
export const isYear = (name: string): boolean => /(?:^|_)year(?:_|$)/i.test(name);

/** Columns for the vertical axis: numbers other than years. */
export function measuresOf({columns}: Answer): AnswerColumn[] {
  return columns.filter((column) => isNumeric(column) && !isYear(column.name));
}

/** Columns that can colour marks. */
export function seriesOf({columns}: Answer, x: string): AnswerColumn[] {
  return columns.filter((column) => column.name !== x && (column.kind === "text" || column.kind === "boolean"));
}

/** The chart that is proposed; null where the answer has no number to draw or no second column to draw it along. */
export function proposed(answer: Answer): Choice | null {
  const y = measuresOf(answer).at(0);
  if (!y || answer.rows < 2) return null;
  const others = answer.columns.filter(({name}) => name !== y.name);
  const x = others.find(isTime) ?? others.find(({kind}) => kind === "text") ?? others.find(isNumeric);
  if (!x) return null;
  let mark: Mark = isTime(x) ? "line" : isNumeric(x) ? "dot" : "bar";
  const series =
    mark === "bar"
      ? null
      : (seriesOf(answer, x.name).find(({values}) => {
          const different = new Set(values).size;
          return different > 1 && different <= MOST_SERIES;
        })?.name ?? null);
  // A line through several rows of one year would go up and down within it.
  if (mark === "line" && !isOneEach(answer, x.name, series)) mark = "dot";
  return {mark, x: x.name, y: y.name, series};
}

/** Whether each point of a line belongs to one row. */
function isOneEach({columns, rows}: Answer, x: string, series: string | null): boolean {
  const column = (name: string | null) => columns.find((each) => each.name === name);
  const places = Array.from({length: rows}, (_, row) =>
    [column(x), column(series)].map((each) => String(each?.values[row] ?? "")).join("\u0000")
  );
  return new Set(places).size === rows;
}

/** One mark. */
export interface Point {
  readonly x: Cell;
  readonly y: number;
  readonly series: string;
}

/** The points of a line, with a gap at each year without a row: a line must not interpolate between its neighbours. */
export function withGaps(points: readonly Point[], x: string): Point[] {
  if (!isYear(x)) return [...points];
  return Array.from(group(points, (point) => point.series)).flatMap(([series, own]) => {
    const sorted = [...own].sort((a, b) => ascending(Number(a.x), Number(b.x)));
    return sorted.flatMap((point, i) => {
      const before = sorted[i - 1];
      return before && Number(point.x) - Number(before.x) > 1
        ? [{x: Number(before.x) + 1, y: NaN, series}, point]
        : [point];
    });
  });
}

export interface Points {
  readonly points: readonly Point[];
  /** Describes what is left out; a row without the number is not drawn as 0. */
  readonly leftOut: readonly string[];
}

/** The marks of a chart. Leaves out rows without the number and marks beyond the limit, and notes both. */
export function pointsOf(answer: Answer, {mark, x, y, series}: Choice): Points {
  const column = (name: string | null) => answer.columns.find((each) => each.name === name);
  const [along, up, apart] = [column(x), column(y), column(series)];
  if (!along || !up) return {points: [], leftOut: []};
  const all: Point[] = [];
  let missing = 0;
  for (let row = 0; row < answer.rows; row++) {
    const [value, at] = [up.values[row] ?? null, along.values[row] ?? null];
    if (value === null || at === null || !Number.isFinite(Number(value))) missing++;
    else
      all.push({
        x: typeof at === "string" || Array.isArray(at) ? cellText(at, along.kind) : at,
        y: Number(value),
        series: apart ? cellText(apart.values[row] ?? null, apart.kind) : ""
      });
  }
  const leftOut = missing ? [`${missing} ${missing === 1 ? "row has" : "rows have"} no number and no mark`] : [];
  if (mark === "line" && !isOneEach(answer, x, series))
    leftOut.unshift(
      `several rows stand at one ${x}, and the line goes through all of them: choose what tells them apart`
    );
  if (mark === "bar" && all.length > MOST_BARS)
    return {
      points: all.slice(0, MOST_BARS),
      leftOut: [`the first ${MOST_BARS} of ${all.length} rows are drawn`, ...leftOut]
    };
  const names = [...new Set(all.map((point) => point.series))];
  if (mark !== "bar" && names.length > MOST_SERIES) {
    const shown = new Set(names.slice(0, MOST_SERIES));
    return {
      points: all.filter((point) => shown.has(point.series)),
      leftOut: [`the first ${MOST_SERIES} of ${names.length} values of ${series ?? ""} are drawn`, ...leftOut]
    };
  }
  return {points: all, leftOut};
}

/** What the chart shows, in a sentence with its highest and lowest number. */
export function chartSentence({x, y}: Choice, points: readonly Point[], format: (value: number) => string): string {
  const [low, high] = [min(points, (point) => point.y), max(points, (point) => point.y)];
  const at = (value: number | undefined): string => {
    const point = points.find((each) => each.y === value);
    if (!point) return "";
    const where = cellText(point.x, point.x instanceof Date ? "date" : "text");
    return `${format(point.y)} (${[where, point.series].filter((part) => part !== "").join(", ")})`;
  };
  if (low === undefined || high === undefined) return `There is no number in ${y} to draw.`;
  return low === high
    ? `${y} by ${x}: ${format(high)} throughout.`
    : `${y} by ${x}: highest ${at(high)}, lowest ${at(low)}.`;
}
