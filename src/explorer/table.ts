// Builds the data table of an answer and its CSV file, with question, edition and source.
import {ascending, descending} from "d3";
import {rateWords} from "../words/rates.js";
import {decisionsOf, isToldAlone} from "../figures/link.js";
import type {Linked, TextLink} from "../figures/link.js";
import type {Count} from "../measures/bounds.js";
import type {Column, Status} from "../measures/codes.js";
import {csvField, HARMLESS_NOTE, remarks} from "../edition/csv.js";
import {COLUMNS, STATUSES, UNITS} from "../measures/codes.js";
import {formatCount, formatNumber, leastCount} from "../words/numbers.js";
import {formatState, isPer} from "./address.js";
import {answerCitation} from "./cite.js";
import type {Selection} from "../measures/selection.js";
import {groundFigure, indexedFigure, newAndRepeatFigure, perFigure, pointFigure} from "./figureLinks.js";
import type {Ledger} from "./ledger.js";
import {ABSENCE_WORDS, COLUMN_WORDS, STATUS_WORDS} from "../words/status.js";
import {kindWords} from "./kinds.js";
import type {Kind, Point, Series, View} from "./types.js";
import {inhabitantsOf} from "./axis.js";
import {heldTogether, isLeastStatus} from "../measures/separated.js";
import {isLeastOf} from "./figure/unknown.js";
import {isMinimum} from "./sums.js";
import {separations} from "./view.js";
import {countedInWords, denominatorOf, measureWords, pointOrWhy, pointWords, titleOf} from "./measureWords.js";

export interface TableColumn {
  readonly key: string;
  readonly title: string;
  readonly numeric: boolean;
}

export interface TableCell {
  readonly text: string;
  readonly sort: number | string | null;
  /** What the file has for this cell, by the names of its columns. */
  readonly file: Readonly<Record<string, string | number | null>>;
  /** The numbers in the text that lead to a card, in their order. */
  readonly links?: readonly TextLink[];
}

export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Rows before the filter. */
  readonly all: number;
  /** Whether the last row is the total of the others. */
  readonly hasTotal?: boolean;
}

export const isNumber = (words: string) => /^(?:at least )?<?\d/.test(words);
/** A cell whose whole number leads to a card; not the words for why there is none. */
export const linkedCell = (cell: TableCell, figure: Linked | null, counted: Linked | null = null): TableCell => {
  const of = figure ?? counted;
  if (!of || !isNumber(cell.text)) return cell;
  return {...cell, links: [{text: cell.text, figure: of, ...(figure ? {} : {title: "The count behind this index"})}]};
};
export const text = (key: string, value: string): TableCell => ({text: value, sort: value, file: {[key]: value}});
const countCell = (key: string, count: Count | null, absent: string): TableCell => ({
  text: count ? formatCount(count) : absent,
  sort: count?.value ?? null,
  file: {[key]: count?.value ?? null, [`${key}_lo`]: count?.lo ?? null, [`${key}_hi`]: count?.hi ?? null}
});
export const absenceWords = ({absence, mixed, countedIn}: Point): string =>
  countedIn
    ? `counted in ${UNITS[countedIn]}`
    : absence === "not separated" && mixed
      ? `not separated from appeals (${formatNumber(mixed.value)} together)`
      : absence
        ? ABSENCE_WORDS[absence]
        : "–";
/** Whose inhabitants a line of the file is divided by: the place of the line where each has its own. */
const denominatorName = (ledger: Ledger, {state, axis}: View, place: string | null): string =>
  place !== null && inhabitantsOf(state) === axis ? (ledger.place(place)?.name ?? place) : denominatorOf(ledger, state);
const leastWords = (count: Count | undefined) => (count && count.lo > 0 ? leastCount(count) : "0 or more");
const round = (n: number | null) => (n === null ? null : Number(n.toPrecision(10)));

/** Every series and year of a view, sorted and filtered as its state says. */
export function tableOf(ledger: Ledger, view: View): Table {
  const {axis, main} = view;
  return seriesTable(ledger, view, [...(main ?? []), ...(axis && main ? view.series : separations(view))]);
}

/** The years of some series of a view, sorted and filtered as its state says. */
export function seriesTable(ledger: Ledger, view: View, series: readonly Series[]): Table {
  const [mainKind] = view.main ? view.main.map(({kind}) => kind) : view.kinds;
  const columns = columnsOf(ledger, view, series);
  const rows: TableCell[][] = [];
  for (const {place, kind, points} of series)
    for (const point of points)
      // A year that a country did not report is listed once, for the largest series.
      if (point.absence !== "not reported" || kind.id === mainKind?.id)
        rows.push(columns.map(({key}) => cellOf(ledger, view, {key, place, kind, point})));
  return {columns, rows: sorted(rows, columns, view.state), all: rows.length};
}

