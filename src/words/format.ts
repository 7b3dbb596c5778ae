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

/** Years as spans: 2006 and 2008–2023. */
export function formatSpans(years: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last && year === last[1] + 1) last[1] = year;
    else spans.push([year, year]);
  }
  return new Intl.ListFormat(LOCALE, {type: "conjunction"}).format(spans.map(([from, to]) => formatYears(from, to)));
}

/** Bytes as readers say them. */
export function byteWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
