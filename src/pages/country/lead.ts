// The first sentences of a country's page: how many applied in the latest year, and how often protection was granted.
import {articled} from "../../words/places.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {Unit} from "../../measures/codes.js";
import {escape} from "../../words/country.js";
import {inUnit, told} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import type {Grants} from "./grants.js";

/** Below this a ratio of two rounded counts says too little to be named. */
const RATIO_FROM = 100;

/** A year against the one before: ", about half as many as in 2024", ", up from 81 in 2024". HTML. */
export function changeWords(now: Count, before: Count, year: number): string {
  const ratio = before.value > 0 ? now.value / before.value : Infinity;
  const near = (of: number) => Math.abs(ratio / of - 1) <= 0.04;
  if (now.value >= RATIO_FROM && before.value >= RATIO_FROM) {
    if (near(1)) return `, about as many as in ${year}`;
    if (near(0.5)) return `, about half as many as in ${year}`;
    if (near(2)) return `, about twice as many as in ${year}`;
  }
  const way = now.lo > before.hi ? "up from" : now.hi < before.lo ? "down from" : "against";
  return `, ${way} ${told(before)} in ${year}`;
}

const applications = ({value}: Count) => (value === 1 ? "application" : "applications");

export interface AppliedTold {
  readonly years: readonly NewYear[];
  /** First and last year of the edition. */
  readonly span: readonly [number, number];
  /** Whether the latest year is made of other levels or units than the year before, and is not compared with it. */
  readonly breaks: boolean;
  readonly rows?: (year: NewYear, unit: Unit) => string | undefined;
}

export interface Applicants {
  /** "Germany received", "People from Germany made"; HTML. */
  readonly subject: string;
  /** After "applications": "" or " in all countries together". */
  readonly where?: string;
  /** The sentence where nothing is reported. */
  readonly none: string;
  readonly temporaryRows?: (year: number) => string;
}

/** New applications of the latest year in one sentence. HTML. */
export function appliedSentence({subject, where = "", none, temporaryRows}: Applicants, told_: AppliedTold): string {
  const {years, span, breaks, rows} = told_;
  const latest = years.findLast(({P, C}) => P ?? C);
  if (!latest) return none;
  const {year, P, C, temporary} = latest;
  const number = (count: Count, unit: Unit) => told(count, rows?.(latest, unit));
  const ends =
    year < span[1] ? ` None are reported for ${year + 1 === span[1] ? span[1] : `${year + 1}–${span[1]}`}.` : "";
  if (temporary && temporaryRows && P)
    return `In ${year} ${subject} ${number(P, "P")} new ${applications(P)} for refugee status and ${told(temporary, temporaryRows(year))} for temporary asylum${where} (counted in persons).${ends}`;
  if (P && C)
    return `In ${year} ${subject} ${number(P, "P")} new asylum applications counted in persons and ${number(C, "C")} counted in cases${where}.${ends}`;
  const unit: Unit = P ? "P" : "C";
  const count = (P ?? C) as Count;
  const before = breaks ? undefined : inUnit(years, unit).find((one) => one.year === year - 1);
  const change = before ? changeWords(count, before.count, before.year) : "";
  return `In ${year} ${subject} ${number(count, unit)} new asylum ${applications(count)}${where} (counted in ${UNITS[unit]})${change}.${ends}`;
}

/** The grant rate after the applications, with its year where that differs. HTML. */
export function grantSentence(grants: Grants | null, applied: number | undefined, none: string): string {
  if (!grants) return none;
  if (grants.year === applied) return sentenceCase(grants.sentence);
  return `In ${grants.year}, the latest year with decisions, ${lowerFirst(grants.sentence)}`;
}

/** A capital where a sentence begins with a word; numbers and marks stay. */
const sentenceCase = (html: string) => html.replace(/^([a-z])/, (letter) => letter.toUpperCase());
const lowerFirst = (html: string) => html.replace(/^(At least|No) /, (word) => word.toLowerCase());

/** "Asylum in Germany". */
export const asylumIn = (name: string) => `Asylum in ${escape(articled(name))}`;
