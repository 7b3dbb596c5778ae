// The figures of a dashboard's card as values: new applications, decisions, grant rate and refugees of the latest year, each as its own
// source card computes it, the year before, what the edition before said, and breaks that touch both years.
import {range, sum} from "d3";
import {cautionsOf} from "../../figures/cautions.js";
import type {AskedFigure} from "../../figures/address.js";
import {places} from "../../figures/link.js";
import {isFinding} from "../../measures/breaks.js";
import type {Scope} from "../../measures/status.js";
import {capital, list} from "../../words/text.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import type {Unit} from "../../measures/codes.js";
import type {Measure} from "../../measures/selection.js";
import {formatNumber, formatPercent, printsRange} from "../../words/numbers.js";
import {answerOf} from "../figure/answer.js";
import type {FigureAnswer, FigureNumber} from "../figure/answer.js";
import {numberOf} from "../figure/card.js";
import {valueWords, within} from "../figure/shown.js";
import {labelOf} from "../figure/words.js";
import {codesOf} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {placeName} from "../names.js";
import {questionOf} from "../sheet/address.js";
import {titleOf} from "../sheet/names.js";
import {viewOf} from "../view.js";
import {sidesOf} from "./address.js";
import type {Watched} from "./address.js";

/** One number of a figure: of persons, of cases, or of one stage. */
export interface WatchLine {
  /** "counted in cases"; null where there is one number. */
  readonly label: string | null;
  /** The number as its source card shows it, or why there is none. */
  readonly shown: string;
  /** "between 81 and 85", where it changes what a reader writes. */
  readonly range: string | null;
  /** Why there is no number. */
  readonly why: string | null;
  /** Against the year before. */
  readonly change: string | null;
}

export interface WatchFigure {
  readonly id: "applications" | "decisions" | "rate" | "refugees";
  readonly label: string;
  readonly year: number;
  readonly asked: AskedFigure;
  readonly lines: readonly WatchLine[];
  /** "no entry for 2025, which does not mean zero". */
  readonly late: string | null;
}

export interface WatchCard {
  readonly watched: Watched;
  readonly title: string;
  /** Those for which the edition has an entry in any year. */
  readonly figures: readonly WatchFigure[];
  /** Figures of which no year has an entry, by name. */
  readonly missing: readonly string[];
  readonly spark: {
    readonly years: readonly number[];
    readonly shown: number;
    readonly persons: readonly (number | null)[];
    readonly cases: readonly (number | null)[];
  } | null;
  /** Breaks that touch the latest year or the one before, the reviewed ones first. */
  readonly breaks: readonly string[];
}

const FIGURES = [
  ["applications", "New asylum applications", "applications"],
  ["decisions", "Substantive decisions", "decisions"],
  ["rate", "Grant rate", "rate"],
  ["refugees", "Refugees, end of", "refugees"]
] as const;

/** The figure of one measure and year. */
function askedOf(watched: Watched, measure: Measure, year: number): AskedFigure {
  const definition = measure === "decisions" ? "status" : measure === "rate" ? "positive" : null;
  return {
    selection: {...DEFAULT_SELECTION, ...sidesOf(watched), measure, definition, years: [year, year]},
    cell: null,
    per: null,
    edition: null
  };
}

/** Whether anything is published that the figure is of: also what gives no number. */
const hasEntry = ({numbers}: FigureAnswer) =>
  numbers.some(({absence}) => absence === null || absence === "not separated");

/** The latest year of which there is an entry; null where there is none. */
function latestOf(ledger: Ledger, watched: Watched, measure: Measure): FigureAnswer | null {
  const [from, to] = ledger.facts.years;
  for (let year = to; year >= from; year--) {
    const answer = answerOf(ledger, askedOf(watched, measure, year));
    if (hasEntry(answer)) return answer;
  }
  return null;
}

