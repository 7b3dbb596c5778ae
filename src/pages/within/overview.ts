// The page Regions: what exists for which country and year, how places are read, and the best sources still missing.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {ascending, csvParseRows, descending, group} from "d3";
import {list} from "../../words/text.js";
import {webAddress} from "../../edition/address.js";
import {paragraph, row, section, table, textCell} from "../../html/strings.js";
import type {Edition} from "../../edition/edition.js";
import {addCounts} from "../../edition/locations.js";
import type {LocationRow, PlaceCount} from "../../edition/locations.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {percent, shares, told} from "./count.js";
import type {UnhcrMeasure} from "./unhcr.js";

const MEASURE_WORDS: Readonly<Record<string, string>> = {
  sem: "applications and outcomes by canton (SEM)",
  ircc: "claimants by province and office (IRCC)",
  home_office: "people supported by local authority (Home Office)",
  ofpra: "applications and decisions by département (OFPRA)"
};

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

const shortYear = (year: number) => `’${String(year).slice(2)}`;

/** Large hosts that UNHCR's file tells no place of, and how few it tells of asylum-seekers in Russia. */
function unplaced(rows: readonly LocationRow[], name: (code: string) => string): string {
  const placed = rows.filter(({publisher, kind}) => publisher === "unhcr" && kind === "place");
  const never = ["DEU", "FRA", "ITA", "SWE", "CHE"].filter((code) => !placed.some(({asylum}) => asylum === code));
  const russian = placed
    .filter(({asylum, measure}) => asylum === "RUS" && measure === "asylum_seekers")
    .sort((a, b) => ascending(a.year, b.year))
    .map(({location, year, value}) => `${escape(location)} in ${year} (${formatNumber(value ?? 0)})`);
  return [
    never.length ? `UNHCR’s file never places anyone in ${list(never.map((code) => escape(name(code))))}.` : "",
    russian.length ? `Of asylum-seekers in Russia it tells these places alone: ${list(russian)}.` : ""
  ]
    .filter(Boolean)
    .join(" ");
}

/** What exists for which country and year, how it was made, and the best sources that are still missing. */
export function regionsIndex(edition: Edition, rows: readonly LocationRow[] | null, root: string): string {
  const name = (code: string) => edition.places.get(code) ?? code;
  const missing = [
    section("missing", "Missing", "The best sources still missing"),
    table(
      "missing-sources",
      "Regional sources that the edition does not hold, with what is known of them",
      ["Country", "Publisher", "What", "Years", "What is known"],
      missingSources(root).map((source) =>
        row(
          escape(name(source.asylum)),
          textCell(`<a href="${escape(source.source_url)}" rel="noreferrer">${escape(source.publisher)}</a>`),
          textCell(escape(source.what)),
          textCell(escape(source.years)),
          textCell(escape(source.known))
        )
      ),
      "words"
    ),
    paragraph(
      `${rows ? `${unplaced(rows, name)} ` : ""}A source is added as a file in <code>loaders/sources</code> and an entry in the list of sources.`
    )
  ].join("\n");
  if (!rows)
    return [
      paragraph(
        `<b>Edition ${edition.id} has no table of places.</b> It was made before the ledger held them, or from files without them.`,
        "caution"
      ),
      paragraph(
        `<a href="./regions/rus">Russia: figures reported for one federal subject</a>. <a href="./regions/fra">France: none in this edition.</a>`
      ),
      missing
    ].join("\n");
  const national = rows.filter(({publisher, kind}) => publisher !== "unhcr" && kind === "place");
  const years = [...new Set(national.map(({year}) => year))].sort(ascending);
  const publishers = [...group(national, ({publisher}) => publisher)].sort(([a], [b]) => descending(a, b));
  return [
    section("national", "Publishers", "Publishers of their own country"),
    paragraph(
      `Figures by region of their own country come from ${publishers.length} publishers: ${list(publishers.map(([publisher, some]) => `<a href="./regions/${some[0]?.asylum.toLowerCase() ?? ""}">${escape(name(some[0]?.asylum ?? ""))}</a>, ${MEASURE_WORDS[publisher] ?? escape(publisher)}`))}. France’s OFPRA ${national.some(({publisher}) => publisher === "ofpra") ? "is among them" : `is not in this edition: <a href="./regions/fra">what is known of it</a>`}. Figures reported for one federal subject stand on the page of <a href="./regions/rus">Russia</a>.`
    ),
    table(
      "national-years",
      `Regions with a figure, by country and year, ${formatYears(years[0] ?? 0, years.at(-1) ?? 0)}`,
      ["Country", ...years.map(shortYear)],
      publishers.map(([, some]) =>
        row(
          `<a href="./regions/${some[0]?.asylum.toLowerCase() ?? ""}">${escape(name(some[0]?.asylum ?? ""))}</a>`,
          ...years.map((year) => {
            const count = new Set(some.filter((each) => each.year === year).map(({location}) => location)).size;
            return count ? `<td class="m2">${count}</td>` : '<td class="none">–</td>';
          })
        )
      ),
      "matrix tight"
    ),
    section("how", "How", "How places are read"),
    paragraph(
      `A place stands as its publisher writes it. Spellings are joined, and what is no place is named as such, by one reviewed table (<code>data/tables/locations.csv</code>), a reason a line: “Kampala”, “Kampala : City” and “Kampala [Admin 2]” are one. UNHCR’s names that differ by such a label or by accents alone are joined where no year has two of them; “Dispersed in the country / territory” and the country’s own name are none. Every count keeps the interval that its publisher’s rounding leaves. Switzerland’s cantons, Canada’s provinces and UNHCR’s places are each checked against their publisher’s own totals when an edition is made; the page <a href="./checks">Data</a> lists the results.`
    ),
    missing
  ].join("\n");
}

