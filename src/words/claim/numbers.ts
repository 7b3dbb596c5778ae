// The numbers and years that a sentence contains, as they were printed: with thousands separators, in millions, as percentages, with
// "nearly" or "more than".
import type {Stated} from "./claim.js";
import {inDigits} from "./numerals.js";

/** The digits of Arabic and Persian as those of English, with their separator of thousands. */
export const westernDigits = (text: string) =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)).replaceAll("٬", ",");

const BEFORE =
  "(?:(no (?:fewer|less) than|not (?:fewer|less) than|no more than|not more than|more than|over|above|at least|exceeding|upwards of|less than|under|below|fewer than|up to|at most|nearly|almost|close to|just under|about|around|approximately|roughly|some|circa|c\\.|~|≈|>|<) ?)?";
const NUMBER = new RegExp(
  `${BEFORE}(?<![\\p{L}\\d.,])(\\d{1,3}(?:[,.\\u00a0\\u202f\\u2009'’ ]\\d{3})+(?![\\d])|\\d+)([.,]\\d{1,2}(?!\\d))?( ?%| ?per ?cent(?!age)| pct\\b| ?(?:thousand|million|billion|mn|bn|k|m)\\b)?`,
  "giu"
);
const SCALES: Readonly<Record<string, number>> = {thousand: 1e3, k: 1e3, million: 1e6, mn: 1e6, m: 1e6, billion: 1e9, bn: 1e9}; // prettier-ignore

const COMPARATORS: readonly (readonly [RegExp, Stated["comparator"]])[] = [
  [/^(?:more than|over|above|at least|exceeding|upwards of|not? (?:fewer|less) than|>)$/, ">"],
  [/^(?:not? more than|less than|under|below|fewer than|up to|at most|<)$/, "<"],
  [/^(?:nearly|almost|close to|just under)$/, "<~"],
  [/^./, "~"]
];
const WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

export interface Counted {
  readonly years: readonly [number, number] | null;
  readonly numbers: readonly Stated[];
}

/** How far a printed count may be rounded: its trailing zeros, but two digits at least are meant. */
export function stepOf(value: number): number {
  if (value === 0) return 1;
  const digits = String(value);
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  return 10 ** Math.max(0, Math.min(zeros, digits.length - 2));
}

function statedOf(match: RegExpExecArray): Stated {
  const [whole, before = "", digits = "", fraction = "", after = ""] = match;
  const scale = SCALES[after.trim().toLowerCase()];
  const isShare = /%|cent|pct/i.test(after);
  const decimals = fraction.replace(/\D/g, "");
  const whole_number = digits.replace(/\D/g, "");
  const comparator = before ? (COMPARATORS.find(([words]) => words.test(before.toLowerCase()))?.[1] ?? "=") : "=";
  const words = whole.trim();
  // "1.234 million" and "12.345%" have a decimal point, not a separator of thousands.
  const hasPoint = /^\d{1,3}[.,]\d{3}$/.test(digits) && (isShare || (scale ?? 1) >= 1e6);
  const places = hasPoint ? 3 : decimals.length;
  const value = hasPoint
    ? Number(digits.replace(",", "."))
    : Number(decimals ? `${whole_number}.${decimals}` : whole_number);
  if (isShare) return {value: value / 100, isShare, comparator, step: 10 ** -(places + 2), words};
  if (scale !== undefined)
    return {
      value: Math.round(value * scale),
      isShare,
      comparator,
      step: Math.max(1, Math.min(scale / 10 ** places, stepOf(Math.round(value * scale)))),
      words
    };
  return {value, isShare, comparator, step: decimals ? 1 : stepOf(value), words};
}

