// The address of any figure: the explorer's question, which of its numbers is meant, and the edition.
import {COLUMNS, STATUSES} from "../measures/codes.js";
import type {Column, Status} from "../measures/codes.js";
import {asCode, DEFAULT_SELECTION, formatSelection, parseSelection} from "../measures/selection.js";
import type {Known, Problem, Selection} from "../measures/selection.js";

/** For a number per 100,000 inhabitants of the country of asylum, or of origin. */
export const PER = ["per_100000", "per_100000_origin"] as const;
export type Per = (typeof PER)[number];

/** What is counted of decisions: a legal status, a published column, every grant of protection together, or the columns that hold them. */
export type Cell = Status | Column | "protection" | "recognized_or_other";

/**
 * What else is added to one number: every stage of the selection, or of new applications in a region or the world the countries' own
 * numbers, without the stages that UNHCR's total has beyond them.
 */
export const ADDED = ["stages", "own"] as const;
export type Added = (typeof ADDED)[number];

/** One number of the site: a sum over the years of its selection. */
export interface AskedFigure {
  readonly selection: Selection;
  /** Of decisions: what is counted; null for every substantive decision. */
  readonly cell: Cell | null;
  /** Null for the number itself. */
  readonly per: Per | null;
  readonly added?: Added | null;
  /** Null for the latest edition. */
  readonly edition: string | null;
}

const CELLS: readonly Cell[] = [...STATUSES, ...COLUMNS, "protection", "recognized_or_other"];
const own = ["but", "cell", "shown", "added", "edition"];
const MOST_CHARACTERS = 20_000;

/** The query of a figure's address, without "?". What is not named is as in `DEFAULT_SELECTION`. */
export function figureQuery(
  selection: Partial<Selection>,
  {cell = null, per = null, added = null, edition = null}: Partial<Omit<AskedFigure, "selection">> = {}
): string {
  const more = new URLSearchParams();
  const {asylums} = selection;
  if (asylums && asylums.kind !== "places" && asylums.but) more.set("but", asylums.but.join(","));
  if (cell !== null) more.set("cell", cell);
  if (per !== null) more.set("shown", per);
  if (added !== null) more.set("added", added);
  if (edition !== null) more.set("edition", edition);
  const rest = more.toString().replaceAll("%2C", ",");
  return formatSelection({...DEFAULT_SELECTION, ...selection}) + (rest ? `&${rest}` : "");
}

/** The same of a figure that an address asked for, in its edition or another. */
export const askedQuery = ({selection, ...asks}: AskedFigure, edition: string | null = asks.edition): string =>
  figureQuery(selection, {...asks, edition});

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
  const [but = null, cell = null, shown = null, addedName = null, edition = null] = values.map(
    ([first]) => first ?? null
  );
  const counted = CELLS.find((one) => one === cell) ?? null;
  const per = PER.find((one) => one === shown) ?? null;
  if (cell !== null && counted === null) drop("cell", cell, "unknown value");
  const fits = counted === null || selection.measure === "decisions";
  if (cell !== null && !fits) drop("cell", cell, "does not fit");
  if (shown !== null && per === null) drop("shown", shown, "unknown value");
  const divided = per === null || selection.measure !== "rate";
  if (shown !== null && !divided) drop("shown", shown, "does not fit");
  const added = ADDED.find((one) => one === addedName) ?? null;
  if (addedName !== null && added === null) drop("added", addedName, "unknown value");
  const isAdded = added === null || mayAdd(added, selection);
  if (added !== null && !isAdded) drop("added", added, "does not fit");
  const {asylums} = selection;
  const left = [...new Set(but === null ? [] : but.split(",").map(asCode))].filter((code) => {
    const isKnown = /^[A-Z]{3}$/.test(code) && (known.place?.(code) ?? true);
    if (!isKnown || asylums.kind === "places") drop("but", code, isKnown ? "does not fit" : "unknown value");
    return isKnown;
  });
  return {
    figure: {
      selection: asylums.kind !== "places" && left.length ? {...selection, asylums: {...asylums, but: left.sort()}} : selection, // prettier-ignore
      ...{cell: fits ? counted : null, per: divided ? per : null, edition: edition?.slice(0, 40) || null},
      ...(isAdded && added ? {added} : {})
    },
    problems
  };
}

/** Whether a sum can be asked for: rates and year-end figures have no stages, and only a total of many countries has own numbers. */
function mayAdd(added: Added, {measure, types, asylums, stages, levels}: Selection): boolean {
  // The two bodies of the United States decide the same claims in part: their numbers are not added.
  const isOfBothBodies = asylums.kind === "places" && asylums.codes.join() === "USA" && stages.includes("first");
  if (added === "stages") return (measure === "applications" || measure === "decisions") && !isOfBothBodies;
  const isTotal = asylums.kind !== "places" && stages.length === 6 && levels === null;
  return measure === "applications" && types === "new" && isTotal;
}
