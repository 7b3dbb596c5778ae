// Finds the breaks in series that affect a question.
import {group} from "d3";
import {BREAK_KINDS, isCheck, isFinding, speaksOf, touchesTable, touchesYears} from "../measures/breaks.js";
import type {BreakKind} from "../measures/breaks.js";
import {POSITIVE_COLUMNS} from "../measures/codes.js";
import type {Selection} from "../measures/selection.js";
import type {ExplorerBreak} from "./facts.js";
import type {Ledger} from "./ledger.js";
import type {Loss} from "./types.js";

/** The breaks of the edition that touch the chosen countries, origins and years. */
export function breaksOf(
  {facts}: Ledger,
  {measure, origins, asylums, years, levels, unit}: Selection
): ExplorerBreak[] {
  if (measure === "refugees" || measure === "asylum_seekers" || asylums.kind !== "places") return [];
  const meets = (scope: string, codes: readonly string[] | null) =>
    scope === "*" || codes === null || scope.split(" ").some((code) => codes.includes(code));
  return facts.breaks.filter(
    (one) =>
      one.asylum !== "*" &&
      asylums.codes.includes(one.asylum) &&
      touchesYears(one, [years]) &&
      touchesTable(one, measure === "applications" ? "applications" : "decisions") &&
      (unit === "both" || !isFinding(one) || one.unit === "*" || one.unit === unit) &&
      meets(one.origin, origins.kind === "places" ? origins.codes : null) &&
      meets(one.level, levels)
  );
}

/** Unexplained breaks, found automatically, by kind. Long lists are cut: the country's page has all. */
export function foundWords(ledger: Ledger, breaks: readonly ExplorerBreak[]): Loss[] {
  const hosts = new Set(breaks.map(({asylum}) => asylum)).size;
  return Array.from(
    group(breaks.filter(isFinding), ({kind}) => kind),
    ([kind, some]) => {
      const told = some
        .slice(0, MOST_FOUND)
        .map(({asylum, wording}) => (hosts > 1 ? `${ledger.place(asylum)?.name ?? asylum}. ${wording}` : wording));
      const left = some.length - told.length;
      return {
        term: `${BREAK_KINDS[kind as BreakKind]}, unexplained.`,
        words: [...told, ...(left ? [`${left} more on the country’s page.`] : [])].join(" ")
      };
    }
  );
}
const MOST_FOUND = 3;
/** The first year after a break that makes two lines of one; null for what a line shows by itself, such as a leap or a gap. */
export function changeOf(each: ExplorerBreak): number | null {
  if (!isFinding(each)) return isCheck(each) || goesOn(each) ? null : each.year_from;
  if (each.kind === "leap" || each.kind === "reporting") return null;
  return BETWEEN.includes(each.kind) ? each.year_to : each.year_from;
}
const BETWEEN: readonly (string | undefined)[] = ["columns", "unit", "level", "authority"] satisfies BreakKind[];
/** Whether a line says of its years what one before says of earlier years. */
const goesOn = ({wording}: ExplorerBreak) => wording.startsWith("As in ");

/** Whether a break concerns the numbers that a question counts: of decisions those that grant protection. */
export function concernsNumbers(each: ExplorerBreak, {measure}: Selection): boolean {
  return measure !== "decisions" || speaksOf(each, POSITIVE_COLUMNS);
}
