// Canada by province and kind of office, as IRCC publishes: people who made a refugee claim, rounded to the nearest 5.
import {rollup} from "d3";
import {paragraph, row, section, table} from "../../html/strings.js";
import {addCounts} from "../../edition/locations.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import type {Edition} from "../../edition/edition.js";
import {ANY, applicationRows} from "../../edition/select.js";
import {editionDate} from "../../words/editionDate.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {multiples} from "../../charts/multiples.js";
import {byName, byYear, cell, highest, toldOr, totalOf, yearsOf} from "./count.js";
import {
  figureHtml,
  highestFigure,
  mapFigure,
  NO_POPULATION,
  NOTHING,
  panelOf,
  PANELS,
  sentenceOfPeak,
  yearTable
} from "./figure.js";
import type {Page, Part, PlacesByYear} from "./figure.js";

const MADE = "canada#canadaPart";

interface Provinces extends PlacesByYear {
  readonly rows: readonly LocationRow[];
  /** IRCC's own totals, and those of each kind of office. */
  readonly stated: ReadonlyMap<number, PlaceCount>;
  readonly offices: ReadonlyMap<string, ReadonlyMap<number, PlaceCount>>;
  /** Years that are not whole: "January to July". */
  readonly partial: ReadonlyMap<number, string>;
}

function provincesOf(all: readonly LocationRow[], source: string): Provinces {
  const ours = all.filter(({publisher}) => publisher === "ircc");
  const rows = ours.filter(({kind}) => kind !== "country");
  const partial = new Map(
    ours.flatMap(({year, period}) => (period === null ? [] : [[year, monthsOf(period)] as const]))
  );
  const years = yearsOf(ours);
  const whole = years.filter((year) => !partial.has(year));
  const span = [whole[0] ?? 0, whole.at(-1) ?? 0] as const;
  const counts = byName(rows);
  const country = ours.filter(({kind}) => kind === "country");
  return {
    made: MADE,
    rows,
    stated: byYear(country.filter(({detail}) => detail === null)),
    offices: byName(
      country.filter(({detail}) => detail !== null),
      ({detail}) => detail ?? ""
    ),
    partial,
    counts,
    names: highest(counts, span[1]),
    codes: new Map(rows.map(({location, iso}) => [location, iso])),
    years,
    heads: years.map((year) => {
      const months = partial.get(year);
      return months === undefined ? String(year) : `${year}, ${months}`;
    }),
    span,
    source
  };
}

/** Which province has the most claims in the latest whole year. */
export function canadaLead(rows: readonly LocationRow[]): string {
  const {names, counts, stated, span} = provincesOf(rows, "");
  const [top = ""] = names;
  return `In ${span[1]} the most refugee claims in Canada were made in ${escape(top)}: ${toldOr(counts.get(top)?.get(span[1]))} of ${toldOr(stated.get(span[1]))}, counted in persons.`;
}

export function canadaPart({edition, rows}: Page, root: string): Part {
  const provinces = provincesOf(
    rows,
    `IRCC, asylum claimants, edition of ${editionDate(edition.id)}; Open Government Licence – Canada.`
  );
  const {counts, names, stated, partial, span, years} = provinces;
  if (!years.length) return NOTHING;
  const [, last] = span;
  return {
    lead: canadaLead(rows),
    cautions: [...partial].map(
      ([year, months]) =>
        `<b>Do not compare ${year} with other years.</b> It covers ${months} only, so it is in the tables but not the charts.`
    ),
    years: `IRCC’s figures are for whole years, ${formatYears(...span)}${[...partial].map(([year, months]) => `, and for ${months} ${year}`).join("")}.`,
    facts: [
      {label: `Claimants, ${last}`, count: stated.get(last) ?? null, under: "IRCC’s own total, counted in persons"},
      ...names.slice(0, 3).map((name) => ({
        label: `${name}, ${last}`,
        count: counts.get(name)?.get(last) ?? null,
        under: "all offices"
      }))
    ],
    html: [
      ...provincesParts(provinces, root),
      ...officesParts(provinces),
      ...besideParts(edition, provinces),
      paragraph(NO_POPULATION)
    ].join("\n")
  };
}

