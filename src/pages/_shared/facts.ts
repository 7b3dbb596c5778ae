// The figures at the top of a page.
import {isExact} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {escape, figure} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";

/** A count with the words that follow it, and those by which a test finds the same rows. */
export interface Counted {
  readonly count: Count;
  readonly words: string;
  readonly rows?: string;
}

export interface Fact {
  readonly label: string;
  readonly count: Count | null;
  /** HTML in the place of a count: a rate. */
  readonly value?: string;
  readonly rows?: string;
  /** The word of its unit, where another number stands beside it: "persons". */
  readonly words?: string;
  /** The same in another unit, never added: "and 282,594 cases". */
  readonly also?: Counted | null;
  /** The count is the least: some of what it counts is not separated, or missing, in the data. */
  readonly atLeast?: boolean;
  /** HTML. */
  readonly under: string;
}

const between = ({lo, hi}: Count) => `between ${formatNumber(lo)} and ${formatNumber(hi)}`;

export function factsHtml(facts: readonly Fact[]): string {
  return `<section class="facts" aria-label="At a glance">${facts
    .map(({label, count, value: text, rows, words, also, atLeast, under}) => {
      const value = count
        ? `${atLeast ? "at least " : ""}${figure(count, rows, false)}${also && words ? ` ${escape(words)} and ${figure(also.count, also.rows, false)} ${escape(also.words)}` : ""}`
        : (text ?? '<span class="none">no entry</span>');
      const ranges = [
        ...(count && !isExact(count) ? [`${between(count)}${also && words ? ` ${escape(words)}` : ""}`] : []),
        ...(also && !isExact(also.count) ? [`${between(also.count)} ${escape(also.words)}`] : [])
      ];
      return `<div><p class="l">${escape(label)}</p><p class="v${also || atLeast || (text !== undefined && text.length > 8) ? " two" : ""}">${value}</p><p class="s">${[...ranges, under].filter(Boolean).join("; ")}</p></div>`;
    })
    .join("")}</section>`;
}
