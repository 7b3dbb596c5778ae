// The United Kingdom by region and local authority, as the Home Office publishes: people on asylum support, a stock.
import {ascending, descending, rollup} from "d3";
import {list} from "../../words/text.js";
import {paragraph, row, section, table} from "../../html/strings.js";
import {addCounts} from "../../edition/locations.js";
import type {PlaceCount} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import {byName, cell, highest, sizeOf, told} from "./count.js";
import {figureHtml, MOST_ROWS, NO_POPULATION, panelOf, ranking, yearTable} from "./figure.js";
import type {Page, Part} from "./figure.js";

/** What changes in which quarter-ends have an area: from the publisher's own names of rows without one. */
const COVERAGE = [
  {before: 2018, letter: "a", text: "Until 2017 people on Section 4 support have no area."},
  {
    before: 2022,
    letter: "b",
    text: "Until September 2022 people on Section 98 support have no area."
  },
  {
    before: 2023,
    letter: "c",
    text: "From December 2023 to September 2024 people who receive subsistence only have no area in part."
  },
  {before: 2024, letter: "d", text: "From December 2024 the file has all types of support together, and areas alone."}
] as const;

const UNKNOWN = "Region not known";

export function kingdomPart({edition, rows}: Page): Part {
  const ours = rows.filter(({publisher}) => publisher === "home_office");
  if (!ours.length) return {facts: [], html: ""};
  const source = `Home Office, Asy_D11, edition ${edition.id}; Open Government Licence v3.0.`;
  const ends = ours.filter(({period}) => period?.endsWith("-12-31"));
  const years = [...new Set(ends.map(({year}) => year))].sort(ascending);
  const span = [years[0] ?? 0, years.at(-1) ?? 0] as const;
  const last = span[1];
  const placed = ends.filter(({kind}) => kind === "place");
  const regions = byName(placed, ({within}) => within ?? UNKNOWN);
  const areas = byName(placed);
  const all = rollup(ends, addCounts, ({year}) => year);
  const here = rollup(placed, addCounts, ({year}) => year);
  const nowhere = rollup(
    ends.filter(({kind}) => kind !== "place"),
    addCounts,
    ({year}) => year
  );
  const names = highest(regions, last);
  // A large authority with a row a year before and a year after, and none between: the file lacks it.
  const holes = [...areas].flatMap(([name, counts]) =>
    years.flatMap((year) => {
      const [before, after] = [counts.get(year - 1), counts.get(year + 1)];
      return !counts.has(year) && before && after && Math.min(sizeOf(before), sizeOf(after)) >= 100
        ? [{name, year, before, after, within: placed.find((each) => each.location === name)?.within ?? UNKNOWN}]
        : [];
    })
  );
  const [top = ""] = names;
  const authorities = highest(areas, last);
  const show = (count: PlaceCount | undefined) => told(count ?? {value: 0, lo: 0, hi: 0});
  const worst =
    [...nowhere.keys()].sort((a, b) => descending(nowhere.get(a)?.value ?? 0, nowhere.get(b)?.value ?? 0))[0] ?? last;
  const heads = years.map((year) => {
    const letter = COVERAGE.find(({before}) => before === year)?.letter;
    return letter === undefined ? String(year) : `${year}&nbsp;<sup>${letter}</sup>`;
  });
  const breaks = COVERAGE.map(({before, letter}) => ({before, letter, parts: true}));
  const notes = COVERAGE.map(({letter, text}) => ({term: letter, text}));
  const parts = [
    section("support", "Support", "People on asylum support, by region"),
    paragraph(
      `A stock: people in receipt of asylum support on the last day of a quarter, where dispersal put them. <b>It is no count of applications or of decisions, and is never drawn with either</b>; the Home Office publishes none of those by region. Whom it counts by area has changed four times, so growth across a mark is partly a change of coverage.`
    ),
    figureHtml({
      made: "unitedKingdom#kingdomPart",
      id: "regions-ranked",
      title: `People supported by region, 31 December ${last}`,
      unit: "Persons on asylum support, a stock; all types of support together",
      breadth: "text",
      sentence: `On 31 December ${last} ${show(here.get(last))} people on asylum support are told by local authority, the most in ${escape(top)}: ${show(regions.get(top)?.get(last))}.`,
      source: `${source} No package of boundaries of these regions was found: a list, no map.`,
      draw: ranking(regions, names, last),
      behind: yearTable(
        "regions-rows",
        "People supported at the end of the year, by region; a letter is a change of coverage, told under the next drawing",
        regions,
        names,
        years,
        heads
      )
    }),
    figureHtml({
      made: "unitedKingdom#kingdomPart",
      id: "regions-years",
      title: "People supported by region, at the end of each year",
      unit: `Persons on asylum support on 31 December, a stock, ${formatYears(...span)}; one scale; no line is drawn across a change of coverage, marked a to d`,
      sentence: `Most people without an area are those of ${worst}: ${show(nowhere.get(worst))} of ${show(all.get(worst))}. Whom the file gives an area changes at each mark, so numbers on its two sides do not compare.`,
      source,
      notes,
      draw: (options) =>
        multiples({panels: names.map((name) => panelOf(name, regions.get(name) ?? new Map(), span)), breaks}, options),
      behind: table(
        "coverage-rows",
        "People supported on 31 December: with an area and without",
        ["Year", "With an area", "Without an area", "All in the file"],
        years.map((year) =>
          row(String(year), cell(here.get(year)), cell(nowhere.get(year), "none in the file"), cell(all.get(year)))
        )
      )
    }),
    table(
      "authorities",
      `The ${Math.min(MOST_ROWS, authorities.length)} local authorities with most people supported, 31 December ${last}; ${authorities.length} have a row; a letter is a change of coverage`,
      ["Local authority", ...heads.slice(-6)],
      authorities
        .slice(0, MOST_ROWS)
        .map((name) => row(escape(name), ...years.slice(-6).map((year) => cell(areas.get(name)?.get(year))))),
      "sorts"
    ),
    ...(holes.length
      ? [
          paragraph(
            `${list(holes.map(({name, year, before, after}) => `${escape(name)} has no row at the end of ${year} (${show(before)} a year before, ${show(after)} a year after)`))}: holes in the file, by which ${list([...new Set(holes.map(({within, year}) => `${escape(within)} in ${year}`))])} is too low.`,
            "caution"
          )
        ]
      : []),
    paragraph(
      `The CSV has every quarter from March ${span[0]}, local authority and type of support. ${names.includes(UNKNOWN) ? `“${UNKNOWN}” is authorities that the file with regions does not have. ` : ""}An authority without a row has nobody on support there, or was joined to another: the file does not tell the two apart. ${NO_POPULATION}`
    )
  ];
  return {
    facts: [
      {label: `Supported, end of ${last}`, count: here.get(last) ?? null, under: "people with an area, a stock"},
      ...names
        .slice(0, 3)
        .map((name) => ({label: name, count: regions.get(name)?.get(last) ?? null, under: `end of ${last}`}))
    ],
    html: parts.join("\n")
  };
}