const isDecided = ({measure}: Selection) => measure === "decisions" || measure === "rate";
const isPublished = ({measure, definition}: Selection) => measure === "decisions" && definition === "published";

function columnsOf(ledger: Ledger, {state, axis}: View, series: readonly Series[]): TableColumn[] {
  const {selection, shown} = state;
  const {measure} = selection;
  const stock = measure === "refugees" || measure === "asylum_seekers";
  const decided = isDecided(selection);
  // A status that no reported column is classified as gets no column, except refugee status and refused; one that is always 0 does.
  const statuses = STATUSES.filter(
    (status) =>
      status === "refugee_status" ||
      status === "refused" ||
      series.some(({points}) => points.some(({outcomes}) => (outcomes?.statuses[status].hi ?? 0) > 0))
  );
  const columns: TableColumn[] = [{key: "year", title: "Year", numeric: true}];
  if (axis)
    columns.push({key: axis, title: axis === "origin" ? "Country of origin" : "Country of asylum", numeric: false});
  if (!stock) columns.push({key: "step", title: "Stage", numeric: false});
  if (!stock) columns.push({key: "unit", title: "Counted in", numeric: false});
  if (decided && measure === "rate") columns.push({key: "rate", title: "Rate", numeric: true});
  if (measure === "rate") columns.push({key: "decisions", title: "Substantive decisions", numeric: true});
  if (decided)
    columns.push(
      ...(isPublished(selection)
        ? COLUMNS.map((column) => ({key: column, title: COLUMN_WORDS[column], numeric: true}))
        : statuses.map((status) => ({
            key: status,
            title: STATUS_WORDS[status].replace(/^./, (c) => c.toUpperCase()),
            numeric: true
          })))
    );
  else
    columns.push({key: "count", title: measureWords(selection).replace(/^./, (c) => c.toUpperCase()), numeric: true});
  if (
    measure === "applications" &&
    selection.types === "new" &&
    series.some(({points}) => points.some(({newAndRepeat}) => newAndRepeat.value > 0))
  )
    columns.push({key: "new_and_repeat", title: "Of these, new and repeat not separated", numeric: true});
  if (shown !== "count")
    columns.push({
      key: "shown",
      title:
        shown === "index"
          ? "Index"
          : `Per 100,000 inhabitants of ${denominatorOf(ledger, state)}${countedInWords(series.flatMap(({points}) => points.map(({denominator}) => denominator)))}`,
      numeric: true
    });

  return columns;
}

