// The figures of a dashboard's card as values: new applications, decisions, grant rate and refugees of the latest year, each as its own
// source card computes it, the year before, what the edition before said, and breaks that touch both years.
// Long because a card is one thing: its figures, what changed, and why it may not be compared.
import {range} from "d3";
import {cautionsOf} from "../../figures/cautions.js";
import type {AskedFigure} from "../../figures/address.js";
import {isFinding} from "../../measures/breaks.js";
import type {Scope} from "../../measures/status.js";
import {capital} from "../../words/text.js";
import {DEFAULT_SELECTION} from "../../measures/selection.js";
import {UNITS} from "../../measures/codes.js";
import type {Level} from "../../measures/codes.js";
import type {Measure} from "../../measures/selection.js";
import {formatCount, formatNumber, formatPercent, formatSpans, printsRange} from "../../words/numbers.js";
import type {FigureAnswer, FigureNumber} from "../figure/number.js";
import {numberOf} from "../figure/card.js";
import {valuesOf, within} from "../figure/shown.js";
import {labelOf} from "../figure/words.js";
import {codesOf} from "../ledger.js";
import type {Ledger} from "../ledger.js";
import {placeName} from "../names.js";
import {questionOf} from "../sheet/address.js";
import {titleOf} from "../sheet/names.js";
import {viewOf} from "../view.js";
import {sidesOf} from "./address.js";
import type {Watched} from "./address.js";
import {countedOtherwise, hostNames, otherwiseWords, weighed} from "./otherwise.js";
import type {OtherHost} from "./otherwise.js";
import {firstProcedure, proceduresOf} from "../procedures.js";

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

type FigureId = "applications" | "decisions" | "rate" | "refugees";

