// The page of regions within countries: which countries publish figures by region, where UNHCR records locations, how we join place
// names, and sources we have not added yet.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {ascending, csvParseRows, group} from "d3";
import {list} from "../../words/text.js";
import {webAddress} from "../../edition/address.js";
import {paragraph, row, section, table, textCell} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import {addCounts} from "../../edition/locations.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {articled} from "../../words/places.js";
import {editionDate} from "../../words/editionDate.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {canadaLead} from "./canada.js";
import {percent, shares, told, yearsOf} from "./count.js";
import {franceLead} from "./france.js";
import {swissLead} from "./switzerland.js";
import {STOCKS} from "./unhcr.js";
import type {UnhcrMeasure} from "./unhcr.js";
import {kingdomLead} from "./unitedKingdom.js";

interface Publisher {
  readonly id: string;
  readonly asylum: string;
  readonly what: string;
  readonly lead: (rows: readonly LocationRow[]) => string;
}

/** National publishers, those of applications first. */
const PUBLISHERS: readonly Publisher[] = [
  {id: "ircc", asylum: "CAN", what: "claimants by province and kind of office (IRCC)", lead: canadaLead},
  {id: "ofpra", asylum: "FRA", what: "applications and decisions by département (OFPRA)", lead: franceLead},
  {id: "sem", asylum: "CHE", what: "applications and decisions by canton (SEM)", lead: swissLead},
  {
    id: "home_office",
    asylum: "GBR",
    what: "people on asylum support by local authority (Home Office)",
    lead: kingdomLead
  }
];

interface Missing {
  readonly asylum: string;
  readonly publisher: string;
  readonly what: string;
  readonly years: string;
  readonly known: string;
  readonly source_url: string;
}

function missingSources(root: string): Missing[] {
  const [, ...lines] = csvParseRows(readFileSync(join(root, "data", "tables", "regional_sources.csv"), "utf8"));
  return lines.map(([asylum = "", publisher = "", what = "", years = "", known = "", source_url = ""], i) => ({
    asylum,
    publisher,
    what,
    years,
    known,
    source_url: webAddress(source_url, "regional_sources", i + 2)
  }));
}

type Name = (code: string) => string;

/** Large countries of asylum in which UNHCR records no location, and how few it records of asylum-seekers in Russia. */
function unplaced(rows: readonly LocationRow[], name: Name): string {
  const placed = rows.filter(({publisher, kind}) => publisher === "unhcr" && kind === "place");
  const never = ["DEU", "FRA", "ITA", "SWE", "CHE"].filter((code) => !placed.some(({asylum}) => asylum === code));
  const russian = placed
    .filter(({asylum, measure}) => asylum === "RUS" && measure === "asylum_seekers")
    .sort((a, b) => ascending(a.year, b.year))
    .map(({location, year, value}) => `${escape(location)} in ${year} (${formatNumber(value ?? 0)})`);
  return [
    never.length
      ? `UNHCR has never recorded a location in ${list(never.map((code) => escape(articled(name(code)))))}.`
      : "",
    russian.length ? `Of asylum-seekers in Russia it has recorded these locations only: ${list(russian)}.` : ""
  ]
    .filter(Boolean)
    .join(" ");
}

function missingPart(root: string, name: Name, note: string): string {
  return [
    section("missing", "Sources", "Sources we have not added yet"),
    table(
      "missing-sources",
      "Regional sources that are not in this edition, and what we know of them",
      ["Country", "What", "Publisher", "Years", "What we know"],
      missingSources(root).map((source) =>
        row(
          escape(name(source.asylum)),
          textCell(escape(source.what)),
          textCell(`<a href="${escape(source.source_url)}" rel="noreferrer">${escape(source.publisher)}</a>`),
          textCell(escape(source.years)),
          textCell(escape(source.known))
        )
      ),
      "words"
    ),
    paragraph(
      `${note ? `${note} ` : ""}A source is added as a file in <code>loaders/sources</code> and an entry in the list of sources.`
    )
  ].join("\n");
}

const pageLink = (code: string, words: string) => `<a href="./regions/${code.toLowerCase()}">${words}</a>`;

/** Years of a publisher's figures: whole years, and a year that is not. */
function yearsWords(rows: readonly LocationRow[]): string {
  // The Home Office's periods are quarters; a period within the year is a year that is not whole.
  const isPart = ({period}: LocationRow) => period?.includes("/") ?? false;
  const [whole, partial] = [yearsOf(rows.filter((one) => !isPart(one))), yearsOf(rows.filter(isPart))];
  return `${formatYears(whole[0] ?? 0, whole.at(-1) ?? 0)}${partial.length ? `; ${list(partial.map(String))} in part` : ""}`;
}

/** The countries that publish figures by region, each with the place that has the most in its latest whole year. */
function nationalPart(rows: readonly LocationRow[], name: Name): string {
  const lines = PUBLISHERS.map((publisher) => ({
    ...publisher,
    rows: rows.filter((each) => each.publisher === publisher.id)
  }));
  return [
    section("national", "Publishers", "National statistics by region"),
    table(
      "national-publishers",
      "Countries that publish asylum figures by region",
      ["Country", "The most, in the latest whole year", "What is published", "Years here"],
      [
        ...lines.map(({asylum, what, rows: own, lead}) =>
          row(
            pageLink(asylum, escape(name(asylum))),
            textCell(own.length ? lead(own) : "Not in this edition."),
            textCell(escape(what)),
            textCell(own.length ? yearsWords(own) : "none")
          )
        ),
        row(
          pageLink("RUS", escape(name("RUS"))),
          textCell("Neither the Interior Ministry nor UNHCR publishes figures by region."),
          textCell("single figures reported by others"),
          textCell("see the page")
        )
      ],
      "words"
    )
  ].join("\n");
}

