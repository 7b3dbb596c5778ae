// A page for each country and territory that has rows, as host and as origin, and the list of them all. The pages are written
// after Framework's build into the frame of one page of its own, so that two hundred cost seconds: drawings on paper, words and
// tables as text, all from one edition whose rows are sorted by place once.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {articled} from "../../words/places.js";
import {escape} from "../../words/country.js";
import {regionsOfPlace} from "../../edition/worldRegions.js";
import {FIGURE, section} from "../../html/strings.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {factsHtml} from "../_shared/facts.js";
import type {Fact} from "../_shared/facts.js";
import {notCountedPart} from "../_shared/notCounted.js";
import {yearLine} from "../_shared/yearLine.js";
import type {Page} from "./page.js";
import {hostPart} from "./host.js";
import {originPart} from "./origin.js";
import {peculiarPart} from "./knownIssues.js";

/** The contents of one place's page. */
export function countryPage(ledger: Ledger, code: string, folder: string): {title: string; main: string} {
  const place = ledger.places.find((each) => each.place === code);
  if (!place) throw new Error(`${code} has no rows`);
  const name = place.name_en;
  const page: Page = {
    ledger,
    code,
    name,
    place,
    folder,
    source: `UNHCR, edition ${ledger.edition.id}.`
  };
  const host = hostPart(page);
  const origin = originPart(page);
  const hasWorld = existsSync(join(folder, "world.html"));
  const regions = regionsOfPlace(ledger.edition, code)
    .filter(({years}) => years === null || hasWorld)
    .map(
      ({region, years}) =>
        (hasWorld ? `<a href="../world/${region.slug}">${escape(region.name)}</a>` : escape(region.name)) +
        (years === null ? "" : ` ${years}`)
    );
  const facts = (heading: string, some: readonly Fact[]) =>
    some.length
      ? `<p class="side"><b>${escape(heading)}</b></p>${factsHtml(some).replace("At a glance", `At a glance: ${escape(heading)}`)}`
      : "";
  let figures = 0;
  return {
    title: name,
    main: [
      `<p class="kick"><a href="../countries">Countries</a>${regions.map((words) => ` / ${words}`).join("")} / <a href="#as-host">as host</a> / <a href="#as-origin">as origin</a></p>`,
      `<h1>${escape(name)}</h1>`,
      existsSync(join(folder, "regions", `${code.toLowerCase()}.html`))
        ? `<p class="ways"><a href="../regions/${code.toLowerCase()}">Where within ${escape(articled(name))}: figures by region</a></p>`
        : "",
      notCountedPart(ledger.edition, ["*", [code]], [[code], "*"]),
      yearLine(ledger),
      facts("As host", host.facts),
      facts("As origin", origin.facts),
      host.facts.length
        ? host.html.replace('<h2 id="applications"', '<span id="as-host"></span><h2 id="applications"')
        : `${section("as-host", "As host", host.heading)}${host.html}`,
      origin.html,
      peculiarPart(page)
    ]
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}
