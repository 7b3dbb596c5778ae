// Years as spans, for sentences that name which years have a row.
import {list} from "../words/text.js";
import {formatYears} from "../words/numbers.js";
import type {Rows} from "./rows.js";

export function spanOf(rows: Rows<{readonly year: number}>): string {
  const years = new Set<number>();
  rows.each(({year}) => years.add(year));
  return spansOf([...years].sort());
}

export function spansOf(years: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last && year === last[1] + 1) last[1] = year;
    else spans.push([year, year]);
  }
  return list(spans.map(([from, to]) => formatYears(from, to)));
}
