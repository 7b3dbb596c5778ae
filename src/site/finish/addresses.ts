// The addresses of a site before its pages are made: pages link to each other where the other one will be.
import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import type {Edition} from "../../edition/edition.js";
import type {LocationRow} from "../../edition/locations.js";
import {worldRegions} from "../../edition/worldRegions.js";
import {countriesOf} from "../../pages/within/pages.js";
import {filesOf} from "./files.js";

/** Every page that the Markdown in `src` makes, by its path without an ending. */
export function markdownPages(root: string): string[] {
  return filesOf(join(root, "src"))
    .filter((file) => file.endsWith(".md") && !file.startsWith(".observablehq/"))
    .map((file) => file.slice(0, -".md".length));
}

/** Writes an empty page into `folder` at each address: those of Markdown, and those that are made in the frame of one of them. */
export function writeAddresses(
  folder: string,
  {
    markdown,
    edition,
    locations
  }: {markdown: readonly string[]; edition: Edition; locations: readonly LocationRow[] | null}
): void {
  const framed = {
    "countries/place": [...edition.places.keys()].map((code) => `countries/${code.toLowerCase()}`),
    "world/region": worldRegions(edition).map(({slug}) => `world/${slug}`),
    "regions/place": countriesOf(locations ?? []).map((code) => `regions/${code.toLowerCase()}`)
  };
  const addresses = Object.entries(framed).flatMap(([frame, pages]) => (markdown.includes(frame) ? pages : []));
  for (const page of [...markdown, ...addresses]) {
    mkdirSync(dirname(join(folder, page)), {recursive: true});
    writeFileSync(join(folder, `${page}.html`), "");
  }
}
