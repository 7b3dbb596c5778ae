// What of an address the explorer ignored or cut, in words.
import {formatYears} from "../words/numbers.js";
import type {Problem} from "../measures/selection.js";
import {number} from "./names.js";
import {MOST_ROWS} from "./ledger.js";

/** The parts of an address that were not understood, in words. The values stay text: whoever shows them sets them as text. */
export function problemWords({key, value, reason}: Problem): string {
  const what = key ? `“${key}=${value}”` : `an address of this length`;
  switch (reason) {
    case "unknown key":
      return `${what} is no part of a question here.`;
    case "unknown value":
      return `${what} is not known in this edition.`;
    case "given twice":
      return `${what} is given twice; the first was taken.`;
    case "too many":
      return `${what} is one place too many.`;
    case "too long":
      return "The address is too long to be a question.";
    case "outside the edition":
      return `${what} asks for years that this edition does not have; the years that it has are shown.`;
    case "does not fit":
      return `${what} does not fit what was asked.`;
  }
}

/** That a question takes more rows than are added up at once, and which of its years were left out. */
export function cutWords([from]: readonly [number, number], [first, last]: readonly [number, number]): string {
  return `This question takes more than ${number(MOST_ROWS)} rows. ${formatYears(from, first - 1)} ${first - 1 === from ? "is" : "are"} left out, and what follows is of ${formatYears(first, last)}; with fewer places every year is answered.`;
}
