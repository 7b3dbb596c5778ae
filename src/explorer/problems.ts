// Describes the parts of an address that the explorer ignored or shortened.
import {formatYears} from "../words/numbers.js";
import type {Problem} from "../measures/selection.js";
import {number} from "./names.js";
import {MOST_ROWS} from "./ledger.js";

/** Describes the parts of an address that are invalid. Values stay plain text: callers must set them as text. */
export function problemWords({key, value, reason}: Problem): string {
  const what = key ? `“${key}=${value}”` : `an address of this length`;
  switch (reason) {
    case "unknown key":
      return `We ignored ${what}: this page has no such option.`;
    case "unknown value":
      if (key === "shown" && value === "index")
        return `We ignored ${what}: a single figure has no index, which compares years. The explorer draws it.`;
      return `We ignored ${what}: this edition has no such value.`;
    case "given twice":
      return `${what} is given twice; we use the first.`;
    case "too many":
      return `We ignored ${what}: it is one place too many.`;
    case "too long":
      return "We ignored the address: it is too long to be a question.";
    case "outside the edition":
      return `${what} asks for years that this edition does not have; we show the years that it has.`;
    case "does not fit":
      return `We ignored ${what}: it does not apply to this measure.`;
  }
}

/** Says that a question exceeds the maximum number of rows, and which years are left out. */
export function cutWords([from]: readonly [number, number], [first, last]: readonly [number, number]): string {
  return `This question needs more than ${number(MOST_ROWS)} rows. ${formatYears(from, first - 1)} ${first - 1 === from ? "is" : "are"} left out: the answer is for ${formatYears(first, last)}. Choose fewer places to see every year.`;
}
