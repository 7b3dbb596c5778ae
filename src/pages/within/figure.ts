// What the pages of regions are made of: facts at a glance, drawings with their sentence above and their table behind, lists of
// places by year.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {range} from "d3";
import {plateHtml} from "../../charts/plateHtml.js";
import {FIGURE, plain, row, table} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {formatNumber} from "../../words/numbers.js";
import type {MultiplesPanel, MultiplesPoint} from "../../charts/multiples.js";
import {plate} from "../../charts/plate.js";
import {rankedRates} from "../../charts/rankedRates.js";
import type {Outlines} from "../../charts/regionMap.js";
import type {DrawingOptions} from "../../charts/drawing.js";
import {cell, sizeOf, told} from "./count.js";

/** Rows of a table of places; the CSV beside it has all. */
export const MOST_ROWS = 60;
export const PANELS = 8;

export interface Page {
  readonly edition: Edition;
  readonly code: string;
  readonly name: string;
  readonly rows: readonly LocationRow[];
}

export interface Part {
  readonly facts: readonly Fact[];
  readonly html: string;
}

export interface Fact {
  readonly label: string;
  readonly count: PlaceCount | null;
  readonly under: string;
}

export const NO_POPULATION = `Numbers per 100,000 inhabitants are not given: no source of inhabitants by region is in the edition.`;

export function outlines(file: string, root: string): Outlines {
  return JSON.parse(readFileSync(join(root, "src", "charts", file), "utf8")) as Outlines;
}

const pointOf = (year: number, count: PlaceCount | undefined): MultiplesPoint => ({
  year,
  value: count?.value ?? null,
  lo: count?.lo ?? null,
  hi: count?.hi ?? null,
  words: count
    ? count.value === null
      ? `${formatNumber(count.lo)}–${formatNumber(count.hi)}`
      : formatNumber(count.value)
    : "–",
  absence: count ? null : "no row"
});

export function panelOf(
  name: string,
  counts: ReadonlyMap<number, PlaceCount>,
  [from, to]: readonly [number, number],
  grouped = "all",
  under = ""
): MultiplesPanel {
  return {
    name,
    under,
    group: grouped,
    square: false,
    points: range(from, to + 1).map((year) => pointOf(year, counts.get(year)))
  };
}

interface Figure {
  /** The function of this room that computes it, as `<file>#<function>`. */
  readonly made: string;
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly sentence: string;
  readonly source: string;
  readonly breadth?: "text" | "wide";
  readonly notes?: Parameters<typeof plate>[0]["notes"];
  readonly draw: (options: DrawingOptions) => Element;
  readonly behind: string;
}

/** A drawing with its sentence under the unit line and its table behind. */
export function figureHtml({
  made,
  id,
  title,
  unit,
  sentence,
  source,
  breadth = "wide",
  notes,
  draw,
  behind
}: Figure): string {
  return plateHtml(
    {
      id,
      number: FIGURE,
      title,
      unit,
      breadth,
      ...(notes ? {notes} : {}),
      made: `../code/pages/within/${made}`,
      draw: (options) => draw({...options, label: plain(sentence)}),
      source
    },
    behind
  ).replace('<div class="arts">', `<p class="finding">${sentence}</p><div class="arts">`);
}

export function ranking(
  counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>,
  names: readonly string[],
  year: number,
  ground: (name: string) => string = () => ""
): (options: DrawingOptions) => Element {
  const rows = names.map((name) => {
    const count = counts.get(name)?.get(year) ?? {value: 0, lo: 0, hi: 0};
    return {
      name,
      value: sizeOf(count),
      lo: count.lo,
      hi: count.hi,
      chance: null,
      words: plain(told(count)),
      ground: ground(name),
      chosen: false
    };
  });
  return (options) => rankedRates(rows, {share: false}, options);
}

/** Places as rows, years as columns; a reader sorts it by a column. */
export function yearTable(
  id: string,
  caption: string,
  counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>,
  names: readonly string[],
  years: readonly number[],
  heads: readonly string[] = years.map(String)
): string {
  return table(
    id,
    caption,
    ["Place", ...heads],
    names.map((name) => row(escape(name), ...years.map((year) => cell(counts.get(name)?.get(year))))),
    "sorts"
  );
}

export const sentenceOfPeak = (name: string, counts: ReadonlyMap<number, PlaceCount>): string => {
  const years = [...counts].sort(([a], [b]) => a - b);
  const peak = years.reduce<[number, PlaceCount] | null>(
    (best, each) => (best === null || sizeOf(each[1]) > sizeOf(best[1]) ? each : best),
    null
  );
  return peak ? `The highest year of ${escape(name)} is ${peak[0]}: ${told(peak[1])}` : `${escape(name)} has no count`;
};

export function factsHtml(facts: readonly Fact[]): string {
  return facts.length
    ? `<section class="facts" aria-label="At a glance">${facts
        .map(
          ({label, count, under}) =>
            `<div><p class="l">${escape(label)}</p><p class="v">${count ? told(count).replace(/<span class="bounds">.*?<\/span>/, "") : '<span class="none">no row</span>'}</p><p class="s">${[count && count.value !== null && count.lo !== count.hi ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}` : "", escape(under)].filter(Boolean).join("; ")}</p></div>`
        )
        .join("")}</section>`
    : "";
}