function provincesParts(provinces: Provinces, root: string): string[] {
  const {counts, names, stated, partial, span} = provinces;
  const [first, last] = span;
  const [top = ""] = names;
  const wholeYears = new Map([...(counts.get(top) ?? [])].filter(([year]) => !partial.has(year)));
  return [
    section("provinces", "Provinces", "Claimants by province"),
    mapFigure(provinces, {
      root,
      outline: "provinces.json",
      credit: "Map by MapSVG, CC BY 4.0, through @svg-maps/canada; boundaries imply no endorsement.",
      title: `Refugee claimants by province and territory, ${last}`,
      unit: "Counted in persons; claims made in the year at all offices. IRCC rounds each figure to the nearest 5",
      sentence: `In ${last} the most claims were made in ${escape(top)}, ${toldOr(counts.get(top)?.get(last))} of ${toldOr(stated.get(last))}.`,
      caption: "Claimants by province and territory, all offices"
    }),
    paragraph(
      "A claim is counted in the province of the office where it was made, or else of the last known address. IRCC prints “--” for a number between 0 and 5; where one is part of a sum, the sum is given as a range. We found no outcomes by province."
    ),
    highestFigure(provinces, {
      id: "provinces-years",
      title: `Claimants in the ${PANELS} provinces with the most`,
      unit: `Counted in persons; claims made in the year, ${formatYears(first, last)}; one scale`,
      sentence: `${sentenceOfPeak(top, wholeYears)}; in ${first} it was ${toldOr(counts.get(top)?.get(first))}.`,
      caption: "Claimants by province"
    })
  ];
}

function officesParts({rows, counts, names, stated, offices, years, heads, span, source}: Provinces): string[] {
  const [first, last] = span;
  const kinds = highest(offices, last);
  const [most = ""] = kinds;
  const kindsOfProvinces = kinds.filter((name) => rows.some(({detail}) => detail === name));
  return [
    figureHtml({
      made: MADE,
      id: "offices",
      title: "Claimants by kind of office, all of Canada",
      unit: `Counted in persons; IRCC’s own totals, ${formatYears(first, last)}; one scale`,
      sentence: `In ${last} the most claims, ${toldOr(offices.get(most)?.get(last))} of ${toldOr(stated.get(last))}, were made at offices of the kind that IRCC calls “${escape(most)}”.`,
      source,
      draw: (options) =>
        multiples({panels: kinds.map((name) => panelOf(name, offices.get(name) ?? new Map(), span))}, options),
      behind: yearTable("offices-rows", "Claimants by kind of office", offices, kinds, years, heads)
    }),
    table(
      "offices-provinces",
      `Claimants by province and kind of office, ${last}`,
      ["Province or territory", "All offices", ...kindsOfProvinces],
      names.map((name) =>
        row(
          escape(name),
          cell(counts.get(name)?.get(last)),
          ...kindsOfProvinces.map((office) =>
            cell(totalOf(rows.filter((each) => each.year === last && each.location === name && each.detail === office)))
          )
        )
      ),
      "sorts"
    )
  ];
}

/** The provinces' sums compared with IRCC's own total and with UNHCR's figures of Canada. */
function besideParts(edition: Edition, {rows, stated, years, heads, span}: Provinces): string[] {
  const [, last] = span;
  const unhcr = rollup(
    applicationRows(edition, ANY).filter(
      ({asylum, unit, type, level}) =>
        asylum === "CAN" && unit === "P" && ["N", "NR"].includes(type) && ["FI", "NA"].includes(level)
    ),
    (some) => some.reduce((sum, {applications}) => sum + (applications ?? 0), 0),
    ({year}) => year
  );
  const added = (year: number) => addCounts(rows.filter((each) => each.year === year));
  const number = (n: number | undefined) =>
    n === undefined ? '<td class="none">–</td>' : `<td>${formatNumber(n)}</td>`;
  return [
    section("beside", "UNHCR", "Compared with IRCC’s total and UNHCR"),
    paragraph(
      `For ${last} IRCC’s own total is ${toldOr(stated.get(last))}, UNHCR’s number of new applications ${unhcr.has(last) ? formatNumber(unhcr.get(last) ?? 0) : "not reported"}, and the provinces add up to ${toldOr(added(last))}. UNHCR counts a later point, when a claim is referred to the Immigration and Refugee Board. The provinces leave out “Other Offices”, which have none, and differ by rounding.`
    ),
    table(
      "beside-rows",
      "Canada: IRCC’s total, its provinces added up, and UNHCR’s new applications (persons)",
      ["Year", "IRCC’s total", "UNHCR", "Provinces added up"],
      years.map((year, i) =>
        row(heads[i] ?? String(year), cell(stated.get(year)), number(unhcr.get(year)), cell(added(year)))
      )
    )
  ];
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
