// A page for each region of the world, as host and as origin, and the world in its regions at a glance. As the pages of countries
// they are written after Framework's build into the frame of one page, from the same parts.
import {capital} from "../../words/text.js";
import {escape} from "../../words/country.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {FIGURE, numberCell, paragraph, row, section, table, textCell} from "../../html/strings.js";
import {partsOfWorld, reportingOf, rowsWithin, worldRegions} from "../../edition/worldRegions.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import {UNITS} from "../../measures/codes.js";
import {joinedYears, leastWords, outcomesFact} from "../_shared/decisions.js";
import {factsHtml} from "../_shared/facts.js";
import type {Fact} from "../_shared/facts.js";
import {inUnit, newSentence, newYears, unseenNote} from "../_shared/newApplications.js";
import {notCountedPart} from "../_shared/notCounted.js";
import {rankingPart, remainderSentence} from "../_shared/ranking.js";
import {yearLine} from "../_shared/yearLine.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {ratesWords} from "./rates.js";
import {byYear, countryLink, headlinesOf} from "./shared.js";
import type {Side, World} from "./shared.js";
import {partsPlate, sumTable} from "./parts.js";

/** New applications of the whole world by year. */
export function worldOf(ledger: Ledger): World {
  return byYear(ledger, [...ledger.applications.asylum.values()].flat());
}

/** All regions of one way of dividing the world, each with its page. */
function listTable(ledger: Ledger, some: readonly WorldRegion[], id: string, caption: string): string {
  const {edition, span} = ledger;
  const [, last] = span;
  const rows = (region: WorldRegion, side: Side) =>
    headlinesOf(
      ledger,
      rowsWithin(edition, region, ledger.applications[side]).filter(({year}) => year === last)
    );
  return table(
    id,
    caption,
    ["Region", "Countries reporting", "Applied there, persons", "Cases", "Applied from there, persons", "Cases"],
    some.map((region) => {
      const [host, origin] = [rows(region, "asylum"), rows(region, "origin")];
      const reporting = reportingOf(edition, region, "applications", span).at(-1);
      const link = `<a href="./world/${region.slug}">${escape(region.name)}</a>`;
      return row(
        region.parent === null ? link : `– ${link}`,
        textCell(reporting ? `${reporting.hosts} of ${reporting.of}` : "–"),
        numberCell(host.P),
        numberCell(host.C),
        numberCell(origin.P),
        numberCell(origin.C)
      );
    })
  );
}

/** The world's total first, with what it is made of, and everybody in it. */
function totalPart(ledger: Ledger): string[] {
  const {edition, span} = ledger;
  const [from, last] = span;
  const applied = [...ledger.applications.asylum.values()].flat();
  const years = newYears(ledger, applied, {as: "total", everyOrigin: true});
  const latest = years.at(-1);
  if (!latest) return [];
  const rows = applied.filter(({year}) => year === latest.year);
  const joined = joinedYears(
    ledger,
    [...ledger.decisions.asylum.values()].flat().filter(({year}) => year === latest.year)
  );
  const [unit, other] = latest.P ? (["P", "C"] as const) : (["C", "P"] as const);
  const also = latest[other];
  const name = (code: string) => edition.places.get(code) ?? code;
  const decided = joined.P.at(-1) ?? joined.C.at(-1);
  const page = {source: `UNHCR, edition ${edition.id}.`};
  const facts: Fact[] = [
    {
      label: `New applications in the world, ${latest.year}`,
      count: latest[unit],
      words: UNITS[unit],
      also: also ? {count: also, words: UNITS[other]} : null,
      under: `${also ? "never added" : UNITS[unit]}; every level, as UNHCR prints totals`
    },
    ...(decided?.all
      ? [
          outcomesFact(decided.all, {
            year: decided.year,
            where: "without the immigration courts of the United States",
            atLeast: leastWords(decided.atLeast, name)
          })
        ]
      : [])
  ];
  return [
    notCountedPart(edition, ["*", "*"]),
    yearLine(ledger),
    factsHtml(facts),
    section("total", "World", "How many applied in the world"),
    yearlyPart(
      {source: page.source},
      {
        id: "world-applications",
        number: FIGURE,
        title: "New asylum applications in the world",
        unitLine: "Every level, as UNHCR prints totals; persons and cases are never added",
        series: (["P", "C"] as const)
          .map((of) => ({
            name: `Counted in ${UNITS[of]}`,
            head: capital(UNITS[of]),
            unit: of,
            years: inUnit(years, of)
          }))
          .filter((series) => series.years.length),
        sentence: `${newSentence(years, {
          say: (words) => `countries received new asylum applications for ${words}`,
          last,
          none: `No new applications are reported from ${from} to ${last}.`
        })} ${remainderSentence(ledger, rows)}`,
        absence: "no row",
        notes: unseenNote(latest) ? [{term: "Rounding.", text: unseenNote(latest)}] : []
      }
    ).replaceAll("../code/", "./code/"),
    rankingPart(ledger, {
      id: "hosts-world",
      heading: `Where they applied, ${latest.year}`,
      caption: `New applications in the world, ${latest.year}, by country of asylum`,
      rows,
      by: "asylum",
      year: latest.year,
      as: "total",
      everyOrigin: true,
      link: (code) => countryLink(ledger, code, "./")
    }),
    rankingPart(ledger, {
      id: "origins-world",
      heading: `Where they came from, ${latest.year}`,
      caption: `New applications in the world, ${latest.year}, by country of origin`,
      rows,
      by: "origin",
      year: latest.year,
      as: "total",
      everyOrigin: true,
      link: (code) => countryLink(ledger, code, "./")
    }),
    ...(decided
      ? [
          section("outcomes", "Outcomes", "What became of the applications"),
          paragraph(ratesWords(ledger, decided, {where: "in the world", page: "./countries/usa"}))
        ]
      : [])
  ];
}