/** A cell of the table. Long because each column is one case. */
function cellOf(
  ledger: Ledger,
  view: View,
  {key, place, kind, point}: {key: string; place: string | null; kind: Kind; point: Point}
): TableCell {
  const {selection, shown} = view.state;
  const {year, outcomes, count, rate, absence} = point;
  const figure = pointFigure(view, {place, kind, year});
  switch (key) {
    case "year":
      return {text: String(year), sort: year, file: {year}};
    case "origin":
    case "asylum": {
      const name = ledger.place(place ?? "")?.name ?? place ?? "";
      return {text: name, sort: name, file: {[key]: place, [`${key}_name`]: name}};
    }
    case "step":
      return text("step", kindWords(kind));
    case "unit":
      return {
        ...text("unit", UNITS[kind.unit]),
        file: {
          unit: UNITS[kind.unit],
          ...(isDecided(selection) ? {grants: point.atLeast || point.isLeast ? "at least" : null} : {})
        }
      };
    case "rate":
      return linkedCell(
        {
          text: absence ? absenceWords(point) : rate || point.why ? pointOrWhy(view.state, point) : "–",
          sort: point.value,
          file: {
            rate: round(point.value),
            rate_lo: round(point.lo),
            rate_hi: round(point.hi),
            rate_note:
              (absence && absenceWords(point)) ??
              point.why ??
              (rate?.kind === "none"
                ? rateWords(rate)
                : [isMinimum(selection, point) ? "at least" : "", rate?.marked ? "fewer than 25 decisions" : ""]
                    .filter(Boolean)
                    .join("; ") || null)
          }
        },
        rate && !point.why && !absence ? figure : null
      );
    case "decisions": {
      const ground = groundFigure(selection, point, figure);
      const isLeast =
        ground !== null && ground.count.value > 0 && isLeastOf(ledger, selection, ground.figure, kind.unit);
      return linkedCell(
        {
          text: ground ? (isLeast ? leastWords : formatCount)(ground.count) : rate ? formatNumber(rate.decisions) : "–",
          sort: rate?.decisions ?? null,
          file: {...countCell("decisions", ground?.count ?? null, "").file, decisions: rate?.decisions ?? null}
        },
        ground?.figure ?? null
      );
    }
    case "count":
      return linkedCell(
        {
          ...countCell("count", count, absenceWords(point)),
          ...(count && point.isLeast ? {text: leastWords(count)} : {}),
          file: {
            ...countCell("count", count, "").file,
            note: count ? (point.isLeast ? "at least" : null) : absenceWords(point)
          }
        },
        count ? figure : null
      );
    case "new_and_repeat": {
      const {newAndRepeat: some} = point;
      const of = some.value > 0 ? newAndRepeatFigure(point, kind, figure) : null;
      return linkedCell(
        {
          text: count ? (of ? formatCount(some) : formatNumber(some.value)) : "–",
          sort: count ? some.value : null,
          file: countCell("new_and_repeat", count && (of ? some : {...some, lo: some.value, hi: some.value}), "").file
        },
        of
      );
    }
    case "shown":
      return linkedCell(
        {
          text: pointWords(view.state, point),
          sort: point.value,
          file: {
            [shown]: round(point.value),
            [`${shown}_lo`]: round(point.lo),
            [`${shown}_hi`]: round(point.hi),
            ...(isPer(shown)
              ? {
                  inhabitants: point.denominator?.people ?? null,
                  inhabitants_of: point.denominator ? denominatorName(ledger, view, place) : null,
                  inhabitants_counted_in: point.denominator?.counted_in.join(" ") ?? null
                }
              : {})
          }
        },
        point.value === null ? null : isPer(shown) ? perFigure(selection, figure, shown) : null,
        indexedFigure(view.state, point, figure)
      );
    default: {
      const published = isPublished(selection);
      const cell = published
        ? outcomes?.published[key as keyof typeof outcomes.published]
        : outcomes?.statuses[key as keyof typeof outcomes.statuses];
      // A status that the data holds together with another has no number where it is 0, and else the least.
      const together = outcomes && !published ? heldTogether(outcomes, key as Status) : null;
      const most = cell && together ? {[`${key}_hi`]: cell.hi + together.hi} : {};
      if (cell && together && cell.value === 0)
        return {text: "not separated", sort: null, file: {[key]: null, [`${key}_lo`]: cell.lo, ...most}};
      const own = countCell(key, cell ?? null, absence ? absenceWords(point) : "–");
      const found = {...own, file: {...own.file, ...most}};
      const isLeast =
        outcomes !== null &&
        ((!published && isLeastStatus(outcomes, key as Status, point.atLeast ?? false)) ||
          (cell !== undefined &&
            cell.value > 0 &&
            isLeastOf(ledger, selection, {...figure, ...decisionsOf(key as Status | Column, published)}, kind.unit)));
      const of =
        outcomes && cell && isToldAlone(outcomes, key)
          ? {...figure, ...decisionsOf(key as Status | Column, published)}
          : null;
      if (!isLeast) return linkedCell(found, of);
      const least = leastWords(cell);
      return {
        ...found,
        text: least,
        ...(of && cell && cell.lo > 0 ? {links: [{text: least, figure: of}]} : {})
      };
    }
  }
}

/** The rows that match the filter, in the chosen order. */
function sorted(
  rows: readonly TableCell[][],
  columns: readonly TableColumn[],
  state: View["state"]
): readonly TableCell[][] {
  const find = state.find.trim().toLowerCase();
  const kept = find ? rows.filter((row) => row.some((cell) => cell.text.toLowerCase().includes(find))) : [...rows];
  const at = columns.findIndex(({key}) => key === state.sort?.column);
  if (state.sort && at >= 0) {
    const order = state.sort.falling ? descending : ascending;
    // Rows without a number come last in either order.
    kept.sort((a, b) => {
      const [x, y] = [a[at]?.sort ?? null, b[at]?.sort ?? null];
      if (x === null || y === null) return ascending(Number(x === null), Number(y === null));
      return order(x, y);
    });
  }
  return kept;
}

/** The file of a table: remarks with question, address, edition, source and citation, then the columns with their bounds. */
export function csvOf(ledger: Ledger, view: View, table: Table, page: string): string {
  const {state} = view;
  const [first] = table.rows;
  const heads = first ? first.flatMap((cell) => Object.keys(cell.file)) : table.columns.map(({key}) => key);
  return (
    [
      ...remarks(titleOf(ledger, state.selection)),
      ...remarks(`Address: ${page}?${formatState(state)}`),
      ...remarks(`Edition: ${ledger.facts.edition}`),
      ...remarks(`Source: ${ledger.facts.source}`),
      ...remarks(`Cite as: ${answerCitation(ledger, view, page)}`),
      ...remarks(
        "_lo and _hi are the ends of the range that the publisher’s rounding allows. An empty cell means no number; it does not mean 0."
      ),
      ...remarks(HARMLESS_NOTE),
      ...(state.find ? remarks(`Rows that contain: ${state.find}`) : []),
      heads.join(","),
      ...table.rows.map((row) => row.flatMap((cell) => Object.values(cell.file).map(csvField)).join(","))
    ].join("\r\n") + "\r\n"
  );
}
