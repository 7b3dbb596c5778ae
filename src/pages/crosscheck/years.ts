// The chart of UNHCR's new applications and Eurostat's first-time applicants by year, in the countries and years that both report.
import {group} from "d3";
import {lollipops} from "../../charts/lollipops.js";
import {plate} from "../../charts/plate.js";
import {element} from "../../html/table.js";
import {formatNumber} from "../../words/numbers.js";
import type {Crosscheck} from "../../measures/crosscheck.js";
import {added} from "./added.js";
import type {Sums} from "./added.js";
import {comparedTable, signed} from "./tables.js";

type Year = Sums & {readonly year: number};

/** Each year's sums over the countries that both publishers report that year, in persons. */
function yearsOf({rows}: Crosscheck): Year[] {
  const both = new Set(
    rows
      .filter((row) => row.eurostat_first_time !== null && row.unhcr_new !== null && row.class !== "unit")
      .map((row) => `${row.asylum} ${row.year}`)
  );
  return [
    ...group(
      rows.filter((row) => both.has(`${row.asylum} ${row.year}`) && row.class !== "unit"),
      (row) => row.year
    )
  ]
    .map(([year, some]) => ({year, ...added(some)}))
    .sort((a, b) => a.year - b.year);
}

export function yearsPart(found: Crosscheck, document: Document): Element[] {
  const years = yearsOf(found);
  const widest = years.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a));
  const sentence =
    `The two differ most in ${widest.year}: UNHCR has ${formatNumber(widest.unhcr_new?.value ?? 0)} new applications, ` +
    `Eurostat ${formatNumber(widest.eurostat_first_time?.value ?? 0)} first-time applicants, a difference of ${signed(widest.difference)}.`;
  return [
    element(document, "p", {class: "finding"}, sentence),
    yearsPlate(years, found.hosts.length, sentence, document)
  ];
}

function yearsPlate(years: readonly Year[], hosts: number, sentence: string, document: Document): HTMLElement {
  const series = {
    name: "UNHCR, new applications; Eurostat, first-time applicants",
    years: years.map(({year, unhcr_new}) => ({year, count: unhcr_new ?? ("no entry" as const)})),
    reported: years.map(({year, eurostat_first_time}) => ({year, value: eurostat_first_time?.value ?? 0}))
  };
  return plate(
    {
      id: "crosscheck-years",
      made: "/code/pages/crosscheck/years#yearsPlate",
      title: "New applications (UNHCR) and first-time applicants (Eurostat)",
      unit: `Counted in persons, in the years and countries that both publishers report, of Eurostat’s ${formatNumber(hosts)}`,
      draw: (options) => lollipops([series], {...options, label: sentence}),
      notes: [
        {
          sign: "persons",
          term: "UNHCR",
          text: "New applications (types N and NR), at first instance and combined."
        },
        {
          sign: "reported",
          term: "Eurostat",
          text: "First-time applicants: persons who had never applied in that country."
        }
      ],
      source: "Sources: UNHCR, Refugee Population Statistics Database; Eurostat, migr_asyappctza.",
      table: comparedTable(
        years.map((row) => ({...row, name: String(row.year)})),
        {
          document,
          id: "crosscheck-years-rows",
          caption: "Both publishers by year, in the countries that both report",
          first: "Year"
        }
      )
    },
    {document}
  );
}
