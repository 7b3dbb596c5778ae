// A page for each region of the world, as host and as origin, and the world in its regions at a glance. As the pages of countries
// they are written after Framework's build into the frame of one page, from the same parts.
import {escape} from "../../words/country.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {FIGURE, numberCell, paragraph, row, section, table, textCell} from "../../html/strings.js";
import {partsOfWorld, reportingOf, rowsWithin, worldRegions} from "../../edition/worldRegions.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import {byYear, headlinesOf} from "./shared.js";
import type {Side, World} from "./shared.js";
import {partsPlate, sumTable} from "./parts.js";

/** New applications of the whole world by year. */
export function worldOf(ledger: Ledger): World {
  return byYear([...ledger.applications.asylum.values()].flat());
}

/** All regions of one way of dividing the world, each with its page. */
function listTable(ledger: Ledger, some: readonly WorldRegion[], id: string, caption: string): string {
  const {edition, span} = ledger;
  const [, last] = span;
  const rows = (region: WorldRegion, side: Side) =>
    headlinesOf(rowsWithin(edition, region, ledger.applications[side]).filter(({year}) => year === last));
  return table(
    id,
    caption,
    ["Region", "Hosts with a row", "Asked there, persons", "Cases", "Asked from there, persons", "Cases"],
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

/** The page of the world: the parts at a glance, their sum, and the list of every region's page. */
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
    paragraph(
      `The rows name countries; a region’s total is the sum of its countries’ rows, persons and cases apart. It holds what its hosts reported, and how many did so stands beside it. People of unknown origin, stateless people and Tibetans lie in no region and stand as lines of their own: with them the regions add up to the world.`
    ),
    section("as-host", "As host", "Where people ask"),
    partsPlate(ledger, parts, "asylum", "P", world),
    partsPlate(ledger, parts, "asylum", "C", world),
    section("as-origin", "As origin", "Where they come from"),
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
          section("unions", "EU", `The European Union and EU+, ${last}`),
          paragraph(
            "The members change: a place counts in each year on whose 31 December it was one. EU+ adds Norway and Switzerland, as the European Union Agency for Asylum counts it; the EU and EFTA adds Iceland and Liechtenstein too."
          ),
          listTable(
            ledger,
            members,
            "unions-table",
            `New applications of ${last} in the European Union, EU+ and the EU and EFTA, every level`
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
