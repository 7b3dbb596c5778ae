// The page of one world region.
import type {Ledger} from "../../edition/placeLedger.js";
import {placesOf, worldRegions} from "../../edition/worldRegions.js";
import type {WorldRegion} from "../../edition/worldRegions.js";
import {FIGURE} from "../../html/strings.js";
import {escape} from "../../words/country.js";
import {factsHtml} from "../_shared/facts.js";
import type {Fact} from "../_shared/facts.js";
import {notCountedPart} from "../_shared/notCounted.js";
import {yearLine} from "../_shared/yearLine.js";
import {limitsPart, placesPart} from "./places.js";
import {titled} from "./shared.js";
import type {Page, World} from "./shared.js";
import {sidePart} from "./side.js";
import {worldOf} from "./world.js";

const KIND_WORDS = {
  m49: (parent: WorldRegion | undefined) => (parent ? `M49 subregion of ${parent.name}` : "M49 region"),
  bureau: () => "Region of a UNHCR bureau",
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
  const page: Page = {
    ledger,
    region,
    regions,
    folder,
    world,
    source: `UNHCR, edition ${ledger.edition.id}.`
  };
  const parent = regions.find(({scheme, code}) => scheme === "m49" && code === region.parent);
  const [host, origin] = [sidePart(page, "asylum"), sidePart(page, "origin")];
  const facts = (heading: string, some: readonly Fact[]) =>
    `<p class="side"><b>${escape(heading)}</b></p>${factsHtml(some).replace("At a glance", `At a glance: ${escape(heading)}`)}`;
  const codes = placesOf(ledger.edition, region, region.scheme === "members" ? ledger.span[1] : undefined);
  let figures = 0;
  return {
    title: titled(region),
    main: [
      `<p class="kick"><a href="../world">World</a>${parent ? ` / <a href="./${parent.slug}">${escape(parent.name)}</a>` : ""} / ${escape(KIND_WORDS[region.scheme](parent))} / <a href="#as-host">as host</a> / <a href="#as-origin">as origin</a> / <a href="#places">places</a></p>`,
      `<h1>${escape(titled(region))}</h1>`,
      notCountedPart(ledger.edition, ["*", codes], [codes, "*"]),
      yearLine(ledger),
      facts("As host", host.facts),
      facts("As origin", origin.facts),
      host.html,
      origin.html,
      placesPart(page),
      limitsPart(page)
    ]
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}
