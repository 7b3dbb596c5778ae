// Makes the templates of citations at build time, with citation-js: publisher first, as the licence of the figures requires, then this
// site as the tool, its edition, the day of access and the address.
import {Cite, plugins} from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import {ADDRESS_PLACE, TITLE_PLACE} from "./citation.js";
import type {CitationTemplates} from "./citation.js";

/** A style of one kind of entry: an electronic resource with an author, a title, a site, a day of access and an address. */
const style = (title: string, id: string, layout: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-US">
  <info><title>${title}</title><id>${id}</id><updated>2026-11-28T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix=".">${layout}</layout></bibliography>
</style>`;

const day = (parts: string, delimiter: string) => `<date variable="accessed" delimiter="${delimiter}">${parts}</date>`;

/** The Chicago Manual of Style, 17th edition, 14.207: author. "Title." Site, version. Accessed day. Address. */
const CHICAGO = style(
  "Electronic resource, Chicago",
  "electronic-resource-chicago",
  `<group delimiter=". ">
    <names variable="author"/>
    <text variable="title" prefix="“" suffix=".”"/>
  </group>
  <group delimiter=". " prefix=" ">
    <text variable="publisher"/>
    <group delimiter=" "><text value="Accessed"/>${day('<date-part name="day"/><date-part name="month"/><date-part name="year"/>', " ")}</group>
    <text variable="URL"/>
  </group>`
);
/** GOST R 7.0.5–2008, section 10 (electronic resources): author. Title [kind] // site. URL: address (day of access). */
const GOST = style(
  "Electronic resource, GOST R 7.0.5-2008",
  "electronic-resource-gost",
  `<group delimiter=" ">
    <names variable="author" suffix="."/>
    <text variable="title"/>
    <text value="[Электронный ресурс] //"/>
    <text variable="publisher" suffix="."/>
    <text variable="URL" prefix="URL: "/>
    <group prefix="(" suffix=")"><text value="дата обращения: "/>${day('<date-part name="day" form="numeric-leading-zeros"/><date-part name="month" form="numeric-leading-zeros"/><date-part name="year"/>', ".")}</group>
  </group>`
);
plugins.config.get("@csl").styles.add("chicago", CHICAGO);
plugins.config.get("@csl").styles.add("gost", GOST);

/**
 * The templates for what comes from `publishers` in the edition `id`.
 * @param publishers names as their licences require, in order.
 */
export function citationTemplates(publishers: readonly string[], id: string): CitationTemplates {
  const date = new Date(`${id.slice(0, 10)}T00:00:00Z`);
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const edition = new Intl.DateTimeFormat("en-GB", {dateStyle: "long", timeZone: "UTC"}).format(date);
  const site = `Asylum Ledger, edition of ${edition}`;
  const item = {
    id: `asylum-ledger-${id}`,
    type: "dataset",
    title: TITLE_PLACE,
    author: publishers.map((literal) => ({literal})),
    publisher: site,
    issued: {"date-parts": [parts]},
    accessed: {"date-parts": [[2222, 12, 22]]},
    URL: ADDRESS_PLACE
  };
  const cite = new Cite(item);
  const bibliography = (template: string) =>
    cite.format("bibliography", {format: "text", template, lang: "en-US"}).trim();
  return {
    plain: `${publishers.join("; ")}, ${TITLE_PLACE}. Via ${site}, accessed 22 December 2222, ${ADDRESS_PLACE} (CC BY 4.0)`,
    apa: bibliography("apa"),
    chicago: bibliography("chicago"),
    gost: bibliography("gost"),
    // A title in two pairs of braces keeps its capitals.
    bibtex: cite
      .format("bibtex")
      .trim()
      .replace(/^@misc\{[^,]*/, `@misc{asylum-ledger-${id}`)
      .replace(`{${TITLE_PLACE}}`, `{{${TITLE_PLACE}}}`),
    ris: `${cite
      .format("ris")
      .trim()
      .replace(/^ID .*$/m, "")

      .replaceAll(/\n+/g, "\n")} `,
    "csl-json": JSON.stringify([item])
  };
}
