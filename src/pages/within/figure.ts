// What the pages of regions within countries are made of: figures at the top, charts with their sentence above and their table
// behind, maps, and places by year.
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
import {regionMap} from "../../charts/regionMap.js";
import {multiples} from "../../charts/multiples.js";
import {NO_ENTRY} from "../../words/status.js";
import {cell, drawn, rangeOf, sizeOf, told} from "./count.js";

/** The most rows of a table of places; its CSV has all. */
export const MOST_ROWS = 60;
export const PANELS = 8;

export interface Page {
  readonly edition: Edition;
  readonly code: string;
  readonly name: string;
  readonly rows: readonly LocationRow[];
}

export interface Part {
  /** HTML: which place has the most in the latest whole year. */
  readonly lead: string;
  /** HTML: what may be misread, one paragraph each. */
  readonly cautions?: readonly string[];
  /** HTML: which years its source covers, and whether the latest is whole. */
  readonly years: string;
  readonly facts: readonly Fact[];
  readonly html: string;
}

/** A publisher that has no figures of a country. */
export const NOTHING: Part = {lead: "", years: "", facts: [], html: ""};

export interface Fact {
  readonly label: string;
  readonly count: PlaceCount | null;
  readonly under: string;
}

export const NO_POPULATION =
  "We cannot give numbers per 100,000 inhabitants: the edition has no population figures by region.";

function outlines(file: string, root: string): Outlines {
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
  absence: count ? null : "no entry"
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

/** A chart with its sentence under the unit line and its table behind. */
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
  )
    .replace('<div class="arts">', () => `<p class="finding">${sentence}</p><div class="arts">`)
    .replace('<details class="behind"', (details) => cardHtml({id, title, unit, sentence, source}) + details);
}

/**
 * The source card of a chart's figures, on the page itself: these numbers are other publishers', for which addresses of figures
 * (`/figure?…`) have no words. The sentence to print, what is counted, where it is from, and the address.
 */
function cardHtml({id, title, unit, sentence, source}: Pick<Figure, "id" | "title" | "unit" | "sentence" | "source">) {
  const said = plain(sentence);
  if (said === "") return "";
  const named = source.replace(/\.$/, "");
  return (
    `<details class="fact-card" id="${id}-card"><summary>Source card<span class="unseen">: ${escape(title)}</span></summary>` +
    `<p class="to-print"><b>To print:</b> ${escape(`${said.replace(/\.$/, "")} (${named}, via Asylum Ledger).`)}</p>` +
    `<p><b>What is counted.</b> ${escape(title)}. ${escape(unit)}.</p>` +
    `<p><b>Where it is from.</b> ${escape(named)}. Every number of the chart is in the table below it, with the range that the publisher’s rounding allows.</p>` +
    `<p><a href="#${id}">Permanent link</a></p></details>`
  );
}

export function ranking(
  counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>,
  names: readonly string[],
  year: number,
  ground: (name: string) => string = () => ""
): (options: DrawingOptions) => Element {
  const rows = names.map((name) => {
    const count = drawn(counts.get(name)?.get(year) ?? {value: 0, lo: 0, hi: 0});
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

/** Places as rows, years as columns, the latest first: it is what a phone shows. A reader sorts it by a column. */
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
    ["Place", ...[...heads].reverse()],
    names.map((name) => row(escape(name), ...[...years].reverse().map((year) => cell(counts.get(name)?.get(year))))),
    "sorts"
  );
}

/** The places of one publisher year by year, which a map and a chart of the highest share. */
export interface PlacesByYear {
  /** The function of this room that computes the figures, as `<file>#<function>`. */
  readonly made: string;
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>;
  /** The highest of the latest whole year first. */
  readonly names: readonly string[];
  /** ISO 3166-2 by name. */
  readonly codes: ReadonlyMap<string, string | null>;
  readonly years: readonly number[];
  /** Heads of the years in tables: a year that is not whole says so. */
  readonly heads: readonly string[];
  /** First and latest whole year. */
  readonly span: readonly [number, number];
  readonly source: string;
}

/** A map of the latest whole year with the places of every year behind it. */
export function mapFigure(
  {made, counts, names, codes, years, heads, span, source}: PlacesByYear,
  {
    outline,
    root,
    credit,
    behind = {counts, names},
    ...rest
  }: {
    outline: string;
    root: string;
    /** Whose boundaries these are. */
    credit: string;
    title: string;
    unit: string;
    sentence: string;
    caption: string;
    /** Lines of the table behind, where they are more than the places of the map. */
    behind?: Pick<PlacesByYear, "counts" | "names">;
  }
): string {
  const {caption, ...words} = rest;
  return figureHtml({
    ...words,
    made,
    id: "map",
    source: `${source} ${credit}`,
    draw: (options) =>
      regionMap(
        {
          outlines: outlines(outline, root),
          regions: names.map((name) => ({
            code: codes.get(name) ?? "",
            name,
            ...drawn(counts.get(name)?.get(span[1]) ?? {value: 0, lo: 0, hi: 0})
          }))
        },
        options
      ),
    behind: yearTable("map-rows", caption, behind.counts, behind.names, years, heads)
  });
}

/** The highest places year by year, on one scale; a year that is not whole is in the table alone. */
export function highestFigure(
  {made, counts, names, years, heads, span, source}: PlacesByYear,
  {id, title, unit, sentence, caption}: {id: string; title: string; unit: string; sentence: string; caption: string}
): string {
  const shown = names.slice(0, PANELS);
  return figureHtml({
    made,
    id,
    title,
    unit,
    sentence,
    source,
    draw: (options) =>
      multiples({panels: shown.map((name) => panelOf(name, counts.get(name) ?? new Map(), span))}, options),
    behind: yearTable(`${id}-rows`, caption, counts, shown, years, heads)
  });
}

export const sentenceOfPeak = (name: string, counts: ReadonlyMap<number, PlaceCount>): string => {
  const years = [...counts].sort(([a], [b]) => a - b);
  const peak = years.reduce<[number, PlaceCount] | null>(
    (best, each) => (best === null || sizeOf(each[1]) > sizeOf(best[1]) ? each : best),
    null
  );
  return peak
    ? `The highest year of ${escape(name)} was ${peak[0]}, with ${told(peak[1])}`
    : `No year of ${escape(name)} has a count`;
};

export function factsHtml(facts: readonly Fact[]): string {
  return facts.length
    ? `<section class="facts" aria-label="At a glance">${facts
        .map(
          ({label, count, under}) =>
            `<div><p class="l">${escape(label)}</p><p class="v">${count ? told(count).replace(/<span class="bounds">.*?<\/span>/, "") : `<span class="none">${NO_ENTRY}</span>`}</p><p class="s">${[count && count.value !== null && rangeOf(count) ? `between ${formatNumber(count.lo)} and ${formatNumber(count.hi)}` : "", escape(under)].filter(Boolean).join("; ")}</p></div>`
        )
        .join("")}</section>`
    : "";
}