/** Makes the card of a place or pair. @throws Error where the year-end figures were not fetched. */
export function watchCard(ledger: Ledger, watched: Watched): WatchCard {
  const figures: WatchFigure[] = [];
  const missing: string[] = [];
  const [, last] = ledger.facts.years;
  const view = viewOf(ledger, questionOf(sidesOf(watched), "applications", ledger.facts.years));
  const [series] = view.headline?.places ?? [];
  for (const [id, name, measure] of FIGURES) {
    const answer = latestOf(ledger, watched, measure);
    if (!answer) {
      if (id !== "rate") missing.push(name.replace(", end of", " at the end of any year").toLowerCase());
      continue;
    }
    const [year] = answer.selection.years;
    const before = answerOf(ledger, askedOf(watched, measure, year - 1));
    const broken = id === "applications" ? brokenHosts(ledger, watched, year) : [];
    figures.push({
      ...{id, year, asked: answer.asked},
      label: id === "refugees" ? `${name} ${year}` : `${name}, ${year}`,
      lines: answer.numbers.map((one) => ({
        ...lineOf(ledger, answer, one),
        change: changeOf(ledger, {answer, before, one, broken})
      })),
      late:
        year < last
          ? `no entry for ${year + 1 === last ? last : `${year + 1}–${last}`}, which does not mean zero`
          : null
    });
  }
  const shown = figures.find(({id}) => id === "applications")?.year;
  const years = series?.years ?? [];
  return {
    watched,
    title: titleOf(ledger, sidesOf(watched)),
    figures,
    missing,
    spark:
      shown === undefined
        ? null
        : {
            years: years.map(({year}) => year),
            shown,
            persons: years.map(({number}) => number.P?.value ?? null),
            cases: years.map(({number}) => number.C?.value ?? null)
          },
    breaks: breaksOf(ledger, watched, figures)
  };
}

/** A figure whose number is the most it can be says so in its note. */
function lineOf(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): Omit<WatchLine, "change"> {
  const {shown, range: words, note} = numberOf(ledger, answer, one);
  const {count, rate} = one;
  const label = labelOf(answer, one);
  const isNumber = count !== null || (rate !== null && rate.kind !== "none" && one.why === null);
  const isWide = count
    ? printsRange(count)
    : rate?.kind === "rate"
      ? rate.hi - rate.lo > 0.01 * rate.value
      : rate?.kind === "interval";
  return {
    label,
    shown,
    range: isWide ? words : null,
    why: isNumber && !one.isMost ? null : note.replace(/^: /, "") || null
  };
}

interface Changed {
  readonly answer: FigureAnswer;
  readonly before: FigureAnswer;
  readonly one: FigureNumber;
  /** Countries of asylum whose numbers of the two years are counted differently. */
  readonly broken: readonly BrokenHost[];
}

/** A country of asylum whose new applications are counted at another stage or in another unit than the year before. */
interface BrokenHost {
  readonly code: string;
  /** The larger of its two numbers, by unit. */
  readonly most: Readonly<Record<Unit, number>>;
}

function brokenHosts(ledger: Ledger, watched: Watched, year: number): BrokenHost[] {
  const {origins, asylums} = sidesOf(watched);
  if (asylums.kind === "all" || year === ledger.facts.years[0]) return [];
  const sides = {origins, asylums: places(...codesOf(ledger, asylums, year))};
  const {headline} = viewOf(ledger, questionOf(sides, "applications", [year - 1, year]));
  return (headline?.places ?? []).flatMap(({place, breaks, years}) => {
    const code = place ?? watched.asylum;
    const most = (unit: Unit) => Math.max(...years.map(({number}) => number[unit]?.hi ?? 0));
    return code !== null && breaks.some((each) => each.year === year)
      ? [{code, most: {P: most("P"), C: most("C")}}]
      : [];
  });
}

/** "Cyprus", "Cyprus, Malta and 2 others". */
function hostNames(ledger: Ledger, broken: readonly BrokenHost[]): string {
  const [first = "", second = "", ...more] = broken.map(({code}) => placeName(ledger, code));
  const others = more.length ? `${more.length} other${more.length > 1 ? "s" : ""}` : "";
  return list([first, second, others].filter(Boolean));
}

