// Answers a pasted text of numbers and names, such as "13,404 Haiti Canada 2025": which revised figures it matches, if any.
import {editionDate} from "../../words/editionDate.js";
import {list} from "../../words/text.js";
import {editionIn, figures, inTime, listed, missing, reach, theEdition, unknown, unpack} from "./checkList.js";
import type {Answer, CheckList, Line, Unpacked} from "./checkList.js";

const number = new Intl.NumberFormat("en");

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** The places that a text names, by code or name, in the order of the text; and the text without those names. */
function placesIn({places}: CheckList, text: string): {codes: string[]; rest: string} {
  // Longest names first, so that Guinea-Bissau is not taken for Guinea.
  const names = places
    .flatMap(([code = "", , , , ...names]) => names.map((name) => ({code, name: plain(name)})))
    .filter(({name}) => name.length > 2)
    .sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  const at = new Map<string, number>();
  const named = text.replace(/\b[A-Z]{3}\b/g, (code, index: number) => {
    if (!places.some(([each]) => each === code)) return code;
    at.set(code, Math.min(at.get(code) ?? Infinity, index));
    return "   ";
  });
  let words = ` ${plain(named)} `;
  for (const {code, name} of names) {
    const found = words.indexOf(name);
    if (found < 0 || /[\p{L}\p{N}]/u.test(words[found - 1] ?? "")) continue;
    // A name may take an ending ("Eritreans"); a short name may not.
    const ending = /^\p{L}*/u.exec(words.slice(found + name.length))?.[0].length ?? 0;
    if (ending > (name.length > 4 ? 3 : 0)) continue;
    at.set(code, Math.min(at.get(code) ?? Infinity, found - 1));
    const end = found + name.length + ending;
    words = words.slice(0, found) + " ".repeat(end - found) + words.slice(end);
  }
  return {codes: [...at].sort(([, a], [, b]) => a - b).map(([code]) => code), rest: words};
}

/** The digits of Arabic and Persian as those of English, with their separator of thousands. */
const westernDigits = (text: string) =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)).replaceAll("٬", ",");

