// The United Kingdom by region and local authority, as the Home Office publishes: people on asylum support at the end of a quarter.
import {descending} from "d3";
import {capital, list} from "../../words/text.js";
import {paragraph, row, section, table} from "../../html/strings.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {editionDate} from "../../words/editionDate.js";
import {escape} from "../../words/country.js";
import {formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import {byName, byYear, cell, highest, sizeOf, toldOr, yearsOf} from "./count.js";
import {figureHtml, MOST_ROWS, NO_POPULATION, NOTHING, panelOf, ranking, yearTable} from "./figure.js";
import type {Page, Part} from "./figure.js";

/** What changes in which quarter-ends have an area: from the publisher's own names of entries without one. */
const COVERAGE = [
  {before: 2018, letter: "a", text: "Until 2017 people on Section 4 support are not counted by area."},
  {before: 2022, letter: "b", text: "Until September 2022 people on Section 98 support are not counted by area."},
  {
    before: 2023,
    letter: "c",
    text: "From December 2023 to September 2024 some people who receive subsistence only are not counted by area."
  },
  {
    before: 2024,
    letter: "d",
    text: "From December 2024 the file gives all types of support together, and only people counted by area."
  }
] as const;

const UNKNOWN = "Region not known";
const MADE = "unitedKingdom#kingdomPart";

/** People supported on 31 December: by region, by local authority, with an area and without. */
function supportOf(rows: readonly LocationRow[]) {
  const ends = rows.filter(({publisher, period}) => publisher === "home_office" && period?.endsWith("-12-31"));
  const placed = ends.filter(({kind}) => kind === "place");
  const years = yearsOf(ends);
  const span = [years[0] ?? 0, years.at(-1) ?? 0] as const;
  const regions = byName(placed, ({within}) => within ?? UNKNOWN);
  return {
    placed,
    years,
    span,
    regions,
    names: highest(regions, span[1]),
    areas: byName(placed),
    all: byYear(ends),
    here: byYear(placed),
    nowhere: byYear(ends.filter(({kind}) => kind !== "place")),
    heads: years.map((year) => {
      const letter = COVERAGE.find(({before}) => before === year)?.letter;
      return letter === undefined ? String(year) : `${year}&nbsp;<sup>${letter}</sup>`;
    })
  };
}
type Support = ReturnType<typeof supportOf>;

/** Which region has the most people on support at the end of the latest year. */
export function kingdomLead(rows: readonly LocationRow[]): string {
  const {names, regions, here, span} = supportOf(rows);
  const [top = ""] = names;
  return `On 31 December ${span[1]} the most people on asylum support in the United Kingdom lived in ${escape(inRegion(top))}: ${toldOr(regions.get(top)?.get(span[1]))} of ${toldOr(here.get(span[1]))}.`;
}

/** "the North West", "London". */
const inRegion = (name: string) => (/^(?:North|South|East|West) (?!of)|Midlands$/.test(name) ? `the ${name}` : name);

export function kingdomPart({edition, rows}: Page): Part {
  const support = supportOf(rows);
  const {years, span, names, regions, here} = support;
  if (!years.length) return NOTHING;
  const [, last] = span;
  return {
    lead: kingdomLead(rows),
    cautions: [
      "<b>These are not applications or decisions.</b> They are people receiving support, in the places where the Home Office houses them. It publishes no applications or decisions by region, so we do not chart them together.",
      `<b>Do not compare across a mark (a–d).</b> The Home Office has changed whom it counts by area ${COVERAGE.length} times.`
    ],
    years: `The Home Office’s figures are for the last day of each quarter; the charts show 31 December, ${formatYears(...span)}.`,
    facts: [
      {label: `On support, end of ${last}`, count: here.get(last) ?? null, under: "people counted by area"},
      ...names
        .slice(0, 3)
        .map((name) => ({label: name, count: regions.get(name)?.get(last) ?? null, under: `end of ${last}`}))
    ],
    html: [
      ...regionsParts(
        support,
        `Home Office, Asy_D11, edition of ${editionDate(edition.id)}; Open Government Licence v3.0.`
      ),
      ...authoritiesParts(support)
    ].join("\n")
  };
}

function regionsParts(support: Support, source: string): string[] {
  const {years, span, regions, names, all, here, nowhere, heads} = support;
  const [first, last] = span;
  const [top = ""] = names;
  const worst =
    [...nowhere.keys()].sort((a, b) => descending(nowhere.get(a)?.value ?? 0, nowhere.get(b)?.value ?? 0))[0] ?? last;
  return [
    section("support", "Support", "People on asylum support, by region"),
    figureHtml({
      made: MADE,
      id: "regions-ranked",
      title: `People on asylum support by region, 31 December ${last}`,
      unit: "Persons on that day; all types of support together",
      breadth: "text",
      sentence: `${escape(capital(inRegion(top)))} had the most, ${toldOr(regions.get(top)?.get(last))} of the ${toldOr(here.get(last))} people counted by area.`,
      source: `${source} We found no package of boundaries of these regions, so this is a list and not a map.`,
      draw: ranking(regions, names, last),
      behind: yearTable(
        "regions-rows",
        "People on asylum support on 31 December, by region. Do not compare across a letter",
        regions,
        names,
        years,
        heads
      )
    }),
    figureHtml({
      made: MADE,
      id: "regions-years",
      title: "People on asylum support by region, at the end of each year",
      unit: `Persons on 31 December, ${formatYears(first, last)}; one scale. Do not compare across a mark (a–d)`,
      sentence: `At each mark the Home Office changed whom it counts by area. The most people without one were ${toldOr(nowhere.get(worst))} of ${toldOr(all.get(worst))}, at the end of ${worst}.`,
      source,
      notes: COVERAGE.map(({letter, text}) => ({term: letter, text})),
      draw: (options) =>
        multiples(
          {
            panels: names.map((name) => panelOf(name, regions.get(name) ?? new Map(), span)),
            breaks: COVERAGE.map(({before, letter}) => ({before, letter, parts: true}))
          },
          options
        ),
      behind: table(
        "coverage-rows",
        "People on asylum support on 31 December: with an area and without",
        ["Year", "With an area", "Without an area", "All in the file"],
        years.map((year) =>
          row(String(year), cell(here.get(year)), cell(nowhere.get(year), "none in the file"), cell(all.get(year)))
        )
      )
    })
  ];
}

interface Hole {
  readonly name: string;
  readonly within: string;
  readonly year: number;
  readonly before: PlaceCount;
  readonly after: PlaceCount;
}

/** Large authorities with an entry a year before and a year after, and none between: the file lacks them. */
function holesOf({areas, years, placed}: Support): Hole[] {
  return [...areas].flatMap(([name, counts]) =>
    years.flatMap((year) => {
      const [before, after] = [counts.get(year - 1), counts.get(year + 1)];
      return !counts.has(year) && before && after && Math.min(sizeOf(before), sizeOf(after)) >= 100
        ? [{name, year, before, after, within: placed.find((each) => each.location === name)?.within ?? UNKNOWN}]
        : [];
    })
  );
}

function authoritiesParts(support: Support): string[] {
  const {areas, years, span, names, heads} = support;
  const [first, last] = span;
  const authorities = highest(areas, last);
  const holes = holesOf(support);
  // The latest year is the first number that a phone shows.
  const recent = years.slice(-6).reverse();
  return [
    table(
      "authorities",
      `The ${Math.min(MOST_ROWS, authorities.length)} local authorities with the most people on support, 31 December ${last}, of ${authorities.length}. Do not compare across a letter`,
      ["Local authority", ...heads.slice(-6).reverse()],
      authorities
        .slice(0, MOST_ROWS)
        .map((name) => row(escape(name), ...recent.map((year) => cell(areas.get(name)?.get(year))))),
      "sorts"
    ),
    ...(holes.length
      ? [
          paragraph(
            `<b>Gaps in the file.</b> ${list(holes.map(({name, year, before, after}) => `${escape(name)} has no entry at the end of ${year} (${toldOr(before)} a year before, ${toldOr(after)} a year after)`))}. So ${list([...new Set(holes.map(({within, year}) => `${escape(within)} in ${year}`))])} is too low.`,
            "caution"
          )
        ]
      : []),
    paragraph(
      `The CSV has every quarter from March ${first}, by local authority and type of support. ${names.includes(UNKNOWN) ? `“${UNKNOWN}” is authorities that are missing in the file with regions. ` : ""}A local authority without an entry has nobody on support, or was merged into another: the file does not say which. ${NO_POPULATION}`
    )
  ];
}
