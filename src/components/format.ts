// Numbers in the language of the pages, which is English here.
import type {Count} from "../measures/bounds.js";
import * as numbers from "../measures/format.js";
import type {Locale} from "../measures/format.js";

const LOCALE: Locale = "en";

/** A number, thousands parted: 98,654. */
export function formatNumber(value: number): string {
  return numbers.formatNumber(value, LOCALE);
}

/** The interval of a count in brackets: [98,632–98,690]. It follows its number after a no-break space. */
export function formatBounds({lo, hi}: Count): string {
  return `[${numbers.formatRange(lo, hi, LOCALE)}]`;
}

/** First and last year, or one alone: 2011–2019. */
export function formatYears(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}
