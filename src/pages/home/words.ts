// The words that every part of the home page uses: numbers in both units, names, and sentences' small steps.
import type {Count} from "../../measures/bounds.js";
import type {InUnits} from "../../measures/headline.js";
import {POSITIVE_STATUSES, STATUSES} from "../../measures/codes.js";
import {sum, ZERO} from "../../measures/bounds.js";
import {isLeastStatus} from "../../measures/separated.js";
import {formatCount, formatNumber, printsRange, unitWord} from "../../words/numbers.js";
import {articled} from "../../words/places.js";
import type {HomeFacts, HomePlace, HomeYear, StatusCounts} from "./facts.js";

/** A number, with its range where that changes what a reader writes. */
export function said(count: Count): string {
  const number = formatNumber(count.value);
  return count.lo !== count.hi && printsRange(count)
    ? `${number} (between ${formatNumber(count.lo)} and ${formatNumber(count.hi)})`
    : number;
}

/** The same in a table or a chart: "208 [204–208]". */
export const inTable = (count: Count): string => (printsRange(count) ? formatCount(count) : formatNumber(count.value));

/** "629,358 persons and 282,594 cases"; persons and cases are never added. */
export function bothUnits({P, C}: InUnits<Count>): string {
  return [
    ...(P ? [`${said(P)} ${unitWord(P.value, "P")}`] : []),
    ...(C ? [`${said(C)} ${unitWord(C.value, "C")}`] : [])
  ].join(" and ");
}

export const nameOf = ({names}: HomeFacts, code: string): string => names[code] ?? code;
export const inSentence = (facts: HomeFacts, code: string): string => articled(nameOf(facts, code));

/** Persons and cases together: the least number of persons there can be. For order and length alone, never printed. */
export const leastOf = ({P, C}: HomePlace): number => (P?.value ?? 0) + (C?.value ?? 0);

/** Every decision that granted protection, and every decision; files closed without one are in neither. */
export function grantedOf(statuses: StatusCounts): Count {
  return sum(POSITIVE_STATUSES.map((status) => statuses[status])) ?? ZERO;
}
export function decidedOf(statuses: StatusCounts): Count {
  return (
    sum(
      STATUSES.filter((status) => status !== "otherwise_closed" && status !== "not_decided").map(
        (status) => statuses[status]
      )
    ) ?? ZERO
  );
}

/** The facts of one year. @throws RangeError where the edition has no such year. */
export function yearOf({years}: HomeFacts, year: number): HomeYear {
  const found = years.find((one) => one.year === year);
  if (!found) throw new RangeError(`the edition has no year ${year}`);
  return found;
}

/** Whether the data does not separate some that were closed without a decision from refusals. */
export const isClosedLeast = (statuses: StatusCounts): boolean => isLeastStatus({statuses}, "otherwise_closed", false);
