// What every plate of the explorer is given, and where plates go.
import {rollup} from "d3";
import type {Size} from "../../charts/sizes.js";
import type {Kind, RankedPlace} from "../types.js";
import {kindWords} from "../kinds.js";
import {UNITS} from "../../measures/codes.js";
import type {Ledger} from "../ledger.js";

export interface RenderOptions {
  readonly document: Document;
  /** The sizes to draw; all where not given. */
  readonly sizes?: readonly Size[];
  /** Whether scripts stand behind the table's heads. */
  readonly live: boolean;
  /** Rows of the table to print; the file has all. */
  readonly most?: number;
}

/** The places on the page, by id: what a reader can go to. */
export const PLACES = [
  ["finding", "Finding"],
  ["over-time", "Over time"],
  ["outcomes", "Outcomes"],
  ["ranking", "Compared"],
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
export const source = (ledger: Ledger) => `Source: ${ledger.facts.source}, edition ${ledger.facts.edition}.`;
/** The kind that most of the places compared stand with: it goes without saying, the others carry a sign. */
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