const NUMBER =
  /(\d{1,3}(?:[,.\u00a0\u202f'’ ]\d{3})+(?!\d)|\d+)([.,]\d{1,2}(?!\d))?(\s?(?:%|thousand|million|k\b|m\b))?/g;

/**
 * The years and numbers that a text without names contains. Four digits from 1900 to 2099 are a year. A percentage, a decimal and
 * a number in thousands are no counts: they are named as not looked up.
 */
function numbersIn(rest: string): {years: Set<number>; numbers: Set<number>; written: string[]} {
  const [years, numbers, written] = [new Set<number>(), new Set<number>(), [] as string[]];
  for (const [whole, digits = "", fraction, scale] of westernDigits(rest).matchAll(NUMBER)) {
    if (fraction !== undefined || scale !== undefined) {
      written.push(whole);
      continue;
    }
    const value = Number(digits.replace(/\D/g, ""));
    if (/^(?:19|20)\d\d$/.test(digits)) years.add(value);
    else if (value <= Number.MAX_SAFE_INTEGER) {
      numbers.add(value);
      written.push(number.format(value));
    }
  }
  for (const [, from, to] of rest.matchAll(/((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)/g))
    for (let year = Number(from); year <= Number(to); year++) years.add(year);
  return {years, numbers, written};
}

export function wordsAnswer(checkList: CheckList, text: string): Answer {
  const edition = editionIn(text);
  const {codes: named, rest} = placesIn(checkList, text.replace(/\bedition[=\s]+\d{4}-\d\d-\d\d(?:-\d+)?/gi, " "));
  const {years, numbers, written} = numbersIn(rest);
  if (!named.length && !written.length)
    return unknown("We found no country and no number in this.", [
      "Give a number with the countries and the year, for example: 13,404 Haiti Canada 2025.",
      "Or paste the address of a source card or of a question to the explorer."
    ]);
  const touching = touchedBy(checkList, {named, years, edition});
  const lines = [
    ...cardsWith(checkList, numbers),
    {words: "Look the figures up in the explorer", href: `explorer?${explorerQuery(named, years)}`}
  ];
  const isKept = edition === null || checkList.kept.includes(edition);
  const missed = isKept ? [] : [{words: missing(checkList, edition)}];
  const was = touching.filter(({before}) => before !== null && numbers.has(before));
  const is = touching.filter(({after, before}) => after !== null && before !== after && numbers.has(after));
  if (was.length)
    return {
      verdict: "changed",
      finding: `Changed: ${figures(was.length)} with this number ${was.length === 1 ? "was" : "were"} revised.`,
      lines: [...missed, ...listed(checkList, was), ...lines]
    };
  if (is.length)
    return {
      verdict: "unchanged",
      finding: "This is the latest number, after a revision. It was different before.",
      lines: [...missed, ...listed(checkList, is), ...lines]
    };
  if (touching.length)
    return {
      verdict: written.length ? "unknown" : "changed",
      finding: written.length
        ? `No single revised figure was this number, but ${figures(touching.length)} that it may be computed from ${touching.length === 1 ? "was" : "were"} revised.`
        : `${figures(touching.length)} ${touching.length === 1 ? "was" : "were"} revised.`,
      lines: [...missed, ...listed(checkList, touching), ...lines]
    };
  return notRevised(checkList, {named, years, written, edition, isKept, lines: [...missed, ...lines]});
}

/**
 * What can be said where no revision matches. A number that was not looked up is never confirmed: the verdict on it is unknown, and
 * the answer says where to look.
 */
function notRevised(
  checkList: CheckList,
  {
    named,
    years,
    written,
    edition,
    isKept,
    lines
  }: {
    readonly named: readonly string[];
    readonly years: ReadonlySet<number>;
    readonly written: readonly string[];
    readonly edition: string | null;
    readonly isKept: boolean;
    readonly lines: readonly Line[];
  }
): Answer {
  const names = new Map(checkList.places.map((place) => [place[0] ?? "", place[4] ?? ""]));
  const [first = "", second = ""] = named.map((code) => names.get(code) ?? code);
  const whose =
    named.length === 0 ? "" : named.length === 1 ? ` for ${first}` : named.length === 2 ? ` for people from ${first} in ${second}` : " for these countries"; // prettier-ignore
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const when = years.size === 0 ? "" : from === to ? ` in ${from}` : ` from ${from} to ${to}`;
  const since =
    checkList.pairs.length === 0
      ? ""
      : edition === null
        ? ` between the editions we keep (${list(checkList.kept.map(editionDate))})`
        : ` since ${theEdition(edition)}`;
  const unchecked = written.length
    ? ` We have not checked that ${list(written)} ${written.length === 1 ? "is one of them" : "are among them"}: look it up in the explorer.`
    : "";
  return {
    verdict: isKept && !written.length && checkList.pairs.length ? "unchanged" : "unknown",
    finding: (checkList.pairs.length ? `No figure${whose}${when} was revised${since}.` : reach(checkList)) + unchecked,
    lines: [{words: reach(checkList)}, ...lines]
  };
}

/** Revised figures of the places and years that a text names. */
function touchedBy(
  checkList: CheckList,
  {named, years, edition}: {named: readonly string[]; years: ReadonlySet<number>; edition: string | null}
): Unpacked[] {
  const codes = new Set(named);
  return checkList.revisions
    .map((line) => unpack(checkList, line))
    .filter(
      ({origin, asylum, year, edition: after}) =>
        (codes.size === 0 ||
          (codes.size === 1 ? codes.has(origin) || codes.has(asylum) : codes.has(origin) && codes.has(asylum))) &&
        (years.size === 0 || years.has(year)) &&
        (edition === null || inTime(after, edition) > 0)
    );
}

/** Source cards whose number, in any edition kept, is one of those given. */
function cardsWith({figures: cards}: CheckList, numbers: ReadonlySet<number>): Line[] {
  return Object.entries(cards)
    .filter(([, [, ...values]]) =>
      values.some((value) => value !== null && numbers.has(Number(/^[\d,]+/.exec(value)?.[0].replaceAll(",", ""))))
    )
    .slice(0, 6)
    .map(([path, [name]]) => ({words: `A source card with this number: ${name}`, href: `figures/${path}`}));
}

/** The explorer's question for the places in the order in which they are written: "Haiti in Canada", "PRK RUS". */
function explorerQuery([first = "", second = "", third]: readonly string[], years: ReadonlySet<number>): string {
  return [
    ...(first && second && third === undefined ? [`origin=${first}`, `asylum=${second}`] : []),
    ...(first && !second ? [`asylum=${first}`] : []),
    ...(years.size ? [`years=${Math.min(...years)}-${Math.max(...years)}`] : [])
  ].join("&");
}