const PARTS: Readonly<Record<string, number>> = {half: 2, halves: 2, third: 3, quarter: 4, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10}; // prettier-ignore
const SMALL = `one|${WORDS.join("|")}|twenty|hundred`;
/** "1 in 3", "one in nine", "nine out of ten", "9 of every 10"; not a number of people in a place or a year. */
const ONE_IN = new RegExp(
  `${BEFORE}\\b(\\d{1,2}|${SMALL}) (?:in|out of|of) (?:every |each |the )?(?!(?:19|20)\\d\\d\\b)(\\d{1,3}(?:[,.]\\d{3})+|\\d+|${SMALL})\\b(?![.,]?\\d| ?%| ?(?:percent|per cent|thousand|million|billion|years?|months?|days?|countries|cases)\\b|-)`,
  "giu"
);
/** "Two thirds", "a quarter", "half of", "one-fifth"; not "a third country", "the first half", "half a million". */
const PART_OF = new RegExp(
  `${BEFORE}(?<!\\b(?:first|second|last|third|fourth|other|and an?|and one) |\\p{L}-)\\b(?:(a|an|one|two|three|four|five|six|seven|eight|nine)[ -](third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?|(half)(?=(?: of)?(?: all| the| those| these| its| their| \\p{Lu}| (?:applica|asylum|claim|decision|people|were|was|are|received|got|cases))))\\b(?! (?:countr|nation|part[iy]|time|year|person|place|largest|biggest|highest|most|decade|of an? (?:million|thousand|billion|century|year)|of (?:the )?(?:19|20)\\d\\d|a\\b)|-countr)`,
  "giu"
);

/** How far "one in nine" may be from the share: half-way to one in ten; half a percentage point at least, 2.5 at most; of "one in 1,000" half of it. */
const stepOfPart = (part: number, whole: number) =>
  part / whole < 0.01 ? part / whole : Math.min(0.05, Math.max(0.0102, part / whole - part / (whole + 1)));
/** Wholes that are no count of people: 100, 1,000. */
const ROUND = /^10+$/;

/** A share in words or as one number in another, each with its place in the text. */
function partsIn(text: string): {readonly stated: Stated; readonly at: number; readonly length: number}[] {
  const numeral = (words: string) =>
    /^\d/.test(words) ? Number(words.replace(/\D/g, "")) : ({one: 1, a: 1, an: 1, twenty: 20, hundred: 100}[words] ?? WORDS.indexOf(words) + 2); // prettier-ignore
  const found = (match: RegExpMatchArray, part: number, whole: number) =>
    part > 0 && part < whole
      ? [
          {
            stated: {
              value: part / whole,
              isShare: true,
              comparator: COMPARATORS.find(([words]) => match[1] && words.test(match[1].toLowerCase()))?.[1] ?? "=",
              step: stepOfPart(part, whole),
              words: match[0].trim()
            } satisfies Stated,
            at: match.index ?? 0,
            length: match[0].length
          }
        ]
      : [];
  return [
    ...[...text.matchAll(ONE_IN)].flatMap((match) => {
      const [of = "", , part = "", whole = ""] = match;
      const [a, b] = [numeral(part.toLowerCase()), numeral(whole.toLowerCase())];
      // "5 of 3,220" and "12 in 40" are counts; nine of ten is a share.
      if (b >= 1000 && a > 1 && !ROUND.test(String(b))) return [];
      return / of /i.test(of) && !/ out of /i.test(of) && ![2, 3, 4, 5, 6, 7, 8, 9, 10, 100].includes(b) ? [] : found(match, a, b); // prettier-ignore
    }),
    ...[...text.matchAll(PART_OF)].flatMap((match) => {
      const [, , part = "", of = "", half = ""] = match;
      return half ? found(match, 1, 2) : found(match, numeral(part.toLowerCase()), PARTS[of.toLowerCase()] ?? 0);
    })
  ];
}

const YEAR = /^(?:19[5-9]\d|20\d\d)$/;
/** What follows a number of people, so that it is no year: "2022 people". */
const PEOPLE =
  /^\s*(?:people|persons?|cases|(?:new |asylum )*(?:applications?|applicants?|claims?|seekers?)|refugees)\b/i;

