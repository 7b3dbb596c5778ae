// A page for each country and territory in the data, as a country of asylum and as a country of origin. The pages are written after
// Framework's build into the frame of one page, so that two hundred take seconds: drawings, words and tables are text, from one
// edition whose rows are sorted by place once.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {articled} from "../../words/places.js";
import {editionWords, escape} from "../../words/country.js";
import {regionsOfPlace} from "../../edition/worldRegions.js";
import {FIGURE, paragraph} from "../../html/strings.js";
import {codesOf} from "../../edition/placeLedger.js";
import type {Ledger} from "../../edition/placeLedger.js";
import {factsHtml} from "../_shared/facts.js";
import {ALL} from "../../measures/reported.js";
import {howToRead} from "../_shared/howToRead.js";
import {notCountedPart} from "../_shared/notCounted.js";
import {yearLine} from "../_shared/yearLine.js";
import {isCountry} from "./page.js";
import type {Page} from "./page.js";
import {flagsHtml, flagsOf, MOST_FLAGS} from "./flags.js";
import {hostPart} from "./host.js";
import {asylumIn} from "./lead.js";
import {originPart} from "./origin.js";

/** The contents of one place's page. */
export function countryPage(ledger: Ledger, code: string, folder: string): {title: string; main: string} {
  const place = ledger.places.find((each) => each.place === code);
  if (!place) throw new Error(`${code} has no rows`);
  const name = place.name_en;
  const page: Page = {ledger, code, name, place, folder, source: `Source: UNHCR, ${editionWords(ledger.edition.id)}.`};
  const host = hostPart(page);
  const origin = originPart(page);
  const uncounted = notCountedPart(ledger.edition, ["*", [code]], [[code], "*"]);
  const lead = host.isReported ? host.lead : isCountry(page) ? `${host.lead} ${origin.lead}` : origin.lead;
  let figures = 0;
  return {
    title: name,
    main: [
      pathPart(page),
      `<h1>${escape(name)}</h1>`,
      `<p class="lead">${lead}</p>`,
      host.facts.length ? factsHtml(host.facts, `At a glance: asylum in ${articled(name)}`) : "",
      uncounted,
      host.isReported ? flagsHtml(flagsOf(page, host).slice(0, uncounted ? MOST_FLAGS - 1 : MOST_FLAGS)) : "",
      yearPart(page),
      waysPart(page, host.isReported),
      howToRead("../method"),
      host.isReported
        ? host.html.replace('<h2 id="applications"', '<span id="as-host"></span><h2 id="applications"')
        : isCountry(page)
          ? `<h2 id="as-host" data-rail="Asylum">${asylumIn(name)}</h2>${paragraph(host.lead)}${host.html}`
          : "",
      origin.html,
      filesPart(page)
    ]
      .filter(Boolean)
      .join("\n")
      .replaceAll(`>${FIGURE}<`, () => `>Figure ${++figures}<`)
  };
}

/** Where the page lies: its regions and unions. */
function pathPart({ledger, code, folder}: Page): string {
  const hasWorld = existsSync(join(folder, "world.html"));
  const regions = regionsOfPlace(ledger.edition, code)
    .filter(({years}) => years === null || hasWorld)
    .map(
      ({region, years}) =>
        (hasWorld ? `<a href="../world/${region.slug}">${escape(region.name)}</a>` : escape(region.name)) +
        (years === null ? "" : ` ${years}`)
    );
  return `<p class="kick"><a href="../countries">Countries</a>${regions.map((words) => ` / ${words}`).join("")}</p>`;
}

/** Ways to the two parts of the page, and to regions within the country. */
function waysPart(page: Page, isHost: boolean): string {
  const {code, name, folder} = page;
  const within = existsSync(join(folder, "regions", `${code.toLowerCase()}.html`))
    ? [`<a href="../regions/${code.toLowerCase()}">Figures by region within ${escape(articled(name))}</a>`]
    : [];
  const ways = [
    ...(isHost ? [`<a href="#as-host">${asylumIn(name)}</a>`] : []),
    `<a href="#as-origin">${isCountry(page) ? `People from ${escape(articled(name))} seeking asylum` : "Where they sought asylum"}</a>`,
    ...within
  ];
  const sheet = (side: "asylum" | "origin", words: string) =>
    codesOf(page.ledger, side).includes(code) ? [`<a data-way="sheet?${side}=${code}">${words}</a>`] : [];
  const sheets = [
    ...sheet("asylum", "Fact sheet to print"),
    ...sheet("origin", isHost ? `Fact sheet on people from ${escape(articled(name))}` : "Fact sheet to print")
  ];
  const compare = isCountry(page) ? [`<a data-way="compare?a=${code}">Compare with another country</a>`] : [];
  return `<p class="ways">${[...ways, ...compare, ...sheets].join(" ")}</p>`;
}

/** The files of the page's yearly figures; each is there where its side has a row. */
function filesPart({ledger, code, name}: Page): string {
  const file = (side: "asylum" | "origin", words: string) =>
    codesOf(ledger, side).includes(code)
      ? [`<a href="../data/latest/${side}/${code}.csv">${words}, by year (CSV)</a>`]
      : [];
  const files = [...file("asylum", asylumIn(name)), ...file("origin", `People from ${escape(articled(name))}`)];
  return `<p class="ways">${[...files, '<a href="../data#series">About these files</a>'].join(" ")}</p>`;
}

/** Whether the latest year is whole, for each source of the page. */
function yearPart({ledger, code}: Page): string {
  const others = ledger.edition.reported.some(({asylum, origin}) => asylum === code && origin === ALL);
  return yearLine(ledger, others ? "National totals from other sources are for the whole years they name." : "");
}
