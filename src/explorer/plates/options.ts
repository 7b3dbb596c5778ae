// What the charts of the explorer have in common: their options, their source line and the sections of the page.
import {rollup} from "d3";
import type {Size} from "../../charts/sizes.js";
import type {Kind, RankedPlace, Series, View} from "../types.js";
import {kindWords} from "../kinds.js";
import {UNITS} from "../../measures/codes.js";
import {formatState} from "../address.js";
import type {State} from "../address.js";
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
  /** The charts that compare, once their code has loaded. */
  readonly compare?: () => Compare | null;
}

/** The charts that compare: their code loads after the first chart. */
export interface Compare {
  /** Series by year over each other, in place of small multiples. */
  readonly linesPlate: (
    ledger: Ledger,
    view: View,
    made: {readonly drawn: readonly Series[]; readonly unit: string; readonly options: RenderOptions}
  ) => HTMLElement;
  /** What follows the matrix: flows, numbers and rates, before and after a break, and a pair among all pairs. */
  readonly comparePlates: (ledger: Ledger, view: View, options: RenderOptions) => Iterable<HTMLElement>;
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
  ["hosts", "Countries of asylum"],
  ["map", "Map"],
  ["matrix", "Matrix"],
  ["flows", "Flows"],
  ["scatter", "Numbers and rates"],
  ["before-after", "Before and after"],
  ["table", "Table"]
] as const;
export const unitsOf = (kind: Kind) => (kind.stage ? `${kindWords(kind)}, ${UNITS[kind.unit]}` : "");
export type MakeElement = (
  name: string,
  attributes: Record<string, string>,
  ...contents: (string | Node | null)[]
) => HTMLElement;
/** A link to the same page with another question or another view, which then shows and focuses an element of the answer. */
export function wayLink(
  make: MakeElement,
  state: State,
  {
    words,
    focus,
    id,
    label,
    current = false
  }: {
    readonly words: string;
    /** The id of the element. */
    readonly focus: string;
    readonly id?: string;
    readonly label?: string;
    /** Whether it leads to what is shown. */
    readonly current?: boolean;
  }
): HTMLElement {
  const query = formatState(state);
  return make(
    "a",
    {
      href: `?${query}`,
      "data-state": query,
      "data-focus": focus,
      ...(id ? {id} : {}),
      ...(label ? {"aria-label": label} : {}),
      ...(current ? {"aria-current": "true"} : {})
    },
    words
  );
}
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
