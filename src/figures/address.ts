// The address of any figure: the explorer's question, which of its numbers is meant, and the edition.
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {DEFAULT_SELECTION, formatSelection, parseSelection} from "../measures/selection.js";
import type {Known, Problem, Selection} from "../measures/selection.js";

/** For a number per 100,000 inhabitants of the country of asylum, or of origin. */
export const PER = ["per_100000", "per_100000_origin"] as const;
export type Per = (typeof PER)[number];

/** What is counted of decisions: a legal status, a published column, or every grant of protection together. */
export type Cell = Status | Column | "protection";

/** One number of the site: a sum over the years of its selection. */
export interface AskedFigure {
  readonly selection: Selection;
  /** Of decisions: what is counted; null for every substantive decision. */
  readonly cell: Cell | null;
  /** Null for the number itself. */
  readonly per: Per | null;
  /** Null for the latest edition. */
  readonly edition: string | null;
}

const CELLS: readonly Cell[] = [...STATUSES, ...COLUMNS, "protection"];
const own = ["cell", "shown", "edition"];
const MOST_CHARACTERS = 20_000;

/** The query of a figure's address, without "?". What is not named is as in `DEFAULT_SELECTION`. */
export function figureQuery(
  selection: Partial<Selection>,
  {cell = null, per = null, edition = null}: Partial<Omit<AskedFigure, "selection">> = {}
): string {
  const more = new URLSearchParams();
  if (cell !== null) more.set("cell", cell);
  if (per !== null) more.set("shown", per);
  if (edition !== null) more.set("edition", edition);
  const rest = more.toString();
  return formatSelection({...DEFAULT_SELECTION, ...selection}) + (rest ? `&${rest}` : "");
}

/** Parses an address's query, and lists the parts it drops. Never throws. */
export function parseFigureQuery(query: string, known: Known = {}): {figure: AskedFigure; problems: Problem[]} {
  const isTooLong = query.length > MOST_CHARACTERS;
  const given = new URLSearchParams(isTooLong ? "" : query);
  const values = own.map((key) => given.getAll(key));
  for (const key of own) given.delete(key);
  const {selection, problems} = parseSelection(isTooLong ? query : given, known);
  const drop = (key: string, value: string, reason: Problem["reason"]) =>
    problems.push({key, value: value.slice(0, 80), reason});
  values.forEach((some, i) => {
    for (const value of some.slice(1, 4)) drop(own[i] ?? "", value, "given twice");
  });
  const [cell = null, shown = null, edition = null] = values.map(([first]) => first ?? null);
  const counted = CELLS.find((one) => one === cell) ?? null;
  const per = PER.find((one) => one === shown) ?? null;
  if (cell !== null && counted === null) drop("cell", cell, "unknown value");
  const fits = counted === null || selection.measure === "decisions";
  if (cell !== null && !fits) drop("cell", cell, "does not fit");
  if (shown !== null && per === null) drop("shown", shown, "unknown value");
  const divided = per === null || selection.measure !== "rate";
  if (shown !== null && !divided) drop("shown", shown, "does not fit");
  return {
    figure: {selection, cell: fits ? counted : null, per: divided ? per : null, edition: edition?.slice(0, 40) || null},
    problems
  };
}
