// Canada by province and kind of office, as IRCC publishes: people who made a claim, rounded to 5.
import {ascending, rollup} from "d3";
import {paragraph, row, section, table} from "../../html/strings.js";
import {addCounts} from "../../edition/locations.js";
import type {PlaceCount} from "../../edition/locations.js";
import {ANY, applicationRows} from "../../edition/select.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import {regionMap} from "../../charts/regionMap.js";
import {byName, cell, highest, told, totalOf} from "./count.js";
import {figureHtml, NO_POPULATION, outlines, panelOf, PANELS, sentenceOfPeak, yearTable} from "./figure.js";
import type {Page, Part} from "./figure.js";

export function canadaPart({edition, rows}: Page, root: string): Part {
  const ours = rows.filter(({publisher}) => publisher === "ircc");
  if (!ours.length) return {facts: [], html: ""};
  const source = `IRCC, asylum claimants, edition ${edition.id}; Open Government Licence – Canada.`;
  const provinces = ours.filter(({kind}) => kind !== "country");
  const partial = new Map(ours.flatMap(({year, period}) => (period === null ? [] : [[year, period] as const])));
  const counts = byName(provinces);
  const years = [...new Set(ours.map(({year}) => year))].sort(ascending);
  const whole = years.filter((year) => !partial.has(year));
  const [first, last] = [whole[0] ?? 0, whole.at(-1) ?? 0];
  const stated = rollup(
    ours.filter(({kind, detail}) => kind === "country" && detail === null),
    addCounts,
    ({year}) => year
  );
  const offices = byName(
    ours.filter(({kind, detail}) => kind === "country" && detail !== null),
    ({detail}) => detail ?? ""
  );
  const officeNames = highest(offices, last);
  const names = highest(counts, last);
  const [top = ""] = names;
  const codes = new Map(provinces.map(({location, iso}) => [location, iso]));
  const heads = years.map((year) => {
    const part = partial.get(year);
    return part === undefined ? String(year) : `${year}, ${monthsOf(part)}`;
  });
  const show = (count: PlaceCount | undefined) => told(count ?? {value: 0, lo: 0, hi: 0});
  const asked = rollup(
    applicationRows(edition, ANY).filter(
      ({asylum, unit, type, level}) =>
        asylum === "CAN" && unit === "P" && ["N", "NR"].includes(type) && ["FI", "NA"].includes(level)
    ),
    (some) => some.reduce((sum, {applications}) => sum + (applications ?? 0), 0),
    ({year}) => year
  );
  const partWords = [...partial].map(
    ([year, part]) => `${year} is ${monthsOf(part)} alone, and stands in the tables, not in the drawings.`
  );
  const parts = [
    section("provinces", "Provinces", "By province and office, as IRCC publishes"),
    paragraph(
      `People who made a refugee claim, by the province of the office where it was made, or else of their last known address. IRCC rounds each number to the nearest 5, so it stands for two fewer to two more, and prints “--” for a number between 0 and 5: where one is among the offices of a province, its sum has bounds and no value. A printed 0 is 0. ${partWords.join(" ")}`
    ),
    paragraph(
      `UNHCR counts another point of the procedure (claims referred to the Immigration and Refugee Board), so its numbers of the same years differ. Outcomes by province were not found.`
    ),
    figureHtml({
      made: "canada#canadaPart",
      id: "map",
      title: `Claimants by province and territory, ${last}`,
      unit: `Persons; claims made in the year, all offices; IRCC’s rounding ±2 in each office`,
      sentence: `In ${last} IRCC counted ${show(stated.get(last))} claimants, the most in ${escape(top)}: ${show(counts.get(top)?.get(last))}.`,
      source: `${source} Map by MapSVG, CC BY 4.0, through @svg-maps/canada; boundaries imply no endorsement.`,
      draw: (options) =>
        regionMap(
          {
            outlines: outlines("provinces.json", root),
            regions: names.map((name) => {
              const count = counts.get(name)?.get(last) ?? {value: 0, lo: 0, hi: 0};
              return {code: codes.get(name) ?? "", name, ...count};
            })
          },
          options
        ),
      behind: yearTable("map-rows", "Claimants by province and territory, all offices", counts, names, years, heads)
    }),
    figureHtml({
      made: "canada#canadaPart",
      id: "provinces-years",
      title: "Claimants by province, the highest eight",
      unit: `Persons; claims made in the year, ${formatYears(first, last)}; one scale`,
      sentence: `${sentenceOfPeak(top, new Map([...(counts.get(top) ?? [])].filter(([year]) => !partial.has(year))))}, against ${show(counts.get(top)?.get(first))} in ${first}.`,
      source,
      draw: (options) =>
        multiples(
          {panels: names.slice(0, PANELS).map((name) => panelOf(name, counts.get(name) ?? new Map(), [first, last]))},
          options
        ),
      behind: yearTable("provinces-rows", "Claimants by province", counts, names.slice(0, PANELS), years, heads)
    }),
    figureHtml({
      made: "canada#canadaPart",
      id: "offices",
      title: "Claimants by kind of office, all of Canada",
      unit: `Persons; IRCC’s own totals, ${formatYears(first, last)}; one scale`,
      sentence: `In ${last} most claims were made at the kind of office called ${escape(officeNames[0] ?? "")}: ${show(offices.get(officeNames[0] ?? "")?.get(last))} of ${show(stated.get(last))}.`,
      source,
      draw: (options) =>
        multiples(
          {panels: officeNames.map((name) => panelOf(name, offices.get(name) ?? new Map(), [first, last]))},
          options
        ),
      behind: yearTable("offices-rows", "Claimants by kind of office", offices, officeNames, years, heads)
    }),
    table(
      "offices-provinces",
      `Claimants by province and kind of office, ${last}`,
      [
        "Province or territory",
        ...officeNames.filter((name) => provinces.some(({detail}) => detail === name)),
        "All offices"
      ],
      names.map((name) =>
        row(
          escape(name),
          ...officeNames
            .filter((office) => provinces.some(({detail}) => detail === office))
            .map((office) =>
              cell(
                totalOf(
                  provinces.filter((each) => each.year === last && each.location === name && each.detail === office)
                )
              )
            ),
          cell(counts.get(name)?.get(last))
        )
      ),
      "sorts"
    ),
    section("beside", "Beside", "The sums beside IRCC’s own total and UNHCR’s rows"),
    paragraph(
      `Provinces of ${last} add up to ${show(addCounts(provinces.filter(({year}) => year === last)))}; IRCC’s own total is ${show(stated.get(last))}, UNHCR’s rows of new applications ${asked.has(last) ? formatNumber(asked.get(last) ?? 0) : "are none"}. The gap to IRCC’s total is “Other Offices”, which have no province, and rounding.`
    ),
    table(
      "beside-rows",
      "Provinces added up, IRCC’s total, UNHCR’s rows of new applications in Canada (persons)",
      ["Year", "Provinces added up", "IRCC’s total", "UNHCR"],
      years.map((year, i) =>
        row(
          heads[i] ?? String(year),
          cell(addCounts(provinces.filter((each) => each.year === year))),
          cell(stated.get(year)),
          asked.has(year) ? `<td>${formatNumber(asked.get(year) ?? 0)}</td>` : '<td class="none">–</td>'
        )
      )
    ),
    paragraph(NO_POPULATION)
  ];
  return {
    facts: [
      {label: `Claimants, ${last}`, count: stated.get(last) ?? null, under: "IRCC’s own total"},
      ...names.slice(0, 3).map((name) => ({
        label: `${name}, ${last}`,
        count: counts.get(name)?.get(last) ?? null,
        under: "all offices"
      }))
    ],
    html: parts.join("\n")
  };
}

const MONTHS = [
  "",
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
/** "2025-01/2025-07" as "January to July". */
function monthsOf(period: string): string {
  const [from, to] = period.split("/").map((part) => MONTHS[Number(part.slice(5, 7))] ?? part);
  return `${from ?? ""} to ${to ?? ""}`;
}
