// The countries of a region, and what the page does not cover.
import {ascending} from "d3";
import {regionWords} from "../../words/places.js";
import {list} from "../../words/text.js";
import {UNKNOWN} from "../../edition/placeLedger.js";
import {placesOf} from "../../edition/worldRegions.js";
import {paragraph, row, section, table, textCell} from "../../html/strings.js";
import {UNITS} from "../../measures/codes.js";
import {escape, figure} from "../../words/country.js";
import {formatYears} from "../../words/numbers.js";
import {countryLink, headlinesOf} from "./shared.js";
import type {Headlines, Page} from "./shared.js";

/** What the region is: its subregions, its countries, and for a union who was a member when and by which treaty. */
export function placesPart({ledger, region, regions}: Page): string {
  const {edition} = ledger;
  const codes = placesOf(edition, region);
  const withRows = new Set(ledger.places.map(({place}) => place));
  const name = (code: string) => edition.places.get(code) ?? code;
  const sorted = codes.sort((a, b) => ascending(name(a), name(b)));
  const parts = regions.filter(({parent, scheme}) => scheme === "m49" && parent === region.code);
  const lines = edition.memberships.filter(({scheme}) => scheme === region.code);
  const html = [section("places", "Countries", `Which countries are in ${regionWords(region)}`)];
  if (region.scheme === "members") {
    const sources = (text: string) =>
      text
        .split(" | ")
        .map((href, i, {length}) => `<a href="${escape(href)}">EUR-Lex${length > 1 ? ` (${i + 1})` : ""}</a>`)
        .join(", ");
    html.push(
      paragraph(
        `A country is counted in each year in which it was a member on 31 December: Croatia, which joined on 1 July 2013, from 2013; the United Kingdom, which left on 1 February 2020, until 2019.${
          region.code === "eu_plus"
            ? " EU+ is the members of the year with Norway and Switzerland in every year, as the European Union Agency for Asylum counts it; the agreements that tie the two to the Union’s asylum law are in the table."
            : region.code === "eu_efta"
              ? " The EU and EFTA is the members of the year with Iceland, Liechtenstein, Norway and Switzerland in every year; the agreements that tie the four to the Union’s asylum law are in the table."
              : ""
        } Territories that UNHCR lists under a code of their own are not counted as members.`
      ),
      table(
        "members-table",
        `${region.name}: members by year, with the treaty that says so`,
        ["Country", "Counted in", "Treaty or agreement", "Source"],
        [...lines]
          .sort((a, b) => ascending(name(a.place), name(b.place)))
          .map(({place, year_from, year_to, treaty, source_url}) =>
            row(
              countryLink(ledger, place),
              textCell(
                year_from === null
                  ? "every year"
                  : year_to === null
                    ? `from ${year_from}`
                    : formatYears(year_from, year_to)
              ),
              textCell(escape(treaty)),
              textCell(sources(source_url))
            )
          ),
        "words"
      )
    );
    return html.join("\n");
  }
  if (parts.length)
    html.push(
      paragraph(
        `It consists of ${list(parts.map(({slug, name: words}) => `<a href="./${slug}">${escape(words)}</a>`))}, which add up to it.`
      )
    );
  const linked = sorted.filter((code) => withRows.has(code));
  const silent = sorted.length - linked.length;
  html.push(
    paragraph(
      `${sorted.length} ${sorted.length === 1 ? "country or territory" : "countries and territories"}${region.scheme === "bureau" ? ", in UNHCR’s own division of the world" : ", as the United Nations’ M49 standard places them"}${silent ? `; ${silent} ${silent === 1 ? "does" : "do"} not appear in the data` : ""}: ${linked.map((code) => countryLink(ledger, code)).join(", ")}.`
    )
  );
  return html.join("\n");
}

/** What no total of the region can say. */
export function limitsPart({ledger, region}: Page): string {
  const [, last] = ledger.span;
  const rows = (code: string) =>
    headlinesOf(
      ledger,
      (ledger.applications.origin.get(code) ?? []).filter(({year}) => year === last),
      false
    );
  const words = (counts: Headlines) =>
    list((["P", "C"] as const).flatMap((unit) => (counts[unit] ? [`${figure(counts[unit])} ${UNITS[unit]}`] : []))) ||
    "none";
  const inBureau = region.scheme === "bureau" && ledger.edition.atlas.find(({place}) => place === "TIB")?.bureau;
  return [
    section("limits", "Limits", "What these totals cannot say"),
    `<ul class="peculiar">`,
    `<li><b>People in no region.</b> Of the world’s new applications of ${last}, ${words(rows(UNKNOWN))} are reported without an origin: some of these people come from here, and how many is not known. Stateless people (${words(rows("XXA"))})${inBureau ? "" : ` and Tibetans (${words(rows("TIB"))})`} are shown separately too.</li>`,
    `<li><b>Rounding.</b> UNHCR rounds small counts: a published 0 of applications is 0 to 2, a 5 is 3 to 5. A region’s range adds up the lowest and the highest of each such count, and 2 for each origin that rounding may have removed from a country of asylum.</li>`,
    `<li><b>No entry.</b> Where a country of asylum has no entry for an origin, we add nothing. There may have been nobody, one or two people removed by rounding, or no report.</li>`,
    `</ul>`
  ].join("\n");
}
