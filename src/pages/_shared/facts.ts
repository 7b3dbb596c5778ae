// The figures at the top of a page.
import {isExact} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {escape, figure} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";

export interface Fact {
  readonly label: string;
  readonly count: Count | null;
  readonly rows?: string;
  readonly under: string;
}

export function factsHtml(facts: readonly Fact[]): string {
  return `<section class="facts" aria-label="At a glance">${facts
    .map(({label, count, rows, under}) => {
      const between = count && !isExact(count) ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}` : "";
      const value = count ? figure(count, rows, false) : '<span class="none">no row</span>';
      return `<div><p class="l">${escape(label)}</p><p class="v">${value}</p><p class="s">${[between, under].filter(Boolean).join("; ")}</p></div>`;
    })
    .join("")}</section>`;
}
