// Finds the links of numbers to their cards in a page, and those whose number is not what their address counts.
import type {Edition} from "../../src/edition/edition.js";
import {parseFigureQuery} from "../../src/figures/address.js";
import type {AskedFigure} from "../../src/figures/address.js";
import {answerOf} from "../../src/explorer/figure/answer.js";
import {numberOf} from "../../src/explorer/figure/card.js";
import type {Ledger as AnswerLedger} from "../../src/explorer/ledger.js";
import type {Value} from "./figureValues.js";

export interface NumberLink {
  readonly query: string;
  /** The text of the link, and whether it has the sign of a number with a range. */
  readonly text: string;
  readonly isRange: boolean;
  /** Whether the number is said to be the least, before it, in it or after it. */
  readonly isLeast: boolean;
  /** The count behind an index, whose text is another number. */
  readonly isIndex: boolean;
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("\u00a0", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&")
    .trim();

/** The links of class `n` in a page. */
export const linksIn = (html: string): NumberLink[] =>
  [
    ...html.matchAll(
      /(at least )?(?:<b>)?<a class="n" href="\.{1,2}\/figure\?([^"]*)"([^>]*)>(.*?)<\/a>(?:<\/b>)?(?: \((at least |0 or more))?/gis
    )
  ].map(([, before, query = "", attributes = "", inner = "", after]) => ({
    query: query.replaceAll("&amp;", "&"),
    text: plain(inner).replace(/^At/, "at"),
    isRange: /class="(?:fig b|bounds)"|\[/.test(inner),
    isLeast: before !== undefined || after !== undefined || /at least|more than 0%|0 or more/i.test(inner),
    isIndex: attributes.includes("index")
  }));

/** Links whose number is said to be the least where the card of their address does not say so, or the reverse; each `every`th is compared. */
export function leastFaults(ledger: AnswerLedger, links: readonly NumberLink[], every = 1): string[] {
  return links.flatMap(({query, text, isLeast, isIndex}, i) => {
    // Of a 0 the card gives what was counted at another stage.
    if (i % every || isIndex || /^0\b(?! or more)/.test(text)) return [];
    const answer = answerOf(ledger, parseFigureQuery(query).figure);
    const [one] = answer.numbers;
    if (!one) return [`${query} has no card`];
    const {shown, note} = numberOf(ledger, answer, one);
    // A minimum of 0 is no number on a card.
    const isLeastThere = /at least|more than 0%/.test(shown) || (one.isLeast && shown === "no number");
    return isLeast === isLeastThere
      ? []
      : [
          `${query}: ${isLeast ? "at least on the page alone" : "at least on the card alone"}: ${text}, card ${shown}${note}`
        ];
  });
}

const number = (text: string) => Number(text.replaceAll(",", ""));

/** Why a link's number is not what its address counts; null where it is. */
function faultOf(
  edition: Edition,
  valueOf: (figure: AskedFigure) => Value | null,
  link: NumberLink,
  isTable: boolean
): string | null {
  const {query, text, isRange} = link;
  const {figure, problems} = parseFigureQuery(query, {
    place: (code) => edition.places.has(code),
    region: (scheme, code) => edition.areas.some((area) => area.kind === scheme && area.code === code)
  });
  if (problems.length) return `${query}: ${problems.map(({key, value, reason}) => `${key} ${value} ${reason}`).join()}`;
  const found = valueOf(figure);
  const words = found ? `${found.value} [${found.lo}–${found.hi}]` : "nothing";
  const wrong = `${query} counts ${words}, and the page prints ${text}`;
  if (!found) return wrong;
  if (figure.per !== null) return isPer(text, found) ? null : wrong;
  if (figure.selection.measure === "rate") return isRate(text, found) ? null : wrong;
  // "At least" is followed by the lower end of the range, whatever was published.
  if (text === "0 or more") return found.lo === 0 ? null : wrong;
  const [, least] = /^at least ([\d,]+)$/.exec(text) ?? [];
  if (least !== undefined) return number(least) === found.lo ? null : wrong;
  const [, value = "", lo, hi] = /^(?:at least )?([\d,]+)(?: \[([\d,]+)–([\d,]+)\])?$/.exec(text) ?? [];
  if (value === "" || number(value) !== found.value) return wrong;
  if (isTable && isRange !== found.lo < found.hi)
    return `${wrong}, ${isRange ? "with" : "without"} the sign of a range`;
  return lo !== undefined && (number(lo) !== found.lo || number(hi ?? "") !== found.hi) ? wrong : null;
}

/** A rate as printed: its percentage to its own digits, or both counts. */
function isRate(text: string, {value, lo, hi}: Value): boolean {
  const counts = /^([\d,]+) of ([\d,]+)/.exec(text);
  if (counts) return number(counts[1] ?? "") === lo && number(counts[2] ?? "") === hi;
  // A rate without a central value is between its ends; the numbers of a matrix have no sign.
  const ends = /^(?:at least )?<?([\d.]+)–([\d.]+)%?/.exec(text);
  if (ends) return value * 100 >= Number(ends[1]) - 0.5 && value * 100 <= Number(ends[2]) + 0.5;
  const percent = /^(?:at least )?(<?)(\d+(?:\.(\d+))?)%?/.exec(text);
  if (!percent) return false;
  const [, less = "", digits = "", decimals = ""] = percent;
  const step = 10 ** -decimals.length;
  // "At least" prints the lower end of the range, which is not above the central value.
  if (text.startsWith("at least")) return Number(digits) <= value * 100 + step && Number(digits) >= value * 100 - 10;
  // A rate below 100% never prints as 100%.
  if (value < 1 && Number(digits) === 100 - step) return value * 100 >= Number(digits) - step / 2;
  return less ? value * 100 < Number(digits) : Math.abs(value * 100 - Number(digits)) <= step / 2 + 1e-9;
}

/** A number per 100,000 inhabitants as printed, with its range. */
function isPer(text: string, {value, lo, hi}: Value): boolean {
  const near = (printed: string | undefined, exact: number) =>
    printed === undefined || Math.abs(number(printed) - exact) <= Math.max(0.051 * Math.abs(exact), 1e-9);
  // The ends of a range have two digits too, and leave nothing of it out.
  const [lower, upper] = [0.9 * lo, 1.1 * hi];
  if (text.startsWith("at least ")) return near(/[\d,.]+/.exec(text)?.[0], lo);
  const [, middle, from, to] = /^(?:at least )?([\d,.]+)(?: \[([\d,.]+)–([\d,.]+)\])?$/.exec(text) ?? [];
  return (
    middle !== undefined &&
    near(middle, value) &&
    (from === undefined || (number(from) <= lo + 1e-9 && number(from) >= lower - 1e-9)) &&
    (to === undefined || (number(to) >= hi - 1e-9 && number(to) <= upper + 1e-9))
  );
}

/** Every fault of some links: in tables a number with a range has its sign or its range, in sentences the range follows. */
export const faultsIn = (
  edition: Edition,
  valueOf: (figure: AskedFigure) => Value | null,
  links: readonly NumberLink[],
  isTable = true
): string[] => links.flatMap((link) => faultOf(edition, valueOf, link, isTable) ?? []);
