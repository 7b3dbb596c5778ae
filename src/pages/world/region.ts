// Builds the page of a world region: applications received there and made by its people, grants, and pending applications.
import type {Ledger} from "../../edition/placeLedger.js";
import {placesOf, rowsWithin, worldRegions} from "../../edition/worldRegions.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import {FIGURE, paragraph} from "../../html/strings.js";
import {articled} from "../../words/places.js";
import {escape} from "../../words/country.js";
import {joinedYears} from "../_shared/decisions.js";
import {factsHtml} from "../_shared/facts.js";
import {newYears} from "../_shared/newApplications.js";
import {notCountedPart} from "../_shared/notCounted.js";
import {yearLine} from "../_shared/yearLine.js";
import {gapCaution, missingOriginCaution, regionLead, unitCaution} from "./lead.js";
import {limitsPart, placesPart} from "./places.js";
import {grantFact} from "./rates.js";
import {sourceOf, titled} from "./shared.js";
import type {Page, Side, World} from "./shared.js";
import {cardOf, newFact, pendingFact, pendingYears, sidePart} from "./side.js";
import {worldOf} from "./world.js";

const KIND_WORDS = {
  m49: (parent: WorldRegion | undefined) => (parent ? `UN subregion of ${articled(parent.name)}` : "UN region (M49)"),
  bureau: () => "UNHCR region",
  members: () => "Members by year"
} as const;

/** The contents of one region's page. */
export function regionPage(
  ledger: Ledger,
  region: WorldRegion,
  folder: string,
  world: World = worldOf(ledger)
): {title: string; main: string} {
  const regions = worldRegions(ledger.edition);
  const page: Page = {ledger, region, regions, folder, world, source: sourceOf(ledger)};
  const parent = regions.find(({scheme, code}) => scheme === "m49" && code === region.parent);
  const applied = (side: Side) => rowsWithin(ledger.edition, region, ledger.applications[side]);
  const judged = (side: Side) => rowsWithin(ledger.edition, region, ledger.decisions[side]);
  const sides = {
    asylum: {applied: applied("asylum"), judged: joinedYears(ledger, judged("asylum"))},
    origin: {applied: applied("origin"), judged: joinedYears(ledger, judged("origin"))}
  };
  const host = newYears(ledger, sides.asylum.applied, {as: "total", everyOrigin: true});
  const origin = newYears(ledger, sides.origin.applied, {as: "total", everyOrigin: false});
  const pending = {asylum: pendingYears(page, "asylum"), origin: pendingYears(page, "origin")};
  const codes = placesOf(ledger.edition, region, region.scheme === "members" ? ledger.span[1] : undefined);
  let figures = 0;
  return {
    title: titled(region),
    main: [
      `<p class="kick"><a href="../world">World</a>${parent ? ` / <a href="./${parent.slug}">${escape(parent.name)}</a>` : ""} / ${escape(KIND_WORDS[region.scheme](parent))} / <a href="#as-host">applications received</a> / <a href="#as-origin">applications by its people</a> / <a href="#places">countries</a></p>`,
      `<h1>${escape(titled(region))}</h1>`,
      paragraph(regionLead(page, host, origin), "lead"),
      factsHtml([
        ...newFact(page, host, "Applications received", (year, of) => cardOf(page, "asylum", year, of)),
        ...newFact(page, origin, "Applications by its people", (year, of) => cardOf(page, "origin", year, of)),
        ...grantFact(ledger, sides.asylum.judged, (at, of) => cardOf(page, "asylum", at, of)),
        pendingFact(page, pending.asylum)
      ]),
      unitCaution(ledger, sides.asylum.applied, host),
      gapCaution(ledger, sides.asylum.applied, host),
      missingOriginCaution(page, sides.origin.applied, origin),
      notCountedPart(ledger.edition, ["*", codes], [codes, "*"]),
      yearLine(ledger),
      sheetWays(region),
      sidePart(page, "asylum", {...sides.asylum, years: host, pending: pending.asylum}),
      sidePart(page, "origin", {...sides.origin, years: origin, pending: pending.origin}),
      placesPart(page),
      limitsPart(page)
    ]
      .filter(Boolean)
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** Ways to the region's fact sheets, where the site has them. */
const sheetWays = ({scheme, code}: WorldRegion): string =>
  `<p class="ways"><a data-way="sheet?asylum=${scheme}:${code}">Fact sheet to print</a> <a data-way="sheet?origin=${scheme}:${code}">Fact sheet on its people</a></p>`;
