// What the charts of the explorer have in common: their options, their source line and the sections of the page.
import {rollup} from "d3";
import type {Size} from "../../charts/sizes.js";
import type {Kind, RankedPlace} from "../types.js";
import {kindWords} from "../kinds.js";
import {UNITS} from "../../measures/codes.js";
import type {Ledger} from "../ledger.js";
import {editionWords} from "../names.js";

export interface RenderOptions {
  readonly document: Document;
  /** The sizes to draw; all where not given. */
  readonly sizes?: readonly Size[];
  /** Whether a script sorts the table by its heads. */
  readonly live: boolean;
  /** Rows of the table to print; the CSV file has all. */
  readonly most?: number;
  /** The edition of the answer where it is not the latest: its cards are of that edition. */
  readonly edition?: string | null;
}

/** The sections of the page, by id. */
export const PLACES = [
  ["finding", "Answer"],
  ["sex-age", "Women, men and children"],
  ["ages", "Ages"],
  ["sex-age-places", "Countries"],
  ["over-time", "Over time"],
  ["outcomes", "Decisions"],
  ["ranking", "Comparison"],
  ["origins", "Origins"],
  ["map", "Map"],
  ["matrix", "Matrix"],
  ["table", "Table"]
] as const;
export const unitsOf = (kind: Kind) => (kind.stage ? `${kindWords(kind)}, ${UNITS[kind.unit]}` : "");
export type MakeElement = (
  name: string,
  attributes: Record<string, string>,
  ...contents: (string | Node | null)[]
) => HTMLElement;
export const source = (ledger: Ledger) =>
  `Source: ${ledger.facts.source.replace(/\.$/, "")}, ${editionWords(ledger.facts.edition)}. Each year is a whole year; ${ledger.facts.years[1]} may still be revised.`;
/** The kind that most of the compared places have: it is named once, and the others carry a sign. */
export function commonKind(places: readonly RankedPlace[]): Kind | undefined {
  const held = rollup(
    places,
    (some) => some.length,
    ({kind}) => kind
  );
  return [...held].sort((a, b) => b[1] - a[1])[0]?.[0];
}

export const sumOf = (cells: Readonly<Record<string, {readonly value: number}>>) =>
  Object.values(cells).reduce((n, {value}) => n + value, 0);
