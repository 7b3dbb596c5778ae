// Adds to the built site what machines read: linked data of each edition, and, where the site knows its own address (SITE_URL), each
// page's own address, the list of pages and the feed.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Account} from "../../edition/account.js";
import {correctionsFrom} from "../../pages/about/about.js";
import {filesOf} from "../finish/files.js";
import {dcatCatalogue, schemaDataset, scriptJson} from "./dataset.js";
import type {Described, Years} from "./dataset.js";
import {atomFeed} from "./feed.js";
import {canonicalLink, isUnlisted, sitemap, UNLISTED} from "./sitemap.js";

/**
 * The address that the site is published at, ending in a slash; null where it is not set.
 * @throws RangeError where SITE_URL is not an address that begins with http:// or https:// and ends in a slash.
 */
export function siteOf({SITE_URL: text = ""}: NodeJS.ProcessEnv): string | null {
  if (text === "") return null;
  if (!URL.canParse(text) || !/^https?:\/\/[^?#]*\/$/.test(text))
    throw new RangeError(`SITE_URL is “${text}”, and must begin with https:// and end in a slash`);
  return new URL(text).href;
}

/** Whether a page leads readers on to another address and is not listed itself. */
const isMoved = (html: string) => html.includes('http-equiv="refresh"');

/**
 * Writes the linked data into the page of the data and into each edition's own, the catalogue beside the tables, and for a site that
 * knows its address the rest. Called before pages are finished, so that links are checked and policies made of all of it.
 */
export async function writeForMachines(
  folder: string,
  root: string,
  account: Account,
  {site, years}: {site: string | null; years: Years}
): Promise<void> {
  const packs = account.kept.map(
    ({id}) => JSON.parse(readFileSync(join(folder, "data", id, "datapackage.json"), "utf8")) as Described
  );
  writeFileSync(
    join(folder, "data", "dcat.jsonld"),
    `${JSON.stringify(dcatCatalogue([...packs].reverse(), {site, years}), null, 2)}\n`
  );
  const into = (page: string, element: string) => {
    const path = join(folder, page);
    if (!existsSync(path)) return;
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace("</head>", () => `${element}\n</head>`)
    );
  };
  const linked = (pack: Described) =>
    `<script type="application/ld+json">${scriptJson(schemaDataset(pack, {site, years}))}</script>`;
  for (const pack of packs) {
    into(`editions/${pack.id}/index.html`, linked(pack));
    if (pack.id === account.current) into("data.html", linked(pack));
  }
  const pages = filesOf(folder).filter((path) => path.endsWith(".html"));
  for (const page of pages) if (isUnlisted(page) && !page.startsWith("q/")) into(page, UNLISTED);
  if (site === null) return;
  const listed = pages.filter((page) => !isUnlisted(page) && !isMoved(readFileSync(join(folder, page), "utf8")));
  writeFileSync(join(folder, "sitemap.xml"), await sitemap(listed, {site, edition: account.current}));
  writeFileSync(join(folder, "robots.txt"), `User-agent: *\nAllow: /\nSitemap: ${new URL("sitemap.xml", site).href}\n`);
  const editions = account.kept.map(({id}) => {
    const pair = account.pairs.find(({after}) => after === id);
    return {
      id,
      before: pair?.before ?? null,
      revised: pair ? account.revisions.filter(({edition}) => edition === id).length : null
    };
  });
  const corrections = correctionsFrom(readFileSync(join(root, "src", "pages", "about", "corrections.csv"), "utf8"));
  writeFileSync(
    join(folder, "feed.xml"),
    atomFeed(
      editions,
      corrections.map(({date, page, wrong, right}) => ({date, page, was: wrong, is: right})),
      site
    )
  );
  const feed = `<link rel="alternate" type="application/atom+xml" title="Editions and corrections" href="${new URL("feed.xml", site).href}">`;
  for (const page of listed) into(page, `${canonicalLink(page, site)}\n${feed}`);
}