/** Countries in which UNHCR records the location of some, by name. */
const recorded = (ours: readonly LocationRow[], name: Name) =>
  [...group(ours, ({asylum}) => asylum)]
    .filter(([, some]) => some.some(({kind}) => kind === "place"))
    .sort(([a], [b]) => ascending(name(a), name(b)));

/** For how many people UNHCR recorded a location at the end of the latest year. */
function recordedWords(ours: readonly LocationRow[]): string {
  const lastYear = yearsOf(ours).at(-1) ?? 0;
  const words = (measure: UnhcrMeasure) => {
    const some = ours.filter((each) => each.measure === measure && each.year === lastYear);
    const [placed, all] = [addCounts(some.filter(({kind}) => kind === "place")), addCounts(some)];
    return `${told(placed)} of ${told(all)} ${STOCKS[measure]} (${percent(placed.value ?? 0, all.value ?? 1)})`;
  };
  return `At the end of ${lastYear} UNHCR recorded a location for ${words("asylum_seekers")} and ${words("refugees")}.`;
}

function unhcrPart(ours: readonly LocationRow[], name: Name): string {
  const countries = recorded(ours, name);
  return [
    section("unhcr", "UNHCR", "Where UNHCR records a location"),
    paragraph(
      `${recordedWords(ours)} The others are “dispersed”, unknown, or given for the whole country. These are people at the end of the year, not applications.`
    ),
    paragraph(
      `In ${countries.length} countries it has recorded the location of some in at least one year: ${countries.map(([code]) => pageLink(code, escape(name(code)))).join(", ")}.`
    )
  ].join("\n");
}

/** How complete UNHCR's locations of asylum-seekers are, by country and year: a measure of the data, for the page of its checks. */
export function placesOverview(edition: Edition, rows: readonly LocationRow[] | null): string {
  if (!rows) return paragraph("This edition has no figures by place.");
  const name = (code: string) => edition.places.get(code) ?? code;
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const years = yearsOf(ours);
  const countries = recorded(ours, name);
  return [
    paragraph(
      `${recordedWords(ours)} The others are “dispersed”, unknown, or given for the whole country. ${countries.length} countries have at least one place.`
    ),
    table(
      "unhcr-years",
      "Asylum-seekers with a recorded location within their country of asylum, per cent; – no asylum-seekers reported",
      ["Country of asylum", ...years.map((year) => `’${String(year).slice(2)}`)],
      countries.map(([code, some]) => {
        const found = shares(some.filter(({measure}) => measure === "asylum_seekers"));
        return row(pageLink(code, escape(name(code))), ...years.map((year) => shareCell(found.get(year))));
      }),
      "matrix tight"
    )
  ].join("\n");
}

/** The share with a recorded location, darker where it is larger. */
function shareCell(each: {readonly placed: PlaceCount; readonly all: PlaceCount} | undefined): string {
  const whole = each?.all.value ?? 0;
  if (!each || whole === 0) return '<td class="none">–</td>';
  const share = (100 * (each.placed.value ?? 0)) / whole;
  const step = share === 0 ? 0 : Math.min(5, 1 + Math.floor(share / 20));
  const printed = share > 0 && share < 1 ? "&lt;1" : share > 99 && share < 100 ? "&gt;99" : String(Math.round(share));
  return `<td${step ? ` class="m${step}"` : ""}>${printed}</td>`;
}

/** The page: countries that publish first, then UNHCR's locations, how names are joined, and what is missing. */
export function regionsIndex(edition: Edition, rows: readonly LocationRow[] | null, root: string): string {
  const name = (code: string) => edition.places.get(code) ?? code;
  if (!rows)
    return [
      paragraph(`The edition of ${editionDate(edition.id)} has no figures by region within countries.`, "lead"),
      paragraph(
        `It was made before we collected them, or from files without them. We list <a href="./regions/rus">figures reported for regions of Russia</a> and <a href="./regions/fra">what OFPRA publishes for France</a>.`
      ),
      missingPart(root, name, "")
    ].join("\n");
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const publishing = PUBLISHERS.filter(({id}) => rows.some(({publisher}) => publisher === id));
  return [
    paragraph(
      `${list(publishing.map(({asylum}) => pageLink(asylum, escape(articled(name(asylum))))))} publish asylum figures by region. In ${recorded(ours, name).length} countries UNHCR records where some people wait or live.`,
      "lead"
    ),
    paragraph(
      "<b>Do not compare countries here.</b> Each publisher counts something else: claims, applications, people on support, or people waiting.",
      "caution"
    ),
    nationalPart(rows, name),
    unhcrPart(ours, name),
    section("how", "Names", "How we join place names"),
    paragraph(
      "A place has the name its publisher gives it. We join different spellings of one place by a reviewed table (<code>data/tables/locations.csv</code>), with a reason for each: “Kampala”, “Kampala : City” and “Kampala [Admin 2]” are one place. We also join UNHCR’s names that differ only by such a label or by accents, unless a year has both. “Dispersed in the country / territory” and a country’s own name are not places."
    ),
    paragraph(
      `When an edition is made, Switzerland’s cantons, Canada’s provinces and UNHCR’s places are each checked against their publisher’s own totals; the page <a href="./data">Data</a> has the results.`
    ),
    missingPart(root, name, unplaced(rows, name))
  ].join("\n");
}
