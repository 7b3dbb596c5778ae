// The world's page: its total first, then its regions at a glance, their sum, and the list of every region's page. As the pages of
// countries it is written after Framework's build into the frame of one page, from the same parts.
import {figureHref, regionOf, yearOf} from "../../figures/link.js";
import type {Linked} from "../../figures/link.js";
import {capital} from "../../words/text.js";
import {escape} from "../../words/country.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {FIGURE, numberCell, paragraph, row, section, table, textCell} from "../../html/strings.js";
import {partsOfWorld, reportingOf, rowsWithin, worldRegions} from "../../edition/worldRegions.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import {add, sum} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {UNITS} from "../../measures/codes.js";
import type {HeadlinePart} from "../../measures/headline.js";
import {withUnseen} from "../../measures/unseenOrigins.js";
import {joinedYears} from "../_shared/decisions.js";
import {factsHtml} from "../_shared/facts.js";
import type {Fact} from "../_shared/facts.js";
import {inUnit, newSentence, newYears, unseenNote} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {notCountedPart} from "../_shared/notCounted.js";
import {rankingPart, remainderSentence} from "../_shared/ranking.js";
import {yearLine} from "../_shared/yearLine.js";
import {yearlyPart} from "../_shared/yearlyPart.js";
import {latestOf, unitCaution, worldLead} from "./lead.js";
import {grantFact, latestJoined, ratesWords} from "./rates.js";
import {byYear, countryLink, headlinesOf, sourceOf} from "./shared.js";
import type {Side, World} from "./shared.js";
import {newFact} from "./side.js";
import {partsPlate, sumTable} from "./parts.js";

/** New applications of the whole world by year. */
export function worldOf(ledger: Ledger): World {
  return byYear(ledger, [...ledger.applications.asylum.values()].flat(), true);
}

/** All regions of one division of the world, each with a link to its page. */
function listTable(ledger: Ledger, some: readonly WorldRegion[], id: string, caption: string): string {
  const {edition, span} = ledger;
  const [, last] = span;
  const card = (of: Linked) => figureHref("./", {...of, years: yearOf(last)});
  const rows = (region: WorldRegion, side: Side) =>
    headlinesOf(
      ledger,
      rowsWithin(edition, region, ledger.applications[side]).filter(({year}) => year === last),
      side === "asylum"
    );
  return table(
    id,
    caption,
    [
      "Region",
      "Applications received, persons",
      "Cases",
      "Applications by its people, persons",
      "Cases",
      "Countries reporting"
    ],
    some.map((region) => {
      const [host, origin] = [rows(region, "asylum"), rows(region, "origin")];
      const reporting = reportingOf(edition, region, "applications", span).at(-1);
      const link = `<a href="./world/${region.slug}">${escape(region.name)}</a>`;
      return row(
        region.parent === null ? link : `– ${link}`,
        ...(["P", "C"] as const).map((unit) =>
          numberCell(host[unit], undefined, card({asylums: regionOf(region), unit}))
        ),
        ...(["P", "C"] as const).map((unit) =>
          numberCell(origin[unit], undefined, card({origins: regionOf(region), unit}))
        ),
        textCell(reporting ? `${reporting.hosts} of ${reporting.of}` : "–")
      );
    })
  );
}

/** Year-end figures of the world, with the origins that rounding may have removed. */
function stockFacts(ledger: Ledger): Fact[] {
  const [, last] = ledger.span;
  const count = (kind: "seekers" | "refugees"): Count | null => {
    const all = [...ledger.stocks.asylum];
    const total = sum(all.map(([, years]) => years.get(last)?.[kind] ?? null));
    return (
      total &&
      withUnseen(
        total,
        all.reduce((n, [code]) => n + ledger.unseenStock(code, last, kind), 0)
      )
    );
  };
  return [
    {
      label: `Pending, end of ${last}`,
      count: count("seekers"),
      href: figureHref("./", {measure: "asylum_seekers", years: yearOf(last)}),
      under: "asylum-seekers awaiting a decision"
    },
    {
      label: `Refugees, end of ${last}`,
      count: count("refugees"),
      href: figureHref("./", {measure: "refugees", years: yearOf(last)}),
      under: "as UNHCR counts them; this does not mean the number recognised in the year"
    }
  ];
}

/**
 * What makes the total of persons: first instance, temporary asylum in Russia, and what is reported at other stages alone. The first
 * and the last add several stages, which no card does; temporary asylum has a card.
 */
function partColumns(years: readonly NewYear[]): {head: string; cell: (year: number) => string}[] {
  const found = new Map(years.map((one) => [one.year, one]));
  // As in the total, types N and NR alone.
  const ofPart = (year: number, parts: readonly HeadlinePart[]) =>
    (found.get(year)?.headline.lines ?? []).flatMap(({part, P}) => (P && parts.includes(part) ? [P] : []));
  const column = (head: string, parts: readonly HeadlinePart[]) => ({
    head,
    cell: (year: number) =>
      numberCell(sum(ofPart(year, parts).map(({count, other_types}) => add(count, negative(other_types)))))
  });
  const temporary = column("Temporary asylum in Russia", ["temporary_asylum"]);
  return [
    column("Of the persons: first instance, alone or with appeals", ["first_and_combined"]),
    {
      ...temporary,
      cell: (year) => {
        // The card counts every application of this procedure.
        const isWhole = ofPart(year, ["temporary_asylum"]).every(({other_types}) => other_types.hi === 0);
        const count = found.get(year)?.temporary;
        return count && isWhole
          ? numberCell(count, undefined, figureHref("./", {levels: ["TA"], unit: "P", years: yearOf(year)}))
          : temporary.cell(year);
      }
    },
    column("Appeals and other stages", ["only_other_levels", "other_levels"])
  ];
}

