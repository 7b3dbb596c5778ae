// Where UNHCR records that people wait or live within one country: how many have a recorded location, and which.
import {ascending, max, min, range} from "d3";
import {articled} from "../../words/places.js";
import {capital} from "../../words/text.js";
import {paragraph, row, section, table} from "../../html/strings.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {editionDate} from "../../words/editionDate.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatSpans, formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {byName, cell, highest, percent, shares, told, toldOr} from "./count.js";
import {figureHtml, MOST_ROWS, NOTHING, panelOf, PANELS, ranking, sentenceOfPeak, yearTable} from "./figure.js";
import type {Fact, Page, Part} from "./figure.js";

export type UnhcrMeasure = "asylum_seekers" | "refugees";
export const STOCKS: Readonly<Record<UnhcrMeasure, string>> = {asylum_seekers: "asylum-seekers", refugees: "refugees"};

/** One year-end figure of a country: by place, and how many have one. */
interface Located {
  readonly noun: string;
  readonly measure: UnhcrMeasure;
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>;
  /** Years with a place. */
  readonly years: readonly number[];
  /** Places of the latest of these years, the highest first. */
  readonly names: readonly string[];
  readonly shares: ReadonlyMap<number, {readonly placed: PlaceCount; readonly all: PlaceCount}>;
}

function locatedOf(ours: readonly LocationRow[], measure: UnhcrMeasure): Located[] {
  const rows = ours.filter((each) => each.measure === measure);
  const placed = rows.filter(({kind}) => kind === "place");
  if (!placed.length) return [];
  const counts = byName(placed);
  const years = [...new Set(placed.map(({year}) => year))].sort(ascending);
  return [
    {noun: STOCKS[measure], measure, counts, years, names: highest(counts, years.at(-1) ?? 0), shares: shares(rows)}
  ];
}

const lastOf = ({years}: Located) => years.at(-1) ?? 0;

function shareWords({shares: found}: Located, year: number): string {
  const one = found.get(year);
  return one ? percent(one.placed.value ?? 0, one.all.value ?? 1) : "none";
}

const CAUTION =
  "<b>These are not applications.</b> UNHCR’s figures by place are people at the end of a year. Do not compare years in which a different share has a recorded location.";

/** How the places of these figures are named. */
const ABOUT = `Place names are free text and change; we join spellings <a href="../regions#how">by rule and by a reviewed table</a>. Where people were counted as “dispersed” and later at a place, the reporting changed, not their number.`;

export function unhcrPart({edition, name, rows}: Page): Part {
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const measures = (Object.keys(STOCKS) as UnhcrMeasure[]).flatMap((measure) => locatedOf(ours, measure));
  if (!measures.length) return NOTHING;
  const source = `UNHCR, Refugee Population Statistics Database, edition of ${editionDate(edition.id)}.`;
  const span = [min(ours, ({year}) => year) ?? 0, max(ours, ({year}) => year) ?? 0] as const;
  return {
    lead: leadOf(measures, name),
    cautions: [CAUTION],
    years: `UNHCR’s figures are for the end of each year, ${formatYears(...span)}.`,
    facts: measures.map((one) => factOf(one)),
    html: [
      section("unhcr", "UNHCR", "Where people wait or live, as UNHCR records it"),
      ...measures.flatMap((one) => measureParts(one, {name, span, source})),
      sharePart(measures, {name, span, source}),
      paragraph(ABOUT)
    ].join("\n")
  };
}

/** The latest year in which some have a recorded location, and the place with the most; asylum-seekers first. */
function leadOf(measures: readonly Located[], name: string): string {
  const one = measures.reduce((a, b) => (lastOf(b) > lastOf(a) ? b : a));
  const year = lastOf(one);
  const [top = ""] = one.names;
  return `At the end of ${year} UNHCR recorded a location for ${shareWords(one, year)} of the ${one.noun} in ${escape(articled(name))}; ${one.names.length === 1 ? "all of them" : "the most"} were in ${escape(top)}: ${toldOr(one.counts.get(top)?.get(year))}.`;
}

function factOf(one: Located): Fact {
  const year = lastOf(one);
  const found = one.shares.get(year);
  return {
    label: `${capital(one.noun)} with a recorded location, ${year}`,
    count: found?.placed ?? null,
    under: found ? `of ${formatNumber(found.all.value ?? 0)}, ${shareWords(one, year)}` : ""
  };
}

interface Of {
  readonly name: string;
  readonly span: readonly [number, number];
  readonly source: string;
}

