// Makes the templates of citations at build time, with citation-js: publisher first, as the licence of the figures requires, then this
// site as the tool, its edition, the day of access and the address.
import {Cite, plugins} from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import {authorName, CITED_TOGETHER, allCited, citedSources, plainCitation, siteWords} from "../words/cite.js";
import type {CitedSource} from "../words/cite.js";
import {ADDRESS_PLACE, KEY_PLACE, TITLE_PLACE} from "./citation.js";
import type {CitationFile, CitationTemplates} from "./citation.js";

/** A style of one kind of entry: an electronic resource with an author, a title, a site, a day of access and an address. */
const style = (title: string, id: string, layout: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-US">
  <info><title>${title}</title><id>${id}</id><updated>2026-11-28T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix=".">${layout}</layout></bibliography>
</style>`;

const day = (variable: "accessed" | "issued", parts: string, delimiter: string) =>
  `<date variable="${variable}" delimiter="${delimiter}">${parts}</date>`;
const NUMERIC = '<date-part name="day" form="numeric-leading-zeros"/><date-part name="month" form="numeric-leading-zeros"/><date-part name="year"/>'; // prettier-ignore

/** The Chicago Manual of Style, 17th edition, 14.207: author. "Title." Site, version. Accessed day. Address. */
const CHICAGO = style(
  "Electronic resource, Chicago",
  "electronic-resource-chicago",
  `<group delimiter=". ">
    <names variable="author"><name and="text" delimiter-precedes-last="always"/></names>
    <text variable="title" prefix="“" suffix=".”"/>
  </group>
  <group delimiter=". " prefix=" ">
    <text variable="publisher"/>
    <group delimiter=" "><text value="Accessed"/>${day("accessed", '<date-part name="month"/><date-part name="day" suffix=","/><date-part name="year"/>', " ")}</group>
    <text variable="URL"/>
  </group>`
);
/**
 * GOST R 7.0.5–2008, section 10 (electronic resources): author. Title [kind] // site : [kind]. Year. URL: address (day of access). Where
 * there is no day of access, the day of the edition.
 */
const GOST = style(
  "Electronic resource, GOST R 7.0.5-2008",
  "electronic-resource-gost",
  `<group delimiter=" ">
    <names variable="author" suffix="."/>
    <text variable="title"/>
    <text value="[Электронный ресурс] //"/>
    <text variable="publisher" suffix=" : [сайт]."/>
    <date variable="issued" suffix="."><date-part name="year"/></date>
    <text variable="URL" prefix="URL: "/>
    <choose>
      <if variable="accessed"><group prefix="(" suffix=")"><text value="дата обращения: "/>${day("accessed", NUMERIC, ".")}</group></if>
      <else><group prefix="(" suffix=")"><text value="по состоянию на "/>${day("issued", NUMERIC, ".")}</group></else>
    </choose>
  </group>`
);
plugins.config.get("@csl").styles.add("chicago", CHICAGO);
plugins.config.get("@csl").styles.add("gost", GOST);

/**
 * The templates for figures of `sources` in the edition `id`.
 * @param o.dated whether they have a place for the day of access; without one the edition's date stands alone.
 */
export function citationTemplates(
  sources: readonly CitedSource[],
  id: string,
  {dated = true}: {readonly dated?: boolean} = {}
): CitationTemplates {
  const date = new Date(`${id.slice(0, 10)}T00:00:00Z`);
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const key = `asylum-ledger-${id}-${KEY_PLACE}`;
  const item = {
    id: key,
    type: "dataset",
    title: TITLE_PLACE,
    author: sources.map((source) => ({literal: authorName(source)})),
    publisher: siteWords(id),
    issued: {"date-parts": [parts]},
    ...(dated ? {accessed: {"date-parts": [[2222, 12, 22]]}} : {}),
    URL: ADDRESS_PLACE
  };
  const cite = new Cite(item);
  const bibliography = (template: string) =>
    cite.format("bibliography", {format: "text", template, lang: "en-US"}).trim();
  return {
    plain: plainCitation(sources, {
      ...{title: TITLE_PLACE, address: ADDRESS_PLACE, edition: id},
      ...(dated ? {accessed: "22 December 2222"} : {})
    }),
    // APA 7, 10.9: "[Data set]", and the day of retrieval where a page may change.
    apa: bibliography("apa")
      .replace("[Dataset]", "[Data set]")
      .replace(ADDRESS_PLACE, dated ? `Retrieved December 22, 2222, from ${ADDRESS_PLACE}` : ADDRESS_PLACE),
    chicago: bibliography("chicago"),
    gost: bibliography("gost"),
    // A title in two pairs of braces keeps its capitals.
    bibtex: cite
      .format("bibtex")
      .trim()
      .replace(/^@misc\{[^,]*/, `@misc{${key}`)
      .replace(`{${TITLE_PLACE}}`, `{{${TITLE_PLACE}}}`),
    // RIS takes what follows a comma for a first name.
    ris: `${cite
      .format("ris")
      .trim()
      .replace(/^ID .*$/m, "")
      .replaceAll(/^AU {2}- .*$/gm, (line) => line.replaceAll(",", ""))
      .replaceAll(/\n+/g, "\n")} `,
    "csl-json": JSON.stringify([item])
  };
}

/** The names of the sources of an edition as a whole. */
export const WHOLE_EDITION = "edition";

/** The templates of an edition, for each group of sources that pages show and for the whole. */
export function citationFile(sources: readonly CitedSource[], id: string): CitationFile {
  return {
    edition: id,
    sources: Object.fromEntries([
      ...CITED_TOGETHER.flatMap((names) => {
        const found = citedSources(sources, names);
        return found ? [[names.join(" "), citationTemplates(found, id)] as const] : [];
      }),
      [WHOLE_EDITION, citationTemplates(allCited(sources), id)] as const
    ])
  };
}