const negative = ({value, lo, hi}: Count): Count => ({value: -value, lo: -lo, hi: -hi});

/** The world's applications year by year, with the parts of each total in the table. */
function worldYears(ledger: Ledger, years: readonly NewYear[], latest: NewYear, rest: string): string {
  const [from, last] = ledger.span;
  return yearlyPart(
    {source: sourceOf(ledger)},
    {
      id: "world-applications",
      number: FIGURE,
      title: "New asylum applications in the world",
      unitLine: "All stages added, as UNHCR prints totals; persons and cases are never added",
      series: (["P", "C"] as const)
        .map((of) => ({
          name: `Counted in ${UNITS[of]}`,
          head: capital(UNITS[of]),
          unit: of,
          years: inUnit(years, of),
          href: (year: number) => figureHref("./", {years: yearOf(year), unit: of})
        }))
        .filter((series) => series.years.length),
      sentence: `${newSentence(years, {
        say: (words) => `countries received new asylum applications for ${words}`,
        last,
        none: `No new applications are reported from ${from} to ${last}.`
      })} ${rest}`,
      absence: "no entry",
      extras: partColumns(years),
      notes: unseenNote(latest) ? [{term: "Rounding.", text: unseenNote(latest)}] : []
    }
  ).replaceAll("../code/", "./code/");
}

/** The world's total first, with what it is made of, and every country of asylum and of origin in it. */
function totalPart(ledger: Ledger, world: World): string[] {
  const applied = [...ledger.applications.asylum.values()].flat();
  const years = newYears(ledger, applied, {as: "total", everyOrigin: true});
  const latest = latestOf(years);
  if (!latest) return [];
  const {year} = latest;
  const rows = applied.filter((one) => one.year === year);
  const joined = joinedYears(
    ledger,
    [...ledger.decisions.asylum.values()].flat().filter((one) => one.year === year)
  );
  const decided = latestJoined(joined);
  const ranking = (by: Side) =>
    rankingPart(ledger, {
      id: `${by === "asylum" ? "hosts" : "origins"}-world`,
      heading: `Where they ${by === "asylum" ? "applied" : "came from"}, ${year}`,
      caption: `New applications in the world, ${year}, by country of ${by}`,
      rows,
      by,
      year,
      as: "total",
      everyOrigin: true,
      link: (code) => countryLink(ledger, code, "./"),
      whose: {},
      root: "./"
    });
  return [
    paragraph(worldLead(years), "lead"),
    factsHtml([
      ...newFact({world}, years, "New applications", (at, of) => figureHref("./", {...of, years: yearOf(at)})),
      ...grantFact(ledger, joined, (at, of) => figureHref("./", {...of, years: yearOf(at)})),
      ...stockFacts(ledger)
    ]),
    unitCaution(ledger, applied, years),
    notCountedPart(ledger.edition, ["*", "*"]),
    yearLine(ledger),
    '<p class="ways"><a data-way="sheet">Fact sheet on the world, to print</a></p>',
    section("total", "World", "How many applied in the world"),
    worldYears(ledger, years, latest, remainderSentence(ledger, rows)),
    ranking("asylum"),
    ranking("origin"),
    ...(decided
      ? [
          section("outcomes", "Outcomes", "How often protection was granted"),
          paragraph(ratesWords(ledger, decided, {where: "in the world", page: "./countries/usa"}))
        ]
      : [])
  ].filter(Boolean);
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
  const list = (scheme: WorldRegion["scheme"], id: string, of_: string) =>
    listTable(ledger, of(scheme), id, `New applications of ${last} ${of_}, all stages added`);
  let figures = 0;
  return [
    ...totalPart(ledger, world),
    section("as-host", "Received", "Where people apply, by region"),
    paragraph(
      "We add up countries to get regions, keeping persons and cases separate. People of unknown origin, stateless people and Tibetans are in no region and have lines of their own, so that the lines add up to the world."
    ),
    partsPlate(ledger, parts, "asylum", "P", world),
    partsPlate(ledger, parts, "asylum", "C", world),
    section("as-origin", "Origin", "Where they come from, by region"),
    partsPlate(ledger, parts, "origin", "P", world),
    partsPlate(ledger, parts, "origin", "C", world),
    section("sum", "Sum", "The regions add up to the world"),
    sumTable(ledger, parts, "asylum"),
    sumTable(ledger, parts, "origin"),
    section("regions", "UN regions", `UN regions (M49), ${last}`),
    paragraph("The United Nations’ statistical standard: every country and territory in one subregion."),
    list("m49", "m49-table", "by UN region and subregion"),
    section("bureaus", "UNHCR regions", `UNHCR regions, ${last}`),
    paragraph(
      "UNHCR divides the world for its own work: Türkiye is in Europe, Syria in the Middle East and North Africa, and Tibetans in Asia and the Pacific."
    ),
    list("bureau", "bureaus-table", "by UNHCR region"),
    ...(members.length
      ? [
          section("unions", "EU", `The European Union, EU+, and EU and EFTA, ${last}`),
          paragraph(
            "Members change: a country is counted in each year in which it was a member on 31 December. EU+, as the European Union Agency for Asylum counts it, is the EU with Norway and Switzerland. “EU and EFTA” is the EU with Iceland, Liechtenstein, Norway and Switzerland."
          ),
          list("members", "unions-table", "in the European Union, in EU+, and in EU and EFTA")
        ]
      : []),
    ...(explorer
      ? [
          paragraph(
            `In the explorer you can ask for each region: <a href="${escape(explorer.replace("../", "./"))}">applications in Europe, every year</a>.`
          )
        ]
      : [])
  ]
    .join("\n")
    .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`);
}