export interface WatchFigure {
  readonly id: FigureId | `${FigureId}-${Level}`;
  /** The second procedure that it is of, which is never added to the first; null for the first. */
  readonly procedure: Level | null;
  readonly label: string;
  readonly year: number;
  readonly asked: AskedFigure;
  readonly lines: readonly WatchLine[];
  /** "no entry for 2025, which does not mean zero", and what the number does not include. */
  readonly notes: readonly string[];
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

/** One line of a card: a figure of the first procedure, or of a second one. */
interface FigureOf {
  readonly id: WatchFigure["id"];
  readonly measure: Measure;
  readonly procedure: Level | null;
  readonly label: (year: number) => string;
  /** "refugees at the end of any year", where there is none; null where that is not worth a word. */
  readonly missing: string | null;
}

/** The figures of a card in their order, each second procedure of a country of asylum below the figure that it goes with. */
function figuresOf(ledger: Ledger, {asylum}: Watched): FigureOf[] {
  const procedures = proceduresOf(ledger, asylum);
  const applied = procedures.some(({applications}) => applications !== null);
  const first = applied ? " on refugee status" : "";
  const one = (id: FigureId, label: string, missing: string | null): FigureOf => ({
    ...{id, measure: id, procedure: null, missing},
    label: (year) => (id === "refugees" ? `${label} ${year}` : `${label}, ${year}`)
  });
  const second = (id: FigureId, words: (name: (typeof procedures)[number]) => string | null): FigureOf[] =>
    procedures.flatMap((each) => {
      const label = words(each);
      return label === null
        ? []
        : [{...{measure: id, procedure: each.level, missing: null}, id: `${id}-${each.level}` as const, label: (year: number) => `${label}, ${year}`}];
    }); // prettier-ignore
  return [
    one("applications", applied ? "New applications for refugee status" : "New asylum applications", "new asylum applications"), // prettier-ignore
    ...second("applications", ({applications}) => applications),
    one("decisions", `Substantive decisions${first}`, "substantive decisions"),
    ...second("decisions", ({decisions}) => decisions),
    one("rate", `Grant rate${applied ? " of applications for refugee status" : ""}`, null),
    ...second("rate", ({rate}) => rate),
    one("refugees", "Refugees, end of", "refugees at the end of any year")
  ];
}

/** The figure of one measure and year. */
function askedOf(watched: Watched, {measure, procedure}: FigureOf, year: number): AskedFigure {
  const definition = measure === "decisions" ? "status" : measure === "rate" ? "positive" : null;
  const ofProcedure = procedure === null ? {} : {levels: [procedure], ...(measure === "applications" ? {types: "all" as const} : {})}; // prettier-ignore
  return {
    selection: {...DEFAULT_SELECTION, ...sidesOf(watched), measure, definition, years: [year, year], ...ofProcedure},
    cell: null,
    per: null,
    edition: null
  };
}

/** Whether anything is published that the figure is of: also what gives no number. */
const hasEntry = ({numbers}: FigureAnswer) =>
  numbers.some(({absence}) => absence === null || absence === "not separated");

/** The latest year of which there is an entry; null where there is none. */
function latestOf(ledger: Ledger, watched: Watched, figure: FigureOf): FigureAnswer | null {
  const [from, to] = ledger.facts.years;
  for (let year = to; year >= from; year--) {
    const answer = firstProcedure(ledger, askedOf(watched, figure, year));
    if (hasEntry(answer)) return answer;
  }
  return null;
}

/** Makes the card of a place or pair. @throws Error where the year-end figures were not fetched. */
export function watchCard(ledger: Ledger, watched: Watched): WatchCard {
  const figures: WatchFigure[] = [];
  const missing: string[] = [];
  const others: string[] = [];
  const view = viewOf(ledger, questionOf(sidesOf(watched), "applications", ledger.facts.years));
  const [series] = view.headline?.places ?? [];
  const found = new Map<string, OtherHost[]>();
  const otherwise = (table: "applications" | "decisions", year: number): OtherHost[] => {
    const made = found.get(`${table} ${year}`) ?? countedOtherwise(ledger, watched, table, year);
    found.set(`${table} ${year}`, made);
    return made;
  };
  for (const figure of figuresOf(ledger, watched)) {
    const {id, measure, procedure} = figure;
    const answer = latestOf(ledger, watched, figure);
    if (!answer) {
      if (figure.missing !== null) missing.push(figure.missing);
      continue;
    }
    const [year] = answer.selection.years;
    const before = firstProcedure(ledger, askedOf(watched, figure, year - 1));
    const broken = measure === "refugees" || procedure !== null ? [] : otherwise(measure === "applications" ? "applications" : "decisions", year); // prettier-ignore
    if (id === "applications" && watched.asylum === null)
      others.push(...largestOf(answer, broken).map((host) => otherwiseWords(ledger, host, year)));
    figures.push({
      ...{id, procedure, year, asked: answer.asked},
      label: figure.label(year),
      lines: answer.numbers.map((one) => ({
        ...lineOf(ledger, answer, one),
        change: changeOf(ledger, {answer, before, one, broken})
      })),
      notes: [
        ...(procedure === null ? [] : ["a second procedure: we do not add the two"]),
        // The label of the United States' rate says it.
        ...(isWithoutCourts(answer, figure, watched) && !(measure === "rate" && watched.asylum === "USA")
          ? ["immigration courts not included"]
          : []),
        ...lateWords(ledger, watched, figure, year)
      ]
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
    breaks: [...others, ...breaksOf(ledger, watched, figures)]
  };
}

/** Whether the United States' immigration courts decided claims that are not in a figure of decisions, in either unit. */
const isWithoutCourts = ({numbers}: FigureAnswer, {measure, procedure}: FigureOf, {asylum}: Watched): boolean =>
  procedure === null &&
  (measure === "decisions" || measure === "rate") &&
  (asylum === "USA" || numbers.some(({withoutCourts}) => withoutCourts));

/** What the years after the latest entry lack: nothing reported, or no entry of these people. */
function lateWords(ledger: Ledger, watched: Watched, figure: FigureOf, latest: number): string[] {
  const [, last] = ledger.facts.years;
  const later = range(latest + 1, last + 1);
  if (!later.length) return [];
  const isSilent = (year: number) =>
    firstProcedure(ledger, askedOf(watched, figure, year)).numbers.every(({absence}) => absence === "not reported");
  const silent = later.filter(isSilent);
  const empty = later.filter((year) => !silent.includes(year));
  return [
    ...(silent.length ? [`not reported for ${formatSpans(silent)}: the country reported nothing`] : []),
    ...(empty.length ? [`no entry for ${formatSpans(empty)}, which does not mean zero`] : [])
  ];
}

/** The countries of asylum that are large enough to be named in the list of breaks. */
function largestOf({numbers}: FigureAnswer, broken: readonly OtherHost[]): readonly OtherHost[] {
  const named = numbers.flatMap(({kind, count}) => {
    if (!count) return [];
    return weighed(broken, kind.unit, [count.value, 0]).named;
  });
  return [...new Set(named)].slice(0, MOST_OTHERS);
}
/** More would crowd a card: the page of breaks has all. */
const MOST_OTHERS = 4;

/** Whether a rate has a percentage that may be compared: of fewer than 25 decisions the counts take its place. */
const isRate = (number: FigureNumber | undefined) =>
  number?.rate && number.rate.kind !== "none" && number.why === null && !number.rate.marked;

/** A figure whose number is the most it can be says so in its note. */
function lineOf(ledger: Ledger, answer: FigureAnswer, one: FigureNumber): Omit<WatchLine, "change"> {
  const {shown, range: words, note} = numberOf(ledger, answer, one);
  const {count, rate, kind} = one;
  const {measure} = answer.selection;
  const isStock = measure === "refugees";
  const hasUnit = !isStock && (measure !== "rate" || kind.unit === "C");
  const named = labelOf(answer, one);
  const unit = hasUnit && !named?.includes("counted in") ? `counted in ${UNITS[kind.unit]}` : null;
  const label = [unit, named].filter(Boolean).join(", ") || null;
  if (rate && rate.kind !== "none" && rate.marked && one.why === null)
    return {
      label,
      shown: `${formatCount(rate.numerator)} of ${formatNumber(rate.decisions)} decisions`,
      range: null,
      why: "fewer than 25 decisions: too few to compare a rate"
    };
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
    why: isNumber && !one.isMost ? null : capital(note.replace(/^: /, "")) || null
  };
}

interface Changed {
  readonly answer: FigureAnswer;
  readonly before: FigureAnswer;
  readonly one: FigureNumber;
  /** Countries of asylum whose numbers of the two years are counted differently. */
  readonly broken: readonly OtherHost[];
}

/** "2024 was counted in persons (23,022)": where the one country of asylum has a number of the year before in the other unit alone. */
function otherUnitWords({answer, before, one}: Changed): string | null {
  const [year] = before.selection.years;
  const [other, ...more] = before.numbers.filter(({count, rate}) => count !== null || rate !== null);
  if (answer.selection.asylums.kind !== "places" || !other || more.length || other.kind.unit === one.kind.unit)
    return null;
  const shown = other.count && answer.numbers.length === 1 ? ` (${formatNumber(other.count.value)})` : "";
  return `${year} was counted in ${UNITS[other.kind.unit]}${shown}: do not compare`;
}

/** A number against that of the year before, of the same kind; null where neither year has one. */
function changeOf(ledger: Ledger, changed: Changed): string | null {
  const {answer, before, one, broken} = changed;
  const year = before.selection.years[0];
  const then = before.numbers.find(({kind}) => kind.unit === one.kind.unit && kind.stage === one.kind.stage);
  if (year < ledger.facts.years[0]) return null;
  const isOneHost = answer.selection.asylums.kind === "places";
  const {unit} = one.kind;
  if (answer.selection.measure === "rate") {
    if (!isRate(one)) return null;
    if (!isRate(then)) return otherUnitWords(changed);
    const words = `${then ? numberOf(ledger, before, then).shown : ""} in ${year}`;
    if (!broken.length) return `after ${words}`;
    if (isOneHost) return `${year} was counted differently: do not compare`;
    const {forbids, named} = weighed(broken, unit, [one.rate?.decisions ?? 0, 0]);
    return forbids
      ? `${words}; ${hostNames(ledger, named)} counted differently then: do not compare`
      : `after ${words}`;
  }
  if (!one.count) return null;
  if (!then?.count) {
    const isOther = before.numbers.some(({count, kind}) => count !== null && kind.unit !== unit);
    return otherUnitWords(changed) ?? (isOther ? `no number in ${UNITS[unit]} for ${year}` : `no number for ${year} to compare with`); // prettier-ignore
  }
  const [now, old] = [one.count.value, then.count.value];
  if (broken.length && isOneHost) return `${year} was counted differently: do not compare`;
  const {forbids, named} = weighed(broken, unit, [now, old]);
  const different = named.length ? `${hostNames(ledger, named)} counted differently then` : "";
  if (forbids) return `${numberOf(ledger, before, then).shown} in ${year}; ${different}: do not compare`;
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
  const isRegion = asylums.kind !== "places";
  const isWorld = asylums.kind === "all";
  const [, last] = ledger.facts.years;
  const found = codesOf(ledger, asylums, last).flatMap((asylum) => {
    const name = placeName(ledger, asylum);
    // Of the world only those that name these people.
    const own = ledger.facts.breaks.filter(
      (each) => !isRegion || (each.asylum === asylum && !isFinding(each) && !(isWorld && each.origin === "*"))
    );
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
          () => [],
          String
        ).map(({words}) => words)
      )
    )
  ];
}