/** The years and numbers of a text; `last` is the latest year with data, for "since 2015". */
export function numbersIn(original: string, last: number): Counted {
  const text = inDigits(westernDigits(original))
    .normalize("NFKC")
    .replace(/[‐‑‒–—−]/g, "-");
  const years: number[] = [];
  // Spans first, so that 2011-19 is not taken for a number.
  let rest = text.replace(/\b((?:19[5-9]|20\d)\d) ?- ?((?:19[5-9]|20\d)\d|\d\d)\b(?![%,.]\d)/g, (whole, from: string, to: string) => {
    const end = to.length === 2 ? Number(from.slice(0, 2) + to) : Number(to);
    if (end < Number(from)) return whole;
    years.push(Number(from), end);
    return " ".repeat(whole.length);
  }); // prettier-ignore
  rest = rest.replace(/\bsince ((?:19[5-9]|20\d)\d)\b/gi, (whole, from: string) => {
    years.push(Number(from), last);
    return " ".repeat(whole.length);
  });
  // The day of an edition is no year of the claim.
  rest = rest.replace(/\bedition of \d{1,2} \p{L}+ \d{4}\b/giu, (dated) => " ".repeat(dated.length));
  // Dates and durations are neither counts nor years of the claim.
  rest = rest.replace(/\b\d{1,2}(?= (?:years?|months?|days?|weeks?|january|february|march|april|may|june|july|august|september|october|november|december)\b)/gi, (digits) => " ".repeat(digits.length)); // prettier-ignore
  rest = rest.replace(/\b(?:19[5-9]|20\d)\d(?:, ?(?:19[5-9]|20\d)\d)+\b/g, (listed, offset: number) => {
    if (PEOPLE.test(rest.slice(offset + listed.length))) return listed;
    years.push(...(listed.match(/\d{4}/g) ?? []).map(Number));
    return " ".repeat(listed.length);
  });
  const numbers: Stated[] = [];
  for (const {stated, at, length} of partsIn(rest)) {
    numbers.push(stated);
    rest = rest.slice(0, at) + " ".repeat(length) + rest.slice(at + length);
  }
  const fours: {stated: Stated; year: number; isPeople: boolean}[] = [];
  for (const match of rest.matchAll(NUMBER)) {
    const [whole, , digits = "", fraction, after] = match;
    const stated = statedOf(match);
    if (YEAR.test(digits) && fraction === undefined && after === undefined)
      fours.push({
        stated,
        year: Number(digits),
        isPeople: PEOPLE.test(rest.slice(match.index + whole.length))
      });
    else if (stated.value <= Number.MAX_SAFE_INTEGER) numbers.push(stated);
  }
  // Four digits are a year, unless people follow them and another is the year.
  const counted = numbers.length === 0 && fours.length + years.length > 1 ? fours.filter(({isPeople}) => isPeople) : [];
  for (const four of fours)
    (counted.includes(four) ? numbers : years).push((counted.includes(four) ? four.stated : four.year) as never);
  if (!numbers.length) numbers.push(...wordIn(rest));
  return {years: years.length ? [Math.min(...years), Math.max(...years)] : null, numbers};
}

/** A small number that is written out: "two". */
function wordIn(text: string): Stated[] {
  const word = new RegExp(`\\b(${WORDS.join("|")})\\b(?! (?:years?|months?|days?|of)\\b)`, "i").exec(text)?.[1];
  if (word === undefined) return [];
  return [{value: WORDS.indexOf(word.toLowerCase()) + 2, isShare: false, comparator: "=", step: 1, words: word}];
}

/** A number typed into the field alone; null where there is none, or more than one. */
export function numberIn(text: string): Stated | null {
  const plain = inDigits(westernDigits(text)).normalize("NFKC");
  const [part, ...parts] = partsIn(/\bhalf$/i.test(plain.trim()) ? `${plain.trim()} of all` : plain);
  if (part) return parts.length ? null : part.stated;
  const found = [...plain.matchAll(NUMBER)].map(statedOf);
  return found.length > 1 ? null : (found[0] ?? wordIn(plain)[0] ?? null);
}