/** The page of the world: its total, the parts at a glance, their sum, and the list of every region's page. */
export function worldPage(ledger: Ledger, folder: string): string {
  const {edition, span} = ledger;
  const regions = worldRegions(edition);
  const parts = partsOfWorld(edition, "regions");
  const world = worldOf(ledger);
  const [, last] = span;
  const of = (scheme: WorldRegion["scheme"]) => regions.filter((region) => region.scheme === scheme);
  const members = of("members");
  const explorer = explorerLink(folder, {asylums: {kind: "region", scheme: "m49", code: "150"}, years: [...span]});
  let figures = 0;
  return [
    ...totalPart(ledger),
    section("as-host", "As host", "Where people apply, by region"),
    paragraph(
      `A region’s total is the sum of its countries’ figures, persons and cases separately. It holds what its countries reported; how many did so is given beside it. People of unknown origin, stateless people and Tibetans belong to no region and are lines of their own: with them the regions add up to the world.`
    ),
    partsPlate(ledger, parts, "asylum", "P", world),
    partsPlate(ledger, parts, "asylum", "C", world),
    section("as-origin", "As origin", "Where they come from, by region"),
    partsPlate(ledger, parts, "origin", "P", world),
    partsPlate(ledger, parts, "origin", "C", world),
    section("sum", "Sum", "The regions add up to the world"),
    sumTable(ledger, parts, "asylum"),
    sumTable(ledger, parts, "origin"),
    section("regions", "M49", `M49’s regions and subregions, ${last}`),
    paragraph("The United Nations’ statistical standard: every country and territory in one subregion."),
    listTable(ledger, of("m49"), "m49-table", `New applications of ${last} by M49 region and subregion, every level`),
    section("bureaus", "UNHCR", `UNHCR’s regional bureaus, ${last}`),
    paragraph(
      "UNHCR divides the world for its own work: Türkiye lies in Europe, Syria in the Middle East and North Africa, and Tibetans in Asia and the Pacific."
    ),
    listTable(
      ledger,
      of("bureau"),
      "bureaus-table",
      `New applications of ${last} by UNHCR’s regional bureau, every level`
    ),
    ...(members.length
      ? [
          section("unions", "EU", `The European Union, EU+, and EU and EFTA, ${last}`),
          paragraph(
            "The members change: a place counts in each year on whose 31 December it was one. EU+, as the European Union Agency for Asylum counts it, is the members with Norway and Switzerland. “EU and EFTA” is the members with Iceland, Liechtenstein, Norway and Switzerland."
          ),
          listTable(
            ledger,
            members,
            "unions-table",
            `New applications of ${last} in the European Union, in EU+, and in EU and EFTA, every level`
          )
        ]
      : []),
    ...(explorer
      ? [
          paragraph(
            `The explorer takes each region as host and as origin: <a href="${escape(explorer.replace("../", "./"))}">Europe as host, every year</a>.`
          )
        ]
      : [])
  ]
    .join("\n")
    .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`);
}
