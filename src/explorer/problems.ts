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
      if (key === "origin" || key === "asylum")
        return `We found no place “${value}”, so what follows is not about it. Search for it by name with the search at the top of the page.`;
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
      return `We ignored ${what}: ${DOES_NOT_FIT[key] ?? "it does not apply to this measure"}.`;
  }
}

const DOES_NOT_FIT: Readonly<Record<string, string>> = {
  but: "only a region or all countries can be without some, and this question names its countries",
  added:
    "it does not apply to this measure, these stages or these countries. Numbers of the two bodies of the United States, which decide the same claims in part, are not added"
};

/** Says that a question exceeds the maximum number of rows, and which years are left out. */
export function cutWords([from]: readonly [number, number], [first, last]: readonly [number, number]): string {
  return `This question needs more than ${number(MOST_ROWS)} rows. ${formatYears(from, first - 1)} ${first - 1 === from ? "is" : "are"} left out: the answer is for ${formatYears(first, last)}. Choose fewer places to see every year.`;
}