/** What the edition before said of a figure of the same year: the same, another number, nothing yet, or that it had no such table. */
export interface Revised {
  readonly kind: "same" | "revised" | "new" | "none";
  /** The numbers of the edition before that are others now. */
  readonly words: string;
}

/** Compares a figure with the edition before. */
export function revisedIn(ledger: Ledger, before: Ledger, {asked}: WatchFigure): Revised {
  if (asked.selection.measure === "refugees" && !before.stocks) return {kind: "none", words: ""};
  const {asked: there} = within(asked, before);
  if (there?.selection.years.join() !== asked.selection.years.join()) return {kind: "new", words: ""};
  const old = firstProcedure(before, there);
  const now = new Map(valuesOf(ledger, firstProcedure(ledger, asked)).map(({id, words}) => [id, words]));
  const then = valuesOf(before, old);
  const same = then.filter(({id, words}) => now.get(id) === words);
  if (same.length === then.length && then.length === now.size)
    return {kind: "same", words: then.map(({named}) => named).join("; ")};
  if (!hasEntry(old)) return {kind: "new", words: ""};
  const isAdded = same.length === then.length;
  return {
    kind: "revised",
    // Where only a number of another unit came, the old ones say what there was.
    words: then
      .filter((each) => isAdded || !same.includes(each))
      .map(({named}) => named)
      .join("; ")
  };
}

/** Years of a figure that changed between the editions, besides its latest. */
export function revisedYears(ledger: Ledger, before: Ledger, figure: WatchFigure): number[] {
  const [from] = ledger.facts.years;
  return range(Math.max(from, figure.year - 10), figure.year).filter((year) => {
    const asked = {...figure.asked, selection: {...figure.asked.selection, years: [year, year] as const}};
    return revisedIn(ledger, before, {...figure, asked}).kind === "revised";
  });
}