/** The share with a recorded location, year by year. */
function sharePart(measures: readonly Located[], {name, span, source}: Of): string {
  const years = range(span[0], span[1] + 1);
  const panels = measures.map(({noun, shares: found}): MultiplesPanel => ({
    name: capital(noun),
    under: "with a recorded location",
    group: "share",
    square: false,
    points: years.map((year) => {
      const one = found.get(year);
      const whole = one ? (one.all.value ?? 0) : 0;
      const value = one && whole > 0 ? (one.placed.value ?? 0) / whole : null;
      return {
        year,
        value,
        lo: value,
        hi: value,
        words: value === null ? "–" : percent(value, 1),
        absence: one ? null : "no entry"
      };
    })
  }));
  const sentence = measures
    .flatMap(({noun, shares: found}) => {
      const year = max(found.keys()) ?? 0;
      const one = found.get(year);
      if (!one) return [];
      const whole = `${told(one.all)} ${noun} in ${escape(articled(name))}`;
      return one.placed.value === 0
        ? [`At the end of ${year} UNHCR recorded no location for the ${whole}.`]
        : [
            `At the end of ${year} UNHCR recorded a location for ${told(one.placed)} of the ${whole} (${percent(one.placed.value ?? 0, one.all.value ?? 1)}).`
          ];
    })
    .join(" ");
  return figureHtml({
    made: "unhcr#unhcrPart",
    id: "placed",
    title: "How many have a recorded location",
    unit: `Share of people at the end of each year, ${formatYears(...span)}; the others are “dispersed”, unknown, or given for the whole country`,
    sentence,
    source,
    breadth: "wide",
    draw: (options) => multiples({panels, share: true}, options),
    behind: table(
      "placed-rows",
      `${name}: people with a recorded location`,
      ["Year", ...measures.flatMap(({noun}) => [`${capital(noun)} with a recorded location`, `All ${noun}`])],
      years.map((year) =>
        row(
          String(year),
          ...measures.flatMap(({shares: found}) => [cell(found.get(year)?.placed), cell(found.get(year)?.all)])
        )
      )
    )
  });
}

/** The places of one year-end figure: the latest year, and the highest places over time. */
function measureParts(one: Located, of: Of): string[] {
  const {noun, measure, counts, years, names} = one;
  const {name, span, source} = of;
  const last = lastOf(one);
  const [top = ""] = names;
  const listed = names.slice(0, MOST_ROWS);
  const rest = names.length - listed.length;
  const ends = last < span[1] ? ` UNHCR recorded no location of ${noun} in a later year.` : "";
  const sentence = `At the end of ${last} UNHCR recorded a location for ${shareWords(one, last)} of the ${noun}: ${names.length === 1 ? `all of those (${toldOr(counts.get(top)?.get(last))}) were in ${escape(top)}` : `of the ${names.length} places it names, ${escape(top)} had the most (${toldOr(counts.get(top)?.get(last))})`}.${ends}`;
  const behind =
    yearTable(
      `${measure}-places`,
      `${name}: ${noun} by place at the end of the year${rest > 0 ? `; the ${listed.length} places with the most in ${last}` : ""}`,
      counts,
      listed,
      years.slice(-6)
    ) + (rest > 0 ? paragraph(`The CSV has ${rest} more places of ${last}, and the places of other years.`) : "");
  return [
    `<h3 id="${measure}">${capital(noun)}, ${formatYears(years[0] ?? 0, last)}</h3>`,
    ...(names.length > 1
      ? [
          figureHtml({
            made: "unhcr#unhcrPart",
            id: `${measure}-ranked`,
            title: `${capital(noun)} by place, end of ${last}`,
            unit: `Persons at the end of the year; ${shareWords(one, last)} of them with a recorded location`,
            sentence,
            source,
            breadth: "text",
            draw: ranking(counts, names.slice(0, 12), last),
            behind
          })
        ]
      : [paragraph(sentence), behind]),
    ...seriesPart(one, of)
  ];
}

/** Places that have some years to compare, the highest of the latest year first. */
function seriesPart(one: Located, {name, source}: Of): string[] {
  const {noun, measure, counts, years, names} = one;
  const drawn = names.filter((place) => (counts.get(place)?.size ?? 0) > 2).slice(0, PANELS);
  const [first = 0, last] = [years[0], lastOf(one)];
  if (drawn.length < 2 || years.length < 3) return [];
  const [top = ""] = drawn;
  return [
    figureHtml({
      made: "unhcr#unhcrPart",
      id: `${measure}-years`,
      title: `${capital(noun)} in ${drawn.length} places, year by year`,
      unit: `Persons at the end of the year, one scale; a location is recorded for ${shareWords(one, last)} in ${last}, ${shareWords(one, first)} in ${first}`,
      sentence: `${sentenceOfPeak(top, counts.get(top) ?? new Map())}. UNHCR recorded locations in ${formatSpans(years)}. Where a place has no entry, its people may be counted under another name or as “dispersed”.`,
      source,
      draw: (options) =>
        multiples(
          {panels: drawn.map((place) => panelOf(place, counts.get(place) ?? new Map(), [first, last]))},
          options
        ),
      behind: yearTable(`${measure}-series`, `${name}: ${noun} by place and year`, counts, drawn, years)
    })
  ];
}
