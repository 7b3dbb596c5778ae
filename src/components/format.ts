// Numbers as readers see them, in English: thousands with a comma, ranges with an en dash, bounds in square brackets.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";

const whole = new Intl.NumberFormat("en", {maximumFractionDigits: 0});

/** A whole number, thousands parted: 98,654. */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** The interval of a count, in brackets: [98,632–98,690]. */
export function formatBounds({lo, hi}: Count): string {
  return `[${formatNumber(lo)}–${formatNumber(hi)}]`;
}

/** A count and, where rounding leaves it room, its interval after a no-break space: 267 [263–269]. */
export function formatCount(count: Count): string {
  return isExact(count) ? formatNumber(count.value) : `${formatNumber(count.value)}\u00a0${formatBounds(count)}`;
}

/** First and last year: 2011–2019, or 2022 alone. */
export function formatYears(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}
