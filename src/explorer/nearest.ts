// Suggests similar questions where one has no answer.
import {capital} from "../words/text.js";
import {canonical, formatSelection} from "../measures/selection.js";
import type {Selection} from "../measures/selection.js";
import type {State} from "./address.js";
import type {Ledger} from "./ledger.js";
import {hostWords, number} from "./names.js";
import {spanOf} from "./spans.js";
import {rowsOf} from "./sums.js";

export interface Nearest {
  readonly words: string;
  readonly state: State;
}

/** Similar questions that have data: more years, the other unit, more stages, then other places. */
export function nearestTo(ledger: Ledger, state: State): Nearest[] {
  const {selection} = state;
  const full = ledger.facts.years;
  const whole = canonical({...selection, stages: [], levels: null, types: "all", authority: "all", unit: "both"});
  const tries: [string, Selection][] = [
    ["all years", {...selection, years: full}],
    ["persons and cases", {...selection, unit: "both"}],
    ["every stage", {...selection, stages: whole.stages, levels: null}],
    ["every authority", {...selection, authority: "all"}],
    ["applications of every type", {...selection, types: "all"}],
    ["every stage, type, authority and unit, all years", {...whole, years: full}],
    ...(selection.measure === "applications"
      ? ([["decisions", {...whole, measure: "decisions", definition: "status", years: full}]] as [string, Selection][])
      : ([["new applications", {...whole, measure: "applications", definition: null, types: "new", years: full}]] as [
          string,
          Selection
        ][])),
    [`the same people in all countries`, {...selection, asylums: {kind: "all"}}],
    [`the same people in all countries, all years`, {...whole, asylums: {kind: "all"}, years: full}],
    [`people from anywhere in ${hostWords(ledger, selection)}`, {...selection, origins: {kind: "all"}}],
    [
      `people from anywhere in ${hostWords(ledger, selection)}, all years`,
      {...whole, origins: {kind: "all"}, years: full}
    ]
  ];
  const seen = new Set([formatSelection(selection)]);
  const found: Nearest[] = [];
  for (const [words, other] of tries) {
    const key = formatSelection(other);
    if (seen.has(key)) continue;
    seen.add(key);
    const rows = rowsOf(ledger, other);
    if (rows.length)
      found.push({
        words: `${capital(words)}: ${number(rows.length)} ${rows.length === 1 ? "entry" : "entries"}, ${spanOf(rows)}`,
        state: {...state, selection: canonical(other), find: "", sort: null}
      });
    if (found.length === 3) break;
  }
  return found;
}
