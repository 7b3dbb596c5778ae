// A number in a table leads to its card: this writes the address that counts the same as the number, for pages and the explorer.
import type {Count} from "../measures/bounds.js";
import {POSITIVE_STATUSES, STATUSES} from "../measures/codes.js";
import type {Status} from "../measures/codes.js";
import type {RateName} from "../measures/rates.js";
import type {Places, Region, Selection} from "../measures/selection.js";
import type {Outcomes} from "../measures/sums.js";
import {figureQuery} from "./address.js";
import type {AskedFigure} from "./address.js";

/** What a number counts: the parts of its question, and which of the answer's numbers it is. */
export type Linked = Partial<Selection> & Partial<Omit<AskedFigure, "selection">>;

/** The way from a page to the site's root. */
export type Root = "./" | "../";

/** The address of a number's card, relative to the page that shows it. */
export function figureHref(root: Root, {cell, per, added, edition, ...selection}: Linked): string {
  return `${root}figure?${figureQuery(selection, {
    ...(cell ? {cell} : {}),
    ...(per ? {per} : {}),
    ...(added ? {added} : {}),
    ...(edition ? {edition} : {})
  })}`;
}

export const places = (...codes: readonly string[]): Places => ({kind: "places", codes});
export const regionOf = ({scheme, code}: Region) => ({kind: "region", scheme, code}) as const;
export const yearOf = (year: number): readonly [number, number] => [year, year];

/** Decisions of a status, or in a column as it was published. */
export const decisionsOf = (cell: AskedFigure["cell"], isPublished = false): Linked => ({
  measure: "decisions",
  definition: isPublished ? "published" : "status",
  cell
});

/** A rate, by its name. */
export const rateOf = (definition: RateName): Linked => ({measure: "rate", definition});

/** Protection other than refugee status is one status where the others are exactly 0; a sum of several has no address. */
export function onlyOther({statuses}: Pick<Outcomes, "statuses">): Status | null {
  const some = POSITIVE_STATUSES.filter((status) => status !== "refugee_status" && isSome(statuses[status]));
  return some.length === 1 ? (some[0] ?? null) : null;
}

/** What the data may hold together with a status: then it has no number of its own where it is published as 0. */
export function isToldAlone({statuses}: Pick<Outcomes, "statuses">, cell: string): boolean {
  const status = STATUSES.find((one) => one === cell);
  if (status === undefined || statuses[status].value > 0) return true;
  const isPositive = (POSITIVE_STATUSES as readonly string[]).includes(status);
  const other = isPositive ? "undivided" : status === "not_decided" ? null : "undivided_closed";
  return other === null || other === status || statuses[other].value === 0;
}

const isSome = ({value, hi}: Count) => value > 0 || hi > 0;

/** Whether two counts are one number with the same bounds. */
export const isSame = (a: Count | null, b: Count | null): boolean =>
  a === b || (a !== null && b !== null && a.value === b.value && a.lo === b.lo && a.hi === b.hi);

/** A number in a text that leads to its card: the text of the link, and what the card counts. */
export interface TextLink {
  readonly text: string;
  readonly figure: Linked;
  /** Where the card's number is another than the text. */
  readonly title?: string;
}

/** A text as a pattern that matches it and nothing else. */
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A text with its numbers as links, each where it first stands as a whole number. Small numbers that stand twice are left alone. */
export function withLinks<Link extends Pick<TextLink, "text">>(
  text: string,
  links: readonly Link[],
  make: (link: Link) => Node
): readonly (string | Node)[] {
  const found = links
    .filter((link) => links.filter((one) => one.text === link.text).length === 1)
    .flatMap((link) => {
      const all = [...text.matchAll(new RegExp(`(?<![\\d,.–])${literal(link.text)}(?![\\d,.–]*\\d|%)`, "g"))];
      const [first] = all;
      return first && (all.length === 1 || link.text.length > 2) ? [{link, at: first.index}] : [];
    })
    .sort((a, b) => a.at - b.at);
  const parts: (string | Node)[] = [];
  let from = 0;
  for (const {link, at} of found) {
    parts.push(text.slice(from, at), make(link));
    from = at + link.text.length;
  }
  return [...parts, text.slice(from)];
}