/** How many of UNHCR's asylum-seekers and refugees have a recorded place, by country and year. For the page Quality checks. */
export function placesOverview(edition: Edition, rows: readonly LocationRow[] | null): string {
  if (!rows) return paragraph("This edition has no table of places.");
  const name = (code: string) => edition.places.get(code) ?? code;
  const ours = rows.filter(({publisher}) => publisher === "unhcr");
  const years = [...new Set(ours.map(({year}) => year))].sort(ascending);
  const hosts = [...group(ours, ({asylum}) => asylum)]
    .filter(([, some]) => some.some(({kind}) => kind === "place"))
    .sort(([a], [b]) => ascending(name(a), name(b)));
  const latest = years.at(-1) ?? 0;
  const placed = (measure: UnhcrMeasure) => {
    const some = ours.filter((each) => each.measure === measure && each.year === latest);
    const [there, all] = [addCounts(some.filter(({kind}) => kind === "place")), addCounts(some)];
    return `${told(there)} of ${told(all)} ${measure === "refugees" ? "refugees" : "asylum-seekers"} (${percent(there.value ?? 0, all.value ?? 1)})`;
  };
  return [
    paragraph(
      `At the end of ${latest} UNHCR recorded a place for ${placed("asylum_seekers")} and ${placed("refugees")}. The others are “dispersed”, unknown or under the country’s own name. ${hosts.length} countries have at least one place.`
    ),
    table(
      "unhcr-years",
      "Percentage of asylum-seekers at the end of the year whose place within the country is recorded; – no asylum-seekers",
      ["Country", ...years.map(shortYear)],
      hosts.map(([code, some]) => {
        const found = shares(some.filter(({measure}) => measure === "asylum_seekers"));
        return row(
          `<a href="./regions/${code.toLowerCase()}">${escape(name(code))}</a>`,
          ...years.map((year) => shareCell(found.get(year)))
        );
      }),
      "matrix tight"
    )
  ].join("\n");
}

/** The share with a recorded place, darker where it is larger. */
function shareCell(each: {readonly placed: PlaceCount; readonly all: PlaceCount} | undefined): string {
  const whole = each?.all.value ?? 0;
  if (!each || whole === 0) return '<td class="none">–</td>';
  const share = (100 * (each.placed.value ?? 0)) / whole;
  const step = share === 0 ? 0 : Math.min(5, 1 + Math.floor(share / 20));
  const printed = share > 0 && share < 1 ? "<1" : share > 99 && share < 100 ? ">99" : String(Math.round(share));
  return `<td${step ? ` class="m${step}"` : ""}>${printed.replace("<", "&lt;").replace(">", "&gt;")}</td>`;
}
