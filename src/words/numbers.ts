// How numbers, ranges and dates are written for readers. No percentage is rounded to 0 or 100 where there are some.
import {isExact} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Unit} from "../measures/codes.js";

/** Caches by key: making an Intl formatter costs far more than using one, and a table uses thousands. */
function cached<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const now = make(key);
    made.set(key, now);
    return now;
  };
}

const plain = new Intl.NumberFormat("en-GB", {useGrouping: true, maximumFractionDigits: 20});
const fixed = cached(
  (digits: number) => new Intl.NumberFormat("en-GB", {minimumFractionDigits: digits, maximumFractionDigits: digits})
);

/** A number with thousands separators: 1,234. */
export function formatNumber(n: number): string {
  // Most numbers of a build need no separators, and are written without Intl's cost.
  return Number.isInteger(n) && n > 0 && n < 1000 ? String(n) : plain.format(n);
}

/** A range with an en dash and no spaces; one number where both ends are the same. */
export function formatRange(lo: number, hi: number): string {
  const [from, to] = [formatNumber(lo), formatNumber(hi)];
  return from === to ? from : `${from}–${to}`;
}

/** A count with its bounds in square brackets, "10 [6–34]"; the number alone where it is exact. A square bracket means nothing else. */
export function formatCount(count: Count): string {
  const value = formatNumber(count.value);
  return isExact(count) ? value : `${value} [${formatRange(count.lo, count.hi)}]`;
}

/** The bounds of a count in a sentence: "between 6 and 34"; the number alone where it is exact. */
export function formatBetween(count: Count): string {
  const [lo, hi] = [formatNumber(count.lo), formatNumber(count.hi)];
  if (isExact(count)) return lo;
  return `between ${lo} and ${hi}`;
}

/** The digits of a percentage, without its sign: never 0 for more than 0, never 100 for less than 1. */
function percentDigits(fraction: number, digits: number): string {
  const percent = fraction * 100;
  const write = (n: number, d: number) => fixed(d).format(n);
  const step = 10 ** -digits;
  if (fraction > 0 && percent < step / 2) return `<${write(step, digits)}`;
  if (fraction >= 1 || percent < 99.5) return write(percent, digits);
  const decimals = Math.max(1, digits);
  const cut = 10 ** decimals;
  return write(Math.min(Math.round(percent * cut), 100 * cut - 1) / cut, decimals);
}

/**
 * A fraction of 0–1 as a percentage, "42%", closed up, to `digits` decimals. Values from 99.5% to under 100%
 * keep a decimal and stop at 99.9%; a value above 0 that would round to 0 is "<1%".
 * @throws RangeError where the fraction is outside 0–1.
 */
export function formatPercent(fraction: number, digits = 0): string {
  if (!(fraction >= 0 && fraction <= 1)) throw new RangeError(`${String(fraction)} is no fraction of 0 to 1`);
  return `${percentDigits(fraction, digits)}%`;
}

/** The product of a decimal fraction can miss its digits by the last bit. */
const LAST_BIT = 1e-9;

/** The lower end of a share: cut and never rounded up; "<1%" where there are some and it would be 0. */
export function lowerPercent(lo: number, digits = 0): string {
  const cut = 10 ** (digits + 2);
  const end = Math.floor(lo * cut + LAST_BIT) / cut;
  return end === 0 && lo > 0 ? `<${fixed(digits).format(10 ** -digits)}%` : `${fixed(digits).format(end * 100)}%`;
}

/** The upper end of a share: never rounded down; ">99.9%" where it would be 100 and is not. */
export function upperPercent(hi: number, digits = 0): string {
  const ceil = (n: number) => Math.ceil(hi * 10 ** (n + 2) - LAST_BIT) / 10 ** n;
  const decimals = hi < 1 && ceil(digits) >= 100 ? Math.max(1, digits) : digits;
  const end = ceil(decimals);
  return hi < 1 && end >= 100
    ? `>${fixed(decimals).format(100 - 10 ** -decimals)}%`
    : `${fixed(decimals).format(Math.max(0, end))}%`;
}

