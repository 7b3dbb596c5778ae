// What a question measures, in words: titles, units, points and rates.
import type {Count} from "../measures/bounds.js";
import {APPLICATION_TYPES, UNITS} from "../measures/codes.js";
import type {Unit} from "../measures/codes.js";
import {formatCount, formatShare, formatYears} from "../words/numbers.js";
import type {Rate, RateName} from "../measures/rates.js";
import type {Selection} from "../measures/selection.js";
import type {State} from "./address.js";
import {axisOf, inhabitantsOf} from "./axis.js";
import {kindWords} from "./kinds.js";
import type {Ledger} from "./ledger.js";
import {capital, hostWords, list, number, peopleWords, placesWords, regionName} from "./names.js";
import type {Kind, Point, Series} from "./types.js";

export const RATE_WORDS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status rate",
  positive: "positive rate",
  unhcr_recognition: "UNHCR’s refugee recognition rate",
  unhcr_protection: "UNHCR’s total protection rate"
};

export const RATE_FORMULAS: Readonly<Record<RateName, string>> = {
  refugee_status: "refugee status ÷ (every positive decision + refused + not told apart)",
  positive: "every positive decision ÷ (every positive decision + refused + not told apart)",
  unhcr_recognition: "“recognized” ÷ (“recognized” + “other” + “rejected”)",
  unhcr_protection: "(“recognized” + “other”) ÷ (“recognized” + “other” + “rejected”)"
};
/** What is counted: "new applications", "positive decisions", "refugees at year-end". */
export function measureWords({measure, definition, types}: Selection): string {
  switch (measure) {
    case "applications":
      return types === "new"
        ? "new applications"
        : types === "all"
          ? "applications of every type"
          : list(types.map((type) => APPLICATION_TYPES[type]));
    case "decisions":
      return definition === "published" ? "decisions under “recognized” and “other”" : "positive decisions";
    case "rate":
      return RATE_WORDS[definition as RateName];
    case "refugees":
      return "refugees at year-end";
    case "asylum_seekers":
      return "asylum-seekers at year-end";
  }
}

/** One title for what a selection asks, in nouns. */
export function titleOf(ledger: Ledger, selection: Selection): string {
  return `${capital(measureWords(selection))}: ${peopleWords(ledger, selection)} in ${hostWords(ledger, selection)}`;
}

/** Unit, definition, years: the line under a chart's title. */
export function unitLine(ledger: Ledger, {selection, shown}: State, kinds: readonly Kind[]): string {
  const units = [...new Set(kinds.map(({unit}) => UNITS[unit]))];
  const {measure, definition, years, authority} = selection;
  const parts = [
    measure === "rate"
      ? `Per cent: ${RATE_FORMULAS[definition as RateName]}`
      : capital(list(units.length ? units : ["persons"])),
    shown === "per_100000"
      ? `per 100,000 inhabitants of ${inhabitantsOf(selection) === "origin" ? peopleSource(ledger, selection) : axisOf(selection) === "asylum" ? "each host" : hostWords(ledger, selection)}`
      : shown === "index"
        ? "the first year above 0 is 100"
        : "",
    kinds.length === 1 && kinds[0]?.stage ? kindWords(kinds[0]) : "",
    authority === "all" ? "" : {G: "decided by governments", J: "decided jointly", U: "decided by UNHCR"}[authority],
    formatYears(years[0], years[1])
  ];
  return parts.filter(Boolean).join(", ");
}
const peopleSource = (ledger: Ledger, {origins}: Selection) =>
  axisOf({origins, asylums: {kind: "all"}} as Selection) === "origin"
    ? "each origin"
    : origins.kind === "places"
      ? placesWords(ledger, origins.codes)
      : origins.kind === "region"
        ? regionName(ledger, origins)
        : "the world";
/** A number as a chart or sentence prints it. */
export function pointWords(state: State, point: Pick<Point, "value" | "lo" | "hi" | "rate" | "count">): string {
  const {value, lo, hi, rate, count} = point;
  if (rate) return rateWords(rate);
  if (value === null || lo === null || hi === null) return "–";
  if (state.shown === "count" && count) return formatCount(count, "en");
  const digits = (n: number) =>
    number(n >= 100 ? Math.round(n) : n >= 1 ? Math.round(n * 10) / 10 : Number(n.toPrecision(2)));
  const ends = [digits(lo), digits(hi)];
  return ends[0] === ends[1] ? digits(value) : `${digits(value)} [${ends[0] ?? ""}–${ends[1] ?? ""}]`;
}

/** A rate, or why the rows give none. */
export function rateWords(rate: Rate): string {
  if (rate.kind === "none") {
    if (rate.reason === "fewer than 10 decisions")
      return `${number(rate.numerator.value)} of ${number(rate.decisions)}`;
    if (rate.reason === "no refusal is on file") return `no refusal is on file (${number(rate.closed.value)} closed)`;
    if (rate.reason === "refusals and closings are not told apart")
      return `refusals and closings are not told apart (${number(rate.undivided_closed.value)})`;
    return rate.reason;
  }
  const text = formatShare({value: rate.kind === "rate" ? rate.value : null, lo: rate.lo, hi: rate.hi}, "en");
  return rate.marked ? `${text}*` : text;
}

export const unitOf = (n: number, unit: Unit) =>
  unit === "P" ? (n === 1 ? "person" : "persons") : n === 1 ? "case" : "cases";
export function countOf(series: Series): Count | null {
  let all: Count | null = null;
  for (const {count} of series.points)
    if (count) all = all ? {value: all.value + count.value, lo: all.lo + count.lo, hi: all.hi + count.hi} : count;
  return all;
}