/** A number against that of the year before, of the same kind; null where neither year has one. */
function changeOf(ledger: Ledger, {answer, before, one, broken}: Changed): string | null {
  const year = before.selection.years[0];
  const then = before.numbers.find(({kind}) => kind.unit === one.kind.unit && kind.stage === one.kind.stage);
  if (year < ledger.facts.years[0]) return null;
  if (answer.selection.measure === "rate") {
    const isRate = (number: FigureNumber | undefined) =>
      number?.rate && number.rate.kind !== "none" && number.why === null;
    return then && isRate(one) && isRate(then) ? `after ${numberOf(ledger, before, then).shown} in ${year}` : null;
  }
  if (!one.count) return null;
  if (!then?.count) return `no number for ${year} to compare with`;
  const [now, old] = [one.count.value, then.count.value];
  const isRegion = answer.selection.asylums.kind === "region";
  if (broken.length && !isRegion) return `${year} was counted differently: do not compare`;
  const different = broken.length ? `${hostNames(ledger, broken)} counted differently then` : "";
  // Where all that these countries counted is a tenth of the difference at most, the difference is of the others.
  if (10 * sum(broken, ({most}) => most[one.kind.unit]) > Math.abs(now - old))
    return `${formatNumber(old)} in ${year}; ${different}: do not compare`;
  const also = different === "" ? "" : `; ${different}`;
  // What is missing in either year may be the whole of the change.
  if (one.isLeast || then.isLeast) return `after ${numberOf(ledger, before, then).shown} in ${year}${also}`;
  if (now === old) return `the same number as in ${year}${also}`;
  if (one.count.lo <= then.count.hi && then.count.lo <= one.count.hi)
    return `${formatNumber(old)} in ${year}; with rounding, either can be the larger${also}`;
  const way = now > old ? "up" : "down";
  const share = Math.abs(now / old - 1);
  const isLarge = Math.min(now, old) >= 100 && share < 1;
  return `${way} ${isLarge ? `${formatPercent(share, share < 0.1 ? 1 : 0)} ` : ""}from ${formatNumber(old)} in ${year}${also}`;
}

/** Breaks of a country of asylum that touch the latest year of a figure or the one before; of a region the reviewed ones of each country. */
function breaksOf(ledger: Ledger, watched: Watched, figures: readonly WatchFigure[]): string[] {
  const {origins, asylums} = sidesOf(watched);
  if (asylums.kind === "all") return [];
  const isRegion = asylums.kind === "region";
  const [, last] = ledger.facts.years;
  const found = codesOf(ledger, asylums, last).flatMap((asylum) => {
    const name = placeName(ledger, asylum);
    const own = ledger.facts.breaks.filter((each) => !isRegion || (each.asylum === asylum && !isFinding(each)));
    const words = breaksOfHost(
      own,
      {asylum, origin: origins.kind === "all" ? "*" : codesOf(ledger, origins, last)},
      figures
    );
    return isRegion ? words.map((each) => (each.includes(name) ? each : `${capital(name)}: ${each}`)) : words;
  });
  return isRegion && found.length
    ? [...found, "Changes that we cannot explain are on the page of each country."]
    : found;
}

/** The breaks of one country of asylum that concern the figures, each once. */
function breaksOfHost(
  breaks: Ledger["facts"]["breaks"],
  {asylum, origin}: {readonly asylum: string; readonly origin: Scope<string>},
  figures: readonly WatchFigure[]
): string[] {
  const of = figures.flatMap(({id, year}) => (id === "applications" || id === "decisions" ? [{id, year}] : []));
  return [
    ...new Set(
      of.flatMap(({id, year}) =>
        cautionsOf(
          breaks,
          {...{table: id, level: "*", unit: "*", cell: null, asylum: [asylum], origin}, years: [[year - 1, year]]},
          () => []
        ).map(({words}) => words)
      )
    )
  ];
}

/** What the edition before said of a figure of the same year: the same, another number, nothing yet, or that it had no such table. */
export interface Revised {
  readonly kind: "same" | "revised" | "new" | "none";
  /** The number of the edition before. */
  readonly words: string;
}

/** Compares a figure with the edition before. */
export function revisedIn(ledger: Ledger, before: Ledger, {asked}: WatchFigure): Revised {
  if (asked.selection.measure === "refugees" && !before.stocks) return {kind: "none", words: ""};
  const {asked: there} = within(asked, before);
  if (there?.selection.years.join() !== asked.selection.years.join()) return {kind: "new", words: ""};
  const old = answerOf(before, there);
  const words = valueWords(before, old);
  if (words === valueWords(ledger, answerOf(ledger, asked))) return {kind: "same", words};
  return hasEntry(old) ? {kind: "revised", words} : {kind: "new", words};
}

/** Years of a figure that changed between the editions, besides its latest. */
export function revisedYears(ledger: Ledger, before: Ledger, figure: WatchFigure): number[] {
  const [from] = ledger.facts.years;
  return range(Math.max(from, figure.year - 10), figure.year).filter((year) => {
    const asked = {...figure.asked, selection: {...figure.asked.selection, years: [year, year] as const}};
    return revisedIn(ledger, before, {...figure, asked}).kind === "revised";
  });
}
