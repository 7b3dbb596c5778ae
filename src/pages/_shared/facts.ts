// The figures at the top of a page, each with its source card where it has one.
import {isExact} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {leastWords, linked} from "../../html/strings.js";
import {escape, figure} from "../../words/country.js";
import {formatBetween, printsRange} from "../../words/numbers.js";
import type {PrintedWords} from "../../words/print.js";

/** A count with the words that follow it, and those by which a test finds the same rows. */
export interface Counted {
  readonly count: Count;
  readonly words: string;
  readonly rows?: string;
  readonly href?: string;
}

/** What a reader needs to print a figure, in the order of a source card. Texts are HTML where nothing else is said. */
export interface FactCard {
  /** The number with its range. */
  readonly number: string;
  /** Text, with its source. */
  readonly print: PrintedWords;
  readonly isNot: string;
  /** Definition and rounding, a paragraph each. */
  readonly counted: readonly string[];
  /** Addresses of the figure in the explorer: of this edition, and of the latest. Null where the site has no explorer. */
  readonly links: {readonly permanent: string; readonly latest: string} | null;
}

export interface Fact {
  readonly label: string;
  readonly count: Count | null;
  /** HTML in the place of a count: a rate, or that there is none. */
  readonly value?: string;
  readonly rows?: string;
  /** The address of the figure's own card, of the latest edition. */
  readonly href?: string;
  /** The word of its unit, where another number follows: "persons". */
  readonly words?: string;
  /** The same in another unit, never added: "and 282,594 cases". */
  readonly also?: Counted | null;
  /** The count is the least: some of what it counts is not separated, or missing, in the data. */
  readonly atLeast?: boolean;
  /** HTML. */
  readonly under: string;
  readonly card?: FactCard;
}

export function factsHtml(facts: readonly Fact[], label = "At a glance"): string {
  return `<section class="facts" aria-label="${escape(label)}">${facts.map(factHtml).join("")}</section>`;
}

/** With a card the range is on the card, and under the number only where it changes what a reader writes. */
function factHtml(fact: Fact): string {
  const {label, count, value, rows, href = null, words, also, atLeast, under, card} = fact;
  const second =
    also && words
      ? ` ${escape(words)} and ${linked(figure(also.count, also.rows, false), also.href ?? null)} ${escape(also.words)}`
      : "";
  const shown =
    (value === undefined ? null : linked(value, href)) ??
    (count
      ? `${atLeast ? leastWords(count, href, rows) : linked(figure(count, rows, false), href)}${second}`
      : '<span class="none">no entry</span>');
  const hasRange = (one: Count) => !isExact(one) && (card === undefined || printsRange(one));
  const ranges = [
    ...(count && !atLeast && hasRange(count)
      ? [`${formatBetween(count)}${also && words ? ` ${escape(words)}` : ""}`]
      : []),
    ...(also && hasRange(also.count) ? [`${formatBetween(also.count)} ${escape(also.words)}`] : [])
  ];
  const small = also || atLeast || (value !== undefined && value.length > 8);
  return (
    `<div><p class="l">${escape(label)}</p><p class="v${small ? " two" : ""}">${shown}</p>` +
    `<p class="s">${[...ranges, under].filter(Boolean).join("; ")}</p>${card ? cardHtml(label, card, href) : ""}</div>`
  );
}

/** A sentence to print, short and in full. */
export function toPrintHtml({short, full}: PrintedWords): string {
  const line = (label: string, text: string) => `<p class="to-print"><b>${label}:</b> ${escape(text)}</p>`;
  return line("To print", short) + (full === short ? "" : line("In full", full));
}

function cardHtml(label: string, {number, print, isNot, counted, links}: FactCard, href: string | null): string {
  const edition = /&edition=[^&]*$/.exec(links?.permanent ?? "")?.[0] ?? "";
  const take = links
    ? `<p><a href="${escape(href === null ? links.permanent : href + edition)}">Permanent link</a> · <a href="${escape(href ?? links.latest)}">Latest figure</a>${href === null ? "" : ` · <a href="${escape(links.latest)}">Open in the explorer</a>`}</p>`
    : "";
  return (
    `<details class="fact-card"><summary>Source card<span class="unseen">: ${escape(label)}</span></summary>` +
    `<p><b>${number}</b></p>${toPrintHtml(print)}<p><b>It does not mean</b> ${isNot}</p>` +
    `${counted.map((one) => `<p>${one}</p>`).join("")}${take}</details>`
  );
}
