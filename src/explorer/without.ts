// Names what a ranked place's number leaves out, with its years: what the data does not separate, and what is counted in the other unit.
import {UNITS} from "../measures/codes.js";
import {formatNumber, formatSpans} from "../words/numbers.js";
import {capital, list} from "../words/text.js";
import type {Ledger} from "./ledger.js";
import {placeName} from "./names.js";
import type {RankedPlace, YearsWithout} from "./types.js";

const spanned = ({years, size, why}: YearsWithout) =>
  `${formatSpans(years)}${why === "not separated" && size !== null ? ` (${formatNumber(size)})` : ""}`;

/** Of one place, a clause each: "915 of 2012, not separated from appeals". */
export const withoutWords = ({without = []}: RankedPlace): string[] =>
  without
    .filter(({years}) => years.length)
    .map(({years, size, why, unit}) =>
      why === "not separated"
        ? `${size === null ? "some" : formatNumber(size)} of ${formatSpans(years)}, not separated from appeals`
        : `some of ${formatSpans(years)}, counted in ${UNITS[unit]}`
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
    mixed && `${mixed}: the data does not separate these new applications from appeals. They are in none of the numbers marked “at least”.`, // prettier-ignore
    other && `Some are counted in another unit than the place’s number and are not in it: ${other}.`
  ].filter(Boolean);
  return sentences.length ? sentences.join(" ") : null;
}
