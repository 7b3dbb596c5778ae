// How numbers are written in the three languages. Everything here is text for readers: bounds always stand with their
// number, and no rounding of a percentage may claim none or all where the rows hold some.
import type {Count} from "./bounds.js";
import {isExact} from "./bounds.js";
import type {Unit} from "./codes.js";

export const LOCALES = ["en", "ru", "ko"] as const;
export type Locale = (typeof LOCALES)[number];

/** No-break, as a number never parts from its sign at the end of a line; one sign in all languages. */
const NBSP = "\u00a0";

/** Making an Intl formatter costs far more than using one, and a table uses thousands. */
function cached<K extends string, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const now = make(key);
    made.set(key, now);
    return now;
  };
}

const plain = cached((locale: Locale) => new Intl.NumberFormat(locale, {useGrouping: true, maximumFractionDigits: 20}));
const fixed = cached((key: `${Locale} ${number}`) => {
  const [locale, digits] = key.split(" ");
  return new Intl.NumberFormat(locale, {minimumFractionDigits: Number(digits), maximumFractionDigits: Number(digits)});
});
const plurals = cached((locale: Locale) => new Intl.PluralRules(locale));

/** A number alone, thousands parted as the language does: 1,234 in English and Korean, 1 234 with a no-break space in Russian. */
export function formatNumber(n: number, locale: Locale): string {
  return plain(locale).format(n);
}

/** A range with an en dash and no spaces; one number where both ends are the same. */
export function formatRange(lo: number, hi: number, locale: Locale): string {
  const [from, to] = [formatNumber(lo, locale), formatNumber(hi, locale)];
  return from === to ? from : `${from}–${to}`;
}

/** A count with its bounds in square brackets, "10 [6–34]"; the number alone where it is exact. A square bracket means nothing else. */
export function formatCount(count: Count, locale: Locale): string {
  const value = formatNumber(count.value, locale);
  return isExact(count) ? value : `${value} [${formatRange(count.lo, count.hi, locale)}]`;
}

/** The bounds of a count in a sentence: "between 6 and 34"; the number alone where it is exact. */
export function formatBetween(count: Count, locale: Locale): string {
  const [lo, hi] = [formatNumber(count.lo, locale), formatNumber(count.hi, locale)];
  if (isExact(count)) return lo;
  if (locale === "ru") return `от ${lo} до ${hi}`;
  if (locale === "ko") return `${lo}에서 ${hi} 사이`;
  return `between ${lo} and ${hi}`;
}

/** The digits of a percentage, without its sign: never 0 for more than 0, never 100 for less than 1. */
function percentDigits(fraction: number, locale: Locale, digits: number): string {
  const percent = fraction * 100;
  const write = (n: number, d: number) => fixed(`${locale} ${d}`).format(n);
  const step = 10 ** -digits;
  if (fraction > 0 && percent < step / 2) return `<${write(step, digits)}`;
  if (fraction >= 1 || percent < 99.5) return write(percent, digits);
  const decimals = Math.max(1, digits);
  const cut = 10 ** decimals;
  return write(Math.min(Math.round(percent * cut), 100 * cut - 1) / cut, decimals);
}

/**
 * A fraction of 0–1 as a percentage, "42 %" with a no-break space, to `digits` decimals. Values from 99.5 % to under 100 %
 * keep a decimal and stop at 99.9 %; a value above 0 that would round to 0 is "<1 %".
 * @throws RangeError where the fraction is outside 0–1.
 */
export function formatPercent(fraction: number, locale: Locale, digits = 0): string {
  if (!(fraction >= 0 && fraction <= 1)) throw new RangeError(`${String(fraction)} is no fraction of 0 to 1`);
  return `${percentDigits(fraction, locale, digits)}${NBSP}%`;
}

/**
 * A share with its interval: "31 % [28–34 %]"; the interval alone, "28–34 %", where there is no central value; the value
 * alone where both ends print alike.
 * @throws RangeError where a fraction is outside 0–1.
 */
export function formatShare(
  share: {readonly value: number | null; readonly lo: number; readonly hi: number},
  locale: Locale,
  digits = 0
): string {
  const [lo, hi] = [formatPercent(share.lo, locale, digits), formatPercent(share.hi, locale, digits)];
  const range = lo === hi ? lo : `${percentDigits(share.lo, locale, digits)}–${hi}`;
  if (share.value === null) return range;
  const value = formatPercent(share.value, locale, digits);
  return lo === hi && lo === value ? value : `${value} [${range}]`;
}

/** Years, first and last: "2011–2019", or one year. The same in every language, and never with thousands parted. */
export function formatYears(from: number, to: number): string {
  return from === to ? String(from) : `${String(from)}–${String(to)}`;
}

/** Word forms by the language's plural categories; those not named take "other". */
const UNIT_WORDS: Record<Locale, Record<Unit, Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}>> = {
  en: {P: {one: "person", other: "persons"}, C: {one: "case", other: "cases"}},
  ru: {
    P: {one: "человек", few: "человека", many: "человек", other: "человека"},
    C: {one: "случай", few: "случая", many: "случаев", other: "случая"}
  },
  ko: {P: {other: "명"}, C: {other: "건"}}
};

/** The word of a unit after a number: person or persons, человек or человека, 명; case or cases, случай, случая or случаев, 건. */
export function unitWord(n: number, unit: Unit, locale: Locale): string {
  const words = UNIT_WORDS[locale][unit];
  return words[plurals(locale).select(n)] ?? words.other;
}

/** A number or count and its unit: "10 [6–34] persons"; in Korean the counter stands against the number. */
export function formatQuantity(count: Count, unit: Unit, locale: Locale): string {
  return `${formatCount(count, locale)}${locale === "ko" ? "" : " "}${unitWord(count.value, unit, locale)}`;
}
