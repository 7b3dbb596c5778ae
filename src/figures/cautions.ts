// Breaks in series that concern a figure, for its card: reviewed ones first, then the largest unexplained changes.
import {isFinding, speaksOf, touchesTable, touchesYears} from "../measures/breaks.js";
import type {BreakScope, BreakTable} from "../measures/breaks.js";
import {COLUMNS, POSITIVE_COLUMNS, POSITIVE_STATUSES} from "../measures/codes.js";
import type {Column, Level, Unit} from "../measures/codes.js";
import type {Scope} from "../measures/status.js";
import {formatNumber, formatYears} from "../words/numbers.js";
import {breakWords} from "../words/breakWording.js";
import type {Cell} from "./address.js";
import type {CardSource, FigureCard} from "./figureCard.js";

/** Which rows a figure adds. */
export interface FigureScope {
  readonly table: BreakTable;
  readonly origin: Scope<string>;
  readonly asylum: Scope<string>;
  readonly level: Scope<Level>;
  readonly unit: Scope<Unit>;
  readonly years: readonly (readonly [from: number, to: number])[];
  readonly cell: Cell | null;
}

/** A break as an edition has it; scopes are `*` or codes separated by a space. */
export interface CautionBreak extends BreakScope {
  readonly asylum: string;
  readonly origin: string;
  readonly level: string;
  readonly unit: string;
  readonly verdict: string;
  readonly wording: string;
}

/** At most so many unexplained changes are on a card; the country's page has them all. */
const MOST_FOUND = 6;
const UNCHANGED = "We have not changed any figure.";

/** The cautions of a figure. `breaks` are those that are listed by themselves, findings the largest first. */
export function cautionsOf<Break extends CautionBreak>(
  breaks: readonly Break[],
  scope: FigureScope,
  sourcesOf: (one: Break) => readonly CardSource[],
  nameOf: (place: string) => string
): FigureCard["cautions"] {
  // A figure of several countries does not say whose a caution is.
  const whose = ({asylum}: Break) => (scope.asylum === "*" || scope.asylum.length < 2 ? "" : `${nameOf(asylum)}. `);
  const concerned = breaks.filter((each) => touches(each, scope));
  const found = concerned.filter(isFinding);
  const more = found.length - MOST_FOUND;
  return [
    ...concerned
      .filter((each) => !isFinding(each))
      .map((each) => ({
        words:
          each.verdict === "open"
            ? `${whose(each)}${yearsOf(each)}, unresolved: ${breakWords(each)} ${UNCHANGED}`
            : `${whose(each)}${yearsOf(each)}: ${breakWords(each)}`,
        sources: sourcesOf(each)
      })),
    ...found
      .slice(0, MOST_FOUND)
      .map((each) => ({words: `${whose(each)}Unexplained change: ${each.wording} ${UNCHANGED}`, sources: []})),
    ...(more > 0
      ? [
          {
            words: `${formatNumber(more)} more unexplained changes are listed on the page of each country.`,
            sources: []
          }
        ]
      : [])
  ];
}

/** The years of a line: without them “every year” would be those of the figure. */
const yearsOf = ({year_from, year_to}: CautionBreak) =>
  year_to === null ? `From ${year_from}` : formatYears(year_from, year_to);

/**
 * Whether a break concerns rows that a figure adds, and a finding its column too. Breaks that concern every country are on the page
 * of breaks, not on each card.
 */
function touches(each: CautionBreak, {table, cell, asylum, origin, level, unit, years}: FigureScope): boolean {
  const meets = (text: string, scope: Scope<string>) =>
    text === "*" || scope === "*" || text.split(" ").some((code) => scope.includes(code));
  return (
    each.asylum !== "*" &&
    asylum !== "*" &&
    asylum.includes(each.asylum) &&
    meets(each.origin, origin) &&
    meets(each.level, level) &&
    touchesYears(each, years) &&
    touchesTable(each, table) &&
    (!isFinding(each) || meets(each.unit, unit)) &&
    speaksOf(each, table === "applications" ? null : columnsOf(cell))
  );
}

/** The columns of decisions that a shown number is of; null where a figure shows them all. */
function columnsOf(shown: Cell | null): readonly Column[] {
  if (shown === null) return COLUMNS;
  if ((COLUMNS as readonly string[]).includes(shown)) return [shown as Column];
  const isPositive =
    shown === "protection" ||
    shown === "recognized_or_other" ||
    (POSITIVE_STATUSES as readonly string[]).includes(shown);
  return isPositive ? POSITIVE_COLUMNS : ["rejected", "closed"];
}
