// UNHCR's places of one host: how many of the people waiting or recognised there are told by place, and where.
import {ascending, max, min, range} from "d3";
import {articled} from "../../words/places.js";
import {capital} from "../../words/text.js";
import {paragraph, row, section, table} from "../../html/strings.js";
import type {PlaceCount} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatSpans, formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import type {MultiplesPanel} from "../../charts/multiples.js";
import {byName, cell, highest, percent, shares, told} from "./count.js";
import {figureHtml, MOST_ROWS, panelOf, PANELS, ranking, sentenceOfPeak, yearTable} from "./figure.js";
import type {Fact, Page, Part} from "./figure.js";

export type UnhcrMeasure = "asylum_seekers" | "refugees";
export const STOCKS: Readonly<Record<UnhcrMeasure, string>> = {asylum_seekers: "asylum-seekers", refugees: "refugees"};

export function unhcrPart({edition, name, rows}: Page): Part {
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const measures = (Object.keys(STOCKS) as UnhcrMeasure[])
    .map((measure) => ({measure, rows: ours.filter((each) => each.measure === measure)}))
    .filter(({rows: some}) => some.some(({kind}) => kind === "place"));
  if (!measures.length) return {facts: [], html: ""};
  const source = `UNHCR, Refugee Population Statistics Database, edition ${edition.id}.`;
  const where = articled(name);
  const span = [min(ours, ({year}) => year) ?? 0, max(ours, ({year}) => year) ?? 0] as const;
  const facts: Fact[] = [];
  const parts: string[] = [
    section("unhcr", "UNHCR", "By place, as UNHCR publishes"),
    paragraph(
      `A stock of people at the end of each year, never of applications made or decided in it: it must not be drawn with either. Place names are free text and change; a label such as “[Admin 1]” or “: Point” is parsed, and spellings are joined <a href="../regions#how">by rule and by a reviewed table</a>. A series that moves from “dispersed” to places is a change of reporting, not of numbers.`
    )
  ];
  const shareOf = measures.map(({measure, rows: some}) => ({measure, years: shares(some)}));
  const sharePanels = shareOf.map(({measure, years}): MultiplesPanel => ({
    name: capital(STOCKS[measure]),
    under: "share told by place",
    group: "share",
    square: false,
    points: range(span[0], span[1] + 1).map((year) => {
      const found = years.get(year);
      const whole = found ? (found.all.value ?? 0) : 0;
      const value = found && whole > 0 ? (found.placed.value ?? 0) / whole : null;
      return {
        year,
        value,
        lo: value,
        hi: value,
        words: value === null ? "–" : percent(value, 1),
        absence: found ? null : "no row"
      };
    })
  }));
  const lastOf = (years: ReadonlyMap<number, {placed: PlaceCount; all: PlaceCount}>) => {
    const year = max(years.keys()) ?? 0;
    return {year, found: years.get(year)};
  };
  const shareSentence = shareOf
    .map(({measure, years}) => {
      const {year, found} = lastOf(years);
      return found
        ? `At the end of ${year} ${percent(found.placed.value ?? 0, found.all.value ?? 1)} of the ${STOCKS[measure]} in ${escape(where)} are told by place: ${told(found.placed)} of ${told(found.all)}.`
        : "";
    })
    .join(" ");
  parts.push(
    figureHtml({
      made: "unhcr#unhcrPart",
      id: "placed",
      title: "How many are told by place",
      unit: `Share of people at the end of each year, ${formatYears(...span)}; the others are “dispersed”, unknown or under the country’s own name`,
      sentence: shareSentence,
      source,
      breadth: "wide",
      draw: (options) => multiples({panels: sharePanels, share: true}, options),
      behind: table(
        "placed-rows",
        `${name}: people told by place`,
        [
          "Year",
          ...shareOf.flatMap(({measure}) => [`${capital(STOCKS[measure])} told by place`, `All ${STOCKS[measure]}`])
        ],
        range(span[0], span[1] + 1).map((year) =>
          row(
            String(year),
            ...shareOf.flatMap(({years}) => [cell(years.get(year)?.placed), cell(years.get(year)?.all)])
          )
        )
      )
    })
  );
  for (const {measure, rows: some} of measures) {
    const placed = some.filter(({kind}) => kind === "place");
    const counts = byName(placed);
    const years = [...new Set(placed.map(({year}) => year))].sort(ascending);
    const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
    const share = shareOf.find((each) => each.measure === measure)?.years.get(last);
    const names = highest(counts, last);
    const [top] = names;
    const topCount = top === undefined ? undefined : counts.get(top)?.get(last);
    const shareWords = share ? `${percent(share.placed.value ?? 0, share.all.value ?? 1)} of them told by place` : "";
    const noun = STOCKS[measure];
    const ends = last < span[1] ? ` No later year tells a place of ${noun}.` : "";
    facts.push({
      label: `${capital(noun)} told by place, ${last}`,
      count: share?.placed ?? null,
      under: share
        ? `of ${formatNumber(share.all.value ?? 0)}, ${percent(share.placed.value ?? 0, share.all.value ?? 1)}`
        : ""
    });
    const listed = names.slice(0, MOST_ROWS);
    const recent = years.slice(-6);
    const rest = names.length - listed.length;
    parts.push(`<h3 id="${measure}">${capital(noun)}, ${formatYears(first, last)}</h3>`);
    const sentence =
      top && topCount
        ? `At the end of ${last} ${names.length === 1 ? "one place has" : `${names.length} places have`} a row of ${noun}, the most under ${escape(top)}: ${told(topCount)}; ${shareWords}.${ends}`
        : "";
    const behind =
      yearTable(
        `${measure}-places`,
        `${name}: ${noun} by place at the end of the year${rest > 0 ? `; the ${listed.length} highest of ${last}` : ""}`,
        counts,
        listed,
        recent
      ) + (rest > 0 ? paragraph(`${rest} more places of ${last}, and the places of other years, are in the CSV.`) : "");
    if (names.length > 1)
      parts.push(
        figureHtml({
          made: "unhcr#unhcrPart",
          id: `${measure}-ranked`,
          title: `${capital(noun)} by place, end of ${last}`,
          unit: `Persons at the end of the year, a stock; ${shareWords}`,
          sentence,
          source,
          breadth: "text",
          draw: ranking(counts, names.slice(0, 12), last),
          behind
        })
      );
    else parts.push(paragraph(sentence), behind);
    // Places that have some years to compare; the highest of the last year first.
    const drawn = names.filter((place) => (counts.get(place)?.size ?? 0) > 2).slice(0, PANELS);
    if (drawn.length > 1 && years.length > 2) {
      const shown = formatSpans(years);
      parts.push(
        figureHtml({
          made: "unhcr#unhcrPart",
          id: `${measure}-years`,
          title: `${capital(noun)} by place, ${drawn.length} places`,
          unit: `Persons at the end of the year, a stock, one scale; ${shareWords} in ${last}, ${percentOf(shareOf, measure, first)} in ${first}`,
          sentence: `${sentenceOfPeak(drawn[0] ?? "", counts.get(drawn[0] ?? "") ?? new Map())}; places are told for ${shown}. A year without a row for a place is a gap: people there may stand under another name, or under “dispersed”.`,
          source,
          draw: (options) =>
            multiples(
              {panels: drawn.map((place) => panelOf(place, counts.get(place) ?? new Map(), [first, last]))},
              options
            ),
          behind: yearTable(`${measure}-series`, `${name}: ${noun} by place and year`, counts, drawn, years)
        })
      );
    }
  }
  return {facts, html: parts.join("\n")};
}

function percentOf(
  all: readonly {measure: UnhcrMeasure; years: ReadonlyMap<number, {placed: PlaceCount; all: PlaceCount}>}[],
  measure: UnhcrMeasure,
  year: number
): string {
  const found = all.find((each) => each.measure === measure)?.years.get(year);
  return found ? percent(found.placed.value ?? 0, found.all.value ?? 1) : "none";
}
