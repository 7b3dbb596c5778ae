// Years as spans, for sentences that name which years have a row.
import {formatSpans} from "../words/numbers.js";
import type {Rows} from "./rows.js";

export function spanOf(rows: Rows<{readonly year: number}>): string {
  const years = new Set<number>();
  rows.each(({year}) => years.add(year));
  return formatSpans([...years].sort());
}