/** The two ends of a share as they are printed; null where they and the value between them are printed as one number. */
export function percentEnds(
  {value, lo, hi}: {readonly value: number | null; readonly lo: number; readonly hi: number},
  digits = 0
): readonly [lo: string, hi: string] | null {
  const all = new Set([lo, hi, value ?? lo].map((one) => formatPercent(one, digits)));
  return lo === hi || (value !== null && all.size === 1) ? null : [lowerPercent(lo, digits), upperPercent(hi, digits)];
}

/** The same in a sentence: "between 56% and 63%". */
export function betweenPercents(share: Parameters<typeof percentEnds>[0], digits = 0): string | null {
  const ends = percentEnds(share, digits);
  return ends && `between ${ends[0]} and ${ends[1]}`;
}

/**
 * A share with its interval: "31% [28–34%]"; the interval alone, "28–34%", where there is no central value; the value
 * alone where all three are printed the same.
 * @throws RangeError where a fraction is outside 0–1.
 */
export function formatShare(
  share: {readonly value: number | null; readonly lo: number; readonly hi: number},
  digits = 0
): string {
  const value = formatPercent(share.value ?? share.lo, digits);
  const ends = percentEnds(share, digits);
  if (!ends) return value;
  const range = `${ends[0].replace("%", "")}–${ends[1]}`;
  return share.value === null ? range : `${value} [${range}]`;
}

/** First and last year: "2011–2019", or one year. Never with thousands separators. */
export function formatYears(from: number, to: number): string {
  return from === to ? String(from) : `${String(from)}–${String(to)}`;
}

const UNIT_WORDS: Readonly<Record<Unit, {readonly one: string; readonly other: string}>> = {
  P: {one: "person", other: "persons"},
  C: {one: "case", other: "cases"}
};

/** The word of a unit after a number: person or persons, case or cases. */
export function unitWord(n: number, unit: Unit): string {
  return n === 1 ? UNIT_WORDS[unit].one : UNIT_WORDS[unit].other;
}

/** A number or count and its unit: "10 [6–34] persons". */
export function formatQuantity(count: Count, unit: Unit): string {
  return `${formatCount(count)} ${unitWord(count.value, unit)}`;
}

/** The bounds of a count in brackets: [98,632–98,690]. They follow their number after a no-break space. */
export function formatBounds({lo, hi}: Count): string {
  return `[${formatRange(lo, hi)}]`;
}

/** Whether a number's range changes what a reader writes, and is printed: wider than 1% of it, or the number below 100. */
export function printsRange({value, lo, hi}: Count): boolean {
  return hi > lo && (value < 100 || hi - lo > 0.01 * value);
}

/** A number that can be higher, as some are missing or not separated: "at least" is followed by the lower end of its range. */
export const leastCount = ({lo}: Pick<Count, "lo">): string => `at least ${formatNumber(lo)}`;

/** A share that can be higher: "at least 73.2%", its lower end as a range prints it. */
export const leastPercent = (lo: number, digits = 0): string =>
  `at least ${lowerPercent(lo, digits)}`.replace(/^at least <.*/, "more than 0%");

/** A number per 100,000 inhabitants, or an index: whole from 100, one decimal from 1, else two significant digits. */
export const formatPer = (n: number): string => per(n, Math.round);

function per(n: number, round: (n: number) => number): string {
  const digits = n >= 100 ? 0 : n >= 1 ? 1 : n > 0 ? 1 - Math.floor(Math.log10(n)) : 0;
  const scale = 10 ** digits;
  return formatNumber(Number((round(n * scale) / scale).toFixed(digits)));
}

/** The two ends of such a number: the lower never rounded up, the upper never down; null where all three are printed the same. */
export function perEnds({value, lo, hi}: Count): readonly [lo: string, hi: string] | null {
  return lo === hi || new Set([lo, value, hi].map(formatPer)).size === 1 ? null : [lowerPer(lo), upperPer(hi)];
}
export const lowerPer = (lo: number): string => per(lo, (n) => Math.floor(n + LAST_BIT));
const upperPer = (hi: number): string => per(hi, (n) => Math.ceil(n - LAST_BIT));

/** Years as spans: "2006 and 2008–2023". */
export function formatSpans(years: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last && year === last[1] + 1) last[1] = year;
    else spans.push([year, year]);
  }
  return new Intl.ListFormat("en-GB", {type: "conjunction"}).format(spans.map(([from, to]) => formatYears(from, to)));
}

/** A size in kB or MB. */
export function byteWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
