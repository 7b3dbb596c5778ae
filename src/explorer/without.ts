// Names the years that a ranked place's number leaves out: what the data does not separate, and what is counted in the other unit.
import {UNITS} from "../measures/codes.js";
import {formatNumber, formatSpans} from "../words/numbers.js";
import {capital, list} from "../words/text.js";
import type {Ledger} from "./ledger.js";
import {placeName} from "./names.js";
import type {RankedPlace, YearsWithout} from "./types.js";

const spanned = ({years, size, why}: YearsWithout) =>
  `${formatSpans(years)}${why === "not separated" && size !== null ? ` (${formatNumber(size)})` : ""}`;

/** Of one place, a clause each: "2012 (915), not separated from appeals". */
export const withoutWords = ({without = []}: RankedPlace): string[] =>
  without
    .filter(({years}) => years.length)
    .map((one) =>
      one.why === "not separated"
        ? `${spanned(one)}, not separated from appeals`
        : `${spanned(one)}, counted in ${UNITS[one.unit]}`
    );

const MOST_NAMED = 5;

/** Of the places of a ranking, a sentence for each reason; null where nothing is left out. */
export function withoutNote(ledger: Ledger, places: readonly RankedPlace[]): string | null {
  const named = (why: YearsWithout["why"]) => {
    const all = places.flatMap(({code, without = []}) => {
      const some = without.filter((one) => one.why === why && one.years.length);
      return some.length ? [`${placeName(ledger, code)} ${list(some.map((one) => spanned(one) + (why === "other unit" ? ` (${UNITS[one.unit]})` : "")))}`] : []; // prettier-ignore
    });
    const rest = all.length - MOST_NAMED;
    return all.length
      ? capital(list(rest > 1 ? [...all.slice(0, MOST_NAMED), `${rest} others, which the table names`] : all))
      : null;
  };
  const [mixed, other] = [named("not separated"), named("other unit")];
  const sentences = [
    mixed && `${mixed}: the data does not separate new applications from appeals, and a number marked “at least” has none of these.`, // prettier-ignore
    other && `${other}: counted in the other unit than the place’s number, which cannot include them.`
  ].filter(Boolean);
  return sentences.length ? sentences.join(" ") : null;
}
