// Sentences to print of applicants by sex and age, as Eurostat counts them: how many of all who applied were in a group, or its share
// with what it is of.
import type {Count} from "../measures/bounds.js";
import type {Share} from "../measures/rates.js";
import {betweenPercents, formatBetween, formatNumber, formatPercent} from "./numbers.js";
import {amount, isOne, namedSentence, people, rangeSentence, sentences, source, when, where} from "./printScope.js";
import type {PrintedWords, Scope} from "./printScope.js";
import {capital} from "./text.js";

/** A group after the number of its people: "was a woman or girl", "were women or girls". */
export interface GroupWords {
  readonly one: string;
  readonly many: string;
}

export interface GroupToPrint extends Scope {
  /** Null for everybody who applied. */
  readonly group: GroupWords | null;
  readonly isFirstTime: boolean;
  /** Null where there is no entry, or Eurostat does not give the group. */
  readonly count: Count | null;
  readonly applicants: Count | null;
  /** Null for a number. */
  readonly share: {readonly of: Share; readonly base: number; readonly by: "sex" | "age"} | null;
  /** What the words of the group do not say. */
  readonly meaning: string;
  /** Why there is no number, as a clause. */
  readonly why: string;
}

/** Below this width of its range a share has one decimal. */
const NARROW = 0.05;
export const shareDigits = ({lo, hi}: Share): number => (hi - lo <= NARROW ? 1 : 0);

/** The range of a share, "between 41% and 45%"; null where it is printed as one number. */
export const shareRange = (share: Share): string | null => betweenPercents(share, shareDigits(share));

/** A share as it is printed: its range where that is wider than 1% of it. */
function shareAmount(share: Share): string {
  const range = shareRange(share);
  const {value, lo, hi} = share;
  if (range === null || (value !== null && hi - lo <= 0.01 * value))
    return formatPercent(value ?? lo, shareDigits(share));
  return range;
}

/** The sentences of one group's number or share. */
export function groupToPrint(figure: GroupToPrint): PrintedWords {
  const {group, isFirstTime, count, applicants, share, years} = figure;
  const cited = source(figure);
  const asked = people(figure) ?? "people";
  const applied = `applied for asylum${isFirstTime ? " for the first time" : ""}${where(figure)}`;
  const time = when(years);
  const whole = (short: string, ...range: string[]): PrintedWords => ({
    short,
    full: sentences([
      short,
      figure.meaning,
      isFirstTime ? "" : "Repeat applications are included.",
      years[0] === years[1]
        ? ""
        : `The numbers add up the years from ${years[0]} to ${years[1]}; one person can be counted more than once.`,
      ...range,
      namedSentence(figure)
    ])
  });
  if (!count || !applicants)
    return whole(
      `Eurostat’s data does not give the number of ${asked} who ${applied} ${time}${group ? ` and ${group.many}` : ""}: ${figure.why} ${cited}.`
    );
  const all = amount(applicants, false);
  const isOneOfAll = isOne(applicants, false);
  const range = rangeSentence(figure, count);
  if (!group)
    return whole(
      `${capital(time)}, ${all} ${isOneOfAll ? asked.replace(/^people/, "person") : asked} ${applied} ${cited}.`,
      range
    );
  const of = `Of the ${formatNumber(applicants.value)} ${asked} who ${applied} ${time}`;
  if (share)
    return whole(
      `${of}, ${shareAmount(share.of)} ${group.many} ${cited}.`,
      `That is ${formatNumber(count.value)} of ${formatNumber(share.base)}, the sum of Eurostat’s numbers by ${share.by}.`,
      shareRange(share.of)
        ? `Eurostat rounds its numbers: the share before rounding is ${shareRange(share.of) ?? ""}.`
        : ""
    );
  if (count.value === 0)
    return whole(
      `${of}, Eurostat’s figures show none who ${group.many} ${cited}. Because Eurostat rounds its numbers, there may have been up to ${formatNumber(count.hi)}.`
    );
  const one = isOne(count, false);
  return whole(
    `${of}, ${amount(count, false)} ${one ? group.one : group.many} ${cited}.`,
    `Eurostat rounds its numbers: before rounding, it was ${formatBetween(count)} of ${formatBetween(applicants)}.`
  );
}
