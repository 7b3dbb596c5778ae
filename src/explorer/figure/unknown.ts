// People without a stated origin beside the number of an origin: found alike for cards and for every number of an answer.
import {sizeInCell} from "../../measures/cellSize.js";
import type {Status, Unit} from "../../measures/codes.js";
import {headlinePart} from "../../measures/headline.js";
import {isNewByType} from "../../measures/newness.js";
import type {Selection} from "../../measures/selection.js";
import type {PublishedDecision} from "../../measures/status.js";
import type {ApplicationRow} from "../../measures/sums.js";
import {unknownSizesAdder} from "../../measures/without.js";
import type {UnknownSize} from "../../measures/without.js";
import type {Cell} from "../../figures/address.js";
import {decisionsOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {single} from "../axis.js";
import {asksHeadline} from "../headline.js";
import {asksJoined, JOINED} from "../joined.js";
import {applicationRows, decisionRows} from "../ledger.js";
import type {Ledger} from "../ledger.js";

/** Applications or decisions of the same countries and years without a stated origin, where a year has enough of them to be said. */
export interface Unknown {
  readonly size: Readonly<Record<Unit, number>>;
  readonly noun: "applications" | "decisions";
  /** Whether the figure is of one country of asylum: then the number is the least. */
  readonly isLeast: boolean;
}

/** How a figure adds rows: only some stages, all that may be joined, or every one; of a region's total every stage that is printed. */
export interface Adds {
  readonly cell?: Cell | null;
  readonly isAdded?: boolean;
  readonly isPrinted?: boolean;
}

/** Whether people of unknown origin may be of those that a figure is of. */
const isOfOrigins = ({origins}: Selection) =>
  origins.kind === "region" || (origins.kind === "places" && !origins.codes.includes("UNK"));

/** Whose origins are not stated among the rows that a figure of everyone takes: unknown origin is a share of everyone's. */
function sizesOf(ledger: Ledger, selection: Selection, {cell = null, isAdded = false, isPrinted = false}: Adds) {
  const everyone: Selection = {...selection, origins: {kind: "all"}};
  if (selection.measure === "applications") {
    const isNew = !isAdded && asksHeadline(selection);
    const adder = unknownSizesAdder(({applications}: ApplicationRow) => applications ?? 0);
    applicationRows(ledger, isNew ? {...everyone, types: "all"} : everyone).each((row) => {
      const part = isNew ? headlinePart(row, ledger.onlyOther) : null;
      const isOwn = part === "first_and_combined" || part === "only_other_levels";
      if (!isNew || (part !== null && (isPrinted ? isNewByType(row) : isOwn))) adder.add(row);
    });
    return adder.done();
  }
  const isJoined = !isAdded && asksJoined(selection);
  const adder = unknownSizesAdder((row: PublishedDecision) => sizeInCell(row, ledger.read, cell, selection.definition));
  decisionRows(ledger, everyone).each((row) => {
    if (!isJoined || (JOINED.P.levels.includes(row.level) && !(row.asylum === "USA" && row.level === "EO")))
      adder.add(row);
  });
  return adder.done();
}

/** People without a stated origin beside a figure; null where it is of everyone, or they are few. */
export function unknownOf(ledger: Ledger, selection: Selection, adds: Adds): Unknown | null {
  if (!isOfOrigins(selection)) return null;
  const {P, C} = sizesOf(ledger, selection, adds);
  if (P.size + C.size === 0) return null;
  const noun = selection.measure === "applications" ? "applications" : "decisions";
  return {size: {P: P.size, C: C.size}, noun, isLeast: single(selection.asylums) !== null};
}

const kept = new WeakMap<Ledger, Map<string, Readonly<Record<Unit, UnknownSize>>>>();

/** The years whose number of these origins in one country of asylum is the least, as many there have no stated origin. */
function unknownYears(
  ledger: Ledger,
  selection: Selection,
  cell: Cell | null
): Readonly<Record<Unit, readonly number[]>> {
  const {measure, asylums} = selection;
  if ((measure !== "applications" && measure !== "decisions") || single(asylums) === null || !isOfOrigins(selection))
    return {P: [], C: []};
  const all = kept.get(ledger) ?? new Map<string, Readonly<Record<Unit, UnknownSize>>>();
  kept.set(ledger, all);
  const key = JSON.stringify({...selection, origins: null, cell});
  const found = all.get(key) ?? sizesOf(ledger, selection, {cell});
  all.set(key, found);
  return {P: found.P.years, C: found.C.years};
}

/** Whether the number of a figure in some of its years is the least, as many have no stated origin. */
export function isLeastOf(ledger: Ledger, selection: Selection, figure: Linked, unit: Unit): boolean {
  const asked = {...selection, ...figure};
  const [from, to] = asked.years;
  const all: Selection = {...asked, years: selection.years};
  const cell: Cell | null = figure.cell ?? null;
  return unknownYears(ledger, all, cell)[unit].some((year) => from <= year && year <= to);
}

/** Of decisions of a question: whether the number of a status, or of all protection, is the least so. */
export const unknownIn =
  (ledger: Ledger, selection: Selection, figure: Linked, unit: Unit) =>
  (cell: Status | "protection"): boolean =>
    isLeastOf(ledger, selection, {...selection, ...figure, ...decisionsOf(cell)}, unit);
